// SPDX-License-Identifier: MIT

#include "okr/compute/kpi_numbers.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <utility>

#include "compute/formula_periods.hpp"
#include "okr/base/ranges.hpp"
#include "okr/compute/definition.hpp"
#include "okr/compute/pace.hpp"
#include "okr/compute/staleness.hpp"
#include "okr/model/current.hpp"
#include "okr/model/formula.hpp"
#include "okr/model/kpi_bounds.hpp"

namespace okr {
namespace {

void add_bounds(const Workspace& workspace, KpiNumbers& numbers, Date as_of) {
  const Kpi& kpi = *numbers.kpi;
  numbers.bounds.reserve(numbers.periods.size());
  RisingBounds bounds(kpi);
  for (const KpiPeriod& period : numbers.periods)
    numbers.bounds.push_back(bounds.on(std::min(period.period.last, as_of)));
  numbers.current_bounds = bounds_at(kpi, period_containing(as_of, numbers.unit, workspace.fiscal_start()).last, as_of);
  numbers.last_bounds = numbers.last ? numbers.bounds[*numbers.last] : numbers.current_bounds;
  const auto has_begun = [as_of](const KpiTarget& target) { return target.first <= as_of; };
  numbers.known_targets = static_cast<std::size_t>(std::ranges::count_if(kpi.targets, has_begun));
}

void add_comparisons(const Workspace& workspace, KpiNumbers& numbers) {
  const Kpi& kpi = *numbers.kpi;
  const KpiBounds& bounds = numbers.last_bounds;
  const ScaledValue value = numbers.periods[*numbers.last].scaled();
  if (bounds.target && kpi.good_or_default() != Good::range && numbers.is_comparable())
    numbers.target = compared(kpi, bounds, value, {bounds.target});
  const KpiSeries series{numbers.unit, numbers.periods, bounds};
  numbers.previous = against_previous(kpi, series, *numbers.last);
  numbers.year_ago = year_over_year(workspace, kpi, series, *numbers.last);
  if (!numbers.is_comparable()) return;
  for (const Benchmark& benchmark : kpi.benchmarks)
    numbers.benchmarks.push_back({&benchmark, compared(kpi, bounds, value, {benchmark.value})});
}

/// Each period by the target of its time.
Rag rag_in(const KpiNumbers& numbers, std::size_t period) {
  return rag_of(*numbers.kpi, numbers.bounds[period], numbers.periods[period].scaled());
}

int count_red(const KpiNumbers& numbers) {
  int red = 0;
  for (std::size_t i = numbers.periods.size(); i > 0; --i) {
    const KpiPeriod& period = numbers.periods[i - 1];
    if (!period.complete || !period.value) continue;
    if (rag_in(numbers, i - 1) != Rag::red) break;
    red += period.times;
  }
  return red;
}

void add_signal(const Workspace& workspace, KpiNumbers& numbers) {
  const auto limit_points = static_cast<std::size_t>(workspace.settings.scoring.limit_points);
  numbers.xmr = xmr_of(*numbers.kpi, numbers.periods, limit_points);
  if (numbers.xmr.points.empty()) return;
  if (numbers.is_comparable() && !numbers.xmr.changes) {
    std::vector<double> values;
    for (const XmrPoint& point : std::span(numbers.xmr.points).subspan(numbers.xmr.segments.back().first))
      values.push_back(without_dust(numbers.periods[point.period].scaled()));
    numbers.assurance = assurance_of(*numbers.kpi, numbers.last_bounds, numbers.xmr.limits(), values);
  }
  numbers.signal = meaning_of(*numbers.kpi, numbers.xmr, numbers.xmr.points.size() - 1);
  if (numbers.xmr.growth == Growth::trending) numbers.signal = SignalMeaning::trending;
}

bool is_breached(const Workspace& workspace, const KpiNumbers& numbers) {
  if (numbers.unit != numbers.kpi->every || numbers.status == Rag::not_available) return false;
  if (numbers.red_in_a_row >= std::max(1, workspace.settings.scoring.breach_periods)) return true;
  return is_lasting_concern(*numbers.kpi, numbers.xmr);
}

void add_age(const Workspace& workspace, KpiNumbers& numbers, Date as_of) {
  std::optional<Date> last;
  for (const KpiPeriod& period : numbers.periods)
    if (period.last_reading) last = period.last_reading;
  if (!last) return;
  numbers.age = calendar_age(*last, as_of);
  numbers.age_away = away_days(*last, workspace.settings.workspace.away, as_of);
}

/// Every reading of the last complete period; of a formula what its parts came to then.
void trace_value(const Workspace& workspace, const KpiNumbers& numbers, Date as_of, Trace& trace) {
  if (!numbers.last) return;
  const Kpi& kpi = *numbers.kpi;
  const Period& period = numbers.periods[*numbers.last].period;
  const bool computed = !kpi.formula.empty();
  TraceStep step{"value", computed ? "the formula on its parts' values of the period" : word(kpi.aggregate), "5.3",
                 traced(numbers.value())};
  step.inputs.push_back({"last complete period", period_name(period, kpi.every, workspace.fiscal_start())});
  if (computed) step.inputs.push_back({"formula", kpi.formula, kpi.place_of("formula")});
  for (const std::string& id : parts_of_formula(kpi))
    if (const Kpi* part = workspace.kpi(id))
      for (const KpiPeriod& known : kpi_periods(workspace, *part, {kpi.every, std::nullopt}, as_of))
        if (contains(known.period, period.first))
          step.inputs.push_back({"value", traced(known.value), known.place, false, id});
  for (const Reading& reading : kpi.readings)
    if (!computed && contains(period, reading.date))
      step.inputs.push_back({"reading", reading.value, reading.place, false, to_string(reading.date)});
  const KpiPeriod& known = numbers.periods[*numbers.last];
  if (!computed && counts_missing_as_zero(kpi) && known.covered < known.expected)
    step.inputs.push_back({"missing, each 0", static_cast<double>(known.expected - known.covered)});
  trace.steps.push_back(std::move(step));
}

/// Where the bound of the last period was said: in the last entry of [targets] of its time, else in the definition.
Place place_of_bound(const KpiNumbers& numbers, std::string_view key) {
  const Kpi& kpi = *numbers.kpi;
  Place place = kpi.place_of(key);
  if (!numbers.last) return place;
  for (const KpiTarget& entry : std::span(kpi.targets).first(numbers.known_targets))
    if (entry.first <= numbers.periods[*numbers.last].period.last && entry.gives(key)) place = entry.place_of(key);
  return place;
}

void trace_kpi_status(const KpiNumbers& numbers, Trace& trace) {
  const Kpi& kpi = *numbers.kpi;
  TraceStep step{"status", "the value against target and warn, or against min, max and margin", "5.2",
                 std::string(word(numbers.status))};
  const auto limit = [&](std::string_view key, const std::optional<double>& value) {
    if (value) step.inputs.push_back({key, *value, place_of_bound(numbers, key)});
  };
  const KpiBounds& bounds = numbers.last_bounds;
  step.inputs.push_back({"value", traced(numbers.value())});
  if (kpi.has_direction())
    step.inputs.push_back({"good", std::string(word(kpi.good_or_default())),
                           kpi.gives("good") ? kpi.place_of("good") : Place{}, !kpi.gives("good")});
  limit("target", bounds.target);
  limit("warn", bounds.warn);
  limit("min", bounds.min);
  limit("max", bounds.max);
  limit("margin", bounds.margin);
  trace.steps.push_back(std::move(step));
}

void trace_comparison(const KpiNumbers& numbers, std::string_view what, const std::optional<Comparison>& comparison,
                      Trace& trace) {
  if (!comparison) return;
  trace.steps.push_back({what, "value - reference", "5.4", comparison->delta});
  trace.steps.back().inputs = {{"value", traced(numbers.value())}, {"reference", comparison->reference}};
}

/// The points from which the limits come, and their mean and mean moving range.
void trace_points(const Workspace& workspace, const KpiNumbers& numbers, const XmrLimits& limits, Trace& trace) {
  TraceStep mean{"mean", "mean of the first points since the last rebase, at most limit-points", "5.5", limits.mean};
  const std::size_t first = numbers.xmr.segments.back().first;
  for (std::size_t i = first; i < first + limits.points; ++i) {
    const KpiPeriod& period = numbers.periods[numbers.xmr.points[i].period];
    mean.inputs.push_back({"value", numbers.xmr.points[i].value, period.place, false,
                           period_name(period.period, numbers.kpi->every, workspace.fiscal_start())});
  }
  trace.steps.push_back(std::move(mean));
  trace.steps.push_back(
      {"mean moving range", "mean of the distances from one of these points to the next", "5.5", limits.mean_range});
}

void trace_signal(const Workspace& workspace, const KpiNumbers& numbers, Trace& trace) {
  const XmrLimits* limits = numbers.xmr.limits();
  if (!limits) return;
  trace_points(workspace, numbers, *limits, trace);
  const auto add = [&](std::string_view what, std::string_view formula, double result) {
    trace.steps.push_back({what, formula, "5.5", result});
    trace.steps.back().inputs = {{"mean", limits->mean},
                                 {"mean moving range", limits->mean_range},
                                 {"points", static_cast<double>(limits->points)}};
    if (!limits->alike) return;
    trace.steps.back().inputs.push_back({"lag-one correlation", *limits->correlation});
    trace.steps.back().inputs.push_back({"standard deviation", *limits->deviation});
  };
  add("lower natural limit",
      limits->alike ? "neighbours are alike: mean - the greater of 2.66 x mean moving range and 3 standard deviations, "
                      "not below floor"
                    : "mean - 2.66 x mean moving range, not below floor",
      limits->lower);
  add("upper natural limit",
      limits->alike ? "neighbours are alike: mean + the greater of 2.66 x mean moving range and 3 standard deviations, "
                      "not above ceil"
                    : "mean + 2.66 x mean moving range, not above ceil",
      limits->upper);
  trace.steps.push_back({"signal",
                         "1 beyond a limit; 3 eight in a row on one side of the mean; 2 three of four near a limit",
                         "5.5", std::string(word(numbers.signal))});
  trace.steps.back().inputs = {{"rule", static_cast<double>(numbers.xmr.points.back().signal.rule_number())}};
  if (numbers.xmr.growth == Growth::none) return;
  trace.steps.push_back({"level",
                         "8 of the last 12 points left the limits of the first 8: trending where the last 4 go on from "
                         "the 4 before by more than the mean moving range, else at a new level",
                         "0.28", std::string(numbers.xmr.growth == Growth::trending ? "trending" : "new level")});
  const LevelShift& shift = *numbers.xmr.shift;
  trace.steps.back().inputs = {{"lower limit", shift.limits.lower},
                               {"upper limit", shift.limits.upper},
                               {"points beyond", static_cast<double>(shift.beyond)},
                               {"mean of the last 4", shift.recent},
                               {"mean of the 4 before", shift.earlier},
                               {"mean moving range", shift.limits.mean_range}};
}

/// No target to be judged by is "no target"; a sum of other periods is the same.
Rag status_of(const KpiNumbers& numbers) {
  const Rag status = numbers.last ? rag_in(numbers, *numbers.last) : rag_of(*numbers.kpi, numbers.last_bounds, {});
  const bool judged = status == Rag::green || status == Rag::amber || status == Rag::red;
  return judged && !numbers.is_comparable() ? Rag::no_target : status;
}

/// The target, or the bound of a range that the value is beyond; empty without target, or inside a range.
std::optional<double> goal_of(const Kpi& kpi, const KpiBounds& bounds, double value) {
  if (kpi.good_or_default() != Good::range) return bounds.target;
  if (bounds.min && below(value, *bounds.min)) return bounds.min;
  if (bounds.max && above(value, *bounds.max)) return bounds.max;
  return std::nullopt;
}

/// True when going from the value to the goal is going the better way.
bool leads_back(const Kpi& kpi, double value, double goal) {
  switch (kpi.good_or_default()) {
    case Good::up: return above(goal, value);
    case Good::down: return below(goal, value);
    case Good::range: return !equal(goal, value);
  }
  return false;
}

/// The bounds that a value at one of them misses for being strict: there is no way to go, only something to hold.
std::optional<KpiAim> held_aim(const Kpi& kpi, const KpiBounds& bounds, double value) {
  const auto is_at = [value](const std::optional<double>& bound) { return bound && equal(value, *bound); };
  if (!kpi.strict || !(is_at(bounds.target) || is_at(bounds.min) || is_at(bounds.max))) return std::nullopt;
  switch (kpi.good_or_default()) {
    case Good::up: return KpiAim{{}, bounds.target, {}};
    case Good::down: return KpiAim{{}, {}, bounds.target};
    case Good::range: break;
  }
  return KpiAim{{}, bounds.min, bounds.max};
}

}  // namespace

std::optional<KpiAim> aim_of(const KpiNumbers& numbers) {
  if (!numbers.last) return std::nullopt;
  const Kpi& kpi = *numbers.kpi;
  const double value = *numbers.value();
  const auto goal = goal_of(kpi, numbers.current_bounds, value);
  if (goal && leads_back(kpi, value, *goal)) return KpiAim{goal, {}, {}};
  const XmrLimits* limits = numbers.xmr.changes ? nullptr : numbers.xmr.limits();
  if (limits && is_lasting_concern(kpi, numbers.xmr) && leads_back(kpi, value, limits->mean))
    return KpiAim{limits->mean, {}, {}};
  return held_aim(kpi, numbers.current_bounds, value);
}

KpiNumbers KpiBook::numbers(const Kpi& kpi, PeriodUnit unit) {
  const Workspace& workspace = workspace_;
  const Date as_of = as_of_;
  KpiNumbers numbers;
  numbers.kpi = &kpi;
  numbers.unit = unit;
  numbers.periods = periods(kpi, unit);
  numbers.last = last_complete(numbers.periods);
  add_bounds(workspace, numbers, as_of);
  numbers.status = status_of(numbers);
  numbers.freshness = freshness_of(workspace, kpi, periods(kpi, kpi.every), as_of);
  numbers.missing = missing_of(workspace, kpi, numbers.periods, as_of);
  numbers.gaps = gaps_of(workspace, numbers.periods);
  if (numbers.is_comparable()) numbers.red_in_a_row = count_red(numbers);
  add_age(workspace, numbers, as_of);
  if (numbers.last) add_comparisons(workspace, numbers);
  add_signal(workspace, numbers);
  const KpiWork& work = work_on(kpi);
  numbers.workers = work.workers;
  numbers.drafts = work.drafts;
  numbers.unread = unread_work();
  numbers.breached = is_breached(workspace, numbers);
  return numbers;
}

KpiNumbers numbers_of(const Workspace& workspace, const Kpi& kpi, Trace* trace, Date as_of) {
  KpiNumbers numbers = KpiBook(workspace, as_of).numbers(kpi);
  if (!trace) return numbers;
  trace_value(workspace, numbers, as_of, *trace);
  trace_kpi_status(numbers, *trace);
  trace_comparison(numbers, "against the target", numbers.target, *trace);
  trace_comparison(numbers, "against the period before", numbers.previous, *trace);
  trace_comparison(numbers, "against a year ago", numbers.year_ago, *trace);
  trace_signal(workspace, numbers, *trace);
  return numbers;
}

KpiNumbers numbers_of(const Workspace& workspace, const Kpi& kpi, Date as_of) {
  return numbers_of(workspace, kpi, nullptr, as_of);
}

// --- many KPIs of one day --------------------------------------------------------------------------------------------

const std::vector<KpiPeriod>& KpiBook::periods(const Kpi& kpi, PeriodUnit unit) {
  Known& known = periods_[unit];
  Known& on_loops = on_loops_[unit];
  for (const Known* one : {&known, &on_loops})
    if (const auto it = one->find(&kpi); it != one->end()) return it->second;
  const PeriodQuery query{unit, std::nullopt};
  if (kpi.formula.empty()) return known.emplace(&kpi, kpi_periods(workspace_, kpi, query, as_of_)).first->second;
  FormulaPeriods formulas(workspace_, query, as_of_, std::move(known));
  std::vector<KpiPeriod> periods = formulas.of(kpi);
  const bool is_loop = formulas.met_loop();
  known = std::move(formulas).known();
  return (is_loop ? on_loops : known).insert_or_assign(&kpi, std::move(periods)).first->second;
}

KpiWork* KpiBook::work_for(const Reference& reference) {
  if (reference.empty()) return nullptr;
  const auto [it, is_new] = by_name_.try_emplace(reference.text, nullptr);
  if (is_new) it->second = kpi_named(workspace_, reference);
  return it->second ? &work_[it->second] : nullptr;
}

void KpiBook::note_work(const Cycle& cycle) {
  if (cycle.incomplete && !unread_work_) unread_work_ = &cycle;
  const bool in_draft = cycle.state == CycleState::draft;
  const auto add = [&](KpiWork* work, const KpiWorker& worker, bool draft) {
    if (work) (draft ? work->drafts : work->workers).push_back(worker);
  };
  for (const Objective& objective : cycle.objectives) {
    const State state = definition_of(objective, as_of_).state;
    if (state != State::active && state != State::draft) continue;
    const bool draft = in_draft || state == State::draft;
    add(work_for(objective.triggered_by), {&cycle, &objective, nullptr}, draft);
    for (const KeyResult& kr : objective.key_results) {
      const Definition own = definition_of(kr, as_of_);
      if (!own.kpi.empty() && (own.state == State::active || own.state == State::draft))
        add(work_for(own.kpi), {&cycle, &objective, &kr}, draft || own.state == State::draft);
    }
  }
}

void KpiBook::note_work() {
  if (std::exchange(is_work_noted_, true)) return;
  for (const Kpi& kpi : workspace_.kpis) by_name_.emplace(kpi.id.text, &kpi);
  const auto in_force = cycles_in_force(workspace_, as_of_);
  for (const Cycle& cycle : workspace_.cycles)
    if (!has_ended(cycle, as_of_) || contains(in_force, &cycle)) note_work(cycle);
}

const KpiWork& KpiBook::work_on(const Kpi& kpi) {
  note_work();
  return work_[&kpi];
}

const Cycle* KpiBook::unread_work() {
  note_work();
  return unread_work_;
}

}  // namespace okr
