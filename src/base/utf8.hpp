// SPDX-License-Identifier: MIT
// One character out of UTF-8, strictly; private to the base layer.
#pragma once

#include <cstddef>
#include <string_view>

namespace okr::utf8 {

struct Character {
  char32_t value;     ///< U+FFFD where the bytes are not UTF-8
  std::size_t bytes;  ///< how many it takes in the text; 1 where they are not UTF-8
  bool valid;
};

inline constexpr char32_t replacement = 0xFFFD;

constexpr std::size_t length_by_lead(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;  // a continuation byte, or a lead that can only start an overlong form
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

constexpr bool is_allowed(char32_t value, std::size_t length) {
  if (length == 3) return value >= 0x800 && (value < 0xD800 || value > 0xDFFF);
  return length != 4 || (value >= 0x10000 && value <= 0x10FFFF);
}

/// The character that starts at byte `at`, which lies inside the text.
constexpr Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  constexpr Character invalid{replacement, 1, false};
  const std::size_t length = length_by_lead(byte(0));
  if (length == 1) return {byte(0), 1, true};
  if (length == 0 || length > text.size() - at) return invalid;
  char32_t value = byte(0) & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0u) != 0x80u) return invalid;
    value = (value << 6) | (byte(i) & 0x3Fu);
  }
  return is_allowed(value, length) ? Character{value, length, true} : invalid;
}

}  // namespace okr::utf8
