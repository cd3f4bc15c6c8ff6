// SPDX-License-Identifier: MIT
// What stands in front of a title and says what it is the title of: "O1:", "KR 1.2 -"; and what parts it from what
// stands around it. Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace okr::actions {

enum class LineMark : std::uint8_t { none, objective, key_result, initiative };

/// "O1:", "Key Result 2 -", "O1KR2:", "2. Objective:", "KR1 ->": takes the mark away, or leaves the text as it is.
LineMark take_mark(std::string_view& text);

/// Without the marks that part a title from what stands in front of it.
std::string_view without_front_marks(std::string_view text);

/// The title without the marks behind it that parted it from its value.
std::string_view without_end_marks(std::string_view text);

/// "CEO" of "CEO KR3: Users", "Eng" of "Eng-KR3:": whose it is, in front of a mark with a number; else empty.
std::string_view owner_of_mark(std::string_view text);

}  // namespace okr::actions
