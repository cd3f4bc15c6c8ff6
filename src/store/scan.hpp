// SPDX-License-Identifier: MIT
// One fast walk over a TOML text: finds what is wrong with its outer form (brackets, quotes, keys, conflict markers,
// limits), and on request writes down where every key and value stands. What a number, a date or an escape may look like,
// and whether a key is given twice, is not judged here. And all of it in words a person can act on (toml_words.cpp), what
// the parser objects to included: keys given twice, dates that do not exist, escapes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "store/toml.hpp"

namespace okr::store {

enum class StatementKind : std::uint8_t { header, array_header, key_value };

inline constexpr std::uint32_t no_statement = 0xFFFFFFFFU;

/// A heading or a key with its value, at the top or inside braces.
struct Statement {
  StatementKind kind = StatementKind::key_value;
  bool in_array = false;                   ///< below a list: no path of keys leads here
  std::uint32_t container = no_statement;  ///< the key_value whose braces hold this one
  std::uint32_t first_part = 0;            ///< into Outline::parts
  std::uint32_t part_count = 0;
  Span key;    ///< from its first part to its last
  Span value;  ///< a heading: its brackets
};

struct Outline {
  std::vector<Statement> statements;  ///< in the order of the text, a container before what it holds
  std::vector<Span> parts;            ///< the parts of all keys as written, quotes included
};

/// The first thing wrong with the text's outer form; `place` and `source_line` are not filled in. Writes the outline
/// when one is given (complete only when nothing is wrong). Lines that are known to be fine, `known`, are not walked
/// where a statement could begin with them.
std::optional<SyntaxFault> scan(std::string_view text, Outline* outline, Span known = {});

/// What the walk wanted where it found something else.
enum class Expectation { key, equals, value, heading_end, list_comma, table_comma, line_end };

/// A fault for the surprise at `at`: a conflict marker when the line is one, else words for what was wanted.
SyntaxFault surprise(std::string_view text, std::uint32_t at, Expectation wanted);

/// A bare word where a value should be, or a bare value that holds a byte it cannot.
SyntaxFault bad_word(std::string_view text, Span word);

/// A bracket, brace or quote that never closes.
SyntaxFault never_closed(std::string_view text, std::uint32_t at);

/// The character (one to four bytes) at an offset.
Span span_of_character(std::string_view text, std::uint32_t at);

/// A conflict that is not resolved inside texts of several lines, where the walk sees nothing wrong: the markers of both
/// sides and of the end, in their order. `place` and `source_line` are not filled in.
std::optional<SyntaxFault> conflict_in_texts(std::string_view text);

/// The parser's complaint about the text at `at`; the text passes scan(). `place` and `source_line` are not filled in.
SyntaxFault plain_words(std::string_view text, std::uint32_t at, std::string_view description);

}  // namespace okr::store
