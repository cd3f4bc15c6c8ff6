// SPDX-License-Identifier: MIT
#include "compute/forecast_trace.hpp"

namespace okr {
namespace {

constexpr std::string_view section = "4.2";

TraceInput given(std::string_view name, double value) { return {name, value, {}, false}; }

TraceStep step_of(std::string_view what, std::string_view formula, std::vector<TraceInput> inputs, double result) {
  return {what, formula, section, std::move(inputs), result, Absence::none};
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

}  // namespace

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

void trace_expected(Trace* trace, std::span<const Part> parts, const Computed<Score>& expected) {
  record(trace, [&] {
    TraceStep step{"expected score",
                   "sum of weight x forecast score / sum of weight; today's score where there is no forecast",
                   "4.4",
                   {},
                   traced(expected.value),
                   expected.absence};
    for (const Part& part : parts) {
      if (!counts(part.state)) continue;
      step.inputs.push_back({"weight", part.weight, part.place, !part.place.known(), part.name});
      step.inputs.push_back({"score", traced(part.score.value), {}, false, part.name});
    }
    return step;
  });
}

}  // namespace okr
