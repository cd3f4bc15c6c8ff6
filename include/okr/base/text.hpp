// SPDX-License-Identifier: MIT
// Text on a terminal and words near to other words: width, cutting, wrapping, spelling, safety.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace okr {

/// Columns the text takes on a terminal: wide characters 2, combining marks and controls 0 (utf8proc, no locale).
std::size_t display_width(std::string_view text);

/// At most `width` columns, the last one an ellipsis (or `~` when `ascii`) where something was cut. Never cuts a
/// character with its combining marks apart.
std::string cut_to_width(std::string_view text, std::size_t width, bool ascii);

/// Spaces added behind (or in front of) the text to fill `width` columns; unchanged when it is as wide already.
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

/// Lines of at most `width` columns, broken at spaces; a longer word stands alone. At least one line.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The text without anything a terminal would obey: C0 and C1 controls, DEL, bidirectional overrides and invalid
/// UTF-8 become visible stand-ins; a tab becomes a space. Newlines stay when `keep_newlines`.
std::string safe_for_terminal(std::string_view text, bool keep_newlines = false);

/// True when the text holds a control character (C0 except tab and newline, C1, DEL).
bool has_control_character(std::string_view text);

/// Characters (code points) in the first `bytes` bytes of the text.
std::size_t count_characters(std::string_view text);

/// Damerau-Levenshtein distance, case-insensitive for ASCII.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to the word, when it is near enough to be meant (distance at most 2, or a third of the
/// word's length rounded up, whichever is smaller; a shared prefix of 3 breaks ties). Empty when none is.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string_view> candidates);

bool is_valid_utf8(std::string_view text);
std::string to_lower_ascii(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string_view trim(std::string_view text);
std::string join(std::span<const std::string> parts, std::string_view separator);

}  // namespace okr
