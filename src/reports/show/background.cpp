// SPDX-License-Identifier: MIT
#include "reports/show/background.hpp"

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "reports/show/detail.hpp"
#include "reports/words.hpp"

namespace okr::reports {

void add_lines(KeyValues& list, const char* name, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) list.items.push_back({Text(&line == &lines.front() ? name : ""), Text(line)});
}

void add_initiatives(KeyValues& list, const std::vector<Initiative>& initiatives, Date as_of) {
  std::vector<std::string> lines;
  for (const Initiative& initiative : initiatives) lines.push_back(initiative_text(initiative, true, as_of));
  add_lines(list, "initiatives", lines);
}

std::string state_text(State state, const std::string& reason) {
  if (state == State::active) return {};
  return reason.empty() ? std::string(word(state)) : fmt::format("{}: {}", word(state), reason);
}

void add_changes(KeyValues& list, const std::vector<Change>& changes, Date as_of) {
  for (const Change& change : changes) {
    if (as_of < change.on) continue;
    std::string what;
    for (const ChangedField& field : change.fields)
      what += fmt::format(", {} {} → {}", field.key, field_text(field.before), field_text(field.after));
    if (!change.why.empty()) what += fmt::format(" ({})", change.why);
    add(list, "changed", on_terminal(to_string(change.on)) + on_page(short_date(change.on, as_of)) + Text(what));
  }
}

KeyValues background_of(const Settings& settings, const ObjectiveNumbers& numbers, Date as_of) {
  const Objective& objective = *numbers.objective;
  KeyValues list;
  add(list, "why", objective.why);
  add(list, "owner", join(owners_of(settings, objective), ", "));
  add_initiatives(list, objective.initiatives, as_of);
  add_lines(list, "links", objective.links);
  add(list, "state", state_text(numbers.state, objective.reason));
  add_changes(list, objective.changes, as_of);
  return list;
}

KeyValues background_of(const Settings& settings, const ObjectiveNumbers& above, const KeyResultNumbers& numbers,
                        Date as_of) {
  const KeyResult& kr = *numbers.key_result;
  const auto owners = owners_of(settings, *above.objective, kr);
  KeyValues list;
  add(list, "why", kr.why);
  if (owners != owners_of(settings, *above.objective)) add(list, "owner", join(owners, ", "));
  std::vector<std::string> steps;
  for (std::size_t i = 0; i < kr.steps.size(); ++i) steps.push_back(step_text(numbers, i));
  add_lines(list, "steps", steps);
  add_initiatives(list, kr.initiatives, as_of);
  add_lines(list, "links", kr.links);
  add(list, "state", state_text(numbers.state, kr.reason));
  add_changes(list, kr.changes, as_of);
  return list;
}

}  // namespace okr::reports
