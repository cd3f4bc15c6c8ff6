// SPDX-License-Identifier: MIT
// okr undo: the bytes from before the last write, for what it wrote, as long as that stands there untouched.

#include "actions/records/actions.hpp"

#include <fmt/core.h>
#include <optional>
#include <utility>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "session/past_writes.hpp"
#include "session/unfinished.hpp"

namespace okr::actions {
using namespace session;

namespace {

std::string title_of(const PastWrite& past) {
  return safe_for_terminal(past.summary.empty() ? past.command : past.summary);
}

std::string told(const Context& context, std::string_view what, const PastWrite& past) {
  return on_lines(context, fmt::format("{} \"{}\" of {}", what, title_of(past), past.when));
}

Action action_for(const Context& context, const PastWrite& past) {
  Action action{inverse(past.transaction), fmt::format("Take back \"{}\"", title_of(past))};
  action.takes_back = past.file;
  action.is_output = past.is_output;
  action.first = told(context, "Took back", past);
  if (past.changes) action.changes = inverse(*past.changes);
  return action;
}

/// What is there already, to be committed.
Action left_to_commit(const Context& context, const PastWrite& past) {
  Action action = action_for(context, past);
  Transaction done{action.transaction.root};
  done.in_place = touched_names(action.transaction);
  for (const FileMove& move : action.transaction.moves) done.in_place.push_back(move.from);
  action.transaction = std::move(done);
  return action;
}

/// An older write is not taken back for it, and it stays known: the files may be as it left them again.
tl::unexpected<Error> stays(const PastWrite& past, const std::string& changed) {
  const bool is_as_before = is_in_place(inverse(past.transaction));
  return failure(
      ErrorKind::answer_no,
      fmt::format("{} is not as \"{}\" left it: nothing was taken back", safe_for_terminal(changed), title_of(past)),
      fmt::format("{}; `git diff` or `git log -p` shows how",
                  is_as_before ? "all is as it was before that, by git or by hand"
                               : "another program or a person has changed it since"));
}

/// What another okr left half-written, finished or taken back.
Result<Action> action_for_unfinished(const Context& context, const Unfinished& unfinished, bool finish) {
  if (unfinished.changed) return tl::unexpected<Error>(unfinished_error(unfinished));
  const PastWrite& past = unfinished.past;
  Action action{finish ? unfinished.rest : unfinished.back,
                finish ? title_of(past) : fmt::format("Take back \"{}\"", title_of(past))};
  action.can_be_undone = false;  // what was to be written is remembered already
  action.first = told(context, finish ? "Finished" : "Took back", past);
  if (finish) return action;
  TRY_ASSIGN(const auto known, past_writes(context, past.transaction.root));
  for (const PastWrite& one : known)
    if (one.transaction == past.transaction) action.takes_back = one.file;
  return action;
}

}  // namespace

Result<std::optional<std::string>> obstacle(const PastWrite& past) { return stale_file(inverse(past.transaction)); }

Result<Action> action_for_undo(const Context& context, const std::string& root, bool git_commit) {
  TRY_ASSIGN(const auto unfinished, unfinished_write(root));
  if (unfinished) return action_for_unfinished(context, *unfinished, false);
  TRY_ASSIGN(const auto known, past_writes(context, root));
  for (const PastWrite& past : known) {
    const bool is_to_be_committed = past.taken_back && git_commit && is_in_place(inverse(past.transaction));
    if (is_to_be_committed) return left_to_commit(context, past);
    if (past.taken_back) continue;
    TRY_ASSIGN(const auto changed, obstacle(past));
    if (changed && past.is_output) continue;  // nobody's words are in it
    if (changed) return stays(past, *changed);
    return action_for(context, past);
  }
  TRY(check_keeps_writes(context));
  return failure(ErrorKind::answer_no, "okr has written nothing here that it could take back",
                 "it remembers what this person wrote on this machine; git knows more: git log");
}

Result<Action> action_for_finish(const Context& context, const std::string& root) {
  TRY_ASSIGN(const auto unfinished, unfinished_write(root));
  if (unfinished) return action_for_unfinished(context, *unfinished, true);
  Action nothing{{root}};
  nothing.unchanged = "Nothing is half-written here.\n";
  return nothing;
}

}  // namespace okr::actions
