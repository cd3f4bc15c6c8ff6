// SPDX-License-Identifier: MIT
// OKRs read from somewhere else, written into a workspace: what is missing is made, what is there is kept, what cannot
// be used is named with its row.
#include <string>
#include <vector>

#include <fmt/core.h>

#include "actions/import/draft.hpp"
#include "actions/import/draft_plan.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"
#include "writing_fixture.hpp"

namespace draft_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::cli;
using namespace okr::session;
using namespace okr::cli::test;

namespace {

DraftReading value_now(double value, CsvPlace place = {3, 9}) { return {std::nullopt, value, {}, {}, place}; }

DraftReading value_on(Date date, double value) { return {date, value, {}, {}, {3, 9}}; }

DraftKeyResult key_result(std::string title, std::vector<DraftField> fields, std::vector<DraftReading> readings = {}) {
  DraftKeyResult kr;
  kr.title = std::move(title);
  kr.fields = std::move(fields);
  kr.readings = std::move(readings);
  kr.place = {3, 5};
  return kr;
}

DraftObjective objective(std::string title, std::vector<DraftKeyResult> key_results) {
  DraftObjective made;
  made.title = std::move(title);
  made.key_results = std::move(key_results);
  made.place = {2, 1};
  return made;
}

Draft draft_of(std::string cycle, std::vector<DraftObjective> objectives) {
  Draft draft;
  draft.name = "okrs.csv";
  draft.text = LinedText("one\ntwo\nthree\nfour\nfive\n");
  DraftCycle made;
  made.id = std::move(cycle);
  made.objectives = std::move(objectives);
  made.place = {2, 3};
  draft.cycles.push_back(std::move(made));
  return draft;
}

struct Imported {
  int code = 0;
  std::string output, errors;
};

Imported import(const Workplace& place, const Draft& draft, DraftOptions options = {}, Globals globals = {}) {
  Stage stage({});
  stage.world.directory = place.folder.path();
  auto context = Context::create(stage.world, std::move(globals));
  options.source = "sheet";
  const Status done = write_draft(*context, draft, options);
  if (!done) context->complain(done.error());
  Imported imported{done ? 0 : exit_code(done.error().kind), context->printed(), context->said()};
  for (const Error& warning : context->warnings()) imported.errors += warning.what + "\n";  // of --json
  return imported;
}

const std::string checkin = "2026-Q3/checkins/2026-08-17-sheet.toml";

}  // namespace

TEST_CASE("draft: titles of one record differ in capitals, blanks, marks in front and marks at their end alone") {
  for (const char* title : {"Users", "users.", "KR1: Users", " Users  -", "USERS!"})
    CHECK_MESSAGE(title_key(title) == "users", title);
  for (const char* title : {"C", "C++", "C#", "C 2", "C/D", "..."}) {
    CHECK_MESSAGE(title_key(title) == to_lower_ascii(title), title);
  }
}

TEST_CASE("draft: lines that end in a carriage return alone are lines") {
  CHECK(with_line_feeds("a\rb\r\nc\n\rd\r") == "a\nb\r\nc\n\nd\n");
  CHECK(with_line_feeds("") == "");
}

TEST_CASE("draft: lines of a text are found by their numbers, empty ones too, wherever they stand") {
  const LinedText text("\n\ntwo\r\n\nfour");
  std::string lines;
  for (std::size_t number = 0; number < 8; ++number)
    lines += std::to_string(number) + std::string(text.line(number)) + "|";
  CHECK(lines == "0|1|2|3two|4|5four|6|7|");
  CHECK(LinedText("").line(1).empty());
  CHECK(LinedText("\n").line(2).empty());
  CHECK(LinedText().line(1).empty());
}

TEST_CASE("draft: what a key result and a file count by a power of ten is told as the key result counts it") {
  struct Case {
    std::string there;
    std::vector<DraftField> said;
    std::string told;  ///< in short
  };
  const std::vector<Case> cases = {
      {"target = 2000000\nunit = \"€\"\n", {{"target", "2"}, {"unit", "\"M€\""}}, ""},
      {"target = 2000\nunit = \"k€\"\n", {{"target", "2"}, {"unit", "\"Mio. EUR\""}}, ""},
      {"target = 2000\nunit = \"k€\"\n", {{"target", "2000000"}, {"unit", "\"€\""}}, ""},
      {"target = 2000\nunit = \"k€\"\n", {{"target", "2000000"}}, ""},
      {"baseline = 10\ntarget = 30\nunit = \"%\"\n", {{"baseline", "0.1"}, {"target", "0.3"}}, ""},
      {"baseline = 0.1\ntarget = 0.3\n", {{"baseline", "10"}, {"target", "30"}, {"unit", "\"%\""}}, ""},
      {"baseline = 0.1\ntarget = 0.3\nstretch = 0.4\n",
       {{"baseline", "10"}, {"target", "30"}, {"stretch", "50"}, {"unit", "\"%\""}},
       "stretch stays 0.4, not 0.5;"},
      {"min = 0.1\nmax = 0.3\n", {{"min", "10"}, {"max", "30"}, {"unit", "\"%\""}}, ""},
      {"target = 2000000\nunit = \"€\"\n", {{"target", "3"}, {"unit", "\"M€\""}}, "target stays 2000000, not 3000000;"},
      {"kind = \"percent\"\n", {{"baseline", "0"}, {"target", "100"}, {"unit", "\"%\""}}, ""},
      {"baseline = 0\ntarget = 100\nunit = \"%\"\n", {{"kind", "\"percent\""}}, ""},
      {"kind = \"percent\"\n", {{"baseline", "0"}, {"target", "30"}, {"unit", "\"%\""}}, "other kind;"},
      {"target = 2000000\nunit = \"€\"\n",
       {{"target", "2"}, {"unit", "\"M$\""}},
       "target stays 2000000, not 2;unit stays €, not M$;"},
  };
  for (const Case& one : cases) {
    const Workplace place;
    place.folder.write("2026-Q3/cycle.toml", "[cycle]\n[a]\ntitle = \"A\"\n[a.b]\ntitle = \"B\"\n" + one.there);
    std::string told = import(place, draft_of("2026-Q3", {objective("A", {key_result("B", one.said)})})).errors;
    std::string keys;
    for (const std::string_view line : split(told, '\n')) {
      if (has(std::string(line), "is a percent here and a number in the file")) keys += "other kind;";
      const auto of = line.find(" of 2026-Q3/a.b ");
      const auto way = line.find(": okr set");
      if (of == std::string_view::npos || way == std::string_view::npos) continue;
      const auto key = line.rfind(' ', of - 1) + 1, said = of + std::string_view(" of 2026-Q3/a.b ").size();
      keys += fmt::format("{} {};", line.substr(key, of - key), line.substr(said, way - said));
    }
    CHECK_MESSAGE(keys == one.told, one.there, told);
  }
}

TEST_CASE("draft: a new cycle is one file and a check-in, and the same again is unchanged") {
  const Workplace place;
  Draft draft = draft_of(
      "2026-Q1", {objective("Grow in Köln", {key_result("Posters \"up\"", {{"target", "120"}, {"baseline", "40"}},
                                                        {value_on(make_date(2026, 2, 2), 75)})})});
  draft.cycles.front().objectives.front().comments = {"Priority: high"};
  const Imported first = import(place, draft);
  INFO(first.errors);
  CHECK(first.code == 0);
  CHECK(has(first.output, "new  1 cycle, 1 objective, 1 key result, 1 value"));
  const std::string text = place.folder.read("2026-Q1/cycle.toml");
  CHECK(has(text,
            "[grow-in-koln]\ntitle = \"Grow in Köln\"\n# Priority: high\n\n[grow-in-koln.posters-up]\n"
            "title = \"Posters \\\"up\\\"\"\nbaseline = 40\ntarget = 120\n"));
  CHECK(has(place.folder.read("2026-Q1/checkins/2026-02-02-sheet.toml"), "grow-in-koln.posters-up = 75\n"));
  const Imported again = import(place, draft);
  CHECK(again.code == 0);
  CHECK(again.output == "Unchanged: 1 cycle, 1 objective, 1 key result, 1 value of okrs.csv are here already\n");
}

TEST_CASE("draft: what is there is found by its title and keeps its words; what is missing goes beside it") {
  const Workplace place;
  const Draft draft =
      draft_of("2026-Q3", {objective("People  use it", {key_result("Users", {{"target", "500"}}, {value_now(131)}),
                                                        key_result("Weight", {{"target", "9"}})}),
                           objective("Ship", {key_result("New", {{"target", "7"}})})});
  const Imported done = import(place, draft);
  INFO(done.errors);
  CHECK(done.code == 0);
  const std::string text = place.cycle_text();
  CHECK(has(text, "target = 400            # by the end\n\n[ship.weight]\ntitle = \"Weight\"\ntarget = 9\n"));
  CHECK(has(text, "\n[ship-1]\ntitle = \"Ship\"\n\n[ship-1.new]\ntitle = \"New\"\ntarget = 7\n"));
  CHECK(has(done.errors, "okrs.csv:3:5: target of 2026-Q3/ship.users stays 400, not 500"));
  CHECK(has(place.folder.read(checkin), "at = 12:00:00\n"));
  CHECK(has(place.folder.read(checkin), "ship.users = 131\n"));
}

TEST_CASE("draft: a value of now is new only where the last one is another") {
  const Workplace place;
  const auto with = [&](double value) {
    return draft_of("2026-Q3", {objective("People use it", {key_result("Users", {}, {value_now(value)})})});
  };
  CHECK(import(place, with(131)).code == 0);
  CHECK(has(import(place, with(131)).output, "Unchanged: "));
  CHECK(import(place, with(140)).code == 0);
  CHECK(has(place.folder.read("2026-Q3/checkins/2026-08-17-sheet-2.toml"), "at = 12:00:01\n"));
}

TEST_CASE("draft: a value of now that came from a file before is older than what was said since") {
  const Workplace place;
  const auto with = [&](double value) {
    return draft_of("2026-Q3", {objective("People use it", {key_result("Users", {}, {value_now(value)})})});
  };
  CHECK(import(place, with(131)).code == 0);
  CHECK(has(place.folder.read(checkin), "# Imported from okrs.csv\n"));
  CHECK(place.run({"checkin", "ship.users=140"}).code == 0);
  CHECK(has(import(place, with(131)).output, "Unchanged: "));
  CHECK(has(import(place, with(150)).output, "1 value"));
  CHECK(place.run({"checkin", "ship.users=160"}).code == 0);
  CHECK(has(import(place, with(131)).output, "1 value"));
  CHECK(place.run({"checkin", "ship.users=170"}).code == 0);
  CHECK(has(import(place, with(131), {.replace = true}).output, "1 value"));
}

TEST_CASE("draft: the same value with another confidence or note is another check-in, or told where its day has one") {
  const Workplace place;
  const auto sure = [](std::optional<Date> day, int confidence, std::string note) {
    return draft_of("2026-Q3", {objective("Grow", {key_result("Shops", {{"target", "10"}},
                                                              {{day, 4.0, confidence, std::move(note), {3, 9}}})})});
  };
  REQUIRE(import(place, sure({}, 7, "fine")).code == 0);
  CHECK(has(import(place, sure({}, 7, "fine")).output, "Unchanged"));
  CHECK(has(import(place, sure({}, 3, "a loss")).output, "new        1 value"));
  CHECK(has(place.folder.read("2026-Q3/checkins/2026-08-17-sheet-2.toml"),
            "grow.shops = { value = 4, confidence = 3, note = \"a loss\" }"));
  CHECK(has(import(place, sure({}, 3, "a loss")).output, "Unchanged"));
  const Date day = make_date(2026, 8, 3);
  REQUIRE(import(place, sure(day, 7, "fine")).code == 0);
  const Imported again = import(place, sure(day, 3, ""));
  CHECK(again.code == 0);
  CHECK(has(again.output, "Unchanged"));
  CHECK(has(again.errors,
            "2026-Q3/grow.shops on 2026-08-03 stays { value = 4, confidence = 7, note = \"fine\" }, not { "
            "value = 4, confidence = 3 }: --replace says the other one after it"));
  CHECK(has(import(place, sure(day, 3, ""), {.replace = true}).output, "new        1 value"));
}

TEST_CASE("draft: two rows of a day are one entry where they do not contradict each other") {
  const Workplace place;
  const Date day = make_date(2026, 8, 3);
  const auto rows = [&](std::optional<int> one, std::optional<int> other) {
    return draft_of("2026-Q3",
                    {objective("Grow", {key_result("Shops", {{"target", "10"}},
                                                   {{day, 4.0, one, {}, {3, 9}}, {day, 4.0, other, "ok", {4, 9}}})})});
  };
  const Imported bad = import(place, rows(7, 3));
  CHECK(bad.code == 2);
  CHECK(has(bad.errors,
            "grow.shops is { value = 4, confidence = 3, note = \"ok\" } here and { value = 4, confidence = 7 } "
            "in line 3, on one day"));
  REQUIRE(import(place, rows({}, 7)).code == 0);
  CHECK(has(place.folder.read("2026-Q3/checkins/2026-08-03-sheet.toml"),
            "grow.shops = { value = 4, confidence = 7, note = \"ok\" }"));
}

TEST_CASE("draft: that a comment is kept is not said of a record that takes none more") {
  const Workplace place;
  Draft draft = draft_of("2026-Q3", {objective("Grow", {key_result("Shops", {{"target", "10"}})})});
  REQUIRE(import(place, draft).code == 0);
  draft.cycles.front().objectives.front().comments = {"Progress: 80 %"};
  draft.remarks = {{{2, 1}, "kept as a comment: Progress: 80 %", {}, "Progress: 80 %"}};
  const Imported again = import(place, draft);
  CHECK(has(again.errors, "2026-Q3/grow is there already and takes no comment more: Progress: 80 %"));
  CHECK(!has(again.errors, "kept as a comment"));
}

TEST_CASE("draft: a value that its kind does not take is a fault of a key result that is new, too") {
  const Workplace place;
  const Draft draft = draft_of(
      "2026-Q3", {objective("One", {key_result("Share", {{"kind", "\"percent\""}}, {value_now(145, {4, 2})}),
                                    key_result("Temperature", {{"target", "9"}, {"ceil", "10"}}, {value_now(11)}),
                                    key_result("Users", {{"target", "9"}}, {value_now(145)})})});
  const Imported refused = import(place, draft);
  CHECK(refused.code == 2);
  CHECK(has(refused.errors, "okrs.csv:4:2: error: one.share: 145 is no percentage [E117]"));
  CHECK(has(refused.errors, "okrs.csv:3:9: error: one.temperature: 11 lies above its ceil, 10 [E117]"));
  CHECK(has(refused.errors, "2 faults"));
}

TEST_CASE("draft: another value for a day that has one is exit 1; --replace says it after the first") {
  const Workplace place;
  const auto with = [&](double value) {
    return draft_of("2026-Q3",
                    {objective("People use it", {key_result("Users", {}, {value_on(make_date(2026, 8, 3), value)})})});
  };
  CHECK(import(place, with(10)).code == 0);
  const Imported refused = import(place, with(11));
  CHECK(refused.code == 1);
  CHECK(has(refused.errors, "okrs.csv:3:9: ship.users has 10 for 2026-08-03 already, not 11"));
  CHECK(import(place, with(11), {.replace = true}).code == 0);
  CHECK(has(import(place, with(11)).output, "Unchanged: "));
}

TEST_CASE("draft: what okr check would refuse is refused with its row, and --skip-bad writes the rest") {
  const Workplace place;
  DraftKeyResult bad = key_result("Bad", {{"baseline", "5"}, {"target", "5"}});
  bad.place = {4, 5};
  const Draft draft = draft_of("2026-Q1", {objective("One", {key_result("Good", {{"target", "5"}}), bad})});
  const Imported refused = import(place, draft);
  CHECK(refused.code == 2);
  CHECK(has(refused.errors, "okrs.csv:4:5: error: target"));
  CHECK(has(refused.errors, "4 | four\n"));
  CHECK_FALSE(place.folder.has("2026-Q1/cycle.toml"));
  const Imported skipped = import(place, draft, {.skip_bad = true});
  INFO(skipped.errors);
  CHECK(skipped.code == 0);
  CHECK(has(skipped.errors, "1 fault in okrs.csv, left out"));
  CHECK_FALSE(has(place.folder.read("2026-Q1/cycle.toml"), "Bad"));
}

TEST_CASE("draft: an objective without key results is a draft, and that is said") {
  const Workplace place;
  const Imported done = import(place, draft_of("2026-Q1", {objective("Alone", {})}));
  CHECK(done.code == 0);
  CHECK(has(done.errors, "okrs.csv:2:1: 2026-Q1/alone has no key result: it is written as a draft"));
  CHECK(has(place.folder.read("2026-Q1/cycle.toml"), "[alone]\ntitle = \"Alone\"\nstate = \"draft\"\n"));
  CHECK(place.run({"check"}).code == 0);
}

TEST_CASE("draft: that a draft is measured now, and why one is given up, is told with the line for it") {
  const Workplace place;
  DraftKeyResult unmeasured = key_result("Be liked", {{"state", "\"draft\""}});
  REQUIRE(import(place, draft_of("2026-Q3", {objective("Grow", {unmeasured}), objective("Shine", {})})).code == 0);
  CHECK(import(place, draft_of("2026-Q3", {objective("Grow", {unmeasured}), objective("Shine", {})})).errors == "");
  const auto again = import(place, draft_of("2026-Q3", {objective("Grow", {key_result("Be liked", {{"target", "10"}})}),
                                                        objective("Shine", {unmeasured})}));
  CHECK(
      again.errors.find("state of 2026-Q3/grow.be-liked stays draft, though this file says what it is measured by: okr "
                        "set 2026-Q3/grow.be-liked.state=active --why TEXT\n") != std::string::npos);
  CHECK(again.errors.find("okr set 2026-Q3/shine.state=active --why TEXT\n") != std::string::npos);
  const auto given_up =
      import(place, draft_of("2026-Q3", {objective("Grow", {key_result("Be liked", {{"state", "\"cancelled\""},
                                                                                    {"reason", "\"too early\""}})})}));
  CHECK(given_up.errors.find(
            "stays draft, not cancelled: okr set 2026-Q3/grow.be-liked.state=cancelled --why 'too early'\n") !=
        std::string::npos);
}

TEST_CASE("draft: a mark in front of a title makes no other record") {
  const Workplace place;
  REQUIRE(
      import(place, draft_of("2026-Q3", {objective("O1: Grow", {key_result("KR1: Users", {{"target", "4"}})})})).code ==
      0);
  const auto again = import(place, draft_of("2026-Q3", {objective("Grow", {key_result("Users", {{"target", "4"}})})}));
  CHECK(again.output.starts_with("Unchanged: "));
}

TEST_CASE("draft: scores by hand become the result of a cycle that is over") {
  const Workplace place;
  Draft draft = draft_of("2026-Q1", {objective("One", {key_result("Users", {{"target", "5"}})})});
  draft.cycles.front().objectives.front().score = 0.7;
  draft.cycles.front().objectives.front().key_results.front().result.score = 0.7;
  const Imported done = import(place, draft);
  INFO(done.errors);
  CHECK(done.code == 0);
  const std::string text = place.folder.read("2026-Q1/cycle.toml");
  CHECK(has(text, "[result.objective]\none = { score = 0.7 }\n\n[result.kr]\none.users = { score = 0.7 }\n"));
  CHECK(place.run({"check"}).code == 0);
  CHECK(has(import(place, draft).output, "Unchanged: "));
}

TEST_CASE("draft: another score of a closed cycle is told, and stays") {
  const Workplace place;
  Draft draft = draft_of(
      "2026-Q1", {objective("One", {key_result("Users", {{"target", "5"}}), key_result("Shops", {{"target", "5"}})})});
  DraftObjective& one = draft.cycles.front().objectives.front();
  one.score = 0.7;
  one.key_results.front().result.score = 0.7;
  CHECK(import(place, draft).code == 0);
  CHECK(import(place, draft).errors == "");
  one.score = 0.8;
  one.key_results.front().result.score = 0.9;
  one.key_results.back().result.score = 0.4;
  const Imported told = import(place, draft);
  CHECK(has(told.output, "Unchanged: "));
  CHECK(has(told.errors, "okrs.csv:2:1: score of 2026-Q1/one stays 0.7, not 0.8: okr close 2026-Q1 --undo opens it"));
  CHECK(has(told.errors, "okrs.csv:3:5: score of 2026-Q1/one.users stays 0.7, not 0.9: "));
  CHECK(has(told.errors, "okrs.csv:3:5: score of 2026-Q1/one.shops is not given and stays so, not 0.4: "));
}

TEST_CASE("draft: many remarks of a sort hide none of another one, and JSON has all of them") {
  const Workplace place;
  Draft draft = draft_of("2026-Q1", {objective("One", {key_result("Users", {{"target", "5"}})})});
  for (std::uint32_t i = 1; i <= 30; ++i)
    draft.remarks.push_back(
        {{i, 1}, "'Title: " + std::to_string(i) + "' of 2026-Q1/one-" + std::to_string(i) + " is odd"});
  draft.remarks.push_back({{40, 1}, "columns left out: 'X'"});
  Globals globals;
  globals.dry_run = true;
  const Imported told = import(place, draft, {}, globals);
  CHECK(has(told.errors, "okrs.csv:20:1: 'Title: 20'"));
  CHECK_FALSE(has(told.errors, "okrs.csv:21:1"));
  CHECK(has(told.errors, "okrs.csv:40:1: columns left out: 'X'\n"));
  CHECK(has(told.errors, "okr: and 10 more like the one of line 20: --json lists all\n"));
  globals.format = Format::json;
  globals.json = true;
  const Imported listed = import(place, draft, {}, globals);
  CHECK(has(listed.errors, "'Title: 30'"));
}

TEST_CASE("draft: values before the cycle are left out, later ones are of its last day; both are said") {
  const Workplace place;
  const Imported done =
      import(place, draft_of("2026-Q2", {objective("One", {key_result("Users", {{"target", "5"}},
                                                                      {value_on(make_date(2026, 3, 1), 1),
                                                                       value_on(make_date(2026, 7, 2), 3)})})}));
  CHECK(done.code == 0);
  CHECK(has(done.errors, "2026-03-01 lies before its cycle"));
  CHECK(has(done.errors, "is dated 2026-06-30, the last day of its cycle, not 2026-07-02"));
  CHECK(has(place.folder.read("2026-Q2/checkins/2026-06-30-sheet.toml"), "one.users = 3\n"));
}

TEST_CASE("draft: a closed cycle takes nothing more") {
  const Workplace place;
  place.folder.write("2026-Q1/cycle.toml", "[cycle]\n\n[result]\nclosed = 2026-04-02\nscore = 0.5\n");
  const Imported done = import(place, draft_of("2026-Q1", {objective("One", {key_result("N", {{"target", "5"}})})}));
  CHECK(done.code == 2);
  CHECK(has(done.errors, "okrs.csv:2:3: error: 2026-Q1 is closed"));
}

TEST_CASE("draft: KPIs are made with their readings, and get those that are missing") {
  const Workplace place;
  Draft draft;
  draft.name = "okrs.csv";
  DraftKpi kpi;
  kpi.title = "Resting heart rate";
  kpi.fields = {{"every", "\"week\""}};
  kpi.readings = {{make_date(2026, 8, 9), PeriodUnit::week, {57}, "cold", false, "", {2, 1}}};
  draft.kpis.push_back(kpi);
  const Imported first = import(place, draft);
  INFO(first.errors);
  CHECK(first.code == 0);
  CHECK(has(place.folder.read("kpi/resting-heart-rate.toml"), "2026-W32 = { value = 57, note = \"cold\" }\n"));
  CHECK(has(import(place, draft).output, "Unchanged: 1 KPI, 1 reading of okrs.csv"));
  draft.kpis.front().readings.push_back({make_date(2026, 8, 16), PeriodUnit::week, {58}, "", false, "", {3, 1}});
  CHECK(import(place, draft).code == 0);
  CHECK(has(place.folder.read("kpi/resting-heart-rate.toml"), "\n2026-W33 = 58\n"));
}

TEST_CASE("draft: of two that are called alike the team says which is meant, and both keep their ids") {
  const Workplace place;
  DraftObjective sales = objective("Grow", {key_result("Users", {{"target", "5"}})});
  DraftObjective data = sales;
  sales.fields = {{"team", "\"sales\""}};
  data.fields = {{"team", "\"data\""}};
  CHECK(import(place, draft_of("2026-Q1", {sales, data})).code == 0);
  const Imported again = import(place, draft_of("2026-Q1", {data, sales}));
  CHECK(has(again.output, "Unchanged: 1 cycle, 2 objectives, 2 key results of okrs.csv"));
}

TEST_CASE("draft: ids are made of whole words, never reserved ones") {
  CHECK(id_of_title("Increase weekly active users from 40 to 120 by autumn") == "increase-weekly-active");
  CHECK(id_of_title("日本").empty());
  CHECK(id_of_title("X marks the spot") == "marks-the-spot");
  const std::vector<DraftObjective> said = {objective("Done!", {}), objective("日本", {}), objective("Done", {}),
                                            objective("X-ray", {})};
  const auto matched = matched_objectives(said, nullptr);
  CHECK(matched[0].id == "done-1");
  CHECK(matched[1].id == "objective");
  CHECK(matched[2].id == "done-2");
  CHECK(matched[3].id == "ray");
}

TEST_CASE("draft: titles that begin alike are two records, though their ids are cut") {
  const Workplace place;
  const DraftKeyResult users = key_result("Weekly active users in Europe grow", {{"target", "5"}});
  CHECK(import(place, draft_of("2026-Q1", {objective("Grow", {users})})).code == 0);
  const DraftKeyResult others = key_result("Weekly active users in Africa grow", {{"target", "5"}});
  CHECK(import(place, draft_of("2026-Q1", {objective("Grow", {others})})).code == 0);
  const std::string text = place.folder.read("2026-Q1/cycle.toml");
  CHECK(has(text, "[grow.weekly-active-users-in]"));
  CHECK(has(text, "[grow.weekly-active-users-in-1]"));
  const Imported again = import(place, draft_of("2026-Q1", {objective("Grow", {others, users})}));
  CHECK(has(again.output, "Unchanged: 1 cycle, 1 objective, 2 key results of okrs.csv"));
}

}  // namespace draft_test
