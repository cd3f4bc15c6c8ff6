// SPDX-License-Identifier: MIT
// What `okr tree` says: who hangs below whom, who stands alone, what is risky; loops end.
#include "reports/tree/tree.hpp"

#include "compute_fixture.hpp"
#include "print.hpp"

namespace tree_test {

using namespace okr;
using namespace okr::test;
using reports::Bond;
using reports::Tree;
using reports::TreeNode;

namespace {

constexpr auto aspirational = ObjectiveType::aspirational;
constexpr Date mid = make_date(2026, 2, 14);
constexpr Period year{make_date(2026, 1, 1), make_date(2026, 12, 31)};

Objective below(std::string id, std::vector<std::string> parents) {
  Objective result = objective(std::move(id), aspirational, {number(0, 100)});
  for (std::string& parent : parents) result.parents.push_back({std::move(parent), {}});
  return result;
}

/// "o(o.kr1 child(child.kr1))"
std::string shape(const TreeNode& node) {
  std::string name = node.id.substr(node.id.find('/') + 1);
  if (node.found.kpi) name = node.id;
  if (node.shown_above) name += "^";
  std::string inside;
  for (const TreeNode& branch : node.branches) inside += (inside.empty() ? "" : " ") + shape(branch);
  return inside.empty() ? name : name + "(" + inside + ")";
}

std::string shape(const std::vector<TreeNode>& nodes) {
  std::string text;
  for (const TreeNode& node : nodes) text += (text.empty() ? "" : " ") + shape(node);
  return text;
}

}  // namespace

TEST_CASE("objectives hang below what they name, also in another cycle; the rest are orphans") {
  const Workspace w =
      workspace({cycle("2026", year, {objective("reach", aspirational, {number(0, 1)})}),
                 cycle("2026-Q1", first_quarter(),
                       {below("ship", {"2026/reach"}), below("mobile", {"2026/reach.kr1"}), below("alone", {})})});
  const Tree tree = reports::tree_of(w, {}, mid);
  CHECK(shape(tree.roots) == "reach(reach.kr1(mobile(mobile.kr1)) ship(ship.kr1))");
  CHECK(shape(tree.orphans) == "alone(alone.kr1)");
}

TEST_CASE("where nothing is aligned, nothing is an orphan") {
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {below("a", {}), below("b", {})})});
  const Tree tree = reports::tree_of(w, {}, mid);
  CHECK(tree.roots.size() == 2);
  CHECK(tree.orphans.empty());
}

TEST_CASE("two parents: the branch stands under the first, a name under the second") {
  const Workspace w = workspace({cycle("2026", year, {below("a", {}), below("b", {})}),
                                 cycle("2026-Q1", first_quarter(), {below("both", {"2026/a", "2026/b"})})});
  CHECK(shape(reports::tree_of(w, {}, mid).roots) == "a(a.kr1 both(both.kr1)) b(b.kr1 both^)");
}

TEST_CASE("a loop of parents ends where it closes") {
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {below("a", {"b"}), below("b", {"a"})})});
  const Found from{&w.cycles[0], &w.cycles[0].objectives[0], nullptr, nullptr};
  CHECK(shape(reports::tree_of(w, {from, {}, {}}, mid).roots) == "a(a.kr1 b(b.kr1 a^))");
}

TEST_CASE("objectives of cycles that are over stand below their parents alone") {
  const Workspace w =
      workspace({cycle("2026", year, {below("a", {})}), cycle("2026-Q1", first_quarter(), {below("old", {"2026/a"})})});
  CHECK(shape(reports::tree_of(w, {}, day(2026, 5, 15)).roots) == "a(a.kr1 old(old.kr1))");  // in force still
  CHECK(shape(reports::tree_of(w, {}, day(2026, 5, 16)).roots) == "a(a.kr1 old)");
}

TEST_CASE("KPIs: what feeds a key result with its drivers; those that nothing uses apart") {
  Kpi orders = kpi("orders", {}), visits = kpi("visits", {}), rate = kpi("rate", {}), idle = kpi("idle", {});
  rate.formula = "orders / visits";
  Objective o = objective("o", aspirational, {number(0, 1)});
  o.key_results[0].kpi.text = "rate";
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {o})}, {idle, orders, rate, visits});
  const Tree tree = reports::tree_of(w, {}, mid);
  CHECK(shape(tree.roots) == "o(o.kr1(kpi/rate(kpi/orders kpi/visits)))");
  CHECK(tree.roots[0].branches[0].branches[0].bond == Bond::fed_by);
  CHECK(shape(tree.loose_kpis) == "kpi/idle");
}

TEST_CASE("a dependency that is at risk, behind or silent is risky") {
  Objective o = objective("o", aspirational, {number(0, 100), number(0, 100)});
  o.key_results[0].depends_on.text = "o.kr2";
  o.key_results[1].entries = {entry(mid, 1.0)};
  Workspace w = workspace({cycle("2026-Q1", first_quarter(), {o})});
  CHECK(reports::tree_of(w, {}, mid).roots[0].branches[0].branches[0].risky);
  w.cycles[0].objectives[0].key_results[1].entries = {entry(mid, 90.0)};
  CHECK_FALSE(reports::tree_of(w, {}, mid).roots[0].branches[0].branches[0].risky);
}

TEST_CASE("level and depth leave out what lies below") {
  Objective top = below("top", {}), team = below("team", {"top"}), me = below("me", {"team"});
  top.level = Level::company;
  team.level = Level::team;
  me.level = Level::individual;
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {top, team, me})});
  CHECK(shape(reports::tree_of(w, {{}, Level::team, {}}, mid).roots) == "top(top.kr1 team(team.kr1))");
  CHECK(shape(reports::tree_of(w, {{}, {}, 1}, mid).roots) == "top(top.kr1 team)");
  CHECK(shape(reports::tree_of(w, {{}, {}, 0}, mid).roots) == "top");
}

}  // namespace tree_test
