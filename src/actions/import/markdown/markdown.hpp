// SPDX-License-Identifier: MIT
// OKRs as people write them in Markdown, read into a draft: headings are cycles and objectives, items of lists and rows
// of tables key results. What a line says is line's, what a page is made of tree's, how a draft is
// written draft's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actions/import/cycle_names.hpp"
#include "actions/import/draft.hpp"
#include "actions/import/markdown/line.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/csv.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::actions {

// --- the parts of a page ---------------------------------------------------------------------------------------------

// A page of Markdown as a list of its parts, in the order of the page: headings, paragraphs, items of lists, rows of
// tables, each as plain text with its place. CommonMark by cmark; tables, front matter and wiki links, which it does
// not know, are read here. What the parts say is not known here.

enum class MarkdownSort : std::uint8_t {
  heading,
  paragraph,
  item,
  header,  ///< the first row of a table
  row,
  other,    ///< code, HTML, front matter
  too_deep  ///< what stands in more lists and quotes than are read
};

/// An address that the text of a part does not show.
struct MarkdownLink {
  std::string address;
  std::size_t at = 0;  ///< the line of the text that it stands in, of a row the cell
};

struct MarkdownPart {
  MarkdownSort sort = MarkdownSort::other;
  int level = 0;  ///< of a heading 1 to 6; else in how many lists it stands: 0, 1, 2 ...
  CsvPlace place = nowhere;
  std::string text = {};                ///< without marks, lines parted by \n
  bool is_strong = false;               ///< all of it is bold
  std::string front = {};               ///< what is bold at its front
  std::string behind = {};              ///< what is bold or in italics at its end
  std::vector<std::string> cells = {};  ///< of a header or row, as plain text
  std::vector<MarkdownLink> links = {};
  std::vector<std::string> hidden = {};  ///< comments in the text
  std::vector<std::string> notes = {};   ///< of hidden comments that speak to okr: "id=ship"
};

/// All parts of a page in UTF-8. Every text is a page; what is nested too deep is a part that says only where.
std::vector<MarkdownPart> markdown_parts(std::string_view text);

// --- markdown words --------------------------------------------------------------------------------------------------

// What headings of a page of OKRs are: the name of a cycle among other words, the names of its sections. Pure.

/// What the lines below a heading that is no record are.
enum class Section : std::uint8_t { none, objectives, key_results, initiatives, notes };

/// The text without arrows, signs and emoji.
std::string without_pictographs(std::string_view text);

/// The text without arrows, signs and emoji at its front.
std::string_view without_front_pictographs(std::string_view text);

/// "Key Results", "KRs:", "Initiatives", "Notes": nothing for any other text.
std::optional<Section> section_called(std::string_view text);

/// What else a heading within an objective calls its key results: "Metrics", "How we measure success".
bool names_key_results(std::string_view text);

/// What stands below such a heading within an objective is none of its key results, numbers or not: "Q4 outlook",
/// "Budget", "Ideas", "Notes".
bool speaks_of_else(std::string_view text);

/// "OKRs", "Our company goals": words that only say that OKRs follow; "Company" alone may say more.
bool says_only_okrs(std::string_view text);
bool says_okrs(std::string_view text);

/// "Overall: 0.7", "Overall score: 0.7" as the fact that it is of what has key results: "Score: 0.7"; empty for any
/// other line.
std::string overall_score(std::string_view line);

/// "Platform" of "Team Platform", "OKRs of our Platform team", "Team: Platform", "\u00C9quipe Platform"; empty for any other
/// text, as "Our team", "Team Q3".
std::string team_called(std::string_view text);

struct CycleHeading {
  SaidCycle cycle;
  std::string title;       ///< what else it says: "Ship it" of "Q3 2026: Ship it"; may be empty
  std::string aside = {};  ///< what it says in brackets that is no title: "draft"
};

/// The year of a heading where it does not matter which.
inline constexpr const char* any_year = "2000";

/// The cycle that a heading names: alone, beside words that only say that there are OKRs or how far they are
/// ("Archive:"), or in front of a title. `year` is that of the heading above, for one that is only "Q3". A year beside
/// which a part of one stands ("Summer 2026") is not meant as a whole, and of two cycles none is meant.
std::optional<CycleHeading> cycle_heading(std::string_view text, FiscalYear fiscal_year, const std::string& year = {});

/// The cycles that the headings above name.
class CyclesAbove {
 public:
  explicit CyclesAbove(FiscalYear fiscal_year) : fiscal_year_(fiscal_year) {}

  /// A heading of that level that names one.
  void add(int level, const SaidCycle& said);

  /// The one that is given for the whole page, where its id says its dates.
  void add_given(const std::string& id);

  /// A heading of that level ends those of its level and deeper ones.
  void end(int level);

  /// "Q3" below "H2 2026", "July" below "2026": as a part of the nearest one that it lies in. Of a cycle that is no year
  /// only where `may_be_short`, and a week of none.
  std::optional<CycleHeading> part(std::string_view text, bool may_be_short) const;

  struct Above {
    int level;  ///< 0 of the one that is given
    SaidCycle cycle;
  };

  /// The nearest heading that a heading of that level stands below.
  std::optional<Above> around(int level) const;

 private:
  FiscalYear fiscal_year_;
  std::vector<Above> above_;
};

/// How a heading would be read that names a cycle among other words: "Q3 2026: Closed beta" of "Closed beta - Q3 2026";
/// empty where none stands in it.
std::string readable_heading(std::string_view text, FiscalYear fiscal_year);

/// What team_called says, but for "Team OKR - Shared goal", which names none.
std::string team_of_heading(std::string_view text);

/// "Q3/26", "Summer 2026", "Current quarter": a stretch of time, whichever, with hardly a word beside it.
bool looks_like_period(std::string_view text);

// --- the language of a page ------------------------------------------------------------------------------------------

/// How numbers and quarters are meant in the language of a text, as far as its words show it.
struct Tongue {
  bool has_decimal_commas = false;  ///< German, French, Spanish, ...: "1.500" may be 1500 and "1,500" one and a half
  bool has_trimestres = false;      ///< French, Spanish, Portuguese, Italian: "T3" is a quarter
};
Tongue tongue_of(std::string_view text);

/// All that a page says, its columns as labels ("Meta:").
std::string text_of_page(const std::vector<MarkdownPart>& parts);

// --- markdown ahead --------------------------------------------------------------------------------------------------

// What stands below a part of a page: whether a heading is an objective, and an item one, shows only there. Pure.

/// What a part says; one whose front is a mark and bold ("**KR1.1** Weekly users"), or in a heading ("O1 Delight"), as
/// if a colon stood behind it; in front of a mark no picture counts, and facts that emphasis parts from the title are
/// set off.
MarkdownLine line_of(const MarkdownPart& part, const CsvForm& form);

/// Whether a list, a table or a line marked as a key result follows part `at` before the next heading, names of sections
/// passed over.
bool holds_key_results(const std::vector<MarkdownPart>& parts, std::size_t at);

/// A heading that names a cycle, alone or below a year.
bool is_cycle_heading(const MarkdownPart& part, const CsvForm& form);

/// Whether objectives are marked from part `at` to the next heading that names a cycle; in front of the first one
/// anywhere on the page.
bool has_marks(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether a list or a table stands below heading `at`, before a heading of its own level or of a cycle.
bool holds_items(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether an objective that is marked stands below heading `at`, before a heading of its own level or of a cycle.
bool holds_objectives(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether a heading below heading `at` is an objective: one that is marked, or none of a section with a list or a table.
bool holds_headed_objectives(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether an item below heading `at`, before the next one, says its measure.
bool holds_measures(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether an item or line below part `at`, before the next heading, is marked as a key result or says a measure that is
/// no fact of another, or a table has key results; or one of the list or table that is the next part.
bool says_key_results(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form,
                      bool in_next_list = false);

/// Whether key results are called so behind part `at`, before the next objective or a heading of that level or above:
/// by their own marks, by the words above them or by the header of a table.
bool marks_key_results(const std::vector<MarkdownPart>& parts, std::size_t at, int level, const CsvForm& form);

/// How many items of the list from item `at` on say a measure of their own; 0 where one of them says a number of what
/// they stand in ("Target: 9").
std::size_t count_measures(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether it is an item of a list that says a measure beside a title ("Shops: 3 of 9"): no fact, no sentence, no task
/// with a box.
bool is_measured(const MarkdownPart& item, const CsvForm& form);

/// Whether no other item than facts stands in the list of item `at`.
bool is_only_item(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether items stand in item `at`.
bool has_items_in_it(const std::vector<MarkdownPart>& parts, std::size_t at);

/// Whether a list or a table is the next part.
bool is_item_next(const std::vector<MarkdownPart>& parts, std::size_t at);

/// Whether lines below the first one of an item are marked as key results.
bool has_key_result_lines(const MarkdownPart& item);

/// What the lists of a page are, for each item of them: the items of one list are of one kind.
struct ListKinds {
  std::vector<bool> has_lines;  ///< one of its items has its key results in lines below its title
  std::vector<bool> is_nested;  ///< half of its items or more have items in them
  std::vector<bool> is_marked;  ///< one of its items is marked as an objective
};
ListKinds kinds_of_lists(const std::vector<MarkdownPart>& parts, const CsvForm& form);

/// The lists of a cycle whose objectives no heading names, but the line in front of each.
class LabelledLists {
 public:
  explicit LabelledLists(const ListKinds& lists) : lists_(lists) {}

  /// Whether paragraph `at`, below the heading of a cycle of that level, is such a line.
  bool is_label(const std::vector<MarkdownPart>& parts, std::size_t at, int cycle_level, const CsvForm& form);

 private:
  void look_at(const std::vector<MarkdownPart>& parts, std::size_t at, int cycle_level, const CsvForm& form);

  const ListKinds& lists_;
  std::size_t end_ = 0;    ///< of the cycle that was looked at last
  bool may_be_ = false;    ///< nothing else there is an objective
  std::size_t lines_ = 0;  ///< in front of lists without lists in them
};

/// A paragraph in whose lines several records are marked ("KR 1: ..."), or its key results called so, as a part each
/// with its own links; else itself.
std::vector<MarkdownPart> marked_lines(const MarkdownPart& paragraph, const CsvForm& form);

// --- tables of key results in a page: which column is what, by the words of its header. Pure -------------------------

enum class TableColumn : std::uint8_t {
  unknown,
  number,  ///< "#", "No.": says nothing
  cycle,
  objective,
  key_result,
  fact  ///< of the key result, or of its objective
};

struct TableColumns {
  std::vector<TableColumn> kinds;
  std::vector<std::string_view> facts;  ///< as fact_called names them; empty where it is none
  std::vector<std::string> names;

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t type = none, title = none;  ///< "Type" and "Title" where no column is of key results or objectives
  std::size_t text = none;  ///< what says in words what key results are whose own column has only their marks

  /// Whether its rows are key results or objectives.
  bool is_usable() const;
  bool has(TableColumn column) const;

  /// What the title of this row is of, where its type says that; nothing where it says something else.
  std::optional<TableColumns> of_row(const std::vector<std::string>& cells) const;

  /// Below an objective "Name" is a key result where "Target" stands beside it.
  void find_titles(bool is_below_objective);

  bool is_objective(std::size_t at) const { return at < kinds.size() && kinds[at] == TableColumn::objective; }
};

/// The column that says in words what the key results of these rows are, where their own has nothing but marks and no
/// other column may be it; TableColumns::none.
std::size_t text_column(const TableColumns& columns, std::span<const MarkdownPart> rows, const CsvForm& form);

/// Whether a header has a column of key results that is called so ("Metric" may be something else).
bool marks_key_results(const std::vector<std::string>& header);

/// `is_below_objective`: of a table that stands below one.
TableColumns table_columns(const std::vector<std::string>& header, bool is_below_objective);

struct TableRow {
  std::string cycle, objective;
  MarkdownLine key_result;               ///< its title may be empty: a row of the objective itself
  std::vector<std::string> unread = {};  ///< "Status: on track": cells that mean nothing here
};

/// A row, or several where the cell of its key result has several lines: the lines of another cell that has as many are
/// theirs, and cells with another number of lines are unread in the first.
std::vector<TableRow> table_rows(const TableColumns& columns, const std::vector<std::string>& cells,
                                 const CsvForm& form);

/// "Total", "Average": a row that only says something of the rows above.
bool is_total(const TableColumns& columns, const std::vector<std::string>& cells);

// --- the whole page --------------------------------------------------------------------------------------------------

/// What is read beside the page.
struct MarkdownScene {
  std::optional<std::string> cycle;  ///< the id of --cycle: where no heading names one
  FiscalYear fiscal_year;
  CsvForm form;  ///< how its numbers are written
  Date today = {};
  bool says_decimal = false;  ///< --decimal was given: nothing is doubtful
  bool says_fiscal_year = false;
};

/// The draft of a page; `draft` brings its name and text. What is not understood becomes a comment of the record it
/// stands by and a remark; an objective without a cycle, a key result without an objective is a fault.
Draft draft_of_markdown(const MarkdownScene& scene, Draft draft);

/// True for a file that is imported as Markdown: by its ending, or as --markdown says.
bool is_markdown(const ImportOptions& options);

/// For `okr import okrs.md`. Errors: usage (an option of sheets), those of write_draft.
Result<int> import_markdown(session::Context& context, const ImportOptions& options);

// --- the records it is read into -------------------------------------------------------------------------------------

// The records that a page of Markdown is read into, and which of them what comes next belongs to: the cycle, objective
// and key result that stand last. What a part of the page is, is page's to tell.

/// What an objective began as: it ends where the next thing of its kind begins.
enum class ObjectiveForm : std::uint8_t { none, heading, paragraph, item };

class PageRecords {
 protected:
  PageRecords(const MarkdownScene& scene, Draft draft) : scene_(scene), draft_(std::move(draft)) {}

  DraftCycle* cycle();
  /// What follows is of the last cycle of that id; false where there is none.
  bool select_cycle(std::string_view id);

  DraftObjective* objective();
  void begin_objective(DraftObjective begun, const MarkdownLine& said);
  /// What follows is of this one of the cycle.
  void select_objective(std::size_t index);
  /// The objectives of this cycle that a row names by their title, else by their mark where one of both says no more
  /// ("O1") or their titles have words in common: all those of the shorter one where the row may be of an objective of
  /// its own, for it `has_key_result`. Those of the team (may be empty), else all, where no team is said. Several cannot
  /// be told apart, but of those with one title there is the first.
  std::vector<std::size_t> objectives_called(const MarkdownLine& said, const std::string& team, bool has_key_result);
  DraftKeyResult* key_result();

  void fault(CsvPlace place, Code code, std::string what, std::string mend);

  /// Of the record that stands above; of the first objective of a section what stands in front of it.
  std::vector<std::string>& comments_here();

  /// Kept as a comment of the record it stands by, and listed; in front of all records of the first cycle.
  void not_understood(const MarkdownPart& part, const std::string& text);
  /// The part as a whole, as it is written.
  void not_understood(const MarkdownPart& part);

  void begin_cycle(DraftCycle begun);

  /// Opens the cycle of --cycle, where no heading named one; a fault, told once, where none is known.
  bool has_some_cycle(const MarkdownPart& part);

  void end_objective();

  /// What is said of a key result may stand in lines below: its kind is known at the end.
  void begin_key_result(DraftKeyResult begun, MarkdownLine said);
  MarkdownLine& key_result_line() { return lines_.back().said; }
  LineFacts& key_result_facts() { return key_result_line().facts; }
  /// The key result that stands last has a number that cannot be used: nothing of it is written.
  void leave_out_key_result() { lines_.back().is_left_out = true; }
  /// Which one of the page it is.
  std::size_t count_key_results() const { return lines_.size(); }

  /// Adds an initiative to the key result, else the objective, that stands above. One that was given up, or has no
  /// title, is kept as a comment.
  void add_initiative(const MarkdownPart& part, MarkdownLine said);

  /// The addresses of a line beside those of its part, and all of them into a record.
  void take_links(const MarkdownLine& said);
  void set_links(DraftRecord& record);

  /// An address is a link of what stands above, whose record takes it.
  bool takes_address(std::string_view text);
  void keep_unread(const MarkdownPart& part, const std::vector<std::string>& texts);

  /// Addresses that no record took.
  void keep_links(const MarkdownPart& part);

  /// A record of which a hidden note of `okr export md` says everything but the title; false where the note is none of
  /// these.
  bool read_noted(const MarkdownPart& part, const std::vector<DraftField>& note);

  /// What was read, when the page is at its end.
  Draft finished();

  const MarkdownScene& scene_;
  Draft draft_;
  bool has_cycle_ = false, has_key_result_ = false;
  std::size_t cycle_ = 0, objective_ = 0;  ///< which of the draft, and which of that cycle
  bool is_noted_ = false;                  ///< `okr export md` wrote it
  ObjectiveForm form_ = ObjectiveForm::none;
  int level_ = 0;  ///< of the heading of the objective, or that it stands below as a line; 0 where it has none
  Section section_ = Section::none;
  std::string readable_;             ///< how the last heading would be read that names a cycle among other words
  std::vector<MarkdownLink> links_;  ///< of the part that is read, and not yet of a record
  bool keeps_in_front_ = false;      ///< a section has begun, and no objective of it
  std::vector<std::string> in_front_;

 private:
  struct KeyResultLine {
    std::size_t cycle, objective, key_result;
    MarkdownLine said;
    bool is_left_out = false;
  };

  std::vector<std::size_t> objectives_like(const std::string& of_team, const auto& is_it);
  bool take_owner_of_initiative(std::string_view line, LineFacts& facts) const;
  bool begin_noted_cycle(const MarkdownPart& part, const std::vector<DraftField>& note);
  bool begin_noted_objective(const MarkdownPart& part, const std::vector<DraftField>& note);
  bool add_noted_key_result(const MarkdownPart& part, const std::vector<DraftField>& note);
  bool add_noted_checkin(const MarkdownPart& part, const std::vector<DraftField>& note);
  bool add_noted_kpi(const MarkdownPart& part, const std::vector<DraftField>& note);

  bool is_empty(const DraftCycle& of) const;
  void move_comments_to_cycles();

  std::map<std::pair<std::size_t, std::size_t>, std::string> numbers_;  ///< of objectives: "1" of "O1:"
  std::vector<std::string> waiting_;                                    ///< what stood in front of all cycles
  std::vector<KeyResultLine> lines_;
  bool says_no_cycle_ = false;
};

// --- notes that `okr export md` writes -------------------------------------------------------------------------------

// The hidden comments that `okr export md` writes behind its records: their keys as an inline table of TOML without its
// braces. Taken apart and made a draft; pure.

/// The keys of "id = "users", target = 400", each with its value as TOML; none of a text of any other form.
std::vector<DraftField> note_fields(std::string_view note);

/// A text of TOML without quotes and escapes; other values as they are written.
std::string plain_text(std::string_view toml);

/// Puts what a note says of a key result into it: its fields, and its result. A key that no such record has is kept as
/// a comment and remarked on.
void put_note(const std::vector<DraftField>& note, DraftKeyResult& kr, std::vector<DraftRemark>& remarks);

/// Puts what a note says of a cycle into it; of one that is closed [result] as it stood.
void put_note(const std::vector<DraftField>& note, DraftCycle& cycle, std::vector<DraftRemark>& remarks);

/// What a note says of a check-in: the name of its file, and all of it.
DraftCheckin checkin_of(const std::vector<DraftField>& note, CsvPlace place);

/// Puts what a note says of a KPI into it: its fields, and readings of days and periods.
void put_note(const std::vector<DraftField>& note, FiscalYear fiscal_year, DraftKpi& kpi,
              std::vector<DraftRemark>& remarks);

/// Puts what a note says of an objective into it.
void put_note(const std::vector<DraftField>& note, DraftObjective& objective, std::vector<DraftRemark>& remarks);

// --- a line as the fields of a draft ---------------------------------------------------------------------------------

// From what a line says to the fields of a draft: which kind of key result it is, its values and its result. Where the
// line stood, and which objective it belongs to, is not known here.

/// What objectives and key results take alike: owner, tags, weight, why.
void set_common(DraftRecord& record, const LineFacts& facts);

/// A title on one line, without what a terminal would obey.
std::string title_text(std::string text);

/// One item more of a list of TOML.
void add_to_list(DraftRecord& record, std::string_view key, const std::string& toml);

/// One initiative more: a text, or { title, owner, done, link } where an owner, a box or an address is said; what else
/// it says stays in its title.
void add_initiative(DraftRecord& record, const MarkdownLine& said, const std::string& link);

/// The days that a value may be of.
struct DraftDays {
  std::optional<Date> last;  ///< of its cycle; nothing where that is not known
  Date today;
};

/// The fields, readings and result of a key result whose title and place are known. A target makes it a number, a bound
/// a hold, a percentage beside no other number a percent, a box done or not, a lone score one that is graded by hand;
/// nothing of these a draft, which is remarked on, as is what is kept as a comment. Where the last day of its cycle is
/// over a number from 0 to 1 may be how it was scored.
void finish_key_result(DraftKeyResult& kr, MarkdownLine said, const DraftDays& days, std::vector<DraftRemark>& remarks);

}  // namespace okr::actions
