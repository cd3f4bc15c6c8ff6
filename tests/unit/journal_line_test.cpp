// SPDX-License-Identifier: MIT
// The journal's line of a check-in: ticks, note, lists, what is in the way and what is solved.
#include <string>
#include <vector>

#include "actions/checkin/dialogue.hpp"
#include "okr/model/checkin_sheet.hpp"
#include "print.hpp"

namespace journal_line_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::session;

TEST_CASE("journal: ticks, note and lists in one line") {
  const std::vector<std::string> last = {"cut the beta", "answer the mail", "call Bo"};
  const auto journal = read_journal(
      "x1,3 Two outages. next: 2; write 1.0 notes blocked: legal win: 400 readers; a talk", {.last_week = last});
  REQUIRE(journal);
  CHECK(journal->journal.done == std::vector<std::string>{"cut the beta", "call Bo"});
  CHECK(journal->journal.note == "Two outages.");
  CHECK(journal->journal.priorities == std::vector<std::string>{"answer the mail", "write 1.0 notes"});
  REQUIRE(journal->journal.blockers.size() == 1);
  CHECK(journal->journal.blockers[0].text == "legal");
  CHECK(journal->journal.wins == std::vector<std::string>{"400 readers", "a talk"});
}

TEST_CASE("journal: what is in the way is named by its record, called solved by its number, and stands else") {
  const std::vector<std::string> records = {"fit", "fit.doctor", "fit.km", "kpi/sleep"};
  Obstacle of_doctor, of_nothing;
  of_doctor.id = "fit.doctor";
  of_doctor.text = "moved to September";
  of_nothing.text = "legal review";
  const std::vector<Obstacle> open = {of_doctor, of_nothing};
  const JournalMatter matter{.in_the_way = open, .records = records};
  const auto journal = read_journal(
      "s1 Fine. blocked: fit.km the knee; fit: no time; fit to run; v1.2 is late solved: 2; fit.km lesson: ask early",
      matter);
  REQUIRE(journal);
  const Checkin& said = journal->journal;
  CHECK(said.note == "Fine.");
  REQUIRE(said.blockers.size() == 4);
  CHECK(blocker_text(said.blockers[0]) == "fit.km: the knee");
  CHECK(said.blockers[0].about.text == "fit.km");
  CHECK(said.blockers[1].about.text == "fit");
  CHECK(said.blockers[2].about.empty());  // without a colon the word is a word
  CHECK(said.blockers[3].about.empty());
  REQUIRE(said.solved.size() == 3);
  CHECK(said.solved[0].text == "fit.doctor");
  CHECK(said.solved[1].text == "legal review");
  CHECK(said.solved[2].text == "fit.km");
  CHECK(said.lessons == std::vector<std::string>{"ask early"});
  CHECK(read_journal("s was a good week", matter)->journal.note == "s was a good week");
  CHECK(read_journal("s1 was hard", {})->journal.note == "s1 was hard");
  CHECK(read_journal("gut; next: b", {})->journal.note == "gut");
  CHECK(read_journal("gut; besser;", {})->journal.note == "gut; besser;");
  CHECK_FALSE(read_journal("s3", matter));
  CHECK_FALSE(read_journal("solved: 0", matter));
  CHECK_FALSE(read_journal("blocked: fit.km", matter));
  const auto slip = read_journal("blocked: fit.docter moved", matter);
  REQUIRE_FALSE(slip);
  CHECK(slip.error().hint == "did you mean 'fit.doctor'?");
}

TEST_CASE("journal: x alone ticks all, x1 x2 several, and words that begin with x are words") {
  const std::vector<std::string> last = {"a", "b"};
  CHECK(read_journal("x", {.last_week = last})->journal.done == last);
  CHECK(read_journal("x2 x1", {.last_week = last})->journal.done == std::vector<std::string>{"b", "a"});
  CHECK(read_journal("xylophone lessons", {.last_week = last})->journal.note == "xylophone lessons");
  CHECK(read_journal("2 outages", {.last_week = last})->journal.note == "2 outages");
  CHECK(read_journal("x1 was hard", {})->journal.note == "x1 was hard");
  CHECK(read_journal("the context: next week", {.last_week = last})->journal.note == "the context: next week");
}

TEST_CASE("journal: a number that none of last week's has is refused") {
  const std::vector<std::string> last = {"a", "b"};
  CHECK_FALSE(read_journal("x3", {.last_week = last}));
  CHECK_FALSE(read_journal("x0", {.last_week = last}));
  CHECK_FALSE(read_journal("next: 5", {.last_week = last}));
  CHECK(read_journal("next: 5", {})->journal.priorities == std::vector<std::string>{"5"});
}

}  // namespace journal_line_test
