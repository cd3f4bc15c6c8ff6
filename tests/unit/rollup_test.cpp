// SPDX-License-Identifier: MIT
// Roll-up: the rows RV01-RV21 of the method, on parts and on whole workspaces.
#include "okr/compute/rollup.hpp"

#include <string>

#include "compute_fixture.hpp"
#include "okr/compute/numbers.hpp"
#include "print.hpp"

namespace rollup_test {

using namespace okr;
using namespace okr::test;

namespace {

const Date last_day = day(2026, 3, 31);

/// A key result that stands at this progress; without a reading when empty.
KeyResult at(std::optional<double> progress, std::optional<double> weight = std::nullopt, State state = State::active) {
  KeyResult kr = number(0, 1);
  kr.weight = weight;
  kr.state = state;
  if (progress) kr.entries.push_back(entry(day(2026, 1, 5), *progress));
  return kr;
}

Workspace of(std::vector<Objective> objectives) {
  return workspace({cycle("2026-Q1", first_quarter(), std::move(objectives))});
}

Objective with_parent(Objective child, std::string parent) {
  child.parents.push_back({std::move(parent), {}});
  return child;
}

constexpr auto aspirational = ObjectiveType::aspirational, committed = ObjectiveType::committed;

struct Row {
  std::string id;
  std::vector<KeyResult> key_results;
  std::optional<double> score, shown, planned;
  Absence absence = Absence::none;
};

void check(const ObjectiveNumbers& numbers, const Row& row) {
  REQUIRE(numbers.score.has_value() == row.score.has_value());
  CHECK(numbers.score.absence == row.absence);
  if (row.score) CHECK(std::abs(numbers.score->value() - *row.score) < 5.1e-5);
  if (row.shown) CHECK(numbers.shown->value() == *row.shown);
  REQUIRE(numbers.as_planned.has_value() == row.planned.has_value());
  if (row.planned) CHECK(std::abs(numbers.as_planned->value() - *row.planned) < 5.1e-5);
}

ObjectiveNumbers first_of(const Workspace& w, Date as_of) {
  return numbers_of(w, w.cycles.front(), as_of).objectives.front();
}

}  // namespace

TEST_CASE("objectives of their own key results (method 2.7)") {
  const auto none = std::nullopt;
  const Row rows[] = {
      {"RV01", {at(1.0), at(0.0), at(0.0)}, 0.3333, 0.33, 0.3333},
      {"RV02", {at(2.0), at(0.0)}, 0.5, 0.50, 0.5},
      {"RV03", {at(-0.5), at(1.0)}, 0.5, 0.50, 0.5},
      {"RV04", {at(1.0, 0.0), at(0.0, 50.0), at(0.0, 50.0)}, 0, 0, 0},
      {"RV05", {at(0.3, 40.0), at(0.3, 20.0), at(0.4, 40.0)}, 0.34, 0.34, 0.34},
      {"RV06", {at(0.3, 0.4), at(0.3, 0.2), at(0.4, 0.4)}, 0.34, 0.34, 0.34},
      {"RV07", {at(1.0), at(0.25, 2.0)}, 0.5, 0.50, 0.5},
      {"RV08", {at(0.6, 0.0), at(0.8, 0.0)}, none, none, none, Absence::bad_weights},
      {"RV09", {at(0.6), at(0.1, none, State::cancelled), at(0.8)}, 0.7, 0.70, 0.5},
      {"RV10", {at(0.6), at(0.4, none, State::deferred), at(0.8)}, 0.7, 0.70, 0.6},
      {"RV11", {at(0.8), at(none)}, 0.4, 0.40, 0.4},
      {"RV12",
       {at(0.5, none, State::cancelled), at(0.2, none, State::cancelled)},
       none,
       none,
       0.35,
       Absence::not_counted},
      {"RV13", {}, none, none, none, Absence::nothing_below},
      {"RV20", {at(0.7), at(0.0, none, State::draft)}, 0.7, 0.70, 0.7},
      {"a hold without a due period is skipped", {at(0.4), of_kind(Kind::hold)}, 0.4, 0.40, 0.4},
  };
  for (const Row& row : rows) {
    SUBCASE(row.id.c_str()) {
      std::vector<KeyResult> key_results = row.key_results;
      Date as_of = last_day;
      if (row.key_results.size() == 2 && row.key_results[1].kind == Kind::hold) {
        key_results[1].start = last_day;
        key_results[1].max = 1;
      }
      const Workspace w = of({objective("o", aspirational, std::move(key_results))});
      const ObjectiveNumbers numbers = first_of(w, as_of);
      check(numbers, row);
      if (row.id == "RV12") CHECK(numbers.state == State::cancelled);
    }
  }
}

TEST_CASE("an objective that does not count has no score, only what was planned (2.5)") {
  for (const State state : {State::cancelled, State::deferred, State::draft}) {
    Objective left = objective("a", aspirational, {at(0.5), at(0.2)});
    left.state = state;
    const ObjectiveNumbers numbers = first_of(of({left}), last_day);
    CHECK(numbers.score.absence == Absence::not_counted);
    CHECK_FALSE(numbers.shown);
    if (state != State::draft)
      CHECK(numbers.as_planned->value() == 0.35);
    else
      CHECK(numbers.as_planned.absence == Absence::not_counted);  // drafts never count (2.3), nor what stands below one
  }
}

TEST_CASE("RV14, RV15, RV21: children, own key results, or both as equal items") {
  const auto parent = [](RollUp roll_up, std::vector<KeyResult> own) {
    Objective o = objective("p", aspirational, std::move(own));
    o.roll_up = roll_up;
    return o;
  };
  const auto child = [](std::string id, double score) {
    return with_parent(objective(std::move(id), aspirational, {at(score)}), "p");
  };
  SUBCASE("RV14") {
    const Workspace w = of({parent(RollUp::both, {at(0.27), at(0.18)}), child("a", 0.73)});
    check(first_of(w, last_day), {"", {}, 0.3933, 0.39, 0.3933});
  }
  SUBCASE("RV15") {
    const Workspace w = of({parent(RollUp::children, {at(0.1)}), child("a", 0.85), child("b", 0.60)});
    check(first_of(w, last_day), {"", {}, 0.725, 0.73, 0.725});
  }
  SUBCASE("RV21") {
    const Workspace w = of({parent(RollUp::children, {}), child("a", 0.5),
                            with_parent(objective("empty", aspirational, {}), "p"), child("b", 0.7)});
    check(first_of(w, last_day), {"", {}, 0.6, 0.60, 0.6});
  }
}

TEST_CASE(
    "a child of a cycle that has not begun is left out once the parent's own has, and counts from its first day") {
  Objective whole = objective("whole", aspirational, {});
  whole.roll_up = RollUp::children;
  const Objective first = with_parent(objective("first", aspirational, {at(0.8)}), "2026/whole");
  const Objective second = with_parent(objective("second", aspirational, {at({})}), "2026/whole");
  const Workspace w = workspace({cycle("2026", {day(2026, 1, 1), day(2026, 12, 31)}, {whole}),
                                 cycle("2026-Q1", first_quarter(), {first}),
                                 cycle("2026-Q2", {day(2026, 4, 1), day(2026, 6, 30)}, {second})});
  CHECK(first_of(w, day(2026, 3, 1)).score->value() == doctest::Approx(0.8));
  CHECK(first_of(w, day(2026, 3, 1)).as_planned->value() == doctest::Approx(0.8));
  CHECK(first_of(w, day(2026, 4, 1)).score->value() == doctest::Approx(0.4));
  CHECK(first_of(w, day(2025, 12, 1)).score->value() == 0);
}

TEST_CASE("committed objectives end MET or MISSED (method 2.7)") {
  const struct {
    std::string id;
    double first, score, shown;
    Verdict verdict;
  } rows[] = {{"RV16", 0.95, 0.9833, 0.98, Verdict::missed},
              {"RV17", 0.996, 0.9987, 0.99, Verdict::missed},
              {"RV18", 1.0, 1, 1, Verdict::met}};
  for (const auto& row : rows) {
    SUBCASE(row.id.c_str()) {
      const Workspace w = of({objective("o", committed, {at(row.first), at(1.0), at(1.0)})});
      const ObjectiveNumbers numbers = first_of(w, day(2026, 4, 1));
      check(numbers, {"", {}, row.score, row.shown, row.score});
      CHECK(numbers.verdict == row.verdict);
      CHECK(numbers.status == PaceStatus::ended);
      CHECK_FALSE(first_of(w, last_day).verdict);
    }
  }
}

TEST_CASE("RV19: the cycle is the mean of its top-level objectives, committed and aspirational apart") {
  Workspace w =
      of({objective("a", aspirational, {at(0.7)}), objective("b", committed, {at(0.4)}),
          objective("c", aspirational, {at(0.9)}), with_parent(objective("d", aspirational, {at(0.0)}), "a")});
  const CycleNumbers numbers = numbers_of(w, w.cycles.front(), last_day);
  CHECK(numbers.score->value() == doctest::Approx(2.0 / 3));
  CHECK(numbers.shown->value() == 0.67);
  CHECK(numbers.committed->value() == doctest::Approx(0.4));
  CHECK(numbers.aspirational->value() == doctest::Approx(0.8));
  CHECK(numbers.committed_met == 0);
  CHECK(numbers.committed_count == 1);
  CHECK_FALSE(numbers.objectives[3].top_level);
}

TEST_CASE("a record in error makes its objective and its cycle n/a (0.8)") {
  Workspace w = of({objective("a", aspirational, {at(0.7), number(5, 5)}), objective("b", aspirational, {at(0.4)})});
  const CycleNumbers numbers = numbers_of(w, w.cycles.front(), last_day);
  CHECK(numbers.objectives[0].score.absence == Absence::target_is_baseline);
  CHECK(numbers.objectives[0].status == PaceStatus::not_available);
  CHECK(numbers.objectives[1].score.has_value());
  CHECK(is_fault(numbers.score.absence));
}

TEST_CASE("weight 0 decides neither status nor verdict") {
  const Workspace w = of({objective("o", committed, {at(1.0), at(0.0, 0.0)})});
  CHECK(first_of(w, day(2026, 3, 1)).status == PaceStatus::achieved);
  CHECK(first_of(w, day(2026, 4, 1)).verdict == Verdict::met);
}

TEST_CASE("weights of 1e-300 and 1e300 are weights like others") {
  for (const double unit : {1e-300, 1e300}) {
    const Workspace w = of({objective("o", aspirational, {at(0.2, unit), at(0.8, unit * 3)})});
    CHECK(first_of(w, last_day).score->value() == doctest::Approx(0.65));
  }
}

TEST_CASE("a loop of parents is n/a and ends") {
  Objective a = with_parent(objective("a", aspirational, {at(0.5)}), "b");
  Objective b = with_parent(objective("b", aspirational, {at(0.5)}), "a");
  a.roll_up = b.roll_up = RollUp::both;
  const Workspace w = of({a, b});
  CHECK(first_of(w, last_day).score.absence == Absence::parent_loop);
}

TEST_CASE("an objective's status: the worst when committed, the mean gap when aspirational (3.2)") {
  const std::vector<KeyResult> parts = {at(0.35), at(0.9), at(0.0)};
  const Date half = day(2026, 2, 15);
  CHECK(first_of(of({objective("o", committed, parts)}), half).status == PaceStatus::at_risk);
  const ObjectiveNumbers mean = first_of(of({objective("o", aspirational, parts)}), half);
  CHECK(mean.gap.value() == doctest::Approx(0.7 * 45 / 89 - 1.25 / 3).epsilon(1e-3));
  CHECK(mean.status == PaceStatus::on_track);
  CHECK(mean.counts[PaceStatus::at_risk] == 1);
  CHECK(first_of(of({objective("o", aspirational, {at(std::nullopt), at(std::nullopt)})}), day(2026, 1, 3)).status ==
        PaceStatus::not_started);
}

}  // namespace rollup_test
