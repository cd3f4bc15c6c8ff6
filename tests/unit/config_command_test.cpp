// SPDX-License-Identifier: MIT
// okr config, okr schema and okr explain as a person types them.
#include <string>

#include <unistd.h>

#include "cli_fixture.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/rule.hpp"
#include "okr/store/schema.hpp"
#include "print.hpp"
#include "scratch_folder.hpp"

namespace config_command_test {

using namespace okr;
using namespace okr::cli;
using okr::cli::test::ScratchFolder;
using okr::cli::test::Stage;
using okr::cli::test::Variables;

namespace {

/// What a run in a folder printed, said and ended with.
struct Outcome {
  int code = 0;
  std::string output;
  std::string errors;
};

Outcome run_in(const ScratchFolder& folder, std::vector<std::string> words, Variables variables = {}) {
  variables.emplace("OKR_ME", "ana");
  variables.emplace("XDG_CONFIG_HOME", folder.path() + "/home");
  Stage stage(std::move(words), std::move(variables));
  stage.world.directory = folder.path();
  stage.world.host = "x1";
  const int code = run(stage.world, commands());
  return {code, stage.output, stage.errors};
}

bool has_line(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

constexpr const char* settings_text =
    "format = 1\n[workspace]\ntitle = \"Ana's goals\"\ncheck-in-day = \"mon\"\n"
    "away = [[2026-08-01, 2026-08-16]]\n[scoring]\nbands = [0.3, 0.6]\n[check]\nallow = [\"W204\"]\n";

}  // namespace

// --- config -----------------------------------------------------------------------------------------------------------

TEST_CASE("config: each declared setting is shown, with the line that gives it") {
  const ScratchFolder folder;
  folder.write("okr.toml", settings_text);
  const Outcome outcome = run_in(folder, {"config", "--format", "tsv"});
  CHECK(outcome.code == 0);
  CHECK(has_line(outcome.output, "key\tvalue\torigin"));
  CHECK(has_line(outcome.output, "workspace.title\tAna's goals\tokr.toml:3"));
  CHECK(has_line(outcome.output, "workspace.check-in-day\tmon\tokr.toml:4"));
  CHECK(has_line(outcome.output, "workspace.away\t2026-08-01 to 2026-08-16\tokr.toml:5"));
  CHECK(has_line(outcome.output, "scoring.bands\t0.3, 0.6\tokr.toml:7"));
  CHECK(has_line(outcome.output, "scoring.behind-gap\t0.25\tdefault"));
  CHECK(has_line(outcome.output, "check.allow\tW204\tokr.toml:9"));
  CHECK(has_line(outcome.output, "source\tana-x1\tdefault"));
  for (const char* record : {"workspace", "scoring", "check", "user settings"})
    for (const FieldInfo& field : fields_of(record)) {
      const std::string table = std::string(record) == "user settings" ? "" : std::string(record) + ".";
      const std::string key = table + std::string(field.key);
      if (key == "pull") continue;  // a line a command, once there is one
      CHECK_MESSAGE(outcome.output.find("\n" + key + "\t") != std::string::npos, key);
    }
}

TEST_CASE("config: origins are shown on request, and values of JSON have their types") {
  const ScratchFolder folder;
  folder.write("okr.toml", settings_text);
  CHECK(run_in(folder, {"config"}).output.find("okr.toml:3") == std::string::npos);
  CHECK(run_in(folder, {"config", "--show-origin"}).output.find("okr.toml:3") != std::string::npos);
  const std::string json = run_in(folder, {"config", "--json"}).output;
  CHECK(json.find("\"command\": \"config\"") != std::string::npos);
  CHECK(json.find("\"value\": 0.25") != std::string::npos);
  CHECK(json.find("\"value\": null") != std::string::npos);
  CHECK(json.find("\"value\": false") != std::string::npos);
}

TEST_CASE("config: outside of every workspace only the person's settings; a folder that was named must be one") {
  const ScratchFolder folder;
  const Outcome outside = run_in(folder, {"config", "--format", "tsv"});
  CHECK(outside.code == 0);
  CHECK(outside.output.find("workspace.") == std::string::npos);
  CHECK(has_line(outside.output, "me\tana\tOKR_ME"));
  CHECK(run_in(folder, {"-C", ".", "config"}).code == 4);
  CHECK(run_in(folder, {"config"}, {{"OKR_DIR", folder.path()}}).code == 4);
}

TEST_CASE("config: what is wrong in okr.toml or the person's file ends with 3, and the rest is shown") {
  const ScratchFolder folder;
  folder.write("okr.toml", "format = 1\n[scoring]\nscale = 7\n");
  const Outcome broken = run_in(folder, {"config", "--format", "tsv"});
  CHECK(broken.code == 3);
  CHECK(broken.errors.find("okr.toml:3:") != std::string::npos);
  CHECK(has_line(broken.output, "me\tana\tOKR_ME"));
  const ScratchFolder own;
  own.write("home/okr/config.toml", "color = \"sometimes\"\n");
  const Outcome faulty = run_in(own, {"config"});
  CHECK(faulty.code == 3);
  CHECK(faulty.errors.find("home/okr/config.toml:1:9: ") != std::string::npos);
}

TEST_CASE("config: what runs a program cannot stand in okr.toml") {
  const ScratchFolder folder;
  folder.write("okr.toml", "format = 1\npager = \"rm -rf /\"\n");
  const Outcome outcome = run_in(folder, {"config", "--format", "tsv"});
  CHECK(outcome.errors.find("'pager' cannot stand in okr.toml") != std::string::npos);
  CHECK(has_line(outcome.output, "pager\tless -FRX\tdefault"));
}

// --- schema -----------------------------------------------------------------------------------------------------------

TEST_CASE("schema: prints one kind; without a kind it says which there are") {
  const ScratchFolder folder;
  const Outcome outcome = run_in(folder, {"schema", "kpi"});
  CHECK(outcome.code == 0);
  CHECK(outcome.output == store::schema_text(store::SchemaKind::kpi));
  CHECK(run_in(folder, {"schema"}).code == 2);
  CHECK(run_in(folder, {"schema", "kpis"}).errors.find("kpi") != std::string::npos);
}

TEST_CASE("schema --install: writes the schemas and what taplo and tombi are told, once") {
  const ScratchFolder folder;
  folder.write("okr.toml", "format = 1\n");
  CHECK(
      run_in(folder, {"schema", "--install", "-n"}).output.starts_with("--- /dev/null\n+++ b/.okr/schema/cycle.json"));
  CHECK(store::presence(folder.path() + "/.okr") == store::Presence::absent);
  const Outcome first = run_in(folder, {"schema", "--install"});
  CHECK(first.code == 0);
  CHECK(has_line(first.output, "Wrote .okr/schema/checkin.json"));
  CHECK(first.output.find("#:schema ../../.okr/schema/checkin.json\n") != std::string::npos);
  for (const store::SchemaKind kind : store::schema_kinds())
    CHECK(folder.read(".okr/schema/" + std::string(word(kind)) + ".json") == store::schema_text(kind));
  CHECK(has_line(run_in(folder, {"schema", "--install"}).output, "Unchanged .okr/schema/cycle.json"));
  CHECK(folder.read("okr.toml") == "format = 1\n");
  CHECK(folder.read(".taplo.toml").find("schema.path = \".okr/schema/kpi.json\"") != std::string::npos);
  CHECK(folder.read("tombi.toml").find("include = [\"okr.toml\"]") != std::string::npos);
  CHECK(first.output.find("\"evenBetterToml.taplo.configFile.path\": \".taplo.toml\"") != std::string::npos);
}

TEST_CASE("schema --install: what a person tells taplo and tombi stays, and older lines of ours go") {
  const ScratchFolder other;
  other.write("okr.toml", "format = 1\n");
  REQUIRE(run_in(other, {"schema", "--install"}).code == 0);
  const std::string ours = other.read(".taplo.toml");
  const ScratchFolder folder;
  folder.write("okr.toml", "format = 1\n");
  folder.write(".taplo.toml", ours + "# older\n");
  folder.write("tombi.toml", "toml-version = \"v1.1.0\"\n");
  const Outcome outcome = run_in(folder, {"schema", "--install"});
  CHECK(has_line(outcome.output, "Wrote .taplo.toml"));
  CHECK(folder.read(".taplo.toml") == ours);
  CHECK(has_line(outcome.output, "tombi.toml stays as it is; add these lines to it:"));
  CHECK(has_line(outcome.output, "[[schemas]]"));
  CHECK(folder.read("tombi.toml") == "toml-version = \"v1.1.0\"\n");
}

TEST_CASE("schema --install: an older schema is replaced, another kind is left alone") {
  const ScratchFolder folder;
  folder.write("okr.toml", "format = 1\n");
  folder.write(".okr/schema/kpi.json", "{}\n");
  folder.write(".okr/schema/cycle.json", "{}\n");
  const Outcome outcome = run_in(folder, {"schema", "kpi", "--install"});
  CHECK(has_line(outcome.output, "Wrote .okr/schema/kpi.json"));
  CHECK(folder.read(".okr/schema/kpi.json") == store::schema_text(store::SchemaKind::kpi));
  CHECK(folder.read(".okr/schema/cycle.json") == "{}\n");
}

TEST_CASE("schema --install: writes through no link that a repository brought") {
  const ScratchFolder victim;
  victim.write("notes", "mine\n");
  const ScratchFolder folder;
  folder.write("okr.toml", "format = 1\n");
  SUBCASE("a file") {
    folder.make_folder(".okr/schema");
    REQUIRE(::symlink((victim.path() + "/notes").c_str(), (folder.path() + "/.okr/schema/cycle.json").c_str()) == 0);
  }
  SUBCASE("a file that is not there yet") {
    folder.make_folder(".okr/schema");
    REQUIRE(::symlink((victim.path() + "/new").c_str(), (folder.path() + "/.okr/schema/cycle.json").c_str()) == 0);
  }
  SUBCASE("a folder") { REQUIRE(::symlink(victim.path().c_str(), (folder.path() + "/.okr").c_str()) == 0); }
  const Outcome outcome = run_in(folder, {"schema", "cycle", "--install"});
  CHECK(outcome.code == 4);
  CHECK(outcome.errors.find("is a link") != std::string::npos);
  CHECK(victim.read("notes") == "mine\n");
  CHECK(store::presence(victim.path() + "/new") == store::Presence::absent);
  CHECK(store::presence(victim.path() + "/schema") == store::Presence::absent);
}

// --- explain ----------------------------------------------------------------------------------------------------------

TEST_CASE("explain: each rule with its example and its source, in any case of letters") {
  const ScratchFolder folder;
  for (const Rule& rule : rules()) {
    CAPTURE(std::string(rule.name));
    const Outcome outcome = run_in(folder, {"explain", std::string(rule.name), "--format", "tsv"});
    CHECK(outcome.code == 0);
    CHECK(outcome.output.find(rule.source) != std::string::npos);
  }
  const Outcome small = run_in(folder, {"explain", "e103"});
  CHECK(small.code == 0);
  CHECK(small.output.find("target equals baseline") != std::string::npos);
  CHECK(small.output.find("  target = 50") != std::string::npos);
}

TEST_CASE("explain: an unknown code is a usage error that names the nearest") {
  const ScratchFolder folder;
  const Outcome outcome = run_in(folder, {"explain", "E1033"});
  CHECK(outcome.code == 2);
  CHECK(outcome.errors.find("did you mean 'E103'?") != std::string::npos);
  CHECK(outcome.output.empty());
}

}  // namespace config_command_test
