// SPDX-License-Identifier: MIT
// The page of a cycle that people send around: what is on it, and that nothing is on its pictures alone.
#include "reports/page/page.hpp"

#include <algorithm>

#include "compute_fixture.hpp"
#include "draw/html.hpp"
#include "draw/markdown.hpp"
#include "print.hpp"

namespace page_test {

using namespace okr;
using namespace okr::test;

namespace {

KeyResult read_twice(double first, double second) {
  KeyResult kr = number(0, 100);
  kr.title = "Weekly <users>";
  kr.entries = {entry(day(2026, 1, 12), first, 5), entry(day(2026, 2, 9), second, 6)};
  return kr;
}

Objective of_team(Objective objective, std::string team) {
  objective.team = std::move(team);
  return objective;
}

constexpr Date half_way = make_date(2026, 2, 14);

std::string markdown_of(const Workspace& workspace) {
  const auto page = reports::cycle_page_of(workspace, workspace.cycles.front(), nullptr, half_way);
  return draw::markdown_text(reports::cycle_page_document(page), {});
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a page says where the cycle stands, and every picture stands beside its numbers") {
  const Workspace w = workspace(
      {cycle("2026-Q1", first_quarter(), {objective("a", ObjectiveType::aspirational, {read_twice(10, 30)})})});
  const std::string text = markdown_of(w);
  for (const char* there : {"# 2026-Q1", "Score **0.30** so far", "## Objectives", "## Scores",
                            "## Key results over time", "| 9 Feb | 30 | 6/10 |", "from 10 on 12 Jan to 30 on 9 Feb"})
    CHECK_MESSAGE(has(text, there), there);
  const auto page = reports::cycle_page_of(w, w.cycles.front(), nullptr, half_way);
  const std::string html = draw::html_page(reports::cycle_page_document(page), {});
  CHECK(has(html, "Weekly &lt;users&gt;"));
  CHECK(has(html, "<svg class=\"chart\""));
  CHECK(html == draw::html_page(reports::cycle_page_document(page), {}));
}

TEST_CASE("a page expects nothing where nothing is forecast, else says of how much it is") {
  KeyResult said = of_kind(Kind::done);
  Objective both = objective("a", ObjectiveType::aspirational, {read_twice(10, 30), said});
  CHECK(has(markdown_of(workspace({cycle("2026-Q1", first_quarter(), {both})})), "(1 of 2 forecast)"));
  both.key_results.erase(both.key_results.begin());
  const std::string text = markdown_of(workspace({cycle("2026-Q1", first_quarter(), {both})}));
  CHECK(has(text, "Score **0.00** so far"));
  CHECK_FALSE(has(text, "expected at the end"));
}

TEST_CASE("a page says which objectives the totals count, and what somebody's way is blocked by") {
  Objective below = objective("b", ObjectiveType::committed, {read_twice(10, 30)});
  below.parents = {{.text = "a", .place = {}}};
  Cycle quarter =
      cycle("2026-Q1", first_quarter(), {objective("a", ObjectiveType::aspirational, {read_twice(10, 30)}), below});
  Checkin checkin;
  checkin.date = day(2026, 2, 9);
  checkin.blockers = {{.about = {.text = "a.kr1", .place = {}}, .text = "auditor ill", .place = {}}};
  quarter.checkins = {checkin};
  const std::string text = markdown_of(workspace({quarter}));
  CHECK(has(text, "The totals count what stands on top: `a`"));
  CHECK(has(text, "in the way: `a.kr1` (Weekly &lt;users&gt;): auditor ill"));
}

TEST_CASE("the page of a cycle that is over does not say what KPIs need today") {
  Workspace w = workspace(
      {cycle("2026-Q1", first_quarter(), {objective("a", ObjectiveType::aspirational, {read_twice(10, 30)})})});
  Kpi kpi;
  kpi.id = KpiId("sleep");
  kpi.title = "Sleep";
  kpi.target = 7;
  for (int week = 0; week < 8; ++week)
    kpi.readings.push_back({.date = add_days(day(2026, 1, 4), 7 * week), .value = 5, .place = {}});
  w.kpis = {kpi};
  const auto text = [&](Date as_of) {
    const auto page = reports::cycle_page_of(w, w.cycles.front(), nullptr, as_of);
    return draw::markdown_text(reports::cycle_page_document(page), {});
  };
  CHECK(has(text(day(2026, 3, 1)), "Sleep"));
  w.cycles.front().result = CycleResult{};
  w.cycles.front().result->closed = day(2026, 4, 2);
  w.cycles.front().state = CycleState::closed;
  CHECK_FALSE(has(text(day(2026, 4, 20)), "Sleep"));
}

TEST_CASE("a page says which record is n/a, and has no column for what nobody said") {
  KeyResult broken = number(100, 100);
  broken.entries = {entry(day(2026, 1, 12), 3.0)};
  broken.faulty = true;
  const Workspace w =
      workspace({cycle("2026-Q1", first_quarter(), {objective("a", ObjectiveType::aspirational, {broken})})});
  const std::string text = markdown_of(w);
  CHECK(has(text, "n/a here, with all that counts it: `a.kr1` (kr): its file has an error"));
  CHECK_FALSE(has(text, "Confidence change"));
  CHECK_FALSE(has(text, "Previous"));
}

TEST_CASE("where objectives have teams, each team is a section by its name") {
  const Workspace w =
      workspace({cycle("2026-Q1", first_quarter(),
                       {of_team(objective("a", ObjectiveType::aspirational, {read_twice(10, 30)}), "CORE"),
                        objective("b", ObjectiveType::committed, {read_twice(10, 30)})})});
  const std::string text = markdown_of(w);
  CHECK(has(text, "## CORE\n"));
  CHECK(has(text, "## Others\n"));
  CHECK_FALSE(has(text, "## Objectives"));
}

TEST_CASE("the first page leads to the page of each cycle, whatever it is called") {
  const Workspace w = workspace(
      {cycle("2026-Q1", first_quarter(), {objective("a", ObjectiveType::aspirational, {read_twice(10, 30)})})});
  reports::Site site{&w, half_way, {}, {}, {}};
  site.current.push_back(reports::cycle_page_of(w, w.cycles.front(), nullptr, half_way));
  const std::string html = draw::html_page(reports::index_document(site), {});
  CHECK(has(html, "<h1>Objectives and key results</h1>"));
  CHECK(has(html, "<a href=\"2026-Q1.html\">2026-Q1</a>"));
  CHECK(reports::page_name(CycleId{"index"}) == "cycle-index.html");
}

TEST_CASE("a period of a bound has all that was said in it, and one without a value that counts as missed has a row") {
  KeyResult kr = of_kind(Kind::hold);
  kr.min = 7;
  kr.entries = {entry(day(2026, 1, 6), 6.1, 3), entry(day(2026, 1, 13), 7.5, 6)};
  kr.entries[0].note = "the baby was ill";
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {objective("a", ObjectiveType::committed, {kr})})});
  const auto page = reports::cycle_page_of(w, w.cycles.front(), nullptr, day(2026, 1, 26));
  const std::string text = draw::markdown_text(reports::cycle_page_document(page), {});
  CHECK(has(text, "| 5 Jan to 11 Jan | 6.1 | missed | 6.1, 3/10: the baby was ill (6 Jan) |"));
  CHECK(has(text, "| 19 Jan to 25 Jan | | missed, no value | |"));
  CHECK(has(text, "no value on 25 Jan"));
}

TEST_CASE("a day on which something was said has a row, though no value counts on it") {
  KeyResult kr = read_twice(10, 30);
  Entry doubt = entry(day(2026, 2, 12), {}, 3);
  doubt.note = "two are ill";
  kr.entries.push_back(doubt);
  Entry other = entry(day(2026, 2, 9), 31.0, 8);
  other.note = "of the other office";
  kr.entries.insert(kr.entries.begin() + 1, other);
  const std::string text =
      markdown_of(workspace({cycle("2026-Q1", first_quarter(), {objective("a", ObjectiveType::aspirational, {kr})})}));
  CHECK(has(text, "| 12 Feb | | 3/10 | two are ill |"));
  CHECK(has(text, "| 9 Feb | 30 | 6/10 | 31, 8/10: of the other office (9 Feb) |"));
}

TEST_CASE("yes, no and steps stand in words beside their picture") {
  KeyResult done = of_kind(Kind::done);
  done.entries = {entry(day(2026, 1, 12), false), entry(day(2026, 2, 9), true)};
  const std::string text = markdown_of(
      workspace({cycle("2026-Q1", first_quarter(), {objective("a", ObjectiveType::aspirational, {done})})}));
  CHECK(has(text, "| 9 Feb | yes |"));
  CHECK(has(text, "| 12 Jan | no |"));
}

TEST_CASE("what was cancelled says so and why where it is drawn, and has no pace behind that day") {
  KeyResult kr = read_twice(10, 30);
  kr.state = State::cancelled;
  kr.reason = "nobody came";
  const ChangedField state{"state", std::string("active"), std::string("cancelled")};
  kr.changes = {{.on = day(2026, 2, 10), .why = "nobody came", .fields = {state}, .place = {}}};
  const std::string text = markdown_of(workspace(
      {cycle("2026-Q1", first_quarter(), {objective("a", ObjectiveType::aspirational, {kr, read_twice(1, 2)})})}));
  for (const char* there : {"cancelled 10 Feb (\"nobody came\")", "cancelled: nobody came",
                            "10 Feb, state active → cancelled (nobody came)", "on 1 Jan to", "on 10 Feb"})
    CHECK_MESSAGE(has(text, there), there);
}

TEST_CASE("cycles of one length share a picture; what they score so far is no end of its course") {
  std::vector<Cycle> cycles;
  const auto add = [&](const char* id, Period period, double score) {
    cycles.push_back(cycle(id, period, {}));
    cycles.back().result.emplace();
    cycles.back().result->score = score;
    cycles.back().result->closed = add_days(period.last, 1);
  };
  add("2024", {day(2024, 1, 1), day(2024, 12, 31)}, 0.3);
  add("2025-Q3", {day(2025, 7, 1), day(2025, 9, 30)}, 0.8);
  add("2025-Q4", {day(2025, 10, 1), day(2025, 12, 31)}, 0.9);
  add("2025", {day(2025, 1, 1), day(2025, 12, 31)}, 0.2);
  const Workspace w = workspace(cycles);
  std::vector<CycleNumbers> numbers;
  for (auto at = w.cycles.rbegin(); at != w.cycles.rend(); ++at) numbers.push_back(numbers_of(w, *at, half_way));
  draw::Document page;
  reports::add_history_section(page, w, numbers, false);
  const std::string text = draw::markdown_text(page, {});
  CHECK(has(text, "Scores of 2024 to 2025: from 0.3 in 2024 to 0.2 in 2025"));
  CHECK(has(text, "Scores of 2025-Q3 to 2025-Q4: from 0.8 in 2025-Q3 to 0.9 in 2025-Q4"));
}

}  // namespace page_test
