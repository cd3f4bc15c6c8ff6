// SPDX-License-Identifier: MIT
// A page of Markdown as a list of its parts, in the order of the page: headings, paragraphs, items of lists, rows of
// tables, each as plain text with its place. CommonMark by cmark; tables, front matter and wiki links, which it does
// not know, are read here. What the parts say is not known here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "actions/import/draft.hpp"
#include "okr/base/csv.hpp"

namespace okr::actions {

enum class MarkdownSort : std::uint8_t {
  heading,
  paragraph,
  item,
  header,  ///< the first row of a table
  row,
  other,    ///< code, HTML, front matter
  too_deep  ///< what stands in more lists and quotes than are read
};

/// An address that the text of a part does not show.
struct MarkdownLink {
  std::string address;
  std::size_t at = 0;  ///< the line of the text that it stands in, of a row the cell
};

struct ReadLine;

struct MarkdownPart {
  MarkdownSort sort = MarkdownSort::other;
  int level = 0;  ///< of a heading 1 to 6; else in how many lists it stands: 0, 1, 2 ...
  CsvPlace place = nowhere;
  std::string text = {};                  ///< without marks, lines parted by \n
  bool is_strong = false;                 ///< all of it is bold
  std::string front = {};                 ///< what is bold at its front
  std::string behind = {};                ///< what is bold or in italics at its end
  std::vector<std::string> set_off = {};  ///< behind a number: what is a link, emphasised or code, without digits
  std::vector<std::string> cells = {};    ///< of a header or row, as plain text
  std::vector<MarkdownLink> links = {};
  std::vector<std::string> hidden = {};               ///< comments in the text
  std::vector<std::string> notes = {};                ///< of hidden comments that speak to okr: "id=ship"
  mutable std::shared_ptr<const ReadLine> read = {};  ///< line_of's: what its text says, once it was asked
};

/// All parts of a page in UTF-8. Every text is a page; what is nested too deep is a part that says only where.
std::vector<MarkdownPart> markdown_parts(std::string_view text);

/// All that a page says, its columns as labels ("Meta:").
std::string text_of_page(const std::vector<MarkdownPart>& parts);

}  // namespace okr::actions
