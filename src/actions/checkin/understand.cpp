// SPDX-License-Identifier: MIT
#include "actions/checkin/understand.hpp"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "actions/checkin/values.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/progress.hpp"
#include "okr/model/current.hpp"

namespace okr::cli {
namespace {

Error usage(std::string what, std::string hint) { return {ErrorKind::usage, std::move(what), std::move(hint)}; }

std::string shown_id(const KeyResult& kr) { return to_string(kr.id); }

// --- names
// ------------------------------------------------------------------------------------------------------------

/// Key results whose last part is the name: where a KPI bears it too, a check-in means the key result.
std::vector<Found> key_results_called(const CheckinScene& scene, std::string_view name) {
  std::vector<Found> found;
  for (const Cycle* cycle : scene.cycles)
    for (const Objective& objective : cycle->objectives)
      for (const KeyResult& kr : objective.key_results)
        if (kr.id.name == name) found.push_back({cycle, &objective, &kr, nullptr});
  return found;
}

std::string value_in_words(const Remark& remark) { return safe_for_terminal(remark.typed.value_or("VALUE")); }

Error not_a_key_result(const Remark& remark, const Found& found) {
  const std::string id = safe_for_terminal(remark.id);
  if (found.kpi)
    return usage(fmt::format("{} is a KPI", found.kpi->id.text),
                 fmt::format("okr record {}={}", found.kpi->id.text, value_in_words(remark)));
  if (!found.objective) return usage(fmt::format("{} is a cycle", id), "name a key result of it");
  std::string names;
  for (const KeyResult& kr : found.objective->key_results)
    names += fmt::format("{}{}", names.empty() ? "" : ", ", shown_id(kr));
  return usage(fmt::format("{} is an objective", id),
               names.empty() ? "it has no key result yet" : fmt::format("name a key result of it: {}", names));
}

Result<Found> key_result_of(const CheckinScene& scene, const Remark& remark) {
  auto found = look_up(scene.workspace, Scope{scene.cycles, scene.date}, remark.id);
  if (!found) return found;
  if (found->key_result) return found;
  if (found->kpi && !remark.id.starts_with("kpi/")) {
    const std::vector<Found> called = key_results_called(scene, remark.id);
    if (called.size() == 1 && called.front().key_result->kpi.empty()) return called.front();
  }
  return tl::unexpected<Error>(not_a_key_result(remark, *found));
}

// --- what may be said
// -------------------------------------------------------------------------------------------------

bool has_value(const Remark& remark) { return remark.typed || !std::holds_alternative<std::monostate>(remark.value); }

std::optional<Fault> state_fault(const CheckinScene& scene, const Meant& meant) {
  const KeyResult& kr = *meant.found.key_result;
  const State state = definition_of(kr, day_in(scene, *meant.found.cycle)).state;
  if (counts(state) && state != State::done) return std::nullopt;
  if (state == State::draft) return std::nullopt;
  return Fault{Code::E107,
               usage(fmt::format("{} is {}: what is said of it no longer counts", shown_id(kr), word(state)),
                     fmt::format("okr set {}.state=active takes it up again", shown_id(kr))),
               meant.remark->where};
}

std::optional<Fault> content_fault(const CheckinScene& scene, const Meant& meant) {
  const Remark& remark = *meant.remark;
  const KeyResult& kr = *meant.found.key_result;
  if (!has_value(remark) && !remark.confidence && trim(remark.note).empty())
    return Fault{
        Code::E118,
        usage(fmt::format("nothing is said of {}", shown_id(kr)), fmt::format("expected {}", wanted_value(kr.kind))),
        remark.where};
  if (has_value(remark) && !kr.kpi.empty())
    return Fault{Code::E121,
                 usage(fmt::format("{} is fed by KPI {}", shown_id(kr), safe_for_terminal(kr.kpi.text)),
                       fmt::format("okr record {}={}", safe_for_terminal(kr.kpi.text), value_in_words(remark))),
                 remark.value_where};
  return state_fault(scene, meant);
}

/// A cycle's fault is said once, however many of its key results were named.
class Understanding {
 public:
  Understanding(const CheckinScene& scene, CheckinInput& input) : scene_(scene), input_(input) {}

  Understood all() {
    for (const Remark& remark : input_.remarks) take(remark);
    return std::move(understood_);
  }

 private:
  void take(const Remark& remark) {
    const auto found = key_result_of(scene_, remark);
    if (!found) return add({Code::E110, found.error(), remark.where});
    if (is_cycle_refused(*found->cycle, remark)) return;
    const Meant meant{*found, &remark};
    if (!said_.insert(full_id(*found->cycle, *found->key_result)).second)
      return add({Code::E101, usage(fmt::format("{} is given twice", shown_id(*found->key_result)), "say it once"),
                  remark.where});
    if (found->key_result->faulty || !found->key_result->kind_known || found->cycle->faulty) {
      understood_.broken.push_back(shown_id(*found->key_result));
    } else if (auto fault = content_fault(scene_, meant)) {
      add(std::move(*fault));
    } else {
      understood_.meant.push_back(meant);
    }
  }

  bool is_cycle_refused(const Cycle& cycle, const Remark& remark) {
    const bool is_named = remark.id.find('/') != std::string::npos;
    auto error = is_named ? day_fault(scene_.workspace, cycle, day_in(scene_, cycle)) : scene_fault(scene_, cycle);
    if (error && refused_.insert(cycle.id.text).second) add({Code::E112, std::move(*error), remark.where});
    return refused_.contains(cycle.id.text);
  }

  void add(Fault fault) { input_.faults.push_back(std::move(fault)); }

  const CheckinScene& scene_;
  CheckinInput& input_;
  Understood understood_;
  std::set<std::string> said_, refused_;
};

// --- values
// -----------------------------------------------------------------------------------------------------------

Result<EntryValue> value_of(const CheckinScene& scene, const Found& found, const Remark& remark) {
  const KeyResult& kr = *found.key_result;
  if (!remark.typed) {
    TRY(fitting(kr, remark.value));
    return remark.value;
  }
  const Subject subject{scene.workspace, *found.cycle, *found.objective, kr};
  const Date day = day_in(scene, *found.cycle);
  const Standing standing = standing_of(subject, definition_of(kr, day), day);
  Footing footing;
  if (standing.points && !standing.points->empty()) footing.last = standing.points->back().value;
  footing.steps_done = standing.steps_done;
  return typed_value(kr, *remark.typed, footing);
}

/// The same key result in a copy of its cycle.
Found in_cycle(const Cycle& cycle, const Found& found) {
  const Objective* objective = find_objective(cycle, found.objective->id.text);
  return {&cycle, objective, find_key_result(cycle, to_string(found.key_result->id)), nullptr};
}

Code code_of(const Error& error) { return error.what.starts_with("no step") ? Code::E110 : Code::E117; }

}  // namespace

Date day_in(const CheckinScene& scene, const Cycle& cycle) {
  return scene.is_day_said || !cycle.dated ? scene.date : std::min(scene.date, cycle.period.last);
}

std::vector<const Cycle*> cycles_on(const Workspace& workspace, const Cycle* named, Date date) {
  if (named) return {named};
  std::vector<const Cycle*> cycles = cycles_in_force(workspace, date);
  if (!cycles.empty()) return cycles;
  if (const Cycle* standing_in = current_cycle(workspace, date).cycle) cycles.push_back(standing_in);
  return cycles;
}

std::optional<Error> day_fault(const Workspace& workspace, const Cycle& cycle, Date date) {
  const std::string& id = cycle.id.text;
  if (cycle.state == CycleState::closed || cycle.result)
    return usage(fmt::format("{} is closed: its numbers are final", id),
                 fmt::format("`okr close {} --undo` opens it again", id));
  if (!cycle.dated) return std::nullopt;
  if (date < cycle.period.first)
    return usage(
        fmt::format("{} lies before {}, which begins on {}", to_string(date), id, to_string(cycle.period.first)),
        "--date names another day");
  if (date <= add_days(cycle.period.last, grace_days_of(workspace.settings, cycle))) return std::nullopt;
  return usage(fmt::format("{} ended on {}", id, to_string(cycle.period.last)),
               fmt::format("without --date its values are dated {}, its last day", to_string(cycle.period.last)));
}

std::optional<Error> scene_fault(const CheckinScene& scene, const Cycle& cycle) {
  const Date day = day_in(scene, cycle);
  if (auto fault = day_fault(scene.workspace, cycle, day)) return fault;
  if (!scene.stands_in || day == scene.date) return std::nullopt;
  const std::string& id = cycle.id.text;
  return usage(fmt::format("no cycle is in force on {}: the last is {}, {}", to_string(scene.date), id,
                           why_not_in_force(scene.workspace, cycle, scene.date)),
               fmt::format("{0}/ID=VALUE, or --cycle {0}, means it all the same, dated {1}", id, to_string(day)));
}

Understood understand(const CheckinScene& scene, CheckinInput& input) { return Understanding(scene, input).all(); }

std::vector<SheetEntry> entries_of(const CheckinScene& scene, const Cycle& cycle, std::span<const Meant> meant,
                                   std::vector<Fault>& faults) {
  std::vector<SheetEntry> entries;
  for (const Meant& one : meant) {
    if (one.found.cycle->id != cycle.id) continue;
    SheetEntry said{one.found.key_result->id, {}};
    said.entry.date = day_in(scene, cycle);
    said.entry.confidence = one.remark->confidence;
    said.entry.note = one.remark->note;
    if (has_value(*one.remark)) {
      auto value = value_of(scene, in_cycle(cycle, one.found), *one.remark);
      if (!value) {
        Error error = value.error();
        error.what = fmt::format("{}: {}", to_string(said.id), error.what);
        faults.push_back({code_of(value.error()), std::move(error), one.remark->value_where});
        continue;
      }
      said.entry.value = std::move(*value);
    }
    entries.push_back(std::move(said));
  }
  return entries;
}

}  // namespace okr::cli
