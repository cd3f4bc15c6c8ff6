// SPDX-License-Identifier: MIT
// Measures in what people write of a key result: "0 -> 400 users", "from 40 to 10 ms", "7/10", ">= 99.9 %". Pure; each function
// takes its part of a text, or leaves everything as it is. A number is a measure only where its words say so plainly.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "actions/import/cells.hpp"
#include "actions/import/markdown_facts.hpp"
#include "okr/base/csv.hpp"

namespace okr::cli {

/// "112", "$1.2M", "40 ms", "12 posts a month": a text that is one number with at most a few words of a unit.
std::optional<CellNumber> number_said(std::string_view text, const CsvForm& form);

/// "1.000", "2,5" where `form` has the other mark for decimals: a number that its writer may have meant in another way;
/// empty where there is none.
std::string doubtful_number(std::string_view text, const CsvForm& form);

/// Arrows of all sorts as "->", blanks and ends of lines as one blank.
std::string with_plain_marks(std::string_view text);

/// Without the marks behind a title that parted it from its value.
std::string_view without_end_marks(std::string_view text);

/// Whether a number begins there: a digit, a sign or a currency in front of one.
bool begins_number(std::string_view text);

/// "... 0 -> 400 users": what stands in front of it remains in `title`.
bool take_arrow(std::string& title, const CsvForm& form, LineFacts& facts);

/// "... 0 to 400 users": the same, in words; only from 0, since "2 to 3 days" may be a range.
bool take_span(std::string& title, const CsvForm& form, LineFacts& facts);

/// "Uptime >= 99.9 %": a bound to hold, in front of which the title remains.
bool take_bound(std::string& title, const CsvForm& form, LineFacts& facts);

/// "Raise them from 0 to 400 users": the sentence stays as it is.
bool take_sentence(std::string_view title, const CsvForm& form, LineFacts& facts);

/// "Reach 400 users", "400 users", "80 % of teams": how many or how much is wanted, said in front by a word that can mean
/// nothing else; the sentence stays as it is. Only beside a value that is set off from it is this a target.
bool take_amount(std::string_view title, const CsvForm& form, LineFacts& facts);

/// "112/400 users", "3 of 5 interviews".
bool take_share(std::string_view text, const CsvForm& form, LineFacts& facts);

/// "NPS 31", "Docs 40%": the only number of a title, at its end, where no word in front makes it a name or a wish ("version 2",
/// "to 40 %"). What stands in front of it remains in `title`.
std::optional<CellNumber> take_number_at_end(std::string& title, const CsvForm& form);

/// Whether a number stands in the sentence, years left aside: then a percentage beside it need not be progress.
bool has_own_number(std::string_view title, const CsvForm& form);

}  // namespace okr::cli
