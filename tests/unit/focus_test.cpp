// SPDX-License-Identifier: MIT
// A report of one cycle says the same whether only the check-ins that it needs are read or all of them.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "compute_fixture.hpp"
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
  return reports::board_json(*reports::board_of(workspace, cycle, {}, day)).dump(1) +
         reports::outlook_json(*reports::outlook_of(workspace, cycle, {}, day)).dump(1) +
         reports::next_json(*reports::next_moves_of(workspace, cycle, {}, {}, day)).dump(1);
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

}  // namespace

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
