// SPDX-License-Identifier: MIT
#include "cli/page.hpp"

#include <algorithm>
#include <vector>

#include "okr/base/text.hpp"

namespace okr::cli {

void Page::heading(std::string_view text) {
  gap();
  text_ += style_.color ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
  text_ += '\n';
}

void Page::gap() {
  if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
}

void Page::paragraph(std::string_view text, std::size_t indent) {
  if (text.empty()) return;
  const std::size_t room = style_.width > indent + 20 ? style_.width - indent : 20;
  for (const std::string& line : wrap(text, room)) text_ += std::string(indent, ' ') + line + '\n';
}

void Page::text(std::string_view text, std::size_t indent) {
  std::string flowing;
  const auto end_paragraph = [&] {
    paragraph(flowing, indent);
    flowing.clear();
  };
  for (const std::string_view line : split(text, '\n')) {
    if (!line.empty() && line.front() != ' ') {
      flowing += (flowing.empty() ? "" : " ") + std::string(line);
      continue;
    }
    end_paragraph();
    if (line.empty()) gap();
    if (!line.empty()) text_ += std::string(indent, ' ') + std::string(line) + '\n';
  }
  end_paragraph();
}

void Page::row(std::string_view left, std::string_view right, std::size_t column) {
  column = std::min(column, std::max<std::size_t>(style_.width, 30) - 20);
  const std::size_t used = display_width(left);
  text_ += left;
  const bool fits = used + 2 <= column;
  if (right.empty() || !fits) text_ += '\n';
  if (right.empty()) return;
  std::size_t gap_before = fits ? column - used : column;
  const std::size_t room = std::max<std::size_t>(style_.width, column + 20) - column;
  for (const std::string& line : wrap(right, room)) {
    text_ += std::string(gap_before, ' ') + line + '\n';
    gap_before = column;
  }
}

}  // namespace okr::cli
