// SPDX-License-Identifier: MIT
#include "okr/store/disk.hpp"
#include "okr/base/try.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>

#include "store/disk_error.hpp"

namespace okr::store {

namespace {

constexpr std::size_t largest_read = std::size_t{64} * 1024 * 1024;

tl::unexpected<Error> refusal(const std::string& path, std::string_view why, std::string hint) {
  return failure(ErrorKind::environment, fmt::format("cannot read {}: {}", path, why), std::move(hint));
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
    if (got < 0) return tl::unexpected(disk_error("read", path, errno));
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > largest_read) return refusal(path, "it is larger than 64 MiB", "is it a file of okr?");
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

}  // namespace

Result<std::string> read_file(const std::string& path) {
  // Not blocking, so that opening a FIFO without a writer returns at once.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.is_open()) {
    const int reason = errno;
    if (reason == ENXIO) return refusal(path, "it is a socket or a device, not a file", "remove it or rename it");
    return tl::unexpected(disk_error("read", path, reason));
  }
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return tl::unexpected(disk_error("read", path, errno));
  if (S_ISDIR(status.st_mode)) return refusal(path, "it is a folder", "a file of that name is needed here");
  if (!S_ISREG(status.st_mode)) return refusal(path, special_kind(status.st_mode), "remove it or rename it");
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > largest_read) return refusal(path, "it is larger than 64 MiB", "is it a file of okr?");
  return read_all(file.number(), path, size);
}

namespace {

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

Result<std::string> read_file_inside(const std::string& root, const std::string& path) {
  if (has_no_link(root, path)) return read_file(path);
  TRY_ASSIGN(const auto real, real_path(path));
  TRY_ASSIGN(const auto real_root, real_path(root));
  if (lies_inside(real_root, real)) return read_file(path);
  return refusal(path, fmt::format("it leads out of the workspace, to {}", real), "links are followed only inside it");
}

Result<std::vector<FolderEntry>> list_folder(const std::string& path) {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(path.c_str()), [](DIR* open) { return ::closedir(open); });
  if (folder == nullptr) return tl::unexpected(disk_error("list", path, errno));
  std::vector<FolderEntry> entries;
  errno = 0;
  while (const dirent* entry = ::readdir(folder.get())) {
    if (entry->d_name[0] == '.') continue;
    if (entries.size() == most_entries)
      return refusal(path, "it has more than 100 000 entries", "is it the right one?");
    entries.push_back({entry->d_name, kind_of(*entry, path)});
    errno = 0;
  }
  if (errno != 0) return tl::unexpected(disk_error("list", path, errno));
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return entries;
}

Presence presence(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return presence_of(status);
  if (::lstat(path.c_str(), &status) == 0) return S_ISLNK(status.st_mode) ? Presence::broken_link : Presence::other;
  return errno == ENOENT || errno == ENOTDIR ? Presence::absent : Presence::other;
}

bool is_file(const std::string& path) { return presence(path) == Presence::file; }

bool is_folder(const std::string& path) { return presence(path) == Presence::folder; }

Result<std::string> real_path(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.c_str(), nullptr), std::free);
  if (resolved == nullptr) return tl::unexpected(disk_error("read", path, errno));
  return std::string(resolved.get());
}

namespace {

constexpr std::size_t piece_size = std::size_t{256} * 1024;

}  // namespace

Result<FileReader> FileReader::open(const std::string& path) {
  FileReader reader(path, ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (reader.descriptor_ < 0) return tl::unexpected(disk_error("read", path, errno));
  struct stat status {};
  if (::fstat(reader.descriptor_, &status) != 0) return tl::unexpected(disk_error("read", path, errno));
  if (S_ISDIR(status.st_mode))
    return failure(ErrorKind::environment, fmt::format("cannot read {}: it is a folder", path), "name a file in it");
  if (S_ISREG(status.st_mode)) reader.size_ = static_cast<std::uint64_t>(status.st_size);
  return reader;
}

Result<std::string> FileReader::next_piece() {
  std::string piece(piece_size, '\0');
  ssize_t got = 0;
  do {
    got = ::read(descriptor_, piece.data(), piece.size());
  } while (got < 0 && errno == EINTR);
  if (got < 0) return tl::unexpected(disk_error("read", path_, errno));
  piece.resize(static_cast<std::size_t>(got));
  return piece;
}

FileReader& FileReader::operator=(FileReader&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  return *this;
}

FileReader::~FileReader() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

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
