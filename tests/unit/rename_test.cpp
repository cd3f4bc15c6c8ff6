// SPDX-License-Identifier: MIT
// okr rename: another id, the past kept.
#include "writing_fixture.hpp"

namespace rename_test {

using namespace okr::cli::test;

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

}  // namespace rename_test
