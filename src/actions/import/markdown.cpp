// SPDX-License-Identifier: MIT
#include "actions/import/markdown.hpp"

#include <fmt/core.h>

#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {

bool is_markdown(const ImportOptions& options) {
  const std::string name = to_lower_ascii(options.name());
  return options.markdown || name.ends_with(".md") || name.ends_with(".markdown");
}

Result<int> import_markdown(Context& context, const ImportOptions& options) {
  if (options.map || options.kpi || options.date || !options.values.empty())
    return failure(ErrorKind::usage, "Markdown has no columns to be named",
                   "leave --map, --kpi, --date and --value out");
  TRY_ASSIGN(const auto workspace, open_everything(context));
  TRY_ASSIGN(auto cycle, cycle_to_import(context, workspace));
  CellForm said = cell_form(options);
  if (!said.thousands && said.decimal.value_or(".") == ".") said.thousands = ",";
  if (!said.thousands) said.thousands = ".";
  TRY_ASSIGN(const auto form, csv_form(said, workspace.fiscal_start(), "--"));
  Draft draft;
  draft.name = options.name();
  TRY_ASSIGN(auto text, text_to_import(context, options));
  draft.text = LinedText(std::move(text));
  TRY(check_page_encoding(draft.text.whole(), draft.name));
  const Draft read = draft_of_markdown(
      {std::move(cycle), workspace.fiscal_start(), form, context.today(), options.decimal.has_value()},
      std::move(draft));
  if (read.cycles.empty() && read.kpis.empty() && read.faults.empty())
    return failure(ErrorKind::usage, fmt::format("{} holds no objective", safe_for_terminal(read.name)),
                   "headings name cycles and objectives, items of lists are key results; nothing was written");
  TRY(write_draft(context, read, {options.source, options.skip_bad, options.replace, options.git_commit}));
  return 0;
}

}  // namespace okr::cli
