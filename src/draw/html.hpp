// SPDX-License-Identifier: MIT
// A document as one self-contained HTML page: to send around, to print, to commit. No script, no network.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draw/document.hpp"

namespace okr::draw {

/// A page of the same site; relative, so that a file share and a web server serve it alike.
struct PageLink {
  std::string text;
  std::string address;
  bool is_here = false;
};

struct HtmlOptions {
  std::string title;                      ///< of the window, and of a page without a title of its own
  std::optional<DigitStyle> digits = {};  ///< how thousands are grouped; by a narrow space unless said
  std::vector<PageLink> links = {};       ///< to the other pages, above this one
  std::string footer = {};                ///< closes the page
};

/// The whole page, the same bytes for the same document. Every text is escaped.
std::string html_page(const Document& document, const HtmlOptions& options);

}  // namespace okr::draw
