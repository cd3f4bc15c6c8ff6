// SPDX-License-Identifier: MIT
// Words about a KPI that the scorecard, `okr show` and the board share; private to the views.
#pragma once

#include <string>

#include "okr/compute/kpi_numbers.hpp"
#include "reports/drawing.hpp"
#include "reports/kpi/scorecard.hpp"

namespace okr::reports {

/// The value of the last complete period, without its unit: as it was read, or what was computed to four digits, and to
/// more where fewer would seem to have another status. "-" where there is none.
std::string value_text(const KpiNumbers& numbers);

/// The same with the unit: "6.1 h".
std::string value_with_unit(const KpiNumbers& numbers);

/// "-0.9", "+2.0 pp", "0": with the decimals that the value is shown with.
std::string delta_text(const KpiNumbers& numbers, const Comparison& comparison);

/// "-12.9 %", "+0.0467 %".
std::string percent_change_text(double percent);

/// What it is compared with: "7 h".
std::string reference_text(const KpiNumbers& numbers, const Comparison& comparison);

/// A natural limit with as many decimals as the variation deserves, and enough that it does not seem to lie on the
/// other side of `value`.
std::string limit_text(double limit, double value, const XmrLimits& limits);

/// "W33", "Jul", "Q2", "16 Aug", "2025"; with the year where it is long ago.
std::string period_label(const Workspace& workspace, const KpiNumbers& numbers, std::size_t period, Date as_of);

/// "2026-W33", as files and commands name it.
std::string period_name_of(const Workspace& workspace, const KpiNumbers& numbers, std::size_t period);

/// "concern: < 6.5", "improved: run of 8", "trending up", "concern: new level", "routine"; empty where there is no value.
Text signal_text(const KpiNumbers& numbers);

/// What a rule saw at a point: "under its natural limit 6.5", "3 of 4 near its upper natural limit", "8 in a row above
/// its mean"; empty for no signal.
std::string rule_text(const KpiNumbers& numbers, std::size_t point);

/// "fit.rest-hr", with its cycle where that does not contain the day.
std::string worker_name(const KpiWorker& worker, Date as_of);

/// "2026-W30, 2026-W31 and 3 more": periods by their names, the first `most`.
std::string periods_text(const Workspace& workspace, const KpiNumbers& numbers,
                         const std::vector<std::size_t>& periods);

/// What the rules looked at: the value, or for `signal = "change"` "+120 EUR from the month before".
std::string charted_text(const KpiNumbers& numbers);

/// The running period's value, where it has one: "21 %*".
std::string running_text(const KpiNumbers& numbers);

/// "2 green, 1 amber"; what there is none of is not named.
std::string counts_text(const KpiCounts& counts);

/// "2 of 3 readings": of the last complete period, where some are missing.
std::string coverage_text(const KpiNumbers& numbers);

}  // namespace okr::reports
