// SPDX-License-Identifier: MIT
// How many digits of a number are shown: those that were measured, or that tell two numbers apart, and no more.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "okr/base/number.hpp"

namespace okr {
namespace {

constexpr int known_digits = 15;  // of a double: what stands behind is dust
constexpr int most_decimals = 17;
constexpr double smallest_plain = 1e-6;
constexpr double same = 1e-9;  // method.md 0, 35

enum class Origin { measured, computed };

int digits_before_point(double magnitude) {
  return magnitude < 1 ? 0 : static_cast<int>(std::floor(std::log10(magnitude))) + 1;
}

/// Decimals that show four digits of a number below 0.1, and four decimals otherwise.
int decimals_of_measured(double magnitude) {
  int decimals = 4;
  for (double edge = 0.1; decimals < 9 && magnitude < edge; edge /= 10) ++decimals;
  return decimals;
}

int decimals_of_computed(double magnitude) {
  if (magnitude >= 1000) return 0;
  return std::max(decimals_for(magnitude, 3, most_decimals), 1);
}

/// Below a millionth: significant digits, with an exponent.
std::string tiny(double value, int digits) {
  std::array<char, 64> buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, digits);
  return {buffer.data(), end.ptr};
}

std::string displayed(double value, Origin origin, int more) {
  const double magnitude = std::fabs(value);
  if (magnitude == 0 || !std::isfinite(value)) return shortest(value);
  if (magnitude < smallest_plain) return tiny(value, std::min(4 + more, most_decimals));
  const int decimals = origin == Origin::measured ? decimals_of_measured(magnitude) : decimals_of_computed(magnitude);
  const int known = std::max(known_digits - digits_before_point(magnitude), 0);
  return rounded(value, std::min({decimals + more, known, most_decimals}));
}

std::vector<std::string> all_displayed(std::span<const double> values, Origin origin, int more) {
  std::vector<std::string> texts;
  for (const double value : values) texts.push_back(displayed(value, origin, more));
  return texts;
}

bool misleads(std::span<const double> values, const std::vector<std::string>& texts) {
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t k = i + 1; k < values.size(); ++k)
      if (texts[i] == texts[k] && !is_same_value(values[i], values[k])) return true;
  return false;
}

std::vector<std::string> told_apart(std::span<const double> values, Origin origin) {
  std::vector<std::string> texts = all_displayed(values, origin, 0);
  for (int more = 1; more <= known_digits && misleads(values, texts); ++more)
    texts = all_displayed(values, origin, more);
  return texts;
}

}  // namespace

bool is_same_value(double a, double b) { return std::fabs(a - b) <= same * std::max(std::fabs(a), std::fabs(b)); }

std::string display_value(double value) { return displayed(value, Origin::measured, 0); }

std::string display_computed(double value) { return displayed(value, Origin::computed, 0); }

std::vector<std::string> display_together(std::span<const double> values) {
  return told_apart(values, Origin::measured);
}

std::vector<std::string> display_computed_together(std::span<const double> values) {
  return told_apart(values, Origin::computed);
}

}  // namespace okr
