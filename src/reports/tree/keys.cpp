// SPDX-License-Identifier: MIT
// `okr tree` for programs.
#include "reports/tree/tree.hpp"

#include "reports/show/detail.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

std::string_view record_word(const TreeNode& node) {
  if (node.found.kpi) return "kpi";
  if (node.found.key_result || node.key_result) return "key_result";
  return node.found.objective || node.objective ? "objective" : "missing";
}

Json value_of(const TreeNode& node) {
  if (node.kpi) return json(node.kpi->value());
  return node.key_result ? json(node.key_result->value()) : Json();
}

/// The one number of a row: an objective's score, a key result's progress, a KPI's value.
Json number_of(const TreeNode& node) {
  if (node.objective) return json(node.objective->score);
  return node.key_result ? json(node.key_result->progress) : value_of(node);
}

Json state_of(const TreeNode& node) {
  if (node.objective) return json(node.objective->state);
  return node.key_result ? json(node.key_result->state) : Json();
}

Json status_word(const TreeNode& node) {
  if (node.objective) return json(node.objective->status);
  if (node.key_result) return json(node.key_result->status());
  return node.kpi ? json(node.kpi->status) : Json();
}

Json verdict_word_of(const TreeNode& node) {
  if (node.objective) return json(node.objective->verdict);
  return node.key_result ? json(node.key_result->verdict) : Json();
}

/// Where it was not found, as the file has it.
RecordName name_of_node(const TreeNode& node) {
  if (node.missing) return {node.id, {}, node.id, {}};
  if (node.objective) return record_name(*node.objective);
  return node.key_result ? record_name(*node.key_result) : record_name(node.found);
}

Json branches_of(const std::vector<TreeNode>& nodes);

constexpr Key<TreeNode> node_keys[] = {
    {"record", "string", "objective, key_result, kpi or missing", [](auto& n) { return record_word(n); }},
    {"bond", or_null(one_of<Bond>), "to the node above; null for an objective's key result",
     [](auto& n) { return n.bond; }},
    {"score", "number?", "of an objective", [](auto& n) { return null_or(n.objective, &ObjectiveNumbers::score); }},
    {"progress", "number?", "of a key result",
     [](auto& n) { return null_or(n.key_result, &KeyResultNumbers::progress); }},
    {"value", "number?", "of a key result or a KPI", value_of},
    {"state", or_null(one_of<State>), "null for a KPI", state_of},
    {"status", "string?", "on_track, green, ...: null when it was not found", status_word},
    {"verdict", or_null(one_of<Verdict>), "once the cycle has ended; null for a KPI", verdict_word_of},
    {"shown_above", "boolean", "its branch stands below another parent", [](auto& n) { return n.shown_above; }},
    {"risky", "boolean", "a dependency that is at risk, behind or without data", [](auto& n) { return n.risky; }},
    {"branches", "node[]", "what hangs below it", [](auto& n) { return branches_of(n.branches); }},
    {"number", "", "", number_of, In::column},
};

Json branches_of(const std::vector<TreeNode>& nodes) { return named_list(node_keys, nodes, name_of_node); }

constexpr Key<Tree> tree_keys[] = {
    {"roots", "node[]", "objectives that others are aligned to, the longest cycle first",
     [](auto& t) { return branches_of(t.roots); }},
    {"orphans", "node[]", "objectives aligned to nothing, and to which nothing is aligned",
     [](auto& t) { return branches_of(t.orphans); }},
    {"loose_kpis", "node[]", "KPIs that nothing uses", [](auto& t) { return branches_of(t.loose_kpis); }},
    diagnostics_key<Tree>(),
};

/// Where a node stands in the table.
struct Position {
  const TreeNode& node;
  std::string_view parent;
  int depth;
};

constexpr Key<Position> position_keys[] = {
    {"parent", "", "", [](auto& p) { return p.parent; }},
    {"depth", "", "", [](auto& p) { return p.depth; }},
};

void add_rows(Rows& rows, const Position& at) {
  rows.add(name_of_node(at.node), position_keys, at, node_keys, at.node);
  for (const TreeNode& branch : at.node.branches) add_rows(rows, {branch, at.node.id, at.depth + 1});
}

/// A past cycle that is nothing but its score.
constexpr Key<CycleNumbers> bare_cycle_keys[] = {
    {"depth", "", "", [](auto&) { return 0; }},
    {"record", "", "", [](auto&) { return "cycle"; }},
    {"number", "", "", [](auto& c) { return c.score; }},
    {"risky", "", "", [](auto&) { return false; }},
};

}  // namespace

Records records_of(const Tree& tree) {
  Rows rows(tree.as_of, {"parent", "depth", "bond", "record", "number", "status", "verdict", "risky"});
  for (const auto* nodes : {&tree.roots, &tree.orphans, &tree.loose_kpis})
    for (const TreeNode& node : *nodes) add_rows(rows, {node, "", 0});
  if (tree.cycle && is_bare_result(*tree.cycle)) add_cycle_row(rows, *tree.cycle, bare_cycle_keys, *tree.cycle);
  return std::move(rows).records();
}

Json json_of(const Tree& tree) { return report_of("tree", tree.as_of, tree_keys, tree); }

std::vector<JsonObject> tree_objects() {
  return {report("tree").holds(tree_keys),
          JsonObject{"node", "A record in the tree"}.holds(name_keys).holds(node_keys)};
}

}  // namespace okr::reports
