// SPDX-License-Identifier: MIT
// Marks at the ends of a line that somebody wrote: what the line is ("KR1:"), boxes, lights. Pure; each function takes its mark
// away, or leaves the text as it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace okr::cli {

enum class LineMark : std::uint8_t { none, objective, key_result, initiative };

/// "O1:", "Key Result 2 -", "O1KR2:", "2. Objective:".
LineMark take_mark(std::string_view& text);

/// The box of a task list, or the sign that stands for one.
std::optional<bool> take_box(std::string_view& text);

/// "[-]": the box of what was given up.
bool take_cancelled_box(std::string_view& text);

/// A coloured light at one end of a line: a status by hand, which is computed here.
std::string take_light(std::string_view& text);

/// A sign of some other meaning behind what stands in brackets: "Users 0 -> 400 (112) \U0001F6A7".
std::string take_sign_behind_bracket(std::string_view& text);

}  // namespace okr::cli
