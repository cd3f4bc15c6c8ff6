// SPDX-License-Identifier: MIT
#include "session/writing.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/core.h>

#include "draw/numbers.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/store/diff.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "session/changes.hpp"
#include "session/session.hpp"

namespace okr::cli {

namespace {

/// How often an action is prepared again because another writer was faster; then it is given up.
constexpr int most_attempts = 50;

std::string full_path(const Transaction& transaction, const std::string& path) {
  return path.starts_with('/') ? path : transaction.root + "/" + path;
}

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

bool is_absent(const std::string& path) { return store::presence(path) == store::Presence::absent; }

Result<bool> is_as_expected(const Transaction& transaction, const FileChange& file) {
  const std::string path = full_path(transaction, file.path);
  if (!file.before || is_absent(path)) return !file.before && is_absent(path);
  TRY_ASSIGN(const auto text, store::read_file_inside(transaction.root, path));
  return text == *file.before;
}

// --- writing, and taking it back -----------------------------------------------------------------------------------

Status write_one(const Transaction& transaction, const FileChange& file) {
  const std::string path = full_path(transaction, file.path);
  if (file.before || (!transaction.in_workspace && !is_absent(path))) return store::replace_file(path, file.after);
  if (transaction.in_workspace) TRY(store::make_folders(folder_of(path)));
  TRY(store::create_file(path, file.after));
  Status made = file.executable ? store::make_executable(path) : Status();
  if (!made) static_cast<void>(store::remove_file(path));
  return made;
}

Status move_one(const Transaction& transaction, const FileMove& move) {
  const std::string to = full_path(transaction, move.to);
  TRY(store::make_folders(folder_of(to)));
  return store::move_file(full_path(transaction, move.from), to);
}

/// The way back from a half-done action; what cannot be put back is named in the error.
void take_back(const Transaction& transaction, std::size_t files_done, std::size_t moves_done, Error& error) {
  std::vector<std::string> left;
  for (std::size_t i = moves_done; i-- > 0;) {
    const FileMove& move = transaction.moves[i];
    if (!store::move_file(full_path(transaction, move.to), full_path(transaction, move.from))) left.push_back(move.to);
  }
  for (std::size_t i = files_done; i-- > 0;) {
    const FileChange& file = transaction.files[i];
    const std::string path = full_path(transaction, file.path);
    if (!(file.before ? store::replace_file(path, *file.before) : store::remove_file(path))) left.push_back(file.path);
  }
  if (!error.hint.empty()) error.hint += "\n";
  error.hint += left.empty() ? std::string("nothing was written")
                             : fmt::format("could not be put back: {}; `git diff` shows it", join(left, ", "));
}

Status write_all_files(const Transaction& transaction) {
  std::size_t files_done = 0;
  std::size_t moves_done = 0;
  Status status;
  for (const FileChange& file : transaction.files) {
    status = write_one(transaction, file);
    if (!status) break;
    ++files_done;
  }
  for (const FileMove& move : transaction.moves) {
    if (!status) break;
    status = move_one(transaction, move);
    if (status) ++moves_done;
  }
  if (!status) take_back(transaction, files_done, moves_done, status.error());
  return status;
}

void sweep(const Transaction& transaction) {
  std::set<std::string> folders = {transaction.root};
  for (const FileChange& file : transaction.files) folders.insert(folder_of(full_path(transaction, file.path)));
  for (const std::string& folder : folders) store::remove_leftovers(folder);
}

// --- what is said --------------------------------------------------------------------------------------------------

/// Names as they are after the action.
std::vector<std::string> written_names(const Transaction& transaction) {
  std::vector<std::string> names;
  for (const FileChange& file : transaction.files) {
    const bool is_moved = std::ranges::any_of(transaction.moves, [&](const FileMove& move) {
      return file.path == move.from || file.path.starts_with(move.from + "/");
    });
    if (!is_moved) names.push_back(file.path);
  }
  for (const FileMove& move : transaction.moves) names.push_back(move.to);
  return names;
}

std::vector<std::string> shown_names(const Context& context, const Transaction& transaction) {
  std::vector<std::string> names = written_names(transaction);
  for (std::string& name : names)
    name = safe_for_terminal(name.starts_with('/') ? name : shown_path(context, transaction.root, name));
  return names;
}

bool is_in_repository(std::string folder) {
  while (!folder.empty()) {
    if (!is_absent(folder + "/.git")) return true;
    folder.resize(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/'));
  }
  return false;
}

void hint_commit(Context& context, const std::vector<std::string>& names, const std::string& summary) {
  std::string line = "Next: git add";
  for (const std::string& name : names) line += " " + shell_word(name);
  context.hint(fmt::format("{} && git commit -m {}\n", line, shell_word(draw::bare(summary))));
}

/// Exact for a pipe or a file; without control characters for a terminal.
std::string shown_diff(const Context& context, const Transaction& transaction) {
  std::string text = diff_of(transaction);
  return context.terminal().output ? safe_for_terminal(text, true) : text;
}

std::vector<reports::FieldChange> changes_of(const Action& action) {
  if (action.changes) return *action.changes;
  std::vector<reports::FieldChange> changes;
  for (const FileChange& file : action.transaction.files)
    std::ranges::move(field_changes(file.path, file.before.value_or(""), file.after), std::back_inserter(changes));
  return changes;
}

/// What was named and is in no change.
std::vector<std::string> unchanged_of(const Action& action, const std::vector<reports::FieldChange>& changes) {
  std::vector<std::string> unchanged;
  for (const std::string& name : action.about) {
    const bool is_changed = std::ranges::any_of(changes, [&](const reports::FieldChange& change) {
      return change.id == name || change.id + "." + change.field == name;
    });
    if (!is_changed) unchanged.push_back(name);
  }
  return unchanged;
}

/// What --json says of it instead of words.
void print_outcome(Context& context, const Action& action, Written written) {
  if (!context.speaks_json() || action.is_silent || action.transaction.root.empty()) return;
  reports::Outcome outcome{context.command(), context.today(), action.transaction.root};
  outcome.dry_run = context.globals().dry_run;
  outcome.committed = written == Written::files && action.git_commit;
  if (written != Written::nothing) {
    outcome.wrote = written_names(action.transaction);
    outcome.changes = changes_of(action);
  }
  outcome.unchanged = unchanged_of(action, outcome.changes);
  if (written == Written::preview) outcome.diff = diff_of(action.transaction);
  context.print(draw::json_text(reports::outcome_json(outcome)));
}

void say_written(Context& context, const Action& action) {
  if (!context.tells() || action.is_silent) return context.say(context.speaks_json() ? action.remark : "");
  const std::vector<std::string> names = shown_names(context, action.transaction);
  context.print(action.first);
  if (action.show_diff) context.print(shown_diff(context, action.transaction));
  for (const std::string& name : names)
    if (!action.show_diff) context.print("Wrote " + name + "\n");
  context.print(action.last);
  context.say(action.remark);
  const bool worth_a_hint = context.terminal().errors && !action.git_commit && !action.summary.empty();
  if (worth_a_hint && is_in_repository(action.transaction.root)) hint_commit(context, names, action.summary);
  context.hint(action.next);
}

void say_unchanged(Context& context, const Action& action) {
  if (context.tells()) context.print(action.unchanged);
  if (!context.globals().quiet) context.say(action.remark);
  print_outcome(context, action, Written::nothing);
}

tl::unexpected<Error> changed_meanwhile(const Transaction& transaction, const std::string& path) {
  const auto file = std::ranges::find(transaction.files, path, &FileChange::path);
  const bool is_new = file == transaction.files.end() || !file->before;
  const std::string name = safe_for_terminal(path);
  if (is_new) return failure(ErrorKind::environment, name + " is there already", "nothing was written");
  return failure(ErrorKind::environment, name + " changed while okr was at work",
                 "nothing was written; run the command again");
}

Status commit(const Action& action) {
  if (!action.git_commit) return {};
  const Transaction& transaction = action.transaction;
  return vcs::commit_files(transaction.root, written_names(transaction),
                           draw::bare(action.message.empty() ? action.summary : action.message));
}

// --- whether something gets worse ----------------------------------------------------------------------------------

/// A message without the places it names, which move when lines are added.
std::string without_places(std::string_view message) {
  std::string kept;
  for (std::size_t at = 0; at < message.size(); ++at) {
    const auto is_digit = [&](std::size_t i) { return i < message.size() && message[i] >= '0' && message[i] <= '9'; };
    kept += message[at];
    if (message[at] != ':' || !is_digit(at + 1)) continue;
    while (is_digit(at + 1)) ++at;
  }
  return kept;
}

using Counts = std::map<std::pair<Code, std::string>, int>;

Counts errors_of(const Diagnostics& diagnostics) {
  Counts counts;
  for (const Diagnostic& diagnostic : diagnostics)
    if (diagnostic.severity == Severity::error) ++counts[{diagnostic.code, without_places(diagnostic.message)}];
  return counts;
}

/// An error of kind usage, in the words of the file's error, when the workspace with this text has an error that it had
/// not; those that only computing shows (E103 and the like) count too.
Status check_no_worse(const Workspace& before, const std::string& file, const std::string& text, Date as_of) {
  TRY_ASSIGN(auto after, store::load_with_replacement(before.root, file, text));
  store::add_findings(after, lint_numbers(after, as_of));
  Counts known = errors_of(before.diagnostics);
  for (auto& [cause, count] : errors_of(lint_numbers(before, as_of))) known[cause] += count;
  for (const Diagnostic& diagnostic : after.diagnostics) {
    // An objective is written before its first key result.
    if (diagnostic.severity != Severity::error || diagnostic.code == Code::E108) continue;
    if (--known[{diagnostic.code, without_places(diagnostic.message)}] >= 0) continue;
    std::string hint = diagnostic.mend;
    for (const std::string& line : {diagnostic.help, std::string("nothing was written")})
      if (!line.empty()) hint += (hint.empty() ? "" : "\n") + line;
    return failure(ErrorKind::usage, fmt::format("{} [{}]", diagnostic.message, to_string(diagnostic.code)), hint);
  }
  return {};
}

Status check_no_worse(const Action& action, Date as_of) {
  if (!action.no_worse_than) return {};
  for (const FileChange& file : action.transaction.files)
    TRY(check_no_worse(*action.no_worse_than, file.path, file.after, as_of));
  return {};
}

}  // namespace

void Transaction::create(std::string path, std::string text) {
  files.push_back({std::move(path), std::nullopt, std::move(text)});
}

void Transaction::replace(std::string path, std::string before, std::string after) {
  if (before != after) files.push_back({std::move(path), std::move(before), std::move(after)});
}

Transaction Transaction::of(const Workspace& workspace) {
  Transaction transaction{workspace.root};
  transaction.planned_on = workspace.text_marks;
  return transaction;
}

Result<std::string*> Transaction::draft(const std::string& path) {
  const auto known = std::ranges::find(files, path, &FileChange::path);
  if (known != files.end()) return &known->after;
  TRY_ASSIGN(auto text, store::read_file_inside(root, root + "/" + path));
  files.push_back({path, text, text});
  return &files.back().after;
}

void Transaction::drop_unchanged() {
  std::erase_if(files, [](const FileChange& file) { return file.before == file.after; });
}

std::string diff_of(const Transaction& transaction) {
  std::string text;
  for (const FileMove& move : transaction.moves)
    text += fmt::format("rename from {}\nrename to {}\n", move.from, move.to);
  for (const FileChange& file : transaction.files)
    text += store::unified_diff(file.path.substr(file.path.starts_with('/') ? 1 : 0), file.before.value_or(""),
                                file.after, !file.before);
  return text;
}

Result<std::optional<std::string>> stale_file(const Transaction& transaction) {
  for (const FileChange& file : transaction.files) {
    const auto planned = transaction.planned_on.find(file.path);
    if (planned != transaction.planned_on.end() && planned->second != store::text_mark(file.before.value_or("")))
      return std::optional(file.path);
    TRY_ASSIGN(const auto expected, is_as_expected(transaction, file));
    if (!expected) return std::optional(file.path);
  }
  for (const FileMove& move : transaction.moves) {
    if (!is_absent(full_path(transaction, move.to))) return std::optional(move.to);
    if (is_absent(full_path(transaction, move.from))) return std::optional(move.from);
  }
  return std::optional<std::string>();
}

bool is_in_place(const Transaction& transaction) {
  return std::ranges::all_of(transaction.files, [&](const FileChange& file) {
    const auto text = store::read_file_inside(transaction.root, full_path(transaction, file.path));
    return text && *text == file.after;
  });
}

Result<std::optional<std::string>> write_files(const Transaction& transaction) {
  std::optional<store::WorkspaceLock> lock;  // until everything is written
  if (transaction.in_workspace) {
    TRY(store::make_folders(transaction.root));
    TRY_ASSIGN(lock, store::WorkspaceLock::take(transaction.root));
    sweep(transaction);
    TRY_ASSIGN(auto stale, stale_file(transaction));
    if (stale) return stale;
  }
  TRY(write_all_files(transaction));
  return std::optional<std::string>();
}

Result<Written> write(Context& context, const std::function<Result<Action>()>& prepare) {
  Transaction failed;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    TRY_ASSIGN(auto action, prepare());
    action.transaction.drop_unchanged();
    if (action.transaction.empty()) {
      say_unchanged(context, action);
      return Written::nothing;
    }
    TRY(check_no_worse(action, context.today()));
    if (context.globals().dry_run) {
      if (!context.speaks_json() || action.is_silent) context.print(shown_diff(context, action.transaction));
      print_outcome(context, action, Written::preview);
      return Written::preview;
    }
    TRY_ASSIGN(const auto stale, write_files(action.transaction));
    if (!stale) {
      say_written(context, action);
      TRY(commit(action));
      print_outcome(context, action, Written::files);
      return Written::files;
    }
    // The same once more is no race: the name is taken, or `prepare` has read nothing anew.
    if (action.transaction == failed) return changed_meanwhile(failed, *stale);
    failed = std::move(action.transaction);
  }
  return failure(ErrorKind::environment, "other programs write all the time", "nothing was written; try again");
}

Status write_output(Context& context, const std::string& typed, const std::string& text) {
  const bool is_absolute = typed.starts_with('/');
  return write(context,
               [&]() -> Result<Action> {
                 Action action{{is_absolute ? std::string() : context.path("")}};
                 action.is_silent = true;
                 action.transaction.in_workspace = false;
                 FileChange file{is_absolute ? typed.substr(1) : typed, {}, text};
                 if (context.globals().dry_run && !is_absent(context.path(typed))) {
                   TRY_ASSIGN(file.before, store::read_file(context.path(typed)));
                 }
                 action.transaction.files.push_back(std::move(file));
                 return action;
               })
      .map([](Written) {});
}

Status check_output(const Context& context, const std::string& typed) {
  const std::string path = context.path(typed);
  if (!path.ends_with(".toml") || is_absent(path) || !store::find_root(folder_of(path))) return {};
  return failure(ErrorKind::usage, fmt::format("-o: {} is a file of the workspace", safe_for_terminal(typed)),
                 "a report would take its place; name another file");
}

}  // namespace okr::cli
