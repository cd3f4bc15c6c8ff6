// SPDX-License-Identifier: MIT
// What of a cycle is unfinished, put into the next one: a new file, or tables added to those that are there. Texts
// only; what carries is compute/carry's. For `okr close --carry-to` and `okr review --plan --write`.
#include "actions/cycle/closing.hpp"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "actions/records/copy_cycle.hpp"
#include "actions/records/ids.hpp"
#include "actions/records/starter.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/ids.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"
#include "session/records.hpp"

namespace okr::cli {

namespace {

using store::toml_string;

// --- the file of a cycle that is not there yet ---------------------------------------------------------------------

bool holds_days_of(const Workspace& workspace, const std::string& cycle, const NextCycle& next) {
  const auto known = std::ranges::find(workspace.known_cycles, CycleId(cycle), &KnownCycle::id);
  if (known == workspace.known_cycles.end()) return false;
  const Cycle* opened = workspace.cycle(known->id);
  const std::optional<Period> days = opened && opened->dated ? std::optional(opened->period) : known->period;
  return days && contains(*days, next.days.first) && contains(*days, next.days.last);
}

/// The lines below [cycle], as they stand in the old one.
Result<std::string> head_lines(const Workspace& workspace, const Cycle& from, const NextCycle& next, CycleState state) {
  const auto text = file_text(workspace, cycle_path(from.folder));
  if (!text) return text;
  std::string lines;
  for (const std::string key : {"title", "parent", "cadence", "grace-days"}) {
    if (key == "parent" && !holds_days_of(workspace, from.parent.text, next)) continue;
    if (const auto value = store::value_text(*text, {"cycle", key})) lines += fmt::format("{} = {}\n", key, *value);
  }
  if (state != CycleState::active) lines += fmt::format("state = {}\n", toml_string(word(state)));
  return lines;
}

// --- tables at their places ----------------------------------------------------------------------------------------

class CarryingOver {
 public:
  CarryingOver(const Workspace& workspace, const Cycle& from, const NextCycle& next)
      : workspace_(workspace), from_(from), next_(next), transaction_(Transaction::of(workspace)), ids_(workspace) {
    if (next_.cycle) note_present();
  }

  Status begin(CycleState state, bool is_empty) {
    if (next_.cycle) return {};
    TRY_ASSIGN(const auto lines, head_lines(workspace_, from_, next_, state));
    const std::string note =
        is_empty
            ? ""
            : fmt::format("\n# Carried over from {}: look at each target before the cycle starts.\n", from_.id.text);
    transaction_.create(cycle_path(next_.id.text), starter_cycle(lines, note));
    return {};
  }

  Status add(const CopiedTable& table) { return table.key_result ? add_key_result(table) : add_objective(table); }

  Result<CarryOver> done() {
    for (const auto& [file, tables] : added_) {
      TRY_ASSIGN(std::string* const text, transaction_.draft(file));
      TRY_ASSIGN(*text, store::add_tables(*text, tables));
    }
    transaction_.drop_unchanged();
    result_.files = std::move(transaction_.files);
    return std::move(result_);
  }

 private:
  /// What the next cycle holds already, by what it was carried from; of several the first.
  void note_present() {
    for (const Objective& objective : next_.cycle->objectives) {
      const Found origin =
          objective.carried_from.empty() ? Found{} : ids_.resolve(*next_.cycle, objective.carried_from);
      if (origin.objective && !origin.key_result) carried_objectives_.emplace(origin.objective, &objective);
      for (const KeyResult& kr : objective.key_results) {
        const Found from = kr.carried_from.empty() ? Found{} : ids_.resolve(*next_.cycle, kr.carried_from);
        if (from.key_result) carried_key_results_.emplace(from.key_result, &kr);
      }
    }
  }

  const Objective* carried_objective(const Objective& from) const {
    const auto there = carried_objectives_.find(&from);
    return there == carried_objectives_.end() ? nullptr : there->second;
  }

  const KeyResult* carried_key_result(const KeyResult& from) const {
    const auto there = carried_key_results_.find(&from);
    return there == carried_key_results_.end() ? nullptr : there->second;
  }

  Status add_objective(const CopiedTable& table) {
    home_ = carried_objective(*table.objective);
    is_open_ = true;
    if (home_) {
      result_.present.push_back(home_->id.text);
      return {};
    }
    const std::string& id = table.objective->id.text;
    is_open_ = !next_.cycle || !ids_.resolve(*next_.cycle, id).objective;
    if (!is_open_) {
      result_.occupied.push_back(id);
      return {};
    }
    result_.carried.push_back(id);
    return add_table(cycle_path(next_.cycle ? next_.cycle->folder : next_.id.text), {id}, table.lines);
  }

  Status add_key_result(const CopiedTable& table) {
    if (const KeyResult* there = carried_key_result(*table.key_result)) {
      result_.present.push_back(to_string(there->id));
      return {};
    }
    if (!is_open_) return {};  // the objective was named
    const std::string objective = home_ ? home_->id.text : table.objective->id.text;
    const std::string name = objective + "." + table.path.back();
    if (next_.cycle && ids_.resolve(*next_.cycle, name).key_result) {
      result_.occupied.push_back(name);
      return {};
    }
    result_.carried.push_back(name);
    const std::string folder = next_.cycle ? next_.cycle->folder : next_.id.text;
    return add_table(home_ ? workspace_.files[home_->place.file] : cycle_path(folder), {objective, table.path.back()},
                     table.lines);
  }

  Status add_table(const std::string& file, const store::KeyPath& path, const std::string& lines) {
    TRY_ASSIGN([[maybe_unused]] const auto* text, transaction_.draft(file));
    added_[file].push_back({path, lines});
    return {};
  }

  const Workspace& workspace_;
  const Cycle& from_;
  const NextCycle& next_;
  Transaction transaction_;
  CarryOver result_;
  std::map<std::string, std::vector<store::NewTable>> added_;  ///< by file
  IdIndex ids_;
  std::map<const Objective*, const Objective*> carried_objectives_;
  std::map<const KeyResult*, const KeyResult*> carried_key_results_;
  const Objective* home_ = nullptr;  ///< where key results of the last objective belong, when it was there already
  bool is_open_ = true;              ///< false: the last objective's name belongs to another one
};

}  // namespace

Result<NextCycle> next_cycle(const Workspace& workspace, const Cycle& from, const std::string& id) {
  const Cycle* there = workspace.cycle(CycleId(id));
  const std::string shown = safe_for_terminal(id);
  NextCycle next{CycleId(id), {}, there};
  if (there) {
    if (there->state == CycleState::closed)
      return failure(ErrorKind::usage, fmt::format("{} is closed: nothing can be carried to it", shown),
                     "name a cycle that is still to come");
    next.days = there->period;
  } else {
    TRY(check_new_cycle_id(workspace, id));
    const auto named = parse_period(id, workspace.fiscal_start());
    if (!named)
      return failure(ErrorKind::usage, fmt::format("'{}' says no dates", shown),
                     fmt::format("first: okr new cycle {} --start DATE --end DATE", shown));
    next.days = named->period;
  }
  if (next.days.last <= from.period.last)
    return failure(ErrorKind::usage, fmt::format("{} does not come after {}", shown, from.id.text),
                   fmt::format("{} ends on {}, {} on {}", shown, to_string(next.days.last), from.id.text,
                               to_string(from.period.last)));
  return next;
}

Result<CarryOver> carry_over(const Workspace& workspace, const CycleNumbers& numbers, const NextCycle& next,
                             CycleState state) {
  const Cycle& from = *numbers.cycle;
  TRY_ASSIGN(const auto tables, copied_tables(workspace, from, carried_from(workspace, numbers), {true, next.days}));
  CarryingOver carrying(workspace, from, next);
  TRY(carrying.begin(state, tables.empty()));
  for (const CopiedTable& table : tables) TRY(carrying.add(table));
  return carrying.done();
}

}  // namespace okr::cli
