// SPDX-License-Identifier: MIT
// Bars, sparklines, dots and pieces of text, drawn as commands.md draws them and with words for who cannot see them.
#include "draw/document.hpp"

#include <limits>

#include "draw/line.hpp"
#include "print.hpp"

namespace document_test {

using namespace okr::draw;

TEST_CASE("a bar fills floor(cells * share + 1e-9) cells and never more than it has (method.md 6.2)") {
  CHECK(filled_cells(0.3275, 20) == 6);
  CHECK(filled_cells(0.7, 10) == 7);
  CHECK(filled_cells(0.1 * 3, 10) == 3);
  CHECK(filled_cells(0.9999, 10) == 9);
  CHECK(filled_cells(1, 10) == 10);
  CHECK(filled_cells(2.5, 10) == 10);
  CHECK(filled_cells(-0.25, 10) == 0);
  CHECK(filled_cells(std::numeric_limits<double>::quiet_NaN(), 10) == 0);
  CHECK(filled_cells(std::numeric_limits<double>::infinity(), 10) == 10);
}

TEST_CASE("the bars of commands.md: the marker covers its cell, or stands between two") {
  CHECK(bar_text(Bar{.share = 0.3275, .marker = 48.0 / 92}, false) == "██████····│·········");
  CHECK(bar_text(Bar{.share = 29.0 / 30, .marker = 11.0 / 30}, false) == "███████│███████████·");
  CHECK(bar_text(Bar{.share = 0.5, .marker = 0.5}, true) == "##########|.........");
  CHECK(bar_text(Bar{.share = 0.68, .marker = 0.7, .cells = 10, .place = MarkerPlace::between}, false) ==
        "██████·│···");
  CHECK(bar_text(Bar{.share = 0.84, .marker = 0.7, .cells = 10, .place = MarkerPlace::between}, false) ==
        "███████│█··");
  CHECK(bar_text(Bar{.share = 0.2, .cells = 5}, false) == "█····");
}

TEST_CASE("a marker at either end stays on the bar") {
  CHECK(bar_text(Bar{.share = 1, .marker = 1, .cells = 4}, true) == "###|");
  CHECK(bar_text(Bar{.share = 0, .marker = -3, .cells = 4}, true) == "|...");
  CHECK(bar_text(Bar{.share = 0, .marker = 1, .cells = 4, .place = MarkerPlace::between}, true) == "....|");
  CHECK(bar_text(Bar{.share = 1, .marker = 1, .cells = 0}, true).empty());
}

TEST_CASE("sparklines reproduce the ones of commands.md") {
  CHECK(sparkline_text({{7.3, 7, 7.2, 6.9, 7.1, 7, 6.1}}, false) == "█▆▇▆▇▆▁");
  CHECK(sparkline_text({{9.5, 11, 12.5, 4, 8.5, 7, 9}}, false) == "▆▇█▁▅▃▅");
  CHECK(sparkline_text({{61, 60, 59, 63, 58, 57, 57}}, false) == "▆▅▃█▂▁▁");
  CHECK(sparkline_text({{18, 24, 21, 25, 20, 22, 19}}, true) == "_#=@-+.");
}

TEST_CASE("gaps of a sparkline are spaces, equal values a level line, and huge ranges stay finite") {
  const double huge = std::numeric_limits<double>::max();
  CHECK(sparkline_text({{1, std::nullopt, 2}}, false) == "▁ █");
  CHECK(sparkline_text({{std::numeric_limits<double>::quiet_NaN(), 2, 3}}, true) == " _@");
  CHECK(sparkline_text({{5, 5, 5}}, false) == "▄▄▄");
  CHECK(sparkline_text({{-huge, 0, huge}}, true) == "_+@");
  CHECK(sparkline_text({{std::nullopt}}, true) == " ");
}

TEST_CASE("dots show what was met, missed and is open") {
  CHECK(dots_text({{Dot::missed, Dot::met, Dot::open}}, false) == "○●·");
  CHECK(dots_text({{Dot::missed, Dot::met, Dot::open}}, true) == "o*.");
}

TEST_CASE("dots without room for all are the latest that were judged") {
  const Dots dots{{Dot::missed, Dot::met, Dot::met, Dot::missed, Dot::met, Dot::open, Dot::open}};
  CHECK(dots_text(dots, false, 7) == "○●●○●··");
  CHECK(dots_text(dots, false, 6) == "…●●○●·");
  CHECK(dots_text(dots, false, 4) == "…●○●");
  CHECK(dots_text(dots, true, 3).ends_with("o*"));
  CHECK(dots_text(dots, false, 1) == "…");
  CHECK(dots_text({{Dot::open, Dot::open, Dot::open}}, false, 2) == "…·");
}

TEST_CASE("every drawing has words; 100 % is said only when reached") {
  CHECK(described(Bar{.share = 0.3275, .marker = 0.5217}) == "33 %, mark at 52 %");
  CHECK(described(Bar{.share = 0.9999}) == "99 %");
  CHECK(described(Bar{.share = 1}) == "100 %");
  CHECK(described(Dots{{Dot::met, Dot::missed, Dot::open}}) == "1 of 2 met, 1 open");
  CHECK(bare(described(Sparkline{{19.5, std::nullopt, 24}})) == "19.5 - 24");
  CHECK(described(Cell("as typed")) == "as typed");
}

TEST_CASE("texts are put together from pieces of different meaning") {
  const Text text = Text("ahead", Style::good) + Text(", 1 ") + Text("behind", Style::warn);
  CHECK(text.letters() == "ahead, 1 behind");
  CHECK(text.spans.size() == 3);
  CHECK(Text("").empty());
  CHECK(Cell().empty());
  CHECK_FALSE(Cell(Bar{}).empty());
}

TEST_CASE("columns that may be left out and hold nothing are left out; others stay, empty or not") {
  Table table;
  table.columns = {{.name = "a"}, {.name = "b", .drop = 1}, {.name = "c"}, {.name = "d", .drop = 2}};
  table.note_column = 2;
  table.add_record("one", {Cell("1"), Cell(), Cell(), Cell("4")});
  table.add_note(Text("said below"));
  table.add_record("two", {Cell("1")});
  const auto used = without_unused_columns(table);
  REQUIRE(used.columns.size() == 3);
  CHECK(used.columns[1].name == "c");
  CHECK(used.columns[2].name == "d");
  CHECK(described(used.rows[0].cells[2]) == "4");
  CHECK(described(used.rows[1].cells[0]) == "said below");
  CHECK(used.note_column == 1);
  CHECK(without_unused_columns(used).columns.size() == 3);
}

}  // namespace document_test
