// SPDX-License-Identifier: MIT
// The JSON Schemas of reports, from the tables of keys that the reports are made from.
#pragma once

#include "reports/keys.hpp"

namespace okr::reports {

/// Every object of the JSON reports: whole reports first, in the order of the help, then what stands within them.
const std::vector<JsonObject>& json_objects();

/// "A cycle", "okr show --json".
std::string description_of(const JsonObject& object);

/// Null when there is none of that name.
const JsonObject* json_object(std::string_view name);

/// JSON Schema (2020-12) of a report. Further keys are allowed: a minor version may add some.
Json report_schema(const JsonObject& report);

}  // namespace okr::reports
