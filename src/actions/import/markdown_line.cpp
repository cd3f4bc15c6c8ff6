// SPDX-License-Identifier: MIT
#include "actions/import/markdown_line.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "okr/base/text.hpp"

namespace okr::cli {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool starts_with_word(std::string_view lower, std::string_view word) {
  return lower.starts_with(word) && (lower.size() == word.size() || !is_digit(word.back()));
}

// --- marks in front ----------------------------------------------------------------------------------------------------

struct MarkWord {
  std::string_view word;  ///< in lower case
  LineMark mark;
  bool needs_number = false;  ///< "O1", but no "O"
};

constexpr auto mark_words = std::to_array<MarkWord>({{"key result", LineMark::key_result},
                                                     {"schl\u00FCsselergebnis", LineMark::key_result},
                                                     {"kr", LineMark::key_result},
                                                     {"objective", LineMark::objective},
                                                     {"obj", LineMark::objective, true},
                                                     {"ziel", LineMark::objective},
                                                     {"o", LineMark::objective, true},
                                                     {"initiative", LineMark::initiative},
                                                     {"project", LineMark::initiative},
                                                     {"ma\u00DFnahme", LineMark::initiative}});

/// "1", "1.2", " 2", "1KR2" behind the word.
std::size_t number_behind(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] == ' ') ++at;
  const std::size_t begin = at;
  while (at < text.size() &&
         (is_digit(text[at]) || (text[at] == '.' && at + 1 < text.size() && is_digit(text[at + 1]))))
    ++at;
  return at == begin ? 0 : at;
}

/// What ends a mark: ": ", " - ", ". ", ") "; nothing where something else goes on.
std::optional<std::size_t> mark_end(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] == ' ') ++at;
  if (at == text.size()) return at;
  for (const std::string_view mark : {":", "-", "\u2013", "\u2014", ".", ")", "|"})
    if (text.substr(at).starts_with(mark)) return at + mark.size();
  return std::nullopt;
}

/// Takes "O1:", "Key Result 2 -", "O1KR2:", "2. Objective:" away.
LineMark take_mark(std::string_view& text) {
  if (const std::size_t number = number_behind(text); number > 0) {
    const auto end = mark_end(text.substr(number));
    std::string_view rest = trim(text.substr(number + end.value_or(0)));
    const LineMark mark = rest.empty() || is_digit(rest.front()) ? LineMark::none : take_mark(rest);
    if (mark != LineMark::none) text = rest;
    return mark;
  }
  const std::string lower = to_lower_ascii(text);
  for (const MarkWord& known : mark_words) {
    if (!starts_with_word(lower, known.word)) continue;
    std::string_view rest = text.substr(known.word.size());
    const std::size_t number = number_behind(rest);
    if (number == 0 && known.needs_number) continue;
    rest.remove_prefix(number);
    if (const std::string of_rest = to_lower_ascii(rest);
        number > 0 && (of_rest.starts_with("kr") || of_rest.starts_with(".kr"))) {
      text = rest.substr(rest.starts_with('.') ? 1 : 0);
      return take_mark(text);
    }
    const auto end = mark_end(rest);
    if (!end) continue;
    text = trim(rest.substr(*end));
    return known.mark;
  }
  return LineMark::none;
}

/// The box of a task list, or the sign that stands for one.
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
  for (const auto& [box, is_done] : boxes) {
    const bool is_behind = box.front() != '[' && text.ends_with(box);
    if (!text.starts_with(box) && !is_behind) continue;
    text = trim(is_behind ? text.substr(0, text.size() - box.size()) : text.substr(box.size()));
    return is_done;
  }
  return std::nullopt;
}

// --- a line -----------------------------------------------------------------------------------------------------------

class LineReader {
 public:
  LineReader(std::string_view text, const CsvForm& form) : form_(form) {
    const std::string plain = with_plain_marks(text);
    std::string_view rest = trim(plain);
    line_.is_done = take_box(rest);
    line_.mark = take_mark(rest);
    if (!line_.is_done) line_.is_done = take_box(rest);
    if (rest.size() > 4 && rest.starts_with("~~") && rest.ends_with("~~")) {
      rest = trim(rest.substr(2, rest.size() - 4));
      line_.unread.emplace_back("struck out");
    }
    line_.title = std::string(rest);
    whole_ = line_.title;
  }

  MarkdownLine line() {
    std::string copy = up_to_measure();
    is_sentence_ = take_sentence(line_.title, form_, probe_);
    if (!is_sentence_) take_arrow(copy, form_, probe_);
    is_small_ = probe_.has_measure() && std::abs(*probe_.baseline) <= 1 && std::abs(*probe_.target) <= 1;
    while (peel_bracket() || peel_word() || peel_segment()) {
    }
    peel_front();
    if (is_sentence_)
      take_sentence(line_.title, form_, line_.facts);
    else
      take_arrow(line_.title, form_, line_.facts);
    line_.title = std::string(without_end_marks(line_.title));
    if (line_.title.empty()) line_.title = std::string(without_end_marks(whole_));
    return std::move(line_);
  }

 private:
  /// The title as far as the unit behind an arrow goes.
  std::string up_to_measure() const {
    const auto arrow = line_.title.find("->");
    if (arrow == std::string::npos) return line_.title;
    std::size_t end = line_.title.size();
    for (const std::string_view mark : {" (", " [", ": ", " @", " #", ", ", "; ", " - ", " \u2013 ", " \u2014 ", " | "})
      end = std::min(end, line_.title.find(mark, arrow));
    return line_.title.substr(0, end);
  }

  void keep(std::size_t length) {
    line_.title = std::string(without_end_marks(std::string_view(line_.title).substr(0, length)));
  }

  /// A group in brackets at the end of which every part is understood.
  bool peel_bracket() {
    const std::string& title = line_.title;
    if (!title.ends_with(')') && !title.ends_with(']')) return false;
    const auto open = title.find_last_of(title.back() == ')' ? '(' : '[');
    if (open == std::string::npos || open == 0) return false;
    const std::string_view inner = std::string_view(title).substr(open + 1, title.size() - open - 2);
    const auto parts = split(inner, inner.find(';') != std::string_view::npos ? ';' : ',');
    LineFacts facts = line_.facts;
    if (!std::ranges::all_of(parts, [&](std::string_view part) { return takes(trim(part), true, facts); })) {
      facts = line_.facts;  // "(3,100)" is one number
      if (!takes(trim(inner), true, facts)) return false;
    }
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

  /// The last part behind a colon, a dash, a bar or a comma.
  bool peel_segment() {
    if (peel_labelled()) return true;
    const std::string_view title = line_.title;
    std::size_t best = std::string_view::npos, length = 0;
    for (const std::string_view mark : {": ", " - ", " \u2013 ", " \u2014 ", " | ", ", ", "; ", " = ", " -> "}) {
      const auto at = title.rfind(mark);
      if (mark == " -> " && !is_sentence_) continue;
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
    for (const std::string_view mark : {", ", "; ", " - ", " \u2013 ", " \u2014 ", " | ", ". "}) {
      const auto at = title.rfind(mark);
      if (at == std::string_view::npos || at == 0) continue;
      if (!take_fact(title.substr(at + mark.size()), form_, line_.facts)) continue;
      keep(at);
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
      if (takes(trim(title.substr(1, close - 1)), true, line_.facts))
        line_.title = std::string(trim(title.substr(close + 1)));
      return;
    }
    if (!begins_number(title)) return;
    if (peel_front_share()) return;
    for (const std::string_view mark : {": ", " - ", " \u2013 ", " \u2014 ", " | "}) {
      const auto at = title.find(mark);
      if (at == std::string_view::npos || !take_measure(title.substr(0, at), form_, line_.facts)) continue;
      line_.title = std::string(trim(title.substr(at + mark.size())));
      return;
    }
  }

  /// "7/12 books"
  bool peel_front_share() {
    const std::string_view title = line_.title;
    const auto blank = title.find(' ');
    if (blank == std::string_view::npos || title.substr(0, blank).find('/') == std::string_view::npos) return false;
    if (!take_share(title.substr(0, blank), form_, line_.facts)) return false;
    line_.title = std::string(trim(title.substr(blank)));
    return true;
  }

  /// A measure that stands alone, a fact with its name, or the value now beside a measure that stands in the line.
  bool takes(std::string_view text, bool may_be_bare, LineFacts& facts) const {
    if (text.empty()) return false;
    if (text.starts_with('@') && text.find(' ') == std::string_view::npos) return put_owners(text, facts);
    if (take_fact(text, form_, facts)) return true;
    if (!may_be_bare) return false;
    const bool is_score = is_written_as_score(text, form_) && score_said(text, form_) && !is_small_;
    const bool is_share = text.ends_with('%') && probe_.unit != "%";
    if (probe_.has_measure() && !facts.value && !is_score && !is_share)
      if (put_number(text, form_, facts.value, facts)) return true;
    return take_measure(text, form_, facts);
  }

  const CsvForm& form_;
  MarkdownLine line_;
  std::string whole_;
  LineFacts probe_;           ///< the measure that stands somewhere in the line: "0 -> 400"
  bool is_sentence_ = false;  ///< it is "from 0 to 400"
  bool is_small_ = false;     ///< "0.95 -> 0.99": then 0.97 is a value and no score
};

}  // namespace

MarkdownLine markdown_line(std::string_view text, const CsvForm& form) { return LineReader(text, form).line(); }

}  // namespace okr::cli
