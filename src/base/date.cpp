// SPDX-License-Identifier: MIT
// Calendar arithmetic and the texts of a date; what people type instead of a date is in typed_date.cpp.
#include "okr/base/date.hpp"

#include <array>

#include "base/digits.hpp"

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

}  // namespace okr
