// SPDX-License-Identifier: MIT
#include "reports/status/filter_names.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"

namespace okr::reports {
namespace {

struct KnownNames {
  std::set<std::string> owners, teams, tags;

  explicit KnownNames(const Workspace& workspace) {
    const Settings& settings = workspace.settings;
    for (const Cycle& cycle : workspace.cycles)
      for (const Objective& objective : cycle.objectives) {
        teams.insert(objective.team);
        tags.insert(objective.tags.begin(), objective.tags.end());
        owners.insert(objective.contributors.begin(), objective.contributors.end());
        for (const KeyResult& kr : objective.key_results) {
          owners.merge(as_set(owners_of(settings, objective, kr)));
          tags.insert(kr.tags.begin(), kr.tags.end());
        }
      }
    for (const Kpi& kpi : workspace.kpis) {
      teams.insert(kpi.team);
      tags.insert(kpi.tags.begin(), kpi.tags.end());
      owners.merge(as_set(owners_of(settings, kpi)));
    }
  }

 private:
  static std::set<std::string> as_set(std::vector<std::string> names) { return {names.begin(), names.end()}; }
};

constexpr std::size_t most_listed = 12;

using IsSame = std::function<bool(std::string_view, std::string_view)>;

void add_mistake(std::vector<Error>& mistakes, std::string_view bears, const std::string& name,
                 const std::set<std::string>& known, const IsSame& is_same) {
  if (name.empty()) return;
  if (std::ranges::any_of(known, [&](const std::string& one) { return is_same(one, name); })) return;
  std::vector<std::string> names;
  for (const std::string& one : known)
    if (!one.empty()) names.push_back(safe_for_terminal(one));
  const auto near = nearest(name, std::vector<std::string_view>(known.begin(), known.end()));
  mistakes.push_back(
      {ErrorKind::usage, fmt::format("nothing here {} '{}'", bears, safe_for_terminal(name)),
       did_you_mean(near, names.empty() ? std::string("no file names one yet")
                          : names.size() <= most_listed
                              ? "there " + std::string(names.size() == 1 ? "is " : "are ") + listed(names)
                              : fmt::format("there are {} others", names.size()))});
}

}  // namespace

std::vector<Error> unknown_names(const Workspace& workspace, const CycleFilter& filter) {
  std::vector<Error> mistakes;
  if (filter.owner.empty() && filter.team.empty() && filter.tag.empty()) return mistakes;
  const KnownNames known(workspace);
  const IsSame is_equal = std::equal_to<std::string_view>();
  add_mistake(mistakes, "has the owner", filter.owner, known.owners, is_same_person);
  add_mistake(mistakes, "is of a team", filter.team, known.teams, is_equal);
  add_mistake(mistakes, "bears the tag", filter.tag, known.tags, is_equal);
  return mistakes;
}

Status check_names(const Workspace& workspace, const CycleFilter& filter) {
  const auto is_unread = [](const Diagnostic& diagnostic) { return is_unreadable(diagnostic.code); };
  if (std::ranges::any_of(workspace.diagnostics, is_unread)) return {};  // who is asked for may stand there
  std::vector<Error> unknown = unknown_names(workspace, filter);
  return unknown.empty() ? Status() : tl::unexpected<Error>(std::move(unknown.front()));
}

}  // namespace okr::reports
