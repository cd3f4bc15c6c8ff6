// SPDX-License-Identifier: MIT
// `okr forecast` for people and for programs.
#pragma once

#include "reports/forecast/outlook.hpp"
#include "reports/objects.hpp"
#include "reports/score/outputs.hpp"

namespace okr::reports {

Document outlook_document(const Outlook& outlook, const ScoreOptions& options);

/// The columns of a forecast in every table that has one.
inline constexpr const char* forecast_columns[] = {"forecast", "forecast_low", "forecast_high", "p_target",
                                                   "p_70",     "p_commit",     "p_stretch",     "arrival"};

Records outlook_records(const Outlook& outlook);
Json outlook_json(const Outlook& outlook);

/// What schemas and help say of these.
std::vector<JsonObject> forecast_objects();

}  // namespace okr::reports
