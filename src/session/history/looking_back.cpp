// SPDX-License-Identifier: MIT

#include "session/history/looking_back.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"

namespace okr::session {
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
    return usage_failure(fmt::format("there is no okr.toml in {}", commit.short_hash),
                         "the workspace was begun later, or lay in another folder");
  const auto day = parse_date(commit.day);
  context.look_back({commit.short_hash, day.value_or(context.today()), std::move(files.texts), place.root});
  if (context.tells())
    context.say(fmt::format("okr: as of {}: {}\n", commit_name(rev, commit), safe_for_terminal(commit.subject)));
  return {};
}

// --- where a repository begins ---------------------------------------------------------------------------------------

Result<std::string> repository_above(std::string folder) {
  while (!folder.empty()) {
    auto is_there = store::is_taken(folder + "/.git");
    if (!is_there && is_of_the_machine(is_there.error())) return tl::unexpected<Error>(std::move(is_there.error()));
    if (is_there.value_or(false)) return folder;
    folder.resize(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/'));
  }
  return folder;
}

// --- who wrote a line ------------------------------------------------------------------------------------------------

namespace {

/// The lines of files, each file read once.
class Lines {
 public:
  Lines(const Context& context, const Workspace& workspace) : context_(context), workspace_(workspace) {}

  /// Empty where there is none.
  std::string at(const Place& place) {
    auto it = files_.find(place.file);
    if (it == files_.end()) it = files_.emplace(place.file, lines_of(workspace_.files[place.file])).first;
    return place.line > 0 && place.line <= it->second.size() ? it->second[place.line - 1] : std::string();
  }

 private:
  std::vector<std::string> lines_of(const std::string& name) const {
    const PastFiles* past = context_.past();
    const auto text =
        past ? past->texts.text(name) : store::read_file_inside(workspace_.root, workspace_.root + "/" + name);
    std::vector<std::string> lines;
    for (const std::string_view line : split(text ? std::string_view(*text) : std::string_view(), '\n'))
      lines.emplace_back(line);
    return lines;
  }

  const Context& context_;
  const Workspace& workspace_;
  std::map<std::uint32_t, std::vector<std::string>> files_;
};

/// Both forms that a KPI can have.
void add_paths_of(const std::string& id, std::set<std::string>& paths) {
  paths.insert(full_id(KpiId(id)));
  paths.insert(kpi_path(KpiId(id)));
}

/// The files of the lines, and where they once stood.
std::vector<std::string> paths_of(const Workspace& workspace, const std::vector<vcs::SoughtLine>& lines) {
  std::set<std::string> paths;
  for (const vcs::SoughtLine& line : lines) {
    const bool is_checkin = is_checkin_path(line.path);
    paths.insert(is_checkin ? line.path.substr(0, line.path.rfind('/')) : line.path);
    if (!line.path.starts_with(kpi_prefix)) continue;
    const auto front = kpi_prefix.size();
    const std::string id = line.path.substr(front, line.path.find_first_of("/.", front) - front);
    add_paths_of(id, paths);
    if (const Kpi* kpi = workspace.kpi(id))
      for (const std::string& was : kpi->was) add_paths_of(was, paths);
  }
  return {paths.begin(), paths.end()};
}

/// True where only the commits hold the workspace, in a folder of theirs: git names its lines otherwise.
bool lies_deeper(const Context& context, const std::string& root) {
  if (!context.past() || store::is_file(root + "/okr.toml")) return false;
  const auto files = vcs::committed_files(root, context.past()->name);
  return !files || !contains(*files, settings_file, &vcs::StoredFile::path);
}

/// What the history tells of a line.
struct Origin {
  std::optional<vcs::Commit> commit;  ///< nothing where it is uncommitted, or older than what this clone holds
  bool uncommitted = false;
};

Origin origin_of(const std::optional<vcs::HistoricCommit>& found, bool is_shallow) {
  if (!found) return {std::nullopt, true};
  if (is_shallow && found->parents.empty()) return {};
  return {found->commit, false};
}

/// For each place the commit that its line is from; nothing for a place that is none, and for all without a repository.
Result<std::vector<std::optional<Origin>>> origins_of_places(const Context& context, const Workspace& workspace,
                                                             const std::vector<Place>& places) {
  std::vector<std::optional<Origin>> origins(places.size());
  Lines lines(context, workspace);
  vcs::OriginQuery query;
  if (const PastFiles* past = context.past()) query.rev = past->name;
  std::vector<std::size_t> sought;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i].known()) continue;
    sought.push_back(i);
    query.lines.push_back({workspace.files[places[i].file], lines.at(places[i])});
  }
  if (sought.empty() || !vcs::check_repository(workspace.root) || lies_deeper(context, workspace.root)) return origins;
  query.paths = paths_of(workspace, query.lines);
  std::vector<std::optional<vcs::HistoricCommit>> found(sought.size());
  TRY_ASSIGN(const bool has_commits, vcs::has_commits(workspace.root));
  if (has_commits) {
    TRY_ASSIGN(found, vcs::origins_of(workspace.root, query));
  }
  TRY_ASSIGN(const bool is_shallow, vcs::is_shallow(workspace.root));
  for (std::size_t i = 0; i < sought.size(); ++i) origins[sought[i]] = origin_of(found[i], is_shallow);
  return origins;
}

}  // namespace

Status join_commits(const Context& context, reports::Detail& detail) {
  std::vector<Place> places;
  for (const reports::HistoryItem& item : detail.history) places.push_back(item.place);
  TRY_ASSIGN(const auto origins, origins_of_places(context, *detail.workspace, places));
  for (std::size_t i = 0; i < origins.size(); ++i) {
    if (!origins[i]) continue;
    reports::Recorded& recorded = detail.history[i].recorded.emplace();
    recorded.uncommitted = origins[i]->uncommitted;
    if (!origins[i]->commit) continue;
    recorded.commit = origins[i]->commit->short_hash;
    recorded.author = origins[i]->commit->author;
    if (const auto day = parse_date(origins[i]->commit->day)) recorded.day = *day;
  }
  return {};
}

// --- how cycles were closed, as the history of the files knows it ----------------------------------------------------

namespace {

/// What the cycle scored in the files of that commit; nothing where they cannot be read.
std::optional<Score> score_in(const HistoryPlace& place, const Session& session, const Cycle& cycle,
                              const vcs::Commit& commit) {
  const auto files = files_in(place, commit);
  if (!files || !files->texts.contains(std::string(settings_file))) return std::nullopt;
  const store::Wanted wanted{.cycles = store::Wanted::Cycles::named, .as_of = session.day, .names = {cycle.id}};
  const auto workspace = store::load_texts(session.workspace.root, files->texts, wanted);
  const Cycle* then = workspace ? workspace->cycle(cycle.id) : nullptr;
  return then ? numbers_of(*workspace, *then, session.day).shown : std::nullopt;
}

}  // namespace

Result<std::vector<reports::AtClose>> closings_of(const Context& context, const Session& session,
                                                  const std::vector<const Cycle*>& cycles) {
  std::vector<reports::AtClose> closings;
  std::vector<Place> places;
  for (const Cycle* cycle : cycles) {
    closings.push_back(reports::at_close_of(session.workspace, *cycle, session.day));
    places.push_back(closings.back().closed ? cycle->result->place_of("closed") : Place());
  }
  TRY_ASSIGN(const auto place, history_place(context));
  TRY_ASSIGN(const auto origins, origins_of_places(context, session.workspace, places));
  for (std::size_t i = 0; i < closings.size(); ++i) {
    if (!origins[i] || !origins[i]->commit) continue;
    closings[i].commit = origins[i]->commit->short_hash;
    closings[i].author = origins[i]->commit->author;
    if (const auto score = score_in(place, session, *cycles[i], *origins[i]->commit)) closings[i].score = score;
  }
  return closings;
}

}  // namespace okr::session
