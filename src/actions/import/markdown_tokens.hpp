// SPDX-License-Identifier: MIT
// A line that somebody wrote, as its tokens: numbers with their currency, scale and per cent sign, words, arrows, bounds,
// brackets, and the marks that set one part of it off from another. Pure; what they mean together is markdown_measure's and
// markdown_line's to tell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actions/import/cells.hpp"
#include "okr/base/csv.hpp"

namespace okr::cli {

enum class Sign : std::uint8_t {
  word,
  number,    ///< "112", "$1.2 million", "40 %", "12h"
  name,      ///< "@ana"
  tag,       ///< "#growth"
  arrow,     ///< "->" of all sorts
  at_least,  ///< ">=", ">", "at least", "min."
  at_most,
  open,  ///< a bracket that is closed
  close,
  slash,  ///< behind a number
  comma,  ///< or a semicolon
  stop,   ///< what ends a sentence
  colon,
  dash,
  bar,
  equals
};

struct Token {
  Sign sign = Sign::word;
  std::string_view text = {};
  CellNumber number = {};    ///< of a number
  int depth = 0;             ///< in how many brackets, its own counted
  bool begins_line = false;  ///< the first one behind a line end
};

using Tokens = std::span<const Token>;

/// The views are into `text`. Numbers are written as `form` says; what begins like one and is none is a word.
std::vector<Token> line_tokens(std::string_view text, const CsvForm& form);

/// What they were made of, with what stands between them.
std::string_view spelled(Tokens tokens);

/// What parts a title from what stands behind it: marks, no brackets.
bool is_separator(const Token& token);

/// Where the group ends that opens there.
std::size_t close_of(Tokens tokens, std::size_t open);

/// Whether a number begins there: a digit, a sign or a currency in front of one.
bool begins_number(std::string_view text);

/// A light, or another single picture that is no unit.
bool is_picture(const Token& token);

/// How many words from there on are a unit: a few plain ones, up to a mark; none where they begin with a preposition.
std::size_t unit_words(Tokens tokens, std::size_t at);

/// The number there with the words of its unit, and where it ends.
struct Amount {
  CellNumber number;
  std::size_t end = 0;
};
std::optional<Amount> amount_at(Tokens tokens, std::size_t at);

/// "112", "$1.2M", "40 ms", "12 posts a month": a text that is one number with at most a few words of a unit.
std::optional<CellNumber> number_said(std::string_view text, const CsvForm& form);
std::optional<CellNumber> number_said(Tokens tokens);

}  // namespace okr::cli
