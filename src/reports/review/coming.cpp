// SPDX-License-Identifier: MIT
#include "reports/review/coming.hpp"

#include <algorithm>
#include <map>

#include "reports/review/priorities.hpp"

namespace okr::reports {
namespace {

constexpr int looked_ahead = 28;  // four weeks

bool is_open(const KeyResultNumbers& kr) { return kr.key_result && kr.state == State::active && !kr.reached; }

void add_steps(const KeyResultNumbers& kr, std::vector<Coming>& found) {
  const std::vector<Step>& steps = kr.key_result->steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool is_done = i < kr.standing.steps_done.size() && kr.standing.steps_done[i] >= 1;
    if (steps[i].due && !is_done)
      found.push_back({ComingKind::step, steps[i].due, to_string(kr.id), steps[i].title, {}});
  }
}

/// Everything with a date of its own that is still open, whenever that is.
std::vector<Coming> open_dates(const CycleNumbers& numbers) {
  std::vector<Coming> found;
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    if (objective.state != State::active) continue;
    for (const KeyResultNumbers& kr : objective.key_results) {
      if (!is_open(kr)) continue;
      add_steps(kr, found);
      const auto& due = kr.standing.definition.due;
      if (due) found.push_back({ComingKind::key_result, due, to_string(kr.id), {}, {}});
    }
  }
  return found;
}

void add_milestones(const Workspace& workspace, const Cycle& cycle, std::vector<Coming>& found) {
  found.push_back({ComingKind::start, cycle.period.first, cycle.id.text, {}, {}});
  found.push_back({ComingKind::mid_review, middle_of(cycle.period), cycle.id.text, {}, {}});
  found.push_back({ComingKind::final_review, cycle.period.last, cycle.id.text, {}, {}});
  for (const Kpi& kpi : workspace.kpis)
    if (kpi.target_by) found.push_back({ComingKind::kpi_target, kpi.target_by, kpi.id.text, {}, {}});
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
    for (const std::string& text : checkin->ahead) found.push_back({ComingKind::said, {}, {}, text, author});
  }
}

}  // namespace

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
  std::erase_if(found, [&](const Coming& one) { return numbers.as_of <= *one.date; });
  sort_by_date(found);
  return found;
}

}  // namespace okr::reports
