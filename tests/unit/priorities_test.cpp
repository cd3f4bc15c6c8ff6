// SPDX-License-Identifier: MIT
// What was meant and done by check-ins, person by person; what has a date, and what is late.
#include "reports/review/review.hpp"

#include "compute_fixture.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"

namespace priorities_test {

using namespace okr;
using namespace okr::test;
using reports::ComingKind;

namespace {

using Texts = std::vector<std::string>;

Checkin checkin(Date date, std::string by, Texts priorities, Texts done = {}) {
  Checkin result;
  result.date = date;
  result.by = std::move(by);
  result.source = "x1";
  result.priorities = std::move(priorities);
  result.done = std::move(done);
  return result;
}

Cycle with(std::vector<Checkin> checkins) {
  Cycle result = cycle("2026-Q1", first_quarter(), {});
  result.checkins = std::move(checkins);
  return result;
}

/// "[x] a (ana), [ ] b (ana)"
std::string words(const std::vector<reports::Priority>& priorities) {
  std::string text;
  for (const reports::Priority& one : priorities)
    text += (text.empty() ? "" : ", ") + std::string(one.done ? "[x] " : "[ ] ") + one.text + " (" + one.by + ")";
  return text;
}

std::string words(const std::vector<reports::Coming>& coming) {
  std::string text;
  for (const reports::Coming& one : coming)
    text += (one.date ? to_string(*one.date) : std::string("-")) + " " + one.name.id +
            (one.text.empty() ? "" : ":" + one.text) + "\n";
  return text;
}

constexpr Date jan_5 = make_date(2026, 1, 5), jan_12 = make_date(2026, 1, 12), jan_19 = make_date(2026, 1, 19);

}  // namespace

TEST_CASE("the last check-in says what comes and ticks what the one before meant") {
  const Cycle c = with({checkin(jan_5, "ana", {"write", "measure"}), checkin(jan_12, "ana", {"cut"}, {"Write "})});
  const auto p = reports::priorities_of(c, 7, jan_12);
  CHECK(words(p.last) == "[x] write (ana), [ ] measure (ana)");
  CHECK(words(p.next) == "[ ] cut (ana)");
}

TEST_CASE("until a cadence has passed the last check-in says what this week is for, then what last week was for") {
  const Cycle c = with({checkin(jan_5, "ana", {"write"}), checkin(jan_12, "ana", {"cut"}, {"write"})});
  CHECK(words(reports::priorities_of(c, 7, jan_5).next) == "[ ] write (ana)");
  CHECK(reports::priorities_of(c, 7, jan_5).last.empty());
  CHECK(words(reports::priorities_of(c, 7, make_date(2026, 1, 18)).next) == "[ ] cut (ana)");
  const auto a_week_later = reports::priorities_of(c, 7, jan_19);
  CHECK(words(a_week_later.last) == "[ ] cut (ana)");
  CHECK(a_week_later.next.empty());
  CHECK(words(reports::priorities_of(c, 14, jan_19).next) == "[ ] cut (ana)");
}

TEST_CASE("what is done without having been meant counts, and a check-in of numbers alone changes nothing") {
  const Cycle c = with({checkin(jan_5, "ana", {"write"}), checkin(jan_12, "ana", {"cut"}, {"write", "a surprise"}),
                        checkin(jan_19, "ana", {})});
  const auto p = reports::priorities_of(c, 14, jan_19);
  CHECK(words(p.last) == "[x] write (ana), [x] a surprise (ana)");
  CHECK(words(p.next) == "[ ] cut (ana)");
}

TEST_CASE("a check-in that only ticks leaves the coming week open") {
  const Cycle c = with({checkin(jan_5, "ana", {"write"}), checkin(jan_12, "ana", {}, {"write"})});
  const auto p = reports::priorities_of(c, 7, jan_12);
  CHECK(words(p.last) == "[x] write (ana)");
  CHECK(p.next.empty());
}

TEST_CASE("what is done in the week for which it was meant is ticked there, and what is meant in its middle is added") {
  const Date jan_15 = make_date(2026, 1, 15);
  const Cycle c = with({checkin(jan_5, "ana", {"write"}), checkin(jan_12, "ana", {"cut", "call"}, {"write"}),
                        checkin(jan_15, "ana", {}, {"Cut", "a surprise"})});
  const auto ticked = reports::priorities_of(c, 7, jan_15);
  CHECK(words(ticked.last) == "[x] write (ana)");
  CHECK(words(ticked.next) == "[x] cut (ana), [ ] call (ana), [x] a surprise (ana)");
  CHECK(words(reports::priorities_of(c, 7, jan_19).last) == "[x] cut (ana), [ ] call (ana), [x] a surprise (ana)");

  const Cycle added = with({checkin(jan_5, "ana", {"write"}), checkin(jan_12, "ana", {"cut"}),
                            checkin(jan_15, "ana", {"new one", "cut"}, {"write"})});
  const auto week = reports::priorities_of(added, 7, jan_15);
  CHECK(words(week.last) == "[x] write (ana)");
  CHECK(words(week.next) == "[ ] cut (ana), [ ] new one (ana)");
  const Cycle early =
      with({checkin(jan_5, "ana", {"write"}), checkin(make_date(2026, 1, 11), "ana", {"cut"}, {"write"})});
  CHECK(words(reports::priorities_of(early, 7, make_date(2026, 1, 11)).last) == "[x] write (ana)");
}

TEST_CASE("check-ins of a day are one, each person is measured by their own, and four weeks of silence end it") {
  const Cycle c = with({checkin(jan_5, "bo", {"paint"}), checkin(jan_12, "ana", {"a"}), checkin(jan_12, "ana", {"b"}),
                        checkin(jan_19, "", {"c"}, {"paint"})});
  const auto p = reports::priorities_of(c, 21, jan_19);
  CHECK(words(p.last) == "[x] paint (x1)");
  CHECK(words(p.next) == "[ ] paint (bo), [ ] a (ana), [ ] b (ana), [ ] c (x1)");
  CHECK(words(reports::priorities_of(c, 30, make_date(2026, 2, 2)).next) ==
        "[ ] paint (bo), [ ] a (ana), [ ] b (ana), [ ] c (x1)");
  CHECK(words(reports::priorities_of(c, 30, make_date(2026, 2, 3)).next) == "[ ] a (ana), [ ] b (ana), [ ] c (x1)");
}

TEST_CASE("what was meant a cadence ago is of last week, person by person") {
  const Cycle c = with({checkin(jan_5, "ana", {"write"}), checkin(jan_5, "bo", {"paint"}),
                        checkin(jan_12, "ana", {"cut"}, {"write"}), checkin(jan_12, "bo", {"sell"}),
                        checkin(jan_19, "bo", {"rest"}, {"sell"})});
  const auto on = [&](Date date) { return reports::priorities_of(c, 7, date); };
  CHECK(words(on(make_date(2026, 1, 18)).last) == "[x] write (ana), [ ] paint (bo)");
  CHECK(words(on(make_date(2026, 1, 18)).next) == "[ ] cut (ana), [ ] sell (bo)");
  CHECK(words(on(jan_19).last) == "[ ] cut (ana), [x] sell (bo)");
  CHECK(words(on(jan_19).next) == "[ ] rest (bo)");
  CHECK(words(on(make_date(2026, 1, 26)).last) == "[ ] cut (ana), [ ] rest (bo)");
  CHECK(on(make_date(2026, 1, 26)).next.empty());
}

TEST_CASE("what comes: undone steps, due dates, KPI targets, half-way and the end, by date; then what was said") {
  KeyResult steps = of_kind(Kind::milestones), done = of_kind(Kind::done);
  steps.id.name = "release";
  steps.steps = {{"format", "", 1, day(2026, 1, 20), {}},
                 {"beta", "", 1, day(2026, 2, 20), {}},
                 {"later", "", 1, day(2026, 3, 20), {}}};
  steps.entries = {entry(day(2026, 1, 19), Texts{"format"})};
  done.id.name = "doctor";
  done.due = day(2026, 2, 10);
  Kpi uptime = kpi("uptime", {});
  uptime.target_by = day(2026, 2, 14);
  Workspace w = workspace(
      {cycle("2026-Q1", first_quarter(), {objective("o", ObjectiveType::aspirational, {steps, done})})}, {uptime});
  Checkin said = checkin(day(2026, 2, 2), "ana", {});
  said.ahead = {"trade fair"};
  w.cycles[0].checkins = {said};
  const auto at = [&](Date as_of) { return numbers_of(w, w.cycles[0], as_of); };

  CHECK(words(reports::coming_of(w, at(day(2026, 2, 2)))) ==
        "2026-02-10 o.doctor\n2026-02-14 uptime\n2026-02-15 2026-Q1:okr review --mid\n2026-02-20 o.release:beta\n- "
        ":trade fair\n");
  CHECK(words(reports::late_of(at(day(2026, 2, 2)))).empty());
  CHECK(words(reports::coming_of(w, at(day(2026, 2, 10))))
            .starts_with("2026-02-10 o.doctor\n"));  // due today is not late
  CHECK(words(reports::late_of(at(day(2026, 2, 21)))) == "2026-02-10 o.doctor\n2026-02-20 o.release:beta\n");
  CHECK(words(reports::coming_of(w, at(day(2026, 3, 3)))) ==
        "2026-03-20 o.release:later\n2026-03-31 2026-Q1:okr review --final\n");  // the fair was said 29 days ago
  CHECK(reports::coming_of(w, at(day(2026, 4, 1))).empty());
  CHECK(reports::late_of(at(day(2026, 4, 1))).empty());
}

TEST_CASE("each priority knows the day on which it was meant") {
  Cycle c = cycle("2026-Q1", first_quarter(), {});
  c.checkins = {checkin(day(2026, 1, 12), "ana", {"first"}), checkin(day(2026, 1, 19), "ana", {"second"})};
  const reports::Priorities said = reports::priorities_of(c, 7, day(2026, 1, 20));
  REQUIRE(said.last.size() == 1);
  REQUIRE(said.next.size() == 1);
  CHECK(said.last[0].said == day(2026, 1, 12));
  CHECK(said.next[0].said == day(2026, 1, 19));
}

TEST_CASE("half of a cycle has gone on the day after its first half") {
  CHECK(reports::middle_of({day(2026, 7, 1), day(2026, 9, 30)}) == day(2026, 8, 16));
  CHECK(reports::middle_of({day(2026, 1, 5), day(2026, 1, 5)}) == day(2026, 1, 5));
}

TEST_CASE("a remark is one line") {
  CHECK(okr::on_one_line("  The launch went out.\n\n  Two outages.\n") == "The launch went out. Two outages.");
  CHECK(okr::on_one_line(" \n ").empty());
}

}  // namespace priorities_test
