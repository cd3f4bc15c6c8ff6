// SPDX-License-Identifier: MIT
// A proposal as lines of a cycle's file: its ids, where it starts, and that everything else stays as it was.
#include "actions/records/actions.hpp"

#include <string>

#include "compute_fixture.hpp"
#include "print.hpp"

namespace kpi_draft_test {

using namespace okr;
using namespace okr::test;
using actions::with_draft;

namespace {

constexpr Date today = make_date(2026, 2, 10);

Kpi turnover(std::string id = "turnover") {
  Kpi result = kpi(std::move(id), {});
  result.title = "Employee turnover";
  result.unit = "%";
  result.good = Good::down;
  result.target = 15;
  return result;
}

reports::Proposal proposal(const Kpi& subject) {
  return {&subject, {day(2026, 1, 1), day(2026, 1, 31)}, 23, {15, {}, {}}, subject, {}};
}

Cycle quarter(CycleState state, std::vector<Objective> objectives = {}) {
  Cycle result = cycle("2026-Q1", first_quarter(), std::move(objectives));
  result.state = state;
  return result;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a draft stands behind everything else, which stays byte for byte") {
  const Workspace w;
  const Kpi subject = turnover();
  const std::string before = "# mine\r\n[cycle]\r\ntitle = \"Q\"   # here\r\n";
  const auto draft = with_draft(before, w, quarter(CycleState::draft), proposal(subject), today);
  REQUIRE(draft.has_value());
  CHECK(draft->objective == "improve-turnover");
  CHECK(draft->text.starts_with(before));
  CHECK(has(
      draft->text,
      "[improve-turnover.turnover]\r\ntitle = \"Employee turnover down to 15 %\"\r\nbaseline = 23\r\ntarget = 15\r\n"));
  CHECK(has(draft->text, "title = \"Improve employee turnover\""));
}

TEST_CASE("in a cycle that runs the objective is a draft that starts today; in one to come neither is said") {
  const Workspace w;
  const Kpi subject = turnover();
  const auto running = with_draft("", w, quarter(CycleState::active), proposal(subject), today);
  REQUIRE(running.has_value());
  CHECK(has(running->text, "state = \"draft\""));
  CHECK(has(running->text, "start = 2026-02-10"));
  const auto coming = with_draft("", w, quarter(CycleState::draft), proposal(subject), day(2025, 12, 1));
  REQUIRE(coming.has_value());
  CHECK_FALSE(has(coming->text, "state"));
  CHECK_FALSE(has(coming->text, "start"));
}

TEST_CASE("ids that are taken get a number, words of objectives an end, long ones no prefix") {
  const Workspace w;
  const Kpi subject = turnover(), team = turnover("team"), long_one = turnover(std::string(60, 'a'));
  const auto type = ObjectiveType::aspirational;
  const Cycle taken =
      quarter(CycleState::draft, {objective("improve-turnover", type, {}), objective("improve-turnover-2", type, {})});
  CHECK(with_draft("", w, taken, proposal(subject), today)->objective == "improve-turnover-3");
  CHECK(has(with_draft("", w, quarter(CycleState::draft), proposal(team), today)->text, "[improve-team.team-kpi]"));
  CHECK(with_draft("", w, quarter(CycleState::draft), proposal(long_one), today)->objective == long_one.id.text);
}

TEST_CASE("the counter KPI becomes a bound of weight 0 beside it") {
  const Workspace w;
  const Kpi subject = turnover();
  Kpi staff = kpi("staff", {});
  staff.title = "Employees";
  reports::Proposal with_counter = proposal(subject);
  with_counter.counter = {&staff, 145, {}};
  const auto draft = with_draft("", w, quarter(CycleState::draft), with_counter, today);
  REQUIRE(draft.has_value());
  CHECK(has(draft->text, "counter = \"kpi/staff\""));
  CHECK(has(draft->text, "[improve-turnover.staff]\ntitle = \"Employees stays at 145 or more\"\nmin = 145\n"));
  CHECK(has(draft->text, "kpi = \"staff\"\nweight = 0"));
}

TEST_CASE("quotes in a title are kept as text") {
  const Workspace w;
  Kpi subject = turnover();
  subject.title = "The \"big\" one";
  const auto draft = with_draft("", w, quarter(CycleState::draft), proposal(subject), today);
  REQUIRE(draft.has_value());
  CHECK(has(draft->text, "title = \"Improve the \\\"big\\\" one\""));
}

}  // namespace kpi_draft_test
