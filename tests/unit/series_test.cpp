// SPDX-License-Identifier: MIT
// The quick way through a table of numbers gives the tree that the parser gives, and steps aside for what is not plain.
#include "store/toml.hpp"

#include <fmt/core.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "corpus.hpp"
#include "print.hpp"
#include "same_tree.hpp"

namespace series_test {

using namespace okr::store;

namespace {

std::string plain_lines(int count) {
  std::string lines;
  for (int day = 1; day <= count; ++day) lines += fmt::format("2026-01-{:02} = {}\n", day, day * 1.5);
  return lines;
}

const std::string plain = "title = \"Users\"\n\n[readings]\n" + plain_lines(12);

/// A line of a table of readings as somebody may write it: mostly plain, now and then not.
std::string some_line(int day) {
  const auto form = *rc::gen::inRange(0, 400) - 381;  // one in twenty is not plain
  const std::string key = fmt::format("20{:02}-{:02}-{:02}", day / 300, day / 25 % 12 + 1, day % 25 + 1);
  const int number = *rc::gen::inRange(-2000, 2000);
  switch (form) {
    case 0: return "# a comment\n";
    case 1: return "\n";
    case 2: return fmt::format("{} = {:+}  # why\n", key, number);
    case 3: return fmt::format("{}={}\r\n", key, number);
    case 4: return fmt::format("{} = {}.{}\n", key, number, *rc::gen::inRange(0, 100000));
    case 5: return fmt::format("{} = {}e2\n", key, number);
    case 6: return fmt::format("{} = {{ value = {}, note = \"x\" }}\n", key, number);
    case 7: return fmt::format("{} = [{}, 3]\n", key, number);
    case 8: return fmt::format("'{}' = {}\n", key, number);
    case 9: return fmt::format("{} = 0{}\n", key, day);
    case 10: return fmt::format("{} = 12345678901234567890\n", key);
    case 11: return fmt::format("{} = -0.0\n", key);
    case 12: return fmt::format("{} = {} # \xC3\xA4\n", key, number);
    case 13: return fmt::format("[t{}]\n", day);
    case 14: return fmt::format("2001-01-01 = {}\n", number);
    case 15: return fmt::format("{} = 1_000\n", key);
    case 16: return fmt::format("{}.x = {}\n", key, number);
    case 17: return fmt::format("{} = \"\"\"\n[readings]\n{}\"\"\"\n", key, plain_lines(9));
    case 18:
      return fmt::format("{} = {}.5\n", key, std::string(static_cast<std::size_t>(*rc::gen::inRange(90, 160)), '6'));
    default: return fmt::format("{} = {}\n", key, number / 4.0);
  }
}

}  // namespace

TEST_CASE("series: lines of numbers in order below a heading are found, with what they hold") {
  const auto series = find_series(plain);
  REQUIRE(series.has_value());
  REQUIRE(series->nodes.size() == 13);  // the first is the root's
  CHECK(plain.substr(series->heading.begin, 10) == "[readings]");
  CHECK(series->text.end == plain.size());
  CHECK(series->line_count == 12);
  CHECK(series->nodes[1].number() == 1.5);
  CHECK(series->nodes[2].is(NodeKind::integer));
  CHECK(series->nodes[2].integer() == 3);
  CHECK(okr_test::difference_of_trees(plain) == "");
}

TEST_CASE("series: a heading that opens the file, blank lines, comments, CRLF and a table behind it are fine") {
  for (const std::string& text : {"[readings]\n" + plain_lines(9), plain + "\n# more\n\n[targets]\n2026 = 5\n",
                                  "[readings]\r\n\r\n" + plain_lines(8), plain + "2026-01-13 = +4 # \t none",
                                  plain + "2026-W33 = -0.0\n[x.y]\na = 'b'\n"}) {
    CAPTURE(text);
    CHECK(find_series(text).has_value());
    CHECK(okr_test::difference_of_trees(text) == "");
  }
}

TEST_CASE("series: what is not plain is the parser's") {
  for (const char* line : {"2026-01-12 = 4\n",
                           "2026-02-01 = 04\n",
                           "2026-02-01 = 1e3\n",
                           "2026-02-01 = 1_000\n",
                           "2026-02-01 = [1, 2]\n",
                           "'2026-02-01' = 4\n",
                           " 2026-02-01 = 4\n",
                           "2026-02-01 = 4.\n",
                           "2026-02-01 = .5\n",
                           "2026-02-01 = \n",
                           "2026-02-01\n",
                           "2026-02-01 = 4 5\n",
                           "x = 4\n",
                           "2026-02-01 = 1234567890123456789\n",
                           "2026-02-01 = 0x1F\n",
                           "2026-02-01 = nan\n",
                           "2026-02-01 = 4 # \x7F\n",
                           "2026-02-01 = 4 # \xC3\xA4\n",
                           "2026-02-01 = 4\r",
                           "2026.x = 4\n",
                           "2026-02-01 = 2026-02-01\n",
                           "2026-02-01 = { value = 4 }\n"}) {
    CAPTURE(line);
    CHECK_FALSE(find_series(plain + line).has_value());
  }
  for (const char* heading :
       {"[[readings]]\n", "[readings.a]\n", "[ readings ]\n", "['readings']\n", "[readings] # x\n"})
    CHECK_FALSE(find_series(heading + plain_lines(12)).has_value());
  CHECK_FALSE(find_series("[readings]\n" + plain_lines(7)).has_value());
}

TEST_CASE("series: where the heading is none, or the table is not its own, the tree is the parser's") {
  for (const std::string& text :
       {"note = '''\n" + plain + "'''\n", "readings.2025-01-01 = 4\n" + plain,
        plain + "[readings.2026-02-01]\nvalue = 4\n", plain + "[readings]\n", "readings = { a = 1 }\n" + plain,
        "[[a]]\nb = 1\n" + plain, "x = [\n" + plain + "]\n", plain + "[readings.2026-01-01]\nvalue = 4\n",
        "[readings.a]\nb = 1\n" + plain, "a = 1\na = 2\n" + plain, plain + "[x\n"}) {
    CAPTURE(text);
    CHECK(okr_test::difference_of_trees(text) == "");
  }
}

TEST_CASE("series: the tree of any text is the one without it") {
  CHECK(rc::check("tables of readings as people write them", [] {
    std::string text = *rc::gen::element<std::string>("", "title = 'x'\n", "note = '''\n");
    text += *rc::gen::element<std::string>("\n[readings]\n", "[a]\n\n[readings]\r\n");
    const int count = *rc::gen::inRange(0, 40);
    for (int day = 0; day < count; ++day) text += some_line(day);
    RC_TAG(find_series(text).has_value() ? "a series" : "none");
    RC_ASSERT(okr_test::difference_of_trees(text) == "");
  }));
  for (const char* part : {"valid", "invalid"})
    for (const std::string& file : okr_test::corpus_files(part)) {
      CAPTURE(file);
      const std::string text = okr_test::file_content(file);
      CHECK(okr_test::difference_of_trees("[readings]\n" + plain_lines(9) + text) == "");
      CHECK(okr_test::difference_of_trees(text + "\n" + plain + text) == "");
    }
}

}  // namespace series_test
