// SPDX-License-Identifier: MIT
// okr review --plan: what it counts, and the draft it makes.
#include "reports/plan/plan.hpp"

#include "compute_fixture.hpp"
#include "writing_fixture.hpp"

namespace plan_test {

using namespace okr;
using namespace okr::cli::test;
using namespace okr::test;
using reports::PlanRule;

namespace {

const Period second_quarter{day(2026, 4, 1), day(2026, 6, 30)};

KeyResult named(KeyResult kr, std::string name, std::optional<double> value = std::nullopt) {
  kr.id.name = std::move(name);
  if (value) kr.entries = {entry(day(2026, 2, 1), *value, 8)};
  return kr;
}

/// A quarter that is over and the next one, both in one workspace.
struct Quarters {
  Workspace world;
  CycleNumbers numbers;

  explicit Quarters(std::vector<Objective> last, std::vector<Objective> next)
      : world(workspace(
            {cycle("2026-Q1", first_quarter(), std::move(last)), cycle("2026-Q2", second_quarter, std::move(next))})),
        numbers(numbers_of(world, world.cycles[0], day(2026, 4, 1))) {}

  reports::Plan plan(bool present = true) const {
    const Cycle& next = world.cycles[1];
    return reports::plan_of(world, numbers, {world, next, present ? &next : nullptr}, day(2026, 4, 1));
  }
};

const reports::PlanCheck& check_of(const reports::Plan& plan, PlanRule rule) {
  for (const reports::PlanCheck& check : plan.checks)
    if (check.rule == rule) return check;
  FAIL("no such check");
  return plan.checks.front();
}

}  // namespace

TEST_CASE("plan: says what goes on, what stays and why, and what is carried already") {
  Objective carried = objective("o", ObjectiveType::aspirational, {named(number(4, 10), "users")});
  carried.carried_from = "2026-Q1/o";
  const Quarters quarters({objective("o", ObjectiveType::aspirational,
                                     {named(number(0, 10), "users", 4), named(number(0, 10), "done", 10)}),
                           objective("p", ObjectiveType::committed, {named(number(0, 10), "late", 4)}),
                           objective("q", ObjectiveType::aspirational, {named(number(0, 10), "all", 12)})},
                          {carried});
  const reports::Plan plan = quarters.plan();
  REQUIRE(plan.goals.size() == 3);
  CHECK(plan.goals[0].is_carried);
  CHECK(plan.goals[0].key_results[0].stays == Stays::goes_on);
  CHECK(plan.goals[0].key_results[1].stays == Stays::reached);
  CHECK(!plan.goals[1].is_carried);
  CHECK(plan.goals[1].key_results[0].postmortem_due);
  CHECK(!plan.goals[0].key_results[0].postmortem_due);
  CHECK(plan.goals[2].stays == Stays::nothing_left);
  CHECK(plan.drafts.empty());
}

TEST_CASE("plan: objectives that come from no other cycle are drafts") {
  const Quarters quarters({}, {objective("new", ObjectiveType::aspirational, {named(number(0, 1), "x")})});
  REQUIRE(quarters.plan().drafts.size() == 1);
  CHECK(quarters.plan().drafts[0].is_present);
  CHECK(!quarters.plan(false).drafts[0].is_present);
}

TEST_CASE("plan: counts objectives and key results against the limits, both ends included") {
  std::vector<Objective> next;
  for (int i = 0; i < 5; ++i)
    next.push_back(objective("o" + std::to_string(i), ObjectiveType::aspirational,
                             {named(number(0, 1), "a"), named(number(0, 1), "b")}));
  CHECK(check_of(Quarters({}, next).plan(), PlanRule::objectives).holds());
  CHECK(check_of(Quarters({}, next).plan(), PlanRule::key_results).holds());
  next.push_back(objective("o6", ObjectiveType::committed, {named(number(0, 1), "a")}));
  const reports::Plan plan = Quarters({}, next).plan();
  CHECK(!check_of(plan, PlanRule::objectives).holds());
  CHECK(!check_of(plan, PlanRule::key_results).holds());
  CHECK(check_of(plan, PlanRule::committed).is_question);
  CHECK(check_of(plan, PlanRule::committed).good == 1);
  next.back().state = State::cancelled;
  CHECK(check_of(Quarters({}, next).plan(), PlanRule::objectives).holds());
}

TEST_CASE("plan: a growth number wants a counter metric and a baseline, a shrinking one no counter") {
  KeyResult guarded = named(number(std::nullopt, 400), "guarded"), down = named(number(10, 2), "down");
  guarded.counter.text = "down";
  const reports::Plan plan =
      Quarters({}, {objective("o", ObjectiveType::aspirational, {guarded, named(number(0, 400), "alone"), down})})
          .plan();
  CHECK(check_of(plan, PlanRule::counter).good == 1);
  CHECK(check_of(plan, PlanRule::counter).all == 2);
  CHECK(check_of(plan, PlanRule::baseline).good == 2);
  CHECK(check_of(plan, PlanRule::baseline).all == 3);
}

TEST_CASE("plan: the first confidence is the new one's, else the last of what was carried") {
  Objective carried =
      objective("o", ObjectiveType::aspirational, {named(number(4, 10), "users"), named(number(0, 3), "new")});
  carried.key_results[0].carried_from = "2026-Q1/o.users";
  const Quarters quarters({objective("o", ObjectiveType::aspirational, {named(number(0, 10), "users", 4)})}, {carried});
  const auto check = check_of(quarters.plan(), PlanRule::confidence);
  REQUIRE(check.counts.size() == 2);
  CHECK(check.counts[0] == 8);
  CHECK(!check.counts[1]);
  CHECK(!check.holds());
}

TEST_CASE("plan: --write makes a draft once, and closing later carries nothing twice") {
  const Workplace place;
  const auto at = [&](const char* today, std::vector<std::string> words) {
    return run_in(place.folder.path(), std::move(words), {{"OKR_TODAY", today}});
  };
  place.folder.write("2026-Q3/checkins/2026-09-28-ana.toml", "date = 2026-09-28\nship.users = 100\n");
  const Ran ran = at("2026-09-28", {"review", "2026-Q3", "--plan", "2027-Q1", "--write"});
  CHECK_MESSAGE(ran.code == 0, ran.errors);
  CHECK(has(ran.output, "Wrote 2027-Q1/cycle.toml\nCarried: ship, ship.users"));
  const std::string text = place.folder.read("2027-Q1/cycle.toml");
  CHECK(has(text, "state = \"draft\"\n"));
  CHECK(has(text, "baseline = 100\ntarget = 400\ncarried-from = \"2026-Q3/ship.users\"\n"));
  CHECK(at("2026-09-28", {"review", "2026-Q3", "--plan", "2027-Q1", "--write"}).output ==
        "Unchanged: 2027-Q1 holds all of it\n");
  CHECK(at("2026-10-02", {"close", "2026-Q3", "--carry-to", "2027-Q1"}).code == 0);
  CHECK(place.folder.read("2027-Q1/cycle.toml") == text);
}

TEST_CASE("plan: without --write nothing is written, whatever the format") {
  const Workplace place;
  for (const std::string format : {"table", "tsv", "csv", "json", "md", "html"}) {
    const Ran ran = place.run({"review", "2026-Q3", "--plan", "2027-Q1", "--format", format});
    CAPTURE(format);
    CHECK_MESSAGE(ran.code == 0, ran.errors);
    CHECK(!ran.output.empty());
  }
  CHECK(!place.folder.has("2027-Q1"));
}

}  // namespace plan_test
