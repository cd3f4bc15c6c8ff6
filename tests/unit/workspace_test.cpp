// SPDX-License-Identifier: MIT
// What a name means in a workspace: in its own cycle, by earlier names, by its last part, or refused with a list.
#include "okr/model/workspace.hpp"

#include "print.hpp"

namespace workspace_test {

using namespace okr;

namespace {

KeyResult key_result(const char* objective, const char* name) {
  KeyResult kr;
  kr.id = {ObjectiveId(objective), name};
  return kr;
}

Objective objective(const char* name, std::vector<KeyResult> key_results) {
  Objective result;
  result.id = ObjectiveId(name);
  result.key_results = std::move(key_results);
  return result;
}

/// Two cycles that share the objective `ship`, and a KPI with the name of a key result.
Workspace two_cycles() {
  Workspace workspace;
  for (const char* id : {"2026", "2026-Q3"}) {
    Cycle cycle;
    cycle.id = CycleId(id);
    cycle.objectives = {objective("ship", {key_result("ship", "users"), key_result("ship", "release")})};
    workspace.cycles.push_back(cycle);
  }
  workspace.cycles[1].objectives.push_back(objective("fit", {key_result("fit", "users"), key_result("fit", "km")}));
  workspace.cycles[1].objectives[1].key_results[1].was = {"kilometres"};
  Kpi kpi;
  kpi.id = KpiId("visits");
  kpi.was = {"hits"};
  workspace.kpis.push_back(kpi);
  return workspace;
}

std::vector<const Cycle*> only_quarter(const Workspace& workspace) { return {&workspace.cycles[1]}; }

}  // namespace

TEST_CASE("workspace: a reference without a cycle stays in its own") {
  const Workspace workspace = two_cycles();
  const Found found = resolve(workspace, workspace.cycles[0], "ship.users");
  REQUIRE(found.key_result);
  CHECK(found.cycle == &workspace.cycles[0]);
  CHECK(resolve(workspace, workspace.cycles[0], "2026-Q3/fit").cycle == &workspace.cycles[1]);
  CHECK(resolve(workspace, workspace.cycles[0], "kpi/visits").kpi);
  CHECK(!resolve(workspace, workspace.cycles[0], "fit").objective);
}

TEST_CASE("workspace: names once borne are found") {
  const Workspace workspace = two_cycles();
  CHECK(resolve(workspace, workspace.cycles[1], "fit.kilometres").key_result->id.name == "km");
  CHECK(resolve(workspace, workspace.cycles[1], "kpi/hits").kpi->id.text == "visits");
}

TEST_CASE("workspace: what is typed may be a last part that is unique") {
  const Workspace workspace = two_cycles();
  const auto cycles = only_quarter(workspace);
  CHECK(to_string(look_up(workspace, cycles, "km")->key_result->id) == "fit.km");
  CHECK(to_string(look_up(workspace, cycles, "ship.users")->key_result->id) == "ship.users");
  CHECK(look_up(workspace, cycles, "visits")->kpi);
  CHECK(look_up(workspace, cycles, "2026")->cycle == &workspace.cycles[0]);
}

TEST_CASE("workspace: several matches are refused with the list, none with the nearest") {
  const Workspace workspace = two_cycles();
  const auto cycles = only_quarter(workspace);
  const auto several = look_up(workspace, cycles, "users");
  REQUIRE(!several);
  CHECK(several.error().kind == ErrorKind::usage);
  CHECK(several.error().what == "'users' names 2 records: 2026-Q3/ship.users, 2026-Q3/fit.users");
  const auto none = look_up(workspace, cycles, "ship.user");
  REQUIRE(!none);
  CHECK(none.error().hint == "did you mean 'ship.users'?");
}

TEST_CASE("workspace: a year is checked in monthly, a quarter weekly, unless they say otherwise") {
  Settings settings;
  Cycle cycle;
  cycle.dated = true;
  cycle.period = {make_date(2026, 1, 1), make_date(2026, 12, 31)};
  CHECK(cadence_of(settings, cycle).days == 31);
  cycle.period = {make_date(2026, 7, 1), make_date(2026, 9, 30)};
  CHECK(cadence_of(settings, cycle).days == 7);
  settings.workspace.cadence = Rhythm{14, {}};
  CHECK(cadence_of(settings, cycle).days == 14);
  cycle.cadence = Rhythm{1, {}};
  CHECK(cadence_of(settings, cycle).days == 1);
}

TEST_CASE("workspace: a name that only another cycle bears is pointed to") {
  const Workspace workspace = two_cycles();
  const std::vector<const Cycle*> year = {&workspace.cycles[0]};
  const auto found = look_up(workspace, year, "fit.km");
  REQUIRE(!found);
  CHECK(found.error().what == "'fit.km' is in 2026-Q3: 2026-Q3/fit.km");
}

namespace {

/// The year and the third quarter, on the days of a year.
Workspace dated_cycles() {
  Workspace workspace = two_cycles();
  workspace.cycles[0].period = {make_date(2026, 1, 1), make_date(2026, 12, 31)};
  workspace.cycles[1].period = {make_date(2026, 7, 1), make_date(2026, 9, 30)};
  for (Cycle& cycle : workspace.cycles) cycle.dated = true;
  return workspace;
}

}  // namespace

TEST_CASE("workspace: a full id in two cycles in force means the one that runs, where only one does") {
  const Workspace workspace = dated_cycles();
  const std::vector<const Cycle*> both = {&workspace.cycles[1], &workspace.cycles[0]};
  CHECK(!look_up(workspace, Scope{both, make_date(2026, 9, 30)}, "ship.users"));
  const auto found = look_up(workspace, Scope{both, make_date(2026, 10, 2)}, "ship.users");
  REQUIRE(found);
  CHECK(found->cycle == &workspace.cycles[0]);
  CHECK(!look_up(workspace, Scope{both, make_date(2026, 10, 2)}, "users"));  // a last part has to be unique among all
}

TEST_CASE("workspace: current, previous and next stand for cycles, alone and in front of an id") {
  Workspace workspace = dated_cycles();
  const Scope scope{{&workspace.cycles[0]}, make_date(2026, 10, 2)};
  CHECK(look_up(workspace, scope, "previous")->cycle == &workspace.cycles[1]);
  CHECK(look_up(workspace, scope, "previous/fit.km")->key_result);
  CHECK(look_up(workspace, scope, "previous/km")->key_result);
  CHECK(look_up(workspace, scope, "2026-Q3/users").error().what ==
        "'2026-Q3/users' names 2 records: 2026-Q3/ship.users, 2026-Q3/fit.users");
  CHECK(look_up(workspace, scope, "next").error().what == "there is no next cycle: none follows 2026-Q3");
  workspace.cycles[0].objectives.push_back(objective("next", {}));
  CHECK(look_up(workspace, scope, "next")->objective);  // an objective's id is its own
}

TEST_CASE("workspace: an id of another cycle is named with it, and why that is not in force") {
  Workspace workspace = dated_cycles();
  workspace.cycles[1].state = CycleState::closed;
  workspace.cycles[1].result.emplace().closed = make_date(2026, 10, 1);
  const auto found = look_up(workspace, Scope{{&workspace.cycles[0]}, make_date(2026, 10, 2)}, "fit.km");
  REQUIRE(!found);
  CHECK(found.error().what == "'fit.km' is in 2026-Q3, which was closed on 1 Oct: 2026-Q3/fit.km");
  workspace.cycles[1].state = CycleState::active;
  workspace.cycles[1].result.reset();
  const auto other = look_up(workspace, Scope{{&workspace.cycles[0]}, make_date(2026, 10, 2)}, "fit.km");
  CHECK(other.error().what == "'fit.km' is in 2026-Q3, not in 2026: 2026-Q3/fit.km");
}

TEST_CASE("one person under two spellings") {
  CHECK(is_same_person("Ana López", "ana-lopez"));
  CHECK(is_same_person("ana", "ana"));
  CHECK(!is_same_person("ana", "ben"));
  CHECK(!is_same_person("", ""));
  CHECK(is_same_person("美", "美"));
  CHECK(!is_same_person("美", "山"));
  CHECK(!is_same_person("Иван Lopez", "Анна Lopez"));
  CHECK(!is_same_person("Иван Lopez", "lopez"));
}

TEST_CASE("a person is asked about what is theirs and what is nobody's") {
  CHECK(is_asked_about({"Ana López"}, "ana-lopez"));
  CHECK(is_asked_about({}, "ana"));
  CHECK(is_asked_about({"ben"}, ""));
  CHECK(!is_asked_about({"ben"}, "ana"));
  CHECK(is_asked_about({"ben", "ana"}, "Ana"));
  CHECK(!is_asked_about({"美"}, "山"));
  Settings settings;
  settings.workspace.owner = "ana";
  Kpi kpi;
  CHECK(owners_of(settings, kpi) == std::vector<std::string>{"ana"});
  kpi.who = "cleo";
  CHECK(owners_of(settings, kpi) == std::vector<std::string>{"cleo"});
  kpi.owners = {"ben", "dora"};
  CHECK(owners_of(settings, kpi) == std::vector<std::string>{"ben", "dora"});
}

}  // namespace workspace_test
