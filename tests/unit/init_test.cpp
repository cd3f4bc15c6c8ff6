// SPDX-License-Identifier: MIT
// okr init: its examples and its first files are sound, and the lines for git go where they are missing.
#include "actions/git/drivers.hpp"
#include "draw/embedded.hpp"
#include "okr/base/text.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "writing_fixture.hpp"

namespace init_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::cli;
using namespace okr::session;
using namespace okr::cli::test;

namespace {

struct Bare {
  Ran run(std::vector<std::string> words) const { return run_in(folder.path(), std::move(words)); }
  okr_test::Folder folder;
};

Diagnostics faults_in(const std::string& root) {
  store::Wanted wanted;
  wanted.cycles = store::Wanted::Cycles::all;
  wanted.as_of = make_date(2026, 8, 17);
  const auto workspace = store::load(root, wanted);
  REQUIRE(workspace.has_value());
  return workspace->diagnostics;
}

}  // namespace

TEST_CASE("init: the comments of the first cycle are a cycle when their marks are taken away") {
  const Bare place;
  REQUIRE(place.run({"init", "goals"}).code == 0);
  const std::string cycle = place.folder.read("goals/2026-Q3/cycle.toml");
  std::string text;
  bool inside = false;
  for (const std::string_view line : split(cycle, '\n')) {
    inside = (inside || line == "# [ship]") && !line.starts_with("# Other");
    if (inside && line.starts_with("# ")) text += std::string(line.substr(2)) + "\n";
  }
  place.folder.write("goals/2026-Q3/cycle.toml", "[cycle]\n" + text);
  CHECK(has(text, "[ship.release]"));
  CHECK(faults_in(place.folder.path() + "/goals").empty());
}

TEST_CASE("init: every example is in the program, byte for byte, and is right") {
  for (const draw::EmbeddedFile& file : draw::embedded_files()) {
    const bool is_page = file.path.starts_with("okr");
    const std::string folder = file.path.starts_with("text/") ? "/../src/" : is_page ? "/../man/" : "/../";
    const auto text = store::read_file(OKR_TESTS_DIR + folder + std::string(file.path));
    CAPTURE(file.path);
    REQUIRE(text.has_value());
    CHECK(*text == file.text);
  }
  const Bare place;
  for (const char* name : {"personal", "sales", "marketing", "support", "people", "product", "mobile-app"}) {
    CAPTURE(name);
    CHECK(place.run({"init", name, "--example", name}).code == 0);
    CHECK(!has_errors(faults_in(place.folder.path() + "/" + name)));
  }
}

TEST_CASE("init: lines for git are added where they are missing") {
  const std::string ours = with_attributes("", {});
  CHECK(with_attributes(ours, {}) == ours);
  CHECK(with_attributes("*.png binary", {}) == "*.png binary\n" + ours);
  const std::string older = "*.png binary\n**/checkins/*.toml  text eol=lf diff=okr\n# mine\n";
  CHECK(has(with_attributes(older, {}), "binary\n**/checkins/*.toml  text eol=lf diff=okr merge=okr\n# mine\n"));
  const std::string own = "kpi/**/*.toml -text\n";
  CHECK(with_attributes(own, {}).find("kpi/**/*.toml", 1) == std::string::npos);
}

}  // namespace init_test
