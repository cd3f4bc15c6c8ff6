// SPDX-License-Identifier: MIT
// Several texts in the bytes of one file: a line "#### NAME" stands in front of each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace okr_fuzz {

struct Part {
  std::string name;  ///< empty for what stands in front of the first such line
  std::string text;
};

/// In the order of the bytes; the first part only where it holds something.
inline std::vector<Part> parts_of(std::string_view bytes) {
  constexpr std::string_view mark = "#### ";
  std::vector<Part> parts(1);
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    const auto line = bytes.substr(0, end);
    const auto whole = bytes.substr(0, end == std::string_view::npos ? end : end + 1);
    if (line.starts_with(mark))
      parts.push_back({std::string(line.substr(mark.size())), {}});
    else
      parts.back().text += whole;
    bytes.remove_prefix(whole.size());
  }
  if (parts.front().text.empty()) parts.erase(parts.begin());
  return parts;
}

/// The text of the part at that index; empty where there is none.
inline std::string text_at(const std::vector<Part>& parts, std::size_t index) {
  return index < parts.size() ? parts[index].text : std::string();
}

}  // namespace okr_fuzz
