// SPDX-License-Identifier: MIT
#include "store/disk_root.hpp"

#include <fcntl.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#endif
#ifdef SYS_openat2
#include <linux/openat2.h>
#endif

#include "okr/base/try.hpp"

namespace okr::store {
namespace {

#ifdef O_PATH
constexpr int to_start_from = O_PATH | O_DIRECTORY | O_CLOEXEC;
#else
constexpr int to_start_from = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
#endif

}  // namespace

RootFolder::RootFolder(std::string root) : root_(std::move(root)), folder_(::open(root_.c_str(), to_start_from)) {}

Descriptor RootFolder::open([[maybe_unused]] const std::string& name, [[maybe_unused]] int flags) const {
#ifdef SYS_openat2
  ::open_how how{};
  how.flags = static_cast<__u64>(flags | O_RDONLY | O_CLOEXEC);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  return Descriptor(static_cast<int>(::syscall(SYS_openat2, folder_.number(), name.c_str(), &how, sizeof how)));
#else
  return Descriptor(-1);
#endif
}

Result<std::string> RootFolder::read(const std::string& name) const {
  // Not blocking, so that opening a FIFO without a writer returns at once.
  Descriptor file = open(name, O_NONBLOCK | O_NOCTTY);
  if (file.is_open()) return read_open_file(std::move(file), path_of(name));
  return read_file_inside(root_, path_of(name));
}

Result<std::vector<FolderEntry>> RootFolder::list(const std::string& name) const {
  const std::string path = path_of(name);
  Descriptor folder = open(name, O_DIRECTORY);
  if (folder.is_open()) return list_open_folder(std::move(folder), path);
  if (is_absent(path)) return std::vector<FolderEntry>();
  TRY(check_read_inside(root_, path));
  return list_folder(path);
}

}  // namespace okr::store
