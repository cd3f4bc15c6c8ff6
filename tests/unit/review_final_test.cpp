// SPDX-License-Identifier: MIT
// The final review: how objectives are spread, how sure people were on the way, and what is left to write down.
#include "reports/review/review.hpp"

#include "compute_fixture.hpp"
#include "draw/terminal.hpp"
#include "print.hpp"

namespace review_final_test {

using namespace okr;
using namespace okr::test;
using reports::Reflection;

namespace {

constexpr auto aspirational = ObjectiveType::aspirational, committed = ObjectiveType::committed;
constexpr Date after_end = make_date(2026, 4, 2);

KeyResult ended_at(double value) {
  KeyResult kr = number(0, 100);
  kr.entries = {entry(day(2026, 1, 12), value / 4, 5), entry(day(2026, 2, 10), value / 2, 6),
                entry(day(2026, 3, 25), value, 8)};
  return kr;
}

Workspace quarter() {
  return workspace(
      {cycle("2026-Q1", first_quarter(),
             {objective("green", aspirational, {ended_at(73)}), objective("yellow", aspirational, {ended_at(50)}),
              objective("red", aspirational, {ended_at(20)}), objective("kept", committed, {ended_at(100)}),
              objective("broken", committed, {ended_at(67), ended_at(100)})})});
}

std::string text_of(const reports::FinalReview& review) {
  return draw::terminal_text(reports::document_of(review), {.width = 80});
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("objectives are spread by colour where they are aspirational, by met and missed where they are promises") {
  const Workspace w = quarter();
  const auto review = reports::final_review_of(w, w.cycles[0], nullptr, after_end);
  CHECK_FALSE(review->preliminary);
  CHECK(review->aspirational.objectives == 3);
  CHECK(review->aspirational.green == 1);
  CHECK(review->aspirational.yellow == 1);
  CHECK(review->aspirational.red == 1);
  CHECK(review->committed.met == 1);
  CHECK(review->committed.missed == 1);
  CHECK(review->all.objectives == 5);
  const std::string text = text_of(*review);
  // (0.73 + 0.50 + 0.20) / 3, (1.00 + 0.835) / 2 and the mean of all five
  CHECK(text.find("aspirational      3  0.48      1       1    1    -       -     0.48") != std::string::npos);
  CHECK(text.find("committed         2  0.92      -       -    -    1       1") != std::string::npos);
  CHECK(text.find("all               5  0.65      1       1    1    1       1     0.65") != std::string::npos);
  CHECK(text.find("they are not input to pay") != std::string::npos);
}

TEST_CASE("while it runs nothing is missed, nothing is judged and no postmortem is due") {
  const Workspace w = quarter();
  const auto review = reports::final_review_of(w, w.cycles[0], nullptr, day(2026, 3, 26));
  CHECK(review->preliminary);
  CHECK(review->committed.missed == 0);
  CHECK(review->postmortems.empty());
  CHECK_FALSE(review->calibration.stated);
  CHECK(text_of(*review).find("preliminary, Thu 26 Mar 2026") != std::string::npos);
}

TEST_CASE("the confidence first, at half-way and last; days that do not count leave it out") {
  Workspace w = quarter();
  w.cycles[0].objectives[0].key_results[0].entries.push_back(entry(day(2026, 4, 1), 74.0, 2));
  const auto review = reports::final_review_of(w, w.cycles[0], nullptr, after_end);
  const reports::StatedPath path = review->stated[0].path;
  CHECK(path.first == 5);
  CHECK(path.middle == 6);
  CHECK(path.last == 8);
  CHECK(text_of(*review).find("5 → 6 → 8") != std::string::npos);
  const auto early = reports::final_review_of(w, w.cycles[0], nullptr, day(2026, 1, 20));
  CHECK(early->stated[0].path.last == 5);
}

TEST_CASE("a postmortem is due of each missed key result of a promise until one is written") {
  Workspace w = quarter();
  auto review = reports::final_review_of(w, w.cycles[0], nullptr, after_end);
  REQUIRE(review->postmortems.size() == 1);
  CHECK(to_string(review->postmortems[0]->id) == "broken.kr1");
  CHECK(text_of(*review).find("broken.kr1 0.67, a promise") != std::string::npos);
  w.cycles[0].objectives[4].key_results[0].postmortem = "the supplier failed";
  CHECK(reports::final_review_of(w, w.cycles[0], nullptr, after_end)->postmortems.empty());
}

TEST_CASE("it is judged by its own key results alone, closed or not") {
  Workspace w = quarter();
  Cycle other = w.cycles[0];
  other.id = CycleId("2025-Q4");
  other.result = CycleResult{};
  w.cycles.insert(w.cycles.begin(), other);
  const auto review = reports::final_review_of(w, w.cycles[1], &w.cycles[0], after_end);
  REQUIRE(review->calibration.stated);
  CHECK(review->calibration.stated->key_results == 6);
  CHECK(review->calibration.stated->happened == doctest::Approx(2.0 / 6));
  CHECK(review->calibration.stated->stated == doctest::Approx((0.5 + 0.6 + 0.8) / 3));
  CHECK(text_of(*review).find("6 key results: said 6.3 of 10, it happened 3.3 of 10,") != std::string::npos);
}

TEST_CASE("of an objective that was deferred nothing is counted, judged or asked") {
  Workspace w = quarter();
  w.cycles[0].objectives[2].state = State::deferred;  // red
  const auto review = reports::final_review_of(w, w.cycles[0], nullptr, after_end);
  CHECK(review->aspirational.objectives == 2);
  CHECK(review->aspirational.red == 0);
  CHECK(review->calibration.stated->key_results == 5);
  CHECK(review->reflections[2].ids.empty());
  REQUIRE(review->scores->left_out.size() == 1);
  CHECK(review->scores->left_out[0].name.id == "red");
}

TEST_CASE("reflection names what succeeded, what did not, and what would be written differently") {
  Workspace w = quarter();
  w.cycles[0].objectives[0].key_results[0].entries.back().value = 95.0;
  const auto review = reports::final_review_of(w, w.cycles[0], nullptr, after_end);
  REQUIRE(review->reflections.size() == 4);
  CHECK(review->reflections[0].ids == Ids{"green", "kept"});
  CHECK(review->reflections[1].ids == Ids{"yellow", "red", "broken"});
  CHECK(review->reflections[2].ids == Ids{"green.kr1", "red.kr1"});
  CHECK(review->reflections[3].topic == Reflection::learned);
}

TEST_CASE("wins, blockers and lessons are collected from the check-ins and the result") {
  Workspace w = quarter();
  Checkin first, late;
  first.date = day(2026, 1, 12);
  first.wins = {"a thank-you\nmail"};
  first.blockers = {{{}, "a cold", {}}};
  first.lessons = {"sleep more"};
  late.date = day(2026, 4, 20);
  late.wins = {"not yet"};
  w.cycles[0].checkins = {first, late};
  w.cycles[0].state = CycleState::closed;
  CycleResult result;
  result.closed = day(2026, 4, 1);
  result.wins = {"a whole quarter"};
  result.lessons = {"start earlier"};
  result.note = "Fine.";
  w.cycles[0].result = result;
  const auto review = reports::final_review_of(w, w.cycles[0], nullptr, after_end);
  REQUIRE(review->wins.size() == 2);
  CHECK(review->wins[0].text == "a thank-you mail");
  CHECK(review->wins[1].text == "a whole quarter");
  CHECK(review->obstacles.size() == 1);
  REQUIRE(review->lessons_said.size() == 1);
  CHECK(review->lessons_said[0].text == "sleep more");
  CHECK(review->lessons == Ids{"start earlier", "Fine."});
  CHECK(text_of(*review).find("closed 1 Apr 2026") != std::string::npos);
}

TEST_CASE("of a closed cycle its result decides, also where nothing else is there") {
  Workspace w = workspace({cycle("2026-Q1", first_quarter(), {})});
  CycleResult result = ship_kept(day(2026, 4, 1), 0.604, Verdict::fell_short);
  result.score = 0.604;
  w.cycles[0].result = result;
  w.cycles[0].state = CycleState::closed;
  const auto review = reports::final_review_of(w, w.cycles[0], nullptr, after_end);
  REQUIRE(review->stated.size() == 1);
  CHECK(review->stated[0].path.last == 7);
  CHECK_FALSE(review->stated[0].path.first);
  CHECK(review->aspirational.yellow == 1);
  CHECK(text_of(*review).find("- → - → 7") != std::string::npos);
  CHECK(text_of(*review).find("0.60") != std::string::npos);
}

TEST_CASE("KPIs are seen on the day after the end, or today while it runs") {
  Workspace w = quarter();
  Kpi churn = kpi("churn", {{day(2026, 3, 31), 4}, {day(2026, 4, 30), 9}});
  churn.good = Good::down;
  churn.target = 5;
  w.kpis = {churn};
  const auto review = reports::final_review_of(w, w.cycles[0], nullptr, day(2026, 6, 1));
  CHECK(review->kpis_on == day(2026, 4, 1));
  CHECK(review->kpi_counts.green == 1);
  CHECK(reports::final_review_of(w, w.cycles[0], nullptr, day(2026, 2, 1))->kpis_on == day(2026, 2, 1));
}

}  // namespace review_final_test
