// SPDX-License-Identifier: MIT
// The weekly review: then and now, worked by hand, and what belongs to which square.
#include "reports/review/review.hpp"

#include "compute_fixture.hpp"
#include "draw/html.hpp"
#include "draw/markdown.hpp"
#include "draw/terminal.hpp"
#include "print.hpp"
#include "well_formed.hpp"

namespace review_weekly_test {

using namespace okr;
using namespace okr::test;

namespace {

constexpr auto aspirational = ObjectiveType::aspirational, committed = ObjectiveType::committed;

Checkin checkin(Date date, std::string note = {}) {
  Checkin result;
  result.date = date;
  result.by = "ana";
  result.note = std::move(note);
  return result;
}

const reports::Movement& movement(const reports::Weekly& weekly, std::size_t index) {
  return weekly.movements.at(index);
}

std::string as_text(const reports::Weekly& weekly, std::size_t width) {
  return draw::terminal_text(reports::document_of(weekly), {.width = width});
}

/// Monday 12 and Monday 19 January.
constexpr Date before = make_date(2026, 1, 12), now = make_date(2026, 1, 19);

}  // namespace

TEST_CASE("a value moves from one reading to the next, a sum by what was added, from the baseline the first time") {
  KeyResult users = number(0, 100), cost = number(40, 10), km = of_kind(Kind::sum);
  users.entries = {entry(before, 20.0, 5), entry(now, 32.0, 6)};
  cost.entries = {entry(now, 33.0, 7)};
  km.target = 300;
  km.entries = {entry(before, 18.0), entry(now, 22.0)};
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {users, cost, km})})});
  const auto weekly = reports::weekly_of(w, w.cycles[0], before, now);
  CHECK(*movement(*weekly, 0).by == doctest::Approx(12));
  CHECK(movement(*weekly, 0).confidence == 1);
  CHECK(movement(*weekly, 0).said);
  CHECK(*movement(*weekly, 1).by == doctest::Approx(-7));  // 40 to 33
  CHECK_FALSE(movement(*weekly, 1).confidence);            // nothing to compare with
  CHECK(*movement(*weekly, 2).by == doctest::Approx(22));
  // 0.32, 7/30 and 40/300 on the 19th: mean 0.2289; 0.20, 0 and 0.06 on the 12th: 0.0867
  CHECK(weekly->board->numbers.shown->value() == doctest::Approx(0.23));
  CHECK(*weekly->score_change == doctest::Approx(0.14));
}

TEST_CASE("what is compared with is what was known on that day: its readings, its definitions") {
  Change change;
  change.on = day(2026, 1, 15);
  change.fields = {{"baseline", 40.0, 50.0}, {"target", 10.0, 20.0}};
  KeyResult first = number(50, 20), again = number(50, 20);
  first.changes = again.changes = {change};
  first.entries = {entry(now, 33.0)};
  again.entries = {entry(before, 38.0), entry(now, 33.0)};
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {first, again})})});
  const auto weekly = reports::weekly_of(w, w.cycles[0], before, now);
  CHECK(*movement(*weekly, 0).by == doctest::Approx(-7));  // the baseline was 40 then
  CHECK(*movement(*weekly, 1).by == doctest::Approx(-5));
  CHECK(movement(*weekly, 1).before->progress->value() == doctest::Approx(2.0 / 30));
  CHECK(weekly->before.shown->value() == doctest::Approx(0.03));
}

TEST_CASE("steps, bounds and yes or no move in their own ways; what nobody spoke of does not") {
  KeyResult steps = of_kind(Kind::milestones), hold = of_kind(Kind::hold), done = of_kind(Kind::done),
            quiet = number(0, 10);
  steps.steps = {{"a", "", 1, {}, {}}, {"b", "", 1, {}, {}}, {"c", "", 1, {}, {}}};
  steps.entries = {entry(before, std::vector<std::string>{"a"}), entry(now, std::vector<std::string>{"b", "c"})};
  hold.max = 5;
  hold.entries = {entry(day(2026, 1, 5), 4.0), entry(day(2026, 1, 13), 6.0)};
  done.entries = {entry(before, false), entry(now, true)};
  quiet.entries = {entry(before, 3.0)};
  const Workspace w =
      workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {steps, hold, done, quiet})})});
  const auto weekly = reports::weekly_of(w, w.cycles[0], before, now);
  CHECK(movement(*weekly, 0).steps == 2);
  CHECK(movement(*weekly, 1).met == 0);
  CHECK(movement(*weekly, 1).missed == 1);
  CHECK(movement(*weekly, 2).now->reached);
  CHECK_FALSE(movement(*weekly, 3).said);
  const std::string text = as_text(*weekly, 100);
  CHECK(text.find("+2 steps") != std::string::npos);
  CHECK(text.find("1 missed") != std::string::npos);
  CHECK(text.find("done") != std::string::npos);
}

TEST_CASE("a status that moved is told with the note, and a definition that was changed since with its reason") {
  KeyResult users = number(0, 100);
  users.entries = {entry(before, 20.0), entry(now, 21.0)};
  users.entries[1].note = "holidays\nand rain";
  Change change;
  change.on = day(2026, 1, 15);
  change.why = "the market fell";
  change.fields = {{"target", 120.0, 100.0}};
  users.changes = {change};
  Workspace w = workspace({cycle("2026-Q1", first_quarter(), {objective("o", committed, {users})})});
  w.cycles[0].checkins = {checkin(before), checkin(now, "Slow.\nVery slow.")};
  const auto weekly = reports::weekly_of(w, w.cycles[0], before, now);
  CHECK(movement(*weekly, 0).note == "holidays\nand rain");
  REQUIRE(weekly->changes.size() == 1);
  CHECK(weekly->changes[0].name.id == "o.kr1");
  REQUIRE(weekly->notes.size() == 1);
  CHECK(weekly->notes[0].text == "Slow.\nVery slow.");
  // By then 20 of 120 against 11/89: ahead by 0.04, on track; now 21 of 100 against 18/89.
  CHECK_FALSE(movement(*weekly, 0).status_moved);
  CHECK(reports::weekly_of(w, w.cycles[0], day(2026, 1, 15), now)->changes.empty());  // told already on its own day
}

TEST_CASE(
    "blockers are those that nobody called solved, needs those of a person's last check-in, wins all since then") {
  Workspace w = workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {number(0, 10)})})});
  Checkin first = checkin(day(2026, 1, 14)), second = checkin(now), of_bo = checkin(before);
  first.blockers = {{{}, "a cold", {}}};
  first.wins = {"first win"};
  second.wins = {"second win"};
  second.needs = {"a desk"};
  of_bo.by = "bo";
  of_bo.blockers = {{{}, "legal", {}}};
  second.solved = {{"a cold", {}}};
  of_bo.wins = {"old win"};
  w.cycles[0].checkins = {of_bo, first, second};
  const auto weekly = reports::weekly_of(w, w.cycles[0], before, now);
  REQUIRE(weekly->board->in_the_way.size() == 1);
  CHECK(weekly->board->in_the_way[0].text == "legal");
  CHECK(weekly->board->in_the_way[0].by == "bo");
  REQUIRE(weekly->wins.size() == 2);
  CHECK(weekly->wins[1].text == "second win");
  CHECK(weekly->needs.size() == 1);
  CHECK(weekly->several_people);
  CHECK_FALSE(weekly->silent);
  const auto later = reports::weekly_of(w, w.cycles[0], before, day(2026, 2, 20));  // 32 and more days ago
  CHECK(later->needs.empty());
  CHECK(later->board->in_the_way.size() == 1);
  CHECK(reports::weekly_of(w, w.cycles[0], before, day(2026, 4, 1))->board->in_the_way.empty());  // it is over
}

TEST_CASE("health is what is marked, else what guards or feeds a key result, else nothing") {
  KeyResult kr = number(0, 10);
  kr.counter.text = "churn";
  Kpi churn = kpi("churn", {{day(2026, 1, 10), 4}}), other = kpi("other", {{day(2026, 1, 10), 1}});
  Workspace w = workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {kr})})}, {churn, other});
  REQUIRE(reports::weekly_of(w, w.cycles[0], before, now)->health.size() == 1);
  CHECK(reports::weekly_of(w, w.cycles[0], before, now)->health[0]->kpi->id.text == "churn");
  w.kpis[1].health = true;
  CHECK(reports::weekly_of(w, w.cycles[0], before, now)->health[0]->kpi->id.text == "other");
  w.kpis[1].health = false;
  w.cycles[0].objectives[0].key_results[0].counter.text.clear();
  CHECK(reports::weekly_of(w, w.cycles[0], before, now)->health.empty());
}

TEST_CASE("compared is with a cadence ago, a week at least") {
  Workspace w =
      workspace({cycle("2026", {day(2026, 1, 1), day(2026, 12, 31)}, {}), cycle("2026-Q1", first_quarter(), {})});
  CHECK(reports::default_since(w.settings, w.cycles[0], day(2026, 3, 1)) ==
        day(2026, 1, 29));  // 31 days of a year's cycle
  CHECK(reports::default_since(w.settings, w.cycles[1], now) == before);
  w.settings.workspace.cadence = Rhythm{1, {}};
  CHECK(reports::default_since(w.settings, w.cycles[1], now) == before);
}

TEST_CASE(
    "in the first week there is nothing to compare the score with; before the start and after the end it still reads") {
  KeyResult users = number(0, 100);
  users.entries = {entry(day(2026, 1, 5), 4.0, 5)};
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {users})})});
  const auto first = reports::weekly_of(w, w.cycles[0], day(2025, 12, 29), day(2026, 1, 5));
  CHECK_FALSE(first->score_change);
  CHECK(as_text(*first, 80).find("+4") != std::string::npos);
  CHECK_FALSE(movement(*first, 0).status_moved);
  CHECK(as_text(*reports::weekly_of(w, w.cycles[0], day(2025, 12, 1), day(2025, 12, 8)), 80).find("before its start") !=
        std::string::npos);
  const std::string after = as_text(*reports::weekly_of(w, w.cycles[0], day(2026, 4, 1), day(2026, 4, 8)), 80);
  CHECK(after.find("after its end") != std::string::npos);
  CHECK(after.find("NEXT FOUR WEEKS") == std::string::npos);
}

TEST_CASE("a cycle without objectives, one of which only the result is known, and thirty key results all read") {
  Workspace empty = workspace({cycle("2026-Q1", first_quarter(), {})});
  CHECK(as_text(*reports::weekly_of(empty, empty.cycles[0], before, now), 80).find("No objective yet") !=
        std::string::npos);

  Workspace past = workspace({cycle("2026-Q1", first_quarter(), {})});
  past.cycles[0].state = CycleState::closed;
  past.cycles[0].result = ship_kept(day(2026, 4, 2), 0.74, Verdict::success);
  const std::string text = as_text(*reports::weekly_of(past, past.cycles[0], day(2026, 4, 3), day(2026, 4, 10)), 80);
  CHECK(text.find("users") != std::string::npos);
  CHECK(text.find("success") != std::string::npos);
  CHECK(text.find("MOVED") == std::string::npos);

  std::vector<KeyResult> many(30, number(0, 10));
  Workspace large = workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, many)})});
  const auto weekly = reports::weekly_of(large, large.cycles[0], before, now);
  CHECK(weekly->movements.size() == 30);
  CHECK(as_text(*weekly, 80).find("kr30") != std::string::npos);
  CHECK(as_text(*weekly, 80).find("Nobody has checked in since Thu 1 Jan") != std::string::npos);
}

TEST_CASE("the squares stand beside each other on 80 columns, one below the other on 40, in Markdown and in HTML") {
  Workspace w = workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {number(0, 10)})})});
  Checkin said = checkin(now);
  said.priorities = {"cut the beta"};
  w.cycles[0].checkins = {said};
  const auto weekly = reports::weekly_of(w, w.cycles[0], before, now);
  const std::string wide = as_text(*weekly, 80), narrow = as_text(*weekly, 40);
  CHECK(wide.find("LAST WEEK                              │ HEALTH") != std::string::npos);
  CHECK(wide.find(" [ ] cut the beta") != std::string::npos);
  CHECK(narrow.find("│") == std::string::npos);
  CHECK(narrow.find("THIS WEEK\n [ ] cut the beta\n\nHEALTH\n") != std::string::npos);
  const std::string markdown = draw::markdown_text(reports::document_of(*weekly));
  CHECK(markdown.find("## This week\n\n- [ ] cut the beta (ana)\n\n## Health\n") != std::string::npos);
  const std::string page = draw::html_page(reports::document_of(*weekly), {"Q1"});
  CHECK(page.find("<div class=\"beside\">\n<div>\n<section>\n<h2>Last week</h2>") != std::string::npos);
  CHECK(page.find("<h2>This week</h2>\n<ul class=\"tasks\">\n<li><span role=\"img\" aria-label=\"open\">☐</span> "
                  "cut the beta") != std::string::npos);
  std::string body = page.substr(page.find("<main>"), page.find("</main>") + 7 - page.find("<main>"));
  for (auto at = body.find("<hr>"); at != std::string::npos; at = body.find("<hr>", at)) body.replace(at, 4, "<hr/>");
  CHECK(XmlChecker(body).fault() == "");
  const std::string plain = draw::terminal_text(reports::document_of(*weekly), {.width = 80, .plain = true});
  CHECK(plain.find("open: cut the beta") != std::string::npos);
  CHECK(plain.find("│") == std::string::npos);
}

}  // namespace review_weekly_test
