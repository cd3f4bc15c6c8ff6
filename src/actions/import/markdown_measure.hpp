// SPDX-License-Identifier: MIT
// Measures in what people write of a key result: "0 -> 400 users", "from 40 to 10 ms", ">= 99.9 %", "Reach 400 users". Pure. A
// number is a measure only where its words say so plainly, and two numbers only where their units agree.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "actions/import/markdown_facts.hpp"
#include "actions/import/markdown_tokens.hpp"

namespace okr::cli {

/// A measure among the tokens of a line.
struct Measure {
  LineFacts facts;
  std::size_t begin = 0, end = 0;
  bool is_sentence = false;  ///< "from 0 to 400": it stays in the title
  std::string counted = {};  ///< "coverage" of "50% -> 80% coverage": it belongs to the title
};

/// "... 0 -> 400 users", "from 40 to 10 ms", "Uptime >= 99.9 %": the first one that stands in no brackets. A bound in words
/// must be set off ("Uptime: at least 99.9 %").
std::optional<Measure> measure_in(Tokens tokens);

/// Whether an arrow, a bound or from and to stand beside a number: then the line speaks of a measure, understood or not.
bool speaks_of_measure(Tokens tokens, bool in_brackets);

/// Whether the number that begins there can be the value of `measure`: no day ("30 Sep"), no ordinal, and a year only
/// beside numbers as large.
bool may_be_value(Tokens tokens, const LineFacts& measure);

/// Whether the words behind a value are the unit of a measure that says none: "kg", or a word of its title.
bool is_unit_beside(Tokens words, Tokens title);

/// "0 to 400 users" at the end, in words; only from 0, since "2 to 3 days" may be a range. Only beside a value is it a measure.
std::optional<Measure> span_in(Tokens tokens);

/// "Reach 400 users", "400 users", "80 % of teams": how many or how much is wanted, said in front by a word that can mean
/// nothing else. Only beside a value is it a target; `value_unit` is the value's unit, which must stand in the words. Of these
/// one alone is a unit, several may be more than that ("enterprise deals").
std::optional<CellNumber> amount_in(Tokens tokens, const CsvForm& form, std::string_view value_unit = {});

/// "NPS 31", "Docs 40%": the only number of a title, at its end, where no word in front makes it a name or a wish ("version 2",
/// "to 40 %"): the last token.
std::optional<CellNumber> number_at_end(Tokens tokens);

/// "due", "by" and the like.
bool begins_day(const Token& token);

/// The first part of a line, with the marks behind it: up to a mark (a comma or an arrow only where `also` says so), a bracket, a
/// name, a tag, a day, a line end. The colon behind the name of a fact is its own.
Tokens first_part(Tokens tokens, Sign also = Sign::bar);

/// Whether a number stands there, years left aside: then a percentage beside it need not be progress.
bool has_number(Tokens tokens);

/// Whether one does that is no name and no day, as in "version 2".
bool has_countable(Tokens tokens);

/// Two numbers into baseline and target, where their units agree and none has one already.
bool take_pair(const CellNumber& from, const CellNumber& to, LineFacts& facts);

/// "112/400 users", "3 of 5 interviews": a text that is a share and nothing else.
bool take_share(Tokens tokens, LineFacts& facts);

/// "1.000", "2,5" where `form` has the other mark for decimals, "0,125" where it groups thousands: a number that its writer may
/// have meant in another way; empty where there is none.
std::string doubtful_number(std::string_view text, const CsvForm& form);

/// Without the marks behind a title that parted it from its value.
std::string_view without_end_marks(std::string_view text);

}  // namespace okr::cli
