// SPDX-License-Identifier: MIT
// The objective that a breached KPI calls for (method.md 5.7), as numbers: where its key result starts and where it
// goes. Its words and its place in a file are the command's.
#pragma once

#include <optional>

#include "okr/compute/kpi_numbers.hpp"
#include "okr/model/workspace.hpp"

namespace okr::reports {

/// The counter KPI as a bound that must hold meanwhile: what it keeps today.
struct ProposedBound {
  const Kpi* kpi = nullptr;
  std::optional<double> min, max;
};

struct Proposal {
  const Kpi* kpi = nullptr;
  Period period;        ///< whose value calls for it
  double baseline = 0;  ///< the value of the last complete period
  /// The KPI's target, or the nearer bound of its range; where that is kept, or there is none, the mean from which its
  /// natural limits come.
  double target = 0;
  KpiBounds bounds = {};  ///< what the period was judged by; `target` is of today
  std::optional<ProposedBound> counter = {};
};

/// Empty unless the KPI is breached, no active objective works on it (drafts do not), and there is a way to go.
std::optional<Proposal> proposal_of(const Workspace& workspace, const KpiNumbers& numbers, Date as_of);

}  // namespace okr::reports
