// SPDX-License-Identifier: MIT
#include "session/recorded.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/vcs/origins.hpp"

namespace okr::cli {
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
  return !files || std::ranges::find(*files, settings_file, &vcs::StoredFile::path) == files->end();
}

Origin origin_of(const std::optional<vcs::HistoricCommit>& found, bool is_shallow) {
  if (!found) return {std::nullopt, true};
  if (is_shallow && found->parents.empty()) return {};
  return {found->commit, false};
}

}  // namespace

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

}  // namespace okr::cli
