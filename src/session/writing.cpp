// SPDX-License-Identifier: MIT
#include "session/writing.hpp"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/diff.hpp"
#include "okr/store/disk.hpp"
#include "okr/vcs/git.hpp"
#include "session/session.hpp"
#include "session/shell_word.hpp"

namespace okr::cli {

namespace {

std::string full_path(const Transaction& transaction, const std::string& path) { return transaction.root + "/" + path; }

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
  if (file.before) return store::replace_file(path, file.after);
  if (auto made = store::make_folders(folder_of(path)); !made) return made;
  return store::create_file(path, file.after);
}

Status move_one(const Transaction& transaction, const FileMove& move) {
  const std::string to = full_path(transaction, move.to);
  if (auto made = store::make_folders(folder_of(to)); !made) return made;
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
  Workspace workspace;
  workspace.root = transaction.root;
  std::vector<std::string> names = written_names(transaction);
  for (std::string& name : names) name = safe_for_terminal(shown_path(context, workspace, name));
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
  context.hint(fmt::format("{} && git commit -m {}\n", line, shell_word(summary)));
}

/// Exact for a pipe or a file; without control characters for a terminal.
std::string shown_diff(const Context& context, const Transaction& transaction) {
  std::string text = diff_of(transaction);
  return context.terminal().output ? safe_for_terminal(text, true) : text;
}

void say_written(Context& context, const Transaction& transaction, const WriteOptions& options) {
  if (context.globals().quiet) return;
  const std::vector<std::string> names = shown_names(context, transaction);
  if (options.show_diff) context.print(shown_diff(context, transaction));
  for (const std::string& name : names)
    if (!options.show_diff) context.print("Wrote " + name + "\n");
  const bool worth_a_hint = context.terminal().errors && !options.git_commit && !options.summary.empty();
  if (worth_a_hint && is_in_repository(transaction.root)) hint_commit(context, names, options.summary);
}

tl::unexpected<Error> changed_meanwhile(const Transaction& transaction, const std::string& path) {
  const auto file = std::ranges::find(transaction.files, path, &FileChange::path);
  const bool is_new = file == transaction.files.end() || !file->before;
  const std::string name = safe_for_terminal(path);
  if (is_new) return failure(ErrorKind::environment, name + " is there already", "nothing was written");
  return failure(ErrorKind::environment, name + " changed while okr was at work",
                 "nothing was written; run the command again");
}

}  // namespace

void Transaction::create(std::string path, std::string text) {
  files.push_back({std::move(path), std::nullopt, std::move(text)});
}

void Transaction::replace(std::string path, std::string before, std::string after) {
  if (before != after) files.push_back({std::move(path), std::move(before), std::move(after)});
}

std::string diff_of(const Transaction& transaction) {
  std::string text;
  for (const FileMove& move : transaction.moves)
    text += fmt::format("rename from {}\nrename to {}\n", move.from, move.to);
  for (const FileChange& file : transaction.files)
    text += store::unified_diff(file.path, file.before.value_or(""), file.after, !file.before);
  return text;
}

Result<std::optional<std::string>> stale_file(const Transaction& transaction) {
  for (const FileChange& file : transaction.files) {
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

Result<Written> write_files(const Transaction& transaction) {
  TRY(store::make_folders(transaction.root));
  TRY(store::WorkspaceLock::take(transaction.root));
  sweep(transaction);
  TRY_ASSIGN(auto stale, stale_file(transaction));
  if (stale) return Written{std::move(stale)};
  TRY(write_all_files(transaction));
  return Written{};
}

Result<Outcome> carry_out(Context& context, const Transaction& transaction, const WriteOptions& options) {
  if (transaction.empty()) return Outcome::unchanged;
  if (context.globals().dry_run) {
    context.print(shown_diff(context, transaction));
    return Outcome::previewed;
  }
  TRY_ASSIGN(const auto written, write_files(transaction));
  if (written.stale) return changed_meanwhile(transaction, *written.stale);
  say_written(context, transaction, options);
  if (!options.git_commit) return Outcome::written;
  TRY(vcs::commit_files(transaction.root, written_names(transaction), options.summary));
  return Outcome::written;
}

}  // namespace okr::cli
