// SPDX-License-Identifier: MIT
#include "okr/compute/kpi_numbers.hpp"

#include <algorithm>

#include "okr/compute/definition.hpp"
#include "okr/compute/pace.hpp"
#include "okr/compute/staleness.hpp"

namespace okr {
namespace {

bool names(const Workspace& workspace, const Reference& reference, const Kpi& kpi) {
  return !reference.empty() && kpi_named(workspace, reference) == &kpi;
}

void add_workers_of(const Workspace& workspace, const Cycle& cycle, KpiNumbers& numbers, Date as_of) {
  for (const Objective& objective : cycle.objectives) {
    if (definition_of(objective, as_of).state != State::active) continue;
    if (names(workspace, objective.triggered_by, *numbers.kpi))
      numbers.workers.push_back({&cycle, &objective, nullptr});
    for (const KeyResult& kr : objective.key_results)
      if (names(workspace, kr.kpi, *numbers.kpi) && definition_of(kr, as_of).state == State::active)
        numbers.workers.push_back({&cycle, &objective, &kr});
  }
}

void add_comparisons(const Workspace& workspace, KpiNumbers& numbers) {
  const Kpi& kpi = *numbers.kpi;
  const double value = *numbers.value();
  if (kpi.target && kpi.good_or_default() != Good::range) numbers.target = compared(kpi, value, *kpi.target);
  numbers.previous = against_previous(kpi, numbers.periods, *numbers.last);
  numbers.year_ago = year_over_year(workspace, kpi, numbers.periods, *numbers.last);
  for (const Benchmark& benchmark : kpi.benchmarks)
    numbers.benchmarks.push_back({&benchmark, compared(kpi, value, benchmark.value)});
}

int count_red(const Kpi& kpi, const std::vector<KpiPeriod>& periods) {
  int red = 0;
  for (std::size_t i = periods.size(); i > 0; --i) {
    const KpiPeriod& period = periods[i - 1];
    if (!period.complete || !period.value) continue;
    if (rag_of(kpi, period.value) != Rag::red) break;
    ++red;
  }
  return red;
}

void add_signal(KpiNumbers& numbers) {
  numbers.xmr = xmr_of(*numbers.kpi, numbers.periods);
  numbers.assurance = assurance_of(*numbers.kpi, numbers.xmr.limits());
  if (numbers.xmr.points.empty()) return;
  numbers.signal = meaning_of(*numbers.kpi, numbers.xmr, numbers.xmr.points.size() - 1);
}

bool is_breached(const Workspace& workspace, const KpiNumbers& numbers) {
  if (numbers.red_in_a_row >= std::max(1, workspace.settings.scoring.breach_periods)) return true;
  return numbers.signal == Meaning::concern && numbers.xmr.points.back().signal.outside;
}

void add_age(const Workspace& workspace, KpiNumbers& numbers, Date as_of) {
  for (const KpiPeriod& period : numbers.periods)
    if (period.last_reading)
      numbers.age = age_in_days(*period.last_reading, workspace.settings.workspace.away, as_of);
}

void trace_status(const KpiNumbers& numbers, Trace* trace) {
  record(trace, [&] {
    const Kpi& kpi = *numbers.kpi;
    TraceStep step{"status", "the last complete period against target and warn, or min, max and margin", "5.2", {},
                   traced(numbers.value()), Absence::none};
    const auto limit = [&](std::string_view key, const std::optional<double>& value) {
      if (value) step.inputs.push_back({key, *value, kpi.place_of(key), false});
    };
    if (numbers.last) step.inputs.push_back({"period ends", numbers.periods[*numbers.last].period.last,
                                             numbers.periods[*numbers.last].place, false});
    limit("target", kpi.target);
    limit("warn", kpi.warn);
    limit("min", kpi.min);
    limit("max", kpi.max);
    limit("margin", kpi.margin);
    return step;
  });
}

void trace_limits(const KpiNumbers& numbers, Trace* trace) {
  const XmrLimits* limits = numbers.xmr.limits();
  if (!limits) return;
  record(trace, [&] {
    return TraceStep{"natural limits", "mean -+ 2.66 x mean moving range", "5.5",
                     {{"mean", limits->mean, {}, false},
                      {"mean moving range", limits->mean_range, {}, false},
                      {"lower limit", limits->lower, {}, false},
                      {"upper limit", limits->upper, {}, false},
                      {"points", static_cast<double>(limits->points), {}, false}},
                     traced(numbers.value()), Absence::none};
  });
}

}  // namespace

KpiNumbers numbers_of(const Workspace& workspace, const Kpi& kpi, Trace* trace, Date as_of) {
  KpiNumbers numbers;
  numbers.kpi = &kpi;
  numbers.periods = kpi_periods(workspace, kpi, as_of);
  numbers.last = last_complete(numbers.periods);
  numbers.status = rag_of(kpi, numbers.value());
  numbers.freshness = freshness_of(workspace, numbers.periods);
  numbers.gaps = gaps_of(numbers.periods);
  numbers.red_in_a_row = count_red(kpi, numbers.periods);
  add_age(workspace, numbers, as_of);
  if (numbers.last) add_comparisons(workspace, numbers);
  add_signal(numbers);
  for (const Cycle& cycle : workspace.cycles)
    if (!has_ended(cycle, as_of)) add_workers_of(workspace, cycle, numbers, as_of);
  numbers.breached = is_breached(workspace, numbers);
  trace_status(numbers, trace);
  trace_limits(numbers, trace);
  return numbers;
}

KpiNumbers numbers_of(const Workspace& workspace, const Kpi& kpi, Date as_of) {
  return numbers_of(workspace, kpi, nullptr, as_of);
}

}  // namespace okr
