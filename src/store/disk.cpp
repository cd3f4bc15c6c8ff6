// SPDX-License-Identifier: MIT
// Names and what stands under them; reading with limits.
#include "okr/store/disk.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "okr/base/result.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "store/disk_failure.hpp"

namespace okr::store {
namespace {

/// True where the machine fails, whatever stands in the files: the same asked again may go well.
bool is_of_the_system(int reason) {
  return reason == EIO || reason == EMFILE || reason == ENFILE || reason == EINTR || reason == ENOMEM;
}

constexpr std::size_t piece_size = std::size_t{256} * 1024;

tl::unexpected<Error> refusal(const std::string& path, std::string_view why, std::string hint) {
  return environment_failure(fmt::format("cannot read {}: {}", path, why), std::move(hint));
}

std::string_view special_kind(mode_t mode) {
  if (S_ISFIFO(mode)) return "it is a FIFO, not a file";
  if (S_ISSOCK(mode)) return "it is a socket, not a file";
  return "it is a device, not a file";
}

Result<std::string> read_all(int descriptor, const std::string& path, std::size_t expected) {
  std::string content;
  content.resize(expected + 1);
  std::size_t filled = 0;
  for (;;) {
    const auto got = ::read(descriptor, content.data() + filled, content.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("read", path, errno);
    filled += static_cast<std::size_t>(got);
    // One byte more than there should be was asked for: to get no more than there should be is the end.
    if (got == 0 || (filled == expected && expected > 0)) break;
    if (filled > largest_file) return refusal(path, "it is larger than 64 MiB", "is it a file of okr?");
    if (filled == content.size()) content.resize(content.size() * 2);
  }
  content.resize(filled);
  return content;
}

Presence presence_of(const struct stat& status) {
  if (S_ISREG(status.st_mode)) return Presence::file;
  return S_ISDIR(status.st_mode) ? Presence::folder : Presence::other;
}

EntryKind entry_kind(Presence presence) {
  switch (presence) {
    case Presence::file: return EntryKind::file;
    case Presence::folder: return EntryKind::folder;
    case Presence::broken_link: return EntryKind::broken_link;
    case Presence::absent:
    case Presence::other: return EntryKind::other;
  }
  return EntryKind::other;
}

EntryKind kind_of(const dirent& entry, const std::string& folder) {
  if (entry.d_type == DT_REG) return EntryKind::file;
  if (entry.d_type == DT_DIR) return EntryKind::folder;
  return entry_kind(presence(folder + "/" + entry.d_name));
}

bool lies_inside(const std::string& root, const std::string& path) {
  return path == root || root == "/" || (path.starts_with(root) && path[root.size()] == '/');
}

/// True when no part of the path below the root is a link or leads upward: one system call a file where asking for the
/// real path costs one a part.
bool has_no_link(const std::string& root, const std::string& path) {
  if (path.size() <= root.size() + 1 || path.compare(0, root.size(), root) != 0 || path[root.size()] != '/')
    return false;
  if (path.find("/../", root.size()) != std::string::npos) return false;
  struct stat status {};
  for (std::size_t at = root.size() + 1; at != std::string::npos;) {
    at = path.find('/', at + 1);
    if (::lstat(path.substr(0, at).c_str(), &status) != 0 || S_ISLNK(status.st_mode)) return false;
  }
  return true;
}

}  // namespace

Reason reason_of(int error_number) {
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
    case EINTR: return {"a signal interrupted it", "run the command again"};
    case ENOLCK:
    case ENOSYS:
    case ENOTSUP: return {"the file system cannot do that", "keep the workspace on a disk of this machine"};
    case EFBIG: return {"the file would become too large for the file system or a limit", ""};
    default: return {fmt::format("system error {}", error_number), ""};
  }
}

tl::unexpected<Error> failed(std::string_view verb, const std::string& path, int reason) {
  auto words = reason_of(reason);
  Error error{ErrorKind::environment, fmt::format("cannot {} {}: {}", verb, path, words.what), std::move(words.hint)};
  if (is_of_the_system(reason)) error.code = system_failure;
  return tl::unexpected<Error>(std::move(error));
}

Result<std::string> read_file(const std::string& path) {
  // Not blocking, so that opening a FIFO without a writer returns at once.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.is_open()) {
    const int reason = errno;
    if (reason == ENXIO) return refusal(path, "it is a socket or a device, not a file", "remove it or rename it");
    return failed("read", path, reason);
  }
  return read_open_file(std::move(file), path);
}

Result<std::string> read_open_file(Descriptor file, const std::string& path) {
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return failed("read", path, errno);
  if (S_ISDIR(status.st_mode)) return refusal(path, "it is a folder", "a file of that name is needed here");
  if (!S_ISREG(status.st_mode)) return refusal(path, special_kind(status.st_mode), "remove it or rename it");
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > largest_file) return refusal(path, "it is larger than 64 MiB", "is it a file of okr?");
  return read_all(file.number(), path, size);
}

Result<std::string> read_named_file(const std::string& path) {
  TRY_ASSIGN(auto file, FileReader::open(path));
  std::string text;
  for (;;) {
    TRY_ASSIGN(const auto piece, file.next_piece());
    if (piece.empty()) return text;
    text += piece;
    if (text.size() > largest_file) return refusal(path, "it is larger than 64 MiB", "is it a file of okr?");
  }
}

Status check_read_inside(const std::string& root, const std::string& path) {
  TRY_ASSIGN(const auto real, real_path(path));
  TRY_ASSIGN(const auto real_root, real_path(root));
  if (lies_inside(real_root, real)) return {};
  return refusal(path, fmt::format("it leads out of the workspace, to {}", real), "links are followed only inside it");
}

Result<std::string> read_file_inside(const std::string& root, const std::string& path) {
  if (has_no_link(root, path)) return read_file(path);
  TRY(check_read_inside(root, path));
  return read_file(path);
}

Result<std::vector<FolderEntry>> list_folder(const std::string& path) {
  Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.is_open()) return failed("list", path, errno);
  return list_open_folder(std::move(folder), path);
}

Result<std::vector<FolderEntry>> list_open_folder(Descriptor open_folder, const std::string& path) {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(::fdopendir(open_folder.number()),
                                                   [](DIR* open) { return ::closedir(open); });
  if (folder == nullptr) return failed("list", path, errno);
  open_folder.release();
  std::vector<FolderEntry> entries;
  errno = 0;
  while (const dirent* entry = ::readdir(folder.get())) {
    if (entry->d_name[0] == '.') continue;
    if (entries.size() == most_entries)
      return refusal(path, "it has more than 100 000 entries", "is it the right one?");
    entries.push_back({entry->d_name, kind_of(*entry, path)});
    errno = 0;
  }
  if (errno != 0) return failed("list", path, errno);
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return entries;
}

Presence presence(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return presence_of(status);
  if (::lstat(path.c_str(), &status) == 0) return S_ISLNK(status.st_mode) ? Presence::broken_link : Presence::other;
  return errno == ENOENT || errno == ENOTDIR ? Presence::absent : Presence::other;
}

Result<bool> is_taken(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) return true;
  if (errno == ENOENT || errno == ENOTDIR) return false;
  return failed("look at", path, errno);
}

bool may_be_written(const std::string& folder) { return ::access(folder.c_str(), W_OK | X_OK) == 0; }

bool is_file(const std::string& path) { return presence(path) == Presence::file; }

bool is_absent(const std::string& path) { return presence(path) == Presence::absent; }

bool is_folder(const std::string& path) { return presence(path) == Presence::folder; }

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string nearest_folder(std::string path) {
  while (path.size() > 1 && !is_folder(path)) path = folder_of(path);
  return path;
}

std::string behind_broken_links(std::string path) {
  constexpr int most_links = 40;  // as the system follows
  std::string there = path;
  for (int links = 0; presence(there) == Presence::broken_link; ++links) {
    std::string target(PATH_MAX, '\0');
    const ssize_t length = ::readlink(there.c_str(), target.data(), target.size());
    if (length <= 0 || links == most_links) return path;
    target.resize(static_cast<std::size_t>(length));
    there = target.starts_with('/') ? target : folder_of(there) + "/" + target;
  }
  return there;
}

Error leads_nowhere(std::string_view link) {
  return {ErrorKind::environment, fmt::format("cannot read {}: it is a link that leads nowhere", link),
          "remove the link, or restore what it points to"};
}

Result<std::string> real_path(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.c_str(), nullptr), std::free);
  if (resolved != nullptr) return std::string(resolved.get());
  const int reason = errno;
  std::string there = path;
  while (there.size() > 1 && presence(there) == Presence::absent) there = folder_of(there);
  if (presence(there) == Presence::broken_link) return tl::unexpected<Error>(leads_nowhere(there));
  return failed("read", path, reason);
}

namespace {

/// For who named a file that is not there: the nearest name beside it, or where to look.
std::string hint_for_missing(const std::string& path) {
  const std::string folder = folder_of(path);
  if (!is_folder(folder)) return fmt::format("there is no folder {}", safe_for_terminal(folder));
  const auto entries = list_folder(folder).value_or(std::vector<FolderEntry>());
  std::vector<std::string_view> names;
  for (const FolderEntry& entry : entries) names.emplace_back(entry.name);
  return did_you_mean(nearest(path.substr(path.rfind('/') + 1), names), "its folder is there: look at it with `ls`");
}

}  // namespace

Result<FileReader> FileReader::open(const std::string& path) {
  FileReader reader(path, Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)));
  if (!reader.file_.is_open()) {
    const int reason = errno;
    auto error = failed("read", path, reason);
    if (reason == ENOENT) error.value().hint = hint_for_missing(path);
    return error;
  }
  struct stat status {};
  if (::fstat(reader.file_.number(), &status) != 0) return failed("read", path, errno);
  if (S_ISDIR(status.st_mode))
    return environment_failure(fmt::format("cannot read {}: it is a folder", path), "name a file in it");
  if (S_ISREG(status.st_mode)) reader.size_ = static_cast<std::uint64_t>(status.st_size);
  return reader;
}

Result<std::string> FileReader::next_piece() {
  std::string piece(piece_size, '\0');
  ssize_t got = 0;
  do {
    got = ::read(file_.number(), piece.data(), piece.size());
  } while (got < 0 && errno == EINTR);
  if (got < 0) return failed("read", path_, errno);
  piece.resize(static_cast<std::size_t>(got));
  return piece;
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

bool Descriptor::close() { return number_ < 0 || ::close(std::exchange(number_, -1)) == 0; }

Status check_inside(const std::string& root, const std::string& path) {
  std::string there = path;
  while (there.size() > 1 && presence(there) == Presence::absent) there = folder_of(there);
  if (std::ranges::count(split(std::string_view(path).substr(there.size()), '/'), "..") > 0)
    return environment_failure(fmt::format("cannot write {}: it leads back out of a new folder", path),
                               "name it without '..'");
  TRY_ASSIGN(const auto real_root, real_path(root));
  TRY_ASSIGN(const auto real, real_path(there));
  if (lies_inside(real_root, real)) return {};
  return environment_failure(fmt::format("cannot write {}: it leads out of the workspace, to {}", path, real),
                             "links are followed only inside it; remove the link");
}

}  // namespace okr::store
