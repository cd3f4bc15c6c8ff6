// SPDX-License-Identifier: MIT
// okr config: every setting in force, of the workspace and of the person, and where each comes from.
#include <array>
#include <functional>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "cli/commands/table.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "reports/check/findings.hpp"
#include "session/present.hpp"
#include "session/session.hpp"
#include "session/settings.hpp"

namespace okr::cli {
namespace {

using draw::Json;

struct ConfigOptions {
  bool show_origin = false;
};

void declare_config(Syntax& syntax, ConfigOptions& options) {
  syntax.flag(options.show_origin, "show-origin", "also where each comes from");
}

using Row = reports::Setting;

Row text_row(std::string key, const std::string& value) { return {std::move(key), value, draw::json(value), {}}; }

/// A list of anything that has a text.
template <class T, class TextOf>
Row list_row(std::string key, const std::vector<T>& list, TextOf text_of) {
  std::vector<std::string> texts;
  for (const T& item : list) texts.push_back(text_of(item));
  return {std::move(key), join(texts, ", "), draw::json_list(texts), {}};
}

/// What a key of okr.toml holds, as its row; what has no value is an empty text.
struct AsSetting {
  std::string key;

  Row operator()(std::monostate) const { return text_row(key, {}); }
  Row operator()(double number) const { return {key, shortest(number), draw::json(number), {}}; }
  Row operator()(const std::string& text) const { return text_row(key, text); }
  Row operator()(const std::vector<std::string>& texts) const { return list_row(key, texts, std::identity()); }
  Row operator()(const std::vector<double>& numbers) const {
    Row row = list_row(key, numbers, shortest);
    row.value = draw::json_list(numbers);
    return row;
  }
  Row operator()(const std::vector<Period>& periods) const {
    Row row = list_row(key, periods, [](const Period& period) { return to_string(period); });
    row.value = draw::json_list(periods, [](const Period& period) {
      return draw::json_list(std::array{period.first, period.last});
    });
    return row;
  }
  Row operator()(const std::vector<RuleWords>& words) const {
    Row row = list_row(key, words, [](const RuleWords& one) { return to_string(one); });
    row.value = Json::object();
    for (const RuleWords& one : words) row.value[std::string(to_string(one.code))] = draw::json_list(one.words);
    return row;
  }
  /// No setting is of the other types that records have.
  Row operator()(const auto&) const { return text_row(key, {}); }
};

/// Rows of one table of okr.toml; each says the line that gives it, or that it is the default.
template <class Table>
void add_table(std::vector<Row>& rows, const std::string& name, const Table& table) {
  for (const Field<Table>& field : fields<Table>()) {
    Row& row = rows.emplace_back(std::visit(AsSetting{fmt::format("{}.{}", name, field.key)}, field.read(table)));
    row.origin = table.gives(field.key) ? fmt::format("okr.toml:{}", table.place_of(field.key).line) : "default";
  }
}

std::vector<Row> workspace_rows(const Settings& settings) {
  std::vector<Row> rows;
  add_table(rows, "workspace", settings.workspace);
  add_table(rows, "scoring", settings.scoring);
  add_table(rows, "check", settings.check);
  return rows;
}

void add_own_rows(std::vector<Row>& rows, const OwnSettings& own, const OwnCommands& commands) {
  const auto add = [&rows](Row row, const std::string& origin) {
    row.origin = origin;
    rows.push_back(std::move(row));
  };
  add(text_row("me", own.me.value), own.me.origin);
  add(text_row("source", own.source.value), own.source.origin);
  add(text_row("color", std::string(word(own.color.value))), own.color.origin);
  add(text_row("pager", own.pager.value), own.pager.origin);
  add({"git-commit", own.git_commit.value ? "true" : "false", own.git_commit.value, {}}, own.git_commit.origin);
  for (const PullCommand& command : commands.commands)
    add(list_row("pull." + command.id, command.run, std::identity()), commands.place_of(command));
}

// --- the outputs -----------------------------------------------------------------------------------------------------

draw::Document settings_document(const std::vector<Row>& rows, bool show_origin) {
  draw::Table table;
  table.columns = {{.name = "key", .heading = "SETTING"}, {.name = "value", .heading = "VALUE", .shrink = 1}};
  if (show_origin) table.columns.push_back({.name = "origin", .heading = "ORIGIN", .shrink = 2});
  table.caption = "Settings in force";
  table.record_name = "setting";
  for (const Row& row : rows) {
    std::vector<draw::Cell> cells;
    cells.emplace_back(row.key, draw::Style::id);
    cells.emplace_back(row.text.empty() ? draw::Cell("-", draw::Style::dim) : draw::Cell(row.text));
    if (show_origin) cells.emplace_back(row.origin, draw::Style::dim);
    table.add_record(row.key, std::move(cells));
  }
  return draw::Document().add(std::move(table));
}

/// Outside of every workspace a person still has settings of their own; a folder that was named must be one.
bool may_be_outside(const Context& context) {
  return !context.globals().directory() && !context.environment("OKR_DIR");
}

Result<int> run_config(Context& context, const ConfigOptions& options) {
  auto session =
      open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::none, .kpis = store::Wanted::Kpis::none});
  const bool outside = !session && store::find_root(context.start_directory()).has_value() == false;
  if (!session && !(outside && may_be_outside(context))) return tl::unexpected<Error>(session.error());
  std::vector<Row> rows;
  int code = 0;
  if (session) {
    rows = workspace_rows(session->workspace.settings);
    code = report_faults(context, session->workspace);
  } else {
    context.hint("no workspace here: only your own settings\n");
  }
  const OwnSettings own = resolve_settings(context, session ? session->workspace.root : std::string());
  const OwnCommands commands = own_commands(context.world());
  add_own_rows(rows, own, commands);
  present(context, {.title = "Settings",
                    .document = [&] { return settings_document(rows, options.show_origin); },
                    .records = [&] { return reports::settings_records(rows); },
                    .json = [&] { return reports::settings_json(rows, context.today()); },
                    .is_dated = false});
  return own.faulty || !commands.usable() ? exit_code(ErrorKind::data) : code;
}

constexpr Example config_examples[] = {
    {"okr config", "every setting in force"},
    {"okr config --show-origin", "which file, line or variable each comes from"},
    {"okr config --json | jq -r '.settings[] | select(.key == \"source\").value'", "one of them, for a script"},
};

}  // namespace

constinit const Command config_command{
    .name = "config",
    .group = Group::more,
    .formats = Formats::all,
    .summary = "every setting in force, and where it comes from",
    .examples = config_examples,
    .prepare = prepared<ConfigOptions, declare_config, run_config>,
};

}  // namespace okr::cli
