// SPDX-License-Identifier: MIT
#include "draw/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "draw/numbers.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

using StandIn = std::pair<std::string_view, std::string_view>;

constexpr std::array<StandIn, 67> stand_ins = {{
    {"├", "|"},      {"└", "`"},      {"·", "-"},
    {"→", "->"},     {"←", "<-"},     {"↑", "^"},
    {"↓", "v"},      {"│", "|"},      {"─", "-"},
    {"…", "..."},    {"–", "-"},      {"—", "-"},
    {"−", "-"},      {"‐", "-"},      {"‑", "-"},
    {"×", "x"},      {"÷", "/"},      {"±", "+-"},
    {"≤", "<="},     {"≥", ">="},     {"≠", "!="},
    {"≈", "~"},      {"∞", "inf"},    {"‘", "'"},
    {"’", "'"},      {"“", "\""},     {"”", "\""},
    {"„", "\""},     {"‚", ","},      {"«", "<<"},
    {"»", ">>"},     {"•", "*"},      {"●", "*"},
    {"○", "o"},      {"█", "#"},      {"░", "."},
    {"▒", ":"},      {"▓", "#"},      {"✓", "v"},
    {"✔", "v"},      {"✗", "x"},      {"✘", "x"},
    {"€", "EUR"},    {"£", "GBP"},    {"¥", "JPY"},
    {"°", "deg"},    {"µ", "u"},      {"§", "S"},
    {"²", "2"},      {"³", "3"},      {"½", "1/2"},
    {"¼", "1/4"},    {"¾", "3/4"},    {"\u00A0", " "},
    {"\u202F", " "}, {"\u2009", " "}, {group_mark, group_mark},
    {"Æ", "AE"},     {"æ", "ae"},     {"Œ", "OE"},
    {"œ", "oe"},     {"ß", "ss"},     {"ẞ", "SS"},
    {"Þ", "Th"},     {"þ", "th"},     {"Ø", "O"},
    {"ø", "o"},
}};

// U+00C0 to U+00FF and U+0100 to U+017F by their base letters; those with two letters stand above.
constexpr std::string_view latin_1 = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
constexpr std::string_view latin_a =
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiJjJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUu"
    "Uu"
    "WwYyYZzZzZzs";
static_assert(latin_1.size() == 64 && latin_a.size() == 128);

constexpr unsigned char byte(char c) { return static_cast<unsigned char>(c); }

std::size_t length_of_character(char lead) {
  if (byte(lead) < 0x80) return 1;
  if (byte(lead) < 0xE0) return 2;
  return byte(lead) < 0xF0 ? 3 : 4;
}

// The code point of a two-byte character, the only ones the letter tables hold.
std::size_t two_byte_code(std::string_view character) {
  return static_cast<std::size_t>((byte(character[0]) & 0x1F) << 6 | (byte(character[1]) & 0x3F));
}

std::string stand_in(std::string_view character) {
  for (const StandIn& known : stand_ins) {
    if (known.first == character) return std::string(known.second);
  }
  if (character.size() == 2) {
    const std::size_t code = two_byte_code(character);
    if (code >= 0xC0 && code < 0x100) return std::string(1, latin_1[code - 0xC0]);
    if (code >= 0x100 && code < 0x180) return std::string(1, latin_a[code - 0x100]);
  }
  return std::string(display_width(character), '?');
}

}  // namespace

std::string ascii_text(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, length_of_character(text[at]));
    at += character.size();
    result += character.size() == 1 ? std::string(character) : stand_in(character);
  }
  return result;
}

}  // namespace okr::draw
