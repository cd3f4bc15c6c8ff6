// SPDX-License-Identifier: MIT
#include "session/writing/writing.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/core.h>

#include "draw/numbers.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/diff.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "session/history/looking_back.hpp"
#include "session/records.hpp"
#include "session/session.hpp"
#include "session/settings.hpp"
#include "session/writing/changes.hpp"
#include "session/past_writes.hpp"

namespace okr::session {

namespace {

/// How often an action is prepared again because another writer was faster; then it is given up.
constexpr int most_attempts = 50;

// --- what is said --------------------------------------------------------------------------------------------------

/// The folder with the work tree that the transaction is in; empty where there is none.
std::string work_tree_of(const Transaction& transaction) { return repository_above(transaction.root).value_or(""); }

std::string shown_name(const Context& context, const Transaction& transaction, const std::string& name) {
  if (!name.starts_with('/')) return safe_for_terminal(shown_path(context, transaction.root, name));
  const std::string top = work_tree_of(transaction);
  const bool is_in_tree = name.starts_with(top + "/");
  return safe_for_terminal(is_in_tree ? shown_path(context, top, name.substr(top.size() + 1)) : name);
}

std::vector<std::string> names_gone(const Transaction& transaction) {
  std::vector<std::string> names;
  for (const FileRemoval& file : transaction.removals) names.push_back(file.path);
  for (const FileMove& move : transaction.moves) names.push_back(move.from);
  return names;
}

/// A name as git has it, which knows no file behind a link: with the links inside the workspace followed, those in front
/// of what is not there too.
std::string real_name(const std::string& root, const std::string& name) {
  const std::string path = root + "/" + name;
  const std::string there = store::is_absent(path) ? store::nearest_folder(path) : path;
  const auto real = store::real_path(there);
  const std::string real_root = store::real_path(root).value_or(root) + "/";
  const std::string real_there = real.value_or(there) + path.substr(there.size());
  return real_there.starts_with(real_root) ? real_there.substr(real_root.size()) : name;
}

/// False for a hook, unless it lies among the files of the work tree.
bool is_of_work_tree(const Transaction& transaction, const std::string& name, const std::string& top) {
  if (top.empty()) return !name.starts_with('/');
  const std::string path = full_path(transaction, name);
  return path.starts_with(top + "/") && !path.starts_with(top + "/.git/");
}

/// The same for a name in full (a hook's), seen from the root: "../.githooks/pre-commit".
std::string name_from_root(const std::string& root, const std::string& top, const std::string& path) {
  std::string name = path.substr(top.size() + 1);
  for (auto i = std::count(root.begin() + static_cast<std::ptrdiff_t>(top.size()), root.end(), '/'); i > 0; --i)
    name.insert(0, "../");
  return name;
}

/// The names as git has them, each once; without what is no file of the repository.
std::vector<std::string> real_names(const Transaction& transaction, const std::vector<std::string>& names) {
  const std::string top = work_tree_of(transaction);
  std::set<std::string> seen;
  std::vector<std::string> real;
  for (const std::string& name : names) {
    if (!is_of_work_tree(transaction, name, top)) continue;
    const std::string& root = transaction.root;
    std::string one = name.starts_with('/') ? name_from_root(root, top, name) : real_name(root, name);
    if (seen.insert(one).second) real.push_back(std::move(one));
  }
  return real;
}

/// What is there, and of what is gone that which git knew, since `git add` takes nothing else: a commit without it
/// would keep both.
std::vector<std::string> names_to_add(const Transaction& transaction) {
  std::vector<std::string> names = real_names(transaction, written_names(transaction));
  const std::vector<std::string> gone = real_names(transaction, names_gone(transaction));
  const std::vector<std::string> known = vcs::known_files(transaction.root, gone);
  for (const std::string& name : gone) {
    const auto is_in = [&](const std::string& file) { return file == name || file.starts_with(name + "/"); };
    if (std::ranges::any_of(known, is_in)) names.push_back(name);
  }
  return names;
}

/// How what was written is committed by hand; empty where that leaves nothing to commit.
std::string commit_line(const Context& context, const Action& action) {
  const std::vector<std::string> names = names_to_add(action.transaction);
  std::string line = "git add";
  for (const std::string& name : names) line += " " + shell_word(shown_name(context, action.transaction, name));
  if (names.empty()) return {};
  return fmt::format("{} && git commit -m {}", line, shell_word(draw::bare(action.summary)));
}

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

/// Whether it is of what is named: "ship.users", "2026-Q3/ship.users", "kpi/sleep", or a field of that.
bool is_of(const reports::FieldChange& change, const std::string& name) {
  const std::string front = change.cycle.empty() ? std::string(kpi_prefix) : change.cycle + "/";
  const auto names = {change.id, front + change.id};
  return std::ranges::any_of(
      names, [&](const std::string& id) { return name == id || name == fmt::format("{}.{}", id, change.field); });
}

/// What was named and is in no change.
std::vector<std::string> unchanged_of(const Action& action, const std::vector<reports::FieldChange>& changes) {
  std::vector<std::string> unchanged;
  for (const std::string& name : action.about) {
    const auto is_of_it = [&](const reports::FieldChange& change) { return is_of(change, name); };
    if (std::ranges::none_of(changes, is_of_it)) unchanged.push_back(name);
  }
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

// --- the commit ----------------------------------------------------------------------------------------------------

constexpr int commit_patience_ms = 60000;

/// The names that the transaction gives and takes away.
std::vector<std::string> names_given_and_taken(const Transaction& transaction) {
  std::vector<std::string> names = touched_names(transaction);
  for (const FileMove& move : transaction.moves) names.push_back(move.from);
  return names;
}

/// All names that the action gave, took away or found in place.
std::vector<std::string> names_to_commit(const Transaction& transaction) {
  std::vector<std::string> names = names_given_and_taken(transaction);
  names.insert(names.end(), transaction.in_place.begin(), transaction.in_place.end());
  names = real_names(transaction, names);
  for (const FileMove& move : transaction.moves) names.push_back(move.to);  // a link that was moved, itself
  return names;
}

/// One commit of okr at a time in a repository, whatever its hooks do meanwhile.
Result<std::vector<std::string>> commit_in_turn(const Action& action) {
  TRY_ASSIGN(const auto repository, vcs::repository_of(action.transaction.root));
  auto turn = store::WorkspaceLock::take(repository.git_folder, commit_patience_ms);
  if (!turn) return environment_failure("another okr is committing", "wait until it is done");
  return vcs::commit_files(repository, names_to_commit(action.transaction),
                           draw::bare(action.message.empty() ? action.summary : action.message));
}

/// What git ignores no commit will hold, however often it is tried.
Status check_not_ignored(const Transaction& transaction) {
  const std::vector<std::string> names = names_to_commit(transaction);
  return names.empty() ? Status() : vcs::check_not_ignored(transaction.root, names);
}

/// The same, said where nothing was written yet.
Status check_can_be_committed(const Transaction& transaction) {
  auto status = check_not_ignored(transaction);
  if (!status) status.error().hint += "; nothing was written";
  return status;
}

/// This commit takes in what an earlier try left.
void add_what_was_not_committed(const Context& context, Action& action) {
  const bool is_all = action.transaction.empty() && action.message.empty();
  const std::vector<PastWrite> left = uncommitted_writes(context, action.transaction.root);
  if (is_all && !left.empty()) action.summary = left.front().summary;
  for (const PastWrite& past : left)
    std::ranges::copy(names_given_and_taken(past.transaction), std::back_inserter(action.transaction.in_place));
}

/// A commit is of whole files: what a person had changed in them, and not committed, goes along.
std::string goes_along_text(const Context& context, const Transaction& transaction) {
  std::vector<std::string> names;
  for (const FileChange& file : transaction.files)
    if (file.before) names.push_back(file.path);
  names = real_names(transaction, names);
  const auto repository = names.empty() ? Result<vcs::Repository>() : vcs::repository_of(transaction.root);
  if (names.empty() || !repository) return {};
  auto changed = vcs::files_with_changes(*repository, names);
  if (!changed || changed->empty()) return {};
  for (std::string& name : *changed) name = shown_name(context, transaction, name);
  return fmt::format("okr: the commit holds what was changed before, and not committed, in {}\n", listed(*changed));
}

/// A commit of nothing is right only where git sees what was written, and it is as the last commit has it.
Status check_is_seen(const Transaction& transaction) {
  std::vector<std::string> names = real_names(transaction, written_names(transaction));
  std::erase_if(names, [&](const std::string& name) { return !store::is_file(full_path(transaction, name)); });
  return names.empty() ? Status() : vcs::check_is_seen(transaction.root, names);
}

/// The files are there, and no commit holds them.
tl::unexpected<Error> not_committed(const Context& context, const Action& action, Error error, bool may_go_later) {
  std::string later;
  if (may_go_later) {
    later = "; the same command once more commits them";
    const std::string by_hand = context.screen().interactive ? commit_line(context, action) : std::string();
    if (!by_hand.empty()) later += "\nor: " + by_hand;
  }
  error.hint = fmt::format("the files are written{}{}{}", later, error.hint.empty() ? "" : "\n", error.hint);
  return tl::unexpected<Error>(std::move(error));
}

/// Commits; where nothing was written now, says what was made up for. False where there was nothing to commit.
Result<bool> commit(Context& context, const Action& action, Written written) {
  const auto committed = commit_in_turn(action);
  if (!committed)
    return not_committed(context, action, committed.error(), check_not_ignored(action.transaction).has_value());
  const Status seen = committed->empty() ? check_is_seen(action.transaction) : Status();
  if (!seen) return not_committed(context, action, seen.error(), false);
  if (written == Written::files || !context.tells()) return !committed->empty();
  for (const std::string& name : *committed)
    context.print(fmt::format("Committed {}\n", safe_for_terminal(shown_path(context, action.transaction.root, name))));
  return !committed->empty();
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

Result<bool> commits(const Context& context, const std::string& root, bool git_commit) {
  const bool is_real = !context.globals().dry_run;  // a preview commits nothing, and says what would be in its way
  const std::string folder = store::nearest_folder(root);
  if (!git_commit) {
    TRY_ASSIGN(const bool by_setting, commits_by_setting(context));
    TRY_ASSIGN(const auto above, repository_above(root));
    if (!by_setting || above.empty()) return false;
    TRY(vcs::check_commits_files(folder));
    return is_real;
  }
  const auto repository = vcs::repository_of(folder);
  // Whoever commits is part of what is written, too: the source of a check-in is taken from the name.
  const Status known = repository ? vcs::check_identity(folder) : Status();
  if (repository && known) {
    TRY(vcs::check_commits_files(folder));
    return is_real;
  }
  Error error = repository ? known.error() : repository.error();
  error.hint += (error.hint.empty() ? "" : "\n") +
                std::string(repository ? "nothing was written; the same command writes and commits once git knows"
                                       : "--git-commit needs a repository; nothing was written");
  return tl::unexpected<Error>(std::move(error));
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

/// Without a root, `prepare` gave up.
bool is_ours(const Transaction& transaction) { return transaction.in_workspace && !transaction.root.empty(); }

/// Whether a commit is to be made of the action, and of what an earlier try left. Errors: it is, and cannot be.
Result<bool> commits_of(const Context& context, Action& action, bool git_commit) {
  if (!is_ours(action.transaction) || (!git_commit && action.is_output)) return false;
  TRY_ASSIGN(const auto is_wanted, session::commits(context, action.transaction.root, git_commit));
  if (!is_wanted) return false;
  TRY(check_can_be_committed(action.transaction));
  add_what_was_not_committed(context, action);
  return !names_to_commit(action.transaction).empty();
}

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

/// `journal`: where undo finds the write, or why it does not.
Result<Written> files_written(Context& context, const Action& action, bool commits,
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
  return Written::files;
}

}  // namespace

Result<Written> write(Context& context, const std::function<Result<Action>()>& prepare, bool git_commit) {
  Transaction failed;
  const Status health = settings_health(context);
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    Result<Action> prepared = prepare();
    TRY(check_settings(health, prepared));
    TRY_ASSIGN(auto action, std::move(prepared));
    action.transaction.drop_unchanged();
    if (context.past() && action.transaction.in_workspace)
      return usage_failure("--at shows the past: nothing is written there", "leave --at out to write");
    TRY_ASSIGN(const bool commits, commits_of(context, action, git_commit));
    if (is_ours(action.transaction)) TRY(check_output_takes(context));
    if (action.transaction.empty()) return nothing_to_write(context, action, commits);
    TRY(check_no_worse(context, action));
    if (commits && !context.globals().quiet) action.remark += goes_along_text(context, action.transaction);
    if (context.globals().dry_run) return previewed(context, action, commits);
    const bool is_shown = action.show_diff && tells_of(context, action);
    ToldOfWrite told;
    TRY_ASSIGN(told.difference, is_shown ? shown_diff(context, action) : Result<std::string>());
    TRY_ASSIGN(told.plain, plain_of(context, action));
    // A plan that comes out the same from the same texts holds, whatever else came into the folder.
    const bool is_same = action.transaction == failed;
    Result<std::optional<std::string>> journal;
    auto done = write_files(action.transaction, is_same ? Grounds::taken_as_they_are : Grounds::checked, [&] {
      const PastWrite now = present_write(context, action.transaction, action.summary);
      if (action.takes_back.empty() && action.can_be_undone) journal = remember(context, now);
      return unfinished_note(now);
    });
    if (!done && journal && *journal && !is_in_place(action.transaction)) forget(**journal);
    TRY_ASSIGN(const auto stale, std::move(done));
    if (!stale) return files_written(context, action, commits, journal, told);
    // The same once more is no race: the name is taken, or `prepare` has read nothing anew.
    if (is_same) return changed_meanwhile(failed, *stale);
    failed = std::move(action.transaction);
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
