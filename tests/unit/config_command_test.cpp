// SPDX-License-Identifier: MIT
// okr schema as a person types it; okr config and okr explain over all there is.
#include <string>

#include <unistd.h>

#include "okr/model/fields.hpp"
#include "okr/model/rule.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/schema.hpp"
#include "writing_fixture.hpp"

namespace config_command_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;
using okr::cli::test::Ran;
using okr::cli::test::run_in;
using okr_test::Folder;

namespace {

Ran run(const Folder& folder, std::vector<std::string> words) {
  return run_in(folder.path(), std::move(words), {{"OKR_ME", "ana"}, {"XDG_CONFIG_HOME", folder / "home"}});
}

bool has_line(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

// --- config ----------------------------------------------------------------------------------------------------------

TEST_CASE("config: each declared setting is shown") {
  const Folder folder;
  folder.write("okr.toml", "format = 1\n");
  const Ran outcome = run(folder, {"config", "--format", "tsv"});
  CHECK(outcome.code == 0);
  for (const char* record : {"workspace", "scoring", "check", "user settings"})
    for (const FieldInfo& field : fields_of(record)) {
      const std::string table = std::string(record) == "user settings" ? "" : std::string(record) + ".";
      const std::string key = table + std::string(field.key);
      if (key == "pull") continue;  // a line a command, once there is one
      CHECK_MESSAGE(outcome.output.find("\n" + key + "\t") != std::string::npos, key);
    }
}

// --- schema ----------------------------------------------------------------------------------------------------------

TEST_CASE("schema --install: what a person tells taplo and tombi stays, and older lines of ours go") {
  const Folder other;
  other.write("okr.toml", "format = 1\n");
  REQUIRE(run(other, {"schema", "--install"}).code == 0);
  const std::string ours = other.read(".taplo.toml");
  const Folder folder;
  folder.write("okr.toml", "format = 1\n");
  folder.write(".taplo.toml", ours + "# older\n");
  folder.write("tombi.toml", "toml-version = \"v1.1.0\"\n");
  const Ran outcome = run(folder, {"schema", "--install"});
  CHECK(has_line(outcome.output, "Wrote .taplo.toml"));
  CHECK(folder.read(".taplo.toml") == ours);
  CHECK(has_line(outcome.output, "tombi.toml stays as it is; add these lines to it:"));
  CHECK(has_line(outcome.output, "[[schemas]]"));
  CHECK(folder.read("tombi.toml") == "toml-version = \"v1.1.0\"\n");
}

TEST_CASE("schema --install: an older schema is replaced, another kind is left alone") {
  const Folder folder;
  folder.write("okr.toml", "format = 1\n");
  folder.write(".okr/schema/kpi.json", "{}\n");
  folder.write(".okr/schema/cycle.json", "{}\n");
  const Ran outcome = run(folder, {"schema", "kpi", "--install"});
  CHECK(has_line(outcome.output, "Wrote .okr/schema/kpi.json"));
  CHECK(folder.read(".okr/schema/kpi.json") == store::schema_text(store::SchemaKind::kpi));
  CHECK(folder.read(".okr/schema/cycle.json") == "{}\n");
}

TEST_CASE("schema --install: writes through no link that a repository brought") {
  const Folder victim;
  victim.write("notes", "mine\n");
  const Folder folder;
  folder.write("okr.toml", "format = 1\n");
  SUBCASE("a file") {
    REQUIRE(store::make_folders(folder / ".okr/schema"));
    REQUIRE(::symlink((victim / "notes").c_str(), (folder / ".okr/schema/cycle.json").c_str()) == 0);
  }
  SUBCASE("a file that is not there yet") {
    REQUIRE(store::make_folders(folder / ".okr/schema"));
    REQUIRE(::symlink((victim / "new").c_str(), (folder / ".okr/schema/cycle.json").c_str()) == 0);
  }
  SUBCASE("a folder") { REQUIRE(::symlink(victim.path().c_str(), (folder / ".okr").c_str()) == 0); }
  const Ran outcome = run(folder, {"schema", "cycle", "--install"});
  CHECK(outcome.code == 4);
  CHECK(outcome.errors.find("is a link") != std::string::npos);
  CHECK(victim.read("notes") == "mine\n");
  CHECK(!victim.has("new"));
  CHECK(!victim.has("schema"));
}

// --- explain ---------------------------------------------------------------------------------------------------------

TEST_CASE("explain: each rule with its source") {
  const Folder folder;
  for (const Rule& rule : rules()) {
    CAPTURE(std::string(rule.name));
    const Ran outcome = run(folder, {"explain", std::string(rule.name), "--format", "tsv"});
    CHECK(outcome.code == 0);
    CHECK(outcome.output.find(rule.source) != std::string::npos);
  }
}

}  // namespace config_command_test
