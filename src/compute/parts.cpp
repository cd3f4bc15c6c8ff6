// SPDX-License-Identifier: MIT
#include "compute/parts.hpp"

#include <array>

namespace okr {
namespace {

/// E - progress cut to 0..1; no data is 0; empty for what is not paced or in error.
std::optional<double> shortfall_of(const KeyResultNumbers& numbers) {
  if (!numbers.pace.expected || is_fault(numbers.progress.absence)) return std::nullopt;
  const double reached = numbers.progress ? capped(*numbers.progress).value() : 0;
  return numbers.pace.expected->value() - reached;
}

}  // namespace

Part part_of(const KeyResultNumbers& numbers) {
  const KeyResult* kr = numbers.key_result;
  return {numbers.score,         numbers.weight,        numbers.state,
          numbers.pace.status,   numbers.pace.expected, shortfall_of(numbers),
          numbers.reached,       numbers.pace.cannot_end_met,
          kr ? std::string_view(kr->id.name) : std::string_view{}, kr ? kr->place : Place{}};
}

Part part_of(const ObjectiveNumbers& numbers) {
  const Objective* objective = numbers.objective;
  return {numbers.score,
          numbers.weight,
          numbers.state,
          numbers.status,
          numbers.expected,
          numbers.gap,
          numbers.reached,
          numbers.cannot_end_met,
          objective ? std::string_view(objective->id.text) : std::string_view{},
          objective ? objective->place : Place{}};
}

std::optional<double> number_kept(const EntryValue& value) {
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? 1.0 : 0.0;
  const double* number = std::get_if<double>(&value);
  return number ? std::optional(*number) : grade_of(value);
}

void trace_roll_up(Trace* trace, std::string_view what, std::span<const Part> parts, const Computed<Score>& result) {
  record(trace, [&] {
    TraceStep step{
        what, "sum of weight x score / sum of weight; no data is 0", "2.4", {}, traced(result.value), result.absence};
    for (const Part& part : parts) {
      if (!counts(part.state)) continue;
      step.inputs.push_back({"part", std::string(part.label), part.place, false});
      step.inputs.push_back({"weight", part.weight, {}, false});
      step.inputs.push_back({"score", traced(part.score.value), {}, false});
    }
    return step;
  });
}

void trace_shown(Trace* trace, const Scoring& scoring, const std::optional<Score>& shown) {
  record(trace, [&] {
    TraceStep step{"shown", "two decimals, halves up, 1.00 only when reached", "2.3", {}, traced(shown), Absence::none};
    const Place place = scoring.gives("bands") ? scoring.place_of("bands") : Place{};
    for (const double band : scoring.bands) step.inputs.push_back({"bands", band, place, true});
    return step;
  });
}

void trace_status(Trace* trace, std::string_view formula, PaceStatus status) {
  record(trace, [&] {
    return TraceStep{"status", formula, "3.2", {}, std::string(to_string(status)), Absence::none};
  });
}

std::string_view to_string(PaceStatus status) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(PaceStatus::ended) + 1> words = {
      "n/a",  "at risk", "no data", "behind",    "on track", "not started", "ahead", "achieved",
      "done", "draft",   "cancelled", "deferred", "ended"};
  return words[static_cast<std::size_t>(status)];
}

}  // namespace okr
