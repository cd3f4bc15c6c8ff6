// SPDX-License-Identifier: MIT
// How good stated probabilities were: Brier score, its exact decomposition over the ten levels of confidence, skill and
// bias (method.md 4.5). Numbers in, numbers out.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "okr/compute/quantities.hpp"

namespace okr {

inline constexpr int least_key_results = 10;  ///< fewer say nothing about a person
inline constexpr int least_in_level = 5;      ///< fewer say nothing about a level

/// A confidence that was stated, and whether the target was reached in the end.
struct Judged {
  int confidence = 5;  ///< 1..10, read as n/10
  bool happened = false;
  std::size_t key_result = 0;  ///< whose it is: statements of one hang together
};

/// What happened when this confidence was stated.
struct ConfidenceLevel {
  int confidence = 0;
  int key_results = 0;  ///< that it was stated of
  double weight = 0;    ///< key results, each parted among its statements (n_k)
  double happened = 0;  ///< share (o_k); of no use without weight

  /// False where fewer key results than least_in_level make the level chance.
  bool tells() const { return key_results >= least_in_level; }
};

/// How well stated confidence foretold what happened: the Brier score and its three parts (method.md 4.5).
struct Reliability {
  int key_results = 0;
  double brier = 0;        ///< 0 is perfect
  double reliability = 0;  ///< REL: how far the levels lie off; 0 is best
  double resolution = 0;   ///< RES: how well they tell apart; more is better
  double uncertainty = 0;  ///< UNC: of what was judged. brier = reliability - resolution + uncertainty
  double stated = 0;       ///< mean of n/10
  double happened = 0;     ///< share that was reached
  std::array<ConfidenceLevel, 10> levels{};  ///< by confidence, 1 first

  double bias() const { return stated - happened; }  ///< positive is too sure
  /// 1 - brier / uncertainty; empty where everything or nothing happened.
  std::optional<double> skill() const;
  /// False where fewer key results than least_key_results say nothing about a person.
  bool tells() const { return key_results >= least_key_results; }
  /// True when so large a bias is more than chance (two standard errors of the stated share over the key results).
  bool bias_shows() const;
};

/// Each key result counts once, whatever the number of its statements. Empty without any.
std::optional<Reliability> reliability_of(std::span<const Judged> judged);

/// A probability, whose it is, and what happened.
struct Judgement {
  Probability said;
  bool happened = false;
  std::size_t key_result = 0;
};

/// Mean of (said - happened)^2, within a key result first, then over key results; empty without any.
std::optional<double> brier_of(std::span<const Judgement> judgements);

}  // namespace okr
