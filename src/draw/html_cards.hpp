// SPDX-License-Identifier: MIT
// Which tables of a page have room on which screens: where one has none its rows are cards, each value below the name
// of its column.
#pragma once

#include <string>
#include <string_view>

#include "draw/document.hpp"

namespace okr::draw {

/// The classes of the style sheet that a table has by its columns and its longest numbers: "wide vast", "huge".
std::string_view table_kinds(const Table& table);

/// The style sheet of a page.
std::string page_style();

}  // namespace okr::draw
