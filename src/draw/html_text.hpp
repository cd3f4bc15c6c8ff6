// SPDX-License-Identifier: MIT
// Text as it stands on a page: escaped, with its line breaks and addresses; numbers are never cut.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "draw/document.hpp"

namespace okr::draw {

/// With quotes, brackets, spaces, controls and bytes from 128 on percent-encoded.
std::string link_address(std::string_view link);

std::string inline_html(const Text& text);

/// A text of a few letters that stays on one line: "on track", "17 Aug".
bool is_short(const Text& text);

/// True where a number is too long for the narrowest column of a card.
bool has_long_number(std::string_view text);

/// True where a word is so long that no table has room for it: it may be cut.
bool has_overlong_word(std::string_view text);

/// Columns of the longest piece of the text that stands on one line.
std::size_t widest_piece(const Text& text);

}  // namespace okr::draw
