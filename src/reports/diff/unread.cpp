// SPDX-License-Identifier: MIT
#include "reports/diff/unread.hpp"

#include <algorithm>

namespace okr::reports {
namespace {

/// The KPI that names a CSV there; null where none does.
const Kpi* kpi_reading_csv(const Workspace& workspace, const Place& place) {
  const auto it = std::ranges::find_if(
      workspace.kpis, [&](const Kpi& kpi) { return !kpi.values.path.empty() && kpi.place_of("values") == place; });
  return it == workspace.kpis.end() ? nullptr : &*it;
}

}  // namespace

Unread::Unread(const Workspace& workspace, bool values) : workspace_(workspace) {
  for (const Diagnostic& one : workspace.diagnostics) {
    if (one.severity != Severity::error || !one.place.known()) continue;
    const std::string& file = workspace.files[one.place.file];
    const std::string place = to_string(one.place, workspace);
    const Kpi* fed = is_unreadable(one.code) ? kpi_reading_csv(workspace, one.place) : nullptr;
    if (fed)
      tables_.emplace(fed->id.text, place);
    else if (is_unreadable(one.code))
      files_.emplace(file, place);
    else if (values && is_unread_value(one.code)) {
      values_.emplace(file, place);
      lines_.emplace(std::pair(file, one.place.line), place);
    }
  }
}

std::string Unread::place_in(const Places& places, const std::string& name) {
  const auto it = places.find(name);
  return it == places.end() ? std::string() : it->second;
}

std::string Unread::any_in(const std::string& name) const {
  const std::string whole = file(name);
  return whole.empty() ? place_in(values_, name) : whole;
}

std::string Unread::record(const std::string& name, const std::string& folder, const std::string& id) const {
  if (std::string place = file(name); !place.empty()) return place;
  for (const UnreadRecord& one : workspace_.unread)
    if (one.id == id && workspace_.files[one.fault.file].starts_with(folder + "/"))
      return to_string(one.fault, workspace_);
  return {};
}

std::string Unread::value(const Located& record, std::string_view key) const {
  if (!record.gives(key)) return {};
  const Place place = record.place_of(key);
  const auto it = lines_.find({workspace_.files[place.file], place.line});
  return it == lines_.end() ? std::string() : it->second;
}

std::string Unread::readings(const Kpi& kpi) const {
  if (!kpi.place.known()) return {};
  const std::string& definition = workspace_.files[kpi.place.file];
  if (std::string place = any_in(definition); !place.empty()) return place;
  if (std::string place = place_in(tables_, kpi.id.text); !place.empty()) return place;
  const std::string_view folder = folder_of_readings(definition);
  if (folder.empty()) return {};
  for (const std::string& name : workspace_.files)
    if (name.starts_with(std::string(folder) + "/"))
      if (std::string place = any_in(name); !place.empty()) return place;
  return {};
}

}  // namespace okr::reports
