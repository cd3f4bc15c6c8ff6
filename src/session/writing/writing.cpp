// SPDX-License-Identifier: MIT
#include "session/writing/writing.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/diff.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/load.hpp"
#include "session/faults.hpp"
#include "session/past_writes.hpp"
#include "session/session.hpp"
#include "session/unfinished.hpp"
#include "session/writing/changes.hpp"
#include "session/writing/commit.hpp"
#include "session/writing/files.hpp"

namespace okr::session {

namespace {

/// How often an action is prepared again because another writer was faster; then it is given up.
constexpr int most_attempts = 50;

// --- what is said --------------------------------------------------------------------------------------------------

/// Exact for a pipe or a file; without control characters for a terminal.
Result<std::string> shown_diff(const Context& context, const Action& action) {
  TRY_ASSIGN(auto text, diff_of(action.transaction, action.below));
  return context.terminal().output ? safe_for_terminal(text, true) : text;
}

/// False with -q and --json too.
bool tells_of(const Context& context, const Action& action) { return context.tells() && !action.is_silent; }

std::vector<reports::FieldChange> changes_of(const Action& action) {
  return action.changes ? *action.changes : field_changes(action.transaction);
}

/// What was named, "ship.users", "2026-Q3/ship.users", "kpi/sleep" or a field of that, and is in no change.
std::vector<std::string> unchanged_of(const Action& action, const std::vector<reports::FieldChange>& changes) {
  std::set<std::string> changed;
  for (const reports::FieldChange& change : changes) {
    for (const std::string& id : names_of_record(change)) {
      changed.insert(id);
      changed.insert(fmt::format("{}.{}", id, change.field));
    }
  }
  std::vector<std::string> unchanged = action.about;
  std::erase_if(unchanged, [&](const std::string& name) { return changed.contains(name); });
  return unchanged;
}

bool speaks_json_of(const Context& context, const Action& action) {
  return context.speaks_json() && !action.is_silent && !action.transaction.root.empty();
}

/// `plain`: the action's transaction without moves, from before the writing. Empty where no JSON is spoken.
Result<Transaction> plain_of(const Context& context, const Action& action) {
  return speaks_json_of(context, action) ? without_moves(action.transaction) : Result<Transaction>();
}

/// What is told of a write as it was before it, since what was moved or removed is not there any more.
struct ToldOfWrite {
  std::string difference;
  Transaction plain;  ///< as of plain_of
};

/// What --json says of it instead of words, of all files by their names.
void print_outcome(Context& context, const Action& action, ToldOfWrite told, Written written, bool is_committed) {
  if (!speaks_json_of(context, action)) return;
  reports::Outcome outcome{context.command(), context.today(), action.transaction.root};
  outcome.dry_run = context.globals().dry_run;
  outcome.committed = is_committed;
  if (written != Written::nothing) {
    outcome.wrote = written_names(told.plain);
    outcome.removed = names_gone(told.plain);
    outcome.changes = changes_of(action);
  }
  outcome.unchanged = unchanged_of(action, outcome.changes);
  if (written == Written::preview) outcome.diff = std::move(told.difference);
  context.print(draw::json_text(reports::outcome_json(outcome)));
}

void say_written(Context& context, const Action& action, bool commits,
                 const Result<std::optional<std::string>>& journal, std::string_view difference) {
  if (!tells_of(context, action)) return context.say(context.speaks_json() ? action.remark : "");
  const auto shown = [&](const std::string& name) { return shown_name(context, action.transaction, name); };
  context.print(action.first);
  context.print(difference);
  for (const std::string& name : written_names(action.transaction))
    if (!action.show_diff) context.print("Wrote " + shown(name) + "\n");
  for (const std::string& name : names_gone(action.transaction))
    context.print(fmt::format("Removed {}\n", shown(name)));
  context.print(action.last);
  context.say(action.remark);
  const bool worth_a_hint = context.terminal().errors && !commits && !action.summary.empty();
  const bool has_repository = worth_a_hint && !work_tree_of(action.transaction).empty();
  if (const std::string line = has_repository ? commit_line(context, action) : std::string(); !line.empty())
    context.hint(fmt::format("Next: {}\n", line));
  context.hint(action.next);
  if (journal && *journal) context.hint("okr undo takes it back\n");
}

tl::unexpected<Error> changed_meanwhile(const Transaction& transaction, const std::string& path) {
  const auto file = std::ranges::find(transaction.files, path, &FileChange::path);
  const bool is_new = file == transaction.files.end() || !file->before;
  const std::string name = safe_for_terminal(path);
  if (is_new) return environment_failure(name + " is there already", "nothing was written");
  return environment_failure(name + " changed while okr was at work", "nothing was written; run the command again");
}

// --- settings that cannot be understood ------------------------------------------------------------------------------

/// What keeps okr.toml from being understood: it is no TOML, or of another format. Where it is not there, or cannot be
/// opened, whoever needs it says so.
Status settings_health(const Context& context) {
  const auto root = store::find_root(context.start_directory());
  const auto text = root ? store::read_file(*root + "/" + std::string(settings_file)) : Result<std::string>();
  if (!root || !text) return {};
  for (const Diagnostic& fault : store::check_text(*text)) {
    const bool is_of_format = fault.severity == Severity::error &&
                              store::path_at(*text, fault.place.line, fault.place.column) == store::KeyPath{"format"};
    if (!is_unreadable(fault.code) && !is_of_format) continue;
    return tl::unexpected(
        placed({ErrorKind::data,
                fmt::format("{}:{}:{}: {} [{}]", shown_path(context, *root, std::string(settings_file)),
                            fault.place.line, fault.place.column, fault.message, to_string(fault.code)),
                fmt::format("{}{}its settings decide on days and whose things are: nothing was written", fault.mend,
                            fault.mend.empty() ? "" : "\n"),
                std::string(to_string(fault.code))},
               fault.place, std::string(settings_file)));
  }
  return {};
}

/// True for what mends okr.toml, takes something back, or writes where no settings count.
bool needs_no_settings(const Action& action) {
  const auto names = written_names(action.transaction);
  return !action.transaction.in_workspace || action.transaction.empty() || !action.takes_back.empty() ||
         contains(names, settings_file);
}

/// What was prepared by settings that could not be understood is no answer, and neither is a slip that they may have
/// made.
Status check_settings(const Status& health, const Result<Action>& action) {
  if (health) return {};
  const bool is_answer = action ? needs_no_settings(*action) : action.error().kind != ErrorKind::usage;
  return is_answer ? Status() : health;
}

}  // namespace

Result<std::string> diff_of(const Transaction& transaction, const std::string& below) {
  TRY_ASSIGN(const auto plain, without_moves(transaction));
  const std::string folder = transaction.root + "/";
  const std::string top = folder.ends_with(below) ? folder.substr(0, folder.size() - below.size()) : folder;
  const auto named = [&](const std::string& path) {
    return path.starts_with('/') ? path.substr(path.starts_with(top) ? top.size() : 1) : below + path;
  };
  std::string text;
  for (const FileChange& file : plain.files)
    text += store::unified_diff(named(file.path), file.before.value_or(""), file.after, !file.before);
  for (const FileRemoval& file : plain.removals) text += store::removal_diff(named(file.path), file.before);
  return text;
}

Status take_over(Context& context, Action action, bool commits) {
  action.transaction.drop_unchanged();
  const Written written = action.transaction.files.empty() ? Written::nothing : Written::files;
  if (written == Written::files)
    static_cast<void>(remember(context, present_write(context, action.transaction, action.summary)));
  TRY_ASSIGN(const bool committed, commits ? commit(context, action, written) : Result<bool>(false));
  print_outcome(context, action, {{}, action.transaction}, written, committed);
  return {};
}

namespace {

Result<Written> nothing_to_write(Context& context, const Action& action, bool commits) {
  context.tell(action.unchanged);
  if (!context.globals().quiet) context.say(action.remark);
  const Result<bool> committed = commits ? commit(context, action, Written::nothing) : Result<bool>(false);
  print_outcome(context, action, {}, Written::nothing, committed.value_or(false));
  if (!committed) return tl::unexpected<Error>(committed.error());
  if (!action.takes_back.empty() && !context.globals().dry_run) forget(action.takes_back);
  return Written::nothing;
}

Result<Written> previewed(Context& context, const Action& action, bool commits) {
  const bool as_json = context.speaks_json() && !action.is_silent;
  ToldOfWrite told;
  TRY_ASSIGN(told.difference, as_json ? diff_of(action.transaction, action.below) : shown_diff(context, action));
  TRY_ASSIGN(told.plain, plain_of(context, action));
  if (as_json)
    print_outcome(context, action, std::move(told), Written::preview, commits);
  else
    context.print(told.difference);
  if (as_json || !context.globals().quiet) context.say(action.remark);
  return Written::preview;
}

/// The write that was taken back needs no undo any more; where the commit of that failed, only the commit is missing.
void settle_taken_back(Context& context, const std::string& past, bool is_committed) {
  if (is_committed) return forget(past);
  if (const Status noted = note_taken_back(past); !noted)
    context.hint(fmt::format("okr undo will not know that it was taken back: {}\n", noted.error().what));
}

/// `journal`: where undo finds the write, or why it does not. Error: the files are there, and the commit failed.
Status files_written(Context& context, const Action& action, bool commits,
                     const Result<std::optional<std::string>>& journal, const ToldOfWrite& told) {
  context.note_written();
  if (!journal) say_not_kept(context, journal.error());
  say_written(context, action, commits, journal, told.difference);
  const Result<bool> committed = commits ? commit(context, action, Written::files) : Result<bool>(false);
  if (!committed && journal && *journal)
    static_cast<void>(note_uncommitted(**journal));  // it may be in place by itself
  print_outcome(context, action, told, Written::files, committed.value_or(false));
  if (!action.takes_back.empty()) settle_taken_back(context, action.takes_back, committed.has_value());
  if (!committed) return tl::unexpected<Error>(committed.error());
  return {};
}

/// An action that may be written, and whether a commit of it is to be made.
struct Attempt {
  Action action;
  bool commits = false;
};

Result<Attempt> attempt_of(Context& context, Result<Action> prepared, const Status& health, bool git_commit) {
  TRY(check_settings(health, prepared));
  TRY_ASSIGN(auto action, std::move(prepared));
  action.transaction.drop_unchanged();
  if (context.past() && action.transaction.in_workspace)
    return usage_failure("--at shows the past: nothing is written there", "leave --at out to write");
  TRY_ASSIGN(const bool commits, commits_of(context, action, git_commit));
  if (action.transaction.writes_workspace()) TRY(check_output_takes(context));
  if (action.transaction.empty()) return Attempt{std::move(action), commits};
  TRY(check_no_worse(context, action));
  if (commits && !context.globals().quiet) action.remark += goes_along_text(context, action.transaction);
  return Attempt{std::move(action), commits};
}

/// Writes it and says so. The value is what write_files says: the file that another writer changed, and nothing was
/// written.
Result<std::optional<std::string>> written_once(Context& context, const Attempt& attempt, Grounds grounds) {
  const Action& action = attempt.action;
  const bool is_shown = action.show_diff && tells_of(context, action);
  ToldOfWrite told;
  TRY_ASSIGN(told.difference, is_shown ? shown_diff(context, action) : Result<std::string>());
  TRY_ASSIGN(told.plain, plain_of(context, action));
  Result<std::optional<std::string>> journal;
  auto done = write_files(action.transaction, grounds, [&] {
    PastWrite now = present_write(context, action.transaction, action.summary);
    now.changes = action.changes;
    if (action.takes_back.empty() && action.can_be_undone) journal = remember(context, now);
    return unfinished_note(now);
  });
  if (!done && journal && *journal && !is_in_place(action.transaction)) forget(**journal);
  TRY_ASSIGN(const auto stale, std::move(done));
  if (!stale) TRY(files_written(context, action, attempt.commits, journal, told));
  return stale;
}

}  // namespace

Result<Written> write(Context& context, const std::function<Result<Action>()>& prepare, bool git_commit) {
  Transaction failed;
  const Status health = settings_health(context);
  for (int attempts = 0; attempts < most_attempts; ++attempts) {
    TRY_ASSIGN(auto attempt, attempt_of(context, prepare(), health, git_commit));
    Transaction& transaction = attempt.action.transaction;
    if (transaction.empty()) return nothing_to_write(context, attempt.action, attempt.commits);
    if (context.globals().dry_run) return previewed(context, attempt.action, attempt.commits);
    // A plan that comes out the same from the same texts holds, whatever else came into the folder.
    const bool is_same = transaction == failed;
    TRY_ASSIGN(const auto stale,
               written_once(context, attempt, is_same ? Grounds::taken_as_they_are : Grounds::checked));
    if (!stale) return Written::files;
    // The same once more is no race: the name is taken, or `prepare` has read nothing anew.
    if (is_same) return changed_meanwhile(failed, *stale);
    failed = std::move(transaction);
  }
  return environment_failure("other programs write all the time", "nothing was written; try again");
}

Status write_only(Context& context, const std::function<Result<Action>()>& prepare, bool git_commit) {
  TRY_ASSIGN([[maybe_unused]] const auto written, write(context, prepare, git_commit));
  return {};
}

Result<int> write_and_exit(Context& context, const std::function<Result<Action>()>& prepare, bool git_commit) {
  TRY(write_only(context, prepare, git_commit));
  return 0;
}

}  // namespace okr::session
