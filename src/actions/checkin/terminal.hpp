// SPDX-License-Identifier: MIT
// `okr checkin` at a terminal: chooses the day, drives the dialogue between the person, the editor and the files, and
// keeps what was typed as a draft where it is not written. What is asked and what an answer means is the dialogue's;
// what is written is write's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/checkin/dialogue.hpp"
#include "actions/checkin/write.hpp"
#include "session/session.hpp"
#include "session/transaction.hpp"

namespace okr::cli {

/// Asks, shows, and writes once. `request` says who, when and how, and holds no input yet; `session` has every cycle
/// opened. The value is the exit code: 0, or 130 where it was interrupted or the input ended.
Result<int> check_in_at_terminal(Context& context, Session session, CheckinRequest request, const Asking& asking);

/// A check-in that was begun and not written; one for each workspace, in the person's state folder.
struct CheckinDraft {
  Date date;
  DialogueDraft dialogue;
};

/// The draft's file and back: a word a line (root, date, answer, journal), then what was typed. Nothing where the text
/// is none, or another workspace's.
std::string draft_text(const CheckinDraft& draft, std::string_view root);
std::optional<CheckinDraft> read_draft(std::string_view text, std::string_view root);

// --- what git did not take -------------------------------------------------------------------------------------------

/// Files that are written, and the message of their commit.
struct UncommittedFiles {
  std::vector<std::string> paths;  ///< below the root
  std::string message;
};

/// Keeps them in the person's state folder. That it could not is no error: the hint names git's own command.
void keep_uncommitted(const Context& context, const std::string& root, const UncommittedFiles& files);

/// Commits what was kept, where commits are wanted (--git-commit, or the person's settings), and forgets it. Errors:
/// those of the commit; then it is kept on.
Status commit_kept(Context& context, const Workspace& workspace, bool git_commit);

}  // namespace okr::cli
