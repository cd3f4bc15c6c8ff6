// SPDX-License-Identifier: MIT
// What a line that somebody wrote of an objective or key result says: "KR1: Weekly users 0 -> 400 users (112), owner:
// ana". Pure; which objective a line belongs to is not known here. Nothing is guessed: a number inside a sentence stays
// in the sentence, and only what is set off from it (in brackets, behind a colon or a dash) is a value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actions/import/opening.hpp"
#include "actions/import/title_marks.hpp"
#include "okr/base/csv.hpp"
#include "okr/base/date.hpp"

namespace okr::actions {

// --- tokens ----------------------------------------------------------------------------------------------------------

// A line that somebody wrote, as its tokens: numbers with their currency, scale and per cent sign, words, arrows,
// bounds, brackets, and the marks that set one part of it off from another. Pure; what they mean together is told
// below.

enum class Sign : std::uint8_t {
  word,
  number,    ///< "112", "$1.2 million", "40 %", "12h"
  name,      ///< "@ana"
  tag,       ///< "#growth"
  arrow,     ///< "->" of all sorts
  at_least,  ///< ">=", ">", "at least", "min."
  at_most,
  open,  ///< a bracket that is closed
  close,
  slash,  ///< behind a number
  comma,  ///< or a semicolon
  stop,   ///< what ends a sentence
  colon,
  dash,
  bar,
  equals
};

struct Token {
  Sign sign = Sign::word;
  std::string_view text = {};
  CellNumber number = {};    ///< of a number
  int depth = 0;             ///< in how many brackets, its own counted
  bool begins_line = false;  ///< the first one behind a line end
};

using Tokens = std::span<const Token>;

/// The views are into `text`. Numbers are written as `form` says; what begins like one and is none is a word.
std::vector<Token> line_tokens(std::string_view text, const CsvForm& form);

/// What they were made of, with what stands between them.
std::string_view spelled(Tokens tokens);

/// What parts a title from what stands behind it: marks, no brackets.
bool is_separator(const Token& token);

/// The separators and arrows behind them cut off.
Tokens without_end(Tokens tokens);

/// A light, or another single picture that is no unit.
bool is_picture(const Token& token);

/// "<" and ">", but not "<=", "at most".
bool excludes_bound(const Token& bound);

/// "of", "für": no title and no sentence ends in it.
bool is_preposition(std::string_view word);

/// How many words from there on are a unit: a few plain ones, up to a mark; none where they begin with a preposition.
std::size_t unit_words(Tokens tokens, std::size_t at);

/// The number there with the words of its unit, and where it ends.
struct Amount {
  CellNumber number;
  std::size_t end = 0;
};
std::optional<Amount> amount_at(Tokens tokens, std::size_t at);

/// The unit of the amount whose number stands there within a sentence, which may go on behind it: "seconds" of "10
/// seconds through the gate", "ms" of "200 ms p95", "%" of "90 % precision".
std::string unit_in_sentence(Tokens tokens, std::size_t number, const Amount& amount, bool goes_on);

/// "112", "$1.2M", "40 ms", "12 posts a month": a text that is one number with at most a few words of a unit.
std::optional<CellNumber> number_said(std::string_view text, const CsvForm& form);
std::optional<CellNumber> number_said(Tokens tokens);

// --- marks at its ends -----------------------------------------------------------------------------------------------

// Marks at the ends of a line that somebody wrote: boxes, lights. Pure; each function takes its mark away, or leaves the
// text as it is.

/// The box of a task list, or the sign that stands for one.
std::optional<bool> take_box(std::string_view& text);

/// "done", "erledigt": says again what a ticked box or 100 % says.
bool is_done_word(std::string_view word);

/// Whether it is a box or a light and nothing else.
bool is_sign_of_state(std::string_view text);

/// "[-]": the box of what was given up.
bool take_cancelled_box(std::string_view& text);

/// "\u2593\u2593\u2591\u2591", "[###--]": how far something is, drawn.
bool is_bar(std::string_view word);

/// A coloured light or the like at one end of a line: a status by hand, which is computed here.
std::string take_light(std::string_view& text);

/// A sign of some other meaning behind what stands in brackets: "Users 0 -> 400 (112) \U0001F6A7".
std::string take_sign_behind_bracket(std::string_view& text);

// --- facts with a name -----------------------------------------------------------------------------------------------

// Facts with a name in what people write of a key result: "Owner: ana", "due 30 Sep 2026", and what a text that is
// nothing but a measure says: "0 -> 400 users", "70 %", "7/10". Pure. Whether a text may be read so, and what stays of
// the line, is markdown_line's business.

/// "2026-07-15: 5", and where it stood; place{0, 0}: where the record does.
struct DatedValue {
  Date day;
  double value = 0;
  CsvPlace place = {0, 0};
};

/// What is said beside a title.
struct LineFacts {
  std::optional<double> baseline, target, value, stretch;
  std::optional<double> min, max;  ///< bounds to hold
  bool is_strict = false;          ///< "<" and ">": the bound itself is a miss
  bool is_target_unread = false;   ///< there is one, or a bound, that is not understood
  bool is_target_wanted = false;   ///< its table has a column for one
  bool is_target_yes = false;      ///< it is "Yes": done or not
  bool is_day_unread = false;      ///< so is the day of the value
  std::string bare_day;            ///< as_of as it is written, where no word says that it is the day of the value
  std::string unit;                ///< of these; may be empty
  bool is_unit_doubtful = false;   ///< a per cent sign that only a value has, or a 0
  bool is_scaled = false;          ///< "5k" is among them: beside "4k$" it would be another number
  std::optional<double> progress;  ///< percent: "70 %"
  bool says_progress = false;      ///< it is called so: "progress: 70 %", "70 % done" ...
  bool is_of_status = false;       ///< ... but only by a status, which may say the value of what is wanted
  std::optional<double> score;     ///< 0 to 1: "0.7"
  std::optional<int> confidence;   ///< 1 to 10
  std::optional<double> weight;
  std::optional<Date> due, as_of;  ///< as_of: the day of the value
  CsvPlace said_at = {0, 0};       ///< of the value or its day, where a line below says it
  std::vector<DatedValue> dated;
  std::vector<std::string> owners, tags;
  std::string why, source;
  std::optional<bool> box;    ///< "Status: \u2705": done or not, as a box of the line says ...
  std::string box_said;       ///< ... and the words where it is no box: "Status: done"
  std::string judged;         ///< "Status: In progress (40 %)": what else a status says beside a percentage
  std::string state, reason;  ///< "cancelled" or "deferred", and the words that say so
  std::string baseline_said, value_said, progress_said, stretch_said;  ///< as they are written: "currently $800k"

  /// Whether numbers of `other`, which may be empty, count in one unit with these: "k$" in none with "5k".
  bool may_count_in(std::string_view other) const;

  bool has_measure() const { return baseline || target || min || max; }

  /// What only key results have.
  bool says_numbers() const {
    return value || has_measure() || stretch || confidence || due || as_of || progress || !dated.empty() ||
           !unit.empty() || is_target_yes || !baseline_said.empty();
  }

  /// The words that call it done, "Status: done"; "[x]" where a box does.
  std::string done_text() const { return box_said.empty() ? "[x]" : box_said; }
  /// Its box as it is written.
  std::string box_text() const { return box.value_or(false) ? done_text() : box_said.empty() ? "[ ]" : box_said; }

  /// Words that an objective has no key for, nor any place but its comments: "source: the ledger", "[x]".
  std::vector<std::string> kept_of_objective() const;
};

/// The word that such a line may begin with, of a word for the same fact: "owner" of "DRI"; empty where it is none.
std::string_view fact_called(std::string_view word);

/// "Owner: ana", "Score: 0.7": takes what the line says beside a record; false when it is no such line, or its value
/// cannot be used.
bool take_fact(std::string_view text, const CsvForm& form, LineFacts& facts);

/// "Owner: ana, due 30 Sep 2026 | Confidence: 6/10": the facts of a line that begins with one, each with its name,
/// whether they can be used or not; none of any other line.
std::vector<std::string_view> facts_in(std::string_view line, const CsvForm& form);

/// The day as --date-format says, else as people write one that can be read in one way alone.
std::optional<Date> day_written(std::string_view text, const CsvForm& form);

/// Such a day into its place; false where it is none, or there is one.
bool put_day(std::string_view text, const CsvForm& form, std::optional<Date>& place);

/// "on 10 Aug 2026" without its preposition.
std::string_view without_preposition(std::string_view text);

/// "10 Aug", "Aug 2026", "10/08/2026", "11.8.", "week 33", "last Friday", "3 days ago": a time, but not which day.
bool speaks_of_day(std::string_view text);

/// Takes what of `texts` is the day of a value that stands beside them: "2026-08-10", "5/10, 10 Aug 2026". One that
/// speaks of a time and is no whole day ("yesterday", "10 Aug") stays, and the value is of no known day; so does one
/// that holds a time among other words ("done 2026-08-10") in the brackets that are `value`, or "KW 32" behind them.
void take_days(std::vector<std::string_view>& texts, const CsvForm& form, LineFacts& facts,
               std::string_view value = {});

/// "https://example.org/plan", "<...>", "(...)", "Link: ...": the address that a text is; empty where it says more.
std::string address_said(std::string_view text);

/// Takes the addresses out of a line that nothing of its sentence follows.
std::vector<std::string> take_addresses(std::string& line);

/// "min", "Maximum": what bounds are called, which no line says by name.
bool names_bound(std::string_view label);

/// Whether records of that kind ("key result") have such a key.
bool is_field(std::string_view kind, std::string_view key);

/// "Note: fine", "How to measure: by survey", "10/08/2026: 5": begins with a key of objectives and key results, or a
/// word for what people note of them, or is a number of some day, whether it can be used or not.
bool names_field(std::string_view text, const CsvForm& form);

/// "0.7", "7/10", "70%" as 0 to 1.
std::optional<double> score_said(std::string_view text, const CsvForm& form);

/// "0 -> 400 users": takes a text that is nothing but the way to go, where none is known yet.
bool take_range(std::string_view text, const CsvForm& form, LineFacts& facts);

/// "0 -> 400 users", "112/400", "70 %", "0.7": takes a text that is nothing but a measure.
bool take_measure(std::string_view text, const CsvForm& form, LineFacts& facts);

/// "0.7", "1.0": with a decimal mark, so that it is no count.
bool is_written_as_score(std::string_view text, const CsvForm& form);

/// A number into its place (a member of `facts`, but for a value of some day), and its unit where none is known; false
/// when it is of another one, or in per cent beside fractions of 1 or beside a target that is none ("400", "28 %").
bool put_number(const std::optional<CellNumber>& number, std::optional<double>& place, LineFacts& facts);

/// "ana, bo", "@ana": false where it is no list of names.
bool put_owners(std::string_view text, LineFacts& facts);

/// "cancelled", "Dropped", "verschoben": that a record is given up; what a pace says ("green", "late") is computed
/// here.
bool put_state(std::string_view text, LineFacts& facts);

/// Whether both may be counted in one unit: "0 -> 5k" and "k$" may not.
bool fits_beside(const LineFacts& measure, const LineFacts& facts);

/// The baseline, target or bounds of `measure`, with its unit where it says one.
void put_measure(const LineFacts& measure, LineFacts& facts);

/// The numbers that an item says of the record above it, beside the words that record has; owners and days of the item
/// where it has none.
void put_numbers(const LineFacts& said, LineFacts& facts);

/// A percentage beside a measure that is counted in per cent is its value, unless it is called progress.
void settle_percentage(LineFacts& facts);

/// "Status: on track", in whatever words: how it goes, as somebody judged it.
bool is_status(std::string_view text);

/// Whether a text begins with a fact that is meant as one: its name has a colon, or it can be used.
bool is_fact(std::string_view text, const CsvForm& form);

// --- measures --------------------------------------------------------------------------------------------------------

// Measures in what people write of a key result: "0 -> 400 users", "from 40 to 10 ms", ">= 99.9 %", "Reach 400 users".
// Pure. A number is a measure only where its words say so plainly, and two numbers only where their units agree.

/// A measure among the tokens of a line.
struct Measure {
  LineFacts facts;
  std::size_t begin = 0, end = 0;
  bool is_sentence = false;  ///< "from 0 to 400": it stays in the title
  std::string counted = {};  ///< "coverage" of "50% -> 80% coverage": it belongs to the title
};

/// "... 0 -> 400 users", "from 40 to 10 ms", "Uptime >= 99.9 %": the first one that stands in no brackets. A bound in
/// words must be set off ("Uptime: at least 99.9 %").
std::optional<Measure> measure_in(Tokens tokens);

/// "0 -> 400 users", "from 3 to 9 carts": the measure of a text that is nothing but a way to go; nothing for any other.
std::optional<LineFacts> way_alone(Tokens tokens);

/// Whether an arrow, a bound or from and to stand beside a number: then the line speaks of a measure, understood or
/// not.
bool speaks_of_measure(Tokens tokens, bool in_brackets);

/// Whether the number that begins there can be the value of `measure`: no day ("30 Sep"), no ordinal, and a year only
/// beside numbers as large.
bool may_be_value(Tokens tokens, const LineFacts& measure);

/// Whether the words behind a value are the unit of a measure that says none: "kg", or a word of its title.
bool is_unit_beside(Tokens words, Tokens title);

/// "0 to 400 users" at the end, in words; only from 0, since "2 to 3 days" may be a range. Only beside a value is it a
/// measure.
std::optional<Measure> span_in(Tokens tokens);

/// "Reach 400 users", "400 users", "80 % of teams": how many or how much is wanted, said in front by a word that can
/// mean nothing else. Only beside a value is it a target; `value_unit` is the value's unit, which must stand in the
/// words. Of these one alone is a unit, several may be more than that ("enterprise deals").
std::optional<CellNumber> amount_in(Tokens tokens, const CsvForm& form, std::string_view value_unit = {});

/// "NPS 31", "Docs 40%": the only number of a title, at its end, where no word in front makes it a name or a wish
/// ("version 2", "to 40 %"): the last token.
std::optional<CellNumber> number_at_end(Tokens tokens);

/// "due", "by" and the like.
bool begins_day(const Token& token);

/// The first part of a line, with the marks behind it: up to a mark (a comma or an arrow only where `also` says so), a
/// bracket, a name, a tag, a day, a line end. The colon behind the name of a fact is its own.
Tokens first_part(Tokens tokens, Sign also = Sign::bar);

/// Whether a number stands there, years left aside: then a percentage beside it need not be progress.
bool has_number(Tokens tokens);

/// Whether one does that is no name and no day, as in "version 2".
bool has_countable(Tokens tokens);

/// "112/400 users", "3 of 5 interviews": a text that is a share and nothing else.
bool take_share(Tokens tokens, LineFacts& facts);

/// "X/10", "?/10 users": a share whose value is not known yet; and "X%" beside one.
bool take_open_share(std::string_view text, const CsvForm& form, LineFacts& facts);

/// Whether more than 100 per cent say only what the share beside them says: "105%" of "21/20".
bool says_share_again(const CellNumber& per_cent, const LineFacts& share);

/// A number with one mark and three digits behind it, which may be a decimal mark or part thousands.
struct GroupedNumber {
  std::string text;                   ///< "50.000"
  double value = 0, other_value = 0;  ///< as it is read, and as it would be with the other mark for decimals
};
std::vector<GroupedNumber> grouped_numbers(std::string_view text, const CsvForm& form);

/// Whether one of the numbers of a record is that, or that many thousands or millions.
bool says_number(const LineFacts& facts, double number);

/// "1.000", "2,5" where `form` has the other mark for decimals, "0,125" where it groups thousands: a number that its
/// writer may have meant in another way; empty where there is none.
std::string doubtful_number(std::string_view text, const CsvForm& form);

// --- the whole line --------------------------------------------------------------------------------------------------

struct MarkdownLine {
  LineMark mark = LineMark::none;    ///< by its prefix: "O1:", "KR1.2:", "Initiative:"
  std::string marked_by = {};        ///< the prefix without what sets it off: "O1"
  std::optional<bool> is_done = {};  ///< by its box: [x] or [ ]
  std::string title = {};
  std::string front = {};               ///< "P0 - @ana - ": what was taken from in front of it
  std::string whole = {};               ///< the title before anything was set off from it
  std::vector<std::string> below = {};  ///< lines behind its own, not yet read
  std::vector<std::string> links = {};  ///< addresses beside the title
  LineFacts facts = {};
  std::optional<double> bracketed = {};  ///< a number in brackets that is read as the score, and may be the value
  bool has_own_number = false;  ///< a number stands in the title, so that a percentage beside it need not be progress
  bool has_countable = false;   ///< one that is no name, as in "version 2"
  bool is_doubtful = false;     ///< it speaks of a measure that is not understood, or is struck out in part
  std::vector<std::string> unread = {};  ///< what was set off and means nothing here
};

/// Takes what stands around the title of a line and is none of it: how urgent it is and whose in front ("P0 - @ana - "),
/// and a remark behind an arrow ("=> Reached."). Only where a title is left.
void take_words_around(std::string_view& text, MarkdownLine& line);

/// Whether it begins with the mark of a key result: "KR: "
bool begins_key_result(std::string_view line);

/// What an initiative's title says nothing of.
std::vector<std::string> unread_of_initiative(const MarkdownLine& said);

/// Takes the marks of a line, or of several parted by \n, into `line`, and the lines that do not go on from the first one
/// as what is below. Returns what is left: its title with all that is set off from it.
std::string take_marks(std::string_view text, const CsvForm& form, MarkdownLine& line);

/// `text` is one line, or several parted by \n: those that go on from the first one as a sentence does are read as one
/// with it, the others are `below`. Behind a measure what is not understood is `unread`. Numbers and days are written
/// as `form` says.
MarkdownLine markdown_line(std::string_view text, const CsvForm& form);

// --- words that mark-up sets off --------------------------------------------------------------------------------------

/// Words of a text behind a number of its line that are a link, emphasised or code: "Ana" of "400 [[Ana]]". They are
/// no unit of that number, but for a plain one ("kg").
using SetOff = std::span<const std::string>;

/// Whether a number with at most a few words behind it ends that text, no mark between them.
bool is_behind_number(std::string_view before);

/// Such words that would be the unit of a measure are `unread`; what the title says ("Reach 400 **users**") stays.
MarkdownLine markdown_line(std::string_view text, const CsvForm& form, SetOff set_off);

/// take_fact, take_range.
using Takes = bool (*)(std::string_view text, const CsvForm& form, LineFacts& facts);
struct Beside {
  SetOff set_off;
  std::vector<std::string>& unread;  ///< takes such words that would be a unit
};
bool take_beside(Takes take, std::string_view text, const CsvForm& form, LineFacts& facts, Beside beside);

}  // namespace okr::actions
