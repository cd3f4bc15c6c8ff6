// SPDX-License-Identifier: MIT
#include "actions/import/sheet/sheet.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "actions/import/opening.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::actions {
namespace {

using Done = tl::expected<void, CsvFault>;

/// The cycles of the rows, and their objectives as they come.
class SheetReader {
 public:
  SheetReader(const SheetScene& scene, const SheetMap& map, const CsvForm& form, const SheetTable& table, Draft draft)
      : map_(map),
        form_(form),
        table_(table),
        columns_(map, table.header),
        cycles_(scene, map),
        draft_(std::move(draft)),
        kept_(draft_.remarks) {}

  Result<Draft> whole() {
    const bool is_nothing = table_.rows.empty() && table_.faults.empty();
    if (!is_nothing || !table_.header.empty()) TRY(columns_.check(map_, form_, draft_.name));
    if (is_nothing)
      return usage_failure(fmt::format("{} holds no row", safe_for_terminal(draft_.name)), "nothing was written");
    TRY(columns_.check_progress(map_, form_, table_.rows, draft_.name));
    TRY(columns_.check_points(form_, table_, draft_.name));
    for (const CsvFault& fault : table_.faults) note(fault);
    draft_.is_whole = table_.is_whole;
    note_parents();
    const bool is_titled = columns_.find("title").has_value();
    for (const auto& cells : table_.rows) settle(is_titled ? take_typed(cells) : take_plain(cells));
    if (is_titled)
      for (const auto& cells : table_.rows) settle(take_typed_key_result(cells));
    align();
    remark_on_progress();
    std::erase_if(draft_.cycles, [](const DraftCycle& cycle) { return cycle.objectives.empty(); });
    remark_on_the_rest();
    return std::move(draft_);
  }

 private:
  /// An objective whose row names parents.
  struct Aligned {
    ObjectivePlace objective;
    std::vector<std::string> parents;
    std::string cycle;
    CsvPlace place;  ///< of the cell that names them
  };

  /// The objective above a row; or where it stands, and cannot be used.
  struct Above {
    std::optional<ObjectivePlace> last;
    std::optional<CsvPlace> lost;
  };

  /// What an objective's own row says of how far it is.
  struct OwnNumber {
    ObjectivePlace objective;
    CsvPlace place;
    std::string text;
  };

  void note(const CsvFault& fault) { draft_.faults.push_back(shown(diagnostic_of(Code::E107, fault, {}))); }

  /// With the line and the length of its cell.
  Diagnostic shown(Diagnostic fault) const {
    fault.line_text = draft_.text.line(fault.place.line);
    const std::size_t behind = count_characters(fault.line_text) + 1;
    const auto left = static_cast<std::uint32_t>(behind - std::min<std::size_t>(fault.place.column, behind));
    fault.length = std::clamp(length_at({fault.place.line, fault.place.column}), 1U, std::max(left, 1U));
    return fault;
  }

  /// Of the cell that stands there; objects of JSON are pointed at.
  std::uint32_t length_at(const CsvPlace& place) const {
    const auto row = std::ranges::lower_bound(table_.rows, place.line, {}, [](const auto& cells) {
      return cells.back().place.line;  // a cell may end further down
    });
    if (row == table_.rows.end() || (row->size() > 1 && row->at(0).place == row->at(1).place)) return 1;
    const auto cell = std::ranges::find(*row, place, &CsvCell::place);
    return cell == row->end() ? 1 : length_of(*cell);
  }

  void settle(const Done& done) {
    if (!done) note(done.error());
  }

  SheetRow row_of(const std::vector<CsvCell>& cells, int group = 0) const {
    return SheetRow(map_, form_, columns_, cells, group);
  }

  // --- what the rows say together

  /// Objectives whose parents are objectives or key results of the sheet too, wherever they stand in it.
  void align() {
    for (const Aligned& one : aligned_) {
      DraftObjective& objective = objective_at(one.objective);
      for (std::size_t which = 0; which < one.parents.size() && !objective.parent; ++which) {
        objective.parent = parent_called(one.parents[which], one.cycle);
        if (objective.parent) kept_.other_parents(one.parents, which, one.place, objective);
      }
      if (!objective.parent) kept_.text(one.place, objective, "Parent: " + one.parents.front());
    }
  }

  std::optional<DraftParent> parent_called(const std::string& named, const std::string& cycle) {
    const auto found = parents_.find({named}, cycle);
    if (!found) return parents_.key_result(named, cycle);
    const DraftObjective& objective = objective_at(found->objective);
    return DraftParent{objective.place, objective.title};
  }

  /// An objective is as far as its key results are: what its row says of that has no place; beside some it is no news.
  void remark_on_progress() {
    std::vector<CsvPlace> others;
    for (const OwnNumber& own : own_numbers_) {
      const DraftObjective& objective = objective_at(own.objective);
      if (objective.key_results.empty())
        draft_.remarks.push_back(
            {own.place, fmt::format("'{}' has no key result: its {} is left out", safe_for_terminal(objective.title),
                                    safe_for_terminal(own.text))});
      else
        others.push_back(own.place);
    }
    if (!others.empty())
      draft_.remarks.push_back(
          {others.front(),
           fmt::format("how far objectives are follows from their key results: what {} of it is left out",
                       counted(others.size(), "row says", "rows say"))});
  }

  void remark_on_the_rest() {
    if (const auto names = columns_.left_over(table_.rows); !names.empty())
      draft_.remarks.push_back({table_.header.front().place, fmt::format("columns left out: {}", join(names, ", "))});
    for (const auto& [type, count] : left_out_)
      draft_.remarks.push_back(
          {table_.header.front().place,
           fmt::format("{} of type '{}' left out", counted(count, "row"), safe_for_terminal(type))});
  }

  std::size_t cycle_index(const SheetRow& row, const SaidCycle& said, CsvPlace place) {
    cycles_.tell_days(row, said, draft_.remarks);
    const auto known = std::ranges::find(draft_.cycles, said.id, &DraftCycle::id);
    if (known != draft_.cycles.end()) return static_cast<std::size_t>(known - draft_.cycles.begin());
    DraftCycle cycle;
    cycle.id = said.id;
    cycle.place = place;
    if (!said.says_dates)
      cycle.fields = {{"start", store::toml_date(said.period.first)}, {"end", store::toml_date(said.period.last)}};
    draft_.cycles.push_back(std::move(cycle));
    periods_.push_back(said.period);
    return draft_.cycles.size() - 1;
  }

  DraftObjective& objective_at(ObjectivePlace place) { return draft_.cycles[place.cycle].objectives[place.objective]; }

  tl::unexpected<CsvFault> lost_above(CsvPlace place, CsvPlace lost) const {
    if (totals_.contains(lost))
      return sheet_fault(place, "this row says no objective",
                         fmt::format("fill its cell: line {} above counts others together and is none", lost.line));
    return sheet_fault(place, "the objective above this row cannot be used",
                       fmt::format("line {} says why", lost.line));
  }

  // --- rows that name their objective

  /// The objective of the row: a new one, or one that was named before, of that team.
  tl::expected<ObjectivePlace, CsvFault> objective_of(const SheetRow& row, bool is_own) {
    if (row.text("objective").empty()) {
      if (map_.above && last_) return *last_;
      if (map_.above && lost_) return lost_above(row.place("key-result"), *lost_);
      return sheet_fault(row.place("key-result"), "this row says no objective",
                         map_.above ? "fill its cell: no row above says one"
                                    : "fill its cell; `above = true` below [rows] of a map takes the one above");
    }
    const auto above = std::exchange(last_, std::nullopt);
    const CsvPlace place = row.place("objective");
    lost_ = place;
    TRY_ASSIGN(const auto said, cycles_.of(row, place));
    TRY_ASSIGN(auto fields, objective_fields(row, is_own));
    const std::size_t cycle = cycle_index(row, said, place);
    TRY_ASSIGN(const auto title, marks_.title_of(row, said.id + "\n" + field_of(fields, "team")));
    std::vector<ObjectivePlace>& all = by_title_[fmt::format("{}\n{}", said.id, folded_title(title))];
    auto meant = of_team(all, field_of(fields, "team"), above);
    if (meant) kept_.other_title(title, objective_at(*meant), place);
    if (meant)
      TRY(merge_fields(objective_at(*meant), fields, place));
    else
      all.push_back(meant.emplace(begun(cycle, title, place, std::move(fields))));
    kept_.teams(row, objective_at(*meant), objective_at(*meant));
    lost_.reset();
    return *(last_ = meant);
  }

  /// Of the objectives of one title that of the team; where one of the two says no team the one above, else the first.
  std::optional<ObjectivePlace> of_team(const std::vector<ObjectivePlace>& all, const std::string& team,
                                        const std::optional<ObjectivePlace>& above) {
    std::optional<ObjectivePlace> meant;
    for (const ObjectivePlace& place : all) {
      const std::string there = objective_at(place).field("team");
      if (there == team) return place;
      if ((team.empty() || there.empty()) && (!meant || place == above)) meant = place;
    }
    return meant;
  }

  ObjectivePlace begun(std::size_t cycle, const std::string& title, CsvPlace place, std::vector<DraftField> fields) {
    DraftObjective objective;
    objective.title = title;
    objective.place = place;
    objective.fields = std::move(fields);
    std::vector<DraftObjective>& objectives = draft_.cycles[cycle].objectives;
    objectives.push_back(std::move(objective));
    return {cycle, objectives.size() - 1};
  }

  /// What counts others together, or says "KR 1.2" and nothing of what is measured, is no record.
  static bool is_no_record(const SheetRow& row, std::string_view title, bool is_key_result) {
    return is_title_of_total(title, row.has_goal()) || (is_key_result && is_mark_of_row(title));
  }

  /// A row that is no record, and that is told.
  bool is_left_out_as_none(const SheetRow& row, std::string_view title_word, bool is_key_result) {
    return is_left_out_as_none(row, row.text(title_word), row.place(title_word), is_key_result);
  }

  /// The same of a row without a title whose first word it is: in the column of the cycle, or of a number.
  bool is_left_out_as_total(const SheetRow& row, const std::vector<CsvCell>& cells) {
    const CsvCell* first = first_said(cells);
    return first && is_left_out_as_none(row, trim(first->text), first->place, false);
  }

  bool is_left_out_as_none(const SheetRow& row, std::string_view title, CsvPlace place, bool is_key_result) {
    if (!is_no_record(row, title, is_key_result)) return false;
    const bool is_total = is_title_of_total(title, row.has_goal());
    draft_.remarks.push_back({place, fmt::format("'{}' is {}: left out", safe_for_terminal(title),
                                                 is_total ? "no record but counts others together"
                                                          : "a mark and says nothing of what is measured")});
    return true;
  }

  /// The rows below are of the objective that it names, or of none.
  Done take_objective_of_total(const SheetRow& row, bool is_own) {
    if (is_own) {
      last_.reset();
      lost_ = row.place("objective");
      totals_.insert(*lost_);
    } else if (row.cell("objective")) {
      TRY_ASSIGN([[maybe_unused]] const auto objective, objective_of(row, false));
    }
    return {};
  }

  Done take_plain(const std::vector<CsvCell>& cells) {
    const SheetRow row = row_of(cells);
    const bool is_own = !row.cell("key-result");
    if (is_left_out_as_none(row, is_own ? "objective" : "key-result", !is_own))
      return take_objective_of_total(row, is_own);
    if (is_own && !row.cell("objective") && is_left_out_as_total(row, cells)) return {};
    if (is_own && !row.cell("objective") && columns_.groups() == 0)
      return sheet_fault(cells.front().place, "this row names no objective and no key result",
                         "fill it in, or take it out");
    TRY_ASSIGN(const auto objective, objective_of(row, is_own));
    if (columns_.groups() == 0) {
      if (is_own) return add_note_of(row, objective);
      return done(add_key_result(row, "key-result", objective));
    }
    for (int group = 1; group <= columns_.groups(); ++group)
      if (const SheetRow part = row_of(cells, group);
          part.cell("key-result") && !is_left_out_as_none(part, "key-result", true))
        settle(done(add_key_result(part, "key-result", objective)));
    return add_note_of(row, objective);
  }

  Done add_note_of(const SheetRow& row, ObjectivePlace objective) {
    TRY_ASSIGN(const auto score, row.score());
    if (score) objective_at(objective).score = score;
    const bool is_own_key_result = map_.by_parent && is_its_own_key_result(row);
    for (const std::string_view word : {"value", "progress"})
      if (row.cell(word) && !is_own_key_result) own_numbers_.push_back({objective, row.place(word), row.text(word)});
    if (!is_own_key_result) keep_measure(row, objective);
    if (!is_own_key_result) TRY(kept_.days(row, periods_[objective.cycle], objective_at(objective)));
    if (const std::string sure = row.text("confidence"); !sure.empty() && !is_own_key_result)
      kept_.text(row.place("confidence"), objective_at(objective), "confidence: " + sure);
    if (const std::string note = row.dated_note(); !note.empty())
      kept_.text(row.place("note"), objective_at(objective), note);
    return {};
  }

  /// What its comment tells of a value is not told again as how far it is.
  void keep_measure(const SheetRow& row, ObjectivePlace objective) {
    if (kept_.measure(row, objective_at(objective)))
      std::erase_if(own_numbers_, [&](const OwnNumber& own) { return own.place == row.place("value"); });
  }

  /// A key result may take a part of its objective's cycle; what its row says of single days goes first.
  Done add_own_days(const SheetRow& row, ObjectivePlace place, DraftKeyResult& kr) const {
    TRY_ASSIGN(const auto own, cycles_.said_by(row));
    const Period& whole = periods_[place.cycle];
    if (!own || own->period == whole) return {};
    if (own->period.first < whole.first || own->period.last > whole.last)
      return sheet_fault(
          row.place("cycle"),
          fmt::format("{} is no part of {}, the cycle of its objective", own->id, draft_.cycles[place.cycle].id),
          "a key result lies within the cycle of its objective");
    if (!row.cell("start") && own->period.first != whole.first)
      kr.fields.push_back({"start", store::toml_date(own->period.first)});
    if (!row.cell("due") && own->period.last != whole.last)
      kr.fields.push_back({"due", store::toml_date(own->period.last)});
    return {};
  }

  static Done done(const tl::expected<std::size_t, CsvFault>& added) {
    if (!added) return tl::unexpected(added.error());
    return {};
  }

  /// Its number among those of its objective.
  tl::expected<std::size_t, CsvFault> add_key_result(const SheetRow& row, std::string_view title_word,
                                                     ObjectivePlace place) {
    auto& key_results = objective_at(place).key_results;
    const std::string title = row.title(title_word);
    const std::pair key(std::pair(place.cycle, place.objective), folded_title(title));
    const auto at = by_key_result_.find(key);
    DraftKeyResult* known = at == by_key_result_.end() ? nullptr : &key_results[at->second];
    TRY_ASSIGN(auto kr, key_result_of(row, title_word, periods_[place.cycle], known, draft_.remarks));
    kr.title = title;
    if (kr.unless_there) kr.unless_there = shown(*kr.unless_there);
    TRY(add_own_days(row, place, kr));
    if (!known) {
      key_results.push_back(std::move(kr));
      return by_key_result_.emplace(key, key_results.size() - 1).first->second;
    }
    TRY(merge_fields(*known, kr.fields, kr.place));
    kept_.other_title(title, *known, kr.place);
    known->readings.insert(known->readings.end(), kr.readings.begin(), kr.readings.end());
    if (!known->result.score) known->result.score = kr.result.score;
    if (!kr.unless_there) known->unless_there.reset();
    for (std::string& comment : kr.comments)
      if (!contains(known->comments, comment)) known->comments.push_back(std::move(comment));
    return at->second;
  }

  // --- rows that say what they are

  enum class RowType : std::uint8_t { objective, key_result, left_out };

  void note_parents() {
    if (!map_.by_parent) return;
    for (const auto note : {&SheetParents::know, &SheetParents::note})
      for (const auto& cells : table_.rows) {
        const SheetRow row = row_of(cells);
        if (!is_of_type(row, map_.left_out_rows)) (parents_.*note)(row);
      }
  }

  /// One that nothing stands below; where it is not measured it is an objective alone.
  bool is_its_own_key_result(const SheetRow& row) const {
    return map_.alone && !parents_.is_parent(row) && row.says_measure();
  }

  static bool is_of_type(const SheetRow& row, const std::vector<std::string>& types) {
    return contains(types, to_lower_ascii(row.text("row-type")));
  }

  tl::expected<RowType, CsvFault> type_of(const SheetRow& row) const {
    if (is_of_type(row, map_.left_out_rows)) return RowType::left_out;
    if (map_.by_parent)
      return parents_.is_parent(row) || !row.cell("parent") ? RowType::objective : RowType::key_result;
    if (is_of_type(row, map_.objective_rows)) return RowType::objective;
    if (is_of_type(row, map_.key_result_rows)) return RowType::key_result;
    const std::string type = row.text("row-type");
    return sheet_fault(row.place("row-type"),
                       type.empty() ? "this row does not say what it is"
                                    : fmt::format("'{}' is no type of row that is known", safe_for_terminal(type)),
                       "objective, key-result or left-out below [rows] of a map names it");
  }

  /// Key results of an objective that cannot be used are told why.
  Done take_typed(const std::vector<CsvCell>& cells) {
    auto taken = take_typed_objective(cells);
    if (!taken) parents_.lose(row_of(cells), taken.error().place);
    return taken;
  }

  Done take_typed_objective(const std::vector<CsvCell>& cells) {
    const SheetRow row = row_of(cells);
    const auto said_type = type_of(row);
    const CsvPlace place = row.place("title");
    if (said_type && *said_type == RowType::objective) {
      last_.reset();
      lost_ = place;
    }
    if (is_left_out_as_none(row, "title", said_type && *said_type == RowType::key_result)) {
      totals_.insert(place);
      return {};
    }
    if (!row.cell("title") && is_left_out_as_total(row, cells)) return {};
    TRY_ASSIGN(const auto type, said_type);
    if (type == RowType::left_out) ++left_out_[row.text("row-type")];
    if (type != RowType::objective) {
      owners_[&cells] = {last_, lost_};
      return {};
    }
    if (!row.cell("title")) return sheet_fault(place, "this objective has no title", "fill its cell");
    TRY_ASSIGN(const auto said, cycles_.of(row, place));
    TRY_ASSIGN(auto fields, objective_fields(row, true));
    last_ = begun(cycle_index(row, said, place), row.title("title"), place, std::move(fields));
    lost_.reset();
    parents_.add(row, said.id, *last_);
    kept_.teams(row, objective_at(*last_), objective_at(*last_));
    if (auto parents = SheetParents::named_by(row); !parents.empty())
      aligned_.push_back({*last_, std::move(parents), said.id, row.place("parent")});
    TRY(add_note_of(row, *last_));
    if (!is_its_own_key_result(row)) return {};
    return done(add_key_result(row, "title", *last_));
  }

  Done take_typed_key_result(const std::vector<CsvCell>& cells) {
    const SheetRow row = row_of(cells);
    const auto type = type_of(row);
    if (!type || *type != RowType::key_result || is_no_record(row, row.text("title"), true)) return {};  // said before
    const CsvCell* first = first_said(cells);
    if (!row.cell("title") && first && is_no_record(row, first->text, false)) return {};  // that too
    if (!row.cell("title")) return sheet_fault(row.place("title"), "this key result has no title", "fill its cell");
    TRY_ASSIGN(const auto parent, parent_of(row, cells));
    TRY_ASSIGN(const std::size_t at, add_key_result(row, "title", parent.objective));
    DraftObjective& objective = objective_at(parent.objective);
    parents_.add_key_result(row, draft_.cycles[parent.objective.cycle].id, objective.key_results[at]);
    kept_.whose(row, objective, objective.key_results[at]);
    kept_.other_parents(SheetParents::named_by(row), parent.which, row.place("parent"), objective.key_results[at]);
    return {};
  }

  /// By the first parent that is an objective of the sheet, of the row's own cycle first; or the objective above it.
  tl::expected<FoundParent, CsvFault> parent_of(const SheetRow& row, const std::vector<CsvCell>& cells) const {
    const std::vector<std::string> parents = SheetParents::named_by(row);
    TRY_ASSIGN(const auto own, cycles_.said_by(row));
    if (const auto found = parents_.find(parents, own ? own->id : std::string())) return *found;
    const auto above = owners_.find(&cells);
    if (parents.empty() && map_.above && above != owners_.end()) {
      if (above->second.last) return FoundParent{*above->second.last, 0};
      if (above->second.lost) return lost_above(row.place("title"), *above->second.lost);
    }
    if (const auto lost = parents_.lost(parents))
      return sheet_fault(row.place("parent"), "the objective of this row cannot be used",
                         fmt::format("line {} says why", lost->line));
    return sheet_fault(row.place("parent"),
                       parents.empty() ? "this key result says no objective"
                                       : fmt::format("its parent '{}' is no objective of this sheet",
                                                     safe_for_terminal(parents.front())),
                       parents.empty() ? "fill its parent's cell" : "it is the row-id or the title of an objective");
  }

  const SheetMap& map_;
  const CsvForm& form_;
  const SheetTable& table_;
  SheetColumns columns_;
  SheetCycles cycles_;
  Draft draft_;
  SheetKept kept_;
  std::vector<Period> periods_;                                  ///< of the draft's cycles
  std::map<std::string, std::vector<ObjectivePlace>> by_title_;  ///< of rows that name their objective
  ObjectiveMarks marks_;
  std::map<std::pair<std::pair<std::size_t, std::size_t>, std::string>, std::size_t>
      by_key_result_;                                    ///< of an objective, by title
  std::map<const std::vector<CsvCell>*, Above> owners_;  ///< of rows that say what they are
  std::map<std::string, int> left_out_;
  std::vector<OwnNumber> own_numbers_;
  std::vector<Aligned> aligned_;
  std::optional<ObjectivePlace> last_;
  std::set<CsvPlace> totals_;     ///< objectives that count others together
  std::optional<CsvPlace> lost_;  ///< the objective of the last row that names one, where it cannot be used
  SheetParents parents_;          ///< of rows that say what they are
};

}  // namespace

Result<Draft> draft_of_sheet(const SheetScene& scene, const SheetMap& map, const CsvForm& form, const SheetTable& table,
                             Draft draft) {
  return SheetReader(scene, map, form, table, std::move(draft)).whole();
}

}  // namespace okr::actions
