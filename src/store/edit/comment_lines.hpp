// SPDX-License-Identifier: MIT
// Lines of comments: found inside a value, known again in another text. A line with words is known by them; "#", frames
// and empty lines stand in many places alike and are known by where they stand between the others.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/toml.hpp"

namespace okr::store {

using TextLines = std::vector<std::string>;  ///< without their ends

/// Where the comments of a text stand, without the ends of their lines.
std::vector<Span> comment_spans(std::string_view text);

/// The comments of a text, "#" included.
TextLines comments_in(std::string_view text);

/// Lines in front of a piece are comments or empty.
bool is_comment(const std::string& line);

/// True for lines that are alike in many places: "#", frames, empty ones.
bool is_sign(const std::string& line);

/// Which line of another text a line is.
struct KnownLine {
  std::optional<std::size_t> place;  ///< nothing: it is new
  bool is_moved = false;             ///< it stands in another order
};

/// A line, and what it stands in front of; both views.
struct LedLine {
  std::string_view text, item;
};
using LedLines = std::vector<LedLine>;

/// For each line of `now` which one of `before` it is.
std::vector<KnownLine> known_lines(const LedLines& before, const LedLines& now);

/// The same of lines that all stand in front of one thing.
std::vector<KnownLine> known_lines(const TextLines& before, const TextLines& now);

/// The lines of `now` that are comments and none of `before`.
TextLines added_comments(const TextLines& before, const TextLines& now);

}  // namespace okr::store
