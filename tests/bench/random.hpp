// SPDX-License-Identifier: MIT
// Random numbers that are the same on every machine: whole numbers in, + - * / and square roots only, nothing of the
// system's mathematics library. For benchmarks; the program itself draws nothing.
#pragma once

#include <cstdint>

namespace okr::bench {

/// What a number is drawn from, evenly.
struct Range {
  double low = 0, high = 1;
};

/// SplitMix64: 64 bits of state, each seed a stream of its own.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits();
  double uniform();                      ///< 0 (inclusive) to 1 (exclusive)
  double between(Range range);           ///< low (inclusive) to high (exclusive)
  int whole_between(int low, int high);  ///< both inclusive
  bool happens(double probability);
  double normal();  ///< mean 0, standard deviation 1 (Box and Muller, polar form)
  double normal(double mean, double deviation);
  double exponential(double mean);  ///< of `mean` > 0

 private:
  std::uint64_t state_;
};

/// Of a positive, finite, normal number; relative error below 1e-15.
double natural_logarithm(double value);

}  // namespace okr::bench
