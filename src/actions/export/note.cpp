// SPDX-License-Identifier: MIT
#include "actions/export/note.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/store/toml_text.hpp"

namespace okr::cli {
namespace {

/// A text of TOML in double quotes on one line, and where in the value it ended.
struct OneLineText {
  std::string text;
  std::size_t end = 0;
};

bool is_long_at(std::string_view value, std::size_t at) {
  constexpr std::size_t quotes = 3;
  return value.substr(at, quotes) == std::string(quotes, value[at]);
}

/// Behind the quotes that end the text which begins at `at`: one, or three and up to two that belong to the text.
std::optional<std::size_t> end_of_text(std::string_view value, std::size_t at) {
  const char quote = value[at];
  const bool is_long = is_long_at(value, at);
  for (std::size_t i = at + (is_long ? 3 : 1); i < value.size(); ++i) {
    if (quote == '"' && value[i] == '\\') {
      ++i;
    } else if (is_long ? is_long_at(value, i) && value[i] == quote : value[i] == quote) {
      std::size_t end = i + (is_long ? 3 : 1);
      for (const std::size_t most = i + 5; is_long && end < most && end < value.size() && value[end] == quote;) ++end;
      return end;
    }
  }
  return std::nullopt;
}

/// Behind a backslash at the end of a line: the next line's first sign.
std::size_t behind_break(std::string_view inner, std::size_t at) {
  const std::size_t next = inner.find_first_not_of(" \t\r\n", at);
  const std::size_t stop = next == std::string_view::npos ? inner.size() : next;
  return inner.substr(at, stop - at).find('\n') == std::string_view::npos ? at : stop;
}

/// What stands between three double quotes, with its escapes as they are.
std::string long_on_one_line(std::string_view inner) {
  std::string text = "\"";
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '\\') {
      if (const std::size_t next = behind_break(inner, i + 1); next > i + 1) {
        i = next - 1;
        continue;
      }
      text += inner.substr(i, 2);
      ++i;
    } else if (inner[i] == '\r' && inner.substr(i + 1).starts_with('\n')) {
      continue;
    } else {
      const std::string one = store::toml_line_string(inner.substr(i, 1));
      text += std::string_view(one).substr(1, one.size() - 2);
    }
  }
  return text + "\"";
}

/// Two hyphens in a row would end a comment of HTML.
std::string without_two_hyphens(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '-' && safe.ends_with('-'))
      safe += "\\u002D";
    else
      safe += c;
  }
  return safe;
}

std::optional<OneLineText> text_at(std::string_view value, std::size_t at) {
  const auto end = end_of_text(value, at);
  if (!end) return std::nullopt;
  const bool is_long = is_long_at(value, at) && *end >= at + 6, has_escapes = value[at] == '"';
  const std::size_t quotes = is_long ? 3 : 1;
  std::string_view inner = value.substr(at + quotes, *end - at - 2 * quotes);
  if (is_long) inner.remove_prefix(inner.starts_with("\r\n") ? 2 : inner.starts_with('\n') ? 1 : 0);
  if (!has_escapes && !is_long && inner.find("--") == std::string_view::npos)
    return OneLineText{std::string(value.substr(at, *end - at)), *end};
  if (!has_escapes) return OneLineText{without_two_hyphens(store::toml_line_string(inner)), *end};
  const std::string text = is_long ? long_on_one_line(inner) : std::string(value.substr(at, *end - at));
  return OneLineText{without_two_hyphens(text), *end};
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
      const auto text = text_at(value, at);
      if (!text) return std::nullopt;
      line += text->text;
      at = text->end;
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
