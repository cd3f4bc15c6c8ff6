// SPDX-License-Identifier: MIT
// `okr kpi` for people and for programs.
#pragma once

#include "reports/drawing.hpp"
#include "reports/keys.hpp"
#include "reports/kpi/scorecard.hpp"

namespace okr::reports {

Document scorecard_document(const Scorecard& scorecard);

/// How many KPIs are how, and how many moved more than chance.
struct KpiTally {
  KpiCounts counts;
  int signals = 0;
};
Json health_object(const KpiTally& health);

Records scorecard_records(const Scorecard& scorecard);
Json scorecard_json(const Scorecard& scorecard);

Json kpi_object(const Workspace& workspace, const KpiNumbers& numbers);

/// What schemas and help say of these.
std::vector<JsonObject> kpi_objects();

}  // namespace okr::reports
