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

/// A target that a KPI had reached before the key result began: there is no way to it, it is met or it is not
/// (method.md 0.39).
struct KeptTarget {
  double baseline = 0;
  double target = 0;
  Good good = Good::up;

  bool is_met_by(double value) const;
};

/// The values progress is measured between. Percent runs from 0 to 100; other kinds have none.
struct Anchors {
  double baseline = 0;
  double target = 0;
  std::optional<double> commit, stretch;
  BaselineFrom from = BaselineFrom::given;

  bool rises() const { return target > baseline; }
};

/// Method.md 2.3 with 0.2, 0.4 and 0.5; kinds number, sum and percent. Absent with E102 (differences overflow), E103,
/// E104, E105, E106, E113, without target, or where the target was met before it began (kept_target_of). `definition`
/// says as of when; `as_of` which readings of a KPI are known.
Computed<Anchors> anchors_of(const Subject& subject, const Definition& definition, Date as_of);

/// Of a number fed by a KPI whose baseline is at or beyond its target; empty for all others.
std::optional<KeptTarget> kept_target_of(const Subject& subject, const Definition& definition, Date as_of);

/// What stood in the KPI right before the start of a key result (method.md 0.22): of what adds up the last whole period
/// before it; else what the running period had come to by then, or the last complete period. Empty without readings.
std::optional<double> kpi_baseline(const Subject& subject, const Definition& definition, Date as_of);

/// "+20%" is 0.2; empty for any other text.
std::optional<double> relative_change(std::string_view text);

}  // namespace okr
