// SPDX-License-Identifier: MIT
#include "actions/import/markdown_facts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "actions/checkin/values.hpp"
#include "actions/import/cells.hpp"
#include "actions/import/cycle_names.hpp"
#include "actions/import/markdown_measure.hpp"
#include "actions/import/markdown_words.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/words.hpp"

namespace okr::cli {
namespace {

// --- facts with a name -------------------------------------------------------------------------------------------------

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
  state
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
                              {Fact::value, "value|stand|ist"},
                              {Fact::baseline, "baseline", false},
                              {Fact::baseline, "start|ausgangswert"},
                              {Fact::target, "target|goal|zielwert"},
                              {Fact::confidence, "confidence", false},
                              {Fact::confidence, "zuversicht"},
                              {Fact::due, "due|deadline|by|bis", false},
                              {Fact::due, "due date"},
                              {Fact::weight, "weight"},
                              {Fact::unit, "unit|einheit"},
                              {Fact::why, "why|warum"},
                              {Fact::progress, "progress|fortschritt"},
                              {Fact::state, "status|state"}});

bool put_progress(std::string_view text, const CsvForm& form, LineFacts& facts) {
  constexpr double all = 100;
  const auto number = number_said(text, form);
  if (!number || number->unit != "%" || facts.progress || number->value < 0 || number->value > all) return false;
  facts.progress = number->value;
  return true;
}

bool put_due(std::string_view text, LineFacts& facts) {
  const auto date = day_said(text);
  if (!date || facts.due) return false;
  facts.due = *date;
  return true;
}

bool put_weight(std::string_view text, const CsvForm& form, LineFacts& facts) {
  const auto weight = number_said(text, form);
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

/// What a pace says ("green", "late") is computed here, and that a record is given up is not.
bool put_state(std::string_view said, LineFacts& facts) {
  const std::string text = without_pictographs(said);
  const std::string lower = to_lower_ascii(text);
  const bool is_cancelled = is_one_of("cancelled|canceled|dropped|abandoned|gestrichen|abgebrochen", lower);
  const bool is_deferred = is_one_of("deferred|postponed|verschoben", lower);
  if ((!is_cancelled && !is_deferred) || !facts.state.empty()) return false;
  facts.state = word(is_cancelled ? State::cancelled : State::deferred);
  facts.reason = text;
  return true;
}

/// "0 -> 400 users", "from 0 -> 400": words in front of it would be a title, which nothing may take away.
bool take_arrow_alone(std::string_view text, const CsvForm& form, LineFacts& facts) {
  std::string rest(text);
  LineFacts said = facts;
  if (!take_arrow(rest, form, said) || !(rest.empty() || rest == "from" || rest == "von")) return false;
  facts = std::move(said);
  return true;
}

bool put(Fact fact, std::string_view text, const CsvForm& form, LineFacts& facts) {
  switch (fact) {
    case Fact::owner: return put_owners(text, facts);
    case Fact::score: return put_score(text, form, facts);
    case Fact::value:
      return (!facts.has_measure() && put_progress(text, form, facts)) || put_number(text, form, facts.value, facts);
    case Fact::baseline: return put_number(text, form, facts.baseline, facts);
    case Fact::target: return put_number(text, form, facts.target, facts);
    case Fact::confidence: return put_confidence(text, facts);
    case Fact::due: return put_due(text, facts);
    case Fact::weight: return put_weight(text, form, facts);
    case Fact::unit: return put_text(text, facts.unit);
    case Fact::why: return put_text(text, facts.why);
    case Fact::state: return put_state(text, facts);
    case Fact::progress:
      facts.says_progress |= put_progress(text, form, facts);
      return facts.says_progress || put_number(text, form, facts.value, facts);
  }
  return false;
}

/// Behind a word in front of it: "Owner: ana", "due 30 Sep 2026".
std::optional<std::string_view> behind_word(std::string_view text, std::string_view word, bool needs_colon) {
  if (to_lower_ascii(text.substr(0, word.size())) != word) return std::nullopt;
  const std::string_view rest = text.substr(word.size());
  const bool has_colon = rest.starts_with(':');
  if (!has_colon && (needs_colon || !rest.starts_with(' '))) return std::nullopt;
  return trim(has_colon ? rest.substr(1) : rest);
}

/// A fact that is meant as one: its name has a colon, or it can be used.
bool is_fact(std::string_view text, const CsvForm& form) {
  constexpr std::size_t longest_name = 20, longest_without_colon = 60;
  const auto colon = text.substr(0, longest_name).find(':');
  if (colon != std::string_view::npos && !fact_called(text.substr(0, colon)).empty()) return true;
  LineFacts facts;
  return text.size() <= longest_without_colon && take_fact(text, form, facts);
}

/// No name are "Confidence: 6", "10", "Ana (until 1 Aug".
bool is_name(std::string_view text) {
  constexpr std::size_t longest_name = 40;
  const auto is_letter = [](char c) {
    return is_alphanumeric(c) ? !is_digit(c) : static_cast<unsigned char>(c) >= 0x80;
  };
  return text.size() <= longest_name && std::ranges::any_of(text, is_letter) &&
         text.find(':') == std::string_view::npos && std::ranges::count(text, '(') == std::ranges::count(text, ')');
}

}  // namespace

bool is_written_as_score(std::string_view text, const CsvForm& form) {
  const auto mark = text.find(form.decimal);
  return mark != std::string_view::npos && mark + 1 < text.size() && is_digit(text[mark + 1]);
}

bool is_same_unit(std::string_view one, std::string_view other) {
  const auto is_percent = [](std::string_view unit) { return unit == "%" || unit.starts_with("% "); };
  return one == other || (is_percent(one) && is_percent(other));
}

bool put_number(std::string_view text, const CsvForm& form, std::optional<double>& place, LineFacts& facts) {
  const auto number = number_said(text, form);
  if (!number || place) return false;
  if (!number->unit.empty() && !facts.unit.empty() && !is_same_unit(number->unit, facts.unit)) return false;
  place = number->value;
  if (facts.unit.empty()) facts.unit = number->unit;
  return true;
}

bool put_owners(std::string_view text, LineFacts& facts) {
  const std::vector<std::string> names = cell_names(text, ",;/&");
  std::vector<std::string> owners;
  for (const std::string& name : names) {
    const std::string_view plain = name.starts_with('@') ? std::string_view(name).substr(1) : std::string_view(name);
    if (!is_name(plain)) return false;
    owners.emplace_back(plain);
  }
  facts.owners.insert(facts.owners.end(), owners.begin(), owners.end());
  return !owners.empty();
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

void note_said(const LineFacts& before, std::string_view text, LineFacts& facts) {
  if (!before.value && facts.value) facts.value_said = text;
  if (!before.baseline && facts.baseline) facts.baseline_said = text;
  if (!before.progress && facts.progress) facts.progress_said = text;
}

bool take_measure(std::string_view said, const CsvForm& form, LineFacts& facts) {
  const LineFacts before = facts;
  const std::string plain = with_plain_marks(said);
  std::string_view text = trim(plain);
  bool says_progress = false;
  for (const std::string_view word : {" done", " complete", " completed", " erledigt"}) {
    if (!text.ends_with(word)) continue;
    text = trim(text.substr(0, text.size() - word.size()));
    says_progress = true;
  }
  const auto is_taken = [&] {
    if (put_progress(text, form, facts)) {
      facts.says_progress |= says_progress;
      return true;
    }
    if (take_arrow_alone(text, form, facts) || take_share(text, form, facts)) return true;
    const auto number = number_said(text, form);
    return number && number->unit.empty() && is_written_as_score(text, form) && put_score(text, form, facts);
  };
  if (!is_taken()) return false;
  note_said(before, trim(plain), facts);
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
  const std::string plain = with_plain_marks(said);
  const std::string_view text = trim(plain);
  const LineFacts before = facts;
  for (const FactWords& known : fact_words)
    for (const std::string_view word : split(known.words, '|')) {
      const auto rest = behind_word(text, word, known.needs_colon);
      if (!rest || !put(known.fact, *rest, form, facts)) continue;
      note_said(before, text, facts);
      return true;
    }
  return false;
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
