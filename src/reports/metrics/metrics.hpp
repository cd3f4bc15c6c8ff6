// SPDX-License-Identifier: MIT
// The numbers of a workspace as OpenMetrics text, for Prometheus and what reads its format: gauges, ages in seconds,
// titles in metrics of their own.
#pragma once

#include <string>
#include <vector>

#include "okr/model/workspace.hpp"

namespace okr::reports {

struct MetricsQuestion {
  std::vector<const Cycle*> cycles;
  bool with_timestamps = true;  ///< each sample has the day it is of (its first second, UTC)
  bool with_past = false;       ///< every day of which there is a score, every period of a KPI; needs timestamps
};

/// What is not known is left out, never NaN. Ends with "# EOF".
std::string metrics_text(const Workspace& workspace, const MetricsQuestion& question, Date as_of);

}  // namespace okr::reports
