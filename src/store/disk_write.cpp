// SPDX-License-Identifier: MIT
// Writing: a file by a temporary one, fsync and one atomic step; folders; devices and descriptors as they are.
#include "okr/store/disk.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <string>
#include <string_view>
#include <utility>

#include "okr/base/number.hpp"
#include "okr/base/try.hpp"
#include "store/disk_failure.hpp"

namespace okr::store {
namespace {

/// A temporary file that vanishes unless it was put in place.
class Temporary {
 public:
  explicit Temporary(std::string folder) : folder_(std::move(folder)) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    if (!name_.empty()) ::unlink(name_.c_str());
  }

  const std::string& name() const { return name_; }
  void keep() { name_.clear(); }

  /// Opens a name nobody has: the process and a counter, then the next until one is free.
  int open(mode_t mode) {
    for (int attempt = 0; attempt < 1000; ++attempt) {
      name_ = fmt::format("{}/.okr-{}-{}.tmp", folder_, ::getpid(), attempt);  // as disk_lock.cpp knows it
      const int descriptor = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
      if (descriptor >= 0 || errno != EEXIST) {
        if (descriptor < 0) keep_errno_and_forget();
        return descriptor;
      }
    }
    keep();
    errno = EEXIST;
    return -1;
  }

 private:
  void keep_errno_and_forget() {
    const int reason = errno;
    name_.clear();
    errno = reason;
  }

  std::string folder_;
  std::string name_;
};

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const auto written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Whose file it is and what may be done with it; the owner only where the system lets us.
bool copy_owner_and_mode(int descriptor, const struct stat& status) {
  const bool owned = ::fchown(descriptor, status.st_uid, status.st_gid) == 0 ||
                     ::fchown(descriptor, static_cast<uid_t>(-1), status.st_gid) == 0;
  const mode_t all = status.st_mode & 07777U;
  // A set-id bit must not move to an owner it was not given for.
  return ::fchmod(descriptor, owned ? all : all & 0777U) == 0;
}

Status fill(Temporary& temporary, const std::string& path, std::string_view content, const struct stat* like) {
  Descriptor file(temporary.open(like == nullptr ? 0666 : 0600));
  if (!file.is_open()) return failed("write", path, errno);
  if (like != nullptr && !copy_owner_and_mode(file.number(), *like)) return failed("write", path, errno);
  if (!write_all(file.number(), content)) return failed("write", path, errno);
  if (::fsync(file.number()) != 0) return failed("write", path, errno);
  if (!file.close()) return failed("write", path, errno);
  return {};
}

/// Gives the temporary file its name unless that is taken. Where there are no hard links, the name is reserved first.
Status put_in_place_new(Temporary& temporary, const std::string& path) {
  if (::link(temporary.name().c_str(), path.c_str()) == 0) return {};
  if (errno != EPERM && errno != ENOTSUP && errno != EMLINK && errno != ENOSYS) return failed("create", path, errno);
  Descriptor reserved(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!reserved.is_open()) return failed("create", path, errno);
  if (::rename(temporary.name().c_str(), path.c_str()) != 0) {
    const int reason = errno;
    ::unlink(path.c_str());
    return failed("create", path, reason);
  }
  temporary.keep();
  return {};
}

/// "63" of "/dev/fd/63"; nothing for other names.
std::optional<int> numbered_descriptor(const std::string& path) {
  if (path == "/dev/stdin") return 0;
  if (path == "/dev/stdout") return 1;
  if (path == "/dev/stderr") return 2;
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!path.starts_with(folder)) continue;
    const auto number = whole_number<int>(std::string_view(path).substr(folder.size()));
    if (number && *number >= 0) return number;
  }
  return std::nullopt;
}

}  // namespace

std::string why_not_written(const std::string& path) {
  const auto words = [](int reason) { return reason_of(reason).what; };
  if (const auto number = descriptor_of(path)) {
    const int flags = ::fcntl(*number, F_GETFL);
    const bool is_open = flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
    return is_open ? std::string() : "it is not open for writing";
  }
  struct stat status {};
  const bool is_there = ::stat(path.c_str(), &status) == 0;
  if (!is_there && errno != ENOENT && errno != ENOTDIR) return words(errno);
  if (is_there && S_ISDIR(status.st_mode)) return words(EISDIR);
  if (is_there && !S_ISREG(status.st_mode)) return ::access(path.c_str(), W_OK) == 0 ? std::string() : words(errno);
  Temporary temporary(folder_of(real_path(path).value_or(path)));
  const Descriptor open(temporary.open(0600));
  return open.is_open() ? std::string() : words(errno);
}

void remove_empty_folder(const std::string& path) { ::rmdir(path.c_str()); }

Status sync_folder(const std::string& path) {
  Descriptor open(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!open.is_open()) return failed("sync the folder", path, errno);
  // File systems that cannot do it say EINVAL.
  if (::fsync(open.number()) != 0 && errno != EINVAL && errno != ENOTSUP) return failed("sync the folder", path, errno);
  return {};
}

std::optional<int> descriptor_of(const std::string& path) {
  constexpr int most_links = 16;
  std::string name = path;
  for (int links = 0; links < most_links; ++links) {
    if (const auto number = numbered_descriptor(name)) return number;
    char target[4096];
    const auto length = ::readlink(name.c_str(), target, sizeof target);
    if (length <= 0) return std::nullopt;
    const std::string_view next(target, static_cast<std::size_t>(length));
    name = next.starts_with('/') ? std::string(next) : fmt::format("{}/{}", folder_of(name), next);
  }
  return std::nullopt;
}

Status write_to_descriptor(int number, std::string_view content) {
  if (write_all(number, content)) return {};
  return failed("write", fmt::format("/dev/fd/{}", number), errno);
}

Status write_special(const std::string& path, std::string_view content) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (!file.is_open()) return failed("write", path, errno);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return failed("write", path, errno);
  if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode)) return failed("write", path, EPERM);
  if (!write_all(file.number(), content) || !file.close()) return failed("write", path, errno);
  return {};
}

Status make_folders(const std::string& path) {
  for (std::size_t slash = 0; slash != std::string::npos;) {
    slash = path.find('/', slash + 1);
    const auto part = path.substr(0, slash);
    if (part.empty() || ::mkdir(part.c_str(), 0777) == 0) continue;
    const int reason = errno;
    if (!is_folder(part)) return failed("create the folder", part, reason == EEXIST ? ENOTDIR : reason);
  }
  return {};
}

Status create_file(const std::string& path, std::string_view content) {
  TRY_ASSIGN(const bool taken, is_taken(path));
  if (taken) return failed("create", path, EEXIST);
  Temporary temporary(folder_of(path));
  TRY(fill(temporary, path, content, nullptr));
  return put_in_place_new(temporary, path);
}

Status replace_file(const std::string& path, std::string_view content) {
  TRY_ASSIGN(const auto target, real_path(path));
  struct stat status {};
  if (::stat(target.c_str(), &status) != 0) return failed("write", path, errno);
  if (!S_ISREG(status.st_mode)) return failed("write", path, S_ISDIR(status.st_mode) ? EISDIR : EPERM);
  // rename() asks only about the folder; a file its owner made read-only is not ours to replace.
  if (::access(target.c_str(), W_OK) != 0) return failed("write", path, errno);
  const auto folder = folder_of(target);
  Temporary temporary(folder);
  TRY(fill(temporary, path, content, &status));
  if (::rename(temporary.name().c_str(), target.c_str()) != 0) return failed("write", path, errno);
  temporary.keep();
  return {};
}

Status remove_file(const std::string& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return failed("remove", path, errno);
  return {};
}

Status move_file(const std::string& from, const std::string& to) {
  TRY_ASSIGN(const bool taken, is_taken(to));
  if (taken) return failed("create", to, EEXIST);
  if (::rename(from.c_str(), to.c_str()) != 0) return failed("rename", from, errno);
  return {};
}

Status make_executable(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return failed("make executable", path, errno);
  const mode_t readers = status.st_mode & 0444U;
  if (::chmod(path.c_str(), (status.st_mode & 07777U) | (readers >> 2U)) != 0)
    return failed("make executable", path, errno);
  return {};
}

}  // namespace okr::store
