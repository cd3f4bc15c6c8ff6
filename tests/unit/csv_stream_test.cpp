// SPDX-License-Identifier: MIT
// A CSV in pieces of any size is the same rows, places and faults as the whole text.

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "okr/base/csv.hpp"
#include "print.hpp"

namespace csv_stream_test {

using namespace okr;

namespace {

std::string shown(const std::vector<CsvCell>& row) {
  std::string text;
  for (const CsvCell& cell : row)
    text += "[" + cell.text + (cell.quoted ? "q" : "") + std::to_string(cell.place.line) + ":" +
            std::to_string(cell.place.column) + "]";
  return text + "\n";
}

std::string shown(const CsvFault& fault) {
  return std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column) + " " + fault.what + "\n";
}

std::string whole(const std::string& text) {
  CsvReader reader(text);
  std::vector<CsvCell> row;
  std::string all;
  for (auto read = reader.read(row); !read || *read; read = reader.read(row))
    all += read ? shown(row) : shown(read.error());
  return all;
}

CsvStream::NextPiece pieces(std::string text, std::size_t size) {
  return [text = std::move(text), size, at = std::size_t{0}]() mutable -> Result<std::string> {
    const std::string piece = text.substr(at, size);
    at += piece.size();
    return piece;
  };
}

std::string in_pieces(const std::string& text, std::size_t size) {
  CsvStream stream(pieces(text, size), ',');
  std::vector<CsvCell> row;
  std::string all;
  for (auto read = stream.read(row); !*read || **read; read = stream.read(row))
    all += *read ? shown(row) : shown(read->error());
  return all;
}

}  // namespace

TEST_CASE("csv stream: a mark, quoted line ends and CR LF may be cut anywhere") {
  const std::string text =
      "\xEF\xBB\xBF"
      "a,b\r\n\r\n1,\"x\r\ny\"\"z\"\r\n2,\xC3\xA4\r\n";
  for (std::size_t size = 1; size < text.size(); ++size) CHECK(in_pieces(text, size) == whole(text));
}

TEST_CASE("csv stream property: pieces do not matter") {
  CHECK(rc::check("any soup of CSV's own characters", [] {
    const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("a,\"\r\n\xC3\xA4\xEF\xBB\xBF")));
    const auto size = *rc::gen::inRange<std::size_t>(1, 9);
    RC_ASSERT(in_pieces(text, size) == whole(text));
  }));
}

TEST_CASE("csv stream: a row without end is a fault, not the memory of the machine") {
  std::size_t asked = 0;
  CsvStream stream([&]() -> Result<std::string> { return ++asked == 1 ? "a,\"" : std::string(65536, 'x'); }, ',');
  std::vector<CsvCell> row;
  const auto read = stream.read(row);
  REQUIRE((read && !*read));
  CHECK(asked < 100);
  CHECK((**stream.read(row)) == false);
}

TEST_CASE("csv stream: an error of the pieces is handed on, and ends it") {
  CsvStream stream([]() -> Result<std::string> { return failure(ErrorKind::environment, "gone"); }, ',');
  std::vector<CsvCell> row;
  CHECK(!stream.read(row));
  CHECK(!**stream.read(row));
}

TEST_CASE("csv stream: the line of a row that was read") {
  CsvStream stream(pieces("a,b\n1,\"x\r\ny\"\n3,4", 3), ',');
  std::vector<CsvCell> row;
  for (int i = 0; i < 2; ++i) CHECK(stream.read(row).has_value());
  CHECK(stream.line_of_row(1) == "");
  CHECK(stream.line_of_row(2) == "1,\"x");
  CHECK(stream.line_of_row(3) == "y\"");
  CHECK(stream.read(row).has_value());
  CHECK(stream.line_of_row(4) == "3,4");
}

TEST_CASE("encoding: Latin-1 and Windows-1252 become UTF-8, byte by byte") {
  CHECK(to_utf8("Gr\xF6\xDF"
                "e",
                Encoding::latin1) == "Größe");
  CHECK(to_utf8("\x80 5 \x96", Encoding::windows_1252) == "€ 5 –");
  CHECK(to_utf8("\x81", Encoding::windows_1252) == "\uFFFD");
  CHECK(to_utf8("\x80", Encoding::latin1) == "\u0080");
  CHECK(to_utf8("\xFFx", Encoding::utf8) == "\xFFx");
}

TEST_CASE("csv stream: lines in front of the header are left out, and places still count them") {
  for (std::size_t size = 1; size < 30; ++size) {
    CsvStream stream(pieces("Report \"of\r\nMay\r\n\r\nday,n\r\n", size), ',');
    CHECK(stream.skip_lines(3).has_value());
    std::vector<CsvCell> row;
    CHECK(**stream.read(row));
    CHECK(shown(row) == "[day4:1][n4:5]\n");
    CHECK(stream.line_of_row(4) == "day,n");
  }
  CsvStream short_one(pieces("a\nb\n", 2), ',');
  CHECK(short_one.skip_lines(3).error().what == "the file ends before its line 4");
}

TEST_CASE("csv stream: a line sep=; says what parts the cells") {
  for (std::size_t size = 1; size < 20; ++size) {
    CsvStream stream(pieces("\xEF\xBB\xBFsep=;\r\nday;n\r\n", size), ',');
    CHECK(*stream.take_separator_line() == ';');
    std::vector<CsvCell> row;
    CHECK(**stream.read(row));
    CHECK(shown(row) == "[day2:1][n2:5]\n");
  }
  for (std::size_t size = 1; size < 20; ++size) {  // in front of titles, as the file's first line
    CsvStream stream(pieces("sep=;\nReport\n\nday;n\n", size), ',');
    CHECK(stream.skip_lines(3).has_value());
    CHECK(*stream.take_separator_line() == ';');
    std::vector<CsvCell> row;
    CHECK(**stream.read(row));
    CHECK(shown(row) == "[day4:1][n4:5]\n");
  }
  CsvStream other(pieces("sep,n\n1,2\n", 3), ',');
  CHECK_FALSE(other.take_separator_line()->has_value());
  std::vector<CsvCell> row;
  CHECK(**other.read(row));
  CHECK(shown(row) == "[sep1:1][n1:5]\n");
}

}  // namespace csv_stream_test
