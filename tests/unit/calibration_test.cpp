// SPDX-License-Identifier: MIT
// Calibration: the worked example of the method (4.5), the exact decomposition, and that no key result counts twice.
#include "okr/compute/calibration.hpp"

#include <rapidcheck.h>

#include <cmath>
#include <vector>

#include "print.hpp"

using namespace okr;

namespace {

bool near(double value, double expected, double tolerance = 5.1e-7) { return std::abs(value - expected) <= tolerance; }

/// One statement a key result.
std::vector<Judged> worked() {
  const int said[] = {9, 9, 9, 7, 7, 7, 7, 5, 5, 5, 3, 3};
  const int happened[] = {1, 1, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1};
  std::vector<Judged> judged;
  for (std::size_t i = 0; i < 12; ++i) judged.push_back({said[i], happened[i] == 1, i});
  return judged;
}

}  // namespace

TEST_CASE("calibration: the worked example (4.5)") {
  const auto r = reliability_of(worked());
  REQUIRE(r);
  CHECK(r->key_results == 12);
  CHECK(near(r->brier, 0.243333));
  CHECK(near(r->reliability, 0.028056));
  CHECK(near(r->resolution, 0.027778));
  CHECK(near(r->uncertainty, 0.243056));
  REQUIRE(r->skill());
  CHECK(near(*r->skill(), -0.0011, 5.1e-5));
  CHECK(near(r->stated, 0.633333));
  CHECK(near(r->happened, 0.583333));
  CHECK(near(r->bias(), 0.05));
  const struct {
    int confidence, count;
    double happened;
  } levels[] = {{9, 3, 0.667}, {7, 4, 0.75}, {5, 3, 0.333}, {3, 2, 0.50}};
  for (const auto& row : levels) {
    const ConfidenceLevel& level = r->levels[static_cast<std::size_t>(row.confidence - 1)];
    CHECK(level.key_results == row.count);
    CHECK(near(level.happened, row.happened, 5.1e-4));
    CHECK(!level.tells());
  }
  CHECK(r->tells());
}

TEST_CASE("calibration: nothing judged is nothing, and what always happened has no skill") {
  CHECK(!reliability_of({}));
  CHECK(!brier_of({}));
  const std::vector<Judged> sure{{10, true, 0}, {8, true, 1}};
  CHECK(!reliability_of(sure)->skill());
  CHECK(!reliability_of(sure)->tells());
}

TEST_CASE("calibration: a key result that was asked often counts as much as one that was asked once") {
  std::vector<Judged> judged{{10, true, 0}};
  for (int i = 0; i < 9; ++i) judged.push_back({10, false, 1});
  const auto r = reliability_of(judged);
  CHECK(near(r->brier, 0.5, 1e-12));
  CHECK(near(r->happened, 0.5, 1e-12));
  CHECK(r->levels[9].key_results == 2);
}

TEST_CASE("calibration: what holds for every record") {
  using Raw = std::vector<std::pair<unsigned char, unsigned char>>;
  const auto judged_from = [](const Raw& raw) {
    std::vector<Judged> judged;
    // An outcome belongs to a key result, not to a statement.
    for (const auto& [said, key_result] : raw) judged.push_back({1 + said % 10, key_result % 3 == 0, key_result % 20u});
    for (Judged& one : judged) one.happened = one.key_result % 3 == 0;
    return judged;
  };
  CHECK(rc::check("brier = reliability - resolution + uncertainty", [&](const Raw& raw) {
    RC_PRE(!raw.empty());
    const auto r = *reliability_of(judged_from(raw));
    RC_ASSERT(near(r.brier, r.reliability - r.resolution + r.uncertainty, 1e-12));
  }));
  CHECK(rc::check("it is the same Brier score as that of the probabilities", [&](const Raw& raw) {
    RC_PRE(!raw.empty());
    const auto judged = judged_from(raw);
    std::vector<Judgement> same;
    for (const Judged& one : judged) same.push_back({stated_probability(one.confidence), one.happened, one.key_result});
    RC_ASSERT(near(*brier_of(same), reliability_of(judged)->brier, 1e-12));
  }));
}
