// SPDX-License-Identifier: MIT
// The rules about the course of key results (method.md part 7): at each limit, one step before and behind it, and
// of whom they say nothing.
#include "okr/compute/course.hpp"

#include "print.hpp"
#include "rule_findings.hpp"

namespace course_test {

using namespace okr;
using namespace okr::test;

namespace {

constexpr ObjectiveType committed = ObjectiveType::committed, aspirational = ObjectiveType::aspirational;

KeyResult said(KeyResult kr, Date date, EntryValue value, std::optional<int> confidence = std::nullopt) {
  kr.entries.push_back(entry(date, std::move(value), confidence));
  return kr;
}

KeyResult at(Date date, double value) { return said(number(0, 100), date, value); }

/// 101 days, so that a day is a hundredth of the time; the second of them is day(1).
Workspace century(KeyResult kr, ObjectiveType type) {
  return workspace({cycle("c", {day(2026, 1, 1), day(2026, 4, 11)}, {objective("o", type, {std::move(kr)})})});
}

Date hundredth(int count) { return add_days(day(2026, 1, 1), count); }

Change changed(Date on, std::string key, ChangedField::Value before, ChangedField::Value after, std::string why = {}) {
  return {on, std::move(why), {{std::move(key), std::move(before), std::move(after)}}, {}};
}

Workspace with_objective(Objective one) { return workspace({cycle("2026-Q1", first_quarter(), {std::move(one)})}); }

KeyResult bound(std::optional<double> weight = std::nullopt) {
  KeyResult kr = of_kind(Kind::hold);
  kr.max = 20;
  kr.weight = weight;
  return kr;
}

}  // namespace

TEST_CASE("W213: silent for more than two cadences, days away not counted") {
  Workspace w = with_key_result(at(day(2026, 1, 5), 10));
  CHECK(!says(Code::W213, w, day(2026, 1, 19)));
  CHECK(found(Code::W213, w, day(2026, 1, 20)) ==
        std::vector<std::string>{"nothing was said of 'o.kr1' for 15 days, since 2026-01-05"});
  w.settings.workspace.away = {{day(2026, 1, 12), day(2026, 1, 13)}};
  CHECK(!says(Code::W213, w, day(2026, 1, 21)));
  CHECK(says(Code::W213, w, day(2026, 1, 22)));
  w.cycles[0].cadence = Rhythm{14, {}};
  CHECK(!says(Code::W213, w, day(2026, 2, 4)));
  CHECK(says(Code::W213, w, day(2026, 2, 5)));
}

TEST_CASE("W213: a word without a value is a word; and what never had one says so") {
  KeyResult kr = at(day(2026, 1, 5), 10);
  kr.entries.push_back(entry(day(2026, 1, 12), std::monostate{}, 6));
  CHECK(!says(Code::W213, with_key_result(kr), day(2026, 1, 26)));
  CHECK(says(Code::W213, with_key_result(kr), day(2026, 1, 27)));
  CHECK(found(Code::W213, with_key_result(number(0, 100)), day(2026, 1, 16)) ==
        std::vector<std::string>{"nothing was ever said of 'o.kr1', which began 15 days ago"});
}

TEST_CASE("W213: a cycle that nobody ever spoke of is one thing to say") {
  Workspace w = with_objective(objective("o", aspirational, {number(0, 1), number(0, 1)}));
  CHECK(!says(Code::W213, w, day(2026, 1, 15)));
  CHECK(found(Code::W213, w, day(2026, 1, 16)) ==
        std::vector<std::string>{"nothing was ever said of '2026-Q1', which began 15 days ago"});
  w.cycles[0].checkins.resize(1);
  w.cycles[0].checkins[0].date = day(2026, 1, 17);
  CHECK(found(Code::W213, w, day(2026, 1, 16)).size() == 1);
  CHECK(found(Code::W213, w, day(2026, 1, 17)).size() == 2);
}

TEST_CASE("W213: nobody is asked about what is over, drafted, reached for good or fed by a KPI") {
  const Date late = day(2026, 3, 20);
  CHECK(says(Code::W213, with_key_result(number(0, 100)), late));
  CHECK(!says(Code::W213, with_key_result(number(0, 100)), day(2026, 4, 1)));
  for (const State state : {State::done, State::cancelled, State::deferred, State::draft}) {
    KeyResult kr = number(0, 100);
    kr.state = state;
    CHECK(!says(Code::W213, with_key_result(kr), late));
  }
  Workspace w = with_key_result(number(0, 100));
  w.cycles[0].objectives[0].state = State::draft;
  CHECK(!says(Code::W213, w, late));
  w.cycles[0].objectives[0].state = State::active;
  w.cycles[0].state = CycleState::draft;
  CHECK(!says(Code::W213, w, late));
  CHECK(!says(Code::W213, with_key_result(said(of_kind(Kind::done), day(2026, 1, 5), true)), late));
  KeyResult fed = number(0, 100);
  fed.kpi.text = "visits";
  CHECK(!says(Code::W213, with_key_result(fed, aspirational, {kpi("visits", {{day(2026, 1, 5), 3}})}), late));
  KeyResult allowed = number(0, 100);
  allowed.allow = {"W213"};
  CHECK(!says(Code::W213, with_key_result(allowed), late));
  KeyResult later = number(0, 100);
  later.start = day(2026, 3, 10);
  CHECK(!says(Code::W213, with_key_result(later), late));
}

TEST_CASE("W215: reached while less than half of the time was over") {
  const Workspace early = with_key_result(at(day(2026, 2, 14), 100)), late = with_key_result(at(day(2026, 2, 15), 100));
  CHECK(!says(Code::W215, early, day(2026, 2, 13)));
  CHECK(says(Code::W215, early, day(2026, 2, 14)));
  CHECK(says(Code::W215, early, day(2026, 3, 31)));
  CHECK(!says(Code::W215, early, day(2026, 4, 1)));
  CHECK(!says(Code::W215, late, day(2026, 2, 15)));
  CHECK(!says(Code::W215, late, day(2026, 3, 31)));
  CHECK(!says(Code::W215, century(at(hundredth(50), 100), aspirational), hundredth(50)));
  CHECK(says(Code::W215, century(at(hundredth(49), 100), aspirational), hundredth(50)));
  CHECK(says(Code::W215, with_key_result(at(day(2026, 1, 20), 100 - 1e-8)), day(2026, 2, 1)));
  CHECK(!says(Code::W215, with_key_result(at(day(2026, 1, 20), 100 - 1e-6)), day(2026, 2, 1)));
}

TEST_CASE("W215: promises, bounds and what is done or not are never too easy, nor what still has to go") {
  const Date day20 = day(2026, 1, 20);
  CHECK(!says(Code::W215, with_key_result(at(day20, 100), committed), day20));
  CHECK(!says(Code::W215, with_key_result(said(of_kind(Kind::done), day20, true)), day20));
  CHECK(!says(Code::W215, with_key_result(said(bound(), day20, 5.0)), day20));
  KeyResult stretched = at(day20, 100);
  stretched.stretch = 150;
  CHECK(!says(Code::W215, with_key_result(stretched), day20));
  CHECK(says(Code::W215, with_key_result(said(stretched, day(2026, 1, 25), 150.0)), day(2026, 1, 25)));
  CHECK(!says(Code::W215, with_key_result(said(at(day20, 100), day(2026, 1, 25), 90.0)), day(2026, 1, 25)));
  KeyResult moved = at(day20, 100);
  moved.target = 200;
  moved.changes = {changed(day(2026, 2, 20), "target", 100.0, 200.0)};
  CHECK(says(Code::W215, with_key_result(moved), day(2026, 2, 19)));
  CHECK(!says(Code::W215, with_key_result(moved), day(2026, 2, 20)));
}

TEST_CASE("W216: a stretch goal that ended above 0.80, while its cycle has just ended") {
  const auto ended = [](double value, ObjectiveType type = aspirational) {
    return with_key_result(at(day(2026, 3, 20), value), type);
  };
  CHECK(!says(Code::W216, ended(80), day(2026, 4, 5)));
  CHECK(!says(Code::W216, ended(80.4), day(2026, 4, 5)));
  CHECK(found(Code::W216, ended(81), day(2026, 4, 5)) ==
        std::vector<std::string>{"'o' ended at 0.81: above 0.80 the aim was low"});
  CHECK(!says(Code::W216, ended(81), day(2026, 3, 31)));
  CHECK(says(Code::W216, ended(81), day(2026, 5, 15)));
  CHECK(!says(Code::W216, ended(81), day(2026, 5, 16)));
  CHECK(!says(Code::W216, ended(100, committed), day(2026, 4, 5)));
  CHECK(!says(Code::W216, ended(100, ObjectiveType::learning), day(2026, 4, 5)));
}

TEST_CASE("W216: the mean of three cycles of one length") {
  const auto year = [](double third, double fourth, double first) {
    const auto goal = [](Date date, double value) { return objective("o", aspirational, {at(date, value)}); };
    return workspace({cycle("2025-Q3", {day(2025, 7, 1), day(2025, 9, 30)}, {goal(day(2025, 9, 20), third)}),
                      cycle("2025-Q4", {day(2025, 10, 1), day(2025, 12, 31)}, {goal(day(2025, 12, 20), fourth)}),
                      cycle("2026-Q1", first_quarter(), {goal(day(2026, 3, 20), first)})});
  };
  CHECK(!says(Code::W216, year(90, 80, 70), day(2026, 4, 5)));
  CHECK(found(Code::W216, year(90, 80, 70.3), day(2026, 4, 5)) ==
        std::vector<std::string>{
            "stretch goals of the last 3 cycles ended at 0.80 on average: above 0.80 the aim is low"});
  Workspace two = year(90, 90, 79);
  two.cycles.erase(two.cycles.begin());
  two.known_cycles.erase(two.known_cycles.begin());
  CHECK(!says(Code::W216, two, day(2026, 4, 5)));
}

TEST_CASE("W217: a doubted promise, behind a quarter of the time") {
  const auto doubted = [](int confidence, ObjectiveType type = committed) {
    return century(said(number(0, 100), hundredth(20), 30.0, confidence), type);
  };
  CHECK(!says(Code::W217, doubted(5), hundredth(25)));
  CHECK(found(Code::W217, doubted(5), hundredth(26)) ==
        std::vector<std::string>{"'o.kr1' is promised, but its stated confidence is 5/10 with 26 % of its time gone"});
  CHECK(!says(Code::W217, doubted(6), hundredth(26)));
  CHECK(!says(Code::W217, doubted(1, aspirational), hundredth(26)));
  CHECK(!says(Code::W217, doubted(5), hundredth(101)));
}

TEST_CASE("W217: a promise that the forecast does not believe in, behind half of the time") {
  KeyResult kr = number(0, 100);
  for (const int days : {10, 20, 30, 40, 50}) kr = said(kr, hundredth(days), days * 0.3);
  CHECK(!says(Code::W217, century(kr, committed), hundredth(50)));
  CHECK(says(Code::W217, century(kr, committed), hundredth(51)));
  kr.entries.clear();
  for (const int days : {10, 20, 30, 40, 50}) kr = said(kr, hundredth(days), days * 1.3);
  CHECK(!says(Code::W217, century(kr, committed), hundredth(51)));
  CHECK_MESSAGE(!says(Code::W217, century(at(hundredth(50), 5), committed), hundredth(51)), "one reading tells little");
  KeyResult weightless = said(number(0, 100), hundredth(20), 30.0, 2);
  weightless.weight = 0;
  Workspace w = century(weightless, committed);
  w.cycles[0].objectives[0].key_results.push_back(number(0, 1));
  CHECK(!says(Code::W217, w, hundredth(30)));
}

TEST_CASE("W218: a missed promise wants a postmortem, as long as its cycle is the last of its length") {
  KeyResult kr = at(day(2026, 3, 20), 99);
  CHECK(!says(Code::W218, with_key_result(kr, committed), day(2026, 3, 31)));
  CHECK(says(Code::W218, with_key_result(kr, committed), day(2026, 4, 1)));
  CHECK(!says(Code::W218, with_key_result(kr), day(2026, 4, 1)));
  CHECK(!says(Code::W218, with_key_result(at(day(2026, 3, 20), 100 - 1e-8), committed), day(2026, 4, 1)));
  Workspace w = workspace({cycle("2026-Q1", first_quarter(), {objective("o", committed, {kr})}),
                           cycle("2026-Q2", {day(2026, 4, 1), day(2026, 6, 30)}, {})});
  CHECK(says(Code::W218, w, day(2026, 6, 30)));
  CHECK(!says(Code::W218, w, day(2026, 7, 1)));
  kr.postmortem = "too few days";
  CHECK(!says(Code::W218, with_key_result(kr, committed), day(2026, 4, 1)));
}

TEST_CASE("W222: growth without a counter metric") {
  const Date today = day(2026, 2, 1);
  CHECK(says(Code::W222, with_key_result(number(0, 400)), today));
  CHECK(!says(Code::W222, with_key_result(number(0, 400)), day(2026, 4, 1)));
  CHECK(!says(Code::W222, with_key_result(number(0, 99)), today));
  CHECK(says(Code::W222, with_key_result(number(0, 100 - 1e-8)), today));
  CHECK(!says(Code::W222, with_key_result(number(400, 0)), today));
  KeyResult kr = number(0, 400);
  kr.counter.text = "churn";
  CHECK(!says(Code::W222, with_key_result(kr), today));
  kr = number(0, 400);
  kr.unit = "%";
  CHECK(!says(Code::W222, with_key_result(kr), today));
  kr = number(100, 500);
  kr.ceil = 500;
  CHECK(!says(Code::W222, with_key_result(kr), today));
  kr = number(0, 400);
  kr.kpi.text = "visits";
  Kpi visits = kpi("visits", {{day(2025, 12, 31), 3}});
  CHECK(says(Code::W222, with_key_result(kr, aspirational, {visits}), today));
  visits.counter.text = "visits";
  CHECK(!says(Code::W222, with_key_result(kr, aspirational, {visits}), today));
}

TEST_CASE("W222: a bound of the same objective guards what grows, unless it was dropped") {
  KeyResult guard = bound(0);
  Objective one = objective("o", aspirational, {number(0, 400), guard});
  CHECK(!says(Code::W222, with_objective(one), day(2026, 2, 1)));
  one.key_results[1].state = State::cancelled;
  CHECK(says(Code::W222, with_objective(one), day(2026, 2, 1)));
}

TEST_CASE("W231: what is dropped or put off says why") {
  const Date today = day(2026, 2, 1);
  KeyResult kr = number(0, 100);
  kr.state = State::cancelled;
  CHECK(found(Code::W231, with_key_result(kr), today) ==
        std::vector<std::string>{"'o.kr1' was cancelled, and nothing says why"});
  kr.reason = "  ";
  CHECK(says(Code::W231, with_key_result(kr), today));
  kr.reason = "product sold";
  CHECK(!says(Code::W231, with_key_result(kr), today));
  kr.reason.clear();
  kr.changes = {changed(day(2026, 1, 20), "state", std::string("active"), std::string("cancelled"), "product sold")};
  CHECK(!says(Code::W231, with_key_result(kr), today));
  CHECK(!says(Code::W231, with_key_result(kr), day(2026, 1, 19)));
  kr.changes[0].why.clear();
  CHECK(says(Code::W231, with_key_result(kr), today));
  CHECK(!says(Code::W231, with_key_result(kr), day(2026, 1, 19)));
  kr.state = State::done;
  kr.changes.clear();
  CHECK(!says(Code::W231, with_key_result(kr), today));
}

TEST_CASE("W231: the reason of an objective covers its key results") {
  KeyResult kr = number(0, 100);
  kr.state = State::deferred;
  Objective one = objective("o", aspirational, {kr});
  one.state = State::deferred;
  CHECK(found(Code::W231, with_objective(one), day(2026, 2, 1)).size() == 1);
  one.reason = "after the move";
  CHECK(!says(Code::W231, with_objective(one), day(2026, 2, 1)));
}

TEST_CASE("W238: past its own day and not reached") {
  KeyResult kr = of_kind(Kind::done);
  kr.due = day(2026, 2, 10);
  CHECK(!says(Code::W238, with_key_result(kr), day(2026, 2, 10)));
  CHECK(says(Code::W238, with_key_result(kr), day(2026, 2, 11)));
  CHECK(!says(Code::W238, with_key_result(kr), day(2026, 4, 1)));
  CHECK(!says(Code::W238, with_key_result(said(kr, day(2026, 2, 9), true)), day(2026, 2, 11)));
  Workspace w = with_key_result(kr);
  w.settings.workspace.away = {{day(2026, 2, 9), day(2026, 2, 12)}};
  CHECK(!says(Code::W238, w, day(2026, 2, 12)));
  CHECK(says(Code::W238, w, day(2026, 2, 13)));
  kr.due.reset();
  CHECK(!says(Code::W238, with_key_result(kr), day(2026, 3, 31)));
}

TEST_CASE("W238: a number is late too, unless a stretch goal got as far as success") {
  KeyResult kr = at(day(2026, 2, 9), 70);
  kr.due = day(2026, 2, 10);
  CHECK(!says(Code::W238, with_key_result(kr), day(2026, 2, 11)));
  CHECK(says(Code::W238, with_key_result(kr, committed), day(2026, 2, 11)));
  kr.entries[0].value = 69.0;
  CHECK(says(Code::W238, with_key_result(kr), day(2026, 2, 11)));
  KeyResult held = bound();
  held.due = day(2026, 2, 10);
  CHECK(!says(Code::W238, with_key_result(said(held, day(2026, 2, 9), 30.0)), day(2026, 2, 11)));
}

TEST_CASE("W238: each step that is late is named, unless all of it is") {
  KeyResult kr = of_kind(Kind::milestones);
  kr.steps = {{"beta", "", 1, day(2026, 2, 10), {}}, {"docs", "", 1, day(2026, 2, 20), {}}, {"1.0", "", 1, {}, {}}};
  CHECK(!says(Code::W238, with_key_result(kr), day(2026, 2, 10)));
  CHECK(found(Code::W238, with_key_result(kr), day(2026, 2, 11)) ==
        std::vector<std::string>{"step \"beta\" of 'o.kr1' was due on 2026-02-10 and is not done"});
  CHECK(found(Code::W238, with_key_result(kr), day(2026, 2, 21)).size() == 2);
  kr = said(kr, day(2026, 2, 9), std::vector<std::string>{"beta"});
  CHECK(!says(Code::W238, with_key_result(kr), day(2026, 2, 20)));
  kr.due = day(2026, 2, 15);
  CHECK(found(Code::W238, with_key_result(kr), day(2026, 2, 21)) ==
        std::vector<std::string>{"'o.kr1' was due on 2026-02-15 and is not reached"});
}

TEST_CASE("W244: five check-ins with one confidence, while progress moved and left its pace") {
  const auto told = [](std::vector<double> values, std::vector<int> confidences) {
    KeyResult kr = number(0, 100);
    for (std::size_t i = 0; i < values.size(); ++i)
      kr = said(kr, add_days(day(2026, 1, 5), static_cast<int>(7 * i)), values[i], confidences[i]);
    return with_key_result(kr);
  };
  const Date today = day(2026, 2, 3);
  CHECK(!says(Code::W244, told({30, 30, 30, 30, 10}, {7, 7, 7, 7, 7}), today));
  CHECK(!says(Code::W244, told({30, 30, 30, 30, 10 - 1e-8}, {7, 7, 7, 7, 7}), today));
  CHECK(found(Code::W244, told({30, 30, 30, 30, 9}, {7, 7, 7, 7, 7}), today) ==
        std::vector<std::string>{
            "confidence of 'o.kr1' stayed at 7/10 in 5 check-ins while progress went from 30 % to 9 %"});
  CHECK(!says(Code::W244, told({30, 30, 30, 30, 9}, {7, 7, 7, 7, 6}), today));
  CHECK(!says(Code::W244, told({30, 30, 30, 9}, {7, 7, 7, 7}), today));
  CHECK(says(Code::W244, told({90, 30, 30, 30, 30, 80}, {3, 7, 7, 7, 7, 7}), day(2026, 2, 10)));
  CHECK_MESSAGE(!says(Code::W244, told({3, 8, 14, 19, 25}, {7, 7, 7, 7, 7}), today), "it only kept pace");
}

TEST_CASE("W245: a first confidence outside 3 to 7, where it came early and can still be answered") {
  const auto first = [](int confidence, Date date, ObjectiveType type = aspirational) {
    return with_key_result(said(number(0, 100), date, 1.0, confidence), type);
  };
  const Date early = day(2026, 1, 10);
  for (const int fine : {3, 5, 7}) CHECK(!says(Code::W245, first(fine, early), early));
  CHECK(says(Code::W245, first(2, early), early));
  CHECK(says(Code::W245, first(8, early), early));
  CHECK(!says(Code::W245, first(9, early, committed), early));
  CHECK(!says(Code::W245, first(9, early, ObjectiveType::learning), early));
  CHECK(says(Code::W245, first(9, early), day(2026, 2, 14)));
  CHECK(!says(Code::W245, first(9, early), day(2026, 2, 15)));
  CHECK(says(Code::W245, first(9, day(2026, 1, 23)), day(2026, 1, 25)));
  CHECK(!says(Code::W245, first(9, day(2026, 1, 24)), day(2026, 1, 25)));
  CHECK(says(Code::W245, century(said(number(0, 100), hundredth(25), 1.0, 9), aspirational), hundredth(25)));
  CHECK(!says(Code::W245, century(said(number(0, 100), hundredth(26), 1.0, 9), aspirational), hundredth(26)));
  KeyResult answered = said(said(number(0, 100), early, 1.0, 9), day(2026, 1, 17), 2.0, 6);
  CHECK(!says(Code::W245, with_key_result(answered), day(2026, 1, 18)));
  CHECK(!says(Code::W245, with_key_result(said(bound(), early, 1.0, 9)), early));
}

TEST_CASE("W246: a guard lifts a stretch goal unless it weighs nothing") {
  const Date today = day(2026, 2, 1);
  CHECK(says(Code::W246, with_objective(objective("o", aspirational, {number(0, 1), bound()})), today));
  CHECK(!says(Code::W246, with_objective(objective("o", aspirational, {number(0, 1), bound(0)})), today));
  CHECK(!says(Code::W246, with_objective(objective("o", committed, {number(0, 1), bound()})), today));
  CHECK(!says(Code::W246, with_objective(objective("o", aspirational, {bound(), bound()})), today));
  CHECK(!says(Code::W246, with_objective(objective("o", aspirational, {number(0, 1), bound()})), day(2026, 4, 1)));
  KeyResult worked_for = bound();
  worked_for.initiatives.resize(1);
  CHECK(!says(Code::W246, with_objective(objective("o", aspirational, {number(0, 1), worked_for})), today));
}

TEST_CASE("course: a draft, a cycle to come and an old one are not looked at") {
  KeyResult kr = number(0, 100);
  kr.state = State::cancelled;
  Workspace w = with_key_result(kr);
  CHECK(!says(Code::W231, w, day(2025, 12, 31)));
  CHECK(says(Code::W231, w, day(2026, 4, 1)));
  w.cycles.push_back(cycle("2026-Q2", {day(2026, 4, 1), day(2026, 6, 30)}, {}));
  w.known_cycles.push_back({w.cycles[1].id, w.cycles[1].id.text, w.cycles[1].period});
  CHECK(!says(Code::W231, w, day(2026, 7, 1)));
  w.cycles[0].state = CycleState::draft;
  CHECK(!says(Code::W231, w, day(2026, 2, 1)));
}

}  // namespace course_test
