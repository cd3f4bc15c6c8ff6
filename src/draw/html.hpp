// SPDX-License-Identifier: MIT
// A document as one self-contained HTML page: to send around, to print, to commit. No script, no network.
#pragma once

#include <optional>
#include <string>

#include "draw/document.hpp"

namespace okr::draw {

struct HtmlOptions {
  std::string title;                      ///< of the window; empty: the document's first heading
  std::optional<DigitStyle> digits = {};  ///< how thousands are grouped; by a narrow space unless said
};

/// The whole page, the same bytes for the same document. Every text is escaped.
std::string html_page(const Document& document, const HtmlOptions& options);

}  // namespace okr::draw
