// SPDX-License-Identifier: MIT
// What to do by when: the rule of "What to do by when" held against the pace itself.
#include "okr/compute/next.hpp"

#include <rapidcheck.h>

#include "compute_fixture.hpp"
#include "print.hpp"

namespace next_test {

using namespace okr;
using namespace okr::test;

namespace {

constexpr auto committed = ObjectiveType::committed, aspirational = ObjectiveType::aspirational;

/// A key result alone in the first quarter of 2026, with its numbers and its next move on a day.
struct Seen {
  Workspace workspace;
  KeyResultNumbers numbers;
  NextMove move;

  Seen(KeyResult kr, ObjectiveType type, Date as_of) : workspace(with_key_result(std::move(kr), type)) {
    workspace.cycles.front().cadence = Rhythm{};
    numbers = numbers_of(subject(), as_of);
    move = next_move_of(subject(), numbers, as_of);
  }

  Subject subject() const {
    const Cycle& cycle = workspace.cycles.front();
    const Objective& objective = cycle.objectives.front();
    return {workspace, cycle, objective, objective.key_results.front()};
  }

  /// expected - progress on a later day, nothing more being recorded.
  double gap_on(Date later) const { return *numbers_of(subject(), later).pace.gap; }
};

KeyResult at(double baseline, double target, Date date, double value) {
  KeyResult kr = number(baseline, target);
  kr.entries.push_back(entry(date, value));
  return kr;
}

KeyResult with_steps(std::initializer_list<std::optional<Date>> due) {
  KeyResult kr = of_kind(Kind::milestones);
  for (const auto& date : due) {
    Step step;
    step.title = "step " + std::to_string(kr.steps.size() + 1);
    step.due = date;
    kr.steps.push_back(step);
  }
  return kr;
}

}  // namespace

TEST_CASE("the last safe day, and what makes the gap 0 on it") {
  // E = d / 89, safe while E - 0.5 <= 0.10: d = 53, the 23rd of February; 100 x 53/89 - 50 are missing by then.
  const Seen seen(at(0, 100, day(2026, 2, 9), 50), committed, day(2026, 2, 9));
  CHECK(seen.move.safe_days == 14);
  CHECK(seen.move.by == day(2026, 2, 23));
  CHECK(*seen.move.amount == doctest::Approx(100 * 53.0 / 89 - 50));
  CHECK(*seen.move.value == doctest::Approx(100 * 53.0 / 89));
}

TEST_CASE("what is behind says so many days ago, and the next check-in day") {
  const Seen seen(at(0, 100, day(2026, 2, 9), 10), committed, day(2026, 2, 9));
  CHECK(seen.move.safe_days == 17 - 39);  // E = 17/89 on the 18th of January
  CHECK(seen.move.by == day(2026, 2, 16));
  CHECK(*seen.move.amount == doctest::Approx(100 * 46.0 / 89 - 10));
}

TEST_CASE("never after its last day, and nothing where nothing is missing then") {
  const Seen late(at(0, 100, day(2026, 3, 30), 10), committed, day(2026, 3, 30));
  CHECK(late.move.by == day(2026, 3, 31));
  CHECK(*late.move.amount == doctest::Approx(90));
  const Seen within(at(0, 100, day(2026, 2, 9), 65), aspirational, day(2026, 2, 9));
  CHECK_FALSE(within.move.safe_to_end);
  CHECK(within.move.by == day(2026, 3, 31));
  CHECK(*within.move.amount == doctest::Approx(5));
  const Seen safe(at(0, 100, day(2026, 2, 9), 70), aspirational, day(2026, 2, 9));
  CHECK(safe.move.safe_to_end);
  CHECK(safe.move.safe_days == days_between(day(2026, 2, 9), day(2026, 3, 31)));
  CHECK_FALSE(safe.move.by);
  CHECK_FALSE(safe.move.amount);
  KeyResult kr = at(0, 100, day(2026, 1, 20), 40);
  kr.due = day(2026, 1, 25);
  const Seen overdue(std::move(kr), committed, day(2026, 2, 9));
  CHECK(overdue.move.by == day(2026, 1, 25));
  CHECK(*overdue.move.amount == doctest::Approx(60));
}

TEST_CASE("before the first reading it is 0 of the way") {
  const Seen seen(number(20, 120), committed, day(2026, 1, 2));
  CHECK(seen.move.safe_days == 7);  // E = 8/89 on the 9th of January
  CHECK(*seen.move.amount == doctest::Approx(100 * 8.0 / 89));
}

TEST_CASE("a mean says where it has to be, not by how much") {
  KeyResult kr = at(0, 100, day(2026, 2, 9), 10);
  kr.take = Take::mean;
  const Seen seen(std::move(kr), committed, day(2026, 2, 9));
  CHECK(seen.move.value);
  CHECK_FALSE(seen.move.amount);
}

TEST_CASE("steps name the next one, dated ones first") {
  const Seen dated(with_steps({std::nullopt, day(2026, 3, 1), day(2026, 2, 1)}), committed, day(2026, 1, 10));
  CHECK(dated.move.step->title == "step 3");
  CHECK(dated.move.by == day(2026, 2, 1));
  const Seen overdue(with_steps({day(2026, 2, 1)}), committed, day(2026, 2, 9));
  CHECK(overdue.move.step->title == "step 1");
  CHECK(overdue.move.by == day(2026, 2, 16));
  const Seen undated(with_steps({std::nullopt, std::nullopt}), committed, day(2026, 1, 2));
  CHECK(undated.move.step->title == "step 1");
  CHECK(undated.move.by == day(2026, 1, 9));
}

TEST_CASE("of a best the value that is wanted is said: no amount added to the last reading makes one") {
  KeyResult kr = number(0, 100);
  kr.take = Take::best;
  kr.entries = {entry(day(2026, 1, 5), 10.0), entry(day(2026, 2, 2), 4.0)};
  const Seen seen(kr, committed, day(2026, 2, 9));
  CHECK(*seen.move.value > 10);
  CHECK_FALSE(seen.move.amount);
}

TEST_CASE("what is done or graded is due on its last day") {
  const Seen open(of_kind(Kind::done), committed, day(2026, 2, 9));
  CHECK(open.move.by == day(2026, 3, 31));
  KeyResult kr = of_kind(Kind::done);
  kr.entries.push_back(entry(day(2026, 2, 1), true));
  CHECK_FALSE(Seen(std::move(kr), committed, day(2026, 2, 9)).move.by);
}

TEST_CASE("a bound: the period that has no value yet, and the misses that are left") {
  KeyResult kr = of_kind(Kind::hold);
  kr.max = 58;
  kr.misses = 2;
  weekly(kr, {57, 60, 57, 57, 57});
  const Seen seen(kr, committed, day(2026, 2, 9));  // a Monday; the week before has its value
  CHECK(seen.move.by == day(2026, 2, 15));
  CHECK(seen.move.misses_left == 1);
  CHECK_FALSE(seen.move.amount);
  kr.entries.clear();
  weekly(kr, {60, 60, 60, 60, 60});
  const Seen lost(kr, committed, day(2026, 2, 9));
  CHECK(lost.move.misses_left == 0);
  CHECK_FALSE(lost.move.by);
}

TEST_CASE("a bound of amounts: what its running week lacks") {
  KeyResult kr = of_kind(Kind::hold);
  kr.min = 10;
  kr.aggregate = Aggregate::sum;
  kr.entries = {entry(day(2026, 1, 3), 10.0), entry(day(2026, 1, 5), 4.0), entry(day(2026, 1, 6), 3.0)};
  const Seen seen(std::move(kr), committed, day(2026, 1, 7));
  CHECK(seen.move.by == day(2026, 1, 11));
  CHECK(*seen.move.amount == doctest::Approx(3));
}

TEST_CASE("a bound that counts: what is missing and what may come are readings") {
  KeyResult kr = of_kind(Kind::hold);
  kr.min = 3;
  kr.aggregate = Aggregate::count;
  kr.entries = {entry(day(2026, 1, 5), 7.0)};
  const Seen seen(kr, committed, day(2026, 1, 7));
  CHECK(seen.move.counts_readings);
  CHECK(*seen.move.amount == doctest::Approx(2));
  kr.aggregate = Aggregate::sum;
  CHECK_FALSE(Seen(kr, committed, day(2026, 1, 7)).move.counts_readings);
}

TEST_CASE("what does not run has nothing to do") {
  KeyResult kr = at(0, 100, day(2026, 2, 9), 10);
  CHECK_FALSE(Seen(kr, committed, day(2026, 4, 2)).move.by);
  kr.state = State::cancelled;
  CHECK_FALSE(Seen(kr, committed, day(2026, 2, 9)).move.by);
}

TEST_CASE("less safe comes first: what is behind by its status, all others by the day") {
  const Seen behind(at(0, 100, day(2026, 2, 9), 30), committed, day(2026, 2, 9));
  const Seen soon(at(0, 100, day(2026, 2, 9), 40), committed, day(2026, 2, 9));
  const Seen later(at(0, 100, day(2026, 2, 9), 45), committed, day(2026, 2, 9));
  CHECK(is_less_safe(behind.move, soon.move));
  CHECK(is_less_safe(soon.move, later.move));
  CHECK_FALSE(is_less_safe(later.move, soon.move));
  // Ahead for some days against on track to the very end.
  const Seen ahead(at(0, 100, day(2026, 3, 9), 86), committed, day(2026, 3, 9));
  const Seen safe(at(0, 100, day(2026, 3, 9), 61), aspirational, day(2026, 3, 9));
  CHECK(is_less_safe(ahead.move, safe.move));
}

TEST_CASE("for any numbers: safe on the day named, no longer on the next, on pace with the amount") {
  CHECK(rc::check([] {
    const double baseline = *rc::gen::inRange(-1000, 1000), way = *rc::gen::inRange(1, 1000);
    const double target = *rc::gen::arbitrary<bool>() ? baseline + way : baseline - way;
    const double now = baseline + (target - baseline) * *rc::gen::inRange(0, 80) / 100.0;
    const Date as_of = add_days(first_quarter().first, *rc::gen::inRange(1, 85));
    const auto type = *rc::gen::arbitrary<bool>() ? committed : aspirational;
    const KeyResult kr = at(baseline, target, as_of, now);
    const Seen seen(kr, type, as_of);
    if (!seen.move.safe_days) return;
    const double margin = seen.workspace.settings.scoring.on_track_gap;
    const Date last_safe = add_days(as_of, *seen.move.safe_days);
    if (last_safe >= as_of) RC_ASSERT(seen.gap_on(last_safe) <= margin);
    const Date end = first_quarter().last;  // what keeps within the gap to its end is not "safe to the end" yet
    if (last_safe >= as_of && last_safe < end) RC_ASSERT(seen.gap_on(add_days(last_safe, 1)) > margin);
    if (!seen.move.amount) return;
    KeyResult mended = kr;
    mended.entries.push_back(entry(*seen.move.by, now + *seen.move.amount));
    RC_ASSERT(numbers_of(Seen(mended, type, *seen.move.by).subject(), *seen.move.by).pace.gap == 0.0);
  }));
}

}  // namespace next_test
