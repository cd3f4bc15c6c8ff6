// SPDX-License-Identifier: MIT
// Numbers as parts of the whole above them, and the whole of its parts.
#include "okr/compute/rollup.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <vector>

#include <fmt/core.h>

#include "compute/parts.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/workspace.hpp"

namespace okr {
namespace {

/// E - progress cut to 0..1; no data is 0; empty for what is not paced, in error, or an unfinished draft.
std::optional<double> shortfall_of(const KeyResultNumbers& numbers) {
  const Absence absence = numbers.progress.absence;
  if (!numbers.pace.expected || is_fault(absence) || absence == Absence::not_counted) return std::nullopt;
  const double reached = numbers.progress ? capped(*numbers.progress).value() : 0;
  return numbers.pace.expected->value() - reached;
}

bool is_left_out(Absence absence) {
  return absence == Absence::nothing_due || absence == Absence::not_counted || absence == Absence::nothing_below ||
         absence == Absence::not_begun;
}

bool is_usable(double weight) { return std::isfinite(weight) && weight >= 0; }

/// The weighted mean over the chosen parts; empty where none of them has weight. Sums are in units of the greatest
/// weight, so that weights near the ends of the range neither vanish nor overflow.
template <class IsChosen, class ValueOf>
std::optional<double> weighted_mean(std::span<const Part> parts, IsChosen is_chosen, ValueOf value_of) {
  double greatest = 0, total = 0, weight = 0;
  for (const Part& part : parts)
    if (is_chosen(part)) greatest = std::max(greatest, part.weight);
  if (!(greatest > 0)) return std::nullopt;
  for (const Part& part : parts) {
    if (!is_chosen(part)) continue;
    total += part.weight / greatest * value_of(part);
    weight += part.weight / greatest;
  }
  return total / weight;
}

/// Why nothing is left to average: all zero weights are a fault only when no part merely waits.
Absence why_nothing(std::span<const Part> parts, bool any_counted) {
  Absence reason = any_counted ? Absence::bad_weights : Absence::nothing_below;
  for (const Part& part : parts) {
    if (!any_counted && is_left_out(part.score.absence)) reason = part.score.absence;
    if (part.weight > 0 && part.score.absence == Absence::nothing_due) reason = Absence::nothing_due;
  }
  return reason;
}

Computed<Score> mean_of(std::span<const Part> parts, bool (*counted)(State)) {
  std::vector<Part> chosen;
  std::ranges::copy_if(parts, std::back_inserter(chosen), counted, &Part::state);
  if (chosen.empty() && !parts.empty()) return Absence::not_counted;
  for (const Part& part : chosen) {
    if (!is_usable(part.weight)) return Absence::bad_weights;
    if (is_fault(part.score.absence) || part.score.absence == Absence::not_kept) return part.score.absence;
  }
  const auto is_averaged = [](const Part& part) { return !is_left_out(part.score.absence); };
  const auto mean =
      weighted_mean(chosen, is_averaged, [](const Part& part) { return part.score ? part.score->value() : 0; });
  if (!mean) return why_nothing(chosen, std::ranges::any_of(chosen, is_averaged));
  return capped(Progress(*mean));
}

/// An objective below which nothing stands, or only drafts and what was cancelled or deferred.
bool is_hollow(const Computed<Score>& score) {
  return score.absence == Absence::nothing_below || score.absence == Absence::not_counted;
}

/// A part that is n/a because nothing stands below it is skipped, and the rest decides (2.6).
bool decides(const Part& part) { return counts(part.state) && part.weight > 0 && !is_hollow(part.score); }

bool is_judged(const Part& part) { return decides(part) && part.shortfall.has_value(); }

/// A bound that was kept so far, while more periods are to come than may be missed.
bool may_be_lost(const KeyResultNumbers& kr) {
  const auto& hold = kr.standing.hold;
  if (!decides(part_of(kr)) || kr.standing.definition.kind != Kind::hold || kr.state == State::done) return false;
  if (!hold || kr.standing.latest) return true;
  return hold->missed + hold->open() > hold->allowed;
}

/// MET is said when nothing can be missed any more (2.3, 3.2): what was kept so far is on track until then.
bool is_met(const ObjectiveNumbers& objective) {
  if (!objective.reached || objective.verdict || objective.status == PaceStatus::ended) return objective.reached;
  const auto is_settled = [](const ChildNumbers& child) {
    return !decides(child.part) || child.part.status == PaceStatus::achieved || child.part.status == PaceStatus::done;
  };
  return std::ranges::none_of(objective.key_results, may_be_lost) &&
         std::ranges::all_of(objective.children, is_settled);
}

/// A bound of which no period was due when its cycle ended was neither kept nor broken (0.8).
bool was_never_due(const ObjectiveNumbers& objective) {
  return objective.score.absence == Absence::nothing_due && objective.status == PaceStatus::ended;
}

bool is_counted(const ObjectiveNumbers& objective) {
  return counts(objective.state) && !is_hollow(objective.score) && !was_never_due(objective);
}

/// One status for several aspirational objectives: by their mean gap, as an objective's by that of its key results.
PaceStatus status_of(std::span<const Part> parts, const Scoring& scoring) {
  const auto worst = worst_status(parts);
  if (!worst) return PaceStatus::not_available;
  for (const PaceStatus status : {PaceStatus::not_started, PaceStatus::ended, PaceStatus::achieved})
    if (all_have(parts, status)) return status;
  const auto gap = mean_gap(parts);
  return gap ? status_by_gap(*gap, scoring) : *worst;
}

bool has_parent_among(IdIndex& ids, const Cycle& cycle, const ObjectiveNumbers& objective,
                      const std::set<const Objective*>& others) {
  if (!objective.objective) return false;
  return std::ranges::any_of(objective.objective->parents, [&](const Reference& reference) {
    const Found parent = ids.resolve(cycle, reference.text);
    return parent.cycle == &cycle && parent.objective != objective.objective && others.contains(parent.objective);
  });
}

}  // namespace

Part part_of(const KeyResultNumbers& numbers) {
  Part part{numbers.score,         numbers.weight,        numbers.state,   numbers.pace.status,
            numbers.pace.expected, shortfall_of(numbers), numbers.reached, numbers.pace.lost};
  part.name = to_string(numbers.id);
  if (numbers.key_result) part.place = place_of_value(*numbers.key_result, "weight", numbers.as_of);
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

namespace {

/// What the mean takes of a part: its score, 0 without data, or why it is left out.
TraceValue traced_part(const Part& part) {
  if (part.score) return part.score->value();
  if (part.score.absence == Absence::no_data) return 0.0;
  return fmt::format("{}{}", is_left_out(part.score.absence) ? "left out: " : "", word(part.score.absence));
}

}  // namespace

void trace_mean(Trace* trace, const MeanTrace& mean, std::span<const Part> parts, const Computed<Score>& result) {
  record(trace, [&] {
    TraceStep step{mean.what, mean.formula, mean.section, traced(result.value)};
    step.absence = result.absence;
    for (const Part& part : parts) {
      if (!mean.counted(part.state)) continue;
      // A default weight is told from one that is given by the place.
      step.inputs.push_back({"weight", part.weight, part.place, !part.place.known(), part.name});
      step.inputs.push_back({"score", traced_part(part), {}, false, part.name});
    }
    return step;
  });
}

void trace_roll_up(Trace* trace, std::string_view what, std::span<const Part> parts, const Computed<Score>& result) {
  trace_mean(trace,
             {what, "sum of weight x score / sum of weight; no data is 0, and what is left out weighs nothing", "2.4"},
             parts, result);
}

void trace_as_planned(Trace* trace, std::span<const Part> parts, const Computed<Score>& result) {
  trace_mean(trace,
             {"as planned", "the same with cancelled and deferred parts, by the first values of `changes`", "2.5",
              counts_as_planned},
             parts, result);
}

void trace_final(Trace* trace, std::string_view section, const Computed<Score>& score, std::vector<TraceInput> kept) {
  record(trace, [&] {
    return TraceStep{
        "final",         "as written when the cycle was closed; a score that was not kept follows from what was",
        section,         traced(score.value),
        std::move(kept), score.absence};
  });
}

void trace_shown(Trace* trace, const Scoring& scoring, const std::optional<Score>& shown) {
  record(trace, [&] {
    TraceStep step{"shown", "two decimals, halves up, 1.00 only when reached", "2.3", traced(shown)};
    const Place place = scoring.gives("bands") ? scoring.place_of("bands") : Place{};
    for (std::size_t i = 0; i < scoring.bands.size(); ++i)
      step.inputs.push_back({"bands", scoring.bands[i], place, true, i == 0 ? "red below" : "green from"});
    return step;
  });
}

void trace_status(Trace* trace, PaceStatus status, StatusTrace how) {
  record(trace, [&] { return TraceStep{"status", how.rule, "3.2", std::string(word(status)), std::move(how.inputs)}; });
}

void trace_verdict(Trace* trace, const Scoring& scoring, ObjectiveType type, const std::optional<Verdict>& verdict) {
  if (!verdict) return;
  record(trace, [&] {
    TraceStep step{"verdict", "committed: met when everything that counts has progress >= 1, else missed", "2.3",
                   std::string(word(*verdict))};
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

Score shown_score(Score score) {
  const double hundredths = std::floor(100 * score.value() + 0.5 + 1e-9);
  if (hundredths >= 100 && !is_full(score)) return Score(0.99);
  return Score(hundredths / 100);
}

Band band_of(Score shown, const Scoring& scoring) {
  const double yellow_from = scoring.bands.size() > 0 ? scoring.bands[0] : 0.40;
  const double green_from = scoring.bands.size() > 1 ? scoring.bands[1] : 0.70;
  if (shown.value() < yellow_from) return Band::red;
  return shown.value() < green_from ? Band::yellow : Band::green;
}

bool says_not_reached(Score kept) { return below(shown_score(kept).value(), score_of(Zone::target).value()); }

Verdict verdict_of(ObjectiveType type, bool reached, Score shown, const Scoring& scoring) {
  if (type == ObjectiveType::committed) return reached ? Verdict::met : Verdict::missed;
  if (shown.value() > too_safe_above) return Verdict::too_safe;
  if (reached || shown.value() >= scoring.aspirational_target) return Verdict::success;
  return band_of(shown, scoring) == Band::red ? Verdict::far_short : Verdict::fell_short;
}

Computed<Score> rolled_up(std::span<const Part> parts) { return mean_of(parts, counts); }

Computed<Score> rolled_up_as_planned(std::span<const Part> parts) { return mean_of(parts, counts_as_planned); }

std::optional<double> mean_gap(std::span<const Part> parts) {
  const auto mean = weighted_mean(parts, is_judged, [](const Part& part) { return *part.shortfall; });
  return mean ? std::optional(std::round(*mean * 1e4) / 1e4) : std::nullopt;
}

std::optional<Progress> mean_expected(std::span<const Part> parts) {
  const auto is_expected = [](const Part& part) { return is_judged(part) && part.expected.has_value(); };
  const auto mean = weighted_mean(parts, is_expected, [](const Part& part) { return part.expected->value(); });
  return mean ? std::optional(Progress(*mean)) : std::nullopt;
}

std::optional<PaceStatus> worst_status(std::span<const Part> parts) {
  std::optional<PaceStatus> worst;
  for (const Part& part : parts)
    if (decides(part)) worst = worst ? worse(*worst, part.status) : part.status;
  return worst;
}

bool all_have(std::span<const Part> parts, PaceStatus status) {
  return std::ranges::all_of(parts, [&](const Part& part) { return !decides(part) || part.status == status; });
}

bool any_lost(std::span<const Part> parts) {
  return std::ranges::any_of(parts, [](const Part& part) { return decides(part) && part.lost; });
}

bool all_reached(std::span<const Part> parts) {
  bool any = false;
  for (const Part& part : parts) {
    if (!decides(part) || is_left_out(part.score.absence)) continue;
    if (!part.reached) return false;
    any = true;
  }
  return any;
}

std::optional<State> common_end(std::span<const Part> parts) {
  std::optional<State> common;
  for (const Part& part : parts) {
    if (part.state == State::draft) continue;
    if (counts(part.state)) return std::nullopt;
    if (!common || part.state == State::deferred) common = part.state;
  }
  return common;
}

PartsByType parts_by_type(std::span<const ObjectiveNumbers* const> objectives) {
  PartsByType parts;
  for (const ObjectiveNumbers* objective : objectives) {
    const Part part = part_of(*objective);
    const Part planned = planned_part_of(*objective);
    parts.all.push_back(part);
    parts.planned.push_back(planned);
    if (objective->type == ObjectiveType::committed) {
      parts.committed.push_back(part);
      continue;
    }
    parts.aspirational.push_back(part);
    parts.aspirational_planned.push_back(planned);
  }
  return parts;
}

Totals totals_of(const Cycle& cycle, std::span<const ObjectiveNumbers* const> objectives, const Scoring& scoring) {
  const PartsByType parts = parts_by_type(objectives);
  Totals totals;
  totals.score = rolled_up(parts.all);
  totals.as_planned = rolled_up_as_planned(parts.planned);
  totals.committed = rolled_up(parts.committed);
  totals.aspirational = rolled_up(parts.aspirational);
  totals.aspirational_as_planned = rolled_up_as_planned(parts.aspirational_planned);
  if (!cycle.dated || cycle.faulty)
    for (auto* mean :
         {&totals.score, &totals.as_planned, &totals.committed, &totals.aspirational, &totals.aspirational_as_planned})
      *mean = Absence::record_in_error;
  totals.aspirational_reached = all_reached(parts.aspirational);
  if (!is_fault(totals.aspirational.absence)) totals.aspirational_status = status_of(parts.aspirational, scoring);
  totals.committed_status = worst_status(parts.committed).value_or(PaceStatus::not_available);
  for (const ObjectiveNumbers* objective : objectives) {
    if (!is_counted(*objective)) continue;
    if (objective->type != ObjectiveType::committed) {
      ++totals.aspirational_count;
      continue;
    }
    ++totals.committed_count;
    if (is_met(*objective)) ++totals.committed_met;
  }
  return totals;
}

bool counts_for_total(const ObjectiveNumbers& objective) {
  return objective.top_level || is_fault(objective.score.absence);
}

std::vector<const ObjectiveNumbers*> topmost(const Workspace& workspace, const Cycle& cycle,
                                             std::span<const ObjectiveNumbers* const> objectives) {
  std::vector<const ObjectiveNumbers*> top;
  std::set<const Objective*> others;
  for (const ObjectiveNumbers* objective : objectives) others.insert(objective->objective);
  IdIndex ids(workspace);
  for (const ObjectiveNumbers* objective : objectives)
    if (is_fault(objective->score.absence) || !has_parent_among(ids, cycle, *objective, others))
      top.push_back(objective);
  return top;
}

}  // namespace okr
