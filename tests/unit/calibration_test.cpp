// SPDX-License-Identifier: MIT
// Calibration: the worked example of the method (4.5), the exact decomposition, and that no key result counts twice.
#include "okr/compute/calibration.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "compute_fixture.hpp"
#include "print.hpp"
#include "reports/calibration/calibration.hpp"

namespace calibration_test {

using namespace okr;
using namespace okr::test;

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

TEST_CASE("calibration: alike is alike however often it was asked (0.40)") {
  // Thirds, sevenths and tenths do not add up to 1.
  for (const bool happened : {true, false}) {
    std::vector<Judged> judged;
    for (std::size_t kr = 0; kr < 12; ++kr)
      for (int i = 0; i < 3 + static_cast<int>(kr); ++i) judged.push_back({1 + i % 10, happened, kr});
    const auto r = reliability_of(judged);
    CHECK(!r->skill());
    CHECK(r->happened == (happened ? 1.0 : 0.0));
    CHECK(r->uncertainty == 0.0);
  }
}

TEST_CASE("calibration: a bias that chance could make is not called one") {
  const auto said = [](int confidence, int reached, int count) {
    std::vector<Judged> judged;
    for (int i = 0; i < count; ++i) judged.push_back({confidence, i < reached, static_cast<std::size_t>(i)});
    return *reliability_of(judged);
  };
  CHECK(!said(7, 6, 10).bias_shows());   // 0.7 said, 0.6 happened: one of ten
  CHECK(!said(8, 10, 10).bias_shows());  // 2 standard errors of 0.8 over ten are 0.25
  CHECK(said(7, 20, 50).bias_shows());
  CHECK(!said(7, 35, 50).bias_shows());
  CHECK(said(10, 9, 10).bias_shows());  // what is certain cannot fail
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
  CHECK(rc::check("skill is there exactly where not everything ended alike", [&](const Raw& raw) {
    RC_PRE(!raw.empty());
    const auto judged = judged_from(raw);
    const bool alike =
        std::ranges::all_of(judged, [&](const Judged& one) { return one.happened == judged[0].happened; });
    const auto r = *reliability_of(judged);
    RC_ASSERT(r.skill().has_value() == !alike);
    RC_ASSERT(!alike || r.uncertainty == 0.0);
  }));
  CHECK(rc::check("it is the same Brier score as that of the probabilities", [&](const Raw& raw) {
    RC_PRE(!raw.empty());
    const auto judged = judged_from(raw);
    std::vector<Judgement> same;
    for (const Judged& one : judged) same.push_back({stated_probability(one.confidence), one.happened, one.key_result});
    RC_ASSERT(near(*brier_of(same), reliability_of(judged)->brier, 1e-12));
  }));
}

TEST_CASE("calibration: the forecast beside a statement is of what was known on its day") {
  KeyResult kr = number(0, 100);
  for (const auto& [days, value] :
       {std::pair(6, 4.), {13, 15.}, {21, 19.}, {34, 38.}, {41, 41.}, {62, 70.}, {89, 101.}})
    kr.entries.push_back(entry(add_days(day(2026, 1, 1), days), value, 6));
  Workspace w = with_key_result(kr);
  Cycle& cycle = w.cycles.front();
  KeyResult& kept = cycle.objectives.front().key_results.front();
  const Date later = day(2026, 5, 1);
  const auto closed = [&](std::optional<Date> when) {
    CycleResult result;
    result.closed = when;
    KeyResultResult one;
    one.id = kept.id;
    one.value = 101.;
    one.progress = 1.01;
    one.score = 1.0;
    one.verdict = Verdict::success;
    result.key_results.push_back(one);
    cycle.result = result;
    return *reports::calibration_of(w, {}, later).at[0].forecast;
  };
  // 10 January to 31 March, each forecast from the readings by then: seven of seven statements have one.
  const double forecast = closed(day(2026, 4, 5));
  CHECK(reports::calibration_of(w, {}, later).at[0].compared == 1);
  CHECK(forecast > 0.1);
  // A result without a day, and "done" without a day, were not known earlier either.
  CHECK(closed(std::nullopt) == forecast);
  kept.state = State::done;
  CHECK(closed(day(2026, 4, 5)) == forecast);
}

}  // namespace calibration_test
