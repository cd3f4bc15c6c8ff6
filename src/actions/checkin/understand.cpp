// SPDX-License-Identifier: MIT
#include "actions/checkin/understand.hpp"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/progress.hpp"
#include "okr/model/current.hpp"
#include "okr/model/formula.hpp"
#include "okr/model/look_up.hpp"
#include "okr/model/workspace.hpp"
#include "session/typed_number.hpp"

namespace okr::actions {
using namespace session;

namespace {

std::string shown_id(const KeyResult& kr) { return to_string(kr.id); }

// --- days

/// Why nothing can be said in the cycle on that day, in force or not.
std::optional<Error> date_fault(const CheckinScene& scene, const Cycle& cycle, Date date) {
  const std::string& id = cycle.id.text;
  if (is_closed(cycle))
    return usage_error(fmt::format("{} is closed: its numbers are final", id),
                       cycle.result ? fmt::format("`okr close {} --undo` opens it again", id)
                                    : fmt::format("it only says so: `okr set {}.state=active` takes it up again", id));
  if (!cycle.dated) return std::nullopt;
  if (date < cycle.period.first)
    return usage_error(
        fmt::format("{} lies before {}, which begins on {}", to_string(date), id, to_string(cycle.period.first)),
        cycle.period.first <= scene.today ? "--date names another day" : "nothing can be said of it before that day");
  if (date <= add_days(cycle.period.last, grace_days_of(scene.workspace.settings, cycle))) return std::nullopt;
  return usage_error(fmt::format("{} ended on {}", id, to_string(cycle.period.last)),
                     fmt::format("without --date its values are dated {}, its last day", to_string(cycle.period.last)));
}

// --- names

/// Key results whose last part is the name: where a KPI bears it too, a check-in means the key result.
std::vector<Found> key_results_called(const CheckinScene& scene, std::string_view name) {
  std::vector<Found> found;
  for (const Cycle* cycle : scene.cycles)
    for (const Objective& objective : cycle->objectives)
      for (const KeyResult& kr : objective.key_results)
        if (kr.id.name == name) found.push_back({cycle, &objective, &kr, nullptr});
  return found;
}

std::string value_in_words(const Update& update) { return safe_for_terminal(update.typed.value_or("VALUE")); }

Error not_a_key_result(const Update& update, const Found& found) {
  const std::string name = safe_for_terminal(update.name);
  if (found.kpi) return kpi_refused(*found.kpi, value_in_words(update));
  if (!found.objective) return usage_error(fmt::format("{} is a cycle", name), "name a key result of it");
  std::vector<std::string> names;
  for (const KeyResult& kr : found.objective->key_results) names.push_back(shown_id(kr));
  return usage_error(
      fmt::format("{} is an objective", name),
      names.empty() ? "it has no key result yet" : fmt::format("name a key result of it: {}", join(names, ", ")));
}

/// How a name that only another cycle has can be spoken of; empty where none has it.
std::string way_to(LookUp& names, const CheckinScene& scene, const Update& update) {
  for (auto cycle = scene.workspace.cycles.rbegin(); cycle != scene.workspace.cycles.rend(); ++cycle) {
    const auto found = names.of(Scope{{&*cycle}, {}}, update.name);
    if (!found || !found->key_result || found->cycle != &*cycle) continue;
    const bool has_begun = !cycle->dated || cycle->period.first <= scene.today;
    if (cycle->state == CycleState::draft && has_begun) return fmt::format("okr set {}.state=active", cycle->id.text);
    if (const auto fault = date_fault(scene, *cycle, day_in(scene, *cycle))) return fault->hint;
    return fmt::format("{}={} means it all the same", full_id(*cycle, *found->key_result), value_in_words(update));
  }
  return {};
}

/// What it was on the day: what is said of a day before its kind or its KPI changed is of that kind, and its own.
Definition definition_then(const CheckinScene& scene, const Found& found) {
  return definition_of(*found.key_result, day_in(scene, *found.cycle));
}

Result<Found> key_result_of(LookUp& names, const CheckinScene& scene, const Update& update) {
  auto looked_up = names.of(Scope{scene.cycles, scene.date}, update.name);
  if (!looked_up && looked_up.error().hint.empty()) looked_up.error().hint = way_to(names, scene, update);
  TRY_ASSIGN(const auto found, std::move(looked_up));
  if (found.key_result) return found;
  if (found.kpi && !update.name.starts_with(kpi_prefix)) {
    const std::vector<Found> called = key_results_called(scene, update.name);
    if (called.size() == 1 && definition_then(scene, called.front()).kpi.empty()) return called.front();
  }
  return tl::unexpected<Error>(not_a_key_result(update, found));
}

// --- what may be said

/// What has ended by its own state, or with its objective.
std::optional<Fault> ended_fault(const CheckinScene& scene, const Update& update) {
  const Date day = day_in(scene, *update.about.cycle);
  const std::string id = shown_id(*update.about.key_result);
  const Definition own = definition_of(*update.about.key_result, day);
  const Definition above = definition_of(*update.about.objective, day);
  const bool is_own = is_over_by(own);
  if (!is_own && !is_over_by(above)) return std::nullopt;
  const std::string ended = is_own ? id : update.about.objective->id.text;
  const std::string in_full = is_own ? full_id(*update.about.cycle, *update.about.key_result)
                                     : full_id(*update.about.cycle, *update.about.objective);
  return Fault{Code::E107,
               usage_error(fmt::format("{} is {}: what is said of {} no longer counts", ended,
                                       word(is_own ? own.state : above.state), ended == id ? "it" : id),
                           fmt::format("okr set {}.state=active --why TEXT takes it up again", in_full)),
               update.entry.place};
}

/// A draft that does not say yet what is measured; why, as reading its file found it.
std::optional<Fault> unfinished_fault(const CheckinScene& scene, const Update& update) {
  const KeyResult& kr = *update.about.key_result;
  if (kr.faulty || kr.kind_known) return std::nullopt;
  for (const Diagnostic& one : scene.workspace.diagnostics)
    if (one.code == Code::E118 && one.place == kr.place)
      return Fault{one.code,
                   {ErrorKind::data,
                    fmt::format("{}: {} [{}]", to_string(one.place, scene.workspace), one.message, to_string(one.code)),
                    one.mend},
                   update.entry.place};
  return std::nullopt;
}

std::optional<Fault> content_fault(const CheckinScene& scene, const Update& update) {
  const KeyResult& kr = *update.about.key_result;
  const std::string id = shown_id(kr);
  const Definition then = definition_then(scene, update.about);
  if (!update.says_value() && !update.entry.confidence && trim(update.entry.note).empty())
    return Fault{Code::E118,
                 usage_error(fmt::format("nothing is said of {}", id),
                             fmt::format("expected {}", update.is_of_toml ? wanted_in_toml(kr, then.kind)
                                                                          : wanted_value(kr, then.kind))),
                 update.entry.place};
  const std::string& fed_by = then.kpi.text;
  if (update.says_value() && !fed_by.empty()) {
    const Kpi* kpi = scene.workspace.kpi(fed_by);
    return Fault{
        Code::E121,
        usage_error(fmt::format("{} is fed by KPI {}", id, safe_for_terminal(fed_by)),
                    kpi ? safe_for_terminal(way_to_record(*kpi, update.typed.value_or("VALUE"))) : "it is in no file"),
        update.entry.value_place};
  }
  return ended_fault(scene, update);
}

/// Its own file: what stands in another one that cannot be read is no concern of what is said here.
bool is_head_faulty(const Cycle& cycle) {
  const std::string head = cycle_path(cycle.folder);
  const bool has_head = !contains(cycle.unread, head, &UnreadFile::name);
  return cycle.faulty && !(cycle.incomplete && has_head);
}

/// A cycle's fault is said once, however many of its key results were named.
class Understanding {
 public:
  Understanding(const CheckinScene& scene, CheckinInput input)
      : scene_(scene), names_(scene.workspace), input_(std::move(input)) {}

  CheckinInput whole() {
    for (Update& update : std::exchange(input_.updates, {})) {
      if (update.reading_day)
        input_.updates.push_back(std::move(update));
      else
        take(std::move(update));
    }
    return std::move(input_);
  }

 private:
  void take(Update update) {
    const Place where = update.entry.place;
    const auto found = key_result_of(names_, scene_, update);
    if (!found) return add({Code::E110, found.error(), where});
    update.about = *found;
    const Cycle& cycle = *found->cycle;
    const KeyResult& kr = *found->key_result;
    if (is_refused(cycle, update)) return;
    if (!said_.insert(full_id(cycle, kr)).second)
      return add({Code::E101, usage_error(fmt::format("{} is given twice", shown_id(kr)), "say it once"), where});
    if (auto fault = unfinished_fault(scene_, update)) return add(std::move(*fault));
    if (kr.faulty || !kr.kind_known || is_head_faulty(cycle)) return input_.broken.push_back(shown_id(kr));
    if (auto fault = content_fault(scene_, update)) return add(std::move(*fault));
    input_.updates.push_back(std::move(update));
  }

  bool is_refused(const Cycle& cycle, const Update& update) {
    auto error = day_fault(scene_, cycle, update.name.find('/') != std::string::npos);
    if (error && refused_.insert(cycle.id.text).second) add({Code::E112, std::move(*error), update.entry.place});
    return refused_.contains(cycle.id.text);
  }

  void add(Fault fault) { input_.faults.push_back(std::move(fault)); }

  const CheckinScene& scene_;
  LookUp names_;
  CheckinInput input_;
  std::set<std::string> said_, refused_;
};

// --- values

/// What is added must be added to what was really said last: a check-in that cannot be read may say it.
Status check_base(const Cycle& cycle, std::string_view typed) {
  if (!trim(typed).starts_with('+') || cycle.unread.empty()) return {};
  return usage_failure(fmt::format("{} cannot be added: the last value may stand in {}, which cannot be read",
                                   safe_for_terminal(typed), safe_for_terminal(cycle.unread.front().name)),
                       "mend it (`okr check` says where), or give the value itself, without +");
}

/// Whoever writes +19 where a value goes means 19 more.
Status check_sign(const Update& update) {
  const double* number = std::get_if<double>(&update.entry.value);
  if (!number || !update.has_plus) return {};
  const std::string text = shortest(*number);
  return usage_failure(
      fmt::format("+{0} is the value {0} in TOML, and adds nothing", text),
      fmt::format("write {}, the value now; okr checkin {}=+{} adds", text, to_string(update.id()), text));
}

Result<EntryValue> value_of(IdIndex& ids, const CheckinScene& scene, const Cycle& cycle, const Update& update) {
  const Found found = ids.resolve(cycle, to_string(update.id()));
  const Objective& objective = *found.objective;
  const KeyResult& kr = *found.key_result;
  const Date day = day_in(scene, cycle);
  const Definition then = definition_of(kr, day);
  const bool is_amount = takes_amounts(kr, then.kind);
  if (!update.typed) {
    TRY(fitting(kr, then.kind, update.entry.value));
    if (!is_amount) TRY(check_sign(update));
    return update.entry.value;
  }
  if (update.is_by_hand && takes_numbers(then.kind))
    if (auto doubt = session::grouping_doubt(*update.typed, scene.workspace.settings.workspace.digits))
      return tl::unexpected<Error>(std::move(*doubt));
  if (!is_amount) TRY(check_base(cycle, *update.typed));
  const Standing standing = standing_of({scene.workspace, cycle, objective, kr}, then, day);
  ValueSoFar so_far;
  if (standing.points && !standing.points->empty()) so_far.last = standing.points->back().value;
  so_far.steps_done = standing.steps_done;
  if (standing.anchors) so_far.start = standing.anchors->baseline;
  return typed_value(kr, then.kind, *update.typed, so_far);
}

Fault fault_of_value(const Update& update, const Error& error) {
  const Code code = error.what.starts_with("no step") ? Code::E110 : Code::E117;
  return {code,
          {error.kind, fmt::format("{}: {}", to_string(update.id()), error.what), error.hint},
          update.entry.value_place};
}

}  // namespace

bool is_over_by(const Definition& definition) {
  return is_final_state(definition.state) && (definition.frozen || definition.state != State::done);
}

Error kpi_refused(const Kpi& kpi, std::string_view value) {
  return usage_error(fmt::format("{} is a KPI", kpi.id.text), safe_for_terminal(way_to_record(kpi, value)));
}

Result<Date> checkin_date(const Context& context, const std::optional<std::string>& typed, const Workspace& workspace) {
  if (!typed) return context.today();
  return past_date(context, "--date", *typed, workspace.fiscal_start());
}

CheckinScene scene_of(const Session& session, Date date, bool is_day_said) {
  const Workspace& workspace = session.workspace;
  if (session.is_named && session.cycle)
    return {workspace, {session.cycle}, date, is_day_said, false, session.day, session.cycle};
  CheckinScene scene{workspace, cycles_in_force(workspace, date), date, is_day_said, false, session.day};
  scene.stands_in = scene.cycles.empty();
  if (!scene.stands_in) return scene;
  if (const Cycle* standing_in = current_cycle(workspace, date).cycle) scene.cycles.push_back(standing_in);
  return scene;
}

Date day_in(const CheckinScene& scene, const Cycle& cycle) {
  return scene.is_day_said || !cycle.dated ? scene.date : std::min(scene.date, cycle.period.last);
}

std::optional<Error> day_fault(const CheckinScene& scene, const Cycle& cycle, bool is_named) {
  const Date day = day_in(scene, cycle);
  if (auto fault = date_fault(scene, cycle, day)) return fault;
  if (is_named || !scene.stands_in || day == scene.date) return std::nullopt;
  const std::string& id = cycle.id.text;
  return usage_error(fmt::format("no cycle is in force on {}: the last is {}, {}", to_string(scene.date), id,
                                 why_not_in_force(scene.workspace, cycle, scene.date)),
                     fmt::format("{0}/ID=VALUE, or --cycle {0}, means it all the same, dated {1}", id, to_string(day)));
}

CheckinInput understood(const CheckinScene& scene, CheckinInput input) {
  return Understanding(scene, std::move(input)).whole();
}

ValuedUpdates with_values(const CheckinScene& scene, const Cycle& cycle, std::span<const Update> updates) {
  ValuedUpdates valued;
  IdIndex ids(scene.workspace);
  for (const Update& said : updates) {
    if (said.reading_day || said.about.cycle->id != cycle.id) continue;
    Update update = said;
    update.entry.date = day_in(scene, cycle);
    if (said.says_value()) {
      auto value = value_of(ids, scene, cycle, said);
      if (!value) {
        valued.faults.push_back(fault_of_value(said, value.error()));
        continue;
      }
      update.entry.value = std::move(*value);
    }
    valued.updates.push_back(std::move(update));
  }
  return valued;
}

}  // namespace okr::actions
