// SPDX-License-Identifier: MIT
// What a line says by name ("Owner: ana", "Score: 0.7") or by its form, as facts of the record it belongs to.
#include "actions/import/markdown_line.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "actions/checkin/understand.hpp"
#include "actions/import/cycle_names.hpp"
#include "actions/import/markdown.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/words.hpp"

namespace okr::cli {
namespace {

// --- facts with a name -----------------------------------------------------------------------------------------------

enum class Fact : std::uint8_t {
  owner,
  score,
  value,
  baseline,
  target,
  confidence,
  due,
  weight,
  unit,
  why,
  progress,
  state,
  as_of
};

struct FactWords {
  Fact fact;
  std::string_view words;  ///< in lower case, parted by bars; the first one of a fact is its name
  bool needs_colon = true;
};

constexpr auto fact_words =
    std::to_array<FactWords>({{Fact::owner, "owner|owners|dri|lead|responsible|verantwortlich"},
                              {Fact::score, "score|final score|grade|bewertung", false},
                              {Fact::value, "current|current value|currently at|currently", false},
                              {Fact::value, "actual|now at|now|aktuell", false},
                              {Fact::value, "value|stand|ist|istwert"},
                              {Fact::baseline, "baseline", false},
                              {Fact::baseline, "start|start value|initial value|ausgangswert|startwert"},
                              {Fact::target, "target|target value|goal|zielwert"},
                              {Fact::confidence, "confidence", false},
                              {Fact::confidence, "zuversicht|konfidenz"},
                              {Fact::due, "due|deadline|by|bis", false},
                              {Fact::due, "due date"},
                              {Fact::weight, "weight"},
                              {Fact::unit, "unit|einheit"},
                              {Fact::why, "why|warum"},
                              {Fact::progress, "progress|fortschritt"},
                              {Fact::state, "status|state"},
                              {Fact::as_of, "as of", false},
                              {Fact::as_of, "updated|last updated|last update|stand|aktualisiert"}});

bool put_progress(const std::optional<CellNumber>& number, LineFacts& facts) {
  constexpr double all = 100;
  if (!number || number->unit != "%" || facts.progress || number->value < 0 || number->value > all) return false;
  facts.progress = number->value;
  return true;
}

/// As --date-format says, else as people write a day that can be read in one way alone.
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

bool put_weight(const std::optional<CellNumber>& weight, LineFacts& facts) {
  if (!weight || !weight->unit.empty() || weight->value <= 0 || facts.weight) return false;
  facts.weight = weight->value;
  return true;
}

bool put_confidence(std::string_view text, LineFacts& facts) {
  const auto confidence = typed_confidence(text);
  if (!confidence || facts.confidence) return false;
  facts.confidence = *confidence;
  return true;
}

bool put_text(std::string_view text, std::string& place) {
  if (text.empty() || !place.empty()) return false;
  place = std::string(text);
  return true;
}

bool put_score(std::string_view text, const CsvForm& form, LineFacts& facts) {
  const auto score = score_said(text, form);
  if (!score || facts.score) return false;
  facts.score = *score;
  return true;
}

/// "45", ">= 95 %", "max. 10".
bool put_target(Tokens tokens, LineFacts& facts) {
  const Sign sign = tokens.empty() ? Sign::word : tokens[0].sign;
  if (sign != Sign::at_least && sign != Sign::at_most) return put_number(number_said(tokens), facts.target, facts);
  const bool is_put = put_number(number_said(tokens.subspan(1)), sign == Sign::at_least ? facts.min : facts.max, facts);
  if (is_put) facts.is_strict = excludes_bound(tokens[0]);
  return is_put;
}

/// "0 -> 400 users", "from 0 -> 400": words in front of it would be a title, which nothing may take away.
bool take_arrow_alone(Tokens tokens, LineFacts& facts) {
  const auto measure = measure_in(tokens);
  const bool is_alone = measure && measure->begin == 0 && measure->end == tokens.size() && measure->counted.empty();
  if (!is_alone || facts.has_measure() || !measure->facts.target) return false;
  if (!facts.unit.empty() && !measure->facts.unit.empty() && !is_same_unit(facts.unit, measure->facts.unit))
    return false;
  put_measure(measure->facts, facts);
  return true;
}

bool put(Fact fact, std::string_view text, const CsvForm& form, LineFacts& facts) {
  const auto tokens = line_tokens(text, form);
  const auto number = number_said(tokens);
  switch (fact) {
    case Fact::owner: return put_owners(text, facts);
    case Fact::score: return put_score(text, form, facts);
    case Fact::value:
      return (!facts.has_measure() && put_progress(number, facts)) || put_number(number, facts.value, facts);
    case Fact::baseline: return put_number(number, facts.baseline, facts);
    case Fact::target: return put_target(tokens, facts);
    case Fact::confidence: return put_confidence(text, facts);
    case Fact::due: return put_day(text, form, facts.due);
    case Fact::as_of: return put_day(text, form, facts.as_of);
    case Fact::weight: return put_weight(number, facts);
    case Fact::unit: return put_text(text, facts.unit);
    case Fact::why: return put_text(text, facts.why);
    case Fact::state: return put_state(text, facts);
    case Fact::progress:
      facts.says_progress |= put_progress(number, facts);
      return facts.says_progress || put_number(number, facts.value, facts);
  }
  return false;
}

/// "2026-07-15: 5": a value of its day.
bool put_dated(std::string_view text, const CsvForm& form, LineFacts& facts) {
  const auto colon = text.find(": ");
  const auto day = colon == std::string_view::npos ? std::nullopt : day_written(text.substr(0, colon), form);
  std::optional<double> value;
  if (!day || !put_number(number_said(text.substr(colon + 2), form), value, facts)) return false;
  facts.dated.emplace_back(*day, *value);
  return true;
}

/// Behind a word in front of it: "Owner: ana", "due 30 Sep 2026".
std::optional<std::string_view> behind_word(std::string_view text, std::string_view word, bool needs_colon) {
  if (to_lower_ascii(text.substr(0, word.size())) != word) return std::nullopt;
  const std::string_view rest = text.substr(word.size());
  const bool has_colon = rest.starts_with(':');
  if (!has_colon && (needs_colon || !rest.starts_with(' '))) return std::nullopt;
  return trim(has_colon ? rest.substr(1) : rest);
}

/// No name are "Confidence: 6", "now 2", "Ana (until 1 Aug".
bool is_name(std::string_view text) {
  constexpr std::size_t longest_name = 40;
  return !text.empty() && text.size() <= longest_name && std::ranges::none_of(words_in(text), begins_number) &&
         text.find(':') == std::string_view::npos && std::ranges::count(text, '(') == std::ranges::count(text, ')');
}

/// What a text added, as it is written.
void note_said(const LineFacts& before, std::string_view text, LineFacts& facts) {
  if (!before.value && facts.value) facts.value_said = text;
  if (!before.baseline && facts.baseline) facts.baseline_said = text;
  if (!before.progress && facts.progress) facts.progress_said = text;
}

}  // namespace

bool is_written_as_score(std::string_view text, const CsvForm& form) {
  const auto mark = text.find(form.decimal);
  return mark != std::string_view::npos && mark + 1 < text.size() && is_digit(text[mark + 1]);
}

bool is_same_unit(std::string_view one, std::string_view other) {
  const auto with_words = [](std::string_view unit, std::string_view more) {
    return more.starts_with(unit) && !unit.empty() && more.substr(unit.size()).starts_with(' ');
  };
  return one == other || with_words(one, other) || with_words(other, one) ||
         (one.starts_with("% ") && other.starts_with("% "));
}

bool put_number(const std::optional<CellNumber>& number, std::optional<double>& place, LineFacts& facts) {
  if (!number || place) return false;
  if (!number->unit.empty() && !facts.unit.empty() && !is_same_unit(number->unit, facts.unit)) return false;
  const auto is_fraction = [](const std::optional<double>& one) { return one && *one != 0 && std::abs(*one) < 1; };
  const bool has_fractions =
      std::ranges::any_of(std::array{facts.baseline, facts.target, facts.value, facts.min, facts.max}, is_fraction);
  if (is_same_unit(facts.unit, "%") && number->unit.empty() && is_fraction(number->value)) return false;
  if (facts.unit.empty() && is_same_unit(number->unit, "%") && has_fractions) return false;
  place = number->value;
  if (facts.unit.empty()) facts.unit = number->unit;
  return true;
}

bool put_owners(std::string_view text, LineFacts& facts) {
  const std::vector<std::string> names = people_in(text, ",;");
  if (!std::ranges::all_of(names, is_name)) return false;
  facts.owners.insert(facts.owners.end(), names.begin(), names.end());
  return !names.empty();
}

bool put_state(std::string_view said, LineFacts& facts) {
  constexpr std::size_t longest = 20;
  if (said.size() > longest) return false;
  const std::string text = without_pictographs(said);
  const std::string lower = to_lower_ascii(text);
  const bool is_cancelled = is_one_of("cancelled|canceled|dropped|abandoned|gestrichen|abgebrochen", lower);
  const bool is_deferred = is_one_of("deferred|postponed|verschoben", lower);
  if ((!is_cancelled && !is_deferred) || !facts.state.empty()) return false;
  facts.state = word(is_cancelled ? State::cancelled : State::deferred);
  facts.reason = text;
  return true;
}

void put_measure(const LineFacts& measure, LineFacts& facts) {
  facts.baseline = measure.baseline;
  facts.target = measure.target;
  facts.min = measure.min;
  facts.max = measure.max;
  facts.is_strict = measure.is_strict;
  if (!measure.unit.empty()) facts.unit = measure.unit;
}

void settle_percentage(LineFacts& facts) {
  if (!facts.progress || !is_same_unit(facts.unit, "%") || !facts.has_measure() || facts.value || facts.says_progress)
    return;
  facts.value = std::exchange(facts.progress, {});
  facts.value_said = std::exchange(facts.progress_said, {});
}

std::optional<double> score_said(std::string_view said, const CsvForm& form) {
  const std::string_view text = trim(said);
  constexpr double all = 100;
  const auto slash = text.find('/');
  const auto number = number_said(text.substr(0, slash), form);
  if (!number) return std::nullopt;
  double score = number->value;
  if (slash != std::string_view::npos) {
    const auto whole = number_said(text.substr(slash + 1), form);
    if (!whole || whole->value <= 0 || !whole->unit.empty() || !number->unit.empty()) return std::nullopt;
    score /= whole->value;
  } else if (number->unit == "%") {
    score /= all;
  } else if (!number->unit.empty()) {
    return std::nullopt;
  }
  return score >= 0 && score <= 1 ? std::optional(score) : std::nullopt;
}

bool take_measure(std::string_view said, const CsvForm& form, LineFacts& facts) {
  const LineFacts before = facts;
  std::string_view text = trim(said);
  for (const std::string_view word : {" done", " complete", " completed", " erledigt"})
    if (text.ends_with(word)) text = trim(text.substr(0, text.size() - word.size()));
  const auto tokens = line_tokens(text, form);
  const auto number = number_said(tokens);
  const bool is_progress = put_progress(number, facts);
  facts.says_progress |= is_progress && text.size() < trim(said).size();
  const bool is_score = number && number->unit.empty() && is_written_as_score(text, form);
  const bool is_bound = !number && !facts.has_measure();
  if (!is_progress && !take_arrow_alone(tokens, facts) && !take_share(tokens, facts) &&
      !(is_score && put_score(text, form, facts)) && !(is_bound && put_target(tokens, facts)))
    return false;
  note_said(before, trim(said), facts);
  return true;
}

std::string_view fact_called(std::string_view word) {
  const std::string lower = to_lower_ascii(trim(word));
  const auto known = std::ranges::find_if(fact_words, [&](const auto& row) { return is_one_of(row.words, lower); });
  if (known == fact_words.end()) return {};
  const std::string_view words = std::ranges::find(fact_words, known->fact, &FactWords::fact)->words;
  return words.substr(0, words.find('|'));
}

bool take_fact(std::string_view said, const CsvForm& form, LineFacts& facts) {
  const std::string_view text = trim(said);
  const LineFacts before = facts;
  bool is_taken = put_dated(text, form, facts);
  for (const FactWords& known : fact_words)
    for (const std::string_view word : split(known.words, '|')) {
      const auto rest = is_taken ? std::nullopt : behind_word(text, word, known.needs_colon);
      if (!rest) continue;
      is_taken = put(known.fact, *rest, form, facts);
      facts.is_target_unread |= known.fact == Fact::target && !is_taken;
      const bool may_be_day = word != "stand" || std::ranges::any_of(*rest, is_digit);  // "Stand: gut" is another thing
      facts.is_day_unread |= known.fact == Fact::as_of && !is_taken && may_be_day;
    }
  if (is_taken) note_said(before, text, facts);
  return is_taken;
}

bool is_field(std::string_view kind, std::string_view key) {
  const auto fields = fields_of(kind);
  return std::ranges::find(fields, key, &FieldInfo::key) != fields.end();
}

bool names_field(std::string_view text, const CsvForm& form) {
  const auto colon = text.find(": ");
  if (colon == std::string_view::npos) return false;
  std::string key = to_lower_ascii(trim(text.substr(0, colon)));
  std::ranges::replace(key, ' ', '-');
  return is_field("objective", key) || is_field("key result", key) ||
         (begins_number(text) && number_said(text.substr(colon + 1), form));
}

bool is_fact(std::string_view text, const CsvForm& form) {
  constexpr std::size_t longest_name = 20, longest_without_colon = 60;
  const auto colon = text.substr(0, longest_name).find(':');
  if (colon != std::string_view::npos && !fact_called(text.substr(0, colon)).empty()) return true;
  LineFacts facts;
  return text.size() <= longest_without_colon && take_fact(text, form, facts);
}

std::vector<std::string_view> facts_in(std::string_view line, const CsvForm& form) {
  constexpr auto marks = std::to_array<std::string_view>({", ", "; ", " | ", " / ", " - ", " \u2013 ", " \u2014 "});
  std::vector<std::string_view> facts;
  std::size_t end = line.size();
  for (std::size_t at = end; at-- > 1;) {
    const auto mark = std::ranges::find_if(marks, [&](auto one) { return line.substr(at).starts_with(one); });
    if (mark == marks.end() || at + mark->size() >= end) continue;
    const std::string_view fact = trim(line.substr(at + mark->size(), end - at - mark->size()));
    if (!is_fact(fact, form)) continue;
    facts.push_back(fact);
    end = at;
  }
  facts.push_back(trim(line.substr(0, end)));
  if (!is_fact(facts.back(), form)) return {};
  std::ranges::reverse(facts);
  return facts;
}

}  // namespace okr::cli
