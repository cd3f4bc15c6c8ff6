// SPDX-License-Identifier: MIT
// Walks a page and decides what each heading, item, paragraph and table is: cycle, objective, key result, comment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actions/import/markdown/below.hpp"
#include "actions/import/markdown/line.hpp"
#include "actions/import/markdown/markdown.hpp"
#include "actions/import/markdown/parts.hpp"
#include "actions/import/markdown/records.hpp"
#include "actions/import/markdown/table.hpp"
#include "actions/import/markdown/words.hpp"

namespace okr::actions {

/// What an item of a list is, for those in it.
enum class Role : std::uint8_t {
  objective,
  key_result,
  measure,  ///< of the key result above, which says none itself
  initiative,
  section,
  other
};

struct ItemRole {
  int level = 0;
  Role role = Role::other;
  Section section = Section::none;
  std::optional<DraftParent> self = {};  ///< of an objective
};

/// A heading that is no record, and whose words are of the records below it.
struct WordsAbove {
  int level = 0;
  std::string text;
  bool is_group = false;  ///< of key results in an objective
  bool is_kept = false;   ///< a record has them
};

inline constexpr int level_of_lines = 7;  ///< of words that stand below all headings

/// What each part of a page is, from the first to the last.
class PageReader : private PageRecords {
 public:
  /// `draft` has the text and its name.
  PageReader(const MarkdownScene& scene, Draft draft);

  /// What was read.
  Draft draft();

 private:
  void read(const MarkdownPart& part);

  // --- records -------------------------------------------------------------------------------------------------------

  /// A section that is none of OKRs.
  bool is_passed_over() const { return section_ == Section::notes && form_ == ObjectiveForm::none; }

  void begin_cycle(const MarkdownPart& part, CycleHeading said);

  /// "title: Q3 2026 OKRs" in front of a page none of whose headings names a cycle, "Quarter: Q3 2026" anywhere on it, or
  /// its first line.
  void begin_cycle_of_properties();
  std::optional<CycleHeading> cycle_of_line(const MarkdownPart& part, std::string_view line) const;

  /// "Q1 2026 (0.63)", "Q1 2026 - final score 0.63"
  static std::optional<double> score_beside_cycle(std::string_view title, const CsvForm& form);

  /// "Hire [70 %]": nothing else beside the title of an objective is a percentage.
  static bool is_how_far(const MarkdownLine& said);

  void begin_objective(const MarkdownPart& part, const MarkdownLine& said, ObjectiveForm form, int level);

  /// A new one, or that of the rows above which called it only by its mark ("O1").
  void begin_or_name_objective(DraftObjective begun, const MarkdownLine& said);

  /// "(6/10)" behind a title, from 0 to 1: an objective has no number of its own.
  static std::optional<double> share_beside(const MarkdownLine& said);

  /// "Objective:" that nothing stands behind and nothing of an objective below.
  bool is_empty_label(const MarkdownLine& said) const;

  /// Whether the next part can be the title of what says none: a paragraph that is no label, or a list of one item in
  /// front of key results that are called so.
  bool is_title_below() const;

  /// "Objective" as a heading, and its title in the paragraph below.
  void take_title_below(std::vector<MarkdownLine>& lines);

  void take_objective_facts(const MarkdownLine& said);

  // --- key results ---------------------------------------------------------------------------------------------------

  void begin_key_result(const MarkdownPart& part, MarkdownLine said);

  /// "KR1" may have its title in the paragraph below.
  void begin_key_result_of_heading(const MarkdownPart& part, const MarkdownLine& said);

  /// What stands below a heading or paragraph is of this key result; `level` is that of its heading.
  void open_key_result(int level);

  /// "KR:" and "Key result 1" without a title, in front of items that have measures or tables: those are its key results.
  bool is_label_of_key_results(const MarkdownLine& said) const;
  void begin_labelled_key_results(const MarkdownPart& part, const MarkdownLine& said);

  /// "1.000" that is read as 1, and "2,5" that is not read, once.
  void hint_at_decimal(std::string_view text, CsvPlace place);

  /// What the last key result took from a text: where its language has decimal commas, "50.000" of it may be 50 or
  /// 50000, which is a fault; else it is hinted at.
  void settle_decimals(std::string_view text, CsvPlace place);
  const Tongue& tongue();

  // --- headings ------------------------------------------------------------------------------------------------------

  void read_heading(const MarkdownPart& part);

  /// A heading that is no record and names no section.
  void read_other_heading(const MarkdownPart& part);

  /// The title of a page: no other heading stands beside its first one.
  bool is_title_of_page(const MarkdownPart& part) const;

  /// The cycle that a heading names, whole or as a part of one above.
  std::optional<CycleHeading> cycle_of_heading(const MarkdownPart& part);

  void begin_cycle_of_heading(const MarkdownPart& part, CycleHeading said);

  /// A cycle whose name says FY where nothing says when that year begins: the first of a page is that of --cycle, else
  /// it is the calendar's, and that is told; so is a quarter "T3" in a page whose language may have thirds.
  void settle_fiscal_year(const MarkdownPart& part, std::string_view name, SaidCycle& said);

  void begin_section(const MarkdownPart& part, Section section);

  /// Beside the heading of a cycle whose objectives stand below it, what follows is of the cycle above both.
  void return_to_cycle_above(const MarkdownPart& part);

  /// "Q3" in an objective, or "Q3 review", without an objective below: what is told there is no plan.
  bool is_told_of_period(const MarkdownPart& part);

  /// A heading with objectives of its own, where that of a cycle stands, must not leave them in the cycle above: it
  /// names another one in words that are not known.
  bool stands_for_a_cycle(const MarkdownPart& part) const;

  // --- words above records -------------------------------------------------------------------------------------------

  /// Whether the heading of a section leaves the objective above. Key results are of it, whatever the level of their
  /// heading; so are its other sections beside a heading that says only "Objective".
  bool ends_objective(const MarkdownPart& part, Section section) const;

  /// A heading below that of the key results of an objective.
  bool is_group_of_key_results(const MarkdownPart& part) const;

  /// Its words become a comment of each key result below it.
  void begin_group(const MarkdownPart& part, int level);

  /// A heading without a mark, deeper than an objective that has one, or than the heading above the line that is one.
  bool is_part_of_objective(const MarkdownPart& part) const;

  /// Where an item or row below it has a measure they are key results, else all of it is a comment of the objective;
  /// so it is where others of the objective are marked as its key results, and neither the heading nor these are.
  void begin_part_of_objective(const MarkdownPart& part);

  /// Whether something of the objective is marked as its key results.
  bool has_marked_key_results();

  /// What section_called says; notes where a line in an objective that has key results speaks_of_else.
  std::optional<Section> section_within(std::string_view text);

  /// A heading below that of a key result: its items are of that, initiatives where they are none of its facts.
  bool is_part_of_key_result(std::optional<Section> section) const;
  void begin_part_of_key_result(const MarkdownPart& part, std::optional<Section> section);

  /// A heading that is no record: of each objective below it, else of what it stands by.
  void keep_heading(const MarkdownPart& part);

  bool stands_above_objectives(const MarkdownPart& part) const;

  void keep_words_above(DraftObjective& of);
  void keep_group(DraftKeyResult& kr);

  /// A heading of that level ends those of its level and deeper ones.
  void end_words_above(int level);

  void leave_out(const MarkdownPart& part);

  /// "Backlog", "Cancelled": all that stands below it is a comment of what stands above.
  void begin_unpursued(const MarkdownPart& part);

  /// What to write instead of words that name no cycle.
  std::string way_to_name_cycle(std::string_view text) const;

  /// What stands below such headings, up to the next one of their level or of a cycle.
  bool is_left_out(const MarkdownPart& part);

  /// Quarters and halves are; a month has objectives of its own, and is none itself.
  bool may_be_part_of_cycle(const MarkdownPart& part);

  bool may_hold_key_results() const;

  // --- paragraphs ----------------------------------------------------------------------------------------------------

  void read_paragraph(const MarkdownPart& part);

  void read_text(const MarkdownPart& part);

  /// The last lines of a part.
  void read_lines(const MarkdownPart& part, const std::vector<std::string>& lines);

  /// "Initiatives" as the last line of a paragraph in front of a list, or of an item that the next one stands beside.
  std::optional<Section> section_behind(const MarkdownPart& part, const std::vector<std::string>& lines);

  void begin_section_of_line(const MarkdownPart& part, const std::string& line, Section section);

  /// What of a line is no fact that what stands above can take; empty where all of it is.
  std::string without_facts(std::string_view line, CsvPlace place);

  /// A paragraph that stands for a heading.
  bool opens_something(const MarkdownPart& part);

  /// Alone, or as a part of the one that the last heading names.
  std::optional<CycleHeading> cycle_named(std::string_view text, bool may_be_short) const;

  static bool says_another(const std::optional<double>& there, const std::optional<double>& said);

  /// A fact of what stands above: of a key result, of an objective, the score of a cycle.
  bool takes_fact(std::string_view line, CsvPlace place);

  bool takes_fact_of_key_result(std::string_view line, CsvPlace place);

  /// What `take` takes of a line of this part into the key result above.
  bool takes(Takes take, std::string_view line);

  /// "0 -> 400" alone is how far the key result above it is to go.
  bool takes_range(std::string_view line, CsvPlace place);

  /// A whole day alone is that of the value above it.
  bool takes_day(std::string_view line);

  // --- lists ---------------------------------------------------------------------------------------------------------

  void read_item(const MarkdownPart& part);

  void read_initiative(const MarkdownPart& part, MarkdownLine said);

  /// "Shops: 3 of 9" below "KR2: Grow": what the key result above, which says no number, is measured by. Of several
  /// below its heading none is, and that is told; in an item only one that stands alone, for others are steps.
  bool is_measure_of_key_result(const MarkdownPart& part);
  void take_measure_of_item(const MarkdownPart& part, const MarkdownLine& said);

  /// An item with its key results in lines below its title; in another one it is aligned to that.
  void begin_objective_of_lines(const MarkdownPart& part);

  /// Whether this item and those beside it are objectives, for one of them has its key results in lines.
  bool has_objectives_in_lines() const;

  /// Whether the list that follows has this paragraph for its objective.
  bool is_label_of_list(const MarkdownPart& part);

  Role role_of(const MarkdownPart& part, const MarkdownLine& said);

  /// Whether an item may be an objective by what stands in it: no heading above is one.
  bool may_be_above_key_results();

  /// Items in an item: what they are follows from it.
  Role role_inside(const ItemRole& outer, const MarkdownPart& part, const MarkdownLine& said);

  /// Takes "Owner: ana, due 30 Sep 2026" where a record stands above. What of it cannot be used is kept as a comment,
  /// as is what else a key result may say of itself ("Stretch: 500"); but "Goal: be loved" may be the title of one.
  bool is_fact(const MarkdownPart& part, const MarkdownLine& said, bool is_in_key_result);

  static bool may_be_title(std::string_view text, const MarkdownLine& said);

  // --- tables --------------------------------------------------------------------------------------------------------

  void read_header(const MarkdownPart& part);

  void read_row(const MarkdownPart& part);

  void read_row(const MarkdownPart& part, TableRow row, bool is_one_of_several);

  /// A row without a key result is the objective's own.
  void add_to_objective(const MarkdownPart& part, const TableRow& row);

  /// False where it may be one or the other: a fault.
  bool begin_objective_of_row(const MarkdownPart& part, const MarkdownLine& said);

  std::vector<MarkdownPart> parts_;
  std::size_t at_ = 0;
  bool is_marked_ = false;           ///< objectives of this cycle are written as such: "O1:"
  bool is_key_result_open_ = false;  ///< it began as a heading or paragraph: what stands below it is of it
  int key_result_level_ = 0;         ///< of that heading
  int heading_level_ = 0;            ///< of the last heading; 0 where that is of a cycle or the page
  std::string team_;
  CyclesAbove above_;       ///< the heading that is read
  CyclesAbove last_above_;  ///< as they stood behind the last heading that named a cycle: for tables and paragraphs
  int team_level_ = 0;      ///< of the heading of a team whose objectives stand deeper; 0 where they do not
  bool hints_at_decimal_ = false;
  int cycle_level_ = 0;                ///< of the heading of the cycle; 0 where it has none
  bool has_objectives_below_ = false;  ///< that heading: none beside it
  std::string called_as_given_;        ///< the fiscal name that is the cycle of --cycle
  std::set<std::string> fiscal_years_told_;
  int left_out_level_ = 0;         ///< of a heading that was refused, or that names_unpursued; 0 for none
  bool is_left_out_kept_ = false;  ///< what stands below that one is kept as comments
  int section_level_ = 0;          ///< of the heading of the section
  int other_level_ = 0;            ///< of a heading that speaks_of_else, whose deeper ones do too; 0 for none
  int key_results_level_ = 0;      ///< of a heading "Key results" below that of the objective; 0 for none
  std::size_t objective_at_ = 0;   ///< the part that began the objective
  std::optional<bool> has_marked_key_results_ = {};  ///< of the objective; nothing: not yet looked at
  std::size_t undecided_ = 0;  ///< the number of the key result whose items below it have no measure for it
  std::optional<Tongue> tongue_ = {};
  bool is_labelled_ = false;  ///< the heading of the objective says only "Objective"
  std::vector<WordsAbove> words_above_;
  ListKinds lists_;
  LabelledLists labels_{lists_};
  std::vector<ItemRole> roles_;
  TableColumns columns_;
  std::vector<std::pair<std::size_t, std::size_t>> marks_of_rows_;  ///< objectives, of which rows say only "O1" so far
};

}  // namespace okr::actions
