// SPDX-License-Identifier: MIT
// A document as GitHub-flavoured Markdown: for pull requests, wikis and READMEs. No HTML in it but <br> where a text
// breaks a line inside a cell or an item, and the comments around the answers of a saved page.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "draw/document.hpp"

namespace okr::draw {

/// Between these marks stands what a person writes into a saved page; readers of Markdown do not show them.
inline constexpr std::string_view room_begin = "<!-- answer: ", room_begin_end = " -->",
                                  room_end = "<!-- end of answer -->";

/// Whether questions leave room for answers: a heading each, with two marks below.
enum class Rooms : bool { none, open };

/// A text as Markdown shows it, on one line: nothing in it takes effect.
std::string markdown_line(std::string_view text);

/// The whole document. Text from files is escaped: no pipe, tag or emphasis of a title takes effect. A table with
/// groups becomes one table a group; notes follow their table, named by their record. Thousands are grouped, with a
/// narrow space unless `digits` says how.
std::string markdown_text(const Document& document, std::optional<DigitStyle> digits = {}, Rooms rooms = Rooms::none);

}  // namespace okr::draw
