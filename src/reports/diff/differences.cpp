// SPDX-License-Identifier: MIT
// Two states of a workspace compared: which cycles, objectives, key results and KPIs differ, by how much, and why.
#include "reports/diff/diff.hpp"

#include <algorithm>
#include <set>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

struct SeenObjective {
  const Objective* objective = nullptr;
  const ObjectiveNumbers* numbers = nullptr;
  std::size_t first = 0, end = 0;  ///< of its key results
};

/// A key result with all that its numbers depend on.
struct SeenKeyResult {
  SeenObjective parent;
  const KeyResult* key_result = nullptr;
  const KeyResultNumbers* numbers = nullptr;
};

/// A cycle on one side; without one nothing is in it.
struct SeenCycle {
  const Workspace* workspace = nullptr;
  const Unread* unread = nullptr;
  const Cycle* cycle = nullptr;
  CycleNumbers numbers;
  std::vector<SeenObjective> objectives;
  std::vector<SeenKeyResult> key_results;
};

SeenCycle seen_cycle(const Workspace& workspace, const Unread& unread, const Cycle* cycle, Date as_of) {
  SeenCycle seen{&workspace, &unread, cycle, {}, {}, {}};
  if (!cycle) return seen;
  seen.numbers = numbers_of(workspace, *cycle, as_of);
  for (const ObjectiveNumbers& objective : seen.numbers.objectives) {
    if (!objective.objective) continue;
    SeenObjective& parent = seen.objectives.emplace_back(SeenObjective{objective.objective, &objective});
    parent.first = seen.key_results.size();
    for (const KeyResultNumbers& kr : objective.key_results)
      if (kr.key_result) seen.key_results.push_back({parent, kr.key_result, &kr});
    parent.end = seen.key_results.size();
  }
  return seen;
}

std::string status_of(PaceStatus status, const std::optional<Verdict>& verdict) {
  return standing_text(status, verdict).letters();
}

DiffSide side_of(const SeenKeyResult& seen) {
  const auto score = counted_score(*seen.parent.numbers, *seen.numbers);
  return {to_string(seen.numbers->id),
          score,
          score ? seen.numbers->shown : std::nullopt,
          seen.numbers->value(),
          status_of(seen.numbers->status(), seen.numbers->verdict),
          value_in_words(*seen.numbers)};
}

DiffSide side_of(const SeenObjective& seen) {
  return {seen.objective->id.text, seen.numbers->score.value, seen.numbers->shown, std::nullopt,
          status_of(seen.numbers->status, seen.numbers->verdict)};
}

DiffSide side_of(const Cycle& cycle, const CycleNumbers& numbers) {
  return {cycle.id.text, numbers.score.value, numbers.shown, std::nullopt,
          std::string(cycle.state == CycleState::closed ? "closed" : "")};
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

/// Its score or its status, of what is on both sides; a mean, which follows from others, as it is printed.
bool moves(const RecordDifference& row) {
  const auto score = row.record == DiffRecord::key_result ? &DiffSide::score : &DiffSide::shown;
  return (*row.before).*score != (*row.after).*score || row.before->status != row.after->status;
}

/// The same, or its value.
bool moves_at_all(const RecordDifference& row) {
  return moves(row) || row.before->value != row.after->value || row.before->value_in_words != row.after->value_in_words;
}

bool differs(const RecordDifference& row) {
  return !row.causes.empty() || !row.before || !row.after || moves_at_all(row);
}

bool has_definition(const std::vector<DifferenceCause>& causes) {
  return std::ranges::any_of(causes, [](const DifferenceCause& cause) { return is_definition(cause.cause); });
}

bool has_begun(const Cycle& cycle, Date as_of) {
  return cycle.state != CycleState::draft && cycle.period.first <= as_of;
}

/// What of no cycle was moved so that numbers of cycles may follow from it.
struct MovedAround {
  std::set<std::string> kpis;
  bool settings = false;
};

/// Of two states of one cycle.
class CycleComparison {
 public:
  CycleComparison(const SeenCycle& before, const SeenCycle& after, const MovedAround& around, Date as_of)
      : before_(before), after_(after), moved_kpis_(around.kpis), as_of_(as_of) {
    running_ = before.cycle && has_begun(*before.cycle, as_of);
    if (before.cycle && after.cycle && has_definition(field_causes(*before.cycle, *after.cycle)))
      above_.push_back(after.cycle->id.text);
    if (around.settings) above_.emplace_back(settings_file);
  }

  void add_to(std::vector<RecordDifference>& rows) {
    match();
    std::vector<RecordDifference> inner;
    for (std::size_t i = 0; i < after_.objectives.size(); ++i) {
      const SeenObjective* old = objective_of_[i] ? &before_.objectives[*objective_of_[i]] : nullptr;
      add_objective(old, &after_.objectives[i], inner);
    }
    for (const std::size_t j : without_partner(objective_of_, before_.objectives.size()))
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
    std::vector<std::string>
        names;  // what the objectives of before are called now, so that their key results are found
    for (const Nameable& objective : old) names.push_back(objective.id);
    for (std::size_t i = 0; i < now.size(); ++i)
      if (objective_of_[i]) names[*objective_of_[i]] = now[i].id;
    old.clear();
    now.clear();
    for (std::size_t j = 0; j < names.size(); ++j)
      for (std::size_t kr = before_.objectives[j].first; kr < before_.objectives[j].end; ++kr)
        old.push_back(nameable(before_.key_results[kr], names[j]));
    for (const SeenKeyResult& seen : after_.key_results) now.push_back(nameable(seen, seen.parent.objective->id.text));
    key_result_of_ = partners(old, now);
    dropped_key_results_ = without_partner(key_result_of_, old.size());
  }

  static Nameable nameable(const Objective& objective) { return {objective.id.text, objective.was, objective.title}; }

  static Nameable nameable(const SeenKeyResult& seen, const std::string& objective) {
    Nameable names{objective + "." + seen.key_result->id.name, {}, seen.key_result->title};
    for (const std::string& was : seen.key_result->was)
      names.was.push_back(was.find('.') == std::string::npos ? objective + "." + was : was);
    return names;
  }

  void add_objective(const SeenObjective* old, const SeenObjective* now, std::vector<RecordDifference>& rows) const {
    RecordDifference row = row_of(DiffRecord::objective);
    if (old) row.before = side_of(*old);
    if (now) row.after = side_of(*now);
    row.id = (now ? now : old)->objective->id.text;
    row.title = (now ? now : old)->objective->title;
    if (!old || !now) add_unread(places_of((now ? now : old)->objective->place, row.id, now), "", row);
    add_identity(row);
    if (old && now) append(row.causes, moved_fields(*old, *now));
    if (old && now) take_out_values(*old->objective, *now->objective, row);
    std::vector<RecordDifference> parts;
    add_key_results(old, now, parts);
    for (const RecordDifference& part : parts) follow(part, row);
    if (old && now && moves(row)) add_parts(parts, row);
    if (row.causes.empty() && differs(row)) {
      const bool is_aligned = now->objective->roll_up != RollUp::krs;
      if (is_aligned && (row.before->shown != row.after->shown || above_.empty()))
        add_aligned(row);
      else
        add_above(above_, row);
    }
    if (differs(row)) rows.push_back(std::move(row));
    std::ranges::move(parts, std::back_inserter(rows));
  }

  void add_key_results(const SeenObjective* old, const SeenObjective* now, std::vector<RecordDifference>& rows) const {
    for (std::size_t i = now ? now->first : 0; now && i < now->end; ++i) {
      const auto& partner = key_result_of_[i];
      add_key_result(partner ? &before_.key_results[*partner] : nullptr, &after_.key_results[i], rows);
    }
    if (!old) return;
    for (auto j = std::ranges::lower_bound(dropped_key_results_, old->first);
         j != dropped_key_results_.end() && *j < old->end; ++j)
      add_key_result(&before_.key_results[*j], nullptr, rows);
  }

  void add_key_result(const SeenKeyResult* old, const SeenKeyResult* now, std::vector<RecordDifference>& rows) const {
    RecordDifference row = row_of(DiffRecord::key_result);
    const SeenKeyResult& shown = *(now ? now : old);
    if (old) row.before = side_of(*old);
    if (now) row.after = side_of(*now);
    row.id = to_string(shown.numbers->id);
    row.title = shown.key_result->title;
    row.unit = shown.numbers->unit;
    if (!old || !now) add_unread(places_of(shown.key_result->place, row.id, now), "", row);
    add_identity(row);
    if (old && now) add_causes(*old, *now, row);
    if (differs(row)) rows.push_back(std::move(row));
  }

  void add_causes(const SeenKeyResult& old, const SeenKeyResult& now, RecordDifference& row) const {
    const bool counted =
        running_ && old.key_result->state != State::draft && old.parent.objective->state != State::draft;
    append(row.causes, without_other_names(*after_.workspace, *after_.cycle,
                                           field_causes(*old.key_result, *now.key_result, counted)));
    take_out_values(*old.key_result, *now.key_result, row);
    add_said(*old.key_result, *now.key_result, row);
    const std::string& kpi = now.numbers->standing.definition.kpi.text;
    const bool is_fed = moved_kpis_.contains(std::string(without_kpi_prefix(kpi)));
    if (is_fed && moves_at_all(row)) row.causes.push_back({.cause = Cause::parts, .field = full_id(KpiId(kpi))});
    if (row.causes.empty() && moves(row)) add_above(above(old.parent, now.parent), row);
    add_effects(old, now, row);
  }

  std::vector<DifferenceCause> moved_fields(const SeenObjective& old, const SeenObjective& now) const {
    const bool counts_elsewhere = old.numbers->top_level != now.numbers->top_level;
    return without_other_names(*after_.workspace, *after_.cycle,
                               field_causes(*old.objective, *now.objective, running_, counts_elsewhere));
  }

  /// What a key result has from where it stands: of its objective, then of all of the cycle.
  std::vector<std::string> above(const SeenObjective& old, const SeenObjective& now) const {
    std::vector<std::string> names;
    if (has_definition(moved_fields(old, now))) names.push_back(now.objective->id.text);
    names.insert(names.end(), above_.begin(), above_.end());
    return names;
  }

  static void add_above(const std::vector<std::string>& names, RecordDifference& row) {
    if (!names.empty()) row.causes.push_back({.cause = Cause::parts, .field = join(names, ", ")});
  }

  /// What check-ins say of it.
  void add_said(const KeyResult& old, const KeyResult& now, RecordDifference& row) const {
    std::vector<Fact> before = facts_of(*before_.workspace, *before_.cycle, old, as_of_);
    std::vector<Fact> after = facts_of(*after_.workspace, *after_.cycle, now, as_of_);
    const UnreadPlaces places{take_out_unread(*before_.unread, before, after),
                              take_out_unread(*after_.unread, after, before)};
    append(row.causes, fact_causes(std::move(before), std::move(after)));
    if (!places.anywhere()) append(row.causes, confidence_causes(old, now, as_of_));
    add_unread(places, "value", row);
  }

  template <class Record>
  void take_out_values(const Record& old, const Record& now, RecordDifference& row) const {
    take_out_unread(
        [&](const std::string& field) {
          return UnreadPlaces{before_.unread->value(old, field), after_.unread->value(now, field)};
        },
        row);
  }

  /// Of a record that is on one side alone: where on the other it may stand.
  UnreadPlaces places_of(const Place& place, const std::string& id, const void* now) const {
    const SeenCycle& here = now ? after_ : before_;
    const SeenCycle& there = now ? before_ : after_;
    if (!there.cycle || !place.known()) return {};
    const std::string where = there.unread->record(here.workspace->files[place.file], there.cycle->folder, id);
    return now ? UnreadPlaces{where, {}} : UnreadPlaces{{}, where};
  }

  /// A score that leans on what could not be read is n/a.
  static void follow(const RecordDifference& part, RecordDifference& row) {
    if (part.before && part.before->unread && row.before) blank(row.before, row.id);
    if (part.after && part.after->unread && row.after) blank(row.after, row.id);
  }

  /// Its score comes from other cycles, perhaps from some that could not be read.
  void add_aligned(RecordDifference& row) const {
    const auto first = [](const Unread& unread) {
      return unread.files().empty() ? std::string() : unread.files().begin()->second;
    };
    add_unread({first(*before_.unread), first(*after_.unread)}, "aligned objectives", row);
    if (row.causes.empty()) row.causes.push_back({.cause = Cause::parts, .field = "aligned objectives"});
  }

  /// Judges what is recorded now by the definition as it was: what moved until there was recorded, the rest defined.
  void add_effects(const SeenKeyResult& old, const SeenKeyResult& now, RecordDifference& row) const {
    if (!row.before->score || !row.after->score) return;
    KeyResult as_it_was = *old.key_result;
    as_it_was.entries = now.key_result->entries;
    const KeyResultNumbers between =
        numbers_of(Subject{*after_.workspace, *after_.cycle, *now.parent.objective, as_it_was}, as_of_);
    if (!between.score) return;
    row.by_readings = between.score->value() - old.numbers->score->value();
    row.by_definition = now.numbers->score->value() - between.score->value();
  }

  /// A key result that only follows its objective, or what stands above both, is no reason for it.
  bool follows(const RecordDifference& part, const std::string& objective) const {
    return std::ranges::any_of(part.causes, [&](const DifferenceCause& cause) {
      const std::string first = cause.field.substr(0, cause.field.find(", "));
      return cause.cause == Cause::parts && (first == objective || contains(above_, first));
    });
  }

  void add_parts(const std::vector<RecordDifference>& parts, RecordDifference& row) const {
    std::vector<std::string> names;
    for (const RecordDifference& part : parts) {
      const bool counts = !part.before || !part.after || moves(part) || has_definition(part.causes);
      if (counts && !follows(part, row.id)) names.push_back(part.id);
    }
    if (!names.empty()) row.causes.push_back({.cause = Cause::parts, .field = join(names, ", ")});
  }

  void add_cycle(const std::vector<RecordDifference>& inner, std::vector<RecordDifference>& rows) const {
    RecordDifference row = row_of(DiffRecord::cycle);
    const Cycle& shown = *(after_.cycle ? after_.cycle : before_.cycle);
    if (before_.cycle) row.before = side_of(*before_.cycle, before_.numbers);
    if (after_.cycle) row.after = side_of(*after_.cycle, after_.numbers);
    row.id = shown.id.text;
    row.title = shown.title.empty() && before_.cycle ? before_.cycle->title : shown.title;
    add_identity(row);
    if (before_.cycle && after_.cycle) add_cycle_causes(*before_.cycle, *after_.cycle, row);
    for (const RecordDifference& part : inner) follow(part, row);
    if (differs(row) || !inner.empty()) rows.push_back(std::move(row));
  }

  void add_cycle_causes(const Cycle& old, const Cycle& now, RecordDifference& row) const {
    const UnreadPlaces own = both(cycle_path(now.folder));
    if (!own.anywhere()) append(row.causes, field_causes(old, now));
    take_out_values(old, now, row);
    if (!own.anywhere()) add_unread({before_.unread->fault(old), after_.unread->fault(now)}, "", row);
    for (const SeenCycle* seen : {&before_, &after_})
      for (const auto& [file, place] : seen->unread->files())
        if (file.starts_with(now.folder + "/")) add_unread(both(file), "", row);
  }

  UnreadPlaces both(const std::string& file) const { return {before_.unread->file(file), after_.unread->file(file)}; }

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
  std::vector<std::string> above_;  ///< what was moved that all records of the cycle lean on
  std::vector<std::optional<std::size_t>> objective_of_, key_result_of_;  ///< of each of now the one before
  std::vector<std::size_t> dropped_key_results_;                          ///< of before, by their places
};

// --- KPIs ------------------------------------------------------------------------------------------------------------

DiffSide side_of(const Workspace& workspace, const Kpi& kpi, Date as_of) {
  const KpiNumbers numbers = numbers_of(workspace, kpi, as_of);
  return {kpi.id.text, {}, {}, numbers.value(), std::string(word(numbers.status))};
}

/// Two sides on a day, and what could not be read of each.
struct ReadSides {
  ReadSides(const DiffSides& compared, Date day)
      : sides(compared), before(compared.before), after(compared.after), as_of(day) {}

  const DiffSides& sides;
  Unread before, after;
  Date as_of;
};

/// Its definition, and then its readings, as far as both were read.
void add_kpi_causes(const ReadSides& read, const Kpi& old, const Kpi& now, RecordDifference& row) {
  const std::string old_file(read.sides.before.file_of(old.place)), new_file(read.sides.after.file_of(now.place));
  const UnreadPlaces definition{read.before.file(old_file), read.after.file(new_file)};
  if (definition.anywhere()) return add_unread(definition, "", row);
  append(row.causes, field_causes(old, now, !old.readings.empty()));
  take_out_unread(
      [&](const std::string& field) {
        if (field.starts_with("targets."))
          return UnreadPlaces{read.before.any_in(old_file), read.after.any_in(new_file)};
        return UnreadPlaces{read.before.value(old, field), read.after.value(now, field)};
      },
      row);
  const UnreadPlaces readings{read.before.readings(old), read.after.readings(now)};
  if (!readings.on_one_side()) append(row.causes, fact_causes(facts_of(old, read.as_of), facts_of(now, read.as_of)));
  if (!row.before && !row.after) add_unread(readings, "value", row);  // else it is said already
}

RecordDifference kpi_row(const ReadSides& read, const Kpi* old, const Kpi* now) {
  RecordDifference row;
  row.record = DiffRecord::kpi;
  const Kpi& shown = *(now ? now : old);
  row.id = shown.id.text;
  row.title = shown.title.empty() && old ? old->title : shown.title;
  row.unit = shown.unit.empty() && old ? old->unit : shown.unit;
  if (old && now) {
    add_kpi_causes(read, *old, *now, row);
    const bool may_differ = !row.causes.empty() || old->id != now->id || !now->formula.empty();
    if (!may_differ) {
      row.before = row.after = DiffSide{.id = now->id.text};
      return row;
    }
  }
  if (old && !row.before) row.before = side_of(read.sides.before, *old, read.as_of);
  if (now && !row.after) row.after = side_of(read.sides.after, *now, read.as_of);
  add_identity(row);
  return row;
}

/// False where nothing but words of the KPI is another: no number of a key result follows from those.
bool feeds_others(const RecordDifference& row) {
  const bool is_text = row.before && row.after && row.before->id == row.after->id &&
                       std::ranges::all_of(row.causes, [](const auto& one) { return one.cause == Cause::text; });
  return !is_text || moves_at_all(row);
}

std::vector<RecordDifference> kpi_rows(const ReadSides& read) {
  std::vector<Nameable> old, now;
  for (const Kpi& kpi : read.sides.before.kpis) old.push_back({kpi.id.text, kpi.was, kpi.title});
  for (const Kpi& kpi : read.sides.after.kpis) now.push_back({kpi.id.text, kpi.was, kpi.title});
  const auto partner = partners(old, now);
  std::vector<RecordDifference> rows;
  const auto add = [&](const Kpi* before, const Kpi* after) {
    RecordDifference row = kpi_row(read, before, after);
    if (differs(row)) rows.push_back(std::move(row));
  };
  for (std::size_t i = 0; i < now.size(); ++i)
    add(partner[i] ? &read.sides.before.kpis[*partner[i]] : nullptr, &read.sides.after.kpis[i]);
  for (const std::size_t j : without_partner(partner, old.size())) add(&read.sides.before.kpis[j], nullptr);
  return rows;
}

// --- all of it -------------------------------------------------------------------------------------------------------

void add_settings(const ReadSides& read, std::vector<RecordDifference>& rows) {
  RecordDifference row;
  row.record = DiffRecord::settings;
  row.id = settings_file;
  row.before = row.after = DiffSide{.id = row.id};
  const UnreadPlaces places{read.before.any_in(row.id), read.after.any_in(row.id)};
  if (read.sides.before.files.empty())
    row.causes = {{.cause = Cause::added}};  // the workspace was not begun
  else if (places.on_one_side())
    add_unread(places, "", row);
  else if (read.before.file(row.id).empty())
    row.causes = field_causes(read.sides.before.settings, read.sides.after.settings);
  if (row.causes.empty()) return;
  rows.push_back(std::move(row));
}

void add_cycle(const ReadSides& read, const CycleId& id, const MovedAround& around,
               std::vector<RecordDifference>& rows) {
  if (read.sides.only && *read.sides.only != id) return;
  const SeenCycle before = seen_cycle(read.sides.before, read.before, read.sides.before.cycle(id), read.as_of);
  const SeenCycle after = seen_cycle(read.sides.after, read.after, read.sides.after.cycle(id), read.as_of);
  CycleComparison(before, after, around, read.as_of).add_to(rows);
}

}  // namespace

Differences differences_of(const DiffSides& sides, Date as_of) {
  Differences differences{sides.from, sides.to, as_of, sides.after.settings.scoring.scale, {}, &sides.after};
  const ReadSides read(sides, as_of);
  std::vector<RecordDifference> kpis = kpi_rows(read);
  MovedAround around;
  for (const RecordDifference& row : kpis)
    if (feeds_others(row)) around.kpis.insert(row.id);
  around.settings = has_definition(field_causes(sides.before.settings, sides.after.settings));
  if (!sides.only) add_settings(read, differences.rows);
  for (const Cycle& cycle : sides.after.cycles) add_cycle(read, cycle.id, around, differences.rows);
  for (const Cycle& cycle : sides.before.cycles)
    if (!sides.after.cycle(cycle.id)) add_cycle(read, cycle.id, around, differences.rows);
  if (!sides.only) std::ranges::move(kpis, std::back_inserter(differences.rows));
  for (RecordDifference& row : differences.rows)
    for (DifferenceCause& cause : row.causes) cause.as_of = as_of;
  return differences;
}

}  // namespace okr::reports
