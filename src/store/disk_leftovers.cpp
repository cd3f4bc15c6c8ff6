// SPDX-License-Identifier: MIT
// The temporary files of writers that were killed, taken away.
#include <dirent.h>
#include <signal.h>
#include <unistd.h>
#include <cerrno>
#include <charconv>
#include <memory>
#include <string>
#include <string_view>

#include "okr/store/disk.hpp"

namespace okr::store {
namespace {

constexpr std::string_view temporary_front = ".okr-";
constexpr std::string_view temporary_end = ".tmp";

bool is_temporary(std::string_view name) { return name.starts_with(temporary_front) && name.ends_with(temporary_end); }

/// True where the process that the name speaks of runs on this machine, or may do so.
bool has_a_living_writer(std::string_view name) {
  name.remove_prefix(temporary_front.size());
  pid_t process = 0;
  const auto [stop, code] = std::from_chars(name.data(), name.data() + name.size(), process);
  return code != std::errc() || process <= 0 || ::kill(process, 0) == 0 || errno != ESRCH;
}

template <class Predicate>
bool remove_temporaries(const std::string& folder, Predicate is_left) {
  const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(folder.c_str()), [](DIR* dir) { return ::closedir(dir); });
  if (open == nullptr) return false;
  bool found = false;
  while (const dirent* entry = ::readdir(open.get())) {
    if (!is_temporary(entry->d_name) || !is_left(entry->d_name)) continue;
    found |= ::unlink((folder + "/" + entry->d_name).c_str()) == 0;
  }
  return found;
}

}  // namespace

bool remove_leftovers(const std::string& folder) {
  return remove_temporaries(folder, [](std::string_view) { return true; });
}

void remove_orphans(const std::string& folder) {
  remove_temporaries(folder, [](std::string_view name) { return !has_a_living_writer(name); });
}

}  // namespace okr::store
