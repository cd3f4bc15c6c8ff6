// SPDX-License-Identifier: MIT
// What `okr show` says: history, links, and a trace that ends in the very numbers that are shown.
#include "reports/show/detail.hpp"

#include <algorithm>

#include "compute_fixture.hpp"
#include "draw/terminal.hpp"
#include "print.hpp"

namespace detail_test {

using namespace okr;
using namespace okr::test;
using reports::Bond;

namespace {

constexpr auto aspirational = ObjectiveType::aspirational, committed = ObjectiveType::committed;
constexpr Date mid = make_date(2026, 2, 14);

Found first_key_result(const Workspace& w) {
  const Objective& o = w.cycles[0].objectives[0];
  return {&w.cycles[0], &o, &o.key_results[0], nullptr};
}

/// The last step of that name.
const TraceStep* step(const Trace& trace, std::string_view what) {
  const TraceStep* found = nullptr;
  for (const TraceStep& one : trace.steps)
    if (one.what == what) found = &one;
  return found;
}

double result(const Trace& trace, std::string_view what) {
  const TraceStep* found = step(trace, what);
  REQUIRE(found != nullptr);
  return std::get<double>(found->result);
}

/// sum of weight x score / sum of weight, from what the step printed
double recomputed_mean(const TraceStep& step) {
  double weights = 0, sum = 0, weight = 0;
  for (const TraceInput& input : step.inputs) {
    const double* number = std::get_if<double>(&input.value);
    if (input.name == "weight") weight = *number;
    if (input.name != "score") continue;
    weights += weight;
    sum += weight * (number ? *number : 0);
  }
  return sum / weights;
}

const reports::Link* link(const reports::Detail& detail, Bond bond) {
  const auto it = std::ranges::find(detail.links, bond, &reports::Link::bond);
  return it == detail.links.end() ? nullptr : &*it;
}

}  // namespace

TEST_CASE("history stands newest first, up to the day; what does not count says so") {
  KeyResult kr = number(0, 100);
  kr.entries = {entry(day(2025, 12, 30), 5.0), entry(day(2026, 1, 5), 10.0, 6), entry(day(2026, 2, 1), 20.0, 7),
                entry(day(2026, 3, 1), 90.0)};
  const Workspace w = with_key_result(kr);
  const auto detail = reports::detail_of(w, first_key_result(w), mid);
  REQUIRE(detail->history.size() == 3);
  CHECK(detail->history[0].date == day(2026, 2, 1));
  CHECK(detail->history[0].confidence == 7);
  CHECK(detail->history[1].counted);
  CHECK_FALSE(detail->history[2].counted);
}

TEST_CASE("a sum shows what each day added and how far that brought it") {
  KeyResult kr = of_kind(Kind::sum);
  kr.baseline = 100;
  kr.target = 300;
  kr.entries = {entry(day(2026, 1, 5), 18.0), entry(day(2026, 1, 12), 22.0)};
  const Workspace w = with_key_result(kr);
  const auto detail = reports::detail_of(w, first_key_result(w), mid);
  CHECK(detail->history[0].amount == 22);
  CHECK(detail->history[0].value == 140);
  CHECK(detail->history[0].value == detail->key_result->value());
}

TEST_CASE("the trace of a key result ends in the numbers that are shown") {
  KeyResult kr = number(40, 10);
  kr.entries = {entry(day(2026, 2, 1), 14.0)};
  const Workspace w = with_key_result(kr);
  const auto detail = reports::detail_of(w, first_key_result(w), mid);
  const KeyResultNumbers& numbers = *detail->key_result;
  CHECK(result(detail->trace, "progress") == numbers.progress->value());
  CHECK(result(detail->trace, "score") == numbers.score->value());
  CHECK(result(detail->trace, "expected") == numbers.pace.expected->value());
  CHECK(result(detail->trace, "gap") == *numbers.pace.gap);
  CHECK(result(detail->trace, "shown") == numbers.shown->value());
  const TraceStep* status = step(detail->trace, "status");
  CHECK(std::get<std::string>(status->result) == "ahead");
  CHECK(std::ranges::count_if(status->inputs, &TraceInput::threshold) == 2);
}

TEST_CASE("an objective's score can be recomputed from the parts of its trace, each named") {
  KeyResult half = number(0, 100), full = number(0, 100), silent = number(0, 100);
  half.entries = {entry(day(2026, 2, 1), 50.0)};
  full.entries = {entry(day(2026, 2, 1), 100.0)};
  full.weight = 3;
  const Workspace w =
      workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {half, full, silent})})});
  const auto detail = reports::detail_of(w, {&w.cycles[0], &w.cycles[0].objectives[0], nullptr, nullptr}, mid);
  const TraceStep* score = step(detail->trace, "score");
  REQUIRE(score != nullptr);
  CHECK(recomputed_mean(*score) == doctest::Approx(detail->objective->score->value()));
  CHECK(score->inputs[0].of == "o.kr1");
  CHECK(score->inputs[2].of == "o.kr2");
}

TEST_CASE("a hold's trace tells each period, so that met and due can be counted") {
  KeyResult kr = of_kind(Kind::hold);
  kr.max = 58;
  weekly(kr, {61, 57, 58, std::nullopt, 56});
  const Workspace w = with_key_result(kr, committed);
  const auto detail = reports::detail_of(w, first_key_result(w), day(2026, 2, 5));
  const TraceStep* periods = step(detail->trace, "periods");
  REQUIRE(periods != nullptr);
  CHECK(std::ranges::count(periods->inputs, std::string_view("met"), &TraceInput::name) ==
        detail->key_result->standing.hold->met);
  const auto judged = std::ranges::count_if(periods->inputs, [](const TraceInput& input) { return !input.of.empty(); });
  CHECK(judged == detail->key_result->standing.hold->due());
  CHECK(std::ranges::count(periods->inputs, std::string_view("max"), &TraceInput::name) == 1);
}

TEST_CASE("links lead both ways") {
  KeyResult fed = number(0, 100), needs = number(0, 100);
  fed.kpi.text = "visits";
  needs.depends_on.text = "o.kr1";
  Objective child = objective("child", aspirational, {number(0, 1)});
  child.parents = {{"o.kr1", {}}};
  Kpi visits = kpi("visits", {{day(2026, 1, 31), 40}}), ratio = kpi("ratio", {});
  ratio.formula = "visits / 2";
  const Workspace w = workspace(
      {cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {fed, needs}), child})}, {ratio, visits});
  const auto detail = reports::detail_of(w, first_key_result(w), mid);
  CHECK(link(*detail, Bond::fed_by)->name.full_id == "kpi/visits");
  CHECK(link(*detail, Bond::needed_by)->name.full_id == "2026-Q1/o.kr2");
  CHECK(link(*detail, Bond::child)->name.full_id == "2026-Q1/child");
  const auto of_kpi = reports::detail_of(w, {nullptr, nullptr, nullptr, &w.kpis[1]}, mid);
  CHECK(link(*of_kpi, Bond::feeds)->name.full_id == "2026-Q1/o.kr1");
  CHECK(link(*of_kpi, Bond::drives)->name.full_id == "kpi/ratio");
  CHECK(link(*of_kpi, Bond::guards) == nullptr);
}

TEST_CASE("the sentence takes the titles as they are, with the goal where a title says no number") {
  KeyResult km = of_kind(Kind::sum), done = of_kind(Kind::done), left = number(0, 5);
  km.title = "Kilometres run";
  km.target = 300;
  km.unit = "km";
  done.title = "Medical check-up done.";
  left.state = State::cancelled;
  Objective o = objective("fit", committed, {km, done, left});
  o.title = "Run the October half marathon";
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {o})});
  const auto detail = reports::detail_of(w, {&w.cycles[0], &w.cycles[0].objectives[0], nullptr, nullptr}, mid);
  CHECK(reports::sentence_of(*detail) ==
        "I will run the October half marathon, as measured by kilometres run (300 km) and medical check-up done.");
}

namespace {

Found kpi_at(const Workspace& w, std::size_t index) { return {nullptr, nullptr, nullptr, &w.kpis[index]}; }

std::string page_of(const Workspace& w, std::size_t index, Date as_of) {
  const auto detail = reports::detail_of(w, kpi_at(w, index), as_of);
  return draw::terminal_text(reports::detail_document(*detail, {}), {120, false, false, false});
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// XV04 by month: around 14.5 for a year, then what is given.
Kpi turnover(std::initializer_list<double> after) {
  Kpi result = kpi("turnover", {});
  Date date = day(2025, 1, 31);
  const auto add = [&](double value) {
    result.readings.push_back(reading(date, value));
    date = add_months(day(2025, 1, 31), static_cast<int>(result.readings.size()));
  };
  for (const double value : {14, 15, 13, 16, 14, 15, 14, 13, 15, 14, 16, 15}) add(value);
  for (const double value : after) add(value);
  result.good = Good::down;
  result.target = 15;
  result.unit = "%";
  return result;
}

/// The row's own number of points.
Workspace judged_by_twelve(Kpi subject) {
  Workspace w = workspace({}, {std::move(subject)});
  w.settings.scoring.limit_points = 12;
  return w;
}

}  // namespace

TEST_CASE("a KPI within its limits is said to be routine variation, in words") {
  const std::string page = page_of(judged_by_twelve(turnover({14})), 0, mid);
  CHECK(has(page, "routine variation: within its natural limits, and no pattern"));
  CHECK(has(page, "10.4 to 18.6 %, mean 14.5; from the first 12 points"));
  CHECK(has(page, "hit or miss: the target lies within routine variation"));
}

TEST_CASE("a signal names the limit and the rule; earlier ones are listed by their periods") {
  const std::string page = page_of(judged_by_twelve(turnover({23, 24})), 0, day(2026, 3, 5));
  CHECK(has(page, "2026-02          concern: 24 %, over its natural limit 18.6"));
  CHECK(has(page, "2026-01  concern: over its natural limit 18.6"));
  CHECK(has(page, "worked on by    nobody; draft an objective: okr kpi turnover --write"));
}

TEST_CASE("few points, trial limits, a rebase and no variation are told for what they are") {
  Kpi young = kpi("young", {{day(2025, 12, 31), 1}, {day(2026, 1, 31), 90}});
  CHECK(has(page_of(workspace({}, {young}), 0, mid), "need 6 points, 2 so far: too few to tell chance from change"));
  Kpi moved = turnover({14});
  moved.rebase = {day(2025, 6, 1)};
  const std::string trial = page_of(workspace({}, {moved}), 0, mid);
  CHECK(has(trial, "from all 8 points since 2025-06,"));
  CHECK(has(trial, "trial (8 of 20 points)"));
  Kpi flat = turnover({});
  for (Reading& one : flat.readings) one.value = 5;
  const std::string page = page_of(workspace({}, {flat}), 0, mid);
  CHECK(has(page, "no variation among the first points, so nothing can be told"));
  CHECK(has(page, "assurance   consistently meets the target"));  // method 0.35
}

TEST_CASE("the running period has a star, gaps are named, and so is what is missing at the end") {
  Kpi subject = turnover({14});
  subject.readings.push_back(reading(day(2026, 2, 10), 17));
  subject.readings.erase(subject.readings.begin() + 4);
  const Workspace w = workspace({}, {subject});
  const std::string page = page_of(w, 0, mid);
  CHECK(has(page, "17 %* in 2026-02, which still runs"));
  CHECK(has(page, "no value for 2025-05"));
  CHECK(has(page, "1 period without a value"));
  const Workspace late = workspace({}, {turnover({14})});
  CHECK(has(page_of(late, 0, day(2026, 5, 5)), "stale: no value for 2026-02, 2026-03 and 2026-04"));
}

TEST_CASE("a review is due when the last note is older than its rhythm says") {
  Kpi subject = turnover({14});
  subject.review = "quarter";
  CHECK(has(page_of(workspace({}, {subject}), 0, mid), "due: no reading has a note"));
  subject.notes = {"looked at"};
  subject.readings[11].note = 0;
  CHECK_FALSE(has(page_of(workspace({}, {subject}), 0, mid), "due: the last note"));
  CHECK(has(page_of(workspace({}, {subject}), 0, day(2026, 6, 1)), "due: the last note is of 2025-12-31"));
  subject.review = "now and then";
  const Workspace w = workspace({}, {subject});
  CHECK_FALSE(reports::detail_of(w, kpi_at(w, 0), mid)->review.has_value());
}

TEST_CASE("a formula names its parts with their values of the same period") {
  Kpi visits = kpi("visits", {{day(2026, 1, 31), 200}, {day(2026, 2, 10), 50}}),
      orders = kpi("orders", {{day(2026, 1, 31), 5}});
  Kpi rate = kpi("rate", {});
  rate.formula = "orders / visits * 100";
  const Workspace w = workspace({}, {orders, rate, visits});
  const std::string page = page_of(w, 1, mid);
  CHECK(has(page, "2.5 in 2026-01"));
  CHECK(has(page, "orders 5, visits 200"));
}

}  // namespace detail_test
