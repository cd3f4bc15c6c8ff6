// SPDX-License-Identifier: MIT
#include "okr/compute/forecast.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "compute/forecast_trace.hpp"
#include "okr/compute/kpi.hpp"

namespace okr {
namespace {

constexpr int furthest_arrival = 3650;  // days; nobody plans with a later one
constexpr double seventy = 0.70;

NoForecast absence_of(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  if (numbers.is_final) return NoForecast::closed;
  if (is_fault(numbers.progress.absence) || is_fault(numbers.standing.points.absence)) return NoForecast::fault;
  if (numbers.state != State::active && numbers.state != State::done) return NoForecast::not_running;
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

/// What the value cannot pass: the key result's own, else its KPI's, else the ends of a percentage.
Clip clip_of(const Subject& subject, const Definition& definition) {
  const KeyResult& kr = subject.key_result;
  const Kpi* kpi = kpi_of(subject, definition);
  const bool is_percent = definition.kind == Kind::percent;
  const auto first = [](std::optional<double> own, std::optional<double> of_kpi, std::optional<double> of_kind) {
    return own ? own : of_kpi ? of_kpi : of_kind;
  };
  return {first(kr.floor, kpi ? kpi->floor : std::nullopt, is_percent ? std::optional(0.0) : std::nullopt),
          first(kr.ceil, kpi ? kpi->ceil : std::nullopt, is_percent ? std::optional(100.0) : std::nullopt)};
}

class Forecaster {
 public:
  Forecaster(const Subject& subject, const KeyResultNumbers& numbers, const Basis& basis, const Drift& drift)
      : subject_(subject),
        numbers_(numbers),
        basis_(basis),
        drift_(drift),
        clip_(clip_of(subject, numbers.standing.definition)),
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
      forecast.at_70 = chance_of(anchors.baseline + seventy * (anchors.target - anchors.baseline));
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

  std::optional<Date> arrival(Date as_of) const {
    const Course& course = basis_.course;
    const double now = basis_.in_hand.value_or(drift_.last.value);
    if (drift_.decided() || course.is_at(now, course.target) || !(drift_.believed > 0)) return std::nullopt;
    const double days = std::ceil((1 - course.share_of(drift_.last.value)) / drift_.believed);
    if (!(days <= furthest_arrival)) return std::nullopt;
    const Date day = add_days(numbers_.window.first, drift_.last.day + static_cast<int>(days));
    return day < as_of ? std::nullopt : std::optional(day);
  }

  const Subject& subject_;
  const KeyResultNumbers& numbers_;
  const Basis& basis_;
  const Drift& drift_;
  const Clip clip_;
  const double quantile_;  ///< of the interval: the same for every day of the fan
};

/// Nothing is open any more when its last day is past, or it was called done.
bool is_over(const KeyResultNumbers& numbers, Date as_of) {
  return as_of > numbers.window.last || numbers.state == State::done;
}

/// A hold as a KPI with the same bounds: its periods that are over against their natural limits (5.5).
Assurance assurance_of(const Subject& subject, const KeyResultNumbers& numbers) {
  if (!numbers.standing.hold) return Assurance::unknown;
  const Definition& definition = numbers.standing.definition;
  Kpi bounds;
  bounds.good = definition.min && definition.max ? Good::range : definition.min ? Good::up : Good::down;
  bounds.min = definition.min;
  bounds.max = definition.max;
  bounds.target = definition.min ? definition.min : definition.max;
  std::vector<double> values;
  for (const HoldPeriod& period : numbers.standing.hold->periods)
    if (period.over && period.value) values.push_back(*period.value);
  const Kpi* kpi = kpi_of(subject, definition);
  const Clip clip{kpi ? kpi->floor : std::nullopt, kpi ? kpi->ceil : std::nullopt};
  const auto limit_points = static_cast<std::size_t>(subject.workspace.settings.scoring.limit_points);
  const auto limits = natural_limits(values, limit_points, clip);
  return okr::assurance_of(bounds, bounds, limits ? &*limits : nullptr);
}

}  // namespace

KeyResultForecast forecast_of(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  KeyResultForecast result;
  result.numbers = &numbers;
  if (numbers.confidence) result.stated = stated_probability(numbers.confidence->value);
  result.absence = absence_of(subject, numbers, as_of);
  if (result.absence == NoForecast::held) result.assurance = assurance_of(subject, numbers);
  if (result.absence != NoForecast::none) return result;
  result.absence = NoForecast::no_reading;
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

std::string_view to_string(Likelihood likelihood) {
  constexpr std::array<std::string_view, 3> words = {"unlikely", "toss-up", "likely"};
  return words[static_cast<std::size_t>(likelihood)];
}

std::string_view to_string(NoForecast reason) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(NoForecast::fault) + 1> words = {
      "",
      "no reading yet",
      "held or not",
      "by confidence",
      "met before it began",
      "a mean has no end value",
      "not running",
      "closed",
      "n/a"};
  return words[static_cast<std::size_t>(reason)];
}

}  // namespace okr
