// SPDX-License-Identifier: MIT
// Whether what is said of a file is fit to be shown, whatever the file: for tests that load broken ones, and the fuzz
// targets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "okr/base/text.hpp"
#include "okr/model/diagnostic.hpp"

namespace okr_test {

inline std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (const std::string_view line : okr::split(text, '\n')) lines.emplace_back(line);
  return lines;
}

/// What is wrong with a diagnostic itself; empty when nothing is. `line_count` is its file's, 0 where that is not
/// known.
inline std::string unsoundness_of(const okr::Diagnostic& diagnostic, std::size_t line_count) {
  if (diagnostic.message.empty()) return "no message";
  if (okr::has_control_character(diagnostic.message + diagnostic.mend + diagnostic.help))
    return "a control character in it";
  if (diagnostic.place.line == 0) return {};
  if (diagnostic.place.column == 0) return "a line without column";
  if (line_count > 0 && diagnostic.place.line > line_count) return "behind the end of the file";
  if (!okr::is_valid_utf8(diagnostic.line_text)) return "a line that is not UTF-8";
  const std::size_t width = okr::count_characters(diagnostic.line_text);
  if (diagnostic.length == 0) return "no caret";
  const bool at_end = diagnostic.place.column == width + 1 && diagnostic.length == 1;
  if (!at_end && diagnostic.place.column + diagnostic.length - 1 > width) return "a caret outside of its line";
  return {};
}

}  // namespace okr_test
