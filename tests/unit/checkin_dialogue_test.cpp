// SPDX-License-Identifier: MIT
// A check-in held at a terminal that is none: what a workspace asks on a day, and what a whole dialogue leaves on disk.
#include <algorithm>
#include <csignal>
#include <deque>
#include <string>
#include <vector>

#include <unistd.h>

#include "actions/checkin/dialogue.hpp"
#include "cli/system.hpp"
#include "cli_fixture.hpp"
#include "folder.hpp"
#include "okr/model/current.hpp"
#include "okr/store/disk.hpp"
#include "print.hpp"

namespace checkin_dialogue_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::cli;
using namespace okr::session;
using okr::cli::test::Stage;

namespace {

constexpr Date monday = make_date(2026, 8, 17);

/// A quarter with an annual cycle above it and two KPIs, one of which feeds a key result.
std::vector<okr_test::File> goals() {
  return {{"okr.toml", "format = 1\n\n[workspace]\nowner = \"ana\"\ncheck-in-day = \"mon\"\n"},
          {"2026/cycle.toml",
           "[cycle]\ncadence = \"week\"\n\n[reach]\ntitle = \"Reach\"\n\n[reach.visits]\ntitle = \"Visits\"\ntarget = "
           "1000\n"},
          {"2026-Q3/cycle.toml",
           "[ship]\ntitle = \"Ship\"\n\n[ship.users]\ntitle = \"Users\"\ntarget = 400\n\n[ship.theirs]\ntitle = "
           "\"Theirs\"\n"
           "target = 4\nowner = \"bo\"\n\n[fit]\ntitle = \"Fit\"\ntype = \"committed\"\n\n[fit.km]\ntitle = \"Km\"\n"
           "kind = \"sum\"\ntarget = 300\n\n[fit.rest-hr]\ntitle = \"Rest\"\nmax = 58\nkpi = \"heart\"\n"},
          {"2026-Q3/checkins/2026-08-10-ana-x1.toml",
           "date = 2026-08-10\nat = 18:40:00\nby = \"ana\"\npriorities = [\"cut the beta\", \"call Bo\"]\n\n"
           "ship.users = 112\nship.theirs = 1\nfit.km = 150\n"},
          {"2026/checkins/2026-08-10-ana-x1.toml",
           "date = 2026-08-10\nat = 18:41:00\nby = \"ana\"\n\nreach.visits = 100\n"},
          {"kpi/heart.toml",
           "title = \"Heart\"\nwho = \"ana\"\nunit = \"bpm\"\ngood = \"down\"\ntarget = 58\nevery = \"week\"\n"
           "aggregate = \"mean\"\n\n[readings]\n2026-W32 = 57\n"},
          {"kpi/spend.toml",
           "title = \"Spend\"\nwho = \"ana\"\nevery = \"month\"\naggregate = \"sum\"\n\n[readings]\n"
           "2026-07 = 900\n"}};
}

/// Types the lines at whatever is asked; behind the last one the input ends.
struct Person {
  okr_test::Folder folder{goals()};
  std::deque<std::string> lines;
  Stage stage;

  explicit Person(std::deque<std::string> typed, std::vector<std::string> words = {"checkin"}, std::string today = "")
      : lines(std::move(typed)),
        stage(std::move(words), {{"OKR_ME", "ana"},
                                 {"OKR_SOURCE", "ana-x1"},
                                 {"OKR_NOW", "18:40"},
                                 {"OKR_TODAY", std::move(today)},
                                 {"LC_ALL", "C.UTF-8"},
                                 {"XDG_STATE_HOME", folder / "state"}}) {
    stage.world.directory = folder.path();
    stage.world.terminal.input = stage.world.terminal.output = true;
    stage.world.read_reply = [this]() -> Reply {
      if (lines.empty()) return {};
      Reply reply{Reply::Kind::line, lines.front()};
      lines.pop_front();
      if (reply.line == "^C") return {Reply::Kind::interrupted};
      return reply;
    };
  }

  int hold() { return run(stage.world, commands()); }
  std::string text(const std::string& name) const { return store::read_file(folder / name).value_or(""); }
  bool has(const std::string& name) const { return store::is_file(folder / name); }
};

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

const char* const checkin = "2026-Q3/checkins/2026-08-17-ana-x1.toml";

std::vector<std::string> names_of(const DialogueScript& script) {
  std::vector<std::string> names;
  for (const CheckinQuestion& question : script.questions) names.push_back(question.name);
  return names;
}

}  // namespace

TEST_CASE(
    "questions: mine and nobody's that are due, in the order of the files, KPIs behind; what a KPI feeds is joined to "
    "it") {
  const okr_test::Folder folder(goals());
  const Workspace workspace = okr_test::loaded(folder.path());
  const CheckinScene scene{workspace, cycles_in_force(workspace, monday), monday};
  const DialogueScript script = script_of(scene, {"ana"});
  CHECK(names_of(script) == std::vector<std::string>{"users", "add km", "visits", "heart"});
  CHECK(script.questions[2].id == "2026/reach.visits");
  CHECK(script.questions[0].id == "ship.users");
  CHECK(script.questions[3].feeds == "2026-Q3/fit.rest-hr");
  CHECK(script.questions[3].day.key == "2026-W33");
  CHECK(names_of(script_of(scene, {""})).size() == 5);
  CHECK(open_priorities(scene, "ana") == std::vector<std::string>{"cut the beta", "call Bo"});
  CHECK(open_priorities(scene, "bo").empty());
}

TEST_CASE(
    "questions: what a quarter waited for on its last day is asked as long as it is in force, and dated to that day") {
  const okr_test::Folder folder(goals());
  const Workspace workspace = okr_test::loaded(folder.path());
  const Date friday = make_date(2026, 10, 2);
  const CheckinScene scene{workspace, cycles_in_force(workspace, friday), friday};
  REQUIRE(scene.cycles.size() == 2);
  const DialogueScript script = script_of(scene, {"ana"});
  std::vector<std::string> names = names_of(script);
  std::ranges::sort(names);
  CHECK(names == std::vector<std::string>{"add km", "heart", "spend", "users", "visits"});
  CHECK(std::ranges::count(script.questions, "ship.users", &CheckinQuestion::id) == 1);
  CHECK(day_in(scene, *scene.cycles[0]) == make_date(2026, 9, 30));
  CHECK(day_in(scene, *scene.cycles[1]) == friday);
  const CheckinScene said{workspace, scene.cycles, friday, true};
  CHECK(day_in(said, *scene.cycles[0]) == friday);
}

TEST_CASE("dialogue: a quarter whose final values are put off is left alone") {
  Person person({"n", "200", "", "", "y", "", "y"}, {"checkin"}, "2026-10-02");
  person.hold();
  CHECK(holds(person.stage.output, "2026-Q3 ended on 30 Sep 2026 and is not closed."));
  CHECK_FALSE(holds(person.stage.output, "users"));
  CHECK_FALSE(person.has("2026-Q3/checkins/2026-09-30-ana-x1.toml"));
}

TEST_CASE("KPIs: a reading is for the period that has just ended, or for the day") {
  const okr_test::Folder folder(goals());
  const Workspace workspace = okr_test::loaded(folder.path());
  const Kpi& heart = *workspace.kpi("heart");
  const Kpi& spend = *workspace.kpi("spend");
  CHECK(reading_day(workspace, heart, make_date(2026, 8, 17)).key == "2026-W33");
  CHECK(reading_day(workspace, heart, make_date(2026, 8, 19)).key == "2026-W33");
  CHECK(reading_day(workspace, heart, make_date(2026, 8, 20)).key ==
        "2026-08-20");  // more than half of the week is over
  CHECK(reading_day(workspace, heart, make_date(2026, 8, 10)).key == "2026-08-10");  // W32 has one
  CHECK(reading_day(workspace, spend, make_date(2026, 9, 28)).key == "2026-08");     // a month's sum stays a month's
  CHECK(reading_day(workspace, spend, make_date(2026, 8, 3)).key == "2026-08-03");   // July has one
}

TEST_CASE("KPIs: a month's sum is not asked for in its middle") {
  const okr_test::Folder folder(goals());
  const Workspace workspace = okr_test::loaded(folder.path());
  const auto asked_on = [&](Date day) {
    std::string names;
    for (const AskedKpi& asked : kpis_asked_on({workspace, {}, day}, {"ana"})) names += asked.kpi->id.text + " ";
    return names;
  };
  CHECK(asked_on(make_date(2026, 8, 31)) == "heart ");
  CHECK(asked_on(make_date(2026, 9, 1)) == "heart spend ");
  CHECK(asked_on(make_date(2026, 8, 12)) == "");
  CHECK(asked_on(monday) == "heart ");
}

TEST_CASE("checkin: one dialogue writes the check-ins of two cycles and a reading, or nothing") {
  Person terminal({"131 6 second post", "12", "650", "57 7 calm", "x1 Cut. next: 2", "y"});
  CHECK(terminal.hold() == 0);
  CHECK(terminal.text(checkin) ==
        "date = 2026-08-17\nat = 18:40:00\nby = \"ana\"\nnote = \"\"\"\nCut.\n\"\"\"\npriorities = [\"call Bo\"]\n"
        "done = [\"cut the beta\"]\n\nship.users  = { value = 131, confidence = 6, note = \"second post\" }\n"
        "fit.km      = 12\nfit.rest-hr = { confidence = 7 }\n");
  CHECK(terminal.text("2026/checkins/2026-08-17-ana-x1.toml") ==
        "date = 2026-08-17\nat = 18:40:00\nby = \"ana\"\n\nreach.visits = 650\n");
  CHECK(terminal.text("kpi/heart.toml").ends_with("2026-W32 = 57\n2026-W33 = { value = 57, note = \"calm\" }\n"));
  CAPTURE(terminal.stage.output);
  CHECK(holds(terminal.stage.output,
              "Write 2026-Q3/checkins/2026-08-17-ana-x1.toml,\n2026/checkins/2026-08-17-ana-x1.toml "
              "and kpi/heart.toml? [Y/n/e] "));
}

TEST_CASE("checkin: a KPI alone writes no check-in") {
  Person terminal({"", "", "", "57", "", "n", "y"});
  CHECK(terminal.hold() == 0);
  CHECK_FALSE(terminal.has(checkin));
  CHECK(holds(terminal.text("kpi/heart.toml"), "2026-W33 = 57\n"));
}

TEST_CASE("checkin: what was left and is still true is a reading, and nothing added is 0") {
  Person terminal({"", "", "", "", "", "y", "y"});
  CHECK(terminal.hold() == 0);
  CHECK(holds(terminal.text(checkin), "ship.users = 112\nfit.km     = 0\n"));
  CHECK(holds(terminal.stage.output, "still true: ship.users, fit.km, 2026/reach.visits"));
}

TEST_CASE("checkin: an interruption keeps a draft that the next one goes on with") {
  Person terminal({"131 6", "", "^C"});
  CHECK(terminal.hold() == 130);
  CHECK_FALSE(terminal.has(checkin));
  CHECK(holds(terminal.stage.output, "What you typed is kept"));
  terminal.lines = {"y", "150", "57", "", "n", "y"};
  CHECK(terminal.hold() == 0);
  CHECK(holds(terminal.stage.output, "A check-in for Mon 17 Aug was begun: ship.users. Go on with it? [Y/n] "));
  CHECK(holds(terminal.text(checkin), "ship.users = { value = 131, confidence = 6 }"));
}

TEST_CASE("checkin: the end of the input writes nothing") {
  Person terminal({"150", "131 6"});
  CHECK(terminal.hold() == 130);
  CHECK_FALSE(terminal.has(checkin));
}

TEST_CASE("checkin: a draft is of its own workspace, and reads back as it was") {
  CheckinDraft draft{monday,
                     {{{"ship.users", "131 6 a  b"}, {"fit.km", ""}, {"fit.pulse", "7", true}}, "x1 Cut. next: 2"}};
  const std::string text = draft_text(draft, "/home/ana/goals");
  const auto back = read_draft(text, "/home/ana/goals");
  REQUIRE(back);
  CHECK(back->date == monday);
  CHECK(draft_text(*back, "/home/ana/goals") == text);
  CHECK(back->dialogue.lines.at(0).typed == "131 6 a  b");
  CHECK_FALSE(back->dialogue.lines.at(0).is_confidence);
  CHECK(back->dialogue.lines.at(2).is_confidence);
  CHECK(back->dialogue.journal == draft.dialogue.journal);
  CHECK_FALSE(read_draft(text, "/home/ana/other"));
  CHECK_FALSE(read_draft("", "/home/ana/goals"));
  CHECK_FALSE(read_draft("root /home/ana/goals\ndate 2026-02-30\nanswer a.b 1\n", "/home/ana/goals"));
}

TEST_CASE("checkin: after a cycle's end final values are offered once, dated to its last day") {
  Person terminal({"y", "352", "20", "", "", "", "y"}, {"checkin"}, "2026-10-02");
  CHECK(terminal.hold() == 0);
  CAPTURE(terminal.stage.output);
  CHECK(holds(terminal.stage.output, "2026-Q3 ended on 30 Sep 2026 and is not closed."));
  CHECK(holds(terminal.text("2026-Q3/checkins/2026-09-30-ana-x1.toml"), "date = 2026-09-30"));
}

TEST_CASE("checkin: --no-input names what is due, KPIs too") {
  Person terminal({}, {"checkin", "--no-input"});
  CHECK(terminal.hold() == 2);
  CHECK(holds(terminal.stage.errors, "ship.users"));
  CHECK(holds(terminal.stage.errors, "okr record heart=VALUE --for 2026-W33"));
}

TEST_CASE("input: a reply is a line, the end, or an interruption") {
  int ends[2] = {-1, -1};
  REQUIRE(::pipe(ends) == 0);
  Input input(ends[0]);
  REQUIRE(::write(ends[1], "131 6\nhalf", 10) == 10);
  CHECK(input.reply().line == "131 6");
  ::raise(SIGINT);
  CHECK(input.reply().kind == Reply::Kind::interrupted);
  REQUIRE(::write(ends[1], "next", 4) == 4);
  ::close(ends[1]);
  CHECK(input.reply().line == "next");  // what stood in the line went with it
  CHECK(input.reply().kind == Reply::Kind::end);
  ::close(ends[0]);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_DFL);
}

}  // namespace checkin_dialogue_test
