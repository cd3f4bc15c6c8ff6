// SPDX-License-Identifier: MIT
// Which cycles of a workspace are opened, by the day or by what is asked; each at most once.
#include "store/load/gather.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "okr/base/ranges.hpp"
#include "okr/model/workspace.hpp"

namespace okr::store {
namespace {

bool is_among(const std::vector<CycleSpan>& spans, const CycleId& id) { return contains(spans, id, &CycleSpan::id); }

/// What cannot be read is opened, so that its faults are said.
bool is_open(const KnownCycle& known, Date as_of) { return !known.standing || is_active(*known.standing, as_of); }

/// True where an objective of `cycle` counts in the score of one of `scored`.
bool counts_in(IdIndex& ids, const Cycle& cycle, const std::set<const Cycle*>& scored) {
  for (const Objective& objective : cycle.objectives)
    for (const Reference& parent : objective.parents) {
      const Found found = ids.resolve(cycle, parent.text);
      if (found.objective && found.objective->roll_up != RollUp::krs && scored.contains(found.cycle)) return true;
    }
  return false;
}

using Objectives = std::unordered_set<const Objective*>;

/// Who counts in whose score, among these cycles.
std::unordered_map<const Objective*, std::vector<const Objective*>> counted_children(
    const Workspace& workspace, const std::set<const Cycle*>& cycles) {
  IdIndex ids(workspace);
  std::unordered_map<const Objective*, std::vector<const Objective*>> children;
  for (const Cycle* cycle : cycles)
    for (const Objective& objective : cycle->objectives)
      for (const Reference& parent : objective.parents) {
        const Found found = ids.resolve(*cycle, parent.text);
        if (found.objective && found.objective->roll_up != RollUp::krs) children[found.objective].push_back(&objective);
      }
  return children;
}

/// What is shown of `cycle`, and what counts in the scores of it, by however many steps.
Objectives needed_for(const Workspace& workspace, const Cycle& cycle, const std::set<const Cycle*>& scored,
                      const Wanted& wanted) {
  std::vector<const Objective*> next;
  for (const Objective& objective : cycle.objectives)
    if (wanted.shows(workspace.settings, objective)) next.push_back(&objective);
  const auto children = counted_children(workspace, scored);
  Objectives needed;
  while (!next.empty()) {
    const Objective* objective = next.back();
    next.pop_back();
    if (!needed.insert(objective).second) continue;
    const auto below = children.find(objective);
    if (below != children.end()) next.insert(next.end(), below->second.begin(), below->second.end());
  }
  return needed;
}

/// Of the key results of all other objectives.
KeyResultNames names_outside(const Cycle& cycle, const Objectives& needed) {
  KeyResultNames names;
  for (const Objective& objective : cycle.objectives)
    if (!needed.contains(&objective))
      for (const KeyResult& kr : objective.key_results) names.insert(to_string(kr.id));
  for (const Objective& objective : cycle.objectives)
    if (needed.contains(&objective))
      for (const KeyResult& kr : objective.key_results) names.erase(to_string(kr.id));
  return names;
}

}  // namespace

bool counts_children(const Cycle& cycle) {
  return std::ranges::any_of(cycle.objectives,
                             [](const Objective& objective) { return objective.roll_up != RollUp::krs; });
}

template <class Predicate>
Opener::Names Opener::open_where(Predicate wanted) {
  Names names;
  for (const KnownCycle& known : workspace_.known_cycles) {
    if (!wanted(known)) continue;
    names.insert(known.id.text);
    if (!opened_.insert(known.id.text).second) continue;
    gather_.queue_cycle(known);
    if (with_checkins_) gather_.queue_checkins(known.id);
  }
  gather_.run();
  return names;
}

void Opener::open_all() {
  open_where([](const KnownCycle&) { return true; });
}

void Opener::open_named(const std::vector<CycleId>& names) {
  open_where([&](const KnownCycle& known) { return contains(names, known.id); });
}

void Opener::open_current(Date as_of) {
  // Whose days nobody can tell may run: it is opened, so that its faults are said.
  open_where([&](const KnownCycle& known) { return !known.period || contains(*known.period, as_of); });
  read_heads_of(lingering(as_of));
  const auto ended = lingering(as_of);
  open_where([&](const KnownCycle& known) { return is_open(known, as_of) && is_among(ended, known.id); });
  if (!cycles_in_force(workspace_, as_of).empty()) return;
  const auto& known = workspace_.known_cycles;
  for (auto it = known.rbegin(); it != known.rend(); ++it) {  // by start, the latest first
    if (!it->period || as_of < it->period->first) continue;
    if (is_no_draft(open_beginning(it->period->first))) return;
  }
  for (const KnownCycle& next : known)
    if (next.period && as_of < next.period->first) return void(open_beginning(next.period->first));
}

void Opener::read_ended(Date as_of) {
  read_heads([&](const KnownCycle& known) { return known.period && contains(*known.period, as_of); });
  for (std::size_t read = 1; read > 0;)
    read = read_heads_of(last_ended(spans_of(workspace_), as_of));  // a draft shows the one before
}

void Opener::read_heads_for_words(Date as_of) {
  read_ended(as_of);
  read_heads_of(lingering(as_of));
  auto& known = workspace_.known_cycles;
  for (auto it = known.rbegin(); it != known.rend(); ++it) {
    if (!it->period || as_of < it->period->first) continue;
    read_head(*it);
    if (!it->standing || it->standing->state != CycleState::draft) return;
  }
}

void Opener::read_checkins_for(const CycleId& id, const Wanted& wanted) {
  const Date as_of = wanted.as_of;
  const bool has_children = counts_children(*workspace_.cycle(id));
  read_heads_of(lingering(as_of));
  const auto ended = lingering(as_of);
  open_where([&](const KnownCycle& known) {
    const bool is_over = !known.period || known.period->last < as_of;
    return has_children || !is_over || (is_open(known, as_of) && is_among(ended, known.id));
  });
  std::set<const Cycle*> scored{workspace_.cycle(id)};
  IdIndex ids(workspace_);
  for (bool more = has_children; more;) {
    more = false;
    for (const Cycle& other : workspace_.cycles)
      if (!scored.contains(&other) && counts_in(ids, other, scored)) more |= scored.insert(&other).second;
  }
  std::map<const Cycle*, KeyResultNames> unneeded;
  if (wanted.shows) {
    const Objectives needed = needed_for(workspace_, *workspace_.cycle(id), scored, wanted);
    for (const Cycle* one : scored) unneeded.emplace(one, names_outside(*one, needed));
  }
  for (const Cycle* one : scored) gather_.queue_checkins(one->id, wanted.shows ? &unneeded[one] : nullptr);
  if (wanted.due)
    for (const Cycle* one : cycles_in_force(workspace_, as_of))
      if (!scored.contains(one)) gather_.queue_checkins(one->id, nullptr);
  gather_.run();
}

Opener::Names Opener::open_beginning(Date first) {
  return open_where([first](const KnownCycle& known) { return known.period && known.period->first == first; });
}

/// Those that are over and in force unless they are closed.
std::vector<CycleSpan> Opener::lingering(Date as_of) const {
  const std::vector<CycleSpan> all = spans_of(workspace_);
  std::vector<CycleSpan> lingering;
  std::ranges::copy_if(all, std::back_inserter(lingering),
                       [&](const CycleSpan& span) { return may_linger(span, all, as_of); });
  return lingering;
}

/// How many had not been read yet.
template <class Predicate>
std::size_t Opener::read_heads(Predicate wanted) {
  std::size_t read = 0;
  for (KnownCycle& known : workspace_.known_cycles)
    if (wanted(known) && read_head(known)) ++read;
  return read;
}

std::size_t Opener::read_heads_of(const std::vector<CycleSpan>& spans) {
  return read_heads([&](const KnownCycle& known) { return is_among(spans, known.id); });
}

/// False when it was read or opened before.
bool Opener::read_head(KnownCycle& known) {
  if (opened_.contains(known.id.text) || !looked_at_.insert(known.id.text).second) return false;
  if (!known.standing) gather_.read_cycle_head(known);
  return true;
}

bool Opener::is_no_draft(const Names& names) const {
  return std::ranges::any_of(workspace_.cycles, [&](const Cycle& cycle) {
    return names.contains(cycle.id.text) && cycle.state != CycleState::draft;
  });
}

}  // namespace okr::store
