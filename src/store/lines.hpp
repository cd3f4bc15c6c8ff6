// SPDX-License-Identifier: MIT
// The smallest pieces of a TOML text: which bytes may stand where, where a quoted text ends, where lines begin, and bytes
// to lines and columns and back. Judges nothing.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "store/toml.hpp"

namespace okr::store {

/// What a byte may be part of.
enum ByteClass : std::uint8_t { bare_key = 1, bare_value = 2, blank = 4 };

constexpr std::array<std::uint8_t, 256> make_byte_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned char byte = '0'; byte <= '9'; ++byte) classes[byte] = bare_key | bare_value;
  for (unsigned char byte = 'a'; byte <= 'z'; ++byte) classes[byte] = bare_key | bare_value;
  for (unsigned char byte = 'A'; byte <= 'Z'; ++byte) classes[byte] = bare_key | bare_value;
  classes['-'] = classes['_'] = bare_key | bare_value;
  classes['+'] = classes['.'] = classes[':'] = bare_value;
  classes[' '] = classes['\t'] = blank;
  return classes;
}

inline constexpr auto byte_classes = make_byte_classes();

inline bool is(ByteClass wanted, char byte) { return (byte_classes[static_cast<unsigned char>(byte)] & wanted) != 0; }

/// How many parts the key of a heading has, and where the last one stands.
struct HeaderShape {
  std::uint32_t part_count = 0;
  Span last_part;
};

/// The heading whose first bracket is at `at`, in a text that scan() has nothing against.
HeaderShape header_shape(std::string_view text, std::uint32_t at);

/// One past the end of the quoted text that begins at `at`; npos when it never ends.
std::size_t end_of_string(std::string_view text, std::size_t at);

/// Letters, digits, hyphen and underscore.
bool is_bare_key_byte(char byte);

/// Offset of the first byte that is not UTF-8; npos when all is well.
std::size_t find_invalid_utf8(std::string_view text);

/// The bytes of a leading byte order mark: 0 or 3.
std::uint32_t mark_length(std::string_view text);

/// Line starts of a text; columns count characters and leave a byte order mark out. Keeps no view of the text.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  std::uint32_t count() const { return static_cast<std::uint32_t>(starts_.size()); }
  /// Offset of the line's first byte; lines from 1, the mark not counted as part of line 1.
  std::uint32_t start(std::uint32_t line) const { return starts_[line - 1]; }
  /// Quick where the line is `near` or one of the next.
  LineColumn place(std::string_view text, std::uint32_t offset, std::uint32_t near = 0) const;
  std::string_view line(std::string_view text, std::uint32_t line) const;
  bool is_ascii() const { return ascii_; }

 private:
  std::vector<std::uint32_t>::const_iterator line_behind(std::uint32_t offset, std::uint32_t near) const;

  std::vector<std::uint32_t> starts_;
  bool ascii_ = true;
};

/// Turns places into offsets; quick when each one asked for is near the one before.
class OffsetCursor {
 public:
  OffsetCursor(std::string_view text, const LineIndex& lines) : text_(text), lines_(lines) {}

  /// The offset of a place; the end of the text for a place behind it.
  std::uint32_t offset(LineColumn place);

 private:
  std::uint32_t step(LineColumn place);

  std::string_view text_;
  const LineIndex& lines_;
  LineColumn last_;
  std::uint32_t last_offset_ = 0;
};

}  // namespace okr::store
