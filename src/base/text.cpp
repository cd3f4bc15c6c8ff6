// SPDX-License-Identifier: MIT
// Text on a terminal: width, cutting, wrapping, safety. The only unit that includes utf8proc; words are in words.cpp.
#include "okr/base/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "base/utf8.hpp"

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

}  // namespace okr
