// SPDX-License-Identifier: MIT
// okr config: every setting in force, of the workspace and of the person, and where each comes from.
#include <string>
#include <vector>

#include <fmt/core.h>

#include "cli/commands/table.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "reports/check/outputs.hpp"
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

Row number_row(std::string key, double value) { return {std::move(key), shortest(value), draw::json(value), {}}; }

Row word_row(std::string key, std::string_view word) { return text_row(std::move(key), std::string(word)); }

/// A list of anything that has a text.
template <class T, class TextOf>
Row list_row(std::string key, const std::vector<T>& list, TextOf text_of) {
  Row row{std::move(key), {}, Json::array(), {}};
  for (const T& item : list) {
    row.text += (row.text.empty() ? "" : ", ") + text_of(item);
    row.value.push_back(draw::json(text_of(item)));
  }
  return row;
}

Row bands_row(const std::vector<double>& bands) {
  Row row = list_row("scoring.bands", bands, [](double band) { return shortest(band); });
  row.value = draw::json_list(bands);
  return row;
}

Row words_row(const std::vector<RuleWords>& words) {
  Row row = list_row("check.words", words, [](const RuleWords& one) {
    return std::string(to_string(one.code)) + ": " + join(one.words, ", ");
  });
  row.value = Json::object();
  for (const RuleWords& one : words) row.value[std::string(to_string(one.code))] = draw::json_list(one.words);
  return row;
}

Row days_away_row(const std::vector<Period>& away) {
  Row row = list_row("workspace.away", away,
                     [](const Period& period) { return to_string(period.first) + " to " + to_string(period.last); });
  row.value = draw::json_list(away, [](const Period& period) {
    return draw::json_list(std::array{period.first, period.last});
  });
  return row;
}

std::string_view weekday_word(int weekday) {
  for (const FieldInfo& field : fields<WorkspaceSettings>())
    if (field.shape == Shape::weekday) return field.words[static_cast<std::size_t>(weekday - 1)];
  return {};
}

/// Rows of one table of okr.toml; each says the line that gives it, or that it is the default.
void add_table(std::vector<Row>& rows, const Located& table, std::vector<Row> of_table) {
  for (Row& row : of_table) {
    const std::string_view key = std::string_view(row.key).substr(row.key.find('.') + 1);
    row.origin = table.gives(key) ? fmt::format("okr.toml:{}", table.place_of(key).line) : "default";
    rows.push_back(std::move(row));
  }
}

std::vector<Row> workspace_rows(const Settings& settings) {
  std::vector<Row> rows;
  const WorkspaceSettings& workspace = settings.workspace;
  const Scoring& scoring = settings.scoring;
  const auto same = [](const std::string& text) { return text; };
  add_table(
      rows, workspace,
      {text_row("workspace.title", workspace.title), text_row("workspace.owner", workspace.owner),
       text_row("workspace.cadence", workspace.cadence ? to_string(*workspace.cadence) : ""),
       word_row("workspace.check-in-day", workspace.check_in_day ? weekday_word(*workspace.check_in_day) : ""),
       number_row("workspace.fiscal-year-start", workspace.fiscal_year_start),
       word_row("workspace.fiscal-year-name", word(workspace.fiscal_year_name)),
       word_row("workspace.digits", workspace.digits ? word(*workspace.digits) : ""), days_away_row(workspace.away)});
  add_table(rows, scoring,
            {number_row("scoring.aspirational-target", scoring.aspirational_target), bands_row(scoring.bands),
             number_row("scoring.on-track-gap", scoring.on_track_gap),
             number_row("scoring.behind-gap", scoring.behind_gap), number_row("scoring.grace-days", scoring.grace_days),
             number_row("scoring.scale", scoring.scale), number_row("scoring.breach-periods", scoring.breach_periods),
             number_row("scoring.limit-points", scoring.limit_points)});
  add_table(rows, settings.check,
            {word_row("check.profile", settings.check.profile ? word(*settings.check.profile) : ""),
             list_row("check.allow", settings.check.allow, same), text_row("check.language", settings.check.language),
             words_row(settings.check.words)});
  return rows;
}

void add_own_rows(std::vector<Row>& rows, const OwnSettings& own, const OwnCommands& commands) {
  const auto add = [&rows](Row row, const std::string& origin) {
    row.origin = origin;
    rows.push_back(std::move(row));
  };
  add(text_row("me", own.me.value), own.me.origin);
  add(text_row("source", own.source.value), own.source.origin);
  add(word_row("color", word(own.color.value)), own.color.origin);
  add(text_row("pager", own.pager.value), own.pager.origin);
  add({"git-commit", own.git_commit.value ? "true" : "false", own.git_commit.value, {}}, own.git_commit.origin);
  for (const PullCommand& command : commands.commands)
    add(list_row("pull." + command.id, command.run, [](const std::string& word) { return word; }),
        commands.place_of(command));
}

// --- the outputs ------------------------------------------------------------------------------------------------------

draw::Document document_of(const std::vector<Row>& rows, bool show_origin) {
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
                    .document = [&] { return document_of(rows, options.show_origin); },
                    .records = [&] { return reports::settings_records(rows); },
                    .json = [&] { return reports::settings_json(rows, context.today()); }});
  return own.faulty || !commands.usable ? exit_code(ErrorKind::data) : code;
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
