// SPDX-License-Identifier: MIT
// What a weekly review knows: what moved, what was said, what each person planned and did, and what comes next.
#include "reports/review/review.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include <fmt/core.h>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/definition.hpp"
#include "okr/compute/staleness.hpp"
#include "okr/model/workspace.hpp"

namespace okr::reports {
namespace {

constexpr int longest_silence = 28;  // days after which what somebody said is history

// --- then and now ----------------------------------------------------------------------------------------------------

const KeyResultNumbers* find_key_result(const CycleNumbers& numbers, const KeyResultId& id) {
  for (const ObjectiveNumbers& objective : numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results)
      if (kr.id == id) return &kr;
  return nullptr;
}

/// The number that its screen shows: of a grade or a first measurement the last one.
std::optional<double> number_of(const KeyResultNumbers& kr) {
  if (!kr.key_result) return kr.value();
  switch (kr.kind()) {
    case Kind::number:
    case Kind::sum:
    case Kind::hold:
    case Kind::percent: return kr.value();
    case Kind::graded:
    case Kind::measure: return kr.recency.last ? std::optional(kr.recency.last->value) : std::nullopt;
    case Kind::milestones:
    case Kind::done: return std::nullopt;
  }
  return std::nullopt;
}

std::optional<double> moved_by(const KeyResultNumbers& now, const KeyResultNumbers* before) {
  const auto value = number_of(now);
  if (!value) return std::nullopt;
  const auto value_before = before ? number_of(*before) : std::nullopt;
  if (value_before) return *value - *value_before;
  const auto& anchors = before && before->standing.anchors ? before->standing.anchors : now.standing.anchors;
  if (anchors) return *value - anchors->baseline;
  return std::nullopt;
}

std::string last_note(const KeyResultNumbers& kr, Date since, Date as_of) {
  std::string note;
  if (!kr.key_result) return note;
  for (const Entry& entry : kr.key_result->entries)
    if (since < entry.date && entry.date <= as_of && !trim(entry.note).empty()) note = trim(entry.note);
  return note;
}

/// Of what a KPI feeds by whole periods, a reading of the running one counts nowhere yet.
bool is_said_since(const KeyResultNumbers& now, Date since) {
  return now.standing.has_points() && since < now.standing.points->back().date;
}

bool has_begun(PaceStatus status) { return status != PaceStatus::not_started && status != PaceStatus::not_available; }

Movement movement_of(const KeyResultNumbers& now, const KeyResultNumbers* before, const Weekly& weekly) {
  Movement movement;
  movement.now = &now;
  movement.before = before;
  movement.said = is_said_since(now, weekly.since);
  movement.by = moved_by(now, before);
  movement.steps = now.standing.count_steps_done() - (before ? before->standing.count_steps_done() : 0);
  if (now.standing.hold) {
    const bool had = before && before->standing.hold;
    movement.met = now.standing.hold->met - (had ? before->standing.hold->met : 0);
    movement.missed = now.standing.hold->missed - (had ? before->standing.hold->missed : 0);
  }
  if (before && now.confidence && before->confidence)
    movement.confidence = now.confidence->value - before->confidence->value;
  movement.note = last_note(now, weekly.since, weekly.board->numbers.as_of);
  movement.status_moved =
      before && now.status() != PaceStatus::ended && has_begun(before->status()) && before->status() != now.status();
  return movement;
}

void count_bearers(Weekly& weekly) {
  for (const Kpi& kpi : weekly.workspace->kpis) ++weekly.bearers[kpi.id.text];
  for (const ObjectiveNumbers& objective : weekly.board->numbers.objectives) {
    ++weekly.bearers[objective.id.text];
    for (const KeyResultNumbers& kr : objective.key_results) ++weekly.bearers[kr.id.name];
  }
}

void add_movements(Weekly& weekly) {
  for (const ObjectiveNumbers& objective : weekly.board->numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results)
      weekly.movements.push_back(movement_of(kr, find_key_result(weekly.before, kr.id), weekly));
  const auto &now = weekly.board->numbers.shown, &then = weekly.before.shown;
  if (now && then && weekly.before.day > 0) weekly.score_change = now->value() - then->value();
}

// --- health ----------------------------------------------------------------------------------------------------------

/// KPIs that key results of the cycle name: those that must not suffer first, then those that feed one.
std::vector<const Kpi*> named_kpis(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  std::vector<const Kpi*> named;
  std::set<const Kpi*> known;
  IdIndex ids(workspace);
  const auto add = [&](const Reference& reference) {
    if (reference.empty()) return;
    const Kpi* kpi = ids.resolve(cycle, reference.text).kpi;
    if (!kpi && reference.text.find('/') == std::string::npos) kpi = workspace.kpi(reference.text);
    if (kpi && known.insert(kpi).second) named.push_back(kpi);
  };
  for (const bool guards : {true, false})
    for (const Objective& objective : cycle.objectives)
      for (const KeyResult& kr : objective.key_results)
        if (const Definition own = definition_of(kr, as_of); own.state == State::active)
          add(guards ? kr.counter : own.kpi);
  return named;
}

void add_health(Weekly& weekly) {
  weekly.health = weekly.board->health.flagged;
  if (!weekly.health.empty()) return;
  for (const Kpi* kpi : named_kpis(*weekly.workspace, *weekly.board->numbers.cycle, weekly.board->numbers.as_of)) {
    const auto it = std::ranges::find(weekly.board->kpis, kpi, &KpiNumbers::kpi);
    if (it != weekly.board->kpis.end()) weekly.health.push_back(&*it);
  }
}

// --- what comes ------------------------------------------------------------------------------------------------------

/// With the day of the next check-in, in its place.
std::vector<Coming> coming_with_checkin(const Weekly& weekly) {
  std::vector<Coming> coming = coming_of(*weekly.workspace, weekly.board->numbers);
  const auto next = weekly.board->next_due;
  if (!next || weekly.board->numbers.ended) return coming;
  const auto later = std::ranges::find_if(coming, [&](const Coming& one) { return !one.date || *next < *one.date; });
  coming.insert(later, {ComingKind::check_in, next, record_name(*weekly.board->numbers.cycle)});
  return coming;
}

// --- what was said ---------------------------------------------------------------------------------------------------

/// Of each person's last day with a check-in: what was not said again is over.
void add_needs(Weekly& weekly, const Cycle& cycle, Date as_of) {
  std::map<std::string, Date> last_day;
  for (const Checkin& checkin : cycle.checkins)
    if (checkin.date <= as_of) last_day[author_of(checkin)] = checkin.date;
  for (const Checkin& checkin : cycle.checkins) {
    const auto last = last_day.find(author_of(checkin));
    if (last == last_day.end() || checkin.date != last->second || days_between(checkin.date, as_of) > longest_silence)
      continue;
    add_remarks(checkin, &Checkin::needs, weekly.needs);
  }
}

void add_said(Weekly& weekly, const Cycle& cycle, Date as_of) {
  weekly.silent = true;
  for (const Checkin& checkin : cycle.checkins) {
    if (as_of < checkin.date) continue;
    if (checkin.date <= weekly.since) continue;
    weekly.silent = false;
    add_remarks(checkin, &Checkin::wins, weekly.wins);
    add_remarks(checkin, &Checkin::lessons, weekly.lessons);
    if (std::string note(trim(checkin.note)); !note.empty())
      weekly.notes.push_back({checkin.date, author_of(checkin), std::move(note)});
  }
  weekly.several_people = has_several_people(cycle, as_of);
  add_needs(weekly, cycle, as_of);
}

/// Not where KPIs say every value that is still wanted, nor where nothing runs any more.
bool asks_for_check_ins(const CycleNumbers& numbers) {
  const auto is_asked = [](const KeyResultNumbers& kr) {
    return kr.key_result && !kr.is_fed() && kr.recency.freshness != Freshness::not_asked;
  };
  return std::ranges::any_of(numbers.objectives, [&](const ObjectiveNumbers& objective) {
    return std::ranges::any_of(objective.key_results, is_asked);
  });
}

/// The day from which on nobody has checked in: nothing where that is what the first days of a cycle are like.
std::optional<Date> silent_from(const Weekly& weekly, const Cycle& cycle) {
  if (!weekly.silent || weekly.board->numbers.day <= 0 || weekly.board->numbers.ended) return std::nullopt;
  if (is_draft(cycle)) return std::nullopt;
  if (!asks_for_check_ins(weekly.board->numbers)) return std::nullopt;
  if (weekly.board->last_checkin) return weekly.board->last_checkin;
  const Settings& settings = weekly.workspace->settings;
  const Date due = due_from(cycle.period.first, settings.workspace, cadence_of(settings, cycle));
  return due <= weekly.board->numbers.as_of ? std::optional(cycle.period.first) : std::nullopt;
}

constexpr int looked_ahead = 28;  // four weeks

bool is_open(const KeyResultNumbers& kr) { return kr.key_result && kr.state == State::active && !kr.reached; }

void add_steps(const KeyResultNumbers& kr, std::vector<Coming>& found) {
  const std::vector<Step>& steps = kr.key_result->steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool is_done = kr.standing.is_step_done(i);
    if (steps[i].due && !is_done) found.push_back({ComingKind::step, steps[i].due, record_name(kr), steps[i].title});
  }
}

void add_initiatives(const RecordName& name, const std::vector<Initiative>& initiatives, std::vector<Coming>& found) {
  for (const Initiative& initiative : initiatives)
    if (initiative.due && !initiative.done)
      found.push_back({ComingKind::initiative, initiative.due, name, initiative.title});
}

/// Everything with a date of its own that is still open, whenever that is.
std::vector<Coming> open_dates(const CycleNumbers& numbers) {
  std::vector<Coming> found;
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    if (objective.state != State::active) continue;
    if (objective.objective) add_initiatives(record_name(objective), objective.objective->initiatives, found);
    for (const KeyResultNumbers& kr : objective.key_results) {
      if (!is_open(kr)) continue;
      add_steps(kr, found);
      add_initiatives(record_name(kr), kr.key_result->initiatives, found);
      const auto& due = kr.standing.definition.due;
      const bool ends_by_itself = kr.standing.definition.kind == Kind::hold;
      if (due) found.push_back({ComingKind::key_result, due, record_name(kr), {}, {}, ends_by_itself});
    }
  }
  return found;
}

void add_milestones(const Workspace& workspace, const Cycle& cycle, std::vector<Coming>& found) {
  found.push_back({ComingKind::start, cycle.period.first, record_name(cycle)});
  const auto add_review = [&](ComingKind kind, Date day, std::string_view which) {
    const std::string command = fmt::format("okr review{} {}", cycle_argument(workspace, cycle, day), which);
    found.push_back({kind, day, record_name(cycle), command});
  };
  add_review(ComingKind::mid_review, middle_of(cycle.period), "--mid");
  add_review(ComingKind::final_review, cycle.period.last, "--final");
  for (const Kpi& kpi : workspace.kpis)
    if (kpi.target_by) found.push_back({ComingKind::kpi_target, kpi.target_by, record_name(kpi)});
}

void sort_by_date(std::vector<Coming>& found) {
  std::ranges::stable_sort(found, {}, [](const Coming& one) { return *one.date; });
}

/// Each person's latest words on the weeks ahead, for four weeks.
void add_said(const Cycle& cycle, Date as_of, std::vector<Coming>& found) {
  std::map<std::string, const Checkin*> latest;
  for (const Checkin& checkin : cycle.checkins)
    if (!checkin.ahead.empty() && checkin.date <= as_of) latest[author_of(checkin)] = &checkin;
  for (const auto& [author, checkin] : latest) {
    if (days_between(checkin->date, as_of) > looked_ahead) continue;
    for (const std::string& text : checkin->ahead)
      found.push_back({ComingKind::said, {}, {.cycle = cycle.id.text}, text, author});
  }
}

/// What a person said on a day of what was and what comes.
struct StatedPriorities {
  Date date{};
  std::vector<std::string> priorities, done;
};

struct Planner {
  std::string name;
  std::vector<StatedPriorities> statements;  ///< by date
};

std::vector<Planner> planners_of(const Cycle& cycle, Date as_of) {
  std::vector<Planner> planners;
  std::map<std::string, std::size_t> known;
  for (const Checkin& checkin : cycle.checkins) {
    if (as_of < checkin.date || (checkin.priorities.empty() && checkin.done.empty())) continue;
    const auto [planner, is_new] = known.emplace(author_of(checkin), planners.size());
    if (is_new) planners.push_back({planner->first, {}});
    std::vector<StatedPriorities>& statements = planners[planner->second].statements;
    if (statements.empty() || statements.back().date != checkin.date) statements.push_back({checkin.date, {}, {}});
    StatedPriorities& stated = statements.back();
    stated.priorities.insert(stated.priorities.end(), checkin.priorities.begin(), checkin.priorities.end());
    stated.done.insert(stated.done.end(), checkin.done.begin(), checkin.done.end());
  }
  return planners;
}

/// The place of the first statement of the last week before `end`: the latest with priorities, and those less than half
/// a cadence before it, which it adds to. `end` where there is none.
std::size_t first_of_week(const std::vector<StatedPriorities>& statements, std::size_t end, int cadence_days) {
  std::size_t first = end;
  const StatedPriorities* latest = nullptr;
  for (std::size_t i = end; i > 0; --i) {
    const StatedPriorities& stated = statements[i - 1];
    if (stated.priorities.empty()) continue;
    if (latest && 2 * days_between(stated.date, latest->date) >= cadence_days) break;
    if (!latest) latest = &stated;
    first = i - 1;
  }
  return first;
}

/// Of this week: the last one, until a cadence has passed since its latest priorities. The number of statements where
/// none is.
std::size_t first_of_this_week(const std::vector<StatedPriorities>& statements, int cadence_days, Date as_of) {
  const auto latest = std::ranges::find_if(statements.rbegin(), statements.rend(),
                                           [](const StatedPriorities& stated) { return !stated.priorities.empty(); });
  const bool is_running = latest != statements.rend() && days_between(latest->date, as_of) < cadence_days;
  return is_running ? first_of_week(statements, statements.size(), cadence_days) : statements.size();
}

/// What one person means to do in a week: each thing once, whatever its case and the blanks around it.
class Week {
 public:
  bool has(std::string_view text) const { return places_.contains(plain(text)); }

  void add(Priority one) {
    places_.emplace(plain(one.text), all_.size());
    all_.push_back(std::move(one));
  }

  /// False where it is none of the week's.
  bool tick(std::string_view text) {
    const auto found = places_.find(plain(text));
    if (found == places_.end()) return false;
    all_[found->second].done = true;
    return true;
  }

  const std::vector<Priority>& all() const { return all_; }

 private:
  static std::string plain(std::string_view text) { return to_lower_ascii(trim(text)); }

  std::vector<Priority> all_;
  std::unordered_map<std::string, std::size_t> places_;
};

void mean(const Planner& planner, const StatedPriorities& stated, Week& week) {
  for (const std::string& text : stated.priorities)
    if (!week.has(text)) week.add({text, planner.name, false, stated.date});
}

/// In the first of the two weeks that has it, else beside what is meant in the first.
void tick(const Planner& planner, const std::string& text, Date said, Week& week, Week& other) {
  if (week.tick(text) || other.tick(text)) return;
  week.add({text, planner.name, true, week.all().empty() ? said : week.all().front().said});
}

/// This week's priorities, which begin with the statement at `first`, and those of the week before them: ticked by all
/// that was done since, and what was done beside them.
void add_priorities(const Planner& planner, std::size_t first, int cadence_days, Priorities& found) {
  const std::vector<StatedPriorities>& statements = planner.statements;
  Week last, next;
  const std::size_t before = first_of_week(statements, first, cadence_days);
  const std::size_t since = before < first ? before + 1 : 0;  // beside priorities stands what was done before them
  for (std::size_t i = before; i < first; ++i) mean(planner, statements[i], last);
  for (std::size_t i = first; i < statements.size(); ++i) mean(planner, statements[i], next);
  for (std::size_t i = since; i < statements.size(); ++i)
    for (const std::string& text : statements[i].done) {
      // Beside the priorities of a week stands what was done in the one before it.
      if (i > first)
        tick(planner, text, statements[i].date, next, last);
      else
        tick(planner, text, statements.back().date, last, next);
    }
  found.last.insert(found.last.end(), last.all().begin(), last.all().end());
  found.next.insert(found.next.end(), next.all().begin(), next.all().end());
}

}  // namespace

const Movement* Weekly::movement_of(const KeyResultNumbers& numbers) const {
  const auto it = std::ranges::find(movements, &numbers, &Movement::now);
  return it == movements.end() ? nullptr : &*it;
}

const ObjectiveNumbers* Weekly::before_of(const ObjectiveNumbers& numbers) const {
  const auto it = std::ranges::find(before.objectives, numbers.id, &ObjectiveNumbers::id);
  return it == before.objectives.end() ? nullptr : &*it;
}

Date default_since(const Settings& settings, const Cycle& cycle, Date as_of) {
  return add_days(as_of, -std::max(days_of_week, cadence_of(settings, cycle).days));
}

std::unique_ptr<const Weekly> weekly_of(const Workspace& workspace, const Cycle& cycle, Date since, Date as_of) {
  auto weekly = std::make_unique<Weekly>();
  weekly->workspace = &workspace;
  weekly->since = since;
  weekly->cadence_days = cadence_of(workspace.settings, cycle).days;
  weekly->board = board_of(workspace, cycle, {}, as_of);
  weekly->before = numbers_of(workspace, cycle, since);
  count_bearers(*weekly);
  add_movements(*weekly);
  weekly->priorities = priorities_of(cycle, weekly->cadence_days, as_of);
  add_health(*weekly);
  weekly->coming = coming_with_checkin(*weekly);
  weekly->late = late_of(weekly->board->numbers);
  add_said(*weekly, cycle, as_of);
  weekly->silent_from = silent_from(*weekly, cycle);
  weekly->changes = changes_of(workspace, cycle, {add_days(since, 1), as_of});
  weekly->kpi_reviews = reviews_due(workspace, as_of);
  std::vector<const Cycle*> cycles = cycles_in_force(workspace, as_of);
  if (!contains(cycles, &cycle)) cycles = {&cycle};
  if (!weekly->board->numbers.ended) weekly->due = due_items(workspace, cycles, as_of);
  return weekly;
}

Date middle_of(const Period& period) { return add_days(period.first, length_in_days(period) / 2); }

std::vector<Coming> coming_of(const Workspace& workspace, const CycleNumbers& numbers) {
  if (numbers.ended) return {};
  const Date as_of = numbers.as_of, until = add_days(as_of, looked_ahead);
  std::vector<Coming> found = open_dates(numbers);
  add_milestones(workspace, *numbers.cycle, found);
  std::erase_if(found, [&](const Coming& one) {
    return *one.date < as_of || until < *one.date || (one.kind == ComingKind::start && *one.date == as_of);
  });
  sort_by_date(found);
  add_said(*numbers.cycle, as_of, found);
  return found;
}

std::vector<Coming> late_of(const CycleNumbers& numbers) {
  if (numbers.ended) return {};
  std::vector<Coming> found = open_dates(numbers);
  std::erase_if(found, [&](const Coming& one) { return numbers.as_of <= *one.date || one.ends_by_itself; });
  sort_by_date(found);
  return found;
}

Priorities priorities_of(const Cycle& cycle, int cadence_days, Date as_of) {
  Priorities result;
  for (const Planner& planner : planners_of(cycle, as_of)) {
    if (days_between(planner.statements.back().date, as_of) > longest_silence) continue;
    add_priorities(planner, first_of_this_week(planner.statements, cadence_days, as_of), cadence_days, result);
  }
  return result;
}

std::vector<Priority> latest_priorities_of(const Cycle& cycle, int cadence_days, Date as_of) {
  Priorities result;
  for (const Planner& planner : planners_of(cycle, as_of))
    add_priorities(planner, planner.statements.size(), cadence_days, result);
  return result.last;
}

void add_remarks(const Checkin& checkin, std::vector<std::string> Checkin::*words, std::vector<Remark>& remarks) {
  for (const std::string& text : checkin.*words)
    remarks.push_back({checkin.date, author_of(checkin), on_one_line(text)});
}

bool has_several_people(const Cycle& cycle, Date as_of) {
  const std::string* first = nullptr;
  for (const Checkin& checkin : cycle.checkins) {
    if (as_of < checkin.date) continue;
    if (!first) first = &author_of(checkin);
    if (*first != author_of(checkin)) return true;
  }
  return false;
}

}  // namespace okr::reports
