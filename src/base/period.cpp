// SPDX-License-Identifier: MIT
// Named stretches of the calendar; weeks are ISO 8601 weeks, months are calendar months, the rest follows the fiscal
// start.
#include "okr/base/period.hpp"

#include <array>

#include "base/digits.hpp"

namespace okr {
namespace {

constexpr std::array<std::string_view, 6> unit_names{"day", "week", "month", "quarter", "half", "year"};

int year_of(Date date) { return static_cast<int>(date.year()); }
unsigned month_of(Date date) { return static_cast<unsigned>(date.month()); }
Date first_of_month(Date date) { return Date{date.year(), date.month(), std::chrono::day{1}}; }

/// Months between the start of the date's fiscal year and its month: 0..11.
int fiscal_month_index(Date date, FiscalYear fiscal_year) {
  return static_cast<int>((month_of(date) + 12 - fiscal_year.first_month) % 12);
}

/// The number of the fiscal year that holds the date.
int year_number(Date date, FiscalYear fiscal_year) {
  const int begins = month_of(date) >= fiscal_year.first_month ? year_of(date) : year_of(date) - 1;
  return begins + fiscal_year.lead();
}

Period months_from(Date first, int count) { return {first, add_days(add_months(first, count), -1)}; }

Period week_of(Date date) {
  const Date monday = add_days(date, 1 - iso_weekday(date));
  return {monday, add_days(monday, 6)};
}

/// The ISO year of a week is the year of its Thursday.
int iso_year(const Period& week) { return year_of(add_days(week.first, 3)); }

/// 4 January is always in week 1.
Date first_monday(int year) { return week_of(make_date(year, 1, 4)).first; }

int iso_week(const Period& week) { return days_between(first_monday(iso_year(week)), week.first) / 7 + 1; }

std::optional<Period> week_by_number(int year, int number) {
  const Date monday = add_days(first_monday(year), (number - 1) * 7);
  const Period week{monday, add_days(monday, 6)};
  const bool exists = number >= 1 && iso_year(week) == year;
  return exists ? std::optional(week) : std::nullopt;
}

int months_in(PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::quarter: return 3;
    case PeriodUnit::half: return 6;
    case PeriodUnit::year: return 12;
    case PeriodUnit::day:
    case PeriodUnit::week:
    case PeriodUnit::month: return 1;
  }
  return 1;
}

std::optional<NamedPeriod> part_of_year(Date year_start, PeriodUnit unit, int number) {
  const int months = months_in(unit);
  if (number < 1 || number > 12 / months) return std::nullopt;
  return NamedPeriod{months_from(add_months(year_start, (number - 1) * months), months), unit};
}

std::string padded(int value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

/// "-Q3", "-H1".
std::string part_name(char letter, int index) { return {'-', letter, static_cast<char>('1' + index)}; }

}  // namespace

int length_in_days(const Period& period) { return days_between(period.first, period.last) + 1; }

bool contains(const Period& period, Date date) { return period.first <= date && date <= period.last; }

std::string_view to_string(PeriodUnit unit) { return unit_names[static_cast<std::size_t>(unit)]; }

std::optional<PeriodUnit> parse_period_unit(std::string_view text) {
  for (std::size_t i = 0; i < unit_names.size(); ++i) {
    if (unit_names[i] == text) return static_cast<PeriodUnit>(i);
  }
  return std::nullopt;
}

std::optional<NamedPeriod> parse_period(std::string_view text, FiscalYear fiscal_year) {
  if (const auto date = parse_date(text)) return NamedPeriod{{*date, *date}, PeriodUnit::day};
  if (text.size() < 4 || text.size() > 8) return std::nullopt;
  const int year = number_from_digits(text.substr(0, 4));
  if (year < 0) return std::nullopt;
  const Date year_start = make_date(year - fiscal_year.lead(), fiscal_year.first_month, 1);
  if (text.size() == 4) return part_of_year(year_start, PeriodUnit::year, 1);
  if (text.size() < 7 || text[4] != '-') return std::nullopt;
  const std::string_view part = text.substr(5);
  const int number = number_from_digits(part.substr(1));
  if (part.size() == 2 && part[0] == 'Q') return part_of_year(year_start, PeriodUnit::quarter, number);
  if (part.size() == 2 && part[0] == 'H') return part_of_year(year_start, PeriodUnit::half, number);
  if (part.size() == 2) return part_of_year(make_date(year, 1, 1), PeriodUnit::month, number_from_digits(part));
  if (part[0] != 'W') return std::nullopt;
  const auto week = week_by_number(year, number);
  return week ? std::optional(NamedPeriod{*week, PeriodUnit::week}) : std::nullopt;
}

Period period_containing(Date date, PeriodUnit unit, FiscalYear fiscal_year) {
  switch (unit) {
    case PeriodUnit::day: return {date, date};
    case PeriodUnit::week: return week_of(date);
    case PeriodUnit::month:
    case PeriodUnit::quarter:
    case PeriodUnit::half:
    case PeriodUnit::year: break;
  }
  const int months = months_in(unit);
  const int months_gone = fiscal_month_index(date, fiscal_year) % months;
  return months_from(add_months(first_of_month(date), -months_gone), months);
}

std::string period_name(const Period& period, PeriodUnit unit, FiscalYear fiscal_year) {
  const int month_index = fiscal_month_index(period.first, fiscal_year);
  const std::string year = padded(year_number(period.first, fiscal_year), 4);
  switch (unit) {
    case PeriodUnit::day: return to_string(period.first);
    case PeriodUnit::week: return padded(iso_year(period), 4) + "-W" + padded(iso_week(period), 2);
    case PeriodUnit::month: return to_string(period.first).substr(0, 7);
    case PeriodUnit::quarter: return year + part_name('Q', month_index / 3);
    case PeriodUnit::half: return year + part_name('H', month_index / 6);
    case PeriodUnit::year: return year;
  }
  return {};
}

Period next_period(const Period& period, PeriodUnit unit, FiscalYear fiscal_year) {
  return period_containing(add_days(period.last, 1), unit, fiscal_year);
}

Period previous_period(const Period& period, PeriodUnit unit, FiscalYear fiscal_year) {
  return period_containing(add_days(period.first, -1), unit, fiscal_year);
}

std::optional<Period> year_before(const Period& period, PeriodUnit unit, FiscalYear fiscal_year) {
  if (unit == PeriodUnit::week) return week_by_number(iso_year(period) - 1, iso_week(period));
  const Date first = add_months(period.first, -12);
  if (first.day() != period.first.day()) return std::nullopt;
  return period_containing(first, unit, fiscal_year);
}

}  // namespace okr
