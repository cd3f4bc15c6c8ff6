// SPDX-License-Identifier: MIT
#include "store/disk_error.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>

namespace okr::store {

namespace {

struct Words {
  std::string what;
  std::string hint;
};

/// Our own words instead of strerror's, which follow the locale.
Words words_for(int error_number) {
  switch (error_number) {
    case ENOENT: return {"no such file or folder", ""};
    case EACCES:
    case EPERM: return {"permission denied", "look at its owner and mode with `ls -ld`"};
    case EROFS: return {"the file system is read-only", "make it writable, or use another folder"};
    case ENOSPC:
    case EDQUOT: return {"no space left on the disk", "nothing was changed; free some space and run the command again"};
    case EISDIR: return {"it is a folder", ""};
    case ENOTDIR: return {"a part of the path is not a folder", ""};
    case EEXIST: return {"a file of that name is already there", ""};
    case ELOOP: return {"too many links, perhaps a loop of them", "look at them with `ls -l`"};
    case ENAMETOOLONG: return {"the name is too long", ""};
    case EMFILE:
    case ENFILE: return {"too many open files", ""};
    case EXDEV: return {"the two names are on different disks", ""};
    case EIO: return {"the disk reports an error", ""};
    case EFBIG: return {"the file would become too large for the file system or a limit", ""};
    default: return {fmt::format("system error {}", error_number), ""};
  }
}

}  // namespace

Error disk_error(std::string_view verb, const std::string& path, int error_number) {
  auto words = words_for(error_number);
  return Error{ErrorKind::environment, fmt::format("cannot {} {}: {}", verb, path, words.what), std::move(words.hint)};
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

Descriptor::~Descriptor() { close(); }

bool Descriptor::close() { return number_ < 0 || ::close(std::exchange(number_, -1)) == 0; }

}  // namespace okr::store
