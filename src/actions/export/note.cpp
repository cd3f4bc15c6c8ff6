// SPDX-License-Identifier: MIT
// What a page of Markdown says of a record behind what people read: a comment that no reader shows, with the record's
// keys as an inline table of TOML without its braces. <!-- okr: id = "users", target = 400 -->
#include "actions/export/exports.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::cli {
namespace {

/// Two hyphens in a row would end a comment of HTML: within texts the second one is escaped.
std::string without_double_hyphens(std::string_view toml) {
  std::string safe;
  bool is_text = false;
  for (std::size_t i = 0; i < toml.size(); ++i) {
    const char c = toml[i];
    if (is_text && c == '\\') {
      safe += toml.substr(i++, 2);
    } else if (is_text && c == '-' && safe.ends_with('-')) {
      safe += "\\u002D";
    } else {
      is_text ^= c == '"';
      safe += c;
    }
  }
  return safe;
}

}  // namespace

Note& Note::add(std::string_view key, std::string_view value) {
  if (const auto line = store::on_one_line(value)) put(key, *line);
  return *this;
}

void Note::put(std::string_view key, std::string_view line) {
  fields_ +=
      fmt::format("{}{} = {}", fields_.empty() ? "" : ", ", key, without_double_hyphens(with_controls_escaped(line)));
}

Note& Note::add_keys(const store::ValueTexts& values, const store::KeyPath& table, std::span<const KeyPlace> keys,
                     std::span<const std::string_view> left_out) {
  for (const KeyPlace& given : keys) {
    if (std::ranges::find(left_out, given.key) != left_out.end()) continue;
    store::KeyPath path = table;
    path.emplace_back(given.key);
    if (const auto value = values.on_one_line(path)) put(store::toml_key(given.key), *value);
  }
  return *this;
}

Note& Note::add_own_keys(const store::ValueTexts& values, const store::KeyPath& table) {
  for (const std::string& key : values.keys(table)) {
    if (!key.starts_with(own_prefix)) continue;
    store::KeyPath path = table;
    path.push_back(key);
    if (const auto value = values.on_one_line(path)) put(store::toml_key(key), *value);
  }
  return *this;
}

std::string Note::text() const { return fmt::format("<!-- okr: {} -->", fields_); }

}  // namespace okr::cli
