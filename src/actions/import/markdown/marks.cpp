// SPDX-License-Identifier: MIT
// Marks at the ends of a line: boxes, traffic lights, what is struck out; and where the sentence ends that they stand
// around.
#include "actions/import/markdown/line.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/core.h>

#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"
#include "okr/model/words.hpp"

namespace okr::actions {
namespace {

constexpr const char* variation = "\uFE0F";  ///< what says that the sign in front of it is a picture

/// "Status:" in front of a sign: the sign says something of the fact, none of the line.
bool is_value_of_fact(std::string_view before) {
  before = trim(before);
  if (!before.ends_with(':')) return false;
  before.remove_suffix(1);
  return !fact_called(before.substr(before.find_last_of(" (|") + 1)).empty();
}

/// A sign at one end of a line.
bool take_sign(std::string_view& text, std::string_view sign) {
  std::string_view rest = text;
  if (rest.starts_with(sign)) {
    rest.remove_prefix(sign.size());
    if (rest.starts_with(variation)) rest.remove_prefix(std::string_view(variation).size());
  } else {
    if (rest.ends_with(variation)) rest.remove_suffix(std::string_view(variation).size());
    if (!rest.ends_with(sign)) return false;
    rest.remove_suffix(sign.size());
    if (is_value_of_fact(rest)) return false;
  }
  text = trim(rest);
  return true;
}

}  // namespace

std::optional<bool> take_box(std::string_view& text) {
  static constexpr auto boxes = std::to_array<std::pair<std::string_view, bool>>({{"[ ]", false},
                                                                                  {"[x]", true},
                                                                                  {"[X]", true},
                                                                                  {"[/]", false},
                                                                                  {"\u2705", true},
                                                                                  {"\u2611", true},
                                                                                  {"\u274C", false},
                                                                                  {"\u2610", false},
                                                                                  {"\u2B1C", false}});
  const std::size_t last = text.rfind(' ');
  const bool may_be_twice = last != std::string_view::npos && is_done_word(text.substr(last + 1));
  const std::string_view before = may_be_twice ? trim(text.substr(0, last)) : std::string_view();
  for (const auto& [box, is_done] : boxes) {
    const bool is_twice = is_done && (before.ends_with(box) || before.ends_with(std::string(box) + variation));
    std::string_view rest = is_twice ? before : text;  // "Docs are out \u2705 DONE"
    if ((box.front() == '[' && !rest.starts_with(box)) || !take_sign(rest, box)) continue;
    text = rest;
    return is_done;
  }
  return std::nullopt;
}

bool is_done_word(std::string_view word) {
  return is_one_of(
      "done|complete|completed|achieved|finished|erledigt|fertig|abgeschlossen|erreicht|termin\u00E9|termin\u00E9e|"
      "atteint|fait|hecho|completado|completada|logrado|conclu\u00EDdo|conclu\u00EDda|concluido|feito|alcan\u00E7ado",
      to_lower_ascii(word));
}

bool is_sign_of_state(std::string_view text) { return (take_box(text) || !take_light(text).empty()) && text.empty(); }

bool take_cancelled_box(std::string_view& text) {
  constexpr std::string_view box = "[-]";
  if (!text.starts_with(box)) return false;
  text = trim(text.substr(box.size()));
  return true;
}

bool is_bar(std::string_view word) {
  constexpr std::string_view parts =
      "\u2591\u2592\u2593\u2588\u2589\u258A\u258B\u258C\u258D\u258E\u258F\u25A0\u25A1\u25AA\u25AB\u25B0\u25B1\u25CB"
      "\u25CF\u25FB\u25FC"
      "\u2B1B\u2B1C\U0001F7E5\U0001F7E6\U0001F7E7\U0001F7E8\U0001F7E9";
  constexpr std::size_t least = 3;
  if (word.starts_with('[') && word.ends_with(']'))
    return word.size() >= least + 2 && word.find_first_not_of("#=*>-", 1) == word.size() - 1;
  std::size_t count = 0;
  for (; !word.empty(); ++count) {
    const std::string_view part = character_at(word, 0);
    if (parts.find(part) == std::string_view::npos) return false;
    word.remove_prefix(part.size());
  }
  return count >= least;
}

std::string take_light(std::string_view& text) {
  for (const std::string_view light :
       {"\U0001F7E2", "\U0001F7E1", "\U0001F7E0", "\U0001F534", "\U0001F535", "\U0001F7E3", "\u26AA", "\u26AB",
        "\u23F3", "\u231B", "\U0001F504", "\U0001F6A7"})
    if (take_sign(text, light)) return std::string(light);
  return {};
}

std::string take_sign_behind_bracket(std::string_view& text) {
  const auto end = text.find_last_of(")]");
  if (end == std::string_view::npos) return {};
  const std::string_view sign = trim(text.substr(end + 1));
  const bool is_symbol = sign.starts_with('\xF0') || sign.starts_with('\xE2');  // U+2000 to U+2FFF, U+10000 and more
  if (!is_symbol || std::ranges::any_of(sign, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return {};
  for (const std::string_view dash : {"\u2013", "\u2014"})
    if (sign.starts_with(dash)) return {};
  text = text.substr(0, end + 1);
  return std::string(sign);
}

// --- marks around a line ---------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view struck_out = "struck out";  ///< why, where nobody says it

/// Words behind a struck text that say what became of it; others may stand in its place ("~~old~~ new").
bool says_why(std::string_view text) {
  constexpr std::string_view words =
      "abgebrochen|abandoned|because|canceled|cancelled|deferred|delayed|deprioritised|deprioritized|dropped|"
      "entf\u00E4llt|"
      "gestrichen|merged|moved|no|not|obsolete|postponed|replaced|superseded|too|verschoben|weil|won't";
  std::string_view first = text.substr(0, text.find(' '));
  while (!first.empty() && std::string_view(",.:;_*").find(first.back()) != std::string_view::npos)
    first.remove_suffix(1);
  return is_one_of(words, to_lower_ascii(first));
}

class LineMarks {
 public:
  LineMarks(std::string_view text, const CsvForm& form, MarkdownLine& line)
      : form_(form), is_objective_(is_marked_objective(text)), line_(line) {}

  /// What stands between them.
  std::string take(std::string_view text) {
    std::string plain = without_bars(with_plain_blanks(sentence_of(text)));
    line_.links = take_addresses(plain);
    std::string_view rest = trim(plain);
    take_lights(rest);
    line_.is_done = take_box(rest);
    if (take_cancelled_box(rest)) put_state("cancelled", line_.facts);
    if (std::string sign = take_sign_behind_bracket(rest); !sign.empty()) line_.unread.push_back(std::move(sign));
    if (!take_mark_behind_score(rest)) take_mark_in_front(rest);
    if (!line_.is_done) line_.is_done = take_box(rest);
    take_lights(rest);
    const std::string_view behind = take_strike(rest);
    if (line_.mark == LineMark::none && !line_.facts.state.empty()) take_mark_in_front(rest);
    if (behind.empty()) take_words_around(rest, line_);
    return std::string(rest) + std::string(behind);
  }

 private:
  static bool is_marked_objective(std::string_view text) {
    text = trim(text);
    take_box(text);
    return take_mark(text) == LineMark::objective;
  }

  /// "Ziel: 8" is no objective.
  bool is_target_of_key_result(std::string_view whole, std::string_view text) const {
    const std::string front = to_lower_ascii(trim(whole.substr(0, whole.find(':'))));
    const auto number = is_one_of("ziel|objetivo|objectif", front) ? number_said(text, form_) : std::nullopt;
    return number && number->unit.find(' ') == std::string::npos;
  }

  void take_mark_in_front(std::string_view& text) {
    const std::string_view whole = text;
    const std::string owner(owner_of_mark(text));
    if (!owner.empty()) text.remove_prefix(owner.size() + 1);
    line_.mark = take_mark(text);
    if (is_target_of_key_result(whole, text)) line_.mark = LineMark::none, text = whole;
    std::string_view mark = trim(whole.substr(0, whole.size() - text.size()));
    while (!mark.empty() && !is_alphanumeric(mark.back())) mark.remove_suffix(1);
    while (mark.starts_with('(') || mark.starts_with('[')) mark.remove_prefix(1);
    line_.marked_by = std::string(mark);
    const std::string as_mark = owner + ":";  // "O1" of "O1 KR2: ..." is one
    if (std::string_view rest = as_mark; !owner.empty() && actions::take_mark(rest) == LineMark::none)
      line_.unread.push_back(owner);
  }

  /// The first line and those that go on from it; the others are below.
  std::string sentence_of(std::string_view text) {
    std::string sentence;
    for (std::string_view line : split(text, '\n')) {
      line = trim(line);
      if (!sentence.empty() && !goes_on(sentence, line))
        line_.below.emplace_back(line);
      else
        sentence += (sentence.empty() ? "" : "\n") + std::string(line);
    }
    return sentence;
  }

  /// A sentence goes on in lower case or with a mark, with its measure, and where the next word had no room in its
  /// line; not with a fact, or with what has a name of its own: "Type: committed".
  bool goes_on(std::string_view sentence, std::string_view line) const {
    constexpr std::size_t longest_name = 20, usual_width = 60;
    if (line.empty()) return true;
    if (begins_key_result(line) || !line_.below.empty() || !facts_in(line, form_).empty() || names_field(line, form_))
      return false;
    if (!is_objective_ && says_measure(line) && !says_measure(sentence)) return true;
    const std::string front = without_accents(character_at(line, 0));
    const bool is_named = line.substr(0, longest_name).find(':') != std::string_view::npos;
    if (front.empty() || !is_upper(front[0])) return front.empty() || !is_lower(front[0]) || !is_named;
    const std::string_view last = sentence.substr(sentence.rfind('\n') + 1);
    const bool had_room = count_characters(last) + 1 + count_characters(line.substr(0, line.find(' '))) <= usual_width;
    return !is_named && !had_room && std::string_view(".!?:").find(last.back()) == std::string_view::npos;
  }

  bool says_measure(std::string_view text) const { return speaks_of_measure(line_tokens(text, form_), false); }

  static std::string with_plain_blanks(std::string text) {
    for (const std::string_view blank : {"\u00A0", "\u202F", "\u3000"})
      for (auto at = text.find(blank); at != std::string::npos; at = text.find(blank, at))
        text.replace(at, blank.size(), " ");
    return text;
  }

  /// A bar in front of a number says the same: "Docs ▓▓░░ 50 %" as "Docs - 50 %", and beside other numbers how far
  /// they are: "0 -> 400 ▓▓░░ 50 %" as "0 -> 400 - progress: 50 %".
  static std::string without_bars(const std::string& text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
      const std::size_t next = std::min(text.find_first_not_of(" \n", end), text.size());
      const std::string_view before = trim(plain);
      const bool is_parted = before.empty() || std::string_view(":-|").find(before.back()) != std::string_view::npos;
      if (!is_bar(std::string_view(text).substr(at, end - at)) || !begins_number(text.substr(next)))
        plain += text.substr(at, next - at);
      else if (!before.ends_with(':'))
        plain += fmt::format("{}{}", is_parted ? "" : "- ", std::ranges::any_of(before, is_digit) ? "progress: " : "");
      at = next;
    }
    return plain;
  }

  void take_lights(std::string_view& text) {
    if (std::string light = take_light(text); !light.empty()) line_.unread.push_back(std::move(light));
  }

  /// "~~Ship it~~", "~~Ship it~~ (moved to Q4)". Returns what stands behind it that is no reason but a measure: "
  /// (0.3)".
  std::string_view take_strike(std::string_view& text) {
    constexpr std::string_view strike = "~~";
    const auto end = text.starts_with(strike) ? text.find(strike, strike.size()) : std::string_view::npos;
    if (end == std::string_view::npos || end == strike.size()) return {};
    const std::string_view all_behind = text.substr(end + strike.size());
    const std::string_view behind = trim(all_behind);
    std::string_view why = without_front_marks(behind);
    if (behind.starts_with('(') && behind.ends_with(')')) why = behind.substr(1, behind.size() - 2);
    if (!behind.empty() && why.size() == behind.size() && !says_why(behind)) {  // "~~old~~ new"
      line_.is_doubtful = true;
      return {};
    }
    LineFacts said;
    const auto number = number_said(why, form_);
    const bool is_measure =
        (number && number->unit.empty()) || take_measure(why, form_, said) || take_fact(why, form_, said);
    line_.facts.state = word(State::cancelled);
    line_.facts.reason = why.empty() || is_measure ? struck_out : why;
    text = trim(text.substr(strike.size(), end - strike.size()));
    return is_measure ? all_behind : std::string_view();
  }

  /// "0.6 - Objective: Ship it": no number of a list.
  bool take_mark_behind_score(std::string_view& text) {
    if (!begins_number(text)) return false;
    const auto tokens = line_tokens(text, form_);
    const Tokens front = first_part(tokens);
    if (front.size() == tokens.size()) return false;
    LineFacts facts;
    std::string_view rest = text.substr(static_cast<std::size_t>(tokens[front.size()].text.data() - text.data()));
    if (!take_measure(spelled(without_end(front)), form_, facts) || facts.has_measure()) return false;
    take_mark_in_front(rest);
    if (line_.mark == LineMark::none) return false;
    line_.facts = std::move(facts);
    text = rest;
    return true;
  }

  const CsvForm& form_;
  bool is_objective_;  ///< it is marked as one
  MarkdownLine& line_;
};

}  // namespace

std::string take_marks(std::string_view text, const CsvForm& form, MarkdownLine& line) {
  return LineMarks(text, form, line).take(text);
}

}  // namespace okr::actions
