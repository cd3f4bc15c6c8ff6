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
  switch (subject.key_result.kind) {
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

bool is_at(double value, double goal, bool rises) { return rises ? value >= goal : value <= goal; }

class Forecaster {
 public:
  Forecaster(const Subject& subject, const KeyResultNumbers& numbers, const Basis& basis, const Drift& drift)
      : subject_(subject), numbers_(numbers), basis_(basis), drift_(drift), quantile_(interval_quantile(drift.degrees)) {}

  Forecast made() const {
    Forecast forecast;
    const Anchors& anchors = *numbers_.standing.anchors;
    const Prediction end = prediction_of(drift_, drift_.left);
    forecast.drift = drift_;
    forecast.decided = drift_.decided();
    forecast.early = drift_.steps == 1 && !forecast.decided;
    forecast.value = clipped(end.value);
    forecast.interval = interval_around(end);
    forecast.target = chance_of(anchors.target);
    if (anchors.stretch) forecast.stretch = chance_of(*anchors.stretch);
    if (anchors.commit) forecast.commit = chance_of(*anchors.commit);
    if (!anchors.stretch && subject_.objective.type() != ObjectiveType::committed)
      forecast.at_70 = chance_of(anchors.baseline + seventy * (anchors.target - anchors.baseline));
    const auto progress = linear_progress(anchors, forecast.value);
    if (progress) forecast.score = score_between(anchors, forecast.value, *progress);
    forecast.arrival = arrival();
    trace_forecast(subject_.trace, numbers_, forecast);
    return forecast;
  }

  Interval interval_around(const Prediction& prediction) const {
    const double reach = quantile_ * prediction.scale;
    return {clipped(prediction.value - reach), clipped(prediction.value + reach)};
  }

  double clipped(double value) const {
    const KeyResult& kr = subject_.key_result;
    const Kpi* kpi = kpi_of(subject_, numbers_.standing.definition);
    const auto floor = kr.floor ? kr.floor : kpi && kpi->floor ? kpi->floor : percent(0);
    const auto ceil = kr.ceil ? kr.ceil : kpi && kpi->ceil ? kpi->ceil : percent(100);
    if (!basis_.turns_back) value = rises() ? std::max(value, drift_.last.value) : std::min(value, drift_.last.value);
    if (floor) value = std::max(value, *floor);
    return ceil ? std::min(value, *ceil) : value;
  }

 private:
  bool rises() const { return basis_.course.rises(); }

  std::optional<double> percent(double bound) const {
    return subject_.key_result.kind == Kind::percent ? std::optional(bound) : std::nullopt;
  }

  Probability chance_of(double goal) const {
    if (!basis_.turns_back && is_at(drift_.last.value, goal, rises())) return Probability(1);
    if (subject_.key_result.kind == Kind::number && subject_.key_result.take == Take::best)
      return ever_beyond(drift_, drift_.last.value, goal, rises());
    return beyond(prediction_of(drift_, drift_.left), goal, rises());
  }

  std::optional<Date> arrival() const {
    const double goal = basis_.course.target;
    if (is_at(drift_.last.value, goal, rises())) {
      const auto met = std::ranges::find_if(basis_.readings,
                                            [&](const DatedValue& at) { return is_at(at.value, goal, rises()); });
      return add_days(numbers_.window.first, met->day);
    }
    const double way = goal - drift_.last.value;
    if (drift_.decided() || drift_.believed == 0 || (way > 0) != (drift_.believed > 0)) return std::nullopt;
    const double days = std::ceil(way / drift_.believed);
    if (days > furthest_arrival) return std::nullopt;
    return add_days(numbers_.window.first, drift_.last.day + static_cast<int>(days));
  }

  const Subject& subject_;
  const KeyResultNumbers& numbers_;
  const Basis& basis_;
  const Drift& drift_;
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
  const auto limits = xmr_limits(values, xmr_baseline, clip);
  return okr::assurance_of(bounds, limits ? &*limits : nullptr);
}

}  // namespace

Basis basis_of(const Subject& subject, const KeyResultNumbers& numbers) {
  const Anchors& anchors = *numbers.standing.anchors;
  const KeyResult& kr = subject.key_result;
  const bool adds = kr.kind == Kind::sum, keeps_best = kr.kind == Kind::number && kr.take == Take::best;
  Basis basis{{anchors.baseline, anchors.target, days_between(numbers.window.first, numbers.window.last)}, {}, true};
  basis.turns_back = !keeps_best && !adds;
  double standing = anchors.baseline;
  bool only_gains = true;
  for (const Point& point : *numbers.standing.points) {
    only_gains = only_gains && (anchors.rises() ? point.value >= 0 : point.value <= 0);
    const bool better = anchors.rises() ? point.value > standing : point.value < standing;
    if (adds) standing += point.value;
    else if (!keeps_best || better || basis.readings.empty()) standing = point.value;
    basis.readings.push_back({days_between(numbers.window.first, point.date), standing});
  }
  if (adds) basis.turns_back = !only_gains;
  return basis;
}

KeyResultForecast forecast_of(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  KeyResultForecast result;
  result.numbers = &numbers;
  result.rates = rates_of(numbers);
  if (numbers.confidence) result.stated = stated_probability(numbers.confidence->value);
  result.absence = absence_of(subject, numbers, as_of);
  if (result.absence == NoForecast::held) result.assurance = assurance_of(subject, numbers);
  if (result.absence != NoForecast::none) return result;
  result.absence = NoForecast::no_reading;
  if (!numbers.standing.points) return result;
  const Basis basis = basis_of(subject, numbers);
  auto drift = drift_of(basis.course, basis.readings);
  if (!drift) return result;
  if (is_over(numbers, as_of)) drift->left = 0;
  result.absence = NoForecast::none;
  result.forecast = Forecaster(subject, numbers, basis, *drift).made();
  return result;
}

std::vector<Forecast::Day> fan_of(const Subject& subject, const KeyResultForecast& forecast) {
  std::vector<Forecast::Day> days;
  if (!forecast.forecast || forecast.forecast->decided) return days;
  const KeyResultNumbers& numbers = *forecast.numbers;
  const Drift& drift = forecast.forecast->drift;
  const Basis basis = basis_of(subject, numbers);
  const Forecaster forecaster(subject, numbers, basis, drift);
  const Date last = add_days(numbers.window.first, drift.last.day);
  for (int day = 0; day <= drift.left; ++day) {
    const Prediction prediction = prediction_of(drift, day);
    days.push_back({add_days(last, day), forecaster.clipped(prediction.value), forecaster.interval_around(prediction)});
  }
  return days;
}

Likelihood likelihood_of(Probability probability) {
  if (probability.value() >= likely_from) return Likelihood::likely;
  return probability.value() < unlikely_below ? Likelihood::unlikely : Likelihood::toss_up;
}

std::string_view to_string(Likelihood likelihood) {
  constexpr std::array<std::string_view, 3> words = {"unlikely", "toss-up", "likely"};
  return words[static_cast<std::size_t>(likelihood)];
}

std::string_view to_string(NoForecast reason) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(NoForecast::fault) + 1> words = {
      "", "no reading yet", "held or not", "by confidence", "a mean has no end value", "not running", "closed", "n/a"};
  return words[static_cast<std::size_t>(reason)];
}

}  // namespace okr
