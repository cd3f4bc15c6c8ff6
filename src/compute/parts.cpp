// SPDX-License-Identifier: MIT
#include "compute/parts.hpp"

#include <array>

namespace okr {
namespace {

/// E - progress cut to 0..1; no data is 0; empty for what is not paced, in error, or an unfinished draft.
std::optional<double> shortfall_of(const KeyResultNumbers& numbers) {
  const Absence absence = numbers.progress.absence;
  if (!numbers.pace.expected || is_fault(absence) || absence == Absence::not_counted) return std::nullopt;
  const double reached = numbers.progress ? capped(*numbers.progress).value() : 0;
  return numbers.pace.expected->value() - reached;
}

/// A default weight is told from one that is given by the place.
void add_part(const Part& part, std::vector<TraceInput>& inputs) {
  inputs.push_back({"weight", part.weight, part.place, !part.place.known(), part.name});
  inputs.push_back({"score", traced(part.score.value), {}, false, part.name});
}

}  // namespace

Part part_of(const KeyResultNumbers& numbers) {
  Part part{numbers.score,         numbers.weight,        numbers.state,   numbers.pace.status,
            numbers.pace.expected, shortfall_of(numbers), numbers.reached, numbers.pace.lost};
  part.name = to_string(numbers.id);
  if (numbers.key_result && numbers.key_result->gives("weight")) part.place = numbers.key_result->place_of("weight");
  return part;
}

Part part_of(const ObjectiveNumbers& numbers) {
  Part part{numbers.score,    numbers.weight, numbers.state,   numbers.status,
            numbers.expected, numbers.gap,    numbers.reached, numbers.lost};
  part.name = numbers.id.text;
  if (numbers.objective && numbers.objective->gives("weight")) part.place = numbers.objective->place_of("weight");
  return part;
}

std::optional<double> number_kept(const EntryValue& value) {
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? 1.0 : 0.0;
  const double* number = std::get_if<double>(&value);
  return number ? std::optional(*number) : grade_of(value);
}

void trace_roll_up(Trace* trace, std::string_view what, std::span<const Part> parts, const Computed<Score>& result) {
  record(trace, [&] {
    TraceStep step{what,
                   "sum of weight x score / sum of weight; no data is 0, holds not due are left out",
                   "2.4",
                   {},
                   traced(result.value),
                   result.absence};
    for (const Part& part : parts)
      if (counts(part.state)) add_part(part, step.inputs);
    return step;
  });
}

void trace_as_planned(Trace* trace, std::span<const Part> parts, const Computed<Score>& result) {
  record(trace, [&] {
    TraceStep step{"as planned",
                   "the same with cancelled and deferred parts, by the first values of `changes`",
                   "2.5",
                   {},
                   traced(result.value),
                   result.absence};
    for (const Part& part : parts)
      if (counts_as_planned(part.state)) add_part(part, step.inputs);
    return step;
  });
}

void trace_shown(Trace* trace, const Scoring& scoring, const std::optional<Score>& shown) {
  record(trace, [&] {
    TraceStep step{"shown", "two decimals, halves up, 1.00 only when reached", "2.3", {}, traced(shown), Absence::none};
    const Place place = scoring.gives("bands") ? scoring.place_of("bands") : Place{};
    for (std::size_t i = 0; i < scoring.bands.size(); ++i)
      step.inputs.push_back({"bands", scoring.bands[i], place, true, i == 0 ? "red below" : "green from"});
    return step;
  });
}

void trace_status(Trace* trace, PaceStatus status, StatusTrace how) {
  record(trace, [&] {
    return TraceStep{"status", how.rule, "3.2", std::move(how.inputs), std::string(word(status)), Absence::none};
  });
}

void trace_verdict(Trace* trace, const Scoring& scoring, ObjectiveType type, const std::optional<Verdict>& verdict) {
  if (!verdict) return;
  record(trace, [&] {
    TraceStep step{"verdict",
                   "committed: met when everything that counts has progress >= 1, else missed",
                   "2.3",
                   {},
                   std::string(word(*verdict)),
                   Absence::none};
    if (type == ObjectiveType::committed) return step;
    step.formula =
        "shown > too-safe too safe, >= aspirational-target or reached success, >= the lower band short, else far short";
    step.inputs = {threshold(scoring, "aspirational-target", scoring.aspirational_target),
                   {"too-safe", too_safe_above, {}, true}};
    return step;
  });
}

TraceInput threshold(const Scoring& scoring, std::string_view key, double value) {
  return {key, value, scoring.gives(key) ? scoring.place_of(key) : Place{}, true};
}

void add_gap_thresholds(const Scoring& scoring, std::vector<TraceInput>& inputs) {
  inputs.push_back(threshold(scoring, "on-track-gap", scoring.on_track_gap));
  inputs.push_back(threshold(scoring, "behind-gap", scoring.behind_gap));
}

}  // namespace okr
