// SPDX-License-Identifier: MIT
// Rows, quotes and places as RFC 4180 has them; and cells that make no spreadsheet run anything.
#include "okr/base/csv.hpp"

#include <rapidcheck.h>

#include "print.hpp"

namespace csv_test {

using namespace okr;

namespace {

using Table = std::vector<std::vector<std::string>>;

Table table(std::string_view text, char delimiter = ',') {
  Table rows;
  CsvReader reader(text, delimiter);
  std::vector<CsvCell> row;
  for (auto more = reader.read(row); more.value(); more = reader.read(row)) {
    rows.emplace_back();
    for (const CsvCell& cell : row) rows.back().push_back(cell.text);
  }
  return rows;
}

CsvFault fault(std::string_view text) {
  CsvReader reader(text);
  std::vector<CsvCell> row;
  for (;;) {
    const auto more = reader.read(row);
    if (!more) return more.error();
    REQUIRE(*more);
  }
}

CsvPlace place_of_last(std::string_view text) {
  CsvReader reader(text);
  std::vector<CsvCell> row;
  CsvPlace place;
  while (reader.read(row).value()) place = row.back().place;
  return place;
}

}  // namespace

TEST_CASE("rows and cells") {
  CHECK(table("a,b\nc,d\n") == Table{{"a", "b"}, {"c", "d"}});
  CHECK(table("a,b\r\nc,d") == Table{{"a", "b"}, {"c", "d"}});
  CHECK(table("a\rb\r") == Table{{"a"}, {"b"}});
  CHECK(table("a,,\n,b") == Table{{"a", "", ""}, {"", "b"}});
  CHECK(table("a,") == Table{{"a", ""}});
  CHECK(table("").empty());
  CHECK(table("\n\r\n\n").empty());
  CHECK(table("a\n\n\nb") == Table{{"a"}, {"b"}});
  CHECK(table("\xEF\xBB\xBF\"date\",x") == Table{{"date", "x"}});
  CHECK(table("a;b,c\n", ';') == Table{{"a", "b,c"}});
  CHECK(table("a\tb\n", '\t') == Table{{"a", "b"}});
}

TEST_CASE("quoted cells") {
  CHECK(table("\"a,b\",\"c \"\"d\"\"\"\n") == Table{{"a,b", "c \"d\""}});
  CHECK(table("\"two\nlines\",\"cr\r\nlf\"\nx") == Table{{"two\nlines", "cr\r\nlf"}, {"x"}});
  CHECK(table("\"\"\n") == Table{{""}});
  CHECK(table("5\" pipe,x") == Table{{"5\" pipe", "x"}});
  std::vector<CsvCell> row;
  CsvReader reader("\"\",");
  REQUIRE(reader.read(row).value());
  CHECK(row[0].quoted);
  CHECK_FALSE(row[1].quoted);
}

TEST_CASE("each cell knows its line and column, counted in characters") {
  CHECK(place_of_last("a,b") == CsvPlace{1, 3});
  CHECK(place_of_last("Zo\u00EB,b") == CsvPlace{1, 5});
  CHECK(place_of_last("\xEF\xBB\xBF"
                      "a") == CsvPlace{1, 1});
  CHECK(place_of_last("a\n\nb,\"c\"") == CsvPlace{3, 3});
  CHECK(place_of_last("\"x\r\ny\",b") == CsvPlace{2, 4});
  CHECK(place_of_last("\"x\"\"\",b") == CsvPlace{1, 7});
}

TEST_CASE("a quote that is never closed is named where it opens") {
  CHECK(fault("a,b\nc,\"d\ne\nf").place == CsvPlace{2, 3});
  CHECK(fault("\"").place == CsvPlace{1, 1});
  CHECK(fault("\"a\"\"").what == "the quote is never closed");
  CHECK(fault("x,\"a\"b,c").place == CsvPlace{1, 6});
  CHECK(fault("x,\"a\"b,c").what == "text behind a closing quote");
  CsvReader reader("\"a");
  std::vector<CsvCell> row;
  CHECK_FALSE(reader.read(row));
  CHECK(reader.read(row) == false);
}

TEST_CASE("cells are quoted where they need it") {
  CHECK(csv_cell("plain text") == "plain text");
  CHECK(csv_cell("a,b") == "\"a,b\"");
  CHECK(csv_cell("a,b", CsvStyle{.delimiter = ';'}) == "a,b");
  CHECK(csv_cell("say \"hi\"") == "\"say \"\"hi\"\"\"");
  CHECK(csv_cell("two\nlines") == "\"two\nlines\"");
  CHECK(csv_cell(" a") == "\" a\"");
  CHECK(csv_cell("") == "");
}

TEST_CASE("a spreadsheet runs nothing that is defused") {
  const CsvStyle defused{.defuse = true};
  CHECK(csv_cell("=1+1", defused) == "'=1+1");
  CHECK(csv_cell("@SUM(A1)", defused) == "'@SUM(A1)");
  CHECK(csv_cell("+cmd|' /C calc'!A0", defused) == "'+cmd|' /C calc'!A0");
  CHECK(csv_cell("-2+3", defused) == "'-2+3");
  CHECK(csv_cell("+-2", defused) == "'+-2");
  CHECK(csv_cell("-", defused) == "'-");
  CHECK(csv_cell("\t=1", defused) == "'\t=1");
  CHECK(csv_cell("\r=1", defused) == "\"'\r=1\"");
  CHECK(csv_cell("=HYPERLINK(\"x\")", defused) == "\"'=HYPERLINK(\"\"x\"\")\"");
  SUBCASE("plain numbers stay numbers") {
    CHECK(csv_cell("-2.5", defused) == "-2.5");
    CHECK(csv_cell("+3", defused) == "+3");
    CHECK(csv_cell("-1e3", defused) == "-1e3");
  }
  SUBCASE("what was defused comes back as it was") {
    for (const char* text : {"=1+1", "-5 today", "'-5 today", "''=1", "-2.5", "'quoted'", "'", "", "plain"})
      CHECK_MESSAGE(without_defusing(csv_cell(text, defused)) == text, text);
    CHECK(without_defusing("'tis") == "'tis");
  }
  SUBCASE("without the option texts stay as they are") { CHECK(csv_cell("=1+1") == "=1+1"); }
}

namespace {

/// A row of one empty cell is written as "" so that it is read back as a row.
std::string row_of(const std::vector<std::string>& cells, const CsvStyle& style, std::string_view line_end) {
  if (cells.size() == 1 && cells.front().empty()) return "\"\"" + std::string(line_end);
  std::string row;
  for (const std::string& cell : cells)
    row += (&cell == cells.data() ? "" : std::string(1, style.delimiter)) + csv_cell(cell, style);
  return row.append(line_end);
}

}  // namespace

TEST_CASE("properties of CSV") {
  CHECK(rc::check("what is written is read back, for any delimiter and line end", [] {
    const auto cell = rc::gen::container<std::string>(rc::gen::element('a', ' ', ',', ';', '"', '\n', '\r', '\t', '='));
    const auto row = rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(cell));
    const Table rows = *rc::gen::container<Table>(row);
    CsvStyle style;
    style.delimiter = *rc::gen::element(',', ';', '\t');
    const auto line_end = *rc::gen::element<std::string_view>("\n", "\r\n");
    std::string text;
    for (const auto& cells : rows) text += row_of(cells, style, line_end);
    RC_ASSERT(table(text, style.delimiter) == rows);
  }));
  CHECK(rc::check("no text is a trap for the reader", [](const std::string& text) {
    CsvReader reader(text);
    std::vector<CsvCell> row;
    std::size_t rows = 0;
    for (auto more = reader.read(row); more && *more; more = reader.read(row)) ++rows;
    RC_ASSERT(rows <= text.size());
  }));
}

}  // namespace csv_test
