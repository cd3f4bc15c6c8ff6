// SPDX-License-Identifier: MIT
#include "okr/store/values.hpp"

#include <algorithm>
#include <map>

#include "store/toml.hpp"

namespace okr::store {
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
