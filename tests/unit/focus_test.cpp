// SPDX-License-Identifier: MIT
// A report of one cycle says the same whether only the check-ins that it needs are read or all of them.
#include <doctest/doctest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "compute_fixture.hpp"
#include "draw/terminal.hpp"
#include "folder.hpp"
#include "okr/model/current.hpp"
#include "okr/store/load.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/next/next.hpp"
#include "reports/status/board.hpp"

namespace focus_test {

using namespace okr;
using namespace okr_test;

namespace {

using Cycles = store::Wanted::Cycles;

std::string said_of(const Workspace& workspace, const Cycle& cycle, Date day) {
  return reports::json_of(*reports::board_of(workspace, cycle, {}, day)).dump(1) +
         reports::json_of(*reports::outlook_of(workspace, cycle, {}, day)).dump(1) +
         reports::json_of(*reports::next_moves_of(workspace, cycle, {}, {}, day)).dump(1);
}

Workspace loaded(const std::string& root, const std::string& name, Date day, bool focus) {
  store::Wanted wanted;
  wanted.as_of = day;
  wanted.ended = true;
  wanted.focus = focus;
  wanted.cycles = !focus ? Cycles::all : name.empty() ? Cycles::current : Cycles::named;
  if (focus && !name.empty()) wanted.names = {CycleId(name)};
  auto workspace = store::load(root, wanted);
  REQUIRE(workspace.has_value());
  return std::move(*workspace);
}

const Cycle& meant(const Workspace& workspace, const std::string& name, Date day) {
  const Cycle* cycle = name.empty() ? current_cycle(workspace, day).cycle : workspace.cycle(CycleId(name));
  REQUIRE(cycle != nullptr);
  return *cycle;
}

std::size_t count_checkins(const Workspace& workspace) {
  std::size_t count = 0;
  for (const Cycle& cycle : workspace.cycles) count += cycle.checkins.size();
  return count;
}

/// Of the cycle in force and of each by its name, on a day of every sixth week of a year.
void check_same(const std::string& root) {
  for (int week = 0; week < 60; week += 6) {
    const Date day = add_days(test::day(2026, 1, 5), 7 * week + week % 5);
    std::vector<std::string> names{""};
    for (const KnownCycle& known : loaded(root, "", day, false).known_cycles) names.push_back(known.id.text);
    for (const std::string& name : names) {
      const Workspace focused = loaded(root, name, day, true), whole = loaded(root, name, day, false);
      CAPTURE(root);
      CAPTURE(name);
      CAPTURE(to_string(day));
      const Cycle& cycle = meant(focused, name, day);
      CHECK(said_of(focused, cycle, day) == said_of(whole, *whole.cycle(cycle.id), day));
      CHECK(count_checkins(focused) <= count_checkins(whole));
    }
  }
}

/// Owners, teams, tags and levels that stand in the cycle, each by itself, and one that does not.
std::vector<reports::CycleFilter> filters_of(const Workspace& workspace, const Cycle& cycle) {
  std::set<std::string> owners{"nobody"}, teams{"none"}, tags{"none"};
  for (const Objective& objective : cycle.objectives) {
    teams.insert(objective.team);
    tags.insert(objective.tags.begin(), objective.tags.end());
    for (const KeyResult& kr : objective.key_results)
      for (const std::string& owner : owners_of(workspace.settings, objective, kr)) owners.insert(owner);
  }
  teams.erase("");
  std::vector<reports::CycleFilter> filters;
  const auto add = [&](std::string reports::CycleFilter::*member, const std::string& name) {
    filters.emplace_back().*member = name;
  };
  for (const std::string& owner : owners) add(&reports::CycleFilter::owner, owner);
  for (const std::string& team : teams) add(&reports::CycleFilter::team, team);
  for (const std::string& tag : tags) add(&reports::CycleFilter::tag, tag);
  for (const Level level : {Level::company, Level::team}) filters.emplace_back().level = level;
  return filters;
}

std::string page_of(const Workspace& workspace, const Cycle& cycle, const reports::CycleFilter& filter, Date day,
                    bool alone = false) {
  const auto board = reports::board_of(workspace, cycle, {.filter = filter, .shown_alone = alone}, day);
  return draw::terminal_text(reports::document_of(*board), {});
}

std::size_t count_entries(const Workspace& workspace) {
  std::size_t count = 0;
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives)
      for (const KeyResult& kr : objective.key_results) count += kr.entries.size();
  return count;
}

/// The board of every filter, with what is said of everything and with what is said of what it shows.
void check_same_boards(const std::string& root, Date day) {
  const Workspace whole = loaded(root, "", day, true);
  const Cycle& cycle = meant(whole, "", day);
  for (const reports::CycleFilter& filter : filters_of(whole, cycle)) {
    store::Wanted wanted;
    wanted.as_of = day;
    wanted.ended = wanted.focus = true;
    wanted.shows = [&](const Settings& settings, const Objective& objective) {
      return may_show(filter, settings, objective);
    };
    auto part = store::load(root, wanted);
    REQUIRE(part.has_value());
    CAPTURE(root);
    CAPTURE(to_string(day));
    CAPTURE(filter.owner + filter.team + filter.tag);
    CHECK(page_of(*part, meant(*part, "", day), filter, day, true) == page_of(whole, cycle, filter, day));
    CHECK(count_entries(*part) <= count_entries(whole));
    CHECK(part->diagnostics.size() == whole.diagnostics.size());
  }
}

}  // namespace

TEST_CASE("focus: a filter's board says the same without what check-ins say of the rest") {
  for (const auto& entry : std::filesystem::directory_iterator(std::string(OKR_TESTS_DIR) + "/../examples"))
    if (entry.is_directory())
      for (int week = 0; week < 60; week += 5)
        check_same_boards(entry.path(), add_days(test::day(2026, 1, 5), 7 * week + week % 5));
}

TEST_CASE("focus: what counts in the score of a filter's objective through another cycle is kept, the rest is not") {
  const std::string key_results =
      "title = \"T\"\n[{0}.one]\ntitle = \"One\"\ntarget = 10\nbaseline = 0\n[{0}.two]\ntitle = \"Two\"\nkind = "
      "\"done\"\nwas = [\"once\"]\n";
  const auto objective = [&](const std::string& id, const std::string& keys) {
    std::string text = "[" + id + "]\n" + keys + key_results;
    for (auto at = text.find("{0}"); at != std::string::npos; at = text.find("{0}")) text.replace(at, 3, id);
    return text;
  };
  const Folder folder(
      {{"okr.toml", "format = 1\n"},
       {"2026/cycle.toml", "[cycle]\n" + objective("top", "team = \"a\"\nroll-up = \"both\"\n") +
                               objective("beside", "team = \"b\"\n") + objective("below", "parent = \"top\"\n")},
       {"2026/checkins/2026-02-02-ana-x1.toml",
        "date = 2026-02-02\nby = \"ana\"\ntop.one = 3\ntop.once = true\nbeside.one = 4\nbeside.once = true\nbelow.one "
        "= 5\n"
        "beside.three = 1\n"},
       {"2026-Q1/cycle.toml", "[cycle]\n" + objective("child", "parent = \"2026/top\"\n") + objective("loose", "")},
       {"2026-Q1/checkins/2026-02-03-ana-x1.toml", "date = 2026-02-03\nby = \"ana\"\nchild.one = 6\nloose.one = 7\n"}});
  const Date day = test::day(2026, 12, 1);
  check_same_boards(folder.path(), day);
  store::Wanted wanted;
  wanted.as_of = day;
  wanted.focus = true;
  wanted.shows = [](const Settings&, const Objective& shown) { return shown.team == "a"; };
  const auto part = store::load(folder.path(), wanted);
  REQUIRE(part.has_value());
  std::string kept;
  for (const Cycle& cycle : part->cycles)
    for (const Objective& one : cycle.objectives)
      for (const KeyResult& kr : one.key_results)
        if (!kr.entries.empty()) kept += to_string(kr.id) + " ";
  CHECK(kept == "top.one top.two beside.two below.one child.one ");
  REQUIRE(part->diagnostics.size() == 1);
  CHECK(part->diagnostics[0].code == Code::E110);  // beside.three
}

TEST_CASE("focus: every example says the same with the check-ins of one cycle as with all") {
  for (const auto& entry : std::filesystem::directory_iterator(std::string(OKR_TESTS_DIR) + "/../examples"))
    if (entry.is_directory()) check_same(entry.path());
}

TEST_CASE("focus: what counts in a score through another cycle is read, and what counts in none is not") {
  const std::string child = "title = \"Child\"\n[child.done]\ntitle = \"Done\"\nkind = \"done\"\n";
  const std::string done = "date = 2026-02-02\nby = \"ana\"\nchild.done = { value = true }\n";
  const Folder folder(
      {{"okr.toml", "format = 1\n"},
       {"2026/cycle.toml", "[cycle]\n[top]\ntitle = \"Top\"\nroll-up = \"children\"\n"},
       {"2026-H1/cycle.toml", "[cycle]\n[middle]\ntitle = \"Middle\"\nroll-up = \"children\"\nparent = \"2026/top\"\n"},
       {"2026-Q1/cycle.toml", "[cycle]\n[child]\nparent = \"2026-H1/middle\"\n" + child},
       {"2026-Q1/checkins/2026-02-02-ana-x1.toml", done},
       {"2025-Q4/cycle.toml", "[cycle]\n[child]\n" + child},
       {"2025-Q4/checkins/2025-11-03-ana-x1.toml",
        "date = 2025-11-03\nby = \"ana\"\nchild.done = { value = true }\n"}});
  check_same(folder.path());
  const Date day = test::day(2026, 3, 2);
  CHECK(count_checkins(loaded(folder.path(), "2026", day, true)) == 1);
  CHECK(count_checkins(loaded(folder.path(), "2026-Q1", day, true)) == 1);
  CHECK(count_checkins(loaded(folder.path(), "2025-Q4", day, true)) == 1);
  CHECK(count_checkins(loaded(folder.path(), "2026-H1", day, false)) == 2);
}

}  // namespace focus_test
