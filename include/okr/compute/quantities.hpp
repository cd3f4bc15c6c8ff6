// SPDX-License-Identifier: MIT
// Progress, score and probability as types of their own, so that 0.42 and 42 cannot be confused; no formulas. And why a
// number is not there: a value that cannot be computed is absent with a reason, never 0, 0.5 or NaN.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <utility>

#include "okr/base/enum_words.hpp"
#include "okr/base/number.hpp"
#include "okr/model/rule.hpp"
#include "okr/model/words.hpp"

namespace okr {

/// A number of one kind: built and read only by name, compared only with its own kind.
template <class Kind>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_(value) {}
  constexpr double value() const { return value_; }

  friend constexpr bool operator==(const Quantity&, const Quantity&) = default;
  friend constexpr auto operator<=>(const Quantity&, const Quantity&) = default;

 private:
  double value_ = 0;
};

/// The way from baseline (0) to target (1), raw: below 0 after a regress, above 1 beyond the target (method.md 2.3).
using Progress = Quantity<struct ProgressKind>;

/// What a record is graded with, 0 to 1, capped; with a stretch the target is 0.70 (method.md 2.3).
using Score = Quantity<struct ScoreKind>;

/// How likely something is, 0 to 1.
using Probability = Quantity<struct ProbabilityKind>;

/// How near to 1 counts as reached: eight times 0.1 towards 0.8 is 0.9999999999999999 (method.md 0.2).
inline constexpr double reached_tolerance = tolerance;

/// True from the target on, within the tolerance (method.md 0.2).
constexpr bool is_reached(Progress progress) { return progress.value() >= 1 - reached_tolerance; }
/// True for a score of 1, within the tolerance (method.md 0.2).
constexpr bool is_full(Score score) { return score.value() >= 1 - reached_tolerance; }

/// The score of a key result without stretch: progress cut to 0..1 (method.md 2.3).
constexpr Score capped(Progress progress) {
  if (progress.value() <= 0) return Score(0);
  return Score(progress.value() < 1 ? progress.value() : 1);
}

/// What each zone of a key result with a stretch is worth where it begins, and a grade of that name (method.md 2.3).
constexpr Score score_of(Zone zone) {
  constexpr double scores[] = {0, 0.3, 0.7, 1};
  return Score(scores[static_cast<std::size_t>(zone)]);
}

/// A confidence of 1..10 read as a probability of n/10 (method.md 4.5).
constexpr Probability stated_probability(int confidence) { return Probability(confidence / 10.0); }

/// Why there is no number; OKR_WORDS says it in words.
enum class Absence : std::uint8_t {
  none,                   ///< the value is there
  no_data,                ///< no counted reading yet; counts 0 in a roll-up
  nothing_due,            ///< a hold of which no period is due yet; skipped in a roll-up
  not_counted,            ///< draft, cancelled or deferred
  nothing_below,          ///< an objective without key results and children, or with none that counts
  not_kept,               ///< a closed cycle did not keep it, and no reading of the files tells it
  children_unread,        ///< a file in which objectives aligned to it may stand cannot be read
  not_begun,              ///< a child of which the cycle begins later
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
          "nothing below it that counts", "not kept when the cycle was closed", "what is aligned to it cannot be read",
          "its cycle has not begun", "no target", "its file has an error", "its kind cannot be told",
          "a reading of the wrong type", "numbers too large to subtract", "the target equals the baseline",
          "the target was met before the start", "a relative change of a zero baseline", "no baseline",
          "commit, target and stretch are not in order", "a reading outside its domain", "no steps to do",
          "weights that cannot be used", "its KPI is not defined", "a loop of parents",
          "the direction contradicts baseline and target", "thresholds on the wrong side", "two values on one day",
          "a formula that cannot be computed")

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

/// The code that reports an absence; empty for one that is no fault.
std::optional<Code> code_of(Absence absence);

/// True when the record cannot be trusted: its objective and cycle are n/a with it (method.md 0.8).
bool is_fault(Absence absence);

}  // namespace okr
