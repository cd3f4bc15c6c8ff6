// SPDX-License-Identifier: MIT
#include "okr/compute/pace.hpp"

#include <algorithm>
#include <cmath>

namespace okr {
namespace {

constexpr int sure_from = 7, doubtful_from = 4;  // stated confidence (method.md 3.2)

/// The planned value on a day: from the baseline at the start through the points; the last one stays.
double planned_value(const Subject& subject, const Anchors& anchors, const Period& window, Date as_of) {
  Date from = window.first;
  double value = anchors.baseline;
  for (const PlanPoint& point : subject.key_result.plan) {
    if (as_of < point.date) {
      const int days = days_between(from, point.date);
      return days <= 0 ? value : value + (point.value - value) * std::max(0, days_between(from, as_of)) / days;
    }
    from = point.date;
    value = point.value;
  }
  return value;
}

std::optional<Progress> expected_by_plan(const Subject& subject, const Standing& standing, Date as_of) {
  if (!standing.anchors) return std::nullopt;
  const Period window = window_of(subject, standing.definition);
  return linear_progress(*standing.anchors, planned_value(subject, *standing.anchors, window, as_of)).value;
}

/// (weight of dated steps due by now + F x elapsed x weight of undated steps) / total weight
std::optional<Progress> expected_by_steps(const Subject& subject, double undated_share, Date as_of) {
  double total = 0, expected = 0;
  for (const Step& step : subject.key_result.steps) {
    total += step.weight;
    expected += step.weight * (step.due ? (*step.due <= as_of ? 1.0 : 0.0) : undated_share);
  }
  return total > 0 ? std::optional(Progress(expected / total)) : std::nullopt;
}

bool has_dated_step(const KeyResult& kr) {
  return std::ranges::any_of(kr.steps, [](const Step& step) { return step.due.has_value(); });
}

std::string_view expected_formula(const KeyResult& kr) {
  if (!kr.plan.empty()) return "the plan's value on the day, as progress";
  if (kr.kind == Kind::milestones && has_dated_step(kr))
    return "(weight of dated steps due + F x elapsed x weight of undated steps) / total weight";
  return "F x elapsed";
}

bool is_judged_by_confidence(Kind kind) { return kind == Kind::done || kind == Kind::graded || kind == Kind::measure; }

PaceStatus status_of_state(State state) {
  switch (state) {
    case State::draft: return PaceStatus::draft;
    case State::done: return PaceStatus::done;
    case State::cancelled: return PaceStatus::cancelled;
    case State::deferred: return PaceStatus::deferred;
    case State::active: break;
  }
  return PaceStatus::on_track;
}

/// The latest due period decides: met, missed within the margin, missed.
PaceStatus status_of_hold(const HoldTally& tally) {
  const HoldPeriod* last = tally.last_due();
  if (!last || last->holding == Holding::met) return PaceStatus::on_track;
  return last->holding == Holding::near ? PaceStatus::behind : PaceStatus::at_risk;
}

PaceStatus status_of_latest(Holding holding) {
  if (holding == Holding::met) return PaceStatus::on_track;
  return holding == Holding::near ? PaceStatus::behind : PaceStatus::at_risk;
}

/// Nothing counted yet: no reading, and for kinds judged by confidence no confidence either.
bool has_no_data(const Subject& subject, const Standing& standing, const std::optional<Confidence>& confidence) {
  const Kind kind = subject.key_result.kind;
  if (is_judged_by_confidence(kind) && confidence) return false;
  if (kind == Kind::hold) return standing.hold ? standing.hold->due() == 0 : !standing.latest;
  return !standing.points || standing.points->empty();
}

struct Ruling {
  PaceStatus status = PaceStatus::not_available;
  std::string_view rule;
};

Ruling ruling_without_data(const Subject& subject, const Period& window, Date as_of) {
  const int cadence = cadence_of(subject.workspace.settings, subject.cycle).days;
  if (days_between(window.first, as_of) <= cadence)
    return {PaceStatus::not_started, "no reading yet, and no more than a cadence since the start: not started"};
  return {PaceStatus::no_data, "no reading, more than a cadence after the start: no data"};
}

Ruling ruling_by_confidence(const std::optional<Confidence>& confidence, const Period& window, Date as_of) {
  if (confidence)
    return {status_by_confidence(confidence->value),
            "confidence >= 7 on track, 4 to 6 behind, less at risk"};
  return {as_of <= window.last ? PaceStatus::on_track : PaceStatus::at_risk,
          "no confidence stated: on track until due, then at risk"};
}

Ruling ruling_by_gap(const Subject& subject, const Pace& pace) {
  if (!pace.gap) return {PaceStatus::not_available, "no gap can be computed"};
  return {status_by_gap(*pace.gap, subject.workspace.settings.scoring), gap_rule};
}

/// The first matching row of 3.2.
Ruling ruling_of(const Subject& subject, const Standing& standing, const std::optional<Confidence>& confidence,
                 const Pace& pace, Date as_of) {
  const Kind kind = subject.key_result.kind;
  const Period window = window_of(subject, standing.definition);
  if (standing.definition.state != State::active) return {status_of_state(standing.definition.state), "its state"};
  if (as_of < window.first) return {PaceStatus::not_started, "as of < start: not started"};
  if (has_ended(subject.cycle, as_of)) return {PaceStatus::ended, "the cycle is over: the verdict stands instead"};
  if (is_fault(standing.progress.absence)) return {PaceStatus::not_available, "progress cannot be computed"};
  if (kind != Kind::hold && standing.progress && is_reached(*standing.progress))
    return {PaceStatus::achieved, "progress >= 1: achieved"};
  if (has_no_data(subject, standing, confidence)) return ruling_without_data(subject, window, as_of);
  if (kind == Kind::hold)
    return {standing.hold ? status_of_hold(*standing.hold) : status_of_latest(*standing.latest), "the latest due period: met on track, within the margin behind, else at risk"};
  if (is_judged_by_confidence(kind)) return ruling_by_confidence(confidence, window, as_of);
  return ruling_by_gap(subject, pace);
}

void trace_expected(const Subject& subject, const Standing& standing, const Pace& pace, Date as_of) {
  record(subject.trace, [&] {
    const Period window = window_of(subject, standing.definition);
    const Scoring& scoring = subject.workspace.settings.scoring;
    TraceStep step{"expected", expected_formula(subject.key_result), "3.2", {}, traced(pace.expected), Absence::none};
    step.inputs = {{"start", window.first, place_of_value(subject.key_result, "start", as_of), false},
                   {"end", window.last, place_of_value(subject.key_result, "due", as_of), false},
                   {"as of", as_of, {}, false},
                   {"elapsed", pace.elapsed, {}, false},
                   {"F", pace.factor, scoring.gives("aspirational-target") ? scoring.place_of("aspirational-target") : Place{},
                    true}};
    if (subject.key_result.kind == Kind::milestones && subject.key_result.plan.empty())
      for (const Step& one : subject.key_result.steps)
        step.inputs.push_back({"step due", traced(one.due), one.place, false, one.title});
    for (const PlanPoint& point : subject.key_result.plan) {
      step.inputs.push_back({"plan", point.value, point.place, false, to_string(point.date)});
    }
    return step;
  });
}

void trace_gap(const Subject& subject, const Standing& standing, const Pace& pace) {
  record(subject.trace, [&] {
    TraceStep step{"gap", "expected - progress, 4 decimals", "3.2", {}, traced(pace.gap), standing.progress.absence};
    step.inputs = {{"expected", traced(pace.expected), {}, false},
                   {"progress", traced(standing.progress.value), {}, false}};
    return step;
  });
}

}  // namespace

double elapsed(const Period& window, Date as_of) {
  if (as_of < window.first) return 0;
  if (as_of >= window.last) return 1;
  return static_cast<double>(days_between(window.first, as_of)) / days_between(window.first, window.last);
}

double success_factor(const Subject& subject, const Definition& definition) {
  const bool target_is_expected = subject.objective.type() == ObjectiveType::committed || definition.stretch;
  return target_is_expected ? 1.0 : subject.workspace.settings.scoring.aspirational_target;
}

std::optional<Progress> expected_progress(const Subject& subject, const Standing& standing, Date as_of) {
  const KeyResult& kr = subject.key_result;
  if (!is_paced(kr.kind)) return std::nullopt;
  if (!kr.plan.empty()) return expected_by_plan(subject, standing, as_of);
  const double share = success_factor(subject, standing.definition) *
                       elapsed(window_of(subject, standing.definition), as_of);
  if (kr.kind == Kind::milestones) return expected_by_steps(subject, share, as_of);
  return Progress(share);
}

double gap_between(Progress expected, Progress progress) {
  return std::round((expected.value() - progress.value()) * 1e4) / 1e4;
}

PaceStatus status_by_gap(double gap, const Scoring& scoring) {
  if (gap <= -scoring.on_track_gap) return PaceStatus::ahead;
  if (gap <= scoring.on_track_gap) return PaceStatus::on_track;
  return gap <= scoring.behind_gap ? PaceStatus::behind : PaceStatus::at_risk;
}

PaceStatus status_by_confidence(int confidence) {
  if (confidence >= sure_from) return PaceStatus::on_track;
  return confidence >= doubtful_from ? PaceStatus::behind : PaceStatus::at_risk;
}

bool has_ended(const Cycle& cycle, Date as_of) {
  if (as_of > cycle.period.last) return true;
  if (cycle.state != CycleState::closed) return false;
  return !cycle.result || !cycle.result->closed || *cycle.result->closed <= as_of;
}

bool is_paced(Kind kind) {
  return kind == Kind::number || kind == Kind::sum || kind == Kind::percent || kind == Kind::milestones;
}

Pace pace_of(const Subject& subject, const Standing& standing, const std::optional<Confidence>& confidence,
             Date as_of) {
  Pace pace;
  pace.elapsed = elapsed(window_of(subject, standing.definition), as_of);
  pace.factor = success_factor(subject, standing.definition);
  pace.expected = expected_progress(subject, standing, as_of);
  if (pace.expected) trace_expected(subject, standing, pace, as_of);
  if (pace.expected && standing.progress) pace.gap = gap_between(*pace.expected, *standing.progress);
  if (pace.expected) trace_gap(subject, standing, pace);
  const Ruling ruling = ruling_of(subject, standing, confidence, pace, as_of);
  pace.status = ruling.status;
  pace.rule = ruling.rule;
  pace.cannot_end_met = subject.objective.type() == ObjectiveType::committed && standing.hold &&
                        subject.key_result.judge == Judge::periods && standing.hold->cannot_be_met();
  return pace;
}

bool slows_down(const Subject& subject, const Standing& standing) {
  constexpr std::size_t looked_at_last = 3;
  if (!standing.anchors || !standing.points) return false;
  const double sign = standing.anchors->rises() ? 1 : -1;
  std::vector<double> steps;
  double before = standing.anchors->baseline;
  for (const Point& point : *standing.points) {
    const bool adds = subject.key_result.kind == Kind::sum;
    steps.push_back(sign * (adds ? point.value : point.value - before));
    before = point.value;
  }
  if (steps.size() < looked_at_last) return false;
  const double* last = steps.data() + steps.size() - looked_at_last;
  return last[0] > last[1] && last[1] > last[2];
}

}  // namespace okr
