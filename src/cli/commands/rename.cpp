// SPDX-License-Identifier: MIT
// okr rename: another id for a record, which keeps its past: `was` holds the old one, and references still find it.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "actions/records/ids.hpp"
#include "cli/commands/table.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/toml_text.hpp"
#include "session/records.hpp"
#include "session/writing.hpp"

namespace okr::cli {

namespace {

struct Options {
  std::string id;
  std::string new_id;
};

void declare(Syntax& syntax, Options& options) {
  syntax.argument(options.id, "ID", "an objective, a key result or a KPI").completes(Completes::any_id);
  syntax.argument(options.new_id, "NEW", "its new id; of a key result only the last part");
}

tl::unexpected<Error> refused_cycle(const Cycle& cycle) {
  return failure(ErrorKind::usage,
                 fmt::format("a cycle cannot be renamed: '{}' says its dates and is named from others", cycle.id.text),
                 fmt::format("`okr set {}.title=...` changes what it is called on screen", cycle.id.text));
}

/// The last part that is meant by "users" or "ship.users"; a key result stays with its objective.
Result<std::string> last_part(const KeyResult& kr, const std::string& typed) {
  const auto dot = typed.rfind('.');
  if (dot == std::string::npos) return typed;
  if (typed.substr(0, dot) == kr.id.objective.text) return typed.substr(dot + 1);
  return failure(ErrorKind::usage,
                 fmt::format("{} stays in its objective: only its last part can change", to_string(kr.id)),
                 fmt::format("okr rename {} {}", to_string(kr.id), safe_for_terminal(typed.substr(dot + 1))));
}

/// The ids it once had, after the change: a name that comes back is taken off the list.
std::vector<std::string> names_once(const std::vector<std::string>& was, const std::string& old_id,
                                    const std::string& new_id) {
  std::vector<std::string> names = was;
  std::erase(names, new_id);
  if (std::ranges::find(names, old_id) == names.end()) names.push_back(old_id);
  return names;
}

Result<std::string> with_was(const std::string& text, store::KeyPath path, const std::vector<std::string>& was,
                             const std::vector<std::string>& names) {
  path.emplace_back("was");
  const bool only_longer = !was.empty() && names.size() == was.size() + 1;
  if (only_longer) return store::append_to_array(text, path, store::toml_string(names.back()));
  std::vector<std::string> elements;
  for (const std::string& name : names) elements.push_back(store::toml_string(name));
  return store::put_value(text, path, store::toml_list(elements));
}

struct Renaming {
  RecordPlace place;
  std::string old_id;
  std::string new_id;
  std::vector<std::string> was;
};

/// A record that was once `new_id` itself may have the name back; for any other the id must be free.
bool comes_back(const Renaming& renaming) {
  return std::ranges::find(renaming.was, renaming.new_id) != renaming.was.end();
}

Result<std::string> renamed_text(const Renaming& renaming, const std::string& text) {
  store::KeyPath path = renaming.place.path;
  std::string renamed = text;
  if (!path.empty()) {
    auto heading = store::rename_key(text, path, renaming.new_id);
    if (!heading) return heading;
    renamed = std::move(*heading);
    path.back() = renaming.new_id;
  }
  return with_was(renamed, path, renaming.was, names_once(renaming.was, renaming.old_id, renaming.new_id));
}

FileMove move_of(const Renaming& renaming) {
  const bool is_folder = renaming.place.file.ends_with("/kpi.toml") && renaming.place.file != "kpi/kpi.toml";
  const std::string ending = is_folder ? "" : ".toml";
  return {"kpi/" + renaming.old_id + ending, "kpi/" + renaming.new_id + ending};
}

Result<Transaction> transaction_of(const Session& session, const Renaming& renaming) {
  TRY_ASSIGN(const auto text, file_text(session.workspace, renaming.place.file));
  TRY_ASSIGN(auto renamed, renamed_text(renaming, text));
  Transaction transaction{session.workspace.root};
  transaction.replace(renaming.place.file, text, std::move(renamed));
  if (renaming.place.record == "KPI") transaction.moves.push_back(move_of(renaming));
  return transaction;
}

Result<Renaming> renaming_of(const Session& session, const Found& found, const Options& options) {
  Renaming renaming;
  renaming.place = place_of(session.workspace, found);
  renaming.new_id = options.new_id;
  if (found.key_result) {
    TRY_ASSIGN(auto name, last_part(*found.key_result, options.new_id));
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
  if (comes_back(renaming)) return {};
  if (found.key_result) return check_new_key_result_id(*found.objective, renaming.new_id);
  if (found.objective) return check_new_objective_id(*found.cycle, renaming.new_id);
  return check_new_kpi_id(session.workspace, renaming.new_id);
}

Result<Action> prepare(Context& context, const Options& options) {
  TRY_ASSIGN(auto session, open_for_change(context));
  TRY_ASSIGN(const auto found, find_record(session, options.id));
  if (!found.kpi && !found.objective) return refused_cycle(*found.cycle);
  TRY_ASSIGN(const auto renaming, renaming_of(session, found, options));
  Action action{{session.workspace.root}, fmt::format("Rename {} to {}", renaming.place.name, renaming.new_id)};
  action.show_diff = true;
  action.unchanged = "unchanged\n";
  if (renaming.new_id == renaming.old_id) return action;
  TRY(check_free(session, found, renaming));
  TRY_ASSIGN(action.transaction, transaction_of(session, renaming));
  action.no_worse_than = std::move(session.workspace);
  return action;
}

Result<int> run(Context& context, const Options& options) {
  TRY(write(context, [&] { return prepare(context, options); }));
  return 0;
}

constexpr Example examples[] = {
    {"okr rename ship.wau users", "the key result is ship.users from now on; check-ins of ship.wau still count"},
    {"okr rename ship launch", "an objective, with the headings of its key results"},
    {"okr rename kpi/visits sessions", "a KPI and its file"},
};

}  // namespace

constinit const Command rename_command{
    .name = "rename",
    .group = Group::write,
    .summary = "give a record another id, keeping its past",
    .description =
        "Changes the id of an objective, a key result or a KPI: its heading and those of its key results, or the KPI's "
        "file or folder. The old id is kept in 'was', so that check-ins and references that use it still find it; they "
        "are not rewritten.\n"
        "\n"
        "A key result stays in its objective. A cycle cannot be renamed.",
    .examples = examples,
    .prepare = prepared<Options, declare, run>,
};

}  // namespace okr::cli
