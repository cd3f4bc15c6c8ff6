// SPDX-License-Identifier: MIT
// okr new: a record at its place, or nothing.
#include <algorithm>
#include <optional>

#include "okr/base/id.hpp"
#include "okr/model/fields.hpp"
#include "writing_fixture.hpp"

namespace new_test {

using namespace okr;
using namespace okr::cli::test;

TEST_CASE("new: a key result stands behind the last one of its objective") {
  const Workplace place;
  const Ran ran = place.run({"new", "kr", "ship.speed", "--title", "Cold \"start\"", "--baseline", "40", "--target",
                             "10", "--unit", "ms", "--end", "eoq"});
  CHECK_MESSAGE(ran.code == 0, ran.errors);
  CHECK(ran.output ==
        "Wrote 2026-Q3/cycle.toml\n2026-Q3/ship.speed begins on 2026-08-17: 2026-Q3 has run since 2026-07-01\n");
  std::string expected = Workplace::cycle;
  expected.insert(
      expected.find("\n[fit]"),
      "\n[ship.speed]\ntitle = \"Cold \\\"start\\\"\"\nbaseline = 40\ntarget = 10\nunit = \"ms\"\nstart = 2026-08-17\n"
      "due = 2026-09-30\n");
  CHECK(place.cycle_text() == expected);
}

TEST_CASE(
    "new: in a cycle that runs a key result begins today, unless another day is said; on its first day and before it "
    "does not") {
  const auto added = [](const std::string& today, std::vector<std::string> more) {
    const Workplace place;
    std::vector<std::string> words = {"--as-of", today, "new", "kr", "ship.new", "--title", "T", "--target", "1"};
    words.insert(words.end(), more.begin(), more.end());
    const Ran ran = place.run(words);
    CHECK_MESSAGE(ran.code == 0, ran.errors);
    CHECK(has(ran.output, "begins on") == (has(place.cycle_text(), "start = ") && more.empty()));
    return place.cycle_text();
  };
  CHECK(has(added("2026-08-17", {}), "start = 2026-08-17\n"));
  CHECK(has(added("2026-07-02", {}), "start = 2026-07-02\n"));
  CHECK_FALSE(has(added("2026-07-01", {}), "start = "));
  CHECK(has(added("2026-08-17", {"--start", "2026-07-20"}), "start = 2026-07-20\n"));
  CHECK(has(added("2026-08-17", {"-q"}), "start = 2026-08-17\n"));
}

TEST_CASE("new: an objective stands at the end of its cycle") {
  const Workplace place;
  CHECK(place.run({"new", "objective", "grow", "--title", "Grow", "--type", "committed"}).code == 0);
  CHECK(place.cycle_text() == std::string(Workplace::cycle) + "\n[grow]\ntitle = \"Grow\"\ntype = \"committed\"\n");
  CHECK(place.run({"new", "objective", "2026-Q4/grow", "--title", "Grow"}).code == 0);
  CHECK(has(place.folder.read("2026-Q4/cycle.toml"), "\n\n[grow]\ntitle = \"Grow\"\n"));
  CHECK(place.run({"--cycle", "2026-Q4", "new", "kr", "grow.it", "--title", "It", "--kind", "done"}).code == 0);
  CHECK(has(place.folder.read("2026-Q4/cycle.toml"), "[grow.it]\ntitle = \"It\"\nkind = \"done\"\n"));
}

TEST_CASE("new: a KPI and a cycle get files of their own") {
  const Workplace place;
  CHECK(place.run({"new", "kpi", "sleep", "--title", "Sleep", "--min", "7", "--max", "9", "--every", "week"}).code ==
        0);
  CHECK(has(place.folder.read("kpi/sleep.toml"),
            "title = \"Sleep\"\ngood = \"range\"\nmin = 7\nmax = 9\nevery = \"week\"\n"));
  CHECK(place.run({"new", "cycle", "2027-Q1", "--title", "Winter"}).code == 0);
  CHECK(has(place.folder.read("2027-Q1/cycle.toml"), "[cycle]\ntitle = \"Winter\"\n"));
  CHECK(place.run({"new", "cycle", "sprint-1", "--start", "2026-09-01", "--end", "2026-09-14"}).code == 0);
  CHECK(has(place.folder.read("sprint-1/cycle.toml"), "start = 2026-09-01\nend = 2026-09-14\n"));
  CHECK(place.run({"status", "--cycle", "sprint-1"}).code != 3);
}

TEST_CASE("new: what cannot be is refused with the way out, and nothing is written") {
  const Workplace place;
  const auto refused = [&](std::vector<std::string> words, std::string_view what) {
    words.insert(words.begin(), "new");
    const Ran ran = place.run(words);
    CAPTURE(words[2]);
    CAPTURE(ran.errors);
    CHECK(ran.code == 2);
    CHECK(has(ran.errors, what));
    CHECK(place.cycle_text() == Workplace::cycle);
  };
  refused({"kr", "shop.new", "--title", "T", "--target", "1"}, "did you mean 'ship'?");
  refused({"kr", "new", "--title", "T", "--target", "1"}, "OBJECTIVE.ID");
  refused({"kr", "ship.title", "--title", "T", "--target", "1"}, "for example 'title-1'; reserved are title and x-...");
  refused({"kr", "ship.x-y", "--title", "T", "--target", "1"}, "for example 'y-1'");
  refused({"kr", "ship.new", "--title", "T", "--target", "1", "--commit", "2"}, "add stretch");
  refused({"kr", "ship.new", "--title", "T", "--kind", "dome"}, "done");
  refused({"kr", "ship.new", "--title", "T\x1b[2J", "--target", "1"}, "control character");
  for (const char* id : {"cycle", "defaults", "result", "date", "at", "by", "note", "wins", "blockers", "priorities",
                         "done", "needs", "ahead", "lessons", "solved"}) {
    refused({"objective", id, "--title", "T"}, "reserved are cycle, defaults, result, date, at, by, note, wins, ");
    refused({"objective", id, "--title", "T"}, std::string("for example '") + id + "-1'");
  }
  refused({"objective", "x-ship", "--title", "T"}, "for example 'ship-1'");
  refused({"objective", "My Goal", "--title", "T"}, "'my-goal'");
  refused({"objective", "ship", "--title", "T"}, "is there already");
  refused({"objective", "2031-Q1/ship", "--title", "T"}, "okr new cycle 2031-Q1");
  refused({"objective", "grow", "--title", "T", "--from", "2026-Q3"}, "takes no --from");
  refused({"cycle", "../out"}, "E119");
}

TEST_CASE("new: every other word of the files is a name like any other (format.md, Reserved ids)") {
  std::vector<std::string> names = {"workspace", "scoring", "check", "readings", "format", "kpi"};
  for (const char* record : {"objective", "key result", "KPI", "cycle", "workspace", "scoring"})
    for (const FieldInfo& field : fields_of(record))
      if (!is_reserved_objective_id(field.key) && is_valid_id(field.key)) names.emplace_back(field.key);
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const std::string full = "2026-Q3/";
  constexpr std::size_t most_in_one = 8;  // of one workspace: each command reads all that were made before
  std::optional<Workplace> workplace;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string& name = names[i];
    CAPTURE(name);
    if (i % most_in_one == 0) workplace.emplace();
    const Workplace& place = *workplace;
    const bool is_full = i % most_in_one + 1 == most_in_one || i + 1 == names.size();
    const auto is_sound = [&] { return place.run({"check"}).code == 0 && place.run({"status"}).code == 0; };
    CHECK(place.run({"new", "objective", name, "--title", "An objective"}).code == 0);
    CHECK(place.run({"checkin", full + "ship.users=5", "--again"}).code == 0);
    if (is_reserved_key_result_id(name)) {
      CHECK(place.run({"new", "kr", full + name + ".kr", "--title", "A key result", "--target", "10"}).code == 0);
      if (is_full) CHECK(is_sound());
      continue;
    }
    CHECK(place.run({"new", "kr", "fit." + name, "--title", "A key result", "--target", "10"}).code == 0);
    CHECK(place.run({"new", "kr", full + name + "." + name, "--title", "A key result", "--target", "10"}).code == 0);
    CHECK(place.run({"checkin", full + name + "." + name + "=5"}).code == 0);
    CHECK(place.run({"set", full + name + "." + name + ".target=11", "--why", "more"}).code == 0);
    CHECK(place.run({"set", full + "fit." + name + ".unit=m"}).code == 0);
    if (is_objective_key(name))
      CHECK(has(place.run({"set", full + "fit." + name + "=2"}).errors, "is also a field of objective 'fit'"));
    CHECK(place.run({"show", full + name + "." + name}).code == 0);
    CHECK(place.run({"rename", full + name + "." + name, "other"}).code == 0);
    CHECK(place.run({"rename", full + name + ".other", name}).code == 0);
    if (is_full) CHECK(is_sound());
  }
}

TEST_CASE("new: a key that the objective uses is no name for its key result") {
  const Workplace place;
  REQUIRE(place.run({"set", "ship.weight=2", "--why", "twice as much"}).code == 0);
  const Ran ran = place.run({"new", "kr", "ship.weight", "--title", "T", "--target", "1"});
  CHECK(ran.code == 2);
  CHECK(has(ran.errors, "'ship' uses its own key 'weight' [E119]"));
  CHECK(has(ran.errors, "for example 'weight-1'"));
  CHECK(place.run({"new", "kr", "fit.weight", "--title", "T", "--target", "1"}).code == 0);
}

TEST_CASE("new: a cycle from another takes what is unfinished, without its past") {
  const Workplace place;
  place.folder.write(
      "2026-Q3/cycle.toml",
      "[cycle]\n[defaults]\nteam = \"web\"\n"
      "[ship]\ntitle = 'People use it'\nparent = \"fit\"\nstate = \"deferred\"\nreason = \"later\"\n"
      "[ship.users]\ntitle = \"Users\"\ntarget = 300\ndue = 2026-09-01\n"
      "changes = [{ on = 2026-08-01, target = [400, 300], why = \"x\" }]\n"
      "[ship.old]\ntitle = \"Old\"\ntarget = 3\nstate = \"cancelled\"\n"
      "[ship.check]\ntitle = \"Checked\"\nkind = \"done\"\n"
      "[ship.release]\ntitle = \"Released\"\nsteps = [\"a\", { title = \"b\", due = 2026-08-31, weight = 2 }]\n"
      "[gone]\ntitle = \"Gone\"\nstate = \"cancelled\"\n[gone.x]\ntitle = \"X\"\ntarget = 1\n");
  place.folder.write("2026-Q3/checkins/2026-08-10-ana.toml", "date = 2026-08-10\nship.check = true\nship.users = 20\n");
  const Ran ran = place.run({"new", "cycle", "2027-Q1", "--from", "2026-Q3"});
  CHECK_MESSAGE(ran.code == 0, ran.errors);
  const std::string text = place.folder.read("2027-Q1/cycle.toml");
  const std::size_t first = text.find("\n[ship]");
  REQUIRE(first != std::string::npos);
  CHECK(text.substr(first) ==
        "\n[ship]\ntitle = 'People use it'\nteam = \"web\"\n"
        "\n[ship.users]\ntitle = \"Users\"\ntarget = 300\n"
        "\n[ship.release]\ntitle = \"Released\"\nsteps = [\"a\", { title = \"b\", weight = 2 }]\n");
}

TEST_CASE("new: other broken files are no reason to stop") {
  const Workplace place;
  place.folder.write("2026-Q4/cycle.toml", "[cycle\n");
  CHECK(place.run({"new", "objective", "grow", "--title", "Grow"}).code == 0);
  place.folder.write("2026-Q3/cycle.toml", "[cycle\n");
  const Ran ran = place.run({"new", "objective", "more", "--title", "More"});
  CHECK(ran.code == 3);
  CHECK(place.cycle_text() == "[cycle\n");
}

}  // namespace new_test
