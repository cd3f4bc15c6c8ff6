// SPDX-License-Identifier: MIT
// All numbers of a KPI on a day: the door for `okr kpi`, `okr show KPI`, the health line and the reviews.
#pragma once

#include <optional>
#include <vector>

#include "okr/compute/kpi.hpp"
#include "okr/compute/trace.hpp"
#include "okr/compute/xmr.hpp"

namespace okr {

struct BenchmarkComparison {
  const Benchmark* benchmark = nullptr;
  Comparison comparison;
};

/// Who acts on a KPI: an objective it triggered, or a key result it feeds or guards.
struct KpiWorker {
  const Cycle* cycle = nullptr;
  const Objective* objective = nullptr;
  const KeyResult* key_result = nullptr;  ///< null when the objective is triggered by it
};

struct KpiNumbers {
  const Kpi* kpi = nullptr;
  PeriodUnit unit = PeriodUnit::month;  ///< of the periods: the KPI's `every`, unless others were asked for
  std::vector<KpiPeriod> periods;       ///< without holes, oldest first; the last one is usually partial
  std::vector<KpiBounds> bounds;        ///< what each of them is judged by, by the target of its time
  std::optional<std::size_t> last;      ///< the last complete period with a value: all that follows speaks of it
  KpiBounds last_bounds;                ///< of that period; where there is none, those of the day
  KpiBounds current_bounds;             ///< of the period that contains the day
  std::size_t known_targets = 0;        ///< entries of [targets] that had begun
  Rag status = Rag::no_data;
  std::optional<Comparison> target;    ///< not for ranges
  std::optional<Comparison> previous;  ///< the period just before
  std::optional<Comparison> year_ago;
  std::vector<BenchmarkComparison> benchmarks;
  Xmr xmr;
  SignalMeaning signal = SignalMeaning::too_few;  ///< at the last point
  Assurance assurance = Assurance::unknown;
  Freshness freshness = Freshness::due;
  std::optional<int> age;            ///< calendar days since the last reading; empty when there is none
  int age_away = 0;                  ///< how many of these were away
  std::vector<std::size_t> missing;  ///< indices of the periods at the end that are waited for and have no value
  std::vector<std::size_t> gaps;     ///< indices of missing periods before the last value
  int red_in_a_row = 0;              ///< complete periods at the end that are red
  std::vector<KpiWorker> workers;    ///< active ones, of opened cycles that have not ended and are no drafts
  std::vector<KpiWorker> drafts;     ///< those that would work on it once they, or their cycle, are no drafts any more
  bool breached = false;             ///< red for `breach-periods`, or a lasting concern (5.7, 0.37)

  std::optional<double> value() const { return last ? periods[*last].value : std::nullopt; }
  bool needs_objective() const { return breached && workers.empty(); }

  /// False where the target is for another stretch of time: the sum of a quarter says nothing to a monthly target. Then
  /// nothing is judged against it.
  bool is_comparable() const { return kpi && (unit == kpi->every || !adds_up(kpi->aggregate)); }
};

/// `trace` may be null.
KpiNumbers numbers_of(const Workspace& workspace, const Kpi& kpi, Trace* trace, Date as_of);
KpiNumbers numbers_of(const Workspace& workspace, const Kpi& kpi, Date as_of);

}  // namespace okr
