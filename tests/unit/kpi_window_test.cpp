// SPDX-License-Identifier: MIT
// What a key result takes of the KPI that feeds it: which reading, on which day, in which cycle (method.md 0.21, 0.22,
// 0.36, 0.39).
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "compute_fixture.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/compute/progress.hpp"

namespace okr {
namespace {

using namespace test;

Cycle quarter(std::string id, Period period, KeyResult kr) {
  return cycle(std::move(id), period, {objective("o", ObjectiveType::aspirational, {std::move(kr)})});
}

/// The third and the fourth quarter of 2026 with the same key result.
Workspace two_quarters(const KeyResult& kr, std::vector<Kpi> kpis) {
  return workspace({quarter("2026-Q3", {day(2026, 7, 1), day(2026, 9, 30)}, kr),
                    quarter("2026-Q4", {day(2026, 10, 1), day(2026, 12, 31)}, kr)},
                   std::move(kpis));
}

Standing standing_in_quarter(const Workspace& w, std::size_t index, Date as_of) {
  const Cycle& c = w.cycles[index];
  const Objective& o = c.objectives.front();
  return standing_of({w, c, o, o.key_results.front()}, definition_of(o.key_results.front(), as_of), as_of);
}

std::vector<Date> dates_of(const Standing& standing) {
  std::vector<Date> dates;
  for (const Point& point : *standing.points) dates.push_back(point.date);
  return dates;
}

KeyResult fed_by(std::string id, std::optional<double> baseline, double target) {
  KeyResult kr = number(baseline, target);
  kr.kpi.text = std::move(id);
  return kr;
}

}  // namespace

TEST_CASE("before a whole period of what adds up is over nothing has started, and no amount can come before it is") {
  Kpi revenue = kpi("revenue", {{day(2026, 7, 3), 90}});
  revenue.every = PeriodUnit::month;
  revenue.aggregate = Aggregate::sum;
  KeyResult kr = fed_by("revenue", 100, 500);
  const auto numbers_on = [&](Date as_of) {
    const Workspace w = two_quarters(kr, {revenue});
    return numbers_of(w, w.cycles.front(), as_of).objectives.front().key_results.front().status();
  };
  CHECK(numbers_on(day(2026, 7, 31)) == PaceStatus::not_started);
  revenue.readings.clear();
  CHECK(numbers_on(day(2026, 7, 31)) == PaceStatus::not_started);
  CHECK(numbers_on(day(2026, 8, 1)) == PaceStatus::no_data);
  kr.start = day(2026, 7, 15);  // the first whole month is August
  CHECK(numbers_on(day(2026, 8, 31)) == PaceStatus::not_started);
  CHECK(numbers_on(day(2026, 9, 1)) == PaceStatus::no_data);
  revenue.aggregate = Aggregate::last;
  CHECK(numbers_on(day(2026, 8, 31)) == PaceStatus::no_data);
}

TEST_CASE("the weight that reached 77 on the last day of the quarter is the quarter's, and the next one begins there") {
  Kpi weight = kpi("weight", {{day(2026, 6, 28), 82}, {day(2026, 9, 6), 78}, {day(2026, 9, 30), 77}});
  weight.every = PeriodUnit::week;
  weight.good = Good::down;
  const Workspace w = two_quarters(fed_by("weight", {}, 77), {weight});
  const Standing third = standing_in_quarter(w, 0, day(2026, 10, 2));
  CHECK(third.anchors->baseline == 82);
  CHECK(third.now.value() == 77);
  CHECK(third.progress->value() == 1);
  CHECK(dates_of(third).back() == day(2026, 9, 30));

  const Standing fourth = standing_in_quarter(w, 1, day(2026, 10, 2));
  CHECK(fourth.points->empty());
  CHECK(fourth.kept.value().baseline == 77);  // the target stood there before it began
  CHECK_FALSE(fourth.progress);
}

TEST_CASE("a value for a period counts from the period's last day on, whatever it says of being final") {
  for (const bool final : {false, true}) {
    Kpi revenue = kpi("revenue", {{day(2026, 6, 30), 40}});
    Reading july = reading(day(2026, 7, 31), 50);
    july.unit = PeriodUnit::month;
    july.final = final;
    revenue.readings.push_back(july);
    const Workspace w = two_quarters(fed_by("revenue", {}, 60), {revenue});
    CHECK(standing_in_quarter(w, 0, day(2026, 7, 1)).points->empty());
    CHECK(standing_in_quarter(w, 0, day(2026, 7, 30)).points->empty());
    CHECK(standing_in_quarter(w, 0, day(2026, 7, 31)).now.value() == 50);
  }
}

TEST_CASE("of what adds up a number takes whole periods that are over, a sum every amount of its days") {
  Kpi sales = kpi("sales", {{day(2026, 6, 29), 5},
                            {day(2026, 7, 1), 10},
                            {day(2026, 7, 8), 20},
                            {day(2026, 9, 29), 40},
                            {day(2026, 10, 2), 80}});
  sales.aggregate = Aggregate::sum;
  sales.every = PeriodUnit::week;
  const Workspace number_of_weeks = two_quarters(fed_by("sales", 0, 100), {sales});
  CHECK(standing_in_quarter(number_of_weeks, 0, day(2026, 7, 12)).points->empty());
  CHECK(dates_of(standing_in_quarter(number_of_weeks, 0, day(2026, 7, 13))) == std::vector{day(2026, 7, 12)});
  KeyResult total = fed_by("sales", {}, 100);
  total.kind = Kind::sum;
  const Workspace sum_of_days = two_quarters(total, {sales});
  CHECK(standing_in_quarter(sum_of_days, 0, day(2026, 7, 1)).now.value() == 10);
  CHECK(standing_in_quarter(sum_of_days, 0, day(2026, 12, 31)).now.value() == 70);
  CHECK(standing_in_quarter(sum_of_days, 1, day(2026, 12, 31)).now.value() == 80);
}

TEST_CASE("a sum fed by a count counts one a reading") {
  Kpi runs = kpi("runs", {{day(2026, 7, 1), 10}, {day(2026, 7, 1), 12}, {day(2026, 7, 8), 20}});
  runs.aggregate = Aggregate::count;
  KeyResult kr = fed_by("runs", {}, 30);
  kr.kind = Kind::sum;
  CHECK(standing_in_quarter(two_quarters(kr, {runs}), 0, day(2026, 8, 1)).now.value() == 3);
}

TEST_CASE("due does not end a number's window; a point is dated its newest reading") {
  Kpi weight = kpi("weight", {{day(2026, 6, 28), 82}, {day(2026, 9, 22), 79}, {day(2026, 9, 24), 78}});
  weight.every = PeriodUnit::week;
  weight.aggregate = Aggregate::mean;
  KeyResult kr = fed_by("weight", {}, 77);
  kr.good = Good::down;
  kr.due = day(2026, 8, 31);
  const Standing standing = standing_in_quarter(two_quarters(kr, {weight}), 0, day(2026, 9, 26));
  CHECK(standing.now.value() == 78.5);
  CHECK(dates_of(standing) == std::vector{day(2026, 9, 24)});
}

TEST_CASE("the baseline is what stood right before the start") {
  const auto baseline = [](const Kpi& kpi, const KeyResult& kr) {
    const Workspace w = two_quarters(kr, {kpi});
    const Cycle& c = w.cycles.front();
    const Objective& o = c.objectives.front();
    const Date as_of = day(2026, 9, 30);
    return kpi_baseline({w, c, o, o.key_results.front()}, definition_of(o.key_results.front(), as_of), as_of);
  };
  Kpi hours = kpi("hours", {{day(2026, 6, 8), 7}, {day(2026, 6, 22), 10}, {day(2026, 6, 29), 4}, {day(2026, 7, 1), 1}});
  hours.every = PeriodUnit::week;
  SUBCASE("of a level the part of the running period before the start") {
    CHECK(baseline(hours, fed_by("hours", {}, 20)).value().value == 4);
  }
  SUBCASE("without a reading in it the last complete period") {
    hours.readings.erase(hours.readings.begin() + 2);
    CHECK(baseline(hours, fed_by("hours", {}, 20)).value().value == 10);
  }
  SUBCASE("of a sum the last whole period") {
    hours.aggregate = Aggregate::sum;
    CHECK(baseline(hours, fed_by("hours", {}, 20)).value().value == 10);
  }
  SUBCASE("none") {
    hours.readings.erase(hours.readings.begin(), hours.readings.begin() + 3);
    CHECK_FALSE(baseline(hours, fed_by("hours", {}, 20)));
  }
  SUBCASE("its own start counts") {
    KeyResult kr = fed_by("hours", {}, 20);
    kr.start = day(2026, 7, 2);
    CHECK(baseline(hours, kr).value().value == 1);
  }
}

TEST_CASE("a target that was met before the start is met or not") {
  Kpi uptime = kpi("uptime", {{day(2026, 6, 30), 99.95}, {day(2026, 7, 31), 99.9}, {day(2026, 8, 31), 99.8}});
  uptime.good = Good::up;
  const Workspace w = two_quarters(fed_by("uptime", {}, 99.9), {uptime});
  CHECK_FALSE(standing_in_quarter(w, 0, day(2026, 8, 1)).anchors);
  CHECK(standing_in_quarter(w, 0, day(2026, 8, 1)).progress->value() == 1);
  CHECK(standing_in_quarter(w, 0, day(2026, 9, 1)).progress->value() == 0);
}

TEST_CASE("a baseline that is the target says no direction: the KPI's decides") {
  for (const double kept : {2.0, 0.0}) {
    Kpi errors = kpi("errors", {{day(2026, 6, 28), kept}, {day(2026, 7, 12), kept}, {day(2026, 8, 10), kept + 3}});
    errors.every = PeriodUnit::week;
    errors.good = Good::down;
    const Workspace w = two_quarters(fed_by("errors", kept, kept), {errors});
    CHECK(standing_in_quarter(w, 0, day(2026, 7, 20)).progress->value() == 1);
    CHECK(standing_in_quarter(w, 0, day(2026, 8, 17)).progress->value() == 0);
    errors.good = Good::up;
    const Workspace up = two_quarters(fed_by("errors", kept, kept), {errors});
    CHECK(standing_in_quarter(up, 0, day(2026, 8, 17)).progress->value() == 1);
  }
}

TEST_CASE("property: a reading of a level, and an amount of a sum, counts in exactly one of two adjoining cycles") {
  CHECK(rc::check([] {
    const PeriodUnit every =
        *rc::gen::element(PeriodUnit::day, PeriodUnit::week, PeriodUnit::month, PeriodUnit::quarter);
    const Date when = add_days(day(2026, 7, 1), *rc::gen::inRange(0, 184));
    const bool is_sum = *rc::gen::arbitrary<bool>();
    Kpi source = kpi("source", {{when, 3.0}});
    source.every = every;
    source.aggregate = is_sum ? Aggregate::sum : *rc::gen::element(Aggregate::last, Aggregate::mean, Aggregate::max);
    KeyResult kr = fed_by("source", 0, 10);
    if (is_sum) kr.kind = Kind::sum;
    const Workspace w = two_quarters(kr, {source});
    const std::size_t third = standing_in_quarter(w, 0, day(2027, 3, 1)).points->size();
    const std::size_t fourth = standing_in_quarter(w, 1, day(2027, 3, 1)).points->size();
    RC_ASSERT(third + fourth == 1);
    RC_ASSERT((third == 1) == (when <= day(2026, 9, 30)));
  }));
}

}  // namespace okr
