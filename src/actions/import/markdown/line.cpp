// SPDX-License-Identifier: MIT
#include "actions/import/markdown/line.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include <fmt/core.h>

#include "actions/import/draft.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

bool is_group(Tokens part) { return part[0].sign == Sign::open; }

/// What stands in the brackets of a group; another part as it is.
Tokens inner_of(Tokens part) { return is_group(part) ? part.subspan(1, part.size() - 2) : part; }

// --- a line ----------------------------------------------------------------------------------------------------------

class LineReader {
 public:
  LineReader(std::string_view text, const CsvForm& form) : form_(form), text_(take_marks(text, form, line_)) {
    line_.whole = text_;
  }

  MarkdownLine line() {
    constexpr std::size_t longest = 2000;  // nobody writes so much of a measure
    if (text_.size() > longest) {
      line_.title = text_;
      line_.is_doubtful = true;
      return std::move(line_);
    }
    const std::vector<Token> all = line_tokens(text_, form_);
    tokens_ = all;
    const LineFacts before = line_.facts;
    measure_ = measure_in(tokens_);
    is_unread_ = !measure_ && speaks_of_measure(tokens_, false);
    const Tokens title = peel_front(read());
    settle_numbers();
    if (has_value()) take_days(rest_, form_, line_.facts, value_);
    finish_title(title);
    const bool has_no_title = line_.title.empty();
    if (has_no_title && !rest_.empty()) {  // nothing says which of the words are its title
      line_.facts = before;
      line_.title = text_;
      is_unread_ = true;
      rest_.clear();
      statuses_.clear();
    } else if (has_no_title) {
      line_.title = title_of_a_measure();
    }
    line_.unread.insert(line_.unread.end(), rest_.begin(), rest_.end());
    settle_signs();
    const auto left = line_tokens(line_.title, form_);
    line_.is_doubtful |= is_unread_ || (!line_.facts.has_measure() && speaks_of_measure(left, true));
    line_.has_own_number = has_number(left);
    line_.has_countable = has_countable(left);
    return std::move(line_);
  }

 private:
  /// A number that is set off: the value, or the score.
  struct Number {
    CellNumber number;
    std::string_view said;
    bool is_in_bracket = false;
  };

  // --- parts that are set off ----------------------------------------------------------------------------------------

  bool has_measure() const { return measure_ || line_.facts.has_measure(); }
  bool has_value() const { return line_.facts.value || line_.facts.progress || line_.facts.score; }
  bool says_goal() const { return line_.facts.target || line_.facts.min || line_.facts.max; }
  bool has_goal() const { return is_amount_ || says_goal(); }

  /// "0.53" alone, which may be a score as well as a value.
  bool may_be_score(const Number& number) const {
    return number.number.unit.empty() && is_written_as_score(number.said, form_) && score_said(number.said, form_);
  }

  /// A share beside another measure is its value where it has the same whole: "112/400" behind "0 -> 400".
  bool takes_share(Tokens part, const LineFacts& share) {
    if (!has_measure()) return take_measure(spelled(part), form_, line_.facts);
    if (share.target == line_.facts.target) numbers_.push_back({part[0].number, part[0].text});
    return share.target == line_.facts.target;
  }

  /// A number, a percentage, a share, a measure.
  bool takes_bare(Tokens part, bool is_in_bracket) {
    if (is_unread_) return false;
    LineFacts& facts = line_.facts;
    if (LineFacts share; take_share(part, share)) return takes_share(part, share);
    if (take_open_share(spelled(part), form_, facts)) return true;
    const bool is_bound = part[0].sign == Sign::at_least || part[0].sign == Sign::at_most;
    if (is_bound && has_countable(in_front_of(part))) return false;  // "Hire 3 people (at least 2 cooks)"
    const auto number = number_said(part);
    if (number && says_share_again(*number, facts)) return true;
    const bool is_per_cent = number && number->unit == "%" && !(has_measure() && is_same_unit(facts.unit, "%"));
    if (!number || is_per_cent) return take_measure(spelled(part), form_, facts);
    if (!number->unit.empty() && !facts.unit.empty() && !is_same_unit(number->unit, facts.unit)) return false;
    if (measure_ && !is_value_of_measure(part)) return false;
    numbers_.push_back({*number, spelled(part), is_in_bracket});
    return true;
  }

  Tokens in_front_of(Tokens part) const {
    return tokens_.first(static_cast<std::size_t>(part.data() - tokens_.data()));
  }

  bool is_value_of_measure(Tokens part) const {
    const Tokens from_there = tokens_.subspan(in_front_of(part).size());
    const bool is_unit = !line_.facts.unit.empty() || is_unit_beside(part.subspan(1), tokens_.first(measure_->begin));
    return is_unit && may_be_value(from_there, line_.facts);
  }

  bool takes(Tokens part, bool may_be_bare, bool is_in_bracket) {
    if (part.empty()) return false;
    const std::string_view text = spelled(part);
    LineFacts& facts = line_.facts;
    if (part.size() == 1 && part[0].sign == Sign::name) return put_owners(text, facts);
    if (part.size() == 1 && part[0].sign == Sign::tag) return facts.tags.emplace_back(text.substr(1)), true;
    return take_fact(text, form_, facts) || take_named_number(part) || put_state(text, facts) || take_status(text) ||
           (may_be_bare && takes_bare(part, is_in_bracket));
  }

  /// "start 5", "target >= 10": where it is set off it needs no colon.
  bool take_named_number(Tokens part) {
    const std::size_t number = part.size() > 2 && part[1].sign != Sign::number ? 2 : 1;
    const std::string_view fact = fact_called(part[0].text);
    if (is_one_of("from|to|von|bis", to_lower_ascii(part[0].text))) return false;  // of a sentence
    if ((fact != "target" && fact != "baseline") || part.size() < 2) return false;
    if (!number_said(part.subspan(number)) && !truth_in_words(spelled(part.subspan(1)))) return false;
    return take_fact(fmt::format("{}: {}", fact, spelled(part.subspan(1))), form_, line_.facts);
  }

  /// "(Target: 8)"
  bool names_goal(Tokens part) const {
    LineFacts said;
    return !part.empty() && take_fact(spelled(inner_of(part)), form_, said) && (said.target || said.min || said.max);
  }

  /// How it goes, said by hand.
  bool take_status(std::string_view text) {
    const bool is_one = is_status(text) || is_sign_of_state(text);
    if (is_one) statuses_.push_back(text);
    return is_one;
  }

  /// By the first word or two.
  static bool begins_with_fact(Tokens piece) {
    return !fact_called(piece[0].text).empty() || (piece.size() > 1 && !fact_called(spelled(piece.first(2))).empty());
  }

  /// How many of the pieces between commas are understood together: all up to the next fact ("owners: ana, bo"), two
  /// ("due Sep 30, 2026"), one or none.
  std::size_t take_some(std::span<const Tokens> pieces, bool is_in_bracket) {
    constexpr std::size_t longest = 20;  // "owners: ana, bo, ..."
    std::size_t most = 1;
    const bool may_go_on = begins_with_fact(pieces[0]);
    while (may_go_on && most < std::min(pieces.size(), longest) && !is_fact(spelled(pieces[most]), form_)) ++most;
    for (std::size_t count = most; count > 0; count = count > 2 ? 2 : count - 1) {
      const Tokens together(pieces[0].data(), pieces[count - 1].data() + pieces[count - 1].size());
      if (takes(together, count == 1, is_in_bracket)) return count;
    }
    return 0;
  }

  /// What is not understood of it.
  std::vector<std::string_view> take_part(Tokens part) {
    std::vector<Tokens> pieces;
    const Tokens inner = inner_of(part);
    for (std::size_t at = 0, begin = 0; at < inner.size(); ++at) {
      const bool is_comma = inner[at].sign == Sign::comma && inner[at].depth == inner[0].depth;
      if (!is_comma && at + 1 < inner.size()) continue;
      pieces.push_back(inner.subspan(begin, at - begin + (is_comma ? 0 : 1)));
      begin = at + 1;
    }
    std::erase_if(pieces, [](Tokens piece) { return piece.empty(); });
    if (pieces.empty()) return {spelled(part)};
    std::vector<std::string_view> left;
    bool goes_on = false;  // the piece in front is not understood
    for (std::size_t at = 0, taken = 0; at < pieces.size(); at += std::max<std::size_t>(taken, 1)) {
      taken = take_some(std::span(pieces).subspan(at), is_group(part));
      const std::string_view text = spelled(pieces[at]);
      if (taken == 0 && goes_on)
        left.back() = {left.back().data(), text.data() + text.size()};
      else if (taken == 0)
        left.push_back(text);
      goes_on = taken == 0;
    }
    if (value_.empty() && (has_value() || !numbers_.empty())) value_ = spelled(part);
    const bool is_all = left.size() == 1 && left[0] == spelled(inner);
    return is_all ? std::vector{spelled(part)} : left;
  }

  /// With the mark that ends a sentence or a heading, without what parts it from the next one.
  static std::string_view as_written(Tokens part) {
    while (is_separator(part.back()) && part.back().sign != Sign::stop && part.back().sign != Sign::colon)
      part = part.first(part.size() - 1);
    return spelled(part);
  }

  /// The parts from there on: what is not understood is the rest, but for words that go on from a sentence. Returns
  /// where that ends.
  std::size_t read_parts(std::size_t begin, bool is_sentence) {
    std::size_t sentence_end = begin;
    bool goes_on = is_sentence;  // what stands in front is not understood
    for (Tokens whole; begin < tokens_.size(); begin += whole.size()) {
      whole = first_part(tokens_.subspan(begin), is_sentence ? Sign::arrow : Sign::bar);
      const Tokens part = without_end(whole);
      if (part.empty()) continue;
      const std::vector<std::string_view> left = take_part(part);
      const bool is_unread = left.size() == 1 && left[0] == spelled(part);
      if (is_sentence && rest_.empty() && goes_on && is_unread && !is_group(part) &&
          std::ranges::none_of(left[0], is_digit))
        sentence_end = begin + part.size();
      else if (is_unread && goes_on && !rest_.empty() && !part[0].begins_line)
        rest_.back() = {rest_.back().data(), as_written(whole).end()};
      else if (is_unread)
        rest_.push_back(as_written(whole));
      else
        std::ranges::copy(left, std::back_inserter(rest_));
      goes_on = is_unread;
      if (!measure_ && (!rest_.empty() || numbers_.size() > 2)) break;
    }
    return sentence_end;
  }

  /// Everything but the title, which is returned: without a measure what is set off at the end, where all of it is
  /// understood.
  Tokens read() {
    if (measure_) {
      put_measure(measure_->facts, line_.facts);
      const std::size_t end = read_parts(measure_->is_sentence ? words_end() : measure_->end, measure_->is_sentence);
      return tokens_.first(measure_->is_sentence ? end : measure_->begin);
    }
    const auto next = [&](std::size_t begin) { return begin + first_part(tokens_.subspan(begin), Sign::comma).size(); };
    const Tokens head = without_end(tokens_.first(next(0)));
    is_amount_ = span_in(head) || amount_in(head, form_);
    const LineFacts before = line_.facts;
    bool has_goal_in_title = false;
    for (std::size_t begin = next(0); begin < tokens_.size(); begin = next(begin)) {
      const bool is_all = may_be_set_off(begin) && reads_all(begin);
      const bool has_another = is_all && has_goal_in_title && says_goal();  // "(Target: 8) and more: 3/10"
      if (is_all && !has_another) return without_end(tokens_.first(begin));
      has_goal_in_title |= names_goal(without_end(tokens_.subspan(begin, next(begin) - begin)));
      is_unread_ |= has_another;
      line_.facts = before;
      statuses_.clear();
      numbers_.clear();
      rest_.clear();
      value_ = {};
    }
    return tokens_;
  }

  /// Behind the words that go on from a sentence, up to the first mark.
  std::size_t words_end() const {
    std::size_t at = measure_->end;
    while (at < tokens_.size() && !tokens_[at].begins_line && !begins_day(tokens_[at]) &&
           (tokens_[at].sign <= Sign::number || tokens_[at].sign == Sign::slash))
      ++at;
    return at;
  }

  /// Behind a comma, or nothing, only a fact is.
  bool may_be_set_off(std::size_t begin) const {
    const Token& before = tokens_[begin - 1];
    const Token& token = tokens_[begin];
    const bool is_set_off = is_separator(before) && before.sign != Sign::comma && before.sign != Sign::stop;
    if (is_set_off || token.sign == Sign::name || token.sign == Sign::tag || token.sign == Sign::open) return true;
    if (is_sign_of_state(token.text) && begin + 1 < tokens_.size()) return begins_number(tokens_[begin + 1].text);
    const Tokens one = first_part(tokens_.subspan(begin), Sign::comma);
    const Tokens two =
        tokens_.subspan(begin, one.size() + first_part(tokens_.subspan(begin + one.size()), Sign::comma).size());
    return is_fact(spelled(without_end(one)), form_) ||
           is_fact(spelled(without_end(two)), form_);  // "due Sep 30, 2026"
  }

  bool reads_all(std::size_t begin) {
    read_parts(begin, false);
    if (!numbers_.empty() || has_value()) take_days(rest_, form_, line_.facts, value_);
    if (!rest_.empty()) return false;
    const LineFacts read = line_.facts;
    const bool has_value_of = has_goal() || numbers_.empty() || (numbers_.size() == 1 && may_be_score(numbers_[0]));
    settle_numbers();  // on trial, since one more may stand in front
    line_.facts = read;
    line_.bracketed.reset();
    return has_value_of && rest_.empty();
  }

  // --- the title -----------------------------------------------------------------------------------------------------

  /// "0.7 - Users grow", "[70 %] Users grow", "7/12 books", "Dropped: fly".
  Tokens peel_front(Tokens title) {
    const bool is_share = title.size() > 3 && title[1].sign == Sign::slash && !is_separator(title[3]) &&
                          !is_group(title.subspan(3)) && !begins_number(title[3].text);
    if (is_share && takes_in_front(title.first(3))) return title.subspan(3);
    const Tokens front = first_part(title);
    const Tokens part = without_end(front);
    const bool is_set_off =
        front.size() < title.size() && !part.empty() && (is_group(part) || part.size() < front.size());
    if (!is_set_off || inner_of(part).empty() || !takes_in_front(inner_of(part))) return title;
    Tokens left = title.subspan(front.size());
    while (!left.empty() && is_separator(left[0])) left = left.subspan(1);
    return left;
  }

  /// Beside a value behind the title a number is the score.
  bool takes_in_front(Tokens part) {
    const std::string_view text = spelled(part);
    LineFacts& facts = line_.facts;
    if (put_state(text, facts)) return true;
    const auto number = number_said(part);
    const bool is_score = number && may_be_score({*number, text});
    if (is_unread_ || (number && !is_score && number->unit != "%")) return false;
    if (is_score && (has_measure() || !numbers_.empty())) return numbers_.push_back({*number, text}), true;
    if (LineFacts share; take_share(part, share)) return takes_share(part, share);
    return take_measure(text, form_, facts) || (part.size() > 1 && take_fact(text, form_, facts));
  }

  void finish_title(Tokens title) {
    LineFacts& facts = line_.facts;
    if (!measure_) take_what_is_wanted(title);
    if (!measure_ || !measure_->is_sentence) take_what_changes(title);
    line_.title = std::string(without_end_marks(spelled(title)));
    if (measure_ && !measure_->counted.empty()) {
      constexpr std::string_view of = "of ";
      std::string_view counted = measure_->counted;
      if (line_.title.empty() && counted.starts_with(of)) counted.remove_prefix(of.size());
      line_.title += (line_.title.empty() ? "" : " ") + std::string(counted);
    }
    settle_percentage(facts);
  }

  /// "Reach 400 users" beside 112, "80 % of teams" beside 60 %.
  void take_what_is_wanted(Tokens& title) {
    LineFacts& facts = line_.facts;
    const bool is_share = facts.progress && !facts.says_progress;
    if (facts.has_measure() || is_unread_ || (!facts.value && !is_share)) return;
    if (const auto span = facts.value ? span_in(title) : std::nullopt) {
      if (!fits_beside(span->facts, facts)) return;
      put_measure(span->facts, facts);
      title = title.first(span->begin);
      return;
    }
    const auto wanted = amount_in(title, form_, facts.value ? std::string_view(facts.unit) : "%");
    if (!wanted || !facts.may_count_in(wanted->unit)) return;
    facts.target = wanted->value;
    facts.unit = wanted->unit;
  }

  /// "NPS 31" beside a goal, "[ ] Docs 40%": the number at the end of the title is the one that changes.
  void take_what_changes(Tokens& title) {
    LineFacts& facts = line_.facts;
    if (facts.value || facts.progress || facts.baseline || facts.min || facts.max) return;
    if (!facts.target && (!line_.is_done || is_unread_)) return;
    const auto number = number_at_end(title);
    if (!number || (!facts.target && number->unit != "%")) return;
    if (facts.target && !put_number(number, facts.value, facts)) return;
    if (!facts.target) facts.progress = number->value;
    (facts.target ? facts.value_said : facts.progress_said) = title.back().text;
    title = title.first(title.size() - 1);
  }

  /// "0 -> 400 users" is called by what is counted: its value changes.
  std::string title_of_a_measure() const {
    const bool is_word = std::ranges::any_of(line_.facts.unit, [](char c) { return is_lower(c) || is_upper(c); });
    if (is_word) return line_.facts.unit;
    return std::string(without_end_marks(measure_ ? spelled(tokens_.first(measure_->end)) : text_));
  }

  /// A box among the statuses says what the box of the line does; the others are kept.
  void settle_signs() {
    for (const std::string_view text : statuses_) {
      std::string_view sign = text;
      const auto box = is_sign_of_state(text) ? take_box(sign) : std::nullopt;
      if (box) line_.facts.box = box;
      if (!box) line_.unread.emplace_back(text);
    }
    if (line_.facts.box) line_.is_done = line_.facts.box;
  }

  // --- numbers -------------------------------------------------------------------------------------------------------

  /// "0 -> 1.5" is counted in fractions: 0.75 on its way is a value, as is 0.97 of "0.95 -> 0.99".
  bool is_counted_in_fractions(double number) const {
    const LineFacts& facts = line_.facts;
    if (!facts.baseline || !facts.target) return false;
    const auto [low, high] = std::minmax(*facts.baseline, *facts.target);
    const bool has_fractions = low != std::floor(low) || high != std::floor(high);
    const bool is_small = std::abs(low) <= 1 && std::abs(high) <= 1;
    return is_small || (has_fractions && low <= number && number <= high);
  }

  /// Of two numbers the first is the value and the last the score; one alone is what it looks like.
  void settle_numbers() {
    LineFacts& facts = line_.facts;
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      Number& number = numbers_[i];
      const bool may_be = may_be_score(number) && !facts.score;
      const bool is_lone = i + 1 == numbers_.size() && !facts.value;
      const bool is_score = may_be && (facts.value || (is_lone && !is_counted_in_fractions(number.number.value)));
      if (is_score) {
        facts.score = number.number.value;
        if (!facts.value && number.is_in_bracket) line_.bracketed = facts.score;
      } else if (put_number(number.number, facts.value, facts)) {
        facts.value_said = number.said;
      } else {
        rest_.push_back(number.said);
      }
    }
  }

  const CsvForm& form_;
  MarkdownLine line_;
  std::string text_;
  Tokens tokens_;
  std::optional<Measure> measure_;
  bool is_amount_ = false;  ///< "Reach 400 users", "0 to 400": a measure beside a value
  bool is_unread_ = false;  ///< "3.5/5 -> 4.5/5": it speaks of a measure that is not understood
  std::vector<Number> numbers_;
  std::vector<std::string_view> statuses_;  ///< "\u23F3", "Status: on track"
  std::string_view value_;                  ///< the part behind the title in which it stands
  std::vector<std::string_view> rest_;      ///< what is not understood behind a measure
};

}  // namespace

MarkdownLine markdown_line(std::string_view text, const CsvForm& form) { return LineReader(text, form).line(); }

}  // namespace okr::actions
