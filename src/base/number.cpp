// SPDX-License-Identifier: MIT
// Numbers to text and back, by <charconv> alone, so that no locale can change a comma.
#include "okr/base/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "base/number_advice.hpp"
#include "okr/base/limits.hpp"

namespace okr {
namespace {

/// Past the largest value a file may hold, the shortest text has an exponent; screens spell out sums of such values
/// too.
constexpr double shown_in_full_below = 1e21;
constexpr double exponent_below = 1e-6;

/// From here on, in units of the last decimal, half a unit and a guard would round up what is a whole number already.
constexpr double digits_are_exact_from = 1e15;

/// Enough for every shortest form, and for 15 digits with the most decimals we print.
using Buffer = std::array<char, 64>;
constexpr int most_decimals = 17;

bool starts_like_decimal(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  return !text.empty() && ((text.front() >= '0' && text.front() <= '9') || text.front() == '.');
}

enum class Fault { none, form, size };

/// "1e-400", "0.000...1": of numbers past the ends of double, those at the small one.
bool names_small_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return text.starts_with("0.") || text.starts_with('.') || text.find("e-") != std::string_view::npos ||
         text.find("E-") != std::string_view::npos;
}

struct ParsedNumber {
  Fault fault = Fault::none;
  double value = 0;
};

ParsedNumber reading(std::string_view text) {
  double value = 0;
  const char* const end_of_text = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), end_of_text, value);
  const bool is_whole = starts_like_decimal(text) && end == end_of_text && error != std::errc::invalid_argument;
  if (!is_whole) return {Fault::form, 0};
  // Past the ends of double from_chars leaves the value as it was; only large numbers matter to people.
  if (error == std::errc::result_out_of_range) return {Fault::size, names_small_number(text) ? 0 : HUGE_VAL};
  if (!is_storable(value)) return {Fault::size, value};
  return {Fault::none, value == 0 ? 0.0 : value};
}

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

/// `units` of the last decimal as text: 275 with 2 is "2.75".
std::string placed(std::uint64_t units, int decimals, bool negative) {
  std::string digits = std::to_string(units);
  const auto behind = static_cast<std::size_t>(decimals);
  if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
  if (behind > 0) digits.insert(digits.size() - behind, 1, '.');
  return negative && units > 0 ? "-" + digits : digits;
}

std::string printed_exactly(double value, int decimals) {
  Buffer buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
  return {buffer.data(), end.ptr};
}

}  // namespace

bool is_storable(double value) {
  const double magnitude = std::fabs(value);
  return magnitude <= largest_value && (magnitude == 0 || magnitude >= smallest_value);
}

std::string_view value_fault(double value) {
  return std::fabs(value) < smallest_value ? "is closer to 0 than a value may be" : "is larger than a value may be";
}

std::string_view value_advice(double value) {
  return std::fabs(value) < smallest_value ? "0, or at least 1e-100 in size; use a smaller unit" : value_limit_advice;
}

bool is_beyond_limits(std::string_view text) { return reading(text).fault == Fault::size; }

bool is_number(std::string_view text) { return reading(text).fault == Fault::none; }

Result<double> parse_number(std::string_view text) {
  const ParsedNumber read = reading(text);
  switch (read.fault) {
    case Fault::none: break;
    case Fault::form: return tl::unexpected<Error>(not_a_number(text));
    case Fault::size:
      return failure(ErrorKind::usage, quoted(text) + " " + std::string(value_fault(read.value)),
                     std::string(value_advice(read.value)));
  }
  return read.value;
}

std::string shortest(double value) {
  const double magnitude = std::fabs(value);
  if (magnitude == 0) return "0";
  Buffer buffer;
  const bool plain = magnitude >= exponent_below && magnitude <= largest_value;
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format);
  return {buffer.data(), end.ptr};
}

std::string fixed(double value, int decimals) {
  const double magnitude = std::fabs(value);
  if (!(magnitude < shown_in_full_below)) return shortest(value);
  const int places = std::min(std::max(decimals, 0), most_decimals);
  const double scaled = magnitude * std::pow(10.0, places);
  if (scaled >= digits_are_exact_from) return printed_exactly(value, places);
  // A binary number a hair below the half was meant as the half; the hair grows with the number.
  const double guard = std::max(1e-9, scaled * 4e-16);
  return placed(static_cast<std::uint64_t>(std::floor(scaled + 0.5 + guard)), places, value < 0);
}

std::string rounded(double value, int decimals) {
  if (!(std::fabs(value) < shown_in_full_below)) return shortest(value);
  return without_trailing_zeros(fixed(value, decimals));
}

int decimals_for(double magnitude, int digits, int most) {
  double threshold = 1;  // from there on the digits stand in front of the point
  for (int i = 1; i < digits; ++i) threshold *= 10;
  magnitude = std::abs(magnitude);
  if (!(magnitude > 0) || !std::isfinite(magnitude)) return most;
  int decimals = 0;
  for (; magnitude < threshold && decimals < most; magnitude *= 10) ++decimals;
  return decimals;
}

}  // namespace okr
