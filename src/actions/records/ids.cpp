// SPDX-License-Identifier: MIT
// Which ids a new record may have; and another id for one that is there, which the old one (`was`) still leads to.
#include "actions/records/actions.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "okr/base/id.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/toml_text.hpp"
#include "session/records.hpp"
#include "session/writing/action.hpp"
#include "session/writing/changes.hpp"

namespace okr::actions {
using namespace session;

namespace {

tl::unexpected<Error> no_id(const std::string& why, std::string hint) {
  const std::string code(to_string(Code::E119));
  return tl::unexpected<Error>({ErrorKind::usage, fmt::format("{} [{}]", why, code), std::move(hint), code});
}

Status check_letters(const std::string& id, std::string_view what) {
  if (is_valid_id(id)) return {};
  const std::string better = slug(id);
  return no_id(fmt::format("'{}' cannot be the id of {}", safe_for_terminal(id), what),
               better.empty() ? std::string("use lower-case letters, digits and hyphens, at most 64")
                              : fmt::format("for example '{}'", better));
}

tl::unexpected<Error> taken(std::string_view what, std::string_view id, std::string_view where) {
  return usage_failure(fmt::format("{} '{}' is there already{}", what, safe_for_terminal(id), where),
                       "choose another id; nothing was written");
}

Result<bool> is_there(const Workspace& workspace, const std::string& path) {
  return store::is_taken(workspace.root + "/" + path);
}

std::string free_objective_id(const Cycle& cycle, const std::string& id) {
  const std::string base = slug(without_own_prefix(id));
  return free_id(base.empty() ? "objective" : base,
                 [&](const std::string& name) { return find_objective(cycle, name) != nullptr; });
}

std::string free_key_result_id(const Objective& objective, const std::string& name) {
  const std::string base = slug(without_own_prefix(name));
  return free_id(base.empty() ? "result" : base, [&](const std::string& free) {
    return std::ranges::any_of(objective.key_results, [&](const KeyResult& kr) { return kr.id.name == free; });
  });
}

}  // namespace

Status check_new_cycle_id(const Workspace& workspace, const std::string& id) {
  if (id == kpi_folder)
    return no_id(fmt::format("'{}' cannot be the id of a cycle", id),
                 "that folder holds the KPIs; take a name such as 2026-Q3 or fy26-h1");
  if (!is_valid_cycle_id(id))
    return no_id(fmt::format("'{}' cannot be the id of a cycle", safe_for_terminal(id)),
                 "use letters, digits and hyphens, such as 2026-Q3 or fy26-h1");
  if (is_cycle_word(id))
    return no_id(fmt::format("'{}' cannot be the id of a cycle", id),
                 "it stands for whichever cycle that is; take a name such as 2026-Q3 or fy26-h1");
  const std::string upper = to_upper_ascii(id);
  if (upper != id && parse_period(upper, workspace.fiscal_start()))
    return usage_failure(fmt::format("'{}' says no dates; '{}' does", id, upper),
                         fmt::format("okr new cycle {}", upper));
  TRY_ASSIGN(const bool is_used, is_there(workspace, cycle_path(id)));
  if (is_used) return taken("cycle", id, ": " + cycle_path(id));
  return {};
}

Status check_new_objective_id(const Cycle& cycle, const std::string& id) {
  TRY(check_letters(id, "an objective"));
  if (is_reserved_objective_id(id))
    return no_id(
        fmt::format("an objective cannot be named '{}', a word of the files", id),
        fmt::format("for example '{}'; reserved are {}", free_objective_id(cycle, id), reserved_objective_ids()));
  const Objective* other = find_objective(cycle, id);
  if (!other) return {};
  return taken("objective", id,
               other->id.text == id ? std::string() : fmt::format(": '{}' once was it", other->id.text));
}

Status check_new_key_result_id(const Objective& objective, const std::string& name) {
  TRY(check_letters(name, "a key result"));
  if (is_reserved_key_result_id(name))
    return no_id(fmt::format("a key result cannot be named '{}', a word of the files", name),
                 fmt::format("for example '{}'; reserved are title and x-...", free_key_result_id(objective, name)));
  if (objective.gives(name))
    return no_id(fmt::format("a key result of '{0}' cannot be named '{1}': '{0}' uses its own key '{1}'",
                             objective.id.text, name),
                 fmt::format("for example '{}'; reserved are title, x-... and the keys that the objective uses",
                             free_key_result_id(objective, name)));
  const std::string id = objective.id.text + "." + name;
  for (const KeyResult& other : objective.key_results) {
    if (other.id.name == name) return taken("key result", id, "");
    if (contains(other.was, name))
      return taken("key result", id, fmt::format(": '{}' once was it", to_string(other.id)));
  }
  return {};
}

Status check_new_kpi_id(const Workspace& workspace, const std::string& id) {
  TRY(check_letters(id, "a KPI"));
  TRY_ASSIGN(const bool is_file, is_there(workspace, kpi_path(KpiId(id))));
  if (is_file) return taken("KPI", id, ": " + kpi_path(KpiId(id)));
  const Kpi* other = workspace.kpi(id);
  TRY_ASSIGN(const bool is_folder, is_there(workspace, full_id(KpiId(id))));
  if (is_folder && other) return taken("KPI", id, fmt::format(": kpi/{}/", id));
  if (is_folder)
    return usage_failure(fmt::format("kpi/{}/ is in the way, a folder without a kpi.toml", id),
                         "remove it or choose another id; nothing was written");
  return other ? Status(taken("KPI", id, fmt::format(": '{}' once was it", other->id.text))) : Status();
}

Status check_key_is_free(const Cycle& cycle, const Objective& objective, std::string_view key,
                         std::string_view purpose) {
  const KeyResult* kr = find_key_result(objective, key);
  if (!kr || kr->id.name != key) return {};
  return usage_failure(
      fmt::format("'{}' is a key result, and '{}' of {} {}", to_string(kr->id), key, objective.id.text, purpose),
      fmt::format("`okr rename {} NEW` gives the key result another id\nnothing was written", full_id(cycle, *kr)));
}

// --- another id ------------------------------------------------------------------------------------------------------

namespace {

tl::unexpected<Error> refused_cycle(const Cycle& cycle) {
  return usage_failure(
      fmt::format("a cycle cannot be renamed: '{}' says its dates and is named from others", cycle.id.text),
      fmt::format("`okr set {}.title=...` changes what it is called on screen", cycle.id.text));
}

/// The last part that is meant by "users" or "ship.users"; a key result stays with its objective.
Result<std::string> last_part(const KeyResult& kr, const std::string& typed) {
  const auto dot = typed.rfind('.');
  if (dot == std::string::npos) return typed;
  if (typed.substr(0, dot) == kr.id.objective.text) return typed.substr(dot + 1);
  const std::string last = typed.substr(dot + 1), id = to_string(kr.id);
  const std::string elsewhere = fmt::format(
      "below another objective it is another key result: okr new kr {} --title \"...\"\n"
      "okr set {}.state=cancelled --why \"...\" ends this one",
      safe_for_terminal(typed), id);
  return usage_failure(fmt::format("{} stays in its objective: only its last part can change", id),
                       last == kr.id.name ? elsewhere : fmt::format("okr rename {} {}", id, safe_for_terminal(last)));
}

/// The ids it once had, after the change: a name that comes back is taken off the list.
std::vector<std::string> names_once(const std::vector<std::string>& was, const std::string& old_id,
                                    const std::string& new_id) {
  std::vector<std::string> names = was;
  std::erase(names, new_id);
  if (!contains(names, old_id)) names.push_back(old_id);
  return names;
}

Result<std::string> with_was(const std::string& text, store::KeyPath path, const std::vector<std::string>& was,
                             const std::vector<std::string>& names) {
  path.emplace_back("was");
  const bool only_longer = !was.empty() && names.size() == was.size() + 1;
  if (only_longer) return store::append_to_array(text, path, store::toml_string(names.back()));
  std::vector<std::string> elements;
  for (const std::string& name : names) elements.push_back(store::toml_string(name));
  if (!was.empty()) return store::set_list(text, path, store::toml_list(elements));
  return store::put_value(text, path, store::toml_list(elements));
}

struct Renaming {
  RecordPlace place;
  std::string old_id;
  std::string new_id;
  std::vector<std::string> was;
};

/// A record that was once `new_id` itself may have the name back; for any other the id must be free.
bool comes_back(const Renaming& renaming) { return contains(renaming.was, renaming.new_id); }

FileMove move_of(const Renaming& renaming) {
  const bool is_file = folder_of_readings(renaming.place.file).empty();
  const auto path = [is_file](const std::string& id) { return is_file ? kpi_path(KpiId(id)) : full_id(KpiId(id)); };
  return {path(renaming.old_id), path(renaming.new_id)};
}

/// A record that has its name already: a commit may still lack its file, and that the old names are gone.
void add_what_renaming_moved(const Renaming& renaming, Transaction& transaction) {
  transaction.in_place.push_back(renaming.place.file);
  if (renaming.place.record != "KPI") return;
  for (Renaming earlier = renaming; const std::string& name : renaming.was) {
    earlier.old_id = name;
    transaction.in_place.push_back(move_of(earlier).from);
  }
  if (!renaming.was.empty()) transaction.in_place.push_back(move_of(renaming).to);
}

/// Under its new id the record only gets another name that it once had; every other field is as it was.
Status rename_in(const Session& session, const Renaming& renaming, Action& action) {
  store::KeyPath path = renaming.place.path;
  TRY_ASSIGN(auto text, file_text(session.workspace, renaming.place.file));
  std::string named = text;
  if (!path.empty()) {
    TRY_ASSIGN(named, store::rename_key(text, path, renaming.new_id));
    path.back() = renaming.new_id;
  }
  TRY_ASSIGN(auto renamed,
             with_was(named, path, renaming.was, names_once(renaming.was, renaming.old_id, renaming.new_id)));
  if (renaming.place.record == "KPI") action.transaction.moves.push_back(move_of(renaming));
  action.changes = field_changes(name_after(action.transaction, renaming.place.file), named, renamed);
  action.transaction.replace(renaming.place.file, std::move(text), std::move(renamed));
  return {};
}

Result<Renaming> renaming_of(const Session& session, const Found& found, const std::string& typed) {
  Renaming renaming;
  renaming.place = place_of(session.workspace, found);
  TRY(check_readable(session.workspace, renaming.place.file));
  renaming.new_id = typed;
  if (found.key_result) {
    TRY_ASSIGN(auto name, last_part(*found.key_result, typed));
    renaming.new_id = std::move(name);
    renaming.old_id = found.key_result->id.name;
    renaming.was = found.key_result->was;
  } else if (found.objective) {
    renaming.old_id = found.objective->id.text;
    renaming.was = found.objective->was;
  } else {
    renaming.old_id = found.kpi->id.text;
    renaming.was = found.kpi->was;
  }
  return renaming;
}

Status check_free(const Session& session, const Found& found, const Renaming& renaming) {
  if (found.objective && !found.key_result)
    TRY(check_key_is_free(*found.cycle, *found.objective, "was", "would keep its old id"));
  if (comes_back(renaming)) return {};
  if (found.objective) {
    const std::string parent = found.key_result ? found.objective->id.text + "." : std::string();
    TRY(check_not_in_unread(session.workspace, *found.cycle, parent + renaming.new_id));
  }
  if (found.key_result) return check_new_key_result_id(*found.objective, renaming.new_id);
  if (found.objective) return check_new_objective_id(*found.cycle, renaming.new_id);
  return check_new_kpi_id(session.workspace, renaming.new_id);
}

}  // namespace

Result<Action> action_for_rename(Context& context, const std::string& id, const std::string& new_id) {
  TRY_ASSIGN(auto session, open_for_change(context));
  TRY_ASSIGN(const auto found, find_record(session, id));
  if (!found.kpi && !found.objective) return refused_cycle(*found.cycle);
  TRY_ASSIGN(const auto renaming, renaming_of(session, found, new_id));
  Action action{Transaction::of(session.workspace),
                fmt::format("Rename {} to {}", renaming.place.name, renaming.new_id)};
  action.unchanged = "unchanged\n";
  if (renaming.new_id == renaming.old_id) {
    add_what_renaming_moved(renaming, action.transaction);
    action.about = {renaming.place.name};
    return action;
  }
  TRY(check_free(session, found, renaming));
  TRY(rename_in(session, renaming, action));
  action.show_diff = action.transaction.moves.empty();  // that of a KPI's file would hold all its readings twice
  action.no_worse_than = std::move(session.workspace);
  action.old_id = renaming.old_id;
  action.new_id = renaming.new_id;
  return action;
}

}  // namespace okr::actions
