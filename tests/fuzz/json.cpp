// SPDX-License-Identifier: MIT
// Two parts: a map, then the sheet; it is read as JSON and as CSV.
#include <string>

#include "actions/import/opening.hpp"
#include "actions/import/sheet/sheet.hpp"
#include "ensure.hpp"
#include "okr/base/text.hpp"
#include "parts.hpp"
#include "planned.hpp"
#include "targets.hpp"

using namespace okr;

namespace {

void check_table(const Result<actions::SheetTable>& table, const actions::SheetMap& map, const CsvForm& form,
                 const std::string& text) {
  if (!table) {
    okr_fuzz::ensure(table.error().kind == ErrorKind::usage, "a sheet that cannot be read is not our fault",
                     table.error().what);
    return;
  }
  for (const auto& row : table->rows)
    okr_fuzz::ensure(row.size() == table->header.size(), "a row is as long as the header", text);
  const Workspace workspace;
  actions::Draft draft;
  draft.name = "sheet";
  draft.text = actions::LinedText(text);
  const auto made = actions::draft_of_sheet({workspace, "2026-Q3"}, map, form, *table, std::move(draft));
  if (made) okr_fuzz::check_planned(*made);
}

}  // namespace

void okr_fuzz::json(std::string_view bytes) {
  if (!is_valid_utf8(bytes)) return;  // refused before
  const auto parts = parts_of(bytes);
  const auto map = actions::read_sheet_map("map.toml", text_at(parts, 0));
  if (!map) return;
  const std::string text = actions::with_line_feeds(text_at(parts, 1));
  CsvForm form;
  form.said_by_options = true;
  form.thousands = ',';
  check_table(actions::table_of_json("sheet", text, map->json_records, map->json_key_results), *map, form, text);
  check_table(actions::table_of_csv("sheet", text, {form}), *map, form, text);
}
