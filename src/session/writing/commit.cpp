// SPDX-License-Identifier: MIT
#include "session/writing/commit.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "draw/numbers.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/vcs/git.hpp"
#include "session/history/looking_back.hpp"
#include "session/past_writes.hpp"
#include "session/session.hpp"
#include "session/settings.hpp"
#include "session/writing/changes.hpp"

namespace okr::session {
namespace {

// --- names as git has them -------------------------------------------------------------------------------------------

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

// --- the commit ------------------------------------------------------------------------------------------------------

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

/// One commit of okr at a time in a repository, whatever its hooks do meanwhile. An okr in such a hook does not wait for
/// its own parent, and commits nothing: its commit would run the same hook.
Result<std::vector<std::string>> commit_in_turn(const Action& action) {
  TRY_ASSIGN(const auto repository, vcs::repository_of(action.transaction.root));
  const std::string& folder = repository.git_folder;
  const bool is_in_hook = store::WorkspaceLock::is_held(folder) && vcs::is_in_commit(repository);
  auto turn = store::WorkspaceLock::take(folder, is_in_hook ? 0 : commit_patience_ms);
  if (!turn && is_in_hook)
    return environment_failure("this is a hook of a commit that okr makes", "leave --git-commit out in hooks");
  if (!turn) return environment_failure("another okr is committing", "wait until it is done");
  return vcs::commit_files(repository, names_to_commit(action.transaction),
                           draw::bare(action.message.empty() ? action.summary : action.message));
}

/// What git ignores no commit will hold, however often it is tried.
Status check_not_ignored(const Context& context, const Transaction& transaction) {
  const std::vector<std::string> names = names_to_commit(transaction);
  const auto ignored = names.empty() ? names : vcs::ignored_files(transaction.root, names);
  if (ignored.empty()) return {};
  const std::string why = git_line(context, transaction.root, "check-ignore -v", {ignored.front()});
  return environment_failure(fmt::format("git ignores {}", shown_name(context, transaction, ignored.front())),
                             fmt::format("a .gitignore says so ({}): take it out there, or do not commit", why));
}

/// The same, said where nothing was written yet.
Status check_can_be_committed(const Context& context, const Transaction& transaction) {
  auto status = check_not_ignored(context, transaction);
  if (!status) status.error().hint += "; nothing was written";
  return status;
}

/// What became of a file of records since the last commit. Nothing of a new one.
std::vector<reports::FieldChange> uncommitted_changes(const Transaction& transaction, const std::string& name,
                                                      const std::string& real) {
  const auto before = vcs::run({"git", "show", "HEAD:./" + real}, transaction.root);
  const auto now = store::read_file(full_path(transaction, real));
  if (!before || before->exit_code != 0 || !now) return {};
  return field_changes(name, before->output, *now);
}

/// False for a command that writes more than the records that it names.
bool names_all_it_writes(const Context& context, const Action& action) {
  constexpr std::string_view commands[] = {"checkin", "pull", "record", "set"};
  return !action.about.empty() && contains(commands, context.command());
}

std::string along_text(const Context& context, const Transaction& transaction, std::vector<std::string> names) {
  if (names.empty()) return {};
  for (std::string& name : names) name = shown_name(context, transaction, name);
  return fmt::format("okr: the commit holds what was changed before, and not committed, in {}\n", listed(names));
}

/// Where the last commit says already what was said, an earlier try left nothing: what else was changed in the file
/// meanwhile is not of this command, and is said where it goes along. A check-in is as a whole what was said.
void leave_what_is_committed(const Context& context, Action& action) {
  Transaction& transaction = action.transaction;
  const auto repository = transaction.in_place.empty() || !names_all_it_writes(context, action)
                              ? Result<vcs::Repository>()
                              : vcs::repository_of(transaction.root);
  if (!repository || repository->root.empty()) return;
  const auto changed = vcs::files_with_changes(*repository, real_names(transaction, transaction.in_place));
  if (!changed) return;
  std::vector<std::string> along;
  std::erase_if(transaction.in_place, [&](const std::string& name) {
    const std::string real = real_name(transaction.root, name);
    if (is_checkin_path(name) || !contains(*changed, real)) return false;
    const auto changes = uncommitted_changes(transaction, name, real);
    const auto said = std::ranges::count_if(changes, [&](const auto& one) { return is_said(action.about, one); });
    const bool is_left = said == 0 && !changes.empty();
    if (!is_left && said < std::ssize(changes)) along.push_back(real);
    return is_left;
  });
  if (!context.globals().quiet) action.remark += along_text(context, transaction, along);
}

/// This commit takes in what an earlier try left.
void add_what_was_not_committed(const Context& context, Action& action) {
  const bool is_all = action.transaction.empty() && action.message.empty();
  const std::vector<PastWrite> left = uncommitted_writes(context, action.transaction.root);
  if (is_all && !left.empty()) action.summary = left.front().summary;
  for (const PastWrite& past : left)
    std::ranges::copy(names_given_and_taken(past.transaction), std::back_inserter(action.transaction.in_place));
}

/// How git is made to look at a file again. Of both options in one command git obeys the first alone.
std::string ways_to_look(const Context& context, const std::string& root, const vcs::UnseenFile& file) {
  std::vector<std::string> lines;
  const auto add = [&](std::string_view words) { lines.push_back(git_line(context, root, words, {file.name})); };
  if (file.assumed_unchanged) add("update-index --no-assume-unchanged");
  if (file.skips_work_tree) add("update-index --no-skip-worktree");
  return join(lines, " && ");
}

/// Why no commit holds what was written.
struct Obstacle {
  Error error;
  bool may_go_later = true;  ///< the same command once more can commit it
  bool by_hand = false;      ///< so can a person, with nothing before it
};

Obstacle overlooked(const Context& context, const Transaction& transaction, const std::vector<vcs::UnseenFile>& files) {
  std::vector<std::string> ways;
  for (const vcs::UnseenFile& file : files)
    if (auto way = ways_to_look(context, transaction.root, file); !way.empty()) ways.push_back(std::move(way));
  Error error{ErrorKind::environment,
              fmt::format("git does not look at {}", shown_name(context, transaction, files.front().name)),
              "it lies in another repository: commit it there"};
  if (!ways.empty()) error.hint = fmt::format("it was told to overlook it; after: {}", join(ways, " && "));
  return {std::move(error), !ways.empty()};
}

/// What is in no commit is right only where git sees it, and it is as the last commit has it.
std::optional<Obstacle> unseen(const Context& context, const Transaction& transaction,
                               const std::vector<std::string>& committed) {
  std::vector<std::string> names = names_to_commit(transaction);
  std::erase_if(names, [&](const std::string& name) {
    return contains(committed, name) || !store::is_file(full_path(transaction, name));
  });
  const auto files =
      names.empty() ? Result<std::vector<vcs::UnseenFile>>() : vcs::unseen_files(transaction.root, names);
  if (!files) return Obstacle{files.error()};
  return files->empty() ? std::nullopt : std::optional(overlooked(context, transaction, *files));
}

/// Where a sparse checkout keeps files out, that says more than what git calls it.
std::optional<Obstacle> outside(const Context& context, const Transaction& transaction) {
  const auto repository = vcs::repository_of(transaction.root);
  if (!repository) return std::nullopt;
  const auto names = vcs::files_outside_of_checkout(*repository, names_to_commit(transaction));
  if (names.empty()) return std::nullopt;
  std::vector<std::string> folders;
  for (const std::string& name : names) {
    std::string folder = name.substr(0, name.rfind('/'));
    if (!contains(folders, folder)) folders.push_back(std::move(folder));
  }
  return Obstacle{
      {ErrorKind::environment,
       fmt::format("{} lies outside of this sparse checkout", shown_name(context, transaction, names.front())),
       fmt::format("after: {}", git_line(context, transaction.root, "sparse-checkout add", folders))}};
}

std::optional<Obstacle> obstacle_of(const Context& context, const Action& action,
                                    const Result<std::vector<std::string>>& committed) {
  if (committed) return unseen(context, action.transaction, *committed);
  if (auto kept_out = outside(context, action.transaction)) return kept_out;
  const bool is_ignored = !check_not_ignored(context, action.transaction);
  return Obstacle{committed.error(), !is_ignored, !is_ignored};
}

/// The files are there, and no commit holds them.
tl::unexpected<Error> not_committed(const Context& context, const Action& action, Obstacle obstacle) {
  std::string later;
  if (obstacle.may_go_later) {
    later = action.is_again ? "; the same command without --again commits them"
                            : "; the same command once more commits them";
    const std::string by_hand =
        obstacle.by_hand && context.screen().interactive ? commit_line(context, action) : std::string();
    if (!by_hand.empty()) later += "\nor: " + by_hand;
  }
  Error& error = obstacle.error;
  error.hint = fmt::format("the files are written{}{}{}", later, error.hint.empty() ? "" : "\n", error.hint);
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace

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

std::string git_line(const Context& context, const std::string& root, std::string_view words,
                     const std::vector<std::string>& names) {
  const Transaction transaction{root};
  const std::string top = work_tree_of(transaction);
  const bool knows_repository = top.empty() || (context.world().directory + "/").starts_with(top + "/");
  std::string line = "git";
  const std::string way = shown_path(context, top, "");
  if (!knows_repository) line += " -C " + shell_word(way.substr(0, way.size() - 1));
  line += fmt::format(" {}", words);
  for (const std::string& name : names) {
    const std::string path = knows_repository ? shown_name(context, transaction, name)
                                              : safe_for_terminal(full_path(transaction, name).substr(top.size() + 1));
    line += " " + shell_word(path);
  }
  return line;
}

std::string commit_line(const Context& context, const Action& action) {
  const std::string& root = action.transaction.root;
  const std::vector<std::string> names = names_to_add(action.transaction);
  if (names.empty()) return {};
  return fmt::format("{} && {}", git_line(context, root, "add", names),
                     git_line(context, root, "commit -m", {}) + " " + shell_word(draw::bare(action.summary)));
}

std::string goes_along_text(const Context& context, const Transaction& transaction) {
  std::vector<std::string> names;
  for (const FileChange& file : transaction.files)
    if (file.before) names.push_back(file.path);
  names = real_names(transaction, names);
  const auto repository = names.empty() ? Result<vcs::Repository>() : vcs::repository_of(transaction.root);
  if (names.empty() || !repository) return {};
  auto changed = vcs::files_with_changes(*repository, names);
  if (!changed || changed->empty()) return {};
  return along_text(context, transaction, std::move(*changed));
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

Result<bool> commits_of(const Context& context, Action& action, bool git_commit) {
  if (!action.transaction.writes_workspace() || (!git_commit && action.is_output)) return false;
  TRY_ASSIGN(const auto is_wanted, commits(context, action.transaction.root, git_commit));
  if (!is_wanted) return false;
  TRY(check_can_be_committed(context, action.transaction));
  leave_what_is_committed(context, action);
  add_what_was_not_committed(context, action);
  return !names_to_commit(action.transaction).empty();
}

Result<bool> commit(Context& context, const Action& action, Written written) {
  const auto committed = commit_in_turn(action);
  if (auto obstacle = obstacle_of(context, action, committed))
    return not_committed(context, action, std::move(*obstacle));
  if (written == Written::files || !context.tells()) return !committed->empty();
  for (const std::string& name : *committed)
    context.print(fmt::format("Committed {}\n", safe_for_terminal(shown_path(context, action.transaction.root, name))));
  return !committed->empty();
}

}  // namespace okr::session
