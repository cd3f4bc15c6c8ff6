// SPDX-License-Identifier: MIT
// From folders to records: which files are read, in which order, and what stands in the records then.
#include "okr/store/load.hpp"

#include <fmt/core.h>

#include "folder.hpp"
#include "okr/store/disk.hpp"
#include "print.hpp"

namespace load_test {

using namespace okr;
using namespace okr::store;
using namespace okr_test;

namespace {

std::vector<std::string> ids(const std::vector<Objective>& objectives) {
  std::vector<std::string> all;
  for (const Objective& objective : objectives) all.push_back(objective.id.text);
  return all;
}

/// One cycle.toml in the third quarter, without complaint.
Cycle cycle_of(const std::string& text) {
  const Folder folder({{"okr.toml", ""}, {"2026-Q3/cycle.toml", text}});
  Workspace workspace = loaded(folder.path());
  CHECK(reports_of(workspace) == "");
  REQUIRE(workspace.cycles.size() == 1);
  return std::move(workspace.cycles[0]);
}

std::vector<std::string> opened(const std::string& root, Wanted wanted) {
  const auto workspace = load(root, wanted);
  REQUIRE_MESSAGE(workspace.has_value(), workspace.error().what);
  std::vector<std::string> names;
  for (const Cycle& cycle : workspace->cycles) names.push_back(cycle.id.text);
  return names;
}

Wanted current(int year, unsigned month, unsigned day) {
  Wanted wanted;
  wanted.as_of = make_date(year, month, day);
  return wanted;
}

}  // namespace

TEST_CASE("load: the order of the files and of the text is kept, not the alphabet's") {
  const Folder folder({{"okr.toml", ""},
                       {"2026-Q3/cycle.toml",
                        "[zoo]\ntitle = \"a\"\n[zoo.z]\ntitle = \"a\"\ntarget = 1\n[zoo.a]\ntitle = \"a\"\ntarget = "
                        "1\n[ant]\ntitle = \"a\"\n"},
                       {"2026-Q3/b.toml", "[bee]\ntitle = \"a\"\n"},
                       {"2026-Q3/a.toml", "[yak]\ntitle = \"a\"\n[cat]\ntitle = \"a\"\n"},
                       {"2026-Q3/notes.md", "# not ours\n"},
                       {"2026-Q3/reviews/2026-08-17-weekly.md", "# a saved review\n"},
                       {"2026-Q3/reviews/notes.toml", "= broken\n"},
                       {"2026-Q3/.hidden.toml", "= broken\n"}});
  const Workspace workspace = loaded(folder.path());
  CHECK(reports_of(workspace) == "");
  CHECK(ids(workspace.cycles[0].objectives) == std::vector<std::string>{"zoo", "ant", "yak", "cat", "bee"});
  CHECK(workspace.cycles[0].objectives[0].key_results[0].id.name == "z");
  CHECK(to_string(workspace.cycles[0].objectives[0].key_results[1].place, workspace) == "2026-Q3/cycle.toml:6:6");
}

TEST_CASE("load: every key of a key result reaches its member, others keep their defaults") {
  const Cycle cycle = cycle_of(
      "[cycle]\ntitle = \"T\"\ncadence = \"2 weeks\"\ngrace-days = 7\nstate = \"closed\"\n[ship]\ntitle = \"a\"\ntype "
      "= \"committed\"\nweight = 2\nparent = \"fit\"\n"
      "tags = [\"x\", \"y\"]\nroll-up = \"both\"\nlevel = \"team\"\n[ship.users]\ntitle = \"b\"\nbaseline = 3\ntarget "
      "= 10\nstretch = 12\ncommit = 5\nunit = \"u\"\n"
      "take = \"best\"\nfloor = 0\nplan = [[2026-08-01, 4], [2026-09-01, 8.5]]\nstart = 2026-07-10\ndue = 2026-09-20\n"
      "changes = [{ on = 2026-08-12, target = [12, 10], due = [2026-09-20], why = \"w\" }]\n[fit]\ntitle = "
      "\"c\"\n[fit.hr]\ntitle = \"d\"\nmax = 58\n");
  CHECK(cycle.state == CycleState::closed);
  CHECK(cycle.cadence->days == 14);
  const Objective& ship = cycle.objectives[0];
  CHECK((ship.type() == ObjectiveType::committed && ship.weight == 2.0 && ship.roll_up == RollUp::both &&
         ship.level == Level::team));
  REQUIRE(ship.parents.size() == 1);
  CHECK((ship.parents[0].text == "fit" && ship.parents[0].place.line == 10));
  const KeyResult& users = ship.key_results[0];
  CHECK((users.kind == Kind::number && users.baseline == 3.0 && users.target == 10.0 && users.stretch == 12.0 &&
         users.commit == 5.0));
  CHECK((users.take == Take::best && users.floor == 0.0 && !users.ceil && users.start == make_date(2026, 7, 10)));
  REQUIRE(users.plan.size() == 2);
  CHECK((users.plan[1].date == make_date(2026, 9, 1) && users.plan[1].value == 8.5));
  REQUIRE((users.changes.size() == 1 && users.changes[0].fields.size() == 2));
  CHECK((std::get<double>(users.changes[0].fields[0].before) == 12 &&
         std::get<double>(users.changes[0].fields[0].after) == 10));
  CHECK((users.changes[0].fields[1].before.index() == 0 &&
         std::get<Date>(users.changes[0].fields[1].after) == make_date(2026, 9, 20)));
  const KeyResult& rate = cycle.objectives[1].key_results[0];
  CHECK((rate.kind == Kind::hold && rate.misses == 0 && !rate.strict && rate.judge == Judge::periods && !rate.weight &&
         rate.state == State::active));
  CHECK((cycle.objectives[1].type() == ObjectiveType::aspirational && cycle.objectives[1].weight_or_default() == 1.0));
}

TEST_CASE("load: the kind follows from the keys, or is said") {
  const auto kind = [](const std::string& keys) {
    const Cycle cycle = cycle_of("[a]\ntitle = \"a\"\n[a.b]\ntitle = \"b\"\n" + keys);
    CHECK(cycle.objectives[0].key_results[0].kind_known);
    return cycle.objectives[0].key_results[0].kind;
  };
  CHECK(kind("target = 4\n") == Kind::number);
  CHECK(kind("baseline = 4\nchange = \"+20%\"\n") == Kind::number);
  CHECK(kind("kind = \"sum\"\ntarget = 4\n") == Kind::sum);
  CHECK(kind("min = 4\n") == Kind::hold);
  CHECK(kind("min = 4\nmax = 5\n") == Kind::hold);
  CHECK(kind("kind = \"percent\"\n") == Kind::percent);
  CHECK(kind("steps = [\"x\"]\n") == Kind::milestones);
  CHECK(kind("kind = \"done\"\n") == Kind::done);
  CHECK(kind("rubric = \"\"\"\nx\ny\n\"\"\"\n") == Kind::graded);
  CHECK(kind("kind = \"measure\"\n") == Kind::measure);
}

TEST_CASE("load: [defaults] hold for their file only, and are checked once") {
  const Folder folder({{"okr.toml", ""},
                       {"2026-Q3/cycle.toml",
                        "[defaults]\nowner = \"ana\"\ntype = \"committed\"\nlevel = \"teem\"\n[a]\ntitle = "
                        "\"a\"\n[b]\ntitle = \"b\"\nowner = \"ben\"\n"},
                       {"2026-Q3/x.toml", "[c]\ntitle = \"c\"\n"}});
  const Workspace workspace = loaded(folder.path());
  CHECK(reports_of(workspace) ==
        "E107 2026-Q3/cycle.toml:4:9-14 'level' of [defaults] cannot be \"teem\" | did you mean \"team\"?");
  const auto& objectives = workspace.cycles[0].objectives;
  CHECK((objectives[0].owners == std::vector<std::string>{"ana"} &&
         objectives[1].owners == std::vector<std::string>{"ben"} && objectives[2].owners.empty()));
  CHECK((objectives[1].type() == ObjectiveType::committed && objectives[2].type() == ObjectiveType::aspirational));
}

TEST_CASE("load: check-ins in every form, by date, then time of day, then name") {
  const Folder folder(
      {{"okr.toml", ""},
       {"2026-Q3/cycle.toml",
        "[s]\ntitle = \"a\"\n[s.u]\ntitle = \"b\"\ntarget = 9\n[s.r]\ntitle = \"c\"\nsteps = [\"x\", \"y\"]\n"},
       {"2026-Q3/checkins/2026-08-10-ana-x1.toml",
        "date = 2026-08-10\nat = 18:40:00\nby = \"ana\"\nwins = [\"w\"]\ns.u = 3\ns.r = []\n"},
       {"2026-Q3/checkins/2026-08-10-ana-x1-2.toml",
        "date = 2026-08-10\nat = 09:00:00\ns.u = { value = 2, confidence = 4, note = \"n\\nm\" }\n"},
       {"2026-Q3/checkins/2026-08-03-cron.toml", "date = 2026-08-03\n[s.u]\nvalue = 1\n[s.r]\nvalue = [\"x\"]\n"},
       {"2026-Q3/checkins/2026-08-17-cron.toml", "date = 2026-08-17\ns.u.confidence = 4\n"}});
  const Workspace workspace = loaded(folder.path());
  CHECK(reports_of(workspace) == "");
  const Cycle& cycle = workspace.cycles[0];
  REQUIRE(cycle.checkins.size() == 4);
  CHECK(
      (cycle.checkins[0].source == "cron" && cycle.checkins[1].source == "ana-x1-2" && cycle.checkins[2].by == "ana"));
  const auto& entries = cycle.objectives[0].key_results[0].entries;
  REQUIRE(entries.size() == 4);
  CHECK((std::get<double>(entries[0].value) == 1 && std::get<double>(entries[1].value) == 2 &&
         std::get<double>(entries[2].value) == 3));
  CHECK((!entries[3].has_value() && entries[3].confidence == 4 && entries[1].confidence == 4 &&
         entries[1].note == "n\nm"));
  CHECK((entries[2].at == 18 * 3600 + 40 * 60 && entries[2].checkin == 2));
  const auto& steps = cycle.objectives[0].key_results[1].entries;
  REQUIRE(steps.size() == 2);
  CHECK((std::get<std::vector<std::string>>(steps[0].value) == std::vector<std::string>{"x"} && steps[1].has_value()));
}

TEST_CASE(
    "load: of one day and time the source's name decides, then its number; without a time comes first (method 0.30)") {
  const auto checkin = [](std::string_view at, int value) {
    return fmt::format("date = 2026-08-10\n{}ship.users = {}\n", at, value);
  };
  const std::string folder_name = "2026-Q3/checkins/2026-08-10-";
  const Folder folder({{"okr.toml", ""},
                       {"2026-Q3/cycle.toml", "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"a\"\ntarget = 99\n"},
                       {folder_name + "ana-10.toml", checkin("at = 12:00:00\n", 10)},
                       {folder_name + "ana-2.toml", checkin("at = 12:00:00\n", 2)},
                       {folder_name + "ana.toml", checkin("at = 12:00:00\n", 1)},
                       {folder_name + "cron.toml", checkin("", 0)},
                       {folder_name + "ben.toml", checkin("at = 12:00:00\n", 20)}});
  const Workspace workspace = loaded(folder.path());
  std::vector<double> values;
  for (const Entry& entry : workspace.cycles.at(0).objectives[0].key_results[0].entries)
    values.push_back(std::get<double>(entry.value));
  CHECK(values == std::vector<double>{0, 1, 2, 10, 20});
}

TEST_CASE("load: a [result] alone is a past quarter") {
  const Cycle cycle = cycle_of(
      "[result]\nclosed = 2026-10-02\nscore = 0.714286\nas-planned = 0.70\ncommitted = \"2 of "
      "3\"\n[result.objective]\nship = { score = 0.74, verdict = \"success\" }\n"
      "[result.kr]\nship.users = { value = 352, progress = 0.88, score = 0.604, confidence = 7, weight = 1, state = "
      "\"done\" }\n");
  REQUIRE(cycle.result);
  CHECK((cycle.result->closed == make_date(2026, 10, 2) && cycle.result->score == 0.714286 &&
         cycle.result->committed == "2 of 3"));
  REQUIRE((cycle.result->objectives.size() == 1 && cycle.result->key_results.size() == 1));
  const KeyResultResult& users = cycle.result->key_results[0];
  CHECK((to_string(users.id) == "ship.users" && std::get<double>(users.value) == 352 && users.confidence == 7 &&
         users.state == State::done));
}

TEST_CASE("load: days of a cycle from its name, the fiscal year, or its keys") {
  const auto period = [](const std::string& settings, const std::string& id, const std::string& text) {
    const Folder folder({{"okr.toml", settings}, {id + "/cycle.toml", text}});
    const Workspace workspace = loaded(folder.path());
    CHECK(reports_of(workspace) == "");
    CHECK(workspace.known_cycles[0].period == workspace.cycles[0].period);
    return workspace.cycles[0].period;
  };
  const std::string fiscal = "[workspace]\nfiscal-year-start = 4\n";
  CHECK(period("", "2026-Q3", "") == Period{make_date(2026, 7, 1), make_date(2026, 9, 30)});
  CHECK(period(fiscal, "2026-Q1", "") == Period{make_date(2026, 4, 1), make_date(2026, 6, 30)});
  CHECK(period("", "2026", "") == Period{make_date(2026, 1, 1), make_date(2026, 12, 31)});
  CHECK(period("", "2026-W33", "") == Period{make_date(2026, 8, 10), make_date(2026, 8, 16)});
  CHECK(period("", "2026-Q3", "[cycle]\nstart = 2026-07-01\nend = 2026-09-30\n") ==
        Period{make_date(2026, 7, 1), make_date(2026, 9, 30)});
  CHECK(period("", "Launch", "[cycle]\nstart = 2026-08-01\nend = 2026-08-01\n") ==
        Period{make_date(2026, 8, 1), make_date(2026, 8, 1)});
}

TEST_CASE("load: only the current cycles are opened; the latest that started where none is active, else the next") {
  const Folder folder({{"okr.toml", ""},
                       {"2026/cycle.toml", "[cycle]\nstate = \"closed\"\n"},
                       {"2026-Q1/cycle.toml", "[cycle]\nstate = \"closed\"\n"},
                       {"2026-Q2/cycle.toml", "[cycle]\nstate = \"draft\"\n"},
                       {"2026-Q3/cycle.toml", ""},
                       {"2027-Q2/cycle.toml", ""}});
  using Names = std::vector<std::string>;
  CHECK(opened(folder.path(), current(2026, 8, 17)) == Names{"2026", "2026-Q3"});
  CHECK(opened(folder.path(), current(2026, 5, 1)) == Names{"2026", "2026-Q1", "2026-Q2"});
  CHECK(opened(folder.path(), current(2027, 2, 1)) == Names{"2026-Q3"});
  CHECK(opened(folder.path(), current(2025, 2, 1)) == Names{"2026", "2026-Q1"});
  Wanted named = current(2026, 8, 17);
  named.cycles = Wanted::Cycles::named;
  named.names = {CycleId("2027-Q2")};
  CHECK(opened(folder.path(), named) == Names{"2027-Q2"});
  named.names = {CycleId("2026-Q4")};
  const auto unknown = load(folder.path(), named);
  REQUIRE_FALSE(unknown.has_value());
  CHECK((unknown.error().kind == ErrorKind::usage && unknown.error().what == "no cycle '2026-Q4'"));
  CHECK(unknown.error().hint == "did you mean '2026-Q1'?");
}

TEST_CASE(
    "load: a quarter that is over is opened as long as it is in force, and read no further to know whether it is "
    "closed") {
  const std::string closed = "[result]\nclosed = 2026-07-02\nscore = 1\n";
  const Folder folder({{"okr.toml", ""},
                       {"2026/cycle.toml", ""},
                       {"2026-Q1/cycle.toml", ""},
                       {"2026-Q2/cycle.toml", closed},
                       {"2026-Q3/cycle.toml", ""},
                       {"2026-Q4/cycle.toml", "[cycle]\nstate = \"draft\"\n"}});
  using Names = std::vector<std::string>;
  CHECK(opened(folder.path(), current(2026, 10, 2)) == Names{"2026", "2026-Q3", "2026-Q4"});
  CHECK(opened(folder.path(), current(2026, 11, 15)) == Names{"2026", "2026-Q3", "2026-Q4"});
  CHECK(opened(folder.path(), current(2026, 11, 16)) == Names{"2026", "2026-Q4"});
  CHECK(opened(folder.path(), current(2026, 7, 2)) == Names{"2026", "2026-Q3"});
  Wanted ended = current(2026, 8, 17);
  ended.ended = true;
  const auto workspace = load(folder.path(), ended);
  REQUIRE(workspace.has_value());
  CHECK(workspace->cycles.size() == 2);
  CHECK(!workspace->known_cycles[1].standing);  // 2026-Q1: not the last of its length
  REQUIRE(workspace->known_cycles[2].standing);
  CHECK(workspace->known_cycles[2].standing->closed == make_date(2026, 7, 2));
}

TEST_CASE("load: a quarter that is over and cannot be read is opened, so that its fault is said") {
  const Folder folder({{"okr.toml", ""}, {"2026/cycle.toml", ""}, {"2026-Q3/cycle.toml", "[cycle\n"}});
  const auto workspace = load(folder.path(), current(2026, 10, 2));
  REQUIRE(workspace.has_value());
  CHECK(workspace->cycles.size() == 2);
  CHECK(has_errors(workspace->diagnostics));
}

TEST_CASE("load: current, previous and next name cycles, and no folder can bear these words") {
  const Folder folder({{"okr.toml", ""},
                       {"2026/cycle.toml", ""},
                       {"2026-Q2/cycle.toml", "[result]\nclosed = 2026-07-02\n"},
                       {"2026-Q3/cycle.toml", ""},
                       {"2026-Q4/cycle.toml", "[cycle]\nstate = \"draft\"\n"}});
  const auto named = [&](const char* word, Date day) {
    Wanted wanted;
    wanted.as_of = day;
    wanted.cycles = Wanted::Cycles::named;
    wanted.names = {CycleId(word)};
    return opened(folder.path(), wanted);
  };
  using Names = std::vector<std::string>;
  CHECK(named("current", make_date(2026, 10, 2)) == Names{"2026-Q3"});
  CHECK(named("previous", make_date(2026, 10, 2)) == Names{"2026-Q3"});
  CHECK(named("previous", make_date(2026, 9, 30)) == Names{"2026-Q2"});
  CHECK(named("next", make_date(2026, 10, 2)) == Names{"2026-Q4"});
  CHECK(named("current", make_date(2027, 3, 1)) == Names{"2026"});
  CHECK(named("current", make_date(2027, 7, 2)) == Names{"2026-Q3"});  // the latest that started and is no draft
  const Folder taken({{"okr.toml", ""}, {"previous/cycle.toml", "[cycle]\nstart = 2026-07-01\nend = 2026-09-30\n"}});
  CHECK(reports_of(loaded(taken.path())).find("'previous' cannot be the id of a cycle") != std::string::npos);
}

TEST_CASE("load: aligned objectives open the other cycles, a plain reference does not") {
  const std::string title = "title = \"a\"\n";
  const Folder folder({{"okr.toml", ""},
                       {"2026-Q3/cycle.toml", "[a]\n" + title + "parent = \"2025/gone\"\n"},
                       {"2025/cycle.toml", ""},
                       {"2027/cycle.toml", "[a]\n" + title + "roll-up = \"children\"\n"}});
  CHECK(opened(folder.path(), current(2026, 8, 17)) == std::vector<std::string>{"2026-Q3"});
  CHECK(load(folder.path(), current(2026, 8, 17))->diagnostics.empty());
  CHECK(opened(folder.path(), current(2027, 8, 17)) == std::vector<std::string>{"2025", "2026-Q3", "2027"});
  Wanted without = current(2027, 8, 17);
  without.children = false;
  CHECK(opened(folder.path(), without) == std::vector<std::string>{"2027"});
}

TEST_CASE("load: the root is found upward, then as okr/ or goals/ of the repository") {
  const Folder folder({{"a/okr.toml", ""},
                       {"a/b/c/x.md", ""},
                       {"repo/.git/HEAD", ""},
                       {"repo/goals/okr.toml", ""},
                       {"repo/src/x.c", ""},
                       {"repo2/.git/HEAD", ""}});
  CHECK(find_root(folder / "a/b/c") == folder / "a");
  CHECK(find_root(folder / "repo/src") == folder / "repo/goals");
  const auto none = find_root(folder / "repo2");
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().kind == ErrorKind::environment);
}

TEST_CASE("load: what a draft does not say yet is a warning, be it the record, its objective or its cycle (E118)") {
  const std::string record = "[o]\ntitle = \"a\"\n[o.k]\ntitle = \"a\"\nstate = \"draft\"\nkind = \"number\"\n";
  const std::string objective = "[o]\ntitle = \"a\"\nstate = \"draft\"\n[o.k]\ntitle = \"a\"\n";
  const std::string cycle =
      "[cycle]\nstate = \"draft\"\n[o]\ntitle = \"a\"\n[o.k]\ntitle = \"a\"\nkind = \"milestones\"\n";
  for (const std::string& text : {record, objective, cycle}) {
    CAPTURE(text);
    const Folder folder({{"okr.toml", ""}, {"2026-Q3/cycle.toml", text}});
    const Workspace workspace = loaded(folder.path());
    REQUIRE(workspace.diagnostics.size() == 1);
    CHECK(workspace.diagnostics[0].code == Code::E118);
    CHECK(workspace.diagnostics[0].severity == Severity::warning);
    CHECK_FALSE(workspace.cycles[0].objectives[0].key_results[0].faulty);
  }
  const Folder folder({{"okr.toml", ""}, {"2026-Q3/cycle.toml", "[o]\ntitle = \"a\"\n[o.k]\ntitle = \"a\"\n"}});
  const Workspace workspace = loaded(folder.path());
  CHECK(has_errors(workspace.diagnostics));
  CHECK(workspace.cycles[0].objectives[0].key_results[0].faulty);
}

TEST_CASE("load: a cycle knows which of its files could not be read, and why; okr.toml is no file of it") {
  const Folder folder({{"okr.toml", "format = 1\n[scoring]\nbands = 3\n"},
                       {"2026-Q3/cycle.toml", "[o]\ntitle = \"a\"\n[o.k]\ntitle = \"a\"\ntarget = 1\n"},
                       {"2026-Q3/team.toml", "<<<<<<< ours\n[a]\n=======\n[b]\n>>>>>>> theirs\n"},
                       {"2026-Q3/checkins/2026-08-10-ana.toml", "date = \n"},
                       {"kpi/k.toml", "= broken\n"}});
  const Workspace workspace = loaded(folder.path());
  const Cycle& cycle = workspace.cycles[0];
  REQUIRE(cycle.unread.size() == 2);
  CHECK(cycle.incomplete);
  CHECK(cycle.unread[0].name == "2026-Q3/checkins/2026-08-10-ana.toml");
  CHECK(cycle.unread[0].code == Code::E001);
  CHECK(cycle.unread[1].name == "2026-Q3/team.toml");
  CHECK(cycle.unread[1].code == Code::E002);
  REQUIRE(cycle.unread_beside.size() == 1);
  CHECK(cycle.unread_beside[0].name == "okr.toml");
}

TEST_CASE("texts alone make a workspace: what lies on the disk is not read") {
  const Folder folder({{"okr.toml", "format = 1\n"},
                       {"2026-Q3/cycle.toml", "[ship]\ntitle = \"On the disk\"\n"},
                       {"kpi/visits.toml", "title = \"Visits\"\n"}});
  const std::map<std::string, std::string> texts = {
      {"okr.toml", "format = 1\n[workspace]\nowner = \"ana\"\n"},
      {"2026-Q3/cycle.toml",
       "[ship]\ntitle = \"Staged\"\n[ship.users]\ntitle = \"Users\"\ntarget = 5\nkpi = \"visits\"\n"},
      {"2026-Q3/team.toml", "[grow]\ntitel = \"Grow\"\n"},
      {"2026-Q3/checkins/2026-08-10-ana.toml", "date = 2026-08-10\nship.users = { confidence = 5 }\n"}};
  Wanted wanted = current(2026, 8, 17);
  wanted.cycles = Wanted::Cycles::all;
  const auto workspace = store::load_texts(folder.path(), texts, wanted);
  REQUIRE(workspace);
  CHECK(workspace->settings.workspace.owner == "ana");
  CHECK(workspace->files.size() == 4);
  CHECK(workspace->cycles.at(0).objectives.at(0).title == "Staged");
  CHECK(workspace->cycles.at(0).objectives.at(0).key_results.at(0).entries.size() == 1);
  std::string found;
  for (const Diagnostic& finding : workspace->diagnostics)
    found += fmt::format("{} {}\n", to_string(finding.code), finding.line_text);
  CHECK(found == "E110 kpi = \"visits\"\nE116 titel = \"Grow\"\n");
}

TEST_CASE("what stands in a file that cannot be read is in that file, and is no unknown name") {
  const Folder folder({{"okr.toml", ""},
                       {"2026-Q3/cycle.toml", "[a]\ntitle = \"A\"\n[a.k]\ntitle = \"K\"\ntarget = 1\nunit = kg\n"},
                       {"2026-Q3/team.toml", "[b]\ntitle = \"B\"\n[b.y]\ntitle = \"Y\"\ntarget = 1\n"},
                       {"2026-Q2/cycle.toml", "[a]\ntitle = \"A\"\n[a.k]\ntitle = \"K\"\ntarget = 1\n"}});
  const Workspace workspace = loaded(folder.path());
  const Scope scope{{workspace.cycle(CycleId("2026-Q3"))}, make_date(2026, 8, 17)};
  for (const char* name : {"a", "a.k", "k", "2026-Q3/a.k"}) {
    CAPTURE(name);
    const auto found = look_up(workspace, scope, name);
    REQUIRE(!found);
    CHECK(found.error().kind == ErrorKind::data);
    CHECK(found.error().what == fmt::format("'{}' is in a file that cannot be read: 2026-Q3/cycle.toml:6", name));
  }
  CHECK(look_up(workspace, scope, "b.y"));
  CHECK(look_up(workspace, scope, "zzz").error().what == "'zzz' is in none of the files that can be read");
  CHECK(look_up(workspace, scope, "2026-Q2/zzz").error().what ==
        "no objective, key result, KPI or cycle '2026-Q2/zzz'");
}

TEST_CASE("an okr.toml of another program is said to be that") {
  for (const char* text : {"[server]\nport = 80\n", "format = \"yaml\"\n", "name = \"x\"\n[build]\n"}) {
    CAPTURE(text);
    const Folder folder(std::vector<File>{{"okr.toml", text}});
    const auto workspace = store::load(folder.path(), {});
    REQUIRE(!workspace);
    CHECK(workspace.error().kind == ErrorKind::environment);
    CHECK(workspace.error().what.ends_with("/okr.toml is a file of another program"));
  }
  for (const char* text : {"", "format = 2\n", "[workspce]\nowner = \"ana\"\n", "color = \"never\"\n", "x-a = 1\n"}) {
    CAPTURE(text);
    const Folder folder(std::vector<File>{{"okr.toml", text}});
    CHECK(store::load(folder.path(), {}));
  }
}

TEST_CASE(
    "load: of a cycle that is over the head says whether it is closed, wherever it stands and whatever else does") {
  const std::string objective = "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 1\n";
  const auto is_closed = [&](const std::string& text) {
    const Folder folder({{"okr.toml", ""}, {"2026-Q2/cycle.toml", text}, {"2026-Q3/cycle.toml", objective}});
    Wanted wanted = current(2026, 8, 17);
    wanted.ended = true;
    const auto workspace = load(folder.path(), wanted);
    REQUIRE(workspace.has_value());
    const auto& standing = workspace->known_cycles[0].standing;
    return standing ? std::optional(standing->closed.has_value()) : std::nullopt;
  };
  const std::string result = "closed = 2026-07-02\n";
  CHECK(is_closed(objective + "[result]\n" + result) == true);
  CHECK(is_closed("result.closed = 2026-07-02\n" + objective) == true);
  CHECK(is_closed(objective + "  [ result ] # over\r\n" + result) == true);
  CHECK(is_closed(objective + "[\"result\"]\n" + result) == true);
  CHECK(is_closed("[result]\n" + result + objective + "[result.ship]\nscore = 0.5\n") == true);
  CHECK(is_closed("[cycle]\ntitle = \"x\"\nx-list = [\n[1],\n]\n" + objective + "[result]\n" + result) == true);
  CHECK(is_closed(objective) == false);
  CHECK(is_closed(objective + "[x-notes]\ntext = '''\n[result]\n" + result + "'''\n") == false);
}

}  // namespace load_test
