// SPDX-License-Identifier: MIT
// Files that no person wrote on purpose: nothing crashes, nothing blocks, and each has a message to act on.
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/core.h>

#include "folder.hpp"
#include "okr/base/text.hpp"
#include "okr/store/load.hpp"
#include "print.hpp"

namespace load_bad_input_test {

using namespace okr;
using namespace okr::store;
using namespace okr_test;

namespace {

const std::string objective = "[ship]\ntitle = \"a\"\n[ship.users]\ntitle = \"b\"\ntarget = 5\n";

/// A workspace with one right cycle.
Folder with(const std::vector<File>& files) {
  std::vector<File> all = {{"okr.toml", "format = 1\n"}, {"2026-Q3/cycle.toml", objective}};
  all.insert(all.end(), files.begin(), files.end());
  return Folder(all);
}

void link(const std::string& target, const std::string& name) { REQUIRE(::symlink(target.c_str(), name.c_str()) == 0); }

std::string repeated(std::string_view text, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("bad input: a folder where a file should be") {
  const Folder folder =
      with({{"2026-Q3/team.toml/x", ""}, {"2026-Q3/checkins/2026-08-10-a.toml/x", ""}, {"kpi/nps.toml/x", ""}});
  CHECK(reports_of(loaded(folder.path())) ==
        "E003 kpi/nps.toml cannot read kpi/nps.toml: it is a folder | a file of that name is needed here\n"
        "E003 2026-Q3/team.toml cannot read 2026-Q3/team.toml: it is a folder | a file of that name is needed here\n"
        "E003 2026-Q3/checkins/2026-08-10-a.toml cannot read 2026-Q3/checkins/2026-08-10-a.toml: it is a folder | a "
        "file of that name is needed here");
  const Folder no_settings(std::vector<File>{{"okr.toml/x", ""}});
  const auto none = load(no_settings.path(), {});
  REQUIRE_FALSE(none.has_value());
  CHECK((none.error().kind == ErrorKind::environment && none.error().what == "cannot read okr.toml: it is a folder"));
}

TEST_CASE("bad input: no workspace, no folder") {
  const Folder folder;
  for (const std::string& root : {folder.path(), folder / "gone"}) {
    const auto none = load(root, {});
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error().kind == ErrorKind::environment);
  }
}

TEST_CASE("bad input: a file where a folder should be") {
  const Folder folder = with({{"2026-Q3/checkins", ""}, {"kpi", ""}});
  CHECK(reports_of(loaded(folder.path())) ==
        "E003 kpi cannot list kpi: a part of the path is not a folder | \n"
        "E003 2026-Q3/checkins cannot list 2026-Q3/checkins: a part of the path is not a folder | ");
}

TEST_CASE("bad input: broken links, loops of links, links that leave the workspace") {
  const Folder outside({{"secret.toml", objective}, {"cycle.toml", objective}, {"team.toml", objective}});
  const Folder folder = with({});
  link("nowhere.toml", folder / "2026-Q3/a.toml");
  link("b.toml", folder / "2026-Q3/b.toml");
  link(outside / "secret.toml", folder / "2026-Q3/c.toml");
  link(outside.path(), folder / "2026-Q4");
  const std::string out = "it leads out of the workspace, to " + outside.path();
  CHECK(reports_of(loaded(folder.path())) ==
        "E003 2026-Q3/a.toml cannot read 2026-Q3/a.toml: it is a link that leads nowhere | remove the link, or restore "
        "what it points to\n"
        "E003 2026-Q3/b.toml cannot read 2026-Q3/b.toml: it is a link that leads nowhere | remove the link, or restore "
        "what it points to\n"
        "E003 2026-Q3/c.toml cannot read 2026-Q3/c.toml: " +
            out +
            "/secret.toml | links are followed only inside it\n"
            "E003 2026-Q4 cannot read 2026-Q4: " +
            out + " | links are followed only inside it");
}

TEST_CASE("bad input: a cycle and a KPI with a folder that are links to nowhere stay known, each named once") {
  const Folder outside({{"cycle.toml", objective}, {"checkins/2026-11-02-a.toml", "date = 2026-11-02\n"}});
  const Folder folder = with({{"kpi/steps.toml", "title = \"Steps\"\n"}});
  link("gone", folder / "2026-Q1");
  link("2026-Q2", folder / "2026-Q2");
  link(outside.path(), folder / "2026-Q4");
  link("../gone", folder / "kpi/sleep");
  link("gone", folder / "notes");  // nobody's words say that these were ours
  link("gone", folder / "kpi/raw.csv");
  const Workspace workspace = loaded(folder.path());
  const std::string nowhere = "it is a link that leads nowhere | remove the link, or restore what it points to\n";
  std::string told;
  for (const std::string name : {"kpi/sleep", "2026-Q1", "2026-Q2"})
    told += fmt::format("E003 {0} cannot read {0}: {1}", name, nowhere);
  told += fmt::format("E003 2026-Q4 cannot read 2026-Q4: it leads out of the workspace, to {} | ", outside.path());
  CHECK(reports_of(workspace) == told + "links are followed only inside it");
  REQUIRE(workspace.cycles.size() == 4);
  for (const std::size_t i : {0, 1, 3}) {
    CAPTURE(i);
    CHECK(workspace.cycles[i].incomplete);
    CHECK(workspace.cycles[i].dated);
  }
  REQUIRE(workspace.kpis.size() == 2);
  CHECK(workspace.kpis[0].faulty != workspace.kpis[1].faulty);
}

TEST_CASE("bad input: links inside the workspace are followed") {
  const Folder folder = with({{"shared/team.txt", "[fit]\ntitle = \"a\"\n"}});
  link("../shared/team.txt", folder / "2026-Q3/team.toml");
  const Workspace workspace = loaded(folder.path());
  CHECK(reports_of(workspace) == "");
  CHECK(workspace.cycles[0].objectives.size() == 2);
}

TEST_CASE("bad input: a FIFO named like a file does not block") {
  const Folder folder = with({});
  REQUIRE(::mkfifo((folder / "2026-Q3/team.toml").c_str(), 0600) == 0);
  CHECK(reports_of(loaded(folder.path())) ==
        "E003 2026-Q3/team.toml cannot read 2026-Q3/team.toml: it is a FIFO, not a file | remove it or rename it");
}

TEST_CASE("bad input: a file or a folder that may not be read") {
  if (::geteuid() == 0) return;  // root reads everything
  const Folder folder = with({{"2026-Q3/team.toml", ""}, {"2026-Q3/checkins/a.toml", ""}});
  REQUIRE(::chmod((folder / "2026-Q3/team.toml").c_str(), 0) == 0);
  REQUIRE(::chmod((folder / "2026-Q3/checkins").c_str(), 0) == 0);
  CHECK(reports_of(loaded(folder.path())) ==
        "E003 2026-Q3/team.toml cannot read 2026-Q3/team.toml: permission denied | look at its owner and mode with `ls "
        "-ld`\n"
        "E003 2026-Q3/checkins cannot list 2026-Q3/checkins: permission denied | look at its owner and mode with `ls "
        "-ld`");
  REQUIRE(::chmod((folder / "2026-Q3/checkins").c_str(), 0700) == 0);
}

TEST_CASE("bad input: more than 64 MiB") {
  const Folder folder = with({{"2026-Q3/team.toml", "x"}});
  REQUIRE(::truncate((folder / "2026-Q3/team.toml").c_str(), 64L * 1024 * 1024 + 1) == 0);
  CHECK(reports_of(loaded(folder.path())) ==
        "E003 2026-Q3/team.toml cannot read 2026-Q3/team.toml: it is larger than 64 MiB | is it a file of okr?");
}

TEST_CASE("bad input: nesting, long keys, long lines") {
  const std::string deep = "[a]\ntitle = " + repeated("[", 200) + repeated("]", 200) + "\n";
  const std::string parts = "a" + repeated(".a", 100000) + " = 1\n";
  const std::string line = "# " + repeated("x", 100000) + "\n[a]\ntitle = \"" + repeated("\xC3\xA4", 5000) +
                           "\"\nx = [" + repeated("1, ", 3000) + "nan]\n";
  const std::string wide = "[a]\ntitle = \"b\"\ntags = [" + repeated("\"\xC3\xA4\", ", 2000) + "5]\n";
  check_cases({}, {{"brackets", "2026-Q3/cycle.toml", deep.c_str(),
                    "E003 2026-Q3/cycle.toml:2:137-137 brackets nested more than 128 deep | no okr file needs this; is "
                    "it the right file?"},
                   {"100 000 parts", "2026-Q3/cycle.toml", parts.c_str(),
                    "E003 2026-Q3/cycle.toml:1:1-257 a key has more than 128 parts | no okr file needs this; is it the "
                    "right file?"},
                   {"a long line", "2026-Q3/cycle.toml", line.c_str(),
                    "E116 2026-Q3/cycle.toml:4:1-1 unknown key 'x' in objective 'a' | keys of your own begin with x-"},
                   {"far to the right", "2026-Q3/cycle.toml", wide.c_str(),
                    "E117 2026-Q3/cycle.toml:3:10009-10009 an item of 'tags' of objective 'a' is a whole number, not a "
                    "text | put it between double quotes"}});
}

TEST_CASE("bad input: what a terminal would obey comes out as a picture, what is not UTF-8 as a stand-in") {
  const Folder folder = with({{"2026-Q3/a\x1b[31m.toml", "= 1\n"},
                              {"2026-Q3/b.toml", "[\"x\\u009b\"]\n\"k\\u202e\" = 1\n"},
                              {"2026-Q3/c.toml", "# \xFF\n"},
                              {"kpi/\x1b.toml", ""}});
  const Workspace workspace = loaded(folder.path());
  CHECK(workspace.diagnostics.size() >= 5);
  for (const Diagnostic& one : workspace.diagnostics) {
    CHECK_FALSE(has_control_character(one.message + one.mend + one.help));
    CHECK(is_valid_utf8(one.line_text));
  }
}

TEST_CASE("bad input: empty files, CRLF, a byte order mark, TOML 1.1") {
  check_cases({}, {{"empty", "2026-Q3/cycle.toml", "", ""},
                   {"only a mark", "2026-Q3/cycle.toml", "\xEF\xBB\xBF", ""},
                   {"a mark and CRLF: lines and columns as an editor counts", "2026-Q3/cycle.toml",
                    "\xEF\xBB\xBF[ship]\r\ntitle = \"a\"\r\nwieght = 1\r\n",
                    "E116 2026-Q3/cycle.toml:3:1-6 unknown key 'wieght' in objective 'ship' | did you mean 'weight'?"},
                   {"TOML 1.1", "2026-Q3/cycle.toml",
                    "[ship]\ntitle = \"\\x41\"\n[ship.rel]\ntitle = \"b\"\nsteps = [{\n  title = \"c\", # one\n  due = "
                    "2026-08-31,\n}]\n",
                    ""}});
}

TEST_CASE("bad input: a cycle that cannot be read is one report; nothing that names it is called dangling") {
  const Folder folder({{"okr.toml", ""},
                       {"2026-Q3/cycle.toml", "[ship\n"},
                       {"2026-Q3/team.toml", "[fit]\ntitle = \"a\"\nparent = \"ship\"\n"},
                       {"2026-Q3/checkins/2026-08-10-a.toml", "date = 2026-08-10\nship.users = 5\nship.leads = 6\n"},
                       {"2026-Q4/cycle.toml", "[more]\ntitle = \"a\"\nparent = \"2026-Q3/ship\"\n"},
                       {"kpi/nps.toml", "title = \"a\"\nsupports = [\"2026-Q3/ship\"]\n"}});
  const Workspace workspace = loaded(folder.path());
  CHECK(reports_of(workspace) ==
        "E001 2026-Q3/cycle.toml:1:6-6 the heading is not closed with ']' | for example [ship.users]");
  CHECK(workspace.cycles[0].dated);
  CHECK((workspace.cycles[0].faulty && workspace.cycles[0].objectives.size() == 1 &&
         workspace.cycles[0].checkins.size() == 1));
}

TEST_CASE("bad input: a KPI that cannot be read is one report too") {
  const Folder folder = with({{"2026-Q4/cycle.toml",
                               "[a]\ntitle = \"a\"\n[a.b]\ntitle = \"b\"\nmax = 5\nkpi = \"nps\"\n[a.c]\ntitle = "
                               "\"c\"\nmax = 5\nkpi = \"hits\"\n"},
                              {"kpi/nps.toml", "title = \n"},
                              {"kpi/hits/2026-a.toml", "[readings]\n2026-08-01 = 5\n"},
                              {"kpi/NPS 2.toml", "title = \"a\"\n"}});
  CHECK(reports_of(loaded(folder.path())) ==
        "E119 kpi/NPS 2.toml 'NPS 2' cannot be the id of a KPI | rename it, for example to 'nps-2'\n"
        "E003 kpi/hits/kpi.toml kpi/hits/ holds readings, but no kpi.toml | add it, or restore it with git\n"
        "E001 kpi/nps.toml:1:9-9 a value is missing behind '=' | ");
}

TEST_CASE("bad input: check-ins that lost their cycle, a folder whose name is no id") {
  const Folder folder = with({{"2026-Q2/checkins/2026-05-10-a.toml", "date = 2026-05-10\n"},
                              {"my goals/cycle.toml", "[cycle]\nstart = 2026-07-01\nend = 2026-07-02\n"},
                              {"docs/x.toml", "="}});
  CHECK(reports_of(loaded(folder.path())) ==
        "E003 2026-Q2/cycle.toml 2026-Q2/ holds check-ins, but no cycle.toml | add it, or restore it with git\n"
        "E119 my goals/cycle.toml 'my goals' cannot be the id of a cycle | rename the folder: letters, digits and "
        "hyphens, at most 64");
}

TEST_CASE("bad input: all faults of all files in one run, by file and place, each once") {
  const Folder folder(
      {{"okr.toml", "[scoring]\nscale = 3\n"},
       {"2026-Q3/cycle.toml",
        "[ship]\ntitle = 5\nwieght = 1\n[ship.users]\ntitle = \"b\"\ntarget = nan\nkpi = \"gone\"\ndue = 2027-01-01\n"},
       {"2026-Q3/team.toml", "[fit\n"},
       {"2026-Q3/x.toml", "[cycle]\n"},
       {"2026-Q3/checkins/2026-08-10-a.toml", "date = 2026-08-11\nship.users = { confidence = 0 }\n"},
       {"kpi/nps.toml", "titel = \"a\"\n"}});
  CHECK(reports_of(loaded(folder.path())) ==
        "E107 okr.toml:2:9-9 'scale' of [scoring] is 3, not 1 or 100 | use 1 or 100\n"
        "E116 kpi/nps.toml:1:1-5 unknown key 'titel' in this KPI | did you mean 'title'?\n"
        "E117 2026-Q3/cycle.toml:2:9-9 'title' of objective 'ship' is a whole number, not a text | put it between "
        "double quotes\n"
        "E116 2026-Q3/cycle.toml:3:1-6 unknown key 'wieght' in objective 'ship' | did you mean 'weight'?\n"
        "E102 2026-Q3/cycle.toml:6:10-12 'target' of key result 'ship.users' is not a finite number | use a number, or "
        "leave the key out\n"
        "E110 2026-Q3/cycle.toml:7:7-12 KPI 'gone' is not defined | add kpi/gone.toml, or correct the name\n"
        "E112 2026-Q3/cycle.toml:8:7-16 due of key result 'ship.users' is 2027-01-01, outside 2026-Q3 | 2026-Q3 runs "
        "from 2026-07-01 to 2026-09-30\n"
        "E001 2026-Q3/team.toml:1:5-5 the heading is not closed with ']' | for example [ship.users]\n"
        "E122 2026-Q3/x.toml:1:2-6 [cycle] does not belong here | it stands in cycle.toml of this folder\n"
        "E120 2026-Q3/checkins/2026-08-10-a.toml:1:8-17 date is 2026-08-11, but the file is named for 2026-08-10 | "
        "make them the same\n"
        "E107 2026-Q3/checkins/2026-08-10-a.toml:2:29-29 'confidence' of the entry of 'ship.users' is 0, not 1 to 10 | "
        "use 1 to 10");
}

TEST_CASE("bad input: a value that was refused makes its key result n/a, not the value before it") {
  const Folder folder = with({{"2026-Q3/checkins/2026-08-10-a.toml", "date = 2026-08-10\nship.users = 3\n"},
                              {"2026-Q3/checkins/2026-08-11-a.toml", "date = 2026-08-11\nship.users = nan\n"}});
  const Workspace workspace = loaded(folder.path());
  const KeyResult& users = workspace.cycles[0].objectives[0].key_results[0];
  CHECK((users.faulty && users.entries.size() == 1));
}

TEST_CASE("bad input: a text for a file that is not on the disk is read like one, its lines shown as given") {
  const Folder folder = with({});
  const auto check = [&](const std::string& name, const std::string& text) {
    const auto workspace = load_with_replacement(folder.path(), name, text);
    REQUIRE(workspace.has_value());
    return reports_of(*workspace) + (workspace->diagnostics.empty() ? "" : "\n" + workspace->diagnostics[0].line_text);
  };
  CHECK(check("2026-Q3/cycle.toml", objective) == "");
  CHECK(
      check("2026-Q3/cycle.toml", "[ship]\ntitle = \"a\"\nparent = \"gone\"\n") ==
      "E110 2026-Q3/cycle.toml:3:10-15 parent 'gone' is not defined | add it, or correct the name\nparent = \"gone\"");
  CHECK(check("2026-Q3/checkins/2026-08-10-a.toml", "date = 2026-08-10\nship.usres = 1\n") ==
        "E110 2026-Q3/checkins/2026-08-10-a.toml:2:6-10 no key result 'ship.usres' in 2026-Q3 | did you mean "
        "'ship.users'?\nship.usres = 1");
  CHECK(check("2027-Q1/cycle.toml", "[a]\n") ==
        "E118 2027-Q1/cycle.toml:1:2-2 objective 'a' has no 'title' | add title = \"...\"\n[a]");
  CHECK(check("kpi/nps.toml", "title = 1\n") ==
        "E117 kpi/nps.toml:1:9-9 'title' of KPI 'nps' is a whole number, not a text | put it between double "
        "quotes\ntitle = 1");
  CHECK(check("okr.toml", "[scoring]\nscale = 7\n") ==
        "E107 okr.toml:2:9-9 'scale' of [scoring] is 7, not 1 or 100 | use 1 or 100\nscale = 7");
}

TEST_CASE("bad input: a person's own settings say in which file they are wrong") {
  const Folder folder({{"config.toml", "me = \"ana\"\ncolor = \"sometimes\"\nscale = 1\n"},
                       {"broken.toml", "me = \n"},
                       {"folder/x", ""}});
  Diagnostics found;
  const UserSettings settings = load_user_settings(folder / "config.toml", found);
  CHECK((settings.me == "ana" && !settings.color));
  REQUIRE(found.size() == 2);
  CHECK((found[0].message == "'color' of config.toml cannot be \"sometimes\"" &&
         found[0].help == "in " + (folder / "config.toml:2:9")));
  found.clear();
  load_user_settings(folder / "broken.toml", found);
  load_user_settings(folder / "folder", found);
  load_user_settings(folder / "gone.toml", found);
  REQUIRE(found.size() == 2);
  CHECK((found[0].code == Code::E001 && found[0].help == "in " + (folder / "broken.toml:1:6")));
  CHECK((found[1].code == Code::E003 && found[1].message.find("it is a folder") != std::string::npos));
}

}  // namespace load_bad_input_test
