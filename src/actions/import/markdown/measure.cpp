// SPDX-License-Identifier: MIT
// What is measured, found in a sentence: "from 30 to 45 %", "at least 3", with the title that is left of it.
#include "actions/import/markdown/line.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "actions/import/cycle_names.hpp"
#include "actions/import/draft.hpp"
#include "okr/base/text.hpp"
#include "session/typed_number.hpp"

namespace okr::actions {
namespace {

/// What is wanted of what is counted behind them is that there be so many.
constexpr std::string_view many_words =
    "reach|run|get|win|sign|publish|ship|hire|interview|write|read|sell|acquire|onboard|complete|achieve|attract|gain|"
    "have|"
    "deliver|release|train|raise|collect|visit|launch|host|build|earn|make|generate|convert|add|secure|close|organise|"
    "organize|conduct|erreiche|erreichen|gewinne|gewinnen|laufe|laufen|lese|lesen|schreibe|schreiben|verkaufe|"
    "verkaufen";

/// A bound behind them is what it depends on: "If load > 80 % page someone".
constexpr std::string_view words_of_conditions =
    "if|when|whenever|once|unless|wenn|falls|sobald|si|quand|cuando|quando|se";

/// A number behind these is a name ...
constexpr std::string_view words_of_names =
    "version|v|release|phase|stage|step|part|level|tier|top|no.|nr.|number|week|sprint";
/// ... and behind these a wish.
constexpr std::string_view words_of_wishes =
    "to|by|than|of|at|least|most|in|for|below|above|under|over|within|until|from|about|auf|um|von|bis|unter|\u00FCber|"
    "mindestens|h\u00F6chstens|->|>|<|=|>=|<=|/|+|&|and|und|-";

/// A number behind these is what is wanted, none to start from: "Users to 400 => 112".
constexpr std::string_view words_of_targets =
    "to|of|at|by|than|least|most|below|above|under|over|until|auf|um|bei|bis|unter|\u00FCber|mindestens|h\u00F6chstens";

/// What a number to start from stands behind ...
constexpr std::string_view words_from = "from|von|de";

bool is_word(Tokens tokens, std::size_t at, std::string_view words) {
  return at < tokens.size() && tokens[at].sign == Sign::word && is_one_of(words, to_lower_ascii(tokens[at].text));
}

bool is(Tokens tokens, std::size_t at, Sign sign) { return at < tokens.size() && tokens[at].sign == sign; }

/// A number, or what looks like one and is not read.
bool is_numeric(Tokens tokens, std::size_t at) { return at < tokens.size() && begins_number(tokens[at].text); }

bool is_year(const CellNumber& number) {
  constexpr double first = 1990, last = 2099;
  return number.unit.empty() && number.value >= first && number.value <= last &&
         number.value == std::floor(number.value);
}

/// "30 Sep", "30. September", "1st half", "1. Quartal", "2026-09-30".
bool says_day(Tokens tokens) {
  if (tokens.empty() || tokens[0].sign != Sign::number) return !tokens.empty() && day_said(tokens[0].text);
  const std::size_t next = is(tokens, 1, Sign::stop) ? 2 : 1;
  const bool is_ordinal = is_one_of("st|nd|rd|th", tokens[0].number.unit) ||
                          (next == 2 && is_word(tokens, next, "quartal|halbjahr|woche|h\u00E4lfte"));
  if (is_ordinal || !is(tokens, next, Sign::word)) return is_ordinal;
  return day_said(std::string(spelled(tokens.first(next + 1))) + " 2026").has_value();  // of whichever year
}

/// A day or a year.
bool is_of_time(Tokens tokens, std::size_t at) {
  return says_day(tokens.subspan(at)) || (is(tokens, at, Sign::number) && is_year(tokens[at].number));
}

std::ptrdiff_t count_numbers(Tokens tokens) {
  return std::ranges::count_if(tokens, [](const Token& token) {
    return token.sign == Sign::number ? !is_year(token.number)
                                      : begins_number(token.text) && std::ranges::any_of(token.text, is_digit);
  });
}

/// "80 %" beside "0.9": fractions of 1, or of a per cent?
bool is_per_cent_beside_fraction(const CellNumber& one, const CellNumber& other) {
  const bool is_fraction = std::abs(other.value) < 1 && other.value != 0;
  return is_same_unit(one.unit, "%") && other.unit.empty() && is_fraction;
}

/// Two numbers into baseline and target, where their units agree and none has one already.
bool take_pair(CellNumber from, CellNumber to, LineFacts& facts) {
  from = counted_beside(std::move(from), to.unit);
  to = counted_beside(std::move(to), from.unit);
  if (!from.unit.empty() && !to.unit.empty() && from.unit != to.unit) return false;
  if (is_per_cent_beside_fraction(from, to) || is_per_cent_beside_fraction(to, from)) return false;
  if (facts.has_measure() || from.value == to.value) return false;
  facts.baseline = from.value;
  facts.target = to.value;
  facts.unit = to.unit.empty() ? from.unit : to.unit;
  facts.is_scaled = from.is_scaled || to.is_scaled;
  return true;
}

/// "von 32 auf 45 steigern": nouns begin with a capital letter, and no short unit ends so.
bool is_german_verb(std::string_view word) {
  constexpr std::size_t longest_unit = 4;
  return word.size() > longest_unit && is_lower(word.front()) && word.ends_with('n');
}

/// "50% -> 80% coverage": what stands behind the unit of both is what is counted; nothing where there is none.
std::string take_words_behind_unit(const CellNumber& from, CellNumber& to) {
  if (from.unit.empty() || !to.unit.starts_with(from.unit + " ")) return {};
  std::string words(trim(std::string_view(to.unit).substr(from.unit.size())));
  to.unit = from.unit;
  return words;
}

/// "from" in front of a measure, and "target:", are none of the title.
std::size_t begin_with_words(Tokens tokens, std::size_t at) {
  if (at > 0 && is_word(tokens, at - 1, words_from)) return at - 1;
  const std::size_t colon = at > 0 && tokens[at - 1].sign == Sign::colon ? 1 : 0;
  if (at <= colon || is_word(tokens, at - 1 - colon, "to|bis") || fact_called(tokens[at - 1 - colon].text) != "target")
    return at;
  const std::size_t word = at - 1 - colon;
  return word == 0 || is_separator(tokens[word - 1]) ? word : at;
}

/// "4 | 000", "3 | /5": whether the number there is the end of a longer one.
bool is_number_cut(Tokens tokens, std::size_t at) {
  if (at == 0 || tokens[at].begins_line) return false;
  return is(tokens, at - 1, Sign::slash) || (is_numeric(tokens, at - 1) && !is_of_time(tokens.first(at), at - 1));
}

/// The number that ends in front of an arrow, with at most two words of its unit: where it begins.
std::optional<std::pair<std::size_t, CellNumber>> amount_before(Tokens tokens, std::size_t at) {
  constexpr std::size_t most_tokens = 3;
  for (std::size_t back = 1; back <= most_tokens && back <= at; ++back) {
    const Token& token = tokens[at - back];
    if (token.depth > 0 || (token.sign != Sign::number && token.sign != Sign::word)) return std::nullopt;
    if (token.sign != Sign::number) continue;
    const auto amount = amount_at(tokens.first(at), at - back);
    if (!amount || amount->end != at || is_number_cut(tokens, at - back)) return std::nullopt;
    return std::pair(at - back, amount->number);
  }
  return std::nullopt;
}

/// Behind the last "30 to 45", a second pair, which may be the one that is meant; 0 where there is none.
std::size_t end_of_pairs(Tokens tokens) {
  for (std::size_t end = tokens.size(); end >= 3; --end)
    if (is_numeric(tokens, end - 3) && is_word(tokens, end - 2, "to|auf|bis") && is_numeric(tokens, end - 1))
      return end;
  return 0;
}

/// "2 h | 30 min", "4 | or 5": a word that a second number follows, and that begins nothing of its own.
bool goes_on_in_words(Tokens tokens, std::size_t at) {
  if (!is(tokens, at, Sign::word) || !is_numeric(tokens, at + 1) || tokens[at].begins_line) return false;
  const bool has_stop = tokens[at + 1].text.ends_with('.') || is(tokens, at + 2, Sign::stop);  // "bis 30.09."
  const std::string day(tokens[at + 1].text.substr(0, tokens[at + 1].text.find_last_not_of('.') + 1));
  if (is_of_time(tokens, at + 1) || (has_stop && day_said(day + ".2026"))) return false;
  if (is_word(tokens, at, "to|or|and|auf|bis|oder|und")) return true;
  return unit_words(tokens.first(at + 1), at) == 1 && !is_word(tokens, at, words_of_names) &&
         !day_said(std::string(spelled(tokens.subspan(at, 2))) + " 2026");
}

/// "0 -> 4 -> 8", "3/5 -> 4/5", "0 -> 4 000", "1 min 30 s" (where min is read as a bound): whether the number that ends
/// there is not all of it.
bool goes_on(Tokens tokens, std::size_t at) {
  if (at >= tokens.size() || tokens[at].begins_line) return false;
  const bool is_second = is_numeric(tokens, at) && !is_of_time(tokens, at);
  const bool is_bound = is(tokens, at, Sign::at_least) || is(tokens, at, Sign::at_most);
  return is_second || is_bound || is(tokens, at, Sign::arrow) ||
         (is(tokens, at, Sign::slash) && is_numeric(tokens, at + 1)) || goes_on_in_words(tokens, at);
}

/// "Users to 400 => 112", "Reach 400 users => 112": in front of the arrow stands what is wanted, behind it what came of
/// it.
bool is_wanted(Tokens tokens, std::size_t number, const Token& arrow) {
  const bool is_result = arrow.text == "=>" || arrow.text == "\u21D2";
  return number > 0 &&
         (is_word(tokens, number - 1, words_of_targets) || (is_result && is_word(tokens, number - 1, many_words)));
}

/// "Support in 30 -> 45 cities": in front of `at` stands what no title ends in.
bool is_behind_preposition(Tokens tokens, std::size_t at) {
  return at > 0 && tokens[at - 1].sign == Sign::word && is_preposition(tokens[at - 1].text);
}

std::optional<Measure> arrow_at(Tokens tokens, std::size_t at) {
  const auto from = amount_before(tokens, at);
  auto to = amount_at(tokens, at + 1);
  if (!from || !to || goes_on(tokens, to->end) || end_of_pairs(tokens.first(from->first)) > 0) return std::nullopt;
  if (is_wanted(tokens, from->first, tokens[at])) return std::nullopt;
  Measure measure{{}, begin_with_words(tokens, from->first), to->end};
  measure.counted = take_words_behind_unit(from->second, to->number);
  measure.is_sentence = is_behind_preposition(tokens, measure.begin);
  if (measure.is_sentence) measure.counted.clear();  // they stay where they are
  return take_pair(from->second, to->number, measure.facts) ? std::optional(std::move(measure)) : std::nullopt;
}

/// "30 > 45", "40 < x < 80", "from 5 to < 4": a sign between two numbers bounds none of them.
bool is_between_numbers(Tokens tokens, std::size_t at, const CellNumber& bound) {
  if (at == 0) return false;
  const auto before = amount_before(tokens, at);
  const bool is_named = is_word(tokens, at - 2, words_of_names);
  const bool is_amount =
      before && !is_named && !is_year(before->second) && (before->first + 1 == at || before->second.unit == bound.unit);
  const bool is_pair = is_word(tokens, at - 1, "to|auf|bis") && is_numeric(tokens, at - 2);
  return is_amount || is_pair || is_word(tokens, at - 2, "<|>");
}

/// "Achieve >= 90 % precision in all places": what is bounded is said behind the number, so that the words in front of it
/// are no title.
bool goes_on_behind(Tokens tokens, const Amount& bound) {
  constexpr std::string_view per_cent = "% ";
  const std::string_view unit = bound.number.unit;
  const std::string_view behind = unit.starts_with(per_cent) ? unit.substr(per_cent.size()) : std::string_view();
  const bool is_share = is_one_of("of|der|des|von|de", to_lower_ascii(behind.substr(0, behind.find(' '))));
  if (!behind.empty() && !is_share) return true;  // of "% of days" the title says what it is
  const std::size_t at = bound.end;
  return is(tokens, at, Sign::word) && !tokens[at].begins_line && !begins_day(tokens[at]);
}

/// Whether no other number stands in the sentence around the one there, up to the mark behind it: of two none is
/// certain. Years, days and names ("version 2") are no others.
bool is_lone_number(Tokens tokens, std::size_t at) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > at && (is_separator(tokens[i]) || tokens[i].begins_line)) break;
    const bool is_name = i > 0 && is_word(tokens, i - 1, words_of_names);
    if (i != at && tokens[i].depth == 0 && is_numeric(tokens, i) && !is_of_time(tokens, i) && !is_name) return false;
  }
  return true;
}

/// "Open > 30 days: 12 -> 0": the bound is of what is counted, and the way behind it says how many.
bool is_way_behind(Tokens tokens, std::size_t end) {
  for (std::size_t at = end; at < tokens.size(); ++at)
    if (tokens[at].sign == Sign::arrow && tokens[at].depth == 0)
      if (const auto way = arrow_at(tokens, at); way && way->begin >= end && is_separator(tokens[way->begin - 1]))
        return true;
  return false;
}

/// A bound within a sentence, with words behind it or behind a preposition, leaves the sentence whole: "Answer within <
/// 3 h in all shops".
std::optional<Measure> bound_at(Tokens tokens, std::size_t at) {
  const bool is_in_words = is_lower(to_lower_ascii(tokens[at].text.front()));
  const auto bound = amount_at(tokens, at + 1);
  const bool is_set_off = at > 0 && (is_separator(tokens[at - 1]) || begin_with_words(tokens, at) < at);
  if (!bound || at == 0 || (!is_set_off && is_in_words) || goes_on(tokens, bound->end) ||
      is_way_behind(tokens, bound->end) || (!is_in_words && is_between_numbers(tokens, at, bound->number)))
    return std::nullopt;
  const bool is_amid = !is_set_off && goes_on_behind(tokens, *bound);
  Measure measure{{}, begin_with_words(tokens, at), bound->end, is_amid || is_behind_preposition(tokens, at)};
  if (measure.is_sentence && is_word(tokens, 0, words_of_conditions)) return std::nullopt;
  const auto leads = [](const Token& token) { return token.sign == Sign::arrow && token.depth == 0; };
  const bool is_measured = std::ranges::any_of(tokens, leads);  // "60 -> 90" says more than a bound
  if (measure.is_sentence && (is_measured || !is_lone_number(tokens, at + 1))) return std::nullopt;
  (tokens[at].sign == Sign::at_least ? measure.facts.min : measure.facts.max) = bound->number.value;
  measure.facts.is_strict = excludes_bound(tokens[at]);
  measure.facts.unit = measure.is_sentence ? unit_in_sentence(tokens, at + 1, *bound, is_amid) : bound->number.unit;
  measure.facts.is_scaled = bound->number.is_scaled;
  return measure.begin > 0 ? std::optional(std::move(measure)) : std::nullopt;
}

/// The single word behind a number that ends its sentence.
std::string lone_word(Tokens tokens, std::size_t at) {
  return unit_words(tokens, at) == 1 ? std::string(tokens[at].text) : std::string();
}

/// ... and what stands in front of the one to get to: "from 30 to 45", "de 30 \u00E0 45".
std::string_view words_to(const Token& from) {
  const std::string word = to_lower_ascii(from.text);
  return word == "von" ? "auf|bis" : word == "de" ? "a|\u00E0|para|hasta|at\u00E9" : "to";
}

std::optional<Measure> sentence_at(Tokens tokens, std::size_t at) {
  constexpr std::size_t most_words = 3;
  const bool is_german = is_word(tokens, at, "von");
  if (!is_word(tokens, at, words_from) || !is(tokens, at + 1, Sign::number)) return std::nullopt;
  std::size_t middle = at + 2;
  while (middle < at + 2 + most_words && is(tokens, middle, Sign::word) &&
         !is_word(tokens, middle, words_to(tokens[at])))
    ++middle;
  const bool has_arrow = is(tokens, middle, Sign::arrow);
  if (has_arrow && (at == 0 || is_separator(tokens[at - 1]))) return std::nullopt;  // it is set off
  if (!is_word(tokens, middle, words_to(tokens[at])) && !has_arrow) return std::nullopt;
  const auto from = number_said(tokens.subspan(at + 1, middle - at - 1));
  const bool is_cut =
      is(tokens, middle + 2, Sign::slash) || (!is(tokens, middle + 2, Sign::arrow) && goes_on(tokens, middle + 2));
  if (!from || !is(tokens, middle + 1, Sign::number) || is_cut) return std::nullopt;
  CellNumber to = tokens[middle + 1].number;
  if (to.unit.empty()) to.unit = lone_word(tokens, middle + 2);
  if (is_german && is_german_verb(to.unit)) to.unit.clear();
  Measure measure{{}, at, middle + 2, true};
  return take_pair(*from, to, measure.facts) ? std::optional(std::move(measure)) : std::nullopt;
}

/// The first that `reads` finds outside of brackets.
template <class Reads>
std::optional<Measure> first_of(Tokens tokens, Reads reads) {
  for (std::size_t at = 0; at < tokens.size(); ++at)
    if (tokens[at].depth == 0)
      if (auto measure = reads(at)) return measure;
  return std::nullopt;
}

}  // namespace

std::optional<Measure> measure_in(Tokens tokens) {
  if (auto sentence = first_of(tokens, [&](auto at) { return sentence_at(tokens, at); })) {
    const std::size_t behind =
        sentence->end + (is(tokens, sentence->end, Sign::arrow) ? 1 : 0);  // "=> 40 %" is its value
    return speaks_of_measure(tokens.subspan(behind), false) ? std::nullopt : std::move(sentence);
  }
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    if (token.depth > 0) continue;
    if (token.sign == Sign::arrow && (is_numeric(tokens, at + 1) || amount_before(tokens, at)))
      return arrow_at(tokens, at);
    if (token.sign != Sign::at_least && token.sign != Sign::at_most) continue;
    if (auto bound = bound_at(tokens, at)) return bound;
  }
  return std::nullopt;
}

std::optional<LineFacts> way_alone(Tokens all) {
  const Tokens tokens = without_end(all);  // "from 3 to 9 carts."
  auto measure = measure_in(tokens);
  if (!measure || measure->begin > 0 || !measure->counted.empty() || !measure->facts.target) return std::nullopt;
  LineFacts facts = std::move(measure->facts);
  Tokens behind = tokens.subspan(measure->end);
  const bool has_verb = !behind.empty() && is_word(tokens, 0, "von") && is_german_verb(behind.back().text);
  if (has_verb) behind = behind.first(behind.size() - 1);
  if (behind.empty()) return facts;
  const std::string words(spelled(behind));
  const std::size_t of = !facts.unit.empty() && is_word(behind, 0, "of") ? 1 : 0;  // "% of users"
  const std::size_t unit = unit_words(behind, of);
  const bool is_unit = measure->is_sentence && unit > 0 && of + unit == behind.size();
  if (!is_unit || (!facts.unit.empty() && of == 0 && facts.unit != words)) return std::nullopt;
  facts.unit = of > 0 ? facts.unit + " " + words : words;
  return facts;
}

bool speaks_of_measure(Tokens tokens, bool in_brackets) {
  const std::size_t pairs = end_of_pairs(tokens);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].depth > 0 && !in_brackets) continue;
    const Sign sign = tokens[at].sign;
    const bool is_arrow = sign == Sign::arrow && (is_numeric(tokens, at + 1) || (at > 0 && is_numeric(tokens, at - 1)));
    const bool is_bound = (sign == Sign::at_least || sign == Sign::at_most) && is_numeric(tokens, at + 1);
    const bool is_from = at + 3 < pairs && is_word(tokens, at, "from|von") && is_numeric(tokens, at + 1);
    if (is_arrow || is_bound || is_from) return true;
  }
  return false;
}

bool may_be_value(Tokens tokens, const LineFacts& measure) {
  constexpr double least = 1000;
  const std::array known = {measure.baseline, measure.target, measure.min, measure.max};
  const bool is_large = std::ranges::any_of(known, [](const auto& one) { return one && std::abs(*one) >= least; });
  return is_large ? !says_day(tokens) : !is_of_time(tokens, 0);
}

bool is_unit_beside(Tokens words, Tokens title) {
  if (words.size() != 1) return words.empty();
  const std::string word = to_lower_ascii(words[0].text);
  return session::is_short_unit(word) ||
         std::ranges::any_of(title, [&](const Token& token) { return to_lower_ascii(token.text) == word; });
}

std::optional<Measure> span_in(Tokens tokens) {
  return first_of(tokens, [&](std::size_t at) -> std::optional<Measure> {
    const auto from = is_word(tokens, at, "to|auf|bis") ? amount_before(tokens, at) : std::nullopt;
    const auto to = amount_at(tokens, at + 1);
    Measure measure;
    if (!from || from->first == 0 || from->second.value != 0 || !to || to->end != tokens.size()) return std::nullopt;
    if (!take_pair(from->second, to->number, measure.facts)) return std::nullopt;
    measure.begin = from->first;
    measure.end = to->end;
    return measure;
  });
}

std::optional<CellNumber> amount_in(Tokens tokens, const CsvForm& form, std::string_view value_unit) {
  const std::size_t at = !tokens.empty() && tokens[0].sign == Sign::number ? 0 : 1;
  if (at + 1 >= tokens.size() || tokens[at].sign != Sign::number || (at == 1 && !is_word(tokens, 0, many_words)))
    return std::nullopt;
  CellNumber number = tokens[at].number;
  const Tokens behind = tokens.subspan(at + 1);
  const bool is_release = number.unit.empty() && tokens[at].text.find(form.decimal) != std::string_view::npos;
  const bool is_of = is_word(tokens, at + 1, "of|der");
  if (count_numbers(tokens) != 1 || is_release || (number.unit == "%" && !is_of) || (number.unit.empty() && is_of))
    return std::nullopt;
  if (behind.front().sign != Sign::word) return std::nullopt;
  const bool is_named = std::ranges::any_of(behind, [&](const Token& word) { return word.text == value_unit; });
  if (number.unit.empty() && (is_named || unit_words(behind, 0) == 1))
    number.unit = is_named ? value_unit : behind.front().text;
  if (!value_unit.empty() && !is_same_unit(number.unit, value_unit)) return std::nullopt;
  return number;
}

std::optional<CellNumber> number_at_end(Tokens tokens) {
  if (tokens.size() < 2 || tokens.back().sign != Sign::number || count_numbers(tokens) != 1) return std::nullopt;
  const std::string before = to_lower_ascii(tokens[tokens.size() - 2].text);
  if (is_one_of(words_of_names, before) || is_one_of(words_of_wishes, before) || is_year(tokens.back().number))
    return std::nullopt;
  return tokens.back().number;
}

bool begins_day(const Token& token) {
  return token.sign == Sign::word && is_one_of("due|by|bis|\U0001F4C5", to_lower_ascii(token.text));
}

Tokens first_part(Tokens tokens, Sign also) {
  const auto is_apart = [](const Token& token) {
    return token.sign == Sign::name || token.sign == Sign::tag || (is_picture(token) && !begins_day(token));
  };
  std::size_t piece = 0, value = tokens.size();  // of a fact: "Owner: @ana", "Status: \u2705 done"
  for (std::size_t at = 1; at < tokens.size(); ++at) {
    const Token& before = tokens[at - 1];
    const Token& token = tokens[at];
    if (token.depth > (token.sign == Sign::open ? 1 : 0)) continue;
    const bool is_mark = is_separator(before) && (before.sign != Sign::comma || at == 1);
    const Tokens name = tokens.subspan(piece, at - 1 - piece);
    const bool is_of_fact = before.sign == Sign::colon && !fact_called(spelled(name)).empty();
    if (is_of_fact) value = at;
    if (before.sign == Sign::comma) piece = at;
    if ((is_mark && !is_of_fact) || before.sign == also || before.sign == Sign::close || token.sign == Sign::open ||
        (is_apart(before) && (at - 1 != value || before.sign != Sign::word)) || (is_apart(token) && at != value) ||
        begins_day(token) || token.begins_line)
      return tokens.first(at);
  }
  return tokens;
}

bool has_number(Tokens tokens) { return count_numbers(tokens) > 0; }

bool has_countable(Tokens tokens) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const bool is_name = (at > 0 && is_word(tokens, at - 1, words_of_names)) || day_said(tokens[at].text);
    if (!is_name && has_number(tokens.subspan(at, 1))) return true;
  }
  return false;
}

bool take_share(Tokens tokens, LineFacts& facts) {
  const bool is_share = is(tokens, 1, Sign::slash) || is_word(tokens, 1, "of|von");
  if (!is_share || tokens[0].sign != Sign::number || !tokens[0].number.unit.empty()) return false;
  const auto target = number_said(tokens.subspan(2));
  if (!target || target->value <= 0 || facts.has_measure() || facts.value) return false;
  const CellNumber value = counted_beside(tokens[0].number, target->unit);
  facts.value = value.value;
  facts.baseline = 0;
  facts.target = target->value;
  facts.unit = target->unit;
  facts.is_scaled = value.is_scaled || target->is_scaled;
  return true;
}

namespace {

/// What stands for a number that is not known yet.
bool is_placeholder(std::string_view text) { return is_one_of("X|x|XX|N|?|??|_|__|...", text); }

}  // namespace

bool take_open_share(std::string_view text, const CsvForm& form, LineFacts& facts) {
  if (text.ends_with('%') && is_placeholder(trim(text.substr(0, text.size() - 1)))) return facts.target.has_value();
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || !is_placeholder(trim(text.substr(0, slash)))) return false;
  const auto target = number_said(trim(text.substr(slash + 1)), form);
  if (!target || target->value <= 0 || facts.has_measure() || facts.value) return false;
  facts.baseline = 0;
  facts.target = target->value;
  facts.unit = target->unit;
  facts.is_scaled = target->is_scaled;
  return true;
}

bool says_share_again(const CellNumber& per_cent, const LineFacts& share) {
  constexpr double all = 100, rounding = 1;
  const bool is_share = share.value && share.target && share.baseline.value_or(0) == 0 && *share.target > 0;
  const bool is_past = per_cent.unit == "%" && per_cent.value > all;  // up to there it is progress
  return is_share && is_past && std::abs(*share.value / *share.target * all - per_cent.value) <= rounding;
}

}  // namespace okr::actions
