// SPDX-License-Identifier: MIT
// Text on a terminal: width, cutting, wrapping, safety; words near to others; names in a row. The only unit that
// includes utf8proc.
#include "okr/base/text.hpp"

#include <fmt/core.h>
#include <utf8proc.h>
#include <algorithm>
#include <cstdlib>
#include <memory>

/// One character out of UTF-8, strictly.
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

namespace okr {
namespace {

bool is_printable_ascii(char c) { return c >= 0x20 && c < 0x7F; }

std::size_t printable_ascii_prefix(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_printable_ascii) - text.begin());
}

std::size_t width_of(char32_t character) {
  // Vowels and final consonants of decomposed Hangul are drawn inside the syllable; utf8proc gives them a column.
  if (character >= 0x1160 && character <= 0x11FF) return 0;
  return static_cast<std::size_t>(utf8proc_charwidth(static_cast<utf8proc_int32_t>(character)));
}

struct Cluster {
  std::size_t bytes = 0;
  std::size_t width = 0;
};

/// A character with all that belongs to it (marks, joiners), starting at byte `at`.
Cluster cluster_at(std::string_view text, std::size_t at) {
  Cluster cluster;
  utf8proc_int32_t state = 0;
  char32_t previous = 0;
  for (std::size_t i = at; i < text.size();) {
    const utf8::Character next = utf8::character_at(text, i);
    const bool breaks = i > at && utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(previous),
                                                                   static_cast<utf8proc_int32_t>(next.value), &state);
    if (breaks) break;
    cluster.width += width_of(next.value);
    cluster.bytes += next.bytes;
    i += next.bytes;
    previous = next.value;
  }
  return cluster;
}

bool is_c1(char32_t c) { return c >= 0x80 && c <= 0x9F; }

/// What turns the reading direction, or breaks a line where nobody sees it.
bool moves_text(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void append_replacement(std::string& out) { out += "\xEF\xBF\xBD"; }

/// U+2400 + c, the pictures of the control characters.
void append_control_picture(std::string& out, char32_t c) {
  out += "\xE2\x90";
  out += static_cast<char>(0x80u + (c == 0x7F ? 0x21u : c));
}

void append_safe(std::string& out, const utf8::Character& character, std::string_view bytes) {
  const char32_t c = character.value;
  if (c == '\t') {
    out += ' ';
  } else if (c < 0x20 || c == 0x7F) {
    append_control_picture(out, c);
  } else if (!character.valid || is_c1(c) || moves_text(c)) {
    append_replacement(out);
  } else {
    out += bytes;
  }
}

/// Bytes of the line break at `at`, 0 when there is none.
std::size_t newline_at(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return 1;
  return text.substr(at, 2) == "\r\n" ? 2 : 0;
}

void wrap_line(std::string_view line, std::size_t width, std::vector<std::string>& lines) {
  std::string current;
  std::size_t used = 0;
  for (const std::string_view word : split(line, ' ')) {
    if (word.empty()) continue;
    const std::size_t columns = display_width(word);
    if (!current.empty() && used + 1 + columns > width) {
      lines.push_back(std::move(current));
      current.clear();
      used = 0;
    }
    used += columns + (current.empty() ? 0 : 1);
    if (!current.empty()) current += ' ';
    current += word;
  }
  lines.push_back(std::move(current));
}

std::u32string lower_characters(std::string_view text) {
  std::u32string characters;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Character next = utf8::character_at(text, i);
    characters += next.bytes == 1 && next.valid ? static_cast<char32_t>(to_lower_ascii(text[i])) : next.value;
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

template <class Parts>
std::string joined_parts(const Parts& parts, std::string_view separator) {
  std::string joined;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) joined += separator;
    joined += parts[i];
  }
  return joined;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = printable_ascii_prefix(text);
  for (std::size_t i = width; i < text.size();) {
    const utf8::Character next = utf8::character_at(text, i);
    width += width_of(next.value);
    i += next.bytes;
  }
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t width, bool ascii) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t end = 0;
  for (std::size_t used = 0; end < text.size();) {
    const Cluster cluster = cluster_at(text, end);
    used += cluster.width;
    if (used > width - 1) break;
    end += cluster.bytes;
  }
  return std::string(text.substr(0, end)) + (ascii ? "~" : "\xE2\x80\xA6");
}

std::string pad_right(std::string_view text, std::size_t width) {
  std::string padded(text);
  const std::size_t used = display_width(text);
  if (used < width) padded.append(width - used, ' ');
  return padded;
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t used = display_width(text);
  return std::string(used < width ? width - used : 0, ' ').append(text);
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, '\n')) wrap_line(line, width, lines);
  return lines;
}

std::string safe_for_terminal(std::string_view text, bool keep_newlines) {
  const std::size_t harmless = printable_ascii_prefix(text);
  std::string out(text.substr(0, harmless));
  for (std::size_t i = harmless; i < text.size();) {
    const std::size_t newline = keep_newlines ? newline_at(text, i) : 0;
    if (newline > 0) {
      out += '\n';
      i += newline;
      continue;
    }
    const utf8::Character next = utf8::character_at(text, i);
    append_safe(out, next, text.substr(i, next.bytes));
    i += next.bytes;
  }
  return out;
}

std::string with_controls_escaped(std::string_view text) {
  std::string out;
  std::size_t kept = 0;
  for (std::size_t i = printable_ascii_prefix(text); i < text.size();) {
    const utf8::Character next = utf8::character_at(text, i);
    const bool is_obeyed = next.value == 0x7F || is_c1(next.value) || moves_text(next.value);
    if (next.valid && is_obeyed) {
      out.append(text, kept, i - kept).append(fmt::format("\\u{:04x}", static_cast<unsigned>(next.value)));
      kept = i + next.bytes;
    }
    i += next.bytes;
  }
  return out.append(text, kept, text.size() - kept);
}

bool has_control_character(std::string_view text) {
  for (std::size_t i = printable_ascii_prefix(text); i < text.size();) {
    const utf8::Character next = utf8::character_at(text, i);
    const bool is_c0 = next.value < 0x20 && next.value != '\t' && next.value != '\n';
    const bool is_raw_c1 = !next.valid && is_c1(static_cast<unsigned char>(text[i]));
    if (is_c0 || is_raw_c1 || next.value == 0x7F || is_c1(next.value)) return true;
    i += next.bytes;
  }
  return false;
}

std::string without_accents(std::string_view text) {
  if (printable_ascii_prefix(text) == text.size()) return std::string(text);
  utf8proc_uint8_t* mapped = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_STRIPMARK);
  const utf8proc_ssize_t length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                               static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  if (length < 0) return std::string(text);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)};
}

std::string_view character_at(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 4;
  for (std::size_t size = 1; size <= longest && at + size <= text.size(); ++size)
    if (is_valid_utf8(text.substr(at, size))) return text.substr(at, size);
  return text.substr(std::min(at, text.size()), 1);
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) i += utf8::character_at(text, i).bytes;
  return count;
}

std::size_t character_bytes(std::string_view text, std::size_t at) { return cluster_at(text, at).bytes; }

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

std::optional<std::string> meant_word(std::string_view word, std::span<const std::string_view> candidates) {
  constexpr std::size_t shortest_beginning = 3;
  if (auto near = nearest(word, candidates)) return near;
  const std::string lower = to_lower_ascii(word);
  std::string_view longest;
  for (const std::string_view candidate : candidates)
    if (candidate.size() >= shortest_beginning && candidate.size() > longest.size() && lower.starts_with(candidate))
      longest = candidate;
  return longest.empty() ? std::nullopt : std::optional<std::string>(longest);
}

std::string did_you_mean(const std::optional<std::string>& near, std::string_view otherwise) {
  return near ? "did you mean '" + safe_for_terminal(*near) + "'?" : std::string(otherwise);
}

std::string did_you_mean_first(const std::optional<std::string>& near, std::string_view always) {
  return (near ? did_you_mean(near) + "\n" : std::string()) + std::string(always);
}

std::optional<std::size_t> first_byte_not_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Character next = utf8::character_at(text, i);
    if (!next.valid) return i;
    i += next.bytes;
  }
  return std::nullopt;
}

std::string to_lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = to_lower_ascii(c);
  return lower;
}

std::string to_upper_ascii(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = to_upper_ascii(c);
  return upper;
}

std::string capitalised(std::string text) {
  if (!text.empty()) text.front() = to_upper_ascii(text.front());
  return text;
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

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words = split(text, ' ');
  std::erase(words, std::string_view());
  return words;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string with_plain_ends(std::string_view text) {
  std::string fed(text);
  for (auto at = fed.find("\r\n"); at != std::string::npos; at = fed.find("\r\n", at)) fed.erase(at, 1);
  return fed;
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
  return joined_parts(parts, separator);
}

std::string join(std::span<const std::string_view> parts, std::string_view separator) {
  return joined_parts(parts, separator);
}

std::string quoted_words(std::span<const std::string_view> words) {
  return words.empty() ? std::string() : '"' + join(words, "\", \"") + '"';
}

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const std::string_view part : split(text, '\n'))
    if (const auto words = trim(part); !words.empty()) line.append(line.empty() ? "" : " ").append(words);
  return line;
}

std::uint64_t fingerprint(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

std::string listed(std::span<const std::string> names, std::size_t most) {
  const bool is_cut = names.size() > most && names.size() - most > 1;
  const std::size_t shown = is_cut ? most : names.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return is_cut ? text + " and " + std::to_string(names.size() - shown) + " more" : text;
}

std::string counted(long long count, std::string_view one) { return counted(count, one, std::string(one) + "s"); }

std::string counted(long long count, std::string_view one, std::string_view many) {
  return std::to_string(count).append(" ").append(count == 1 ? one : many);
}

}  // namespace okr
