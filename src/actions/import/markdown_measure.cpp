// SPDX-License-Identifier: MIT
#include "actions/import/markdown_measure.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "okr/base/text.hpp"

namespace okr::cli {
namespace {

/// A unit is a few words, no sentence.
bool is_unit(std::string_view unit) {
  constexpr auto most_blanks = 3;
  return unit.find_first_of(",;:()[]") == std::string_view::npos && std::ranges::count(unit, ' ') <= most_blanks;
}

/// Two numbers of one unit: it may stand at one of them.
bool take_pair(const CellNumber& from, const CellNumber& to, LineFacts& facts) {
  if (!from.unit.empty() && !to.unit.empty() && from.unit != to.unit) return false;
  if (facts.has_measure() || from.value == to.value) return false;
  facts.baseline = from.value;
  facts.target = to.value;
  facts.unit = to.unit.empty() ? from.unit : to.unit;
  return true;
}

/// "50% -> 80% coverage", "Docs 50% -> 80% of pages": what stands behind the unit of both is what is counted; nothing where
/// there is none.
std::string take_words_behind_unit(const CellNumber& from, CellNumber& to) {
  const bool has_words = !from.unit.empty() && to.unit.starts_with(from.unit + " ");
  if (!has_words) return {};
  std::string words(trim(std::string_view(to.unit).substr(from.unit.size())));
  to.unit = from.unit;
  return words;
}

/// The number at the end of a text, with the words of a unit behind it: where it begins.
std::optional<std::pair<std::size_t, CellNumber>> last_number(std::string_view text, const CsvForm& form) {
  constexpr int most_words = 3;
  std::size_t at = text.find_last_not_of(' ') + 1;
  for (int words = 0; words < most_words && at > 0; ++words) {
    const auto blank = text.substr(0, at).find_last_of(' ');
    const std::size_t begin = blank == std::string_view::npos ? 0 : blank + 1;
    if (const auto number = number_said(text.substr(begin), form)) return std::pair(begin, *number);
    if (begin == 0) return std::nullopt;
    at = text.substr(0, blank).find_last_not_of(' ') + 1;
  }
  return std::nullopt;
}

/// The word behind a number that ends the text: its unit.
std::string unit_at_end(std::string_view text) {
  text = trim(text);
  return text.find_first_of(" ,.;:()0123456789") == std::string_view::npos ? std::string(text) : std::string();
}

/// "von 32 auf 45 steigern": nouns begin with a capital letter, and no short unit ends so.
bool is_german_verb(std::string_view word) {
  constexpr std::size_t longest_unit = 4;
  return word.size() > longest_unit && is_lower(word.front()) && word.ends_with('n');
}

// --- words of a sentence -----------------------------------------------------------------------------------------------

/// What is wanted of what is counted behind them is that there be so many.
constexpr auto many_words = std::to_array<std::string_view>(
    {"reach",    "run",      "get",       "win",       "sign",     "publish",  "ship",    "hire",    "interview",
     "write",    "read",     "sell",      "acquire",   "onboard",  "complete", "achieve", "attract", "gain",
     "have",     "deliver",  "release",   "train",     "raise",    "collect",  "visit",   "launch",  "host",
     "build",    "earn",     "make",      "generate",  "convert",  "add",      "secure",  "close",   "organise",
     "organize", "conduct",  "erreiche",  "erreichen", "gewinne",  "gewinnen", "laufe",   "laufen",  "lese",
     "lesen",    "schreibe", "schreiben", "verkaufe",  "verkaufen"});

bool wants_many(std::string_view word) {
  return std::ranges::find(many_words, to_lower_ascii(word)) != many_words.end();
}

std::string_view without_brackets(std::string_view word) {
  while (!word.empty() && std::string_view("([\"'").find(word.front()) != std::string_view::npos) word.remove_prefix(1);
  while (!word.empty() && std::string_view(")]\"'.,;:!?").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  return word;
}

bool is_year(const CellNumber& number) {
  constexpr double first = 1990, last = 2099;
  return number.unit.empty() && number.value >= first && number.value <= last &&
         number.value == std::floor(number.value);
}

/// Words that are numbers, or begin with one; years left aside.
std::size_t count_numbers(const std::vector<std::string_view>& words, const CsvForm& form) {
  return static_cast<std::size_t>(std::ranges::count_if(words, [&](std::string_view word) {
    const std::string_view plain = without_brackets(word);
    const auto number = number_said(plain, form);
    return number ? !is_year(*number) : begins_number(plain) && plain.find_first_of("0123456789") != plain.npos;
  }));
}

}  // namespace

std::optional<CellNumber> number_said(std::string_view text, const CsvForm& form) {
  text = trim(text);
  if (!begins_number(text)) return std::nullopt;
  CsvCell cell;
  cell.text = std::string(text);
  const auto number = cell_number(cell, form);
  return number && is_unit(number->unit) ? std::optional(*number) : std::nullopt;
}

std::string doubtful_number(std::string_view text, const CsvForm& form) {
  constexpr std::size_t of_a_group = 3;
  const char other = form.decimal == ',' ? '.' : ',';
  const auto is_of_number = [](char c) { return is_digit(c) || c == '.' || c == ','; };
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && is_of_number(text[end])) ++end;
    const std::string_view number = text.substr(begin, end - begin);
    const bool is_in_word = begin > 0 && is_alphanumeric(text[begin - 1]);
    begin = end + 1;
    const auto mark = number.find_first_of(".,");
    if (is_in_word || mark == 0 || mark == std::string_view::npos) continue;
    const std::string_view behind = number.substr(mark + 1);
    if (!std::ranges::all_of(behind, is_digit)) continue;
    const bool looks_grouped =
        number[mark] == form.decimal && behind.size() == of_a_group && mark <= of_a_group && number.front() != '0';
    const bool looks_broken = number[mark] == other && !behind.empty() && behind.size() < of_a_group;
    if (looks_grouped || looks_broken) return std::string(number);
  }
  return {};
}

bool begins_number(std::string_view text) {
  for (const std::string_view sign : {"-", "+", "$", "\u20AC", "\u00A3", ".", "~"})
    if (text.starts_with(sign)) text.remove_prefix(sign.size());
  return !text.empty() && is_digit(text.front());
}

bool take_share(std::string_view text, const CsvForm& form, LineFacts& facts) {
  for (const std::string_view mark : {"/", " of ", " von "}) {
    const auto at = text.find(mark);
    if (at == std::string_view::npos) continue;
    const auto value = number_said(text.substr(0, at), form);
    const auto target = number_said(text.substr(at + mark.size()), form);
    if (!value || !target || !value->unit.empty() || target->value <= 0 || facts.has_measure() || facts.value)
      return false;
    facts.value = value->value;
    facts.baseline = 0;
    facts.target = target->value;
    facts.unit = target->unit;
    return true;
  }
  return false;
}

bool take_arrow(std::string& title, const CsvForm& form, LineFacts& facts) {
  constexpr std::string_view arrow = "->";
  const auto at = title.find(arrow);
  if (at == std::string::npos) return false;
  const auto from = last_number(std::string_view(title).substr(0, at), form);
  auto to = number_said(std::string_view(title).substr(at + arrow.size()), form);
  if (!from || !to) return false;
  const std::string counted = take_words_behind_unit(from->second, *to);
  if (!take_pair(from->second, *to, facts)) return false;
  title = std::string(without_end_marks(std::string_view(title).substr(0, from->first)));
  if (to_lower_ascii(title).ends_with(" from")) title.resize(title.size() - std::string_view(" from").size());
  if (title.empty())
    title = counted.substr(counted.starts_with("of ") ? std::string_view("of ").size() : 0);
  else if (!counted.empty())
    title += " " + counted;
  return true;
}

bool take_span(std::string& title, const CsvForm& form, LineFacts& facts) {
  const std::string lower = to_lower_ascii(title);
  for (const std::string_view middle : {" to ", " auf ", " bis "}) {
    const auto at = lower.rfind(middle);
    if (at == std::string::npos) continue;
    const auto from = last_number(std::string_view(title).substr(0, at), form);
    const auto to = number_said(std::string_view(title).substr(at + middle.size()), form);
    if (!from || from->first == 0 || from->second.value != 0 || !to || !take_pair(from->second, *to, facts)) continue;
    title = std::string(without_end_marks(std::string_view(title).substr(0, from->first)));
    return true;
  }
  return false;
}

bool take_bound(std::string& title, const CsvForm& form, LineFacts& facts) {
  static constexpr auto marks = std::to_array<std::pair<std::string_view, bool>>(
      {{">=", true}, {"\u2265", true}, {"<=", false}, {"\u2264", false}});
  if (facts.has_measure()) return false;
  for (const auto& [mark, is_least] : marks) {
    const auto at = title.find(mark);
    if (at == std::string::npos) continue;
    const auto front = without_end_marks(std::string_view(title).substr(0, at));
    const auto bound = number_said(std::string_view(title).substr(at + mark.size()), form);
    if (front.empty() || !bound) continue;
    (is_least ? facts.min : facts.max) = bound->value;
    facts.unit = bound->unit;
    title = std::string(front);
    return true;
  }
  return false;
}

bool take_sentence(std::string_view title, const CsvForm& form, LineFacts& facts) {
  static constexpr auto words = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"from ", " to "}, {"von ", " auf "}, {"von ", " bis "}, {"from ", " -> "}});
  const std::string lower = to_lower_ascii(title);
  for (const auto& [front, middle] : words) {
    const auto begin = lower.find(front);
    const auto between = begin == std::string::npos ? begin : lower.find(middle, begin);
    if (between == std::string::npos) continue;
    const auto from = number_said(title.substr(begin + front.size(), between - begin - front.size()), form);
    const std::string_view rest = title.substr(between + middle.size());
    const auto blank = rest.find(' ');
    auto to = number_said(without_end_marks(rest.substr(0, blank)), form);
    if (!from || !to) continue;
    if (blank != std::string_view::npos && rest.substr(blank + 1).starts_with('%')) to->unit = "%";
    if (to->unit.empty() && blank != std::string_view::npos) to->unit = unit_at_end(rest.substr(blank));
    if (front == "von " && is_german_verb(to->unit)) to->unit.clear();
    if (to->unit.empty() || from->unit.empty() || to->unit == from->unit) return take_pair(*from, *to, facts);
  }
  return false;
}

bool take_amount(std::string_view title, const CsvForm& form, LineFacts& facts) {
  if (facts.has_measure()) return false;
  const auto words = words_in(title);
  const std::size_t at = words.empty() || begins_number(words[0]) ? 0 : 1;
  if (at + 1 >= words.size() || (at == 1 && !wants_many(words[0]))) return false;
  auto number = number_said(words[at], form);
  std::size_t behind = at + 1;
  if (number && number->unit.empty() && words[behind] == "%") {
    number->unit = words[behind++];
  }
  if (!number || behind >= words.size() || count_numbers(words, form) != 1) return false;
  if (number->unit == "%" && words[behind] != "of" && words[behind] != "der") return false;
  if (number->unit.empty() && words[at].find(form.decimal) != std::string_view::npos) return false;  // "2.0 release"
  if (number->unit.empty() && words[behind] == "of") return false;                                   // "3 of the steps"
  facts.target = number->value;
  facts.unit = number->unit.empty() ? std::string(without_end_marks(words[behind])) : number->unit;
  return true;
}

std::optional<CellNumber> take_number_at_end(std::string& title, const CsvForm& form) {
  static constexpr auto words_of_names = std::to_array<std::string_view>(
      {"version", "v",     "release", "phase", "stage",  "step",  "part",  "level",     "tier",       "top",
       "no.",     "nr.",   "number",  "week",  "sprint", "to",    "by",    "than",      "of",         "at",
       "least",   "most",  "in",      "for",   "below",  "above", "under", "over",      "within",     "until",
       "from",    "about", "auf",     "um",    "von",    "bis",   "unter", "\u00FCber", "mindestens", "h\u00F6chstens",
       "->",      ">",     "<",       "=",     ">=",     "<=",    "/",     "+",         "&",          "and",
       "und",     "-"});
  const auto words = words_in(title);
  const std::size_t behind = words.size() > 2 && words.back() == "%" ? 2 : 1;
  if (words.size() <= behind || count_numbers(words, form) != 1) return std::nullopt;
  auto number = number_said(words[words.size() - behind], form);
  if (!number || is_year(*number)) return std::nullopt;
  if (behind == 2 && !number->unit.empty()) return std::nullopt;
  if (behind == 2) number->unit = "%";
  if (std::ranges::find(words_of_names, to_lower_ascii(words[words.size() - behind - 1])) != words_of_names.end())
    return std::nullopt;
  const auto front = static_cast<std::size_t>(words[words.size() - behind].data() - title.data());
  title = std::string(without_end_marks(std::string_view(title).substr(0, front)));
  return number;
}

bool has_own_number(std::string_view title, const CsvForm& form) { return count_numbers(words_in(title), form) > 0; }

std::string with_plain_marks(std::string_view text) {
  static constexpr auto marks = std::to_array<std::pair<std::string_view, std::string_view>>({{"\u2192", "->"},
                                                                                              {"\u27A1", "->"},
                                                                                              {"\u21D2", "->"},
                                                                                              {"=>", "->"},
                                                                                              {"\u2212", "-"},
                                                                                              {"\u00A0", " "},
                                                                                              {"\u202F", " "},
                                                                                              {"\n", " "}});
  std::string plain(text);
  for (const auto& [mark, other] : marks)
    for (auto at = plain.find(mark); at != std::string::npos; at = plain.find(mark, at + other.size()))
      plain.replace(at, mark.size(), other);
  return plain;
}

std::string_view without_end_marks(std::string_view text) {
  text = trim(text);
  for (bool is_cut = true; is_cut;) {
    is_cut = false;
    for (const std::string_view mark : {":", "-", "\u2013", "\u2014", "|", ",", ";", "="}) {
      if (!text.ends_with(mark)) continue;
      text = trim(text.substr(0, text.size() - mark.size()));
      is_cut = true;
    }
  }
  return text;
}

}  // namespace okr::cli
