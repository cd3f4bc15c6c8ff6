// SPDX-License-Identifier: MIT
// Age and freshness: the staleness table of the method, days away, the check-in day.
#include "okr/compute/staleness.hpp"

#include <rapidcheck.h>

#include "compute_fixture.hpp"
#include "okr/compute/numbers.hpp"
#include "print.hpp"

namespace staleness_test {

using namespace okr;
using namespace okr::test;

TEST_CASE("fresh, due, stale (method 3.3 with 0.10)") {
  const struct {
    int age, cadence;
    Freshness expected;
  } rows[] = {{0, 7, Freshness::fresh},  {7, 7, Freshness::due},     {8, 7, Freshness::due},
              {14, 7, Freshness::due},   {15, 7, Freshness::stale},  {10, 14, Freshness::fresh},
              {28, 14, Freshness::due},  {29, 14, Freshness::stale}, {31, 31, Freshness::due},
              {63, 31, Freshness::stale}};
  for (const auto& row : rows) {
    CAPTURE(row.age);
    CAPTURE(row.cadence);
    CHECK(freshness_by_age(row.age, row.cadence) == row.expected);
    CHECK(freshness_since(day(2026, 1, 1), {}, {row.cadence, {}}, add_days(day(2026, 1, 1), row.age)) == row.expected);
  }
}

TEST_CASE("days away do not count into an age") {
  const std::vector<Period> away = {{day(2026, 8, 1), day(2026, 8, 16)}};
  CHECK(age_in_days(day(2026, 7, 30), away, day(2026, 8, 17)) == 2);
  CHECK(age_in_days(day(2026, 7, 30), {}, day(2026, 8, 17)) == 18);
  CHECK(age_in_days(day(2026, 8, 5), away, day(2026, 8, 10)) == 0);
  CHECK(age_in_days(day(2026, 8, 5), {}, day(2026, 8, 1)) == 0);
  WorkspaceSettings settings;
  settings.away = away;
  CHECK(freshness_since(day(2026, 7, 30), settings, {7, {}}, day(2026, 8, 17)) == Freshness::fresh);
  CHECK(due_from(day(2026, 7, 30), settings, {7, {}}) == day(2026, 8, 22));
}

TEST_CASE("an age is plain calendar days; those of them that were away are told apart (0.23)") {
  const std::vector<Period> away = {{day(2026, 8, 1), day(2026, 8, 14)}};
  CHECK(calendar_age(day(2026, 7, 27), day(2026, 8, 17)) == 21);
  CHECK(away_days(day(2026, 7, 27), away, day(2026, 8, 17)) == 14);
  CHECK(away_days(day(2026, 8, 14), away, day(2026, 8, 17)) == 0);
  const std::vector<Period> several = {
      {day(2026, 8, 10), day(2026, 8, 20)}, {day(2026, 8, 1), day(2026, 8, 14)}, {day(2026, 8, 12), day(2026, 8, 13)}};
  CHECK(away_days(day(2026, 7, 27), several, day(2026, 8, 17)) == 17);
  CHECK(away_days(day(2026, 8, 5), several, day(2026, 9, 30)) == 15);
  CHECK(is_away(several, {day(2026, 8, 1), day(2026, 8, 20)}));
  CHECK_FALSE(is_away(several, {day(2026, 7, 31), day(2026, 8, 20)}));
  CHECK(away_days(day(1, 1, 1), several, day(9999, 12, 31)) == 20);  // at once
  CHECK(calendar_age(day(2026, 8, 20), day(2026, 8, 17)) == 0);
}

TEST_CASE("a monthly cadence with a check-in day honours days away (0.40)") {
  WorkspaceSettings settings;
  settings.check_in_day = 1;
  const Rhythm month{31, PeriodUnit::month};
  CHECK(due_from(day(2026, 7, 1), settings, month) == day(2026, 7, 27));
  settings.away = {{day(2026, 7, 6), day(2026, 7, 19)}};
  CHECK(due_from(day(2026, 7, 1), settings, month) == day(2026, 8, 10));
}

TEST_CASE("days away make nothing due or stale earlier (property)") {
  CHECK(rc::check("more days away, later due and never staler", [] {
    WorkspaceSettings settings;
    if (*rc::gen::inRange(0, 2)) settings.check_in_day = *rc::gen::inRange(1, 8);
    const Rhythm cadence{*rc::gen::element(1, 7, 14, 31, 92), {}};
    const Date since = add_days(day(2026, 1, 1), *rc::gen::inRange(0, 400));
    const Date as_of = add_days(since, *rc::gen::inRange(0, 120));
    const Date due_before = due_from(since, settings, cadence);
    const Freshness before = freshness_since(since, settings, cadence, as_of);
    const Date first = add_days(since, *rc::gen::inRange(-20, 120));
    settings.away = {{first, add_days(first, *rc::gen::inRange(0, 40))}};
    RC_ASSERT(!(due_from(since, settings, cadence) < due_before));
    RC_ASSERT(freshness_since(since, settings, cadence, as_of) <= before);
  }));
}

TEST_CASE("with a check-in day it is due from that weekday on when nothing came since") {
  WorkspaceSettings settings;
  settings.check_in_day = 1;
  const Rhythm week{7, {}}, two_weeks{14, {}};
  const Date tuesday = day(2026, 8, 4), monday = day(2026, 8, 10);
  CHECK(freshness_since(tuesday, settings, week, day(2026, 8, 9)) == Freshness::fresh);
  CHECK(freshness_since(tuesday, settings, week, monday) == Freshness::due);
  CHECK(freshness_since(monday, settings, week, monday) == Freshness::fresh);
  CHECK(freshness_since(monday, settings, week, day(2026, 8, 17)) == Freshness::due);
  CHECK(due_from(monday, settings, two_weeks) == day(2026, 8, 24));
  CHECK(due_from(day(2026, 8, 12), settings, two_weeks) == day(2026, 8, 24));
  CHECK(freshness_since(tuesday, settings, week, day(2026, 8, 19)) == Freshness::stale);
  settings.away = {{monday, day(2026, 8, 16)}};
  CHECK(due_from(tuesday, settings, week) == day(2026, 8, 17));
}

TEST_CASE("whoever checks in anyway is asked from half a cadence on, and from the check-in day on") {
  WorkspaceSettings settings;
  const Rhythm week{7, {}};
  const Date tuesday = day(2026, 8, 4), sunday = day(2026, 8, 9), monday = day(2026, 8, 10);
  CHECK(!can_be_said_again(tuesday, settings, week, day(2026, 8, 7)));
  CHECK(can_be_said_again(tuesday, settings, week, day(2026, 8, 8)));
  settings.check_in_day = 1;
  CHECK(!can_be_said_again(tuesday, settings, week, day(2026, 8, 7)));
  CHECK(can_be_said_again(tuesday, settings, week, day(2026, 8, 8)));
  CHECK(can_be_said_again(tuesday, settings, week, sunday));
  CHECK(can_be_said_again(tuesday, settings, week, monday));
  CHECK(can_be_said_again(sunday, settings, week, monday));
}

TEST_CASE("what was said of a broken definition was said, and nothing can be: it is neither due nor stale") {
  KeyResult kr = number(std::nullopt, std::nullopt);
  kr.faulty = true;
  kr.entries = {entry(day(2026, 1, 5), 12.0), entry(day(2026, 3, 2), 31.0)};
  const Workspace w = with_key_result(kr);
  const auto on = [&](Date as_of) { return numbers_of(w, w.cycles[0], as_of).objectives[0].key_results[0].recency; };
  CHECK(on(day(2026, 3, 3)).freshness == Freshness::fresh);
  CHECK(on(day(2026, 3, 3)).value_age == 1);
  CHECK(on(day(2026, 3, 20)).freshness == Freshness::not_asked);
  CHECK(on(day(2026, 3, 20)).value_age == 18);
}

TEST_CASE("a key result that a KPI feeds is no older than itself while no reading is its own") {
  Kpi sleep = kpi("sleep", {{day(2025, 10, 1), 7.0}});
  sleep.every = PeriodUnit::week;
  KeyResult kr = number(0, 10);
  kr.kpi.text = "sleep";
  const Workspace w = with_key_result(kr, ObjectiveType::aspirational, {sleep});
  const auto on = [&](Date as_of) {
    return numbers_of(w, w.cycles[0], as_of).objectives[0].key_results[0].recency.freshness;
  };
  CHECK(on(day(2026, 1, 2)) == Freshness::fresh);
  CHECK(on(day(2026, 1, 8)) == Freshness::due);
  CHECK(on(day(2026, 1, 20)) == Freshness::stale);
}

}  // namespace staleness_test
