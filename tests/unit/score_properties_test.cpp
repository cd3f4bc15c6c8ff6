// SPDX-License-Identifier: MIT
// What must hold for any numbers: range, invariance, monotony, honesty of the plan.
#include <algorithm>
#include <cmath>

#include <rapidcheck.h>

#include "compute_fixture.hpp"
#include "okr/compute/progress.hpp"
#include "okr/compute/rollup.hpp"
#include "print.hpp"

namespace score_properties_test {

using namespace okr;

namespace {

/// A value with three decimals in a range that measurements come from.
double measured() { return *rc::gen::inRange(-1000000, 1000001) / 1000.0; }

/// Baseline, commit, target and stretch in order, rising or falling.
Anchors some_anchors() {
  const double sign = *rc::gen::arbitrary<bool>() ? 1 : -1;
  const auto step = [] { return *rc::gen::inRange(1, 1000000) / 1000.0; };
  Anchors anchors;
  anchors.baseline = measured();
  const double commit = anchors.baseline + sign * step();
  anchors.target = commit + sign * step();
  if (*rc::gen::arbitrary<bool>()) return anchors;
  anchors.stretch = anchors.target + sign * step();
  if (*rc::gen::arbitrary<bool>()) anchors.commit = commit;
  return anchors;
}

Score score_at(const Anchors& anchors, double now) {
  return score_between(anchors, now, *linear_progress(anchors, now));
}

Anchors mapped(const Anchors& anchors, double factor) {
  Anchors result = anchors;
  result.baseline *= factor;
  result.target *= factor;
  return result;
}

std::vector<Part> some_parts() {
  std::vector<Part> parts(static_cast<std::size_t>(*rc::gen::inRange(1, 8)));
  for (Part& part : parts) {
    if (*rc::gen::inRange(0, 5) > 0) part.score = Score(*rc::gen::inRange(0, 1001) / 1000.0);
    part.weight = *rc::gen::inRange(1, 100);
  }
  return parts;
}

}  // namespace

TEST_CASE("a score lies in 0..1") {
  CHECK(rc::check("score in 0..1", [] {
    const Anchors anchors = some_anchors();
    const Score score = score_at(anchors, measured() * 3);
    RC_ASSERT(score.value() >= 0 && score.value() <= 1);
    const auto whole = rolled_up(some_parts());
    RC_ASSERT(whole->value() >= 0 && whole->value() <= 1);
  }));
}

TEST_CASE("progress does not change when all values are scaled or mirrored") {
  CHECK(rc::check("scaling and mirroring", [] {
    const Anchors anchors = some_anchors();
    const double now = measured();
    const double factor = (*rc::gen::arbitrary<bool>() ? 1 : -1) * (*rc::gen::inRange(1, 100000) / 100.0);
    const double before = linear_progress(anchors, now)->value();
    const double after = linear_progress(mapped(anchors, factor), now * factor)->value();
    RC_ASSERT(std::abs(before - after) <= 1e-9 * std::max(1.0, std::abs(before)));
  }));
}

TEST_CASE("a better reading never lowers a score, shown or not") {
  CHECK(rc::check("monotony", [] {
    const Anchors anchors = some_anchors();
    const double sign = anchors.rises() ? 1 : -1;
    const double now = measured();
    const double better = now + sign * (*rc::gen::inRange(0, 1000000) / 1000.0);
    RC_ASSERT(score_at(anchors, better) >= score_at(anchors, now));
    RC_ASSERT(shown_score(score_at(anchors, better)) >= shown_score(score_at(anchors, now)));
  }));
}

TEST_CASE("weights scaled together change nothing") {
  CHECK(rc::check("relative weights", [] {
    std::vector<Part> parts = some_parts();
    const double before = rolled_up(parts)->value();
    const double factor = std::pow(10.0, *rc::gen::inRange(-290, 290));
    for (Part& part : parts) part.weight *= factor;
    RC_ASSERT(std::abs(rolled_up(parts)->value() - before) <= 1e-12);
  }));
}

TEST_CASE("dropping a key result never raises what was planned") {
  CHECK(rc::check("as planned", [] {
    std::vector<Part> parts = some_parts();
    const auto before = rolled_up_as_planned(parts);
    const auto dropped = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(parts.size())));
    parts[dropped].state = *rc::gen::arbitrary<bool>() ? State::cancelled : State::deferred;
    const auto after = rolled_up_as_planned(parts);
    RC_ASSERT(before->value() == after->value());
  }));
}

TEST_CASE("1.00 is shown only when reached, and always then") {
  CHECK(rc::check("honest 1.00", [] {
    const double score = *rc::gen::inRange(0, 1000001) / 1000000.0;
    const double tiny = std::pow(10.0, -*rc::gen::inRange(1, 16));
    for (const double s : {score, 1 - tiny}) RC_ASSERT((shown_score(Score(s)).value() == 1) == is_full(Score(s)));
  }));
}

TEST_CASE("more readings within the bound never lower a hold") {
  CHECK(rc::check("hold", [] {
    HoldTally tally;
    tally.met = *rc::gen::inRange(0, 20);
    tally.missed = *rc::gen::inRange(1, 20);
    tally.allowed = *rc::gen::inRange(0, 5);
    HoldTally better = tally;
    ++better.met;
    --better.missed;
    RC_ASSERT(*hold_progress(better) >= *hold_progress(tally));
    RC_ASSERT(hold_progress(tally)->value() <= 1);
  }));
}

}  // namespace score_properties_test
