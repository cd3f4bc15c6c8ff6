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

TEST_CASE("a chart's points as a table: the latest first, with what is said of them, at most so many") {
  draw::Chart chart{.title = "Sleep", .unit = "h", .flags = "missed", .opens = "so far"};
  chart.points = {
      {day(2026, 1, 1), 7.0}, {day(2026, 1, 8), {}}, {day(2026, 1, 15), 6.5, true}, {day(2026, 1, 22), 6.0}};
  chart.points.back().open = true;
  draw::Document page;
  page.add(reports::table_of(chart, 2, day(2026, 2, 1)));
  CHECK(draw::markdown_text(page, {}) ==
        "| Day | Value | Remark |\n|---|---:|---|\n| 22 Jan | 6 h | so far |\n| 15 Jan | 6.5 h | missed |\n"
        "\n- `2026-01-15`: and 1 earlier\n");
}

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
  CHECK(has(text, "## (none)\n"));
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

}  // namespace page_test
