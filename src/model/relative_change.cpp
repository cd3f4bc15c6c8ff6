// SPDX-License-Identifier: MIT
#include "okr/model/relative_change.hpp"

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr {
namespace {

bool is_sign(char byte) { return byte == '+' || byte == '-'; }

/// The number between the sign and the percent sign; empty where one of the two is missing.
std::string_view size_of(std::string_view text) {
  if (text.size() < 3 || !is_sign(text.front()) || !text.ends_with('%')) return {};
  const std::string_view size = text.substr(1, text.size() - 2);
  return is_sign(size.front()) ? std::string_view() : size;
}

/// The number that somebody meant, whatever stands around it.
std::string_view meant_size(std::string_view text) {
  text = trim(text);
  if (text.ends_with('%')) text = trim(text.substr(0, text.size() - 1));
  if (!text.empty() && is_sign(text.front())) text = trim(text.substr(1));
  return is_number(text) && !is_sign(text.front()) ? text : std::string_view("20");
}

}  // namespace

std::optional<double> relative_change(std::string_view text) {
  const auto size = parse_number(size_of(text));
  if (!size) return std::nullopt;
  return (text.front() == '-' ? -1 : 1) * *size / 100;
}

bool is_change_beyond_limits(std::string_view text) { return is_beyond_limits(size_of(text)); }

std::string advice_on_change(std::string_view text) {
  return fmt::format("write \"+{0}%\" or \"-{0}%\"", meant_size(text));
}

}  // namespace okr
