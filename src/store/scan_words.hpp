// SPDX-License-Identifier: MIT
// The sentences of scan: what to say about a place where the outer form of a text goes wrong.
#pragma once

#include <string_view>

#include "store/toml.hpp"

namespace okr::store {

/// What the walk wanted where it found something else.
enum class Expectation { key, equals, value, heading_end, list_comma, table_comma, line_end };

/// A fault for the surprise at `at`: a conflict marker when the line is one, else words for what was wanted.
SyntaxFault surprise(std::string_view text, std::uint32_t at, Expectation wanted);

/// A bare word where a value should be, or a bare value that holds a byte it cannot.
SyntaxFault bad_word(std::string_view text, Span word);

/// A bracket, brace or quote that never closes.
SyntaxFault never_closed(std::string_view text, std::uint32_t at);

/// The character (one to four bytes) at an offset.
Span character_at(std::string_view text, std::uint32_t at);

}  // namespace okr::store
