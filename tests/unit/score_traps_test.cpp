// SPDX-License-Identifier: MIT
// What other programs get wrong, each with the right answer (the traps of the survey, part 8 of the method).
#include <limits>
#include <string>

#include "compute_fixture.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "print.hpp"

namespace score_traps_test {

using namespace okr;
using namespace okr::test;

namespace {

constexpr auto aspirational = ObjectiveType::aspirational, committed = ObjectiveType::committed;

KeyResult at(std::optional<double> baseline, double target, double now) {
  KeyResult kr = number(baseline, target);
  kr.entries.push_back(entry(day(2026, 1, 5), now));
  return kr;
}

CycleNumbers cycle_at(const Workspace& w, Date as_of) { return numbers_of(w, w.cycles.front(), as_of); }

KeyResultNumbers judged(KeyResult kr, ObjectiveType type, Date as_of) {
  const Workspace w = with_key_result(std::move(kr), type);
  KeyResultNumbers numbers = cycle_at(w, as_of).objectives[0].key_results[0];
  numbers.key_result = nullptr;
  return numbers;
}

KeyResultNumbers judged(KeyResult kr) { return judged(std::move(kr), aspirational, day(2026, 2, 15)); }

ObjectiveNumbers objective_of(std::vector<KeyResult> key_results, ObjectiveType type, Date as_of) {
  const Workspace w = workspace({cycle("c", first_quarter(), {objective("o", type, std::move(key_results))})});
  return cycle_at(w, as_of).objectives[0];
}

}  // namespace

TEST_CASE("a decrease that has hardly begun is not achieved: 100 to 40 at 95") {
  const KeyResultNumbers numbers = judged(at(100, 40, 95));
  CHECK(numbers.progress->value() == doctest::Approx(5.0 / 60));
  CHECK(numbers.status() != PaceStatus::achieved);
}

TEST_CASE("A1: the baseline is not progress: 20 to 100 at 20 is 0") {
  CHECK(judged(at(20, 100, 20)).progress->value() == 0);
}

TEST_CASE("A2: a decrease is not inverted by a plan: 100 to 40 with 70 at half the way") {
  KeyResult kr = at(100, 40, 70);
  kr.plan = {{day(2026, 2, 15), 70, {}}};
  CHECK(judged(kr).pace.expected->value() == doctest::Approx(0.5));
  CHECK(judged(kr).pace.gap == 0);
}

TEST_CASE("A3: target equal to baseline is neither 0, 0.5, 100 % nor infinite, met or not") {
  for (const double now : {0.0, 50.0, 100.0})
    CHECK(judged(at(50, 50, now)).progress.absence == Absence::target_is_baseline);
}

TEST_CASE("A4: a reading of 0 is a reading, and a target of 0 a target") {
  KeyResult kr = at(10, 0, 5);
  kr.entries.push_back(entry(day(2026, 1, 12), 0.0));
  CHECK(judged(kr).status() == PaceStatus::achieved);
}

TEST_CASE("no reading is not a measured 0, in progress and in status") {
  CHECK_FALSE(judged(number(0, 100)).progress);
  CHECK(judged(at(0, 100, 0)).progress->value() == 0);
  CHECK(judged(number(0, 100)).status() == PaceStatus::no_data);
}

TEST_CASE("A5: decimals are kept: 5.9 of 10") { CHECK(judged(at(0, 10, 5.9)).shown->value() == 0.59); }

TEST_CASE("A6: overshoot and regress are seen but do not leak into the mean") {
  const ObjectiveNumbers o = objective_of({at(0, 100, 200), at(0, 100, -50)}, aspirational, day(2026, 2, 15));
  CHECK(o.key_results[0].progress->value() == 2);
  CHECK(o.key_results[1].progress->value() == -0.5);
  CHECK(o.score->value() == 0.5);
}

TEST_CASE("A9: an objective without key results is n/a, not 0 %") {
  CHECK(objective_of({}, aspirational, day(2026, 2, 15)).score.absence == Absence::nothing_below);
}

TEST_CASE("A10, A11: all weights zero is said; weights need not be given, nor sum to 100") {
  const auto weighted = [](std::optional<double> a, std::optional<double> b) {
    std::vector<KeyResult> both = {at(0, 1, 1), at(0, 1, 1)};
    both[0].weight = a;
    both[1].weight = b;
    return objective_of(both, aspirational, day(2026, 2, 15)).score;
  };
  CHECK(weighted(0, 0).absence == Absence::bad_weights);
  CHECK(weighted(std::nullopt, std::nullopt)->value() == 1);
  CHECK(weighted(33, std::nullopt)->value() == 1);
  CHECK(weighted(-1, 2).absence == Absence::bad_weights);
}

TEST_CASE("a stretch uses the key result's own commit and target, not fixed shares of the way") {
  KeyResult kr = at(0, 50, 20);
  kr.commit = 20;
  kr.stretch = 200;
  CHECK(judged(kr).shown->value() == 0.30);
  kr.entries[0].value = 50.0;
  CHECK(judged(kr).shown->value() == 0.70);
}

TEST_CASE("A12: a hold kept from the first week does not make the objective look ahead") {
  KeyResult hold = of_kind(Kind::hold);
  hold.max = 10;
  weekly(hold, {5, 5, 5, 5, 5, 5});
  const ObjectiveNumbers o = objective_of({at(0, 100, 20), hold}, aspirational, day(2026, 2, 15));
  CHECK(o.gap.value() == doctest::Approx(0.7 * 45 / 89 - 0.2).epsilon(1e-3));
  CHECK(o.status == PaceStatus::behind);
}

TEST_CASE("A13: a value on the bound holds it, unless strict") {
  KeyResult hold = of_kind(Kind::hold);
  hold.max = 25;
  weekly(hold, {25});
  CHECK(judged(hold, committed, day(2026, 1, 6)).progress->value() == 1);
  hold.strict = true;
  CHECK(judged(hold, committed, day(2026, 1, 6)).progress->value() == 0);
}

TEST_CASE("A14, A15: one lucky last value does not erase misses; silence is not kept; a perfect start is 100 %") {
  KeyResult hold = of_kind(Kind::hold);
  hold.max = 25;
  weekly(hold, {30, 30, 30, 20});
  CHECK(judged(hold, committed, day(2026, 1, 28)).progress->value() == 0.25);
  CHECK(judged(hold, committed, day(2026, 2, 9)).progress->value() == 0.2);
  hold.entries.clear();
  weekly(hold, {20});
  CHECK(judged(hold, committed, day(2026, 1, 6)).progress->value() == 1);
  hold.judge = Judge::latest;
  hold.entries.clear();
  weekly(hold, {30, 30, 20});
  CHECK(judged(hold, committed, day(2026, 1, 28)).progress->value() == 1);
}

TEST_CASE("A16: a committed objective at 0.98 is missed; misses that were allowed cost nothing") {
  CHECK(objective_of({at(0, 100, 98)}, committed, day(2026, 4, 1)).verdict == Verdict::missed);
  KeyResult hold = of_kind(Kind::hold);
  hold.max = 25;
  hold.misses = 1;
  weekly(hold, {20, 30, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20});
  CHECK(objective_of({hold}, committed, day(2026, 4, 1)).verdict == Verdict::met);
}

TEST_CASE("A17: an aspirational key result that heads for 0.7 is on track to its last day") {
  CHECK(judged(at(0, 100, 70), aspirational, day(2026, 3, 31)).status() == PaceStatus::on_track);
}

TEST_CASE("A18, A19: no alarm a day before the weekly reading, nor on the first day") {
  CHECK(judged(at(0, 89, 4), committed, day(2026, 1, 12)).status() == PaceStatus::on_track);
  KeyResult first = number(0, 89);
  first.entries.push_back(entry(day(2026, 1, 1), 0.0));
  CHECK(judged(first, committed, day(2026, 1, 2)).status() == PaceStatus::on_track);
}

TEST_CASE("A22: a past quarter does not change with the day it is looked at") {
  const KeyResult kr = at(0, 100, 60);
  for (const Date as_of : {day(2026, 4, 1), day(2026, 12, 31), day(2030, 1, 31)}) {
    CHECK(judged(kr, aspirational, as_of).shown->value() == 0.60);
    CHECK(judged(kr, aspirational, as_of).verdict == Verdict::fell_short);
  }
}

TEST_CASE("A23: 1.00 is shown only when reached, and the band follows what is shown") {
  CHECK(shown_score(Score(0.9999999)).value() == 0.99);
  CHECK(shown_score(Score(1 - 1e-12)).value() == 1);
  CHECK(band_of(shown_score(Score(0.695)), {}) == Band::green);
  CHECK(band_of(shown_score(Score(0.6949)), {}) == Band::yellow);
}

TEST_CASE("A36: cancelling a bad key result raises the score, and what was planned says so") {
  KeyResult bad = at(0, 100, 10);
  bad.state = State::cancelled;
  const ObjectiveNumbers o = objective_of({at(0, 100, 90), bad}, aspirational, day(2026, 3, 20));
  CHECK(o.shown->value() == 0.90);
  CHECK(o.as_planned->value() == doctest::Approx(0.5));
}

TEST_CASE("a reading after the cycle's end does not move its score") {
  KeyResult kr = at(0, 100, 60);
  kr.entries.push_back(entry(day(2026, 4, 1), 100.0));
  CHECK(judged(kr, aspirational, day(2026, 4, 10)).shown->value() == 0.60);
}

TEST_CASE("edges: a check-in on the first day counts, one-day cycles, the day before, the last and the next") {
  KeyResult kr = number(0, 10);
  kr.entries = {entry(day(2026, 5, 5), 4.0)};
  const Workspace w = workspace({cycle("c", {day(2026, 5, 5), day(2026, 5, 5)}, {objective("o", committed, {kr})})});
  CHECK(cycle_at(w, day(2026, 5, 4)).objectives[0].status == PaceStatus::not_started);
  CHECK(cycle_at(w, day(2026, 5, 5)).objectives[0].status == PaceStatus::at_risk);
  CHECK(cycle_at(w, day(2026, 5, 5)).shown->value() == 0.40);
  CHECK(cycle_at(w, day(2026, 5, 6)).objectives[0].status == PaceStatus::ended);
  CHECK(cycle_at(w, day(2026, 5, 6)).weeks == 1);
}

TEST_CASE("edges: a range that overflows is n/a (E102), opposite signs are not, only drafts are nothing to count") {
  CHECK(judged(at(-1e308, 1e308, 0)).progress.absence == Absence::beyond_range);
  CHECK(judged(at(-3, 5, 1)).progress->value() == 0.5);
  KeyResult draft = at(0, 1, 1);
  draft.state = State::draft;
  CHECK(objective_of({draft}, aspirational, day(2026, 2, 1)).score.absence == Absence::not_counted);
}

TEST_CASE("reached is 1 - 1e-9: eight times 0.1 towards 0.8") {
  KeyResult kr = number(0, 0.8);
  kr.kind = Kind::sum;
  weekly(kr, {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1});
  CHECK(judged(kr, committed, day(2026, 4, 1)).verdict == Verdict::met);
  CHECK(judged(kr, committed, day(2026, 3, 1)).status() == PaceStatus::achieved);
}

}  // namespace score_traps_test
