// SPDX-License-Identifier: MIT
// A sheet of OKRs, read by its map: which cycle, objective and key result each row speaks of, and what it says of them.
// What no cell says is no value; what is needed and not said is a fault of its row.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actions/import/cycle_names.hpp"
#include "actions/import/draft.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"
#include "session/context.hpp"

namespace okr::actions {

// --- what its columns mean -------------------------------------------------------------------------------------------

// What the columns of a sheet of OKRs mean: which header is which of our words, how cells are written, what the words
// in them stand for. A TOML file, those of known tools within the program (src/text/maps). Nothing that it does not say
// is guessed.

/// What okr calls what stands in a column ("state"), in its own words; none of what takes any text.
std::span<const std::string_view> own_words(std::string_view word);

/// Words in cells and what they stand for, the words in lower case.
using CellWords = std::map<std::string, std::string>;

struct SheetMap {
  std::string name;                                                      ///< "viva", or the file it was read from
  std::string title;                                                     ///< "Viva Goals and Ally.io"
  std::map<std::string, std::vector<std::string>, std::less<>> columns;  ///< our word, the headers it may have

  // How cells are written.
  std::string delimiter, decimal, thousands, date_format;  ///< empty where it is not said
  std::string lists;               ///< each character parts the names of a cell; line ends always do
  std::vector<std::string> empty;  ///< words that stand for nothing, in lower case: "n/a"
  double whole_progress = 100;     ///< what a progress of all of it is: 100 or 1

  // Which rows are what.
  std::vector<std::string> objective_rows, key_result_rows, left_out_rows;  ///< by `row-type`, in lower case
  bool above = false;      ///< without an objective of its own a row belongs to the one above
  bool by_parent = false;  ///< a row that others name as their parent is an objective, and one without a parent
  bool alone = false;      ///< an objective that nothing stands below is its own key result

  std::map<std::string, CellWords, std::less<>> words;  ///< by our word for the column
  CellWords units;                                      ///< of a kind, or as a unit's cell says it: "euro" = "€"
  CellWords cycles;                                     ///< as the sheet calls them, and their ids
  std::map<std::string, std::size_t> cycle_lines;       ///< of the map's text, by the same words
  CellWords always;                                     ///< by our word: what holds where no cell says it
  std::string json_records, json_key_results;           ///< where the lists are in a JSON file

  bool is_built_in() const { return name.find_first_of("./") == std::string::npos; }

  /// True for a column of the list of key results that each objective of a JSON file has: "outcomes.title".
  bool is_of_key_result(std::string_view header) const {
    return !json_key_results.empty() && header.starts_with(json_key_results + ".");
  }

  /// The headers of a column; none where the map does not name it.
  std::span<const std::string> headers(std::string_view word) const;
};

/// Reads a map. Errors (usage) name what is wrong in it, with its place where it is no TOML.
Result<SheetMap> read_sheet_map(const std::string& name, std::string_view text);

/// One of the program's own maps. A usage error with the nearest name.
Result<std::string_view> own_sheet_map(std::string_view name);

/// Their names.
std::vector<std::string_view> own_sheet_maps();

// --- the whole sheet -------------------------------------------------------------------------------------------------

struct SheetScene {
  const Workspace& workspace;        ///< whose cycles may be named, all of them known
  std::optional<std::string> cycle;  ///< the id of the cycle of rows that name none
};

/// Usage errors: a column that is needed and not there. Everything else that is wrong is a fault of the draft.
Result<Draft> draft_of_sheet(const SheetScene& scene, const SheetMap& map, const CsvForm& form, const SheetTable& table,
                             Draft draft);

// --- a row by our words ----------------------------------------------------------------------------------------------

// A row of a sheet by our words for its columns: its cells, and those of its group where key results are columns; and
// the fields that they become.

/// Which column of the sheet is which of our words; of group 0, and of the key results 1, 2, ... where they are
/// columns. Those of JSON that are a list of their own within each objective ("outcomes.title") are of group 1.
class SheetColumns {
 public:
  SheetColumns(const SheetMap& map, const std::vector<CsvCell>& header);

  std::optional<std::size_t> find(std::string_view word, int group = 0) const;

  /// All columns that may hold it, in the map's order: of a row the first that says something counts.
  std::vector<std::size_t> all(std::string_view word, int group = 0) const;

  int groups() const { return groups_; }  ///< 0: a key result has a row of its own

  /// Usage error where a header that counts stands there twice, or a column is missing that the map needs. `file` is
  /// its name.
  Status check(const SheetMap& map, const CsvForm& form, const std::string& file) const;

  /// Usage error where all progress lies between 0 and 1: 0.4 is 40 % in most sheets, and 0.4 % by a map of the
  /// program's own that counts to 100.
  Status check_progress(const SheetMap& map, const CsvForm& form, const std::vector<std::vector<CsvCell>>& rows,
                        const std::string& file) const;

  /// Usage error where all points of its numbers may group thousands: "12.500", in a file that may have decimal commas.
  Status check_points(CsvForm form, const SheetTable& table, const std::string& file) const;

  /// The headers that nothing was made of; and those of which, in some row, another one said it first.
  std::vector<std::string> left_over(const std::vector<std::vector<CsvCell>>& rows) const;

 private:
  bool is_front_of_column(std::size_t i) const;

  /// What it lacks of what the map needs: "row-type ('Type' or 'Object type')".
  std::vector<std::string> missing_for(const SheetMap& map) const;

  /// How a map for these columns is made of that one.
  std::string way_to_map(const SheetMap& map) const;

  std::map<std::pair<std::string, int>, std::vector<std::size_t>> columns_;
  std::vector<std::string> names_;  ///< of all columns that the map knows
  const std::vector<CsvCell>& header_;
  int groups_ = 0;
  std::string doubled_;  ///< a header that counts and stands there twice; empty where there is none
};

class SheetRow {
 public:
  SheetRow(const SheetMap& map, const CsvForm& form, const SheetColumns& columns, const std::vector<CsvCell>& cells,
           int group = 0)
      : map_(map), form_(form), columns_(columns), cells_(cells), group_(group) {}

  /// The first cell that says it, as it stands there; null where there is no such column, or the cell is empty. In a
  /// group that has no such column none, but for the day: what is said once is of the objective.
  const CsvCell* cell(std::string_view word) const;

  /// Whether the sheet has a column for it, in this group.
  bool has_column(std::string_view word) const;

  /// The text of a cell without blanks around it; empty where there is none.
  std::string text(std::string_view word) const;

  /// What all cells say that may hold it.
  std::vector<std::string> all_texts(std::string_view word) const;

  /// The unit as okr writes it, by the map's words: of its own cell, else of its kind's; empty where neither says one.
  std::string unit() const;

  /// The title in a cell, without the mark in front that says what the record is ("KR1: Users").
  std::string title(std::string_view word) const;

  /// Whether it says how its record is measured; that a sheet which knows progress alone tells none yet says so too.
  bool says_measure() const;

  /// Whether it says where it comes from or is to go.
  bool has_goal() const;

  /// The sheet knows no targets and tells progress, of this record perhaps none yet ("tbd").
  bool is_of_progress_alone() const;

  /// The word in a cell as okr calls it, by the map's words, else by those that always hold.
  tl::expected<std::string, CsvFault> word(std::string_view word) const;

  tl::expected<std::optional<CellNumber>, CsvFault> number(std::string_view word) const;
  tl::expected<std::optional<Date>, CsvFault> day(std::string_view word) const;
  tl::expected<std::optional<double>, CsvFault> progress() const;
  tl::expected<std::optional<double>, CsvFault> score() const;  ///< 0 to 1
  tl::expected<std::optional<int>, CsvFault> confidence() const;
  std::vector<std::string> names(std::string_view word) const;
  std::vector<std::string> people(std::string_view word) const;

  /// Parted by line ends and semicolons: the name of one team may have commas in it.
  std::vector<std::string> teams() const;

  /// The note, with its day in front where the row says one; empty where there is none.
  std::string dated_note() const;

  const SheetMap& map() const { return map_; }
  const CsvForm& form() const { return form_; }

  /// The place of a cell; of one that is not there, the place of the row's first one.
  CsvPlace place(std::string_view word) const;

 private:
  bool says_something(const CsvCell& cell) const;

  const SheetMap& map_;
  const CsvForm& form_;
  const SheetColumns& columns_;
  const std::vector<CsvCell>& cells_;
  int group_;
};

tl::unexpected<CsvFault> sheet_fault(CsvPlace place, std::string what, std::string hint);

/// What a row says of its key result: its fields, the value so far. `known` is what earlier rows said of it, or null:
/// what it is need not be said again. What found no place becomes a comment and a remark. Faults of single cells; of
/// the record as a whole its place is that of the title.
tl::expected<DraftKeyResult, CsvFault> key_result_of(const SheetRow& row, std::string_view title_word,
                                                     const Period& cycle, const DraftKeyResult* known,
                                                     std::vector<DraftRemark>& remarks);

/// The fields of an objective that a row of its own says (`is_own`), or that a key result's row says of it.
tl::expected<std::vector<DraftField>, CsvFault> objective_fields(const SheetRow& row, bool is_own);

/// Adds what is said again of a record; nothing may be said in two ways.
tl::expected<void, CsvFault> merge_fields(DraftRecord& known, const std::vector<DraftField>& again, CsvPlace place);

// --- which cycle a row of a sheet is of: by its own cell, by --cycle, by the row above, by its days ------------------

class SheetCycles {
 public:
  SheetCycles(const SheetScene& scene, const SheetMap& map) : scene_(scene), map_(map) {}

  /// By its column, else by --cycle, else the one above, else by its days where the calendar has a name for them.
  /// `place` is where a fault stands.
  tl::expected<SaidCycle, CsvFault> of(const SheetRow& row, CsvPlace place);

  /// The cycle that a row itself says; nothing where it says none.
  tl::expected<std::optional<SaidCycle>, CsvFault> said_by(const SheetRow& row) const;

  /// Remarks on which days a row's FY26 got, where okr.toml does not say when that year begins: once each way in which
  /// the sheet calls a cycle, whatever else named it before.
  void tell_days(const SheetRow& row, const SaidCycle& cycle, std::vector<DraftRemark>& remarks);

 private:
  std::string told_of(const SheetRow& row, const SaidCycle& cycle) const;
  std::optional<SaidCycle> there(std::string_view text) const;
  std::optional<SaidCycle> called(const std::string& text) const;

  const SheetScene& scene_;
  const SheetMap& map_;
  std::set<std::string> told_;      ///< what was told of their days
  std::optional<SaidCycle> above_;  ///< what the last cell of a cycle said: a merged one
};

// --- which objective a row of a sheet is below, where rows name their parents by number or title ---------------------

/// An objective of a draft, by its cycle's number and its own.
struct ObjectivePlace {
  std::size_t cycle = 0, objective = 0;

  friend bool operator==(const ObjectivePlace&, const ObjectivePlace&) = default;
};

/// Which of the parents that a row names it is.
struct FoundParent {
  ObjectivePlace objective;
  std::size_t which = 0;
};

/// By what the rows of one record know its title: its capitals and its full stop may differ, as in a newer file.
std::string folded_title(std::string_view title);

/// The first cell of a row that is not empty; null where all are.
const CsvCell* first_said(const std::vector<CsvCell>& cells);

/// "KR 1.2", "**O1**", "2.1": the mark of a row without a title.
bool is_mark_of_row(std::string_view title);

/// Objectives that rows name by their mark: "O1" is the one that "O1: Grow" said above.
class ObjectiveMarks {
 public:
  /// The title of the objective that the row names. `whose` is its cycle, and its team where it says one. A fault where
  /// the mark is that of several, or stood alone above.
  tl::expected<std::string, CsvFault> title_of(const SheetRow& row, const std::string& whose);

 private:
  std::map<std::string, std::set<std::string>> titles_;  ///< by whose they are, and by their mark
  std::map<std::string, CsvPlace> alone_;                ///< where it stood as a title
};

class SheetParents {
 public:
  /// What a row names as its parents: the whole cell may be one title, with commas in it.
  static std::vector<std::string> named_by(const SheetRow& row);

  /// Notes that the row is there: all are, before `note` is asked.
  void know(const SheetRow& row);

  /// Notes the parent that the row stands below, so that is_parent knows it: before any is asked.
  void note(const SheetRow& row);

  /// Whether another row stands below this one: names it as the first of its parents that is a row of the sheet.
  bool is_parent(const SheetRow& row) const;

  /// An objective, by its row in the cycle with that id.
  void add(const SheetRow& row, const std::string& cycle, ObjectivePlace place);

  /// Notes that the row cannot be used, and where that is told.
  void lose(const SheetRow& row, CsvPlace place);

  /// Where the first of them is told that cannot be used; nothing where none is such a row.
  std::optional<CsvPlace> lost(const std::vector<std::string>& named) const;

  /// A key result of an objective in the cycle with that id, by its row.
  void add_key_result(const SheetRow& row, const std::string& cycle, const DraftKeyResult& kr);

  /// The key result that is named so, of that cycle first.
  std::optional<DraftParent> key_result(const std::string& named, const std::string& cycle) const;

  /// The first that is an objective of the sheet, of that cycle first; empty for any.
  std::optional<FoundParent> find(const std::vector<std::string>& named, const std::string& cycle) const;

 private:
  static std::string title_in(const std::string& cycle, const std::string& title) { return cycle + "\n" + title; }

  std::set<std::string> rows_, named_;    ///< by number and title
  std::map<std::string, CsvPlace> lost_;  ///< so, too
  std::map<std::string, ObjectivePlace> by_title_, by_row_;
  std::map<std::string, DraftParent> key_results_;  ///< by number, title, title and cycle
};

// --- what a row says of its record, which has no place for it: a comment of it, and told -----------------------------

class SheetKept {
 public:
  explicit SheetKept(std::vector<DraftRemark>& remarks) : remarks_(remarks) {}

  /// Once of each record.
  void text(CsvPlace place, DraftRecord& record, std::string said);

  /// An objective has one team; the others are kept.
  void teams(const SheetRow& row, const DraftObjective& objective, DraftRecord& record);

  /// A key result is of its objective's team and level.
  void whose(const SheetRow& row, const DraftObjective& objective, DraftKeyResult& kr);

  /// An objective is measured by its key results; the values of its own row are none of them. False where it says none.
  bool measure(const SheetRow& row, DraftObjective& objective);

  /// An objective has the days of its cycle; its own are no news where they are those. A fault of a day.
  tl::expected<void, CsvFault> days(const SheetRow& row, const Period& cycle, DraftObjective& objective);

  /// The first title of a record is its own; that a row calls it otherwise is told.
  void other_title(const std::string& title, const DraftRecord& known, CsvPlace place);

  /// A record has one parent: those beside that which was found.
  void other_parents(const std::vector<std::string>& parents, std::size_t which, CsvPlace place, DraftRecord& record);

 private:
  std::vector<DraftRemark>& remarks_;
};

// --- okr import with a map: a sheet of objectives and key results, from a file into the workspace --------------------

/// Reads, checks and writes all of it or nothing; the value is the exit code. Errors: usage (options, the map, rows
/// that cannot be used, all of them said), answer_no (days that have another value), data, environment.
Result<int> import_sheet(session::Context& context, const ImportOptions& options);

/// Prints an own map, or the file of one that was checked, as it stands there; without a name what maps there are.
/// Errors: usage.
Result<int> show_map(session::Context& context, const ImportOptions& options);

}  // namespace okr::actions
