// SPDX-License-Identifier: MIT
// A document as GitHub-flavoured Markdown: for pull requests, wikis and READMEs. No HTML in it but <br> where a text
// breaks a line inside a cell or an item.
#pragma once

#include <optional>
#include <string>

#include "draw/document.hpp"

namespace okr::draw {

/// The whole document. Text from files is escaped: no pipe, tag or emphasis of a title takes effect. A table with
/// groups becomes one table a group; notes follow their table, named by their record. Thousands are grouped, with a
/// narrow space unless `digits` says how.
std::string markdown_text(const Document& document, std::optional<DigitStyle> digits = {});

}  // namespace okr::draw
