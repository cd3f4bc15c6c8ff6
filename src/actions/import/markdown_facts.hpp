// SPDX-License-Identifier: MIT
// Facts with a name in what people write of a key result: "Owner: ana", "due 30 Sep 2026", and what a text that is nothing but
// a measure says: "0 -> 400 users", "70 %", "7/10". Pure. Whether a text may be read so, and what stays of the line, is
// markdown_line's business.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actions/import/markdown_tokens.hpp"
#include "okr/base/csv.hpp"
#include "okr/base/date.hpp"

namespace okr::cli {

/// What is said beside a title.
struct LineFacts {
  std::optional<double> baseline, target, value;
  std::optional<double> min, max;  ///< bounds to hold
  bool is_target_unread = false;   ///< there is one that is not understood
  std::string unit;                ///< of these; may be empty
  std::optional<double> progress;  ///< percent: "70 %"
  bool says_progress = false;      ///< it is called so: "progress: 70 %", "70 % done"
  std::optional<double> score;     ///< 0 to 1: "0.7"
  std::optional<int> confidence;   ///< 1 to 10
  std::optional<double> weight;
  std::optional<Date> due, as_of;              ///< as_of: the day of the value
  std::vector<std::pair<Date, double>> dated;  ///< "2026-07-15: 5"
  std::vector<std::string> owners, tags;
  std::string why;
  std::string state, reason;                             ///< "cancelled" or "deferred", and the words that say so
  std::string baseline_said, value_said, progress_said;  ///< these as they are written: "currently $800k"

  bool has_measure() const { return baseline || target || min || max; }

  /// What only key results have.
  bool says_numbers() const {
    return value || has_measure() || confidence || due || as_of || progress || !dated.empty() || !unit.empty();
  }
};

/// What a text added, as it is written.
void note_said(const LineFacts& before, std::string_view text, LineFacts& facts);

/// The word that such a line may begin with, of a word for the same fact: "owner" of "DRI"; empty where it is none.
std::string_view fact_called(std::string_view word);

/// "Owner: ana", "Score: 0.7": takes what the line says beside a record; false when it is no such line, or its value
/// cannot be used.
bool take_fact(std::string_view text, const CsvForm& form, LineFacts& facts);

/// "Owner: ana, due 30 Sep 2026 | Confidence: 6/10": the facts of a line that begins with one, each with its name, whether they
/// can be used or not; none of any other line.
std::vector<std::string_view> facts_in(std::string_view line, const CsvForm& form);

/// "0.7", "7/10", "70%" as 0 to 1.
std::optional<double> score_said(std::string_view text, const CsvForm& form);

/// "0 -> 400 users", "112/400", "70 %", "0.7": takes a text that is nothing but a measure.
bool take_measure(std::string_view text, const CsvForm& form, LineFacts& facts);

/// "0.7", "1.0": with a decimal mark, so that it is no count.
bool is_written_as_score(std::string_view text, const CsvForm& form);

/// A number into its place (a member of `facts`), and its unit where none is known; false when it is of another one, or in
/// per cent beside fractions of 1.
bool put_number(const std::optional<CellNumber>& number, std::optional<double>& place, LineFacts& facts);

/// "%" and "% of days" are one unit; none is no unit.
bool is_same_unit(std::string_view one, std::string_view other);

/// "ana, bo", "@ana": false where it is no list of names.
bool put_owners(std::string_view text, LineFacts& facts);

/// "cancelled", "Dropped", "verschoben": that a record is given up; what a pace says ("green", "late") is computed here.
bool put_state(std::string_view text, LineFacts& facts);

/// The baseline, target or bounds of `measure`, with its unit where it says one.
void put_measure(const LineFacts& measure, LineFacts& facts);

/// A percentage beside a measure that is counted in per cent is its value, unless it is called progress.
void settle_percentage(LineFacts& facts);

/// Whether a text begins with a fact that is meant as one: its name has a colon, or it can be used.
bool is_fact(std::string_view text, const CsvForm& form);

}  // namespace okr::cli
