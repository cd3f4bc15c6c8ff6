// SPDX-License-Identifier: MIT
// What a KPI's values mean: the rows KV01-KV15 and KV23-KV34 of the method.
#include "okr/compute/kpi.hpp"

#include <rapidcheck.h>

#include <string>

#include "compute_fixture.hpp"
#include "print.hpp"

namespace kpi_status_test {

using namespace okr;
using namespace okr::test;

namespace {

Kpi higher(double target, std::optional<double> warn = std::nullopt) {
  Kpi result = kpi("k", {});
  result.target = target;
  result.warn = warn;
  return result;
}

Kpi lower(double target, std::optional<double> warn = std::nullopt) {
  Kpi result = higher(target, warn);
  result.good = Good::down;
  return result;
}

Kpi range(double min, double max, std::optional<double> margin = std::nullopt) {
  Kpi result = kpi("k", {});
  result.good = Good::range;
  result.min = min;
  result.max = max;
  result.margin = margin;
  return result;
}

std::optional<Comparison> last_year(const Kpi& subject, Date as_of) {
  const Workspace w = workspace({}, {subject});
  const auto periods = kpi_periods(w, w.kpis.front(), as_of);
  return year_over_year(w, w.kpis.front(), {w.kpis.front().every, periods, {}}, last_complete(periods).value());
}

}  // namespace

TEST_CASE("red, amber, green (method 5.2)") {
  Kpi no_target = higher(0);
  no_target.target.reset();
  const struct {
    std::string id;
    Kpi subject;
    std::optional<double> value;
    Rag expected;
  } rows[] = {
      {"KV01", higher(95, 90), 96, Rag::green},
      {"KV02", higher(95, 90), 95, Rag::green},
      {"KV03", higher(95, 90), 94.9, Rag::amber},
      {"KV04", higher(95, 90), 90, Rag::amber},
      {"KV05", higher(95, 90), 89.99, Rag::red},
      {"KV06", lower(15, 18), 15, Rag::green},
      {"KV07", lower(15, 18), 17.2, Rag::amber},
      {"KV08", lower(15, 18), 23, Rag::red},
      {"KV09", lower(2), 2.1, Rag::red},
      {"KV10", range(4, 5, 0.25), 4.5, Rag::green},
      {"KV11", range(4, 5, 0.25), 3.8, Rag::amber},
      {"KV12", range(4, 5, 0.25), 5.3, Rag::red},
      {"KV13", range(4, 5), 3.99, Rag::red},
      {"KV14", no_target, 70, Rag::no_target},
      {"KV15", higher(95), std::nullopt, Rag::no_data},
      {"E114 higher", higher(95, 97), 96, Rag::not_available},
      {"E114 lower", lower(15, 12), 13, Rag::not_available},
      {"E114 range", range(5, 4), 4.5, Rag::not_available},
      {"a target of 0 is a target", lower(0), 1, Rag::red},
  };
  for (const auto& row : rows) {
    SUBCASE(row.id.c_str()) { CHECK(rag_of(row.subject, row.value) == row.expected); }
  }
}

TEST_CASE("strict makes the bound itself a miss") {
  Kpi turnover = lower(15, 18);
  turnover.strict = true;
  CHECK(rag_of(turnover, 15) == Rag::amber);
  CHECK(rag_of(turnover, 14.9) == Rag::green);
  Kpi band = range(4, 5, 0.25);
  band.strict = true;
  CHECK(rag_of(band, 4) == Rag::amber);
  CHECK(rag_of(band, 5) == Rag::amber);
  band.margin.reset();
  CHECK(rag_of(band, 5) == Rag::red);
}

TEST_CASE("targets over time property: a day knows what the file cut on that day says") {
  CHECK(rc::check("cut", [] {
    const int count = *rc::gen::inRange(0, 6);
    Kpi subject = higher(*rc::gen::inRange(0, 9));
    for (int i = 0; i < count; ++i) {
      KpiTarget entry;
      entry.first = add_days(day(2026, 1, 1), 30 * i + *rc::gen::inRange(0, 30));
      if (*rc::gen::arbitrary<bool>()) entry.target = *rc::gen::inRange(0, 9);
      if (*rc::gen::arbitrary<bool>()) entry.warn = *rc::gen::inRange(0, 9);
      subject.targets.push_back(entry);
    }
    const Date as_of = add_days(day(2026, 1, 1), *rc::gen::inRange(0, 200));
    const Date last = add_days(day(2026, 1, 1), *rc::gen::inRange(0, 250));
    Kpi cut = subject;
    std::erase_if(cut.targets, [&](const KpiTarget& entry) { return entry.first > as_of; });
    RC_ASSERT(bounds_at(subject, last, as_of) == bounds_at(cut, last, day(2030, 1, 1)));
  }));
}

TEST_CASE("comparisons (method 5.4)") {
  Kpi percent = higher(20);
  percent.unit = "%";
  const struct {
    std::string id;
    Kpi subject;
    double value, reference, delta;
    std::optional<double> percent;
    Favour favour;
  } rows[] = {
      {"KV23", higher(200), 230, 200, 30, 15, Favour::favourable},
      {"KV24", lower(200), 230, 200, 30, 15, Favour::unfavourable},
      {"KV25", higher(-10), -5, -10, 5, 50, Favour::favourable},
      {"KV26", higher(0), 3, 0, 3, std::nullopt, Favour::favourable},
      {"KV27", percent, 12, 10, 2, 20, Favour::favourable},
      {"KV28", higher(0), 120, 100, 20, 20, Favour::favourable},
      {"KV34", lower(10), 15, 12, 3, 25, Favour::unfavourable},
      {"range: nearer is better", range(4, 5), 3.5, 3, 0.5, 50.0 / 3, Favour::favourable},
      {"range: inside is inside", range(4, 5), 4.2, 4.8, -0.6, -12.5, Favour::neutral},
  };
  for (const auto& row : rows) {
    SUBCASE(row.id.c_str()) {
      const Comparison result = compared(row.subject, row.subject, {row.value}, {row.reference});
      CHECK(result.delta == doctest::Approx(row.delta));
      REQUIRE(result.percent.has_value() == row.percent.has_value());
      if (row.percent) CHECK(*result.percent == doctest::Approx(*row.percent));
      CHECK(result.favour == row.favour);
      CHECK(result.points == (row.id == "KV27"));
    }
  }
}

TEST_CASE("a year ago is the period of the same name") {
  SUBCASE("KV28") {
    const auto result = last_year(kpi("k", {{day(2025, 3, 31), 100}, {day(2026, 3, 31), 120}}), day(2026, 4, 2));
    REQUIRE(result);
    CHECK(result->delta == 20);
    CHECK(result->percent.value() == doctest::Approx(20));
  }
  SUBCASE("KV29") {
    CHECK_FALSE(last_year(kpi("k", {{day(2025, 2, 28), 100}, {day(2026, 3, 31), 120}}), day(2026, 4, 2)));
  }
  SUBCASE("KV30") {
    Kpi weekly_kpi = kpi("k", {{day(2025, 12, 21), 1}, {day(2025, 12, 28), 1}, {day(2027, 1, 3), 2}});
    weekly_kpi.every = PeriodUnit::week;
    CHECK_FALSE(last_year(weekly_kpi, day(2027, 1, 5)));
  }
  SUBCASE("KV31") {
    Kpi daily = kpi("k", {{day(2027, 2, 28), 1}, {day(2027, 3, 1), 1}, {day(2028, 2, 29), 2}});
    daily.every = PeriodUnit::day;
    CHECK_FALSE(last_year(daily, day(2028, 3, 1)));
  }
}

TEST_CASE("KV33: one awaited month missing is due, two are stale") {
  const Workspace w = workspace({}, {kpi("k", {{day(2026, 1, 31), 5}})});
  const auto at = [&w](Date as_of) {
    return freshness_of(w, w.kpis.front(), kpi_periods(w, w.kpis.front(), as_of), as_of);
  };
  CHECK(at(day(2026, 2, 10)) == Freshness::fresh);
  CHECK(at(day(2026, 2, 28)) == Freshness::fresh);
  CHECK(at(day(2026, 3, 5)) == Freshness::due);
  CHECK(at(day(2026, 4, 1)) == Freshness::stale);
  CHECK(freshness_of(w, w.kpis.front(), {}, day(2026, 4, 1)) == Freshness::due);
}

TEST_CASE("a period that lies in away days is not waited for") {
  Kpi weekly_kpi = kpi("k", {{day(2026, 8, 2), 5}});
  weekly_kpi.every = PeriodUnit::week;
  Workspace w = workspace({}, {weekly_kpi});
  const auto at = [&w](Date as_of) {
    return freshness_of(w, w.kpis.front(), kpi_periods(w, w.kpis.front(), as_of), as_of);
  };
  w.settings.workspace.away = {{day(2026, 8, 1), day(2026, 8, 16)}};
  CHECK(at(day(2026, 8, 17)) == Freshness::fresh);
  CHECK(at(day(2026, 8, 24)) == Freshness::due);
  SUBCASE("days away in several stretches, one behind the other") {
    w.settings.workspace.away = {{day(2026, 8, 10), day(2026, 8, 16)}, {day(2026, 8, 1), day(2026, 8, 9)}};
    CHECK(at(day(2026, 8, 17)) == Freshness::fresh);
  }
  SUBCASE("what is awaited from a day away on falls due after it") {
    w.settings.workspace.away = {{day(2026, 8, 10), day(2026, 8, 20)}};
    CHECK(at(day(2026, 8, 12)) == Freshness::fresh);
    CHECK(at(day(2026, 8, 20)) == Freshness::fresh);
    CHECK(at(day(2026, 8, 21)) == Freshness::due);
  }
}

TEST_CASE("where a missing reading is 0 nothing goes stale") {
  Kpi counted = kpi("k", {{day(2026, 1, 31), 5}});
  counted.aggregate = Aggregate::sum;
  counted.missing = Missing::zero;
  const Workspace w = workspace({}, {counted});
  const Date later = day(2026, 9, 1);
  CHECK(freshness_of(w, w.kpis.front(), kpi_periods(w, w.kpis.front(), later), later) == Freshness::fresh);
}

TEST_CASE("tolerance: what a sum or a mean loses in binary costs no colour (method 0.35)") {
  const double mean = *aggregated(std::vector(7, 99.9), Aggregate::mean);
  const double sum = *aggregated(std::vector(8, 0.1), Aggregate::sum);
  CHECK(mean < 99.9);
  CHECK(rag_of(higher(99.9), mean) == Rag::green);
  CHECK(rag_of(higher(0.8), sum) == Rag::green);
  CHECK(rag_of(higher(1, 0.8), sum) == Rag::amber);
  CHECK(rag_of(lower(0.3), 0.1 + 0.2) == Rag::green);
  CHECK(rag_of(range(0.8, 1), sum) == Rag::green);
  CHECK(rag_of(range(0, 0.3), 0.1 + 0.2) == Rag::green);
  CHECK(rag_of(range(0.9, 1, 0.1), sum) == Rag::amber);
  Kpi strict = higher(99.9, 99);
  strict.strict = true;
  CHECK(rag_of(strict, mean) == Rag::amber);
  const double rest = 0.3 - 0.1 - 0.2;
  CHECK(rag_of(higher(0), rest) == Rag::red);
  CHECK(rag_of(higher(0), higher(0), {rest, 0.3}) == Rag::green);
  CHECK(compared(higher(0), {}, {sum}, {0.8}).favour == Favour::neutral);
  CHECK(compared(higher(0), {}, {sum}, {0.8}).delta == 0);
  const Comparison dust = compared(lower(0), {}, {rest, 0.3}, {-2 * rest, 0.8});
  CHECK(dust.favour == Favour::neutral);
  CHECK(dust.delta == 0);
  CHECK_FALSE(dust.percent);
  CHECK(compared(lower(0), {}, {rest}, {-2 * rest}).favour == Favour::favourable);
}

TEST_CASE("targets over time: each period by the entry of its time (method 0.26)") {
  Kpi revenue = higher(90, 80);
  revenue.targets = {KpiTarget(), KpiTarget(), KpiTarget()};
  revenue.targets[0].first = day(2026, 4, 1);
  revenue.targets[0].target = 100;
  revenue.targets[1].first = day(2026, 7, 15);
  revenue.targets[1].warn = 95;
  revenue.targets[2].first = day(2026, 10, 1);
  revenue.targets[2].target = 120;
  const Date late = day(2026, 12, 31);
  CHECK(bounds_at(revenue, day(2026, 3, 31), late).target == 90.0);
  CHECK(bounds_at(revenue, day(2026, 6, 30), late).target == 100.0);
  CHECK(bounds_at(revenue, day(2026, 6, 30), late).warn == 80.0);
  CHECK(bounds_at(revenue, day(2026, 9, 30), late).warn == 95.0);     // begun before the quarter's last day
  CHECK(bounds_at(revenue, day(2026, 9, 30), late).target == 100.0);  // what is not said stays
  CHECK(bounds_at(revenue, day(2026, 12, 31), day(2026, 9, 30)).target == 100.0);  // not known yet
}

TEST_CASE("the previous period, and gaps before the last value") {
  const Workspace w = workspace({}, {kpi("k", {{day(2026, 1, 31), 5}, {day(2026, 3, 31), 7}, {day(2026, 4, 30), 6}})});
  const auto periods = kpi_periods(w, w.kpis.front(), day(2026, 5, 2));
  CHECK(gaps_of(w, periods) == std::vector<std::size_t>{1});
  CHECK(last_complete(periods).value() == 3);
  const KpiSeries series{PeriodUnit::month, periods, {}};
  CHECK(against_previous(w.kpis.front(), series, 3)->delta == -1);
  CHECK_FALSE(against_previous(w.kpis.front(), series, 2));
  CHECK_FALSE(against_previous(w.kpis.front(), series, 0));
}

}  // namespace kpi_status_test
