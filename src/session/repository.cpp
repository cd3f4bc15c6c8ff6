// SPDX-License-Identifier: MIT
#include "session/repository.hpp"

#include <utility>

#include "okr/store/disk.hpp"

namespace okr::cli {

Result<std::string> repository_above(std::string folder) {
  while (!folder.empty()) {
    auto is_there = store::is_taken(folder + "/.git");
    if (!is_there && is_of_the_machine(is_there.error())) return tl::unexpected<Error>(std::move(is_there.error()));
    if (is_there.value_or(false)) return folder;
    folder.resize(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/'));
  }
  return folder;
}

}  // namespace okr::cli
