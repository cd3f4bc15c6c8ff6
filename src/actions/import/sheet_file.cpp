// SPDX-License-Identifier: MIT
#include "actions/import/sheet_file.hpp"

#include <fmt/core.h>

#include "actions/import/draft.hpp"
#include "actions/import/opening.hpp"
#include "actions/import/sheet.hpp"
#include "actions/import/sheet_map.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "session/present.hpp"

namespace okr::cli {
namespace {

std::optional<std::string> said(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

/// What the options say, else the map.
Result<CsvForm> form_of(const ImportOptions& options, const SheetMap& map, FiscalYear fiscal_year) {
  const CellForm by_map{said(map.delimiter), said(map.decimal), said(map.thousands), said(map.date_format)};
  TRY_ASSIGN([[maybe_unused]] const auto checked,
             csv_form(by_map, fiscal_year, fmt::format("map {}: ", safe_for_terminal(map.name))));
  CellForm form = cell_form(options);
  const bool marks_are_said = form.decimal || form.thousands;  // those of the map go together
  if (!form.delimiter) form.delimiter = by_map.delimiter;
  if (!form.date_format) form.date_format = by_map.date_format;
  if (!marks_are_said) {
    form.decimal = by_map.decimal;
    form.thousands = by_map.thousands;
  }
  return csv_form(form, fiscal_year, "--");
}

/// A sheet has no columns to be named: its map does that.
Status check_options(const ImportOptions& options) {
  const auto refuse = [](std::string_view option) {
    return failure(
        ErrorKind::usage, fmt::format("--map and {} contradict each other", option),
        fmt::format("{} is for the readings of a KPI; the map names the columns of a sheet of OKRs", option));
  };
  if (options.kpi) return refuse("--kpi");
  if (options.kpi_column) return refuse("--kpi-column");
  if (options.date) return refuse("--date");
  if (options.note) return refuse("--note");
  if (!options.values.empty()) return refuse("--value");
  if (options.dates_across) return refuse("--dates-across");
  if (options.prometheus) return refuse("--prometheus");
  return {};
}

bool is_json(const ImportOptions& options, std::string_view text) {
  if (options.file && options.file->ends_with(".json")) return true;
  const std::string_view begin = trim(text);
  return begin.starts_with('{') || begin.starts_with("[{");
}

Result<SheetTable> table_of(const ImportOptions& options, const SheetMap& map, const CsvForm& form,
                            const std::string& text) {
  if (is_json(options, text)) return table_of_json(options.name(), text, map.json_records, map.json_key_results);
  return table_of_csv(options.name(), text, csv_layout(options, form));
}

std::string maps_text(const Context& context) {
  draw::Table table;
  table.header = false;
  table.record_name = "map";
  table.columns = {{.name = "name"}, {.name = "title"}};
  for (const std::string_view name : own_sheet_maps()) {
    const auto text = own_sheet_map(name);
    const auto map = text ? read_sheet_map(std::string(name), *text) : Result<SheetMap>(SheetMap{});
    table.add_record(std::string(name),
                     {draw::Cell(std::string(name), draw::Style::id), draw::Cell(map ? map->title : std::string())});
  }
  draw::Document document;
  document.add(std::move(table));
  return drawn(context, document);
}

std::string columns_text(const Context& context) {
  draw::Table table;
  table.header = false;
  table.indent = 2;
  table.record_name = "column";
  table.columns = {{.name = "word"}, {.name = "doc"}};
  for (const SheetColumn& column : sheet_columns())
    table.add_record(std::string(column.word),
                     {draw::Cell(std::string(column.word), draw::Style::id), draw::Cell(std::string(column.doc))});
  draw::Document document;
  document.add(std::move(table));
  return "\nWhat [columns] of a map can name:\n" + drawn(context, document);
}

}  // namespace

Result<int> import_sheet(Context& context, const ImportOptions& options) {
  TRY(check_options(options));
  TRY_ASSIGN(const auto map, sheet_map_called(context, *options.map));
  TRY_ASSIGN(const auto workspace, open_everything(context));
  TRY_ASSIGN(auto cycle, cycle_to_import(context, workspace));
  TRY_ASSIGN(const auto form, form_of(options, map, workspace.fiscal_start()));
  Draft draft;
  draft.name = options.name();
  TRY_ASSIGN(auto text, text_to_import(context, options));
  draft.text = LinedText(std::move(text));
  TRY_ASSIGN(const auto table, table_of(options, map, form, draft.text.whole()));
  TRY_ASSIGN(const auto read, draft_of_sheet({workspace, std::move(cycle)}, map, form, table, std::move(draft)));
  TRY(write_draft(context, read, {options.source, options.skip_bad, options.replace, options.git_commit}));
  return 0;
}

Result<int> show_map(Context& context, const ImportOptions& options) {
  if (options.map)
    return failure(ErrorKind::usage, "--map and --show-map exclude each other",
                   fmt::format("okr import --show-map {}", shell_word(*options.map)));
  if (context.speaks_json())
    return failure(ErrorKind::usage, "--show-map takes no --json", "a map is TOML, and so it is printed");
  if (!options.file) {
    context.print(maps_text(context) + columns_text(context));
    return 0;
  }
  if (options.file->find_first_of("./") == std::string::npos) {
    TRY_ASSIGN(const auto text, own_sheet_map(*options.file));
    context.print(text);
    return 0;
  }
  TRY_ASSIGN([[maybe_unused]] const auto checked, sheet_map_called(context, *options.file));
  TRY_ASSIGN(const auto text, store::read_file(context.path(*options.file)));
  context.print(text);
  return 0;
}

}  // namespace okr::cli
