// SPDX-License-Identifier: MIT
// Records found through the index are those that a search finds; an objective's numbers do not depend on who asks.
#include "okr/model/workspace.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "compute_fixture.hpp"
#include "okr/compute/numbers.hpp"

namespace ids_test {

using namespace okr;

namespace {

const std::vector<std::string> names{"a", "b", "c", "d"};

std::string any_name() { return *rc::gen::elementOf(names); }

/// Few names, so that they come twice, were others once, and lead to each other.
Objective any_objective() {
  Objective made =
      test::objective(any_name(), ObjectiveType::aspirational, {test::of_kind(Kind::done), test::of_kind(Kind::done)});
  made.key_results.resize(*rc::gen::inRange<std::size_t>(0, 3));
  for (KeyResult& kr : made.key_results) {
    kr.id = {made.id, any_name()};
    if (*rc::gen::inRange(0, 6) == 0) kr.was.push_back(*rc::gen::element(any_name(), any_name() + "." + any_name()));
  }
  if (*rc::gen::inRange(0, 6) == 0) made.was.push_back(any_name());
  made.roll_up = *rc::gen::element(RollUp::krs, RollUp::children, RollUp::both);
  const int parents = *rc::gen::inRange(0, 3);
  for (int i = 0; i < parents; ++i)
    made.parents.push_back({*rc::gen::element(any_name(), "2026-Q1/" + any_name(), any_name() + "." + any_name()), {}});
  return made;
}

Workspace any_workspace() {
  Workspace workspace;
  for (const char* id : {"2026-Q1", "2026-Q2"}) {
    Cycle cycle;
    cycle.id = CycleId(id);
    cycle.state = CycleState::active;
    cycle.period = parse_period(id, {})->period;
    cycle.dated = true;
    const int count = *rc::gen::inRange(0, 6);
    for (int i = 0; i < count; ++i) cycle.objectives.push_back(any_objective());
    workspace.cycles.push_back(std::move(cycle));
  }
  workspace.kpis.push_back(test::kpi("d", {}));
  return workspace;
}

std::vector<std::string> references_to(const std::string& name) {
  return {name,
          name + "." + any_name(),
          "2026-Q1/" + name,
          "2026-Q2/" + name + "." + any_name(),
          "2026-Q9/" + name,
          "kpi/" + name,
          name + ".",
          "." + name,
          "2026-Q1/",
          ""};
}

bool same(const Found& a, const Found& b) {
  return a.cycle == b.cycle && a.objective == b.objective && a.key_result == b.key_result && a.kpi == b.kpi;
}

}  // namespace

TEST_CASE("ids: the index answers as a search does") {
  CHECK(rc::check("every reference", [] {
    const Workspace workspace = any_workspace();
    IdIndex index(workspace);
    for (const std::string& first : names)
      for (const std::string& reference : references_to(first))
        for (const Cycle& home : workspace.cycles) {
          RC_LOG(reference + " from " + home.id.text);
          RC_ASSERT(same(index.resolve(home, reference), resolve(workspace, home, reference)));
        }
  }));
}

TEST_CASE("ids: of two objectives of one id the second does not answer with the first one's key results") {
  Workspace workspace;
  Cycle cycle;
  cycle.id = CycleId("2026-Q1");
  cycle.objectives = {test::objective("b", ObjectiveType::aspirational, {test::of_kind(Kind::done)}),
                      test::objective("b", ObjectiveType::aspirational, {})};
  cycle.objectives[0].key_results[0].id = {cycle.objectives[0].id, "k"};
  cycle.objectives[1].was = {"d"};
  workspace.cycles.push_back(cycle);
  const Cycle& home = workspace.cycles[0];
  IdIndex index(workspace);
  CHECK(index.resolve(home, "b.k").key_result == &home.objectives[0].key_results[0]);
  CHECK(index.resolve(home, "d.k").key_result == nullptr);
  CHECK(same(index.resolve(home, "d.k"), resolve(workspace, home, "d.k")));
}

TEST_CASE("numbers: an objective has the same ones in a table, in its cycle and alone") {
  CHECK(rc::check("any alignment without loops", [] {
    const Workspace workspace = any_workspace();
    const Date day = test::day(2026, 5, 4);
    ObjectiveTable table(workspace);
    for (const Cycle& cycle : workspace.cycles) {
      const CycleNumbers together = numbers_of(workspace, cycle, day);
      for (std::size_t i = 0; i < cycle.objectives.size(); ++i) {
        const ObjectiveNumbers alone = numbers_of(ObjectiveSubject{workspace, cycle, cycle.objectives[i]}, day);
        if (alone.score.absence == Absence::parent_loop) continue;
        for (const ObjectiveNumbers* other : {&together.objectives[i], &table.of(cycle, cycle.objectives[i], day)}) {
          RC_ASSERT(other->objective == &cycle.objectives[i]);
          RC_ASSERT(other->shown == alone.shown);
          RC_ASSERT(other->status == alone.status);
          RC_ASSERT(other->top_level == alone.top_level);
          RC_ASSERT(other->children.size() == alone.children.size());
        }
      }
    }
  }));
}

}  // namespace ids_test
