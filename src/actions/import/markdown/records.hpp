// SPDX-License-Identifier: MIT
// The records that a page of Markdown is read into, and which of them what comes next belongs to: the cycle, objective
// and key result that stand last. What a part of the page is, is page's to tell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actions/import/draft.hpp"
#include "actions/import/markdown/line.hpp"
#include "actions/import/markdown/markdown.hpp"
#include "actions/import/markdown/parts.hpp"
#include "actions/import/markdown/words.hpp"

namespace okr::actions {

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
