// SPDX-License-Identifier: MIT
// What of a cycle is unfinished, put into the next one: a new file, or tables added to those that are there. Texts
// only; what carries is compute/carry's. For `okr close --carry-to` and `okr review --plan --write`.
#include "actions/cycle/closing.hpp"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "actions/records/actions.hpp"
#include "actions/records/set_fields.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/staleness.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"
#include "session/records.hpp"

namespace okr::actions {
using namespace session;

namespace {

using store::toml_string;

// --- the file of a cycle that is not there yet ---------------------------------------------------------------------

/// The lines below [cycle], as they stand in the old one.
Result<std::string> head_lines(const Workspace& workspace, const Cycle& from, const std::string& parent,
                               CycleState state) {
  const auto text = file_text(workspace, cycle_path(from.folder));
  if (!text) return text;
  std::string lines;
  for (const std::string key : {"title", "parent", "cadence", "grace-days"}) {
    if (key == "parent") {
      if (!parent.empty()) lines += store::toml_line(key, toml_string(parent));
      continue;
    }
    if (const auto value = store::value_text(*text, {"cycle", key}))
      lines += store::toml_line(key, with_plain_ends(*value));
  }
  if (state != CycleState::active) lines += store::toml_line("state", toml_string(word(state)));
  return lines;
}

// --- what was carried earlier --------------------------------------------------------------------------------------

std::string shown_number(std::optional<double> number) { return number ? store::toml_number(*number) : "none"; }

// --- tables at their places ----------------------------------------------------------------------------------------

class CarryingOver {
 public:
  CarryingOver(const Workspace& workspace, const Cycle& from, const NextCycle& next)
      : workspace_(workspace), from_(from), next_(next), transaction_(Transaction::of(workspace)), ids_(workspace) {
    if (next_.cycle) note_present();
  }

  Status begin(CycleState state, bool is_empty) {
    if (next_.cycle) return {};
    const std::string parent = parent_of_next(workspace_, from_, next_.id, next_.days);
    if (parent.empty() && !from_.parent.empty())
      note_left({{}, {from_.parent.text}, {}}, next_.id.text, result_.left_parents);
    TRY_ASSIGN(const auto lines, head_lines(workspace_, from_, parent, state));
    const std::string note =
        is_empty
            ? ""
            : fmt::format("\n# Carried over from {}: look at each target before the cycle starts.\n", from_.id.text);
    transaction_.create(cycle_path(next_.id.text), starter_cycle(lines, note));
    return {};
  }

  /// What was carried earlier, by the numbers of now.
  Status follow(const CycleNumbers& numbers) {
    for (const ObjectiveNumbers& objective : numbers.objectives) {
      if (is_over_there(objective, numbers.ended)) continue;
      for (const KeyResultNumbers& kr : objective.key_results) {
        const KeyResult* there = kr.key_result && objective.objective ? carried_key_result(*kr.key_result) : nullptr;
        if (!there || there->faulty || !counts(there->state)) continue;
        const Subject from{workspace_, from_, *objective.objective, *kr.key_result};
        const CarriedEarlier carried(*there, from, kr, numbers.as_of);
        if (stays(objective, kr, numbers.ended) == Stays::goes_on || !carried.has_aim_as_carried())
          TRY(follow(*there, carried, numbers.as_of));
        else
          result_.finished.push_back(full_id(*next_.cycle, *there));
      }
    }
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

  /// Names what was carried of an objective that is done or cancelled by now; false for all others.
  bool is_over_there(const ObjectiveNumbers& objective, bool cycle_is_over) {
    const Stays stay = objective.objective ? stays(objective, cycle_is_over) : Stays::goes_on;
    if (stay != Stays::done && stay != Stays::cancelled) return false;
    const Objective* there = carried_objective(*objective.objective);
    if (there && counts(there->state)) result_.finished.push_back(full_id(*next_.cycle, *there));
    return there != nullptr;
  }

  /// What entries of `changes` say: what moved, and in a reason of its own what went away, which no key is for.
  struct Moves {
    std::string fields;
    std::vector<std::string> gone;
  };

  Status follow(const KeyResult& there, const CarriedEarlier& carried, Date as_of) {
    Moves moves;
    const bool has_own_baseline = carried.is_other(carried_baseline) && !carried.is_as_carried(carried_baseline);
    for (const CarriedAnchor& anchor : carried_anchors) {
      if (!carried.is_other(anchor) || !carried.moves(anchor)) continue;
      const bool is_passed = !carried.goes(anchor) && has_own_baseline;  // by a baseline that does not hold there
      if (is_passed) continue;
      const auto goes = carried.goes(anchor), stands = carried.stands(anchor);
      if (!carried.is_as_carried(anchor)) {
        name_edited(there, anchor.key, shown_number(stands), goes ? store::toml_number(*goes) : std::string(), as_of);
        continue;
      }
      TRY(put(there, anchor.key, goes ? store::toml_number(*goes) : std::string()));
      note_updated(there, anchor.key, shown_number(stands), shown_number(goes));
      if (goes)
        moves.fields += fmt::format("{} = [{}{}], ", anchor.key, stands ? store::toml_number(*stands) + ", " : "",
                                    store::toml_number(*goes));
      else
        moves.gone.push_back(fmt::format("{} {}", anchor.key, shown_number(stands)));
    }
    if (!there.steps.empty()) TRY(follow_steps(there, carried, as_of, moves));
    const bool has_moved = !moves.fields.empty() || !moves.gone.empty();
    return has_moved && has_started(as_of) ? explain(there, moves, as_of) : Status();
  }

  Status follow_steps(const KeyResult& there, const CarriedEarlier& carried, Date as_of, Moves& moves) {
    const std::vector<std::string> left = carried.steps_left();
    const std::vector<std::string> steps = step_titles(there);
    if (left.size() == steps.size() || left.empty()) return {};
    if (!carried.has_steps_as_carried()) {
      name_edited(there, "steps", store::toml_texts(steps), shell_word(store::toml_texts(left)), as_of);
      return {};
    }
    for (const std::string& step : steps)
      if (!contains(left, step)) moves.gone.push_back(fmt::format("\"{}\"", step));
    note_updated(there, "steps", store::toml_texts(steps), store::toml_texts(left));
    return put(there, "steps", store::toml_texts(left));
  }

  bool has_started(Date as_of) const {
    return next_.cycle->state == CycleState::active && next_.cycle->period.first <= as_of;
  }

  void note_updated(const KeyResult& there, std::string_view key, std::string_view stands, std::string_view goes) {
    result_.updated.push_back(fmt::format("{}.{} {} → {}", to_string(there.id), key, stands, goes));
  }

  void name_edited(const KeyResult& there, std::string_view key, std::string_view stands, std::string_view goes,
                   Date as_of) {
    const std::string field = fmt::format("{}.{}", full_id(*next_.cycle, there), key);
    const std::string why = has_started(as_of) ? " --why \"...\"" : "";
    result_.edited.push_back(fmt::format("{} is {}: okr set {}={}{}", field, stands, field, goes, why));
  }

  /// An empty value takes the key away.
  Status put(const KeyResult& there, std::string_view key, const std::string& value) {
    TRY_ASSIGN(std::string* const text, transaction_.draft(workspace_.files[there.place.file]));
    const store::KeyPath path{there.id.objective.text, there.id.name, std::string(key)};
    TRY_ASSIGN(*text, value.empty() ? store::remove_key(*text, path) : put_at(*text, path, value));
    return {};
  }

  /// In a cycle that has begun no definition moves without a word.
  Status explain(const KeyResult& there, const Moves& moves, Date as_of) {
    TRY_ASSIGN(std::string* const text, transaction_.draft(workspace_.files[there.place.file]));
    const store::KeyPath path{there.id.objective.text, there.id.name, "changes"};
    const std::string why = reason_to_follow(from_.id);
    if (!moves.fields.empty()) TRY(add_change(*text, path, {as_of, moves.fields, why}));
    if (moves.gone.empty()) return {};
    return add_change(*text, path, {as_of, {}, why + ", without " + listed(moves.gone)});
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
      result_.alike.push_back(id);
      return {};
    }
    return add_table(cycle_path(next_.cycle ? next_.cycle->folder : next_.id.text), {id}, table);
  }

  Status add_key_result(const CopiedTable& table) {
    if (const KeyResult* there = carried_key_result(*table.key_result)) {
      result_.present.push_back(to_string(there->id));
      return {};
    }
    const std::string objective = home_ ? home_->id.text : table.objective->id.text;
    const std::string name = objective + "." + table.path.back();
    const bool is_taken = next_.cycle && ids_.resolve(*next_.cycle, name).key_result;
    if (is_taken) result_.alike.push_back(name);
    if (!is_open_) return {};  // the objective was named
    if (is_taken) {
      result_.occupied.push_back(name);
      return {};
    }
    if (home_ && home_->gives(table.path.back())) TRY(check_new_key_result_id(*home_, table.path.back()));
    const std::string folder = next_.cycle ? next_.cycle->folder : next_.id.text;
    return add_table(home_ ? workspace_.files[home_->place.file] : cycle_path(folder), {objective, table.path.back()},
                     table);
  }

  Status add_table(const std::string& file, const store::KeyPath& path, const CopiedTable& table) {
    TRY_ASSIGN([[maybe_unused]] const auto* text, transaction_.draft(file));
    added_[file].push_back({path, table.lines});
    const std::string id = join(path, ".");
    result_.carried.push_back(id);
    note_left(table.parents, fmt::format("{}/{}", next_.id.text, id), result_.left_parents);
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

std::string updated_text(const CarryOver& carry, const CycleId& to) {
  return carry.updated.empty() ? std::string() : fmt::format("Updated in {}: {}", to.text, join(carry.updated, ", "));
}

std::string left_text(const Workspace& workspace, const CarryOver& carry, const Cycle& from, const CycleId& to) {
  std::string text = left_parents_text(workspace, from, to, carry.left_parents);
  if (!carry.edited.empty())
    text += fmt::format("okr: other than {} gives now, and left as they are, since somebody may have set them:\n",
                        from.id.text);
  for (const std::string& line : carry.edited) text += fmt::format("  {}\n", line);
  if (!carry.finished.empty())
    text += fmt::format("okr: over in {} since they were carried: {}\n  `okr edit {}` takes one out\n", from.id.text,
                        join(carry.finished, ", "), carry.finished.front());
  return text;
}

std::string late_text(const Workspace& workspace, const CarryOver& carry, const Cycle& from, const NextCycle& next,
                      Date today) {
  const auto is_key_result = [](const std::string& id) { return id.find('.') != std::string::npos; };
  const auto first = std::ranges::find_if(carry.carried, is_key_result);
  const Rhythm rhythm = cadence_of(workspace.settings, next.cycle ? *next.cycle : from);
  const bool is_due =
      due_from(next.days.first, workspace.settings.workspace, rhythm) <= today && today <= next.days.last;
  const bool is_draft = next.cycle && next.cycle->state == CycleState::draft;
  if (!is_due || is_draft || first == carry.carried.end()) return {};
  return fmt::format(
      "okr: {} has run since {}, and what was carried counts from then on\n"
      "  okr set {}/{}.start={} --why TEXT lets one begin today\n",
      next.id.text, to_string(next.days.first), next.id.text, *first, to_string(today));
}

Result<NextCycle> next_cycle(const Workspace& workspace, const Cycle& from, const std::string& id) {
  const Cycle* there = workspace.cycle(CycleId(id));
  const std::string shown = safe_for_terminal(id);
  NextCycle next{CycleId(id), {}, there};
  if (there) {
    if (there->state == CycleState::closed)
      return usage_failure(fmt::format("{} is closed: nothing can be carried to it", shown),
                           "name a cycle that is still to come");
    next.days = there->period;
  } else {
    TRY(check_new_cycle_id(workspace, id));
    const auto named = parse_period(id, workspace.fiscal_start());
    if (!named)
      return usage_failure(fmt::format("'{}' says no dates", shown),
                           fmt::format("{}\nfor one with other days first: okr new cycle {} --start DATE --end DATE",
                                       names_with_dates, shown));
    next.days = named->period;
  }
  if (next.days.last <= from.period.last)
    return usage_failure(fmt::format("{} does not come after {}", shown, from.id.text),
                         fmt::format("{} ends on {}, {} on {}", shown, to_string(next.days.last), from.id.text,
                                     to_string(from.period.last)));
  return next;
}

Result<CarryOver> carry_over(const Workspace& workspace, const CycleNumbers& numbers, const NextCycle& next,
                             CycleState state) {
  const Cycle& from = *numbers.cycle;
  TRY_ASSIGN(const auto tables, copied_tables(workspace, from, carried_from(workspace, numbers), next.days));
  CarryingOver carrying(workspace, from, next);
  TRY(carrying.begin(state, tables.empty()));
  if (next.cycle) TRY(carrying.follow(numbers));
  for (const CopiedTable& table : tables) TRY(carrying.add(table));
  return carrying.done();
}

}  // namespace okr::actions
