// SPDX-License-Identifier: MIT
#include "okr/compute/forecast.hpp"

#include <algorithm>
#include <cmath>

#include "compute/parts.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/trace.hpp"

namespace okr {
namespace {

constexpr std::string_view section = "4.2";

TraceInput given(std::string_view name, double value) { return {name, value}; }

TraceStep step_of(std::string_view what, std::string_view formula, std::vector<TraceInput> inputs, double result) {
  return {what, formula, section, result, std::move(inputs)};
}

/// The drift is kept in shares of the way; here it is told in the value's unit.
struct InUnits {
  const Drift& drift;

  double once(double share) const { return share * drift.way; }
  double twice(double share) const { return share * drift.way * drift.way; }
};

void add_noise(Trace& trace, const Course& course, const Drift& drift) {
  const InUnits in{drift};
  trace.steps.push_back(step_of("drift seen", "(last value - start value) / days between, a day",
                                {given("last value", drift.last.value), given("days", drift.last.day)},
                                in.once(drift.seen)));
  trace.steps.push_back(step_of("surprise",
                                "V (seen - a x required)^2 / (K + V / days); V = (squares of the steps around the "
                                "drift + (f x way)^2 / length) / steps, K = (0.75 required)^2, required = way / "
                                "length: how far the drift seen lies off the one that was expected, as noise",
                                {given("squares", in.twice(drift.squares)), given("f", course.prior.spread),
                                 given("way", drift.way), given("length", course.days), given("steps", drift.steps),
                                 given("a", course.prior.pull), given("required", in.once(drift.required))},
                                in.twice(drift.surprise)));
  trace.steps.push_back(step_of("variance", "(squares + (f x way)^2 / length + surprise) / freedom, a day",
                                {given("freedom", drift.degrees)}, in.twice(drift.variance)));
}

void add_drift(Trace& trace, const Course& course, const Drift& drift) {
  const InUnits in{drift};
  add_noise(trace, course, drift);
  trace.steps.push_back(
      step_of("drift believed",
              "(1 - weight) x a x required + weight x seen; weight = K days / (K days + variance): few or "
              "noisy readings pull it towards half of the rate required (a sum: eight tenths)",
              {given("required", in.once(drift.required)), given("a", course.prior.pull), given("weight", drift.weight),
               given("seen", in.once(drift.seen))},
              in.once(drift.believed)));
}

std::string_view chance_formula(const Basis& basis, const Forecast& forecast) {
  if (basis.in_hand && forecast.target.value() >= 1) return "reached, and cannot be lost again";
  if (forecast.decided) return "nothing is open: reached or not";
  if (basis.best_counts)
    return "that it is touched on some day up to the end, over all drifts that the readings leave possible; never "
           "less than the chance to end there";
  return "share of Student's t at or beyond the target; a jump raises the forecast and widens it, so P may fall";
}

constexpr int furthest_arrival = 3650;  // days; nobody plans with a later one
constexpr double seventy = 0.70;

NoForecast absence_of(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  if (numbers.is_final) return NoForecast::closed;
  if (numbers.status() == PaceStatus::draft) return NoForecast::not_running;  // what it does not say yet is no fault
  if (is_fault(numbers.progress.absence) || is_fault(numbers.standing.points.absence)) return NoForecast::fault;
  if (!counts(numbers.state) || rests(numbers.status())) return NoForecast::not_running;
  if (as_of < numbers.window.first) return NoForecast::not_running;
  if (numbers.standing.kept) return NoForecast::met_before;
  switch (numbers.standing.definition.kind) {
    case Kind::hold: return NoForecast::held;
    case Kind::done:
    case Kind::graded:
    case Kind::milestones:
    case Kind::measure: return NoForecast::by_confidence;
    case Kind::number:
    case Kind::sum:
    case Kind::percent: break;
  }
  if (!numbers.standing.anchors) return NoForecast::fault;
  return subject.key_result.take == Take::mean ? NoForecast::mean_of_all : NoForecast::none;
}

constexpr double whole_percent = 100;

}  // namespace

Clip ends_of(const Subject& subject, const Standing& standing) {
  const KeyResult& kr = subject.key_result;
  const Kpi* kpi = kpi_of(subject, standing.definition);
  const bool is_share = standing.definition.kind == Kind::percent;
  const auto& anchors = standing.anchors;
  const bool falls_to_nothing =
      standing.definition.kind == Kind::number && anchors && !anchors->rises() && anchors->target == 0;
  const auto first = [](std::optional<double> own, std::optional<double> of_kpi, std::optional<double> of_kind) {
    return own ? own : of_kpi ? of_kpi : of_kind;
  };
  return {first(kr.floor, kpi ? kpi->floor : std::nullopt,
                is_share || falls_to_nothing ? std::optional(0.0) : std::nullopt),
          first(kr.ceil, kpi ? kpi->ceil : std::nullopt, is_share ? std::optional(whole_percent) : std::nullopt)};
}

namespace {

/// What a reading has passed is no end.
Clip clip_of(const Subject& subject, const Standing& standing, const Basis& basis) {
  Clip clip = ends_of(subject, standing);
  for (const DatedValue& reading : basis.readings) {
    if (clip.floor && below(reading.value, *clip.floor)) clip.floor.reset();
    if (clip.ceil && above(reading.value, *clip.ceil)) clip.ceil.reset();
  }
  return clip;
}

void trace_forecast(Trace* trace, const Basis& basis, const Forecast& forecast) {
  if (!trace) return;
  const Drift& drift = forecast.drift;
  const Course& course = basis.course;
  if (course.days > 0) add_drift(*trace, course, drift);
  trace->steps.push_back(
      step_of("forecast", "last value + drift believed x days left; what cannot be passed or lost cuts it",
              {given("last value", drift.last.value), given("days left", drift.left)}, forecast.value));
  trace->steps.push_back(step_of(
      "spread", "sqrt(variance x days left + drift variance x days left^2); 80 %: forecast -+ t quantile x spread",
      {given("low", forecast.interval.low), given("high", forecast.interval.high),
       given("drift variance", InUnits{drift}.twice(drift.drift_variance))},
      prediction_of(drift, drift.left).scale));
  trace->steps.push_back(step_of("P(target)", chance_formula(basis, forecast),
                                 {given("target", course.target), given("freedom", drift.degrees)},
                                 forecast.target.value()));
  if (forecast.at_70)
    trace->steps.push_back(step_of("P(0.7)",
                                   "the same for 0.7 of the way: what success means here, so the word follows it", {},
                                   forecast.at_70->value()));
}

class Forecaster {
 public:
  Forecaster(const Subject& subject, const KeyResultNumbers& numbers, const Basis& basis, const Drift& drift)
      : subject_(subject),
        numbers_(numbers),
        basis_(basis),
        drift_(drift),
        clip_(clip_of(subject, numbers.standing, basis)),
        quantile_(interval_quantile(drift.degrees)) {}

  Forecast made(Date as_of) const {
    Forecast forecast;
    const Anchors& anchors = *numbers_.standing.anchors;
    const Prediction end = prediction_of(drift_, drift_.left);
    forecast.drift = drift_;
    forecast.of = add_days(numbers_.window.first, drift_.last.day);
    forecast.decided = drift_.decided();
    forecast.early = drift_.steps == 1 && !forecast.decided;
    forecast.stale = numbers_.recency.freshness == Freshness::stale && !forecast.decided;
    forecast.value = clipped(end.value);
    forecast.interval = interval_around(end);
    forecast.edge = edge_of(end);
    forecast.target = chance_of(anchors.target);
    if (anchors.stretch) forecast.stretch = chance_of(*anchors.stretch);
    if (anchors.commit) forecast.commit = chance_of(*anchors.commit);
    if (!anchors.stretch && subject_.objective.type() != ObjectiveType::committed)
      forecast.at_70 = forecast.decided ? seventy_reached(anchors)
                                        : chance_of(anchors.baseline + seventy * (anchors.target - anchors.baseline));
    const auto progress = linear_progress(anchors, forecast.value);
    if (progress) forecast.score = score_between(anchors, forecast.value, *progress);
    if (!forecast.stale) forecast.arrival = arrival(as_of);
    trace_forecast(subject_.trace, basis_, forecast);
    return forecast;
  }

  Interval interval_around(const Prediction& prediction) const {
    const Interval open = unclipped(prediction);
    return {clipped(open.low), clipped(open.high)};
  }

  double clipped(double value) const {
    if (basis_.in_hand)
      value = basis_.course.rises() ? std::max(value, *basis_.in_hand) : std::min(value, *basis_.in_hand);
    if (clip_.floor) value = std::max(value, *clip_.floor);
    return clip_.ceil ? std::min(value, *clip_.ceil) : value;
  }

 private:
  Interval unclipped(const Prediction& prediction) const {
    const double reach = quantile_ * prediction.scale;
    return {prediction.value - reach, prediction.value + reach};
  }

  Edge edge_of(const Prediction& end) const {
    if (drift_.decided()) return Edge::none;
    const Interval open = unclipped(end);
    if (clip_.floor && open.high <= *clip_.floor) return Edge::floor;
    return clip_.ceil && open.low >= *clip_.ceil ? Edge::ceiling : Edge::none;
  }

  Probability chance_of(double goal) const {
    if (basis_.in_hand && basis_.course.is_at(*basis_.in_hand, goal)) return Probability(1);
    if (basis_.best_counts) return ever_beyond(drift_, basis_.course, goal);
    return beyond(prediction_of(drift_, drift_.left), basis_.course, goal);
  }

  /// Where nothing is open the verdict's question: by the score as it is shown (2.3).
  Probability seventy_reached(const Anchors& anchors) const {
    const auto progress = linear_progress(anchors, basis_.in_hand.value_or(drift_.last.value));
    return Probability(progress && shown_score(capped(*progress)).value() >= seventy ? 1 : 0);
  }

  std::optional<Date> arrival(Date as_of) const {
    const Course& course = basis_.course;
    const double now = basis_.in_hand.value_or(drift_.last.value);
    if (drift_.decided() || course.is_at(now, course.target) || !(drift_.believed > 0)) return std::nullopt;
    const double days = std::ceil((1 - course.share_of(drift_.last.value)) / drift_.believed);
    if (!(days <= furthest_arrival)) return std::nullopt;
    const Date day = add_days(numbers_.window.first, drift_.last.day + static_cast<int>(days));
    return day < as_of || !is_of_calendar(day) ? std::nullopt : std::optional(day);
  }

  const Subject& subject_;
  const KeyResultNumbers& numbers_;
  const Basis& basis_;
  const Drift& drift_;
  const Clip clip_;
  const double quantile_;  ///< of the interval: the same for every day of the fan
};

/// Nothing is open any more when its last day is past, its cycle is closed, or it or its objective was called done.
bool is_over(const KeyResultNumbers& numbers, Date as_of) {
  const PaceStatus status = numbers.status();
  return as_of > numbers.window.last || numbers.state == State::done || status == PaceStatus::done ||
         status == PaceStatus::ended;
}

/// A hold as a KPI with the same bounds: its periods that are over against their natural limits (5.5).
Assurance assurance_of_subject(const Subject& subject, const KeyResultNumbers& numbers) {
  if (!numbers.standing.hold) return Assurance::unknown;
  const Definition& definition = numbers.standing.definition;
  Kpi bounds;
  bounds.good = definition.min && definition.max ? Good::range : definition.min ? Good::up : Good::down;
  bounds.min = definition.min;
  bounds.max = definition.max;
  bounds.target = definition.min ? definition.min : definition.max;
  bounds.strict = definition.strict;
  std::vector<double> values;
  std::vector<double> known;  // the running one, too
  for (const HoldPeriod& period : numbers.standing.hold->periods) {
    const bool is_part_of_total = period.clipped && numbers.standing.adds_up;  // no point beside whole ones (0.16)
    if (!period.value || is_part_of_total) continue;
    known.push_back(without_dust({period.value, period.largest}));
    if (period.over) values.push_back(known.back());
  }
  const Kpi* kpi = kpi_of(subject, definition);
  const Clip clip{kpi ? kpi->floor : std::nullopt, kpi ? kpi->ceil : std::nullopt};
  const auto limit_points = static_cast<std::size_t>(subject.workspace.settings.scoring.limit_points);
  const auto limits = natural_limits(values, limit_points, clip);
  return okr::assurance_of(bounds, bounds, limits ? &*limits : nullptr, known);
}

void add_totals(const Standing& standing, const Period& window, Basis& basis) {
  double total = basis.course.start;
  for (const Point& point : *standing.points) {
    total += point.value;
    basis.readings.push_back({days_between(window.first, point.date), total});
  }
  if (standing.only_gains) basis.in_hand = total;
}

void add_levels(std::span<const Point> points, const Period& window, Basis& basis) {
  const bool rises = basis.course.rises();
  for (const Point& point : points) {
    basis.readings.push_back({days_between(window.first, point.date), point.value});
    if (!basis.best_counts) continue;
    const double best = basis.in_hand.value_or(point.value);
    basis.in_hand = rises ? std::max(best, point.value) : std::min(best, point.value);
  }
}

/// `basis` and `drift` are those of the numbers. Empty behind the due date, when it is reached and when it is decided.
/// With `take = "best"` the best reading is what the rest is counted from.
std::optional<Rates> rates_of(const KeyResultNumbers& numbers, const Basis& basis, const Drift& drift, Date as_of) {
  if (numbers.reached || drift.decided() || as_of > numbers.window.last) return std::nullopt;
  const int left = std::max(1, days_between(as_of, numbers.window.last));
  const double from = basis.best_counts ? *basis.in_hand : drift.last.value;
  return Rates{drift.seen_a_week(), (basis.course.target - from) / left * days_of_week};
}

}  // namespace

KeyResultForecast forecast_of(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  KeyResultForecast result;
  result.numbers = &numbers;
  if (numbers.confidence) result.stated = stated_probability(numbers.confidence->value);
  result.absence = absence_of(subject, numbers, as_of);
  if (result.absence == NoForecast::held) result.assurance = assurance_of_subject(subject, numbers);
  if (result.absence != NoForecast::none) return result;
  result.absence = numbers.standing.has_points() ? NoForecast::only_at_start : NoForecast::no_reading;
  if (!numbers.standing.points) return result;
  const Basis basis = basis_of(numbers);
  auto drift = drift_of(basis.course, basis.readings);
  if (!drift) return result;
  if (is_over(numbers, as_of)) drift->left = 0;
  result.absence = NoForecast::none;
  result.rates = rates_of(numbers, basis, *drift, as_of);
  result.forecast = Forecaster(subject, numbers, basis, *drift).made(as_of);
  return result;
}

std::vector<Forecast::Day> fan_of(const Subject& subject, const KeyResultForecast& forecast) {
  std::vector<Forecast::Day> days;
  if (!forecast.forecast || forecast.forecast->decided) return days;
  const KeyResultNumbers& numbers = *forecast.numbers;
  const Drift& drift = forecast.forecast->drift;
  const Basis basis = basis_of(numbers);
  const Forecaster forecaster(subject, numbers, basis, drift);
  const Date last = add_days(numbers.window.first, drift.last.day);
  for (int day = 0; day <= drift.left; ++day) {
    const Prediction prediction = prediction_of(drift, day);
    days.push_back({add_days(last, day), forecaster.clipped(prediction.value), forecaster.interval_around(prediction)});
  }
  return days;
}

Probability success_chance(const Forecast& forecast) { return forecast.at_70 ? *forecast.at_70 : forecast.target; }

Likelihood likelihood_of(Probability probability) {
  if (probability.value() >= likely_from) return Likelihood::likely;
  return probability.value() < unlikely_below ? Likelihood::unlikely : Likelihood::toss_up;
}

std::optional<Likelihood> likelihood_of(const Forecast& forecast) {
  if (forecast.decided || forecast.stale || forecast.early) return std::nullopt;
  return likelihood_of(success_chance(forecast));
}

std::optional<double> Rates::factor() const {
  if (so_far == 0 || (so_far > 0) != (needed > 0)) return std::nullopt;
  return needed / so_far;
}

Basis basis_of(const KeyResultNumbers& numbers) {
  const Anchors& anchors = *numbers.standing.anchors;
  const KeyResult& kr = *numbers.key_result;
  const Kind kind = numbers.standing.definition.kind;
  const bool adds = kind == Kind::sum;
  Basis basis;
  basis.course = {anchors.baseline, anchors.target, days_between(numbers.window.first, numbers.window.last),
                  adds ? prior_of_sums : prior_of_levels};
  basis.best_counts = kind == Kind::number && kr.take == Take::best;
  if (adds)
    add_totals(numbers.standing, numbers.window, basis);
  else
    add_levels(*numbers.standing.points, numbers.window, basis);
  return basis;
}

}  // namespace okr
