// SPDX-License-Identifier: MIT
// A document as GitHub-flavoured Markdown: for pull requests, wikis and READMEs. No HTML in it.
#pragma once

#include <string>

#include "okr/render/document.hpp"

namespace okr::render {

/// The whole document. Text from files is escaped: no pipe, tag or emphasis of a title takes effect. A table with
/// groups becomes one table a group; notes follow their table, named by their record.
std::string markdown_text(const Document& document);

}  // namespace okr::render
