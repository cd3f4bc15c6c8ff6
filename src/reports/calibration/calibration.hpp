// SPDX-License-Identifier: MIT
// What `okr calibration` says: how the confidence that was stated, and the forecast beside it, compare with what
// happened, over all closed cycles.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/calibration.hpp"
#include "okr/compute/definition.hpp"
#include "okr/model/workspace.hpp"
#include "reports/keys.hpp"

namespace okr::reports {

/// When in the life of a key result it was stated.
enum class Age : std::uint8_t { all, first, middle, last };
OKR_WORDS(Age, "all", "first", "middle", "last")
inline constexpr std::array<Age, 4> ages = {Age::all, Age::first, Age::middle, Age::last};

/// Brier scores of statements of one age. Person and forecast are compared where both said something.
struct AtAge {
  Age age = Age::all;
  int key_results = 0;
  std::optional<double> stated;
  int compared = 0;
  std::optional<double> stated_where_forecast;
  std::optional<double> forecast;
};

struct Calibration {
  const Workspace* workspace = nullptr;
  Date as_of{};
  std::vector<const Cycle*> cycles;   ///< closed, of which something was judged, oldest first
  std::optional<Reliability> stated;  ///< empty when nothing was judged
  std::array<AtAge, 4> at{};
  std::optional<Date> since;  ///< cycles that ended before were not looked at
};

/// Over closed cycles that ended on or after `since`. Key results that were cancelled, deferred or in error, also with
/// their objective, are left out;
/// "reached" is progress of 1 and more, as the cycle kept it.
Calibration calibration_of(const Workspace& workspace, std::optional<Date> since, Date as_of);

/// The calibration of one cycle, closed or not: of its key results that have a verdict.
Calibration cycle_calibration(const Workspace& workspace, const Cycle& cycle, Date as_of);

/// The confidences that were stated of a key result on counted days up to one: the first, the last up to half of the
/// cycle, the last.
struct StatedPath {
  std::optional<int> first, middle, last;
};
StatedPath stated_path(const Subject& subject, Date as_of);

Document document_of(const Calibration& calibration);
Records records_of(const Calibration& calibration);
Json json_of(const Calibration& calibration);

/// The calibration of one cycle, as the final review holds it; null when nothing was judged.
Json judged_object(const Calibration& calibration);

/// "11 key results: said 6.1 of 10, it happened 7.3 of 10, too careful; Brier 0.18 (where there is a forecast
/// 0.20, its own 0.25)"; empty when nothing was judged.
Text calibration_text(const Calibration& calibration);

}  // namespace okr::reports
