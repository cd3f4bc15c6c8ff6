// SPDX-License-Identifier: MIT
// Weeks, months, quarters, halves and years by name, by fiscal start, and a year before (method.md 5.4).
#include "okr/base/date.hpp"

#include <rapidcheck.h>

#include <array>

#include "print.hpp"

namespace period_test {

using namespace okr;

namespace {

constexpr std::array<PeriodUnit, 6> all_units{PeriodUnit::day,     PeriodUnit::week, PeriodUnit::month,
                                              PeriodUnit::quarter, PeriodUnit::half, PeriodUnit::year};

std::string text_of(const std::optional<Period>& period) {
  return period ? to_string(period->first) + ".." + to_string(period->last) : "none";
}

std::string range(std::string_view name, FiscalYear fiscal_year = {}) {
  const auto named = parse_period(name, fiscal_year);
  return named ? text_of(named->period) : "none";
}

std::string a_year_before(std::string_view name, FiscalYear fiscal_year = {}) {
  const auto named = parse_period(name, fiscal_year);
  REQUIRE(named);
  const auto before = year_before(named->period, named->unit, fiscal_year);
  return before ? period_name(*before, named->unit, fiscal_year) : "n/a";
}

struct Sample {
  Date date;
  PeriodUnit unit;
  FiscalYear start;
  Period period;
};

Sample some_period() {
  const Date date = add_days(make_date(1900, 1, 1), *rc::gen::inRange(0, 120000));
  const PeriodUnit unit = *rc::gen::elementOf(all_units);
  const FiscalYear start{*rc::gen::inRange<unsigned>(1, 13), *rc::gen::element(YearName::start, YearName::end)};
  return {date, unit, start, period_containing(date, unit, start)};
}

}  // namespace

TEST_CASE("calendar periods by name") {
  CHECK(range("2026") == "2026-01-01..2026-12-31");
  CHECK(range("2026-H2") == "2026-07-01..2026-12-31");
  CHECK(range("2026-Q3") == "2026-07-01..2026-09-30");
  CHECK(range("2026-08") == "2026-08-01..2026-08-31");
  CHECK(range("2024-02") == "2024-02-01..2024-02-29");
  CHECK(range("2026-W33") == "2026-08-10..2026-08-16");
  CHECK(range("2026-08-17") == "2026-08-17..2026-08-17");
}

TEST_CASE("the fiscal start moves years, halves and quarters, nothing else") {
  CHECK(range("2026", 4) == "2026-04-01..2027-03-31");
  CHECK(range("2026-H2", 4) == "2026-10-01..2027-03-31");
  CHECK(range("2026-Q1", 4) == "2026-04-01..2026-06-30");
  CHECK(range("2026-Q4", 4) == "2027-01-01..2027-03-31");
  CHECK(range("2026-Q4", 12) == "2027-09-01..2027-11-30");
  CHECK(range("2026-08", 4) == "2026-08-01..2026-08-31");
  CHECK(range("2026-W33", 4) == "2026-08-10..2026-08-16");
  CHECK(text_of(period_containing(make_date(2027, 2, 28), PeriodUnit::quarter, 4)) == "2027-01-01..2027-03-31");
  CHECK(text_of(period_containing(make_date(2026, 3, 31), PeriodUnit::year, 4)) == "2025-04-01..2026-03-31");
}

TEST_CASE("a fiscal year can be named by its end (method.md 0, 32)") {
  const FiscalYear federal{10, YearName::end};
  CHECK(range("2026", federal) == "2025-10-01..2026-09-30");
  CHECK(range("2026-H1", federal) == "2025-10-01..2026-03-31");
  CHECK(range("2026-Q1", federal) == "2025-10-01..2025-12-31");
  CHECK(range("2026-Q2", federal) == "2026-01-01..2026-03-31");
  CHECK(range("2023-Q3", {2, YearName::end}) == "2022-08-01..2022-10-31");
  CHECK(range("2026-Q1", {1, YearName::end}) == "2026-01-01..2026-03-31");
  CHECK(range("2026-08", federal) == "2026-08-01..2026-08-31");
  CHECK(range("2026-W33", federal) == "2026-08-10..2026-08-16");
  const auto name = [&](Date date, PeriodUnit unit) { return period_name(date, unit, federal); };
  CHECK(name(make_date(2025, 10, 1), PeriodUnit::quarter) == "2026-Q1");
  CHECK(name(make_date(2025, 9, 30), PeriodUnit::quarter) == "2025-Q4");
  CHECK(name(make_date(2026, 1, 10), PeriodUnit::half) == "2026-H1");
  CHECK(name(make_date(2026, 10, 1), PeriodUnit::year) == "2027");
  CHECK(name(make_date(2026, 10, 1), PeriodUnit::day) == "2026-10-01");
  CHECK(a_year_before("2026-Q1", federal) == "2025-Q1");
  CHECK(parse_typed_date("eoq", make_date(2025, 11, 3), federal) == make_date(2025, 12, 31));
  CHECK(parse_typed_date("eoy", make_date(2025, 11, 3), federal) == make_date(2026, 9, 30));
}

TEST_CASE("ISO weeks belong to the year of their Thursday") {
  CHECK(range("2026-W01") == "2025-12-29..2026-01-04");
  CHECK(range("2026-W53") == "2026-12-28..2027-01-03");
  CHECK(range("2020-W53") == "2020-12-28..2021-01-03");
  CHECK(range("2025-W52") == "2025-12-22..2025-12-28");
  CHECK(range("2025-W53") == "none");
  const Period week = period_containing(make_date(2027, 1, 1), PeriodUnit::week, 1);
  CHECK(period_name(week, PeriodUnit::week, 1) == "2026-W53");
}

TEST_CASE("other texts name no period") {
  for (const char* text :
       {"",        "26",         "202",    "2026-",   "2026-Q0",  "2026-Q5",  "2026-H0",  "2026-H3", "2026-q3",
        "2026-00", "2026-13",    "2026-8", "2026-W0", "2026-W00", "2026-W54", "2026-w33", "2026-W3", "2026-Q33",
        "2026Q3",  "2026-02-30", "x026",   "2026-X1", "2026-Qx",  "2026-W3x", "2026-Q3 "}) {
    CAPTURE(text);
    CHECK(range(text) == "none");
  }
}

TEST_CASE("a period with days that no file could hold is none") {
  CHECK(parse_period("9999-Q4", 1).has_value());
  CHECK_FALSE(parse_period("9999-W52", 1).has_value());
  CHECK_FALSE(parse_period("9999-Q4", 4).has_value());
  CHECK_FALSE(parse_period("0000", {4, YearName::end}).has_value());
}

TEST_CASE("the same period a year earlier (method.md 5.4)") {
  CHECK(a_year_before("2026-03") == "2025-03");
  CHECK(a_year_before("2026-Q2") == "2025-Q2");
  CHECK(a_year_before("2026-Q4", 4) == "2025-Q4");
  CHECK(a_year_before("2026-H1", 7) == "2025-H1");
  CHECK(a_year_before("2026") == "2025");
  CHECK(a_year_before("2026-W33") == "2025-W33");
  CHECK(a_year_before("2025-02") == "2024-02");
  CHECK(a_year_before("2026-08-17") == "2025-08-17");
  SUBCASE("KV30: week 53 without partner") { CHECK(a_year_before("2026-W53") == "n/a"); }
  SUBCASE("KV31: 29 February without partner") { CHECK(a_year_before("2028-02-29") == "n/a"); }
}

TEST_CASE("length and bounds include both ends") {
  const Period quarter{make_date(2026, 7, 1), make_date(2026, 9, 30)};
  CHECK(length_in_days(quarter) == 92);
  CHECK(contains(quarter, make_date(2026, 7, 1)));
  CHECK(contains(quarter, make_date(2026, 9, 30)));
  CHECK_FALSE(contains(quarter, make_date(2026, 6, 30)));
  CHECK_FALSE(contains(quarter, make_date(2026, 10, 1)));
}

TEST_CASE("units have names that read back") {
  for (const PeriodUnit unit : all_units) CHECK(parse_word<PeriodUnit>(to_string(unit)) == unit);
  CHECK(to_string(PeriodUnit::half) == "half");
  CHECK_FALSE(parse_word<PeriodUnit>("Week"));
  CHECK_FALSE(parse_word<PeriodUnit>(""));
}

TEST_CASE("properties of periods, for all units and fiscal starts") {
  CHECK(rc::check("the period that contains a date contains it", [] {
    const Sample s = some_period();
    RC_ASSERT(contains(s.period, s.date));
  }));
  CHECK(rc::check("each day of a period names that period", [] {
    const Sample s = some_period();
    RC_ASSERT(period_containing(s.period.first, s.unit, s.start) == s.period);
    RC_ASSERT(period_containing(s.period.last, s.unit, s.start) == s.period);
  }));
  CHECK(rc::check("next and previous are inverse and leave no gap", [] {
    const Sample s = some_period();
    const Period next = next_period(s.period, s.unit, s.start);
    RC_ASSERT(days_between(s.period.last, next.first) == 1);
    RC_ASSERT(previous_period(next, s.unit, s.start) == s.period);
    RC_ASSERT(next_period(previous_period(s.period, s.unit, s.start), s.unit, s.start) == s.period);
  }));
  CHECK(rc::check("a name reads back as its period", [] {
    const Sample s = some_period();
    const auto named = parse_period(period_name(s.period, s.unit, s.start), s.start);
    RC_ASSERT(named.has_value());
    RC_ASSERT(named->period == s.period);
    RC_ASSERT(named->unit == s.unit);
  }));
  CHECK(rc::check("a year before has the same name but for the year", [] {
    const Sample s = some_period();
    const auto before = year_before(s.period, s.unit, s.start);
    const std::string name = period_name(s.period, s.unit, s.start);
    if (!before) {
      const bool is_lonely = name.substr(4) == "-W53" || name.substr(4) == "-02-29";
      RC_ASSERT(is_lonely);
      return;
    }
    const std::string earlier = period_name(*before, s.unit, s.start);
    RC_ASSERT(earlier.substr(4) == name.substr(4));
    RC_ASSERT(std::stoi(earlier) + 1 == std::stoi(name));
    RC_ASSERT(period_containing(before->first, s.unit, s.start) == *before);
  }));
}

TEST_CASE("every name of 28 years round trips for all twelve fiscal starts") {
  for (unsigned start = 1; start <= 12; ++start) {
    for (const PeriodUnit unit :
         {PeriodUnit::week, PeriodUnit::month, PeriodUnit::quarter, PeriodUnit::half, PeriodUnit::year}) {
      Period period = period_containing(make_date(2000, 1, 1), unit, start);
      int wrong = 0;
      for (; period.first < make_date(2028, 1, 1); period = next_period(period, unit, start)) {
        const auto named = parse_period(period_name(period, unit, start), start);
        if (!named || named->period != period || named->unit != unit) ++wrong;
      }
      CHECK(wrong == 0);
    }
  }
}

}  // namespace period_test
