// SPDX-License-Identifier: MIT
// Rows of the tables of a page, as its records.
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "actions/import/markdown/page.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {

void PageReader::read_header(const MarkdownPart& part) {
  columns_ = table_columns(part.cells, objective() != nullptr);
  columns_.text = text_column(columns_, std::span(parts_).subspan(at_ + 1), scene_.form);
  if (section_ == Section::notes && objective() && !marks_key_results(part.cells)) columns_ = {};
  if (!columns_.is_usable()) not_understood(part);
}

void PageReader::read_row(const MarkdownPart& part) {
  const auto columns = columns_.is_usable() ? columns_.of_row(part.cells) : std::nullopt;
  if (!columns) return not_understood(part);
  if (is_total(*columns, part.cells)) {
    draft_.remarks.push_back(
        {part.place, fmt::format("left out, it says only something of the rows above: {}",
                                 cut_to_width(safe_for_terminal(part.text), longest_quote, true))});
    return;
  }
  std::vector<TableRow> rows = table_rows(*columns, part, scene_.form);
  for (TableRow& row : rows) read_row(part, std::move(row), rows.size() > 1);
}

void PageReader::read_row(const MarkdownPart& part, TableRow row, bool is_one_of_several) {
  if (!row.cycle.empty()) {
    auto heading = cycle_named(row.cycle, true);
    if (!heading)
      return fault(part.place, Code::E107, fmt::format("'{}' names no cycle", safe_for_terminal(row.cycle)),
                   way_to_name_cycle(row.cycle));
    settle_fiscal_year(part, row.cycle, heading->cycle);
    if (!select_cycle(heading->cycle.id)) begin_cycle(part, std::move(*heading));
  }
  if (!row.objective.empty() && !begin_objective_of_row(part, markdown_line(row.objective, scene_.form))) return;
  if (row.key_result.title.empty() && objective()) return add_to_objective(part, row);
  if (!objective() && has_cycle_) return not_understood(part);
  std::vector<std::string> unread = std::move(row.unread);
  if (is_one_of_several) {
    has_key_result_ = false;  // what is unread is of all of them
    for (const std::string& text : std::exchange(unread, {})) not_understood(part, text);
    keep_links(part);
  }
  begin_key_result(part, std::move(row.key_result));
  keep_unread(part, unread);
}

void PageReader::add_to_objective(const MarkdownPart& part, const TableRow& row) {
  const LineFacts& facts = row.key_result.facts;
  if (facts.says_numbers() || says_another(objective()->score, facts.score)) return not_understood(part);
  take_objective_facts(row.key_result);
  keep_unread(part, facts.kept_of_objective());
  keep_unread(part, row.unread);
}

bool PageReader::begin_objective_of_row(const MarkdownPart& part, const MarkdownLine& said) {
  const bool has_key_results = columns_.has(TableColumn::key_result) || columns_.type != TableColumns::none;
  const std::vector<std::size_t> known = objectives_called(said, team_, has_key_results);
  if (known.size() > 1) {
    end_objective();
    const std::vector<DraftObjective>& all = cycle()->objectives;
    fault(part.place, Code::E107,
          fmt::format("'{}' may be '{}' or '{}'", safe_for_terminal(said.title.empty() ? said.marked_by : said.title),
                      all[known[0]].title, all[known[1]].title),
          "name it by its title, or put the row below it");
    return false;
  }
  if (!known.empty()) {
    select_objective(known.front());
    const std::string title = title_text(said.title);
    if (objective()->title == said.marked_by && !title.empty()) objective()->title = title;  // it was "O1" so far
    return true;
  }
  const auto is_its_own = [&](const MarkdownLink& link) { return columns_.is_objective(link.at); };
  std::vector<MarkdownLink> others = links_;
  std::erase_if(others, is_its_own);
  std::erase_if(links_, std::not_fn(is_its_own));
  begin_objective(part, said, ObjectiveForm::paragraph, 0);
  if (objective() && objective()->title == said.marked_by) marks_of_rows_.emplace_back(cycle_, objective_);
  links_ = std::move(others);
  return true;
}

}  // namespace okr::actions
