// SPDX-License-Identifier: MIT
// okr rename: a KPI that others name goes there and back.
#include "writing_fixture.hpp"

namespace rename_test {

using namespace okr::cli::test;

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
