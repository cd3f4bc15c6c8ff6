// SPDX-License-Identifier: MIT
#include "actions/import/cycle_names.hpp"

#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

constexpr int century = 2000;

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

/// Runs of letters and runs of digits, in lower case; an apostrophe stays in front of its digits. Everything else parts
/// them; a text with other letters than a to z has none.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  const auto sort_of = [](char c) { return is_digit(c) ? 1 : is_lower(c) ? 2 : c == '\'' ? 3 : 0; };
  int before = 0;
  for (const char c : to_lower_ascii(text)) {
    const int sort = sort_of(c);
    if (static_cast<unsigned char>(c) >= 0x80) return {};
    const bool goes_on = sort == before || (before == 3 && sort == 1);
    if (sort != 0) {
      if (!goes_on) words.emplace_back();
      words.back() += c;
    }
    before = sort;
  }
  return words;
}

/// Dashes of all lengths are one.
std::string with_plain_dashes(std::string_view text) {
  std::string plain(text);
  for (const std::string_view dash : {"\u2013", "\u2014", "\u2212"})
    for (auto at = plain.find(dash); at != std::string::npos; at = plain.find(dash))
      plain.replace(at, dash.size(), "-");
  for (auto at = plain.find("\u2019"); at != std::string::npos; at = plain.find("\u2019")) plain.replace(at, 3, "'");
  return plain;
}

int number_in(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// --- a named stretch of the calendar ---------------------------------------------------------------------------------

/// What the words of a name say, each at most once.
struct NameParts {
  std::optional<int> year, month;
  std::string part;  ///< "Q3", "H1", "W33"
  bool is_fiscal = false, is_calendar = false, may_be_third = false;
  bool is_known = true;  ///< every word was understood
};

class NameReader {
 public:
  explicit NameReader(std::vector<std::string> words) : words_(std::move(words)) {}

  NameParts parts() {
    while (at_ < words_.size() && parts_.is_known) parts_.is_known = take();
    return parts_;
  }

 private:
  bool take() {
    const std::string word = words_[at_++];
    if (word == "fy" || word == "fiscal") {
      if (word == "fiscal" && next_is("year")) ++at_;
      parts_.is_fiscal = true;
      return at_ < words_.size() && take_year(words_[at_++], true);
    }
    if (word == "cy" || word == "calendar") {
      if (word == "calendar" && next_is("year")) ++at_;
      parts_.is_calendar = true;
      return at_ < words_.size() && take_year(words_[at_++], true);
    }
    if (word == "quarter" || word == "q") return take_part('Q', 4);
    if (word == "t") return take_trimestre();
    if (word == "half" || word == "h") return take_part('H', 2);
    if (word == "week" || word == "w" || word == "cw" || word == "kw") return take_part('W', 53);
    if (word == "year" || word == "annual") return true;
    if (const auto month = month_named(word)) {
      if (parts_.month) return false;
      parts_.month = month;
      return true;
    }
    return take_year(word, false);
  }

  bool next_is(std::string_view word) const { return at_ < words_.size() && words_[at_] == word; }

  bool take_year(std::string_view word, bool may_be_short) {
    const bool has_mark = word.starts_with('\'');
    if (has_mark) word.remove_prefix(1);
    if (parts_.year || !all_digits(word)) return false;
    const bool is_short = word.size() == 2 && (may_be_short || has_mark);
    if (!is_short && word.size() != 4) return false;
    parts_.year = is_short ? century + number_in(word) : number_in(word);
    return true;
  }

  bool take_part(char letter, int most) {
    if (!parts_.part.empty() || at_ >= words_.size() || !all_digits(words_[at_]) || words_[at_].size() > 2)
      return false;
    const int which = number_in(words_[at_++]);
    if (which < 1 || which > most) return false;
    parts_.part = letter == 'W' ? fmt::format("W{:02}", which) : fmt::format("{}{}", letter, which);
    return true;
  }

  /// "T3"; there is no fourth third of a year.
  bool take_trimestre() {
    if (!take_part('Q', 4)) return false;
    parts_.may_be_third = parts_.part != "Q4";
    return true;
  }

  std::vector<std::string> words_;
  std::size_t at_ = 0;
  NameParts parts_;
};

/// "Q3/26", "T3/26", "H1-26", "3Q26", "3T 2026" as "2026-Q3", "2026-T3"; nothing for any other text. A blank between a
/// quarter and two digits says no year: "Q3 40%".
std::string short_part_of_year(std::string_view text) {
  constexpr std::size_t letter_and_digit = 2;
  if (text.size() <= letter_and_digit) return {};
  const std::string front = to_upper_ascii(text.substr(0, letter_and_digit));
  const auto is_letter = [](char c) { return c == 'Q' || c == 'H' || c == 'T'; };
  const bool is_turned = is_digit(front[0]) && is_letter(front[1]);
  if (!is_turned && !(is_letter(front[0]) && is_digit(front[1]))) return {};
  std::string_view year = text.substr(letter_and_digit);
  const bool is_parted = year.front() == '/' || year.front() == '-' || year.front() == '\'' || year.front() == ' ';
  const bool is_blank = year.front() == ' ';
  if (is_parted) year.remove_prefix(1);
  if (!all_digits(year) || (!is_parted && !is_turned)) return {};
  const bool is_short = year.size() == 2 && !is_blank;
  if (!is_short && year.size() != 4) return {};
  const int number = number_in(year) + (is_short ? century : 0);
  if (!is_turned) return fmt::format("{:04}-{}", number, front);
  return fmt::format("{:04}-{}{}", number, front[1] == 'T' ? 'Q' : front[1], front[0]);  // nobody counts thirds so
}

std::optional<SaidCycle> named_cycle(std::string_view text, FiscalYear fiscal_year) {
  if (const std::string whole = short_part_of_year(text); !whole.empty()) return named_cycle(whole, fiscal_year);
  if (const auto exact = parse_period(text, fiscal_year); exact && exact->unit != PeriodUnit::day)
    return SaidCycle{std::string(text), exact->period};
  std::vector<std::string> words = words_of(text);
  const bool is_short_month = words.size() == 2 && all_digits(words[1]) && words[1].size() == 2;
  if (words.empty() || (is_short_month && month_named(words[0]))) return std::nullopt;  // "Jul 26" may be a day
  const NameParts parts = NameReader(std::move(words)).parts();
  if (!parts.is_known || !parts.year || (parts.month && !parts.part.empty())) return std::nullopt;
  std::string id = fmt::format("{:04}", *parts.year);
  if (parts.month) id += fmt::format("-{:02}", *parts.month);
  if (!parts.part.empty()) id += "-" + parts.part;
  const auto named = parse_period(id, parts.is_calendar ? FiscalYear() : fiscal_year);
  if (named && parts.is_calendar) return cycle_of_days(named->period, fiscal_year);
  if (!named) return std::nullopt;
  return SaidCycle{std::move(id), named->period, true, parts.is_fiscal, parts.may_be_third};
}

// --- two days --------------------------------------------------------------------------------------------------------

/// A day, or a month, as one half of a stretch says it.
struct DayParts {
  std::optional<int> year, month, day;
};

/// "Jul 1", "1 July 2026", "Sep 30, 2026", "Jul", "Jul 2026".
std::optional<DayParts> day_parts(std::string_view text) {
  DayParts parts;
  for (const std::string& word : words_of(text)) {
    if (const auto month = month_named(word)) {
      if (parts.month) return std::nullopt;
      parts.month = month;
    } else if (all_digits(word) && word.size() == 4 && !parts.year) {
      parts.year = number_in(word);
    } else if (all_digits(word) && word.size() <= 2 && !parts.day) {
      parts.day = number_in(word);
    } else if (word != "st" && word != "nd" && word != "rd" && word != "th") {
      return std::nullopt;
    }
  }
  return parts.month ? std::optional(parts) : std::nullopt;
}

std::optional<Period> period_between(const DayParts& from, const DayParts& to) {
  if (!to.year || from.day.has_value() != to.day.has_value()) return std::nullopt;
  const int year = from.year.value_or(*from.month > *to.month ? *to.year - 1 : *to.year);
  const Date first = make_date(year, static_cast<unsigned>(*from.month), static_cast<unsigned>(from.day.value_or(1)));
  Date last = make_date(*to.year, static_cast<unsigned>(*to.month), static_cast<unsigned>(to.day.value_or(1)));
  if (!first.ok() || !last.ok()) return std::nullopt;
  if (!to.day) last = period_containing(last, PeriodUnit::month, {}).last;
  return first <= last ? std::optional(Period{first, last}) : std::nullopt;
}

std::optional<Period> days_between_marks(std::string_view from, std::string_view to) {
  const auto first = parse_date(trim(from)), last = parse_date(trim(to));
  if (first && last) return *first <= *last ? std::optional(Period{*first, *last}) : std::nullopt;
  const auto from_parts = day_parts(from), to_parts = day_parts(to);
  return from_parts && to_parts ? period_between(*from_parts, *to_parts) : std::nullopt;
}

std::optional<Period> two_days(std::string_view text) {
  for (const std::string_view mark : {" - ", " to ", " until ", "-"}) {
    const auto at = text.find(mark);
    if (at == std::string_view::npos) continue;
    if (auto days = days_between_marks(text.substr(0, at), text.substr(at + mark.size()))) return days;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Date> day_said(std::string_view said) {
  const std::string_view text = trim(said);
  if (const auto date = parse_date(text)) return date;
  if (text.find_first_of("()[]:;") != std::string_view::npos) return std::nullopt;
  const auto valid = [](int year, int month, int day) {
    const Date date = make_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    return date.ok() ? std::optional(date) : std::nullopt;
  };
  const auto dotted = split(text, '.');
  if (dotted.size() == 3 && std::ranges::all_of(dotted, all_digits) && dotted[0].size() <= 2 && dotted[1].size() <= 2 &&
      dotted[2].size() == 4)
    return valid(number_in(dotted[2]), number_in(dotted[1]), number_in(dotted[0]));
  const auto parts = day_parts(text);
  if (!parts || !parts->year || !parts->day) return std::nullopt;
  return valid(*parts->year, *parts->month, *parts->day);
}

std::string months_of_quarters(std::string_view text, FiscalYear fiscal_year) {
  std::vector<std::string> quarters, years;
  const std::vector<std::string> words = words_of(with_plain_dashes(text));
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_mark = words[i] == "q" || words[i] == "t";
    if (is_mark && i + 1 < words.size() && words[i + 1].size() == 1) quarters.push_back(words[i + 1]);
    if (words[i].size() == 4 && all_digits(words[i])) years.push_back(words[i]);
  }
  if (quarters.size() != 2 || years.empty() || years.size() > 2) return {};
  const auto first = parse_period(fmt::format("{}-Q{}", years.front(), quarters[0]), fiscal_year);
  const auto last = parse_period(fmt::format("{}-Q{}", years.back(), quarters[1]), fiscal_year);
  if (!first || !last || last->period.first <= first->period.first) return {};
  const SaidCycle named = cycle_of_days({first->period.first, last->period.last}, fiscal_year);
  if (named.says_dates) return named.id;
  const auto month = [](Date date) { return month_name(static_cast<unsigned>(date.month())); };
  const auto year = [](Date date) { return static_cast<int>(date.year()); };
  const Date from = named.period.first, to = named.period.last;
  if (year(from) == year(to)) return fmt::format("{}-{} {}", month(from), month(to), year(to));
  return fmt::format("{} {}-{} {}", month(from), year(from), month(to), year(to));
}

std::string fiscal_year_told(std::string_view said, const SaidCycle& cycle) {
  return fmt::format(
      "'{}' is read as {}, {} to {}: okr.toml does not say when a fiscal year begins (okr set "
      "workspace.fiscal-year-start=7: in July; workspace.fiscal-year-name=end: it is called after the year it ends in)",
      safe_for_terminal(said), cycle.id, to_string(cycle.period.first), to_string(cycle.period.last));
}

std::string third_told(std::string_view said, const SaidCycle& cycle) {
  constexpr unsigned months = 4;
  const auto which = static_cast<unsigned>(cycle.id.back() - '0');
  return fmt::format("'{}' is read as the quarter {}, {} to {}: write {}-{} {} if it is a third of the year",
                     safe_for_terminal(said), cycle.id, to_string(cycle.period.first), to_string(cycle.period.last),
                     month_name((which - 1) * months + 1), month_name(which * months), cycle.id.substr(0, 4));
}

SaidCycle cycle_of_days(const Period& days, FiscalYear fiscal_year) {
  for (const PeriodUnit unit :
       {PeriodUnit::year, PeriodUnit::half, PeriodUnit::quarter, PeriodUnit::month, PeriodUnit::week})
    if (period_containing(days.first, unit, fiscal_year) == days) return {period_name(days, unit, fiscal_year), days};
  return {fmt::format("{}-to-{}", to_string(days.first), to_string(days.last)), days, false};
}

std::optional<SaidCycle> cycle_said(std::string_view said, FiscalYear fiscal_year) {
  const std::string plain = with_plain_dashes(trim(said));
  if (auto named = named_cycle(plain, fiscal_year)) return named;
  const auto days = two_days(plain);
  return days ? std::optional(cycle_of_days(*days, fiscal_year)) : std::nullopt;
}

}  // namespace okr::actions
