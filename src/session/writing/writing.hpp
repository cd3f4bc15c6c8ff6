// SPDX-License-Identifier: MIT
// How every command writes, whatever it writes: prepare, check that nothing gets worse, preview (-n), lock, read again,
// write, retry where another writer was faster, commit, say what was written. What the new texts are is in actions.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "session/context.hpp"
#include "session/writing/action.hpp"

namespace okr::session {

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
