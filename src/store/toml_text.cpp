// SPDX-License-Identifier: MIT
#include "okr/store/toml_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "okr/base/number.hpp"
#include "store/lines.hpp"

namespace okr::store {
namespace {

std::string escaped(char byte, bool several_lines) {
  switch (byte) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return several_lines ? "\n" : "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: break;
  }
  const auto code = static_cast<unsigned char>(byte);
  if (code < 0x20 || code == 0x7F) return fmt::format("\\u{:04X}", code);
  return std::string(1, byte);
}

}  // namespace

std::string toml_string(std::string_view text) {
  const bool several_lines = text.find('\n') != std::string_view::npos;
  std::string written = several_lines ? "\"\"\"\n" : "\"";
  for (const char byte : text) written += escaped(byte, several_lines);
  return written + (several_lines ? "\"\"\"" : "\"");
}

std::string toml_line_string(std::string_view text) {
  std::string written = "\"";
  for (const char byte : text) written += escaped(byte, false);
  return written + "\"";
}

std::string toml_number(double value) {
  if (std::trunc(value) == value && std::abs(value) <= largest_exact_integer)
    return fmt::format("{}", static_cast<std::int64_t>(value));
  auto text = shortest(value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string toml_date(Date date) { return to_string(date); }

std::string toml_boolean(bool value) { return value ? "true" : "false"; }

std::string toml_list(std::span<const std::string> elements) {
  std::string text = "[";
  for (const auto& element : elements) text += (text.size() == 1 ? "" : ", ") + element;
  return text + "]";
}

std::string toml_key(std::string_view key) {
  const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), is_bare_key_byte);
  return bare ? std::string(key) : toml_line_string(key);
}

std::string toml_key(std::span<const std::string> path) {
  std::string text;
  for (const auto& part : path) text += (text.empty() ? "" : ".") + toml_key(part);
  return text;
}

}  // namespace okr::store
