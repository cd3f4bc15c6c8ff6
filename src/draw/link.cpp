// SPDX-License-Identifier: MIT
#include "draw/link.hpp"

#include "okr/base/text.hpp"

namespace okr::draw {

bool is_web_link(std::string_view link) {
  const std::string lower = to_lower_ascii(link.substr(0, 8));
  return lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("mailto:");
}

bool is_anchor_link(std::string_view link) { return link.size() > 1 && link.starts_with('#'); }

std::string link_address(std::string_view link) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char c : link) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        byte > 0x20 && byte < 0x7F && std::string_view("\"'<>\\`{}|()").find(c) == std::string_view::npos;
    if (plain)
      result += c;
    else
      ((result += '%') += digits[byte >> 4]) += digits[byte & 15];
  }
  return result;
}

}  // namespace okr::draw
