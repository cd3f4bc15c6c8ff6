// SPDX-License-Identifier: MIT
// How every command changes a workspace: all files of one action together, checked again under the lock, each replaced
// as a whole; --dry-run, what is said about it, and the commit. What the new texts are is the command's business.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// One file, named below the root. Without `before` the file must not exist yet.
struct FileChange {
  std::string path;
  std::optional<std::string> before;  ///< as it was read: byte for byte, or nothing is written
  std::string after;
};

/// A file or a folder that gets another name in the same workspace; done after the texts are written.
struct FileMove {
  std::string from;
  std::string to;
};

/// What one action writes: all of it or nothing.
struct Transaction {
  std::string root;  ///< of the workspace, absolute; the lock is on it
  std::vector<FileChange> files = {};
  std::vector<FileMove> moves = {};

  /// Adds a file; what would change nothing is left out.
  void create(std::string path, std::string text);
  void replace(std::string path, std::string before, std::string after);
  bool empty() const { return files.empty() && moves.empty(); }
};

struct WriteOptions {
  std::string summary = {};  ///< what the action was ("Check in 2026-08-17"): the commit's message and the hint's
  bool git_commit = false;   ///< commit exactly these files
  bool show_diff = false;    ///< say what was written as a diff, not only the files' names
};

/// How often a change is prepared again because another writer was faster; then it is given up.
inline constexpr int most_attempts = 50;

enum class Outcome {
  unchanged,  ///< there was nothing to write
  previewed,  ///< --dry-run: the diff was printed
  written
};

/// Writes what the transaction says, or prints its unified diff with --dry-run (no lock is taken then). Prints
/// "Wrote FILE" for each file unless -q, and on a terminal hints the git command. Errors: environment; a file that
/// changed meanwhile, a name that is taken, a full disk: what was already replaced is put back, nothing is
/// half-written. A commit that fails is an error too, but the files are there.
Result<Outcome> carry_out(Context& context, const Transaction& transaction, const WriteOptions& options = {});

/// The unified diff of all its files, as `git apply` takes it.
std::string diff_of(const Transaction& transaction);

/// The first file that is no longer what the transaction expects (or is there already), below the root; empty when all
/// are. A dialogue asks before its last question; carry_out asks again under the lock.
Result<std::optional<std::string>> stale_file(const Transaction& transaction);

/// True when every file holds what the transaction says: where carry_out failed then, only the commit is missing.
bool is_in_place(const Transaction& transaction);

/// Takes the lock, checks, writes; says nothing. carry_out without the talk. `stale` is what stale_file says.
struct Written {
  std::optional<std::string> stale = {};  ///< set: nothing was written
};
Result<Written> write_files(const Transaction& transaction);

}  // namespace okr::cli
