// SPDX-License-Identifier: MIT
#include "store/lexis.hpp"

namespace okr::store {

bool is_bare_key_byte(char byte) { return is(bare_key, byte); }

std::size_t end_of_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const bool triple = at + 2 < text.size() && text[at + 1] == quote && text[at + 2] == quote;
  for (std::size_t next = at + (triple ? 3 : 1); next < text.size(); ++next) {
    const char byte = text[next];
    if (byte == '\\' && quote == '"' && (triple || text.substr(next + 1, 1) != "\n"))
      ++next;
    else if (byte == '\n' && !triple)
      return std::string_view::npos;
    else if (byte == quote && !triple)
      return next + 1;
    else if (byte == quote && text.substr(next, 3) == std::string_view(text.data() + at, 3)) {
      next += 3;
      for (int extra = 0; extra < 2 && next < text.size() && text[next] == quote; ++extra) ++next;
      return next;
    }
  }
  return std::string_view::npos;
}

HeaderShape header_shape(std::string_view text, std::uint32_t at) {
  HeaderShape shape;
  while (at < text.size() && text[at] != ']') {
    if (const char byte = text[at]; byte == '"' || byte == '\'' || is(bare_key, byte)) {
      const auto begin = at;
      if (byte == '"' || byte == '\'')
        at = static_cast<std::uint32_t>(end_of_string(text, at));
      else
        while (is(bare_key, text[at])) ++at;
      shape.last_part = Span{begin, at};
      ++shape.part_count;
    } else {
      ++at;
    }
  }
  return shape;
}

std::size_t find_invalid_utf8(std::string_view text) {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
  const auto tail = [&](std::size_t at) { return (byte(at) & 0xC0U) == 0x80U; };
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = byte(at);
    std::size_t length = 0;
    if (lead < 0x80)
      length = 1;
    else if (lead >= 0xC2 && lead <= 0xDF && tail(at + 1))
      length = 2;
    else if (lead >= 0xE0 && lead <= 0xEF && tail(at + 1) && tail(at + 2))
      length = 3;
    else if (lead >= 0xF0 && lead <= 0xF4 && tail(at + 1) && tail(at + 2) && tail(at + 3))
      length = 4;
    const bool overlong = (lead == 0xE0 && byte(at + 1) < 0xA0) || (lead == 0xF0 && byte(at + 1) < 0x90);
    const bool beyond = (lead == 0xED && byte(at + 1) > 0x9F) || (lead == 0xF4 && byte(at + 1) > 0x8F);
    if (length == 0 || overlong || beyond) return at;
    at += length;
  }
  return std::string_view::npos;
}

}  // namespace okr::store
