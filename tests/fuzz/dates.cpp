// SPDX-License-Identifier: MIT
// First byte: the fiscal year; the first line: a text; the second: a format.
#include "okr/base/date.hpp"

#include <algorithm>
#include <string>

#include "actions/import/cycle_names.hpp"
#include "ensure.hpp"
#include "okr/base/csv.hpp"
#include "targets.hpp"

using namespace okr;

namespace {

constexpr Date today = make_date(2026, 8, 24);

void check_day(Date date, std::string_view text) {
  okr_fuzz::ensure(date.ok(), "a date that was read exists", text);
  okr_fuzz::ensure(parse_date(to_string(date)) == date, "a date is read back", text);
  okr_fuzz::ensure(add_days(date, days_between(date, today)) == today, "days between are days", text);
  okr_fuzz::ensure(iso_weekday(date) >= 1 && iso_weekday(date) <= 7, "a day has a weekday", text);
  okr_fuzz::ensure(!short_date(date, date).empty() && !long_date(date).empty(), "a day has words", text);
}

void check_period(const NamedPeriod& named, std::string_view text, FiscalYear fiscal_year) {
  const auto [period, unit] = named;
  okr_fuzz::ensure(period.first.ok() && period.last.ok() && period.first <= period.last, "a period has days", text);
  const auto name = period_name(period, unit, fiscal_year);
  const auto again = parse_period(name, fiscal_year);
  okr_fuzz::ensure(again && again->period == period && again->unit == unit, "a period's name is read back", name);
  okr_fuzz::ensure(period_containing(period.first, unit, fiscal_year) == period, "its first day lies in it", name);
  okr_fuzz::ensure(period_containing(period.last, unit, fiscal_year) == period, "its last day lies in it", name);
  const auto next = next_period(period, unit, fiscal_year);
  okr_fuzz::ensure(days_between(period.last, next.first) == 1, "the next begins behind it", name);
  okr_fuzz::ensure(previous_period(next, unit, fiscal_year) == period, "the one before the next is itself", name);
  const auto before = year_before(period, unit, fiscal_year);
  okr_fuzz::ensure(!before || before->last < period.first, "a year before lies before", name);
}

FiscalYear fiscal_year_of(char byte) {
  const auto number = static_cast<unsigned char>(byte);
  return {number % 12U + 1U, number & 0x80U ? YearName::end : YearName::start};
}

}  // namespace

void okr_fuzz::dates(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto fiscal_year = fiscal_year_of(bytes.front());
  bytes.remove_prefix(1);
  const auto line = bytes.substr(0, bytes.find('\n'));
  const auto format = bytes.substr(std::min(line.size() + 1, bytes.size()));
  if (const auto date = parse_date(line)) check_day(*date, line);
  if (const auto date = parse_date_and_time(line)) check_day(*date, line);
  for (const auto looking : {Looking::back, Looking::ahead})
    if (const auto date = parse_typed_date(line, today, fiscal_year, looking)) check_day(*date, line);
  if (const auto date = parse_formatted_date(line, format)) check_day(*date, line);
  if (const auto period = parse_period(line, fiscal_year)) check_period(*period, line, fiscal_year);
  CsvForm form{.date_format = std::string(format), .fiscal_year = fiscal_year};
  const CsvCell cell{std::string(line), {}, false};
  if (check_date_format(format))
    if (const auto day = csv_day(cell, form)) check_day(day->date, line);
  if (const auto said = actions::cycle_said(line, fiscal_year)) ensure(!said->id.empty(), "a cycle has an id", line);
}
