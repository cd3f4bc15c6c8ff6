// SPDX-License-Identifier: MIT
// Pages with places for reports, and notes of records behind what people read.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "actions/export/exports.hpp"
#include "reports/tables/tables.hpp"

namespace export_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::session;

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
  const auto noted = [](std::string_view value) { return Note().add("k", value).text(); };
  CHECK(noted("[\n  \"a\",  # one\n  \"b # c\",\n]") == R"(<!-- okr: k = ["a", "b # c"] -->)");
  CHECK(noted("{ title = 'x', due = 2026-08-17 }") == R"(<!-- okr: k = { title = "x", due = 2026-08-17 } -->)");
  CHECK(noted(R"("a --> b---c")") == R"(<!-- okr: k = "a -\u002D> b-\u002D-c" -->)");
  CHECK(noted(R"("say \"--\"")") == R"(<!-- okr: k = "say \"-\u002D\"" -->)");
  CHECK(noted("'a --> b'") == R"(<!-- okr: k = "a -\u002D> b" -->)");
  CHECK(noted("\"\"\"\na \"b\"\n\"\"\"") == R"(<!-- okr: k = "a \"b\"\n" -->)");
  CHECK(noted("-5") == "<!-- okr: k = -5 -->");
  CHECK(Note().add("id", "\"users\"").add("x.y", "1").text() == R"(<!-- okr: id = "users", x.y = 1 -->)");
}

TEST_CASE("export tables: every column names a key that a record of its rows has") {
  for (const reports::DataTable& table : reports::tables_of({}, Date())) {
    for (const reports::TableColumn& column : table.columns) {
      CAPTURE(table.name);
      CAPTURE(column.name);
      CHECK(!column.type.empty());
      CHECK(!column.doc.empty());
    }
    for (const std::string_view key : table.key)
      CHECK(std::ranges::find(table.columns, key, &reports::TableColumn::name) != table.columns.end());
  }
}

}  // namespace export_test
