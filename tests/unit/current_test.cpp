// SPDX-License-Identifier: MIT
#include "okr/model/current.hpp"

#include "print.hpp"

using namespace okr;

namespace {

Cycle cycle(const char* id, Date first, Date last, CycleState state = CycleState::active) {
  Cycle result;
  result.id = CycleId(id);
  result.period = {first, last};
  result.dated = true;
  result.state = state;
  return result;
}

Workspace year_and_quarters() {
  Workspace workspace;
  workspace.cycles = {cycle("2026", make_date(2026, 1, 1), make_date(2026, 12, 31)),
                      cycle("2026-Q2", make_date(2026, 4, 1), make_date(2026, 6, 30), CycleState::closed),
                      cycle("2026-Q3", make_date(2026, 7, 1), make_date(2026, 9, 30)),
                      cycle("2026-Q4", make_date(2026, 10, 1), make_date(2026, 12, 31), CycleState::draft)};
  return workspace;
}

std::string current(const Workspace& workspace, Date day) { return current_cycle(workspace, day).cycle->id.text; }

}  // namespace

TEST_CASE("current: the shortest active cycle that contains the day") {
  const Workspace workspace = year_and_quarters();
  CHECK(current(workspace, make_date(2026, 8, 17)) == "2026-Q3");
  CHECK(current(workspace, make_date(2026, 7, 1)) == "2026-Q3");
  CHECK(current(workspace, make_date(2026, 9, 30)) == "2026-Q3");
  CHECK(active_cycles(workspace, make_date(2026, 8, 17)).size() == 2);
}

TEST_CASE("current: a closed or draft quarter leaves the year") {
  const Workspace workspace = year_and_quarters();
  CHECK(current(workspace, make_date(2026, 5, 1)) == "2026");
  CHECK(current(workspace, make_date(2026, 11, 1)) == "2026");
}

TEST_CASE("current: outside all, the one that started last, else the next") {
  Workspace workspace = year_and_quarters();
  CHECK(current(workspace, make_date(2027, 2, 1)) == "2026-Q3");
  CHECK(!current_cycle(workspace, make_date(2027, 2, 1)).contains_day);
  CHECK(current(workspace, make_date(2025, 2, 1)) == "2026");
  workspace.cycles.clear();
  CHECK(!current_cycle(workspace, make_date(2025, 2, 1)).cycle);
}

TEST_CASE("current: before the day on which it was closed, a quarter is the current one still") {
  Workspace workspace = year_and_quarters();
  workspace.cycles[1].result.emplace().closed = make_date(2026, 7, 2);
  CHECK(current(workspace, make_date(2026, 5, 1)) == "2026-Q2");
  workspace.cycles[1].result->closed = make_date(2026, 6, 20);
  CHECK(current(workspace, make_date(2026, 6, 19)) == "2026-Q2");
  CHECK(current(workspace, make_date(2026, 6, 20)) == "2026");
  workspace.cycles[3].result.emplace().closed = make_date(2027, 1, 2);
  CHECK(current(workspace, make_date(2026, 11, 1)) == "2026");
}
