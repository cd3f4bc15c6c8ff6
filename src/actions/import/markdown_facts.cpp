// SPDX-License-Identifier: MIT
#include "actions/import/markdown_facts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "actions/checkin/values.hpp"
#include "actions/import/cells.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr::cli {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// --- words -------------------------------------------------------------------------------------------------------------

// --- numbers -----------------------------------------------------------------------------------------------------------

std::optional<CellNumber> number_said(std::string_view text, const CsvForm& form) {
  text = trim(text);
  if (!begins_number(text)) return std::nullopt;
  CsvCell cell;
  cell.text = std::string(text);
  const auto number = cell_number(cell, form);
  return number ? std::optional(*number) : std::nullopt;
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

// --- facts with a name -------------------------------------------------------------------------------------------------

enum class Fact : std::uint8_t { owner, score, value, baseline, target, confidence, due, weight, unit, why, progress };

struct FactWord {
  std::string_view word;  ///< in lower case
  Fact fact;
  bool needs_colon = true;
};

constexpr auto fact_words = std::to_array<FactWord>({{"owner", Fact::owner},
                                                     {"owners", Fact::owner},
                                                     {"dri", Fact::owner},
                                                     {"lead", Fact::owner},
                                                     {"responsible", Fact::owner},
                                                     {"verantwortlich", Fact::owner},
                                                     {"score", Fact::score, false},
                                                     {"final score", Fact::score, false},
                                                     {"grade", Fact::score, false},
                                                     {"bewertung", Fact::score, false},
                                                     {"current value", Fact::value, false},
                                                     {"currently at", Fact::value, false},
                                                     {"currently", Fact::value, false},
                                                     {"current", Fact::value, false},
                                                     {"actual", Fact::value, false},
                                                     {"now at", Fact::value, false},
                                                     {"now", Fact::value, false},
                                                     {"value", Fact::value},
                                                     {"aktuell", Fact::value, false},
                                                     {"stand", Fact::value},
                                                     {"ist", Fact::value},
                                                     {"baseline", Fact::baseline, false},
                                                     {"start", Fact::baseline},
                                                     {"ausgangswert", Fact::baseline},
                                                     {"target", Fact::target},
                                                     {"goal", Fact::target},
                                                     {"zielwert", Fact::target},
                                                     {"confidence", Fact::confidence, false},
                                                     {"zuversicht", Fact::confidence, false},
                                                     {"due", Fact::due, false},
                                                     {"due date", Fact::due},
                                                     {"deadline", Fact::due, false},
                                                     {"by", Fact::due, false},
                                                     {"bis", Fact::due, false},
                                                     {"weight", Fact::weight},
                                                     {"unit", Fact::unit},
                                                     {"einheit", Fact::unit},
                                                     {"why", Fact::why},
                                                     {"warum", Fact::why},
                                                     {"progress", Fact::progress},
                                                     {"fortschritt", Fact::progress}});

bool put_progress(std::string_view text, const CsvForm& form, LineFacts& facts) {
  constexpr double all = 100;
  const auto number = number_said(text, form);
  if (!number || number->unit != "%" || facts.progress || number->value < 0 || number->value > all) return false;
  facts.progress = number->value;
  return true;
}

bool put_due(std::string_view text, LineFacts& facts) {
  const auto date = parse_date(text);
  if (!date || facts.due) return false;
  facts.due = *date;
  return true;
}

bool put_weight(std::string_view text, LineFacts& facts) {
  const auto weight = parse_number(text);
  if (!weight || *weight <= 0 || facts.weight) return false;
  facts.weight = *weight;
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
    case Fact::weight: return put_weight(text, facts);
    case Fact::unit: return put_text(text, facts.unit);
    case Fact::why: return put_text(text, facts.why);
    case Fact::progress: return put_progress(text, form, facts) || put_number(text, form, facts.value, facts);
  }
  return false;
}

}  // namespace

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

bool begins_number(std::string_view text) {
  for (const std::string_view sign : {"-", "+", "$", "\u20AC", "\u00A3", ".", "~"})
    if (text.starts_with(sign)) text.remove_prefix(sign.size());
  return !text.empty() && is_digit(text.front());
}

bool take_arrow(std::string& title, const CsvForm& form, LineFacts& facts) {
  constexpr std::string_view arrow = "->";
  const auto at = title.find(arrow);
  if (at == std::string::npos) return false;
  const auto from = last_number(std::string_view(title).substr(0, at), form);
  const auto to = number_said(std::string_view(title).substr(at + arrow.size()), form);
  if (!from || !to || !take_pair(from->second, *to, facts)) return false;
  title = std::string(without_end_marks(std::string_view(title).substr(0, from->first)));
  if (to_lower_ascii(title).ends_with(" from")) title.resize(title.size() - std::string_view(" from").size());
  return true;
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
    if (to->unit.empty() || from->unit.empty() || to->unit == from->unit) return take_pair(*from, *to, facts);
  }
  return false;
}

bool is_written_as_score(std::string_view text, const CsvForm& form) {
  const auto mark = text.find(form.decimal);
  return mark != std::string_view::npos && mark + 1 < text.size() && is_digit(text[mark + 1]);
}

bool put_number(std::string_view text, const CsvForm& form, std::optional<double>& place, LineFacts& facts) {
  const auto number = number_said(text, form);
  if (!number || place || (!number->unit.empty() && !facts.unit.empty() && number->unit != facts.unit)) return false;
  place = number->value;
  if (facts.unit.empty()) facts.unit = number->unit;
  return true;
}

bool put_owners(std::string_view text, LineFacts& facts) {
  const std::vector<std::string> names = cell_names(text, ",;/&");
  constexpr std::size_t longest_name = 40;
  std::vector<std::string> owners;
  for (const std::string& name : names) {
    const std::string_view plain = name.starts_with('@') ? std::string_view(name).substr(1) : std::string_view(name);
    if (plain.empty() || plain.size() > longest_name) return false;
    owners.emplace_back(plain);
  }
  facts.owners.insert(facts.owners.end(), owners.begin(), owners.end());
  return !owners.empty();
}

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
  const std::string plain = with_plain_marks(said);
  std::string_view text = trim(plain);
  for (const std::string_view word : {" done", " complete", " completed", " erledigt"})
    if (text.ends_with(word)) text = trim(text.substr(0, text.size() - word.size()));
  if (put_progress(text, form, facts)) return true;
  if (std::string rest(text); take_arrow(rest, form, facts)) return true;
  if (take_share(text, form, facts)) return true;
  const auto number = number_said(text, form);
  return number && number->unit.empty() && is_written_as_score(text, form) && put_score(text, form, facts);
}

bool take_fact(std::string_view said, const CsvForm& form, LineFacts& facts) {
  const std::string plain = with_plain_marks(said);
  const std::string_view text = trim(plain);
  const std::string lower = to_lower_ascii(text);
  for (const FactWord& known : fact_words) {
    if (!lower.starts_with(known.word)) continue;
    std::string_view rest = text.substr(known.word.size());
    const bool has_colon = rest.starts_with(':');
    if (!has_colon && (known.needs_colon || !rest.starts_with(' '))) continue;
    rest = trim(has_colon ? rest.substr(1) : rest);
    if (put(known.fact, rest, form, facts)) return true;
  }
  return false;
}

}  // namespace okr::cli
