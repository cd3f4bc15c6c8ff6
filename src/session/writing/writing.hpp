// SPDX-License-Identifier: MIT
// How every command writes, whatever it writes: prepare, check that nothing gets worse, preview (-n), lock, read again,
// write, retry where another writer was faster, commit, say what was written. What the new texts are is in actions.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"
#include "reports/outcome/outcome.hpp"
#include "session/context.hpp"
#include "session/transaction.hpp"

namespace okr::session {

/// One action ready to be written, and what is to be said of it. All of what it prints or says is left out with -q, and
/// with -n too, which shows the difference alone and the remark.
struct Action {
  Transaction transaction;
  std::string summary = {};     ///< what the action was ("Check in 2026-08-17"): of the commit and of the hint on git
  std::string message = {};     ///< the commit's whole message, where that is more than the summary
  bool show_diff = false;       ///< say what was written as a difference, not only the files' names
  std::string below = {};       ///< the transaction's folder as a difference names it: -o pub/
  bool is_silent = false;       ///< say nothing of what was written
  bool can_be_undone = true;    ///< `okr undo` finds it: it is about a workspace
  std::string takes_back = {};  ///< of `okr undo`: the journal of the write, which is done with then
  bool is_output = false;       ///< of `okr undo`: it is about a file of -o, which is committed only when asked for

  /// Opened for change: together with the new texts it must have no error that it has not alone. Nothing where the
  /// texts cannot bring one: readings, check-ins, files that are no part of a workspace.
  std::optional<Workspace> no_worse_than = {};
  std::string old_id = {}, new_id = {};  ///< of a rename: an error of the one is an error of the other

  std::string first = {};      ///< printed in front of the files' names
  std::string last = {};       ///< printed behind them
  std::string unchanged = {};  ///< printed when there is nothing to write
  std::string remark = {};     ///< for stderr, written or not
  std::string next = {};       ///< a hint, when something was written

  // For --json.
  std::optional<std::vector<reports::FieldChange>> changes = {};  ///< instead of what the files' texts say
  std::vector<std::string> about = {};  ///< what was named: ids, or fields of them; what does not change is unchanged
};

/// What came of an action.
enum class Written {
  nothing,  ///< there was nothing to write
  preview,  ///< --dry-run: the difference was printed
  files
};

/// An error of kind usage, in the words of the file's error, when the workspace with these texts has an error that it
/// had not; those that only computing shows (E103 and the like) count too.
Status check_no_worse(const Context& context, const Action& action);

/// Writes what `prepare` makes, or prints its unified diff with --dry-run (no lock is taken then). `prepare` reads the
/// files anew each time it is called: again, where another writer changed one of them meanwhile. Prints "Wrote FILE"
/// for each file unless -q, with --json what was changed instead, and on a terminal hints the git command. Errors:
/// those of `prepare`; usage, in the words of the file's error, where something would get worse; environment: a name
/// that is taken, a full disk, others that write all the time: what was already replaced is put back, nothing is
/// half-written. With `git_commit` (--git-commit), or where the person's settings say so and there is a repository,
/// exactly these files are committed, and those that hold already what would be written: what a commit that failed left
/// behind. That a commit failed is an error, but the files are there.
Result<Written> write(Context& context, const std::function<Result<Action>()>& prepare, bool git_commit = false);

/// Writes as `write` does, where nothing follows from what came of it.
Status write_only(Context& context, const std::function<Result<Action>()>& prepare, bool git_commit = false);
/// Writes as `write` does, as all that a command does: exit code 0.
Result<int> write_and_exit(Context& context, const std::function<Result<Action>()>& prepare, bool git_commit = false);

/// True where an action below `root` is to be committed: asked for with --git-commit, or set where there is a
/// repository. Errors: asked for, and there is no repository; no commit of single files can come of it, as in a merge.
Result<bool> commits(const Context& context, const std::string& root, bool git_commit);

/// Tells (--json) and commits what a person's editor has written already, as `write` does with its own. Errors: those
/// of the commit.
Status take_over(Context& context, Action action, bool commits);

/// Writes the result of a command to the file of -o as typed; with --dry-run the difference goes to stdout. A device, a
/// pipe and a descriptor (/dev/stdout, a shell's >(...)) are written to as they are, any other file is replaced as a
/// whole. With `is_told`, for a command whose --json is what it wrote, that goes to stdout. `okr undo` finds a file that
/// lies in a workspace, unless the command has written records, which it finds then. Environment errors.
Status write_output(Context& context, const std::string& typed, const std::string& text, bool is_told = false);

/// One file of a result that is a folder.
struct OutputFile {
  std::string name;  ///< below the folder
  std::string text;
};

/// Writes a result that is several files to the folder of -o as typed, which is made where it is missing: all of them
/// or none. Files of those names are replaced, others stay. With --dry-run the difference goes to stdout, else "Wrote
/// 12 files to out", or with --json what was written. `okr undo` finds them as with write_output. Errors: usage, as of
/// check_output, and where a name is the workspace's own; environment.
Status write_folder(Context& context, const std::string& typed, const std::vector<OutputFile>& files);

/// A usage error where -o names a file that is there and that a person wrote: one of a workspace's TOML files. Asked
/// before the command does anything.
Status check_output(const Context& context, const std::string& typed);

/// An environment error where the result cannot go to the file of -o: asked before a command writes anything else.
Status check_output_takes(const Context& context);

/// The unified diff of all files of a transaction, as `git apply` and `patch -p1` take it in the folder that it names
/// them from: the transaction's, or one in which that is `below`. Errors: environment, what is to be moved cannot be
/// read.
Result<std::string> diff_of(const Transaction& transaction, const std::string& below = {});

}  // namespace okr::session
