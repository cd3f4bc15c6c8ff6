// SPDX-License-Identifier: MIT
// Numbers and named facts in what people write of a key result: "0 -> 400 users", "70 %", "7/10", "Owner: ana". Pure. Whether
// a text may be read so, and what stays of the line, is markdown_line's business.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/csv.hpp"
#include "okr/base/date.hpp"

namespace okr::cli {

/// What is said beside a title.
struct LineFacts {
  std::optional<double> baseline, target, value;
  std::string unit;                ///< of these; may be empty
  std::optional<double> progress;  ///< percent: "70 %"
  std::optional<double> score;     ///< 0 to 1: "0.7"
  std::optional<int> confidence;   ///< 1 to 10
  std::optional<double> weight;
  std::optional<Date> due;
  std::vector<std::string> owners, tags;
  std::string why;

  bool has_measure() const { return baseline || target; }
};

/// "Owner: ana", "Score: 0.7": takes what the line says beside a record; false when it is no such line, or its value
/// cannot be used.
bool take_fact(std::string_view text, const CsvForm& form, LineFacts& facts);

/// "0.7", "7/10", "70%" as 0 to 1.
std::optional<double> score_said(std::string_view text, const CsvForm& form);

/// "0 -> 400 users", "112/400", "70 %", "0.7": takes a text that is nothing but a measure.
bool take_measure(std::string_view text, const CsvForm& form, LineFacts& facts);

// What markdown_line takes a line apart with; each takes its part, or leaves everything as it is.

/// Arrows of all sorts as "->", blanks and ends of lines as one blank.
std::string with_plain_marks(std::string_view text);

/// Without the marks behind a title that parted it from its value.
std::string_view without_end_marks(std::string_view text);

/// Whether a number begins there: a digit, a sign or a currency in front of one.
bool begins_number(std::string_view text);

/// "... 0 -> 400 users": what stands in front of it remains in `title`.
bool take_arrow(std::string& title, const CsvForm& form, LineFacts& facts);

/// "Raise them from 0 to 400 users": the sentence stays as it is.
bool take_sentence(std::string_view title, const CsvForm& form, LineFacts& facts);

/// "112/400 users", "3 of 5 interviews".
bool take_share(std::string_view text, const CsvForm& form, LineFacts& facts);

/// "0.7", "1.0": with a decimal mark, so that it is no count.
bool is_written_as_score(std::string_view text, const CsvForm& form);

/// A number into its place (a member of `facts`), and its unit where none is known; false when it is of another one.
bool put_number(std::string_view text, const CsvForm& form, std::optional<double>& place, LineFacts& facts);

/// "ana, bo", "@ana": false where it is no list of names.
bool put_owners(std::string_view text, LineFacts& facts);

}  // namespace okr::cli
