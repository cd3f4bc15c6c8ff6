// SPDX-License-Identifier: MIT
#include "draw/chart_scale.hpp"

#include <algorithm>
#include <cmath>

namespace okr::draw {
namespace {

class Collector {
 public:
  void add(double value) {
    if (!std::isfinite(value)) return;
    extent_ = extent_ ? Extent{std::min(extent_->low, value), std::max(extent_->high, value)} : Extent{value, value};
  }
  const std::optional<Extent>& extent() const { return extent_; }

 private:
  std::optional<Extent> extent_;
};

}  // namespace

std::optional<Extent> extent_of(const Chart& chart) {
  Collector collector;
  for (const ChartPoint& point : chart.points)
    if (point.value) collector.add(*point.value);
  for (const ChartLine& line : chart.lines)
    for (const ChartSpot& spot : line.spots) collector.add(spot.value);
  if (chart.band)
    for (const ChartInterval& interval : chart.band->intervals) {
      collector.add(interval.low);
      collector.add(interval.high);
    }
  return collector.extent();
}

std::optional<Period> days_of(const Chart& chart) {
  std::optional<Period> days = chart.days;
  const auto add = [&](Date date) {
    days = days ? Period{std::min(days->first, date), std::max(days->last, date)} : Period{date, date};
  };
  for (const ChartPoint& point : chart.points) add(point.date);
  for (const ChartLine& line : chart.lines)
    if (line.spots.size() > 1)
      for (const ChartSpot& spot : line.spots) add(spot.date);
  if (chart.band)
    for (const ChartInterval& interval : chart.band->intervals) add(interval.date);
  return days;
}

std::vector<double> spread(std::vector<double> wanted, double size, double room) {
  // Without their sizes the labels need only keep their order: neighbours that would cross share the mean of what they
  // want (isotonic regression).
  struct Pool {
    double total;
    std::size_t count;
    double mean() const { return total / static_cast<double>(count); }
  };
  std::vector<Pool> pools;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    pools.push_back({wanted[i] - size * static_cast<double>(i), 1});
    while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
      pools[pools.size() - 2].total += pools.back().total;
      pools[pools.size() - 2].count += pools.back().count;
      pools.pop_back();
    }
  }
  const double most = std::max(0.0, room - size * static_cast<double>(wanted.size()));
  std::vector<double> result;
  for (const Pool& pool : pools)
    for (std::size_t i = 0; i < pool.count; ++i)
      result.push_back(std::clamp(pool.mean(), 0.0, most) + size * static_cast<double>(result.size()));
  return result;
}

std::optional<double> value_on(const ChartLine& line, Date date) {
  if (line.spots.empty()) return std::nullopt;
  if (line.spots.size() == 1) return line.spots.front().value;
  if (date < line.spots.front().date || line.spots.back().date < date) return std::nullopt;
  for (std::size_t i = 1; i < line.spots.size(); ++i) {
    const ChartSpot &a = line.spots[i - 1], &b = line.spots[i];
    if (b.date < date) continue;
    const int days = days_between(a.date, b.date);
    return days <= 0 ? b.value : a.value + (b.value - a.value) * days_between(a.date, date) / days;
  }
  return line.spots.back().value;
}

}  // namespace okr::draw
