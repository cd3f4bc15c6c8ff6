// SPDX-License-Identifier: MIT
// How every command writes, whatever it writes: prepare, check that nothing gets worse, preview (-n), lock, read again,
// write, retry where another writer was faster, commit, say what was written. What the new texts are is in actions.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"
#include "reports/outcome/outcome.hpp"
#include "session/context.hpp"

namespace okr::cli {

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

/// What one action writes: all of it or nothing.
struct Transaction {
  std::string root;  ///< of the workspace, absolute; the lock is on it
  std::vector<FileChange> files = {};
  std::vector<FileMove> moves = {};

  /// False for the file of -o, anywhere: nobody else writes it for us, so there is no lock, what stood there does not
  /// matter, and no folder is made for it.
  bool in_workspace = true;

  /// What the files of the workspace held when the change was planned (Workspace::text_marks): a text that was read
  /// later, with somebody else's words in it, is no ground for this change.
  std::map<std::string, std::size_t> planned_on = {};

  /// Empty, planned on that workspace.
  static Transaction of(const Workspace& workspace);

  /// Adds a file; what would change nothing is left out.
  void create(std::string path, std::string text);
  void replace(std::string path, std::string before, std::string after);

  /// The text that a file will have, to be changed: what stands there, read when it is named first. Good until another
  /// file is added. Errors: environment.
  Result<std::string*> draft(const std::string& path);

  /// Leaves out the drafts that stay as they were.
  void drop_unchanged();
  bool empty() const { return files.empty() && moves.empty(); }
  friend bool operator==(const Transaction&, const Transaction&) = default;
};

/// One action ready to be written, and what is to be said of it. All of what it prints or says is left out with -q, and
/// with -n too, which shows the difference alone.
struct Action {
  Transaction transaction;
  std::string summary = {};  ///< what the action was ("Check in 2026-08-17"): of the commit and of the hint on git
  std::string message = {};  ///< the commit's whole message, where that is more than the summary
  bool git_commit = false;   ///< commit exactly these files
  bool show_diff = false;    ///< say what was written as a difference, not only the files' names
  bool is_silent = false;    ///< say nothing of what was written

  /// Opened for change: together with the new texts it must have no error that it has not alone. Nothing where the
  /// texts cannot bring one: readings, check-ins, files that are no part of a workspace.
  std::optional<Workspace> no_worse_than = {};

  std::string first = {};      ///< printed in front of the files' names
  std::string last = {};       ///< printed behind them
  std::string unchanged = {};  ///< printed when there is nothing to write
  std::string remark = {};     ///< for stderr, written or not
  std::string next = {};       ///< a hint, when something was written

  // For --json.
  std::optional<std::vector<reports::FieldChange>> changes = {};  ///< instead of what the files' texts say
  std::vector<std::string> about = {};  ///< what was named: ids, or fields of them; what does not change is unchanged
};

/// What came of it.
enum class Written {
  nothing,  ///< there was nothing to write
  preview,  ///< --dry-run: the difference was printed
  files
};

/// Writes what `prepare` makes, or prints its unified diff with --dry-run (no lock is taken then). `prepare` reads the
/// files anew each time it is called: again, where another writer changed one of them meanwhile. Prints "Wrote FILE" for
/// each file unless -q, with --json what was changed instead, and on a terminal hints the git command. Errors: those of `prepare`; usage, in the words of the
/// file's error, where something would get worse; environment: a name that is taken, a full disk, others that write all
/// the time: what was already replaced is put back, nothing is half-written. A commit that fails is an error too, but
/// the files are there.
Result<Written> write(Context& context, const std::function<Result<Action>()>& prepare);

/// The result of a command, for the file of -o as typed; with --dry-run the difference goes to stdout. Environment
/// errors.
Status write_output(Context& context, const std::string& typed, const std::string& text);

/// A usage error where -o names a file that is there and that a person wrote: one of a workspace's TOML files. Asked
/// before the command does anything.
Status check_output(const Context& context, const std::string& typed);

/// The unified diff of all its files, as `git apply` takes it.
std::string diff_of(const Transaction& transaction);

/// The first file that is no longer what the transaction expects (or is there already), from the root; empty when all
/// are.
Result<std::optional<std::string>> stale_file(const Transaction& transaction);

/// True when every file holds what the transaction says: where writing failed then, only the commit is missing.
bool is_in_place(const Transaction& transaction);

/// Takes the lock, checks, writes; says nothing. The value is what stale_file says: a file's name, and nothing was
/// written.
Result<std::optional<std::string>> write_files(const Transaction& transaction);

}  // namespace okr::cli
