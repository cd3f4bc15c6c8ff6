// SPDX-License-Identifier: MIT
// What this person's okr wrote last in a workspace, with the texts before and after: kept in the state folder, outside
// of any repository, so that `okr undo` can take it back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "reports/outcome/outcome.hpp"
#include "session/context.hpp"
#include "session/transaction.hpp"

namespace okr::session {

/// A write that the journal keeps, with all that it takes to undo it.
struct PastWrite {
  std::string file;     ///< of the journal, absolute
  std::string when;     ///< "2026-08-17 12:00", of the day that was today for the command
  std::string command;  ///< "checkin"
  std::string summary;  ///< "Check in 2026-08-17"; may be empty
  Transaction transaction;
  bool taken_back = false;   ///< by an undo whose commit failed: only that may be missing
  bool is_output = false;    ///< a result that went to a file of -o: it can be had again
  std::string words = {};    ///< that were typed, but for --git-commit and --again: by them it is the same once more
  bool uncommitted = false;  ///< its commit failed

  /// What was told of it where that is more than its texts say (Action::changes).
  std::optional<std::vector<reports::FieldChange>> changes = {};
};

/// How many writes are kept of a workspace, and beside them how many that are files of -o, which a job may write daily.
inline constexpr std::size_t past_writes_kept = 50, outputs_kept = 10;
/// Bytes above which a write is not kept.
inline constexpr std::size_t largest_past_write = 32U << 20U;

/// A write that is about to be done, by the command that runs now.
PastWrite present_write(const Context& context, const Transaction& transaction, std::string_view summary);

/// Keeps a write in the journal; the oldest one too many goes. Gives the journal's file; nothing where nobody's okr
/// keeps any: outside of a workspace, and for somebody without a home. Errors: environment, where it cannot be kept;
/// usage, where it is too large. A write is never refused for that.
Result<std::optional<std::string>> remember(const Context& context, const PastWrite& write);

/// The answer no for somebody without a home, of whom nothing is kept.
Status check_keeps_writes(const Context& context);

/// Says that undo will not know of what was written, and why; nothing with -q.
void say_not_kept(Context& context, const Error& why);

/// Takes a write off the journal: it was not done, or it has been taken back.
void forget(const std::string& file);

/// Notes in the journal that a write has been taken back, and that this is to be committed yet. Errors: the journal
/// cannot be read, or not be written.
Status note_taken_back(const std::string& file);

/// Notes in the journal that the commit of a write failed. Errors: as of note_taken_back.
Status note_uncommitted(const std::string& file);

/// The writes that are kept of a workspace (`root`), the latest first; what is damaged is left out. Errors:
/// environment, where they are there and cannot be read.
Result<std::vector<PastWrite>> past_writes(const Context& context, const std::string& root);

/// What the same command wrote before and could not commit, the latest first: what of it still is as it was left.
std::vector<PastWrite> uncommitted_writes(const Context& context, const std::string& root);

/// What takes a write back: the texts before it, for those after it. Files that it made are removed.
Transaction inverse(const Transaction& transaction);
/// What was told of a write, told of what takes it back.
std::vector<reports::FieldChange> inverse(std::vector<reports::FieldChange> changes);

/// The text of a write as the journal keeps it.
std::string past_write_text(const PastWrite& past);
/// The write that a text of the journal keeps; nothing where it is none.
std::optional<PastWrite> read_past_write(std::string_view text);

}  // namespace okr::session
