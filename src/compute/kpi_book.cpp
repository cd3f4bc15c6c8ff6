// SPDX-License-Identifier: MIT
#include "okr/compute/kpi_book.hpp"

#include <algorithm>
#include <utility>

#include "compute/formula_periods.hpp"
#include "okr/compute/definition.hpp"
#include "okr/compute/pace.hpp"
#include "okr/model/current.hpp"

namespace okr {

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
      if (kr.kpi.empty()) continue;
      const State own = definition_of(kr, as_of_).state;
      if (own == State::active || own == State::draft)
        add(work_for(kr.kpi), {&cycle, &objective, &kr}, draft || own == State::draft);
    }
  }
}

void KpiBook::note_work() {
  if (std::exchange(is_work_noted_, true)) return;
  for (const Kpi& kpi : workspace_.kpis) by_name_.emplace(kpi.id.text, &kpi);
  const auto in_force = cycles_in_force(workspace_, as_of_);
  for (const Cycle& cycle : workspace_.cycles)
    if (!has_ended(cycle, as_of_) || std::ranges::find(in_force, &cycle) != in_force.end()) note_work(cycle);
}

const KpiWork& KpiBook::work_on(const Kpi& kpi) {
  note_work();
  return work_[&kpi];
}

}  // namespace okr
