// SPDX-License-Identifier: MIT
// `okr status --due`: what waits for a word, the longest waiting first, and what waits to be closed.
#include <fmt/core.h>
#include <algorithm>

#include "reports/log/outputs.hpp"
#include "reports/status/outputs.hpp"
#include "reports/words.hpp"

namespace okr::reports {

std::string due_title(const DueItem& item) { return item.kpi ? item.kpi->title : item.key_result->title; }

std::string due_id(const DueItem& item) {
  return item.kpi ? "kpi/" + item.kpi->id.text : full_id(*item.cycle, *item.key_result);
}

namespace {

Table due_table(const std::vector<DueItem>& items) {
  Table table;
  table.columns = {{.name = "id", .heading = "DUE"},
                   {.name = "title", .min_width = 10, .shrink = 1},
                   {.name = "age", .heading = "AGE", .align = Align::right},
                   {.name = "away", .heading = "", .drop = 1},
                   {.name = "freshness", .heading = ""}};
  for (const DueItem& item : items) {
    const Style style = item.freshness == Freshness::stale ? Style::warn : Style::normal;
    table.add_record(due_id(item), {Cell(due_id(item), Style::id), Cell(due_title(item)),
                                    Cell(item.age ? fmt::format("{} d", *item.age) : std::string("-")),
                                    Cell(item.away > 0 ? fmt::format("{} of them away", item.away) : std::string()),
                                    Cell(std::string(word(item.freshness)), style)});
  }
  return table;
}

}  // namespace

Document due_document(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended, bool with_commands) {
  Document document;
  const bool is_waiting = !items.empty() || std::ranges::any_of(ended, &EndedCycle::in_force);
  if (!is_waiting) document.add(Paragraph{.text = Text("Nothing is due.")});
  if (!items.empty()) document.add(due_table(items));
  if (!items.empty() && !ended.empty()) document.add(Space{});
  add_ended(document, ended, with_commands);
  return document;
}

// Cycles that are over and not closed, as every board names them.

namespace {

Text line_of(const EndedCycle& ended, bool with_command) {
  const std::string_view days = ended.days_ago == 1 ? "day" : "days";
  std::string rest = fmt::format(" ended {} {} ago", ended.days_ago, days);
  rest += with_command ? ": " + close_command(ended) : std::string(" and is not closed.");
  return Text(ended.id.text, Style::id) + Text(std::move(rest), ended.in_force ? Style::strong : Style::normal);
}

}  // namespace

std::string close_command(const EndedCycle& ended) {
  const std::string carry = ended.follower ? " --carry-to " + ended.follower->text : std::string();
  return fmt::format("okr close {}{}", ended.id.text, carry);
}

void add_ended(Document& document, const std::vector<EndedCycle>& ended, bool with_commands) {
  for (const EndedCycle& one : ended) document.add(Paragraph{.text = line_of(one, with_commands)});
}

}  // namespace okr::reports
