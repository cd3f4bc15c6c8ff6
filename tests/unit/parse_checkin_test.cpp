// SPDX-License-Identifier: MIT
// What is wrong inside check-ins, KPIs and okr.toml.
#include "folder.hpp"
#include "print.hpp"

namespace parse_checkin_test {

using namespace okr_test;

namespace {

const std::vector<File> goals = {
    {"2026-Q3/cycle.toml",
     "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 400\n[ship.release]\ntitle = \"c\"\nsteps = "
     "[\"beta\", { title = \"Version 1\", id = "
     "\"one\" }]\n[fit]\ntitle = \"d\"\n[fit.doctor]\ntitle = \"e\"\nkind = \"done\"\n[fit.share]\ntitle = \"f\"\nkind "
     "= \"percent\"\n[fit.grade]\ntitle = "
     "\"g\"\nrubric = \"h\"\n[fit.hr]\ntitle = \"i\"\nmax = 58\nkpi = \"hr\"\n"},
    {"kpi/hr.toml", "title = \"Heart rate\"\n"}};

constexpr const char* checkin = "2026-Q3/checkins/2026-08-10-ana.toml";
constexpr const char* kpi = "kpi/nps.toml";

}  // namespace

TEST_CASE("check-ins: a date, in the name and inside (E118, E120)") {
  check_cases(
      goals,
      {
          {"right", checkin, "date = 2026-08-10\nat = 18:40:00\nship.users = 5\n", ""},
          {"none", checkin, "ship.users = 5\n",
           "E118 2026-Q3/checkins/2026-08-10-ana.toml:1:1-1 this check-in has no 'date' | add date = YYYY-MM-DD, "
           "without quotes"},
          {"misspelt", checkin, "dat = 2026-08-10\nship.users = 5\n",
           "E116 2026-Q3/checkins/2026-08-10-ana.toml:1:1-3 unknown key 'dat' in this check-in | did you mean 'date'?"},
          {"in quotes: the entries are still read", checkin, "date = \"2026-08-10\"\nship.user = 5\n",
           "E117 2026-Q3/checkins/2026-08-10-ana.toml:1:8-19 'date' of this check-in is a text, not a date | write it "
           "without quotes\n"
           "E110 2026-Q3/checkins/2026-08-10-ana.toml:2:6-9 no key result 'ship.user' in 2026-Q3 | did you mean "
           "'ship.users'?"},
          {"a bad time before it hides nothing", checkin, "at = \"noon\"\ndate = 2026-08-10\nship.user = 5\n",
           "E117 2026-Q3/checkins/2026-08-10-ana.toml:1:6-11 'at' of this check-in is a text, not a time | expected a "
           "time such as 18:40:00\n"
           "E110 2026-Q3/checkins/2026-08-10-ana.toml:3:6-9 no key result 'ship.user' in 2026-Q3 | did you mean "
           "'ship.users'?"},
          {"another than the name's", checkin, "date = 2026-08-11\n",
           "E120 2026-Q3/checkins/2026-08-10-ana.toml:1:8-17 date is 2026-08-11, but the file is named for 2026-08-10 "
           "| make them the same"},
          {"a name without date", "2026-Q3/checkins/monday.toml", "date = 2026-08-10\n",
           "E120 2026-Q3/checkins/monday.toml:1:1-4 the file's name does not begin with a date | rename it to "
           "2026-08-10-SOURCE.toml"},
          {"no date anywhere", "2026-Q3/checkins/monday.toml", "ship.users = 5\n",
           "E118 2026-Q3/checkins/monday.toml:1:1-1 this check-in has no 'date' | add date = YYYY-MM-DD, without "
           "quotes"},
          {"an empty file", checkin, "",
           "E118 2026-Q3/checkins/2026-08-10-ana.toml:1:1-1 this check-in has no 'date' | add date = YYYY-MM-DD, "
           "without quotes"},
      });
}

TEST_CASE("check-ins: confidence is a whole number from 1 to 10, values are values (E102, E107, E117)") {
  check_cases(
      goals,
      {
          {"0", checkin, "date = 2026-08-10\nship.users = { value = 5, confidence = 0 }\n",
           "E107 2026-Q3/checkins/2026-08-10-ana.toml:2:40-40 'confidence' of the entry of 'ship.users' is 0, not 1 to "
           "10 | use 1 to 10"},
          {"11", checkin, "date = 2026-08-10\nship.users.confidence = 11\n",
           "E107 2026-Q3/checkins/2026-08-10-ana.toml:2:25-26 'confidence' of the entry of 'ship.users' is 11, not 1 "
           "to 10 | use 1 to 10"},
          {"7.5", checkin, "date = 2026-08-10\nship.users = { confidence = 7.5 }\n",
           "E107 2026-Q3/checkins/2026-08-10-ana.toml:2:29-31 'confidence' of the entry of 'ship.users' is 7.5, not a "
           "whole number | use 1 to 10"},
          {"10", checkin, "date = 2026-08-10\nship.users = { confidence = 10 }\n", ""},
          {"nan", checkin, "date = 2026-08-10\nship.users = nan\n",
           "E102 2026-Q3/checkins/2026-08-10-ana.toml:2:14-16 the entry of 'ship.users' is not a finite number | use a "
           "number, or leave the key out"},
          {"a date", checkin, "date = 2026-08-10\nship.users = 2026-08-10\n",
           "E117 2026-Q3/checkins/2026-08-10-ana.toml:2:14-23 the entry of 'ship.users' is a date, not a number, a "
           "text, a list of texts, true or false | write a number, a text, a list of texts, true or false"},
          {"a number in quotes", checkin, "date = 2026-08-10\nship.users = \"5\"\n",
           "E117 2026-Q3/checkins/2026-08-10-ana.toml:2:14-16 the value of 'ship.users' is \"5\" | write it without "
           "quotes"},
          {"steps as a number", checkin, "date = 2026-08-10\nship.release = 2\n",
           "E117 2026-Q3/checkins/2026-08-10-ana.toml:2:16-16 the value of 'ship.release' is a number | expected a "
           "list of steps by name, [\"...\"]"},
          {"numbers as steps", checkin, "date = 2026-08-10\nship.release = [1]\n",
           "E117 2026-Q3/checkins/2026-08-10-ana.toml:2:16-18 the entry of 'ship.release' is a list with a number in "
           "it | "
           "expected a number alone, or a list of texts"},
          {"done as a text", checkin, "date = 2026-08-10\nfit.doctor = \"yes\"\n",
           "E117 2026-Q3/checkins/2026-08-10-ana.toml:2:14-18 the value of 'fit.doctor' is \"yes\" | expected true or "
           "false"},
          {"a negative percent", checkin, "date = 2026-08-10\nfit.share = -5\n",
           "E107 2026-Q3/checkins/2026-08-10-ana.toml:2:13-14 the value of 'fit.share' is -5 | expected a number from "
           "0 to 100"},
          {"120 percent is a warning's business", checkin, "date = 2026-08-10\nfit.share = 120\n", ""},
          {"a grade of 1.2", checkin, "date = 2026-08-10\nfit.grade = { value = 1.2, confidence = 4 }\n",
           "E107 2026-Q3/checkins/2026-08-10-ana.toml:2:23-25 the value of 'fit.grade' is 1.2 | expected a number from "
           "0 to 1, or \"fail\", \"commit\", \"target\", \"stretch\""},
          {"a grade that is no zone", checkin, "date = 2026-08-10\nfit.grade = \"great\"\n",
           "E117 2026-Q3/checkins/2026-08-10-ana.toml:2:13-19 the value of 'fit.grade' is \"great\" | expected a "
           "number from 0 to 1, or \"fail\", \"commit\", \"target\", \"stretch\""},
          {"a grade that is one", checkin, "date = 2026-08-10\nfit.grade = \"stretch\"\n", ""},
      });
}

TEST_CASE("check-ins: each speaks of key results that are there, in a right way (E110, E116, E121, E122)") {
  check_cases(
      goals,
      {
          {"a misspelt key result", checkin, "date = 2026-08-10\nship.user = 5\n",
           "E110 2026-Q3/checkins/2026-08-10-ana.toml:2:6-9 no key result 'ship.user' in 2026-Q3 | did you mean "
           "'ship.users'?"},
          {"below another objective", checkin, "date = 2026-08-10\nfit.users = 5\n",
           "E110 2026-Q3/checkins/2026-08-10-ana.toml:2:5-9 no key result 'fit.users' in 2026-Q3 | did you mean "
           "'ship.users'?"},
          {"an objective that is not there", checkin, "date = 2026-08-10\nlaunch.leads = 5\n",
           "E110 2026-Q3/checkins/2026-08-10-ana.toml:2:8-12 no key result 'launch.leads' in 2026-Q3 | there is no "
           "objective 'launch' in this cycle"},
          {"a journal key below a heading", checkin, "date = 2026-08-10\n[ship]\nusers = 5\nnote = \"slow\"\n",
           "E110 2026-Q3/checkins/2026-08-10-ana.toml:4:1-4 no key result 'ship.note' in 2026-Q3 | 'note' of the "
           "check-in itself stands above the first heading"},
          {"a key result without its objective", checkin, "date = 2026-08-10\nusers = 5\n",
           "E116 2026-Q3/checkins/2026-08-10-ana.toml:2:1-5 unknown key 'users' in this check-in | a reading is "
           "written OBJECTIVE.KEY-RESULT = VALUE"},
          {"a misspelt journal key", checkin, "date = 2026-08-10\nwin = [\"a\"]\n",
           "E116 2026-Q3/checkins/2026-08-10-ana.toml:2:1-3 unknown key 'win' in this check-in | did you mean 'wins'?"},
          {"a key of objectives", checkin, "date = 2026-08-10\nweight = 2\n",
           "E116 2026-Q3/checkins/2026-08-10-ana.toml:2:1-6 unknown key 'weight' in this check-in | keys of objectives "
           "stand in cycle.toml"},
          {"one level too deep", checkin, "date = 2026-08-10\nship.users.today = 5\n",
           "E116 2026-Q3/checkins/2026-08-10-ana.toml:2:6-10 'ship.users' says nothing of a key result | write "
           "ship.users = VALUE, or ship.users = { value = ..., confidence = ..., note = ... }"},
          {"a misspelt key of an entry", checkin, "date = 2026-08-10\nship.users = { valeu = 5 }\n",
           "E116 2026-Q3/checkins/2026-08-10-ana.toml:2:16-20 unknown key 'valeu' in the entry of 'ship.users' | did "
           "you mean 'value'?"},
          {"a journal key that is a table", checkin, "date = 2026-08-10\n[wins]\na = 1\n",
           "E117 2026-Q3/checkins/2026-08-10-ana.toml:2:1-6 'wins' of this check-in is a table, not a list of texts | "
           "write a list of texts"},
          {"a table of cycle.toml", checkin, "date = 2026-08-10\n[result]\nscore = 1\n",
           "E122 2026-Q3/checkins/2026-08-10-ana.toml:2:2-7 [result] does not belong here | it stands in the "
           "cycle.toml of a cycle's folder"},
          {"a value for one that a KPI feeds", checkin, "date = 2026-08-10\nfit.hr = 57\n",
           "E121 2026-Q3/checkins/2026-08-10-ana.toml:2:10-11 'fit.hr' is fed by KPI 'hr' | record it there: okr "
           "record hr=VALUE"},
          {"confidence for it is welcome", checkin, "date = 2026-08-10\nfit.hr = { confidence = 7, note = \"a\" }\n",
           ""},
          {"a step that is not there", checkin, "date = 2026-08-10\nship.release = [\"beat\"]\n",
           "E110 2026-Q3/checkins/2026-08-10-ana.toml:2:16-23 'ship.release' has no step \"beat\" | did you mean "
           "\"beta\"?"},
          {"steps by title and id, none at all", checkin,
           "date = 2026-08-10\nship.release = [\"beta\", \"one\"]\nfit.doctor = true\n", ""},
          {"no step", checkin, "date = 2026-08-10\nship.release = []\n", ""},
          {"keys of one's own", checkin, "date = 2026-08-10\nx-mood = 3\n[x-a]\nb = 1\n[ship]\nx-c = 1\n", ""},
      });
}

TEST_CASE("KPIs: definition and readings (E102, E107, E116, E117, E118, E122)") {
  check_cases(
      {},
      {
          {"right", kpi,
           "title = \"NPS\"\nevery = \"week\"\n[readings]\n2026-W32 = 57\n2026-07 = { value = -0.0, note = \"a\", "
           "final = true }\n",
           ""},
          {"no title", kpi, "unit = \"x\"\n", "E118 kpi/nps.toml:1:1-1 KPI 'nps' has no 'title' | add title = \"...\""},
          {"an empty file", kpi, "", "E118 kpi/nps.toml:1:1-1 KPI 'nps' has no 'title' | add title = \"...\""},
          {"a misspelt key", kpi, "title = \"a\"\nagregate = \"mean\"\n",
           "E116 kpi/nps.toml:2:1-8 unknown key 'agregate' in this KPI | did you mean 'aggregate'?"},
          {"a period that is none", kpi, "title = \"a\"\nevery = \"weekly\"\n",
           "E107 kpi/nps.toml:2:9-16 'every' of KPI 'nps' cannot be \"weekly\" | did you mean \"week\"?"},
          {"a review is a rhythm", kpi, "title = \"a\"\nreview = \"quarterly\"\n",
           "E107 kpi/nps.toml:2:10-20 'review' of KPI 'nps' cannot be \"quarterly\" | did you mean \"quarter\"?"},
          {"and no sentence", kpi, "title = \"a\"\nreview = \"every 3 months\"\n",
           "E107 kpi/nps.toml:2:10-25 'review' of KPI 'nps' cannot be \"every 3 months\" | use one of \"day\", "
           "\"week\", \"2 weeks\", \"month\", \"quarter\", \"half\", \"year\""},
          {"nan in a table is no reading of 0", kpi, "title = \"a\"\n[readings]\n2026-08-01 = { value = nan }\n",
           "E102 kpi/nps.toml:3:24-26 'value' of reading 2026-08-01 is not a finite number | use a number, or leave "
           "the key out"},
          {"nan", kpi, "title = \"a\"\n[readings]\n2026-08-01 = nan\n",
           "E102 kpi/nps.toml:3:14-16 reading 2026-08-01 is not a finite number | use a number, or leave the key out"},
          {"past 1e15", kpi, "title = \"a\"\n[readings]\n2026-08-01 = 9007199254740993\n",
           "E102 kpi/nps.toml:3:14-29 reading 2026-08-01 is larger than a value may be | at most 1000000000000000 in "
           "size; "
           "count in thousands or millions"},
          {"a text", kpi, "title = \"a\"\n[readings]\n2026-08-01 = \"57\"\n",
           "E117 kpi/nps.toml:3:14-17 reading 2026-08-01 is a text, not a number | write it without quotes"},
          {"no value", kpi, "title = \"a\"\n[readings]\n2026-08-01 = { note = \"sick\" }\n",
           "E118 kpi/nps.toml:3:1-10 reading 2026-08-01 has no 'value' | add value and a number, as in value = 12"},
          {"a day that does not exist", kpi, "title = \"a\"\n[readings]\n2026-02-30 = 5\n",
           "E107 kpi/nps.toml:3:1-10 there is no day 2026-02-30 | for example 2026-08-17, 2026-W33, 2026-08, 2026-Q3"},
          {"no day", kpi, "title = \"a\"\n[readings]\naugust = 5\n",
           "E107 kpi/nps.toml:3:1-6 'august' is neither a day nor a period | for example 2026-08-17, 2026-W33, "
           "2026-08, 2026-Q3"},
          {"a day and the period that ends then", kpi, "title = \"a\"\n[readings]\n2026-08-31 = 5\n2026-08 = 6\n",
           "E115 kpi/nps.toml:4:11-11 KPI 'nps' has two readings for 2026-08-31 | the other is at kpi/nps.toml:3:14"},
          {"[readings] that is no table", kpi, "title = \"a\"\nreadings = 5\n",
           "E117 kpi/nps.toml:2:12-12 [readings] is a whole number, not a table | write it as a heading, with its keys "
           "below"},
          {"[cycle]", kpi, "title = \"a\"\n[cycle]\ntitle = \"b\"\n",
           "E122 kpi/nps.toml:2:2-6 [cycle] does not belong here | it stands in the cycle.toml of a cycle's folder"},
          {"benchmarks", kpi, "title = \"a\"\nbenchmarks = [{ name = \"b\" }, 5]\n",
           "E118 kpi/nps.toml:2:15-28 this benchmark has no 'value' | add value and a number, as in value = 12\n"
           "E117 kpi/nps.toml:2:31-31 a benchmark is a whole number, not { name, value, source, date } | write { "
           "name, value, source, date }"},
          {"a counter that is not there", kpi, "title = \"a\"\ncounter = \"npss\"\n",
           "E110 kpi/nps.toml:2:11-16 KPI 'npss' is not defined | did you mean 'nps'?"},
          {"an objective that is not there", kpi, "title = \"a\"\nsupports = [\"2026-Q3/ship\"]\n",
           "E110 kpi/nps.toml:2:13-26 objective '2026-Q3/ship' is not defined | there is no cycle '2026-Q3'"},
      });
}

TEST_CASE("okr.toml: unknown keys, words, ranges, and what only a person's own file may say") {
  constexpr const char* name = "okr.toml";
  check_cases(
      {},
      {
          {"right", name,
           "format = 1\n[workspace]\naway = [[2026-08-01, 2026-08-16]]\ncadence = 10\n[scoring]\nbands = [0.3, "
           "0.6]\nscale = 100\n[check]\nallow = [\"W204\"]\n",
           ""},
          {"empty", name, "", ""},
          {"a newer format", name, "format = 2\n",
           "E107 okr.toml:1:10-10 format 2 is not known to this okr, which reads format 1 | a newer okr reads it"},
          {"a format that is none", name, "format = 1.5\n",
           "E107 okr.toml:1:10-12 format 1.5 is not known to this okr, which reads format 1 | write format = 1"},
          {"a huge format", name, "format = 1e300\n",
           "E102 okr.toml:1:10-14 'format' is larger than a value may be | at most 1000000000000000 in size; count in "
           "thousands or "
           "millions"},
          {"a program to run", name, "pager = \"less\"\n",
           "E116 okr.toml:1:1-5 'pager' cannot stand in okr.toml | it belongs to your own config.toml, so that a "
           "cloned repository starts nothing: see `okr config`"},
          {"below [workspace]", name, "[workspace]\ngit-commit = true\n",
           "E116 okr.toml:2:1-10 'git-commit' cannot stand in okr.toml | it belongs to your own config.toml, so that "
           "a cloned repository starts nothing: see `okr config`"},
          {"a misspelt table", name, "[scorring]\nscale = 1\n",
           "E116 okr.toml:1:2-9 unknown key 'scorring' in okr.toml | did you mean 'scoring'?"},
          {"[cycle]", name, "[cycle]\ntitle = \"a\"\n",
           "E122 okr.toml:1:2-6 [cycle] does not belong here | it stands in the cycle.toml of a cycle's folder"},
          {"a month", name, "[workspace]\nfiscal-year-start = 13\n",
           "E107 okr.toml:2:21-22 'fiscal-year-start' of [workspace] is 13, not 1 to 12 | use 1 to 12"},
          {"a weekday", name, "[workspace]\ncheck-in-day = \"monday\"\n",
           "E107 okr.toml:2:16-23 'check-in-day' of [workspace] cannot be \"monday\" | did you mean \"mon\"?"},
          {"check-in-day of another language", name, "[workspace]\ncheck-in-day = \"lundi\"\n",
           "E107 okr.toml:2:16-22 'check-in-day' of [workspace] cannot be \"lundi\" | use one of \"mon\", \"tue\", "
           "\"wed\", \"thu\", \"fri\", \"sat\", \"sun\""},
          {"profile as true", name, "[check]\nprofile = true\n",
           "E117 okr.toml:2:11-14 'profile' of [check] is true, not a text | use one of \"personal\", \"team\""},
          {"away backwards", name, "[workspace]\naway = [[2026-08-16, 2026-08-01]]\n",
           "E112 okr.toml:2:9-32 a pair of 'away' ends before it begins | swap the two days"},
          {"away as one day", name, "[workspace]\naway = [2026-08-16]\n",
           "E117 okr.toml:2:9-18 'away' of [workspace] is a date, not a pair [first day, last day] | write a pair "
           "[first day, last day]"},
          {"bands", name, "[scoring]\nbands = [0.7, 0.4]\n",
           "E107 okr.toml:2:9-18 'bands' of [scoring] are not two rising numbers from 0 to 1 | for example [0.40, "
           "0.70]"},
          {"scale", name, "[scoring]\nscale = 10\n",
           "E107 okr.toml:2:9-10 'scale' of [scoring] is 10, not 1 or 100 | use 1 or 100"},
      });
}

}  // namespace parse_checkin_test
