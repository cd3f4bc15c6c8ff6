// SPDX-License-Identifier: MIT
// The objective that a breached KPI calls for (method 5.7): from where, to where, and what must not suffer.
#include "reports/kpi/scorecard.hpp"

#include "compute_fixture.hpp"
#include "print.hpp"

namespace proposal_test {

using namespace okr;
using namespace okr::test;
using reports::Proposal;

namespace {

constexpr Date today = make_date(2026, 2, 10);

/// Days of January; every value is a day's, so `every = "day"`.
Kpi daily(std::string id, const std::vector<double>& values) {
  Kpi result = kpi(std::move(id), {});
  result.every = PeriodUnit::day;
  Date date = add_days(today, -static_cast<int>(values.size()));
  for (const double value : values) {
    result.readings.push_back(reading(date, value));
    date = add_days(date, 1);
  }
  return result;
}

std::optional<Proposal> proposal(const Workspace& w) {
  return reports::proposal_of(w, numbers_of(w, w.kpis[0], today), today);
}

std::optional<Proposal> proposal(Kpi subject) { return proposal(workspace({}, {std::move(subject)})); }

Kpi turnover() {
  Kpi result = daily("turnover", {15, 23});
  result.good = Good::down;
  result.target = 15;
  return result;
}

}  // namespace

TEST_CASE("from the value of the last complete period to the target, either way") {
  const auto down = proposal(turnover());
  REQUIRE(down.has_value());
  CHECK(down->baseline == 23);
  CHECK(down->aim.target == 15);
  CHECK(down->period.last == day(2026, 2, 9));
  Kpi sleep = daily("sleep", {7, 6.1});
  sleep.target = 7;
  const auto up = proposal(sleep);
  REQUIRE(up.has_value());
  CHECK(up->baseline == 6.1);
  CHECK(up->aim.target == 7);
}

TEST_CASE("of a range to the nearer bound") {
  Kpi savings = daily("savings", {20, 12});
  savings.good = Good::range;
  savings.min = 15;
  savings.max = 30;
  CHECK(proposal(savings)->aim.target == 15);
  savings.readings.back().value = 33;
  CHECK(proposal(savings)->aim.target == 30);
}

TEST_CASE("where the target is kept, or there is none, back to the mean the limits come from") {
  Kpi steady = daily("steady", {14, 15, 13, 16, 14, 15, 14, 13, 15, 14, 16, 15, 23, 23});
  steady.good = Good::down;
  const auto proposed = [](const Kpi& subject) {
    Workspace w = workspace({}, {subject});
    w.settings.scoring.limit_points = 12;
    return proposal(w);
  };
  CHECK(proposed(steady)->aim.target == doctest::Approx(14.5));
  steady.target = 30;
  CHECK(proposed(steady)->aim.target == doctest::Approx(14.5));
  steady.target = 20;  // red and over its limit: the target
  CHECK(proposed(steady)->aim.target == 20);
  Kpi once = steady;
  once.target = 30;
  once.readings.pop_back();  // once over its limit may be chance (method 0.37)
  CHECK_FALSE(proposed(once).has_value());
}

TEST_CASE("a period is red by the target of its time, and what is drafted aims at today's (method 0.26)") {
  Kpi subject = turnover();
  subject.targets.push_back(KpiTarget());
  subject.targets[0].first = today;
  subject.targets[0].target = 12;
  REQUIRE(proposal(subject).has_value());
  CHECK(proposal(subject)->aim.target == 12);
  subject.readings.back().value = 14;  // green then, and red by today's
  CHECK_FALSE(proposal(subject).has_value());
}

TEST_CASE("nothing is proposed for what is not breached, worked on, broken, or has no way to go") {
  Kpi fine = turnover();
  fine.readings.back().value = 14;
  CHECK_FALSE(proposal(fine).has_value());
  fine.warn = 18;
  fine.readings.back().value = 17;  // amber
  CHECK_FALSE(proposal(fine).has_value());
  KeyResult kr = number(23, 15);
  kr.kpi.text = "turnover";
  CHECK_FALSE(proposal(with_key_result(kr, ObjectiveType::aspirational, {turnover()})).has_value());
  CHECK_FALSE(proposal(kpi("empty", {})).has_value());
  Kpi moved = turnover();
  moved.targets.push_back(KpiTarget());
  moved.targets[0].first = today;
  moved.targets[0].target = 25;  // red then, and kept by today's
  CHECK_FALSE(proposal(moved).has_value());
}

TEST_CASE("where the value is red for lying on a strict bound, that is what is to be held") {
  Kpi strict = turnover();
  strict.strict = true;
  strict.readings.back().value = 15;
  REQUIRE(proposal(strict).has_value());
  CHECK_FALSE(proposal(strict)->aim.target.has_value());
  CHECK_FALSE(proposal(strict)->aim.min.has_value());
  CHECK(proposal(strict)->aim.max == 15);
  strict.good = Good::range;
  strict.min = 10;
  strict.max = 15;
  REQUIRE(proposal(strict).has_value());
  CHECK(proposal(strict)->aim.min == 10);
  CHECK(proposal(strict)->aim.max == 15);
}

TEST_CASE("the counter KPI is held at what it keeps today: its target, its warning limit, or its value") {
  Kpi subject = turnover(), staff = daily("staff", {150});
  subject.counter.text = "staff";
  staff.target = 174;
  staff.warn = 145;
  const auto bound = [&] { return proposal(workspace({}, {subject, staff}))->counter; };
  REQUIRE(bound().has_value());
  CHECK(bound()->min == 145.0);
  CHECK_FALSE(bound()->max.has_value());
  staff.target = 140;
  CHECK(bound()->min == 140.0);
  staff.target = 174;
  staff.warn = 160;
  CHECK(bound()->min == 150.0);
  staff.good = Good::down;
  staff.target = 170;
  staff.warn = std::nullopt;
  CHECK(bound()->max == 170.0);
  CHECK_FALSE(bound()->min.has_value());
}

TEST_CASE("a counter with a range keeps both ends, widened to where it stands; one without a value is not held") {
  Kpi subject = turnover(), load = daily("load", {88});
  subject.counter.text = "kpi/load";
  load.good = Good::range;
  load.min = 70;
  load.max = 85;
  const auto counter = proposal(workspace({}, {subject, load}))->counter;
  REQUIRE(counter.has_value());
  CHECK(counter->min == 70.0);
  CHECK(counter->max == 88.0);
  load.readings.clear();
  CHECK_FALSE(proposal(workspace({}, {subject, load}))->counter.has_value());
  subject.counter.text = "nowhere";
  CHECK_FALSE(proposal(workspace({}, {subject, load}))->counter.has_value());
}

}  // namespace proposal_test
