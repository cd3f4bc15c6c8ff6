// SPDX-License-Identifier: MIT
#include "actions/export/note.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/store/toml_text.hpp"

namespace okr::cli {
namespace {

/// Behind the text that begins at `at`, or nothing where it spans lines or has no end.
std::optional<std::size_t> end_of_text(std::string_view value, std::size_t at) {
  const char quote = value[at];
  if (value.substr(at, 3) == std::string(3, quote)) return std::nullopt;
  for (std::size_t i = at + 1; i < value.size() && value[i] != '\n'; ++i) {
    if (quote == '"' && value[i] == '\\')
      ++i;
    else if (value[i] == quote)
      return i + 1;
  }
  return std::nullopt;
}

/// A text that may stand in a comment of HTML.
std::optional<std::string> safe_text(std::string_view text) {
  if (text.find("--") == std::string_view::npos) return std::string(text);
  if (text.front() != '"') return std::nullopt;  // no escapes there
  std::string safe;
  for (const char c : text) {
    if (c == '-' && safe.ends_with('-'))
      safe += "\\u002D";
    else
      safe += c;
  }
  return safe;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The value of a path; of a table with a heading or dotted keys an inline one. Nothing where there is none.
std::optional<std::string> value_at(const ValueTexts& values, const std::vector<std::string>& path) {
  if (const auto known = values.find(path); known != values.end()) return on_one_line(known->second);
  std::string items;
  std::vector<std::string> before;
  for (auto at = values.lower_bound(path); at != values.end(); ++at) {
    const std::vector<std::string>& there = at->first;
    if (there.size() <= path.size() || !std::equal(path.begin(), path.end(), there.begin())) break;
    const std::vector<std::string> child(there.begin(), there.begin() + static_cast<std::ptrdiff_t>(path.size()) + 1);
    if (child == before) continue;
    before = child;
    if (const auto value = value_at(values, child))
      items += fmt::format("{}{} = {}", items.empty() ? "" : ", ", store::toml_key(child.back()), *value);
  }
  return items.empty() ? std::nullopt : std::optional("{ " + items + " }");
}

}  // namespace

std::optional<std::string> on_one_line(std::string_view value) {
  std::string line;
  for (std::size_t at = 0; at < value.size();) {
    const char c = value[at];
    if (c == '"' || c == '\'') {
      const auto end = end_of_text(value, at);
      const auto text = end ? safe_text(value.substr(at, *end - at)) : std::nullopt;
      if (!text) return std::nullopt;
      line += *text;
      at = *end;
    } else if (c == '#') {
      at = std::min(value.find('\n', at), value.size());
    } else {
      if (!is_blank(c))
        line += c;
      else if (!line.empty() && line.back() != ' ' && line.back() != '[')
        line += ' ';
      ++at;
    }
  }
  return line;
}

Note& Note::add(std::string_view key, std::string_view value) {
  fields_ += fmt::format("{}{} = {}", fields_.empty() ? "" : ", ", store::toml_key(key), value);
  return *this;
}

Note& Note::add_keys(const ValueTexts& values, const std::vector<std::string>& table, std::span<const KeyPlace> keys,
                     std::span<const std::string_view> left_out) {
  for (const KeyPlace& given : keys) {
    if (std::ranges::find(left_out, given.key) != left_out.end()) continue;
    std::vector<std::string> path = table;
    path.emplace_back(given.key);
    if (const auto value = value_at(values, path)) add(given.key, *value);
  }
  return *this;
}

std::string Note::text() const { return fmt::format("<!-- okr: {} -->", fields_); }

}  // namespace okr::cli
