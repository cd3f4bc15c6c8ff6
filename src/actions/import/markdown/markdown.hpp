// SPDX-License-Identifier: MIT
// OKRs as people write them in Markdown, read into a draft: headings are cycles and objectives, items of lists and rows
// of tables key results. What a line says is line's, what a page is made of parts', how a draft is written draft's
// business.
#pragma once

#include <optional>
#include <string>

#include "actions/import/draft.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/csv.hpp"
#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::actions {

/// What is read beside the page.
struct MarkdownScene {
  std::optional<std::string> cycle;  ///< the id of --cycle: where no heading names one
  FiscalYear fiscal_year;
  CsvForm form;  ///< how its numbers are written
  Date today = {};
  bool says_decimal = false;  ///< --decimal was given: nothing is doubtful
  bool says_fiscal_year = false;
};

/// The draft of a page; `draft` brings its name and text. What is not understood becomes a comment of the record it
/// stands by and a remark; an objective without a cycle, a key result without an objective is a fault.
Draft draft_of_markdown(const MarkdownScene& scene, Draft draft);

/// True for a file that is imported as Markdown: by its ending, or as --markdown says.
bool is_markdown(const ImportOptions& options);

/// For `okr import okrs.md`. Errors: usage (an option of sheets), those of write_draft.
Result<int> import_markdown(session::Context& context, const ImportOptions& options);

}  // namespace okr::actions
