// SPDX-License-Identifier: MIT
#include "session/utf8.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"

namespace okr::cli {

namespace {

/// Bytes of the character that begins with this one.
std::size_t length_behind(unsigned char first) {
  if (first < 0x80) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

}  // namespace

std::optional<std::size_t> first_byte_not_utf8(std::string_view text) {
  if (is_valid_utf8(text)) return std::nullopt;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, length_behind(static_cast<unsigned char>(text[at])));
    if (!is_valid_utf8(character)) return at;
    at += character.size();
  }
  return text.size();
}

Status check_utf8(std::string_view what, std::string_view text) {
  const auto at = first_byte_not_utf8(text);
  if (!at) return {};
  const int byte = *at < text.size() ? static_cast<unsigned char>(text[*at]) : 0;
  return failure(ErrorKind::usage, fmt::format("{}: byte {} (0x{:02x}) is no UTF-8", what, *at + 1, byte),
                 "files of okr are UTF-8: look at the locale of what gave it, or convert it with iconv");
}

}  // namespace okr::cli
