// SPDX-License-Identifier: MIT
#include "reports/plot/plot.hpp"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "okr/base/try.hpp"
#include "okr/compute/course.hpp"
#include "okr/compute/kpi.hpp"

namespace okr::reports {
namespace {

constexpr double percent = 100;
constexpr int least_steps_of_fan = 3;  // fewer draw what was assumed, not what was seen

// --- key results -----------------------------------------------------------------------------------------------------

/// What the values of a kind are multiplied with to be read: steps and yes or no in percent.
double scale_of(Kind kind) { return kind == Kind::milestones || kind == Kind::done ? percent : 1; }

std::vector<PlotPoint> points_of_hold(const HoldTally& tally, Date as_of) {
  std::vector<PlotPoint> points;
  for (const HoldPeriod& held : tally.periods) {
    if (held.holding == Holding::ahead && !held.value) continue;
    points.push_back({.date = std::min(held.period.last, as_of),
                      .value = held.value,
                      .complete = held.over || held.holding != Holding::ahead,
                      .missed = held.holding == Holding::missed || held.holding == Holding::near,
                      .period = held.period,
                      .times = held.times});
  }
  return points;
}

/// Readings as they were; of kind sum the total by then.
std::vector<PlotPoint> points_of(const Standing& standing, Date as_of) {
  if (standing.hold) return points_of_hold(*standing.hold, as_of);
  std::vector<PlotPoint> points;
  if (!standing.points) return points;
  const Kind kind = standing.definition.kind;
  double total = standing.anchors ? standing.anchors->baseline : 0;
  for (const Point& reading : *standing.points) {
    const double value = kind == Kind::sum ? total += reading.value : reading.value * scale_of(kind);
    points.push_back({.date = reading.date, .value = value});
  }
  return points;
}

/// The days on which the pace may bend.
std::vector<Date> bends(const KeyResult& kr, Kind kind, const Period& window) {
  std::vector<Date> days{window.first, window.last};
  for (const PlanPoint& point : kr.plan) days.push_back(point.date);
  if (kind == Kind::milestones)
    for (const Step& step : kr.steps)
      if (step.due) {
        days.push_back(*step.due);
        days.push_back(add_days(*step.due, -1));
      }
  std::erase_if(days, [&](Date day) { return !contains(window, day); });
  std::ranges::sort(days);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

/// The days on which it, or its objective, was worked on: what was cancelled or deferred has no pace behind that day,
/// and none behind its last reading where no change says the day. Empty where it rested from the beginning.
std::optional<Period> days_at_work(const Subject& subject, const KeyResultNumbers& numbers) {
  Period days = numbers.window;
  const auto end_where = [&](State state, const std::optional<Date>& frozen) {
    if (!is_set_aside(state)) return;
    const auto last_reading = numbers.recency.last ? numbers.recency.last->date : add_days(days.first, -1);
    days.last = std::min(days.last, frozen.value_or(last_reading));
  };
  end_where(numbers.state, numbers.standing.definition.frozen);
  const Definition objective = definition_of(subject.objective, numbers.as_of);
  end_where(objective.state, objective.frozen);
  return days.last < days.first ? std::nullopt : std::optional(days);
}

/// Where the value should be, from the first day to the last; empty where progress is not linear.
std::optional<PlottedLine> pace_line(const Subject& subject, const KeyResultNumbers& numbers) {
  const auto& anchors = numbers.standing.anchors;
  const auto days = days_at_work(subject, numbers);
  if (!days) return std::nullopt;
  PlottedLine line;
  line.line = PlotLine::pace;
  for (const Date day : bends(subject.key_result, numbers.kind(), *days)) {
    const auto expected = expected_progress(subject, numbers.standing, day);
    if (!expected) return std::nullopt;
    const double share = expected->value();
    line.spots.push_back(
        {day, anchors ? anchors->baseline + share * (anchors->target - anchors->baseline) : share * percent});
  }
  return line;
}

void add_level(std::vector<PlottedLine>& lines, PlotLine line, const std::optional<double>& level) {
  if (level) lines.push_back({line, level, {}});
}

/// A bound from the first day of a period on; empty where there was none.
struct BoundSince {
  Date first;
  std::optional<double> value;
};

/// A level where it was always the same, else steps at those days, up to the last one.
void add_bound(std::vector<PlottedLine>& lines, PlotLine kind, const std::vector<BoundSince>& bounds, Date last) {
  const auto is_same = [&](const BoundSince& one) { return one.value == bounds.front().value; };
  if (std::ranges::all_of(bounds, is_same)) return add_level(lines, kind, bounds.front().value);
  PlottedLine line{kind, {}, {}};
  std::optional<double> before;
  for (const auto& [first, now] : bounds) {
    if (now != before && before) line.spots.push_back({first, *before});
    if (now != before && now) line.spots.push_back({first, *now});
    before = now;
  }
  if (before) line.spots.push_back({last, *before});
  lines.push_back(std::move(line));
}

/// Each period is judged by the bound of its own time (method.md 0.27).
void add_bound_of_hold(const Standing& standing, std::optional<double> Bounds::*bound, PlotLine kind,
                       std::vector<PlottedLine>& lines) {
  const Definition& definition = standing.definition;
  if (!standing.hold || standing.hold->periods.empty())
    return add_level(lines, kind, Bounds{definition.min, definition.max}.*bound);
  std::vector<BoundSince> bounds;
  for (const HoldPeriod& period : standing.hold->periods) bounds.push_back({period.period.first, period.bounds.*bound});
  add_bound(lines, kind, bounds, standing.hold->periods.back().period.last);
}

void add_levels(const KeyResultNumbers& numbers, std::vector<PlottedLine>& lines) {
  switch (numbers.kind()) {
    case Kind::number:
    case Kind::sum:
    case Kind::percent:
      if (numbers.standing.kept) return add_level(lines, PlotLine::target, numbers.standing.kept->target);
      if (!numbers.standing.anchors) return;
      add_level(lines, PlotLine::target, numbers.standing.anchors->target);
      add_level(lines, PlotLine::stretch, numbers.standing.anchors->stretch);
      add_level(lines, PlotLine::commit, numbers.standing.anchors->commit);
      return;
    case Kind::hold:
      add_bound_of_hold(numbers.standing, &Bounds::min, PlotLine::min, lines);
      add_bound_of_hold(numbers.standing, &Bounds::max, PlotLine::max, lines);
      return;
    case Kind::milestones:
    case Kind::done: add_level(lines, PlotLine::target, percent); return;
    case Kind::graded:
      add_level(lines, PlotLine::target, score_of(Zone::target).value());
      add_level(lines, PlotLine::stretch, score_of(Zone::stretch).value());
      return;
    case Kind::measure: return;
  }
}

// --- KPIs ------------------------------------------------------------------------------------------------------------

/// A KPI's periods, and for each of them where its point is; a running period without a value has none.
struct PeriodPoints {
  std::vector<PlotPoint> points;
  std::vector<std::size_t> of_period;
};

PeriodPoints points_of(const KpiNumbers& numbers, Date as_of) {
  PeriodPoints result;
  for (const KpiPeriod& period : numbers.periods) {
    result.of_period.push_back(result.points.size());
    if (!period.complete && !period.value) continue;
    const Date date = period.complete ? period.period.last : std::min(period.period.last, as_of);
    result.points.push_back({.date = date,
                             .value = period.value,
                             .complete = period.complete,
                             .period = period.period,
                             .times = period.times});
  }
  return result;
}

void add_signals(const KpiNumbers& numbers, PeriodPoints& periods) {
  for (std::size_t i = 0; i < numbers.xmr.points.size(); ++i) {
    PlotPoint& point = periods.points[periods.of_period[numbers.xmr.points[i].period]];
    point.signal = numbers.xmr.points[i].signal;
    point.meaning = meaning_of(*numbers.kpi, numbers.xmr, i);
    point.is_of_trend = numbers.signal == SignalMeaning::trending && i >= numbers.xmr.segments.back().first;
  }
}

/// Mean and limits from the first to the last point of each segment; a level where there is one segment.
void add_limits(const Xmr& xmr, const PeriodPoints& periods, std::vector<PlottedLine>& lines) {
  const auto day_of = [&](std::size_t point) {
    return periods.points[periods.of_period[xmr.points[point].period]].date;
  };
  for (const XmrSegment& segment : xmr.segments) {
    if (!segment.limits) continue;
    const Date first = day_of(segment.first), last = day_of(segment.first + segment.count - 1);
    const auto add = [&](PlotLine line, double value) {
      if (xmr.segments.size() == 1)
        lines.push_back({line, value, {}});
      else
        lines.push_back({line, {}, {{first, value}, {last, value}}});
    };
    add(PlotLine::mean, segment.limits->mean);
    if (segment.limits->no_variation()) continue;
    add(PlotLine::upper, segment.limits->upper);
    add(PlotLine::lower, segment.limits->lower);
  }
}

/// What judges each period of a KPI.
void add_bound(const KpiNumbers& numbers, std::optional<double> KpiBounds::*bound, PlotLine kind, Plot& plot) {
  if (numbers.periods.empty()) return add_level(plot.lines, kind, numbers.current_bounds.*bound);
  std::vector<BoundSince> bounds;
  for (std::size_t i = 0; i < numbers.periods.size(); ++i)
    bounds.push_back({numbers.periods[i].period.first, numbers.bounds[i].*bound});
  add_bound(plot.lines, kind, bounds, std::min(numbers.periods.back().period.last, plot.as_of));
}

void add_bounds(const KpiNumbers& numbers, Plot& plot) {
  if (!numbers.is_comparable() || (numbers.xmr.changes && plot.kind == PlotKind::xmr)) return;
  if (numbers.kpi->good_or_default() == Good::range) {
    add_bound(numbers, &KpiBounds::min, PlotLine::min, plot);
    add_bound(numbers, &KpiBounds::max, PlotLine::max, plot);
    return;
  }
  add_bound(numbers, &KpiBounds::target, PlotLine::target, plot);
  add_bound(numbers, &KpiBounds::warn, PlotLine::warn, plot);
}

/// The changes of the periods stand for their values; a period without one has none.
void show_changes(const KpiNumbers& numbers, PeriodPoints& periods) {
  for (PlotPoint& point : periods.points) point.value.reset();
  for (const XmrPoint& change : numbers.xmr.points)
    periods.points[periods.of_period[change.period]].value = change.value;
  std::erase_if(periods.points, [](const PlotPoint& point) { return !point.complete; });
}

// --- since -----------------------------------------------------------------------------------------------------------

/// What lies before the day is cut off; a line that crosses it begins on it.
void cut(PlottedLine& line, Date since) {
  std::vector<draw::ChartSpot> kept;
  for (std::size_t i = 0; i < line.spots.size(); ++i) {
    const draw::ChartSpot& spot = line.spots[i];
    if (spot.date < since) continue;
    if (kept.empty() && i > 0 && since < spot.date) {
      const draw::ChartSpot& before = line.spots[i - 1];
      const double share = static_cast<double>(days_between(before.date, since)) / days_between(before.date, spot.date);
      kept.push_back({since, before.value + (spot.value - before.value) * share});
    }
    kept.push_back(spot);
  }
  line.spots = std::move(kept);
}

void cut(Plot& plot, Date since) {
  std::erase_if(plot.points, [&](const PlotPoint& point) { return point.date < since; });
  for (PlottedLine& line : plot.lines) cut(line, since);
  std::erase_if(plot.lines, [](const PlottedLine& line) { return !line.level && line.spots.empty(); });
  std::erase_if(plot.fan, [&](const Forecast::Day& day) { return day.date < since; });
  if (plot.days && plot.days->last < since) plot.days.reset();
  if (plot.days) plot.days->first = std::max(plot.days->first, since);
}

Plot plot_of_kpi(const Workspace& workspace, const Kpi& kpi, PlotKind kind, Date as_of) {
  KpiNumbers numbers = numbers_of(workspace, kpi, as_of);
  Plot plot = plot_of(workspace, numbers, kind, as_of);
  plot.kpi = std::move(numbers);
  return plot;
}

Plot plot_of_key_result(const Subject& subject, PlotKind kind, Date as_of) {
  KeyResultNumbers numbers = numbers_of(subject, as_of);
  Plot plot = kind == PlotKind::heat ? Plot() : plot_of(subject, forecast_of(subject, numbers, as_of), as_of);
  plot.key_result = std::move(numbers);
  return plot;
}

constexpr int most_days = 371;      // 53 weeks: a column a week still fits a screen
constexpr int longest_heat = 3660;  // days; a year that was mistyped makes a cycle of 650 000

/// How often something was said on a day, of the record or of anything in it.
std::map<Date, int> checkins_of(const Found& found) {
  std::map<Date, int> counts;
  const auto add = [&](const KeyResult& kr) {
    for (const Entry& entry : kr.entries) ++counts[entry.date];
  };
  if (found.key_result) {
    add(*found.key_result);
  } else if (found.objective) {
    for (const KeyResult& kr : found.objective->key_results) add(kr);
  } else {
    for (const Checkin& checkin : found.cycle->checkins) ++counts[checkin.date];
  }
  return counts;
}

void add_checkins(Plot& plot, std::optional<Date> since) {
  const auto counts = checkins_of(plot.found);
  plot.counts = true;
  Date first = plot.found.cycle->period.first, last = std::min(plot.as_of, plot.found.cycle->period.last);
  for (const auto& [date, count] : counts)
    if (date <= plot.as_of) last = std::max(last, date);
  first = std::max(first, since.value_or(add_days(last, 1 - longest_heat)));
  for (Date day = first; day <= last; day = add_days(day, 1)) {
    const auto it = counts.find(day);
    plot.points.push_back({.date = day, .value = it == counts.end() ? 0 : it->second});
  }
}

bool is_daily(const Kpi& kpi) { return kpi.every == PeriodUnit::day || kpi.expect == PeriodUnit::day; }

void add_values(Plot& plot, std::optional<Date> since) {
  const Kpi& kpi = *plot.found.kpi;
  plot.unit = kpi.unit;
  plot.by = is_daily(kpi) ? PeriodUnit::day : PeriodUnit::week;
  auto periods = kpi_periods(*plot.workspace, kpi, {plot.by, since}, plot.as_of);
  const auto span = [&] {
    return periods.empty() ? 0 : days_between(periods.front().period.first, periods.back().period.last);
  };
  if (plot.by == PeriodUnit::day && span() >= most_days) {
    plot.by = PeriodUnit::week;
    periods = kpi_periods(*plot.workspace, kpi, {plot.by, since}, plot.as_of);
  }
  for (const KpiPeriod& period : periods)
    plot.points.push_back({.date = period.period.last, .value = period.value, .complete = period.complete});
}

/// What a record shows when nobody says.
PlotKind default_plot(const Found& found) {
  if (found.kpi) return PlotKind::xmr;
  return found.key_result ? PlotKind::line : PlotKind::heat;
}

}  // namespace

bool can_plot(const Found& found, PlotKind kind) {
  switch (kind) {
    case PlotKind::line: return found.kpi || found.key_result;
    case PlotKind::xmr: return found.kpi != nullptr;
    case PlotKind::heat: return !found.kpi || has_calendar(*found.kpi);
  }
  return false;
}

Plot plot_of(const Subject& subject, const KeyResultForecast& forecast, Date as_of) {
  const KeyResultNumbers& numbers = *forecast.numbers;
  Plot plot;
  plot.workspace = &subject.workspace;
  plot.found = {&subject.cycle, &subject.objective, &subject.key_result, nullptr};
  plot.as_of = as_of;
  plot.days = numbers.window;
  plot.is_share = scale_of(numbers.kind()) == percent || numbers.kind() == Kind::percent;
  plot.unit = plot.is_share ? "%" : numbers.unit;
  plot.yes_or_no = numbers.kind() == Kind::done;
  plot.fault = is_fault(numbers.progress.absence) ? numbers.progress.absence : Absence::none;
  if (plot.fault != Absence::none) return plot;
  plot.points = points_of(numbers.standing, as_of);
  if (numbers.standing.hold) plot.every = numbers.standing.hold->unit;
  add_levels(numbers, plot.lines);
  if (const auto pace = pace_line(subject, numbers)) plot.lines.push_back(*pace);
  if (forecast.forecast && forecast.forecast->drift.steps >= least_steps_of_fan) plot.fan = fan_of(subject, forecast);
  return plot;
}

Plot plot_of(const Workspace& workspace, const KpiNumbers& numbers, PlotKind kind, Date as_of) {
  Plot plot;
  plot.workspace = &workspace;
  plot.found.kpi = numbers.kpi;
  plot.kind = kind;
  plot.as_of = as_of;
  plot.unit = numbers.kpi->unit;
  plot.every = numbers.unit;
  if (kind == PlotKind::heat) return plot;
  PeriodPoints periods = points_of(numbers, as_of);
  add_bounds(numbers, plot);
  if (kind == PlotKind::xmr) {
    if (numbers.xmr.changes) show_changes(numbers, periods);
    add_signals(numbers, periods);
    add_limits(numbers.xmr, periods, plot.lines);
    plot.few = !numbers.xmr.limits();
  }
  plot.points = std::move(periods.points);
  return plot;
}

Plot plot_of(const Workspace& workspace, const Found& found, const PlotQuery& query, Date as_of) {
  const PlotKind kind = query.kind.value_or(default_plot(found));
  Plot plot;
  if (found.kpi)
    plot = plot_of_kpi(workspace, *found.kpi, kind, as_of);
  else if (found.key_result)
    plot = plot_of_key_result({workspace, *found.cycle, *found.objective, *found.key_result}, kind, as_of);
  plot.workspace = &workspace;
  plot.found = found;
  plot.kind = kind;
  plot.as_of = as_of;
  plot.since = query.since;
  if (kind == PlotKind::heat)
    add_calendar(plot, query.since);
  else if (query.since)
    cut(plot, *query.since);
  return plot;
}

std::size_t shorten(Plot& plot, std::size_t most) {
  if (plot.points.size() <= most) return 0;
  const std::size_t before = count_values(plot);
  cut(plot, plot.points[plot.points.size() - most].date);
  return before - count_values(plot);
}

std::size_t count_values(const Plot& plot) {
  return static_cast<std::size_t>(
      std::ranges::count_if(plot.points, [](const PlotPoint& point) { return point.value.has_value(); }));
}

bool has_calendar(const Kpi& kpi) {
  return is_daily(kpi) || kpi.every == PeriodUnit::week || kpi.expect == PeriodUnit::week;
}

void add_calendar(Plot& plot, std::optional<Date> since) {
  if (plot.found.kpi)
    add_values(plot, since);
  else
    add_checkins(plot, since);
}

namespace {

/// Objectives and cycles as their key results, where a line is drawn of each.
std::vector<Found> expanded(const Found& found, const std::optional<PlotKind>& kind) {
  if (found.kpi || found.key_result) return {found};
  const bool lines = kind ? *kind == PlotKind::line : found.objective != nullptr;
  if (!lines) return {found};
  std::vector<Found> all;
  for (const Objective& objective : found.cycle->objectives) {
    if (found.objective && found.objective != &objective) continue;
    for (const KeyResult& kr : objective.key_results) all.push_back({found.cycle, &objective, &kr, nullptr});
  }
  return all;
}

Status check_kind(const Found& found, const std::optional<PlotKind>& kind, Date as_of) {
  if (!kind || can_plot(found, *kind)) return {};
  if (found.kpi)
    return usage_failure(fmt::format("--kind heat shows days or weeks; kpi/{} has a value a {}", found.kpi->id.text,
                                     to_string(found.kpi->every)),
                         fmt::format("`okr plot {}` shows its values over time", found.kpi->id.text));
  std::string hint = "natural limits judge a level process; a key result is meant to move";
  const Reference kpi = found.key_result ? definition_of(*found.key_result, as_of).kpi : Reference();
  if (!kpi.empty()) hint = fmt::format("`okr plot {}` shows those of its KPI", kpi.text);
  return usage_failure("--kind xmr is for KPIs", hint);
}

}  // namespace

Result<std::vector<Found>> records_to_plot(const Found& found, const std::optional<PlotKind>& kind, Date as_of) {
  std::vector<Found> records = expanded(found, kind);
  for (const Found& record : records) TRY(check_kind(record, kind, as_of));
  return records;
}

}  // namespace okr::reports
