// SPDX-License-Identifier: MIT
// The check-in's dialogue without a terminal: what is typed, what is asked next, what is kept.
#include <algorithm>
#include <string>
#include <vector>

#include "actions/checkin/dialogue.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"

namespace dialogue_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::session;

namespace {

/// Four key results and a KPI as they stood on a Monday.
struct Monday {
  KeyResult users, release, km, doctor;
  Kpi heart;
  DialogueScript script;

  Monday() {
    users.id = {ObjectiveId("ship"), "users"};
    users.kind = Kind::number;
    release.id = {ObjectiveId("ship"), "release"};
    release.kind = Kind::milestones;
    for (const char* title : {"format frozen", "man pages", "beta", "1.0.0"}) release.steps.push_back(step(title));
    km.id = {ObjectiveId("fit"), "km"};
    km.kind = Kind::sum;
    doctor.id = {ObjectiveId("fit"), "doctor"};
    doctor.kind = Kind::done;
    heart.id = KpiId("resting-hr");
    heart.floor = 30;
    script.heading = "2026-Q3, week 7 of 13";
    script.day = "Mon 17 Aug";
    script.questions = {of(users, "behind", "112", "207"), of(release, "on track", "2/4", "2/4"),
                        of(km, "on track", "131", "155"), of(doctor, "behind", "no", "31 Aug"), of_heart()};
    script.questions[0].last_number = 112;
    script.questions[1].last_number = 0.5;
    script.questions[1].steps_done = {1, 1, 0, 0};
    script.questions[2].name = "add km";
    script.questions[2].last_number = 16;
    script.questions[2].most = 31.5;
    script.questions[3].last_number = 0;
    script.last_week = {"cut the beta", "answer the launch mail"};
  }

  static Step step(const char* title) {
    Step one;
    one.title = title;
    return one;
  }

  static CheckinQuestion of(const KeyResult& kr, const char* status, const char* last, const char* pace) {
    CheckinQuestion question;
    question.id = question.reference = to_string(kr.id);
    question.name = kr.id.name;
    question.key_result = &kr;
    question.kind = kr.kind;
    question.status = status;
    question.last = last;
    question.pace = pace;
    return question;
  }

  CheckinQuestion of_heart() const {
    CheckinQuestion question;
    question.id = question.reference = question.name = "resting-hr";
    question.kpi = &heart;
    question.feeds = "2026-Q3/fit.rest-hr";
    question.status = "green";
    question.last = "57";
    question.pace = "<= 58";
    question.last_number = 57;
    question.day = {make_date(2026, 8, 16), "2026-W33"};
    return question;
  }
};

Dialogue of(const Monday& monday, DialogueStyle style = {}) { return Dialogue(monday.script, style); }

/// Types all lines but looks at the last turn only.
Turn typed(Dialogue& dialogue, std::vector<std::string> lines) {
  Turn turn = dialogue.begin();
  for (const std::string& line : lines) turn = dialogue.take(line);
  return turn;
}

/// What was said of one of them so far; nothing said of it is an empty one.
Update said(const Dialogue& dialogue, std::string_view name) {
  for (const Update& update : dialogue.updates())
    if (update.name == name) return update;
  return {};
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("dialogue: the opening and the questions look as they are drawn") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  CHECK(dialogue.begin().text ==
        "Check-in  2026-Q3, week 7 of 13                Mon 17 Aug · 5 asked · ~2 minutes\n"
        "value confidence note, in one line.  Enter unchanged  < back  e editor  ? help\n"
        "\n"
        "                         last    pace\n"
        "1/5 users      behind     112     207  > ");
  CHECK(dialogue.take("131 6 second post helped").text == "2/5 release    on track   2/4     2/4  > ");
}

TEST_CASE("dialogue: a line each and three answers more make a whole check-in") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  Turn turn = typed(dialogue, {"131 6 second post helped", "", "12", "", "57 7", "x1 Cut the beta. next: 2; call Bo"});
  CHECK(turn.text == "Unchanged: release, doctor. Still true today? [Y/n] ");
  turn = dialogue.take("");
  CHECK(turn.wish == Wish::preview);
  CHECK(said(dialogue, "ship.users").typed == "131");
  CHECK(said(dialogue, "ship.users").entry.confidence == 6);
  CHECK(said(dialogue, "ship.users").entry.note == "second post helped");
  CHECK(said(dialogue, "ship.release").is_still_true);
  CHECK_FALSE(said(dialogue, "fit.km").is_still_true);
  CHECK(said(dialogue, "fit.doctor").is_still_true);
  CHECK(said(dialogue, "2026-Q3/fit.rest-hr").entry.confidence == 7);
  CHECK(dialogue.journal().note == "Cut the beta.");
  CHECK(dialogue.journal().done == std::vector<std::string>{"cut the beta"});
  CHECK(dialogue.journal().priorities == std::vector<std::string>{"answer the launch mail", "call Bo"});
  turn = dialogue.proposed("a.toml");
  CHECK(turn.text == "Write a.toml? [Y/n/e] ");
  CHECK(dialogue.take("").wish == Wish::write);
}

TEST_CASE("dialogue: help promises the question at the end only where it is asked") {
  const Monday monday;
  const auto help_at = [&](std::size_t index) { return question_help(monday.script.questions[index], {}); };
  CHECK(holds(help_at(0), "-: not a word of it; Enter: one question at the end"));
  CHECK(holds(help_at(4), "- or Enter: not a word of it\n"));
  CheckinQuestion first = monday.script.questions[0];
  first.last_number.reset();
  CHECK(holds(question_help(first, {}), "- or Enter: not a word of it\n"));
}

TEST_CASE("dialogue: in a narrow window questions and what is said of an answer stand on lines of their own") {
  const Monday monday;
  Dialogue dialogue = of(monday, {40, true, false});
  const auto widest = [](const std::string& text) {
    std::size_t width = 0;
    for (const std::string_view line : split(text, '\n')) width = std::max(width, display_width(line));
    return width;
  };
  CHECK(widest(typed(dialogue, {"1310"}).text) <= 40);
  dialogue.take("y");
  CHECK(widest(dialogue.take("q").text) <= 40);
  const Turn proposed = dialogue.proposed("2026-Q3/checkins/2026-08-31-ana-x1.toml and kpi/resting-hr.toml");
  CHECK(widest(proposed.text) <= 40);
  CHECK(proposed.text.ends_with("[Y/n/e] "));
  CHECK(widest(dialogue.take("?").text) <= 40);
  CHECK(widest(dialogue.refused().text) <= 40);
  CHECK(widest(dialogue.take("?").text) <= 40);
}

TEST_CASE("dialogue: a sum that was left adds nothing, and is asked about as such") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  const Turn turn = typed(dialogue, {"131", "", "", "", "57", ""});
  CHECK(turn.text == "Unchanged: release, doctor. Nothing added: km. Still true today? [Y/n] ");
  dialogue.take("y");
  CHECK(said(dialogue, "fit.km").is_still_true);
  CHECK(std::get<double>(repeated(monday.script.questions[2]).entry.value) == 0);
  CHECK(std::get<bool>(repeated(monday.script.questions[3]).entry.value) == false);
  CHECK(std::get<std::vector<std::string>>(repeated(monday.script.questions[1]).entry.value).empty());
  CHECK(std::get<double>(repeated(monday.script.questions[0]).entry.value) == 112);
}

TEST_CASE("dialogue: a no to still true says nothing of what was left") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  CHECK(typed(dialogue, {"131", "", "", "", "", "", "n"}).wish == Wish::preview);
  CHECK_FALSE(said(dialogue, "ship.release").is_still_true);
}

TEST_CASE("dialogue: - leaves out, and is not among what was left") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  CHECK(typed(dialogue, {"131", "-", "12", "- 4 waiting for a date", "57", ""}).wish == Wish::preview);
  CHECK(said(dialogue, "ship.release").name.empty());
  CHECK(said(dialogue, "fit.doctor").entry.confidence == 4);
  CHECK(said(dialogue, "fit.doctor").entry.note == "waiting for a date");
  CHECK_FALSE(said(dialogue, "fit.doctor").says_value());
}

TEST_CASE("dialogue: what is said of a KPI without a reading is said of the key result that it feeds") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  CHECK(typed(dialogue, {"", "", "", "", "- watch was broken", "", "n"}).wish == Wish::preview);
  CHECK(said(dialogue, "resting-hr").name.empty());
  CHECK(said(dialogue, "2026-Q3/fit.rest-hr").entry.note == "watch was broken");
}

TEST_CASE("dialogue: what cannot be used is explained and asked again") {
  const Monday monday;
  struct Row {
    std::vector<std::string> lines;
    const char* said;
  };
  const std::vector<Row> rows = {{{"1O"}, "  \"1O\" is not a number: a letter among the digits? 10\n"},
                                 {{"1,5"}, "  \"1,5\" is not a number: use 1.5\n"},
                                 {{"second post"}, "a note alone:"},
                                 {{"131 11 new ones"}, "\"11\" is no confidence"},
                                 {{"\x1b[D"}, "the line holds a control character (an arrow key?)"},
                                 {{"131", "bta"}, "did you mean \"beta\"?"},
                                 {{"131", "9/4"}, "is not a count of its 4 steps"},
                                 {{"131", "", "="}, "adds up: nothing to repeat"},
                                 {{"131", "", "12", "maybe"}, "is neither yes nor no"},
                                 {{"131", "", "12", "no", "20"}, "lies below its floor"}};
  for (const Row& row : rows) {
    Dialogue dialogue = of(monday);
    const Turn turn = typed(dialogue, row.lines);
    CAPTURE(turn.text);
    CHECK(turn.wish == Wish::answer);
    CHECK(holds(turn.text, row.said));
    CHECK(holds(turn.text, std::to_string(row.lines.size()) + "/5 "));
  }
}

TEST_CASE("dialogue: a line parts into value, confidence and note") {
  const Monday monday;
  struct Row {
    std::size_t question;
    const char* line;
    const char* value;
    int confidence;  // 0: none
    const char* note;
  };
  const std::vector<Row> rows = {{0, "131", "131", 0, ""},
                                 {0, "+19 6", "+19", 6, ""},
                                 {0, "131 6/10 up", "131", 6, "up"},
                                 {0, "131 up by 9", "131", 0, "up by 9"},
                                 {0, "131 - 9 up", "131", 0, "9 up"},
                                 {0, "131 6 - 9 up", "131", 6, "9 up"},
                                 {0, "  131\t7  two  blanks ", "131", 7, "two  blanks"},
                                 {0, "= 5", "", 5, ""},
                                 {1, "beta 7 at last", "beta", 7, "at last"},
                                 {1, "beta, 1.0.0 both", "beta, 1.0.0", 0, "both"},
                                 {1, "man pages 8", "man pages", 8, ""},
                                 {1, "+1", "+1", 0, ""},
                                 {1, "3/4 6", "3/4", 6, ""},
                                 {3, "y 9 done", "yes", 9, "done"},
                                 {3, "no", "no", 0, ""},
                                 {4, "57 7 cold", "57", 7, "cold"}};
  for (const Row& row : rows) {
    const auto answer = read_answer(monday.script.questions[row.question], row.line);
    CAPTURE(row.line);
    REQUIRE(answer);
    CHECK(answer->update.typed.value_or("") == row.value);
    CHECK(answer->update.entry.confidence.value_or(0) == row.confidence);
    CHECK(answer->update.entry.note == row.note);
  }
}

TEST_CASE("dialogue: a key result that a KPI feeds is asked for its confidence only") {
  Monday monday;
  monday.script.questions[0].fed_by = "visits";
  monday.script.questions[0].is_confidence_only = true;
  const auto answer = read_answer(monday.script.questions[0], "6 holds");
  REQUIRE(answer);
  CHECK(answer->update.entry.confidence == 6);
  CHECK(answer->update.entry.note == "holds");
  CHECK_FALSE(answer->update.typed);
  CHECK_FALSE(read_answer(monday.script.questions[0], "131"));
  CHECK_FALSE(monday.script.questions[0].can_repeat());
  CHECK(who_brings_values(monday.script.questions[0]) == "KPI visits brings the values");
  monday.script.questions[0].fed_by.clear();  // another source brought the value
  CHECK(who_brings_values(monday.script.questions[0]).starts_with("its value came from another source"));
}

TEST_CASE("dialogue: a KPI that feeds nothing has no confidence, nor a note without a reading") {
  Monday monday;
  monday.script.questions[4].feeds.clear();
  CHECK_FALSE(read_answer(monday.script.questions[4], "57 6"));
  CHECK_FALSE(read_answer(monday.script.questions[4], "- watch was broken"));
  CHECK(read_answer(monday.script.questions[4], "57 watch was broken")->update.entry.note == "watch was broken");
  CHECK(!read_answer(monday.script.questions[4], "-")->says_something());
}

TEST_CASE("dialogue: out-of-trend values are asked about once") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  Turn turn = typed(dialogue, {"1310"});
  CHECK(turn.text == "  1310 is 11.7 times the last one, 112. Is it right? [y/N] ");
  SUBCASE("yes keeps it") { CHECK(holds(dialogue.take("y").text, "2/5")); }
  SUBCASE("the same again keeps it") { CHECK(holds(dialogue.take("1310").text, "2/5")); }
  SUBCASE("Enter asks again") { CHECK(holds(dialogue.take("").text, "1/5")); }
  SUBCASE("another value is taken at once") {
    CHECK(holds(dialogue.take("131 6").text, "2/5"));
    CHECK(said(dialogue, "ship.users").typed == "131");
  }
  SUBCASE("the other sign, and a tenth, too") {
    dialogue.take("n");
    CHECK(holds(dialogue.take("-112").text, "has another sign than the last one, 112"));
    CHECK(holds(dialogue.take("11").text, "11 is 9.8 % of the last one, 112"));
  }
}

TEST_CASE("dialogue: an amount is compared with the largest so far") {
  const Monday monday;
  const CheckinQuestion& km = monday.script.questions[2];
  CHECK(doubt_about(km, read_answer(km, "315")->update) == "315 is 10 times the most so far, 31.5");
  CHECK_FALSE(doubt_about(km, read_answer(km, "100")->update));
  CHECK(doubt_about(km, read_answer(km, "-5")->update) == "-5 takes something away");
}

TEST_CASE("dialogue: an amount more of a KPI, and a value that takes the place of another") {
  Monday monday;
  CheckinQuestion& heart = monday.script.questions[4];
  monday.heart.aggregate = Aggregate::sum;
  heart.taken = "57";
  CHECK(doubt_about(heart, read_answer(heart, "60")->update) == "60 takes the place of 57 (+60 adds to it)");
  CHECK_FALSE(doubt_about(heart, read_answer(heart, "57")->update));
  const auto more = read_answer(heart, "+60");
  REQUIRE(more);
  CHECK(more->update.typed == "+60");
  CHECK_FALSE(doubt_about(heart, more->update));
  monday.heart.ceil = 100;
  CHECK(read_answer(heart, "+60"));  // an amount by itself
  monday.heart.aggregate = Aggregate::last;
  CHECK_FALSE(read_answer(heart, "+60"));  // 117 lies above it
  monday.heart.aggregate = Aggregate::mean;
  CHECK_FALSE(read_answer(heart, "+60"));  // nothing adds up in a mean
}

TEST_CASE("dialogue: a value far from all earlier ones is asked about, however small the last step was") {
  Monday monday;
  CheckinQuestion& heart = monday.script.questions[4];
  heart.earlier = {61, 60, 59, 63, 58, 57};  // ranges of 1, 1, 4, 5, 1: three limits are 19.2 wide
  CHECK(doubt_about(heart, read_answer(heart, "83")->update) == "83 lies far from all earlier ones, 57 to 63");
  CHECK_FALSE(doubt_about(heart, read_answer(heart, "82")->update));
  CHECK_FALSE(doubt_about(heart, read_answer(heart, "38")->update));
  CHECK(doubt_about(heart, read_answer(heart, "37")->update) == "37 lies far from all earlier ones, 57 to 63");
  CheckinQuestion& km = monday.script.questions[2];
  km.earlier = {18, 22, 19.5, 24, 16, 31.5};
  CHECK(doubt_about(km, read_answer(km, "90")->update) == "90 lies far from all earlier ones, 16 to 31.5");
  CHECK_FALSE(doubt_about(km, read_answer(km, "60")->update));
}

TEST_CASE("dialogue: the own unit may stand behind a value, another one may not") {
  Monday monday;
  monday.km.unit = "km";
  monday.heart.unit = "beats a minute";
  const CheckinQuestion& km = monday.script.questions[2];
  CHECK(read_answer(km, "12km 6 a note")->update.entry.confidence == 6);
  CHECK(read_answer(km, "12 km 6 a note")->update.entry.note == "a note");
  CHECK(read_answer(km, "12 km")->update.typed == "12 km");
  CHECK(read_answer(km, "12 kmh")->update.entry.note == "kmh");
  const auto miles = read_answer(km, "12mi");
  REQUIRE_FALSE(miles);
  CHECK(miles.error().what == "\"12mi\" is in another unit");
  CHECK(holds(miles.error().hint, "convert it: a number alone is in km"));
  for (const char* line : {"12 mi", "12 mi 7", "12 mins, late", "12 KM 7", "12 kms", "12 %", "12 k"})
    CHECK_FALSE(read_answer(km, line));
  CHECK(read_answer(km, "12 mi 7").error().what == "\"12 mi\" is in another unit");
  CHECK(holds(read_answer(km, "12 mi 7").error().hint, "as a note: 12 - mi ..."));
  CHECK(read_answer(km, "12 - mi 7")->update.entry.note == "mi 7");
  CHECK(read_answer(km, "12 kilometre one")->update.entry.note == "kilometre one");
  const CheckinQuestion& heart = monday.script.questions[4];
  CHECK(read_answer(heart, "57 beats a minute 7")->update.entry.confidence == 7);
  CHECK_FALSE(read_answer(heart, "57 %"));
  monday.heart.unit = "";
  CHECK_FALSE(read_answer(heart, "57 % 7"));
}

TEST_CASE("dialogue: a confidence may be said of ten or in percent") {
  const Monday monday;
  const CheckinQuestion& users = monday.script.questions[0];
  CHECK(read_answer(users, "131 7/10 posts")->update.entry.confidence == 7);
  CHECK(read_answer(users, "131 70% posts")->update.entry.confidence == 7);
  CHECK(read_answer(users, "131 100%")->update.entry.confidence == 10);
  CHECK_FALSE(read_answer(users, "131 75%"));
  CHECK_FALSE(read_answer(users, "131 0%"));
}

TEST_CASE("dialogue: a number behind # goes to that question, and back") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  CHECK(holds(typed(dialogue, {"#4"}).text, "4/5 doctor"));
  CHECK(holds(dialogue.take("no").text, "1/5 users"));
  CHECK(holds(dialogue.take("#km").text, "3/5 add km"));
  CHECK(holds(dialogue.take("12").text, "1/5 users"));
  CHECK(holds(dialogue.take("131").text, "2/5"));
  CHECK(holds(dialogue.take("beta").text, "5/5 resting-hr"));  // 3 and 4 are said already
  CHECK(said(dialogue, "fit.doctor").typed == "no");
  CHECK(said(dialogue, "fit.km").typed == "12");
}

TEST_CASE("dialogue: < leads back from where a jump went, and from jump to jump it leads to where the first began") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  typed(dialogue, {"131", "#5"});
  CHECK(holds(dialogue.take("<").text, "2/5 release"));
  dialogue.take("#4");
  CHECK(holds(dialogue.take("#1").text, "so far: 131"));
  CHECK(holds(dialogue.take("132").text, "2/5 release"));
  CHECK(holds(dialogue.take("#2").text, "2/5 release"));
  CHECK(holds(dialogue.take("").text, "3/5"));
}

TEST_CASE("dialogue: a bare number is a value where one is asked for, and a question anywhere else") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  typed(dialogue, {"13", "", "12", "no", "57"});
  CHECK(said(dialogue, "ship.users").typed == "13");
  CHECK(holds(dialogue.take("1").text, "so far: 13"));
  CHECK(holds(dialogue.take("131").text, "Journal"));
  CHECK(holds(dialogue.take("7").text, "there is no question 7: #1 to #5, or # and a name\nLast week:"));
  CHECK(holds(dialogue.take("Cut the beta.").text, "Unchanged: release."));
  CHECK(holds(dialogue.take("2").text, "2/5 release"));
  CHECK(dialogue.take("beta").wish == Wish::preview);
  dialogue.proposed("a.toml");
  CHECK(holds(dialogue.take("9").text, "there is no question 9"));
  CHECK(holds(dialogue.take("5").text, "so far: 57"));
  CHECK(dialogue.take("58 7").wish == Wish::preview);
  CHECK(said(dialogue, "resting-hr").typed == "58");
  CHECK(said(dialogue, "ship.release").typed == "beta");
  dialogue.proposed("a.toml");
  CHECK(dialogue.take("y").wish == Wish::write);
}

TEST_CASE("dialogue: a jump at a value in doubt leaves it, and a step may be called like one") {
  Monday monday;
  monday.release.steps.push_back(Monday::step("#1"));
  Dialogue dialogue = of(monday);
  typed(dialogue, {"1310", "#2"});
  CHECK(holds(dialogue.take("#1").text, "1/5 users"));
  CHECK(said(dialogue, "ship.release").typed == "#1");
  CHECK_FALSE(said(dialogue, "ship.users").typed);
  CHECK(holds(dialogue.take("#zz").text, "there is no question zz"));
}

TEST_CASE("dialogue: Tab knows the steps, the words of a kind and the questions") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  dialogue.begin();
  const std::vector<std::string> jumps = {"#users", "#release", "#km", "#doctor", "#resting-hr"};
  CHECK(dialogue.help().words == jumps);
  CHECK(dialogue.help().is_recalled);
  dialogue.take("131");
  CHECK(dialogue.help().words.size() == 9);
  CHECK(dialogue.help().words[1] == "man pages");
  dialogue.take("");
  dialogue.take("12");
  CHECK(dialogue.help().words.front() == "yes");
  dialogue.take("");
  dialogue.take("57");
  CHECK(dialogue.help().words.front() == "next:");
  dialogue.take("");
  CHECK_FALSE(dialogue.help().is_recalled);  // still true?
}

TEST_CASE("dialogue: what is at risk bears a mark, and the first line says what it means") {
  Monday monday;
  monday.script.questions[0].is_at_risk = true;
  const std::string text = of(monday).begin().text;
  CHECK(holds(text, "\n! at risk or behind      last    pace\n1/5 users      behind !   112     207  > "));
}

TEST_CASE("dialogue: < goes back as often as wanted, and Enter keeps what was said there") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  Turn turn = typed(dialogue, {"131 6", "beta", "12", "<", "<", "<"});
  CHECK(holds(turn.text, "1/5 users"));
  CHECK(holds(turn.text, "  so far: 131 6  (Enter keeps it)\n"));
  CHECK(holds(dialogue.take("<").text, "This is the first one."));
  dialogue.take("132");
  turn = dialogue.take("");
  CHECK(holds(turn.text, "3/5"));
  CHECK(holds(turn.text, "so far: 12"));
  CHECK(said(dialogue, "ship.users").typed == "132");
  CHECK(said(dialogue, "ship.release").typed == "beta");
}

TEST_CASE("dialogue: < leads from the journal, from still true and from the last question, too") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  CHECK(holds(typed(dialogue, {"131", "", "12", "", "57", "<"}).text, "5/5 resting-hr"));
  CHECK(holds(dialogue.take("").text, "Journal"));
  dialogue.take("A week.");
  CHECK(holds(dialogue.take("<").text, "so far: A week."));
  dialogue.take("");
  dialogue.take("y");
  dialogue.proposed("a.toml");
  CHECK(holds(dialogue.take("<").text, "Journal"));
}

TEST_CASE("dialogue: ? explains and asks again") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  Turn turn = typed(dialogue, {"131", "?"});
  CHECK(holds(turn.text, "[x] format frozen, [x] man pages, [ ] beta, [ ] 1.0.0"));
  CHECK(holds(turn.text, "steps by name"));
  CHECK(holds(turn.text, "2/5 release"));
  dialogue.take("");
  dialogue.take("");
  dialogue.take("");
  CHECK(holds(dialogue.take("?").text, "it is recorded for 2026-W33"));
  dialogue.take("");
  CHECK(holds(dialogue.take("?").text, "Journal"));
}

TEST_CASE("dialogue: q goes to the preview with what was said") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  CHECK(typed(dialogue, {"131", "q"}).wish == Wish::preview);
  dialogue.proposed("a.toml");
  SUBCASE("no keeps a draft") { CHECK(dialogue.take("n").wish == Wish::keep); }
  SUBCASE("back goes on where it was left") { CHECK(holds(dialogue.take("<").text, "2/5")); }
  SUBCASE("another word is no yes") { CHECK(dialogue.take("ja").wish == Wish::answer); }
}

TEST_CASE("dialogue: with nothing said there is nothing to write") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  CHECK(typed(dialogue, {"q"}).wish == Wish::nothing);
  CHECK(dialogue.draft().empty());
}

TEST_CASE("dialogue: the end of the input writes nothing without a last yes") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  typed(dialogue, {"131"});
  CHECK(dialogue.take_end().wish == Wish::preview);
  dialogue.proposed("a.toml");
  CHECK(dialogue.take_end().wish == Wish::keep);
}

TEST_CASE("dialogue: a kept answer answers the same question alone, a value or a confidence") {
  for (const bool was_confidence : {false, true}) {
    Monday monday;
    const DialogueDraft kept{{{monday.script.questions[0].id, "7", was_confidence}}, ""};
    for (const bool is_confidence : {false, true}) {
      CAPTURE(was_confidence);
      CAPTURE(is_confidence);
      monday.script.questions[0].is_confidence_only = is_confidence;
      Dialogue second = of(monday);
      second.restore(kept);
      const bool is_another = was_confidence != is_confidence;
      CHECK(holds(second.begin().text, "not taken up") == is_another);
      CHECK(second.draft().lines.front().is_confidence == was_confidence);
    }
  }
}

TEST_CASE("dialogue: an interruption stops at any place, and the draft goes on from there") {
  const Monday monday;
  Dialogue first = of(monday);
  typed(first, {"131 6 second post helped", "", "12"});
  CHECK(first.interrupt().wish == Wish::stop);
  Dialogue second = of(monday);
  second.restore(first.draft());
  const Turn turn = second.begin();
  CHECK(holds(turn.text, "> 131 6 second post helped\n"));
  CHECK(turn.text.ends_with("4/5 doctor     behind      no  31 Aug  > "));
  CHECK(said(second, "ship.users").entry.confidence == 6);
  CHECK(said(second, "fit.km").typed == "12");
}

TEST_CASE("dialogue: a draft keeps what still suits, and the journal") {
  Monday monday;
  Dialogue first = of(monday);
  typed(first, {"131", "beta", "12", "", "57", "Cut it."});
  CHECK(first.draft().journal == "Cut it.");
  monday.release.steps.resize(2);
  Dialogue second = of(monday);
  second.restore(first.draft());
  CHECK(said(second, "ship.release").name.empty());
  const std::string text = second.begin().text;
  CHECK(holds(text, "  ship.release: beta\n"));
  CHECK(holds(typed(second, {"", "", "", ""}).text, "so far: Cut it."));
  CHECK(second.take("q").wish != Wish::write);
  CHECK(std::ranges::count(second.draft().lines, "beta", &DraftLine::typed) == 1);
}

TEST_CASE("dialogue: what cannot be written is no yes") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  typed(dialogue, {"131", "q"});
  dialogue.refused();
  CHECK(dialogue.take("y").wish == Wish::answer);
  CHECK(dialogue.take("e").wish == Wish::edit);
}

TEST_CASE("dialogue: behind the editor no question is gone back to") {
  const Monday monday;
  Dialogue dialogue = of(monday);
  CHECK(typed(dialogue, {"131", "e"}).wish == Wish::edit);
  CHECK(holds(dialogue.edited_nothing().text, "2/5"));
  dialogue.hand_over_to_editor();
  dialogue.proposed("a.toml");
  CHECK(holds(dialogue.take("<").text, "editor"));
  CHECK(dialogue.take("").wish == Wish::write);
}

TEST_CASE("dialogue: a narrow window has a line that tells and one to type on") {
  const Monday monday;
  Dialogue dialogue = of(monday, {40, true, false});
  Turn turn = dialogue.begin();
  CHECK(turn.text ==
        "Check-in 2026-Q3, week 7 of 13\n"
        "Mon 17 Aug · 5 asked · ~2 minutes\n"
        "value confidence note, in one line.\n"
        "Enter unchanged\n"
        "< back e editor ? help\n"
        "\n"
        "1/5 users: behind, 112, pace 207\n"
        "> ");
  for (const char* line : {"?", "1O", "131", "", "12", "", "57", "?", "x1 done"}) {
    turn = dialogue.take(line);
    for (const std::string_view shown : split(turn.text, '\n')) CHECK(display_width(shown) <= 40);
  }
}

TEST_CASE("dialogue: in words there is a block a question, and ASCII is ASCII") {
  Monday monday;
  monday.script.questions[0].title = "Weekly active users";
  monday.script.questions[0].last_day = "10 Aug";
  Dialogue dialogue = of(monday, {80, false, true});
  const std::string text = dialogue.begin().text;
  CHECK(
      text.ends_with("\nQuestion 1 of 5\n"
                     "key result: ship.users, Weekly active users\n"
                     "status: behind\n"
                     "last: 112, 10 Aug\n"
                     "pace: 207\n"
                     "value, confidence, note: "));
  for (const char c : text) CHECK(static_cast<unsigned char>(c) < 0x80);
}

TEST_CASE("dialogue: without a cycle that takes it there is no journal") {
  Monday monday;
  monday.script.has_journal = false;
  monday.script.questions.erase(monday.script.questions.begin(), monday.script.questions.begin() + 4);
  Dialogue dialogue = of(monday);
  CHECK(typed(dialogue, {"57"}).wish == Wish::preview);
  dialogue.proposed("a.toml");
  CHECK(holds(dialogue.take("<").text, "1/1 resting-hr"));
}

}  // namespace dialogue_test
