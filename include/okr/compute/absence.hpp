// SPDX-License-Identifier: MIT
// Why a number is not there. A value that cannot be computed is absent with one of these, never 0, 0.5 or NaN.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "okr/base/enum_words.hpp"
#include "okr/model/rule.hpp"

namespace okr {

enum class Absence : std::uint8_t {
  none,                   ///< the value is there
  no_data,                ///< no counted reading yet; counts 0 in a roll-up
  nothing_due,            ///< a hold of which no period is due yet; skipped in a roll-up
  not_counted,            ///< draft, cancelled or deferred
  nothing_below,          ///< an objective without key results and children, or with none that counts
  not_kept,               ///< a closed cycle did not keep it, and no reading of the files tells it
  not_loaded,             ///< children in cycles that were not opened
  no_target,              ///< a number without target
  record_in_error,        ///< the file's record was reported on load
  kind_unknown,           ///< E118
  wrong_type,             ///< E117: a reading that does not suit the kind
  beyond_range,           ///< E102: differences overflow
  target_is_baseline,     ///< E103
  met_before_start,       ///< fed by a KPI that was at or beyond the target: no way, but met or not
  relative_to_zero,       ///< E104
  no_baseline,            ///< E105
  anchors_disordered,     ///< E106
  outside_domain,         ///< E107
  no_steps,               ///< E108: no step, or all without weight
  bad_weights,            ///< E109
  unknown_kpi,            ///< E110
  parent_loop,            ///< E111
  direction_contradicts,  ///< E113
  bad_thresholds,         ///< E114
  ambiguous_readings,     ///< E115
  formula_in_error        ///< E123
};
OKR_WORDS(Absence, "", "no reading yet", "no period is over yet", "draft, cancelled or deferred",
          "nothing below it that counts", "not kept when the cycle was closed", "its aligned objectives were not read",
          "no target", "its file has an error", "its kind cannot be told", "a reading of the wrong type",
          "numbers too large to subtract", "the target equals the baseline", "the target was met before the start",
          "a relative change of a zero baseline", "no baseline", "commit, target and stretch are not in order",
          "a reading outside its domain", "no steps to do", "weights that cannot be used", "its KPI is not defined",
          "a loop of parents", "the direction contradicts baseline and target", "thresholds on the wrong side",
          "two values on one day", "a formula that cannot be computed")

/// A value, or why there is none.
template <class T>
struct Computed {
  std::optional<T> value;
  Absence absence = Absence::no_data;

  Computed() = default;
  Computed(T present) : value(std::move(present)), absence(Absence::none) {}  // NOLINT: a value is its own best name
  Computed(Absence why) : absence(why) {}                                     // NOLINT

  bool has_value() const { return value.has_value(); }
  explicit operator bool() const { return has_value(); }
  const T& operator*() const { return *value; }
  const T* operator->() const { return &*value; }
};

/// The code that reports it; empty for what is no fault.
std::optional<Code> code_of(Absence absence);

/// True when the record cannot be trusted: its objective and cycle are n/a with it (method.md 0.8).
bool is_fault(Absence absence);

}  // namespace okr
