// SPDX-License-Identifier: MIT
// The cycle that is meant where none is named, before, within, between and after cycles.
#include "okr/model/current.hpp"

#include "print.hpp"

namespace current_test {

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
  CHECK(cycles_in_force(workspace, make_date(2026, 8, 17)).size() == 2);
}

TEST_CASE("current: a closed or draft quarter leaves the year") {
  const Workspace workspace = year_and_quarters();
  CHECK(current(workspace, make_date(2026, 5, 1)) == "2026");
  CHECK(current(workspace, make_date(2026, 11, 16)) == "2026");  // the third quarter is in force until 15 November
}

TEST_CASE("current: outside all, the one that started last, else the next") {
  Workspace workspace = year_and_quarters();
  CHECK(current(workspace, make_date(2027, 7, 1)) == "2026");  // for half its 365 days, as long as nobody closes it
  CHECK(current(workspace, make_date(2027, 7, 2)) == "2026-Q3");
  CHECK(!current_cycle(workspace, make_date(2027, 7, 2)).in_force);
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
  CHECK(current(workspace, make_date(2026, 11, 16)) == "2026");
}

namespace {

enum class Fourth { absent, draft, running };
enum class Third { open, closed };  // on 2 October

struct Turn {
  unsigned month, day;
  Third third;
  Fourth fourth;
  bool annual;
  const char* current;
  bool in_force;
};

Workspace at_turn(const Turn& turn) {
  Workspace workspace;
  if (turn.annual) workspace.cycles.push_back(cycle("2026", make_date(2026, 1, 1), make_date(2026, 12, 31)));
  workspace.cycles.push_back(cycle("2026-Q2", make_date(2026, 4, 1), make_date(2026, 6, 30), CycleState::closed));
  workspace.cycles.back().result.emplace().closed = make_date(2026, 7, 2);
  workspace.cycles.push_back(cycle("2026-Q3", make_date(2026, 7, 1), make_date(2026, 9, 30)));
  if (turn.third == Third::closed) {
    workspace.cycles.back().state = CycleState::closed;
    workspace.cycles.back().result.emplace().closed = make_date(2026, 10, 2);
  }
  if (turn.fourth != Fourth::absent)
    workspace.cycles.push_back(cycle("2026-Q4", make_date(2026, 10, 1), make_date(2026, 12, 31),
                                     turn.fourth == Fourth::draft ? CycleState::draft : CycleState::active));
  return workspace;
}

std::vector<std::string> names(const std::vector<EndedCycle>& cycles) {
  std::vector<std::string> ids;
  for (const EndedCycle& one : cycles) ids.push_back(one.id.text + (one.in_force ? "!" : ""));
  return ids;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE(
    "current: a quarter that is over stays in force until it is closed, the next runs, or half its length has passed") {
  // 92 days: half is 46, so that 15 November is the last day
  const Turn turns[] = {
      {9, 30, Third::open, Fourth::absent, false, "2026-Q3", true},
      {9, 30, Third::open, Fourth::draft, true, "2026-Q3", true},
      {9, 30, Third::open, Fourth::running, true, "2026-Q3", true},
      {9, 30, Third::closed, Fourth::absent, true, "2026-Q3", true},
      {10, 1, Third::open, Fourth::absent, false, "2026-Q3", true},
      {10, 1, Third::open, Fourth::absent, true, "2026-Q3", true},
      {10, 1, Third::open, Fourth::draft, false, "2026-Q3", true},
      {10, 1, Third::open, Fourth::draft, true, "2026-Q3", true},
      {10, 1, Third::open, Fourth::running, false, "2026-Q4", true},
      {10, 1, Third::open, Fourth::running, true, "2026-Q4", true},
      {10, 1, Third::closed, Fourth::absent, true, "2026-Q3", true},
      {10, 1, Third::closed, Fourth::running, true, "2026-Q4", true},
      {10, 2, Third::open, Fourth::absent, true, "2026-Q3", true},
      {10, 2, Third::open, Fourth::draft, true, "2026-Q3", true},
      {10, 2, Third::closed, Fourth::absent, true, "2026", true},
      {10, 2, Third::closed, Fourth::absent, false, "2026-Q3", false},
      {10, 2, Third::closed, Fourth::draft, false, "2026-Q3", false},
      {10, 2, Third::closed, Fourth::draft, true, "2026", true},
      {10, 2, Third::closed, Fourth::running, true, "2026-Q4", true},
      {11, 15, Third::open, Fourth::absent, true, "2026-Q3", true},
      {11, 15, Third::open, Fourth::draft, false, "2026-Q3", true},
      {11, 15, Third::open, Fourth::running, true, "2026-Q4", true},
      {11, 16, Third::open, Fourth::absent, true, "2026", true},
      {11, 16, Third::open, Fourth::absent, false, "2026-Q3", false},
      {11, 16, Third::open, Fourth::draft, true, "2026", true},
      {11, 16, Third::open, Fourth::running, false, "2026-Q4", true},
  };
  for (const Turn& turn : turns) {
    CAPTURE(turn.month);
    CAPTURE(turn.day);
    CAPTURE(static_cast<int>(turn.third));
    CAPTURE(static_cast<int>(turn.fourth));
    CAPTURE(turn.annual);
    const Workspace workspace = at_turn(turn);
    const Date day = make_date(2026, turn.month, turn.day);
    const CurrentCycle chosen = current_cycle(workspace, day);
    REQUIRE(chosen.cycle);
    CHECK(chosen.cycle->id.text == turn.current);
    CHECK(chosen.in_force == turn.in_force);
    CHECK(cycle_called(workspace, "current", day)->text == turn.current);
    const bool is_over = make_date(2026, 9, 30) < day;
    CHECK(cycle_called(workspace, "previous", day)->text == (is_over ? "2026-Q3" : "2026-Q2"));
    const bool is_open = is_over && (turn.third == Third::open || day < make_date(2026, 10, 2));
    const bool lingers = is_open && turn.fourth != Fourth::running && day <= make_date(2026, 11, 15);
    CHECK(names(unclosed_cycles(workspace, day)) == (is_open ? Names{lingers ? "2026-Q3!" : "2026-Q3"} : Names{}));
  }
}

TEST_CASE("current: half of an odd length is cut to whole days") {
  Workspace workspace;
  workspace.cycles = {cycle("2026", make_date(2026, 1, 1), make_date(2026, 12, 31)),
                      cycle("2026-Q2", make_date(2026, 4, 1), make_date(2026, 6, 30)),
                      cycle("2026-W35", make_date(2026, 8, 24), make_date(2026, 8, 30))};
  CHECK(current(workspace, make_date(2026, 8, 14)) == "2026-Q2");  // 45 of 91 days
  CHECK(current(workspace, make_date(2026, 8, 15)) == "2026");
  CHECK(current(workspace, make_date(2026, 9, 2)) == "2026-W35");
  CHECK(current(workspace, make_date(2026, 9, 3)) == "2026");
}

TEST_CASE("current: a running cycle of another length leaves one that is over in force, one of its length does not") {
  Workspace workspace;
  workspace.cycles = {cycle("spring", make_date(2026, 3, 1), make_date(2026, 5, 31)),   // 92 days
                      cycle("summer", make_date(2026, 6, 1), make_date(2026, 9, 18))};  // 110 days: 1.196 times
  CHECK(current(workspace, make_date(2026, 6, 2)) == "summer");
  workspace.cycles[1].period.last = make_date(2026, 9, 19);  // 111 days: 1.207 times
  CHECK(current(workspace, make_date(2026, 6, 2)) == "spring");
  workspace.cycles[1].state = CycleState::draft;
  CHECK(current(workspace, make_date(2026, 6, 2)) == "spring");
}

TEST_CASE("current: one that was closed early still runs for the one before it") {
  Workspace workspace;
  workspace.cycles = {cycle("2026-Q3", make_date(2026, 7, 1), make_date(2026, 9, 30)),
                      cycle("2026-Q4", make_date(2026, 10, 1), make_date(2026, 12, 31), CycleState::closed)};
  workspace.cycles[1].result.emplace().closed = make_date(2026, 10, 5);
  CHECK(current(workspace, make_date(2026, 10, 4)) == "2026-Q4");
  CHECK(!current_cycle(workspace, make_date(2026, 10, 5)).in_force);
}

TEST_CASE("current: one length is one calendar kind, else 1.2 times the days") {
  const CycleSpan february{CycleId("2026-02"), {make_date(2026, 2, 1), make_date(2026, 2, 28)}, PeriodUnit::month, {}};
  const CycleSpan march{CycleId("2026-03"), {make_date(2026, 3, 1), make_date(2026, 3, 31)}, PeriodUnit::month, {}};
  const CycleSpan short_one{CycleId("a"), {make_date(2026, 3, 1), make_date(2026, 3, 25)}, {}, {}};  // 25 days
  CHECK(are_of_one_length(february, march));
  CHECK(are_of_one_length(february, short_one));
  CHECK(!are_of_one_length(march, short_one));  // 31 > 30
  CycleSpan thirty = short_one;
  thirty.period.last = make_date(2026, 3, 30);
  CHECK(are_of_one_length(thirty, short_one));
}

TEST_CASE("current: the last of each length that is over and not closed, with what follows by the calendar") {
  Workspace workspace;
  workspace.cycles = {cycle("2025", make_date(2025, 1, 1), make_date(2025, 12, 31)),
                      cycle("2026-Q1", make_date(2026, 1, 1), make_date(2026, 3, 31)),
                      cycle("2026-Q2", make_date(2026, 4, 1), make_date(2026, 6, 30), CycleState::draft),
                      cycle("sprint", make_date(2026, 7, 1), make_date(2026, 7, 14))};
  const auto ended = unclosed_cycles(workspace, make_date(2026, 7, 15));
  REQUIRE(names(ended) == Names{"sprint!", "2026-Q1", "2025"});
  CHECK(ended[0].days_ago == 1);
  CHECK(!ended[0].follower);
  CHECK(ended[1].follower == CycleId("2026-Q3"));  // the one that follows is over, too
  CHECK(ended[2].follower == CycleId("2026"));
  workspace.cycles[1].state = CycleState::closed;
  workspace.cycles[1].result.emplace().closed = make_date(2026, 4, 2);
  CHECK(names(unclosed_cycles(workspace, make_date(2026, 7, 15))) == Names{"sprint!", "2025"});
}

TEST_CASE("current: previous is the shortest of those that ended last, next the one as long as the current one") {
  Workspace workspace;
  workspace.cycles = {cycle("2025", make_date(2025, 1, 1), make_date(2025, 12, 31)),
                      cycle("2025-Q4", make_date(2025, 10, 1), make_date(2025, 12, 31)),
                      cycle("2026", make_date(2026, 1, 1), make_date(2026, 12, 31)),
                      cycle("2026-Q1", make_date(2026, 1, 1), make_date(2026, 3, 31)),
                      cycle("2027", make_date(2027, 1, 1), make_date(2027, 12, 31)),
                      cycle("2027-01", make_date(2027, 1, 1), make_date(2027, 1, 31), CycleState::draft)};
  CHECK(cycle_called(workspace, "previous", make_date(2026, 2, 1))->text == "2025-Q4");
  CHECK(cycle_called(workspace, "next", make_date(2026, 8, 1))->text == "2027");  // behind a year comes a year
  CHECK(cycle_called(workspace, "2026-Q9", make_date(2026, 8, 1))->text == "2026-Q9");
  CHECK(!cycle_called(workspace, "previous", make_date(2025, 6, 1)));
  CHECK(!cycle_called(workspace, "next", make_date(2027, 6, 1)));
  CHECK(cycle_behind(workspace, workspace.cycles[4])->text == "2028");  // not there
  CHECK(cycle_behind(workspace, workspace.cycles[1])->text == "2026-Q1");
}

TEST_CASE("current: next follows the quarter that is over, also where it has begun as a draft") {
  Workspace workspace = at_turn({10, 2, Third::open, Fourth::draft, true, "", true});
  CHECK(cycle_called(workspace, "next", make_date(2026, 10, 2))->text == "2026-Q4");
  CHECK(cycle_called(workspace, "next", make_date(2026, 9, 30))->text == "2026-Q4");
  CHECK(cycle_called(workspace, "next", make_date(2026, 12, 31)).error().kind == ErrorKind::usage);
  workspace = at_turn({10, 2, Third::open, Fourth::absent, true, "", true});
  CHECK(cycle_behind(workspace, workspace.cycles[2])->text == "2026-Q4");
}

TEST_CASE("current: why a cycle is not in force") {
  Workspace workspace = at_turn({10, 2, Third::open, Fourth::running, true, "", true});
  const Date day = make_date(2026, 10, 2);
  CHECK(why_not_in_force(workspace, workspace.cycles[1], day) == "which was closed on 2 Jul");
  CHECK(why_not_in_force(workspace, workspace.cycles[1], make_date(2027, 1, 5)) == "which was closed on 2 Jul 2026");
  CHECK(why_not_in_force(workspace, workspace.cycles[2], day) == "which ended on 30 Sep, and 2026-Q4 runs");
  CHECK(why_not_in_force(workspace, workspace.cycles[3], make_date(2026, 9, 1)) == "which begins on 1 Oct");
  CHECK(why_not_in_force(workspace, workspace.cycles[2], make_date(2027, 2, 1)) ==
        "which ended on 30 Sep 2026, more than half its length ago");
  workspace.cycles[3].state = CycleState::draft;
  CHECK(why_not_in_force(workspace, workspace.cycles[3], day) == "which is a draft");
}

TEST_CASE("current: a draft that has begun is named, unless another cycle of its length runs") {
  const auto begun = [](const Workspace& workspace, Date day) {
    std::string names;
    for (const CycleSpan& draft : begun_drafts(workspace, day)) names += draft.id.text + " ";
    return names;
  };
  Workspace workspace = at_turn({10, 2, Third::open, Fourth::draft, true, "", true});
  CHECK(begun(workspace, make_date(2026, 9, 30)) == "");
  CHECK(begun(workspace, make_date(2026, 10, 1)) == "2026-Q4 ");
  CHECK(begun(workspace, make_date(2027, 1, 1)) == "");
  workspace.cycles[3].state = CycleState::active;
  CHECK(begun(workspace, make_date(2026, 10, 2)) == "");
}

}  // namespace current_test
