// SPDX-License-Identifier: MIT
// Calendar arithmetic and the texts of a date; what people type instead of a date is in typed_date.cpp.
#include "okr/base/date.hpp"

#include <array>
#include <charconv>

#include "base/digits.hpp"
#include "okr/base/period.hpp"
#include "okr/base/text.hpp"

namespace okr {
namespace {

void append_padded(std::string& out, unsigned value, unsigned highest_place) {
  for (unsigned place = highest_place; place > 0; place /= 10) out += static_cast<char>('0' + value / place % 10);
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = number_from_digits(text.substr(0, 4));
  const int month = number_from_digits(text.substr(5, 2));
  const int day = number_from_digits(text.substr(8, 2));
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const Date date = make_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::string to_string(Date date) {
  const int year = static_cast<int>(date.year());
  std::string text = year < 0 ? "-" : "";
  const unsigned magnitude = static_cast<unsigned>(year < 0 ? -year : year);
  append_padded(text, magnitude, magnitude > 9999 ? 10000 : 1000);
  text += '-';
  append_padded(text, static_cast<unsigned>(date.month()), 10);
  text += '-';
  append_padded(text, static_cast<unsigned>(date.day()), 10);
  return text;
}

int days_between(Date from, Date to) {
  return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

Date add_days(Date date, int days) { return Date{std::chrono::sys_days(date) + std::chrono::days(days)}; }

Date add_months(Date date, int months) {
  const Date moved = date + std::chrono::months(months);
  return moved.ok() ? moved : Date{moved.year() / moved.month() / std::chrono::last};
}

int iso_weekday(Date date) {
  return static_cast<int>(std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding());
}

std::string_view weekday_name(int iso_weekday) {
  static constexpr std::array<std::string_view, 7> names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  return iso_weekday < 1 || iso_weekday > 7 ? "" : names[static_cast<std::size_t>(iso_weekday - 1)];
}

std::string_view month_name(unsigned month) {
  static constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return month < 1 || month > 12 ? "" : names[month - 1];
}

std::string short_date(Date date) {
  std::string text = std::to_string(static_cast<unsigned>(date.day()));
  text += ' ';
  text += month_name(static_cast<unsigned>(date.month()));
  return text;
}

std::string long_date(Date date) { return short_date(date) + ' ' + std::to_string(static_cast<int>(date.year())); }

namespace {

/// Takes up to `most` digits from the front; empty when there is none.
std::optional<int> take_digits(std::string_view& text, std::size_t most) {
  std::size_t count = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  int number = 0;
  if (count == 0 || std::from_chars(text.data(), text.data() + count, number).ec != std::errc()) return std::nullopt;
  text.remove_prefix(count);
  return number;
}

struct Parts {
  int year = 0, month = 0, day = 0;
};

constexpr int century = 2000;  // %y is 2000 to 2099: nobody keeps KPIs of the last one

bool take_field(std::string_view& text, char field, Parts& parts) {
  const auto number = take_digits(text, field == 'Y' ? 4 : 2);
  if (!number) return false;
  switch (field) {
    case 'Y': parts.year = *number; return true;
    case 'y': parts.year = century + *number; return true;
    case 'm': parts.month = *number; return true;
    case 'd': parts.day = *number; return true;
    default: return false;
  }
}

}  // namespace

std::optional<Date> parse_formatted_date(std::string_view text, std::string_view format) {
  if (format.empty()) return parse_date(text);
  Parts parts;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '%' && i + 1 < format.size()) {
      if (!take_field(text, format[++i], parts)) return std::nullopt;
    } else {
      if (text.empty() || text.front() != format[i]) return std::nullopt;
      text.remove_prefix(1);
    }
  }
  const Date date = make_date(parts.year, static_cast<unsigned>(parts.month), static_cast<unsigned>(parts.day));
  if (!text.empty() || !date.ok()) return std::nullopt;
  return date;
}

namespace {

/// Four digits of weeks stay far inside the years a date can name.
constexpr std::size_t most_digits_of_offset = 4;

/// "-3d", "+2w".
std::optional<Date> days_away(std::string_view text, Date today) {
  if (text.size() < 3 || text.size() > most_digits_of_offset + 2) return std::nullopt;
  if (text.front() != '-' && text.front() != '+') return std::nullopt;
  const char unit = text.back();
  if (unit != 'd' && unit != 'w') return std::nullopt;
  const std::string_view count_text = text.substr(1, text.size() - 2);
  unsigned count = 0;
  const auto [end, error] = std::from_chars(count_text.data(), count_text.data() + count_text.size(), count);
  if (error != std::errc{} || end != count_text.data() + count_text.size()) return std::nullopt;
  const int days = static_cast<int>(unit == 'w' ? count * 7 : count);
  return add_days(today, text.front() == '-' ? -days : days);
}

/// "mon" to "sun": the last one before or on today, or the first one on or after it.
std::optional<Date> nearest_weekday(std::string_view text, Date today, Looking looking) {
  for (int weekday = 1; weekday <= 7; ++weekday) {
    if (to_lower_ascii(weekday_name(weekday)) != text) continue;
    const int since = (iso_weekday(today) - weekday + 7) % 7;
    return add_days(today, looking == Looking::back ? -since : (7 - since) % 7);
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

std::optional<Date> parse_typed_date(std::string_view text, Date today, FiscalYear fiscal_year, Looking looking) {
  if (const auto date = parse_date(text)) return date;
  const std::string word = to_lower_ascii(text);
  if (word == "today") return today;
  if (word == "yesterday") return add_days(today, -1);
  if (word == "tomorrow") return add_days(today, 1);
  if (const auto date = days_away(word, today)) return date;
  if (const auto date = nearest_weekday(word, today, looking)) return date;
  if (const auto date = end_of(word, today, fiscal_year)) return date;
  return end_of_named_week(word, fiscal_year);
}

}  // namespace okr
