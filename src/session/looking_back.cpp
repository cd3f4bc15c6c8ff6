// SPDX-License-Identifier: MIT
#include "session/looking_back.hpp"

#include <map>
#include <memory>
#include <set>

#include <fmt/core.h>

#include "okr/base/date.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"

namespace okr::cli {
namespace {

bool looks_bare(const std::string& folder) {
  return store::is_file(folder + "/HEAD") && store::is_folder(folder + "/objects");
}

/// The folder of a tree that holds the workspace, as find_root looks for it: from `prefix` up, then in okr/ and goals/.
std::optional<std::string> folder_in_tree(const std::vector<vcs::StoredFile>& files, std::string prefix) {
  std::set<std::string> roots;
  for (const vcs::StoredFile& file : files)
    if (file.path == settings_file || file.path.ends_with(fmt::format("/{}", settings_file)))
      roots.insert(file.path.substr(0, file.path.size() - settings_file.size()));
  while (!roots.contains(prefix) && !prefix.empty()) {
    const auto slash = prefix.rfind('/', prefix.size() - 2);
    prefix = slash == std::string::npos ? std::string() : prefix.substr(0, slash + 1);
  }
  for (const std::string& folder : {prefix, std::string("okr/"), std::string("goals/")})
    if (roots.contains(folder)) return folder;
  return std::nullopt;
}

Result<std::vector<vcs::StoredFile>> files_of_tree(const std::string& folder, const vcs::Commit& commit) {
  TRY_ASSIGN(auto files, vcs::all_committed_files(folder, commit.hash));
  const auto inside = folder_in_tree(files, vcs::prefix_of(folder));
  std::erase_if(files, [&](const vcs::StoredFile& file) { return !inside || !file.path.starts_with(*inside); });
  for (vcs::StoredFile& file : files) file.path.erase(0, inside->size());
  return files;
}

}  // namespace

Result<HistoryPlace> history_place(const Context& context) {
  const std::string start = context.start_directory();
  auto root = store::find_root(start);
  if (root) return HistoryPlace{*root, true, std::make_shared<vcs::StoredTexts>(*root)};
  const Status repository = store::is_folder(start) ? vcs::check_repository(start) : Status();
  if (!repository && looks_bare(start)) return tl::unexpected<Error>(repository.error());
  if (!repository || !store::is_folder(start)) return tl::unexpected<Error>(root.error());
  return HistoryPlace{start, false, std::make_shared<vcs::StoredTexts>(start)};
}

Result<CommittedFiles> files_in(const HistoryPlace& place, const vcs::Commit& commit) {
  TRY_ASSIGN(auto files,
             place.is_checked_out ? vcs::committed_files(place.root, commit.hash) : files_of_tree(place.root, commit));
  std::set<std::string> names;
  std::map<std::string, vcs::StoredFile> by_name;
  for (const vcs::StoredFile& file : files) {
    names.insert(file.path);
    by_name.emplace(file.path, file);
  }
  auto read = [stored = place.stored, by_name = std::move(by_name)](const std::string& name) {
    return stored->text(by_name.at(name));
  };
  return CommittedFiles{std::move(files), store::FileTexts(std::move(names), std::move(read))};
}

std::string commit_name(const std::string& rev, const vcs::Commit& commit) {
  const auto day = parse_date(commit.day);
  const std::string date = day ? long_date(*day) : commit.day;
  if (commit.hash.starts_with(rev)) return fmt::format("{} ({})", commit.short_hash, date);
  return fmt::format("{} ({}, {})", safe_for_terminal(rev), commit.short_hash, date);
}

Status look_back(Context& context, const std::string& rev) {
  TRY_ASSIGN(const auto place, history_place(context));
  TRY_ASSIGN(const auto commit, vcs::commit_of(place.root, rev));
  TRY_ASSIGN(auto files, files_in(place, commit));
  if (!files.texts.contains(std::string(settings_file)))
    return failure(ErrorKind::usage, fmt::format("there is no okr.toml in {}", commit.short_hash),
                   "the workspace was begun later, or lay in another folder");
  const auto day = parse_date(commit.day);
  context.look_back({commit.short_hash, day.value_or(context.today()), std::move(files.texts), place.root});
  if (context.tells())
    context.say(fmt::format("okr: as of {}: {}\n", commit_name(rev, commit), safe_for_terminal(commit.subject)));
  return {};
}

}  // namespace okr::cli
