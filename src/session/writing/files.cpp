// SPDX-License-Identifier: MIT
#include "session/writing/files.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "session/unfinished.hpp"

namespace okr::session {
namespace {

// --- whether the plan still holds ----------------------------------------------------------------------------------

/// The TOML files in a folder and in the folders in it, from the root. Errors: the machine's; what may not be read was
/// no ground.
Status list_toml(const Transaction& transaction, const std::string& folder, bool deeper,
                 std::vector<std::string>& names) {
  const auto entries = store::list_folder(full_path(transaction, folder));
  if (!entries && is_of_the_machine(entries.error())) return tl::unexpected<Error>(entries.error());
  if (!entries) return {};
  for (const store::FolderEntry& entry : *entries) {
    const std::string name = fmt::format("{}/{}", folder, entry.name);
    if (entry.kind == store::EntryKind::file && name.ends_with(toml_extension)) names.push_back(name);
    if (entry.kind == store::EntryKind::folder && deeper) TRY(list_toml(transaction, name, false, names));
  }
  return {};
}

/// The first file of a ground that came, went or changed since it was read.
Result<std::optional<std::string>> changed_in(const Transaction& transaction, const std::string& ground) {
  std::vector<std::string> names;
  TRY(list_toml(transaction, ground, true, names));
  std::set<std::string> there;
  for (const std::string& name : names) {
    const auto text = store::read_file_inside(transaction.root, full_path(transaction, name));
    if (!text && is_of_the_machine(text.error())) return tl::unexpected<Error>(text.error());
    if (!text) continue;
    there.insert(name);
    const auto known = transaction.planned_on.find(name);
    if (known == transaction.planned_on.end() || known->second != store::text_mark(*text)) return std::optional(name);
  }
  for (const auto& [name, mark] : transaction.planned_on)
    if (name.starts_with(ground + "/") && !there.contains(name)) return std::optional(name);
  return std::optional<std::string>();
}

Result<std::optional<std::string>> changed_ground(const Transaction& transaction) {
  for (const std::string& ground : transaction.grounds) {
    TRY_ASSIGN(auto changed, changed_in(transaction, ground));
    if (changed) return changed;
  }
  return std::optional<std::string>();
}

// --- writing, and taking it back -----------------------------------------------------------------------------------

/// The folders above `path` and itself that are not there yet, the outermost first.
std::vector<std::string> missing_folders(std::string path) {
  std::vector<std::string> missing;
  for (; path.size() > 1 && store::is_absent(path); path = store::folder_of(path)) missing.push_back(path);
  std::ranges::reverse(missing);
  return missing;
}

/// A transaction on its way to the disk: what is done, so that it can be taken back; which folders hold new names.
class Writer {
 public:
  /// `made`: folders that were made for it already, the outermost first.
  Writer(const Transaction& transaction, std::vector<std::string> made)
      : transaction_(transaction), made_(std::move(made)) {}

  Status all() {
    Status status = each();
    if (!status) take_back(status.error());
    if (status) remove_emptied_folders();
    return status ? synced() : status;
  }

 private:
  Status each() {
    for (const FileChange& file : transaction_.files) {
      TRY(one(file));
      ++files_done_;
    }
    for (const FileMove& move : transaction_.moves) {
      TRY(one(move));
      ++moves_done_;
    }
    for (const FileRemoval& file : transaction_.removals) {
      TRY(one(file));
      ++removals_done_;
    }
    return {};
  }

  Status one(const FileChange& file) {
    const std::string path = full_path(transaction_, file.path);
    TRY(check_way(file.path));
    if (file.before || (!transaction_.in_workspace && !store::is_absent(path))) {
      TRY_ASSIGN(const auto target, store::real_path(path));
      touched_.insert(store::folder_of(target));
      return store::replace_file(path, file.after);
    }
    if (transaction_.in_workspace || transaction_.makes_folders) TRY(make_folders(store::folder_of(path)));
    touched_.insert(store::folder_of(path));
    TRY(store::create_file(path, file.after));
    Status made = file.executable ? store::make_executable(path) : Status();
    if (!made) static_cast<void>(store::remove_file(path));
    return made;
  }

  Status one(const FileMove& move) {
    const std::string from = full_path(transaction_, move.from);
    const std::string to = full_path(transaction_, move.to);
    TRY(check_way(move.from));
    TRY(check_way(move.to));
    TRY(make_folders(store::folder_of(to)));
    touched_.insert(store::folder_of(from));
    touched_.insert(store::folder_of(to));
    return store::move_file(from, to);
  }

  Status one(const FileRemoval& file) {
    const std::string path = full_path(transaction_, file.path);
    TRY(check_way(file.path));
    touched_.insert(store::folder_of(path));
    return store::remove_file(path);
  }

  /// A hook is named in full: git says where it belongs.
  Status check_way(const std::string& path) const {
    if (!transaction_.in_workspace || path.starts_with('/')) return {};
    return store::check_inside(transaction_.root, full_path(transaction_, path));
  }

  Status make_folders(const std::string& folder) {
    for (std::string& missing : missing_folders(folder)) made_.push_back(std::move(missing));
    return store::make_folders(folder);
  }

  /// The way back from a half-done action; what cannot be put back is named in the error.
  void take_back(Error& error) const {
    std::vector<std::string> left;
    for (std::size_t i = removals_done_; i-- > 0;) {
      const FileRemoval& file = transaction_.removals[i];
      if (!store::create_file(full_path(transaction_, file.path), file.before)) left.push_back(file.path);
    }
    for (std::size_t i = moves_done_; i-- > 0;) {
      const FileMove& move = transaction_.moves[i];
      if (!store::move_file(full_path(transaction_, move.to), full_path(transaction_, move.from)))
        left.push_back(move.to);
    }
    for (std::size_t i = files_done_; i-- > 0;) {
      const FileChange& file = transaction_.files[i];
      const std::string path = full_path(transaction_, file.path);
      if (!(file.before ? store::replace_file(path, *file.before) : store::remove_file(path)))
        left.push_back(file.path);
    }
    for (std::size_t i = made_.size(); i-- > 0;) store::remove_empty_folder(made_[i]);
    if (!error.hint.empty()) error.hint += "\n";
    error.hint += left.empty() ? std::string("nothing was written")
                               : fmt::format("could not be put back: {}; `okr undo` tries again, `git diff` shows it",
                                             join(left, ", "));
  }

  /// The folders below the root that held nothing but what was removed.
  void remove_emptied_folders() const {
    for (const FileRemoval& file : transaction_.removals) {
      if (file.path.starts_with('/')) continue;
      for (std::string folder = file.path; folder.find('/') != std::string::npos;) {
        folder = store::folder_of(folder);
        store::remove_empty_folder(full_path(transaction_, folder));
      }
    }
  }

  /// New names are safe when their folders are, and new folders when those above them are.
  Status synced() {
    for (const std::string& folder : made_) touched_.insert(store::folder_of(folder));
    for (const FileMove& move : transaction_.moves) touched_.insert(full_path(transaction_, move.to));
    for (const std::string& folder : touched_) {
      if (!store::is_folder(folder)) continue;  // one that has another name now, or a file
      const Status done = store::sync_folder(folder);
      if (done) continue;
      Error error = done.error();
      error.what =
          fmt::format("{}: written, but not yet safe on disk: {}", join(written_names(transaction_), ", "), error.what);
      error.hint = "the files are there and whole; until the disk answers, a power cut may lose them";
      return tl::unexpected<Error>(std::move(error));
    }
    return {};
  }

  const Transaction& transaction_;
  std::size_t files_done_ = 0;
  std::size_t moves_done_ = 0;
  std::size_t removals_done_ = 0;
  std::vector<std::string> made_;
  std::set<std::string> touched_;
};

// --- what a writer that died left behind ---------------------------------------------------------------------------

/// Folders in a folder, links left out: those are not ours.
std::vector<std::string> folders_in(const std::string& folder) {
  std::vector<std::string> found;
  const auto entries = store::list_folder(folder);
  if (!entries) return found;
  for (const store::FolderEntry& entry : *entries)
    if (entry.kind == store::EntryKind::folder) found.push_back(fmt::format("{}/{}", folder, entry.name));
  return found;
}

/// Wherever okr writes in a workspace: cycles with what is in them, KPIs, schemas; not deeper in folders of others.
std::set<std::string> folders_of_ours(const Transaction& transaction) {
  const std::string& root = transaction.root;
  std::set<std::string> folders = {root, root + "/.okr", root + "/.okr/schema", root + "/.okr/drafts"};
  for (const std::string& folder : folders_in(root)) {
    folders.insert(folder);
    if (folder == fmt::format("{}/{}", root, kpi_folder) || store::is_file(cycle_path(folder)) ||
        store::is_folder(fmt::format("{}/{}", folder, checkins_folder)))
      for (const std::string& below : folders_in(folder)) folders.insert(below);
  }
  for (const FileChange& file : transaction.files) folders.insert(store::folder_of(full_path(transaction, file.path)));
  return folders;
}

/// Under the lock. A folder that was made for such a file alone goes with it.
void sweep(const Transaction& transaction) {
  for (const std::string& folder : folders_of_ours(transaction)) {
    const bool is_ours = store::is_folder(folder) && store::check_inside(transaction.root, folder);
    const bool held_any = is_ours && store::remove_leftovers(folder);
    if (held_any && folder != transaction.root) store::remove_empty_folder(folder);
  }
}

/// For -o, where there is no lock.
void sweep_output(const Transaction& transaction) {
  std::set<std::string> folders;
  for (const FileChange& file : transaction.files) folders.insert(store::folder_of(full_path(transaction, file.path)));
  for (const std::string& folder : folders) store::remove_orphans(folder);
}

std::size_t steps_of(const Transaction& transaction) {
  return transaction.files.size() + transaction.moves.size() + transaction.removals.size();
}

/// Writes what was checked under the lock. Where it takes several steps, a note says so until all are done or taken
/// back.
Status write_noted(const Transaction& transaction, std::vector<std::string> made, const std::string& note) {
  const bool is_noted = steps_of(transaction) > 1 && !transaction.settles && !note.empty();
  if (is_noted) TRY(note_unfinished(transaction.root, note));
  Status done = Writer(transaction, std::move(made)).all();
  // A note that cannot be taken away is no longer true: the next writer sees that.
  if (is_noted || transaction.settles) static_cast<void>(settle_note(transaction.root));
  return done;
}

}  // namespace

Result<std::optional<std::string>> write_files(const Transaction& transaction, Grounds grounds,
                                               const std::function<std::string()>& about_to_write) {
  if (!transaction.in_workspace) {
    sweep_output(transaction);
    TRY(Writer(transaction, {}).all());
    return std::optional<std::string>();
  }
  std::vector<std::string> made = missing_folders(transaction.root);
  TRY(store::make_folders(transaction.root));
  TRY_ASSIGN(const auto lock, store::WorkspaceLock::take(transaction.root));  // until everything is written
  sweep(transaction);
  if (!transaction.settles) TRY(settle_note(transaction.root));  // what another okr left half-written comes first
  TRY_ASSIGN(auto stale, stale_file(transaction));
  if (!stale && grounds == Grounds::checked) {
    TRY_ASSIGN(stale, changed_ground(transaction));
  }
  if (stale) return stale;
  TRY(write_noted(transaction, std::move(made), about_to_write ? about_to_write() : std::string()));
  return std::optional<std::string>();
}

}  // namespace okr::session
