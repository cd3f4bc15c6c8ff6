// SPDX-License-Identifier: MIT
// Several files that are written all or none, planned on what was read: what they are, and whether that still holds.
// How they are put in place is writing/files.hpp's, what is said of it writing/writing.hpp's.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"

namespace okr::session {

/// One file, named from the root or absolute (a hook). Without `before` the file must not exist yet.
struct FileChange {
  std::string path;
  std::optional<std::string> before;  ///< as it was read: byte for byte, or nothing is written
  std::string after;
  bool executable = false;  ///< a hook
  friend bool operator==(const FileChange&, const FileChange&) = default;
};

/// A file or a folder that gets another name in the same workspace; done after the texts are written.
struct FileMove {
  std::string from;
  std::string to;
  friend bool operator==(const FileMove&, const FileMove&) = default;
};

/// One file that goes, together with the folders that it leaves empty.
struct FileRemoval {
  std::string path;
  std::string before;  ///< as it was read: byte for byte, or nothing is written
  friend bool operator==(const FileRemoval&, const FileRemoval&) = default;
};

/// What one action writes: all of it or nothing.
struct Transaction {
  std::string root;  ///< of the workspace, absolute; the lock is on it
  std::vector<FileChange> files = {};
  std::vector<FileMove> moves = {};
  std::vector<FileRemoval> removals = {};  ///< done last

  /// False for the file of -o, anywhere: nobody else writes it for us, so there is no lock, what stood there does not
  /// matter, and no folder is made for it.
  bool in_workspace = true;

  /// For the folder of -o: it, and all above it that are missing, are made though it is no workspace.
  bool makes_folders = false;

  /// What the files of the workspace held when the change was planned (Workspace::text_marks): a text that was read
  /// later, with somebody else's words in it, is no ground for this change.
  std::map<std::string, std::size_t> planned_on = {};

  /// It finishes or takes back what another okr left half-written: the note of that goes when it is done.
  bool settles = false;

  /// Folders whose TOML files, in them or one folder deeper, must all be what they were when the change was planned,
  /// and no more of them: the values of a check-in follow from all earlier ones, final scores from everything.
  std::vector<std::string> grounds = {};

  /// Files that hold already what this would write: a commit that failed earlier takes them in.
  std::vector<std::string> in_place = {};

  /// An empty transaction, planned on that workspace.
  static Transaction of(const Workspace& workspace);

  /// Adds a file that must not exist yet.
  void create(std::string path, std::string text);
  /// Adds a file whose text becomes another; one that would change nothing is in place.
  void replace(std::string path, std::string before, std::string after);

  /// The text that a TOML file will have, to be changed: what stands there, read when it is named first. Good until
  /// another file is added. Errors: environment; data with the place, where it cannot be read as TOML.
  Result<std::string*> draft(const std::string& path);

  /// Drafts that stay as they were are in place.
  void drop_unchanged();
  bool empty() const { return files.empty() && moves.empty() && removals.empty(); }
  /// False for what goes to -o, and for the empty one of a command that gave up before it knew a root.
  bool writes_workspace() const { return in_workspace && !root.empty(); }
  friend bool operator==(const Transaction&, const Transaction&) = default;
};

/// The absolute path of a file of the transaction, which is named from its root or absolute.
std::string full_path(const Transaction& transaction, const std::string& path);

/// The first file that is no longer what the transaction expects (or is there already), from the root; empty when all
/// are. A file that cannot be read was none of the grounds.
Result<std::optional<std::string>> stale_file(const Transaction& transaction);

/// Where a file of the transaction lies after its moves.
std::string name_after(const Transaction& transaction, const std::string& path);

/// True when all of it is done already, its moves and removals too: where writing failed then, only the commit is
/// missing.
bool is_in_place(const Transaction& transaction);

/// The transaction with no moves: each file that one of them moves comes there and goes here, as a patch says it.
/// Errors: environment.
Result<Transaction> without_moves(const Transaction& transaction);

/// Names of the files as they are after the action.
std::vector<std::string> written_names(const Transaction& transaction);

/// The names of the files that the action writes, as they are after it, and of those that go.
std::vector<std::string> touched_names(const Transaction& transaction);

}  // namespace okr::session
