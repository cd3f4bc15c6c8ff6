// SPDX-License-Identifier: MIT
#include "okr/store/toml_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <vector>

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

/// A control character behind ASCII (U+0080 to U+009F), which a terminal that shows the file may obey.
bool is_c1_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  return byte(at) == 0xC2 && at + 1 < text.size() && byte(at + 1) >= 0x80 && byte(at + 1) <= 0x9F;
}

void append_escaped(std::string& written, std::string_view text, bool several_lines) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_c1_at(text, i))
      written += fmt::format("\\u{:04X}", static_cast<unsigned char>(text[++i]));
    else
      written += escaped(text[i], several_lines);
  }
}

}  // namespace

std::string toml_string(std::string_view text) {
  const bool several_lines = text.find('\n') != std::string_view::npos;
  std::string written = several_lines ? "\"\"\"\n" : "\"";
  append_escaped(written, text, several_lines);
  return written + (several_lines ? "\"\"\"" : "\"");
}

std::string toml_line_string(std::string_view text) {
  std::string written = "\"";
  append_escaped(written, text, false);
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

std::string toml_texts(std::span<const std::string> texts) {
  std::vector<std::string> elements;
  for (const std::string& text : texts) elements.push_back(toml_line_string(text));
  return toml_list(elements);
}

std::string toml_line(std::string_view key, std::string_view value) { return fmt::format("{} = {}\n", key, value); }

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
