// SPDX-License-Identifier: MIT
#include "reports/diff/differences.hpp"

#include <algorithm>
#include <set>

#include "okr/base/text.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "reports/diff/causes.hpp"
#include "reports/diff/matching.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// A key result with all that its numbers depend on.
struct SeenKeyResult {
  const Objective* objective = nullptr;
  const KeyResult* key_result = nullptr;
  const KeyResultNumbers* numbers = nullptr;
};

struct SeenObjective {
  const Objective* objective = nullptr;
  const ObjectiveNumbers* numbers = nullptr;
};

/// A cycle on one side; without one nothing is in it.
struct SeenCycle {
  const Workspace* workspace = nullptr;
  const Cycle* cycle = nullptr;
  CycleNumbers numbers;
  std::vector<SeenObjective> objectives;
  std::vector<SeenKeyResult> key_results;
};

SeenCycle seen_cycle(const Workspace& workspace, const Cycle* cycle, Date as_of) {
  SeenCycle seen{&workspace, cycle, {}, {}, {}};
  if (!cycle) return seen;
  seen.numbers = numbers_of(workspace, *cycle, as_of);
  for (const ObjectiveNumbers& objective : seen.numbers.objectives) {
    if (!objective.objective) continue;
    seen.objectives.push_back({objective.objective, &objective});
    for (const KeyResultNumbers& kr : objective.key_results)
      if (kr.key_result) seen.key_results.push_back({objective.objective, kr.key_result, &kr});
  }
  return seen;
}

std::string status_of(PaceStatus status, const std::optional<Verdict>& verdict) {
  return standing_text(status, verdict).letters();
}

DiffSide side_of(const SeenKeyResult& seen) {
  return {to_string(seen.numbers->id), seen.numbers->shown, seen.numbers->value(),
          status_of(seen.numbers->status(), seen.numbers->verdict), value_in_words(*seen.numbers)};
}

DiffSide side_of(const SeenObjective& seen) {
  return {seen.objective->id.text, seen.numbers->shown, std::nullopt,
          status_of(seen.numbers->status, seen.numbers->verdict)};
}

DiffSide side_of(const Cycle& cycle, const CycleNumbers& numbers) {
  return {cycle.id.text, numbers.shown, std::nullopt, std::string(cycle.state == CycleState::closed ? "closed" : "")};
}

void append(std::vector<DifferenceCause>& causes, std::vector<DifferenceCause> more) {
  std::ranges::move(more, std::back_inserter(causes));
}

/// Added, dropped, renamed, or nothing of these.
void add_identity(RecordDifference& row) {
  if (!row.before) row.causes.push_back({.cause = Cause::added});
  if (!row.after) row.causes.push_back({.cause = Cause::dropped});
  if (!row.before || !row.after || row.before->id == row.after->id) return;
  DifferenceCause renamed{.cause = Cause::renamed, .field = "id"};
  renamed.before = row.before->id;
  renamed.after = row.after->id;
  row.causes.push_back(std::move(renamed));
}

bool differs(const RecordDifference& row) {
  if (!row.causes.empty() || !row.before || !row.after) return true;
  return row.before->score != row.after->score || row.before->value != row.after->value ||
         row.before->status != row.after->status;
}

bool has_begun(const Cycle& cycle, Date as_of) {
  return cycle.state != CycleState::draft && cycle.period.first <= as_of;
}

/// Of two states of one cycle.
class CycleComparison {
 public:
  CycleComparison(const SeenCycle& before, const SeenCycle& after, const std::set<std::string>& moved_kpis, Date as_of)
      : before_(before), after_(after), moved_kpis_(moved_kpis), as_of_(as_of) {
    running_ = before.cycle && has_begun(*before.cycle, as_of);
  }

  void add_to(std::vector<RecordDifference>& rows) {
    match();
    std::vector<RecordDifference> inner;
    for (std::size_t i = 0; i < after_.objectives.size(); ++i) {
      const SeenObjective* old = objective_of_[i] ? &before_.objectives[*objective_of_[i]] : nullptr;
      add_objective(old, &after_.objectives[i], inner);
    }
    for (std::size_t j = 0; j < before_.objectives.size(); ++j)
      if (std::ranges::find(objective_of_, std::optional(j)) == objective_of_.end())
        add_objective(&before_.objectives[j], nullptr, inner);
    add_cycle(inner, rows);
    std::ranges::move(inner, std::back_inserter(rows));
  }

 private:
  void match() {
    std::vector<Nameable> old, now;
    for (const SeenObjective& seen : before_.objectives) old.push_back(nameable(*seen.objective));
    for (const SeenObjective& seen : after_.objectives) now.push_back(nameable(*seen.objective));
    objective_of_ = partners(old, now);
    old.clear();
    now.clear();
    for (const SeenKeyResult& seen : before_.key_results) old.push_back(nameable(seen, name_now(*seen.objective)));
    for (const SeenKeyResult& seen : after_.key_results) now.push_back(nameable(seen, seen.objective->id.text));
    key_result_of_ = partners(old, now);
  }

  static Nameable nameable(const Objective& objective) { return {objective.id.text, objective.was, objective.title}; }

  static Nameable nameable(const SeenKeyResult& seen, const std::string& objective) {
    Nameable names{objective + "." + seen.key_result->id.name, {}, seen.key_result->title};
    for (const std::string& was : seen.key_result->was)
      names.was.push_back(was.find('.') == std::string::npos ? objective + "." + was : was);
    return names;
  }

  /// What the objective of before is called now, so that its key results are found with it.
  std::string name_now(const Objective& objective) const {
    for (std::size_t i = 0; i < after_.objectives.size(); ++i)
      if (objective_of_[i] && before_.objectives[*objective_of_[i]].objective == &objective)
        return after_.objectives[i].objective->id.text;
    return objective.id.text;
  }

  void add_objective(const SeenObjective* old, const SeenObjective* now, std::vector<RecordDifference>& rows) const {
    RecordDifference row = row_of(DiffRecord::objective);
    if (old) row.before = side_of(*old);
    if (now) row.after = side_of(*now);
    row.id = (now ? now : old)->objective->id.text;
    row.title = (now ? now : old)->objective->title;
    add_identity(row);
    if (old && now) append(row.causes, field_causes(*old->objective, *now->objective, running_));
    std::vector<RecordDifference> parts;
    add_key_results(old, now, parts);
    if (old && now && row.before->score != row.after->score) add_parts(parts, row);
    if (row.causes.empty() && differs(row) && now->objective->roll_up != RollUp::krs)
      row.causes.push_back({.cause = Cause::parts, .field = "aligned objectives"});
    if (differs(row)) rows.push_back(std::move(row));
    std::ranges::move(parts, std::back_inserter(rows));
  }

  void add_key_results(const SeenObjective* old, const SeenObjective* now, std::vector<RecordDifference>& rows) const {
    for (std::size_t i = 0; i < after_.key_results.size(); ++i) {
      const SeenKeyResult& seen = after_.key_results[i];
      if (!now || seen.objective != now->objective) continue;
      const auto& partner = key_result_of_[i];
      add_key_result(partner ? &before_.key_results[*partner] : nullptr, &seen, rows);
    }
    for (std::size_t j = 0; j < before_.key_results.size(); ++j) {
      const SeenKeyResult& seen = before_.key_results[j];
      if (!old || seen.objective != old->objective) continue;
      if (std::ranges::find(key_result_of_, std::optional(j)) == key_result_of_.end())
        add_key_result(&seen, nullptr, rows);
    }
  }

  void add_key_result(const SeenKeyResult* old, const SeenKeyResult* now, std::vector<RecordDifference>& rows) const {
    RecordDifference row = row_of(DiffRecord::key_result);
    const SeenKeyResult& shown = *(now ? now : old);
    if (old) row.before = side_of(*old);
    if (now) row.after = side_of(*now);
    row.id = to_string(shown.numbers->id);
    row.title = shown.key_result->title;
    row.unit = shown.numbers->unit;
    add_identity(row);
    if (old && now) add_causes(*old, *now, row);
    if (differs(row)) rows.push_back(std::move(row));
  }

  void add_causes(const SeenKeyResult& old, const SeenKeyResult& now, RecordDifference& row) const {
    const bool counted = running_ && old.key_result->state != State::draft && old.objective->state != State::draft;
    append(row.causes, field_causes(*old.key_result, *now.key_result, counted));
    append(row.causes, fact_causes(facts_of(*before_.workspace, *before_.cycle, *old.key_result),
                                   facts_of(*after_.workspace, *after_.cycle, *now.key_result)));
    append(row.causes, confidence_causes(*old.key_result, *now.key_result));
    const std::string& kpi = now.key_result->kpi.text;
    const bool is_fed = moved_kpis_.contains(std::string(without_kpi_prefix(kpi)));
    if (is_fed) row.causes.push_back({.cause = Cause::parts, .field = full_id(KpiId(kpi))});
    add_effects(old, now, row);
  }

  /// Judges what is recorded now by the definition as it was: what moved until there was recorded, the rest defined.
  void add_effects(const SeenKeyResult& old, const SeenKeyResult& now, RecordDifference& row) const {
    if (!old.numbers->score || !now.numbers->score) return;
    KeyResult as_it_was = *old.key_result;
    as_it_was.entries = now.key_result->entries;
    const KeyResultNumbers between =
        numbers_of(Subject{*after_.workspace, *after_.cycle, *now.objective, as_it_was}, as_of_);
    if (!between.score) return;
    row.by_readings = between.score->value() - old.numbers->score->value();
    row.by_definition = now.numbers->score->value() - between.score->value();
  }

  static void add_parts(const std::vector<RecordDifference>& parts, RecordDifference& row) {
    std::vector<std::string> names;
    for (const RecordDifference& part : parts) {
      const bool counts = !part.before || !part.after || part.before->score != part.after->score ||
                          std::ranges::any_of(part.causes, [](const auto& c) { return is_definition(c.cause); });
      if (counts) names.push_back(part.id);
    }
    if (!names.empty()) row.causes.push_back({.cause = Cause::parts, .field = join(names, ", ")});
  }

  void add_cycle(const std::vector<RecordDifference>& inner, std::vector<RecordDifference>& rows) const {
    RecordDifference row = row_of(DiffRecord::cycle);
    const Cycle& shown = *(after_.cycle ? after_.cycle : before_.cycle);
    if (before_.cycle) row.before = side_of(*before_.cycle, before_.numbers);
    if (after_.cycle) row.after = side_of(*after_.cycle, after_.numbers);
    row.id = shown.id.text;
    row.title = shown.title;
    add_identity(row);
    if (before_.cycle && after_.cycle) append(row.causes, field_causes(*before_.cycle, *after_.cycle));
    if (differs(row) || !inner.empty()) rows.push_back(std::move(row));
  }

  RecordDifference row_of(DiffRecord record) const {
    RecordDifference row;
    row.record = record;
    row.cycle = (after_.cycle ? after_.cycle : before_.cycle)->id.text;
    return row;
  }

  const SeenCycle& before_;
  const SeenCycle& after_;
  const std::set<std::string>& moved_kpis_;
  Date as_of_;
  bool running_ = false;
  std::vector<std::optional<std::size_t>> objective_of_, key_result_of_;  ///< of each of now the one before
};

// --- KPIs ---------------------------------------------------------------------------------------------------------------

DiffSide side_of(const Workspace& workspace, const Kpi& kpi, Date as_of) {
  const KpiNumbers numbers = numbers_of(workspace, kpi, as_of);
  return {kpi.id.text, std::nullopt, numbers.value(), std::string(word(numbers.status))};
}

RecordDifference kpi_row(const DiffSides& sides, const Kpi* old, const Kpi* now, Date as_of) {
  RecordDifference row;
  row.record = DiffRecord::kpi;
  const Kpi& shown = *(now ? now : old);
  row.id = shown.id.text;
  row.title = shown.title;
  row.unit = shown.unit;
  if (old && now) {
    append(row.causes, field_causes(*old, *now, !old->readings.empty()));
    append(row.causes, fact_causes(facts_of(*old), facts_of(*now)));
    const bool may_differ = !row.causes.empty() || old->id != now->id || !now->formula.empty();
    if (!may_differ) {
      row.before = row.after = DiffSide{now->id.text, {}, {}, {}};
      return row;
    }
  }
  if (old) row.before = side_of(sides.before, *old, as_of);
  if (now) row.after = side_of(sides.after, *now, as_of);
  add_identity(row);
  return row;
}

std::vector<RecordDifference> kpi_rows(const DiffSides& sides, Date as_of) {
  std::vector<Nameable> old, now;
  for (const Kpi& kpi : sides.before.kpis) old.push_back({kpi.id.text, kpi.was, kpi.title});
  for (const Kpi& kpi : sides.after.kpis) now.push_back({kpi.id.text, kpi.was, kpi.title});
  const auto partner = partners(old, now);
  std::vector<RecordDifference> rows;
  const auto add = [&](const Kpi* before, const Kpi* after) {
    RecordDifference row = kpi_row(sides, before, after, as_of);
    if (differs(row)) rows.push_back(std::move(row));
  };
  for (std::size_t i = 0; i < now.size(); ++i)
    add(partner[i] ? &sides.before.kpis[*partner[i]] : nullptr, &sides.after.kpis[i]);
  for (std::size_t j = 0; j < old.size(); ++j)
    if (std::ranges::find(partner, std::optional(j)) == partner.end()) add(&sides.before.kpis[j], nullptr);
  return rows;
}

// --- all of it ----------------------------------------------------------------------------------------------------------

void add_settings(const DiffSides& sides, std::vector<RecordDifference>& rows) {
  auto causes = field_causes(sides.before.settings, sides.after.settings);
  if (sides.before.files.empty()) causes = {{.cause = Cause::added}};  // the workspace was not begun
  if (causes.empty()) return;
  RecordDifference row;
  row.record = DiffRecord::settings;
  row.id = settings_file;
  row.before = row.after = DiffSide{row.id, {}, {}, {}};
  row.causes = std::move(causes);
  rows.push_back(std::move(row));
}

void add_cycle(const DiffSides& sides, const CycleId& id, const std::set<std::string>& moved_kpis, Date as_of,
               std::vector<RecordDifference>& rows) {
  if (sides.only && *sides.only != id) return;
  const SeenCycle before = seen_cycle(sides.before, sides.before.cycle(id), as_of);
  const SeenCycle after = seen_cycle(sides.after, sides.after.cycle(id), as_of);
  CycleComparison(before, after, moved_kpis, as_of).add_to(rows);
}

}  // namespace

Differences differences_of(const DiffSides& sides, Date as_of) {
  Differences differences{sides.from, sides.to, as_of, sides.after.settings.scoring.scale, {}, &sides.after};
  std::vector<RecordDifference> kpis = kpi_rows(sides, as_of);
  std::set<std::string> moved_kpis;
  for (const RecordDifference& row : kpis) moved_kpis.insert(row.id);
  if (!sides.only) add_settings(sides, differences.rows);
  for (const Cycle& cycle : sides.after.cycles) add_cycle(sides, cycle.id, moved_kpis, as_of, differences.rows);
  for (const Cycle& cycle : sides.before.cycles)
    if (!sides.after.cycle(cycle.id)) add_cycle(sides, cycle.id, moved_kpis, as_of, differences.rows);
  if (!sides.only) std::ranges::move(kpis, std::back_inserter(differences.rows));
  for (RecordDifference& row : differences.rows)
    for (DifferenceCause& cause : row.causes) cause.as_of = as_of;
  return differences;
}

int count_unexplained(const Differences& differences) {
  int count = 0;
  for (const RecordDifference& row : differences.rows)
    count += static_cast<int>(std::ranges::count(row.causes, true, &DifferenceCause::unexplained));
  return count;
}

}  // namespace okr::reports
