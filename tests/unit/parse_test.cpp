// SPDX-License-Identifier: MIT
// What is wrong inside one file of a cycle's folder: code, place, caret, words and the way out.
#include "folder.hpp"
#include "print.hpp"

namespace parse_test {

using namespace okr_test;

namespace {

constexpr const char* cycle = "2026-Q3/cycle.toml";

}  // namespace

TEST_CASE("parse: a file that is no TOML is reported once, at the first fault (E001, E002, E003)") {
  check_cases(
      {},
      {
          {"a value is missing", cycle, "[ship]\ntitle = \n",
           "E001 2026-Q3/cycle.toml:2:9-9 a value is missing behind '=' | "},
          {"a caret counts characters, not bytes", cycle, "[ship]\ntitle = \"ä\" é\n",
           "E001 2026-Q3/cycle.toml:2:13-13 'é' is left over behind the value | one key a line; a comment begins with "
           "#"},
          {"a date that does not exist", cycle,
           "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 5\ndue = 2026-02-30\n",
           "E001 2026-Q3/cycle.toml:6:7-16 '2026-02-30' is no date | a date is written 2026-08-17, and the day must "
           "exist"},
          {"a decimal comma", cycle, "[ship]\ntitle = \"a\"\nweight = 1,5\n",
           "E001 2026-Q3/cycle.toml:3:11-11 a number is written with a decimal point | 1.5, not 1,5"},
          {"a heading given twice", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 5\n[ship]\n",
           "E001 2026-Q3/cycle.toml:6:1-6 the heading [ship] is given twice | the first is in line 1: put the keys "
           "below one heading"},
          {"conflict markers", cycle, "[ship]\n<<<<<<< HEAD\ntitle = \"a\"\n=======\ntitle = \"b\"\n>>>>>>> theirs\n",
           "E002 2026-Q3/cycle.toml:2:1-12 a merge conflict is not resolved here | keep what is right of both sides "
           "and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"},
          {"a byte that is not UTF-8", cycle, "[ship]\ntitle = \"caf\xE9 au lait\"\n",
           "E001 2026-Q3/cycle.toml:2:13-13 a byte that is not UTF-8 | save the file as UTF-8"},
          {"binary garbage", cycle,
           "\x7f"
           "ELF\x02\x01\x01",
           "E001 2026-Q3/cycle.toml:1:1-1 a key cannot begin with a control character (U+007F) | keys are a-z, A-Z, "
           "0-9, - and _"},
          {"UTF-16", cycle, "\xFF\xFE[", "E001 2026-Q3/cycle.toml:1:1-1 the file is UTF-16 | save the file as UTF-8"},
      });
}

TEST_CASE("parse: numbers are finite and at most 1e15 in size (E102)") {
  check_cases(
      {},
      {
          {"nan", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = nan\n",
           "E102 2026-Q3/cycle.toml:5:10-12 'target' of key result 'ship.users' is not a finite number | use a number, "
           "or leave the key out"},
          {"inf", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\nbaseline = -inf\ntarget = 3\n",
           "E102 2026-Q3/cycle.toml:5:12-15 'baseline' of key result 'ship.users' is not a finite number | use a "
           "number, or leave the key out"},
          {"1e15 is the largest", cycle,
           "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 1000000000000000\n", ""},
          {"its float too", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = -1e15\n", ""},
          {"one more is too large", cycle,
           "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 1000000000000001\n",
           "E102 2026-Q3/cycle.toml:5:10-25 'target' of key result 'ship.users' is larger than a value may be | at "
           "most "
           "1000000000000000 in size; count in thousands or millions"},
          {"and below zero", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = -9007199254740993\n",
           "E102 2026-Q3/cycle.toml:5:10-26 'target' of key result 'ship.users' is larger than a value may be | at "
           "most "
           "1000000000000000 in size; count in thousands or millions"},
          {"a float near the end of double", cycle,
           "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 1e308\n",
           "E102 2026-Q3/cycle.toml:5:10-14 'target' of key result 'ship.users' is larger than a value may be | at "
           "most "
           "1000000000000000 in size; count in thousands or millions"},
          {"small numbers are numbers", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 1e-100\n",
           ""},
          {"but not at the end of double", cycle,
           "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 1e-300\n",
           "E102 2026-Q3/cycle.toml:5:10-15 'target' of key result 'ship.users' is closer to 0 than a value may be | "
           "0, or at least "
           "1e-100 in size; use a smaller unit"},
          {"past 64 bits", cycle, "[ship]\ntitle = \"a\"\nweight = 99999999999999999999\n",
           "E001 2026-Q3/cycle.toml:3:10-29 '99999999999999999999' is no number | numbers go up to 1000000000000000; "
           "count in thousands or millions"},
      });
}

TEST_CASE("parse: values lie in their domain (E107, E109)") {
  check_cases(
      {},
      {
          {"a word that is none, with the nearest", cycle, "[ship]\ntitle = \"a\"\ntype = \"comitted\"\n",
           "E107 2026-Q3/cycle.toml:3:8-17 'type' of objective 'ship' cannot be \"comitted\" | did you mean "
           "\"committed\"?"},
          {"a word far from all", cycle, "[ship]\ntitle = \"a\"\nroll-up = \"everything\"\n",
           "E107 2026-Q3/cycle.toml:3:11-22 'roll-up' of objective 'ship' cannot be \"everything\" | use one of "
           "\"krs\", \"children\", \"both\""},
          {"a right word", cycle, "[ship]\ntitle = \"a\"\ntype = \"committed\"\n", ""},
          {"misses is a whole number", cycle, "[fit]\ntitle = \"a\"\n[fit.hr]\ntitle = \"b\"\nmax = 58\nmisses = 1.5\n",
           "E107 2026-Q3/cycle.toml:6:10-12 'misses' of key result 'fit.hr' is 1.5, not a whole number | use 0 to "
           "100000"},
          {"misses is not negative", cycle, "[fit]\ntitle = \"a\"\n[fit.hr]\ntitle = \"b\"\nmax = 58\nmisses = -1\n",
           "E107 2026-Q3/cycle.toml:6:10-11 'misses' of key result 'fit.hr' is -1, not 0 to 100000 | use 0 to 100000"},
          {"a negative weight", cycle, "[ship]\ntitle = \"a\"\nweight = -1\n",
           "E109 2026-Q3/cycle.toml:3:10-11 'weight' of objective 'ship' is -1, not 0 or more | use 0 or more"},
          {"a weight that weighs nothing", cycle, "[ship]\ntitle = \"a\"\nweight = 1e-80\n",
           "E109 2026-Q3/cycle.toml:3:10-14 'weight' of objective 'ship' is too small to weigh anything | use 0, or "
           "weights such as 1 "
           "and 2"},
          {"one near the large end", cycle, "[ship]\ntitle = \"a\"\nweight = 1e308\n",
           "E102 2026-Q3/cycle.toml:3:10-14 'weight' of objective 'ship' is larger than a value may be | at most "
           "1000000000000000 in "
           "size; count in thousands or millions"},
          {"a relative change", cycle,
           "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\nbaseline = 3\nchange = \"20\"\n",
           "E107 2026-Q3/cycle.toml:6:10-13 'change' of key result 'ship.users' is no relative change | write \"+20%\" "
           "or \"-20%\""},
          {"a right one", cycle,
           "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\nbaseline = 3\nchange = \"-15%\"\n", ""},
          {"a rhythm", cycle, "[cycle]\ncadence = \"fortnight\"\n",
           "E107 2026-Q3/cycle.toml:2:11-21 'cadence' of [cycle] is no rhythm | use \"day\", \"week\", \"2 weeks\", "
           "\"month\", \"quarter\", \"half\", \"year\", or a number of days"},
          {"a right rhythm", cycle, "[cycle]\ncadence = \"2 weeks\"\ngrace-days = 7\n", ""},
          {"a title with an escape sequence", cycle, "[ship]\ntitle = \"\\u001b[31mred\"\n",
           "E107 2026-Q3/cycle.toml:2:9-23 'title' of objective 'ship' holds a control character | remove it: plain "
           "text is wanted"},
          {"a title of two lines", cycle, "[ship]\ntitle = \"a\\nb\"\n",
           "E107 2026-Q3/cycle.toml:2:9-14 'title' of objective 'ship' has several lines | put it on one line"},
          {"a why of two lines", cycle, "[ship]\ntitle = \"a\"\nwhy = \"a\\nb\"\n", ""},
          {"a parent without a name", cycle, "[ship]\ntitle = \"a\"\nparent = \"\"\n",
           "E107 2026-Q3/cycle.toml:3:10-11 'parent' of objective 'ship' is empty | name a record, or leave the key "
           "out"},
          {"a state in changes", cycle,
           "[ship]\ntitle = \"a\"\nchanges = [{ on = 2026-08-01, state = [\"active\", \"closed\"] }]\n",
           "E107 2026-Q3/cycle.toml:3:50-57 'state' of a change cannot be \"closed\" | use one of \"draft\", "
           "\"active\", \"done\", \"cancelled\", \"deferred\""},
      });
}

TEST_CASE("parse: a relative change has a sign, a number and a percent sign, and nothing else (E107)") {
  const auto file = [](const std::string& change) {
    return "[o]\ntitle = \"O\"\n[o.k]\ntitle = \"K\"\nbaseline = 100\nchange = \"" + change + "\"\n";
  };
  for (const std::string change : {"20%", "+20 %", " +20 %", "120%", "0%", "+ 20%", "+-20%", "+%", "%", "20"}) {
    CAPTURE(change);
    const Folder folder({{"okr.toml", ""}, {cycle, file(change)}});
    const okr::Workspace workspace = loaded(folder.path());
    REQUIRE(workspace.diagnostics.size() == 1);
    CHECK(workspace.diagnostics[0].code == okr::Code::E107);
    CHECK(workspace.diagnostics[0].place.line == 6);
    CHECK(workspace.cycles[0].objectives[0].key_results[0].faulty);
  }
  const std::string unsigned_text = file("15%");
  check_cases(
      {}, {{"without a sign", cycle, unsigned_text.c_str(),
            "E107 2026-Q3/cycle.toml:6:10-14 'change' of key result 'o.k' is no relative change | write \"+15%\" or "
            "\"-15%\""}});
  for (const std::string change : {"+20%", "-2.5%", "+120%", "-1e1%"}) {
    const Folder folder({{"okr.toml", ""}, {cycle, file(change)}});
    CHECK(loaded(folder.path()).diagnostics.empty());
  }
}

TEST_CASE("parse: keys that contradict each other (E113)") {
  const std::string head = "[o]\ntitle = \"O\"\n[o.k]\ntitle = \"K\"\n";
  const std::string mend =
      " | a KPI feeds number, sum, hold, percent and measure: leave kpi out, or give a target, min or max";
  const std::string done = head + "kind = \"done\"\nkpi = \"v\"\n", steps = head + "steps = [\"a\"]\nkpi = \"v\"\n",
                    graded = head + "rubric = \"r\"\nkpi = \"v\"\n",
                    both = head + "baseline = 1\ntarget = 5\nchange = \"+20%\"\n";
  const std::string says = "kpi does not go with kind ", of = " of key result 'o.k'";
  const std::vector<File> kpi = {{"kpi/v.toml", "title = \"V\"\n[readings]\n2026-08-01 = 4\n"}};
  check_cases(
      kpi,
      {{"done", cycle, done.c_str(), ("E113 2026-Q3/cycle.toml:6:1-3 " + says + "done" + of + mend).c_str()},
       {"steps", cycle, steps.c_str(), ("E113 2026-Q3/cycle.toml:6:1-3 " + says + "milestones" + of + mend).c_str()},
       {"graded", cycle, graded.c_str(), ("E113 2026-Q3/cycle.toml:6:1-3 " + says + "graded" + of + mend).c_str()},
       {"a target said twice", cycle, both.c_str(),
        "E113 2026-Q3/cycle.toml:7:1-6 key result 'o.k' has a target and a change | the target counts: leave one "
        "of the two out"}});
  for (const std::string keys :
       {"target = 5\n", "kind = \"sum\"\ntarget = 5\n", "max = 5\n", "kind = \"percent\"\n", "kind = \"measure\"\n"}) {
    const Folder folder({{"okr.toml", ""}, kpi[0], {cycle, head + keys + "kpi = \"v\"\n"}});
    CHECK(reports_of(loaded(folder.path())) == "");
  }
  check_cases(
      {},
      {{"a formula beside readings", "kpi/f.toml", "title = \"F\"\nformula = \"1 + 1\"\n[readings]\n2026-08-01 = 4\n",
        "E113 kpi/f.toml:2:11-17 KPI 'f' has a formula, and readings of its own | leave one of the two out; its "
        "readings begin at kpi/f.toml:4:14"},
       {"values beside readings", "kpi/f.toml", "title = \"F\"\nvalues = \"f.csv\"\n[readings]\n2026-08-01 = 4\n",
        "E113 kpi/f.toml:2:10-16 KPI 'f' has values from a file, and readings of its own | leave one of the two out; "
        "its readings begin at kpi/f.toml:4:14"}});
}

TEST_CASE("parse: no floor above a ceil, and no target beyond one (E114)") {
  check_cases({},
              {{"floor above ceil", cycle,
                "[o]\ntitle = \"O\"\n[o.k]\ntitle = \"K\"\nbaseline = 0\ntarget = 4\nfloor = 5\nceil = 3\n",
                "E114 2026-Q3/cycle.toml:7:9-9 floor of key result 'o.k' is above its ceil | floor must be below ceil"},
               {"a target that cannot be reached", "kpi/v.toml", "title = \"V\"\ntarget = 101\nceil = 100\n",
                "E114 kpi/v.toml:2:10-12 target of KPI 'v' is above its ceil | target must be below ceil"}});
  const Folder amounts(
      {{"okr.toml", ""}, {"kpi/v.toml", "title = \"V\"\naggregate = \"sum\"\ntarget = 40\nceil = 24\n"}});
  CHECK(reports_of(loaded(amounts.path())) == "");
}

TEST_CASE("parse: a title says something (E118), on one line and without tabs (E107)") {
  const std::string head = "[o]\ntitle = \"O\"\n[o.k]\ntitle = \"K\"\n";
  const std::string step = head + "steps = [\"a\", \" \"]\n", initiative = head + "target = 5\ninitiatives = [\"\"]\n";
  check_cases({}, {{"none", cycle, "[o]\ntitle = \"\"\n",
                    "E118 2026-Q3/cycle.toml:2:9-10 'title' of objective 'o' is empty | say it in a line"},
                   {"blanks", cycle, "[o]\ntitle = \"  \"\n",
                    "E118 2026-Q3/cycle.toml:2:9-12 'title' of objective 'o' is empty | say it in a line"},
                   {"a tab", cycle, "[o]\ntitle = \"a\\tb\"\n",
                    "E107 2026-Q3/cycle.toml:2:9-14 'title' of objective 'o' holds a tab | put a blank in its place"},
                   {"a step", cycle, step.c_str(),
                    "E118 2026-Q3/cycle.toml:5:15-17 a step of key result 'o.k' is empty | say it in a line"},
                   {"an initiative", cycle, initiative.c_str(),
                    "E118 2026-Q3/cycle.toml:6:16-17 an initiative of key result 'o.k' is empty | say it in a line"},
                   {"a KPI's", "kpi/v.toml", "title = \"\"\n",
                    "E118 kpi/v.toml:1:9-10 'title' of KPI 'v' is empty | say it in a line"}});
}

TEST_CASE("parse: an unknown key is named with the nearest, and is one report (E116)") {
  check_cases(
      {},
      {
          {"target", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntagret = 5\n",
           "E116 2026-Q3/cycle.toml:5:1-6 unknown key 'tagret' in key result 'ship.users' | did you mean 'target'?"},
          {"target of a sum", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\nkind = \"sum\"\ntargt = 5\n",
           "E116 2026-Q3/cycle.toml:6:1-5 unknown key 'targt' in key result 'ship.users' | did you mean 'target'?"},
          {"title", cycle, "[ship]\ntitel = \"a\"\n",
           "E116 2026-Q3/cycle.toml:2:1-5 unknown key 'titel' in objective 'ship' | did you mean 'title'?"},
          {"far from all", cycle, "[ship]\ntitle = \"a\"\ncolour = \"red\"\n",
           "E116 2026-Q3/cycle.toml:3:1-6 unknown key 'colour' in objective 'ship' | keys of your own begin with x-"},
          {"keys of one's own", cycle,
           "x-a = 1\n[ship]\ntitle = \"a\"\nx-colour = \"red\"\n[ship.x-users]\n[x-b]\nc = 1\n", ""},
          {"a key of another kind", cycle, "[fit]\ntitle = \"a\"\n[fit.hr]\ntitle = \"b\"\nmax = 58\nbaseline = 60\n",
           "E116 2026-Q3/cycle.toml:6:1-8 'baseline' is no key of key result 'fit.hr', whose kind is hold | only for: "
           "number, sum"},
          {"above the first heading", cycle, "title = \"a\"\nweight = 2\n",
           "E116 2026-Q3/cycle.toml:1:1-5 unknown key 'title' above the first heading | keys of an objective stand "
           "below its heading, [ID]\n"
           "E116 2026-Q3/cycle.toml:2:1-6 unknown key 'weight' above the first heading | keys of an objective stand "
           "below its heading, [ID]"},
          {"in [cycle]", cycle, "[cycle]\nstrat = 2026-07-01\n",
           "E116 2026-Q3/cycle.toml:2:1-5 unknown key 'strat' in [cycle] | did you mean 'start'?"},
          {"in [defaults]", cycle, "[defaults]\nweight = 3\nteam = \"core\"\n[ship]\ntitle = \"a\"\n",
           "E116 2026-Q3/cycle.toml:2:1-6 unknown key 'weight' in [defaults] | keys of your own begin with x-"},
          {"in a step", cycle,
           "[ship]\ntitle = \"a\"\n[ship.rel]\ntitle = \"b\"\nsteps = [{ title = \"c\", dew = 2026-08-01 }]\n",
           "E116 2026-Q3/cycle.toml:5:25-27 unknown key 'dew' in a step of key result 'ship.rel' | keys of your own "
           "begin with x-"},
          {"a table in a key result", cycle,
           "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 5\n[ship.users.deep]\nx = 1\n",
           "E116 2026-Q3/cycle.toml:6:13-16 unknown key 'deep' in key result 'ship.users' | did you mean 'due'?"},
      });
}

TEST_CASE("parse: a value of the wrong type says which it is (E117)") {
  check_cases(
      {},
      {
          {"a number in quotes", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = \"400\"\n",
           "E117 2026-Q3/cycle.toml:5:10-14 'target' of key result 'ship.users' is a text, not a number | write it "
           "without quotes"},
          {"a percentage in quotes", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = \"28%\"\n",
           "E117 2026-Q3/cycle.toml:5:10-14 'target' of key result 'ship.users' is a text, not a number | write 28 and "
           "say unit = \"%\""},
          {"a decimal comma in quotes", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = \"1,5\"\n",
           "E117 2026-Q3/cycle.toml:5:10-14 'target' of key result 'ship.users' is a text, not a number | use 1.5"},
          {"a date in quotes", cycle,
           "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 5\ndue = \"2026-08-01\"\n",
           "E117 2026-Q3/cycle.toml:6:7-18 'due' of key result 'ship.users' is a text, not a date | write it without "
           "quotes"},
          {"a date with a time", cycle,
           "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 5\ndue = 2026-08-01T10:00:00\n",
           "E117 2026-Q3/cycle.toml:6:7-25 'due' of key result 'ship.users' is a date with a time, not a date | leave "
           "the time of day out"},
          {"a number as title", cycle, "[ship]\ntitle = 5\n",
           "E117 2026-Q3/cycle.toml:2:9-9 'title' of objective 'ship' is a whole number, not a text | put it between "
           "double quotes"},
          {"a text where a list is wanted", cycle, "[ship]\ntitle = \"a\"\ntags = \"core\"\n",
           "E117 2026-Q3/cycle.toml:3:8-13 'tags' of objective 'ship' is a text, not a list of texts | put it into "
           "brackets: [\"...\"]"},
          {"a number in a list of texts", cycle, "[ship]\ntitle = \"a\"\ntags = [\"core\", 5]\n",
           "E117 2026-Q3/cycle.toml:3:17-17 an item of 'tags' of objective 'ship' is a whole number, not a text | put "
           "it between double quotes"},
          {"true as a number", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = true\n",
           "E117 2026-Q3/cycle.toml:5:10-13 'target' of key result 'ship.users' is true, not a number | for example "
           "12"},
          {"a number as true", cycle, "[fit]\ntitle = \"a\"\n[fit.hr]\ntitle = \"b\"\nmax = 5\nstrict = 1\n",
           "E117 2026-Q3/cycle.toml:6:10-10 'strict' of key result 'fit.hr' is a whole number, not true or false | "
           "for example true"},
          {"a table as a text", cycle, "[ship]\ntitle = \"a\"\nwhy = { a = 1 }\n",
           "E117 2026-Q3/cycle.toml:3:7-15 'why' of objective 'ship' is a table, not a text | for example \"...\""},
          {"a number where a word is wanted: quotes would not mend it", cycle, "[ship]\ntitle = \"a\"\ntype = 1\n",
           "E117 2026-Q3/cycle.toml:3:8-8 'type' of objective 'ship' is a whole number, not a text | use one of "
           "\"committed\", \"aspirational\", \"learning\""},
          {"a number for a relative change", cycle,
           "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\nbaseline = 3\nchange = 20\n",
           "E117 2026-Q3/cycle.toml:6:10-11 'change' of key result 'ship.users' is a whole number, not a text | write "
           "\"+20%\" or \"-20%\""},
          {"[cycle] that is no table", cycle, "cycle = 2026\n",
           "E117 2026-Q3/cycle.toml:1:9-12 'cycle' is a whole number, not a table | write it as a heading, with its "
           "keys below"},
          {"two brackets", cycle, "[[ship]]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\n",
           "E117 2026-Q3/cycle.toml:1:1-8 [[ship]] is a list of tables | write [ship], with one bracket"},
          {"two brackets below", cycle, "[ship]\ntitle = \"a\"\n[[ship.users]]\ntitle = \"b\"\n",
           "E117 2026-Q3/cycle.toml:3:1-14 [[ship.users]] is a list of tables | write [ship.users], with one bracket"},
          {"plan", cycle,
           "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 5\nplan = [[2026-08-01], [2026-09-01, "
           "\"x\"]]\n",
           "E117 2026-Q3/cycle.toml:6:9-20 'plan' of key result 'ship.users' is a list, not a pair [date, value] | "
           "write a pair [date, value]\n"
           "E117 2026-Q3/cycle.toml:6:36-38 'plan' of key result 'ship.users' is a text, not a number | for example "
           "12"},
          {"steps", cycle, "[ship]\ntitle = \"a\"\n[ship.rel]\ntitle = \"b\"\nsteps = \"beta\"\n",
           "E117 2026-Q3/cycle.toml:5:9-14 'steps' of key result 'ship.rel' is a text, not a list of texts or { title, "
           "id, weight, due } | put it into brackets: [\"...\"]"},
          {"changes", cycle, "[ship]\ntitle = \"a\"\nchanges = [{ on = 2026-08-01, weight = 3 }]\n",
           "E117 2026-Q3/cycle.toml:3:40-40 'weight' of a change is a whole number, not a pair [old, new], or [new] "
           "where there was none | write a pair [old, new], or [new] where there was none"},
          {"changes of an objective without their brackets", cycle,
           "[ship]\ntitle = \"a\"\nchanges = { on = 2026-08-01, weight = [1, 3], why = \"x\" }\n",
           "E117 2026-Q3/cycle.toml:3:11-57 'changes' of objective 'ship' is a table, not a list of { on, why, target "
           "= "
           "[old, new] } | write a list of { on, why, target = [old, new] }"},
          {"what is kept of the objectives", cycle, "[result]\nclosed = 2026-08-01\nobjective = [{ score = 0.5 }]\n",
           "E117 2026-Q3/cycle.toml:3:13-29 'objective' of [result] is a list, not a table: OBJECTIVE = { score = ... "
           "} | "
           "write a table: OBJECTIVE = { score = ... }"},
          {"what is kept of the key results", cycle, "[result]\nclosed = 2026-08-01\nkr = \"x\"\n",
           "E117 2026-Q3/cycle.toml:3:6-8 'kr' of [result] is a text, not a table: OBJECTIVE.KEY-RESULT = { score = "
           "... } "
           "| write a table: OBJECTIVE.KEY-RESULT = { score = ... }"},
          {"initiatives of an objective without their brackets", cycle,
           "[ship]\ntitle = \"a\"\ninitiatives.text = \"x\"\n",
           "E117 2026-Q3/cycle.toml:3:1-11 'initiatives' of objective 'ship' is a table, not a list of texts or { "
           "title, "
           "done, owner, due, link } | write a list of texts or { title, done, owner, due, link }"},
      });
}

TEST_CASE("parse: what must be there is asked for once (E118)") {
  check_cases(
      {},
      {
          {"a title", cycle, "[ship]\n",
           "E118 2026-Q3/cycle.toml:1:2-5 objective 'ship' has no 'title' | add title = \"...\""},
          {"a key result's title", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntarget = 5\n",
           "E118 2026-Q3/cycle.toml:3:7-11 key result 'ship.users' has no 'title' | add title = \"...\""},
          {"the kind", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\n",
           "E118 2026-Q3/cycle.toml:3:7-11 the kind of key result 'ship.users' cannot be told | add target, min or "
           "max, steps, rubric, or kind = \"done\""},
          {"a kind that was refused", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\nkind = \"numbr\"\n",
           "E107 2026-Q3/cycle.toml:5:8-14 'kind' of key result 'ship.users' cannot be \"numbr\" | did you mean "
           "\"number\"?"},
          {"the target of a sum", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\nkind = \"sum\"\n",
           "E118 2026-Q3/cycle.toml:3:7-11 key result 'ship.users' has no 'target' | add target and a number, as in "
           "target = 12"},
          {"the steps of milestones", cycle,
           "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\nkind = \"milestones\"\n",
           "E118 2026-Q3/cycle.toml:3:7-11 key result 'ship.users' has no 'steps' | add steps = [...]"},
          {"the bound of a hold", cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\nkind = \"hold\"\n",
           "E118 2026-Q3/cycle.toml:3:7-11 key result 'ship.users' has no 'max' | add max and a number, as in max = "
           "12"},
          {"the day of a change", cycle, "[ship]\ntitle = \"a\"\nchanges = [{ weight = [1, 2] }]\n",
           "E118 2026-Q3/cycle.toml:3:12-30 a change of objective 'ship' has no 'on' | add on = YYYY-MM-DD, without "
           "quotes"},
          {"kinds without more", cycle,
           "[ship]\ntitle = \"a\"\n[ship.d]\ntitle = \"b\"\nkind = \"done\"\n[ship.p]\ntitle = \"b\"\nkind = "
           "\"percent\"\n[ship.m]\ntitle = \"b\"\nkind = \"measure\"\n",
           ""},
      });
}

}  // namespace parse_test
