// SPDX-License-Identifier: MIT
#include "okr/base/encoding.hpp"

#include <array>

namespace okr {
namespace {

constexpr char16_t unknown = 0xFFFD;

/// Windows-1252 from 0x80 to 0x9F; everywhere else it is Latin-1, and that is the first page of Unicode.
constexpr std::array<char16_t, 32> windows_signs = {
    0x20AC,  unknown, 0x201A, 0x0192, 0x201E, 0x2026,  0x2020, 0x2021,   //
    0x02C6,  0x2030,  0x0160, 0x2039, 0x0152, unknown, 0x017D, unknown,  //
    unknown, 0x2018,  0x2019, 0x201C, 0x201D, 0x2022,  0x2013, 0x2014,   //
    0x02DC,  0x2122,  0x0161, 0x203A, 0x0153, unknown, 0x017E, 0x0178};

char16_t character(unsigned char byte, Encoding encoding) {
  const bool differs = encoding == Encoding::windows_1252 && byte >= 0x80 && byte < 0xA0;
  return differs ? windows_signs[byte - 0x80U] : byte;
}

void append(std::string& text, char16_t character) {
  const auto byte = [&](unsigned bits) { text += static_cast<char>(bits); };
  if (character < 0x80) return byte(character);
  if (character < 0x800) {
    byte(0xC0U | (character >> 6U));
  } else {
    byte(0xE0U | (character >> 12U));
    byte(0x80U | ((character >> 6U) & 0x3FU));
  }
  byte(0x80U | (character & 0x3FU));
}

}  // namespace

std::string to_utf8(std::string bytes, Encoding encoding) {
  if (encoding == Encoding::utf8) return bytes;
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char byte : bytes) append(text, character(static_cast<unsigned char>(byte), encoding));
  return text;
}

}  // namespace okr
