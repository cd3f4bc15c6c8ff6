// SPDX-License-Identifier: MIT
// The layout of charts: an axis holds its data in round steps, labels never overlap, days lie where they belong.
#include "draw/chart_scale.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <rapidcheck.h>

#include "print.hpp"

namespace chart_scale_test {

using namespace okr;
using namespace okr::draw;

namespace {

std::string labels(double low, double high, int rows) {
  std::string text;
  for (const std::string& label : axis_of({low, high}, rows).labels) text += (text.empty() ? "" : " ") + bare(label);
  return text;
}

/// Doubles of every magnitude and sign, among them the largest and the smallest.
rc::Gen<double> any_value() {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::inRange(-9999, 10000), rc::gen::inRange(-310, 305)),
      [](const std::tuple<int, int>& parts) { return std::get<0>(parts) * std::pow(10, std::get<1>(parts)); });
}

rc::Gen<Date> any_date() {
  return rc::gen::map(rc::gen::inRange(0, 3000000), [](int days) { return add_days(make_date(1000, 1, 1), days); });
}

std::string ticks(Date first, Date last, double width, bool ends = false) {
  const DateRoom room{width, 3, [](const std::string& label) { return static_cast<double>(label.size()); }, ends};
  std::string text;
  for (const DateTick& tick : date_ticks({first, last}, room)) text += (text.empty() ? "" : ", ") + tick.label;
  return text;
}

}  // namespace

TEST_CASE("an axis has round steps that suit its height") {
  CHECK(labels(0, 500, 12) == "0 100 200 300 400 500");
  CHECK(labels(12, 131, 12) == "0 50 100 150");
  CHECK(labels(57, 63, 8) == "57 58 59 60 61 62 63");
  CHECK(labels(0, 500, 3) == "0 500");
  CHECK(labels(-4, 6, 11) == "-4 -2 0 2 4 6");
  CHECK(labels(0.101, 0.107, 14) == "0.101 0.102 0.103 0.104 0.105 0.106 0.107");
}

TEST_CASE("labels are short: words for large numbers, powers of ten where digits would take more than nine columns") {
  CHECK(labels(0, 2e9, 5) == "0 1 bn 2 bn");
  CHECK(labels(-1e14, 3e14, 5) == "-100 tn 0 100 tn 200 tn 300 tn");
  CHECK(labels(0, 2e-9, 5) == "0 1e-9 2e-9");
  CHECK(labels(0, 1350000, 4) == "0 500000 1000000 1500000");
}

TEST_CASE("flat data lie in the middle of their axis") {
  CHECK(labels(57, 57, 9) == "56.0 56.5 57.0 57.5 58.0");
  CHECK(labels(0, 0, 7) == "-1 0 1");
  for (const double value : {57.0, -3.5, 0.0, 1e-320, 1e15, 1e307, -1e307}) {
    const Axis axis = axis_of({value, value}, 9);
    CHECK(axis.low <= value);
    CHECK(value <= axis.high);
    CHECK(axis.low < axis.high);
  }
}

TEST_CASE("property: an axis holds its data within its height, with different labels, at any magnitude") {
  CHECK(rc::check("axis", [] {
    const double a = *any_value(), b = *any_value();
    const int rows = *rc::gen::inRange(3, 60);
    const Extent extent{std::min(a, b), std::max(a, b)};
    const Axis axis = axis_of(extent, rows);
    RC_ASSERT(std::isfinite(axis.low) && std::isfinite(axis.high) && axis.low < axis.high);
    RC_ASSERT(axis.height() <= rows);
    RC_ASSERT(axis.labels.size() == static_cast<std::size_t>(axis.steps) + 1);
    RC_ASSERT(std::set(axis.labels.begin(), axis.labels.end()).size() == axis.labels.size());
    const double slack = (axis.high / 2 - axis.low / 2) * 1e-6;
    RC_ASSERT(axis.low - slack <= extent.low && extent.high <= axis.high + slack);
    RC_ASSERT(axis.row(extent.low) >= axis.row(extent.high));
    RC_ASSERT(axis.row(axis.high) == 0.0 && axis.row(axis.low) == axis.steps * axis.rows);
  }));
}

TEST_CASE("data that are not flat take at least a third of their axis") {
  CHECK(rc::check("share of the axis", [] {
    const double low = *rc::gen::inRange(-100000, 100000) / 16.0, span = *rc::gen::inRange(1, 100000) / 16.0;
    const Axis axis = axis_of({low, low + span}, *rc::gen::inRange(8, 40));
    RC_ASSERT(axis.share(low + span) - axis.share(low) >= 1.0 / 3);
  }));
}

TEST_CASE("the time axis names days, weeks, months or years by its span") {
  const Date july = make_date(2026, 7, 1);
  CHECK(ticks(july, make_date(2026, 7, 5), 60) == "1 Jul, 2 Jul, 3 Jul, 4 Jul, 5 Jul");
  CHECK(ticks(july, make_date(2026, 8, 12), 60) == "6 Jul, 13 Jul, 20 Jul, 27 Jul, 3 Aug, 10 Aug");
  CHECK(ticks(july, make_date(2026, 9, 30), 60) == "Jul, Aug, Sep");
  CHECK(ticks(july, make_date(2027, 3, 31), 80) == "Jul 2026, Sep, Nov, Jan 2027, Mar");
  CHECK(ticks(make_date(2006, 3, 1), july, 60) == "2010, 2015, 2020, 2025");
  CHECK(ticks(july, july, 60) == "1 Jul");
}

TEST_CASE("what stands for a month is named below its last day") {
  CHECK(ticks(make_date(2026, 1, 31), make_date(2026, 7, 31), 60, true) == "Jan, Feb, Mar, Apr, May, Jun, Jul");
  CHECK(ticks(make_date(2025, 3, 31), make_date(2026, 6, 30), 80, true) ==
        "Apr 2025, Jun, Aug, Oct, Dec, Feb 2026, Apr, Jun");
}

TEST_CASE("a year is marked where it begins, also of values that stand for months") {
  CHECK(ticks(make_date(2019, 1, 31), make_date(2026, 7, 31), 60, true) == "2020, 2021, 2022, 2023, 2024, 2025, 2026");
  const Period days{make_date(2019, 1, 31), make_date(2026, 7, 31)};
  const DateRoom room{60, 3, [](const std::string& label) { return static_cast<double>(label.size()); }, true};
  for (const DateTick& tick : date_ticks(days, room)) CHECK(tick.label == to_string(tick.date).substr(0, 4));
}

TEST_CASE("what stands for years, or for a cycle, is named itself: the last one, and those before it that have room") {
  Chart chart;
  chart.marks = TimeMarks::names;
  for (int year = 2015; year < 2027; ++year)
    chart.points.push_back({.date = make_date(year, 9, 30), .value = 1.0, .name = std::to_string(year)});
  const auto names = [&](double width) {
    const DateRoom room{width, 3, [](const std::string& label) { return static_cast<double>(label.size()); }};
    std::string text;
    for (const DateTick& tick : date_ticks(chart, *days_of(chart), room)) text += tick.label + " ";
    return text;
  };
  CHECK(names(200) == "2016 2018 2020 2022 2024 2026 ");
  CHECK(names(30) == "2018 2022 2026 ");
  CHECK(names(4) == "2026 ");
  CHECK(names(3).empty());
}

TEST_CASE("property: labels of days never overlap and never leave their room") {
  CHECK(rc::check("labels of days", [] {
    const Date first = *any_date();
    const int length =
        *rc::gen::oneOf(rc::gen::inRange(0, 100), rc::gen::inRange(0, 4000), rc::gen::inRange(0, 400000));
    const Period days{first, add_days(first, length)};
    const double width = *rc::gen::inRange(1, 300), gap = 3;
    const auto width_of = [](const std::string& label) { return static_cast<double>(label.size()); };
    double end = -gap;
    Date before = add_days(first, -1);
    for (const DateTick& tick : date_ticks(days, {width, gap, width_of, *rc::gen::arbitrary<bool>()})) {
      RC_ASSERT(tick.start >= end + gap);
      end = tick.start + width_of(tick.label);
      RC_ASSERT(end <= width);
      RC_ASSERT(tick.at >= 0 && tick.at <= width);
      RC_ASSERT(before < tick.date);
      before = tick.date;
    }
  }));
}

TEST_CASE("property: names are moved apart as little as their order allows") {
  CHECK(rc::check("spread", [] {
    const int room = *rc::gen::inRange(1, 40), count = *rc::gen::inRange(0, room + 1);
    auto wanted = *rc::gen::container<std::vector<double>>(
        static_cast<std::size_t>(count), rc::gen::map(rc::gen::inRange(0, 10 * room), [](int i) { return i / 10.0; }));
    std::ranges::sort(wanted);
    const auto places = spread(wanted, 1, room);
    RC_ASSERT(places.size() == wanted.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
      RC_ASSERT(places[i] >= -1e-9 && places[i] <= room - 1 + 1e-9);
      if (i > 0) RC_ASSERT(std::floor(places[i] + 0.5) > std::floor(places[i - 1] + 0.5));
    }
  }));
  CHECK(spread({3, 3}, 1, 10) == std::vector<double>{2.5, 3.5});
  CHECK(spread({1, 5, 9}, 1, 10) == std::vector<double>{1, 5, 9});
  CHECK(spread({0, 0, 0}, 1, 10) == std::vector<double>{0, 1, 2});
}

TEST_CASE("a chart shows all of its days and values, those of lines and band too") {
  Chart chart;
  CHECK_FALSE(extent_of(chart));
  CHECK_FALSE(days_of(chart));
  const Date a = make_date(2026, 7, 1), b = make_date(2026, 7, 8), c = make_date(2026, 8, 1);
  chart.points = {{b, 3.0}, {c, std::nullopt}, {b, INFINITY}};
  chart.lines = {{ChartRole::target, "", {{a, 9}}}};
  CHECK(extent_of(chart)->low == 3);
  CHECK(extent_of(chart)->high == 9);
  CHECK(days_of(chart)->first == b);  // a level has no day
  CHECK(days_of(chart)->last == c);
  chart.band = ChartBand{"", "", {{a, -2, 20}}};
  CHECK(extent_of(chart)->low == -2);
  CHECK(days_of(chart)->first == a);
}

}  // namespace chart_scale_test
