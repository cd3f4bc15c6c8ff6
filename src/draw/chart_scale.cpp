// SPDX-License-Identifier: MIT
// What a chart spans, its round steps, the days that are named below it.
#include "draw/chart_scale.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <limits>

#include "okr/base/number.hpp"

namespace okr::draw {
namespace {

// The axis of the values: round steps, short labels.

constexpr double too_large = 1e300;       // beyond, sums of steps may overflow
constexpr double too_close = 1e-12;       // of the magnitude: steps between such values cannot be told apart
constexpr std::size_t longest_label = 9;  // digits in full up to here; beyond words for large numbers, or powers of ten

double magnitude(const Extent& extent) { return std::max(std::abs(extent.low), std::abs(extent.high)); }

bool is_flat(const Extent& extent) {
  const double span = extent.high - extent.low;
  return !(span > std::numeric_limits<double>::min() * 1e6) || span <= magnitude(extent) * too_close;
}

/// Flat data in the middle: a tenth of their power of ten on each side ("57" becomes 56 to 58), one for zero.
Extent with_room(const Extent& extent) {
  const double size = magnitude(extent);
  const double pad = size < 1e-290 ? 1 : std::pow(10, std::floor(std::log10(size)) - 1);
  return {extent.low - pad, extent.high + pad};
}

/// The same where the magnitude leaves no room beyond.
Extent towards_zero(const Extent& extent) {
  return extent.high > 0 ? Extent{extent.low * 0.9, extent.high} : Extent{extent.low, extent.high * 0.9};
}

/// A step as a whole number of a power of ten: 2.5 is {25, -1}. Kept apart so that ticks are exact.
struct Step {
  int count = 1;
  int power = 0;

  double value(double times) const {
    const double whole = times * count;
    return power < 0 ? whole / std::pow(10, -power) : whole * std::pow(10, power);
  }
};

std::string in_powers(double value, double step) {
  if (value == 0) return "0";
  const int power = static_cast<int>(std::floor(std::log10(std::abs(value)) + 1e-12));
  const int digits = std::clamp(power - static_cast<int>(std::floor(std::log10(step))) + 1, 1, 12);
  std::string text = fmt::format("{:.{}e}", value, digits);
  const std::size_t e = text.find('e');
  std::string mantissa = text.substr(0, e), exponent = text.substr(e + 1);
  if (mantissa.find('.') != std::string::npos) {
    mantissa.erase(mantissa.find_last_not_of('0') + 1);
    if (mantissa.back() == '.') mantissa.pop_back();
  }
  const bool negative = exponent.front() == '-';
  exponent.erase(0, exponent.find_first_of("123456789") == std::string::npos ? exponent.size() - 1
                                                                             : exponent.find_first_of("123456789"));
  return mantissa + "e" + (negative ? "-" : "") + exponent;
}

/// A word for large numbers, as people say them.
struct Scale {
  double size = 1;
  std::string_view word = "";
};
constexpr Scale scales[] = {{1, ""}, {1e12, " tn"}, {1e9, " bn"}, {1e6, " mn"}};
constexpr double past_words = 1e16;

/// In digits; empty where they would take too many.
std::vector<std::string> in_digits(const std::vector<double>& ticks, double step, const Scale& scale) {
  const double shown = step / scale.size;
  const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(shown) - 1e-9)), 0, 17);
  const bool tenths = std::abs(shown * std::pow(10, decimals) - std::round(shown * std::pow(10, decimals))) > 1e-6;
  if (decimals + (tenths ? 1 : 0) > 7) return {};
  std::vector<std::string> labels;
  for (const double tick : ticks) {
    const std::string digits = okr::fixed(tick / scale.size, decimals + (tenths ? 1 : 0));
    if (digits.size() + scale.word.size() > longest_label) return {};
    const bool is_zero = std::abs(tick) < step / 2;
    labels.push_back(is_zero && scale.size > 1 ? "0" : marked(digits).append(scale.word));
  }
  return labels;
}

std::vector<std::string> labels_of(const std::vector<double>& ticks, double step) {
  const double largest = magnitude({ticks.front(), ticks.back()});
  for (const Scale& scale : scales) {
    if (scale.size > 1 && (largest < scale.size || past_words <= largest)) continue;
    if (auto labels = in_digits(ticks, step, scale); !labels.empty()) return labels;
  }
  std::vector<std::string> labels;
  for (const double tick : ticks) labels.push_back(in_powers(tick, step));
  return labels;
}

/// How pleasant labels are that far apart; what fills the height best is then multiplied with it.
double taste(int steps, int rows, int count) {
  const double distance = rows == 1 ? 0.6 : rows <= 3 ? 1.0 : rows == 4 ? 0.95 : 0.8;
  return distance * (steps == 1 ? 0.75 : 1.0) * (count == 25 ? 0.9 : 1.0);
}

struct Candidate {
  Step step;
  double first = 0;  ///< in steps
  int steps = 1;
  int rows = 1;
};

std::optional<Candidate> candidate_of(const Extent& extent, Step step, int room) {
  const double unit = step.value(1);
  if (!(unit > 0) || !std::isfinite(unit)) return std::nullopt;
  const double first = std::floor(extent.low / unit + 1e-9);
  const double count = std::max(1.0, std::ceil(extent.high / unit - 1e-9) - first);
  if (!(count <= room)) return std::nullopt;
  const int steps = static_cast<int>(count);
  return Candidate{step, first, steps, room / steps};
}

Axis axis_of_candidate(const Candidate& candidate) {
  std::vector<double> ticks;
  for (int i = 0; i <= candidate.steps; ++i) ticks.push_back(candidate.step.value(candidate.first + i));
  return {ticks.front(), ticks.back(), candidate.steps, candidate.rows, labels_of(ticks, candidate.step.value(1))};
}

Axis plain_axis(const Extent& extent, int room) {
  const std::vector<double> ticks{extent.low, extent.high};
  return {
      extent.low,
      extent.high,
      1,
      room,
      {in_powers(extent.low, std::abs(extent.low) / 100 + 1), in_powers(extent.high, std::abs(extent.high) / 100 + 1)}};
}

// The axis of time: which days are named, and where their names stand.

enum class TickUnit { day, week, month, year };

struct Spacing {
  TickUnit unit;
  int count;
  double days;  ///< about
};

constexpr Spacing spacings[] = {
    {TickUnit::day, 1, 1},      {TickUnit::day, 2, 2},       {TickUnit::week, 1, 7},       {TickUnit::week, 2, 14},
    {TickUnit::month, 1, 30},   {TickUnit::month, 2, 61},    {TickUnit::month, 3, 91},     {TickUnit::month, 6, 182},
    {TickUnit::year, 1, 365},   {TickUnit::year, 2, 730},    {TickUnit::year, 5, 1826},    {TickUnit::year, 10, 3652},
    {TickUnit::year, 20, 7305}, {TickUnit::year, 50, 18262}, {TickUnit::year, 100, 36524},
};
constexpr std::size_t most_ticks = 10;

int year_of(Date date) { return static_cast<int>(date.year()); }
unsigned month_of(Date date) { return static_cast<unsigned>(date.month()); }

/// The first tick on or after the day.
Date first_tick(const Spacing& spacing, Date from) {
  const int count = spacing.count;
  switch (spacing.unit) {
    case TickUnit::day: return from;
    case TickUnit::week: return add_days(from, (8 - iso_weekday(from)) % 7);
    case TickUnit::month: {
      Date month = make_date(year_of(from), month_of(from), 1);
      while (month < from || (month_of(month) - 1) % static_cast<unsigned>(count) != 0) month = add_months(month, 1);
      return month;
    }
    case TickUnit::year: {
      Date year = make_date(year_of(from), 1, 1);
      while (year < from || year_of(year) % count != 0) year = add_months(year, 12);
      return year;
    }
  }
  return from;
}

Date next_tick(const Spacing& spacing, Date tick) {
  switch (spacing.unit) {
    case TickUnit::day: return add_days(tick, spacing.count);
    case TickUnit::week: return add_days(tick, 7 * spacing.count);
    case TickUnit::month: return add_months(tick, spacing.count);
    case TickUnit::year: return add_months(tick, 12 * spacing.count);
  }
  return tick;
}

std::string tick_label(const Spacing& spacing, Date date, bool several_years, bool first) {
  switch (spacing.unit) {
    case TickUnit::day:
    case TickUnit::week: return yearless_date(date);
    case TickUnit::month: {
      const bool with_year = several_years && (first || month_of(date) <= static_cast<unsigned>(spacing.count));
      return std::string(month_name(month_of(date))) + (with_year ? fmt::format(" {}", year_of(date)) : std::string());
    }
    case TickUnit::year: return fmt::format("{}", year_of(date));
  }
  return {};
}

DateTick placed(const Period& days, const DateRoom& room, Date date, std::string label) {
  DateTick tick{date, std::move(label), day_share(days, date) * room.width, 0};
  const double width = room.label_width(tick.label);
  tick.start = std::max(0.0, std::min(tick.at - width / 2, room.width - width));
  return tick;
}

bool fit(const std::vector<DateTick>& ticks, const DateRoom& room) {
  double end = -room.gap;
  for (const DateTick& tick : ticks) {
    if (tick.start < end + room.gap) return false;
    end = tick.start + room.label_width(tick.label);
  }
  return end <= room.width;
}

std::vector<DateTick> ticks_by(const Spacing& spacing, const Period& days, const DateRoom& room) {
  std::vector<DateTick> ticks;
  const bool several_years = year_of(days.first) != year_of(days.last);
  const bool ends = room.ends && spacing.unit == TickUnit::month;
  // The end of a month is the day before the next one begins.
  const Date from = ends ? add_days(days.first, 1) : days.first, to = ends ? add_days(days.last, 1) : days.last;
  for (Date date = first_tick(spacing, from); date <= to; date = next_tick(spacing, date)) {
    const Date day = ends ? add_days(date, -1) : date;
    ticks.push_back(placed(days, room, day, tick_label(spacing, day, several_years, ticks.empty())));
  }
  return ticks;
}

/// Of every `step`th value, counted from the last one.
std::vector<DateTick> name_ticks(const Chart& chart, const Period& days, const DateRoom& room, std::size_t step) {
  std::vector<DateTick> ticks;
  for (std::size_t i = chart.points.size(); i > 0; i -= std::min(i, step))
    ticks.push_back(placed(days, room, chart.points[i - 1].date, chart.points[i - 1].name));
  std::ranges::reverse(ticks);
  return ticks;
}

}  // namespace

std::optional<double> Extent::share(double value) const {
  // Halves, so that the span of two huge numbers of different sign stays finite.
  const double span = high / 2 - low / 2;
  return span > 0 ? std::optional((value / 2 - low / 2) / span) : std::nullopt;
}

std::string flagged_values(const Chart& chart) {
  const auto is_value = [](const ChartPoint& one) { return one.flagged && one.is_there() && !one.welcome; };
  return chart.shows_flags() && std::ranges::any_of(chart.points, is_value) ? chart.flags : std::string();
}

std::string flagged_gaps(const Chart& chart) {
  const auto is_gap = [](const ChartPoint& one) { return one.flagged && !one.is_there(); };
  return chart.shows_flags() && std::ranges::any_of(chart.points, is_gap) ? chart.flags + ", no value" : std::string();
}

void widen(std::optional<Extent>& extent, double value) {
  if (!std::isfinite(value)) return;
  extent = extent ? Extent{std::min(extent->low, value), std::max(extent->high, value)} : Extent{value, value};
}

std::optional<Extent> extent_of(const Chart& chart) {
  std::optional<Extent> extent;
  for (const ChartPoint& point : chart.points)
    if (point.value) widen(extent, *point.value);
  for (const ChartLine& line : chart.lines)
    for (const ChartSpot& spot : line.spots) widen(extent, spot.value);
  if (chart.band)
    for (const ChartInterval& interval : chart.band->intervals) {
      widen(extent, interval.low);
      widen(extent, interval.high);
    }
  if (extent && chart.values) {
    widen(extent, chart.values->first);
    widen(extent, chart.values->second);
  }
  return extent;
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

double Axis::share(double value) const {
  return std::isnan(value) ? 0 : std::clamp(Extent{low, high}.share(value).value_or(0), 0.0, 1.0);
}

double Axis::row(double value) const { return (1 - share(value)) * steps * rows; }

Axis axis_of(const Extent& extent, int rows) {
  const int room = std::max(rows, 2) - 1;
  if (magnitude(extent) > too_large) return plain_axis(is_flat(extent) ? towards_zero(extent) : extent, room);
  const Extent shown = is_flat(extent) ? with_room(extent) : extent;
  const double span = shown.high - shown.low;
  const int power = static_cast<int>(std::floor(std::log10(span / room)));
  std::optional<Candidate> best;
  double best_score = 0;
  for (int p = power - 1; p <= power + 2; ++p)
    for (const Step step : {Step{1, p}, Step{2, p}, Step{25, p - 1}, Step{5, p}}) {
      const auto candidate = candidate_of(shown, step, room);
      if (!candidate) continue;
      const double used = span / step.value(1) * candidate->rows / room;
      const double score = used * taste(candidate->steps, candidate->rows, step.count);
      if (score > best_score * (1 + 1e-9)) {
        best = candidate;
        best_score = score;
      }
    }
  return best ? axis_of_candidate(*best) : plain_axis(shown, room);
}

double day_share(const Period& days, Date date) {
  const int length = days_between(days.first, days.last);
  return length <= 0 ? 0.5 : std::clamp(static_cast<double>(days_between(days.first, date)) / length, 0.0, 1.0);
}

std::vector<DateTick> date_ticks(const Period& days, const DateRoom& room) {
  const int length = days_between(days.first, days.last) + 1;
  for (const Spacing& spacing : spacings) {
    if (length / spacing.days > most_ticks) continue;
    if (room.ends && spacing.unit < TickUnit::month) continue;
    auto ticks = ticks_by(spacing, days, room);
    if (!ticks.empty() && ticks.size() <= most_ticks && fit(ticks, room)) return ticks;
  }
  std::vector<DateTick> first{placed(days, room, days.first, yearless_date(days.first))};
  return fit(first, room) ? first : std::vector<DateTick>{};
}

std::vector<DateTick> date_ticks(const Chart& chart, const Period& days, DateRoom room) {
  room.ends = chart.marks == TimeMarks::months;
  if (chart.marks != TimeMarks::names) return date_ticks(days, room);
  for (std::size_t step = 1;; step *= 2) {
    auto ticks = name_ticks(chart, days, room, step);
    if (ticks.size() <= most_ticks && fit(ticks, room)) return ticks;
    if (step >= chart.points.size()) return {};
  }
}

}  // namespace okr::draw
