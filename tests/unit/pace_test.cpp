// SPDX-License-Identifier: MIT
// Pace and status: the rows PV01-PV12 and ST01-ST19 of the method, and each line of its status table.
#include "okr/compute/pace.hpp"

#include <cmath>
#include <string>

#include "compute_fixture.hpp"
#include "okr/compute/numbers.hpp"
#include "print.hpp"

namespace pace_test {

using namespace okr;
using namespace okr::test;

namespace {

/// A cycle of 101 days from 1 January 2026 on, so that day n is elapsed n/100. It is asked about every week.
const Period hundred = {day(2026, 1, 1), day(2026, 4, 11)};
Date at(double e) { return add_days(hundred.first, static_cast<int>(std::lround(100 * e))); }

KeyResultNumbers judged(KeyResult kr, ObjectiveType type, Date as_of) {
  Workspace w = workspace({cycle("c", hundred, {objective("o", type, {std::move(kr)})})});
  w.cycles.front().cadence = Rhythm{};
  const Objective& o = w.cycles.front().objectives.front();
  KeyResultNumbers numbers = numbers_of(Subject{w, w.cycles.front(), o, o.key_results.front()}, as_of);
  numbers.key_result = nullptr;  // the workspace ends here
  return numbers;
}

KeyResult at_progress(double progress) {
  KeyResult kr = number(0, 100);
  kr.entries.push_back(entry(at(0.01), 100 * progress));
  return kr;
}

KeyResult stated(Kind kind, std::optional<int> confidence) {
  KeyResult kr = of_kind(kind);
  kr.entries.push_back(entry(at(0.1), kind == Kind::done ? EntryValue(false) : EntryValue(0.4), confidence));
  return kr;
}

constexpr auto committed = ObjectiveType::committed, aspirational = ObjectiveType::aspirational;

}  // namespace

TEST_CASE("elapsed (method 3.3)") {
  const Period quarter = first_quarter();
  const struct {
    std::string id;
    Period window;
    Date as_of;
    double expected;
  } rows[] = {
      {"PV01", quarter, day(2025, 12, 20), 0},
      {"PV02", quarter, day(2026, 1, 1), 0},
      {"PV03", quarter, day(2026, 1, 2), 1.0 / 89},
      {"PV04", quarter, day(2026, 2, 14), 44.0 / 89},
      {"PV05", quarter, day(2026, 2, 15), 45.0 / 89},
      {"PV06", quarter, day(2026, 3, 30), 88.0 / 89},
      {"PV07", quarter, day(2026, 3, 31), 1},
      {"PV08", quarter, day(2026, 4, 10), 1},
      {"PV09", {day(2026, 4, 1), day(2026, 4, 30)}, day(2026, 4, 15), 14.0 / 29},
      {"PV10", {day(2024, 1, 1), day(2024, 12, 31)}, day(2024, 7, 1), 182.0 / 365},
      {"PV11", {day(2026, 5, 5), day(2026, 5, 5)}, day(2026, 5, 4), 0},
      {"PV12", {day(2026, 5, 5), day(2026, 5, 5)}, day(2026, 5, 5), 1},
  };
  for (const auto& row : rows) {
    SUBCASE(row.id.c_str()) { CHECK(elapsed(row.window, row.as_of) == doctest::Approx(row.expected)); }
  }
}

TEST_CASE("status from the gap (method 3.3)") {
  const struct {
    std::string id;
    ObjectiveType type;
    double e, p, expected, gap;
    PaceStatus status;
  } rows[] = {
      {"ST01", committed, 0.82, 0.56, 0.82, 0.26, PaceStatus::at_risk},
      {"ST02", committed, 0.50, 0.50, 0.50, 0, PaceStatus::on_track},
      {"ST03", committed, 0.50, 0.40, 0.50, 0.10, PaceStatus::on_track},
      {"ST04", committed, 0.50, 0.3999, 0.50, 0.1001, PaceStatus::behind},
      {"ST05", committed, 0.50, 0.25, 0.50, 0.25, PaceStatus::behind},
      {"ST06", committed, 0.50, 0.2499, 0.50, 0.2501, PaceStatus::at_risk},
      {"ST07", committed, 0.50, 0.60, 0.50, -0.10, PaceStatus::ahead},
      {"ST08", committed, 0.50, 1.00, 0.50, -0.50, PaceStatus::achieved},
      {"ST09", committed, 0.05, -0.50, 0.05, 0.55, PaceStatus::at_risk},
      {"ST10", committed, 0.05, 0, 0.05, 0.05, PaceStatus::on_track},
      {"ST11", aspirational, 0.50, 0.35, 0.35, 0, PaceStatus::on_track},
      {"ST12", aspirational, 1.00, 0.70, 0.70, 0, PaceStatus::on_track},
      {"ST13", committed, 1.00, 0.70, 1.00, 0.30, PaceStatus::at_risk},
      {"ST14", aspirational, 0.50, 0.20, 0.35, 0.15, PaceStatus::behind},
      {"ST15", aspirational, 0.50, 0.09, 0.35, 0.26, PaceStatus::at_risk},
  };
  for (const auto& row : rows) {
    SUBCASE(row.id.c_str()) {
      const KeyResultNumbers numbers = judged(at_progress(row.p), row.type, at(row.e));
      CHECK(numbers.pace.expected->value() == doctest::Approx(row.expected));
      CHECK(numbers.pace.gap.value() == doctest::Approx(row.gap));
      CHECK(numbers.status() == row.status);
    }
  }
}

TEST_CASE("ST16: beside a stretch the target itself is expected") {
  KeyResult kr = at_progress(0.5);
  kr.stretch = 150;
  const KeyResultNumbers numbers = judged(kr, aspirational, at(0.5));
  CHECK(numbers.pace.expected->value() == doctest::Approx(0.5));
  CHECK(numbers.status() == PaceStatus::on_track);
}

TEST_CASE("ST17: no check-in is no data after the first cadence, not started before") {
  CHECK(judged(number(0, 100), committed, at(0.5)).status() == PaceStatus::no_data);
  CHECK_FALSE(judged(number(0, 100), committed, at(0.5)).pace.gap);
  CHECK(judged(number(0, 100), committed, at(0.07)).status() == PaceStatus::not_started);
  CHECK(judged(number(0, 100), committed, at(0.08)).status() == PaceStatus::no_data);
  CHECK(judged(at_progress(0.5), committed, day(2025, 12, 31)).status() == PaceStatus::not_started);
}

TEST_CASE("ST18: a plan says what is expected, linear between its points") {
  KeyResult kr = at_progress(0.30);
  kr.plan = {{at(0.5), 25, {}}, {at(0.75), 75, {}}};
  CHECK(judged(kr, committed, at(0.5)).pace.expected->value() == doctest::Approx(0.25));
  CHECK(judged(kr, committed, at(0.5)).status() == PaceStatus::on_track);
  CHECK(judged(kr, committed, at(0.25)).pace.expected->value() == doctest::Approx(0.125));
  CHECK(judged(kr, committed, at(0.65)).pace.expected->value() == doctest::Approx(0.55));
  CHECK(judged(kr, committed, at(0.9)).pace.expected->value() == doctest::Approx(0.75));
}

TEST_CASE("ST19: dated steps due by today are what is expected") {
  KeyResult kr = of_kind(Kind::milestones);
  for (int i = 0; i < 6; ++i)
    kr.steps.push_back({std::string(1, static_cast<char>('a' + i)), "", 1, at(i < 4 ? 0.1 * (i + 1) : 0.9), {}});
  kr.entries.push_back(entry(at(0.2), std::vector<std::string>{"a", "b", "c"}));
  const KeyResultNumbers numbers = judged(kr, committed, at(0.6));
  CHECK(numbers.pace.expected->value() == doctest::Approx(4.0 / 6));
  CHECK(numbers.pace.gap.value() == doctest::Approx(0.1667));
  CHECK(numbers.status() == PaceStatus::behind);
}

TEST_CASE("undated steps are expected with time, dated ones on their day (0.7)") {
  KeyResult kr = of_kind(Kind::milestones);
  kr.steps = {{"a", "", 2, at(0.4), {}}, {"b", "", 1, {}, {}}, {"c", "", 1, {}, {}}};
  kr.entries.push_back(entry(at(0.2), std::vector<std::string>{"b"}));
  CHECK(judged(kr, aspirational, at(0.5)).pace.expected->value() == doctest::Approx((2 + 0.7 * 0.5 * 2) / 4));
  CHECK(judged(kr, aspirational, at(0.3)).pace.expected->value() == doctest::Approx((0.7 * 0.3 * 2) / 4));
}

TEST_CASE("past its own due date a key result is expected in full; past the cycle the verdict stands") {
  KeyResult kr = at_progress(0.65);
  kr.due = at(0.5);
  CHECK(judged(kr, aspirational, at(0.25)).pace.expected->value() == doctest::Approx(0.35));
  CHECK(judged(kr, aspirational, at(0.6)).pace.expected->value() == doctest::Approx(0.7));
  CHECK(judged(kr, aspirational, at(0.6)).status() == PaceStatus::on_track);
  CHECK(judged(kr, aspirational, at(1)).status() == PaceStatus::on_track);
  CHECK(judged(kr, aspirational, at(1.01)).status() == PaceStatus::ended);
  CHECK(judged(kr, aspirational, at(1.01)).verdict == Verdict::fell_short);
  CHECK(judged(kr, committed, at(1.01)).verdict == Verdict::missed);
}

TEST_CASE("done and graded follow the stated confidence, else their due date") {
  for (const Kind kind : {Kind::done, Kind::graded}) {
    const struct {
      std::optional<int> confidence;
      PaceStatus status;
    } rows[] = {{10, PaceStatus::on_track},
                {7, PaceStatus::on_track},
                {6, PaceStatus::behind},
                {4, PaceStatus::behind},
                {3, PaceStatus::at_risk},
                {1, PaceStatus::at_risk},
                {std::nullopt, PaceStatus::on_track}};
    for (const auto& row : rows) CHECK(judged(stated(kind, row.confidence), committed, at(0.5)).status() == row.status);
    KeyResult late = stated(kind, std::nullopt);
    late.due = at(0.4);
    CHECK(judged(late, committed, at(0.4)).status() == PaceStatus::on_track);
    CHECK(judged(late, committed, at(0.5)).status() == PaceStatus::at_risk);
  }
  KeyResult only_confidence = of_kind(Kind::done);
  only_confidence.entries.push_back(entry(at(0.1), std::monostate{}, 5));
  CHECK(judged(only_confidence, committed, at(0.5)).status() == PaceStatus::behind);
}

TEST_CASE("a state is its own word") {
  const std::pair<State, PaceStatus> rows[] = {{State::draft, PaceStatus::draft},
                                               {State::done, PaceStatus::done},
                                               {State::cancelled, PaceStatus::cancelled},
                                               {State::deferred, PaceStatus::deferred}};
  for (const auto& [state, status] : rows) {
    KeyResult kr = at_progress(0.2);
    kr.state = state;
    CHECK(judged(kr, committed, at(0.5)).status() == status);
    CHECK(judged(kr, committed, at(1.1)).status() == status);
  }
}

TEST_CASE("a hold is judged by its latest due period: met, missed within the margin, missed, silent") {
  KeyResult kr = of_kind(Kind::hold);
  kr.max = 58;
  kr.margin = 4;
  kr.misses = 2;
  const auto status_with = [&](double value) {
    KeyResult copy = kr;
    copy.entries.push_back(entry(at(0.01), 50.0));
    copy.entries.push_back(entry(at(0.08), value));
    return judged(copy, committed, at(0.08)).status();
  };
  CHECK(status_with(58) == PaceStatus::on_track);
  CHECK(status_with(62) == PaceStatus::behind);
  CHECK(status_with(62.1) == PaceStatus::at_risk);
  kr.entries.push_back(entry(at(0.01), 50.0));
  CHECK(judged(kr, committed, at(0.06)).status() == PaceStatus::on_track);
  CHECK(judged(kr, committed, at(0.15)).status() == PaceStatus::at_risk);  // the second week said nothing
}

TEST_CASE("with more misses than allowed a committed hold cannot end MET") {
  KeyResult kr = of_kind(Kind::hold);
  kr.max = 58;
  kr.misses = 1;
  for (const double value : {60.0, 57.0, 61.0})
    kr.entries.push_back(entry(add_days(hundred.first, 7 * static_cast<int>(kr.entries.size())), value));
  CHECK_FALSE(judged(kr, committed, at(0.17)).pace.cannot_end_met);  // Sunday: the third week may still be mended
  CHECK(judged(kr, committed, at(0.21)).pace.cannot_end_met);
  CHECK_FALSE(judged(kr, aspirational, at(0.21)).pace.cannot_end_met);
  CHECK(judged(kr, aspirational, at(0.21)).pace.lost);
}

TEST_CASE("a lost hold is at risk whatever its objective and its latest period (0.18)") {
  KeyResult kr = of_kind(Kind::hold);
  kr.max = 58;
  kr.misses = 1;
  for (const double value : {60.0, 61.0, 50.0, 50.0})
    kr.entries.push_back(entry(add_days(hundred.first, 7 * static_cast<int>(kr.entries.size())), value));
  for (const ObjectiveType type : {committed, aspirational, ObjectiveType::learning}) {
    CHECK(judged(kr, type, at(0.22)).status() == PaceStatus::at_risk);
    CHECK(judged(kr, type, at(0.22)).pace.misses->lost());
  }
  kr.misses = 2;
  CHECK(judged(kr, committed, at(0.22)).status() == PaceStatus::on_track);
  kr.misses = 0;
  kr.margin = 5;  // near is missed too
  kr.entries.resize(1);
  CHECK(judged(kr, aspirational, at(0.01)).status() == PaceStatus::at_risk);
}

TEST_CASE("the budget of misses names the day on which it will be empty (0.18)") {
  KeyResult kr = of_kind(Kind::hold);
  kr.max = 58;
  kr.misses = 3;
  kr.period = Rhythm{10, {}};
  kr.entries = {entry(at(0.02), 60.0), entry(at(0.12), 61.0), entry(at(0.22), 50.0), entry(at(0.32), 50.0)};
  const auto budget_at = [&](double e) { return *judged(kr, aspirational, at(e)).pace.misses; };
  CHECK(budget_at(0.20).used == 2);
  CHECK(budget_at(0.20).allowed == 3);
  CHECK(budget_at(0.20).empty_on == add_days(hundred.first, 30));
  CHECK(budget_at(0.25).empty_on == add_days(hundred.first, 38));  // 25 x 3 / 2 = 37.5
  CHECK_FALSE(budget_at(0.70).empty_on);                           // the periods without a word are missed: used up
  kr.entries.erase(kr.entries.begin(), kr.entries.begin() + 2);
  kr.entries.insert(kr.entries.begin(), {entry(at(0.02), 50.0), entry(at(0.12), 61.0)});
  CHECK(budget_at(0.30).empty_on == add_days(hundred.first, 90));
  CHECK_FALSE(budget_at(0.39).empty_on);  // 1 of 3 at 39 % of the time: not faster than time passes
}

TEST_CASE("judge = latest: the last value decides, no period does (0.39)") {
  KeyResult kr = of_kind(Kind::hold);
  kr.max = 58;
  kr.margin = 4;
  kr.judge = Judge::latest;
  kr.entries = {entry(at(0.01), 70.0), entry(at(0.08), 57.0)};
  CHECK(judged(kr, committed, at(0.5)).status() == PaceStatus::on_track);
  CHECK_FALSE(judged(kr, committed, at(0.5)).pace.misses);
  CHECK_FALSE(judged(kr, committed, at(0.5)).pace.cannot_end_met);
  kr.entries.push_back(entry(at(0.2), 60.0));
  CHECK(judged(kr, committed, at(0.5)).status() == PaceStatus::behind);
  kr.entries.push_back(entry(at(0.3), 63.0));
  CHECK(judged(kr, committed, at(0.5)).status() == PaceStatus::at_risk);
}

TEST_CASE("overdue: past its own due date and not reached, done, graded, measure and steps are at risk (0.29)") {
  for (const Kind kind : {Kind::done, Kind::graded, Kind::measure, Kind::milestones}) {
    CAPTURE(static_cast<int>(kind));
    KeyResult kr = of_kind(kind);
    kr.due = at(0.4);
    kr.steps = {{"a", "", 1, {}, {}}, {"b", "", 1, {}, {}}};
    kr.entries = {entry(at(0.1), std::monostate{}, 9)};  // however sure somebody is
    CHECK(judged(kr, aspirational, at(0.4)).pace.overdue_days == 0);
    CHECK(judged(kr, aspirational, at(0.41)).status() == PaceStatus::at_risk);
    CHECK(judged(kr, aspirational, at(0.41)).pace.overdue_days == 1);
    CHECK(judged(kr, committed, at(0.43)).pace.overdue_days == 3);
    CHECK_FALSE(judged(kr, committed, at(0.43)).pace.cannot_end_met);  // it can still be met
    CHECK(judged(kr, committed, at(1.01)).pace.overdue_days == 0);
    const EntryValue reached = kind == Kind::done         ? EntryValue(true)
                               : kind == Kind::milestones ? EntryValue(std::vector<std::string>{"a", "b"})
                                                          : EntryValue(1.0);
    kr.entries.push_back(entry(at(0.45), reached));
    CHECK(judged(kr, aspirational, at(0.5)).status() == PaceStatus::achieved);
    CHECK(judged(kr, aspirational, at(0.5)).pace.overdue_days == 0);
  }
  KeyResult slow = at_progress(0.6);
  slow.due = at(0.4);
  CHECK(judged(slow, aspirational, at(0.5)).status() == PaceStatus::on_track);  // by its gap, as before
}

TEST_CASE("three steps that shrink are slowing down") {
  KeyResult kr = number(100, 0);
  for (const double value : {60.0, 40.0, 30.0})
    kr.entries.push_back(entry(at(0.1 * (1 + static_cast<double>(kr.entries.size()))), value));
  CHECK(judged(kr, committed, at(0.5)).slows_down);
  kr.entries.push_back(entry(at(0.45), 10.0));
  CHECK_FALSE(judged(kr, committed, at(0.5)).slows_down);
}

}  // namespace pace_test
