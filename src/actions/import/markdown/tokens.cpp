// SPDX-License-Identifier: MIT
// A line cut into numbers, words and signs.
#include "actions/import/markdown/line.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "actions/import/markdown/words.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

enum class Before : std::uint8_t { anything, blank, number };

struct Mark {
  std::string_view text;
  Sign sign;
  Before before = Before::anything;  ///< what must follow
};

constexpr std::string_view full_width_colon = "\uFF1A";

constexpr auto marks = std::to_array<Mark>({{"-->", Sign::arrow},
                                            {"->", Sign::arrow},
                                            {"\u2794", Sign::arrow},
                                            {"\u279C", Sign::arrow},
                                            {"\u279E", Sign::arrow},
                                            {"\u27F6", Sign::arrow},
                                            {"=>", Sign::arrow},
                                            {"\u2192", Sign::arrow},
                                            {"\u27A1\uFE0F", Sign::arrow},
                                            {"\u27A1", Sign::arrow},
                                            {"\u21D2", Sign::arrow},
                                            {">=", Sign::at_least},
                                            {"\u2265", Sign::at_least},
                                            {">", Sign::at_least, Before::number},
                                            {"<=", Sign::at_most},
                                            {"\u2264", Sign::at_most},
                                            {"<", Sign::at_most, Before::number},
                                            {",", Sign::comma},
                                            {";", Sign::comma},
                                            {"|", Sign::bar, Before::blank},
                                            {":", Sign::colon, Before::blank},
                                            {full_width_colon, Sign::colon},
                                            {"=", Sign::equals, Before::blank},
                                            {"-", Sign::dash, Before::blank},
                                            {"\u2013", Sign::dash, Before::blank},
                                            {"\u2014", Sign::dash, Before::blank}});

/// In lower case; only in front of a number.
constexpr auto words_of_bounds = std::to_array<std::pair<std::string_view, Sign>>({{"at least", Sign::at_least},
                                                                                   {"min.", Sign::at_least},
                                                                                   {"min", Sign::at_least},
                                                                                   {"mindestens", Sign::at_least},
                                                                                   {"mind.", Sign::at_least},
                                                                                   {"at most", Sign::at_most},
                                                                                   {"max.", Sign::at_most},
                                                                                   {"max", Sign::at_most},
                                                                                   {"maximal", Sign::at_most},
                                                                                   {"h\u00F6chstens", Sign::at_most}});

/// No unit begins with a preposition ...
constexpr std::string_view no_front =
    "ab|about|above|am|an|and|as|at|auf|aus|bei|below|during|for|from|f\u00FCr|im|in|into|mit|nach|of|on|or|over|seit|"
    "through|to|"
    "toward|"
    "towards|um|und|under|via|vom|von|vor|when|while|with|within|without|zu|zum|zur";
/// ... and none goes on with a time, or with what begins a fact.
constexpr std::string_view no_unit =
    "after|aktuell|baseline|before|bis|by|complete|completed|confidence|current|currently|deadline|done|due|erledigt|"
    "goal|"
    "grade|now|owner|progress|score|since|start|status|target|tba|tbc|tbd|till|until|wip";
/// How it goes; alone behind a number it is no unit either, but may begin one: "ongoing projects".
constexpr std::string_view words_of_state = "ongoing|open|paused|pending|running|started";

struct Brackets {
  std::string_view open, close;
};
constexpr auto all_brackets = std::to_array<Brackets>({{"(", ")"}, {"[", "]"}, {"\uFF08", "\uFF09"}});

bool is_blank_or_end(char c) { return c == ' ' || c == '\t' || c == '\n'; }

/// A letter, a sign of a currency, % or a degree in front, and no digit: no mark and no picture.
bool is_plain(std::string_view word) {
  const auto front = static_cast<unsigned char>(word.front());
  const bool is_letter = (is_alphanumeric(word.front()) && !is_digit(word.front())) || front >= 0x80;
  const bool is_a_time = word.front() == '/' && word.size() > 1 && is_alphanumeric(word[1]);  // "200/week"
  return (is_letter || is_a_time || word.front() == '%' || word.front() == '$') &&
         std::ranges::none_of(word, is_digit) && word.find("://") == std::string_view::npos &&
         (word == "\u2605" || without_pictographs(word) == word);
}

std::optional<CellNumber> number_of(std::string_view text, const CsvForm& form) {
  constexpr std::string_view minus = "\u2212";
  CsvCell cell;
  cell.text = text.starts_with(minus) ? "-" + std::string(text.substr(minus.size())) : std::string(text);
  const auto first = cell.text.find_first_of("0123456789");
  const bool begins_with_zero = first != std::string::npos && cell.text[first] == '0';
  if (begins_with_zero && form.thousands != '\0' && cell.text.substr(first + 1).starts_with(form.thousands))
    return std::nullopt;  // nobody groups behind a 0
  const auto number = cell_number(cell, form);
  return number && (number->unit.empty() || is_plain(number->unit)) ? std::optional(*number) : std::nullopt;
}

class Lexer {
 public:
  Lexer(std::string_view text, const CsvForm& form) : text_(text), form_(form) {
    for (const Brackets& pair : all_brackets) find_ends(pair);
  }

  std::vector<Token> tokens() {
    while (at_ < text_.size()) {
      begins_line_ |= text_[at_] == '\n';
      if (is_blank_or_end(text_[at_]))
        ++at_;
      else
        read();
    }
    return std::move(tokens_);
  }

 private:
  std::string_view rest(std::size_t at) const { return text_.substr(std::min(at, text_.size())); }

  bool ends(std::size_t at) const { return at >= text_.size() || is_blank_or_end(text_[at]); }

  void read() {
    if (take_bracket() || take_mark() || take_stop() || take_bound() || take_number()) return;
    const std::size_t end = word_end();
    const bool is_long = end > at_ + 1;
    const bool is_name = is_long && text_[at_] == '@';
    const bool is_tag = is_long && text_[at_] == '#' && !is_digit(text_[at_ + 1]) &&
                        is_plain(text_.substr(at_ + 1, 1)) && !is_in_sentence();
    const bool has_stop = end < text_.size() && is_unit_of(end) && !ends_sentence(end);
    take(is_name ? Sign::name : is_tag ? Sign::tag : Sign::word, end);
    if (has_stop) ++at_;
  }

  /// "Fewer requests for #support and #sales": the word in front wants one behind it.
  bool is_in_sentence() const {
    if (tokens_.empty()) return false;
    const std::string_view before = tokens_.back().text;
    return is_preposition(before) || is_one_of("and|or|und|oder", to_lower_ascii(before));
  }

  bool ends_sentence(std::size_t stop) const {
    const std::size_t next = text_.find_first_not_of(" \n", stop + 1);
    return next == std::string_view::npos || is_upper(text_[next]);
  }

  void take(Sign sign, std::size_t end) {
    tokens_.push_back({sign, text_.substr(at_, end - at_), {}, static_cast<int>(closing_.size()), begins_line_});
    begins_line_ = false;
    at_ = end;
  }

  bool is_behind(Sign sign) const {
    return !tokens_.empty() && tokens_.back().sign == sign &&
           tokens_.back().text.data() + tokens_.back().text.size() == text_.data() + at_;
  }

  bool take_bracket() {
    if (closes(at_)) {
      take(Sign::close, at_ + closing_.back().size());
      closing_.pop_back();
      return true;
    }
    const Brackets* pair = opened_at(at_);
    if (!pair || end_of_group(at_) == std::string_view::npos) return false;
    closing_.push_back(pair->close);
    take(Sign::open, at_ + pair->open.size());
    return true;
  }

  /// The brackets of which one opens there; null where none does.
  const Brackets* opened_at(std::size_t at) const {
    if (is_alphanumeric(text_[at])) return nullptr;
    const auto pair =
        std::ranges::find_if(all_brackets, [&](const auto& one) { return rest(at).starts_with(one.open); });
    return pair == all_brackets.end() ? nullptr : &*pair;
  }

  bool closes(std::size_t at) const { return !closing_.empty() && rest(at).starts_with(closing_.back()); }

  void find_ends(const Brackets& pair) {
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (is_alphanumeric(text_[at])) continue;
      if (rest(at).starts_with(pair.open)) open.push_back(at);
      if (open.empty() || !rest(at).starts_with(pair.close)) continue;
      ends_.resize(text_.size(), std::string_view::npos);
      ends_[open.back()] = at + pair.close.size();
      open.pop_back();
    }
  }

  /// Behind the bracket that closes the one there.
  std::size_t end_of_group(std::size_t open) const { return ends_.empty() ? std::string_view::npos : ends_[open]; }

  bool take_mark() {
    if (is_alphanumeric(text_[at_])) return false;
    for (const Mark& mark : marks) {
      if (!rest(at_).starts_with(mark.text)) continue;
      const std::size_t end = at_ + mark.text.size();
      if (mark.before == Before::blank && !ends(end)) continue;
      if (mark.before == Before::number && !begins_number(trim(rest(end)))) continue;
      take(mark.sign, end);
      return true;
    }
    const bool is_apart = at_ > 0 && is_blank_or_end(text_[at_ - 1]) && ends(at_ + 1);
    if (text_[at_] != '/' || (!is_behind(Sign::number) && !is_apart)) return false;
    take(Sign::slash, at_ + 1);
    return true;
  }

  bool take_stop() {
    const bool is_one = std::string_view(".!?").find(text_[at_]) != std::string_view::npos && ends(at_ + 1);
    if (!is_one || (!is_behind(Sign::number) && !is_behind(Sign::word) && !is_behind(Sign::close))) return false;
    take(Sign::stop, at_ + 1);
    return true;
  }

  bool take_bound() {
    constexpr std::size_t longest = 12;
    const std::string lower = to_lower_ascii(rest(at_).substr(0, longest));
    for (const auto& [word, sign] : words_of_bounds) {
      const std::size_t end = at_ + word.size();
      if (!lower.starts_with(word) || !ends(end) || !begins_number(trim(rest(end)))) continue;
      take(sign, end);
      return true;
    }
    return false;
  }

  bool begins_arrow(std::size_t at) const {
    if (is_blank_or_end(text_[at]) || is_alphanumeric(text_[at])) return false;
    return std::ranges::any_of(
        marks, [&](const Mark& mark) { return mark.sign == Sign::arrow && rest(at).starts_with(mark.text); });
  }

  /// What ends a word as well as a number.
  bool breaks(std::size_t at) const {
    const char c = text_[at];
    if (is_alphanumeric(c)) return false;
    const bool is_in_digits = at > at_ && is_digit(text_[at - 1]) && !rest(at + 1).empty() && is_digit(text_[at + 1]);
    const bool is_colon = (c == ':' && ends(at + 1)) || rest(at).starts_with(full_width_colon);
    return is_blank_or_end(c) || c == ';' || (c == ',' && !is_in_digits) || is_colon || closes(at) || begins_arrow(at);
  }

  std::size_t word_end() const {
    std::size_t end = at_ + 1;
    for (; end < text_.size() && !breaks(end); ++end) {
      const Brackets* pair = opened_at(end);
      const std::size_t behind = pair ? end_of_group(end) : std::string_view::npos;
      if (behind == std::string_view::npos) continue;
      const std::string_view inner =
          text_.substr(end + pair->open.size(), behind - end - pair->open.size() - pair->close.size());
      if (!std::ranges::all_of(inner, is_lower)) break;  // "user(s)"
      end = behind - 1;
    }
    return end > at_ + 1 && is_stop_of_word(end - 1) ? end - 1 : end;
  }

  /// "min." is "min", where it is the last word of a sentence as well.
  bool is_unit_of(std::size_t stop) const {
    return text_[stop] == '.' &&
           is_one_of("hrs|min|mins|pcs|pers|sec|sek|tg|wo", to_lower_ascii(text_.substr(at_, stop - at_)));
  }

  /// The mark behind the last word of a sentence; none behind "Std.", "p.a.".
  bool is_stop_of_word(std::size_t at) const {
    constexpr std::string_view short_forms = "approx|bzw|ca|etc|inkl|mio|mrd|no|nr|st|std|stk|tsd|vs";
    if (text_[at] == '!' || text_[at] == '?' || is_unit_of(at)) return true;
    const bool is_of_letters = at >= 2 && text_[at - 2] == '.';
    const std::size_t next = text_.find_first_not_of(" \n", at + 1);
    const bool begins_sentence =
        next == std::string_view::npos || (!is_lower(text_[next]) && !begins_number(rest(next)));
    return text_[at] == '.' && begins_sentence && !is_of_letters && text_[at - 1] != '.' &&
           !is_one_of(short_forms, to_lower_ascii(text_.substr(at_, at - at_)));
  }

  bool ends_number(std::size_t at) const {
    if (is_alphanumeric(text_[at])) return false;
    const bool is_share =
        text_[at] == '/' && !(at + 1 < text_.size() && (is_lower(text_[at + 1]) || is_upper(text_[at + 1])));
    const bool is_bracket = std::ranges::any_of(all_brackets, [&](const Brackets& pair) {
      return rest(at).starts_with(pair.open) || rest(at).starts_with(pair.close);
    });
    return is_share || is_bracket || text_[at] == '!' || text_[at] == '?';
  }

  bool take_number() {
    if (!begins_number(rest(at_))) return false;
    std::size_t end = at_ + 1;
    while (end < text_.size() && !breaks(end) && !ends_number(end)) ++end;
    if (text_[end - 1] == '.' && is_digit(text_[end - 2])) --end;
    const auto number = number_of(text_.substr(at_, end - at_), form_);
    if (!number) return false;
    take(Sign::number, end);
    tokens_.back().number = *number;
    take_scale();
    return true;
  }

  /// "1.2 million", "40 %" is one number.
  void take_scale() {
    Token& token = tokens_.back();
    const std::size_t next = at_ + 1;
    if (ends(next) || text_[at_] != ' ') return;
    const auto begin = static_cast<std::size_t>(token.text.data() - text_.data());
    const std::size_t front = std::exchange(at_, next);
    std::size_t end = word_end();
    at_ = front;
    if (end < text_.size() && text_[end] == '.' && !ends(end + 1)) return;
    const std::string_view longer = text_.substr(begin, end - begin);
    const auto number = number_of(longer, form_);
    const bool is_per_cent = number && number->unit == "%" && token.number.unit.empty();
    if (!number || (!is_per_cent && number->unit != token.number.unit)) return;
    token.number = *number;
    token.text = longer;
    at_ = end;
  }

  std::string_view text_;
  const CsvForm& form_;
  std::size_t at_ = 0;
  std::vector<std::size_t> ends_;          ///< of the groups that open there; empty where there is none
  std::vector<std::string_view> closing_;  ///< of the brackets that are open
  bool begins_line_ = false;
  std::vector<Token> tokens_;
};

}  // namespace

bool is_preposition(std::string_view word) {
  return is_one_of(
      "of|on|at|for|from|to|in|into|within|than|under|below|via|by|with|auf|von|bei|f\u00FCr|zu|mit|unter|avec|com|con|"
      "dans|de|em|en|para|por|pour|"
      "innerhalb",
      to_lower_ascii(word));
}

std::vector<Token> line_tokens(std::string_view text, const CsvForm& form) { return Lexer(text, form).tokens(); }

std::string_view spelled(Tokens tokens) {
  if (tokens.empty()) return {};
  const std::string_view last = tokens.back().text;
  return {tokens.front().text.data(), last.data() + last.size()};
}

bool is_separator(const Token& token) { return token.sign >= Sign::comma; }

Tokens without_end(Tokens tokens) {
  while (!tokens.empty() && (is_separator(tokens.back()) || tokens.back().sign == Sign::arrow))
    tokens = tokens.first(tokens.size() - 1);
  return tokens;
}

bool is_picture(const Token& token) {
  constexpr std::string_view variation = "\uFE0F";
  constexpr std::size_t longest = 4;  // of one character: no bar of several
  std::string_view text = token.text;
  if (text.ends_with(variation)) text.remove_suffix(variation.size());
  return token.sign == Sign::word && text.size() <= longest && without_pictographs(text).empty();
}

bool excludes_bound(const Token& bound) { return bound.text.size() == 1; }

std::size_t unit_words(Tokens tokens, std::size_t at) {
  constexpr std::size_t most_words = 4;
  if (at < tokens.size() && is_one_of(no_front, to_lower_ascii(tokens[at].text))) return 0;
  std::size_t words = 0;
  for (; at + words < tokens.size(); ++words) {
    const Token& token = tokens[at + words];
    if (token.begins_line || is_one_of(no_unit, to_lower_ascii(token.text))) break;
    if (token.sign == Sign::number || (token.sign == Sign::word && !is_plain(token.text))) return 0;
    if (token.sign != Sign::word) break;
    if (words == most_words) return 0;
  }
  return words == 1 && is_one_of(words_of_state, to_lower_ascii(tokens[at].text)) ? 0 : words;
}

std::optional<Amount> amount_at(Tokens tokens, std::size_t at) {
  if (at >= tokens.size() || tokens[at].sign != Sign::number) return std::nullopt;
  Amount amount{tokens[at].number, at + 1};
  std::string& unit = amount.number.unit;
  const std::size_t of = !unit.empty() && at + 1 < tokens.size() && tokens[at + 1].text == "of" ? 1 : 0;  // "% of days"
  const std::size_t words = unit_words(tokens, at + 1 + of);
  if (words == 0) return amount;
  amount.end += of + words;
  unit += (unit.empty() ? "" : " ") + std::string(spelled(tokens.subspan(at + 1, of + words)));
  return amount;
}

std::string unit_in_sentence(Tokens tokens, std::size_t number, const Amount& amount, bool goes_on) {
  constexpr std::size_t most_words = 4;
  const std::string& own = tokens[number].number.unit;
  if (!own.empty()) return goes_on ? own : amount.number.unit;
  const auto may_be = [](const Token& token) {
    const std::string word = to_lower_ascii(token.text);
    return token.sign == Sign::word && !token.begins_line && is_plain(word) && !is_one_of(no_front, word) &&
           !is_one_of(no_unit, word);
  };
  const Tokens behind = tokens.subspan(number + 1);
  const auto words = static_cast<std::size_t>(std::ranges::find_if_not(behind, may_be) - behind.begin());
  return words > most_words ? std::string() : std::string(spelled(behind.first(words)));
}

std::optional<CellNumber> number_said(Tokens tokens) {
  const auto amount = amount_at(tokens, 0);
  return amount && amount->end == tokens.size() ? std::optional(amount->number) : std::nullopt;
}

std::optional<CellNumber> number_said(std::string_view text, const CsvForm& form) {
  return number_said(line_tokens(text, form));
}

}  // namespace okr::actions
