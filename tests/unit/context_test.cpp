// SPDX-License-Identifier: MIT
// Where the day, colour, characters and width come from, and which source wins.
#include "session/context.hpp"

#include "cli/words.hpp"
#include "cli_fixture.hpp"
#include "print.hpp"

namespace context_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;
using okr::cli::test::Stage;
using okr::cli::test::Variables;

namespace {

Screen screen_with(const Variables& variables, Terminal terminal = {}, const Globals& globals = {}) {
  Stage stage({}, variables);
  stage.world.terminal = terminal;
  return screen(stage.world, globals);
}

constexpr Terminal at_terminal{true, true, true, 120, 40};

}  // namespace

TEST_CASE("Unicode is decided by the first set one of LC_ALL, LC_CTYPE, LANG") {
  CHECK(screen_with({{"LANG", "en_US.UTF-8"}}).utf8);
  CHECK(screen_with({{"LANG", "C.utf8"}}).utf8);
  CHECK(!screen_with({{"LC_ALL", "C"}, {"LANG", "en_US.UTF-8"}}).utf8);
  CHECK(screen_with({{"LC_ALL", ""}, {"LC_CTYPE", "de_DE.UTF-8"}, {"LANG", "C"}}).utf8);
  CHECK(!screen_with({}).utf8);
}

TEST_CASE("OKR_CHARSET wins over the locale, the flags over both") {
  CHECK(!screen_with({{"OKR_CHARSET", "ascii"}, {"LANG", "en_US.UTF-8"}}).utf8);
  CHECK(screen_with({{"OKR_CHARSET", "UTF-8"}, {"LC_ALL", "C"}}).utf8);
  Globals globals;
  globals.ascii = true;
  CHECK(!screen_with({{"OKR_CHARSET", "utf-8"}}, {}, globals).utf8);
  globals = {};
  globals.utf8 = true;
  CHECK(screen_with({{"LC_ALL", "C"}}, {}, globals).utf8);
}

TEST_CASE("colour: flag, then NO_COLOR, then the forces, then the terminal") {
  const auto color = [](const Variables& variables, Terminal terminal, When when) {
    Globals globals;
    globals.color = when;
    return screen_with(variables, terminal, globals).color;
  };
  CHECK(color({{"NO_COLOR", "1"}}, {}, When::always));
  CHECK(!color({{"CLICOLOR_FORCE", "1"}}, at_terminal, When::never));
  CHECK(!color({{"NO_COLOR", "1"}, {"CLICOLOR_FORCE", "1"}, {"TERM", "xterm"}}, at_terminal, When::automatic));
  CHECK(color({{"NO_COLOR", ""}, {"TERM", "xterm"}}, at_terminal, When::automatic));
  CHECK(color({{"CLICOLOR_FORCE", "1"}}, {}, When::automatic));
  CHECK(color({{"FORCE_COLOR", "1"}}, {}, When::automatic));
  CHECK(!color({{"CLICOLOR_FORCE", "0"}}, {}, When::automatic));
  CHECK(!color({{"TERM", "dumb"}}, at_terminal, When::automatic));
  CHECK(color({{"TERM", "xterm"}}, at_terminal, When::automatic));
  CHECK(!color({{"TERM", "xterm"}}, {}, When::automatic));
}

TEST_CASE("stderr has a colour of its own, and a file of -o has none") {
  Terminal errors_only;
  errors_only.errors = true;
  CHECK(screen_with({{"TERM", "xterm"}}, errors_only).color_errors);
  CHECK(!screen_with({{"TERM", "xterm"}}, errors_only).color);
  Globals globals;
  globals.output = "report.txt";
  CHECK(!screen_with({{"TERM", "xterm"}}, at_terminal, globals).color);
}

TEST_CASE("width: --width, COLUMNS, the terminal, 80") {
  Globals globals;
  globals.width = 100;
  CHECK(screen_with({{"COLUMNS", "90"}}, at_terminal, globals).width == 100);
  CHECK(screen_with({{"COLUMNS", "90"}}, at_terminal).width == 90);
  CHECK(screen_with({{"COLUMNS", "wide"}}, at_terminal).width == 120);
  CHECK(screen_with({{"COLUMNS", "0"}}).width == 80);
  CHECK(screen_with({}, at_terminal).width == 120);
  CHECK(screen_with({}, {true, false, true, 120, 40}).width == 80);
}

TEST_CASE("ACCESSIBLE and --plain are one") {
  CHECK(screen_with({{"ACCESSIBLE", "1"}}).plain);
  CHECK(!screen_with({{"ACCESSIBLE", "0"}}).plain);
  Globals globals;
  globals.plain = true;
  CHECK(screen_with({}, {}, globals).plain);
}

TEST_CASE("a person is asked only at a terminal and without --no-input") {
  Globals globals;
  globals.no_input = true;
  CHECK(screen_with({}, at_terminal).interactive);
  CHECK(!screen_with({}, at_terminal, globals).interactive);
  CHECK(!screen_with({}, {false, true, true, 80, 24}).interactive);
}

TEST_CASE("today: --as-of, then OKR_TODAY, then the clock") {
  Stage stage({});
  CHECK(Context::create(stage.world, {})->today() == make_date(2026, 8, 17));
  Stage fixed({}, {{"OKR_TODAY", "2026-09-01"}});
  CHECK(Context::create(fixed.world, {})->today() == make_date(2026, 9, 1));
  Globals globals;
  globals.as_of = "yesterday";
  CHECK(Context::create(fixed.world, globals)->today() == make_date(2026, 8, 31));
}

TEST_CASE("a day in the future, or none, is a usage error") {
  for (const char* text : {"2026-08-18", "soon", "2026-02-30", ""}) {
    Stage stage({});
    Globals globals;
    globals.as_of = text;
    const Result<Context> context = Context::create(stage.world, globals);
    REQUIRE(!context);
    CHECK(context.error().kind == ErrorKind::usage);
  }
  Stage stage({}, {{"OKR_TODAY", "tomorrow"}});
  CHECK(Context::create(stage.world, {}).error().what == "OKR_TODAY: 'tomorrow' is not a date");
}

TEST_CASE("past_date refuses what any_date takes") {
  Stage stage({});
  const Result<Context> context = Context::create(stage.world, {});
  REQUIRE(context);
  CHECK(*any_date(*context, "--due", "2026-12-01", 1) == make_date(2026, 12, 1));
  CHECK(past_date(*context, "--date", "2026-12-01", 1).error().what == "--date: 2026-12-01 lies in the future");
  CHECK(*past_date(*context, "--date", "2026-08-17", 1) == make_date(2026, 8, 17));
  CHECK(!any_date(*context, "--due", "someday", 1));
}

TEST_CASE("the workspace is looked for from -C, then OKR_DIR, then here") {
  Stage stage({}, {{"OKR_DIR", "goals"}});
  CHECK(Context::create(stage.world, {})->start_directory() == "/home/ana/goals");
  Globals globals;
  globals.directories = {"/srv/okr"};
  const Result<Context> elsewhere = Context::create(stage.world, globals);
  CHECK(elsewhere->start_directory() == "/srv/okr");
  CHECK(elsewhere->path("a.csv") == "/srv/okr/a.csv");
  CHECK(elsewhere->path("/a.csv") == "/a.csv");
  CHECK(elsewhere->path("-") == "-");
  CHECK(Context::create(stage.world, {})->path("a.csv") == "/home/ana/a.csv");
}

TEST_CASE("hints are for people who look") {
  Stage stage({});
  Result<Context> context = Context::create(stage.world, {});
  context->hint("Next: okr status\n");
  CHECK(context->said().empty());
  stage.world.terminal.errors = true;
  context->hint("Next: okr status\n");
  CHECK(context->said() == "Next: okr status\n");
  Globals globals;
  globals.quiet = true;
  Result<Context> quiet = Context::create(stage.world, globals);
  quiet->hint("Next: okr status\n");
  CHECK(quiet->said().empty());
}

TEST_CASE("an error is a line, and each line of its hint an indented one") {
  CHECK(error_text({ErrorKind::data, "it broke", ""}) == "okr: it broke\n");
  CHECK(error_text({ErrorKind::data, "it broke", "one\ntwo"}) == "okr: it broke\n  one\n  two\n");
}

TEST_CASE("what excludes each other is refused") {
  Globals both;
  both.json = true;
  both.format = Format::csv;
  CHECK(!finish_globals(both));
  Globals json;
  json.json = true;
  CHECK(finish_globals(json));
  CHECK(json.format == Format::json);
  Globals charsets;
  charsets.ascii = charsets.utf8 = true;
  CHECK(!finish_globals(charsets));
  Globals narrow;
  narrow.width = 19;
  CHECK(!finish_globals(narrow));
}

}  // namespace context_test
