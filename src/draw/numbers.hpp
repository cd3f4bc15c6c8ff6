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

/// Stands where thousands part: a noncharacter of Unicode, one column wide, which no text has a reason to hold.
inline constexpr std::string_view group_mark = "\uFDD0";
/// Stands where the decimals begin: another noncharacter.
inline constexpr std::string_view point_mark = "\uFDD1";

/// okr::shortest with the marks.
std::string shortest(double value);
/// okr::rounded with the marks.
std::string rounded(double value, int decimals);
/// okr::fixed with the marks.
std::string fixed(double value, int decimals);
/// okr::display_value with the marks.
std::string display_value(double value);
/// okr::display_computed with the marks.
std::string display_computed(double value);
/// okr::display_together with the marks.
std::vector<std::string> display_together(const std::vector<double>& values);
/// okr::display_computed_together with the marks.
std::vector<std::string> display_computed_together(std::initializer_list<double> values);

/// The number with group_mark in its digits from 10000 on, and point_mark for the point.
std::string marked(std::string_view number);

/// What stands in the place of the marks.
struct Signs {
  std::string_view group;
  std::string_view point;
};

/// The signs of tsv, csv, json, messages, and whatever is typed or written into a file: no groups.
inline constexpr Signs bare_signs{"", "."};

/// The signs of Markdown and HTML, which always group: by a narrow space that breaks no line unless the workspace says
/// another sign.
Signs page_signs(std::optional<DigitStyle> style);

/// The signs of a terminal, which groups when the workspace says how. A group_mark stays until the line is painted as a
/// space, so that no line breaks there.
Signs terminal_signs(std::optional<DigitStyle> style);

/// The text with these signs in the place of the marks.
std::string with_signs(std::string_view text, const Signs& signs);

/// The text as it could be typed.
std::string bare(std::string_view text);

}  // namespace okr::draw
