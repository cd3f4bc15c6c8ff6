// SPDX-License-Identifier: MIT
#include "okr/store/values.hpp"

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

}  // namespace okr::store
