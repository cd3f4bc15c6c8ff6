// SPDX-License-Identifier: MIT
// Dates as people type them, relative to today; the ISO text alone is in date.cpp.
#include <array>
#include <charconv>

#include "okr/base/date.hpp"
#include "okr/base/period.hpp"
#include "okr/base/text.hpp"

namespace okr {
namespace {

/// Four digits of weeks stay far inside the years a date can name.
constexpr std::size_t most_digits_back = 4;

/// "-3d", "-2w".
std::optional<Date> days_back(std::string_view text, Date today) {
  if (text.size() < 3 || text.size() > most_digits_back + 2 || text.front() != '-') return std::nullopt;
  const char unit = text.back();
  if (unit != 'd' && unit != 'w') return std::nullopt;
  const std::string_view count_text = text.substr(1, text.size() - 2);
  unsigned count = 0;
  const auto [end, error] = std::from_chars(count_text.data(), count_text.data() + count_text.size(), count);
  if (error != std::errc{} || end != count_text.data() + count_text.size()) return std::nullopt;
  return add_days(today, -static_cast<int>(unit == 'w' ? count * 7 : count));
}

/// "mon" to "sun": the last one before or on today.
std::optional<Date> last_weekday(std::string_view text, Date today) {
  for (int weekday = 1; weekday <= 7; ++weekday) {
    if (to_lower_ascii(weekday_name(weekday)) != text) continue;
    return add_days(today, -((iso_weekday(today) - weekday + 7) % 7));
  }
  return std::nullopt;
}

/// "eow", "eom", "eoq", "eoy".
std::optional<Date> end_of(std::string_view text, Date today, FiscalYear fiscal_year) {
  if (text.size() != 3 || text.substr(0, 2) != "eo") return std::nullopt;
  static constexpr std::array<PeriodUnit, 4> units{PeriodUnit::week, PeriodUnit::month, PeriodUnit::quarter,
                                                   PeriodUnit::year};
  const std::size_t which = std::string_view("wmqy").find(text[2]);
  if (which == std::string_view::npos) return std::nullopt;
  return period_containing(today, units[which], fiscal_year).last;
}

/// "2026-w33": its Sunday.
std::optional<Date> end_of_named_week(std::string_view lower_text, FiscalYear fiscal_year) {
  std::string name(lower_text);
  if (name.size() != 8 || name[5] != 'w') return std::nullopt;
  name[5] = 'W';
  const auto named = parse_period(name, fiscal_year);
  return named ? std::optional(named->period.last) : std::nullopt;
}

}  // namespace

std::optional<Date> parse_typed_date(std::string_view text, Date today, FiscalYear fiscal_year) {
  if (const auto date = parse_date(text)) return date;
  const std::string word = to_lower_ascii(text);
  if (word == "today") return today;
  if (word == "yesterday") return add_days(today, -1);
  if (const auto date = days_back(word, today)) return date;
  if (const auto date = last_weekday(word, today)) return date;
  if (const auto date = end_of(word, today, fiscal_year)) return date;
  return end_of_named_week(word, fiscal_year);
}

}  // namespace okr
