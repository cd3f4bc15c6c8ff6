// SPDX-License-Identifier: MIT
// Days beside what people write: the whole days that are one, and what only speaks of a time.
#include <algorithm>
#include <array>
#include <iterator>
#include <span>

#include "actions/import/cycle_names.hpp"
#include "actions/import/draft.hpp"
#include "actions/import/markdown/line.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

/// Days that are none of the calendar without the one on which they were said.
constexpr std::string_view words_of_days =
    "yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|last week|last month|last quarter|gestern|"
    "vorgestern|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|letzte woche|letzten monat";

/// "2026-W32", "2026-08", "W32", "kw32", "q3".
bool is_period(std::string_view word) {
  const auto mark = word.find_first_of("0123456789");
  const std::string front = to_lower_ascii(word.substr(0, mark));
  const bool is_part = is_one_of("w|cw|kw|q|h", front) && mark != std::string_view::npos && word.size() <= mark + 2;
  const auto said = csv_day({std::string(word), nowhere}, CsvForm());
  return (is_part && std::ranges::all_of(word.substr(mark), is_digit)) || (said && said->unit != PeriodUnit::year);
}

/// The words of a text without the marks around them.
std::vector<std::string_view> plain_words(std::string_view text) {
  constexpr std::string_view around = "~()[],;:";
  std::vector<std::string_view> words;
  for (const std::string_view word : split(text, ' ')) {
    const auto first = word.find_first_not_of(around);
    if (first != std::string_view::npos) words.push_back(word.substr(first, word.find_last_not_of(around) + 1 - first));
  }
  return words;
}

/// Whether word `at` is one of time among the others: "May" and 2026 only beside a number or a preposition.
bool is_word_of_time(std::span<const std::string_view> words, std::size_t at, const CsvForm& form) {
  constexpr std::string_view in_front = "in|im|of|on|seit|since|end|ende|mid|mitte|early|anfang|late|until|through";
  const auto lower = [&](std::size_t one) { return one < words.size() ? to_lower_ascii(words[one]) : std::string(); };
  const std::string word = lower(at), before = at > 0 ? lower(at - 1) : std::string(), behind = lower(at + 1);
  const bool is_beside_number = begins_number(before) || begins_number(behind);
  if (month_named(word)) return is_beside_number || words.size() == 1 || is_one_of(in_front, before);
  if (word.size() == 4 && word.starts_with("20")) return before != "of" && is_one_of(in_front, before);
  if (is_one_of("week|cw|kw|woche", word)) return begins_number(behind);
  if (is_one_of("last|previous|letzte|letzten", word))
    return is_one_of("week|month|quarter|woche|monat|quartal", behind);
  if (is_one_of("mon|tue|wed|thu|fri|sat|sun", word)) return words.size() <= 2;
  return word == "ago" || speaks_of_day(word) || is_period(words[at]) || day_written(words[at], form);
}

/// "~2026-08-10", "in August", "2026-W32", "reviewed 10 Aug": whether a day or a period stands among the words; "by Q4"
/// is none of a value.
bool holds_day(std::string_view text, const CsvForm& form) {
  const auto words = plain_words(text);
  if (words.empty() || is_one_of("by|bis|until|till|before|due|vor|for", to_lower_ascii(words[0]))) return false;
  for (std::size_t at = 0; at < words.size(); ++at)
    if (is_word_of_time(words, at, form)) return true;
  return false;
}

/// The day among what commas part ("5/10, Aug 10, 2026"), taken out of it: what stands in front of it and behind it.
std::optional<std::array<std::string_view, 2>> take_day_among(std::string_view text, const CsvForm& form,
                                                              LineFacts& facts) {
  for (std::size_t begin = 0; begin < text.size();) {
    for (std::size_t end = text.size(); end != std::string_view::npos && end > begin;) {
      const std::string_view day = trim(text.substr(begin, end - begin));
      if (put_day(without_preposition(day), form, facts.as_of)) {
        facts.bare_day = day;
        return std::array{without_end_marks(text.substr(0, begin)),
                          end < text.size() ? trim(text.substr(end + 1)) : std::string_view()};
      }
      end = text.find_last_of(",;", end - 1);
    }
    begin = std::min(text.find_first_of(",;", begin), text.size() - 1) + 1;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Date> day_written(std::string_view text, const CsvForm& form) {
  const auto day = csv_day({std::string(text), nowhere}, form);
  const bool is_of_format = !form.date_format.empty() && day && day->unit == PeriodUnit::day;
  return is_of_format ? std::optional(day->date) : day_said(text);
}

bool put_day(std::string_view text, const CsvForm& form, std::optional<Date>& place) {
  const auto date = day_written(text, form);
  if (!date || place) return false;
  place = *date;
  return true;
}

std::string_view without_preposition(std::string_view text) {
  for (const std::string_view word : {"on ", "am ", "vom ", "per "})
    if (to_lower_ascii(text.substr(0, word.size())) == word) return trim(text.substr(word.size()));
  return text;
}

bool speaks_of_day(std::string_view said) {
  const std::string lower = to_lower_ascii(without_preposition(said));
  const std::string_view text = lower, plain = text.substr(text.starts_with("last ") ? 5 : 0);
  if (is_one_of(words_of_days, text) || is_one_of(words_of_days, plain) || text.ends_with(" ago")) return true;
  const auto words = split(plain, ' ');
  if (words.size() == 2 && is_one_of("week|cw|kw|woche", words[0]) && begins_number(words[1])) return true;
  if (std::ranges::any_of(words, [](auto word) { return month_named(word).has_value(); }))
    return std::ranges::all_of(words, [](auto word) { return month_named(word) || begins_number(word); });
  const auto is_mark = [](char c) { return c == '.' || c == '/' || c == '-'; };
  return begins_number(text) && text.find_first_not_of("0123456789./-") == std::string_view::npos &&
         std::ranges::count_if(text, is_mark) == 2;
}

void take_days(std::vector<std::string_view>& texts, const CsvForm& form, LineFacts& facts, std::string_view value) {
  std::vector<std::string_view> left;
  for (const std::string_view said : texts) {
    const bool is_group = said.size() > 2 && said.front() == '(' && said.back() == ')';
    const std::string_view text = is_group ? said.substr(1, said.size() - 2) : said;
    if (const auto around = take_day_among(text, form, facts))
      std::ranges::copy_if(*around, std::back_inserter(left), [](std::string_view one) { return !one.empty(); });
    else
      left.push_back(said);
  }
  texts = std::move(left);
  const auto is_of_time = [&](std::string_view text) {
    constexpr std::size_t most_words = 2;  // of a time alone: "KW 32"
    if (value.empty() || text.data() < value.data()) return speaks_of_day(text);
    const bool is_of_value = text.data() < value.data() + value.size() || plain_words(text).size() <= most_words;
    return speaks_of_day(text) || (is_of_value && holds_day(text, form));
  };
  facts.is_day_unread |= !facts.as_of && std::ranges::any_of(texts, is_of_time);
}

}  // namespace okr::actions
