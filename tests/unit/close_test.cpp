// SPDX-License-Identifier: MIT
// okr close: what it writes is what was computed, is carried once, and can be taken back byte for byte.
#include <rapidcheck.h>

#include <algorithm>

#include "actions/cycle/closing.hpp"
#include "corpus.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/load.hpp"
#include "writing_fixture.hpp"

namespace close_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::cli;
using namespace okr::session;
using namespace okr::cli::test;

namespace {

/// A quarter that is over, with one of everything.
constexpr const char* quarter =
    "# By hand.\n"
    "[cycle]\n"
    "title = \"Ship it\"   # a comment\n"
    "cadence = \"2 weeks\"\n"
    "parent = \"2026\"\n"
    "\n"
    "[ship]\n"
    "title = 'People use it'\n"
    "parent = \"fit\"\n"
    "\n"
    "[ship.users]\n"
    "title  = \"Users\"\n"
    "commit = 100\n"
    "target = 400            # by the end\n"
    "stretch = 500\n"
    "due = 2026-09-20\n"
    "plan = [[2026-08-01, 50]]\n"
    "\n"
    "[ship.release]\n"
    "title = \"Released\"\n"
    "steps = [\"a\", { title = \"b\", id = \"bee\", due = 2026-08-31, weight = 2 }, \"c\"]\n"
    "\n"
    "[ship.later]\n"
    "title = \"Later\"\n"
    "target = 3\n"
    "state = \"deferred\"\n"
    "reason = \"no time\"\n"
    "\n"
    "[ship.gone]\n"
    "title = \"Gone\"\n"
    "target = 3\n"
    "state = \"cancelled\"\n"
    "\n"
    "[fit]\n"
    "title = \"Fit\"\n"
    "type = \"committed\"\n"
    "\n"
    "[fit.km]\n"
    "title = \"Kilometres\"\n"
    "kind = \"sum\"\n"
    "target = 300\n"
    "\n"
    "[fit.doctor]\n"
    "title = \"Check-up\"\n"
    "kind = \"done\"\n"
    "counter = \"ship.gone\"\n"
    "\n"
    "[read]\n"
    "title = \"Read\"\n"
    "type = \"committed\"\n"
    "\n"
    "[read.books]\n"
    "title = \"Books\"\n"
    "target = 5\n";

constexpr const char* checkin =
    "date = 2026-09-28\n"
    "ship.users = { value = 150, confidence = 3 }\n"
    "ship.release = [\"a\"]\n"
    "fit.km = 143\n"
    "fit.doctor = true\n"
    "read.books = 5\n";

class Quarter : public Workplace {
 public:
  Quarter() {
    folder.write("2026/cycle.toml", "[cycle]\n");
    folder.write("2026-Q3/cycle.toml", quarter);
    folder.write("2026-Q3/checkins/2026-09-28-ana.toml", checkin);
    folder.write("2026-Q4/cycle.toml", "[cycle]\n");
  }
  Ran on(const std::string& today, std::vector<std::string> words) const {
    return run_in(folder.path(), std::move(words), {{"OKR_TODAY", today}});
  }
  Ran close(std::vector<std::string> words, const std::string& today = "2026-10-02") const {
    words.insert(words.begin(), {"close", "2026-Q3"});
    return on(today, std::move(words));
  }
};

std::string behind(const std::string& text, std::string_view part) {
  const auto at = text.find(part);
  return at == std::string::npos ? "(not there)" : text.substr(at);
}

}  // namespace

TEST_CASE("close: the final numbers stand behind everything else, which stays byte for byte") {
  const Quarter place;
  const Ran ran = place.close({"--note", "A good one."});
  CHECK_MESSAGE(ran.code == 0, ran.errors);
  const std::string text = place.cycle_text();
  REQUIRE(text.starts_with(quarter));
  CHECK(text.substr(std::string(quarter).size()) ==
        "\n[result]\nclosed = 2026-10-02\nscore = 0.8691666666666666\nas-planned = 0.8691666666666666\n"
        "committed = \"1 of 2\"\nnote = \"A good one.\"\n"
        "\n[result.objective]\n"
        "ship = { score = 0.30833333333333335, verdict = \"far short\" }\n"
        "fit  = { score = 0.7383333333333333, verdict = \"missed\" }\n"
        "read = { score = 1, verdict = \"met\" }\n"
        "\n[result.kr]\n"
        "ship.users   = { value = 150, progress = 0.375, score = 0.36666666666666664, confidence = 3, weight = 1, "
        "verdict = \"far short\" }\n"
        "ship.release = { value = 1, progress = 0.25, score = 0.25, weight = 1, verdict = \"far "
        "short\" }\n"
        "ship.later   = { weight = 1, state = \"deferred\" }\n"
        "ship.gone    = { weight = 1, state = \"cancelled\" }\n"
        "fit.km       = { value = 143, progress = 0.4766666666666667, score = 0.4766666666666667, weight = 1, "
        "verdict = \"missed\" }\n"
        "fit.doctor   = { value = true, progress = 1, score = 1, weight = 1, verdict = \"met\" }\n"
        "read.books   = { value = 5, progress = 1, score = 1, weight = 1, verdict = \"met\" }\n");
  CHECK(has(ran.output, "Wrote 2026-Q3/cycle.toml\n"));
}

TEST_CASE("close: what is read back is what was computed, and the reports do not move") {
  const Quarter place;
  const auto numbers = [&] {
    store::Wanted wanted;
    wanted.cycles = store::Wanted::Cycles::all;
    wanted.as_of = make_date(2026, 10, 2);
    const auto workspace = store::load(place.folder.path(), wanted);
    REQUIRE(workspace.has_value());
    const CycleNumbers all = numbers_of(*workspace, *workspace->cycle(CycleId("2026-Q3")), make_date(2026, 10, 2));
    std::vector<double> values = {all.score->value(), all.as_planned->value(),
                                  all.aspirational ? all.aspirational->value() : -1};
    for (const ObjectiveNumbers& objective : all.objectives) {
      values.push_back(objective.score->value());
      for (const KeyResultNumbers& kr : objective.key_results) values.push_back(kr.score ? kr.score->value() : -1);
    }
    return values;
  };
  const auto before = numbers();
  REQUIRE(place.close({}).code == 0);
  CHECK(numbers() == before);
  /// Every score and verdict that any report says.
  const auto reports = [&] {
    std::string said;
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"score"}, {"status"}, {"show"}, {"review", "--final"}, {"forecast"}}) {
      std::vector<std::string> all = words;
      all.insert(all.begin() + 1, "2026-Q3");
      all.emplace_back("--json");
      const Ran ran = place.on("2026-11-01", all);
      CAPTURE(words[0]);
      CHECK(ran.code == 0);
      for (const std::string_view line : split(ran.output, '\n'))
        for (const std::string_view key : {"\"score\":", "\"score_shown\":", "\"verdict\":"})
          if (line.find(key) != std::string_view::npos) said += std::string(line) + "\n";
    }
    return said;
  };
  const std::string closed = reports();
  CHECK(has(closed, "0.8691666666666666"));
  CHECK(has(closed, "far_short"));
  SUBCASE("when the thresholds change") {
    place.folder.write("okr.toml", "format = 1\n[scoring]\naspirational-target = 0.2\nbands = [0.1, 0.2]\n");
    CHECK(numbers() == before);
    CHECK(reports() == closed);
  }
  SUBCASE("when a key result changes") {
    std::string text = place.cycle_text();
    text.replace(text.find("target = 400"), 12, "target = 499");
    text.replace(text.find("target = 300"), 12, "target = 100");
    place.folder.write("2026-Q3/cycle.toml", text);
    CHECK(numbers() == before);
    CHECK(reports() == closed);
  }
  SUBCASE("when a check-in comes late") {
    place.folder.write("2026-Q3/checkins/2026-09-30-ben.toml", "date = 2026-09-30\nship.users = 480\nfit.km = 500\n");
    CHECK(numbers() == before);
    CHECK(reports() == closed);
  }
  SUBCASE("when a key result and its objective are renamed") {
    CHECK(place.on("2026-11-01", {"rename", "2026-Q3/ship.users", "people"}).code == 0);
    CHECK(place.on("2026-11-01", {"rename", "2026-Q3/ship", "sail"}).code == 0);
    CHECK(numbers() == before);
    CHECK(reports() == closed);
  }
  SUBCASE("when a key result disappears") {
    std::string text = place.cycle_text();
    const auto from = text.find("[read.books]"), to = text.find("[result]");
    text.erase(from, to - from);
    place.folder.write("2026-Q3/cycle.toml", text);
    const Ran score = place.on("2026-11-01", {"score", "2026-Q3", "--total"});
    CHECK(score.output == "0.87\n");
  }
}

TEST_CASE("close: a bound keeps its score when the readings of its KPI change") {
  const Quarter place;
  place.folder.write("kpi/hr.toml",
                     "title = \"Heart\"\ntarget = 58\ngood = \"down\"\nevery = \"month\"\n[readings]\n2026-07 = "
                     "57\n2026-08 = 60\n2026-09 = 57\n");
  place.folder.write("2026-Q3/cycle.toml",
                     "[cycle]\n[fit]\ntitle = \"Fit\"\n[fit.hr]\ntitle = \"H\"\nmax = 58\nkpi = \"hr\"\n");
  place.folder.write("2026-Q3/checkins/2026-09-28-ana.toml", "date = 2026-09-28\n");
  REQUIRE(place.close({}).code == 0);
  CHECK(place.on("2026-11-01", {"score", "2026-Q3", "--total"}).output == "0.67\n");
  place.folder.write("kpi/hr.toml",
                     "title = \"Heart\"\ntarget = 58\ngood = \"down\"\nevery = \"month\"\n[readings]\n2026-07 = "
                     "67\n2026-08 = 60\n2026-09 = 67\n");
  CHECK(place.on("2026-11-01", {"score", "2026-Q3", "--total"}).output == "0.67\n");
}

TEST_CASE("close: closed once, it says so and changes nothing") {
  const Quarter place;
  REQUIRE(place.close({}).code == 0);
  const std::string closed = place.cycle_text();
  const Ran again = place.close({}, "2026-10-09");
  CHECK(again.code == 0);
  CHECK(again.output == "Unchanged: 2026-Q3 is closed\n");
  CHECK(place.cycle_text() == closed);
  CHECK(place.close({"--note", "New."}).code == 2);
  CHECK(place.cycle_text() == closed);
}

TEST_CASE("close: --undo restores the bytes, and the state that was said") {
  const Quarter place;
  for (const std::string state : {"", "state = \"active\"  # yes\n", "state = 'active'\n"}) {
    std::string text = quarter;
    text.insert(text.find("cadence"), state);
    place.folder.write("2026-Q3/cycle.toml", text);
    REQUIRE(place.close({}).code == 0);
    CHECK(has(place.cycle_text(), "closed"));
    CHECK(!has(place.cycle_text(), "active"));
    const Ran undone = place.close({"--undo"});
    CHECK_MESSAGE(undone.code == 0, undone.errors);
    CHECK(has(undone.output, "-[result]\n"));
    CHECK(place.cycle_text() == text);
  }
  CHECK(place.close({"--undo"}).output == "Unchanged: 2026-Q3 has no result\n");
  CHECK(place.close({"--undo", "--carry-to", "2026-Q4"}).code == 2);
}

TEST_CASE("close: --carry-to makes the next cycle of what is unfinished") {
  const Quarter place;
  const Ran ran = place.close({"--carry-to", "2027-Q1"});
  CHECK_MESSAGE(ran.code == 0, ran.errors);
  const std::string text = place.folder.read("2027-Q1/cycle.toml");
  CHECK(behind(text, "[cycle]") ==
        "[cycle]\ntitle = \"Ship it\"\ncadence = \"2 weeks\"\n"
        "\n# Carried over from 2026-Q3: look at each target before the cycle starts.\n"
        "\n[ship]\ntitle = 'People use it'\nparent = \"fit\"\ncarried-from = \"2026-Q3/ship\"\n"
        "\n[ship.users]\ntitle = \"Users\"\nbaseline = 150\ntarget = 400\nstretch = 500\ncarried-from = "
        "\"2026-Q3/ship.users\"\n"
        "\n[ship.release]\ntitle = \"Released\"\nsteps = [{ title = \"b\", id = \"bee\", weight = 2 }, \"c\"]\n"
        "carried-from = \"2026-Q3/ship.release\"\n"
        "\n[ship.later]\ntitle = \"Later\"\ntarget = 3\ncarried-from = \"2026-Q3/ship.later\"\n"
        "\n[fit]\ntitle = \"Fit\"\ntype = \"committed\"\ncarried-from = \"2026-Q3/fit\"\n"
        "\n[fit.km]\ntitle = \"Kilometres\"\nkind = \"sum\"\ntarget = 157\ncarried-from = \"2026-Q3/fit.km\"\n");
  CHECK(place.on("2026-10-02", {"check"}).code == 0);
}

TEST_CASE("close: nothing is carried twice, and what has its place there is left alone") {
  const Quarter place;
  place.folder.write(
      "2026-Q4/cycle.toml",
      "[cycle]\n\n[run]\ntitle = \"Run\"\ncarried-from = \"2026-Q3/fit\"\n\n[run.base]\ntitle = \"B\"\ntarget = 1\n"
      "\n[ship]\ntitle = \"Mine\"\n\n[ship.users]\ntitle = \"Mine\"\ntarget = 1\n");
  const Ran ran = place.close({"--carry-to", "2026-Q4"});
  CHECK_MESSAGE(ran.code == 0, ran.errors);
  CHECK(has(ran.output, "Carried to 2026-Q4: run.km\n"));
  CHECK(has(ran.errors, "others of that name: ship\n"));
  const std::string text = place.folder.read("2026-Q4/cycle.toml");
  CHECK(has(text, "target = 1\n\n[run.km]\ntitle = \"Kilometres\"\n"));
  CHECK(!has(text, "Released"));
  const Ran again = place.close({"--carry-to", "2026-Q4"});
  CHECK(again.code == 0);
  CHECK(has(again.output, "Unchanged: 2026-Q3 is closed\n"));
  CHECK(place.folder.read("2026-Q4/cycle.toml") == text);
  const Ran undone = place.close({"--undo"});
  CHECK(has(undone.errors, "what was carried to 2026-Q4 stays there"));
  CHECK(place.cycle_text() == quarter);
}

TEST_CASE("close: carried later, from the closed cycle, it is the same") {
  const Quarter first, second;
  REQUIRE(first.close({"--carry-to", "2027-Q1"}).code == 0);
  REQUIRE(second.close({}).code == 0);
  REQUIRE(second.close({"--carry-to", "2027-Q1"}, "2026-11-11").code == 0);
  CHECK(first.folder.read("2027-Q1/cycle.toml") == second.folder.read("2027-Q1/cycle.toml"));
}

TEST_CASE("close: a closed cycle takes no new definitions") {
  const Quarter place;
  REQUIRE(place.close({}).code == 0);
  const std::string closed = place.cycle_text();
  const auto refused = [&](std::vector<std::string> words) {
    CAPTURE(words[0]);
    const Ran ran = place.on("2026-10-03", words);
    CHECK(ran.code == 2);
    CHECK(has(ran.errors, "okr close 2026-Q3 --undo"));
    CHECK(place.cycle_text() == closed);
  };
  refused({"checkin", "2026-Q3/ship.users=200", "--date", "2026-09-30"});
  refused({"set", "2026-Q3/ship.users.target=300", "--why", "x"});
  refused({"set", "2026-Q3/ship.state=cancelled", "--why", "x"});
  refused({"set", "2026-Q3.state=active"});
  refused({"new", "kr", "2026-Q3/ship.new", "--title", "N", "--target", "1"});
  refused({"new", "objective", "2026-Q3/new", "--title", "N"});
}

// --- for every file that can be closed ------------------------------------------------------------------------------

namespace {

std::string with_crlf(const std::string& text) {
  std::string converted;
  for (const char c : text) converted += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return converted;
}

CycleNumbers some_numbers() {
  CycleNumbers numbers;
  numbers.as_of = make_date(2026, 10, 2);
  numbers.score = Score(1.0 / 3);
  return numbers;
}

}  // namespace

TEST_CASE("close: for every example, in every layout, closing and opening again restores the bytes") {
  int tried = 0;
  for (const std::string name : {"marketing", "mobile-app", "people", "personal", "product", "sales", "support"}) {
    const std::string root = std::string(OKR_TESTS_DIR) + "/../examples/" + name;
    store::Wanted wanted;
    wanted.cycles = store::Wanted::Cycles::all;
    wanted.as_of = make_date(2027, 1, 15);
    auto workspace = store::load(root, wanted);
    REQUIRE(workspace.has_value());
    for (const Cycle& cycle : std::vector<Cycle>(workspace->cycles)) {
      std::string text = okr_test::file_content(root + "/" + cycle.folder + "/cycle.toml");
      if (cycle.result) text = without_result(text).value_or("");
      const CycleNumbers numbers = closing_numbers(*workspace, cycle.id, wanted.as_of);
      for (const std::string& variant : {text, with_crlf(text), "\xEF\xBB\xBF" + text, text.substr(0, text.size() - 1),
                                         text + "\n\n", text + "# the end", with_crlf(text + "  \n# end")}) {
        CAPTURE(name);
        CAPTURE(cycle.id.text);
        const auto closed = with_result(variant, numbers, {"A note\nof two lines", {"w"}, {"l \"quoted\""}});
        REQUIRE(closed.has_value());
        CHECK(closed->find("[result]") != std::string::npos);
        const auto again = without_result(*closed);
        REQUIRE(again.has_value());
        CHECK(*again == variant);
        ++tried;
      }
    }
  }
  CHECK(tried >= 70);
}

TEST_CASE("close: every number reads back to the same value") {
  CHECK(rc::check("shortest text of a score", [] {
    CycleNumbers numbers = some_numbers();
    const double score = *rc::gen::inRange(0, 1000000) / 999999.0;
    numbers.score = Score(score);
    const auto closed = with_result("[cycle]\n", numbers, {});
    RC_ASSERT(closed.has_value());
    const auto text = store::value_text(*closed, {"result", "score"});
    RC_ASSERT(text.has_value());
    RC_ASSERT(std::stod(*text) == score);
  }));
}

}  // namespace close_test
