// SPDX-License-Identifier: MIT
// What `okr review --final` says of a cycle that ends or has ended: scores and verdicts, how sure people were on the
// way, what was missed, and what there is to learn (method.md 6.5). Scores of `okr score`; nothing is computed twice.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "reports/calibration/calibration.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/review/weekly.hpp"
#include "reports/score/scores.hpp"

namespace okr::reports {

/// Top-level objectives that count, by how they ended. Colours are of aspirational ones, met and missed of promises;
/// missed only once it has ended.
struct Distribution {
  int objectives = 0, green = 0, yellow = 0, red = 0, met = 0, missed = 0;
};

/// What there is to reflect on; ids name what it is about, where the numbers know it.
enum class Reflection : std::uint8_t {
  contributed,  ///< to what succeeded
  obstacles,    ///< in the way of what did not
  rewrite,      ///< too safe, or far short
  learned       ///< that changes the next cycle
};
OKR_WORDS(Reflection, "contributed", "obstacles", "rewrite", "learned")

struct FinalQuestion {
  Reflection topic = Reflection::learned;
  std::vector<std::string> ids;
};

struct StatedOf {
  const KeyResultNumbers* numbers = nullptr;
  StatedPath path;
};

/// What was done, or is still to do, for an objective or a key result.
struct InitiativeOf {
  RecordName name;
  const Initiative* initiative = nullptr;
};

struct FinalReview {
  const Workspace* workspace = nullptr;
  std::unique_ptr<const Scores> scores;
  bool preliminary = true;       ///< it has not ended
  std::vector<StatedOf> stated;  ///< one a key result, in the order of the files
  Distribution aspirational, committed, all;
  Calibration calibration;  ///< of this cycle alone
  Date kpis_on{};           ///< the day on which KPIs are seen: that after the end, or today
  std::vector<KpiNumbers> kpis;
  KpiCounts kpi_counts;
  std::vector<const KpiNumbers*> signals;            ///< those with something to decide, and those that improved
  std::vector<const KeyResultNumbers*> postmortems;  ///< missed promises of which nothing was written
  std::vector<const KeyResultNumbers*> explained;    ///< those with a postmortem
  std::vector<InitiativeOf> initiatives;             ///< all of them, in the order of the files
  std::vector<KpiReview> kpi_reviews;                ///< on the same day as `kpis`
  std::vector<FinalQuestion> reflections;
  std::vector<Remark> wins,
      lessons_said;                  ///< of the check-ins of the whole cycle, oldest first; wins of `[result]` last
  std::vector<Obstacle> obstacles;   ///< all that was in the way, the oldest first
  std::vector<std::string> lessons;  ///< of `[result]`, with its note
  bool several_people = false;

  const StatedPath* path_of(const KeyResultNumbers& numbers) const;
};

/// `previous` may be null. The result points into itself and into the workspace, which has to outlive it.
std::unique_ptr<const FinalReview> final_review_of(const Workspace& workspace, const Cycle& cycle,
                                                   const Cycle* previous, Date as_of);

}  // namespace okr::reports
