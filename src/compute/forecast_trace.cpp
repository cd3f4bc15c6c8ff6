// SPDX-License-Identifier: MIT
#include "compute/forecast_trace.hpp"

namespace okr {
namespace {

constexpr std::string_view section = "4.2";

TraceInput given(std::string_view name, double value) { return {name, value, {}, false}; }

TraceStep step_of(std::string_view what, std::string_view formula, std::vector<TraceInput> inputs, double result) {
  return {what, formula, section, std::move(inputs), result, Absence::none};
}

void add_drift(Trace& trace, const KeyResultNumbers& numbers, const Drift& drift) {
  const Anchors& anchors = *numbers.standing.anchors;
  trace.steps.push_back(step_of("drift seen", "(last value - start value) / days between, a day",
                                {given("last value", drift.last.value), given("days", drift.last.day)}, drift.seen));
  trace.steps.push_back(step_of("variance", "(squares of the steps around it + 2 (0.30 x way)^2 / length) / freedom, a day",
                                {given("squares", drift.squares), given("way", anchors.target - anchors.baseline),
                                 given("length", days_between(numbers.window.first, numbers.window.last)),
                                 given("freedom", drift.degrees)},
                                drift.variance));
  trace.steps.push_back(step_of("drift believed", "(1 - weight) x needed / 2 + weight x seen; weight = K days / (K days + variance), "
                                "K = (0.75 needed)^2",
                                {given("needed", drift.required), given("weight", drift.weight), given("seen", drift.seen)},
                                drift.believed));
}

}  // namespace

void trace_forecast(Trace* trace, const KeyResultNumbers& numbers, const Forecast& forecast) {
  if (!trace) return;
  const Drift& drift = forecast.drift;
  add_drift(*trace, numbers, drift);
  trace->steps.push_back(step_of("forecast", "last value + drift believed x days left; what cannot be passed or lost cuts it",
                                 {given("last value", drift.last.value), given("days left", drift.left)}, forecast.value));
  trace->steps.push_back(step_of("spread", "sqrt(variance x days left + drift variance x days left^2); 80 %: forecast -+ t quantile x spread",
                                 {given("low", forecast.interval.low), given("high", forecast.interval.high),
                                  given("drift variance", drift.drift_variance)},
                                 prediction_of(drift, drift.left).scale));
  trace->steps.push_back(step_of("P(target)", "share of Student's t at or beyond the target; a jump raises the forecast and widens it, "
                                 "so P may fall",
                                 {given("target", numbers.standing.anchors->target), given("freedom", drift.degrees)},
                                 forecast.target.value()));
}

void trace_expected(Trace* trace, std::span<const Part> parts, const Computed<Score>& expected) {
  record(trace, [&] {
    TraceStep step{"expected score", "sum of weight x forecast score / sum of weight; today's score where there is no forecast",
                   "4.4", {}, traced(expected.value), expected.absence};
    for (const Part& part : parts) {
      if (!counts(part.state)) continue;
      step.inputs.push_back({"weight", part.weight, part.place, !part.place.known(), part.name});
      step.inputs.push_back({"score", traced(part.score.value), {}, false, part.name});
    }
    return step;
  });
}

}  // namespace okr
