// SPDX-License-Identifier: MIT
#include "okr/compute/progress.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "compute/parts.hpp"
#include "okr/base/number.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/model/relative_change.hpp"

namespace okr {
namespace {

constexpr double same_value = 1e-12;  // relative: scales with the unit (method.md 0.2)

bool same(double a, double b) { return std::abs(a - b) <= same_value * std::max(std::abs(a), std::abs(b)); }

/// The direction that was said: by `good`, by two values that differ, by the sign of `change`, by the KPI; up
/// otherwise.
Good direction_of(const Subject& subject, const Definition& definition) {
  const KeyResult& kr = subject.key_result;
  if (kr.good && *kr.good != Good::range) return *kr.good;
  if (definition.baseline && definition.target && !same(*definition.baseline, *definition.target))
    return *definition.target < *definition.baseline ? Good::down : Good::up;
  if (!kr.change.empty()) return kr.change.front() == '-' ? Good::down : Good::up;
  const Kpi* kpi = kpi_of(subject, definition);
  return kpi && kpi->good && *kpi->good != Good::range ? *kpi->good : Good::up;
}

struct Baseline {
  double value = 0;
  BaselineFrom from = BaselineFrom::given;
  std::optional<Point> reading = {};  ///< of the KPI that it comes from
};

Computed<Baseline> baseline_of(const Subject& subject, const Definition& definition, Date as_of) {
  if (definition.baseline) return Baseline{*definition.baseline, BaselineFrom::given};
  if (!definition.kpi.empty() && definition.kind != Kind::sum) {
    const auto reading = kpi_baseline(subject, definition, as_of);
    if (!reading) return Absence::no_baseline;
    return Baseline{reading->value, BaselineFrom::kpi, reading};
  }
  const bool relative = !definition.target && !subject.key_result.change.empty();
  if (relative || direction_of(subject, definition) == Good::down) return Absence::no_baseline;
  return Baseline{0, BaselineFrom::assumed_zero};
}

Computed<double> target_of(const Subject& subject, const Definition& definition, double baseline) {
  if (definition.target) return *definition.target;
  const auto change = relative_change(subject.key_result.change);
  if (!change) return Absence::no_target;
  if (baseline == 0) return Absence::relative_to_zero;
  return baseline * (1 + *change);
}

/// Baseline, commit, target and stretch one behind the other, and commit only beside a stretch.
bool in_order(const Anchors& anchors) {
  if (anchors.commit && !anchors.stretch) return false;
  std::vector<double> way{anchors.baseline};
  if (anchors.commit) way.push_back(*anchors.commit);
  way.push_back(anchors.target);
  if (anchors.stretch) way.push_back(*anchors.stretch);
  if (!anchors.rises()) std::ranges::reverse(way);
  return std::ranges::adjacent_find(way, std::greater_equal<>{}) == way.end();
}

/// At the target or beyond it, in the direction that is better.
bool is_met_before_start(const Subject& subject, const Definition& definition, const Baseline& baseline,
                         double target) {
  if (definition.kind != Kind::number || !kpi_of(subject, definition)) return false;
  const KeptTarget kept{baseline.value, target, direction_of(subject, definition)};
  return kept.is_met_by(baseline.value, baseline.reading ? baseline.reading->largest : 0);
}

/// Of a number fed by a KPI whose baseline is at or beyond its target; empty for all others.
std::optional<KeptTarget> kept_target_of(const Subject& subject, const Definition& definition, Date as_of) {
  const auto baseline = baseline_of(subject, definition, as_of);
  if (!baseline) return std::nullopt;
  const auto target = target_of(subject, definition, baseline->value);
  if (!target) return std::nullopt;
  if (!is_met_before_start(subject, definition, *baseline, *target)) return std::nullopt;
  return KeptTarget{baseline->value, *target, direction_of(subject, definition)};
}

Absence fault_in(const Anchors& anchors, Good direction) {
  const double furthest = anchors.stretch.value_or(anchors.target);
  if (!std::isfinite(anchors.target) || !std::isfinite(furthest - anchors.baseline)) return Absence::beyond_range;
  if (same(anchors.baseline, anchors.target)) return Absence::target_is_baseline;
  if (anchors.rises() != (direction == Good::up)) return Absence::direction_contradicts;
  return in_order(anchors) ? Absence::none : Absence::anchors_disordered;
}

TraceInput input(const Subject& subject, std::string_view key, const std::optional<double>& value, Date as_of) {
  return {key, traced(value), value ? place_of_value(subject.key_result, key, as_of) : Place{}};
}

std::string_view baseline_formula(const Computed<Baseline>& baseline) {
  if (!baseline) return "needs a baseline";
  switch (baseline->from) {
    case BaselineFrom::given: return "as given";
    case BaselineFrom::kpi: return "what the KPI had right before the start";
    case BaselineFrom::assumed_zero: return "none given and higher is better: 0";
  }
  return {};
}

void trace_baseline(const Subject& subject, const Definition& definition, const Computed<Baseline>& baseline,
                    Date as_of) {
  record(subject.trace, [&] {
    TraceStep step{"baseline", baseline_formula(baseline), "2.3", {}, {}, baseline.absence};
    if (baseline && baseline->reading) {
      const Date start = definition.start.value_or(subject.cycle.period.first);
      const Period before{Date(), std::min(add_days(start, -1), as_of)};
      for (const Point& one :
           readings_behind(subject.workspace, *kpi_of(subject, definition), *baseline->reading, before))
        step.inputs.push_back({"value", one.value, one.place, false, to_string(one.date)});
    } else {
      step.inputs.push_back(input(subject, "baseline", definition.baseline, as_of));
    }
    if (!definition.kpi.empty()) step.inputs.push_back({"kpi", definition.kpi.text, definition.kpi.place});
    if (baseline) step.result = baseline->value;
    return step;
  });
}

void trace_target(const Subject& subject, const Definition& definition, const Computed<double>& target, Date as_of) {
  record(subject.trace, [&] {
    const bool relative = !definition.target && !subject.key_result.change.empty();
    TraceStep step{"target",      relative ? "baseline x (1 + change)" : "as given", "2.3", traced(target.value), {},
                   target.absence};
    if (relative)
      step.inputs.push_back({"change", subject.key_result.change, place_of_value(subject.key_result, "change", as_of)});
    else
      step.inputs.push_back(input(subject, "target", definition.target, as_of));
    return step;
  });
}

struct Anchor {
  double value, score;
};

/// Between two anchors by the way from one to the other; both ends included.
double interpolated(const Anchor& from, const Anchor& to, double now) {
  return from.score + (to.score - from.score) * ((now - from.value) / (to.value - from.value));
}

std::optional<double> total_of(std::span<const Point> points) {
  double total = 0;
  for (const Point& point : points) total += point.value;
  return total;
}

std::optional<double> best_of(std::span<const Point> points, bool rises) {
  double best = points.front().value;
  for (const Point& point : points) best = rises ? std::max(best, point.value) : std::min(best, point.value);
  return best;
}

/// The value progress is measured by; only asked with at least one point.
std::optional<double> value_now(const KeyResult& kr, const Standing& standing) {
  const std::span<const Point> points = *standing.points;
  const Kind kind = standing.definition.kind;
  const auto& anchors = standing.anchors;
  if (kind == Kind::sum) return anchors ? std::optional(anchors->baseline + *total_of(points)) : std::nullopt;
  const bool is_joined = standing.adds_up || aggregate_of_hold(kr, standing) != Aggregate::last;
  if (kind == Kind::hold && is_joined && standing.hold && standing.hold->last_known())
    return standing.hold->last_known()->value;
  if (kind != Kind::number || kr.take == Take::last) return points.back().value;
  if (kr.take == Take::mean) return *total_of(points) / static_cast<double>(points.size());
  if (standing.kept) return best_of(points, standing.kept->good == Good::up);
  return anchors ? best_of(points, anchors->rises()) : std::nullopt;
}

std::string_view now_formula(const Subject& subject, const Standing& standing) {
  const KeyResult& kr = subject.key_result;
  const Kind kind = standing.definition.kind;
  const Kpi* kpi = kpi_of(subject, standing.definition);
  const bool is_joined = (kpi && joins_readings(*kpi)) || aggregate_of_hold(kr, standing) != Aggregate::last;
  if (kind == Kind::sum) return "baseline + sum of the amounts";
  if (kind == Kind::hold && standing.adds_up) return "the total of the last period";
  if (kind == Kind::hold && !is_joined) return "all readings; the last one is shown";
  if (kind == Kind::number && kr.take == Take::best) return "the best reading";
  if (kind == Kind::number && kr.take == Take::mean) return "mean of the readings";
  if (is_joined) return "what the readings of the last period come to";
  return "the last reading";
}

void trace_now(const Subject& subject, const Standing& standing, Date as_of) {
  record(subject.trace, [&] {
    TraceStep step{"now", now_formula(subject, standing), "2.3", traced(standing.now), {}, standing.points.absence};
    if (!standing.points) return step;
    for (const Point& point : cited_points(subject, standing.definition, as_of))
      step.inputs.push_back({"value", point.value, point.place, false, to_string(point.date)});
    if (step.inputs.empty()) step.absence = Absence::no_data;
    return step;
  });
}

void trace_progress(const Subject& subject, const Standing& standing, std::string_view formula,
                    std::vector<TraceInput> inputs) {
  record(subject.trace, [&] {
    return TraceStep{
        "progress", formula, "2.3", traced(standing.progress.value), std::move(inputs), standing.progress.absence};
  });
}

// --- by kind ---------------------------------------------------------------------------------------------------------

/// The largest amount that went into the value now.
double largest_behind(const KeyResult& kr, const Standing& standing) {
  const std::span<const Point> points = *standing.points;
  return std::ranges::max(kr.take == Take::last ? points.last(1) : points, {}, &Point::largest).largest;
}

/// Fed by a KPI that had met the target before the start.
void judge_kept(const Subject& subject, Standing& standing) {
  if (!standing.now) return;
  const KeptTarget& kept = *standing.kept;
  standing.progress = Progress(kept.is_met_by(*standing.now, largest_behind(subject.key_result, standing)) ? 1 : 0);
  if (subject.trace)
    trace_progress(subject, standing, "the KPI was at or beyond the target before the start: 1 while it is met, else 0",
                   {{"now", *standing.now}, {"baseline", kept.baseline}, {"target", kept.target}});
}

/// number, sum, percent
void judge_linear(const Subject& subject, Standing& standing) {
  if (standing.kept) return judge_kept(subject, standing);
  if (!standing.anchors) {
    standing.progress = standing.anchors.absence;
    return;
  }
  if (!standing.now) return;
  const Anchors& anchors = *standing.anchors;
  standing.progress = linear_progress(anchors, *standing.now);
  if (subject.trace)
    trace_progress(subject, standing, "(now - baseline) / (target - baseline)",
                   {{"now", *standing.now}, {"baseline", anchors.baseline}, {"target", anchors.target}});
}

void judge_steps(const Subject& subject, const Definition& definition, Date as_of, Standing& standing) {
  standing.steps_done = steps_done(subject, definition, as_of);
  if (standing.points->empty()) return;
  standing.progress = step_progress(subject.key_result.steps, standing.steps_done);
  if (!subject.trace) return;
  std::vector<TraceInput> inputs;
  for (std::size_t i = 0; i < subject.key_result.steps.size(); ++i) {
    const Step& step = subject.key_result.steps[i];
    inputs.push_back({"weight", step.weight, step.place, false, step.title});
    inputs.push_back({"done", standing.steps_done[i], {}, false, step.title});
  }
  trace_progress(subject, standing, "sum of weight x done / sum of weight", std::move(inputs));
}

std::string_view word_of(const HoldPeriod& period) {
  switch (period.holding) {
    case Holding::ahead: return "not due";
    case Holding::met: return "met";
    case Holding::near: return "missed, within the margin";
    case Holding::missed: return period.value ? "missed" : "missed: no reading";
  }
  return {};
}

/// min and max, as far as they are given.
std::vector<TraceInput> bounds_of(const Subject& subject, const Definition& definition, Date as_of) {
  const auto& [min, max] = definition.bounds_on(as_of);
  std::vector<TraceInput> inputs;
  if (min) inputs.push_back({"min", *min, place_of_value(subject.key_result, "min", as_of)});
  if (max) inputs.push_back({"max", *max, place_of_value(subject.key_result, "max", as_of)});
  for (const Definition::MovedBounds& earlier : definition.earlier_bounds) {
    const std::string until = "until " + to_string(add_days(earlier.until, -1));
    if (earlier.bounds.min) inputs.push_back({"min", *earlier.bounds.min, {}, false, until});
    if (earlier.bounds.max) inputs.push_back({"max", *earlier.bounds.max, {}, false, until});
  }
  return inputs;
}

/// What makes a missed period a near one: its own margin, else the KPI's margin or warning limit.
void add_margin(const Subject& subject, const Definition& definition, Date as_of, std::vector<TraceInput>& inputs) {
  const Kpi* kpi = kpi_of(subject, definition);
  if (definition.margin)
    inputs.push_back({"margin", *definition.margin, place_of_value(subject.key_result, "margin", as_of)});
  else if (kpi && kpi->margin)
    inputs.push_back({"margin", *kpi->margin, kpi->place_of("margin")});
  else if (kpi && kpi->warn)
    inputs.push_back({"warn", *kpi->warn, kpi->place_of("warn")});
}

/// Every period with its value and what that amounts to.
void trace_periods(const Subject& subject, const Definition& definition, const HoldTally& tally, Date as_of) {
  record(subject.trace, [&] {
    TraceStep step{"periods",
                   "each period's value against the bound of its last day; due with a value (a total: once nothing can "
                   "change it), or when it is over",
                   "2.3", double(tally.due())};
    step.inputs = bounds_of(subject, definition, as_of);
    add_margin(subject, definition, as_of, step.inputs);
    for (const HoldPeriod& period : tally.periods) {
      if (period.holding == Holding::ahead) continue;
      const std::string days = to_string(period.period);
      step.inputs.push_back({word_of(period),
                             traced(period.value),
                             {},
                             false,
                             period.times == 1 ? days : fmt::format("{}: {} periods", days, period.times)});
    }
    return step;
  });
}

/// The latest value alone; of what adds up the last period that can be judged.
void judge_latest(const Subject& subject, Standing& standing) {
  const Definition& definition = standing.definition;
  if (!standing.adds_up && !standing.points->empty())
    standing.latest = held(subject, definition, standing.points->back());
  if (const HoldPeriod* last = standing.hold->last_due(); last && standing.adds_up) standing.latest = last->holding;
  standing.hold.reset();
  const Absence nothing = standing.points->empty() ? Absence::no_data : Absence::nothing_due;
  standing.progress = standing.latest ? Computed(Progress(*standing.latest == Holding::met ? 1 : 0)) : nothing;
  if (subject.trace)
    trace_progress(subject, standing, "1 when the latest value keeps the bound, else 0",
                   {{"min", traced(definition.min)}, {"max", traced(definition.max)}});
}

void judge_hold(const Subject& subject, Date as_of, Standing& standing) {
  if (subject.key_result.judge == Judge::latest) return judge_latest(subject, standing);
  const Definition& definition = standing.definition;
  standing.progress = hold_progress(*standing.hold);
  if (!subject.trace) return;
  const KeyResult& kr = subject.key_result;
  trace_periods(subject, definition, *standing.hold, as_of);
  std::vector<TraceInput> inputs = bounds_of(subject, definition, as_of);
  inputs.push_back({"met", double(standing.hold->met)});
  inputs.push_back({"missed", double(standing.hold->missed)});
  inputs.push_back({"misses", double(definition.misses), place_of_value(kr, "misses", as_of), !kr.gives("misses")});
  inputs.push_back({"due", double(standing.hold->due())});
  trace_progress(subject, standing, "min(1, (met + min(misses, missed)) / due)", std::move(inputs));
}

/// done, graded: what was last said; measure: whether anything was.
void judge_stated(const Subject& subject, Standing& standing) {
  const bool is_measure = standing.definition.kind == Kind::measure;
  const bool any = !standing.points->empty();
  if (is_measure)
    standing.progress = Progress(any ? 1 : 0);
  else if (any)
    standing.progress = Progress(*standing.now);
  trace_progress(subject, standing, is_measure ? "1 once a value is recorded, else 0" : "as last stated", {});
}

void judge(const Subject& subject, Date as_of, Standing& standing) {
  const Definition& definition = standing.definition;
  switch (definition.kind) {
    case Kind::number:
    case Kind::sum:
    case Kind::percent: return judge_linear(subject, standing);
    case Kind::milestones: return judge_steps(subject, definition, as_of, standing);
    case Kind::hold: return judge_hold(subject, as_of, standing);
    case Kind::done:
    case Kind::graded:
    case Kind::measure: return judge_stated(subject, standing);
  }
}

bool is_linear(Kind kind) { return kind == Kind::number || kind == Kind::sum || kind == Kind::percent; }

void score(const Subject& subject, Standing& standing) {
  const bool between = standing.anchors && standing.anchors->stretch && standing.now;
  if (!standing.progress)
    standing.score = standing.progress.absence;
  else if (between)
    standing.score = score_between(*standing.anchors, *standing.now, *standing.progress);
  else
    standing.score = capped(*standing.progress);
  record(subject.trace, [&] {
    TraceStep step{"score", "progress cut to 0..1", "2.3", traced(standing.score.value), {}, standing.score.absence};
    if (!between) {
      step.inputs.push_back({"progress", traced(standing.progress.value)});
      return step;
    }
    step.formula = "linear between baseline 0, commit 0.3, target 0.7, stretch 1.0";
    step.inputs = {{"now", *standing.now},
                   {"baseline", standing.anchors->baseline},
                   {"commit", traced(standing.anchors->commit)},
                   {"target", standing.anchors->target},
                   {"stretch", *standing.anchors->stretch}};
    return step;
  });
}

}  // namespace

Computed<Anchors> anchors_of(const Subject& subject, const Definition& definition, Date as_of) {
  if (const Absence fault = fault_of(subject); fault != Absence::none) return fault;
  if (definition.kind == Kind::percent) return Anchors{0, 100, {}, {}, BaselineFrom::given};
  const auto baseline = baseline_of(subject, definition, as_of);
  trace_baseline(subject, definition, baseline, as_of);
  if (!baseline) return baseline.absence;
  const auto target = target_of(subject, definition, baseline->value);
  trace_target(subject, definition, target, as_of);
  if (!target) return target.absence;
  const Anchors anchors{baseline->value, *target, definition.commit, definition.stretch, baseline->from};
  const Absence fault = fault_in(anchors, direction_of(subject, definition));
  if (fault != Absence::beyond_range && is_met_before_start(subject, definition, *baseline, *target))
    return Absence::met_before_start;
  if (fault != Absence::none) return fault;
  return anchors;
}

bool KeptTarget::is_met_by(double value, double scale) const {
  return good == Good::up ? at_least(value, target, scale) : at_most(value, target, scale);
}

std::optional<Point> kpi_baseline(const Subject& subject, const Definition& definition, Date as_of) {
  const Kpi* kpi = kpi_of(subject, definition);
  if (!kpi) return std::nullopt;
  const Date start = definition.start.value_or(subject.cycle.period.first);
  const PeriodQuery before{kpi->every, std::nullopt, add_days(start, -1)};
  const bool only_whole = adds_up(subject.workspace, *kpi);
  const auto periods = kpi_periods(subject.workspace, *kpi, before, as_of);
  for (std::size_t i = periods.size(); i > 0; --i) {
    const KpiPeriod& period = periods[i - 1];
    const bool counts = only_whole ? period.period.last < start && period.complete : true;
    if (counts && period.value)
      return Point{period.last_reading.value_or(period.period.last), *period.value, period.place, period.largest};
  }
  return std::nullopt;
}

Computed<Progress> linear_progress(const Anchors& anchors, double now) {
  const double progress = (now - anchors.baseline) / (anchors.target - anchors.baseline);
  if (!std::isfinite(progress)) return Absence::beyond_range;
  return Progress(progress);
}

Computed<Progress> step_progress(std::span<const Step> steps, std::span<const double> done) {
  double total = 0, reached = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!(steps[i].weight >= 0)) return Absence::bad_weights;
    total += steps[i].weight;
    reached += steps[i].weight * done[i];
  }
  if (!(total > 0)) return Absence::no_steps;
  return Progress(reached / total);
}

Computed<Progress> hold_progress(const HoldTally& tally) {
  if (tally.due() == 0) return Absence::nothing_due;
  // What nobody ever said a word of has missed nothing that could be forgiven: it has no data, which counts 0.
  const bool is_silent = !tally.periods.empty() && !tally.last_known();
  const int kept = tally.met + (is_silent ? 0 : std::min(tally.allowed, tally.missed));
  return Progress(std::min(1.0, static_cast<double>(kept) / tally.due()));
}

Score score_between(const Anchors& anchors, double now, Progress progress) {
  if (!anchors.stretch) return capped(progress);
  std::vector<Anchor> way{{anchors.baseline, 0}};
  if (anchors.commit) way.push_back({*anchors.commit, score_of(Zone::commit).value()});
  way.push_back({anchors.target, score_of(Zone::target).value()});
  way.push_back({*anchors.stretch, score_of(Zone::stretch).value()});
  const double sign = anchors.rises() ? 1 : -1;
  if (sign * now <= sign * anchors.baseline) return Score(0);
  for (std::size_t i = 1; i < way.size(); ++i)
    if (sign * now <= sign * way[i].value) return Score(interpolated(way[i - 1], way[i], now));
  return Score(1);
}

Aggregate aggregate_of_hold(const KeyResult& kr, const Standing& standing) {
  const bool is_own = standing.hold && standing.definition.kpi.empty() && kr.judge == Judge::periods;
  return is_own ? kr.aggregate.value_or(Aggregate::last) : Aggregate::last;
}

Standing standing_of(const Subject& subject, const Definition& definition, Date as_of) {
  Standing standing;
  standing.definition = definition;
  if (is_linear(definition.kind)) standing.anchors = anchors_of(subject, definition, as_of);
  if (standing.anchors.absence == Absence::met_before_start) standing.kept = kept_target_of(subject, definition, as_of);
  standing.points = points_of(subject, definition, as_of);
  if (definition.kind == Kind::sum && standing.anchors)
    standing.only_gains = has_only_gains(subject, definition, standing.anchors->rises(), as_of);
  const bool lacks_bounds = definition.kind == Kind::hold && !definition.min && !definition.max;
  if (definition.kind == Kind::hold && standing.points && !lacks_bounds) {
    standing.hold = hold_tally(subject, definition, *standing.points, as_of);
    standing.adds_up = adds_up(subject, definition);
  }
  if (standing.has_points()) standing.now = value_now(subject.key_result, standing);
  trace_now(subject, standing, as_of);
  if (!standing.points)
    standing.progress = standing.points.absence;
  else if (lacks_bounds)
    standing.progress = Absence::no_target;
  else
    judge(subject, as_of, standing);
  score(subject, standing);
  return standing;
}

}  // namespace okr
