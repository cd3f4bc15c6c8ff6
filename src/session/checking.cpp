// SPDX-License-Identifier: MIT
#include "session/checking.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/lint.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "reports/check/rule_text.hpp"
#include "session/looking_back.hpp"
#include "session/repository.hpp"
#include "session/session.hpp"

namespace okr::cli {
namespace {

/// The workspace that these files would make at `root`, looked through.
Result<Workspace> looked_through(const Context& context, const std::string& root, const store::FileTexts& texts) {
  TRY_ASSIGN(auto workspace, store::load_texts(root, texts, store::Wanted::everything(context.today())));
  store::add_findings(workspace, lint_practice(workspace, context.today(), reports::rule_words()), &texts);
  return workspace;
}

// --- what lies in the folders ----------------------------------------------------------------------------------------

/// A file as it was typed, in the workspace that it belongs to.
struct NamedFile {
  std::string typed;
  std::string root;
  std::string name;  ///< below the root
};

/// Looked for from its folder on; where that is gone, from the nearest one above it.
Result<NamedFile> named_file(const Context& context, const std::string& typed) {
  const std::string path = context.path(typed);
  const std::string folder = store::nearest_folder(store::folder_of(path));
  TRY_ASSIGN(const auto real, store::real_path(folder));
  TRY_ASSIGN(const auto root, store::find_root(real));
  const std::string full = (real == "/" ? "" : real) + path.substr(folder.size() > 1 ? folder.size() : 0);
  return NamedFile{typed, root, full.starts_with(root + "/") ? full.substr(root.size() + 1) : full};
}

/// The files that are asked about; nothing where one was deleted.
Result<std::optional<std::vector<std::uint32_t>>> chosen_of(const std::vector<NamedFile>& files,
                                                            const Workspace& workspace) {
  std::vector<std::uint32_t> chosen;
  for (const NamedFile& file : files) {
    const auto it = std::ranges::find(workspace.files, file.name);
    if (it != workspace.files.end())
      chosen.push_back(static_cast<std::uint32_t>(it - workspace.files.begin()));
    else if (store::is_absent(workspace.root + "/" + file.name) && vcs::is_in_last_commit(workspace.root, file.name))
      return std::nullopt;
    else
      return failure(
          ErrorKind::usage, fmt::format("{} is no file of this workspace", safe_for_terminal(file.typed)),
          fmt::format("it reads okr.toml, kpi/ and the folders that hold a cycle.toml below {}", workspace.root));
  }
  return chosen;
}

// --- what is staged --------------------------------------------------------------------------------------------------

/// Names that end with '/'; the repository's own root is "".
std::set<std::string> roots_in(const std::map<std::string, std::string>& texts) {
  std::set<std::string> roots;
  for (const auto& [path, text] : texts)
    if (path == settings_file || path.ends_with("/okr.toml"))
      roots.insert(path.substr(0, path.size() - settings_file.size()));
  return roots;
}

/// The innermost workspace that holds the path; nothing where none does.
const std::string* root_of(const std::set<std::string>& roots, const std::string& path) {
  const std::string* innermost = nullptr;
  for (const std::string& root : roots)
    if (path.starts_with(root) && (!innermost || innermost->size() < root.size())) innermost = &root;
  return innermost;
}

/// The workspace in a folder of the repository ("team-a/", or "" for its root) as the next commit would leave it.
Result<Workspace> staged_workspace(const Context& context, const std::string& repository, const std::string& root) {
  TRY_ASSIGN(const auto staged,
             vcs::staged_texts(repository, {":(top,glob)" + root + "okr.toml", ":(top,glob)" + root + "**/*.toml",
                                            ":(top,glob)" + root + "**/*.csv"}));
  std::map<std::string, std::string> texts;
  for (const auto& [path, text] : staged) texts.emplace(path.substr(root.size()), text);
  return looked_through(context, root.empty() ? repository : repository + "/" + root.substr(0, root.size() - 1),
                        store::FileTexts(std::move(texts)));
}

// --- names -----------------------------------------------------------------------------------------------------------

/// "goals/" for a folder in the repository; nothing for what lies in none.
std::string path_in_repository(const std::string& root) {
  const auto real = store::real_path(root);
  const std::string& folder = real ? *real : root;
  const std::string repository = repository_above(folder).value_or("");
  return folder.size() > repository.size() && !repository.empty() ? folder.substr(repository.size() + 1) + "/"
                                                                  : std::string();
}

/// Where several workspaces lie in no repository, their paths begin at the folder that holds all of them.
std::string common_folder(const std::vector<Checked>& all) {
  std::string common = all.front().workspace.root + "/";
  for (const Checked& checked : all) {
    const std::string root = checked.workspace.root + "/";
    const auto differs = std::ranges::mismatch(common, root).in1;
    common.resize(static_cast<std::size_t>(differs - common.begin()));
    common.resize(common.rfind('/') + 1);
  }
  return common;
}

void name_all(reports::Findings& findings, const Context& context, const std::vector<Checked>& all) {
  const std::string common = all.size() > 1 ? common_folder(all) : std::string();
  for (const Checked& checked : all) {
    const std::string& root = checked.workspace.root;
    reports::FilePrefixes prefixes{shown_path(context, root, ""), path_in_repository(root)};
    if (!common.empty() && repository_above(root).value_or("").empty())
      prefixes.path = (root + "/").substr(common.size());
    const auto first_file = static_cast<std::uint32_t>(findings.files.size());
    const auto first = static_cast<std::ptrdiff_t>(findings.list.size());
    reports::add_findings(findings, checked.workspace, prefixes);
    if (!checked.only) continue;
    const auto is_elsewhere = [&](const reports::Finding& finding) {
      const Place& place = finding.what.place;
      return !place.known() || std::ranges::find(*checked.only, place.file - first_file) == checked.only->end();
    };
    findings.list.erase(std::remove_if(findings.list.begin() + first, findings.list.end(), is_elsewhere),
                        findings.list.end());
  }
  if (all.size() == 1) findings.root = all.front().workspace.root;
}

/// The workspace as a revision held it, looked through; empty where it was not begun.
Result<Workspace> at_revision(const Context& context, const std::string& root, const std::string& rev) {
  TRY_ASSIGN(const auto commit, vcs::commit_of(root, rev));
  const HistoryPlace place{root, true, std::make_shared<vcs::StoredTexts>(root)};
  TRY_ASSIGN(const auto files, files_in(place, commit));
  if (files.texts.contains(std::string(settings_file))) return looked_through(context, root, files.texts);
  Workspace empty;
  empty.root = root;
  return empty;
}

}  // namespace

Result<Checked> checked_folder(const Context& context, const std::string& root,
                               const std::optional<std::string>& since) {
  auto wanted = store::Wanted::everything(context.today());
  if (context.globals().cycle) wanted.names = {CycleId(*context.globals().cycle)};
  TRY_ASSIGN(auto workspace, store::load(root, wanted));
  store::add_findings(workspace, lint_practice(workspace, context.today(), reports::rule_words()));
  TRY_ASSIGN(auto of_history, findings_of_history(workspace, context.today(), since));
  store::add_findings(workspace, std::move(of_history));
  return Checked{std::move(workspace)};
}

Result<std::vector<Checked>> checked_files(const Context& context, const std::vector<std::string>& typed,
                                           const std::optional<std::string>& since) {
  std::map<std::string, std::vector<NamedFile>> by_root;
  for (const std::string& one : typed) {
    TRY_ASSIGN(auto file, named_file(context, one));
    by_root[file.root].push_back(std::move(file));
  }
  std::vector<Checked> all;
  for (const auto& [root, files] : by_root) {
    TRY_ASSIGN(auto checked, checked_folder(context, root, since));
    TRY_ASSIGN(checked.only, chosen_of(files, checked.workspace));
    all.push_back(std::move(checked));
  }
  return all;
}

Result<std::vector<Checked>> checked_staged(const Context& context) {
  const std::string here = context.globals().directory() ? context.start_directory() : context.world().directory;
  if (here.empty()) return tl::unexpected<Error>(store::find_root(here).error());  // says that it is gone
  TRY_ASSIGN(const auto repository, vcs::repository_of(here));
  TRY_ASSIGN(const auto changes, vcs::staged_changes(repository.root));
  TRY_ASSIGN(const auto settings, vcs::staged_texts(repository.root, {":(glob)**/okr.toml"}));
  const std::set<std::string> roots = roots_in(settings);
  std::set<std::string> changed;
  for (const std::string& path : changes)
    if (const std::string* root = root_of(roots, path)) changed.insert(*root);
  std::vector<Checked> all;
  for (const std::string& root : changed) {
    TRY_ASSIGN(auto workspace, staged_workspace(context, repository.root, root));
    all.push_back({std::move(workspace)});
  }
  return all;
}

Result<reports::Findings> findings_of(const Context& context, const std::vector<Checked>& all,
                                      const std::optional<std::string>& since) {
  reports::Findings findings;
  name_all(findings, context, all);
  if (!since) return findings;
  reports::Findings earlier;
  for (const Checked& checked : all) {
    TRY_ASSIGN(auto workspace, at_revision(context, checked.workspace.root, *since));
    name_all(earlier, context, {Checked{std::move(workspace)}});
  }
  reports::remove_known(findings, earlier);
  return findings;
}

}  // namespace okr::cli
