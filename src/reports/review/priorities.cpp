// SPDX-License-Identifier: MIT
#include "reports/review/priorities.hpp"

#include <algorithm>

#include "okr/base/text.hpp"

namespace okr::reports {

namespace {

constexpr int longest_silence = 28;

/// What a person said on a day of what was and what comes.
struct StatedPriorities {
  Date date{};
  std::vector<std::string> priorities, done;
};

struct Planner {
  std::string name;
  std::vector<StatedPriorities> statements;  ///< by date
};

bool is_same(std::string_view a, std::string_view b) { return to_lower_ascii(trim(a)) == to_lower_ascii(trim(b)); }

bool holds(const std::vector<std::string>& items, std::string_view text) {
  return std::ranges::any_of(items, [text](const std::string& item) { return is_same(item, text); });
}

Planner& planner_named(const std::string& name, std::vector<Planner>& planners) {
  const auto it = std::ranges::find(planners, name, &Planner::name);
  if (it != planners.end()) return *it;
  planners.push_back({name, {}});
  return planners.back();
}

std::vector<Planner> planners_of(const Cycle& cycle, Date as_of) {
  std::vector<Planner> planners;
  for (const Checkin& checkin : cycle.checkins) {
    if (as_of < checkin.date || (checkin.priorities.empty() && checkin.done.empty())) continue;
    std::vector<StatedPriorities>& statements = planner_named(author_of(checkin), planners).statements;
    if (statements.empty() || statements.back().date != checkin.date) statements.push_back({checkin.date, {}, {}});
    StatedPriorities& stated = statements.back();
    stated.priorities.insert(stated.priorities.end(), checkin.priorities.begin(), checkin.priorities.end());
    stated.done.insert(stated.done.end(), checkin.done.begin(), checkin.done.end());
  }
  return planners;
}

/// The priorities before the last statement: ticked by all that was done since, and what was done beside them.
void add_last(const Planner& planner, std::vector<Priority>& last) {
  std::vector<std::string> done = planner.statements.back().done;
  std::vector<std::string> meant;
  for (std::size_t i = planner.statements.size() - 1; i-- > 0 && meant.empty();) {
    meant = planner.statements[i].priorities;
    if (meant.empty()) done.insert(done.begin(), planner.statements[i].done.begin(), planner.statements[i].done.end());
  }
  for (const std::string& text : meant) last.push_back({text, planner.name, holds(done, text)});
  for (const std::string& text : done)
    if (!holds(meant, text)) last.push_back({text, planner.name, true});
}

}  // namespace

const std::string& author_of(const Checkin& checkin) { return checkin.by.empty() ? checkin.source : checkin.by; }

Priorities priorities_of(const Cycle& cycle, Date as_of) {
  Priorities result;
  for (const Planner& planner : planners_of(cycle, as_of)) {
    const StatedPriorities& latest = planner.statements.back();
    if (days_between(latest.date, as_of) > longest_silence) continue;
    add_last(planner, result.last);
    for (const std::string& text : latest.priorities) result.next.push_back({text, planner.name, false});
  }
  return result;
}

void add_remarks(const Checkin& checkin, std::vector<std::string> Checkin::*words, std::vector<Remark>& remarks) {
  for (const std::string& text : checkin.*words)
    remarks.push_back({checkin.date, author_of(checkin), on_one_line(text)});
}

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const std::string_view part : split(text, '\n'))
    if (const auto words = trim(part); !words.empty()) line += (line.empty() ? "" : " ") + std::string(words);
  return line;
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
