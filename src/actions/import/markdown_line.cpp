// SPDX-License-Identifier: MIT
#include "actions/import/markdown_line.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "actions/import/markdown_marks.hpp"
#include "actions/import/markdown_measure.hpp"
#include "okr/base/text.hpp"
#include "okr/model/words.hpp"

namespace okr::cli {
namespace {

/// Without the marks that part a title from what stands in front of it.
std::string_view without_front_marks(std::string_view text) {
  text = trim(text);
  for (const std::string_view mark : {":", "-", "\u2013", "\u2014", "|"})
    if (text.starts_with(mark)) return trim(text.substr(mark.size()));
  return text;
}

constexpr std::string_view struck_out = "struck out";  ///< why, where nobody says it

/// What parts a title from what stands in front of it or behind it.
constexpr auto set_off = std::to_array<std::string_view>({": ", " - ", " \u2013 ", " \u2014 ", " | "});

// --- a line -----------------------------------------------------------------------------------------------------------

class LineReader {
 public:
  LineReader(std::string_view text, const CsvForm& form) : form_(form) {
    const std::string plain = with_plain_marks(sentence_of(text));
    std::string_view rest = trim(plain);
    take_lights(rest);
    line_.is_done = take_box(rest);
    if (std::string sign = take_sign_behind_bracket(rest); !sign.empty()) line_.unread.push_back(std::move(sign));
    if (!take_mark_behind_score(rest)) line_.mark = take_mark(rest);
    if (!line_.is_done) line_.is_done = take_box(rest);
    take_lights(rest);
    const std::string_view behind = take_strike(rest);
    if (line_.mark == LineMark::none && !line_.facts.state.empty()) line_.mark = take_mark(rest);
    line_.title = std::string(rest) + std::string(behind);
    line_.whole = line_.title;
  }

  MarkdownLine line() {
    is_sentence_ = take_sentence(line_.title, form_, probe_);
    if (!is_sentence_) {
      std::string copy = up_to_measure();
      take_in_the_line(copy, probe_) || take_amount(copy, form_, probe_);
    }
    has_unread_arrow_ = !probe_.has_measure() && has_arrow_of_numbers();
    is_small_ = probe_.baseline && probe_.target && std::abs(*probe_.baseline) <= 1 && std::abs(*probe_.target) <= 1;
    while (peel_bracket() || peel_word() || peel_due() || peel_segment()) {
    }
    peel_front();
    take_what_stands_in_it();
    line_.title = std::string(without_end_marks(line_.title));
    if (line_.title.empty()) line_.title = title_of_a_measure();
    line_.has_own_number = has_own_number(line_.title, form_);
    return std::move(line_);
  }

 private:
  /// Without the lines of facts.
  std::string sentence_of(std::string_view text) {
    std::string sentence;
    for (const std::string_view line : split(text, '\n')) {
      if (!sentence.empty() && !facts_in(line, form_).empty())
        line_.below.emplace_back(trim(line));
      else
        sentence += (sentence.empty() ? "" : " ") + std::string(trim(line));
    }
    return sentence;
  }

  void take_lights(std::string_view& text) {
    if (std::string light = take_light(text); !light.empty()) line_.unread.push_back(std::move(light));
  }

  /// "~~Ship it~~", "~~Ship it~~ (moved to Q4)". Returns what stands behind it that is no reason but a measure: " (0.3)".
  std::string_view take_strike(std::string_view& text) {
    constexpr std::string_view strike = "~~";
    const auto end = text.starts_with(strike) ? text.find(strike, strike.size()) : std::string_view::npos;
    if (end == std::string_view::npos || end == strike.size()) return {};
    const std::string_view all_behind = text.substr(end + strike.size());
    const std::string_view behind = trim(all_behind);
    const bool is_bracketed = behind.starts_with('(') && behind.ends_with(')');
    std::string_view why = without_front_marks(behind);
    if (is_bracketed) {
      why = behind;
      why.remove_prefix(1);
      why.remove_suffix(1);
    }
    if (!behind.empty() && why.size() == behind.size()) return {};  // "~~old~~ new"
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
    for (const std::string_view parting : set_off) {
      const auto at = text.find(parting);
      if (at == std::string_view::npos) continue;
      LineFacts facts;
      std::string_view rest = trim(text.substr(at + parting.size()));
      if (!take_measure(text.substr(0, at), form_, facts) || facts.has_measure()) continue;
      const LineMark mark = take_mark(rest);
      if (mark == LineMark::none) continue;
      line_.mark = mark;
      line_.facts = std::move(facts);
      text = rest;
      return true;
    }
    return false;
  }

  /// "3.5/5 -> 4.5/5"
  bool has_arrow_of_numbers() const {
    const std::string_view title = line_.title;
    const auto arrow = title.find("->");
    if (arrow == std::string_view::npos) return false;
    const std::string_view front = trim(title.substr(0, arrow)), behind = trim(title.substr(arrow + 2));
    const auto blank = front.find_last_of(' ');
    return begins_number(behind) && begins_number(front.substr(blank == std::string_view::npos ? 0 : blank + 1));
  }

  /// A measure that parts a title from what stands behind it.
  bool take_in_the_line(std::string& title, LineFacts& facts) const {
    return take_arrow(title, form_, facts) || take_bound(title, form_, facts) || take_span(title, form_, facts);
  }

  /// "0 -> 400 users" is called by what is counted: its value changes.
  std::string title_of_a_measure() const {
    const bool is_word = std::ranges::any_of(line_.facts.unit, [](char c) { return is_lower(c) || is_upper(c); });
    return is_word ? line_.facts.unit : std::string(without_end_marks(peeled_.empty() ? line_.whole : peeled_));
  }

  /// "NPS 31" beside a goal, "[ ] Docs 40%": the number at the end of the title is the one that changes.
  void take_what_changes() {
    LineFacts& facts = line_.facts;
    if (facts.value || facts.progress || facts.baseline || facts.min || facts.max) return;
    if (!facts.target && !line_.is_done) return;
    std::string title = line_.title;
    const auto number = take_number_at_end(title, form_);
    const bool is_of_goal =
        number && (number->unit.empty() || facts.unit.empty() || is_same_unit(number->unit, facts.unit));
    if (facts.target ? !is_of_goal : !number || number->unit != "%") return;
    (facts.target ? facts.value : facts.progress) = number->value;
    (facts.target ? facts.value_said : facts.progress_said) = line_.title.substr(title.size());
    if (facts.unit.empty() && facts.target) facts.unit = number->unit;
    line_.title = std::move(title);
  }

  /// What the peeled title holds. In words it is a measure only beside a value.
  void take_what_stands_in_it() {
    LineFacts& facts = line_.facts;
    peeled_ = line_.title;
    if (is_sentence_)
      take_sentence(line_.title, form_, facts);
    else if (!take_arrow(line_.title, form_, facts) && !take_bound(line_.title, form_, facts))
      take_what_is_wanted();
    if (!is_sentence_) take_what_changes();
    if (!is_same_unit(facts.unit, "%") || !facts.has_measure() || facts.value || facts.says_progress) return;
    facts.value = std::exchange(facts.progress, {});
    facts.value_said = std::exchange(facts.progress_said, {});
  }

  /// "Reach 400 users" beside 112, "80 % of teams" beside 60 %: both in one unit, or the value in none.
  void take_what_is_wanted() {
    LineFacts& facts = line_.facts;
    if (facts.has_measure() || (facts.value && take_span(line_.title, form_, facts))) return;
    const bool is_share = facts.progress && !facts.says_progress;
    LineFacts wanted;
    if ((!facts.value && !is_share) || !take_amount(line_.title, form_, wanted)) return;
    const std::string unit = facts.value ? facts.unit : "%";
    if (!unit.empty() && unit != wanted.unit) return;
    facts.target = wanted.target;
    facts.unit = wanted.unit;
  }

  /// The title as far as the unit behind an arrow or a bound goes; where it has none, as far as the first thing that may be
  /// set off from it.
  std::string up_to_measure() const {
    std::size_t measure = std::string::npos;
    for (const std::string_view mark : {"->", ">=", "\u2265", "<=", "\u2264"})
      measure = std::min(measure, line_.title.find(mark));
    const std::size_t begin = measure == std::string::npos ? 1 : measure;
    std::size_t end = line_.title.size();
    for (const std::string_view mark : {" (", " [", " @", " #", ", ", "; ", " due "})
      end = std::min(end, line_.title.find(mark, begin));
    for (const std::string_view mark : set_off) end = std::min(end, line_.title.find(mark, begin));
    return line_.title.substr(0, end);
  }

  void keep(std::size_t length) {
    line_.title = std::string(without_end_marks(std::string_view(line_.title).substr(0, length)));
  }

  /// Parts between semicolons, else between commas; one between two digits belongs to their number.
  static std::vector<std::string_view> parts_of(std::string_view text) {
    if (text.find(';') != std::string_view::npos) return split(text, ';');
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool is_in_number = i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
      if (text[i] != ',' || is_in_number) continue;
      parts.push_back(text.substr(begin, i - begin));
      begin = i + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
  }

  /// A group in brackets at the end of which every part is understood.
  bool peel_bracket() {
    const std::string& title = line_.title;
    if (!title.ends_with(')') && !title.ends_with(']')) return false;
    const auto open = title.find_last_of(title.back() == ')' ? '(' : '[');
    if (open == std::string::npos || open == 0) return false;
    const std::string_view inner = std::string_view(title).substr(open + 1, title.size() - open - 2);
    LineFacts facts = line_.facts;
    const auto takes_parts = [&] {  // from the right, as all that is set off
      auto parts = parts_of(inner);
      std::ranges::reverse(parts);
      return std::ranges::all_of(parts, [&](std::string_view part) { return takes(trim(part), true, facts); });
    };
    if (!takes_parts()) {
      facts = line_.facts;  // "(due Sep 30, 2026)" is one day
      if (!takes(trim(inner), true, facts)) return false;
    }
    const auto is_bare = [&](std::string_view part) {
      const auto number = number_said(part, form_);
      return number && number->unit.empty();
    };
    if (!line_.facts.score && facts.score && std::ranges::any_of(parts_of(inner), is_bare))
      line_.bracketed = facts.score;
    line_.facts = std::move(facts);
    keep(open);
    return true;
  }

  /// "@ana" and "#tag" at the end.
  bool peel_word() {
    const std::string_view title = line_.title;
    const auto blank = title.find_last_of(' ');
    if (blank == std::string_view::npos) return false;
    const std::string_view word = title.substr(blank + 1);
    const bool is_name = word.size() > 1 && (word.front() == '@' || (word.front() == '#' && !is_digit(word[1])));
    if (!is_name) return false;
    if (word.front() == '@')
      line_.facts.owners.insert(line_.facts.owners.begin(), std::string(without_end_marks(word.substr(1))));
    else
      line_.facts.tags.insert(line_.facts.tags.begin(), std::string(word.substr(1)));
    keep(blank);
    return true;
  }

  /// "Run far due 2026-07-31", "..., due Sep 30, 2026": a whole day behind its word needs no mark.
  bool peel_due() {
    const std::string lower = to_lower_ascii(line_.title);
    for (const std::string_view word : {" due ", " by ", " bis "}) {
      const auto at = lower.rfind(word);
      if (at == std::string::npos || at == 0) continue;
      if (!take_fact(std::string_view(line_.title).substr(at + 1), form_, line_.facts)) continue;
      keep(at);
      return true;
    }
    return false;
  }

  /// "from 0 to 3 -> 40 %": the arrow is none of the measure's own.
  bool is_sentence_up_to(std::size_t at) const {
    LineFacts facts;
    return is_sentence_ && take_sentence(std::string_view(line_.title).substr(0, at), form_, facts);
  }

  /// The last part behind a colon, a dash, a bar or a comma.
  bool peel_segment() {
    if (peel_labelled()) return true;
    const std::string_view title = line_.title;
    std::size_t best = std::string_view::npos, length = 0;
    for (const std::string_view mark : {": ", " - ", " \u2013 ", " \u2014 ", " | ", ", ", "; ", " = ", " -> "}) {
      const auto at = title.rfind(mark);
      if (mark == " -> " && !is_sentence_up_to(at)) continue;
      if (at == std::string_view::npos || (best != std::string_view::npos && at < best)) continue;
      best = at;
      length = mark.size();
    }
    if (best == std::string_view::npos || best == 0) return false;
    const bool is_comma = title[best] == ',' || title[best] == ';';
    if (!takes(trim(title.substr(best + length)), !is_comma, line_.facts)) return false;
    keep(best);
    return true;
  }

  /// "Users grow, owner: ana": the colon belongs to the fact.
  bool peel_labelled() {
    const std::string_view title = line_.title;
    for (const std::string_view mark : {", ", "; ", " - ", " \u2013 ", " \u2014 ", " | ", ". ", ") ", "] "}) {
      const auto at = title.rfind(mark);
      if (at == std::string_view::npos || at == 0) continue;
      if (!takes(title.substr(at + mark.size()), false, line_.facts)) continue;
      keep(at + (mark.front() == ')' || mark.front() == ']' ? 1 : 0));
      return true;
    }
    return false;
  }

  /// "0.7 - Users grow", "[70 %] Users grow".
  void peel_front() {
    const std::string_view title = line_.title;
    if (title.starts_with('[') || title.starts_with('(')) {
      const auto close = title.find(title.front() == '[' ? ']' : ')');
      if (close == std::string_view::npos || close + 1 >= title.size()) return;
      if (takes_in_front(trim(title.substr(1, close - 1))))
        line_.title = std::string(without_front_marks(title.substr(close + 1)));
      return;
    }
    if (!begins_number(title)) return;
    if (peel_front_share()) return;
    for (const std::string_view mark : set_off) {
      const auto at = title.find(mark);
      if (at == std::string_view::npos || is_share_of_another(title.substr(0, at))) continue;
      if (!take_measure(title.substr(0, at), form_, line_.facts)) continue;
      line_.title = std::string(trim(title.substr(at + mark.size())));
      return;
    }
  }

  /// Beside a value behind the title it is the score.
  bool takes_in_front(std::string_view text) {
    if (!line_.facts.value) return takes(text, true, line_.facts);
    return take_fact(text, form_, line_.facts) ||
           (!is_share_of_another(text) && take_measure(text, form_, line_.facts));
  }

  /// "7/12 books"
  bool peel_front_share() {
    const std::string_view title = line_.title;
    const auto blank = title.find(' ');
    if (blank == std::string_view::npos || title.substr(0, blank).find('/') == std::string_view::npos) return false;
    if (is_share_of_another(title.substr(0, blank)) || !take_share(title.substr(0, blank), form_, line_.facts))
      return false;
    line_.title = std::string(trim(title.substr(blank)));
    return true;
  }

  /// "0 -> 1.5" is counted in fractions: 0.75 on its way is a value.
  bool is_on_a_broken_way(std::string_view text) const {
    const auto number = number_said(text, form_);
    if (!number || !probe_.baseline || !probe_.target) return false;
    const auto [low, high] = std::minmax(*probe_.baseline, *probe_.target);
    const bool has_fractions = low != std::floor(low) || high != std::floor(high);
    return has_fractions && low <= number->value && number->value <= high;
  }

  /// "0.53" alone, which may be a score as well as a value.
  bool may_be_score(std::string_view text) const {
    const auto number = number_said(text, form_);
    return number && number->unit.empty() && is_written_as_score(text, form_) && score_said(text, form_);
  }

  /// The value now, of a measure that stands in the line; a number in front of another one, which is the score then.
  bool takes_value(std::string_view text, LineFacts& facts) const {
    LineFacts said = facts;
    if (said.value && !said.score && may_be_score(said.value_said)) {
      said.score = said.value;
      said.value.reset();
    }
    if (said.value || !put_number(text, form_, said.value, said)) return false;
    said.value_said = text;
    facts = std::move(said);
    return true;
  }

  /// "6/10" beside a measure, which it must not take the place of.
  bool is_share_of_another(std::string_view text) const {
    const bool has_other = probe_.baseline || probe_.min || probe_.max || has_unread_arrow_;
    LineFacts share;
    return has_other && take_share(text, form_, share);
  }

  /// "112/400" behind "0 -> 400": the value is the one of both that the measure does not say.
  bool takes_share(std::string_view text, LineFacts& facts) const {
    LineFacts said;
    return take_share(text, form_, said) && said.target == probe_.target &&
           takes_value(trim(text.substr(0, text.find_first_not_of("0123456789.,"))), facts);
  }

  /// A measure that stands alone, a fact with its name, or the value now beside a measure that stands in the line. What was
  /// taken before stands behind it.
  bool takes(std::string_view text, bool may_be_bare, LineFacts& facts) const {
    if (text.empty()) return false;
    LineFacts said = facts;
    said.owners.clear();
    const bool is_name = text.starts_with('@') && text.find(' ') == std::string_view::npos;
    const bool is_taken =
        is_name ? put_owners(text, said) : take_fact(text, form_, said) || (may_be_bare && takes_bare(text, said));
    if (!is_taken) return false;
    said.owners.insert(said.owners.end(), facts.owners.begin(), facts.owners.end());
    facts = std::move(said);
    return true;
  }

  bool takes_bare(std::string_view text, LineFacts& facts) const {
    if (is_share_of_another(text)) return takes_share(text, facts);
    const bool is_score = may_be_score(text) && !facts.score && !is_small_ && !is_on_a_broken_way(text);
    const bool is_progress = text.ends_with('%') && !is_same_unit(probe_.unit, "%");
    if (probe_.has_measure() && !is_score && !is_progress && takes_value(text, facts)) return true;
    return take_measure(text, form_, facts);
  }

  const CsvForm& form_;
  MarkdownLine line_;
  std::string peeled_;             ///< the title before a measure was taken out of it
  LineFacts probe_;                ///< the measure that stands somewhere in the line: "0 -> 400"
  bool is_sentence_ = false;       ///< it is "from 0 to 400"
  bool has_unread_arrow_ = false;  ///< "3.5/5 -> 4.5/5", or no measure at all
  bool is_small_ = false;          ///< "0.95 -> 0.99": then 0.97 is a value and no score
};

}  // namespace

MarkdownLine markdown_line(std::string_view text, const CsvForm& form) { return LineReader(text, form).line(); }

}  // namespace okr::cli
