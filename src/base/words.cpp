// SPDX-License-Identifier: MIT
// Characters and words: counting, splitting, spelling. What a terminal does with them is in text.cpp.
#include <algorithm>

#include "base/utf8.hpp"
#include "okr/base/text.hpp"

namespace okr {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::u32string lower_characters(std::string_view text) {
  std::u32string characters;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Character next = utf8::character_at(text, i);
    characters += next.bytes == 1 && next.valid ? static_cast<char32_t>(lower(text[i])) : next.value;
    i += next.bytes;
  }
  return characters;
}

std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> two_back(b.size() + 1);
  std::vector<std::size_t> back(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    two_back.swap(back);
    back.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = back[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({back[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], two_back[j - 2] + 1);
    }
  }
  return row[b.size()];
}

bool share_prefix(const std::u32string& a, const std::u32string& b) {
  return a.size() >= 3 && b.size() >= 3 && a.compare(0, 3, b, 0, 3) == 0;
}

std::size_t difference(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

}  // namespace

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) i += utf8::character_at(text, i).bytes;
  return count;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  return distance(lower_characters(a), lower_characters(b));
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string_view> candidates) {
  const std::u32string meant = lower_characters(word);
  const std::size_t limit = std::min<std::size_t>(2, (meant.size() + 2) / 3);
  std::optional<std::string> best;
  std::size_t best_cost = 2 * limit + 2;  // twice the distance, less one for a shared prefix
  for (const std::string_view candidate : candidates) {
    const std::u32string letters = lower_characters(candidate);
    if (difference(letters.size(), meant.size()) > limit) continue;
    const std::size_t edits = distance(meant, letters);
    if (edits > limit || edits >= meant.size()) continue;
    const std::size_t cost = 2 * edits + (share_prefix(meant, letters) ? 0 : 1);
    if (cost >= best_cost) continue;
    best_cost = cost;
    best = std::string(candidate);
  }
  return best;
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Character next = utf8::character_at(text, i);
    if (!next.valid) return false;
    i += next.bytes;
  }
  return true;
}

std::string to_lower_ascii(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
  std::string joined;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) joined += separator;
    joined += parts[i];
  }
  return joined;
}

}  // namespace okr
