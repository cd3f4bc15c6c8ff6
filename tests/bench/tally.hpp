// SPDX-License-Identifier: MIT
// How good a candidate's forecasts were, and the table that says it.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "candidates.hpp"

namespace okr::bench {

/// What happened in the end.
struct Outcome {
  bool reached = false;
  double end = 0;  ///< the value
  double way = 1;  ///< from start to target, in the same unit: errors are counted in percent of it
};

/// Sums over forecasts. Probabilities count as the program shows them: 1 % to 99 %.
class Tally {
 public:
  /// `weight` > 0: a key result that was asked about often can count as one.
  void add(const Answer& answer, const Outcome& outcome, double weight = 1);

  int count() const { return count_; }
  double happened() const;           ///< share that was reached; 0 without forecasts, as the next three
  double brier() const;              ///< mean of (said - happened)^2
  double log_loss() const;           ///< mean of -ln of what was said of what happened
  double calibration_error() const;  ///< mean distance of said and happened, over ten bins of what was said
  std::optional<double> root_mean_square() const;  ///< error of the value in percent of the way; empty without values
  std::optional<double> coverage() const;          ///< share of end values in their interval; empty without intervals

 private:
  struct Bin {
    double said = 0, happened = 0;
  };

  int count_ = 0;
  double weight_ = 0, happened_ = 0, squares_ = 0, logarithms_ = 0;
  double errors_ = 0, valued_ = 0, covered_ = 0, with_interval_ = 0;
  std::array<Bin, 10> bins_{};
};

/// A tally for each of `candidates`, in their order.
using Tallies = std::array<Tally, candidates.size()>;

/// A line a candidate below a line of headings; what a candidate does not say is "-".
std::string table_of(const Tallies& tallies);

}  // namespace okr::bench
