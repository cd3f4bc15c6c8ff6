// SPDX-License-Identifier: MIT
#include "actions/records/assignment.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "actions/records/typed_value.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "reports/diff/diff.hpp"

namespace okr::actions {
using namespace session;

namespace {

/// "ship.users.target=400" as "ship.users", "target", "400".
struct Parts {
  std::string_view id;
  std::string_view field;
  std::string_view value;
};

Result<Parts> parts_of(std::string_view word) {
  const auto equals = word.find('=');
  const std::string shown = safe_for_terminal(word.substr(0, equals));
  if (equals == std::string_view::npos)
    return usage_failure(fmt::format("'{}' says no value", shown),
                         fmt::format("write ID.FIELD=VALUE, or '{}=' to take the field away", shown));
  const auto dot = word.substr(0, equals).rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == equals)
    return usage_failure(fmt::format("'{}' names no field", shown),
                         "write ID.FIELD=VALUE, such as ship.users.target=400");
  return Parts{word.substr(0, dot), word.substr(dot + 1, equals - dot - 1), word.substr(equals + 1)};
}

/// The two things that what stands behind the name of a key result can be.
std::string ways_to_say(const Session& session, const Cycle& cycle, const KeyResult& kr, std::string_view name,
                        std::string_view value) {
  if (!kr.target || !is_number(value))
    return fmt::format("`okr set {0}.FIELD={1}` changes a field of it, `okr checkin {0}=VALUE` says where it is",
                       safe_for_terminal(name), shell_word(safe_for_terminal(value)));
  return fmt::format("`okr set {0}.target={1}{2}` changes its target, `okr checkin {0}={1}` says where it is",
                     safe_for_terminal(name), safe_for_terminal(value),
                     has_started(cycle, session.day) ? " --why TEXT" : "");
}

/// ship.users=400 is what a check-in takes; say so where the last part is no field but a key result.
std::string other_meaning(const Session& session, std::string_view whole, std::string_view value) {
  const auto found = look_up(session.workspace, session.scope(), whole);
  if (!found || !found->key_result) return {};
  return fmt::format("{} is a key result: {}", safe_for_terminal(whole),
                     ways_to_say(session, *found->cycle, *found->key_result, whole, value));
}

/// The key result that a field of an objective could be; null where there is none.
const KeyResult* key_result_called(const Session& session, LookUp& names, const Parts& parts) {
  const auto found = names.of(session.scope(), parts.id);
  if (!found || !found->objective || found->key_result) return nullptr;
  const auto& key_results = found->objective->key_results;
  const auto called = std::ranges::find(key_results, parts.field, [](const KeyResult& kr) { return kr.id.name; });
  return called == key_results.end() ? nullptr : &*called;
}

tl::unexpected<Error> two_meanings(const Session& session, const Assignment& assignment, const KeyResult& kr,
                                   const Parts& parts) {
  const std::string whole = safe_for_terminal(std::string(parts.id) + "." + std::string(parts.field));
  return usage_failure(fmt::format("'{}' is a key result, and '{}' is also a field of {}", whole, parts.field,
                                   described(assignment.place)),
                       fmt::format("the key result: {}\n"
                                   "the field: only after the key result has another name, `okr rename {} NEW`",
                                   ways_to_say(session, *assignment.cycle, kr, whole, parts.value), whole));
}

Result<FieldInfo> field_of(const Session& session, LookUp& names, const Assignment& assignment, const Parts& parts) {
  const RecordPlace& place = assignment.place;
  const std::vector<FieldInfo> fields = typed_fields_of(place.record);
  const auto it = std::ranges::find(fields, parts.field, &FieldInfo::key);
  const KeyResult* kr =
      it != fields.end() && place.record == "objective" ? key_result_called(session, names, parts) : nullptr;
  if (kr) return two_meanings(session, assignment, *kr, parts);
  if (it != fields.end()) return *it;
  std::string hint = other_meaning(session, std::string(parts.id) + "." + std::string(parts.field), parts.value);
  if (hint.empty()) hint = hint_for_field(fields, parts.field);
  return usage_failure(fmt::format("{} has no field '{}'", described(place), safe_for_terminal(parts.field)),
                       std::move(hint));
}

/// A name that a closed cycle alone has, in full, is refused there: `set` needs the cycle opened first.
std::string way_into_closed(const Session& session, const Parts& parts) {
  const auto& cycles = session.workspace.cycles;
  for (auto cycle = cycles.rbegin(); cycle != cycles.rend(); ++cycle) {
    const auto found = look_up(session.workspace, Scope{{&*cycle}, {}}, parts.id);
    if (!found || !found->objective || found->cycle != &*cycle) continue;
    const Status open = is_definition_key(parts.field) ? check_still_open(*cycle) : Status();
    return open ? std::string() : open.error().hint;
  }
  return {};
}

Result<Assignment> with_place(const Session& session, LookUp& names, const Parts& parts) {
  Assignment assignment;
  if (auto settings = settings_place(parts.id)) {
    TRY(check_readable(session.workspace, settings->file));
    assignment.place = std::move(*settings);
    return assignment;
  }
  auto record = names.of(session.scope(), parts.id);
  if (!record && parts.id == "cycle" && session.cycle)  // as its heading calls it
    record.error().hint =
        fmt::format("the cycle goes by its id: {}.{}=", session.cycle->id.text, safe_for_terminal(parts.field));
  if (!record && record.error().hint.empty()) record.error().hint = way_into_closed(session, parts);
  TRY_ASSIGN(const auto found, std::move(record));
  assignment.place = place_of(session.workspace, found);
  TRY(check_readable(session.workspace, assignment.place.file));
  assignment.cycle = found.cycle;
  assignment.kpi = found.kpi;
  return assignment;
}

/// Closing a cycle writes its numbers: the word alone would say what is not so.
Status check_not_closing(const Assignment& assignment, std::string_view value) {
  if (!is_state_of_cycle(assignment) || value != word(CycleState::closed)) return {};
  return usage_failure(fmt::format("{} is not closed by a word alone", assignment.place.name),
                       fmt::format("`okr close {0}` writes its numbers; before its last day: `okr close {0} --early`",
                                   assignment.place.name));
}

}  // namespace

Result<Assignment> read_assignment(const Context& context, const Session& session, LookUp& names,
                                   std::string_view word) {
  TRY_ASSIGN(const auto parts, parts_of(word));
  TRY_ASSIGN(auto assignment, with_place(session, names, parts));
  TRY_ASSIGN(auto field, field_of(session, names, assignment, parts));
  assignment.field = field;
  assignment.label = fmt::format("{}.{}", assignment.place.name, field.key);
  const std::string_view value = trim(parts.value);
  const bool can_go = field.shape != Shape::changes;  // what a person explained is no word's to wipe out
  if (value.empty() && can_go) return assignment;
  TRY(check_not_closing(assignment, value));
  TRY_ASSIGN(auto toml,
             toml_of_typed(context, {assignment.label, &assignment.field, session.workspace.fiscal_start()}, value));
  assignment.value = std::move(toml);
  return assignment;
}

bool has_started(const Cycle& cycle, Date today) {
  return cycle.dated && cycle.state != CycleState::draft && cycle.period.first <= today;
}

bool is_state_of_cycle(const Assignment& assignment) {
  return assignment.place.record == "cycle" && assignment.field.key == "state";
}

namespace {

bool has_changes(const Assignment& assignment) {
  return assignment.place.record == "key result" || assignment.place.record == "objective";
}

}  // namespace

bool is_definition(const Assignment& assignment) {
  return has_changes(assignment) && is_definition_key(assignment.field.key);
}

bool can_be_explained(const Assignment& assignment) {
  if (!has_changes(assignment)) return false;
  const bool is_objective = assignment.place.record == "objective";
  if (is_objective && assignment.field.key == "parent") return true;  // it may take it out of its cycle's mean
  const auto record = is_objective ? reports::DiffRecord::objective : reports::DiffRecord::key_result;
  const auto keys = reports::compared_keys(record);
  const auto known = std::ranges::find(keys, assignment.field.key, &reports::ComparedKey::key);
  return known != keys.end() && reports::is_definition(known->cause);
}

}  // namespace okr::actions
