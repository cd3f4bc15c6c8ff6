// SPDX-License-Identifier: MIT
// okr_fuzz_replay TARGET FOLDER: the target with every file of the folder, with any compiler. Ends as the target ends;
// 2 where there is no such target, no folder or nothing in it.
#include <fmt/core.h>

#include <algorithm>

#include "okr/store/disk.hpp"
#include "targets.hpp"

namespace {

int complain(const std::string& what) {
  fmt::print(stderr, "okr_fuzz_replay: {}\n", what);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return complain("usage: okr_fuzz_replay TARGET FOLDER");
  const std::string folder = argv[2];
  const auto* const target = std::ranges::find(okr_fuzz::targets, argv[1], &okr_fuzz::Target::name);
  if (target == std::end(okr_fuzz::targets)) return complain(std::string("there is no target ") + argv[1]);
  const auto entries = okr::store::list_folder(folder);
  if (!entries) return complain(entries.error().what);
  if (entries->empty()) return complain(folder + " is empty");
  for (const auto& entry : *entries) {
    const auto bytes = okr::store::read_file(folder + "/" + entry.name);
    if (!bytes) return complain(bytes.error().what);
    fmt::print(stderr, "{} {}\n", argv[1], entry.name);
    target->run(*bytes);
  }
  return 0;
}
