// SPDX-License-Identifier: MIT
// A document as it is read in one place: on a terminal of some width, or on a page. What is said elsewhere only is
// gone.
#pragma once

#include <string>
#include <string_view>

#include "draw/document.hpp"
#include "draw/line.hpp"

namespace okr::draw {

/// The document without what pages alone say, and without the columns for which the terminal is too narrow.
Document for_terminal(Document document, const TerminalOptions& options);

/// The document without commands; headings and keys all begin with a capital and go on in small letters.
Document for_page(Document document);

/// A heading in small letters but for its first: "LOOK HERE" is "Look here", "KPIs THAT NO OBJECTIVE USES" is "KPIs
/// that no objective uses", "2026-Q2" stays.
std::string in_heading_case(std::string_view heading);

}  // namespace okr::draw
