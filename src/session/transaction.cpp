// SPDX-License-Identifier: MIT
#include "session/transaction.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "session/faults.hpp"

namespace okr::session {

namespace {

/// A hook is named in full: git says where it belongs.
Result<std::string> text_there(const Transaction& transaction, const std::string& name) {
  const std::string path = full_path(transaction, name);
  return name.starts_with('/') ? store::read_file(path) : store::read_file_inside(transaction.root, path);
}

Result<bool> is_as_expected(const Transaction& transaction, const FileChange& file) {
  TRY_ASSIGN(const bool is_there, store::is_taken(full_path(transaction, file.path)));
  if (!file.before || !is_there) return !file.before && !is_there;
  TRY_ASSIGN(const auto text, text_there(transaction, file.path));
  return text == *file.before;
}

/// The file itself, or all files below the folder, from the root.
Status add_files(const Transaction& transaction, const std::string& name, std::vector<std::string>& names) {
  const std::string path = full_path(transaction, name);
  if (!store::is_folder(path)) {
    names.push_back(name);
    return {};
  }
  TRY_ASSIGN(const auto entries, store::list_folder(path));
  for (const store::FolderEntry& entry : entries)
    TRY(add_files(transaction, fmt::format("{}/{}", name, entry.name), names));
  return {};
}

}  // namespace

std::string full_path(const Transaction& transaction, const std::string& path) {
  return path.starts_with('/') ? path : transaction.root + "/" + path;
}

void Transaction::create(std::string path, std::string text) {
  files.push_back({std::move(path), std::nullopt, std::move(text)});
}

void Transaction::replace(std::string path, std::string before, std::string after) {
  if (before == after)
    in_place.push_back(std::move(path));
  else
    files.push_back({std::move(path), std::move(before), std::move(after)});
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
  TRY(check_text_readable(path, text));
  files.push_back({path, text, text});
  return &files.back().after;
}

void Transaction::drop_unchanged() {
  for (const FileChange& file : files)
    if (file.before == file.after) in_place.push_back(file.path);
  std::erase_if(files, [](const FileChange& file) { return file.before == file.after; });
}

Result<std::optional<std::string>> stale_file(const Transaction& transaction) {
  for (const FileChange& file : transaction.files) {
    const auto planned = transaction.planned_on.find(file.path);
    if (planned != transaction.planned_on.end() && planned->second != store::text_mark(file.before.value_or("")))
      return std::optional(file.path);
    TRY_ASSIGN(const auto expected, is_as_expected(transaction, file));
    if (!expected) return std::optional(file.path);
  }
  for (const FileRemoval& file : transaction.removals) {
    TRY_ASSIGN(const auto expected, is_as_expected(transaction, {file.path, file.before, {}}));
    if (!expected) return std::optional(file.path);
  }
  for (const FileMove& move : transaction.moves) {
    TRY_ASSIGN(const bool is_taken, store::is_taken(full_path(transaction, move.to)));
    if (is_taken) return std::optional(move.to);
    TRY_ASSIGN(const bool is_there, store::is_taken(full_path(transaction, move.from)));
    if (!is_there) return std::optional(move.from);
  }
  return std::optional<std::string>();
}

std::string name_after(const Transaction& transaction, const std::string& path) {
  for (const FileMove& move : transaction.moves) {
    if (path == move.from) return move.to;
    if (path.starts_with(move.from + "/")) return move.to + path.substr(move.from.size());
  }
  return path;
}

bool is_in_place(const Transaction& transaction) {
  const auto is_gone = [&](const std::string& path) { return store::is_absent(full_path(transaction, path)); };
  const auto is_done = [&](const FileChange& file) {
    const auto text = text_there(transaction, name_after(transaction, file.path));
    return text && *text == file.after;
  };
  return std::ranges::all_of(transaction.files, is_done) &&
         std::ranges::all_of(transaction.moves, is_gone, &FileMove::from) &&
         std::ranges::all_of(transaction.removals, is_gone, &FileRemoval::path);
}

Result<Transaction> without_moves(const Transaction& transaction) {
  Transaction plain = transaction;
  plain.moves.clear();
  std::erase_if(plain.files, [&](const FileChange& file) { return name_after(transaction, file.path) != file.path; });
  std::vector<std::string> names;
  for (const FileMove& move : transaction.moves) TRY(add_files(transaction, move.from, names));
  for (const std::string& name : names) {
    TRY_ASSIGN(auto text, store::read_file_inside(transaction.root, full_path(transaction, name)));
    const auto changed = std::ranges::find(transaction.files, name, &FileChange::path);
    plain.create(name_after(transaction, name), changed != transaction.files.end() ? changed->after : text);
    plain.removals.push_back({name, std::move(text)});
  }
  return plain;
}

std::vector<std::string> written_names(const Transaction& transaction) {
  std::vector<std::string> names;
  for (const FileChange& file : transaction.files)
    if (name_after(transaction, file.path) == file.path) names.push_back(file.path);
  for (const FileMove& move : transaction.moves) names.push_back(move.to);
  return names;
}

std::vector<std::string> touched_names(const Transaction& transaction) {
  std::vector<std::string> names = written_names(transaction);
  for (const FileRemoval& file : transaction.removals) names.push_back(file.path);
  return names;
}

}  // namespace okr::session
