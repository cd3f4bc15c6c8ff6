// SPDX-License-Identifier: MIT
// What is in the way: since when, of what, and until when.
#include "okr/compute/blockers.hpp"

#include "compute_fixture.hpp"
#include "okr/compute/kpi.hpp"

namespace blockers_test {

using namespace okr;
using namespace okr::test;

namespace {

constexpr Date monday = make_date(2026, 1, 5), next_monday = make_date(2026, 1, 12), later = make_date(2026, 1, 19);

Checkin said_on(Date date) {
  Checkin checkin;
  checkin.date = date;
  checkin.by = "ana";
  return checkin;
}

Blocker blocker(const char* id, const char* text) { return {{id, {}}, text, {}}; }

/// Objectives `o` and `p`; the first key result of each is `k1`, or however the fixture calls it.
Workspace quarter(std::vector<Checkin> checkins) {
  Workspace w = workspace({cycle("2026-Q1", first_quarter(),
                                 {objective("o", ObjectiveType::aspirational, {number(0, 10)}),
                                  objective("p", ObjectiveType::aspirational, {number(0, 10)})})});
  w.cycles[0].checkins = std::move(checkins);
  return w;
}

}  // namespace

TEST_CASE("blockers: what is said again is one thing, as old as its first day") {
  Checkin first = said_on(monday), second = said_on(next_monday);
  first.blockers = {blocker("", "legal review")};
  second.blockers = {blocker("", "legal review "), blocker("o", "legal review")};
  const Workspace w = quarter({first, second});
  const auto open = open_obstacles(w, w.cycles[0], later);
  REQUIRE(open.size() == 2);
  CHECK(open[0].since == monday);
  CHECK(open[0].said.size() == 2);
  CHECK(open[0].name() == "legal review");
  CHECK(open[1].name() == "o");
  CHECK(open[1].since == next_monday);
  CHECK(open_obstacles(w, w.cycles[0], monday).size() == 1);
}

TEST_CASE("blockers: solved ends what earlier check-ins said, by record or by text") {
  Checkin first = said_on(monday), second = said_on(next_monday);
  first.blockers = {blocker("o", "no time"), blocker("o", "no money"), blocker("p", "no time"), blocker("", "a cold")};
  second.solved = {{"o", {}}, {"a cold", {}}};
  second.blockers = {blocker("o", "no time")};
  const Workspace w = quarter({first, second});
  const auto all = obstacles_of(w, w.cycles[0], later);
  REQUIRE(all.size() == 5);
  CHECK(all[0].solved == next_monday);
  CHECK(all[1].solved == next_monday);
  CHECK_FALSE(all[2].solved);
  CHECK(all[3].solved == next_monday);
  CHECK(all[4].since == next_monday);  // said again by the same check-in: it begins anew
  CHECK(open_obstacles(w, w.cycles[0], later).size() == 2);
  CHECK(open_obstacles(w, w.cycles[0], monday).size() == 4);  // as it stood then
}

TEST_CASE("blockers: a record is the same under a name it once had") {
  Checkin first = said_on(monday), second = said_on(next_monday);
  first.blockers = {blocker("old", "no time")};
  second.solved = {{"o", {}}};
  Workspace w = quarter({first, second});
  w.cycles[0].objectives[0].was = {"old"};
  const auto all = obstacles_of(w, w.cycles[0], later);
  REQUIRE(all.size() == 1);
  CHECK(all[0].id == "o");
  CHECK(all[0].solved == next_monday);
}

TEST_CASE("blockers: with the cycle they are over") {
  Checkin first = said_on(monday);
  first.blockers = {blocker("", "a cold")};
  const Workspace w = quarter({first});
  CHECK(open_obstacles(w, w.cycles[0], day(2026, 3, 31)).size() == 1);
  CHECK(open_obstacles(w, w.cycles[0], day(2026, 4, 1)).empty());
  CHECK(obstacles_of(w, w.cycles[0], day(2026, 4, 1)).size() == 1);
}

TEST_CASE("reviews of KPIs are due by their rhythm, the longest waiting first") {
  Workspace w = quarter({});
  Kpi sleep, weight, idle;
  sleep.id.text = "sleep";
  sleep.review = "month";
  weight.id.text = "weight";
  weight.review = "week";
  idle.id.text = "idle";
  for (Kpi* kpi : {&sleep, &weight, &idle}) {
    Reading reading;
    reading.date = kpi == &weight ? next_monday : day(2025, 12, 1);
    kpi->readings = {reading};
  }
  w.kpis = {weight, sleep, idle};
  const auto due = reviews_due(w, day(2026, 2, 1));
  REQUIRE(due.size() == 2);
  CHECK(due[0].kpi->id.text == "sleep");
  CHECK(due[1].kpi->id.text == "weight");
  CHECK(due[1].from == day(2026, 1, 20));
  CHECK(reviews_due(w, day(2025, 12, 24)).empty());
}

}  // namespace blockers_test
