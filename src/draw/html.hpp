// SPDX-License-Identifier: MIT
// A document as one self-contained HTML page: to send around, to print, to commit. No script, no network.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draw/document.hpp"

namespace okr::draw {

/// A link to a page of the same site; relative, so that a file share and a web server serve it alike.
struct PageLink {
  std::string text;
  std::string address;
  bool is_here = false;
};

/// What a page has beside its document.
struct HtmlOptions {
  std::string title;                      ///< of the window, and of a page without a title of its own
  std::optional<DigitStyle> digits = {};  ///< how thousands are grouped; by a narrow space unless said
  std::vector<PageLink> links = {};       ///< to the other pages, above this one
  std::string footer = {};                ///< closes the page
};

/// The whole page, the same bytes for the same document. Every text is escaped.
std::string html_page(const Document& document, const HtmlOptions& options);

// --- html text -------------------------------------------------------------------------------------------------------

// Text as it stands on a page: escaped, with its line breaks and addresses; numbers are never cut.

/// An address as an href takes it: quotes, brackets, spaces, controls and bytes from 128 on are percent-encoded.
std::string link_address(std::string_view link);

/// A text within a line of a page: its styles and links as tags, everything else escaped.
std::string inline_html(const Text& text);

/// True for a text of a few letters that stays on one line: "on track", "17 Aug".
bool is_short(const Text& text);

/// True where a number is too long for the narrowest column of a card.
bool has_long_number(std::string_view text);

/// True where a word is so long that no table has room for it: it may be cut.
bool has_overlong_word(std::string_view text);

/// Columns of the longest piece of the text that stands on one line.
std::size_t widest_piece(const Text& text);

// --- rows as cards ---------------------------------------------------------------------------------------------------

// Which tables of a page have room on which screens: where one has none its rows are cards, each value below the name
// of its column.

/// The classes of the style sheet that a table has by its columns and its longest numbers: "wide vast", "huge".
std::string_view table_kinds(const Table& table);

/// The style sheet of a page.
std::string page_style();

}  // namespace okr::draw
