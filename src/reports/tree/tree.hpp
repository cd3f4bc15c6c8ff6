// SPDX-License-Identifier: MIT
// What `okr tree` says: who is aligned to whom from the company down to a person, across cycles, what feeds what, and
// who stands alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "reports/show/detail.hpp"

namespace okr::reports {

struct TreeNode {
  std::optional<Bond>
      bond;  ///< to the node above: child, fed_by, counter, ...; none for a root and an objective's key result
  Found found;
  std::string id;  ///< in full: "2026-Q3/ship.users", "kpi/sleep"; what the file says where nothing was found
  std::optional<ObjectiveNumbers> objective;
  std::optional<KeyResultNumbers> key_result;
  std::optional<KpiNumbers> kpi;
  bool shown_above = false;  ///< it has another parent, under which its own branch stands
  bool missing = false;      ///< nothing of that name was found
  bool risky = false;        ///< a dependency that is at risk, behind or without data
  std::vector<TreeNode> branches;
};

struct Tree {
  const Workspace* workspace = nullptr;
  Date as_of{};
  std::optional<CycleNumbers> cycle;  ///< of the one cycle that was asked for
  std::vector<TreeNode>
      roots;  ///< objectives on top that others are aligned to, the longest cycle first, then the widest level
  std::vector<TreeNode> orphans;     ///< running objectives aligned to nothing, and to which nothing is aligned
  std::vector<TreeNode> loose_kpis;  ///< KPIs that no key result, objective or formula uses and that support nothing
};

/// True when it was asked of one cycle, in whose files no objective stands.
inline bool is_bare_cycle(const Tree& tree) { return tree.cycle && tree.roots.empty(); }

/// True when a number it shows is absent because of a fault in the files.
bool has_fault(const Tree& tree);

struct TreeQuestion {
  std::optional<Found> from;   ///< only what hangs below it
  std::optional<Level> level;  ///< objectives below this level are left out
  std::optional<int> depth;    ///< at most that many generations
};

/// The tree of the objectives of the opened cycles. Objectives of cycles that have ended, and those that were cancelled
/// or deferred, stand below their parents without their key results.
Tree tree_of(const Workspace& workspace, const TreeQuestion& question, Date as_of);

Document document_of(const Tree& tree);

/// The title of a node, as the document and the keys say it ("not found").
std::string title_of(const TreeNode& node);

Records records_of(const Tree& tree);
Json json_of(const Tree& tree);

}  // namespace okr::reports
