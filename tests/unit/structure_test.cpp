// SPDX-License-Identifier: MIT
// What must hold between the records of a workspace: ids, references, parents, days (E101, E110, E111, E112, E115).
#include "okr/model/workspace.hpp"

#include "folder.hpp"
#include "print.hpp"

namespace structure_test {

using namespace okr;
using namespace okr_test;

namespace {

constexpr const char* cycle = "2026-Q3/cycle.toml";

/// [name] with a title and a parent.
std::string child(const std::string& name, const std::string& parent) {
  return "[" + name + "]\ntitle = \"" + name + "\"\nparent = \"" + parent + "\"\n";
}

std::string key_result(const std::string& id, const std::string& more = "") {
  return "[" + id + "]\ntitle = \"" + id + "\"\ntarget = 5\n" + more;
}

}  // namespace

TEST_CASE("structure: two records of one id are named with both places (E101), and nothing follows from it") {
  check_cases({{cycle, "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 5\n"},
               {"2026-Q3/checkins/2026-08-10-a.toml", "date = 2026-08-10\nship.users = 3\nship.leads = 4\n"}},
              {
                  {"an objective in two files", "2026-Q3/team.toml",
                   "[ship]\ntitle = \"a\"\n[ship.leads]\ntitle = \"b\"\ntarget = 5\n",
                   "E101 2026-Q3/team.toml:1:2-5 objective 'ship' is given twice in 2026-Q3 | the other is at "
                   "2026-Q3/cycle.toml:1:2"},
                  {"of two cycles: two objectives", "2026-Q2/cycle.toml", "[ship]\ntitle = \"a\"\n",
                   "E110 2026-Q3/checkins/2026-08-10-a.toml:3:6-10 no key result 'ship.leads' in 2026-Q3 | add it to "
                   "the cycle, or correct the name"},
              });
  check_cases({{"kpi/nps.toml", "title = \"a\"\n"}},
              {{"a KPI as file and as folder", "kpi/nps/kpi.toml", "title = \"b\"\n",
                "E101 kpi/nps.toml KPI 'nps' is given twice | the other is kpi/nps/kpi.toml"}});
}

TEST_CASE("structure: three of one id are two reports") {
  const Folder folder({{"okr.toml", ""},
                       {cycle, "[a]\ntitle = \"x\"\n"},
                       {"2026-Q3/b.toml", "[a]\ntitle = \"x\"\n"},
                       {"2026-Q3/c.toml", "[a]\ntitle = \"x\"\n"}});
  const Workspace workspace = loaded(folder.path());
  CHECK(workspace.diagnostics.size() == 2);
  for (const Objective& objective : workspace.cycles[0].objectives) CHECK(objective.faulty);
}

TEST_CASE("structure: a reference names something, or the nearest is proposed (E110)") {
  const std::string ship = "[ship]\ntitle = \"a\"\n" + key_result("ship.users");
  const std::vector<File> others = {{"2026/cycle.toml", "[reach]\ntitle = \"a\"\n" + key_result("reach.leads")},
                                    {"kpi/csat.toml", "title = \"a\"\n"}};
  const auto with = [&](const std::string& text) { return ship + text; };
  const std::string texts[] = {
      with("kpi = \"nps\"\n"),
      with("kpi = \"csta\"\n"),
      with("kpi = \"kpi/csat\"\n"),
      child("fit", "2026/raech"),
      child("fit", "2026/reach.leads"),
      child("fit", "2025/reach"),
      child("fit", "reach"),
      with(key_result("ship.leads") + "depends-on = \"ship.user\"\n"),
      with("counter = \"csat\"\n"),
      with("counter = \"nothing\"\n"),
      "[cycle]\nparent = \"2062\"\n",
      "[cycle]\nparent = \"2026\"\n",
      with("[fit]\ntitle = \"b\"\ntriggered-by = \"nps\"\nparent = [\"ship\", \"2026/gone\"]\n"),
  };
  const std::string own = with("depends-on = \"ship.user\"\n");
  check_cases(
      others,
      {
          {"a KPI far from all", cycle, texts[0].c_str(),
           "E110 2026-Q3/cycle.toml:6:7-11 KPI 'nps' is not defined | add kpi/nps.toml, or correct the name"},
          {"a misspelt KPI", cycle, texts[1].c_str(),
           "E110 2026-Q3/cycle.toml:6:7-12 KPI 'csta' is not defined | did you mean 'csat'?"},
          {"a KPI with its prefix", cycle, texts[2].c_str(), ""},
          {"a misspelt parent in another cycle", cycle, texts[3].c_str(),
           "E110 2026-Q3/cycle.toml:3:10-21 parent '2026/raech' is not defined | did you mean '2026/reach'?"},
          {"a key result as parent", cycle, texts[4].c_str(), ""},
          {"a cycle that is not there", cycle, texts[5].c_str(),
           "E110 2026-Q3/cycle.toml:3:10-21 parent '2025/reach' is not defined | did you mean '2026/reach'?"},
          {"a parent that is in another cycle", cycle, texts[6].c_str(),
           "E110 2026-Q3/cycle.toml:3:10-16 parent 'reach' is not defined | did you mean '2026/reach'?"},
          {"but never the record itself", cycle, "[ship]\ntitle = \"a\"\nparent = \"shpi\"\n",
           "E110 2026-Q3/cycle.toml:3:10-15 parent 'shpi' is not defined | add it, or correct the name"},
          {"depends-on", cycle, texts[7].c_str(),
           "E110 2026-Q3/cycle.toml:9:14-24 key result 'ship.user' is not defined | did you mean 'ship.users'?"},
          {"depends-on, with no name near but its own", cycle, own.c_str(),
           "E110 2026-Q3/cycle.toml:6:14-24 key result 'ship.user' is not defined | add it, or correct the name"},
          {"a counter KPI", cycle, texts[8].c_str(), ""},
          {"a counter that is not there", cycle, texts[9].c_str(),
           "E110 2026-Q3/cycle.toml:6:11-19 KPI or key result 'nothing' is not defined | add it, or correct the name"},
          {"a cycle's parent", cycle, texts[10].c_str(),
           "E110 2026-Q3/cycle.toml:2:10-15 cycle '2062' is not defined | did you mean '2026'?"},
          {"a right one", cycle, texts[11].c_str(), ""},
          {"one of a list", cycle, texts[12].c_str(),
           "E110 2026-Q3/cycle.toml:8:16-20 KPI 'nps' is not defined | add kpi/nps.toml, or correct the name\n"
           "E110 2026-Q3/cycle.toml:9:19-29 parent '2026/gone' is not defined | add it, or correct the name"},
      });
}

TEST_CASE("structure: older names are still found (was)") {
  const Folder folder({{"okr.toml", ""},
                       {cycle,
                        "[ship]\ntitle = \"a\"\nwas = [\"launch\"]\n[ship.users]\ntitle = \"b\"\ntarget = 5\nwas = "
                        "[\"wau\", \"old.clicks\"]\nkpi = \"visits\"\n"
                        "[fit]\ntitle = \"c\"\nparent = \"launch\"\n"},
                       {"kpi/hits.toml", "title = \"a\"\nwas = [\"visits\"]\n"},
                       {"2026-Q3/checkins/2026-08-10-a.toml", "date = 2026-08-10\nlaunch.wau = { confidence = 4 }\n"},
                       {"2026-Q3/checkins/2026-08-11-a.toml", "date = 2026-08-11\nship.wau = { confidence = 5 }\n"},
                       {"2026-Q3/checkins/2026-08-12-a.toml", "date = 2026-08-12\nold.clicks = { confidence = 6 }\n"}});
  const Workspace workspace = loaded(folder.path());
  CHECK(reports_of(workspace) == "");
  REQUIRE(workspace.cycles.size() == 1);
  CHECK(workspace.cycles[0].objectives[0].key_results[0].entries.size() == 3);
}

TEST_CASE("structure: parents end somewhere (E111); a loop is one report") {
  const std::string texts[] = {
      child("a", "a"),
      child("a", "b") + child("b", "a"),
      child("a", "b") + child("b", "c") + child("c", "a") + child("d", "a"),
      child("a", "b") + key_result("a.x") + child("b", "a.x"),
      "[a]\ntitle = \"a\"\n" + key_result("a.x", "parent = \"a.x\"\n"),
      child("a", "2026/a"),
      child("a", "b") + child("b", "c") + "[c]\ntitle = \"c\"\n",
  };
  check_cases({{"2026/cycle.toml", child("z", "2026-Q3/a")}},
              {
                  {"itself", cycle, texts[0].c_str(),
                   "E111 2026-Q3/cycle.toml:3:10-12 '2026-Q3/a' is its own parent | remove this parent"},
                  {"two", cycle, texts[1].c_str(),
                   "E111 2026-Q3/cycle.toml:6:10-12 the parents lead in a loop: 2026-Q3/a, 2026-Q3/b, 2026-Q3/a | "
                   "remove one of these parents"},
                  {"three, and one that leads into them", cycle, texts[2].c_str(),
                   "E111 2026-Q3/cycle.toml:9:10-12 the parents lead in a loop: 2026-Q3/a, 2026-Q3/b, 2026-Q3/c, "
                   "2026-Q3/a | remove one of these parents"},
                  {"through a key result", cycle, texts[3].c_str(),
                   "E111 2026-Q3/cycle.toml:9:10-14 the parents lead in a loop: 2026-Q3/a, 2026-Q3/b, 2026-Q3/a | "
                   "remove one of these parents"},
                  {"a key result that is its own", cycle, texts[4].c_str(),
                   "E111 2026-Q3/cycle.toml:6:10-14 '2026-Q3/a.x' is its own parent | remove this parent"},
                  {"a chain", cycle, texts[6].c_str(), ""},
              });
  check_cases({{"2026/cycle.toml", child("a", "2026-Q3/a")}},
              {{"across cycles", cycle, texts[5].c_str(),
                "E111 2026/cycle.toml:3:10-20 the parents lead in a loop: 2026-Q3/a, 2026/a, 2026-Q3/a | remove one of "
                "these parents"}});
  check_cases({{"2026/cycle.toml", "[cycle]\nparent = \"2026-Q3\"\n"}},
              {{"of cycles", cycle, "[cycle]\nparent = \"2026\"\n",
                "E111 2026/cycle.toml:2:10-18 the parents lead in a loop: 2026-Q3, 2026, 2026-Q3 | remove one of these "
                "parents"}});
}

TEST_CASE("structure: only what lies in a loop is n/a, and a chain of 2000 parents is no trouble") {
  std::string text = child("a", "b") + child("b", "a") + child("c", "a");
  for (int i = 0; i < 2000; ++i) text += child("n" + std::to_string(i), "n" + std::to_string(i + 1));
  text += "[n2000]\ntitle = \"end\"\n";
  const Folder folder({{"okr.toml", ""}, {cycle, text}});
  const Workspace workspace = loaded(folder.path());
  CHECK(workspace.diagnostics.size() == 1);
  const auto& objectives = workspace.cycles[0].objectives;
  CHECK((objectives[0].faulty && objectives[1].faulty));
  CHECK_FALSE((objectives[2].faulty || objectives[3].faulty));
}

TEST_CASE("structure: days lie in their cycle (E112), readings of a KPI on days of their own (E115)") {
  const std::string ship = "[ship]\ntitle = \"a\"\n";
  const std::string texts[] = {
      ship + key_result("ship.users", "due = 2026-10-15\n"),
      ship + key_result("ship.users", "start = 2026-06-30\ndue = 2026-09-30\n"),
      ship + key_result("ship.users", "start = 2026-08-30\ndue = 2026-08-29\n"),
      ship + "[ship.rel]\ntitle = \"b\"\nsteps = [\"a\", { title = \"b\", due = 2027-01-01 }]\n",
      "[result]\nclosed = 2025-10-02\n",
      "[result]\nclosed = 2026-07-01\n",
  };
  check_cases(
      {}, {
              {"due behind it", cycle, texts[0].c_str(),
               "E112 2026-Q3/cycle.toml:6:7-16 due of key result 'ship.users' is 2026-10-15, outside 2026-Q3 | 2026-Q3 "
               "runs from 2026-07-01 to 2026-09-30"},
              {"start before it, due on its last day", cycle, texts[1].c_str(),
               "E112 2026-Q3/cycle.toml:6:9-18 start of key result 'ship.users' is 2026-06-30, outside 2026-Q3 | "
               "2026-Q3 runs from 2026-07-01 to 2026-09-30"},
              {"due before start", cycle, texts[2].c_str(),
               "E112 2026-Q3/cycle.toml:7:7-16 key result 'ship.users' is due before it starts | swap start and due"},
              {"a step", cycle, texts[3].c_str(),
               "E112 2026-Q3/cycle.toml:5:15-15 due of step \"b\" of key result 'ship.rel' is 2027-01-01, outside "
               "2026-Q3 | 2026-Q3 runs from 2026-07-01 to 2026-09-30"},
              {"closed before it began", cycle, texts[4].c_str(),
               "E112 2026-Q3/cycle.toml:2:10-19 2026-Q3 was closed on 2025-10-02, before it began | it runs from "
               "2026-07-01 to 2026-09-30"},
              {"closed on its first day", cycle, texts[5].c_str(), ""},
          });
  check_cases({{"kpi/nps/kpi.toml", "title = \"a\"\n"},
               {"kpi/nps/2026-a.toml", "[readings]\n2026-08-31 = 5\n2026-09-01 = 6\n"}},
              {
                  {"two writers who agree", "kpi/nps/2026-b.toml", "[readings]\n2026-08-31 = 5\n", ""},
                  {"two writers who differ: the later source counts (method 0.30)", "kpi/nps/2026-b.toml",
                   "[readings]\n2026-08-31 = 4\n",
                   "W251 kpi/nps/2026-a.toml:2:14-14 KPI 'nps' has 5 here for 2026-08-31, and 4 from a later source | "
                   "the one at kpi/nps/2026-b.toml:2:14 counts"},
                  {"a day and a month of two writers", "kpi/nps/2026-b.toml", "[readings]\n2026-08 = 4\n",
                   "W251 kpi/nps/2026-a.toml:2:14-14 KPI 'nps' has 5 here for 2026-08-31, and 4 from a later source | "
                   "the one at kpi/nps/2026-b.toml:2:11 counts"},
                  {"different days", "kpi/nps/2026-b.toml", "[readings]\n2026-08-30 = 5\n", ""},
              });
}

TEST_CASE("structure: the last change of a key says what stands (E113)") {
  const std::string ship = "[ship]\ntitle = \"a\"\n";
  const auto changed = [&](const std::string& keys, const std::string& changes) {
    return ship + "[ship.users]\ntitle = \"b\"\n" + keys + "changes = [\n" + changes + "]\n";
  };
  const std::string twice = "{ on = 2026-08-12, target = [400, 300] },\n{ on = 2026-07-20, target = [500, 400] },\n";
  const std::string mend =
      " | make the two the same, or add the change that came after 2026-08-12; okr set 2026-Q3/ship.users.target=VALUE "
      "--why TEXT writes both";
  const std::string other = changed("target = 400\n", twice);
  const std::string gone = changed("kind = \"measure\"\n", "{ on = 2026-08-12, target = [400, 300] },\n");
  const std::string says = " the last change of 'ship.users' says target 300, but ";
  check_cases({}, {{"another value", cycle, other.c_str(),
                    ("E113 2026-Q3/cycle.toml:7:1-1" + says + "400 stands" + mend).c_str()},
                   {"taken away", cycle, gone.c_str(),
                    ("E113 2026-Q3/cycle.toml:7:1-1" + says + "nothing stands" + mend).c_str()}});
  const std::string right[] = {
      changed("target = 300\n", twice),
      changed("target = 300\n",
              "{ on = 2026-08-12, target = [500, 400] },\n{ on = 2026-08-12, target = [400, 300] },\n"),
      changed("target = 5\n", "{ on = 2026-08-12, weight = [2, 1], state = [\"draft\", \"active\"] },\n"),
      changed("target = 5\ndue = 2026-09-20\nstate = \"cancelled\"\nreason = \"c\"\n",
              "{ on = 2026-08-12, due = [2026-09-20], state = [\"active\", \"cancelled\"] },\n"),
  };
  for (const std::string& text : right) {
    const Folder folder({{"okr.toml", ""}, {cycle, text}});
    CHECK(loaded(folder.path()).diagnostics.empty());
  }
}

TEST_CASE(
    "structure: what an objective's last change says stands too, and the record cannot be scored where it does not") {
  const Folder folder({{"okr.toml", ""},
                       {cycle, "[ship]\ntitle = \"a\"\nweight = 3\nchanges = [{ on = 2026-08-12, weight = [1, 2] }]\n" +
                                   key_result("ship.users")}});
  const Workspace workspace = loaded(folder.path());
  REQUIRE(workspace.diagnostics.size() == 1);
  CHECK(workspace.diagnostics[0].code == Code::E113);
  CHECK(workspace.cycles[0].objectives[0].faulty);
}

TEST_CASE("structure: of an objective weight and state can change, and nothing else (E113)") {
  const std::string text =
      "[ship]\ntitle = \"a\"\nchanges = [{ on = 2026-08-12, target = [1, 2] }]\n" + key_result("ship.users");
  check_cases(
      {}, {{"a target", cycle, text.c_str(),
            "E113 2026-Q3/cycle.toml:3:12-12 'ship' is an objective, which has no target | its weight and state can "
            "change; all else stands with its key results"}});
}

TEST_CASE("structure: one former name leads to one record (E101)") {
  const std::string head = "[o]\ntitle = \"O\"\n[o.a]\ntitle = \"A\"\ntarget = 5\nwas = [\"old\"]\n";
  const std::string two = head + "[o.b]\ntitle = \"B\"\ntarget = 5\nwas = [\"older\", \"old\"]\n";
  const std::string taken = head + "[o.old]\ntitle = \"B\"\ntarget = 5\n";
  const std::string objectives = "[o]\ntitle = \"O\"\nwas = [\"p\"]\n[p]\ntitle = \"P\"\n";
  check_cases(
      {},
      {{"of two", cycle, two.c_str(),
        "E101 2026-Q3/cycle.toml:10:7-22 'o.old' once was the name of 'o.a' and of 'o.b' | take it out of one `was`; "
        "the "
        "other is at 2026-Q3/cycle.toml:3:4"},
       {"that another bears", cycle, taken.c_str(),
        "E101 2026-Q3/cycle.toml:6:7-13 'o.old' is the name of another, and once was that of 'o.a' | take it out of "
        "one "
        "`was`; the other is at 2026-Q3/cycle.toml:7:4"},
       {"objectives", cycle, objectives.c_str(),
        "E101 2026-Q3/cycle.toml:3:7-11 'p' is the name of another, and once was that of 'o' | take it out of one "
        "`was`; "
        "the other is at 2026-Q3/cycle.toml:4:2"}});
  check_cases(
      {{"kpi/v.toml", "title = \"V\"\nwas = [\"old\"]\n"}},
      {{"KPIs", "kpi/w.toml", "title = \"W\"\nwas = [\"old\"]\n",
        "E101 kpi/w.toml:2:7-13 'old' once was the name of 'v' and of 'w' | take it out of one `was`; the other is at "
        "kpi/v.toml"}});
}

TEST_CASE("structure: a counter is another measure (E110, E113)") {
  const std::string head = "[o]\ntitle = \"O\"\n[o.k]\ntitle = \"K\"\ntarget = 5\ncounter = ";
  const std::string objective = head + "\"o\"\n", itself = head + "\"o.k\"\n";
  check_cases(
      {}, {{"an objective", cycle, objective.c_str(),
            "E110 2026-Q3/cycle.toml:6:11-13 'o' is an objective, not a KPI or key result | name a KPI or a key result "
            "that must not suffer"},
           {"itself", cycle, itself.c_str(),
            "E113 2026-Q3/cycle.toml:6:11-15 'o.k' is its own counter | name another one, or leave the key out"},
           {"a KPI itself", "kpi/v.toml", "title = \"V\"\ncounter = \"v\"\n",
            "E113 kpi/v.toml:2:11-13 KPI 'v' is its own counter | name another KPI, or leave the key out"}});
}

TEST_CASE("structure: nothing lies above the max of a key result and below its min (E114)") {
  check_cases({},
              {{"crossed", cycle, "[fit]\ntitle = \"a\"\n[fit.sleep]\ntitle = \"b\"\nmin = 5\nmax = 3\n",
                "E114 2026-Q3/cycle.toml:5:7-7 min of key result 'fit.sleep' is above its max | min must be below max"},
               {"one value", cycle, "[fit]\ntitle = \"a\"\n[fit.sleep]\ntitle = \"b\"\nmin = 5\nmax = 5\n", ""}});
}

TEST_CASE("structure: what judges a KPI stands on the right side, and its values stay (E114)") {
  check_cases(
      {},
      {{"more is better", "kpi/v.toml", "title = \"V\"\ntarget = 7\nwarn = 9\n",
        "E114 kpi/v.toml:3:8-8 warn of 'v' is on the wrong side | target is 7 and more is better: warn must be below "
        "7"},
       {"less is better", "kpi/v.toml", "title = \"V\"\ngood = \"down\"\ntarget = 58\nwarn = 50\n",
        "E114 kpi/v.toml:4:8-9 warn of 'v' is on the wrong side | target is 58 and less is better: warn must be above "
        "58"},
       {"crossed", "kpi/v.toml", "title = \"V\"\nmin = 5\nmax = 4\n",
        "E114 kpi/v.toml:2:7-7 min of 'v' is on the wrong side | min is 5 and max 4: min must be below max"},
       {"taken over from before", "kpi/v.toml", "title = \"V\"\ntarget = 7\nwarn = 6\n[targets]\n2026-Q3 = 5\n",
        "E114 kpi/v.toml:5:1-7 warn of 'v' is on the wrong side from here on | it stays 6 as before, and must be below "
        "5: give warn here too"},
       {"fine", "kpi/v.toml", "title = \"V\"\ntarget = 7\nwarn = 6\n", ""}});
}

}  // namespace structure_test
