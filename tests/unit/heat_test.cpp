// SPDX-License-Identifier: MIT
// Heat maps: where a day or week lies, how dark it is, what the shades mean.
#include "draw/chart_scale.hpp"

#include <algorithm>

#include <rapidcheck.h>

#include "draw/svg.hpp"
#include "draw/terminal.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"
#include "well_formed.hpp"

namespace heat_test {

using namespace okr;
using namespace okr::draw;

namespace {

std::string drawn(const HeatMap& map, TerminalOptions options = {.width = 60}) {
  Document page;
  page.add(map);
  return terminal_text(page, options);
}

/// A cell a day from a day on.
HeatMap daily(Date first, const std::vector<std::optional<double>>& values) {
  HeatMap map;
  for (const auto& value : values) {
    map.cells.push_back({first, value});
    first = add_days(first, 1);
  }
  return map;
}

HeatMap weekly(Date first, int weeks) {
  HeatMap map;
  map.by = HeatUnit::week;
  for (int i = 0; i < weeks; ++i) map.cells.push_back({add_days(first, 7 * i), i});
  return map;
}

std::string legend(const HeatMap& map) { return join(level_names(map), "|"); }

}  // namespace

TEST_CASE("days: weeks as columns, weekdays as rows, months above") {
  HeatMap map = daily(make_date(2026, 7, 29), {0, 1, 0, 2, 0, 4, 0, 0});
  map.counts = true;
  map.unit = "check-ins";
  CHECK(drawn(map) ==
        "    Aug\n"
        "Mon   ██\n"
        "Tue   ·\n"
        "Wed · ·\n"
        "Thu ░░\n"
        "Fri ·\n"
        "Sat ▒▒\n"
        "Sun ·\n"
        "    · none   ░ 1   ▒ 2   ▓ 3   █ 4   check-ins\n");
}

TEST_CASE("weeks: a row a year by ISO 8601, where week 53 belongs to the old year") {
  const HeatMap map = weekly(make_date(2020, 12, 27), 3);
  const HeatGrid grid = heat_grid(map);  // Sundays of 2020-W52, 2020-W53, 2021-W01
  CHECK(grid.row_names == std::vector<std::string>{"2020", "2021"});
  CHECK(grid.rows[0][51].cell->value == 0);
  CHECK(grid.rows[0][52].cell->value == 1);
  CHECK(grid.rows[1][0].cell->value == 2);
  CHECK(grid.rows[1][1].cell == nullptr);
}

TEST_CASE("the shades of values are quarters of their range, of counts shares of the most; nothing is the lightest") {
  const Date day = make_date(2026, 7, 6);
  CHECK(legend(daily(day, {4, 6, 12})) == "|from 4|from 6|from 8|from 10 to 12");
  CHECK(legend(daily(day, {5, 5, std::nullopt})) == "none||5||");
  HeatMap counts = daily(day, {0, 1, 2, 3, 8});
  counts.counts = true;
  CHECK(legend(counts) == "none|1 to 2|3 to 4|5 to 6|7 to 8");
  counts = daily(day, {0, 1, 2});
  counts.counts = true;
  CHECK(legend(counts) == "none||1||2");
}

TEST_CASE("property: every cell has the shade whose name holds its count") {
  CHECK(rc::check("counts", [] {
    HeatMap map = daily(make_date(2026, 7, 6), {});
    map.counts = true;
    for (const int count : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 40)))
      map.cells.push_back({add_days(make_date(2026, 7, 6), static_cast<int>(map.cells.size())), count});
    const auto names = level_names(map);
    for (const auto& row : heat_grid(map).rows)
      for (const HeatSquare& square : row) {
        if (!square.cell) continue;
        const std::string& name = names[static_cast<std::size_t>(square.level)];
        const auto parts = split(name, ' ');
        const double value = *square.cell->value;
        if (value == 0)
          RC_ASSERT(name == "none");
        else
          RC_ASSERT(std::stod(std::string(parts.front())) <= value && value <= std::stod(std::string(parts.back())));
      }
  }));
}

TEST_CASE("property: no map leaves its width, every cell is in the SVG, which is well-formed") {
  CHECK(rc::check("maps", [] {
    const Date first = add_days(make_date(2020, 1, 1), *rc::gen::inRange(0, 2000));
    const int length = *rc::gen::inRange(1, 800);
    HeatMap map;
    map.by = *rc::gen::arbitrary<bool>() ? HeatUnit::day : HeatUnit::week;
    map.counts = *rc::gen::arbitrary<bool>();
    for (int i = 0; i < length; ++i)
      map.cells.push_back(
          {add_days(first, map.by == HeatUnit::day ? i : 7 * i), i % 5 == 4 ? std::optional<double>() : i % 7});
    const TerminalOptions options{.width = static_cast<std::size_t>(*rc::gen::inRange(20, 140)),
                                  .ascii = *rc::gen::arbitrary<bool>()};
    const std::string text = drawn(map, options);
    for (const std::string_view line : split(text, '\n')) RC_ASSERT(display_width(line) <= options.width);
    std::size_t squares = 0;
    for (const auto& row : heat_grid(map).rows)
      squares +=
          static_cast<std::size_t>(std::ranges::count_if(row, [](const HeatSquare& square) { return square.cell; }));
    RC_ASSERT(squares == map.cells.size());
    RC_ASSERT(test::fault_in_xml(svg_of(map)) == "");
  }));
}

TEST_CASE("the words: how many days, the most and the least") {
  HeatMap map = daily(make_date(2026, 7, 6), {0, 2, 1});
  map.counts = true;
  map.unit = "check-ins";
  CHECK(described(map) == "3 check-ins on 2 of 3 days, the most 2 on 7 Jul");
  CHECK(described(daily(make_date(2026, 7, 6), {4, std::nullopt, 7})) ==
        "2 of 3 days with a value; lowest 4 on 6 Jul, highest 7 on 8 Jul");
  CHECK(described(HeatMap()) == "no value yet");
}

}  // namespace heat_test
