// SPDX-License-Identifier: MIT
// Periods of a KPI: the rows KV16-KV22 and KV32 of the method, partial and late periods, formulas.
#include "okr/compute/kpi.hpp"

#include <map>
#include <string>

#include "compute_fixture.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/model/formula.hpp"
#include "print.hpp"

namespace kpi_test {

using namespace okr;
using namespace okr::test;

namespace {

Kpi monthly_points(bool with_february) {
  Kpi result = kpi("points", {{day(2026, 1, 31), 10}});
  if (with_february) result.readings.push_back(reading(day(2026, 2, 28), 15));
  result.readings.push_back(reading(day(2026, 3, 31), 20));
  result.every = PeriodUnit::quarter;
  result.expect = PeriodUnit::month;
  return result;
}

KpiPeriod first_quarter_of(Kpi points, Aggregate aggregate) {
  points.aggregate = aggregate;
  const Workspace w = workspace({}, {points});
  return kpi_periods(w, w.kpis.front(), day(2026, 4, 1)).front();
}

}  // namespace

TEST_CASE("a quarter of monthly points by each aggregate (method 5.8)") {
  const struct {
    std::string id;
    bool february;
    Missing missing;
    Aggregate aggregate;
    double value;
    int covered;
  } rows[] = {
      {"KV16", true, Missing::gap, Aggregate::sum, 45, 3},
      {"KV17", true, Missing::gap, Aggregate::last, 20, 3},
      {"KV18", true, Missing::gap, Aggregate::mean, 15, 3},
      {"KV19 min", true, Missing::gap, Aggregate::min, 10, 3},
      {"KV19 max", true, Missing::gap, Aggregate::max, 20, 3},
      {"KV19 first", true, Missing::gap, Aggregate::first, 10, 3},
      {"KV19 count", true, Missing::gap, Aggregate::count, 3, 3},
      {"KV20 sum", false, Missing::gap, Aggregate::sum, 30, 2},
      {"KV20 mean", false, Missing::gap, Aggregate::mean, 15, 2},
      {"KV21 sum", false, Missing::zero, Aggregate::sum, 30, 2},
      {"KV21 mean", false, Missing::zero, Aggregate::mean, 10, 2},
      {"median of an even count", false, Missing::gap, Aggregate::median, 15, 2},
      {"median of an odd count", true, Missing::gap, Aggregate::median, 15, 3},
      {"zero is not for last", false, Missing::zero, Aggregate::last, 20, 2},
  };
  for (const auto& row : rows) {
    SUBCASE(row.id.c_str()) {
      Kpi points = monthly_points(row.february);
      points.missing = row.missing;
      const KpiPeriod quarter = first_quarter_of(points, row.aggregate);
      CHECK(quarter.value.value() == doctest::Approx(row.value));
      CHECK(quarter.covered == row.covered);
      CHECK(quarter.expected == 3);
      CHECK(quarter.partly_missing() == !row.february);
    }
  }
}

TEST_CASE("KV22: a period without readings has no value, or zero where the KPI says so") {
  Kpi leads = kpi("leads", {{day(2026, 1, 10), 4}, {day(2026, 3, 2), 5}});
  leads.aggregate = Aggregate::sum;
  for (const Missing missing : {Missing::gap, Missing::zero}) {
    leads.missing = missing;
    const Workspace w = workspace({}, {leads});
    const auto periods = kpi_periods(w, w.kpis.front(), day(2026, 4, 5));
    REQUIRE(periods.size() == 4);
    CHECK(periods[1].value == (missing == Missing::zero ? std::optional(0.0) : std::nullopt));
    CHECK(periods[2].value.value() == 5);
    CHECK_FALSE(periods[3].value);  // the running month says nothing yet
  }
}

TEST_CASE("KV32: the period that holds the day is partial until it is over or said to be final") {
  Kpi sales = kpi("sales", {{day(2026, 2, 10), 100}, {day(2026, 3, 15), 80}});
  sales.aggregate = Aggregate::sum;
  const Workspace w = workspace({}, {sales});
  const auto at = [&w](Date as_of) { return kpi_periods(w, w.kpis.front(), as_of).back(); };
  CHECK(at(day(2026, 3, 20)).value.value() == 80);
  CHECK_FALSE(at(day(2026, 3, 20)).complete);
  CHECK_FALSE(at(day(2026, 3, 31)).complete);
  CHECK(kpi_periods(w, w.kpis.front(), day(2026, 4, 1))[1].complete);

  sales.readings.back().final = true;
  const Workspace closed = workspace({}, {sales});
  CHECK(kpi_periods(closed, closed.kpis.front(), day(2026, 3, 20)).back().complete);
}

TEST_CASE("KV20: a sum's first period is over with its last day, whatever is missing before its first reading") {
  Kpi sales = kpi("sales", {{day(2026, 2, 28), 15}, {day(2026, 3, 31), 20}});
  sales.every = PeriodUnit::quarter;
  sales.expect = PeriodUnit::month;
  for (const Aggregate aggregate : {Aggregate::sum, Aggregate::mean}) {
    sales.aggregate = aggregate;
    for (const bool zero : {false, true}) {
      if (zero && aggregate == Aggregate::mean) continue;
      sales.missing = zero ? Missing::zero : Missing::gap;
      const Workspace w = workspace({}, {sales});
      const auto quarters = kpi_periods(w, w.kpis.front(), day(2026, 5, 17));
      CHECK(quarters.front().complete);
      CHECK(quarters.front().value.value() == (aggregate == Aggregate::sum ? 35 : 17.5));
      CHECK(quarters.front().covered == 2);
      CHECK(quarters.front().expected == 3);
      CHECK(numbers_of(w, w.kpis.front(), day(2026, 5, 17)).last == 0);
    }
  }
}

TEST_CASE("readings after the day do not count; a period's reading counts from its last day on") {
  Kpi mass = kpi("mass", {{day(2026, 3, 2), 70}, {day(2026, 3, 20), 71}});
  Workspace w = workspace({}, {mass});
  CHECK(kpi_periods(w, w.kpis.front(), day(2026, 3, 19)).back().value.value() == 70);
  CHECK(kpi_periods(w, w.kpis.front(), day(2026, 3, 1)).empty());

  Reading whole_month = reading(day(2026, 3, 31), 72);
  whole_month.unit = PeriodUnit::month;
  w.kpis.front().readings.push_back(whole_month);
  CHECK(kpi_periods(w, w.kpis.front(), day(2026, 3, 30)).back().value.value() == 71);
  CHECK(kpi_periods(w, w.kpis.front(), day(2026, 3, 31)).back().value.value() == 72);
  CHECK(kpi_periods(w, w.kpis.front(), day(2026, 3, 31)).back().last_reading.value() == day(2026, 3, 31));
}

TEST_CASE("a period is awaited once its last day and the lag are past") {
  Kpi books = kpi("books", {{day(2026, 1, 31), 1}});
  books.lag_days = 10;
  const Workspace w = workspace({}, {books});
  CHECK_FALSE(kpi_periods(w, w.kpis.front(), day(2026, 3, 10))[1].awaited);
  CHECK(kpi_periods(w, w.kpis.front(), day(2026, 3, 11))[1].awaited);
}

TEST_CASE("a ratio of sums is the ratio of the whole, and a division by zero is a missing period") {
  Kpi signups = kpi("signups", {{day(2026, 1, 5), 1}, {day(2026, 1, 25), 9}, {day(2026, 2, 5), 3}});
  Kpi visits = kpi("visits", {{day(2026, 1, 5), 100}, {day(2026, 1, 25), 100}, {day(2026, 2, 5), 0}});
  signups.aggregate = visits.aggregate = Aggregate::sum;
  Kpi conversion = kpi("conversion", {});
  conversion.formula = "signups / visits * 100";
  const Workspace w = workspace({}, {conversion, signups, visits});
  const auto periods = kpi_periods(w, w.kpis.front(), day(2026, 3, 1));
  REQUIRE(periods.size() == 3);
  CHECK(periods[0].value.value() == doctest::Approx(5));
  CHECK(periods[0].complete);
  CHECK_FALSE(periods[1].value);
  CHECK_FALSE(periods[2].value);
}

TEST_CASE("a formula that runs into itself or names nothing has no periods") {
  Kpi a = kpi("a", {}), b = kpi("b", {}), c = kpi("c", {});
  a.formula = "b + 1";
  b.formula = "a + 1";
  c.formula = "nothing * 2";
  const Workspace w = workspace({}, {a, b, c});
  for (const Kpi& each : w.kpis) CHECK(kpi_periods(w, each, day(2026, 3, 1)).empty());
}

TEST_CASE("a book of KPIs says of each what is said of it alone, whichever was asked for first") {
  Kpi a = kpi("a", {}), b = kpi("b", {}), c = kpi("c", {{day(2026, 1, 5), 2}, {day(2026, 2, 5), 3}}), d = kpi("d", {});
  a.formula = "b + c";
  b.formula = "a + c";  // a loop that something else runs into
  d.formula = "b + c";
  Kpi e = kpi("e", {}), f = kpi("f", {});
  e.formula = "f * 2";
  f.formula = "c + 1";
  const Workspace w = workspace({}, {a, b, c, d, e, f});
  const Date today = day(2026, 3, 1);
  for (std::size_t first = 0; first < w.kpis.size(); ++first) {
    KpiBook book(w, today);
    for (std::size_t i = 0; i < w.kpis.size(); ++i) {
      const Kpi& one = w.kpis[(first + i) % w.kpis.size()];
      const auto alone = kpi_periods(w, one, today);
      const auto& together = book.periods(one, one.every);
      REQUIRE(together.size() == alone.size());
      for (std::size_t at = 0; at < alone.size(); ++at) CHECK(together[at].value == alone[at].value);
    }
  }
}

TEST_CASE("formulas: precedence, functions, signs, and ids with hyphens") {
  const std::map<std::string, double> parts{{"a-b", 100}, {"a", 7}, {"b", 2}, {"7-day-users", 70}, {"min", 5}};
  const auto value = [&](std::string_view text) {
    const auto amount = Formula::parse(text).value().amount([&](const std::string& id) {
      const auto part = parts.find(id);
      return part == parts.end() ? std::nullopt : std::optional(Formula::Amount{part->second, part->second});
    });
    return amount ? std::optional(amount->value) : std::nullopt;
  };
  CHECK(value("1 + 2 * 3").value() == 7);
  CHECK(value("(1 + 2) * 3").value() == 9);
  CHECK(value("10 - 4 - 3").value() == 3);
  CHECK(value("a-b").value() == 100);
  CHECK(value("a - b").value() == 5);
  CHECK(value("-2 * -a").value() == 14);
  CHECK(value("7-day-users / 1.4").value() == doctest::Approx(50));
  CHECK_FALSE(value("unknown + 1"));
  CHECK(value("min(a, b, 9)").value() == 2);
  CHECK(value("max(a, b) + min").value() == 12);
  CHECK_FALSE(value("a / (b - 2)"));
  CHECK(Formula::parse("a * (b + a)").value().parts() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("formulas in error say what was expected and where") {
  CHECK(Formula::parse("a +").error().what == "a KPI id or a number expected at character 4, found the end");
  CHECK(Formula::parse("a b").error().what == "an operator expected at character 3, found 'b'");
  CHECK(Formula::parse("(a").error().what == "')' expected at character 3, found the end");
  CHECK(Formula::parse("max(a").error().what == "',' or ')' expected at character 6, found the end");
  CHECK_FALSE(Formula::parse("").has_value());
  CHECK_FALSE(Formula::parse("a * $").has_value());
  CHECK_FALSE(Formula::parse("1.4e0").has_value());
  CHECK_FALSE(Formula::parse(std::string(100000, '(')).has_value());
}

TEST_CASE("a daily KPI of 100 000 readings is gathered completely") {
  Kpi many = kpi("many", {});
  Date date = day(1750, 1, 1);
  for (int i = 0; i < 100000; ++i, date = add_days(date, 1)) many.readings.push_back(reading(date, 1));
  many.aggregate = Aggregate::sum;
  many.every = PeriodUnit::year;
  const Workspace w = workspace({}, {many});
  double total = 0;
  for (const KpiPeriod& period : kpi_periods(w, w.kpis.front(), day(2026, 1, 1))) total += period.value.value_or(0);
  CHECK(total == 100000);
}

TEST_CASE("a final week closes its week, not the month or the quarter around it") {
  Kpi subject = kpi("k", {{day(2026, 8, 2), 58}, {day(2026, 8, 16), 57}});
  subject.every = PeriodUnit::week;
  subject.readings.back().unit = PeriodUnit::week;
  subject.readings.back().final = true;
  const Workspace w = workspace({}, {subject});
  const Date sunday = day(2026, 8, 16);
  CHECK_FALSE(kpi_periods(w, w.kpis.front(), day(2026, 8, 15)).back().complete);  // nobody knows it yet
  CHECK(kpi_periods(w, w.kpis.front(), sunday).back().complete);
  CHECK_FALSE(kpi_periods(w, w.kpis.front(), {PeriodUnit::month}, sunday).back().complete);
  Kpi monthly = subject;
  monthly.readings.back().unit = PeriodUnit::month;
  monthly.readings.back().date = day(2026, 8, 31);
  const Workspace v = workspace({}, {monthly});
  CHECK(kpi_periods(v, v.kpis.front(), {PeriodUnit::month}, day(2026, 8, 31)).back().complete);
}

// --- silences --------------------------------------------------------------------------------------------------------

namespace {

/// One day of 226 has a reading, and one of 2026.
Kpi slipped_by_centuries() {
  Kpi slip = kpi("slip", {{day(226, 8, 10), 1}, {day(2026, 8, 11), 2}});
  slip.every = PeriodUnit::day;
  return slip;
}

int days_in(const std::vector<KpiPeriod>& periods) {
  int days = 0;
  for (const KpiPeriod& period : periods) days += period.times;
  return days;
}

/// The days without a value before the last one that has one.
int count_gaps(const Workspace& w, const KpiNumbers& numbers) {
  return count_periods(numbers.periods, gaps_of(w, numbers.periods));
}

}  // namespace

TEST_CASE("of a silence of centuries the middle is one item, and all is said as of single days") {
  const Workspace w = workspace({}, {slipped_by_centuries()});
  const Date as_of = day(2026, 8, 17);
  const KpiNumbers numbers = numbers_of(w, w.kpis.front(), as_of);
  CHECK(numbers.periods.size() < 1000);
  CHECK(days_in(numbers.periods) == days_between(day(226, 8, 10), as_of) + 1);
  for (std::size_t i = 1; i < numbers.periods.size(); ++i)
    CHECK(add_days(numbers.periods[i - 1].period.last, 1) == numbers.periods[i].period.first);
  CHECK(numbers.value() == std::optional(2.0));
  CHECK(count_periods(numbers.periods, numbers.missing) == 5);
  CHECK(count_gaps(w, numbers) == days_between(day(226, 8, 10), day(2026, 8, 11)) - 1);
  CHECK(static_cast<int>(numbers.xmr.skipped) == count_gaps(w, numbers));
  const KpiNumbers later = numbers_of(w, w.kpis.front(), day(9999, 12, 31));
  CHECK(later.periods.size() < 2000);
  CHECK(count_periods(later.periods, later.missing) == days_between(day(2026, 8, 11), day(9999, 12, 31)) - 1);
}

TEST_CASE("a silence of 1 799 periods stands as it is, one of 1 800 does not") {
  for (const PeriodUnit unit : {PeriodUnit::day, PeriodUnit::week, PeriodUnit::month}) {
    for (const int silent : {1799, 1800}) {
      Kpi one = kpi("one", {{day(1700, 1, 1), 1}});
      one.every = unit;
      const auto at = [&](int count) {
        if (unit == PeriodUnit::month) return add_months(day(1700, 1, 1), count);
        return add_days(day(1700, 1, 1), count * (unit == PeriodUnit::week ? days_of_week : 1));
      };
      one.readings.push_back(reading(at(silent + 1), 2));
      const Workspace w = workspace({}, {one});
      const auto periods = kpi_periods(w, w.kpis.front(), at(silent + 1));
      CHECK(days_in(periods) == silent + 2);
      const bool is_near = unit == PeriodUnit::month;  // those at its end are counted by days
      if (!is_near) CHECK((periods.size() == static_cast<std::size_t>(silent + 2)) == (silent == 1799));
    }
  }
}

TEST_CASE("a silence that counts as 0 is red on each of its days, and judged by the target of its time") {
  Kpi zero = kpi("zero", {{day(226, 8, 10), 5}});
  zero.every = PeriodUnit::day;
  zero.aggregate = Aggregate::sum;
  zero.missing = Missing::zero;
  zero.target = 3;
  Workspace w = workspace({}, {zero});
  const Date as_of = day(2026, 8, 17);
  CHECK(numbers_of(w, w.kpis.front(), as_of).red_in_a_row == days_between(day(226, 8, 10), as_of) - 1);
  KpiTarget kept;
  kept.first = day(1500, 1, 1);
  kept.target = 0;
  w.kpis.front().targets = {kept};
  CHECK(numbers_of(w, w.kpis.front(), as_of).red_in_a_row == 0);
  kept.target = 4;
  w.kpis.front().targets.push_back(kept);
  w.kpis.front().targets.back().first = day(1800, 1, 1);
  CHECK(numbers_of(w, w.kpis.front(), as_of).red_in_a_row == days_between(day(1800, 1, 1), as_of));
}

TEST_CASE("days away in a silence are no gaps of it") {
  Workspace w = workspace({}, {slipped_by_centuries()});
  const Date as_of = day(2026, 8, 17);
  const int all = days_between(day(226, 8, 10), day(2026, 8, 11)) - 1;
  w.settings.workspace.away = {{day(2020, 12, 24), day(2021, 1, 6)}};
  CHECK(count_gaps(w, numbers_of(w, w.kpis.front(), as_of)) == all - 14);
  w.settings.workspace.away.push_back({day(300, 1, 1), day(1999, 12, 31)});
  const KpiNumbers numbers = numbers_of(w, w.kpis.front(), as_of);
  CHECK(numbers.periods.size() < 12000);  // what lies between two absences is no silence of centuries
  CHECK(count_gaps(w, numbers) == all - 14 - days_between(day(300, 1, 1), day(2000, 1, 1)));
}

TEST_CASE("a formula has the days of each of its parts, and is silent where all of them are") {
  Kpi steady = kpi("steady", {});
  steady.every = PeriodUnit::day;
  for (int i = 0; i < 3000; ++i) steady.readings.push_back(reading(add_days(day(2018, 5, 26), i), 7));
  Kpi both = kpi("both", {});
  both.every = PeriodUnit::day;
  both.formula = "slip + steady";
  Kpi zero = slipped_by_centuries();
  zero.id = KpiId("zero");
  zero.aggregate = Aggregate::sum;
  zero.missing = Missing::zero;
  Kpi total = both;
  total.id = KpiId("total");
  total.formula = "zero + steady";
  const Workspace w = workspace({}, {both, slipped_by_centuries(), steady, total, zero});
  const Date as_of = day(2026, 8, 17);
  const auto numbers = numbers_of(w, w.kpis[0], as_of);
  CHECK(days_in(numbers.periods) == days_between(day(226, 8, 10), as_of) + 1);
  CHECK(numbers.value() == std::optional(9.0));
  CHECK(numbers.periods.size() < 4500);
  int sums = 0;
  for (const KpiPeriod& period : kpi_periods(w, w.kpis[3], as_of))
    if (period.value && period.times == 1) ++sums;
  CHECK(sums == days_between(day(2018, 5, 26), day(2026, 8, 11)) + 1);
}

}  // namespace kpi_test
