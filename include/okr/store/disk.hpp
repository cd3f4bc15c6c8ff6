// SPDX-License-Identifier: MIT
// The only place that opens files: reading with limits, writing so that a file is the old or the new one whatever
// happens, the lock of a workspace. What stands in the files is not known here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "okr/base/result.hpp"

namespace okr::store {

/// All errors below are of kind environment: what (with path and the system's words) and what to do about it. Where the
/// machine failed and not the files they say so (is_of_the_machine).

/// What stands under a name in a folder.
enum class EntryKind : std::uint8_t { file, folder, other, broken_link };

/// One name in a folder; links are seen through.
struct FolderEntry {
  std::string name;
  EntryKind kind = EntryKind::other;
  friend bool operator==(const FolderEntry&, const FolderEntry&) = default;
};

/// The most entries a folder may have.
inline constexpr std::size_t most_entries = 100000;

/// The content of a regular file of at most 64 MiB. A folder, a FIFO, a device is an error, at once.
Result<std::string> read_file(const std::string& path);

/// The content of a file, as read_file gives it; a link whose target lies outside `root` is an error too.
Result<std::string> read_file_inside(const std::string& root, const std::string& path);

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { close(); }

  /// False where opening failed, and once it was closed or released.
  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }
  /// Somebody else closes it from now on.
  void release() { number_ = -1; }
  /// Closes now and says whether that went well: the last moment a full disk may speak.
  bool close();

 private:
  int number_;
};

/// The content of a file that is open already, as read_file gives it; `path` is for the errors.
Result<std::string> read_open_file(Descriptor file, const std::string& path);
/// The entries of a folder that is open already, as list_folder gives them; `path` is for the errors.
Result<std::vector<FolderEntry>> list_open_folder(Descriptor folder, const std::string& path);

/// A file read piece by piece, of any size; a FIFO (a shell's <(...)) too, which is waited for. For what a person
/// names, not for the files of a workspace.
class FileReader {
 public:
  /// Opens a file to be read from its beginning. Error: it is not there, or cannot be read.
  static Result<FileReader> open(const std::string& path);

  /// The next bytes, at most 256 KiB; empty at the end.
  Result<std::string> next_piece();

  /// Bytes of the whole file; 0 where nobody can tell.
  std::uint64_t size() const { return size_; }

 private:
  FileReader(std::string path, Descriptor file) : path_(std::move(path)), file_(std::move(file)) {}

  std::string path_;
  Descriptor file_;
  std::uint64_t size_ = 0;
};

/// The whole of what a person names, a FIFO too; at most 64 MiB.
Result<std::string> read_named_file(const std::string& path);

/// Where a link leads at which nothing is yet, so that it can be made there; the path itself in all other cases.
std::string behind_broken_links(std::string path);

/// The entries of a folder sorted by name, hidden ones and our own temporary files left out.
Result<std::vector<FolderEntry>> list_folder(const std::string& path);

/// What a path can be, links seen through; `broken_link` also for a loop of them, `other` also when we may not look.
enum class Presence : std::uint8_t { absent, file, folder, other, broken_link };
/// What the path is now.
Presence presence(const std::string& path);

/// True when the path names a regular file, links seen through.
bool is_file(const std::string& path);
/// True when the path names a folder, links seen through.
bool is_folder(const std::string& path);

/// True where there is nothing of that name.
bool is_absent(const std::string& path);

/// Whether something has that name, a link that leads nowhere too. Error: where we may not look, or the disk fails:
/// then nobody can tell.
Result<bool> is_taken(const std::string& path);

/// Why nothing can be written under that name, in the system's words, found out by a file that is gone at once; empty
/// where it can be, as far as one can tell beforehand.
std::string why_not_written(const std::string& path);

/// Whether this person may give and take names in the folder.
bool may_be_written(const std::string& folder);

/// The folder part of a path: "/" of what lies right below it, "." when there is none.
std::string folder_of(const std::string& path);

/// The path itself where it is a folder, else the nearest one above it that is there.
std::string nearest_folder(std::string path);

/// What is said of a link that leads nowhere, by its name.
Error leads_nowhere(std::string_view link);

/// The path without links, `.` and `..`; it must exist.
Result<std::string> real_path(const std::string& path);

/// An error where `path`, or the nearest folder above it that is there, lies outside `root` once links are followed:
/// nothing is written there.
Status check_inside(const std::string& root, const std::string& path);

/// An error where a path that is to be read lies outside `root` once links are followed, or is not there.
Status check_read_inside(const std::string& root, const std::string& path);

/// Makes the folder and all above it that are missing; fine when it is there.
Status make_folders(const std::string& path);

/// Removes a folder that holds nothing; any other stays.
void remove_empty_folder(const std::string& path);

/// The functions below give or take a name in one step. That it survives a power cut is asked of its folder, once for
/// all of them: fine where a file system cannot do it.
Status sync_folder(const std::string& path);

/// Writes a new file, complete or not at all; an error when the name is taken.
Status create_file(const std::string& path, std::string_view content);

/// Replaces the content of an existing file in one step; mode stays, owner where permitted. A link stays a link and its
/// target is replaced. A missing file is an error.
Status replace_file(const std::string& path, std::string_view content);

/// Removes one file; fine when it is gone.
Status remove_file(const std::string& path);

/// Renames a file within one file system; an error when the new name is taken.
Status move_file(const std::string& from, const std::string& to);

/// Writes bytes to a device, a FIFO (whose reader is waited for) or a terminal, as they are; an error for anything
/// else.
Status write_special(const std::string& path, std::string_view content);

/// The number of the descriptor that a path stands for: /dev/stdout, /dev/fd/63, links to them. Nothing for other
/// paths.
std::optional<int> descriptor_of(const std::string& path);

/// Writes bytes to a descriptor that is open already, at the place where it stands.
Status write_to_descriptor(int number, std::string_view content);

/// Lets everybody who may read the file run it: a hook.
Status make_executable(const std::string& path);

/// Removes what writers that died left in a folder (`.okr-*.tmp`), and says whether there was any. Only under the lock.
bool remove_leftovers(const std::string& folder);

/// Removes what writers left in a folder where there is no lock: only files of processes that this machine no longer
/// has.
void remove_orphans(const std::string& folder);

/// One writer at a time: flock on the workspace's folder, freed with the object or the process.
class WorkspaceLock {
 public:
  /// Waits at most `patience_ms` for another writer, then says which process is at work, for how long, and whether it
  /// is stopped, as far as the system tells. Error too: a file system without locks.
  static Result<WorkspaceLock> take(const std::string& folder, int patience_ms = 3000);

  /// True while another process holds it: what is half-written then is being written.
  static bool is_held(const std::string& folder);

 private:
  explicit WorkspaceLock(Descriptor folder) : folder_(std::move(folder)) {}
  Descriptor folder_;
};

}  // namespace okr::store
