// SPDX-License-Identifier: MIT
#include "actions/records/undo.hpp"

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {

namespace {

std::string title_of(const PastWrite& past) {
  return safe_for_terminal(past.summary.empty() ? past.command : past.summary);
}

Action action_for(const PastWrite& past) {
  Action action{inverse(past.transaction), fmt::format("Take back \"{}\"", title_of(past))};
  action.takes_back = past.file;
  action.first = fmt::format("Took back \"{}\" of {}\n", title_of(past), past.when);
  return action;
}

/// What is there already, to be committed.
Action left_to_commit(const PastWrite& past) {
  Action action = action_for(past);
  Transaction done{action.transaction.root};
  done.in_place = touched_names(action.transaction);
  for (const FileMove& move : action.transaction.moves) done.in_place.push_back(move.from);
  action.transaction = std::move(done);
  return action;
}

}  // namespace

Result<std::optional<std::string>> obstacle(const PastWrite& past) { return stale_file(inverse(past.transaction)); }

Result<Action> action_for_undo(const Context& context, const std::string& root, bool git_commit) {
  for (const PastWrite& past : past_writes(context, root)) {
    TRY_ASSIGN(const auto changed, obstacle(past));
    if (!changed) return action_for(past);
    // What an earlier try took back lacks its commit at most.
    if (!is_in_place(inverse(past.transaction)))
      return failure(ErrorKind::answer_no,
                     fmt::format("{} is not as \"{}\" left it: nothing was taken back", safe_for_terminal(*changed),
                                 title_of(past)),
                     "another program or a person has changed it since; `git diff` or `git log -p` shows how");
    if (git_commit) return left_to_commit(past);
    if (!context.globals().dry_run) forget(past.file);
  }
  return failure(ErrorKind::answer_no, "okr has written nothing here that it could take back",
                 "it remembers what this person wrote on this machine; git knows more: git log");
}

}  // namespace okr::cli
