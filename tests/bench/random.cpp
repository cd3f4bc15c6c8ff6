// SPDX-License-Identifier: MIT
#include "random.hpp"

#include <cmath>

namespace okr::bench {
namespace {

constexpr double of_two_53 = 1.0 / 9007199254740992.0;  // 2^-53: a double holds 53 bits
constexpr double log_of_2 = 0.693147180559945309417232;
constexpr double half_root_2 = 0.707106781186547524400844;

}  // namespace

std::uint64_t Random::bits() {
  state_ += 0x9E3779B97F4A7C15u;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
  return mixed ^ (mixed >> 31);
}

double Random::uniform() { return static_cast<double>(bits() >> 11) * of_two_53; }

double Random::between(Range range) { return range.low + (range.high - range.low) * uniform(); }

int Random::whole_between(int low, int high) { return low + static_cast<int>(uniform() * (high - low + 1)); }

bool Random::happens(double probability) { return uniform() < probability; }

double Random::normal() {
  while (true) {
    const double x = 2 * uniform() - 1;
    const double y = 2 * uniform() - 1;
    const double square = x * x + y * y;
    if (square > 0 && square < 1) return x * std::sqrt(-2 * natural_logarithm(square) / square);
  }
}

double Random::normal(double mean, double deviation) { return mean + deviation * normal(); }

double Random::exponential(double mean) { return -mean * natural_logarithm(1 - uniform()); }

double natural_logarithm(double value) {
  int exponent = 0;
  double part = std::frexp(value, &exponent);  // exact
  if (part < half_root_2) {
    part *= 2;
    --exponent;
  }
  // ln m = 2 artanh((m - 1) / (m + 1)), whose series falls by 0.03 a term here.
  const double ratio = (part - 1) / (part + 1), square = ratio * ratio;
  double sum = 0;
  for (int odd = 25; odd >= 1; odd -= 2) sum = sum * square + 1.0 / odd;
  return exponent * log_of_2 + 2 * ratio * sum;
}

}  // namespace okr::bench
