// SPDX-License-Identifier: MIT
// All numbers of a KPI on a day: the door for `okr kpi`, `okr show KPI`, the health line and the reviews.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "okr/compute/kpi.hpp"
#include "okr/compute/trace.hpp"
#include "okr/compute/xmr.hpp"

namespace okr {

/// The last value against one of the KPI's benchmarks.
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

/// All that is known of a KPI on a day: its periods, how the last whole one is judged, trends, freshness, and who works
/// on it.
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
  const Cycle* unread = nullptr;  ///< one of these cycles of which files could not be read: others may work on it there
  bool breached = false;          ///< red for `breach-periods`, or a lasting concern (5.7, 0.37)

  /// The value of the last complete period that has one; empty where none has.
  std::optional<double> value() const { return last ? periods[*last].value : std::nullopt; }

  /// False where it is breached and somebody works on it, and where that is not known.
  bool needs_objective() const { return breached && workers.empty() && !unread; }
  bool may_need_objective() const { return breached && workers.empty() && unread; }

  /// False where the target is for another stretch of time: the sum of a quarter says nothing to a monthly target. Then
  /// nothing is judged against it.
  bool is_comparable() const { return kpi && (unit == kpi->every || !adds_up(kpi->aggregate)); }
};

/// What an objective for a KPI has to bring about: a target to reach or, where the value stands right at a strict bound,
/// bounds to hold, which are strict then.
struct KpiAim {
  std::optional<double> target, min, max;
};

/// Where a KPI that calls for an objective wants to be, from its last value: its target of today, or the nearer bound of
/// its range; where that is kept, or there is none, the mean from which its natural limits come. Empty where nothing of
/// that lies ahead.
std::optional<KpiAim> aim_of(const KpiNumbers& numbers);

/// The numbers of a KPI on a day in its own periods; `trace` may be null, else it records how they came about.
KpiNumbers numbers_of(const Workspace& workspace, const Kpi& kpi, Trace* trace, Date as_of);
/// The numbers of a KPI on a day in its own periods, with no trace.
KpiNumbers numbers_of(const Workspace& workspace, const Kpi& kpi, Date as_of);

// --- many KPIs of one day --------------------------------------------------------------------------------------------

// The numbers of many KPIs of one workspace on one day: what they have in common is computed once. Who works on which
// of them is one walk through the cycles, and what several formulas lean on is gathered once.

/// Active objectives and key results, and those that are drafts or in a cycle that is one.
struct KpiWork {
  std::vector<KpiWorker> workers, drafts;
};

/// The numbers of many KPIs on one day, for a workspace that does not change meanwhile.
class KpiBook {
 public:
  KpiBook(const Workspace& workspace, Date as_of) : workspace_(workspace), as_of_(as_of) {}

  const Workspace& workspace() const { return workspace_; }
  Date as_of() const { return as_of_; }

  /// The numbers of a KPI in its own periods, as numbers_of has them.
  KpiNumbers numbers(const Kpi& kpi) { return numbers(kpi, kpi.every); }
  /// The numbers of a KPI in periods of a unit: values, comparisons and natural limits are those of these periods
  /// (method.md 5.3). A breach, and so the need of an objective, is only seen in the KPI's own.
  KpiNumbers numbers(const Kpi& kpi, PeriodUnit unit);

  /// The periods of a KPI by a unit, over all its days; good as long as the book.
  const std::vector<KpiPeriod>& periods(const Kpi& kpi, PeriodUnit unit);

  /// Who works on a KPI, and whose drafts would; good as long as the book.
  const KpiWork& work_on(const Kpi& kpi);

  /// The first cycle in which somebody may work on a KPI and of which files could not be read; null where all were.
  const Cycle* unread_work();

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
  const Cycle* unread_work_ = nullptr;
  bool is_work_noted_ = false;
};

}  // namespace okr
