// SPDX-License-Identifier: MIT
// A page of help, laid out: headings, paragraphs and two columns. It knows no command.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace okr::cli {

struct HelpStyle {
  std::size_t width = 80;
  bool color = false;  ///< bold headings
};

class Page {
 public:
  explicit Page(HelpStyle style) : style_(style) {}

  /// A heading, an empty line before it unless it is the first.
  void heading(std::string_view text);

  /// Text wrapped to the width. Empty lines part paragraphs; lines that begin with a space stay as they are.
  void text(std::string_view text, std::size_t indent = 0);

  /// `left` and, from `column` on, `right` wrapped; a left part that is too long gets a line of its own.
  void row(std::string_view left, std::string_view right, std::size_t column);

  /// An empty line, never two in a row.
  void gap();

  const std::string& done() const { return text_; }

 private:
  void paragraph(std::string_view text, std::size_t indent);

  HelpStyle style_;
  std::string text_;
};

}  // namespace okr::cli
