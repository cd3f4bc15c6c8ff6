// SPDX-License-Identifier: MIT
// What is wrong with the form of a text, in words a person can act on: where the outer form ends (scan), and what the
// parser objects to inside: keys given twice, dates that do not exist, escapes.
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

/// The parser's complaint about the text at `at`; the text passes scan(). `place` and `source_line` are not filled in.
SyntaxFault plain_words(std::string_view text, std::uint32_t at, std::string_view description);

}  // namespace okr::store
