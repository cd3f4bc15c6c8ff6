// SPDX-License-Identifier: MIT
#include "session/records.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/date.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/store/disk.hpp"
#include "session/faults.hpp"

namespace okr::session {

namespace {

RecordPlace at_heading(const Workspace& workspace, std::string record, const Place& place) {
  RecordPlace found;
  found.record = std::move(record);
  if (place.known()) found.file = workspace.files[place.file];
  found.line = std::max<std::uint32_t>(place.line, 1);
  return found;
}

RecordPlace cycle_place(const Workspace& workspace, const Cycle& cycle) {
  RecordPlace found = at_heading(workspace, "cycle", cycle.place);
  found.file = cycle_path(cycle.folder);
  found.name = cycle.id.text;
  found.path = {"cycle"};
  return found;
}

}  // namespace

Result<Session> open_for_change(Context& context) {
  Needs needs;
  needs.cycles = store::Wanted::Cycles::all;
  return open_session(context, needs);
}

Result<Found> find_record(const Session& session, std::string_view typed) {
  return look_up(session.workspace, session.scope(), typed);
}

RecordPlace place_of(const Workspace& workspace, const Found& found) {
  if (found.kpi) {
    RecordPlace place = at_heading(workspace, "KPI", found.kpi->place);
    place.name = full_id(found.kpi->id);
    return place;
  }
  if (found.key_result) {
    RecordPlace place = at_heading(workspace, "key result", found.key_result->place);
    place.name = to_string(found.key_result->id);
    place.path = {found.key_result->id.objective.text, found.key_result->id.name};
    return place;
  }
  if (!found.objective) return cycle_place(workspace, *found.cycle);
  RecordPlace place = at_heading(workspace, "objective", found.objective->place);
  place.name = found.objective->id.text;
  place.path = {found.objective->id.text};
  return place;
}

std::optional<RecordPlace> settings_place(std::string_view name) {
  if (name != "workspace" && name != "scoring" && name != "check") return std::nullopt;
  RecordPlace place;
  place.record = name;
  place.name = name;
  place.file = settings_file;
  place.path = {std::string(name)};
  return place;
}

std::string described(const RecordPlace& place) {
  if (place.file == settings_file) return fmt::format("[{}] of okr.toml", place.name);
  return fmt::format("{} '{}'", place.record, place.name);
}

namespace {

/// True where the day lies in the cycle, as far as its name tells, or not long behind it.
bool may_be_in_force(const Workspace& workspace, std::string_view folder, Date day) {
  const auto named = parse_period(folder, workspace.fiscal_start());
  if (!named) return false;
  return named->period.first <= day && day <= add_days(named->period.last, length_in_days(named->period) / 2);
}

tl::unexpected<Error> may_be_meant(std::string_view what) {
  return data_failure(fmt::format("{}, and may be the cycle that is meant", what),
                      "mend it (`okr check` says where), or name another one with --cycle; nothing was written");
}

}  // namespace

Status check_choice(const Session& session) {
  const Workspace& workspace = session.workspace;
  if (session.is_named) return {};
  for (const Cycle& cycle : workspace.cycles)
    if (!cycle.dated && cycle.state == CycleState::active)
      return may_be_meant(fmt::format("{} does not say its days", cycle.id.text));
  for (const Diagnostic& diagnostic : workspace.diagnostics) {
    if (!is_unreadable(diagnostic.code) || !diagnostic.place.known()) continue;
    const std::string& file = workspace.files[diagnostic.place.file];
    const std::string folder = file.substr(0, file.find('/'));
    if (!workspace.cycle(CycleId(folder)) && may_be_in_force(workspace, folder, session.day))
      return may_be_meant(fmt::format("{} cannot be read", folder));
  }
  return {};
}

Status check_cycle_readable(const Workspace& workspace, std::string_view id) {
  for (const std::string& file : {std::string(id), cycle_path(id)}) TRY(check_readable(workspace, file));
  return {};
}

tl::unexpected<Error> no_such_cycle(const Workspace& workspace, std::string_view option, std::string_view typed) {
  std::vector<std::string> ids;
  for (const KnownCycle& cycle : workspace.known_cycles) ids.push_back(cycle.id.text);
  const std::string all = ids.empty() ? std::string() : fmt::format("the cycles are {}", join(ids, ", "));
  return usage_failure(fmt::format("{}no cycle '{}'", option, safe_for_terminal(typed)),
                       did_you_mean(nearest_cycle(workspace, typed), all));
}

Error unknown_kpi(const Workspace& workspace, std::string_view typed, std::string_view otherwise) {
  for (const Diagnostic& diagnostic : workspace.diagnostics)
    if (is_unreadable(diagnostic.code) && diagnostic.place.known() &&
        workspace.files[diagnostic.place.file] == kpi_folder)
      return Error{ErrorKind::data,
                   fmt::format("nobody can tell whether there is a KPI '{}'", safe_for_terminal(typed)),
                   diagnostic.message + (diagnostic.mend.empty() ? "" : "\n" + diagnostic.mend)};
  std::vector<std::string_view> names;
  for (const Kpi& kpi : workspace.kpis) names.push_back(kpi.id.text);
  return unknown_name(fmt::format("no KPI '{}'", safe_for_terminal(typed)),
                      did_you_mean(nearest(typed, names), otherwise));
}

Result<std::string> file_text(const Workspace& workspace, const std::string& file) {
  return store::read_file_inside(workspace.root, workspace.root + "/" + file);
}

Status check_readable(const Workspace& workspace, const std::string& file) {
  for (const Diagnostic& fault : workspace.diagnostics)
    if (is_unreadable(fault.code) && workspace.file_of(fault.place) == file) return unreadable(fault, file);
  return {};
}

Status check_still_open(const Cycle& cycle) {
  if (!cycle.result) return {};
  return usage_failure(fmt::format("{} is closed: its numbers are final", cycle.id.text),
                       fmt::format("`okr close {} --undo` opens it again", cycle.id.text));
}

/// [cycle] and the tables of okr.toml come with their first key, and go with it.
bool comes_and_goes(const RecordPlace& place) {
  return place.path.size() == 1 && (place.record == "cycle" || place.file == settings_file);
}

Result<std::string> without_field(const std::string& text, const RecordPlace& place, const std::string& key) {
  store::KeyPath path = place.path;
  path.push_back(key);
  auto left = store::remove_key(text, path);
  if (!left || !comes_and_goes(place)) return left;
  const auto inside = store::ValueTexts::read(*left).and_then(
      [&](const store::ValueTexts& values) { return values.on_one_line(place.path); });
  if (!inside || *inside != "{}") return left;
  // One that stands elsewhere than a first key would put it, or has a comment, is a person's own.
  const auto old = store::value_text(text, path);
  auto without_heading = store::remove_table(*left, place.path);
  const bool comes_back = old && without_heading && put_field(*without_heading, place, key, *old).value_or("") == text;
  return comes_back ? without_heading : left;
}

Result<std::string> put_at(const std::string& text, const store::KeyPath& path, const std::string& value) {
  TRY_ASSIGN(const auto values, store::ValueTexts::read(text));
  const auto there = values.in_any_form(path);
  if (there && store::same_value(*there, value)) return text;
  if (there && value.starts_with('[') && there->starts_with('[')) return store::set_list(text, path, value);
  const bool is_in_pieces = there && !values.of(path);  // headings, dotted keys
  if (!is_in_pieces) return store::put_value(text, path, value);
  return store::remove_key(text, path).and_then([&](const std::string& without) {
    return store::put_value(without, path, value);
  });
}

Result<std::string> put_field(const std::string& text, const RecordPlace& place, const std::string& key,
                              const std::string& value) {
  store::KeyPath path = place.path;
  path.push_back(key);
  auto written = put_at(text, path, value);
  if (written || !comes_and_goes(place)) return written;
  auto with_table = store::add_table(text, place.path, key + " = " + value);
  return with_table ? with_table : written;
}

}  // namespace okr::session
