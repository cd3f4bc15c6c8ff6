// SPDX-License-Identifier: MIT
// Baseline, target, commit and stretch of a key result, resolved: defaults, relative targets, the KPI's value at the
// start.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "okr/compute/absence.hpp"
#include "okr/compute/subject.hpp"

namespace okr {

enum class BaselineFrom : std::uint8_t { given, kpi, assumed_zero };

/// The values progress is measured between. Percent runs from 0 to 100; other kinds have none.
struct Anchors {
  double baseline = 0;
  double target = 0;
  std::optional<double> commit, stretch;
  BaselineFrom from = BaselineFrom::given;

  bool rises() const { return target > baseline; }
};

/// Method.md 2.3 with 0.2, 0.4 and 0.5; kinds number, sum and percent. Absent with E102 (differences overflow), E103,
/// E104, E105, E106, E113 or without target. `definition` says as of when; `as_of` which readings of a KPI are known.
Computed<Anchors> anchors_of(const Subject& subject, const Definition& definition, Date as_of);

/// The KPI's value at the start of a key result: its last period complete before that day, by its aggregate.
std::optional<double> kpi_baseline(const Subject& subject, Date as_of);

/// "+20%" is 0.2; empty for any other text.
std::optional<double> relative_change(std::string_view text);

}  // namespace okr
