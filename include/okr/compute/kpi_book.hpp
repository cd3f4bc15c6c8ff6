// SPDX-License-Identifier: MIT
// The numbers of many KPIs of one workspace on one day: what they have in common is computed once. Who works on which of
// them is one walk through the cycles, and what several formulas lean on is gathered once.
#pragma once

#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "okr/compute/kpi_numbers.hpp"

namespace okr {

/// Active objectives and key results, and those that are drafts or in a cycle that is one.
struct KpiWork {
  std::vector<KpiWorker> workers, drafts;
};

/// For a workspace that does not change meanwhile.
class KpiBook {
 public:
  KpiBook(const Workspace& workspace, Date as_of) : workspace_(workspace), as_of_(as_of) {}

  const Workspace& workspace() const { return workspace_; }
  Date as_of() const { return as_of_; }

  /// As numbers_of, in its own periods; in others values, comparisons and natural limits are those of these periods
  /// (method.md 5.3). A breach, and so the need of an objective, is only seen in its own.
  KpiNumbers numbers(const Kpi& kpi) { return numbers(kpi, kpi.every); }
  KpiNumbers numbers(const Kpi& kpi, PeriodUnit unit);

  /// As kpi_periods without days.
  const std::vector<KpiPeriod>& periods(const Kpi& kpi, PeriodUnit unit);

  const KpiWork& work_on(const Kpi& kpi);

 private:
  void note_work();
  void note_work(const Cycle& cycle);
  KpiWork* work_for(const Reference& reference);

  const Workspace& workspace_;
  Date as_of_;
  using Known = std::map<const Kpi*, std::vector<KpiPeriod>>;
  std::map<PeriodUnit, Known> periods_;
  std::map<PeriodUnit, Known> on_loops_;  ///< told from where the loop was entered: for nobody else
  std::unordered_map<std::string_view, const Kpi*> by_name_;
  std::unordered_map<const Kpi*, KpiWork> work_;
  bool is_work_noted_ = false;
};

}  // namespace okr
