// SPDX-License-Identifier: MIT
#include "okr/compute/pace.hpp"

#include <algorithm>
#include <cmath>

#include "compute/parts.hpp"
#include "okr/compute/staleness.hpp"

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

/// F: 1 for committed objectives and beside a stretch, the aspirational target (0.70) otherwise.
double success_factor(const Subject& subject, const Definition& definition) {
  const bool target_is_expected = subject.objective.type() == ObjectiveType::committed || definition.stretch;
  return target_is_expected ? 1.0 : subject.workspace.settings.scoring.aspirational_target;
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

std::string_view expected_formula(const KeyResult& kr, Kind kind) {
  if (!kr.plan.empty()) return "the plan's value on the day, as progress";
  if (kind == Kind::milestones && has_dated_step(kr))
    return "(weight of dated steps due + F x elapsed x weight of undated steps) / total weight";
  return "F x elapsed";
}

/// 7 and more on track, 4 to 6 behind, below at risk.
PaceStatus status_by_confidence(int confidence) {
  if (confidence >= sure_from) return PaceStatus::on_track;
  return confidence >= doubtful_from ? PaceStatus::behind : PaceStatus::at_risk;
}

bool is_judged_by_confidence(Kind kind) { return kind == Kind::done || kind == Kind::graded || kind == Kind::measure; }

/// Nothing counted yet: no reading, and for kinds judged by confidence no confidence either.
bool has_no_data(const Standing& standing, const std::optional<Confidence>& confidence) {
  if (is_judged_by_confidence(standing.definition.kind) && confidence) return false;
  const bool any_due = standing.hold && standing.hold->due() > 0;
  return !any_due && !standing.has_points();
}

PaceStatus status_of(Holding holding) {
  switch (holding) {
    case Holding::ahead:
    case Holding::met: return PaceStatus::on_track;
    case Holding::near: return PaceStatus::behind;
    case Holding::missed: break;
  }
  return PaceStatus::at_risk;
}

/// The day on which used misses reach the allowed ones if they go on as they came (0.18).
std::optional<Date> empty_on(const MissBudget& budget, const Period& window, Date as_of) {
  if (budget.used <= 0 || budget.used >= budget.allowed || as_of <= window.first) return std::nullopt;
  if (budget.used <= budget.allowed * elapsed(window, as_of)) return std::nullopt;
  const double days = static_cast<double>(days_between(window.first, as_of)) * budget.allowed / budget.used;
  return add_days(window.first, static_cast<int>(std::ceil(days - 1e-9)));
}

/// Its own state, else that of its objective, with which it rests, else that of a draft of a cycle. Of any other cycle
/// that is over the verdict of what counts stands instead.
State resting_state(const Subject& subject, const Definition& definition, Date as_of) {
  if (definition.state != State::active) return definition.state;
  const State above = state_of(subject.cycle, subject.objective, as_of);
  if (counts(above) && is_draft(subject.cycle)) return State::draft;
  return counts(above) && has_ended(subject.cycle, as_of) ? State::active : above;
}

/// A budget that runs out on some day is one of what still runs.
std::optional<MissBudget> misses_of(const Subject& subject, const Standing& standing, Date as_of) {
  if (!standing.hold) return std::nullopt;
  MissBudget budget{standing.hold->missed, standing.hold->allowed, std::nullopt};
  const bool runs = resting_state(subject, standing.definition, as_of) == State::active;
  if (runs && !has_ended(subject.cycle, as_of))
    budget.empty_on = empty_on(budget, window_of(subject, standing.definition), as_of);
  return budget;
}

/// Days past its own due date while its cycle runs and it is not reached (0.29).
int overdue_days(const Subject& subject, const Standing& standing, Date as_of) {
  if (!may_be_overdue(standing.definition.kind)) return 0;
  if (resting_state(subject, standing.definition, as_of) != State::active) return 0;
  if (has_ended(subject.cycle, as_of) || is_fault(standing.progress.absence)) return 0;
  if (standing.progress && is_reached(*standing.progress)) return 0;
  return calendar_age(window_of(subject, standing.definition).last, as_of);
}

struct Ruling {
  PaceStatus status = PaceStatus::not_available;
  std::string_view rule;
};

/// The last day on which nobody waits for a value of its KPI yet: that of the first period it can be said of, a whole one
/// where it takes those, and the lag behind it.
std::optional<Date> last_day_without_value(const Subject& subject, const Definition& definition) {
  const Kpi* kpi = kpi_of(subject, definition);
  if (!kpi) return std::nullopt;
  const Date first = window_of(subject, definition).first;
  const auto whole = whole_period_end(subject, definition, first);
  const auto fiscal = subject.workspace.fiscal_start();
  const Date end = whole ? *whole : period_containing(first, kpi->expect.value_or(kpi->every), fiscal).last;
  return add_days(end, kpi->lag_days);
}

Ruling ruling_without_data(const Subject& subject, const Definition& definition, Date as_of) {
  const Date begin = asked_from(subject, definition, as_of);
  const int cadence = cadence_of(subject.workspace.settings, subject.cycle).days;
  if (age_in_days(begin, subject.workspace.settings.workspace.away, as_of) <= cadence)
    return {PaceStatus::not_started, "no reading yet, and no more than a cadence since the start: not started"};
  if (const auto last = last_day_without_value(subject, definition); last && as_of <= *last)
    return {PaceStatus::not_started, "no value of its KPI is waited for yet: not started"};
  return {PaceStatus::no_data, "no reading, more than a cadence after the start: no data"};
}

Ruling ruling_by_confidence(const std::optional<Confidence>& confidence) {
  if (confidence)
    return {status_by_confidence(confidence->value), "confidence >= 7 on track, 4 to 6 behind, less at risk"};
  return {PaceStatus::on_track, "no confidence stated: on track until due, then at risk"};
}

/// A lost bound stays at risk whatever its latest period says (0.18).
Ruling ruling_of_hold(const Standing& standing, const Pace& pace) {
  if (!standing.hold)
    return {status_of(standing.latest.value_or(Holding::ahead)),
            "the latest value: met on track, within the margin behind, else at risk"};
  if (pace.misses->lost()) return {PaceStatus::at_risk, "more periods missed than `misses` allows: at risk"};
  const HoldPeriod* last = standing.hold->last_due();
  if (!last) return {PaceStatus::on_track, "readings, and no period is due yet: on track"};
  return {status_of(last->holding), "the latest due period: met on track, within the margin behind, else at risk"};
}

Ruling ruling_by_gap(const Subject& subject, const Standing& standing, const Pace& pace) {
  if (!pace.gap && standing.kept)
    return {PaceStatus::at_risk, "its baseline is at or beyond the target, and the value does not meet it: at risk"};
  if (!pace.gap) return {PaceStatus::not_available, "no gap can be computed"};
  return {status_by_gap(*pace.gap, subject.workspace.settings.scoring), gap_rule};
}

/// The first matching row of 3.2.
Ruling ruling_of(const Subject& subject, const Standing& standing, const std::optional<Confidence>& confidence,
                 const Pace& pace, Date as_of) {
  const Kind kind = standing.definition.kind;
  const Period window = window_of(subject, standing.definition);
  if (standing.definition.state != State::active) return {status_of_state(standing.definition.state), "its state"};
  const State above = resting_state(subject, standing.definition, as_of);
  if (above == State::draft || standing.progress.absence == Absence::not_counted)
    return {PaceStatus::draft, "part of a draft"};
  if (above != State::active) return {status_of_state(above), "the state of its objective"};
  if (as_of < window.first) return {PaceStatus::not_started, "as of < start: not started"};
  if (has_ended(subject.cycle, as_of)) return {PaceStatus::ended, "the cycle is over: the verdict stands instead"};
  if (is_fault(standing.progress.absence)) return {PaceStatus::not_available, "progress cannot be computed"};
  if (kind != Kind::hold && standing.progress && is_reached(*standing.progress))
    return {PaceStatus::achieved, "progress >= 1: achieved"};
  if (pace.overdue_days > 0) return {PaceStatus::at_risk, "past its due date and not reached: at risk"};
  if (has_no_data(standing, confidence)) return ruling_without_data(subject, standing.definition, as_of);
  if (kind == Kind::hold) return ruling_of_hold(standing, pace);
  if (is_judged_by_confidence(kind)) return ruling_by_confidence(confidence);
  return ruling_by_gap(subject, standing, pace);
}

void trace_expected(const Subject& subject, const Standing& standing, const Pace& pace, Date as_of) {
  record(subject.trace, [&] {
    const Period window = window_of(subject, standing.definition);
    const Scoring& scoring = subject.workspace.settings.scoring;
    TraceStep step{"expected", expected_formula(subject.key_result, standing.definition.kind), "3.2",
                   traced(pace.expected)};
    step.inputs = {{"start", window.first, place_of_value(subject.key_result, "start", as_of)},
                   {"end", window.last, place_of_value(subject.key_result, "due", as_of)},
                   {"as of", as_of},
                   {"elapsed", pace.elapsed},
                   {"F", pace.factor,
                    scoring.gives("aspirational-target") ? scoring.place_of("aspirational-target") : Place{}, true}};
    if (standing.definition.kind == Kind::milestones && subject.key_result.plan.empty())
      for (const Step& one : subject.key_result.steps)
        step.inputs.push_back({"step due", traced(one.due), one.place, false, one.title});
    for (const PlanPoint& point : subject.key_result.plan)
      step.inputs.push_back({"plan", point.value, point.place, false, to_string(point.date)});
    return step;
  });
}

void trace_gap(const Subject& subject, const Standing& standing, const Pace& pace) {
  record(subject.trace, [&] {
    TraceStep step{"gap", "expected - progress, 4 decimals", "3.2", traced(pace.gap), {}, standing.progress.absence};
    step.inputs = {{"expected", traced(pace.expected)}, {"progress", traced(standing.progress.value)}};
    return step;
  });
}

}  // namespace

double elapsed(const Period& window, Date as_of) {
  if (as_of < window.first) return 0;
  if (as_of >= window.last) return 1;
  return static_cast<double>(days_between(window.first, as_of)) / days_between(window.first, window.last);
}

std::optional<Progress> expected_progress(const Subject& subject, const Standing& standing, Date as_of) {
  const KeyResult& kr = subject.key_result;
  if (!is_paced(standing.definition.kind)) return std::nullopt;
  if (standing.definition.kind != Kind::milestones && !standing.anchors) return std::nullopt;
  const Period window = window_of(subject, standing.definition);
  if (!kr.plan.empty() && as_of <= window.last) return expected_by_plan(subject, standing, as_of);
  const double share = success_factor(subject, standing.definition) * elapsed(window, as_of);
  if (standing.definition.kind == Kind::milestones) return expected_by_steps(subject, share, as_of);
  return Progress(share);
}

PaceStatus status_by_gap(double gap, const Scoring& scoring) {
  if (gap <= -scoring.on_track_gap) return PaceStatus::ahead;
  if (gap <= scoring.on_track_gap) return PaceStatus::on_track;
  return gap <= scoring.behind_gap ? PaceStatus::behind : PaceStatus::at_risk;
}

PaceStatus status_of_state(State state) {
  switch (state) {
    case State::draft: return PaceStatus::draft;
    case State::done: return PaceStatus::done;
    case State::cancelled: return PaceStatus::cancelled;
    case State::deferred: return PaceStatus::deferred;
    case State::active: break;
  }
  return PaceStatus::not_available;
}

bool has_ended(const Cycle& cycle, Date as_of) {
  if (cycle.dated && as_of > cycle.period.last) return true;
  if (cycle.state != CycleState::closed) return false;
  return !cycle.result || !cycle.result->closed || *cycle.result->closed <= as_of;
}

bool is_draft(const Cycle& cycle) { return cycle.state == CycleState::draft; }

bool is_paced(Kind kind) {
  return kind == Kind::number || kind == Kind::sum || kind == Kind::percent || kind == Kind::milestones;
}

bool may_be_overdue(Kind kind) { return is_judged_by_confidence(kind) || kind == Kind::milestones; }

double gap_between(Progress expected, Progress progress) {
  return std::round((expected.value() - progress.value()) * 1e4) / 1e4;
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
  pace.misses = misses_of(subject, standing, as_of);
  pace.overdue_days = overdue_days(subject, standing, as_of);
  const Ruling ruling = ruling_of(subject, standing, confidence, pace, as_of);
  pace.status = ruling.status;
  pace.rule = ruling.rule;
  return pace;
}

bool stays_reached(const Subject& subject, const Standing& standing) {
  switch (standing.definition.kind) {
    case Kind::done:
    case Kind::milestones:
    case Kind::measure: return true;
    case Kind::number: return subject.key_result.take == Take::best;
    case Kind::sum: return standing.only_gains;
    case Kind::hold:
    case Kind::percent:
    case Kind::graded: break;
  }
  return false;
}

bool slows_down(const Standing& standing) {
  constexpr std::size_t looked_at_last = 3;
  if (!standing.anchors || !standing.points) return false;
  const double sign = standing.anchors->rises() ? 1 : -1;
  std::vector<double> steps;
  double before = standing.anchors->baseline;
  for (const Point& point : *standing.points) {
    const bool adds = standing.definition.kind == Kind::sum;
    steps.push_back(sign * (adds ? point.value : point.value - before));
    before = point.value;
  }
  if (steps.size() < looked_at_last) return false;
  const double* last = steps.data() + steps.size() - looked_at_last;
  return last[0] > last[1] && last[1] > last[2];
}

}  // namespace okr
