// SPDX-License-Identifier: MIT
// The exit code of a report and the diagnostics in its JSON are one story, the one that `okr check` tells.
#include <set>

#include <nlohmann/json.hpp>

#include "writing_fixture.hpp"

namespace report_faults_test {

using namespace okr::cli::test;

namespace {

std::set<std::string> error_codes(const nlohmann::json& diagnostics) {
  std::set<std::string> codes;
  for (const auto& one : diagnostics)
    if (one.at("severity") == "error") codes.insert(one.at("code").get<std::string>());
  return codes;
}

std::set<std::string> checked_codes(const Workplace& place) {
  const auto json = nlohmann::json::parse(place.run({"check", "--format", "json"}).output);
  return error_codes(json.contains("diagnostics") ? json.at("diagnostics") : json.at("findings"));
}

const std::vector<std::vector<std::string>> reports = {
    {"status"},    {"score"},           {"forecast"}, {"review"}, {"review", "--mid"}, {"review", "--final"},
    {"show", "a"}, {"show", "2026-Q3"}, {"tree"},     {"log"}};

}  // namespace

TEST_CASE("what computing shows is in the JSON of every report that exits 3 for it") {
  struct Fault {
    const char* code;
    const char* text;
  };
  const std::string head = "[a]\ntitle = \"A\"\n";
  for (const Fault& fault :
       std::initializer_list<Fault>{{"E103", "[a.k]\ntitle = \"K\"\nbaseline = 5\ntarget = 5\n"},
                                    {"E104", "[a.k]\ntitle = \"K\"\nbaseline = 0\nchange = \"+20%\"\n"},
                                    {"E105", "[a.k]\ntitle = \"K\"\ngood = \"down\"\ntarget = 5\n"},
                                    {"E106", "[a.k]\ntitle = \"K\"\ntarget = 5\ncommit = 3\n"},
                                    {"E109", "[a.k]\ntitle = \"K\"\ntarget = 5\nweight = 0\n"},
                                    {"E113", "[a.k]\ntitle = \"K\"\ngood = \"up\"\nbaseline = 9\ntarget = 5\n"},
                                    {"E102", "[a.k]\ntitle = \"K\"\ntarget = inf\n"},
                                    {"E118", "[a.k]\ntitle = \"K\"\n"}}) {
    const Workplace place;
    place.folder.write("2026-Q3/cycle.toml", head + fault.text);
    place.folder.write("2026-Q3/checkins/2026-08-10-ana-x1.toml", "date = 2026-08-10\nnote = \"said\"\n");
    CAPTURE(fault.code);
    REQUIRE(checked_codes(place).contains(fault.code));
    for (std::vector<std::string> words : reports) {
      CAPTURE(words[0] + (words.size() > 1 ? " " + words[1] : ""));
      words.insert(words.end(), {"--format", "json"});
      const Ran ran = place.run(words);
      CAPTURE(ran.errors);
      const std::set<std::string> codes = error_codes(nlohmann::json::parse(ran.output).at("diagnostics"));
      CHECK((ran.code == 3) == !codes.empty());
      if (words[0] != "tree" && words[0] != "log") CHECK(codes.contains(fault.code));
    }
  }
}

TEST_CASE("an unknown key is a warning in a report, in its JSON too") {
  const Workplace place;
  place.folder.write("2026-Q3/cycle.toml", "[a]\ntitle = \"A\"\ncolour = \"red\"\n[a.k]\ntitle = \"K\"\ntarget = 5\n");
  const Ran ran = place.run({"status", "--format", "json"});
  CHECK(ran.code == 0);
  const auto diagnostics = nlohmann::json::parse(ran.output).at("diagnostics");
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].at("code") == "E116");
  CHECK(diagnostics[0].at("severity") == "warning");
}

TEST_CASE("no argument reaches a terminal as a control sequence") {
  const Workplace place;
  const std::string nasty = "x\x1b[31m\x07";
  const std::vector<std::vector<std::string>> calls = {{nasty},
                                                       {"status", nasty},
                                                       {"show", nasty},
                                                       {"checkin", nasty + "=1"},
                                                       {"checkin", "ship.users=" + nasty},
                                                       {"checkin", "ship.users=1", "--date", nasty},
                                                       {"record", nasty + "=1"},
                                                       {"record", "visits=" + nasty},
                                                       {"record", "visits=1", "--for", nasty},
                                                       {"set", nasty},
                                                       {"set", "ship." + nasty + "=1"},
                                                       {"set", "ship.users.target=" + nasty},
                                                       {"set", nasty + ".target=1"},
                                                       {"new", nasty, "x"},
                                                       {"new", "objective", nasty},
                                                       {"new", "kr", "ship." + nasty},
                                                       {"new", "kpi", nasty},
                                                       {"new", "cycle", nasty},
                                                       {"rename", nasty, "x"},
                                                       {"rename", "ship", nasty},
                                                       {"kpi", nasty},
                                                       {"plot", nasty},
                                                       {"tree", nasty},
                                                       {"log", nasty},
                                                       {"log", "--since", nasty},
                                                       {"close", nasty},
                                                       {"edit", nasty},
                                                       {"explain", nasty},
                                                       {"help", nasty},
                                                       {"import", nasty},
                                                       {"check", nasty},
                                                       {"status", "--format", nasty},
                                                       {"status", "--cycle", nasty},
                                                       {"--" + nasty},
                                                       {"status", "--" + nasty},
                                                       {"-C", nasty, "status"},
                                                       {"--as-of", nasty, "status"},
                                                       {"schema", nasty},
                                                       {"completions", nasty},
                                                       {"score", "--fail-under", nasty},
                                                       {"score", "--fail-on", nasty},
                                                       {"man", nasty},
                                                       {"init", "--example", nasty}};
  for (const auto& words : calls) {
    const Ran ran = place.run(words);
    CAPTURE(words.back());
    CAPTURE(words.front());
    CHECK(ran.code != 70);
    CHECK_FALSE(has(ran.output + ran.errors, "\x1b[31m"));
    CHECK_FALSE(has(ran.output + ran.errors, "\x07"));
  }
}

}  // namespace report_faults_test
