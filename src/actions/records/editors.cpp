// SPDX-License-Identifier: MIT
// What editors read of a workspace: the schemas of its files, and for taplo and tombi which schema is whose.
#include "actions/records/actions.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"

namespace okr::actions {
using namespace session;

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
  return environment_failure(fmt::format("{} is a link: nothing was written", safe_for_terminal(path)),
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
  if (*before == text) {
    action.last += fmt::format("Unchanged {}\n", name);
    action.about.push_back(name);
  }
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
