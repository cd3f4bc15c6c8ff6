// SPDX-License-Identifier: MIT

#include "okr/store/toml_text.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "okr/base/number.hpp"
#include "store/toml.hpp"

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

void InlineTable::add(std::string_view key, std::string_view value) {
  fields_ += fmt::format("{}{} = {}", fields_.empty() ? "" : ", ", key, value);
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

// --- values without their layout -------------------------------------------------------------------------------------

namespace {

using Path = std::vector<std::string>;

PlainValue value_of(const Document& document, const Node& node) {
  switch (node.kind()) {
    case NodeKind::integer:
    case NodeKind::number: return {node.number()};
    case NodeKind::boolean: return {node.boolean()};
    case NodeKind::string: return {std::string(node.string())};
    case NodeKind::date:
    case NodeKind::time:
    case NodeKind::date_time: return {std::string(document.text(node.value_span()))};
    case NodeKind::array: {
      std::vector<PlainValue> list;
      for (const Node& child : document.children(node)) list.push_back(value_of(document, child));
      return {std::move(list)};
    }
    case NodeKind::table: break;
  }
  std::vector<NamedValue> table;
  for (const Node& child : document.children(node))
    table.push_back({std::string(child.key()), value_of(document, child)});
  return {std::move(table)};
}

struct Leaf {
  Path path;
  PlainValue value;
};

void add_leaves(const Document& document, const Node& table, Path& path, std::vector<Leaf>& leaves) {
  for (const Node& child : document.children(table)) {
    path.emplace_back(child.key());
    if (child.is_table())
      add_leaves(document, child, path, leaves);
    else
      leaves.push_back({path, value_of(document, child)});
    path.pop_back();
  }
}

std::optional<std::vector<Leaf>> leaves_of(std::string text) {
  const auto document = Document::parse(std::move(text));
  if (!document) return std::nullopt;
  std::vector<Leaf> leaves;
  Path path;
  add_leaves(*document, document->root(), path, leaves);
  return leaves;
}

std::optional<std::map<Path, PlainValue>> values_of(std::string text) {
  auto leaves = leaves_of(std::move(text));
  if (!leaves) return std::nullopt;
  std::map<Path, PlainValue> values;
  for (Leaf& leaf : *leaves) values.emplace(std::move(leaf.path), std::move(leaf.value));
  return values;
}

/// Only what stands in the table itself, by its last key.
std::map<Path, PlainValue> directly_in(const Path& table, std::map<Path, PlainValue> values) {
  std::map<Path, PlainValue> own;
  for (auto& [path, value] : values)
    if (path.size() == table.size() + 1 && std::equal(table.begin(), table.end(), path.begin()))
      own.emplace(Path{path.back()}, std::move(value));
  return own;
}

}  // namespace

bool operator==(const PlainValue& a, const PlainValue& b) { return a.of == b.of; }

std::vector<ValueChange> changed_values(std::string before, std::string after) {
  std::vector<ValueChange> changes;
  auto old_leaves = leaves_of(std::move(before));
  auto new_leaves = leaves_of(std::move(after));
  if (!old_leaves || !new_leaves) return changes;
  std::map<Path, PlainValue> old_values;
  for (Leaf& leaf : *old_leaves) old_values.emplace(leaf.path, std::move(leaf.value));
  for (Leaf& leaf : *new_leaves) {
    auto there = old_values.extract(leaf.path);
    if (there.empty())
      changes.push_back({std::move(leaf.path), std::nullopt, std::move(leaf.value)});
    else if (!(there.mapped() == leaf.value))
      changes.push_back({std::move(leaf.path), std::move(there.mapped()), std::move(leaf.value)});
  }
  for (Leaf& leaf : *old_leaves)
    if (auto gone = old_values.extract(leaf.path); !gone.empty())
      changes.push_back({std::move(leaf.path), std::move(gone.mapped()), std::nullopt});
  return changes;
}

TextPlace place_of_key(std::string text, std::span<const std::string> path) {
  const auto document = Document::parse(std::move(text));
  if (!document) return {};
  const Node* at = &document->root();
  for (const std::string& key : path) {
    const auto children = document->children(*at);
    const auto found = std::ranges::find(children, key, &Node::key);
    if (found == children.end()) return {};
    at = &*found;
  }
  const LineColumn place = document->place(at->key_span().begin);
  return {place.line, place.column};
}

bool says_the_same(std::string one, std::string other) {
  const auto values = values_of(std::move(one));
  return values && values == values_of(std::move(other));
}

bool says_the_same(std::string text, const std::vector<std::string>& table, std::string lines) {
  auto there = values_of(std::move(text));
  const auto meant = values_of(std::move(lines));
  return there && meant && directly_in(table, std::move(*there)) == *meant;
}

}  // namespace okr::store
