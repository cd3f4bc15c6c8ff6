// SPDX-License-Identifier: MIT
// Findings as CI services read them, with escapes and fingerprints, and as lines of a terminal.
#include "reports/check/findings.hpp"

#include <algorithm>

#include "okr/base/text.hpp"
#include "print.hpp"

namespace check_formats_test {

using namespace okr;
using namespace okr::reports;

namespace {

Diagnostic fault(Code code, std::uint32_t line, std::string message) {
  Diagnostic diagnostic = diagnostic_at(code, {0, line, 1}, std::move(message), "mend it");
  diagnostic.length = 3;
  diagnostic.line_text = "bad = 1";
  return diagnostic;
}

/// A cycle file with an objective on line 3 and two key results, on 6 and 9.
Workspace workspace_with(Diagnostics diagnostics) {
  Workspace workspace;
  workspace.root = "/home/ana/goals";
  workspace.files = {"2026-Q3/cycle.toml", "okr.toml"};
  Cycle& cycle = workspace.cycles.emplace_back();
  cycle.id = CycleId("2026-Q3");
  cycle.place = {0, 1, 1};
  Objective& ship = cycle.objectives.emplace_back();
  ship.id = ObjectiveId("ship");
  ship.place = {0, 3, 1};
  for (const std::uint32_t line : {6U, 9U}) {
    KeyResult& key_result = ship.key_results.emplace_back();
    key_result.id = KeyResultId{ship.id, line == 6 ? "users" : "startup"};
    key_result.place = {0, line, 1};
  }
  workspace.diagnostics = std::move(diagnostics);
  return workspace;
}

Findings found(Diagnostics diagnostics) {
  Findings findings;
  findings.root = "/home/ana/goals";
  add_findings(findings, workspace_with(std::move(diagnostics)), {"goals/", "goals/"});
  return findings;
}

CheckScreen screen(std::size_t rows) {
  CheckScreen screen;
  screen.rows = rows;
  screen.command = "okr check";
  return screen;
}

std::size_t lines_of(std::string_view text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

}  // namespace

TEST_CASE("check formats: escaping") {
  CHECK(github_message("50 %: a, b\r\nnext") == "50 %25: a, b%0Anext");
  CHECK(github_message("::error::x\x1b[1m") == "::error::x␛[1m");
  CHECK(github_property("a:b,c%d\ne") == "a%3Ab%2Cc%25d%0Ae");
  CHECK(uri_path("tëam a/x:y#z?%.toml") == "t%C3%ABam%20a/x%3Ay%23z%3F%25.toml");
  CHECK(uri_path("a-b_c.d~e/2026-Q3") == "a-b_c.d~e/2026-Q3");
  CHECK(xml_escaped("<b a='1'>\"&]]>") == "&lt;b a=&#39;1&#39;&gt;&quot;&amp;]]&gt;");
  CHECK(xml_escaped("a\x01\xef\xbf\xbe\xef\xbf\xbf") == "a␁\xef\xbf\xbd\xef\xbf\xbd");
}

TEST_CASE("check formats: a finding is about the record whose part of the file it stands in") {
  const Findings findings =
      found({fault(Code::E116, 2, "a"), fault(Code::E116, 4, "b"), fault(Code::E116, 6, "c"),
             fault(Code::E116, 30, "d"), diagnostic_at(Code::E116, {1, 1, 1}, "of the workspace")});
  const std::vector<std::string> records = {"2026-Q3", "2026-Q3/ship", "2026-Q3/ship.users", "2026-Q3/ship.startup",
                                            ""};
  REQUIRE(findings.list.size() == records.size());
  for (std::size_t i = 0; i < records.size(); ++i) CHECK(findings.list[i].record == records[i]);
}

TEST_CASE("check formats: a fingerprint stays when lines and numbers change, and no two are equal") {
  const Findings before = found({fault(Code::W229, 7, "said 9 at 10 %"), fault(Code::W229, 10, "said 9 at 10 %")});
  const Findings after = found({fault(Code::W229, 8, "said 8 at 12.5 %"), fault(Code::W229, 10, "said 9 at 10 %"),
                                fault(Code::W229, 11, "said 9 at 10 %")});
  CHECK(before.list[0].fingerprint != before.list[1].fingerprint);
  CHECK(before.list[0].fingerprint == after.list[0].fingerprint);
  CHECK(before.list[1].fingerprint == after.list[1].fingerprint);
  CHECK(after.list[1].fingerprint != after.list[2].fingerprint);
  Findings news = after;
  remove_known(news, before);
  REQUIRE(news.list.size() == 1);
  CHECK(news.list[0].what.place.line == 11);
}

TEST_CASE("check formats: github says nine, the worst first, and counts the others") {
  Diagnostics many(12, fault(Code::W229, 7, "said"));
  many.push_back(fault(Code::E102, 9, "nan"));
  many.push_back(fault(Code::I303, 9, "no source"));
  const std::string text = github_commands(found(many), "okr check --rule all");
  CHECK(lines_of(text) == 10);
  CHECK(text.starts_with("::error file=goals/2026-Q3/cycle.toml,line=9,col=1,endLine=9,endColumn=4,title=E102 "));
  CHECK(text.ends_with("::notice title=okr check::and 4 warnings and 1 hint more; to see all: okr check --rule all\n"));
  CHECK(github_commands(found({}), "").empty());
}

TEST_CASE("check formats: junit skips what does not count") {
  const Findings findings =
      found({fault(Code::W229, 7, "said"), fault(Code::W229, 8, "said"), fault(Code::E102, 9, "nan")});
  const std::string text = junit_xml(findings, false);
  CHECK(text.find("<testsuites name=\"okr check\" tests=\"3\" failures=\"1\"") != std::string::npos);
  CHECK(text.find("name=\"2026-Q3/ship.users: W229 ") != std::string::npos);
  CHECK(text.find("<testcase classname=\"goals/okr\" name=\"okr check\" time=\"0\"/>") != std::string::npos);
  CHECK(junit_xml(findings, true).find("tests=\"3\" failures=\"2\"") != std::string::npos);
}

TEST_CASE("check formats: of more than GitHub takes the most severe are told") {
  Diagnostics many(25010, fault(Code::W229, 7, "said"));
  many.push_back(fault(Code::E102, 9, "nan"));
  const draw::Json report = sarif_json(found(many), {"1.0.0", "https://example.org/okr"});
  const draw::Json& run = report["runs"][0];
  CHECK(run["results"].size() == 25000);
  CHECK(run["results"][0]["ruleId"] == "E102");
  CHECK(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] ==
        "11 more findings are left out: a report holds 25000.");
  CHECK(run["tool"]["driver"]["rules"][0]["helpUri"] == "https://example.org/okr#E001");
}

TEST_CASE("check screen: a line each, the errors with theirs where there is room, hints are counted") {
  const Findings findings =
      found({fault(Code::W229, 7, "said"), fault(Code::E102, 9, "nan"), fault(Code::I303, 9, "none")});
  CHECK(check_screen(findings, screen(24)) ==
        "goals/2026-Q3/cycle.toml:9:1: error: nan [E102]\n"
        "  |\n"
        "9 | bad = 1\n"
        "  | ^^^ mend it\n"
        "\n"
        "goals/2026-Q3/cycle.toml:7:1: warning: said; mend it [W229]\n"
        "\n"
        "1 error, 1 warning in 1 of 2 files\n"
        "1 hint: okr check --rule info\n");
  CHECK(check_screen(findings, screen(8)) ==
        "goals/2026-Q3/cycle.toml:9:1: error: nan; mend it [E102]\n"
        "goals/2026-Q3/cycle.toml:7:1: warning: said; mend it [W229]\n"
        "\n"
        "1 error, 1 warning in 1 of 2 files\n"
        "1 hint: okr check --rule info\n");
}

TEST_CASE("check screen: never more than the screen holds, unless rules were chosen") {
  const Findings findings = found(Diagnostics(100, fault(Code::E102, 9, std::string(70, 'x'))));
  for (const std::size_t rows : {10U, 24U, 50U}) {
    const std::string text = check_screen(findings, screen(rows));
    CHECK(2 * lines_of(text) <= rows + 4);  // each finding takes two rows of 80 columns
    CHECK(text.find(" more: okr check --rule all\n") != std::string::npos);
    CHECK(text.find("100 errors in 1 of 2 files\n") != std::string::npos);
  }
  CheckScreen whole = screen(10);
  whole.whole = true;
  CHECK(lines_of(check_screen(findings, whole)) == 100 * 5 + 1);
}

TEST_CASE("check screen: links take no room and lead to the line") {
  CheckScreen linked = screen(24);
  linked.plain = true;
  linked.link_host = "x1";
  CHECK(check_screen(found({fault(Code::E102, 9, "nan")}), linked) ==
        "\x1b]8;;file://x1/home/ana/goals/2026-Q3/cycle.toml#9\x1b\\goals/2026-Q3/cycle.toml:9:1\x1b]8;;\x1b\\: error: "
        "nan; mend it [E102]\n\n1 error in 1 of 2 files\n");
}

}  // namespace check_formats_test
