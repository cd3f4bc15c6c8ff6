// SPDX-License-Identifier: MIT
#include "reports/page/page.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/core.h>

#include "reports/cycle_words.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/pages.hpp"
#include "reports/show/detail.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

bool has_teams(const Cycle& cycle) {
  return std::ranges::any_of(cycle.objectives, [](const Objective& objective) { return !objective.team.empty(); });
}

/// "Mon 17 Aug 2026 · day 48 of 92", "closed 2 Jul 2026"
std::string when_text(const CycleNumbers& numbers) {
  if (numbers.is_final) return closed_on_text(numbers);
  const std::string day = long_day_text(numbers.as_of);
  if (numbers.ended) return fmt::format("{} · {}", day, ended_text(numbers, long_date(numbers.cycle->period.last)));
  if (numbers.day <= 0) return fmt::format("{} · {}", day, start_text(*numbers.cycle));
  return fmt::format("{} · day {} of {}", day, numbers.day, numbers.days);
}

Heading heading_of(const CyclePage& page, int level, bool is_linked) {
  const CycleNumbers& numbers = page.board->numbers;
  const std::string& title = numbers.cycle->title;
  Text text(numbers.cycle->id.text);
  if (is_linked) text.spans.front().link = page_name(numbers.cycle->id);
  if (!title.empty()) text += "  " + title;
  return {.level = level, .text = std::move(text), .right = when_text(numbers), .is_name = true};
}

void add_courses(Document& document, const CyclePage& page) {
  bool is_first = true;
  for (const ObjectiveNumbers& objective : page.board->numbers.objectives) {
    if (!objective.objective || objective.key_results.empty()) continue;
    if (is_first) document.add(Heading{.text = "KEY RESULTS OVER TIME"});
    is_first = false;
    document.add(
        Heading{.level = 3, .text = title_of(objective), .right = objective_status(objective), .is_name = true});
    add_background(document, background_of(page.workspace->settings, objective, page.as_of));
    for (const KeyResultNumbers& kr : objective.key_results) add_course(document, page, objective, kr);
  }
}

void link_cycles(Document& document) {
  for (draw::Block& block : document.blocks) {
    auto* table = std::get_if<Table>(&block);
    if (table == nullptr) continue;
    for (Row& row : table->rows)
      if (auto* text = std::get_if<Text>(&row.cells.front().content); text && !text->spans.empty())
        text->spans.front().link = page_name(CycleId{row.record});
  }
}

/// Where nobody says how sure they are, no column waits for it.
void drop_unsaid(Document& document) {
  for (draw::Block& block : document.blocks)
    if (auto* table = std::get_if<Table>(&block))
      for (const char* column : {"confidence", "confidence_change"}) table->drop_if_empty(column);
}

}  // namespace

CyclePage cycle_page_of(const Workspace& workspace, const Cycle& cycle, const Cycle* previous, Date as_of) {
  CyclePage page;
  page.workspace = &workspace;
  page.as_of = as_of;
  BoardQuestion question;
  question.grouping = has_teams(cycle) ? Grouping::team : Grouping::none;
  page.board = board_of(workspace, cycle, question, as_of);
  page.scores = scores_of(workspace, {&cycle, previous}, as_of);
  return page;
}

Text summary_of(const CyclePage& page) {
  const CycleNumbers& numbers = page.board->numbers;
  const Scoring& scoring = page.workspace->settings.scoring;
  if (numbers.objectives.empty()) return no_objective_text(numbers, scoring.scale);
  Text text("Score ");
  text += Text(score_text(numbers.shown, scoring.scale), Style::strong);
  if (!numbers.ended) text += " so far";
  if (const std::string expected = expected_score_text(page.board->forecast, scoring.scale); !expected.empty())
    text += ", expected at the end " + expected;
  if (Text verdict = mean_verdict(numbers, scoring); !verdict.empty())
    text += Text(fmt::format(" · aspirational {}, ", score_text(shown_of(numbers.aspirational), scoring.scale))) +
            std::move(verdict);
  if (numbers.committed_count > 0)
    text += Text(" · committed ") +
            promises_text(numbers.committed, numbers.committed_met, numbers.committed_count, numbers.ended);
  return text;
}

void add_overview(Document& document, const CyclePage& page, int level) {
  const Board& board = *page.board;
  document.add(heading_of(page, level, level > 1));
  document.add(Paragraph{.text = summary_of(page)});
  add_unread(document, *board.numbers.cycle);
  add_broken(document, board);
  add_look_here(document, board);
  if (board.numbers.objectives.empty()) return;
  if (board.grouping == Grouping::none) document.add(Heading{.text = "OBJECTIVES"});
  Document objectives;
  add_objectives(objectives, board);
  drop_unsaid(objectives);
  std::ranges::move(objectives.blocks, std::back_inserter(document.blocks));
}

Document cycle_page_document(const CyclePage& page) {
  Document document;
  add_overview(document, page, 1);
  const Board& board = *page.board;
  if (!board.numbers.objectives.empty()) {
    if (!board.numbers.ended) add_footer(document, board);
    document.add(Heading{.text = "SCORES"});
    Table scores = scores_table(*page.scores, page.workspace->settings.scoring.scale);
    std::erase_if(scores.rows, [](const Row& row) { return row.kind == RowKind::note; });  // said above
    scores.drop_if_empty("previous");
    document.add(std::move(scores));
    add_below_scores(document, *page.scores, page.workspace->settings.scoring.scale);
    add_on_top(document, board.numbers);
  }
  add_courses(document, page);
  add_checkins(document, *page.workspace, *board.numbers.cycle, page.as_of);
  return document;
}

void add_kpi_section(Document& document, const Scorecard& scorecard) {
  if (scorecard.rows.empty()) return;
  Heading heading{.text = "KPIs"};
  if (scorecard.complete_to) heading.right = "complete to " + day_text(*scorecard.complete_to, scorecard.as_of);
  document.add(std::move(heading));
  add_scorecard(document, scorecard);
  for (const ScorecardRow& row : scorecard.rows)
    add_course(document, *scorecard.workspace, row.numbers, scorecard.as_of);
}

void add_history_section(Document& document, const Workspace& workspace, const std::vector<CycleNumbers>& cycles,
                         bool is_linked) {
  if (cycles.size() < 2) return;
  const Scoring& scoring = workspace.settings.scoring;
  document.add(Heading{.text = "CYCLES"});
  Document history = score_history(cycles, scoring, scoring.scale);
  if (is_linked) link_cycles(history);
  document.blocks.insert(document.blocks.end(), history.blocks.begin(), history.blocks.end());
  add_history_charts(document, workspace, cycles);
}

void add_page_legend(Document& document, const Settings& settings) {
  add_legend(document,
             {Sign::progress, Sign::status, Sign::confidence, Sign::ends, Sign::trend, Sign::kinds, Sign::score,
              Sign::planned, Sign::kpi},
             settings.scoring);
}

std::string page_name(const CycleId& cycle) {
  return cycle.text == "index" ? std::string("cycle-index.html") : cycle.text + ".html";
}

Document index_document(const Site& site) {
  Document document;
  const std::string& name = site.workspace->settings.workspace.title;
  document.add(Heading{.level = 1,
                       .text = name.empty() ? std::string("Objectives and key results") : name,
                       .right = long_day_text(site.as_of),
                       .is_name = true});
  add_unread_settings(document, *site.workspace);
  for (const CyclePage& page : site.current) {
    add_overview(document, page, 2);
    add_on_top(document, page.board->numbers);
  }
  if (site.scorecard) add_kpi_section(document, *site.scorecard);
  add_history_section(document, *site.workspace, site.cycles, true);
  add_page_legend(document, site.workspace->settings);
  return document;
}

}  // namespace okr::reports
