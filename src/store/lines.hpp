// SPDX-License-Identifier: MIT
// Where the lines of a text begin, and bytes to lines and columns and back. Knows no TOML.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "store/toml.hpp"

namespace okr::store {

/// The bytes of a leading byte order mark: 0 or 3.
std::uint32_t mark_length(std::string_view text);

/// Line starts of a text; columns count characters and leave a byte order mark out. Keeps no view of the text.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  std::uint32_t count() const { return static_cast<std::uint32_t>(starts_.size()); }
  /// Offset of the line's first byte; lines from 1, the mark not counted as part of line 1.
  std::uint32_t start(std::uint32_t line) const { return starts_[line - 1]; }
  LineColumn place(std::string_view text, std::uint32_t offset) const;
  std::string_view line(std::string_view text, std::uint32_t line) const;
  bool is_ascii() const { return ascii_; }

 private:
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
