// SPDX-License-Identifier: MIT
// Rules about how goals go: silence, lateness, confidence that does not follow the numbers, guards, what ended.
#include "compute/lint/findings.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/carry.hpp"
#include "okr/compute/course.hpp"
#include "okr/compute/staleness.hpp"
#include "okr/model/current.hpp"

namespace okr {
namespace {

constexpr std::size_t told_alike = 5;   // check-ins with one confidence (W244)
constexpr double moved = 0.2;           // progress meanwhile (W244)
constexpr double opening = 0.25;        // of the time, in which a first confidence is one (W245)
constexpr double correctable = 0.5;     // of the time, in which it can still be answered (W245)
constexpr std::size_t looked_back = 3;  // cycles (W216)

/// An active key result of an active objective in a cycle that runs.
struct Running {
  Subject subject;
  const KeyResultNumbers& numbers;
  Date as_of;

  const KeyResult& key_result() const { return subject.key_result; }
  std::string name() const { return to_string(numbers.id); }
};

// --- while it runs ---------------------------------------------------------------------------------------------------

/// The day on which anything was last said of it, a note or a confidence alone too.
std::optional<Date> last_word(const Running& one) {
  const Period days = counted_days(one.subject, one.numbers.standing.definition);
  std::optional<Date> last;
  for (const Entry& entry : one.key_result().entries)
    if (contains(days, entry.date) && entry.date <= one.as_of) last = entry.date;
  return last;
}

/// Since when nothing was said of it, for more than two cadences; empty when something was. What a KPI feeds is told by
/// W241 of the KPI.
std::optional<Date> silent_since(const Running& one) {
  const Settings& settings = one.subject.workspace.settings;
  if (one.numbers.recency.freshness != Freshness::stale) return std::nullopt;
  if (kpi_of(one.subject, one.numbers.standing.definition)) return std::nullopt;
  const Date since = last_word(one).value_or(asked_from(one.subject, one.numbers.standing.definition, one.as_of));
  const Freshness freshness =
      freshness_since(since, settings.workspace, cadence_of(settings, one.subject.cycle), one.as_of);
  return freshness == Freshness::stale ? std::optional(since) : std::nullopt;
}

std::string silence_text(const std::string& name, Date since, bool ever, Date as_of) {
  const std::string silence = counted(calendar_age(since, as_of), "day");
  return ever ? fmt::format("nothing was said of '{}' for {}, since {}", name, silence, to_string(since))
              : fmt::format("nothing was ever said of '{}', which began {} ago", name, silence);
}

void check_silence(const Running& one, Findings& findings) {
  const auto since = silent_since(one);
  if (!since) return;
  findings.note(one.key_result().allow, {Code::W213, one.key_result().place,
                                         silence_text(one.name(), *since, last_word(one).has_value(), one.as_of),
                                         "check in, or say that it ended: state = \"cancelled\" and a reason"});
}

/// Of a cycle that nobody ever spoke of this is one thing to say, not one for each key result. True where it was said.
bool note_silent_cycle(const Cycle& cycle, std::span<const Running> all, Findings& findings, Date as_of) {
  const auto is_known = [&](const Checkin& checkin) { return checkin.date <= as_of; };
  if (all.size() < 2 || std::ranges::any_of(cycle.checkins, is_known)) return false;
  if (!std::ranges::all_of(all, [](const Running& one) { return silent_since(one).has_value(); })) return false;
  findings.note_of_file({Code::W213, cycle.place, silence_text(cycle.id.text, cycle.period.first, false, as_of),
                         "check in: okr checkin"});
  return true;
}

void check_ease(const Running& one, Findings& findings) {
  if (!is_too_easy(one.subject, one.numbers, one.as_of)) return;
  findings.note(one.key_result().allow,
                {Code::W215, place_in_force(one.key_result(), "target", one.as_of),
                 fmt::format("'{}' was reached before half of its time was over", one.name()),
                 can_aim_higher(one.subject, one.numbers) ? "aim further: a new target with its why, or a stretch"
                                                          : "nothing lies beyond it: another key result can go on"});
}

void check_counter(const Running& one, Findings& findings) {
  if (!wants_counter(one.subject, one.as_of) || has_counter(one.subject, one.as_of)) return;
  findings.note(one.key_result().allow,
                {Code::W222, one.key_result().place_of("target"),
                 fmt::format("'{}' grows, and nothing says what must not suffer", one.name()),
                 "add counter = \"...\", a KPI or key result, or a bound (min, max) to its objective"});
}

// --- past its day ----------------------------------------------------------------------------------------------------

/// Nothing falls due while everybody is away.
bool is_past(const Running& one, Date due) {
  return age_in_days(due, one.subject.workspace.settings.workspace.away, one.as_of) > 0;
}

/// A stretch goal that got as far as success is done by its own day.
bool succeeded(const Running& one) {
  const Scoring& scoring = one.subject.workspace.settings.scoring;
  return one.subject.objective.type() != ObjectiveType::committed && one.numbers.shown &&
         at_least(one.numbers.shown->value(), scoring.aspirational_target);
}

bool is_late(const Running& one) {
  const auto& due = one.numbers.standing.definition.due;
  if (!due || one.numbers.reached || !is_past(one, *due) || is_fault(one.numbers.progress.absence)) return false;
  if (one.numbers.pace.overdue_days > 0) return true;
  return one.numbers.standing.definition.kind != Kind::hold && !succeeded(one);
}

void check_steps_due(const Running& one, Findings& findings) {
  const std::vector<Step>& steps = one.key_result().steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool is_done = one.numbers.standing.is_step_done(i);
    if (is_done || !steps[i].due || !is_past(one, *steps[i].due)) continue;
    findings.note(one.key_result().allow, {Code::W238, steps[i].place,
                                           fmt::format("step \"{}\" of '{}' was due on {} and is not done",
                                                       steps[i].title, one.name(), to_string(*steps[i].due)),
                                           "check it in, or say which day it is now"});
  }
}

/// Where all of it is late its steps need not be said one by one.
void check_due(const Running& one, Findings& findings) {
  if (!is_late(one)) return check_steps_due(one, findings);
  findings.note(one.key_result().allow, {Code::W238, place_in_force(one.key_result(), "due", one.as_of),
                                         fmt::format("'{}' was due on {} and is not reached", one.name(),
                                                     to_string(*one.numbers.standing.definition.due)),
                                         "check in what it came to, or move the day and say why"});
}

// --- how sure people are ---------------------------------------------------------------------------------------------

/// What is late is told by its day.
void check_doubt(const Running& one, Findings& findings) {
  if (one.subject.objective.type() != ObjectiveType::committed || is_late(one)) return;
  const KeyResultForecast forecast = forecast_of(one.subject, one.numbers, one.as_of);
  const Doubt doubt = doubt_of(one.subject, one.numbers, forecast);
  if (doubt == Doubt::none) return;
  const bool is_stated = doubt == Doubt::stated;
  const std::string how = is_stated ? fmt::format("its stated confidence is {}/10", one.numbers.confidence->value)
                                    : fmt::format("P(target) is {}", percent_text(forecast.forecast->target.value()));
  findings.note(one.key_result().allow, {Code::W217, is_stated ? one.numbers.confidence->place : one.key_result().place,
                                         fmt::format("'{}' is promised, but {} with {} of its time gone", one.name(),
                                                     how, percent_text(one.numbers.pace.elapsed)),
                                         "tell those who count on it, and what would help"});
}

/// Progress on a day by the definition of today, and how far it is from the pace line.
struct Stage {
  std::optional<double> progress, gap;
};

Stage stage_on(const Running& one, Date date) {
  const Standing standing = standing_of(one.subject, definition_of(one.key_result(), one.as_of), date);
  Stage stage;
  if (!standing.progress) return stage;
  stage.progress = standing.progress->value();
  if (const auto expected = expected_progress(one.subject, standing, date))
    stage.gap = expected->value() - *stage.progress;
  return stage;
}

/// What moved as the pace line did is no reason to be more or less sure.
bool has_left_pace(const Running& one, const Stage& then, const Stage& now) {
  if (!then.gap || !now.gap) return true;
  return above(std::abs(*now.gap - *then.gap), one.subject.workspace.settings.scoring.on_track_gap);
}

void check_standstill(const Running& one, Findings& findings) {
  if (!is_paced(one.numbers.standing.definition.kind) || one.numbers.reached) return;
  if (one.numbers.recency.freshness == Freshness::stale) return;  // W213 then asks for more than a confidence
  const auto all = stated_entries(one.subject, one.as_of);
  if (all.size() < told_alike) return;
  const auto last = std::span(all).last(told_alike);
  const int confidence = *last.back()->confidence;
  if (!std::ranges::all_of(last, [&](const Entry* entry) { return entry->confidence == confidence; })) return;
  const Stage then = stage_on(one, last.front()->date), now = stage_on(one, last.back()->date);
  if (!then.progress || !now.progress || !above(std::abs(*now.progress - *then.progress), moved)) return;
  if (!has_left_pace(one, then, now)) return;
  findings.note(
      one.key_result().allow,
      {Code::W244, last.back()->place,
       fmt::format("confidence of '{}' stayed at {}/10 in {} check-ins while progress went from {} to {}", one.name(),
                   confidence, told_alike, percent_text(*then.progress), percent_text(*now.progress)),
       "say how sure you are now"});
}

void check_opening(const Running& one, Findings& findings) {
  if (one.subject.objective.type() != ObjectiveType::aspirational) return;
  if (one.numbers.standing.definition.kind == Kind::hold || !below(one.numbers.pace.elapsed, correctable)) return;
  const auto first = opening_confidence(one.subject, one.as_of);
  if (!first || !first->entry || first_confidence.hold(first->value)) return;
  if (first_confidence.hold(one.numbers.confidence->value)) return;
  if (above(elapsed(one.numbers.window, first->entry->date), opening)) return;
  const bool is_safe = first->value > first_confidence.most;
  findings.note(one.key_result().allow,
                {Code::W245, first->entry->place,
                 fmt::format("the first confidence of '{}' is {}/10: {} for a stretch goal", one.name(), first->value,
                             is_safe ? "too safe" : "a dream"),
                 is_safe ? "aim further, until it is a toss-up" : "aim nearer, until it is a toss-up"});
}

// --- guards ----------------------------------------------------------------------------------------------------------

/// Where an objective is nothing but bounds, they are what it wants.
bool has_way_to_go(const Running& one) {
  return std::ranges::any_of(one.subject.objective.key_results, [&](const KeyResult& other) {
    const Definition definition = definition_of(other, one.as_of);
    return definition.kind != Kind::hold && definition.state == State::active && definition.weight_or_default() > 0;
  });
}

/// A bound that something is being done for is a goal of its own.
void check_guard(const Running& one, Findings& findings) {
  if (one.subject.objective.type() != ObjectiveType::aspirational || !one.key_result().initiatives.empty()) return;
  if (one.numbers.standing.definition.kind != Kind::hold || !(one.numbers.weight > 0) || !has_way_to_go(one)) return;
  findings.note(one.key_result().allow, {Code::W246, one.key_result().place_of("weight"),
                                         fmt::format("'{}' guards, and counts as much as a goal: kept from the first "
                                                     "day on it lifts the score of '{}'",
                                                     one.name(), one.subject.objective.id.text),
                                         "weight = 0"});
}

void check_running(const Running& one, Findings& findings) {
  check_ease(one, findings);
  check_doubt(one, findings);
  check_counter(one, findings);
  check_due(one, findings);
  check_standstill(one, findings);
  check_opening(one, findings);
  check_guard(one, findings);
}

// --- what ended ------------------------------------------------------------------------------------------------------

template <class Record>
bool says_why(const Record& record, Date as_of) {
  if (!trim(record.reason).empty()) return true;
  return std::ranges::any_of(record.changes, [&](const Change& change) {
    return change.on <= as_of && !trim(change.why).empty() && contains(change.fields, "state", &ChangedField::key);
  });
}

template <class Record>
void check_reason(const Record& record, const std::string& name, State state, Findings& findings, Date as_of) {
  if (!is_set_aside(state) || says_why(record, as_of)) return;
  findings.note(record.allow,
                {Code::W231, record.place_of("state"),
                 fmt::format("'{}' was {}, and nothing says why", name, word(state)), "reason = \"...\""});
}

/// Of an objective that ended as a whole its own reason is enough.
void check_reasons(const Cycle& cycle, Findings& findings, Date as_of) {
  for (const Objective& objective : cycle.objectives) {
    const State state = definition_of(objective, as_of).state;
    if (state == State::draft || objective.faulty) continue;
    check_reason(objective, objective.id.text, state, findings, as_of);
    if (is_set_aside(state)) continue;
    for (const KeyResult& kr : objective.key_results)
      if (!kr.faulty) check_reason(kr, to_string(kr.id), definition_of(kr, as_of).state, findings, as_of);
  }
}

void check_postmortems(const CycleNumbers& cycle, Findings& findings) {
  for (const ObjectiveNumbers& objective : cycle.objectives)
    for (const KeyResultNumbers& kr : objective.key_results)
      if (postmortem_is_due(objective, kr))
        findings.note(kr.key_result->allow,
                      {Code::W218, kr.key_result->place,
                       fmt::format("'{}' was promised and missed, and nobody said why", to_string(kr.id)),
                       "postmortem = \"what happened, and what will change\""});
}

std::string shown_text(Score score, const Scoring& scoring) {
  return scoring.scale == 1 ? fixed(score.value(), 2) : fixed(score.value() * scoring.scale, 0);
}

void check_safe_goals(const Workspace& workspace, const CycleNumbers& cycle, Findings& findings) {
  const Scoring& scoring = workspace.settings.scoring;
  for (const ObjectiveNumbers& objective : cycle.objectives) {
    if (!objective.objective || objective.type != ObjectiveType::aspirational || !counts(objective.state)) continue;
    if (objective.verdict != Verdict::too_safe || !objective.shown) continue;
    findings.note(objective.objective->allow,
                  {Code::W216, objective.objective->place,
                   fmt::format("'{}' ended at {}: above {} the aim was low", objective.id.text,
                               shown_text(*objective.shown, scoring), shown_text(Score(too_safe_above), scoring)),
                   "aim further next time"});
  }
}

/// Of this cycle and the two of its length before it; empty where one of them has no stretch goals.
std::optional<double> mean_of_last(const Workspace& workspace, const std::vector<CycleSpan>& spans,
                                   const CycleNumbers& last, Date as_of) {
  const auto before = cycles_before(spans, workspace, *last.cycle);
  if (before.size() + 1 < looked_back || !last.aspirational) return std::nullopt;
  double sum = last.aspirational->value();
  for (const CycleId& id : std::span(before).first(looked_back - 1)) {
    const Cycle* cycle = workspace.cycle(id);
    if (!cycle) return std::nullopt;
    const CycleNumbers numbers = numbers_of(workspace, *cycle, as_of);
    if (!numbers.aspirational) return std::nullopt;
    sum += numbers.aspirational->value();
  }
  return sum / looked_back;
}

void check_safe_cycles(const Workspace& workspace, const std::vector<CycleSpan>& spans, const CycleNumbers& cycle,
                       Findings& findings, Date as_of) {
  const auto mean = mean_of_last(workspace, spans, cycle, as_of);
  if (!mean || !above(*mean, too_safe_above)) return;
  const Scoring& scoring = workspace.settings.scoring;
  findings.note_of_file(
      {Code::W216, cycle.cycle->place,
       fmt::format("stretch goals of the last {} cycles ended at {} on average: above {} the aim is low", looked_back,
                   shown_text(Score(*mean), scoring), shown_text(Score(too_safe_above), scoring)),
       "aim further in the next one"});
}

/// A draft that has begun, as every screen names it.
void check_drafts(const Workspace& workspace, Findings& findings, Date as_of) {
  for (const CycleSpan& draft : begun_drafts(workspace, as_of))
    if (const Cycle* cycle = workspace.cycle(draft.id))
      findings.note_of_file(
          {Code::W252, cycle->place_of("state"),
           fmt::format("{} began on {} and is still a draft", draft.id.text, to_string(draft.period.first)),
           fmt::format("okr set {}.state=active", draft.id.text)});
}

/// One that says it is closed and holds no numbers, or was a draft to its end although something was said of it.
void check_state(const Cycle& cycle, Findings& findings, Date as_of) {
  const std::string& id = cycle.id.text;
  if (cycle.state == CycleState::closed && !cycle.result)
    findings.note_of_file({Code::W252, cycle.place_of("state"), fmt::format("{} is closed without its numbers", id),
                           closing_hint(cycle, as_of)});
  if (is_draft(cycle) && has_ended(cycle, as_of) && !cycle.checkins.empty())
    findings.note_of_file({Code::W252, cycle.place_of("state"),
                           fmt::format("{} was a draft to its end: nothing that was said in it counts", id),
                           closing_hint(cycle, as_of)});
}

// --- the walk --------------------------------------------------------------------------------------------------------

/// `numbers` have to outlive the result.
std::vector<Running> running_of(const Workspace& workspace, const CycleNumbers& numbers, Date as_of) {
  std::vector<Running> running;
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    if (!objective.objective || objective.objective->faulty || objective.state != State::active) continue;
    for (const KeyResultNumbers& kr : objective.key_results) {
      if (!kr.key_result || kr.state != State::active || as_of < kr.window.first) continue;
      const Subject subject{workspace, *numbers.cycle, *objective.objective, *kr.key_result};
      if (fault_of(subject) == Absence::none) running.push_back({subject, kr, as_of});
    }
  }
  return running;
}

void check_running_cycle(const Workspace& workspace, const Cycle& cycle, Findings& findings, Date as_of) {
  const CycleNumbers numbers = numbers_of(workspace, cycle, as_of);
  const std::vector<Running> running = running_of(workspace, numbers, as_of);
  const bool is_silent = note_silent_cycle(cycle, running, findings, as_of);
  for (const Running& one : running) {
    if (!is_silent) check_silence(one, findings);
    check_running(one, findings);
  }
}

void check_ended_cycle(const Workspace& workspace, const std::vector<CycleSpan>& spans, const Cycle& cycle,
                       Findings& findings, Date as_of) {
  const CycleNumbers numbers = numbers_of(workspace, cycle, as_of);
  check_postmortems(numbers, findings);
  if (!has_just_ended(cycle, as_of)) return;
  check_safe_goals(workspace, numbers, findings);
  check_safe_cycles(workspace, spans, numbers, findings, as_of);
}

}  // namespace

void check_course(const Practice& practice) {
  const Workspace& workspace = practice.workspace;
  Findings& findings = practice.findings;
  const Date as_of = practice.as_of;
  check_drafts(workspace, findings, as_of);
  const std::vector<CycleSpan> spans = spans_of(workspace);
  const std::vector<const Cycle*> ended_last = cycles_ended_last(workspace, as_of);
  for (auto next = ended_last.begin(); const Cycle& cycle : workspace.cycles) {
    const bool runs = is_running(cycle, as_of), ended = next != ended_last.end() && *next == &cycle;
    if (ended) ++next;
    check_state(cycle, findings, as_of);
    if (runs || ended) check_reasons(cycle, findings, as_of);
    if (runs) check_running_cycle(workspace, cycle, findings, as_of);
    if (ended) check_ended_cycle(workspace, spans, cycle, findings, as_of);
  }
}

}  // namespace okr
