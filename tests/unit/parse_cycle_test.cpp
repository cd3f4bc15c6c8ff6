// SPDX-License-Identifier: MIT
// What is wrong with the headings and the days of a cycle's files: ids, tables of other files, start and end.
#include "folder.hpp"
#include "print.hpp"

namespace parse_cycle_test {

using namespace okr_test;

namespace {

constexpr const char* cycle = "2026-Q3/cycle.toml";

}  // namespace

TEST_CASE("parse: ids are lower-case words, and none of the files' own (E119), steps differ (E101)") {
  check_cases(
      {}, {
              {"capitals", cycle, "[Ship]\ntitle = \"a\"\n",
               "E119 2026-Q3/cycle.toml:1:2-5 'Ship' cannot be the id of an objective | for example 'ship'"},
              {"an underscore below", cycle, "[ship]\ntitle = \"a\"\n[ship.new_users]\ntitle = \"b\"\ntarget = 5\n",
               "E119 2026-Q3/cycle.toml:3:7-15 'new_users' cannot be the id of a key result | for example 'new-users'"},
              {"nothing of ASCII", cycle, "[\"Ж\"]\ntitle = \"a\"\n",
               "E119 2026-Q3/cycle.toml:1:2-4 'Ж' cannot be the id of an objective | use lower-case letters, digits "
               "and hyphens"},
              {"an escape sequence", cycle, "[\"a\\u001b[31m\"]\ntitle = \"a\"\n",
               "E119 2026-Q3/cycle.toml:1:2-14 'a␛[31m' cannot be the id of an objective | for example 'a-31m'"},
              {"a key of check-ins", cycle, "[wins]\ntitle = \"a\"\n",
               "E119 2026-Q3/cycle.toml:1:2-5 an objective cannot be named 'wins', a word of the files | for "
               "example 'wins-1'; reserved are cycle, defaults, result, date, at, by, note, wins, blockers, "
               "priorities, done, "
               "needs, ahead, lessons, solved, x-..."},
              {"a key of objectives that this one does not use", cycle,
               "[ship]\ntitle = \"a\"\n[ship.weight]\ntitle = \"b\"\ntarget = 5\n", ""},
              {"nor its changes", cycle, "[ship]\ntitle = \"a\"\n[ship.changes]\ntitle = \"b\"\ntarget = 5\n", ""},
              {"the title, which every objective uses", cycle, "[ship]\n[ship.title]\ntitle = \"b\"\ntarget = 5\n",
               "E119 2026-Q3/cycle.toml:2:7-11 a key result of objective 'ship' cannot be named 'title', a word of the "
               "files | "
               "for example 'title-1'; reserved are title, x-... and the keys that the objective uses"},
              {"keys of KPIs and tables of other files", cycle,
               "[health]\ntitle = \"a\"\n[team]\ntitle = \"a\"\n[review]\ntitle = \"a\"\n[level]\ntitle = "
               "\"a\"\n[readings]\ntitle = "
               "\"a\"\n[workspace]\ntitle = \"a\"\n[kpi]\ntitle = \"a\"\n[format]\ntitle = \"a\"\n",
               ""},
              {"the cycle's id is the folder's", cycle, "[cycle]\nid = \"2026-Q2\"\n",
               "E119 2026-Q3/cycle.toml:2:6-14 id is \"2026-Q2\", but the folder is named 2026-Q3 | the folder's name "
               "is the id: leave the key out"},
              {"the same id is fine", cycle, "[cycle]\nid = \"2026-Q3\"\n", ""},
              {"65 characters", cycle,
               "[a234567890123456789012345678901234567890123456789012345678901234x]\ntitle = \"a\"\n",
               "E119 2026-Q3/cycle.toml:1:2-66 'a234567890123456789012345678901234567890123456789012345678901234x' "
               "cannot be the id of an objective | for example "
               "'a234567890123456789012345678901234567890123456789012345678901234'"},
              {"two steps of one name", cycle,
               "[ship]\ntitle = \"a\"\n[ship.rel]\ntitle = \"b\"\nsteps = [\"beta\", { title = \"beta\" }]\n",
               "E101 2026-Q3/cycle.toml:5:18-35 step \"beta\" of key result 'ship.rel' is given twice | check-ins name "
               "steps by title or id; make them differ"},
              {"two steps of one id", cycle,
               "[ship]\ntitle = \"a\"\n[ship.rel]\ntitle = \"b\"\nsteps = [{ title = \"c\", id = \"x\" }, { title = "
               "\"d\", id = \"x\" }]\n",
               "E101 2026-Q3/cycle.toml:5:37-61 step \"x\" of key result 'ship.rel' is given twice | check-ins name "
               "steps by title or id; make them differ"},
          });
}

TEST_CASE("parse: tables stand in their file (E122)") {
  check_cases(
      {{cycle, ""}},
      {
          {"[cycle] in another file", "2026-Q3/team.toml", "[cycle]\ntitle = \"a\"\n",
           "E122 2026-Q3/team.toml:1:2-6 [cycle] does not belong here | it stands in cycle.toml of this folder"},
          {"[result] in another file", "2026-Q3/team.toml", "[result]\nclosed = 2026-10-02\n",
           "E122 2026-Q3/team.toml:1:2-7 [result] does not belong here | it stands in cycle.toml of this folder"},
          {"[workspace] in a cycle", "2026-Q2/cycle.toml", "[workspace]\ncadence = \"week\"\n",
           "E122 2026-Q2/cycle.toml:1:2-10 [workspace] does not belong here | it stands in okr.toml"},
          {"[readings] in a cycle", "2026-Q2/cycle.toml", "[readings]\n2026-08-01 = 5\n",
           "E122 2026-Q2/cycle.toml:1:2-9 [readings] does not belong here | it stands in a KPI's file"},
          {"format in a cycle", "2026-Q2/cycle.toml", "format = 1\n",
           "E122 2026-Q2/cycle.toml:1:1-6 'format' does not belong here | it stands in okr.toml, for the whole "
           "workspace"},
          {"a check-in's key in a cycle", "2026-Q2/cycle.toml", "wins = [\"a\"]\n",
           "E122 2026-Q2/cycle.toml:1:1-4 'wins' is a key of check-ins | it stands in a file below checkins/"},
      });
}

TEST_CASE("parse: a cycle's days follow from its name or are said (E112, E118)") {
  check_cases({},
              {
                  {"they differ", cycle, "[cycle]\nstart = 2026-07-02\nend = 2026-09-30\n",
                   "E112 2026-Q3/cycle.toml:2:9-18 start differs from 2026-07-01, where 2026-Q3 starts | leave the key "
                   "out, or rename the folder"},
                  {"both differ", cycle, "[cycle]\nstart = 2027-07-01\nend = 2025-09-30\n",
                   "E112 2026-Q3/cycle.toml:2:9-18 start differs from 2026-07-01, where 2026-Q3 starts | leave the key "
                   "out, or rename the folder\n"
                   "E112 2026-Q3/cycle.toml:3:7-16 end differs from 2026-09-30, where 2026-Q3 ends | leave the key "
                   "out, or rename the folder"},
                  {"a name without dates", "launch/cycle.toml", "[cycle]\ntitle = \"a\"\n",
                   "E118 launch/cycle.toml:1:2-6 cycle 'launch' has no start and end | its name says no dates: add "
                   "start and end"},
                  {"half of them", "launch/cycle.toml", "[cycle]\nstart = 2026-07-01\n",
                   "E118 launch/cycle.toml:1:2-6 cycle 'launch' has no end | its name says no dates: add end"},
                  {"misspelt", "launch/cycle.toml", "[cycle]\nstart = 2026-07-01\nned = 2026-08-01\n",
                   "E116 launch/cycle.toml:3:1-3 unknown key 'ned' in [cycle] | did you mean 'end'?"},
                  {"refused", "launch/cycle.toml", "[cycle]\nstart = \"2026-07-01\"\nend = 2026-08-01\n",
                   "E117 launch/cycle.toml:2:9-20 'start' of [cycle] is a text, not a date | write it without quotes"},
                  {"no [cycle] at all", "launch/cycle.toml", "[ship]\ntitle = \"a\"\n",
                   "E118 launch/cycle.toml:1:1-1 cycle 'launch' has no start and end | its name says no dates: add "
                   "start and end"},
                  {"the wrong way round", "launch/cycle.toml", "[cycle]\nstart = 2026-08-01\nend = 2026-07-01\n",
                   "E112 launch/cycle.toml:3:7-16 cycle 'launch' ends before it starts | swap start and end"},
                  {"right", "launch/cycle.toml", "[cycle]\nstart = 2026-07-01\nend = 2026-07-01\n", ""},
                  {"a plan that goes back", cycle,
                   "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 5\nplan = [[2026-08-01, 2], "
                   "[2026-08-01, 3]]\n",
                   "E112 2026-Q3/cycle.toml:6:27-36 the days of 'plan' of key result 'ship.users' do not rise | put "
                   "them in order"},
              });
}

}  // namespace parse_cycle_test
