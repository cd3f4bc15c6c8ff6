// SPDX-License-Identifier: MIT
// okr undo: the bytes from before the last write, for what it wrote, as long as that stands there untouched.

#include "actions/records/actions.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "actions/records/set_fields.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/formula.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/shared.hpp"
#include "session/past_writes.hpp"
#include "session/records.hpp"

namespace okr::actions {
using namespace session;

namespace {

std::string title_of(const PastWrite& past) {
  return safe_for_terminal(past.summary.empty() ? past.command : past.summary);
}

std::string told(const Context& context, std::string_view what, const PastWrite& past) {
  return on_lines(context, fmt::format("{} \"{}\" of {}", what, title_of(past), past.when));
}

Action action_for(const Context& context, const PastWrite& past) {
  Action action{inverse(past.transaction), fmt::format("Take back \"{}\"", title_of(past))};
  action.takes_back = past.file;
  action.first = told(context, "Took back", past);
  return action;
}

/// What is there already, to be committed.
Action left_to_commit(const Context& context, const PastWrite& past) {
  Action action = action_for(context, past);
  Transaction done{action.transaction.root};
  done.in_place = touched_names(action.transaction);
  for (const FileMove& move : action.transaction.moves) done.in_place.push_back(move.from);
  action.transaction = std::move(done);
  return action;
}

/// An older write is not taken back for it, and it stays known: the files may be as it left them again.
tl::unexpected<Error> stays(const PastWrite& past, const std::string& changed) {
  const bool is_as_before = is_in_place(inverse(past.transaction));
  return failure(
      ErrorKind::answer_no,
      fmt::format("{} is not as \"{}\" left it: nothing was taken back", safe_for_terminal(changed), title_of(past)),
      fmt::format("{}; `git diff` or `git log -p` shows how",
                  is_as_before ? "all is as it was before that, by git or by hand"
                               : "another program or a person has changed it since"));
}

/// What another okr left half-written, finished or taken back.
Result<Action> action_for_unfinished(const Context& context, const Unfinished& unfinished, bool finish) {
  if (unfinished.changed) return tl::unexpected<Error>(unfinished_error(unfinished));
  const PastWrite& past = unfinished.past;
  Action action{finish ? unfinished.rest : unfinished.back,
                finish ? title_of(past) : fmt::format("Take back \"{}\"", title_of(past))};
  action.can_be_undone = false;  // what was to be written is remembered already
  action.first = told(context, finish ? "Finished" : "Took back", past);
  if (finish) return action;
  TRY_ASSIGN(const auto known, past_writes(context, past.transaction.root));
  for (const PastWrite& one : known)
    if (one.transaction == past.transaction) action.takes_back = one.file;
  return action;
}

}  // namespace

Result<std::optional<std::string>> obstacle(const PastWrite& past) { return stale_file(inverse(past.transaction)); }

Result<Action> action_for_undo(const Context& context, const std::string& root, bool git_commit) {
  TRY_ASSIGN(const auto unfinished, unfinished_write(root));
  if (unfinished) return action_for_unfinished(context, *unfinished, false);
  TRY_ASSIGN(const auto known, past_writes(context, root));
  for (const PastWrite& past : known) {
    const bool is_to_be_committed = past.taken_back && git_commit && is_in_place(inverse(past.transaction));
    if (is_to_be_committed) return left_to_commit(context, past);
    if (past.taken_back) continue;
    TRY_ASSIGN(const auto changed, obstacle(past));
    if (changed) return stays(past, *changed);
    return action_for(context, past);
  }
  return failure(ErrorKind::answer_no, "okr has written nothing here that it could take back",
                 "it remembers what this person wrote on this machine; git knows more: git log");
}

Result<Action> action_for_finish(const Context& context, const std::string& root) {
  TRY_ASSIGN(const auto unfinished, unfinished_write(root));
  if (unfinished) return action_for_unfinished(context, *unfinished, true);
  Action nothing{{root}};
  nothing.unchanged = "Nothing is half-written here.\n";
  return nothing;
}

// --- a KPI shared or not ---------------------------------------------------------------------------------------------

// A KPI that one file holds becomes a folder in which each who records it has a file of their own, and back: what that
// does to the files. Reads files of the workspace, writes nothing.

namespace {

Status check_has_readings(const Kpi& kpi) {
  if (is_recorded(kpi)) return {};
  return failure(ErrorKind::usage, fmt::format("{} {}", kpi.id.text, safe_for_terminal(origin_of_values(kpi))),
                 "only readings that are written with okr can be shared");
}

/// The file goes as it was read; what the transaction made of it so far is handed on.
Result<std::string> taken_out(const std::string& file, Transaction& transaction) {
  TRY_ASSIGN([[maybe_unused]] const auto* draft, transaction.draft(file));
  const auto change = std::ranges::find(transaction.files, file, &FileChange::path);
  std::string text = std::move(change->after);
  transaction.removals.push_back({file, change->before.value_or("")});
  transaction.files.erase(change);
  return text;
}

/// The files of readings in the folder, by their source.
std::vector<std::string> files_of_readings(const Workspace& workspace, const std::string& definition) {
  const std::string folder = std::string(folder_of_readings(definition)) + "/";
  std::vector<std::string> files;
  for (const std::string& file : workspace.files)
    if (file.starts_with(folder) && file.ends_with(toml_extension) && file != definition) files.push_back(file);
  std::ranges::sort(
      files, {}, [](const std::string& file) { return std::pair(source_of_readings(file), std::string_view(file)); });
  return files;
}

Status take_apart(const Workspace& workspace, const Sharing& sharing, Transaction& transaction) {
  const std::string file = workspace.files[sharing.kpi->place.file];
  TRY_ASSIGN(const auto text, taken_out(file, transaction));
  TRY_ASSIGN(auto apart, store::take_apart({safe_for_terminal(file), text}, workspace.fiscal_start(),
                                           static_cast<int>(sharing.today.year())));
  transaction.create(shared_kpi_path(sharing.kpi->id), std::move(apart.definition));
  for (auto& [year, readings] : apart.years)
    transaction.create(file_of_readings(full_id(sharing.kpi->id), make_date(year, 1, 1), sharing.source),
                       std::move(readings));
  return {};
}

Status put_together(const Workspace& workspace, const Sharing& sharing, Transaction& transaction) {
  const std::string definition = workspace.files[sharing.kpi->place.file];
  std::vector<store::NamedText> texts;
  std::vector<std::string> files = files_of_readings(workspace, definition);
  files.insert(files.begin(), definition);
  for (const std::string& file : files) {
    TRY(check_readable(workspace, file));
    TRY_ASSIGN(auto text, taken_out(file, transaction));
    texts.push_back({safe_for_terminal(file), std::move(text)});
  }
  const auto same_day = joins(sharing.kpi->aggregate) ? store::SameDay::joins : store::SameDay::refused;
  TRY_ASSIGN(auto whole, store::put_together(texts, same_day, workspace.fiscal_start()));
  transaction.create(kpi_path(sharing.kpi->id), std::move(whole));
  transaction.grounds.push_back(full_id(sharing.kpi->id));  // a file that comes meanwhile would stay behind
  return {};
}

}  // namespace

bool is_shared(const Workspace& workspace, const Kpi& kpi) {
  return !folder_of_readings(workspace.files[kpi.place.file]).empty();
}

Status share(const Workspace& workspace, const Sharing& sharing, Transaction& transaction) {
  TRY(check_has_readings(*sharing.kpi));
  return sharing.shared ? take_apart(workspace, sharing, transaction) : put_together(workspace, sharing, transaction);
}

void keep_shared(const Kpi& kpi, Transaction& transaction) {
  transaction.in_place.push_back(kpi_path(kpi.id));
  transaction.in_place.push_back(full_id(kpi.id));
}

// --- editors ---------------------------------------------------------------------------------------------------------

// What editors read of a workspace: the schemas of its files, and for taplo and tombi which schema is whose.

namespace {

using store::SchemaKind;

// A * of the tools' patterns goes through folders too, so what lies deeper stands in front.
constexpr std::array<SchemaPlace, 5> places{{
    {SchemaKind::config, "okr.toml", "", R"("okr.toml")"},
    {SchemaKind::checkin, "CYCLE/checkins/*.toml", "../../", R"("*/checkins/*.toml")"},
    {SchemaKind::kpi, "kpi/*.toml", "../", R"("kpi/*.toml", "kpi/*/*.toml")"},
    {SchemaKind::kpi, "kpi/ID/*.toml", "../../", ""},
    {SchemaKind::cycle, "CYCLE/*.toml", "../", R"("*/cycle.toml", "20[0-9][0-9]*/*.toml", "FY[0-9]*/*.toml")"},
}};

constexpr std::string_view schema_folder = ".okr/schema";

/// Refuses a name on the way that is a link, or leads anywhere but below the root: a cloned repository could aim it at
/// a file of this person.
Status check_way(const std::string& root, std::string_view name) {
  const std::string path = fmt::format("{}/{}", root, name);
  const store::Presence presence = store::presence(path);
  if (presence == store::Presence::absent) return {};
  const auto real = store::real_path(path);
  if (presence != store::Presence::broken_link && real && *real == path) return {};
  return failure(ErrorKind::environment, fmt::format("{} is a link: nothing was written", safe_for_terminal(path)),
                 "remove it: okr writes its schemas into a folder of the workspace");
}

/// What the file of a tool begins with as long as it is ours.
constexpr std::string_view ours =
    "# Written by okr schema --install. Without this line the file is yours and stays as it is.\n";

/// The last rule that fits counts.
std::string taplo_text() {
  std::string rules;
  for (const SchemaPlace& place : places)
    if (!place.patterns.empty())
      rules.insert(0, fmt::format("\n[[rule]]\ninclude = [{}]\nschema.path = \"{}\"\n", place.patterns,
                                  schema_file(place.kind)));
  return std::string(ours) + rules;
}

/// The first that fits counts.
std::string tombi_text() {
  std::string text = std::string(ours) + "toml-version = \"v1.0.0\"\n";
  for (const SchemaPlace& place : places)
    if (!place.patterns.empty())
      text += fmt::format("\n[[schemas]]\npath = \"{}\"\ninclude = [{}]\n", schema_file(place.kind), place.patterns);
  return text;
}

/// A program that checks TOML, and the file that it looks for.
struct Tool {
  std::string_view file;
  std::string (*text)();
};
constexpr std::array<Tool, 2> tools{{{".taplo.toml", taplo_text}, {"tombi.toml", tombi_text}}};

/// What stands there; nothing where no file does. Environment errors: a link, or it cannot be read.
Result<std::optional<std::string>> text_at(const std::string& root, const std::string& name) {
  TRY(check_way(root, name));
  if (store::presence(root + "/" + name) == store::Presence::absent) return std::optional<std::string>();
  TRY_ASSIGN(auto text, store::read_file(root + "/" + name));
  return std::optional(std::move(text));
}

void put(const std::string& name, const std::optional<std::string>& before, std::string text, Action& action) {
  if (!before) return action.transaction.create(name, std::move(text));
  if (*before == text) action.last += fmt::format("Unchanged {}\n", name);
  action.transaction.replace(name, *before, std::move(text));
}

Status tell_tool(const std::string& root, const Tool& tool, Action& action) {
  const std::string name(tool.file);
  TRY_ASSIGN(const auto before, text_at(root, name));
  const std::string text = tool.text();
  if (!before || before->starts_with(ours)) {
    put(name, before, text, action);
  } else {
    action.last += fmt::format("{} stays as it is; add these lines to it:\n", name);
    action.last += text.substr(ours.size());
  }
  return {};
}

}  // namespace

std::span<const SchemaPlace> schema_places() { return places; }

std::string schema_file(store::SchemaKind kind) { return fmt::format("{}/{}.json", schema_folder, word(kind)); }

Result<Action> action_for_schemas(const std::string& root, const std::vector<store::SchemaKind>& kinds) {
  Action action{{root}, "Add the schemas of the goals"};
  for (const store::SchemaKind kind : kinds) {
    const std::string name = schema_file(kind);
    for (const std::string_view part : {std::string_view(".okr"), schema_folder}) TRY(check_way(root, part));
    TRY_ASSIGN(const auto before, text_at(root, name));
    put(name, before, store::schema_text(kind), action);
  }
  if (kinds.size() == store::schema_kinds().size())
    for (const Tool& tool : tools) TRY(tell_tool(root, tool, action));
  action.unchanged = action.last;
  return action;
}

}  // namespace okr::actions
