// SPDX-License-Identifier: MIT
// Objectives: their key results and the objectives aligned to them, rolled up. Cycles: the mean of their top-level
// objectives, committed and aspirational apart.
#include <algorithm>
#include <map>
#include <span>
#include <unordered_set>
#include <utility>

#include "compute/parts.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/workspace.hpp"

namespace okr {
namespace {

/// What objectives are made of, each computed once for a day: the children first, however deep they lie.
class Descent {
 public:
  explicit Descent(const Workspace& workspace) : workspace_(workspace), alignment_(workspace) {}

  ObjectiveNumbers made(const ObjectiveSubject& subject, Date day);
  const ObjectiveNumbers& of(const Cycle& cycle, const Objective& objective, Date day);
  /// The same to keep, and forgotten here: when nobody asks again.
  ObjectiveNumbers take(const Cycle& cycle, const Objective& objective, Date day);

  /// Of what is being made; one that comes again on the way down is a loop (E111), reported on load.
  std::vector<ChildNumbers> children_of(const ObjectiveSubject& subject, Date as_of);
  bool is_top_level(const ObjectiveSubject& subject) {
    return alignment_.is_top_level(subject.cycle, subject.objective);
  }

 private:
  struct Open {
    ObjectiveSubject subject;
    Date as_of;
    std::size_t next = 0;  // child
  };
  using Key = std::pair<const Objective*, Date>;

  std::span<const Alignment::Child> children(const Objective& parent) {
    if (parent.roll_up == RollUp::krs) return {};
    return alignment_.children_of(parent);
  }
  void open(const ObjectiveSubject& subject, Date day) {
    way_down_.push_back({subject, counted_day(subject.cycle, day)});
    open_.insert(&subject.objective);
  }
  bool open_next_child();

  const Workspace& workspace_;
  Alignment alignment_;
  std::map<Key, ObjectiveNumbers> known_;
  std::vector<Open> way_down_;
  std::unordered_set<const Objective*> open_;
};

/// The word of a child whose cycle is over, for a parent whose own cycle runs: by how it ended, never "ended" (0.39).
PaceStatus status_for_parent(const ObjectiveNumbers& child) {
  if (child.status != PaceStatus::ended) return child.status;
  if (child.reached) return PaceStatus::achieved;
  if (!child.verdict) return PaceStatus::no_data;
  switch (*child.verdict) {
    case Verdict::met:
    case Verdict::success:
    case Verdict::too_safe: return PaceStatus::achieved;
    case Verdict::fell_short: return PaceStatus::behind;
    case Verdict::missed:
    case Verdict::far_short: break;
  }
  return PaceStatus::at_risk;
}

/// A report of a day knows nothing of what begins later: as long as the parent's own cycle has begun, a child that
/// waits for its cycle is left out, as one that is n/a (2.6).
bool waits_for_its_cycle(const Cycle& parent, const ChildNumbers& child, Date as_of) {
  const bool is_known = counts(child.part.state) && !is_fault(child.part.score.absence);
  return is_known && parent.dated && child.cycle->dated &&
         std::max(as_of, parent.period.first) < child.cycle->period.first;
}

ChildNumbers as_child(const Cycle& cycle, const ObjectiveNumbers& numbers) {
  ChildNumbers child{&cycle,
                     numbers.objective,
                     numbers.id,
                     part_of(numbers),
                     numbers.as_planned,
                     numbers.planned_weight,
                     numbers.planned_state,
                     numbers.status == PaceStatus::ended};
  child.part.status = status_for_parent(numbers);
  child.part.name = cycle.id.text + "/" + numbers.id.text;
  return child;
}

void leave_out(ChildNumbers& child) {
  child.part.score = child.as_planned = Absence::not_begun;
  child.part.expected.reset();
  child.part.shortfall.reset();
}

ChildNumbers in_a_loop(const Cycle& cycle, const Objective& child) {
  ChildNumbers numbers;
  numbers.cycle = &cycle;
  numbers.id = child.id;
  numbers.part.score = numbers.as_planned = Absence::parent_loop;
  return numbers;
}

struct Parts {
  std::vector<Part> now, planned;
};

Parts parts_of(const Objective& objective, const ObjectiveNumbers& numbers) {
  Parts parts;
  if (objective.roll_up != RollUp::children)
    for (const KeyResultNumbers& kr : numbers.key_results) {
      parts.now.push_back(part_of(kr));
      parts.planned.push_back(planned_part_of(kr));
    }
  for (const ChildNumbers& child : numbers.children) {
    parts.now.push_back(child.part);
    parts.planned.push_back(planned_part_of(child));
  }
  return parts;
}

void add_key_results(const ObjectiveSubject& subject, ObjectiveNumbers& numbers, Date as_of) {
  numbers.key_results.reserve(subject.objective.key_results.size());
  for (const KeyResult& kr : subject.objective.key_results) {
    numbers.key_results.push_back(numbers_of(Subject{subject.workspace, subject.cycle, subject.objective, kr}, as_of));
    const KeyResultNumbers& last = numbers.key_results.back();
    numbers.counts.add(last.status());
    numbers.freshness = std::max(numbers.freshness, last.recency.freshness);
  }
}

/// Of what it is made of something may stand in a file that cannot be read; a check-in only says less of what is there.
bool may_lack_children(const ObjectiveSubject& subject) {
  const auto defines = [](const UnreadFile& file) { return file.name != settings_file && !is_checkin_path(file.name); };
  return subject.objective.roll_up != RollUp::krs &&
         (subject.cycle.incomplete || std::ranges::any_of(subject.cycle.unread_beside, defines));
}

Absence absence_in_error(const ObjectiveSubject& subject) {
  if (!subject.cycle.dated || subject.objective.faulty) return Absence::record_in_error;
  return may_lack_children(subject) ? Absence::children_unread : Absence::none;
}

void add_scores(const ObjectiveSubject& subject, const Parts& parts, ObjectiveNumbers& numbers) {
  const Absence fault = absence_in_error(subject);
  const bool in_error = fault != Absence::none;
  const bool rests = !counts(numbers.state) || is_draft(subject.cycle);
  numbers.score = in_error ? Computed<Score>(fault)
                  : rests  ? Computed<Score>(Absence::not_counted)
                           : rolled_up(parts.now);
  numbers.as_planned = in_error                                   ? Computed<Score>(fault)
                       : counts_as_planned(numbers.planned_state) ? rolled_up_as_planned(parts.planned)
                                                                  : Computed<Score>(Absence::not_counted);
  trace_roll_up(subject.trace, "score", parts.now, numbers.score);
  trace_as_planned(subject.trace, parts.planned, numbers.as_planned);
  numbers.reached = all_reached(parts.now);
  if (rests || is_fault(numbers.score.absence)) return;  // a pace of what could be read is none of the objective
  numbers.expected = mean_expected(parts.now);
  numbers.gap = mean_gap(parts.now);
}

/// A part ended missed, or it was itself called done before it was reached (0.39).
void add_lost(const Parts& parts, ObjectiveNumbers& numbers) {
  const bool ended_missed = any_lost(parts.now) || (numbers.state == State::done && numbers.score);
  numbers.lost = counts(numbers.state) && !numbers.reached && !is_fault(numbers.score.absence) && ended_missed;
  numbers.cannot_end_met = numbers.lost && numbers.type == ObjectiveType::committed;
}

/// Committed: the worst decides. Others: the mean gap, where something is paced and has begun.
PaceStatus running_status(const ObjectiveSubject& subject, const Parts& parts, const ObjectiveNumbers& numbers) {
  const auto worst = worst_status(parts.now);
  if (!worst || is_fault(numbers.score.absence)) return PaceStatus::not_available;
  if (all_have(parts.now, PaceStatus::not_started)) return PaceStatus::not_started;
  if (numbers.cannot_end_met) return PaceStatus::at_risk;
  if (numbers.reached && *worst >= PaceStatus::achieved) return PaceStatus::achieved;
  if (numbers.type == ObjectiveType::committed || !numbers.gap) return *worst;
  return status_by_gap(*numbers.gap, subject.workspace.settings.scoring);
}

std::vector<TraceInput> lost_parts(const Parts& parts) {
  std::vector<TraceInput> inputs;
  for (const Part& part : parts.now)
    if (counts(part.state) && part.weight > 0 && part.lost)
      inputs.push_back({"status", std::string(word(part.status)), {}, false, part.name});
  return inputs;
}

/// The rule that gave the status, with every part that had a say.
StatusTrace status_trace_of(const ObjectiveSubject& subject, const Parts& parts, const ObjectiveNumbers& numbers) {
  if (numbers.state != State::active) return {"its state", {}};
  if (numbers.status == PaceStatus::draft) return {"part of a draft", {}};
  if (numbers.status == PaceStatus::ended) return {"the cycle is over: the verdict stands instead", {}};
  if (numbers.cannot_end_met)
    return {"a part of a committed objective cannot be reached any more: at risk", lost_parts(parts)};
  const bool by_gap = numbers.type != ObjectiveType::committed && numbers.gap;
  const bool is_special = numbers.status == PaceStatus::not_started || numbers.status == PaceStatus::not_available ||
                          numbers.status == PaceStatus::achieved;
  StatusTrace how{by_gap && !is_special ? gap_rule : "the worst of the parts with weight", {}};
  if (!subject.trace) return how;
  if (by_gap && !is_special) {
    how.inputs.push_back({"gap", traced(numbers.gap)});
    add_gap_thresholds(subject.workspace.settings.scoring, how.inputs);
    return how;
  }
  for (const Part& part : parts.now)
    if (counts(part.state) && part.weight > 0)
      how.inputs.push_back({"status", std::string(word(part.status)), {}, false, part.name});
  return how;
}

void trace_mean_gap(const ObjectiveSubject& subject, const Parts& parts, const ObjectiveNumbers& numbers) {
  if (!numbers.gap) return;
  record(subject.trace, [&] {
    TraceStep step{"gap", "sum of weight x (expected - progress cut to 0..1) / sum of weight, paced parts, 4 decimals",
                   "3.2", traced(numbers.gap)};
    for (const Part& part : parts.now) {
      if (!counts(part.state) || !(part.weight > 0) || !part.shortfall) continue;
      step.inputs.push_back({"weight", part.weight, part.place, !part.place.known(), part.name});
      step.inputs.push_back({"expected - progress", *part.shortfall, {}, false, part.name});
    }
    return step;
  });
}

PaceStatus status_of(const ObjectiveSubject& subject, const Parts& parts, const ObjectiveNumbers& numbers, Date as_of) {
  if (numbers.state != State::active) return status_of_state(numbers.state);
  if (is_draft(subject.cycle)) return PaceStatus::draft;
  if (as_of < subject.cycle.period.first) return PaceStatus::not_started;
  if (has_ended(subject.cycle, as_of)) return PaceStatus::ended;
  return running_status(subject, parts, numbers);
}

void show(const ObjectiveSubject& subject, ObjectiveNumbers& numbers, Date as_of) {
  const Scoring& scoring = subject.workspace.settings.scoring;
  add_shown(scoring, numbers);
  if (!numbers.shown) return;
  trace_shown(subject.trace, scoring, numbers.shown);
  const bool decided = has_ended(subject.cycle, as_of) && counts(numbers.state);
  if (decided && !numbers.verdict) numbers.verdict = verdict_of(numbers.type, numbers.reached, *numbers.shown, scoring);
  trace_verdict(subject.trace, scoring, numbers.type, numbers.verdict);
}

void add_definition(const ObjectiveSubject& subject, ObjectiveNumbers& numbers, Date as_of) {
  const Definition definition = definition_of(subject.objective, as_of);
  const Definition planned = first_definition(subject.objective);
  numbers.objective = &subject.objective;
  numbers.id = subject.objective.id;
  numbers.type = subject.objective.type();
  numbers.state = state_of(subject.cycle, subject.objective, as_of);
  numbers.weight = definition.weight_or_default();
  numbers.planned_weight = planned.weight_or_default();
  const State first = numbers.state == definition.state ? planned.state : State::active;
  numbers.planned_state = is_draft(subject.cycle) ? State::draft : first;
}

ObjectiveNumbers numbers_on(const ObjectiveSubject& subject, Descent& descent, Date as_of) {
  ObjectiveNumbers numbers;
  numbers.cycle = &subject.cycle;
  add_definition(subject, numbers, as_of);
  numbers.top_level = descent.is_top_level(subject);
  add_key_results(subject, numbers, as_of);
  numbers.children = descent.children_of(subject, as_of);
  const Parts parts = parts_of(subject.objective, numbers);
  add_scores(subject, parts, numbers);
  if (numbers.state == State::active) numbers.state = common_end(parts.now).value_or(State::active);
  add_lost(parts, numbers);
  numbers.status = status_of(subject, parts, numbers, as_of);
  trace_mean_gap(subject, parts, numbers);
  trace_status(subject.trace, numbers.status, status_trace_of(subject, parts, numbers));
  if (is_final(subject.cycle, as_of)) apply_result(subject, numbers);
  show(subject, numbers, as_of);
  return numbers;
}

std::vector<ChildNumbers> Descent::children_of(const ObjectiveSubject& subject, Date as_of) {
  std::vector<ChildNumbers> numbers;
  for (const Alignment::Child& child : children(subject.objective)) {
    const auto it = known_.find({child.objective, counted_day(*child.cycle, as_of)});
    numbers.push_back(open_.contains(child.objective) || it == known_.end() ? in_a_loop(*child.cycle, *child.objective)
                                                                            : as_child(*child.cycle, it->second));
    if (waits_for_its_cycle(subject.cycle, numbers.back(), as_of)) leave_out(numbers.back());
  }
  return numbers;
}

/// False where all children of the innermost open one are known, or open themselves.
bool Descent::open_next_child() {
  Open& top = way_down_.back();
  const auto below = children(top.subject.objective);
  while (top.next < below.size()) {
    const Alignment::Child& child = below[top.next++];
    if (open_.contains(child.objective) || known_.contains({child.objective, counted_day(*child.cycle, top.as_of)}))
      continue;
    open({workspace_, *child.cycle, *child.objective, nullptr}, top.as_of);
    return true;
  }
  return false;
}

ObjectiveNumbers Descent::made(const ObjectiveSubject& subject, Date day) {
  open(subject, day);
  while (true) {
    if (open_next_child()) continue;
    const Open& top = way_down_.back();
    ObjectiveNumbers numbers = numbers_on(top.subject, *this, top.as_of);
    const Key key{&top.subject.objective, top.as_of};
    open_.erase(key.first);
    way_down_.pop_back();
    if (way_down_.empty()) return numbers;
    known_.emplace(key, std::move(numbers));
  }
}

const ObjectiveNumbers& Descent::of(const Cycle& cycle, const Objective& objective, Date day) {
  const Key key{&objective, counted_day(cycle, day)};
  const auto it = known_.find(key);
  if (it != known_.end()) return it->second;
  return known_.emplace(key, made({workspace_, cycle, objective, nullptr}, day)).first->second;
}

ObjectiveNumbers Descent::take(const Cycle& cycle, const Objective& objective, Date day) {
  of(cycle, objective, day);
  auto known = known_.extract(Key{&objective, counted_day(cycle, day)});
  ObjectiveNumbers numbers = std::move(known.mapped());
  return numbers;
}

/// Day and week of the cycle; the last week ends with it (0.1).
void add_calendar(const Cycle& cycle, CycleNumbers& numbers, Date as_of) {
  numbers.days = length_in_days(cycle.period);
  numbers.weeks = std::max(1, (2 * numbers.days + days_of_week) / (2 * days_of_week));
  numbers.elapsed = elapsed(cycle.period, as_of);
  numbers.ended = has_ended(cycle, as_of);
  if (as_of < cycle.period.first) return;
  const int passed = days_between(cycle.period.first, as_of);
  numbers.day = std::min(numbers.days, passed + 1);
  numbers.week = std::min(numbers.weeks, passed / days_of_week + 1);
}

void add_objectives(const CycleSubject& subject, std::span<const Objective* const> objectives, CycleNumbers& numbers,
                    Date as_of) {
  Descent descent(subject.workspace);
  numbers.objectives.reserve(objectives.size());
  for (const Objective* objective : objectives) descent.of(subject.cycle, *objective, as_of);
  for (const Objective* objective : objectives)
    numbers.objectives.push_back(descent.take(subject.cycle, *objective, as_of));
}

std::vector<const Objective*> objectives_of(const Cycle& cycle,
                                            const std::function<bool(const Objective&)>& is_wanted) {
  std::vector<const Objective*> objectives;
  for (const Objective& objective : cycle.objectives)
    if (!is_wanted || is_wanted(objective)) objectives.push_back(&objective);
  return objectives;
}

CycleNumbers on_the_day(const CycleSubject& subject, Date as_of) {
  CycleNumbers numbers;
  numbers.cycle = &subject.cycle;
  numbers.as_of = as_of;
  numbers.is_final = is_final(subject.cycle, as_of);
  if (subject.cycle.dated) add_calendar(subject.cycle, numbers, as_of);
  return numbers;
}

std::vector<const ObjectiveNumbers*> top_of(const CycleNumbers& numbers) {
  std::vector<const ObjectiveNumbers*> top;
  for (const ObjectiveNumbers& objective : numbers.objectives)
    if (counts_for_total(objective)) top.push_back(&objective);
  return top;
}

void add_counts(CycleNumbers& numbers) {
  for (const ObjectiveNumbers& objective : numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results) numbers.counts.add(kr.status());
}

void add_totals(const CycleSubject& subject, CycleNumbers& numbers) {
  numbers.totals = totals_of(subject.cycle, top_of(numbers), subject.workspace.settings.scoring);
  numbers.score = numbers.totals.score;
  numbers.as_planned = numbers.totals.as_planned;
  numbers.committed = numbers.totals.committed;
  numbers.aspirational = numbers.totals.aspirational;
  numbers.committed_met = numbers.totals.committed_met;
  numbers.committed_count = numbers.totals.committed_count;
}

/// Every mean of the cycle with its parts.
void trace_totals(const CycleSubject& subject, const CycleNumbers& numbers) {
  if (!subject.trace) return;
  const PartsByType parts = parts_by_type(top_of(numbers));
  const Totals& totals = numbers.totals;
  trace_roll_up(subject.trace, "score", parts.all, totals.score);
  if (!parts.aspirational.empty())
    trace_roll_up(subject.trace, "aspirational", parts.aspirational, totals.aspirational);
  if (!parts.committed.empty()) trace_roll_up(subject.trace, "committed", parts.committed, totals.committed);
  trace_as_planned(subject.trace, parts.planned, totals.as_planned);
}

}  // namespace

struct ObjectiveTable::Inside {
  Descent descent;
};

ObjectiveTable::ObjectiveTable(const Workspace& workspace) : inside_(new Inside{Descent(workspace)}) {}
ObjectiveTable::~ObjectiveTable() = default;

const ObjectiveNumbers& ObjectiveTable::of(const Cycle& cycle, const Objective& objective, Date as_of) {
  return inside_->descent.of(cycle, objective, as_of);
}

ObjectiveNumbers numbers_of(const ObjectiveSubject& subject, Date as_of) {
  return Descent(subject.workspace).made(subject, as_of);
}

CycleNumbers numbers_of(const CycleSubject& subject, Date as_of) {
  CycleNumbers numbers = on_the_day(subject, as_of);
  add_objectives(subject, objectives_of(subject.cycle, nullptr), numbers, as_of);
  if (numbers.is_final) add_known_objectives(subject, numbers);
  add_totals(subject, numbers);
  trace_totals(subject, numbers);
  add_counts(numbers);
  if (numbers.is_final) apply_result(subject, numbers);
  if (numbers.score) numbers.shown = shown_score(*numbers.score);
  trace_shown(subject.trace, subject.workspace.settings.scoring, numbers.shown);
  return numbers;
}

CycleNumbers numbers_of(const CycleSubject& subject, const std::function<bool(const Objective&)>& is_wanted,
                        Date as_of) {
  CycleNumbers numbers = on_the_day(subject, as_of);
  add_objectives(subject, objectives_of(subject.cycle, is_wanted), numbers, as_of);
  return numbers;
}

CycleNumbers numbers_of(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  return numbers_of(CycleSubject{workspace, cycle, nullptr}, as_of);
}

bool has_nothing_to_score(const ObjectiveNumbers& objective) {
  if (!objective.objective || !counts(objective.state) || objective.is_final) return false;
  if (objective.objective->roll_up == RollUp::krs) return objective.key_results.empty();
  return objective.score.absence == Absence::nothing_below;
}

bool has_fault(const CycleNumbers& numbers) {
  const bool is_drafted = numbers.cycle->state == CycleState::draft;
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    if (is_fault(objective.score.absence) || (!is_drafted && has_nothing_to_score(objective))) return true;
    for (const KeyResultNumbers& key_result : objective.key_results)
      if (is_fault(key_result.progress.absence) || is_fault(key_result.score.absence)) return true;
  }
  return is_fault(numbers.score.absence);
}

}  // namespace okr
