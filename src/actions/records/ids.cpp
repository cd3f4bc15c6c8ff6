// SPDX-License-Identifier: MIT
#include "actions/records/ids.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/id.hpp"
#include "okr/base/text.hpp"
#include "okr/model/current.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/disk.hpp"

namespace okr::cli {

namespace {

Status check_letters(const std::string& id, std::string_view what) {
  if (is_valid_id(id)) return {};
  const std::string better = slug(id);
  return failure(ErrorKind::usage, fmt::format("'{}' cannot be the id of {} [E119]", safe_for_terminal(id), what),
                 better.empty() ? std::string("use lower-case letters, digits and hyphens, at most 64")
                                : fmt::format("for example '{}'", better));
}

tl::unexpected<Error> taken(std::string_view what, std::string_view id, std::string_view where) {
  return failure(ErrorKind::usage, fmt::format("{} '{}' is there already{}", what, safe_for_terminal(id), where),
                 "choose another id; nothing was written");
}

bool is_there(const Workspace& workspace, const std::string& path) {
  return store::presence(workspace.root + "/" + path) != store::Presence::absent;
}

std::string with_capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string free_objective_id(const Cycle& cycle, const std::string& id) {
  const std::string base = slug(id.substr(id.starts_with("x-") ? 2 : 0));
  return free_id(base.empty() ? "objective" : base,
                 [&](const std::string& name) { return find_objective(cycle, name) != nullptr; });
}

std::string free_key_result_id(const Objective& objective, const std::string& name) {
  const std::string base = slug(name.substr(name.starts_with("x-") ? 2 : 0));
  return free_id(base.empty() ? "result" : base, [&](const std::string& free) {
    return std::ranges::any_of(objective.key_results, [&](const KeyResult& kr) { return kr.id.name == free; });
  });
}

}  // namespace

Status check_new_cycle_id(const Workspace& workspace, const std::string& id) {
  if (!is_valid_cycle_id(id) || id == "kpi")
    return failure(ErrorKind::usage, fmt::format("'{}' cannot be the id of a cycle [E119]", safe_for_terminal(id)),
                   "use letters, digits and hyphens, such as 2026-Q3 or fy26-h1");
  if (is_cycle_word(id))
    return failure(ErrorKind::usage, fmt::format("'{}' cannot be the id of a cycle [E119]", id),
                   "it stands for whichever cycle that is; take a name such as 2026-Q3 or fy26-h1");
  const std::string upper = with_capitals(id);
  if (upper != id && parse_period(upper, workspace.fiscal_start()))
    return failure(ErrorKind::usage, fmt::format("'{}' says no dates; '{}' does", id, upper),
                   fmt::format("okr new cycle {}", upper));
  if (is_there(workspace, id + "/cycle.toml")) return taken("cycle", id, fmt::format(": {}/cycle.toml", id));
  return {};
}

Status check_new_objective_id(const Cycle& cycle, const std::string& id) {
  if (auto fine = check_letters(id, "an objective"); !fine) return fine;
  if (is_reserved_objective_id(id))
    return failure(
        ErrorKind::usage, fmt::format("an objective cannot be named '{}', a word of the files [E119]", id),
        fmt::format("for example '{}'; reserved are {}", free_objective_id(cycle, id), reserved_objective_ids()));
  const Objective* other = find_objective(cycle, id);
  if (!other) return {};
  return taken("objective", id,
               other->id.text == id ? std::string() : fmt::format(": '{}' once was it", other->id.text));
}

Status check_new_key_result_id(const Objective& objective, const std::string& name) {
  if (auto fine = check_letters(name, "a key result"); !fine) return fine;
  if (is_reserved_key_result_id(name))
    return failure(ErrorKind::usage, fmt::format("a key result cannot be named '{}', a word of the files [E119]", name),
                   fmt::format("for example '{}'; reserved are title and x-...", free_key_result_id(objective, name)));
  if (objective.gives(name))
    return failure(ErrorKind::usage,
                   fmt::format("a key result of '{0}' cannot be named '{1}': '{0}' uses its own key '{1}' [E119]",
                               objective.id.text, name),
                   fmt::format("for example '{}'; reserved are title, x-... and the keys that the objective uses",
                               free_key_result_id(objective, name)));
  const std::string id = objective.id.text + "." + name;
  for (const KeyResult& other : objective.key_results) {
    if (other.id.name == name) return taken("key result", id, "");
    if (std::ranges::find(other.was, name) != other.was.end())
      return taken("key result", id, fmt::format(": '{}' once was it", to_string(other.id)));
  }
  return {};
}

Status check_new_kpi_id(const Workspace& workspace, const std::string& id) {
  if (auto fine = check_letters(id, "a KPI"); !fine) return fine;
  if (is_there(workspace, "kpi/" + id + ".toml")) return taken("KPI", id, fmt::format(": kpi/{}.toml", id));
  if (is_there(workspace, "kpi/" + id)) return taken("KPI", id, fmt::format(": kpi/{}/", id));
  const Kpi* other = workspace.kpi(id);
  return other ? Status(taken("KPI", id, fmt::format(": '{}' once was it", other->id.text))) : Status();
}

}  // namespace okr::cli
