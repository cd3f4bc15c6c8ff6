// SPDX-License-Identifier: MIT
// Pages with places for reports, and notes of records behind what people read.
#include <doctest/doctest.h>

#include <string>

#include "actions/export/markers.hpp"
#include "actions/export/note.hpp"

namespace export_test {

using namespace okr;
using namespace okr::cli;

namespace {

constexpr std::string_view words[] = {"status", "score"};

Result<std::string> filled(std::string_view text) {
  return with_reports(text, "page.md", words, [](const ReportPlace& place) -> Result<std::string> {
    return std::string(place.word) + " at " + std::to_string(place.level) + "\n\n";
  });
}

std::string fault(std::string_view text) {
  const auto result = filled(text);
  return result ? "none" : result.error().what;
}

}  // namespace

TEST_CASE("export: what stands between marks is made anew, every other byte stays") {
  const auto once = filled("# A\n\n## B\n  <!-- okr:status -->  \nold\n<!--/okr-->\nend");
  REQUIRE(once);
  CHECK(*once == "# A\n\n## B\n  <!-- okr:status -->  \n\nstatus at 2\n\n<!--/okr-->\nend");
  CHECK(*filled(*once) == *once);
  CHECK(*filled("<!-- okr:score -->\r\n<!-- /okr -->\r\nx\n") ==
        "<!-- okr:score -->\r\n\r\nscore at 0\r\n\r\n<!-- /okr -->\r\nx\n");
}

TEST_CASE("export: headings within a place, and those of fenced blocks, say nothing of the next one's level") {
  const auto page = filled(
      "# A\n~~~sh\n## no\n<!-- okr:nothing -->\n~~~~\n<!-- okr:status -->\n### in\n<!-- /okr -->\n"
      "<!-- okr:score -->\n<!-- /okr -->\n");
  REQUIRE(page);
  CHECK(page->find("status at 1") != std::string::npos);
  CHECK(page->find("score at 1") != std::string::npos);
  CHECK(page->find("### in") == std::string::npos);
}

TEST_CASE("export: wrong marks are refused with their line") {
  CHECK(fault("a\n<!-- okr:stauts -->\n<!-- /okr -->\n") == "page.md:2: okr:stauts is no report");
  CHECK(fault("<!-- okr:status -->\n") == "page.md:1: okr:status has no end");
  CHECK(fault("<!-- okr:status -->\n<!-- okr:score -->\n<!-- /okr -->\n") ==
        "page.md:2: okr:score stands within the place of line 1");
  CHECK(fault("\n\n<!-- /okr -->\n") == "page.md:3: <!-- /okr --> ends nothing");
  CHECK(fault("text <!-- okr:status --> text\n") == "page.md has no place for a report");
  CHECK(fault("<!-- okr: id = \"ship\" -->\n") == "page.md has no place for a report");
  CHECK(fault("") == "page.md has no place for a report");
}

TEST_CASE("export: a value of a note is on one line and ends no comment") {
  CHECK(on_one_line("[\n  \"a\",  # one\n  \"b # c\",\n]") == "[\"a\", \"b # c\", ]");
  CHECK(on_one_line("{ title = 'x', due = 2026-08-17 }") == "{ title = 'x', due = 2026-08-17 }");
  CHECK(on_one_line(R"("a --> b---c")") == R"("a -\u002D> b-\u002D-c")");
  CHECK(on_one_line(R"("say \"--\"")") == R"("say \"-\u002D\"")");
  CHECK(!on_one_line("'a --> b'"));
  CHECK(!on_one_line("\"\"\"\na\n\"\"\""));
  CHECK(on_one_line("-5") == "-5");
  CHECK(Note().add("id", "\"users\"").add("x y", "1").text() == "<!-- okr: id = \"users\", \"x y\" = 1 -->");
}

}  // namespace export_test
