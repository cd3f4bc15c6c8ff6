// SPDX-License-Identifier: MIT
// okr new: a record at its place, or nothing.
#include "writing_fixture.hpp"

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

TEST_CASE("new: in a cycle that runs a key result begins today, unless another day is said; on its first day and before it does not") {
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
            "title = \"Sleep\"\nmin = 7\nmax = 9\ngood = \"range\"\nevery = \"week\"\n"));
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
  refused({"kr", "ship.users", "--title", "T", "--target", "1"}, "is there already");
  refused({"kr", "shop.new", "--title", "T", "--target", "1"}, "did you mean 'ship'?");
  refused({"kr", "new", "--title", "T", "--target", "1"}, "OBJECTIVE.ID");
  refused({"kr", "ship.Users", "--title", "T", "--target", "1"}, "'users'");
  refused({"kr", "ship.weight", "--title", "T", "--target", "1"}, "E119");
  refused({"kr", "ship.new", "--title", "T"}, "add --target N");
  refused({"kr", "ship.new", "--target", "1"}, "--title");
  refused({"kr", "ship.new", "--title", "T", "--target", "1", "--commit", "2"}, "add stretch");
  refused({"kr", "ship.new", "--title", "T", "--target", "1,5"}, "use 1.5");
  refused({"kr", "ship.new", "--title", "T", "--kind", "dome"}, "done");
  refused({"kr", "ship.new", "--title", "T\x1b[2J", "--target", "1"}, "control character");
  refused({"kr", "ship.new", "--title", "T", "--target", "1", "--every", "week"}, "a key result takes no --every");
  refused({"kr", "ship.new", "--title", "T", "--target", "1", "--max", "3"}, "E116");
  refused({"objective", "readings", "--title", "T"}, "E119");
  refused({"objective", "My Goal", "--title", "T"}, "'my-goal'");
  refused({"objective", "ship", "--title", "T"}, "is there already");
  refused({"objective", "2031-Q1/ship", "--title", "T"}, "okr new cycle 2031-Q1");
  refused({"objective", "grow", "--title", "T", "--from", "2026-Q3"}, "takes no --from");
  refused({"kpi", "visits", "--title", "T"}, "kpi/visits.toml");
  refused({"cycle", "2026-Q3"}, "is there already");
  refused({"cycle", "2027-q1"}, "2027-Q1");
  refused({"cycle", "autumn", "--start", "2026-09-01"}, "--end DATE");
  refused({"cycle", "../out"}, "E119");
  refused({"cycle", "2027-Q1", "--from", "2026-Q2"}, "2026-Q");
}

TEST_CASE("new: -n shows the difference") {
  const Workplace place;
  const Ran ran = place.run({"new", "kpi", "sleep", "--title", "Sleep", "-n"});
  CHECK(ran.code == 0);
  CHECK(has(ran.output, "--- /dev/null\n+++ b/kpi/sleep.toml\n"));
  CHECK(!place.folder.has("kpi/sleep.toml"));
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
