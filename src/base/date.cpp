// SPDX-License-Identifier: MIT
// Calendar arithmetic, the texts of a date and what people type instead of one; periods: weeks are ISO 8601 weeks,
// months are calendar months, the rest follows the fiscal start.
#include "okr/base/date.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr {
namespace {

/// The number the digits spell, -1 when one of them is no digit; for at most nine digits.
constexpr int number_from_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

void append_padded(std::string& out, unsigned value, unsigned highest_place) {
  for (unsigned place = highest_place; place > 0; place /= 10) out += static_cast<char>('0' + value / place % 10);
}

/// Takes up to `most` digits from the front; empty when there are fewer than `least`.
std::optional<int> take_digits(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t count = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  int number = 0;
  if (count < least || std::from_chars(text.data(), text.data() + count, number).ec != std::errc()) return std::nullopt;
  text.remove_prefix(count);
  return number;
}

struct Parts {
  int year = 0, month = 0, day = 0;
};

constexpr int century = 2000;  // %y is 2000 to 2099: nobody keeps KPIs of the last one

constexpr std::array<std::string_view, 12> whole_month_names{"january",   "february", "march",    "april",
                                                             "may",       "june",     "july",     "august",
                                                             "september", "october",  "november", "december"};

/// 1 to 12 for "Jul" or "July" at the front, in any case; the whole name where it stands there.
std::optional<int> take_month_name(std::string_view& text) {
  const std::string lower = to_lower_ascii(text);
  for (std::size_t month = 0; month < whole_month_names.size(); ++month) {
    const std::string_view name = whole_month_names[month];
    if (!std::string_view(lower).starts_with(name.substr(0, 3))) continue;
    text.remove_prefix(std::string_view(lower).starts_with(name) ? name.size() : 3);
    return static_cast<int>(month) + 1;
  }
  return std::nullopt;
}

/// "AM", "p.m.": the day is the same whichever.
bool take_half_day(std::string_view& text) {
  constexpr std::size_t longest = 4;
  const std::string lower = to_lower_ascii(text.substr(0, longest));
  for (const std::string_view half : {"am", "pm", "a.m.", "p.m."}) {
    if (!lower.starts_with(half)) continue;
    text.remove_prefix(half.size());
    return true;
  }
  return false;
}

/// Bytes of a blank at the front; newer spreadsheets put a narrow one in front of AM.
std::size_t blank_length(std::string_view text) {
  for (const std::string_view blank : {" ", "\u00A0", "\u202F"})
    if (text.starts_with(blank)) return blank.size();
  return 0;
}

bool take_field(std::string_view& text, char field, Parts& parts) {
  if (field == 'p') return take_half_day(text);
  if (field == 'b') {
    const auto month = take_month_name(text);
    parts.month = month.value_or(0);
    return month.has_value();
  }
  constexpr std::size_t of_year = 4, of_century = 2;
  const std::size_t most = field == 'Y' ? of_year : of_century;
  const bool is_year = field == 'Y' || field == 'y';  // whole: "26" is no year after Christ, and "2026" no 20
  const auto number = take_digits(text, is_year ? most : 1, most);
  if (!number) return false;
  switch (field) {
    case 'Y': parts.year = *number; return true;
    case 'y': parts.year = century + *number; return true;
    case 'm': parts.month = *number; return true;
    case 'd': parts.day = *number; return true;
    case 'H': return *number < 24;
    case 'I': return *number >= 1 && *number <= 12;
    case 'M': return *number < 60;
    case 'S': return *number <= 60;  // a leap second
    default: return false;
  }
}

/// Four digits of weeks stay far inside the years a date can name.
constexpr std::size_t most_digits_of_offset = 4;

/// "-3d", "+2w".
std::optional<Date> days_away(std::string_view text, Date today) {
  if (text.size() < 3 || text.size() > most_digits_of_offset + 2) return std::nullopt;
  if (text.front() != '-' && text.front() != '+') return std::nullopt;
  const char unit = text.back();
  if (unit != 'd' && unit != 'w') return std::nullopt;
  const auto count = whole_number<unsigned>(text.substr(1, text.size() - 2));
  if (!count) return std::nullopt;
  const int days = static_cast<int>(unit == 'w' ? *count * 7 : *count);
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

int year_of(Date date) { return static_cast<int>(date.year()); }
unsigned month_of(Date date) { return static_cast<unsigned>(date.month()); }
Date first_of_month(Date date) { return Date{date.year(), date.month(), std::chrono::day{1}}; }

/// Months between the start of the date's fiscal year and its month: 0..11.
int fiscal_month_index(Date date, FiscalYear fiscal_year) {
  return static_cast<int>((month_of(date) + 12 - fiscal_year.first_month) % 12);
}

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

std::optional<int> month_named(std::string_view word) {
  const std::string lower = to_lower_ascii(word);
  std::string_view rest = lower == "sept" ? std::string_view("sep") : std::string_view(lower);
  const auto month = take_month_name(rest);
  return rest.empty() ? month : std::nullopt;
}

std::string_view month_name(unsigned month) {
  static constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return month < 1 || month > 12 ? "" : names[month - 1];
}

std::string yearless_date(Date date) {
  std::string text = std::to_string(static_cast<unsigned>(date.day()));
  text += ' ';
  text += month_name(static_cast<unsigned>(date.month()));
  return text;
}

std::string to_string(const Period& period) { return to_string(period.first) + " to " + to_string(period.last); }

std::string long_date(Date date) { return yearless_date(date) + ' ' + std::to_string(static_cast<int>(date.year())); }

std::string short_date(Date date, Date as_of) {
  return date.year() == as_of.year() ? yearless_date(date) : long_date(date);
}

std::optional<Date> parse_formatted_date(std::string_view text, std::string_view format) {
  if (format.empty()) return parse_date(text);
  Parts parts;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '%' && i + 1 < format.size()) {
      if (!take_field(text, format[++i], parts)) return std::nullopt;
    } else {
      const std::size_t length = format[i] == ' ' ? blank_length(text) : text.starts_with(format[i]) ? 1 : 0;
      if (length == 0) return std::nullopt;
      text.remove_prefix(length);
    }
  }
  const Date date = make_date(parts.year, static_cast<unsigned>(parts.month), static_cast<unsigned>(parts.day));
  if (!text.empty() || !date.ok()) return std::nullopt;
  return date;
}

namespace {

/// What may stand behind "23:30": nothing, "Z", "+02:00", "-0500", "+02".
bool is_zone(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z") return true;
  if (text.front() != '+' && text.front() != '-') return false;
  text.remove_prefix(1);
  const auto hours = take_digits(text, 1, 2);
  if (!hours) return false;
  if (text.empty()) return true;
  if (text.front() == ':') text.remove_prefix(1);
  return take_digits(text, 1, 2).has_value() && text.empty();
}

bool is_time(std::string_view text) {
  Parts unused;
  if (!take_field(text, 'H', unused) || !text.starts_with(':')) return false;
  text.remove_prefix(1);
  if (!take_field(text, 'M', unused)) return false;
  if (text.starts_with(':')) {
    text.remove_prefix(1);
    if (!take_field(text, 'S', unused)) return false;
    if (text.starts_with('.') || text.starts_with(',')) {
      text.remove_prefix(1);
      if (!take_digits(text, 1, 9)) return false;
    }
  }
  return is_zone(text);
}

}  // namespace

std::optional<Date> parse_date_and_time(std::string_view text) {
  constexpr std::size_t length_of_day = 10;
  const auto date = parse_date(text.substr(0, std::min(text.size(), length_of_day)));
  if (!date || text.size() == length_of_day) return date;
  const char between = text[length_of_day];
  if (between != 'T' && between != 't' && between != ' ') return std::nullopt;
  return is_time(text.substr(length_of_day + 1)) ? date : std::nullopt;
}

bool is_of_calendar(Date date) { return date.year() >= std::chrono::year{0} && date.year() <= std::chrono::year{9999}; }

namespace {

std::optional<Date> date_meant(std::string_view text, Date today, FiscalYear fiscal_year, Looking looking) {
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

std::optional<NamedPeriod> period_named(std::string_view text, FiscalYear fiscal_year) {
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

}  // namespace

std::optional<Date> parse_typed_date(std::string_view text, Date today, FiscalYear fiscal_year, Looking looking) {
  const auto date = date_meant(text, today, fiscal_year, looking);
  return date && is_of_calendar(*date) ? date : std::nullopt;
}

int length_in_days(const Period& period) { return days_between(period.first, period.last) + 1; }

bool contains(const Period& period, Date date) { return period.first <= date && date <= period.last; }

std::optional<NamedPeriod> parse_period(std::string_view text, FiscalYear fiscal_year) {
  const auto named = period_named(text, fiscal_year);
  return named && is_of_calendar(named->period.first) && is_of_calendar(named->period.last) ? named : std::nullopt;
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

std::string period_name(Date date, PeriodUnit unit, FiscalYear fiscal_year) {
  return period_name(period_containing(date, unit, fiscal_year), unit, fiscal_year);
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
