// SPDX-License-Identifier: MIT
// Charts on both canvases and in words: everything lies within its edges, nothing that is measured is lost.
#include "draw/chart.hpp"

#include <algorithm>
#include <cmath>

#include <rapidcheck.h>

#include "draw/chart_text.hpp"
#include "draw/html.hpp"
#include "draw/markdown.hpp"
#include "draw/svg.hpp"
#include "draw/terminal.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"
#include "well_formed.hpp"

namespace chart_test {

using namespace okr;
using namespace okr::draw;
using okr::test::fault_in_xml;

namespace {

std::string drawn(Block block, TerminalOptions options = {.width = 60}) {
  Document page;
  page.blocks.push_back(std::move(block));
  return terminal_text(page, options);
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

constexpr Date monday = make_date(2026, 7, 6);

Chart weekly(const std::vector<std::optional<double>>& values) {
  Chart chart;
  chart.title = "a";
  Date date = monday;
  for (const auto& value : values) {
    chart.points.push_back({date, value});
    date = add_days(date, 7);
  }
  return chart;
}

/// Anything that files may hold: gaps, flat lines, huge and tiny numbers, one point, none.
rc::Gen<std::optional<double>> any_value() {
  return rc::gen::map(rc::gen::tuple(rc::gen::inRange(-99, 100), rc::gen::inRange(-310, 308), rc::gen::inRange(0, 5)),
                      [](const std::tuple<int, int, int>& parts) {
                        const double value =
                            std::get<0>(parts) * std::pow(10, std::get<2>(parts) == 1 ? std::get<1>(parts) : 1);
                        return std::get<2>(parts) == 0 ? std::optional<double>() : std::optional(value);
                      });
}

Chart any_chart() {
  Chart chart = weekly(*rc::gen::container<std::vector<std::optional<double>>>(any_value()));
  chart.height = *rc::gen::inRange(1, 30);
  for (ChartPoint& point : chart.points) {
    point.flagged = *rc::gen::arbitrary<bool>();
    point.welcome = point.flagged && *rc::gen::arbitrary<bool>();
    point.open = *rc::gen::arbitrary<bool>();
  }
  const auto levels = *rc::gen::container<std::vector<std::optional<double>>>(any_value());
  for (std::size_t i = 0; i < std::min<std::size_t>(levels.size(), 9); ++i)
    if (levels[i])
      chart.lines.push_back({static_cast<ChartRole>(i % 7), "line " + std::to_string(i), {{monday, *levels[i]}}});
  if (*rc::gen::arbitrary<bool>())
    chart.lines.push_back({ChartRole::pace, "pace", {{monday, 0}, {add_days(monday, 90), 50}}});
  if (*rc::gen::arbitrary<bool>())
    chart.band = ChartBand{"80 %", "0 to 40", {{monday, 1, 2}, {add_days(monday, 30), 0, 40}}};
  chart.flags = "signal";
  chart.welcomes = "improvement";
  chart.opens = "so far";
  return chart;
}

}  // namespace

TEST_CASE("braille has two by four dots a cell, and a higher layer takes the whole cell") {
  Canvas canvas(2, 1, false);
  canvas.dot({0, 0}, Layer::level);
  canvas.dot({1, 3}, Layer::level);
  canvas.dot({2, 1}, Layer::level);
  CHECK(canvas.lines()[0].letters() == "⢁⠂");
  canvas.dot({3, 3}, Layer::series);
  canvas.dot({2, 0}, Layer::pace);
  CHECK(canvas.lines()[0].letters() == "⢁⢀");
  canvas.dot({4, 0}, Layer::series);
  canvas.dot({-1, 0}, Layer::series);
  canvas.dot({0, 4}, Layer::series);
  CHECK(canvas.lines()[0].letters() == "⢁⢀");
}

TEST_CASE("a line is drawn between its ends, whichever comes first") {
  Canvas one(4, 4, true), other(4, 4, true);
  one.line({0, 3}, {3, 0}, Layer::series, {});
  other.line({3, 0}, {0, 3}, Layer::series, {});
  CHECK(one.lines()[0].letters() == "   *");
  CHECK(one.lines()[3].letters() == "*   ");
  for (std::size_t i = 0; i < 4; ++i) CHECK(one.lines()[i].letters() == other.lines()[i].letters());
}

TEST_CASE("a chart in ASCII: axis, steps, days, the names of its lines") {
  Chart chart = weekly({12, 31, 48, 70, 96});
  chart.height = 6;
  chart.lines = {{ChartRole::target, "target 100", {{monday, 100}}}};
  CHECK(drawn(chart, {.width = 50, .ascii = true}) ==
        "100 |--- --- --- --- --- --- --- -***** target 100\n"
        "    |                     ********\n"
        " 50 |             ********\n"
        "    |    *********\n"
        "  0 |****\n"
        "    ++----------------+---------------+\n"
        "     6 Jul         20 Jul        3 Aug\n");
}

TEST_CASE("a missing value interrupts the line; a value between two gaps is seen") {
  const std::string text = drawn(weekly({1, std::nullopt, 9, std::nullopt, 1}), {.width = 40, .ascii = true});
  CHECK(count_of(text, "*") == 3);
  CHECK(count_of(drawn(weekly({1, std::nullopt, 9, std::nullopt, 1})), "•") == 3);
  CHECK(count_of(svg_of(weekly({1, std::nullopt, 9, std::nullopt, 1})), "h0") == 3);
}

TEST_CASE("flagged and open points have signs that are seen without colour, and a legend") {
  Chart chart = weekly({3, 9, 4});
  chart.points[1].flagged = true;
  chart.points[2].open = true;
  chart.flags = "signal";
  chart.opens = "so far";
  CHECK(count_of(drawn(chart), "●") == 2);
  CHECK(count_of(drawn(chart), "○") == 2);
  const std::string ascii = drawn(chart, {.width = 60, .ascii = true});
  CHECK(ascii.find("# signal") != std::string::npos);
  CHECK(ascii.find("o so far") != std::string::npos);
  CHECK(count_of(svg_of(chart), "class=\"flag\"") == 2);
}

TEST_CASE("what is flagged because it got better has a sign of its own") {
  Chart chart = weekly({3, 9, 4});
  chart.points[0].flagged = true;
  chart.points[1].flagged = chart.points[1].welcome = true;
  chart.flags = "signal";
  chart.welcomes = "improvement";
  CHECK(count_of(drawn(chart), "●") == 2);
  CHECK(count_of(drawn(chart), "◆ improvement") == 1);
  CHECK(drawn(chart, {.width = 60, .ascii = true}).find("+ improvement") != std::string::npos);
  CHECK(count_of(svg_of(chart), "class=\"flag\"") == 2);
  CHECK(count_of(svg_of(chart), "class=\"flag good\"") == 2);
  chart.points[0].welcome = true;
  CHECK(drawn(chart).find("signal") == std::string::npos);
}

TEST_CASE("without room for names at the right they stand below; without room for a plot there are words") {
  Chart chart = weekly({3, 9, 4});
  chart.lines = {{ChartRole::target, "target 100", {{monday, 100}}}};
  const std::string narrow = drawn(chart, {.width = 30});
  CHECK(narrow.find("╌ target 100\n") != std::string::npos);
  chart.points[0].value = 123456789;
  CHECK(drawn(chart, {.width = 20}).starts_with("from 123456789 on 6\nJul to 4 on 20 Jul;"));
}

TEST_CASE("a flagged gap has its sign on the axis of time, where no value stands, and its words") {
  Chart chart = weekly({6.1, 7.5, std::nullopt});
  chart.points[2].flagged = true;
  chart.flags = "missed";
  CHECK(count_of(drawn(chart), "×") == 2);  // one of them in the legend
  CHECK(count_of(drawn(chart), "●") == 0);
  CHECK(drawn(chart).find("× missed, no value") != std::string::npos);
  CHECK(count_of(svg_of(chart), "class=\"gap\"") == 2);
  CHECK(count_of(svg_of(chart), "class=\"flag\"") == 0);
  CHECK(described(chart).ends_with("; flagged: no value on 20 Jul"));
  chart.points[1].flagged = true;
  CHECK(count_of(drawn(chart), "●") == 2);
  CHECK(count_of(drawn(chart), "×") == 2);
}

TEST_CASE("what may still change is neither the end of a course nor its lowest point") {
  Chart chart = weekly({50, 60, 8});
  chart.points[2].open = true;
  chart.opens = "so far";
  CHECK(described(chart) ==
        "from 50 on 6 Jul to 60 on 13 Jul; lowest 50 on 6 Jul, highest 60 on 13 Jul; so far: 8 on 20 Jul");
}

TEST_CASE("the words: course, extremes, lines, what is flagged, gaps") {
  Chart chart = weekly({61, 60, std::nullopt, 63, 57});
  chart.points[3].flagged = true;
  chart.points[3].remark = "concern";
  chart.lines = {{ChartRole::target, "target 58", {{monday, 58}}},
                 {ChartRole::pace, "pace", {{monday, 0}, {make_date(2026, 8, 3), 60}}}};
  chart.band = ChartBand{"80 % interval", "50 to 64.5", {{monday, 1, 2}, {make_date(2026, 8, 3), 50, 64.5}}};
  CHECK(bare(described(chart)) ==
        "from 61 on 6 Jul to 57 on 3 Aug; lowest 57 on 3 Aug, highest 63 on 27 Jul; target 58; pace from 0 on 6 Jul to "
        "60 on 3 Aug; "
        "80 % interval 50 to 64.5 on 3 Aug; flagged: 63 on 27 Jul (concern); 1 without a value");
  CHECK(described(weekly({5})) == "5 on 6 Jul");
  CHECK(described(weekly({5, 5})) == "from 5 on 6 Jul to 5 on 13 Jul, level");
  CHECK(described(Chart()) == "no value yet");
}

TEST_CASE("plain says the words; Markdown fences the drawing; HTML has the picture with title and description") {
  const Chart chart = weekly({3, 9, 4});
  CHECK(drawn(chart, {.width = 60, .plain = true}) == "chart: " + described(chart) + "\n");
  Document page;
  page.add(chart);
  CHECK(markdown_text(page).starts_with("```text\n"));
  const std::string html = html_page(page, {});
  CHECK(html.find("<svg class=\"chart\" role=\"img\"") != std::string::npos);
  CHECK(html.find("<title>a</title><desc>" + described(chart) + "</desc>") != std::string::npos);
}

TEST_CASE("property: no drawing leaves its width, its height or ASCII, whatever the values") {
  CHECK(rc::check("terminal", [] {
    const Chart chart = any_chart();
    const TerminalOptions options{.width = static_cast<std::size_t>(*rc::gen::inRange(20, 140)),
                                  .ascii = *rc::gen::arbitrary<bool>()};
    const std::string text = drawn(chart, options);
    RC_LOG() << text;
    for (const std::string_view line : split(text, '\n')) RC_ASSERT(display_width(line) <= options.width);
    if (options.ascii) RC_ASSERT(std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
    RC_ASSERT(text == drawn(chart, options));
  }));
}

TEST_CASE("property: every value is drawn") {
  CHECK(rc::check("points", [] {
    Chart chart = any_chart();
    chart.lines.clear();
    chart.band.reset();
    const auto is_there = [](const ChartPoint& point) { return point.value && std::isfinite(*point.value); };
    for (ChartPoint& point : chart.points) {
      point.flagged = is_there(point);
      point.welcome = false;
    }
    const auto count = static_cast<std::size_t>(std::ranges::count_if(chart.points, is_there));
    // Flagged points have a circle each, with its place within the picture.
    RC_ASSERT(count_of(svg_of(chart), "class=\"flag\"") == count + (count > 0 ? 1 : 0));
    if (count > 0 && count < 8) RC_ASSERT(count_of(drawn(chart, {.width = 120}), "●") == count + 1);
  }));
}

TEST_CASE("property: the SVG is well-formed XML, stays within its picture and is the same each time") {
  CHECK(rc::check("svg", [] {
    Chart chart = any_chart();
    chart.title = *rc::gen::arbitrary<std::string>();
    for (ChartLine& line : chart.lines) line.name = *rc::gen::string<std::string>();
    const std::string svg = svg_file({chart, HeatMap{}});
    RC_ASSERT(fault_in_xml(svg) == "");
    RC_ASSERT(svg == svg_file({chart, HeatMap{}}));
    const SvgPart part = chart_part(chart, svg_file_width);
    for (const char* name : {" cx=\"", " cy=\""}) {
      const double room = name[2] == 'x' ? part.width : part.height;
      for (std::size_t at = part.body.find(name); at != std::string::npos; at = part.body.find(name, at + 1)) {
        const double value = std::stod(part.body.substr(at + 5));
        RC_ASSERT(value >= 0 && value <= room);
      }
    }
  }));
}

TEST_CASE("beside a picture no number is cut off the name of a line") {
  Chart chart = weekly({64000, 65000, 64200});
  for (const char* name : {"upper limit 1 234 567.89", "lower limit 64 290", "target 80000"})
    chart.lines.push_back({ChartRole::limit, name, {{monday, 64290}}});
  const std::string svg = chart_part(chart, 480).body;
  CHECK(svg.find("\u2026") == std::string::npos);
  for (const ChartLine& line : chart.lines) CHECK_MESSAGE(count_of(svg, ">" + line.name + "<") == 1, line.name);
}

TEST_CASE("an SVG file stands alone: its own colours, light and dark, no address but the name of its language") {
  Chart chart = weekly({3, 9, 4});
  chart.title = "ship.users  <b>\"users\"</b> & more";
  const std::string svg = svg_file({chart, chart});
  CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""));
  CHECK(svg.ends_with("</svg>\n"));
  CHECK(count_of(svg, "http") == 1);
  CHECK(svg.find("prefers-color-scheme: dark") != std::string::npos);
  CHECK(svg.find("<b>") == std::string::npos);
  CHECK(count_of(svg, "&lt;b&gt;&quot;users&quot;&lt;/b&gt; &amp; more") ==
        6);  // in the title, in the words, on the page; each twice
  CHECK(fault_in_xml(svg) == "");
  CHECK(fault_in_xml(svg_file({})) == "");
}

}  // namespace chart_test
