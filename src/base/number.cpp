// SPDX-License-Identifier: MIT
// Numbers to text and back, by <charconv> alone, so that no locale can change a comma.
#include "okr/base/number.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "okr/base/text.hpp"
#include "okr/base/written_number.hpp"

namespace okr {
namespace {

constexpr std::size_t most_columns_quoted = 40;

std::string use(const std::string& text) { return "use " + text; }

std::string without(std::string_view text, std::string_view dropped) {
  std::string kept;
  for (const char c : text) {
    if (dropped.find(c) == std::string_view::npos) kept += c;
  }
  return kept;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from)) {
    result.append(text.substr(0, at)).append(to);
    text.remove_prefix(at + from.size());
  }
  return result.append(text);
}

/// Three digits behind the only comma or the only point may be thousands or decimals.
bool is_group_of_three(std::string_view text, std::size_t separator) { return text.size() - separator == 4; }

/// "1,5", "1,234", "1.234,5", "1,234.5", "1.234.567".
std::string advice_on_separators(std::string_view text) {
  const std::size_t comma = text.rfind(',');
  const std::size_t point = text.rfind('.');
  const std::string joined = without(text, ",.");
  if (!is_number(joined)) return {};
  const auto count = [&](char c) { return std::count(text.begin(), text.end(), c); };
  if (comma != std::string_view::npos && point != std::string_view::npos) {
    const std::size_t last = std::max(comma, point);
    return use(without(text.substr(0, last), ",.") + "." + std::string(text.substr(last + 1)));
  }
  if (count(',') > 1 || count('.') > 1) return use(joined);
  if (comma == std::string_view::npos) return {};
  const std::string with_point = replaced(text, ",", ".");
  const auto broken = parse_number(with_point);
  return broken && is_group_of_three(text, comma) ? use(joined) + " or " + shortest(*broken) : use(with_point);
}

/// "0x10", "0o17", "0b101": a file may hold them, in TOML's spelling.
std::string advice_on_bases(std::string_view text) {
  const int base = text.starts_with("0x") ? 16 : text.starts_with("0o") ? 8 : text.starts_with("0b") ? 2 : 0;
  if (base == 0) return {};
  const std::string digits = without(text.substr(2), "_");
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  const bool is_whole = error == std::errc() && end == digits.data() + digits.size();
  return is_whole && is_number(std::to_string(value)) ? use(std::to_string(value)) : "";
}

/// "1O", "l2".
std::string advice_on_letters(std::string_view text) {
  std::string digits(text);
  std::replace_if(
      digits.begin(), digits.end(), [](char c) { return c == 'O' || c == 'o'; }, '0');
  if (digits != text && is_number(digits)) return "letter O? " + use(digits);
  digits = text;
  std::replace_if(
      digits.begin(), digits.end(), [](char c) { return c == 'l' || c == 'I'; }, '1');
  return digits != text && is_number(digits) ? "letter l or I? " + use(digits) : "";
}

/// Minus signs and dashes that word processors and phones write: U+2212, U+2010 to U+2014.
std::string advice_on_minus(std::string_view text) {
  std::string plain(text);
  for (const char* dash : {"\u2212", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014"})
    plain = replaced(plain, dash, "-");
  return plain != text && is_number(plain) ? "the minus is not the one of the keyboard: " + use(plain) : "";
}

std::string alone(std::string_view number) { return "the number alone: " + std::string(number); }

/// "1 000", "1_000", "1'000", with no-break and thin spaces; but of "150 7", which no thousands part, the first number
/// alone.
std::string advice_on_groups(std::string_view text) {
  std::string spaced(text);
  for (const char* mark : {"\u00A0", "\u202F", "\u2009", "\u2019", "_", "'"}) spaced = replaced(spaced, mark, " ");
  const std::string digits = without(spaced, " ");
  if (digits == spaced || !is_number(digits)) return {};
  const std::string_view plain = trim(spaced);
  const auto whole = without_thousands(plain, ' ', '.');
  return whole ? use(*whole) : alone(plain.substr(0, plain.find(' ')));
}

std::string advice_on_plus(std::string_view text) {
  if (text.empty() || text.front() != '+') return {};
  const std::string plain(text.substr(1));
  return is_number(plain) ? use(plain) : "";
}

/// "400 km": the number, and what stands behind it. Both empty where the text does not begin with a number.
struct Measure {
  std::string_view number, unit;
};

Measure measure_in(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view number = text.substr(0, static_cast<std::size_t>(end - text.data()));
  if (!is_number(number)) return {};
  return {number, trim(text.substr(number.size()))};
}

bool is_unit(std::string_view text) {
  const bool has_sign = !text.empty() && std::string_view("+-.,_'/=").find(text.front()) != std::string_view::npos;
  return !text.empty() && !has_sign && !is_digit(text.front());
}

/// "1.2k", "3 Mio.", "12K€".
std::string advice_on_thousands(std::string_view text) {
  const auto [number, unit] = measure_in(text);
  const auto scale = scale_word(unit);
  if (!scale) return {};
  const double meant = *parse_number(number) * std::pow(10.0, scale->power);
  const std::string_view rest = trim(unit.substr(scale->length));
  if (!is_storable(meant) || changes_number(rest)) return {};
  return rest.empty() ? use(display_value(meant)) : alone(display_value(meant));
}

/// "5%", "12 ms", "1h".
std::string advice_on_unit(std::string_view text) {
  const auto [number, unit] = measure_in(text);
  if (!is_unit(unit)) return {};
  return changes_number(unit) ? "write all its digits, and no unit" : alone(number);
}

std::string advice(std::string_view text) {
  for (const auto find : {advice_on_separators, advice_on_minus, advice_on_groups, advice_on_plus, advice_on_bases,
                          advice_on_letters, advice_on_thousands, advice_on_unit}) {
    if (std::string found = find(text); !found.empty()) return found;
  }
  return "a number looks like 131, -2.5 or 1e3";
}

std::string quoted(std::string_view text) {
  return '"' + cut_to_width(safe_for_terminal(text), most_columns_quoted, false) + '"';
}

Error not_a_number(std::string_view text) {
  if (text.empty()) return {ErrorKind::usage, "a number is missing", "a number looks like 131, -2.5 or 1e3"};
  return {ErrorKind::usage, quoted(text) + " is not a number", advice(text)};
}

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

ParsedNumber parsed_number(std::string_view text) {
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

std::string printed(double value, std::chars_format form, int digits) {
  Buffer buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, form, digits);
  return {buffer.data(), end.ptr};
}

constexpr int known_digits = 15;  // of a double: what stands behind is dust

enum class Origin { measured, computed };

int digits_before_point(double magnitude) {
  return magnitude < 1 ? 0 : static_cast<int>(std::floor(std::log10(magnitude))) + 1;
}

bool is_told_by(double magnitude, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::fabs(std::round(magnitude * scale) / scale - magnitude) <= 1e-12 * magnitude;
}

/// Four decimals, below 0.1 four digits, where that is all of the number; two decimals or three digits of one that goes
/// on.
int decimals_of_measured(double magnitude) {
  int decimals = 4;
  for (double edge = 0.1; decimals < 9 && magnitude < edge; edge /= 10) ++decimals;
  return is_told_by(magnitude, decimals) ? decimals : std::max(decimals_for(magnitude, 3, most_decimals), 2);
}

int decimals_of_computed(double magnitude) {
  if (magnitude >= 1000) return 0;
  return std::max(decimals_for(magnitude, 3, most_decimals), 1);
}

std::string displayed(double value, Origin origin, int more) {
  const double magnitude = std::fabs(value);
  if (magnitude == 0 || !std::isfinite(value)) return shortest(value);
  if (below(magnitude, exponent_below))
    return printed(value, std::chars_format::general, std::min(4 + more, most_decimals));
  const int decimals = origin == Origin::measured ? decimals_of_measured(magnitude) : decimals_of_computed(magnitude);
  const int known = std::max(known_digits - digits_before_point(magnitude), 0);
  return rounded(value, std::min({decimals + more, known, most_decimals}));
}

std::vector<std::string> all_displayed(std::span<const double> values, Origin origin, int more) {
  std::vector<std::string> texts;
  for (const double value : values) texts.push_back(displayed(value, origin, more));
  return texts;
}

/// Shown alike, or the other way round: 1.3333 as "1.33" beside 1.333.
bool misleads(std::span<const double> values, const std::vector<std::string>& texts) {
  std::vector<double> shown;
  for (const std::string& text : texts) shown.push_back(parsed_number(text).value);
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t k = i + 1; k < values.size(); ++k)
      if (!equal(values[i], values[k]) && (values[i] < values[k] ? shown[i] >= shown[k] : shown[i] <= shown[k]))
        return true;
  return false;
}

std::vector<std::string> told_apart(std::span<const double> values, Origin origin) {
  std::vector<std::string> texts = all_displayed(values, origin, 0);
  for (int more = 1; more <= known_digits && misleads(values, texts); ++more)
    texts = all_displayed(values, origin, more);
  return texts;
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

bool is_beyond_limits(std::string_view text) { return parsed_number(text).fault == Fault::size; }

bool is_number(std::string_view text) { return parsed_number(text).fault == Fault::none; }

Result<double> parse_number(std::string_view text) {
  const ParsedNumber read = parsed_number(text);
  switch (read.fault) {
    case Fault::none: break;
    case Fault::form: return tl::unexpected<Error>(not_a_number(text));
    case Fault::size:
      return usage_failure(quoted(text) + " " + std::string(value_fault(read.value)),
                           std::string(value_advice(read.value)));
  }
  return read.value;
}

bool has_unit(std::string_view text) { return is_unit(measure_in(text).unit); }

Result<double> parse_measure(std::string_view text, std::string_view unit) {
  if (is_number(text) || !is_unit(unit)) return parse_number(text);
  if (text.size() > unit.size() && text.ends_with(unit))
    return parse_number(trim(text.substr(0, text.size() - unit.size())));
  const auto [number, typed_unit] = measure_in(text);
  if (!is_unit(typed_unit)) return parse_number(text);
  const bool is_slip =
      !advice_on_letters(text).empty() || is_scaled_number(typed_unit, unit) || !advice_on_bases(text).empty();
  if (is_slip) return parse_number(text);
  const std::string thousands = scale_word(unit) ? "" : advice_on_thousands(text);
  return usage_failure(
      quoted(text) + " is in another unit",
      thousands.empty() ? other_unit_hint(number, typed_unit, unit)
                        : fmt::format("{}, or {} if {} is {}", thousands, number, typed_unit, safe_for_terminal(unit)));
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
  if (scaled >= digits_are_exact_from) return printed(value, std::chars_format::fixed, places);
  // A binary number a hair below the half was meant as the half; the hair grows with the number.
  const double guard = std::max(1e-9, scaled * 4e-16);
  return placed(static_cast<std::uint64_t>(std::floor(scaled + 0.5 + guard)), places, value < 0);
}

std::string percent_text(double share) {
  if (!std::isfinite(share)) return "n/a";
  const double whole = std::floor(share * 100 + 0.5 + tolerance);
  const bool is_reached = share >= 1 - tolerance;
  return rounded(is_reached ? whole : std::min(whole, 99.0), 0) + " %";
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

Result<double> parse_decimal(std::string_view text, char mark) {
  const char other = mark == ',' ? '.' : ',';
  if (text.find(other) != std::string_view::npos)
    return data_failure(fmt::format("'{}' holds a '{}', but the decimal mark is '{}'", text, other, mark),
                        "say the decimal mark of this file, or remove grouping");
  std::string plain(text);
  std::ranges::replace(plain, mark, '.');
  auto number = parse_number(plain);
  if (!number) number.error().kind = ErrorKind::data;
  return number;
}

std::string display_value(double value) { return displayed(value, Origin::measured, 0); }

std::string display_computed(double value) { return displayed(value, Origin::computed, 0); }

std::vector<std::string> display_together(std::span<const double> values) {
  return told_apart(values, Origin::measured);
}

std::vector<std::string> display_computed_together(std::span<const double> values) {
  return told_apart(values, Origin::computed);
}

}  // namespace okr
