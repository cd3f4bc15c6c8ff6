// SPDX-License-Identifier: MIT
// The mid-cycle review: the word it recommends, by the rule of its header and the rows of method.md 6.4, and its
// questions.
#include "reports/review/review.hpp"

#include <algorithm>
#include <cmath>

#include "compute_fixture.hpp"
#include "draw/terminal.hpp"
#include "print.hpp"

namespace review_mid_test {

using namespace okr;
using namespace okr::test;
using reports::Advice;
using reports::MidTopic;

namespace {

constexpr auto aspirational = ObjectiveType::aspirational, committed = ObjectiveType::committed;

/// What is forecast: the chances of the target and of 0.7 of the way, and the score of the value it ends near.
struct Chances {
  double target;
  std::optional<double> at_70 = {};
  double score = 0.5;
  bool early = false;
};

Advice advice(ObjectiveType type, PaceStatus status, std::optional<Chances> chances, bool cannot_end_met = false,
              bool can_aim_higher = true) {
  ObjectiveNumbers objective;
  objective.type = type;
  KeyResultNumbers kr;
  kr.pace.status = status;
  kr.pace.elapsed = 0.5;
  kr.pace.cannot_end_met = cannot_end_met;
  KeyResultForecast ahead;
  ahead.numbers = &kr;
  if (chances) {
    ahead.forecast.emplace();
    ahead.forecast->target = Probability(chances->target);
    if (chances->at_70) ahead.forecast->at_70 = Probability(*chances->at_70);
    ahead.forecast->score = Score(chances->score);
    ahead.forecast->early = chances->early;
  }
  return reports::advice_on(objective, ahead, can_aim_higher);
}

using S = PaceStatus;

const reports::MidQuestion* asked(const reports::MidReview& review, MidTopic question) {
  const auto it = std::ranges::find(review.questions, question, &reports::MidQuestion::topic);
  return it == review.questions.end() ? nullptr : &*it;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("the rows of method.md 6.4 get their words") {
  CHECK(advice(aspirational, S::on_track, Chances{0.29, 0.76, 0.86}) == Advice::keep);  // O1.1
  CHECK(advice(aspirational, S::ahead, Chances{0.65, 0.95, 1.0}) == Advice::raise);     // O1.2
  CHECK(advice(aspirational, S::at_risk, Chances{0.005, 0.005, 0}) == Advice::decide);  // O1.3
  CHECK(advice(committed, S::on_track, {}) == Advice::keep);                            // O2.1, a bound
  CHECK(advice(committed, S::behind, Chances{0.09, {}, 0.65}) == Advice::escalate);     // O2.2
  CHECK(advice(committed, S::on_track, Chances{0.27, {}, 0.87}) == Advice::watch);      // O2.3
}

TEST_CASE("by the forecast: the bounds themselves belong to the better word") {
  CHECK(advice(committed, S::behind, Chances{0.70}) == Advice::keep);
  CHECK(advice(committed, S::behind, Chances{0.699}) == Advice::watch);
  CHECK(advice(committed, S::behind, Chances{0.30}) == Advice::watch);
  CHECK(advice(committed, S::behind, Chances{0.299}) == Advice::escalate);
  CHECK(advice(committed, S::ahead, Chances{0.1}) == Advice::watch);  // what is ahead is no emergency
  CHECK(advice(aspirational, S::ahead, Chances{0.5, 0.90, 0.81}) == Advice::raise);
  CHECK(advice(aspirational, S::ahead, Chances{0.5, 0.90, 0.80}) == Advice::keep);
  CHECK(advice(aspirational, S::ahead, Chances{0.5, 0.899, 0.95}) == Advice::keep);
  CHECK(advice(committed, S::ahead, Chances{0.99, {}, 1.0}) == Advice::keep);  // a promise is to be kept, not raised
  CHECK(advice(aspirational, S::ahead, Chances{0.92, {}, 0.9}) == Advice::raise);  // beside a stretch the target counts
  CHECK(advice(aspirational, S::ahead, Chances{0.92, {}, 0.9}, false, false) == Advice::keep);
}

TEST_CASE("without a forecast the status says it, a single reading is none") {
  CHECK(advice(aspirational, S::behind, {}) == Advice::watch);
  CHECK(advice(aspirational, S::at_risk, {}) == Advice::decide);
  CHECK(advice(committed, S::no_data, {}) == Advice::escalate);
  CHECK(advice(committed, S::on_track, {}, true) == Advice::escalate);  // a bound that cannot be kept any more
  CHECK(advice(aspirational, S::achieved, {}) == Advice::raise);
  CHECK(advice(aspirational, S::achieved, {}, false, false) == Advice::keep);  // it cannot be more so
  CHECK(advice(committed, S::achieved, {}) == Advice::keep);
  CHECK(advice(committed, S::behind, Chances{0.01, {}, 0, true}) == Advice::watch);
  for (const S status : {S::draft, S::cancelled, S::deferred, S::ended, S::not_started, S::not_available, S::done})
    CHECK(advice(committed, status, Chances{0.01}) == Advice::none);
}

TEST_CASE("aspirational steps that are all done early could have been more, promised ones are kept") {
  KeyResult steps = of_kind(Kind::milestones);
  steps.steps = {{"a", "", 1, {}, {}}};
  steps.entries = {entry(day(2026, 1, 12), std::vector<std::string>{"a"})};
  const Workspace w = workspace(
      {cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {steps}), objective("p", committed, {steps})})});
  const auto at = [&](Date as_of) { return reports::mid_review_of(w, w.cycles[0], as_of); };
  CHECK(at(day(2026, 2, 14))->rows[0].advice == Advice::raise);
  CHECK(at(day(2026, 2, 14))->rows[1].advice == Advice::keep);
  CHECK(at(day(2026, 3, 30))->rows[0].advice == Advice::keep);
}

TEST_CASE("questions name what the numbers ask of, and two are always asked") {
  KeyResult slow = number(0, 100), fast = number(0, 10), sure = number(0, 100), hold = of_kind(Kind::hold);
  // Half of the quarter has gone on 14 February.
  slow.entries = {entry(day(2026, 1, 12), 2.0, 5), entry(day(2026, 1, 26), 5.0, 5), entry(day(2026, 2, 9), 7.0, 9)};
  fast.entries = {entry(day(2026, 1, 12), 3.0, 9), entry(day(2026, 1, 26), 6.0, 9), entry(day(2026, 2, 9), 9.0, 9)};
  sure.entries = {entry(day(2026, 1, 12), 18.0, 5), entry(day(2026, 2, 9), 48.0, 5)};
  hold.max = 5;
  hold.entries = {entry(day(2026, 1, 5), 9.0)};
  Kpi bad = kpi("bad", {{day(2026, 1, 31), 1}});
  bad.target = 5;
  Change change;
  change.on = day(2026, 2, 1);
  change.why = "new price";
  change.fields = {{"target", 200.0, 100.0}};
  sure.changes = {change};
  Workspace w =
      workspace({cycle("2026-Q1", first_quarter(),
                       {objective("o", aspirational, {slow, fast}), objective("p", committed, {sure, hold})})},
                {bad});
  const auto review = reports::mid_review_of(w, w.cycles[0], day(2026, 2, 14));
  CHECK(review->rows.size() == 4);
  CHECK(review->rows[0].advice == Advice::decide);
  CHECK(review->rows[1].advice == Advice::raise);
  CHECK(review->rows[3].advice == Advice::escalate);
  CHECK(review->questions.front().topic == MidTopic::intent);
  CHECK(review->questions.back().topic == MidTopic::take_over);
  REQUIRE(asked(*review, MidTopic::holds_back));
  CHECK(asked(*review, MidTopic::holds_back)->ids == Ids{"o.kr1", "p.kr2"});
  CHECK(asked(*review, MidTopic::aim_higher)->ids == Ids{"o.kr2"});
  CHECK(asked(*review, MidTopic::cannot_end_met)->ids == Ids{"p"});
  CHECK_FALSE(asked(*review, MidTopic::stop_for));  // p cannot be kept any more: that is another question
  CHECK(asked(*review, MidTopic::who_knows)->ids.front() == "o.kr1");  // said 9/10
  CHECK(asked(*review, MidTopic::nobody_works)->ids == Ids{"bad"});
  CHECK(asked(*review, MidTopic::moved_target)->ids == Ids{"p.kr1"});
  const std::string text = draw::terminal_text(reports::document_of(*review), {.width = 80});
  CHECK(text.find("o.kr1 said 9/10, the readings say") != std::string::npos);
  CHECK(text.find("[ ] o.kr1: decide") != std::string::npos);
  CHECK(text.find("CHANGED   1 Feb  p.kr1  target 200 → 100: new price") != std::string::npos);
}

TEST_CASE("stated and computed disagree from a quarter on, either way") {
  KeyResult kr = number(0, 100);
  kr.entries = {entry(day(2026, 1, 12), 20.0, 5), entry(day(2026, 2, 9), 60.0, 5)};
  Workspace w = with_key_result(kr);
  const double chance =
      reports::mid_review_of(w, w.cycles[0], day(2026, 2, 14))->rows[0].key_result->forecast->target.value();
  for (int confidence = 1; confidence <= 10; ++confidence) {
    w.cycles[0].objectives[0].key_results[0].entries[1].confidence = confidence;
    const auto review = reports::mid_review_of(w, w.cycles[0], day(2026, 2, 14));
    CHECK(review->disagreements.size() == (std::abs(confidence / 10.0 - chance) >= 0.25 - 1e-9 ? 1U : 0U));
  }
}

TEST_CASE("what was cancelled is told once, by its change or by its state") {
  KeyResult told = number(0, 10), untold = number(0, 10);
  told.state = untold.state = State::cancelled;
  Change change;
  change.on = day(2026, 1, 20);
  change.fields = {{"state", std::string("active"), std::string("cancelled")}};
  told.changes = {change};
  const Workspace w =
      workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {told, untold, number(0, 10)})})});
  const auto review = reports::mid_review_of(w, w.cycles[0], day(2026, 2, 14));
  CHECK(review->changes.size() == 1);
  REQUIRE(review->left_out.size() == 1);
  CHECK(review->left_out[0].name.id == "o.kr2");
}

TEST_CASE("before the start, after the end and without key results the page reads") {
  const Workspace w = workspace({cycle(
      "2026-Q1", first_quarter(), {objective("o", aspirational, {number(0, 10)}), objective("e", committed, {})})});
  for (const Date as_of : {day(2025, 12, 1), day(2026, 1, 1), day(2026, 2, 14), day(2026, 5, 1)}) {
    const auto review = reports::mid_review_of(w, w.cycles[0], as_of);
    const std::string text = draw::terminal_text(reports::document_of(*review), {.width = 40});
    CHECK(text.find("QUESTIONS") != std::string::npos);
    CHECK(text.find("DECISIONS") != std::string::npos);
  }
}

}  // namespace review_mid_test
