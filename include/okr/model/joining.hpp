// SPDX-License-Identifier: MIT
// What becomes of several readings of one day (method.md 0.30, 0.33).
#pragma once

#include <string_view>

#include "okr/model/words.hpp"

namespace okr {

/// True where they join into one value; `last` and `first` take one a day.
constexpr bool joins(Aggregate aggregate) { return aggregate != Aggregate::last && aggregate != Aggregate::first; }

/// Who wrote a file of readings: "ana" of "kpi/visits/2026-ana.toml"; empty for a KPI's own file.
std::string_view source_of_readings(std::string_view file);

}  // namespace okr
