// SPDX-License-Identifier: MIT
// okr new: when a key result begins, and that any word but the reserved ones is a name.
#include <algorithm>
#include <optional>

#include "okr/base/id.hpp"
#include "okr/model/fields.hpp"
#include "writing_fixture.hpp"

namespace new_test {

using namespace okr;
using namespace okr::cli::test;

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

}  // namespace new_test
