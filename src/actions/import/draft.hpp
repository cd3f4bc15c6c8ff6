// SPDX-License-Identifier: MIT
// OKRs as they were read from somewhere else (a sheet, a page of Markdown), and how they come into the workspace: what
// is missing there is made, readings that are missing are added, and nothing that stands there is changed. How they
// were read is not known here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/import/opening.hpp"
#include "okr/base/csv.hpp"
#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/okr.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"
#include "session/context.hpp"

namespace okr::actions {

/// The place of what the file that was read does not name.
inline constexpr CsvPlace nowhere{0, 0};

/// Columns of what a remark quotes of the file.
inline constexpr std::size_t longest_quote = 60;

/// A key of a record (model/fields), or one of people's own (x-...), and its value as TOML (store/toml_text).
struct DraftField {
  std::string key, toml;
  CsvPlace place = nowhere;  ///< of its own cell, where it has one
};

/// Null where it was not given.
const DraftField* find_field(const std::vector<DraftField>& fields, std::string_view key);

/// The TOML of a field; empty where it was not given.
std::string field_of(const std::vector<DraftField>& fields, std::string_view key);

/// A value of TOML without its layout; nothing where it is none.
std::optional<store::PlainValue> plain_value(std::string_view toml);

/// A text of TOML without quotes and escapes; other values as they are written.
std::string plain_text(std::string_view toml);

/// Gives the field, in place of one of that key.
void set_field(std::vector<DraftField>& fields, std::string key, std::string toml);

/// What cycles, objectives, key results and KPIs have alike.
struct DraftRecord {
  std::string id = {};                     ///< where the file says one; empty: made from the title
  std::string title = {};                  ///< of a cycle: may be empty
  std::vector<DraftField> fields = {};     ///< each key once, in any order; without `title`
  std::vector<std::string> comments = {};  ///< what was not understood: kept as comments below a new record's keys
  CsvPlace place = nowhere;

  std::string field(std::string_view key) const { return field_of(fields, key); }
};

/// A value of a key result, as a check-in says it.
struct DraftReading {
  std::optional<Date> date;  ///< nothing: the value now, on the day of the import
  EntryValue value;
  std::optional<int> confidence = {};  ///< 1 to 10
  std::string note = {};
  CsvPlace place = nowhere;
};

/// The power of ten that a unit counts in: 3 of "k$", 6 of "Mio. EUR", 0 of "$".
int power_of_unit(std::string_view unit);

/// "%" and "% of days" are one unit; none is no unit.
bool is_same_unit(std::string_view one, std::string_view other);

/// A number beside others that are counted in `unit`: "4k" beside "5k$" is 4 k$.
CellNumber counted_beside(CellNumber number, std::string_view unit);

/// A check-in as a whole.
struct DraftCheckin {
  std::string name;  ///< of its file: "2026-08-17-ana-x1"
  std::string toml;  ///< its keys, a line each
  CsvPlace place = nowhere;
};

/// How a key result or an objective was scored by hand: it comes into [result] of a cycle that is new and over.
struct DraftResult {
  std::optional<double> score = {}, progress = {};  ///< 0 to 1
  EntryValue value = {};                            ///< of a key result: a number or a truth

  bool is_empty() const { return !score && !progress && value == EntryValue(); }
};

struct DraftKeyResult : DraftRecord {
  std::vector<DraftReading> readings = {};
  DraftResult result = {};
  std::optional<Diagnostic> unless_there = {};  ///< the fault that it is where the workspace has no such key result
};

/// Another objective of the same draft, or a key result, by where it stood.
struct DraftParent {
  CsvPlace place;
  std::string said;  ///< its title
};

struct DraftObjective : DraftRecord {
  std::vector<DraftKeyResult> key_results = {};
  std::optional<double> score = {};        ///< as in DraftResult
  std::optional<DraftParent> parent = {};  ///< what it is aligned to
};

/// `id` is never empty: "2026-Q3", or a name of its own with the fields `start` and `end`.
struct DraftCycle : DraftRecord {
  std::vector<DraftObjective> objectives = {};
  std::vector<DraftCheckin> checkins = {};
  std::optional<double> score = {};
  std::optional<Date> closed = {};           ///< where `result` says it
  std::vector<DraftField> file = {};         ///< people's own keys beside the tables of its file: x-...
  std::vector<store::NewTable> result = {};  ///< [result] and what is below it, as they stood; then no score is given
};

/// The days of a cycle, by its id, else by its fields; nothing where neither says them.
std::optional<Period> period_of(const DraftCycle& cycle, FiscalYear fiscal_year);

struct DraftKpiReading {
  Date date;  ///< the day, or the period's last
  PeriodUnit unit = PeriodUnit::day;
  std::vector<double> amounts = {};  ///< one, or several of a day that are added
  std::string note = {};
  bool final = false;       ///< its period is complete though it has not ended
  std::string source = {};  ///< of a KPI that several people fill: whose it is
  CsvPlace place = nowhere;
};

struct DraftKpi : DraftRecord {
  std::vector<DraftField> targets = {};  ///< [targets]: a day or a period each
  std::vector<DraftKpiReading> readings = {};
};

/// Something to be told of a place of the file: what was not understood, what was left out.
struct DraftRemark {
  CsvPlace place;
  std::string text;
  std::string sort =
      {};  ///< remarks alike are counted from some number on; empty: those whose text is alike but for its names
  std::string comment =
      {};  ///< that is kept, it says; or, of what is written, that a record which is there takes no more
  std::string together = {};  ///< what is said at once of many that say so: "key results have no box"
};

/// Keeps what found no place: the remark's comment becomes one of those, and the remark is told.
void keep_comment(std::vector<std::string>& comments, std::vector<DraftRemark>& remarks, DraftRemark remark);

/// Keeps a text that was not understood: it becomes one of the comments, and is remarked on.
void keep_not_understood(std::vector<std::string>& comments, std::vector<DraftRemark>& remarks, CsvPlace place,
                         std::string text);

/// A text whose lines are found without counting them again.
class LinedText {
 public:
  LinedText() = default;
  explicit LinedText(std::string text);

  const std::string& whole() const { return text_; }

  /// A line (from 1) without its end; empty where there is none.
  std::string_view line(std::size_t number) const;

 private:
  std::string text_;
  std::vector<std::size_t> begins_;  ///< of the lines
};

/// Remarks as a person is told them: many that say the same at once, with their lines; comments only where they stand
/// next to each other.
std::vector<DraftRemark> gathered(const LinedText& text, std::vector<DraftRemark> remarks);

struct Draft {
  std::string name = {};  ///< of the file, as messages call it
  LinedText text = {};    ///< the file in UTF-8: lines of it are shown beside what is wrong
  std::vector<DraftCycle> cycles = {};
  std::vector<DraftKpi> kpis = {};
  std::vector<DraftRemark> remarks = {};
  Diagnostics faults = {};  ///< what cannot be used; their places are lines and columns of `text`
  bool is_whole = true;     ///< false when the rest of the file could not be read
  bool is_sheet = false;    ///< a value that does not fit is a fault of its row; of a page it is left out and told
};

struct DraftOptions {
  std::optional<std::string> source = {};  ///< of the check-ins and readings; else the person's own
  bool skip_bad = false;                   ///< leave out what cannot be used
  bool replace = false;                    ///< another value for a day that has one is said after it, and counts
  bool git_commit = false;
};

/// True for what may stand in the name of a file: no blank, no slash, nothing that a terminal would obey, not too long.
bool fits_in_file_name(std::string_view part);

/// A fault of the draft at that place, with the line it stands on.
Diagnostic draft_fault(const Draft& draft, CsvPlace place, Code code, std::string what, std::string mend = {});

/// An error about a new id as a fault of the draft, with the line it stands on. Error: one of the machine, which is no
/// fault of the draft.
Result<Diagnostic> draft_id_fault(const Draft& draft, CsvPlace place, const Error& error);

/// The id that a title gives: lower case, hyphens, at most 24 letters and only whole words of it, never one that
/// is reserved for keys of people's own (x-...); may be empty.
std::string id_of_title(std::string_view title);

/// Whether so many per cent is how far `value` has come from `baseline` to `target`, as exactly as sheets round it.
bool is_progress_of(double percent, double value, double baseline, double target);

/// Writes what is missing, or shows the difference (-n). An objective without any key result is written as a draft, and
/// that is said. Says on stderr everything that cannot be used, with FILE:LINE:COLUMN. Errors: usage (then nothing is
/// written, unless skip_bad leaves it out), answer_no (days that have another value), data, environment.
Status write_draft(session::Context& context, const Draft& draft, const DraftOptions& options);

}  // namespace okr::actions
