// SPDX-License-Identifier: MIT
// Calendar dates without time or zone, their ISO 8601 text and the other ways to type them; when a fiscal year begins;
// and named stretches of the calendar: days, ISO weeks, months, quarters, halves and years.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "okr/base/enum_words.hpp"

namespace okr {

/// Which of its two calendar years a fiscal year is called after.
enum class YearName : std::uint8_t { start, end };
OKR_WORDS(YearName, "start", "end")

/// A workspace's years (method.md 0, 32): with month 10 and `end`, 2026-Q1 is October to December 2025. Months, weeks
/// and days are calendar ones under every value. A month alone names years by their start.
struct FiscalYear {
  unsigned first_month = 1;  ///< 1..12
  YearName named_by = YearName::start;

  constexpr FiscalYear(unsigned month = 1, YearName name = YearName::start) : first_month(month), named_by(name) {}
  friend constexpr bool operator==(const FiscalYear&, const FiscalYear&) = default;

  /// How far a year's number is ahead of the calendar year it begins in: 1 or 0.
  constexpr int lead() const { return named_by == YearName::end && first_month > 1 ? 1 : 0; }
};

using Date = std::chrono::year_month_day;

/// A date from its parts; the caller knows that it exists.
constexpr Date make_date(int year, unsigned month, unsigned day) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

/// "2026-08-17" exactly, years 0000 to 9999; empty for any other text and for dates that do not exist.
std::optional<Date> parse_date(std::string_view text);

/// ISO 8601: "2026-08-17".
std::string to_string(Date date);

/// Days from `from` to `to`, negative when `to` is earlier.
int days_between(Date from, Date to);

/// The date `days` later (earlier when negative).
Date add_days(Date date, int days);

/// The day of the same number `months` later, the month's last day where there is none of that number (31 Jan + 1 = 28
/// Feb).
Date add_months(Date date, int months);

/// 1 Monday to 7 Sunday.
int iso_weekday(Date date);

/// "Mon" for 1 to "Sun" for 7: English, as everything the program prints; empty for other numbers.
std::string_view weekday_name(int iso_weekday);
/// "Jan" for 1 to "Dec" for 12, in English; empty for other numbers.
std::string_view month_name(unsigned month);

/// 1 to 12 for "July", "jul" and, as it is written too, "Sept"; nothing for any other word.
std::optional<int> month_named(std::string_view word);

/// "17 Aug": where the year stands beside it, or is of no doubt. All else says short_date.
std::string yearless_date(Date date);

/// "2 Oct 2026".
std::string long_date(Date date);

/// "2 Oct", with its year where that is not the one of the day on which it is read: how the screens show a day.
std::string short_date(Date date, Date as_of);

/// Whether a weekday that is typed is the last one or the coming one; both take today's.
enum class Looking : std::uint8_t {
  back,  ///< when something was: a reading
  ahead  ///< when something is to be: due, start, end
};

/// A date as a person types it, in any case: 2026-08-17, today, yesterday, tomorrow, -3d, +2w (up to four digits), mon
/// to sun (the last one or the coming one, today included), 2026-W33 (its Sunday), eow, eom, eoq, eoy (the last day of
/// the calendar week, month, quarter or year that holds `today`; the fiscal start moves quarters and years). Empty when
/// it is none of these, and where the day lies outside the years 0000 to 9999.
std::optional<Date> parse_typed_date(std::string_view text, Date today, FiscalYear fiscal_year,
                                     Looking looking = Looking::back);

/// A date written as `format` says: %d, %m, %b (a month's name in English, whole or its first three letters), %Y, %y,
/// %H:%M:%S or %I:%M:%S %p (a time of day, of 24 hours or with AM and PM, which is read and dropped) and literal
/// characters ("%d.%m.%Y"); ISO 8601 when the format is empty. Empty for any other text, trailing characters, days and
/// times that do not exist, and formats with other letters.
std::optional<Date> parse_formatted_date(std::string_view text, std::string_view format);

/// The day of an ISO 8601 text that may have a time of day behind it, with or without seconds and zone, after T or a
/// blank: "2026-08-17T23:30:00Z", "2026-08-17 23:30". The day is the one that is written, in whatever zone.
std::optional<Date> parse_date_and_time(std::string_view text);

/// A day that can be written: of the years 0000 to 9999.
bool is_of_calendar(Date date);

/// A stretch of days; both ends belong to it.
struct Period {
  Date first;
  Date last;
  friend bool operator==(const Period&, const Period&) = default;
};

inline constexpr int days_of_week = 7;

/// The stretches of the calendar that periods are named by, the shortest first.
enum class PeriodUnit { day, week, month, quarter, half, year };
OKR_WORDS(PeriodUnit, "day", "week", "month", "quarter", "half", "year")

/// Days in the period, both ends counted.
int length_in_days(const Period& period);

/// "2026-08-01 to 2026-08-16"
std::string to_string(const Period& period);

/// True for a day of the period, its first and its last too.
bool contains(const Period& period, Date date);

constexpr std::string_view to_string(PeriodUnit unit) { return word(unit); }

/// What the name of a period says: its days, and its unit.
struct NamedPeriod {
  Period period;
  PeriodUnit unit;
};
/// A period by its name: 2026, 2026-H2, 2026-Q3, 2026-08, 2026-W33, 2026-08-17. `fiscal_year` moves years, halves and
/// quarters: with 4, 2026-Q1 is April to June 2026. Empty when the text names none, and where a day of it lies outside
/// the years 0000 to 9999: 9999-W52.
std::optional<NamedPeriod> parse_period(std::string_view text, FiscalYear fiscal_year);

/// The period of that unit that holds the date.
Period period_containing(Date date, PeriodUnit unit, FiscalYear fiscal_year);

/// The name that parse_period reads back: "2026-W33", "2026-08", "2026-Q3", ...
std::string period_name(const Period& period, PeriodUnit unit, FiscalYear fiscal_year);
/// The name of the period of that unit that holds the date.
std::string period_name(Date date, PeriodUnit unit, FiscalYear fiscal_year);

/// The period of the unit that begins the day after this one ends.
Period next_period(const Period& period, PeriodUnit unit, FiscalYear fiscal_year);
/// The period of the unit that ends the day before this one begins.
Period previous_period(const Period& period, PeriodUnit unit, FiscalYear fiscal_year);

/// The period of the same name one year earlier (method.md 5.4); empty for week 53 and 29 February without partner.
std::optional<Period> year_before(const Period& period, PeriodUnit unit, FiscalYear fiscal_year);

}  // namespace okr
