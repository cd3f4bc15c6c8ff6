// SPDX-License-Identifier: MIT
// What a line says by name ("Owner: ana", "Score: 0.7") or by its form, as facts of the record it belongs to.
#include "actions/import/markdown/line.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/core.h>

#include "actions/checkin/understand.hpp"
#include "actions/import/draft.hpp"
#include "actions/import/markdown/words.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/words.hpp"

namespace okr::actions {
namespace {

// --- facts with a name -----------------------------------------------------------------------------------------------

enum class Fact : std::uint8_t {
  owner,
  score,
  value,
  baseline,
  target,
  stretch,
  confidence,
  due,
  weight,
  unit,
  why,
  progress,
  state,
  source,
  tags,
  as_of
};

struct FactWords {
  Fact fact;
  std::string_view words;  ///< in lower case, parted by bars; the first one of a fact is its name
  bool needs_colon = true;
};

constexpr auto fact_words = std::to_array<FactWords>(
    {{Fact::owner,
      "owner|owners|dri|lead|responsible|verantwortlich|responsable|respons\u00E1vel|propri\u00E9taire|due\u00F1o"},
     {Fact::score, "score|final score|current score|grade|bewertung", false},
     {Fact::value, "current|current value|currently at|currently", false},
     {Fact::value, "actual|now at|now|aktuell", false},
     {Fact::value, "value|stand|ist|istwert"},
     {Fact::value, "valeur actuelle|actuel|valor actual|valor atual|atual"},
     {Fact::baseline, "baseline", false},
     {Fact::baseline,
      "inicio|in\u00EDcio|d\u00E9but|d\u00E9part|valeur de d\u00E9part|valeur initiale|point de d\u00E9part|l\u00EDnea "
      "base|l\u00EDnea de base|valor "
      "inicial|linha de base|ponto de partida|punto de partida"},
     {Fact::baseline, "start|start value|initial value|ausgangswert|startwert|from|von"},
     {Fact::target, "target|target value|goal|zielwert|ziel|soll|sollwert"},
     {Fact::target, "cible|valeur cible|meta|valor meta|valor objetivo|valor alvo|alvo"},
     {Fact::stretch, "stretch|stretch goal|stretch target"},
     {Fact::confidence, "confidence", false},
     {Fact::confidence, "confiance|confianza|confian\u00E7a"},
     {Fact::confidence, "zuversicht|konfidenz|conf|conf."},
     {Fact::due, "due|deadline|by|bis|\U0001F4C5", false},
     {Fact::due, "due date"},
     {Fact::due, "\u00E9ch\u00E9ance|\u00C9ch\u00E9ance|date limite|fecha l\u00EDmite|prazo|data limite"},
     {Fact::target, "to|bis"},  // "bis" a day first
     {Fact::weight, "weight"},
     {Fact::unit, "unit|einheit|unit\u00E9|unidad|unidade"},
     {Fact::why, "why|warum|pourquoi|por qu\u00E9|por qu\u00EA"},
     {Fact::progress, "progress|fortschritt|progr\u00E8s|progression|avancement|avance|progreso|progresso"},
     {Fact::state, "status|state|current status|statut|estado|\u00E9tat|\u00C9tat|stato"},
     {Fact::source, "source|data source|source of data|quelle|datenquelle|fuente|fonte"},
     {Fact::tags, "tags|labels|schlagworte|schlagw\u00F6rter|\u00E9tiquettes|etiquetas"},
     {Fact::as_of, "as of", false},
     {Fact::as_of, "updated|last updated|last update|measured on", false},
     {Fact::as_of, "aktualisiert|gemessen am|stand|stand vom|stand am", false}});

bool put_progress(const std::optional<CellNumber>& number, LineFacts& facts) {
  constexpr double all = 100;
  if (!number || number->unit != "%" || facts.progress || number->value < 0 || number->value > all) return false;
  facts.progress = number->value;
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

bool put_tags(std::string_view text, LineFacts& facts) {
  for (std::string_view tag : cell_names(text, ",;")) facts.tags.emplace_back(tag.substr(tag.starts_with('#') ? 1 : 0));
  return !text.empty();
}

/// What a status says beside its box or light, apart from a percentage that stands alone or is set off.
struct StatusWords {
  std::string words;
  std::optional<CellNumber> per_cent;
};

/// Nothing where it says another number or more than a few words.
std::optional<StatusWords> status_words(Tokens tokens) {
  constexpr std::size_t most_words = 3;
  StatusWords said;
  std::size_t count = 0;
  bool is_set_off = false;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    const bool is_word = token.sign == Sign::word && !begins_number(token.text);
    if (token.sign == Sign::number && token.number.unit == "%" && !said.per_cent) {
      said.per_cent = token.number;
      const bool is_last = at + 1 == tokens.size();
      const auto parts = [](const Token& one, Sign bracket) { return is_separator(one) || one.sign == bracket; };
      is_set_off = (at == 0 || parts(tokens[at - 1], Sign::open)) && (is_last || parts(tokens[at + 1], Sign::close));
    } else if (is_word) {
      said.words += (said.words.empty() ? "" : " ") + std::string(token.text);
      ++count;
    } else if (!is_separator(token) && token.sign != Sign::open && token.sign != Sign::close) {
      return std::nullopt;
    }
  }
  const bool is_plain = said.words.empty() || is_done_word(said.words) || !said.per_cent || is_set_off;
  return is_plain && count <= most_words ? std::optional(std::move(said)) : std::nullopt;
}

/// "\u2705 Done", "done", "[x]", "\u2B1C Not started": a yes or a no; "\u2705 100 %", "In progress (40 %)": how far it
/// is, where a tick does not say otherwise.
bool put_status(std::string_view said, const CsvForm& form, LineFacts& facts) {
  constexpr double all = 100;
  std::string_view rest = said;
  auto box = take_box(rest);
  const bool has_light = !take_light(rest).empty();
  const auto words = status_words(line_tokens(rest, form));
  if (!words) return false;
  const std::string lower = to_lower_ascii(words->words);
  const bool is_called_done = is_done_word(lower);
  if (is_called_done && !box.value_or(true)) return false;
  if (is_called_done) box = true;
  if (words->per_cent) {
    if (box && *box != (words->per_cent->value >= all)) return false;
    facts.is_of_status = put_progress(words->per_cent, facts) || facts.is_of_status;
    facts.says_progress |= facts.is_of_status;
    if (has_light || (!lower.empty() && !is_called_done)) facts.judged = said;
    return facts.progress == words->per_cent->value;
  }
  const bool is_open = box && !*box && is_one_of("no|not done|not started|open|todo|offen", lower);
  if (!box || has_light || facts.box || (!lower.empty() && !is_called_done && !is_open)) return false;
  facts.box = box;
  if (is_called_done) facts.box_said = said;
  return true;
}

/// A letter alone ("x") is no word.
std::optional<bool> yes_or_no(std::string_view text) { return text.size() > 1 ? truth_in_words(text) : std::nullopt; }

/// "Yes" and "No" as the value: done or not, where its target is none that is something else.
bool put_truth(std::string_view text, LineFacts& facts) {
  const auto truth = yes_or_no(text);
  if (!truth || facts.box || facts.value || facts.is_target_unread) return false;
  facts.box = truth;
  facts.box_said = text;
  return true;
}

/// "No" as the start: beside "Yes" as the target it says nothing more.
bool put_start_of_no(std::string_view text, LineFacts& facts) {
  const bool is_no = !yes_or_no(text).value_or(true);
  return is_no && !facts.baseline && put_text(text, facts.baseline_said);
}

bool put_target_of_yes(std::string_view text, LineFacts& facts) {
  const bool is_yes = !facts.has_measure() && yes_or_no(text).value_or(false);
  facts.is_target_yes |= is_yes;
  return is_yes;
}

/// "45", ">= 95 %", "max. 10".
bool put_target(Tokens tokens, LineFacts& facts) {
  const Sign sign = tokens.empty() ? Sign::word : tokens[0].sign;
  if (sign != Sign::at_least && sign != Sign::at_most) return put_number(number_said(tokens), facts.target, facts);
  const bool is_put = put_number(number_said(tokens.subspan(1)), sign == Sign::at_least ? facts.min : facts.max, facts);
  if (is_put) facts.is_strict = excludes_bound(tokens[0]);
  return is_put;
}

/// "0 -> 400 users", "from 3 to 9 carts": words in front of it would be a title, which nothing may take away.
bool take_way_alone(Tokens tokens, LineFacts& facts) {
  const auto way = way_alone(tokens);
  if (!way || facts.has_measure() || !fits_beside(*way, facts)) return false;
  if (facts.is_unit_doubtful && way->unit.empty()) return false;
  put_measure(*way, facts);
  return true;
}

/// "112", "112 (10 Aug 2026)": the value, and its day.
bool put_value(std::string_view text, const CsvForm& form, LineFacts& facts) {
  const auto open = text.ends_with(')') ? text.rfind('(') : std::string_view::npos;
  if (open == std::string_view::npos) return put_number(number_said(text, form), facts.value, facts);
  LineFacts both = facts;
  const std::string_view day = text.substr(open + 1, text.size() - open - 2);
  if (!put_day(without_preposition(day), form, both.as_of) || !put_value(trim(text.substr(0, open)), form, both))
    return false;
  both.bare_day = day;
  facts = std::move(both);
  return true;
}

bool put(Fact fact, std::string_view said, const CsvForm& form, LineFacts& facts) {
  const auto all = line_tokens(said, form);
  const Tokens tokens = without_end(all);  // "Target: 400."
  const std::string_view text = spelled(tokens);
  const auto number = number_said(tokens);
  switch (fact) {
    case Fact::owner: return put_owners(said, facts);
    case Fact::score: return put_score(text, form, facts);
    case Fact::value:
      return (!facts.has_measure() && put_progress(number, facts)) || put_value(text, form, facts) ||
             put_truth(text, facts);
    case Fact::baseline: return put_number(number, facts.baseline, facts) || put_start_of_no(text, facts);
    case Fact::target: return put_target(tokens, facts) || put_target_of_yes(text, facts);
    case Fact::stretch: return put_number(number, facts.stretch, facts);
    case Fact::confidence: return put_confidence(text, facts);
    case Fact::due: return put_day(text, form, facts.due);
    case Fact::as_of: return put_day(without_preposition(text), form, facts.as_of);
    case Fact::weight: return put_weight(number, facts);
    case Fact::unit: return facts.may_count_in(said) && put_text(said, facts.unit);
    case Fact::why: return put_text(said, facts.why);
    case Fact::state: return put_state(text, facts) || put_status(text, form, facts);
    case Fact::tags: return put_tags(said, facts);
    case Fact::source: return !begins_number(text) && put_text(said, facts.source);
    case Fact::progress:
      if (facts.says_progress) return false;
      facts.says_progress = put_progress(number, facts);
      return facts.says_progress || put_number(number, facts.value, facts) || put_status(text, form, facts);
  }
  return false;
}

/// "2026-07-15: 5": a value of its day.
bool put_dated(std::string_view text, const CsvForm& form, LineFacts& facts) {
  const auto colon = text.find(": ");
  const auto day = colon == std::string_view::npos ? std::nullopt : day_written(text.substr(0, colon), form);
  std::optional<double> value;
  if (!day || !put_number(number_said(text.substr(colon + 2), form), value, facts)) return false;
  facts.dated.push_back({*day, *value});
  return true;
}

/// Behind a word in front of it: "Owner: ana", "due 30 Sep 2026".
std::optional<std::string_view> behind_word(std::string_view text, std::string_view word, bool needs_colon) {
  const bool may_begin = text.size() >= word.size() && to_lower_ascii(text.front()) == word.front();
  if (!may_begin || to_lower_ascii(text.substr(0, word.size())) != word) return std::nullopt;
  const std::string_view rest = text.substr(word.size());
  std::string_view behind = trim(rest);  // "Responsable : Ana"
  bool has_colon = false;
  for (const std::string_view colon : {":", "\uFF1A"})
    for (; behind.starts_with(colon); behind.remove_prefix(colon.size())) has_colon = true;
  if (!has_colon && (needs_colon || !rest.starts_with(' '))) return std::nullopt;
  return trim(behind);
}

/// "▓▓░░ 50 %" without its bar.
std::string_view behind_bar(std::string_view text) {
  const std::string_view front = text.substr(0, text.find(' '));
  return front.size() < text.size() && is_bar(front) ? trim(text.substr(front.size())) : text;
}

/// "Stand: gut" and "updated monthly" are other things.
bool is_for_a_day(std::string_view text, std::string_view word, std::string_view rest) {
  if (word == "as of" || speaks_of_day(rest)) return true;
  return text.substr(word.size()).starts_with(':') && (word != "stand" || std::ranges::any_of(rest, is_digit));
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
  if (before.baseline_said != facts.baseline_said || (!before.baseline && facts.baseline)) facts.baseline_said = text;
  if (!before.progress && facts.progress) facts.progress_said = text;
  if (!before.stretch && facts.stretch) facts.stretch_said = text;
  if (before.box_said != facts.box_said) facts.box_said = text;
  if (before.judged != facts.judged) facts.judged = text;
}

}  // namespace

bool is_written_as_score(std::string_view text, const CsvForm& form) {
  const auto mark = text.find(form.decimal);
  return mark != std::string_view::npos && mark + 1 < text.size() && is_digit(text[mark + 1]);
}

std::vector<std::string> LineFacts::kept_of_objective() const {
  std::vector<std::string> kept;
  if (!source.empty()) kept.push_back(fmt::format("source: {}", source));
  if (box) kept.push_back(box_text());
  return kept;
}

bool LineFacts::may_count_in(std::string_view other) const {
  if (unit.empty()) return !is_scaled || power_of_unit(other) == 0;
  return other.empty() || is_same_unit(unit, other);
}

bool put_number(const std::optional<CellNumber>& said, std::optional<double>& place, LineFacts& facts) {
  if (!said || place || !facts.may_count_in(said->unit)) return false;
  const std::optional<CellNumber> number = counted_beside(*said, facts.unit);
  const auto is_fraction = [](const std::optional<double>& one) { return one && *one != 0 && std::abs(*one) < 1; };
  const auto is_counted = [](const std::optional<double>& one) { return one && *one != 0; };
  const std::array others{facts.baseline, facts.target, facts.min, facts.max, facts.value};
  if (is_same_unit(facts.unit, "%") && number->unit.empty() && is_fraction(number->value)) return false;
  const bool is_per_cent = is_same_unit(number->unit, "%");
  if (facts.unit.empty() && is_per_cent && std::ranges::any_of(others, is_fraction)) return false;
  const bool is_of_measure = &place == &facts.baseline || &place == &facts.target || &place == &facts.min ||
                             &place == &facts.max || &place == &facts.stretch;
  const bool is_doubtful = is_per_cent && (!is_of_measure || number->value == 0);  // its sign is none of the others
  if (facts.unit.empty() && is_doubtful && std::ranges::any_of(others, is_counted)) return false;
  if (facts.is_unit_doubtful && is_of_measure && number->unit.empty() && number->value != 0) return false;
  if (facts.unit.empty() || (is_per_cent && !is_doubtful)) facts.is_unit_doubtful = is_doubtful;
  place = number->value;
  facts.is_scaled |= number->is_scaled;
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

bool fits_beside(const LineFacts& measure, const LineFacts& facts) {
  return facts.may_count_in(measure.unit) && measure.may_count_in(facts.unit);
}

void put_measure(const LineFacts& measure, LineFacts& facts) {
  facts.baseline = measure.baseline;
  facts.target = measure.target;
  facts.min = measure.min;
  facts.max = measure.max;
  facts.is_strict = measure.is_strict;
  facts.is_scaled |= measure.is_scaled;
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
  if (const auto last = text.rfind(' '); last != std::string_view::npos && is_done_word(text.substr(last + 1)))
    text = trim(text.substr(0, last));
  const auto tokens = line_tokens(text, form);
  const auto number = number_said(tokens);
  const bool is_progress = put_progress(number, facts);
  facts.says_progress |= is_progress && text.size() < trim(said).size();
  const bool is_score = number && number->unit.empty() && is_written_as_score(text, form);
  const bool is_bound = !number && !facts.has_measure();
  if (!is_progress && !take_way_alone(tokens, facts) && !take_share(tokens, facts) &&
      !(is_score && put_score(text, form, facts)) && !(is_bound && put_target(tokens, facts)))
    return false;
  note_said(before, trim(said), facts);
  return true;
}

bool take_range(std::string_view said, const CsvForm& form, LineFacts& facts) {
  const LineFacts before = facts;
  if (!take_way_alone(line_tokens(trim(said), form), facts)) return false;
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
      is_taken = put(known.fact, behind_bar(*rest), form, facts);
      const bool may_be_number = word != "to" && word != "bis";  // "To: all of us"
      const bool is_goal =
          known.fact == Fact::target || (known.fact == Fact::stretch && std::ranges::any_of(*rest, is_digit));
      facts.is_target_unread |= is_goal && !is_taken && may_be_number;
      facts.is_day_unread |= known.fact == Fact::as_of && !is_taken && is_for_a_day(text, word, *rest);
    }
  if (is_taken) note_said(before, text, facts);
  return is_taken;
}

bool names_bound(std::string_view label) {
  return is_one_of("min|max|minimum|maximum|floor|ceiling", to_lower_ascii(trim(label)));
}

bool is_status(std::string_view text) {
  const auto colon = text.find(':');
  return colon != std::string_view::npos && colon + 1 < text.size() && fact_called(text.substr(0, colon)) == "status";
}

}  // namespace okr::actions
