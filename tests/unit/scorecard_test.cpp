// SPDX-License-Identifier: MIT
// The scorecard: which KPI asks for what, who works on it, other periods, and what the gates see.
#include "reports/kpi/scorecard.hpp"

#include <string>
#include <vector>

#include "compute_fixture.hpp"
#include "draw/terminal.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "print.hpp"

namespace scorecard_test {

using namespace okr;
using namespace okr::test;
using reports::KpiGate;
using reports::Scorecard;
using reports::Triage;

namespace {

constexpr Date today = make_date(2026, 2, 10);

/// Month by month up to January 2026.
Kpi monthly(std::string id, const std::vector<std::optional<double>>& values) {
  Kpi result = kpi(std::move(id), {});
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Date at = add_months(day(2026, 1, 31), static_cast<int>(i) - static_cast<int>(values.size()) + 1);
    if (values[i]) result.readings.push_back(reading(at, *values[i]));
  }
  return result;
}

/// XV04: steady around 14.5, then 23.
Kpi turnover() {
  Kpi result = monthly("turnover", {14, 15, 13, 16, 14, 15, 14, 13, 15, 14, 16, 15, 23});
  result.good = Good::down;
  result.target = 15;
  result.warn = 18;
  result.unit = "%";
  return result;
}

/// The row's own number of points.
Workspace by_twelve(Kpi subject) {
  Workspace w = workspace({}, {std::move(subject)});
  w.settings.scoring.limit_points = 12;
  return w;
}

Kpi amber() {
  Kpi result = monthly("amber", {10, 12, 11, 13, 10, 12, 9});
  result.target = 10;
  result.warn = 8;
  return result;
}

KeyResult fed_by(std::string name, const std::string& kpi) {
  KeyResult kr = key_result(std::move(name));
  kr.baseline = 23;
  kr.target = 15;
  kr.kpi.text = kpi;
  return kr;
}

Workspace with_objective(Kpi subject, Objective o, CycleState state = CycleState::active) {
  Cycle quarter = cycle("2026-Q1", first_quarter(), {std::move(o)});
  quarter.state = state;
  return workspace({std::move(quarter)}, {std::move(subject)});
}

Triage triage(const Workspace& w, Date as_of = today) { return reports::triage_of(numbers_of(w, w.kpis[0], as_of)); }

std::vector<std::string> order_of(const Scorecard& card) {
  std::vector<std::string> ids;
  for (const reports::ScorecardRow& row : card.rows) ids.push_back(row.numbers.kpi->id.text);
  return ids;
}

std::string screen_of(const Workspace& w, const reports::ScorecardQuestion& question, std::size_t width = 80) {
  return draw::terminal_text(reports::document_of(*reports::scorecard_of(w, question, today)),
                             {width, false, false, false});
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("triage: a red KPI that nobody works on asks for a decision, one that is worked on is watched") {
  CHECK(triage(workspace({}, {turnover()})) == Triage::decide);
  const auto aspirational = ObjectiveType::aspirational;
  CHECK(triage(with_objective(turnover(), objective("o", aspirational, {fed_by("t", "turnover")}))) == Triage::watch);
  Objective called = objective("o", aspirational, {number(0, 5)});
  called.triggered_by.text = "kpi/turnover";
  CHECK(triage(with_objective(turnover(), called)) == Triage::watch);
}

TEST_CASE("drafts, and everything in a draft cycle, work on nothing yet (method 5.7: active objectives)") {
  Objective o = objective("o", ObjectiveType::aspirational, {fed_by("t", "turnover")});
  const Workspace in_draft = with_objective(turnover(), o, CycleState::draft);
  CHECK(triage(in_draft) == Triage::decide);
  const KpiNumbers numbers = numbers_of(in_draft, in_draft.kpis[0], today);
  CHECK(numbers.workers.empty());
  REQUIRE(numbers.drafts.size() == 1);
  CHECK(numbers.drafts[0].key_result->id.name == "t");
  o.state = State::draft;
  CHECK(triage(with_objective(turnover(), o)) == Triage::decide);
  o.state = State::cancelled;
  const Workspace gone = with_objective(turnover(), o);
  CHECK(numbers_of(gone, gone.kpis[0], today).drafts.empty());
}

TEST_CASE(
    "triage: amber, stale and without target are watched; green and routine is fine, whatever its signal for the "
    "better") {
  CHECK(triage(workspace({}, {amber()})) == Triage::watch);
  Kpi green = amber();
  green.target = 9;
  green.warn = std::nullopt;
  CHECK(triage(workspace({}, {green})) == Triage::fine);
  CHECK(triage(workspace({}, {green}), day(2026, 3, 10)) == Triage::fine);   // one month missing is due
  CHECK(triage(workspace({}, {green}), day(2026, 4, 10)) == Triage::watch);  // two are stale
  Kpi aimless = amber();
  aimless.target = aimless.warn = std::nullopt;
  CHECK(triage(workspace({}, {aimless})) == Triage::watch);
  CHECK(triage(workspace({}, {kpi("new", {})})) == Triage::watch);
  Kpi better = turnover();
  better.readings.back().value = 5;
  CHECK(triage(workspace({}, {better})) == Triage::fine);
}

TEST_CASE("triage: red for fewer periods than breach-periods is only watched, a concern is not") {
  Kpi red = amber();
  red.readings.back().value = 7.5;
  Workspace w = workspace({}, {red, turnover()});
  w.settings.scoring.breach_periods = 2;
  CHECK(triage(w) == Triage::watch);
  CHECK(reports::triage_of(numbers_of(w, w.kpis[1], today)) == Triage::decide);
  CHECK(has(screen_of(w, {{{"amber"}, {}, {}}, {}, {}}), "red for 1 of the 2 periods that call for an objective"));
}

TEST_CASE("the worst stand first: red with a signal, then amber, then what is fine by its order") {
  Kpi fine = amber();
  fine.id = KpiId("fine");
  fine.target = 5;
  fine.warn = std::nullopt;
  const Workspace w = workspace({}, {amber(), fine, turnover()});
  CHECK(order_of(*reports::scorecard_of(w, {}, today)) == std::vector<std::string>{"turnover", "amber", "fine"});
}

TEST_CASE("filters by id, team and level, and says when nothing matches") {
  Kpi a = amber(), b = turnover();
  a.team = "web";
  b.level = Level::company;
  const Workspace w = workspace({}, {a, b});
  CHECK(order_of(*reports::scorecard_of(w, {{{"amber"}, {}, {}}, {}, {}}, today)) == std::vector<std::string>{"amber"});
  CHECK(order_of(*reports::scorecard_of(w, {{{}, "web", {}}, {}, {}}, today)) == std::vector<std::string>{"amber"});
  CHECK(order_of(*reports::scorecard_of(w, {{{}, {}, Level::company}, {}, {}}, today)) ==
        std::vector<std::string>{"turnover"});
  CHECK(has(screen_of(w, {{{}, "none", {}}, {}, {}}), "Nothing matches."));
  CHECK(has(screen_of(workspace({}), {}), "No KPI yet: okr new kpi"));
}

namespace {

KpiNumbers numbers_in(const Workspace& workspace, const Kpi& kpi, PeriodUnit unit, Date as_of) {
  return KpiBook(workspace, as_of).numbers(kpi, unit);
}

}  // namespace

TEST_CASE("KV16, KV19, KV20: by quarter the months are aggregated, and a missing one is told") {
  Kpi leads = kpi("leads", {{day(2025, 10, 31), 10}, {day(2025, 11, 30), 15}, {day(2025, 12, 31), 20}});
  leads.aggregate = Aggregate::sum;
  leads.target = 12;
  const auto by_quarter = [](const Workspace& w) { return numbers_in(w, w.kpis[0], PeriodUnit::quarter, today); };
  const Workspace w = workspace({}, {leads});
  CHECK(by_quarter(w).value() == 45.0);
  CHECK(by_quarter(w).unit == PeriodUnit::quarter);
  Kpi holey = leads;
  holey.readings.erase(holey.readings.begin() + 1);
  const Workspace v = workspace({}, {holey});
  const KpiNumbers numbers = by_quarter(v);
  CHECK(numbers.value() == 30.0);
  CHECK(numbers.periods[*numbers.last].covered == 2);
  CHECK(numbers.periods[*numbers.last].expected == 3);
  CHECK(has(screen_of(v, {{}, PeriodUnit::quarter, {}}), "2 of 3 readings"));
}

TEST_CASE("a sum of other periods is not judged by the target of its own; a level is") {
  Kpi leads = kpi("leads", {{day(2025, 10, 31), 10}, {day(2025, 11, 30), 15}, {day(2025, 12, 31), 20}});
  leads.target = 12;
  leads.benchmarks = {{"others", 11, "", {}, {}}};
  leads.aggregate = Aggregate::sum;
  const Workspace sums = workspace({}, {leads});
  const KpiNumbers sum = numbers_in(sums, sums.kpis[0], PeriodUnit::quarter, today);
  CHECK(sum.status == Rag::no_target);
  CHECK_FALSE(sum.target.has_value());
  CHECK(sum.benchmarks.empty());
  CHECK(numbers_in(sums, sums.kpis[0], PeriodUnit::month, today).status == Rag::green);
  leads.aggregate = Aggregate::last;
  const Workspace levels = workspace({}, {leads});
  CHECK(numbers_in(levels, levels.kpis[0], PeriodUnit::quarter, today).status == Rag::green);
}

TEST_CASE("only its own periods call for an objective") {
  const Workspace w = workspace({}, {turnover()});
  CHECK(reports::scorecard_of(w, {}, today)->rows[0].proposal.has_value());
  CHECK_FALSE(reports::scorecard_of(w, {{}, PeriodUnit::year, {}}, today)->rows[0].proposal.has_value());
}

TEST_CASE("--since moves the trail and nothing else") {
  const Workspace w = workspace({}, {turnover()});
  const auto whole = reports::scorecard_of(w, {}, today);
  const auto part = reports::scorecard_of(w, {{}, {}, day(2025, 11, 15)}, today);
  CHECK(whole->rows[0].trail.size() == 13);
  CHECK(part->rows[0].trail.size() == 3);
  CHECK(part->rows[0].numbers.xmr.limits()->upper == whole->rows[0].numbers.xmr.limits()->upper);
  CHECK(part->rows[0].numbers.previous->delta == whole->rows[0].numbers.previous->delta);
}

TEST_CASE("a growing KPI is trending, asks nobody to decide, and is not counted as moved (method 0.28)") {
  std::vector<std::optional<double>> values;
  for (int i = 0; i < 36; ++i) values.push_back(100 + 10 * i + (i % 2));
  Kpi revenue = monthly("revenue", values);
  revenue.target = 100;
  for (const Good good : {Good::up, Good::down}) {
    revenue.good = good;
    const Workspace w = workspace({}, {revenue});
    const auto card = reports::scorecard_of(w, {}, today);
    CHECK(card->rows[0].numbers.signal == SignalMeaning::trending);
    CHECK(card->counts.statuses.signals == 0);
    CHECK(reports::failing(*card, KpiGate::signal).empty());
  }
  revenue.good = Good::up;
  const std::string screen = screen_of(workspace({}, {revenue}), {});
  CHECK(has(screen, "trending up"));
  CHECK(has(screen, "its level keeps rising; chart the change"));
  revenue.signal = Signal::change;
  CHECK_FALSE(has(screen_of(workspace({}, {revenue}), {}), "trending"));
}

TEST_CASE("each period of the trail by the target of its time; red in a row too (method 0.26)") {
  Kpi revenue = monthly("revenue", {90, 90, 90, 90});
  revenue.target = 80;
  revenue.targets.push_back(KpiTarget());
  revenue.targets[0].first = day(2026, 1, 1);
  revenue.targets[0].target = 100;
  const Workspace w = workspace({}, {revenue});
  const auto card = reports::scorecard_of(w, {}, today);
  const KpiNumbers& numbers = card->rows[0].numbers;
  CHECK(numbers.status == Rag::red);
  CHECK(numbers.red_in_a_row == 1);
  CHECK(numbers.target->reference == 100);
  CHECK(numbers.bounds.front().target == 80.0);
  CHECK(has(screen_of(w, {}), ">= 100"));
}

TEST_CASE("gates: red, a signal for the worse or of a range, stale") {
  Kpi range = turnover();
  range.id = KpiId("range");
  range.good = Good::range;
  range.target = range.warn = std::nullopt;
  range.max = 30;
  Kpi better = turnover();
  better.id = KpiId("better");
  better.readings.back().value = 5;
  const Workspace w = workspace({}, {amber(), better, range, turnover()});
  const auto card = reports::scorecard_of(w, {}, today);
  CHECK(reports::failing(*card, KpiGate::red) == std::vector<std::string>{"turnover"});
  CHECK(reports::failing(*card, KpiGate::signal) == std::vector<std::string>{"turnover", "range"});
  CHECK(reports::failing(*card, KpiGate::stale).empty());
  CHECK(reports::failing(*reports::scorecard_of(w, {}, day(2026, 4, 10)), KpiGate::stale).size() == 4);
}

TEST_CASE("the screen says the limit that was broken, and never that two points are a signal") {
  CHECK(has(screen_of(by_twelve(turnover()), {}), "concern: > 18.6"));  // XV04
  CHECK(has(screen_of(by_twelve(turnover()), {}), "nobody works on it; draft an objective: okr kpi turnover --write"));
  const std::string young = screen_of(workspace({}, {monthly("young", {1, 50})}), {});
  CHECK(has(young, "need 6 points"));
  CHECK(has(young, "1 KPI has too few points to tell chance from change (need 6)."));
  CHECK_FALSE(has(young, "moved more than chance"));
}

TEST_CASE("a limit is never rounded to the other side of the value that broke it") {
  Kpi close = turnover();
  close.readings.back().value = 18.62;  // the limit is 18.6109
  const std::string screen = screen_of(by_twelve(close), {});
  CHECK(has(screen, "18.62 %"));
  CHECK(has(screen, "> 18.6 "));
  close.readings.back().value = 18.611;
  CHECK(has(screen_of(by_twelve(close), {}), "> 18.6 "));
  Kpi below = turnover();
  below.good = Good::up;
  below.readings.back().value = 10.38;  // the limit is 10.3891
  CHECK(has(screen_of(by_twelve(below), {}), "< 10.4 "));
  below.readings.back().value = 10.389;
  CHECK(has(screen_of(by_twelve(below), {}), "< 10.4 "));
}

TEST_CASE("a value that goes on is shown with two decimals, and with more where it would read like its bound") {
  Kpi mean = kpi("mean", {{day(2026, 1, 1), 1}, {day(2026, 1, 2), 1}, {day(2026, 1, 3), 2}});
  mean.aggregate = Aggregate::mean;
  mean.target = 1;
  CHECK(has(screen_of(workspace({}, {mean}), {}), "1.33 "));
  mean.target = 1.33;
  CHECK(has(screen_of(workspace({}, {mean}), {}), "1.333 "));
  mean.target = 1.333;
  CHECK(has(screen_of(workspace({}, {mean}), {}), "1.3333 "));
}

TEST_CASE("the counter KPI is named where it suffers or has no line of its own") {
  Kpi head = amber(), other = turnover();
  head.counter.text = "turnover";
  const Workspace w = workspace({}, {head, other});
  CHECK(has(screen_of(w, {}), "must not suffer: turnover (23 %, red)"));
  Workspace calm = w;
  calm.kpis[1].readings.back().value = 14;
  CHECK_FALSE(has(screen_of(calm, {}), "must not suffer"));
  CHECK(has(screen_of(calm, {{{"amber"}, {}, {}}, {}, {}}), "must not suffer: turnover (14 %, green)"));
}

TEST_CASE("a line fits in 80 columns, and the running period is shown with its star on a wide screen") {
  Kpi running = turnover();
  running.readings.push_back(reading(day(2026, 2, 5), 21));
  const Workspace w = workspace({}, {amber(), running});
  const std::string narrow = screen_of(w, {});
  for (std::size_t at = 0, end = 0; at < narrow.size(); at = end + 1) {
    end = narrow.find('\n', at);
    std::size_t columns = 0;
    for (std::size_t i = at; i < end; ++i)
      if ((static_cast<unsigned char>(narrow[i]) & 0xC0) != 0x80) ++columns;
    CHECK(columns <= 80);
  }
  CHECK_FALSE(has(narrow, "21 %*"));
  CHECK(has(screen_of(w, {}, 140), "21 %*"));
}

TEST_CASE("how old a KPI is goes by its own rhythm, whatever periods are shown") {
  Kpi steady = monthly("steady", {10, 11, 10, 12});
  const Workspace w = workspace({}, {steady});
  CHECK(numbers_of(w, w.kpis[0], today).freshness == Freshness::fresh);
  CHECK(numbers_in(w, w.kpis[0], PeriodUnit::week, today).freshness == Freshness::fresh);
  CHECK(numbers_in(w, w.kpis[0], PeriodUnit::week, day(2026, 4, 10)).freshness == Freshness::stale);
}

}  // namespace scorecard_test
