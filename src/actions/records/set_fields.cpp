// SPDX-License-Identifier: MIT
#include "actions/records/set_fields.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/records/typed_value.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {

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
    return failure(ErrorKind::usage, fmt::format("'{}' says no value", shown),
                   fmt::format("write ID.FIELD=VALUE, or '{}=' to take the field away", shown));
  const auto dot = word.substr(0, equals).rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == equals)
    return failure(ErrorKind::usage, fmt::format("'{}' names no field", shown),
                   "write ID.FIELD=VALUE, such as ship.users.target=400");
  return Parts{word.substr(0, dot), word.substr(dot + 1, equals - dot - 1), word.substr(equals + 1)};
}

/// ship.users=400 is what a check-in takes; say so where the last part is no field but a key result.
std::string other_meaning(const Session& session, std::string_view whole, std::string_view value) {
  const auto found = look_up(session.workspace, session.scope(), whole);
  if (!found || !found->key_result) return {};
  return fmt::format(
      "{0} is a key result: `okr set {0}.target={1}` changes its target, `okr checkin {0}={1}` says where it is",
      safe_for_terminal(whole), safe_for_terminal(value));
}

bool is_key_result(const Session& session, const Parts& parts) {
  const auto found = find_record(session, parts.id);
  if (!found || !found->objective || found->key_result) return false;
  return std::ranges::any_of(found->objective->key_results,
                             [&](const KeyResult& kr) { return kr.id.name == parts.field; });
}

tl::unexpected<Error> two_meanings(const RecordPlace& place, const Parts& parts) {
  const std::string whole = safe_for_terminal(std::string(parts.id) + "." + std::string(parts.field));
  const std::string value = safe_for_terminal(parts.value);
  return failure(
      ErrorKind::usage,
      fmt::format("'{}' is a key result, and '{}' is also a field of {}", whole, parts.field, described(place)),
      fmt::format(
          "the key result: `okr set {0}.target={1}` changes its target, `okr checkin {0}={1}` says where it is\n"
          "the field: only after the key result has another name, `okr rename {0} NEW`",
          whole, value));
}

Result<FieldInfo> field_of(const Session& session, const RecordPlace& place, const Parts& parts) {
  const std::vector<FieldInfo> fields = fields_of(place.record);
  const auto it = std::ranges::find(fields, parts.field, &FieldInfo::key);
  const bool has_two_meanings = it != fields.end() && place.record == "objective" && is_key_result(session, parts);
  if (has_two_meanings) return two_meanings(place, parts);
  if (it != fields.end()) return *it;
  std::vector<std::string_view> keys;
  std::string all;
  for (const FieldInfo& field : fields) {
    keys.push_back(field.key);
    all += (all.empty() ? "" : ", ") + std::string(field.key);
  }
  std::string hint = other_meaning(session, std::string(parts.id) + "." + std::string(parts.field), parts.value);
  const auto near = nearest(parts.field, keys);
  if (hint.empty()) hint = near ? fmt::format("did you mean '{}'?", *near) : "there are: " + all;
  return failure(ErrorKind::usage,
                 fmt::format("{} has no field '{}'", described(place), safe_for_terminal(parts.field)),
                 std::move(hint));
}

Result<Assignment> with_place(const Session& session, const Parts& parts) {
  Assignment assignment;
  if (auto settings = settings_place(parts.id)) {
    assignment.place = std::move(*settings);
    return assignment;
  }
  TRY_ASSIGN(const auto found, find_record(session, parts.id));
  assignment.place = place_of(session.workspace, found);
  assignment.cycle = found.cycle;
  assignment.kpi = found.kpi;
  return assignment;
}

}  // namespace

store::KeyPath Assignment::path() const {
  store::KeyPath path = place.path;
  path.emplace_back(field.key);
  return path;
}

Result<Assignment> read_assignment(const Context& context, const Session& session, std::string_view word) {
  TRY_ASSIGN(const auto parts, parts_of(word));
  auto assignment = with_place(session, parts);
  if (!assignment) return assignment;
  TRY_ASSIGN(auto field, field_of(session, assignment->place, parts));
  assignment->field = field;
  assignment->label = fmt::format("{}.{}", assignment->place.name, field.key);
  const std::string_view value = trim(parts.value);
  if (value.empty()) return assignment;
  TRY_ASSIGN(auto toml,
             toml_of_typed(context, {assignment->label, &assignment->field, session.workspace.fiscal_start()}, value));
  assignment->value = std::move(toml);
  return assignment;
}

bool is_definition(const Assignment& assignment) {
  if (assignment.place.record != "key result" && assignment.place.record != "objective") return false;
  for (const Field<Change>& field : fields<Change>())
    if (!field.assign && field.key == assignment.field.key) return true;
  return false;
}

bool has_started(const Cycle& cycle, Date today) {
  return cycle.dated && cycle.state != CycleState::draft && cycle.period.first <= today;
}

}  // namespace okr::cli
