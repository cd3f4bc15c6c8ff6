// SPDX-License-Identifier: MIT
// The pages of help, made from the commands' declarations.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/command.hpp"

namespace okr::cli {

struct HelpStyle {
  std::size_t width = 80;
  bool color = false;  ///< bold headings
};

/// A page of help, laid out: headings, paragraphs and two columns.
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

/// Twelve lines for somebody who typed `okr` outside a workspace.
std::string first_steps();

/// `okr --help`: what people do each week first.
std::string front_page(CommandTable table, const HelpStyle& style);

/// `okr help`: the front page, then the global options, every other command and the topics.
std::string full_page(CommandTable table, const HelpStyle& style);

/// `okr COMMAND --help`: examples, usage, arguments, options, when it ends with 1.
std::string command_page(const Command& command, const HelpStyle& style);

/// `okr --version`.
std::string version_page();

/// The libraries that the program holds, with their licences.
std::string licenses_page();

/// "okr status [OPTIONS] [ID...]".
std::string usage_line(const Command& command, const Syntax& syntax);

}  // namespace okr::cli
