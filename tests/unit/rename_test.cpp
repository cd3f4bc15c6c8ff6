// SPDX-License-Identifier: MIT
// okr rename: another id, the past kept.
#include "writing_fixture.hpp"

namespace rename_test {

using namespace okr::cli::test;

TEST_CASE("rename: an objective with the headings of its key results") {
  const Workplace place;
  const Ran ran = place.run({"rename", "ship", "launch"});
  CHECK_MESSAGE(ran.code == 0, ran.errors);
  CHECK(has(place.cycle_text(), "[launch]\ntitle = 'People use it'\nwas = [\"ship\"]\n\n[launch.users]\n"));
  CHECK(has(ran.output, "-[ship.users]\n+[launch.users]\n"));
  CHECK(place.run({"set", "ship.users.title=Still found"}).code == 0);
}

TEST_CASE("rename: a key result, there and back, leaves only the name it does not bear") {
  const Workplace place;
  CHECK(place.run({"rename", "ship.users", "people"}).code == 0);
  CHECK(has(place.cycle_text(), "[ship.people]\n"));
  CHECK(has(place.cycle_text(), "was    = [\"users\"]\n"));
  CHECK(place.run({"rename", "people", "ship.readers"}).code == 0);
  CHECK(has(place.cycle_text(), "[\"users\", \"people\"]"));
  CHECK(place.run({"rename", "readers", "users"}).code == 0);
  CHECK(has(place.cycle_text(), "[\"people\", \"readers\"]"));
}

TEST_CASE("rename: a KPI with its file, or its folder; references still find it") {
  const Workplace place;
  CHECK(place.run({"rename", "kpi/visits", "sessions"}).code == 0);
  CHECK(place.folder.read("kpi/sessions.toml") ==
        "title = \"Visits\"\ntarget = 100\nwas = [\"visits\"]\n\n[readings]\n2026-07 = 80\n");
  CHECK(!place.folder.has("kpi/visits.toml"));
  place.folder.write("kpi/big/kpi.toml", "title = \"Big\"\n");
  place.folder.write("kpi/big/2026-cron.toml", "2026-07 = 1\n");
  CHECK(place.run({"rename", "big", "large"}).code == 0);
  CHECK(place.folder.read("kpi/large/kpi.toml") == "title = \"Big\"\nwas = [\"big\"]\n");
  CHECK(place.folder.has("kpi/large/2026-cron.toml"));
  CHECK(!place.folder.has("kpi/big"));
}

TEST_CASE("rename: a KPI that others name goes there and back") {
  const Workplace place;
  place.folder.write("kpi/double.toml", "title = \"Double\"\nformula = \"visits * 2\"\n");
  place.folder.write("kpi/big/kpi.toml", "title = \"Big\"\ncounter = \"visits\"\n");
  place.folder.write("kpi/big/2026-cron.toml", "[readings]\n2026-07 = 1\n");
  place.folder.write("kpi/half.toml", "title = \"Half\"\nformula = \"big / 2\"\n");
  const auto renames = [&](const char* id, const char* new_id) {
    const Ran ran = place.run({"rename", id, new_id});
    CHECK_MESSAGE(ran.code == 0, ran.errors);
  };
  renames("kpi/visits", "sessions");
  renames("kpi/sessions", "visits");
  renames("kpi/big", "large");
  renames("kpi/large", "big");
  CHECK(place.folder.has("kpi/visits.toml"));
  CHECK(place.folder.read("kpi/big/2026-cron.toml") == "[readings]\n2026-07 = 1\n");
}

TEST_CASE("rename: what cannot be is refused, and nothing is written") {
  const Workplace place;
  const auto refused = [&](const char* id, const char* new_id, std::string_view what) {
    const Ran ran = place.run({"rename", id, new_id});
    CAPTURE(ran.errors);
    CHECK(ran.code == 2);
    CHECK(has(ran.errors, what));
    CHECK(place.cycle_text() == Workplace::cycle);
  };
  refused("ship", "Launch!", "for example 'launch'");
  refused("ship", "cycle", "E119");
  refused("ship.users", "title", "E119");
  refused("shipp", "launch", "did you mean 'ship'?");
  refused("kpi/visits", "a/b", "cannot be the id of a KPI");
}

TEST_CASE("rename: -n shows the file that goes and the one that comes") {
  const Workplace place;
  const Ran ran = place.run({"rename", "kpi/visits", "sessions", "-n"});
  CHECK(ran.code == 0);
  CHECK(ran.output.starts_with("--- /dev/null\n+++ b/kpi/sessions.toml\n"));
  CHECK(has(ran.output, "--- a/kpi/visits.toml\n+++ /dev/null\n"));
  CHECK(place.folder.has("kpi/visits.toml"));
}

}  // namespace rename_test
