// SPDX-License-Identifier: MIT
// Any text as a page of Markdown to import: what is read of it can be planned.
#include "actions/import/markdown/markdown.hpp"
#include "actions/import/opening.hpp"

#include <string>

#include "okr/base/text.hpp"
#include "planned.hpp"
#include "targets.hpp"

using namespace okr;

void okr_fuzz::markdown(std::string_view bytes) {
  if (!is_valid_utf8(bytes)) return;  // refused before
  actions::Draft draft;
  draft.name = "okrs.md";
  draft.text = actions::LinedText(actions::with_line_feeds(std::string(bytes)));
  CsvForm form;
  form.said_by_options = true;
  form.thousands = ',';
  check_planned(actions::draft_of_markdown({"2026-Q3", {}, form, make_date(2026, 8, 17)}, std::move(draft)));
}
