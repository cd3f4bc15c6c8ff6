// SPDX-License-Identifier: MIT
// Holds: which period a reading belongs to, when it is judged, by which bound, and with what tolerance (method.md 0.16,
// 0.17, 0.27, 0.35).
#include <doctest/doctest.h>

#include "compute_fixture.hpp"
#include "okr/compute/progress.hpp"

namespace okr {
namespace {

using namespace test;

/// From Wednesday 1 July to Wednesday 30 September 2026.
Period third_quarter() { return {day(2026, 7, 1), day(2026, 9, 30)}; }

KeyResult bound(std::optional<double> min, std::optional<double> max, Aggregate aggregate = Aggregate::last) {
  KeyResult kr = of_kind(Kind::hold);
  kr.min = min;
  kr.max = max;
  kr.aggregate = aggregate;
  return kr;
}

Workspace in_third_quarter(KeyResult kr, std::vector<Kpi> kpis = {}) {
  return workspace({cycle("2026-Q3", third_quarter(), {objective("o", ObjectiveType::committed, {std::move(kr)})})},
                   std::move(kpis));
}

Standing standing_on(const Workspace& w, Date as_of) {
  const Cycle& c = w.cycles.front();
  const Objective& o = c.objectives.front();
  return standing_of({w, c, o, o.key_results.front()}, definition_of(o.key_results.front(), as_of), as_of);
}

HoldTally tally_on(const Workspace& w, Date as_of) { return standing_on(w, as_of).hold.value(); }

Rhythm rhythm(std::string_view words) { return parse_rhythm(words).value(); }

/// "2 of 3": met of due.
std::string met_of_due(const HoldTally& tally) {
  return std::to_string(tally.met) + " of " + std::to_string(tally.due());
}

}  // namespace

TEST_CASE("a week of a hold runs from Monday to Sunday: three runs in each are six of six") {
  KeyResult runs = bound(3, {}, Aggregate::count);
  runs.period = rhythm("week");
  for (int week = 0; week < 6; ++week)  // Mondays from 6 July; Wednesday, Friday and Sunday of each week
    for (const int day_of_week : {2, 4, 6})
      runs.entries.push_back(entry(add_days(day(2026, 7, 6), 7 * week + day_of_week), 1.0));
  const Workspace w = in_third_quarter(runs);
  CHECK(met_of_due(tally_on(w, day(2026, 8, 17))) == "6 of 6");
}

TEST_CASE("periods are those of the calendar, cut to the key result's own days") {
  KeyResult kr = bound({}, 58);
  SUBCASE("weeks") {
    kr.period = rhythm("week");
    const auto periods = tally_on(in_third_quarter(kr), day(2026, 7, 1)).periods;
    REQUIRE(periods.size() == 14);
    CHECK(periods.front().period == Period{day(2026, 7, 1), day(2026, 7, 5)});
    CHECK(periods.front().clipped);
    CHECK(periods[1].period == Period{day(2026, 7, 6), day(2026, 7, 12)});
    CHECK_FALSE(periods[1].clipped);
    CHECK(periods.back().period == Period{day(2026, 9, 28), day(2026, 9, 30)});
    CHECK(periods.back().clipped);
  }
  SUBCASE("months, from its own start to its own due date") {
    kr.period = rhythm("month");
    kr.start = day(2026, 7, 20);
    kr.due = day(2026, 9, 10);
    const auto periods = tally_on(in_third_quarter(kr), day(2026, 7, 1)).periods;
    REQUIRE(periods.size() == 3);
    CHECK(periods[0].period == Period{day(2026, 7, 20), day(2026, 7, 31)});
    CHECK(periods[1].period == Period{day(2026, 8, 1), day(2026, 8, 31)});
    CHECK(periods[2].period == Period{day(2026, 9, 1), day(2026, 9, 10)});
  }
  SUBCASE("one is a day, seven a week") {
    kr.period = Rhythm{1, std::nullopt};
    CHECK(tally_on(in_third_quarter(kr), day(2026, 7, 1)).periods.size() == 92);
    kr.period = Rhythm{7, std::nullopt};
    CHECK(tally_on(in_third_quarter(kr), day(2026, 7, 1)).periods.size() == 14);
  }
  SUBCASE("two weeks and other numbers of days are blocks from its start") {
    kr.period = rhythm("2 weeks");
    const auto periods = tally_on(in_third_quarter(kr), day(2026, 7, 1)).periods;
    REQUIRE(periods.size() == 7);
    CHECK(periods.front().period == Period{day(2026, 7, 1), day(2026, 7, 14)});
    CHECK_FALSE(periods.front().clipped);
  }
}

TEST_CASE("a part of a week at either end is due only with a reading") {
  KeyResult kr = bound({}, 58);
  kr.period = rhythm("week");
  CHECK(tally_on(in_third_quarter(kr), day(2026, 7, 6)).due() == 0);
  CHECK(tally_on(in_third_quarter(kr), day(2026, 7, 13)).due() == 1);
  kr.entries = {entry(day(2026, 7, 3), 57.0)};
  CHECK(met_of_due(tally_on(in_third_quarter(kr), day(2026, 7, 3))) == "1 of 1");
}

TEST_CASE("a cap on a sum is lost as soon as it is passed; its total is what is shown") {
  KeyResult ads = bound({}, 500, Aggregate::sum);
  ads.period = rhythm("month");
  ads.entries = {entry(day(2026, 8, 3), 300.0), entry(day(2026, 8, 10), 400.0)};
  const Workspace w = in_third_quarter(ads);
  CHECK(met_of_due(tally_on(w, day(2026, 8, 9))) == "0 of 1");  // July passed without a word
  const Standing lost = standing_on(w, day(2026, 8, 10));
  CHECK(met_of_due(*lost.hold) == "0 of 2");
  CHECK(lost.hold->missed_for_good == 2);
  CHECK(lost.now.value() == 700);
}

TEST_CASE("a least sum is met as soon as it is there, and is not missed before the end") {
  KeyResult leads = bound(100, {}, Aggregate::sum);
  leads.period = rhythm("month");
  leads.entries = {entry(day(2026, 7, 10), 60.0), entry(day(2026, 7, 20), 40.0)};
  const Workspace w = in_third_quarter(leads);
  CHECK(tally_on(w, day(2026, 7, 19)).due() == 0);
  CHECK(met_of_due(tally_on(w, day(2026, 7, 20))) == "1 of 1");
  CHECK(met_of_due(tally_on(w, day(2026, 8, 31))) == "1 of 1");
  CHECK(met_of_due(tally_on(w, day(2026, 9, 1))) == "1 of 2");
}

TEST_CASE("between two bounds a sum is missed at once, but met only at the end") {
  KeyResult kr = bound(10, 20, Aggregate::sum);
  kr.period = rhythm("month");
  kr.entries = {entry(day(2026, 7, 10), 15.0)};
  CHECK(tally_on(in_third_quarter(kr), day(2026, 7, 31)).due() == 0);
  CHECK(met_of_due(tally_on(in_third_quarter(kr), day(2026, 8, 1))) == "1 of 1");
  kr.entries.push_back(entry(day(2026, 7, 11), 6.0));
  CHECK(met_of_due(tally_on(in_third_quarter(kr), day(2026, 7, 11))) == "0 of 1");
}

TEST_CASE("with an amount below zero a period is judged at its end only") {
  KeyResult spend = bound({}, 500, Aggregate::sum);
  spend.period = rhythm("month");
  spend.entries = {entry(day(2026, 7, 3), 600.0), entry(day(2026, 7, 10), -200.0)};
  const Workspace w = in_third_quarter(spend);
  CHECK(met_of_due(tally_on(w, day(2026, 7, 3))) == "0 of 1");  // the refund is not known yet
  CHECK(tally_on(w, day(2026, 7, 10)).due() == 0);
  CHECK(met_of_due(tally_on(w, day(2026, 8, 1))) == "1 of 1");
}

TEST_CASE("a clipped total is due only where the days outside could not change it") {
  KeyResult kr = bound({}, {}, Aggregate::sum);
  kr.period = rhythm("month");
  kr.start = day(2026, 7, 20);
  kr.entries = {entry(day(2026, 7, 21), 50.0)};
  const auto july = [&](std::optional<double> min, std::optional<double> max) {
    kr.min = min;
    kr.max = max;
    return tally_on(in_third_quarter(kr), day(2026, 8, 20)).periods.front().holding;
  };
  CHECK(july(50, {}) == Holding::met);
  CHECK(july(51, {}) == Holding::ahead);
  CHECK(july({}, 49) == Holding::missed);
  CHECK(july({}, 50) == Holding::ahead);
  CHECK(july(40, 60) == Holding::ahead);
}

TEST_CASE("every amount of a day counts for a sum and a count, the last word of the day for all others") {
  KeyResult water = bound(8, {}, Aggregate::sum);
  water.period = rhythm("day");
  water.entries = {entry(day(2026, 8, 15), 5.0), entry(day(2026, 8, 15), 4.0)};
  const Standing day_of_nine = standing_on(in_third_quarter(water), day(2026, 8, 15));
  CHECK(day_of_nine.now.value() == 9);
  CHECK(day_of_nine.hold->periods[45].holding == Holding::met);
  water.aggregate = Aggregate::count;
  CHECK(standing_on(in_third_quarter(water), day(2026, 8, 15)).hold->periods[45].value.value() == 2);
  water.aggregate = Aggregate::mean;
  CHECK(standing_on(in_third_quarter(water), day(2026, 8, 15)).hold->periods[45].value.value() == 4);
}

TEST_CASE("a reading counts as one, whatever its sign: what a count has passed or reached stays so") {
  const auto august = [](KeyResult kr) {
    kr.period = rhythm("month");
    for (const auto& [date, celsius] : {std::pair(3, -1.0), {5, -3.0}, {10, 2.0}})
      kr.entries.push_back(entry(day(2026, 8, static_cast<unsigned>(date)), celsius));
    return standing_on(in_third_quarter(std::move(kr)), day(2026, 8, 17)).hold->periods[1].holding;
  };
  CHECK(august(bound({}, 2, Aggregate::count)) == Holding::missed);
  CHECK(august(bound(3, {}, Aggregate::count)) == Holding::met);
  CHECK(august(bound({}, 2, Aggregate::sum)) == Holding::ahead);
  KeyResult fed = bound({}, 2);
  fed.kpi.text = "frost";
  Kpi frost = kpi("frost", {{day(2026, 8, 3), -1}, {day(2026, 8, 5), -3}, {day(2026, 8, 10), 2}});
  frost.every = PeriodUnit::month;
  frost.aggregate = Aggregate::count;
  CHECK(standing_on(in_third_quarter(fed, {frost}), day(2026, 8, 17)).hold->periods[1].holding == Holding::missed);
}

TEST_CASE("declared vacation misses nothing, unless something was said in it") {
  KeyResult kr = bound({}, 58);
  kr.period = rhythm("week");
  kr.entries = {entry(day(2026, 7, 8), 57.0), entry(day(2026, 7, 15), 57.0)};
  Workspace w = in_third_quarter(kr);
  CHECK(met_of_due(tally_on(w, day(2026, 8, 3))) == "2 of 4");
  w.settings.workspace.away = {{day(2026, 7, 20), day(2026, 8, 2)}};
  CHECK(met_of_due(tally_on(w, day(2026, 8, 3))) == "2 of 2");
  w.settings.workspace.away = {{day(2026, 7, 21), day(2026, 8, 2)}};
  CHECK(met_of_due(tally_on(w, day(2026, 8, 3))) == "2 of 3");  // Monday the 20th was a day at home
  w.settings.workspace.away = {{day(2026, 7, 20), day(2026, 7, 26)}, {day(2026, 7, 27), day(2026, 8, 2)}};
  w.cycles.front().objectives.front().key_results.front().entries.push_back(entry(day(2026, 7, 30), 60.0));
  CHECK(met_of_due(tally_on(w, day(2026, 8, 3))) == "2 of 3");
}

TEST_CASE("a moved bound judges the periods of its own time") {
  KeyResult kr = bound({}, 55);
  kr.period = rhythm("week");
  for (int week = 0; week < 4; ++week) kr.entries.push_back(entry(add_days(day(2026, 7, 6), 7 * week), 57.0));
  kr.changes.push_back({day(2026, 7, 22), "new watch", {{"max", 58.0, 55.0}}, {}});
  const Workspace w = in_third_quarter(kr);
  CHECK(met_of_due(tally_on(w, day(2026, 7, 21))) == "3 of 3");  // not known yet
  CHECK(met_of_due(tally_on(w, day(2026, 8, 3))) == "2 of 4");   // the week that ends on 26 July is judged by 55
  CHECK(tally_on(w, day(2026, 8, 3)).periods[2].bounds.max.value() == 58);
}

TEST_CASE("misses, margin and strictness are those of the day") {
  KeyResult kr = bound({}, 58);
  kr.period = rhythm("week");
  kr.strict = true;
  kr.misses = 3;
  kr.margin = 2;
  kr.entries = {entry(day(2026, 7, 6), 58.0), entry(day(2026, 7, 13), 59.0)};
  kr.changes.push_back(
      {day(2026, 8, 1),
       "stricter",
       {{"strict", std::string("false"), std::string("true")}, {"misses", 1.0, 3.0}, {"margin", {}, 2.0}},
       {}});
  const Workspace w = in_third_quarter(kr);
  const HoldTally before = tally_on(w, day(2026, 7, 15)), after = tally_on(w, day(2026, 8, 1));
  CHECK(before.allowed == 1);
  CHECK(before.periods[1].holding == Holding::met);
  CHECK(before.periods[2].holding == Holding::missed);
  CHECK(after.allowed == 3);
  CHECK(after.periods[1].holding == Holding::near);
  CHECK(after.periods[2].holding == Holding::near);
}

TEST_CASE("equal within a relative 1e-9 is equal: an inclusive bound is met, a strict one missed") {
  KeyResult kr = bound(0.8, {}, Aggregate::sum);
  kr.period = rhythm("week");
  for (int i = 0; i < 7; ++i) kr.entries.push_back(entry(add_days(day(2026, 7, 6), i), 0.1));
  kr.entries.push_back(entry(day(2026, 7, 12), 0.1));
  CHECK(met_of_due(tally_on(in_third_quarter(kr), day(2026, 7, 12))) == "1 of 1");
  kr.strict = true;
  CHECK(met_of_due(tally_on(in_third_quarter(kr), day(2026, 7, 13))) == "0 of 1");

  KeyResult balance = bound(0, {}, Aggregate::sum);  // 0.1 + 0.2 - 0.3 is 5.6e-17
  balance.period = rhythm("week");
  balance.entries = {entry(day(2026, 7, 6), -0.1), entry(day(2026, 7, 7), -0.2), entry(day(2026, 7, 8), 0.3)};
  CHECK(met_of_due(tally_on(in_third_quarter(balance), day(2026, 7, 13))) == "1 of 1");
}

TEST_CASE("late readings count in the last period only, and only within grace") {
  KeyResult kr = bound({}, 58);
  kr.period = rhythm("month");
  kr.entries = {entry(day(2026, 10, 3), 57.0)};
  Workspace w = in_third_quarter(kr);
  CHECK_FALSE(tally_on(w, day(2026, 10, 5)).periods.back().value);
  w.cycles.front().grace_days = 5;
  CHECK(tally_on(w, day(2026, 10, 5)).periods.back().value.value() == 57);
}

TEST_CASE("judged by the latest value there are no periods to show") {
  KeyResult kr = bound({}, 58);
  kr.judge = Judge::latest;
  kr.entries = {entry(day(2026, 7, 8), 60.0), entry(day(2026, 7, 15), 57.0)};
  const Standing met = standing_on(in_third_quarter(kr), day(2026, 8, 17));
  CHECK_FALSE(met.hold);
  CHECK(met.latest == Holding::met);
  CHECK(met.progress->value() == 1);
  CHECK(standing_on(in_third_quarter(kr), day(2026, 7, 10)).progress->value() == 0);
}

TEST_CASE("fed by a KPI that adds up, a hold shows and judges the running total") {
  Kpi ads = kpi("ads", {{day(2026, 7, 5), 100}, {day(2026, 8, 3), 300}, {day(2026, 8, 10), 400}});
  ads.aggregate = Aggregate::sum;
  KeyResult kr = bound({}, 500);
  kr.aggregate.reset();
  kr.kpi.text = "ads";
  const Standing lost = standing_on(in_third_quarter(kr, {ads}), day(2026, 8, 17));
  CHECK(met_of_due(*lost.hold) == "1 of 2");
  CHECK(lost.hold->missed_for_good == 1);
  CHECK(lost.now.value() == 700);
}

TEST_CASE("fed by a sum whose readings begin within a month, a hold judges that month as its KPI does") {
  Kpi sales = kpi("sales", {{day(2026, 7, 20), 100}, {day(2026, 8, 3), 300}});
  sales.aggregate = Aggregate::sum;
  KeyResult kr = bound(500, {});
  kr.aggregate.reset();
  kr.kpi.text = "sales";
  CHECK(met_of_due(tally_on(in_third_quarter(kr, {sales}), day(2026, 9, 1))) == "0 of 2");
  sales.expect = PeriodUnit::day;
  CHECK(met_of_due(tally_on(in_third_quarter(kr, {sales}), day(2026, 9, 1))) == "0 of 2");
}

TEST_CASE("fed by a formula of sums, a hold waits for the end of the period") {
  Kpi revenue = kpi("revenue", {{day(2026, 7, 20), 900}, {day(2026, 8, 4), 20}});
  Kpi cost = kpi("cost", {{day(2026, 7, 1), 500}, {day(2026, 8, 1), 500}});
  revenue.aggregate = cost.aggregate = Aggregate::sum;
  Kpi profit = kpi("profit", {});
  profit.formula = "revenue - cost";
  KeyResult kr = bound(0, {});
  kr.aggregate.reset();
  kr.kpi.text = "profit";
  const Workspace w = in_third_quarter(kr, {cost, profit, revenue});
  CHECK(met_of_due(tally_on(w, day(2026, 8, 5))) == "1 of 1");
  CHECK(standing_on(w, day(2026, 8, 5)).now.value() == 400);
  CHECK(met_of_due(tally_on(w, day(2026, 9, 1))) == "1 of 2");
}

}  // namespace okr
