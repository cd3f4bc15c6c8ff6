// SPDX-License-Identifier: MIT
// KPIs of a draft on their way into the workspace: a file for each that is new, and readings that are missing.
#pragma once

#include <optional>

#include "actions/import/draft_plan.hpp"
#include "actions/import/draft_told.hpp"
#include "actions/readings/reading_files.hpp"

namespace okr::cli {

class DraftKpis {
 public:
  DraftKpis(const DraftScene& scene, const Draft& draft, DraftPlan& plan, ToldDifferences& told)
      : scene_(scene), draft_(draft), plan_(plan), told_(told), files_(scene.workspace) {}

  /// Makes it, or adds the readings that it lacks; what else it says otherwise is remarked on. Errors: environment, data.
  Status take(const DraftKpi& said);

  /// The readings of KPIs that are there, into the plan's transaction. Errors: environment, data.
  Status write();

 private:
  void fault(CsvPlace place, Code code, std::string what, std::string mend = {});
  const Kpi* there(const DraftKpi& said) const;
  Status make(const DraftKpi& said);
  void add_readings(const Kpi& there, const DraftKpi& said);
  void add_reading(const Kpi& there, const DraftKpiReading& reading);
  store::ReadingEdit edit_of(const DraftKpiReading& reading) const;

  const DraftScene& scene_;
  const Draft& draft_;
  DraftPlan& plan_;
  ToldDifferences& told_;
  ReadingFiles files_;
};

}  // namespace okr::cli
