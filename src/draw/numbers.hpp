// SPDX-License-Identifier: MIT
// Numbers for people, in one place: the functions of base/number.hpp under their own names, so that every view of this
// layer gets them. They mark where thousands part and where the decimals begin; each output puts its own signs there at
// the end (method.md 0, 31). Code of this layer that wants bare digits, for a machine or to read them again, says
// okr::rounded.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/number.hpp"

namespace okr::draw {

/// Noncharacters of Unicode, one column wide, which no text has a reason to hold.
inline constexpr std::string_view group_mark = "\uFDD0";
inline constexpr std::string_view point_mark = "\uFDD1";

std::string shortest(double value);
std::string rounded(double value, int decimals);
std::string fixed(double value, int decimals);
std::string display_value(double value);
std::string display_computed(double value);
std::vector<std::string> display_together(const std::vector<double>& values);
std::vector<std::string> display_computed_together(std::initializer_list<double> values);

/// Digits from 10000 on with group_mark, and point_mark for the point.
std::string marked(std::string_view number);

/// What stands in the place of the marks.
struct Signs {
  std::string_view group;
  std::string_view point;
};

/// No groups: tsv, csv, json, messages, and whatever is typed or written into a file.
inline constexpr Signs bare_signs{"", "."};

/// Of Markdown and HTML, which always group: a narrow space that breaks no line unless the workspace says another sign.
Signs page_signs(std::optional<DigitStyle> style);

/// Of a terminal, which groups when the workspace says how. A group_mark stays until the line is painted as a space, so
/// that no line breaks there.
Signs terminal_signs(std::optional<DigitStyle> style);

std::string with_signs(std::string_view text, const Signs& signs);

/// The text as it could be typed.
std::string bare(std::string_view text);

}  // namespace okr::draw
