// SPDX-License-Identifier: MIT
// okr set: one field in place, checked, explained.
#include "writing_fixture.hpp"

namespace set_test {

using namespace okr::cli::test;

TEST_CASE("set: one value in place, every other byte kept") {
  const Workplace place;
  const Ran ran = place.run({"set", "ship.users.target=300", "--why", "slipped \"again\""});
  CHECK(ran.code == 0);
  std::string expected = Workplace::cycle;
  expected.replace(expected.find("400 "), 4, "300 ");
  const std::string line = "by the end\n";
  expected.insert(expected.find(line) + line.size(),
                  "changes = [\n  { on = 2026-08-17, target = [400, 300], why = \"slipped \\\"again\\\"\" },\n]\n");
  CHECK(place.cycle_text() == expected);
  CHECK(has(ran.output, "-target = 400            # by the end\n+target = 300            # by the end\n"));
}

TEST_CASE("set: the value has the shape of its field") {
  const Workplace place;
  const auto refused = [&](const char* word, std::string_view what) {
    const Ran ran = place.run({"set", word, "--why", "x"});
    CAPTURE(word);
    CAPTURE(ran.errors);
    CHECK(ran.code == 2);
    CHECK(has(ran.errors, what));
    CHECK(place.cycle_text() == Workplace::cycle);
  };
  refused("ship.users.target=many", "ship.users.target");
  refused("ship.users.weight=-1", "0 or more");
  refused("target=3", "names no field");
  refused("ship.users.changes=x", "cannot be set");
  refused("ship.users.kpi=nothing", "E110");
  CHECK(has(place.run({"set", "ship.users.kpi=visits"}).errors, "needs a reason"));
  CHECK(has(place.run({"set", "fit.hr.misses=2"}).errors, "needs a reason"));
  refused("ship.users.max=5", "E116");
}

TEST_CASE("set: texts, days, lists and tables of okr.toml") {
  const Workplace place;
  const auto sets = [&](const char* word) {
    const Ran ran = place.run({"set", word, "--why", "x"});
    CAPTURE(word);
    CHECK_MESSAGE(ran.code == 0, ran.errors);
    return ran.code == 0;
  };
  sets("ship.users.due=eoq");
  CHECK(has(place.cycle_text(), "due    = 2026-09-30"));
  CHECK(place.run({"set", "ship.tags=launch, web"}).code == 0);
  CHECK(has(place.cycle_text(), "tags = [\"launch\", \"web\"]"));
  CHECK(place.run({"set", "ship.tags=[\"a, b\"]"}).code == 0);
  CHECK(has(place.cycle_text(), "tags = [\"a, b\"]"));
  CHECK(place.run({"set", "scoring.scale=100", "workspace.cadence=2 weeks"}).code == 0);
  CHECK(has(place.folder.read("okr.toml"), "[scoring]\nscale = 100\n"));
  CHECK(has(place.folder.read("okr.toml"), "[workspace]\ncadence = \"2 weeks\"\n"));
  CHECK(place.run({"set", "check.words={ W206 = [\"draft\"] }"}).code == 0);
  CHECK(has(place.folder.read("okr.toml"), "[check]\nwords = { W206 = [\"draft\"] }\n"));
  CHECK(has(place.run({"set", "check.words=draft"}).errors, "write it as in the file, { W206"));
  CHECK(place.run({"set", "check.words={ W206 = 3 }"}).code == 2);
  CHECK(place.run({"set", "2026-Q3.title=A b"}).code == 0);
  CHECK(has(place.cycle_text(), "title = \"A b\"   # a comment\n"));
}

TEST_CASE("set: a KPI with readings gets another target from today on; without any the definition changes") {
  const Workplace place;
  const std::string file = "kpi/visits.toml";
  place.folder.write(file, "title = \"Visits\"\ntarget = 100\n");
  REQUIRE(place.run({"set", "kpi/visits.target=120", "--why", "a first guess"}).code == 2);  // nothing would keep it
  REQUIRE(place.run({"set", "kpi/visits.target=120"}).code == 0);
  CHECK(has(place.folder.read(file), "target = 120"));
  CHECK(!has(place.folder.read(file), "[targets]"));
  REQUIRE(place.run({"record", "visits=100"}).code == 0);
  REQUIRE(place.run({"set", "kpi/visits.target=130", "kpi/visits.warn=110", "--why", "plan"}).code == 0);
  CHECK(has(place.folder.read(file), "target = 120"));
  CHECK(has(place.folder.read(file),
            "[targets]\n2026-08-17 = { target = 130, warn = 110, why = \"plan\" }\n\n[readings]\n"));
  CHECK(place.run({"set", "kpi/visits.target=130"}).output == "unchanged\n");
  REQUIRE(place.run({"set", "kpi/visits.target=140"}).code == 0);
  CHECK(has(place.folder.read(file), "2026-08-17 = { target = 140, warn = 110, why = \"plan\" }\n"));
  CHECK(place.run({"set", "kpi/visits.warn=150"}).code == 2);  // E114
}

}  // namespace set_test
