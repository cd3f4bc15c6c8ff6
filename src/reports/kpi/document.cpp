// SPDX-License-Identifier: MIT
// `okr kpi`: one line a KPI, what needs a person first. The words; nothing is computed here.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/formula.hpp"
#include "reports/cycle_words.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/pages.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

std::string_view heading_of(Triage triage) {
  switch (triage) {
    case Triage::decide: return "DECIDE";
    case Triage::watch: return "WATCH";
    case Triage::fine: return "FINE";
  }
  return "";
}

// --- columns ---------------------------------------------------------------------------------------------------------

/// Neither a digit nor a unit is cut.
std::size_t width_of_numbers(const Scorecard& scorecard) {
  std::size_t width = 7;
  for (const ScorecardRow& row : scorecard.rows) width = std::max(width, display_width(value_with_unit(row.numbers)));
  return width;
}

std::string since_text(const Scorecard& scorecard) {
  const Date since = *scorecard.question.since;
  return since.year() == scorecard.as_of.year() ? yearless_date(since) : to_string(since);
}

Table empty_table(const Scorecard& scorecard) {
  Table table;
  table.record_indent = 1;
  table.note_column = 2;
  table.record_name = "kpi";
  table.group_name = "group";
  table.caption = "KPIs, what needs a person first";
  table.columns = {{.name = "id", .heading = "KPI", .min_width = 10},
                   {.name = "title", .heading = "", .min_width = 12, .drop = 1},
                   {.name = "last", .heading = "LAST", .min_width = width_of_numbers(scorecard), .shrink = 2},
                   {.name = "so_far", .heading = "SO FAR", .drop = 2},
                   {.name = "goal", .heading = "GOAL", .min_width = 7},
                   {.name = "status", .heading = "STATUS"},
                   {.name = "before", .heading = "BEFORE", .min_width = 8},
                   {.name = "year_ago", .heading = "YEAR AGO", .drop = 5},
                   {.name = "benchmark", .heading = "BENCHMARK", .drop = 3},
                   {.name = "signal", .heading = "SIGNAL", .min_width = 16},
                   {.name = "periods",
                    .heading = "PERIODS",
                    .align = Align::right,
                    .min_width = 6,
                    .shrink = 1,
                    .drop = 6,
                    .spill = true},
                   {.name = "period", .heading = "", .gap = 1, .min_width = 3, .shrink = 3, .drop = 7},
                   {.name = "age", .heading = "AGE", .align = Align::right, .drop = 4}};
  if (scorecard.question.since) table.columns[10].heading = "SINCE " + since_text(scorecard);
  table.group_columns = {{.name = "group"}};
  return table;
}

/// "17 (+6.0 pp)": the first benchmark, and how far the value is from it.
std::string benchmark_text(const KpiNumbers& numbers) {
  if (numbers.benchmarks.empty()) return {};
  const Comparison& comparison = numbers.benchmarks.front().comparison;
  return fmt::format("{} ({})", reference_text(comparison), delta_text(comparison));
}

Cell delta_cell(const std::optional<Comparison>& comparison) {
  return comparison ? Cell(delta_text(*comparison)) : Cell();
}

Sparkline trail_line(const ScorecardRow& row) {
  Sparkline line;
  for (const std::size_t index : row.trail) line.values.push_back(row.numbers.periods[index].value);
  return line;
}

std::vector<Cell> cells_of(const Scorecard& scorecard, const ScorecardRow& row) {
  const KpiNumbers& numbers = row.numbers;
  const Kpi& kpi = *numbers.kpi;
  const std::string label =
      numbers.last ? period_label(*scorecard.workspace, numbers, *numbers.last, scorecard.as_of) : std::string();
  return {Cell(kpi.id.text, Style::id),
          kpi.title,
          value_with_unit(numbers),
          Cell(running_text(numbers), Style::dim),
          numbers.is_comparable() ? goal_text(numbers) : std::string(),
          Cell(word(numbers.status), style_of(numbers.status)),
          delta_cell(numbers.previous),
          delta_cell(numbers.year_ago),
          benchmark_text(numbers),
          signal_text(numbers),
          trail_line(row),
          Cell(label, Style::dim),
          numbers.age ? Cell(fmt::format("{} d", *numbers.age)) : Cell()};
}

// --- what is said below a line ---------------------------------------------------------------------------------------

/// The objectives and key results, each once; an objective of which a key result is named goes without saying.
Text names_of(const std::vector<KpiWorker>& workers, bool key_results, Date as_of) {
  Text names;
  for (const KpiWorker& worker : workers)
    if ((worker.key_result != nullptr) == key_results)
      names += Text(names.empty() ? "" : ", ") + worker_named(worker, as_of, workers);
  return names;
}

/// "worked on by engage; feeds engage.score"
Text work_text(const std::vector<KpiWorker>& workers, Date as_of) {
  const Text objectives = names_of(workers, false, as_of), key_results = names_of(workers, true, as_of);
  Text text = objectives.empty() ? Text() : Text("worked on by ") + objectives;
  if (!key_results.empty()) text += Text(text.empty() ? "feeds " : "; feeds ") + key_results;
  return text;
}

/// "2026-Q4/engage": the objectives of the drafts.
Text drafts_text(const std::vector<KpiWorker>& drafts, Date as_of) {
  std::vector<const Objective*> told;
  Text text;
  for (const KpiWorker& draft : drafts) {
    if (contains(told, draft.objective)) continue;
    told.push_back(draft.objective);
    text += Text(text.empty() ? "" : ", ") + worker_named({draft.cycle, draft.objective, nullptr}, as_of);
  }
  return text;
}

/// A draft in a cycle that runs waits for one word.
bool can_be_taken_up(const KpiWorker& draft, Date as_of) {
  return draft.cycle->state == CycleState::active && contains(draft.cycle->period, as_of) &&
         draft.objective->state == State::draft;
}

Text nobody_text(const ScorecardRow& row, Date as_of) {
  const KpiNumbers& numbers = row.numbers;
  if (numbers.unread) return unknown_work_text(numbers);
  for (const KpiWorker& draft : numbers.drafts)
    if (can_be_taken_up(draft, as_of))
      return Text("drafted") + on_terminal(fmt::format("; take it up: okr set {}.state=active --why TEXT",
                                                       worker_name({draft.cycle, draft.objective, nullptr}, as_of)));
  if (!numbers.drafts.empty()) return Text("nobody works on it yet; drafted: ") + drafts_text(numbers.drafts, as_of);
  if (row.proposal)
    return Text("nobody works on it") +
           on_terminal(fmt::format("; draft an objective: okr kpi {} --write", numbers.kpi->id.text));
  return Text("nobody works on it") + on_terminal(fmt::format("; what it did: okr show {}", numbers.kpi->id.text));
}

Text freshness_text(const Scorecard& scorecard, const KpiNumbers& numbers) {
  if (numbers.status == Rag::not_available) return {};  // what is wrong has been said
  if (numbers.periods.empty()) {
    if (!is_recorded(*numbers.kpi)) return "no value yet";
    return Text("no reading yet") + on_terminal(fmt::format(": okr record {}=VALUE", numbers.kpi->id.text));
  }
  if (numbers.missing.empty() || numbers.freshness == Freshness::fresh) return {};
  const std::string_view word = numbers.freshness == Freshness::stale ? "stale" : "due";
  return fmt::format("{}: no value for {}", word, periods_text(*scorecard.workspace, numbers, numbers.missing));
}

/// Said where the counter KPI has no line of its own, or does suffer.
Text counter_text(const Scorecard& scorecard, const KpiNumbers& counter) {
  const bool has_line =
      std::ranges::any_of(scorecard.rows, [&](const ScorecardRow& row) { return row.numbers.kpi == counter.kpi; });
  if (has_line && reports::triage_of(counter) == Triage::fine) return {};
  const std::string value = counter.value() ? value_with_unit(counter) + ", " : std::string();
  return Text("must not suffer: ") + named_key(counter.kpi->id.text, counter.kpi->title) +
         Text(fmt::format(" ({}{})", value, word(counter.status)));
}

std::string breach_text(const Workspace& workspace, const KpiNumbers& numbers) {
  const int needed = workspace.settings.scoring.breach_periods;
  if (numbers.status != Rag::red || numbers.breached || numbers.unit != numbers.kpi->every || needed < 2) return {};
  return fmt::format("red for {} of the {} that call for an objective", numbers.red_in_a_row,
                     counted(needed, "period"));
}

Text growth_text(const KpiNumbers& numbers) {
  const std::string& id = numbers.kpi->id.text;
  switch (numbers.xmr.growth) {
    case Growth::none: break;
    case Growth::trending:
      return Text(fmt::format("its level keeps {}", numbers.xmr.grows ? "rising" : "falling")) +
             on_terminal(fmt::format("; chart the change: okr set {}.signal=change", id));
    case Growth::new_level:
      if (leaves_new_level(numbers)) return Text(left_level_text(numbers));
      return Text("moved to a new level") +
             on_terminal(fmt::format("; limits from then on: okr set {}.rebase=DAY", id));
  }
  return {};
}

/// Which files could not be read; else that what was read is wrong.
Text fault_text(const Workspace& workspace, const Kpi& kpi) {
  const std::string unread = unread_text(workspace, kpi);
  if (!unread.empty()) return Text(unread);
  return Text("its definition or its readings have an error") + on_terminal(": okr check");
}

void add_notes(Table& table, const Scorecard& scorecard, const ScorecardRow& row) {
  const KpiNumbers& numbers = row.numbers;
  const auto add = [&](Text text) {
    if (!text.empty()) table.add_note(std::move(text));
  };
  if (row.triage == Triage::decide) add(nobody_text(row, scorecard.as_of));
  if (numbers.status == Rag::not_available) add(fault_text(*scorecard.workspace, *numbers.kpi));
  add(work_text(numbers.workers, scorecard.as_of));
  if (row.triage != Triage::decide && !numbers.drafts.empty())
    add(Text("drafted: ") + drafts_text(numbers.drafts, scorecard.as_of));
  add(breach_text(*scorecard.workspace, numbers));
  add(growth_text(numbers));
  add(freshness_text(scorecard, numbers));
  add(coverage_text(numbers));
  if (row.counter) add(counter_text(scorecard, *row.counter));
  add_last_word(table, *numbers.kpi, scorecard.as_of);
}

// --- below the table -------------------------------------------------------------------------------------------------

std::string kpis(int count) { return counted(count, "KPI"); }

/// "1 of 4 moved more than chance. Limits of 3 KPIs are trial (7 of 20 points)."
std::string chance_text(const Scorecard& scorecard) {
  const ScorecardCounts& counts = scorecard.counts;
  std::string text;
  if (counts.judged > 0)
    text = counts.statuses.signals == 0
               ? std::string(" None moved more than chance.")
               : fmt::format(" {} of {} moved more than chance.", counts.statuses.signals, counts.judged);
  if (counts.trial > 0) {
    const std::string points = counts.trial_least == counts.trial_most
                                   ? fmt::format("{}", counts.trial_least)
                                   : fmt::format("{} to {}", counts.trial_least, counts.trial_most);
    text += fmt::format(" Limits of {} are trial ({} of {} points).", kpis(counts.trial), points,
                        scorecard.workspace->settings.scoring.limit_points);
  }
  if (counts.alike > 0) text += fmt::format(" Neighbours alike: wider limits for {}.", kpis(counts.alike));
  if (counts.too_few > 0)
    text += fmt::format(" {} {} too few points to tell chance from change (need {}).", kpis(counts.too_few),
                        counts.too_few == 1 ? "has" : "have", xmr_least);
  return text;
}

void add_footer(Document& document, const Scorecard& scorecard) {
  document.add(Paragraph{.text = counts_text(scorecard.counts.statuses) + "." + chance_text(scorecard)});
  const bool unjudged =
      std::ranges::any_of(scorecard.rows, [](const ScorecardRow& row) { return !row.numbers.is_comparable(); });
  if (unjudged)
    document.add(Paragraph{.text = "Targets are for a KPI's own periods: sums of others are not judged by them."});
}

Heading heading_of(const Scorecard& scorecard) {
  Heading heading{.level = 1, .text = "KPIs"};
  if (scorecard.question.by) heading.text += fmt::format(" by {}", to_string(*scorecard.question.by));
  if (scorecard.complete_to) heading.right = "complete to " + day_text(*scorecard.complete_to, scorecard.as_of);
  return heading;
}

}  // namespace

void add_scorecard(Document& document, const Scorecard& scorecard) {
  Table table = empty_table(scorecard);
  std::optional<Triage> group;
  for (const ScorecardRow& row : scorecard.rows) {
    if (group != row.triage) table.add_group("", {Cell(std::string(heading_of(row.triage)), Style::heading)});
    group = row.triage;
    table.add_record(row.numbers.kpi->id.text, cells_of(scorecard, row));
    add_notes(table, scorecard, row);
  }
  document.add(std::move(table)).add(Space{});
  add_footer(document, scorecard);
}

Document document_of(const Scorecard& scorecard) {
  Document document;
  document.add(heading_of(scorecard)).add(Space{});
  add_unread_settings(document, *scorecard.workspace);
  if (scorecard.rows.empty()) {
    Text none = Text("No KPI yet") + on_page(".") + on_terminal(": okr new kpi ID --title \"...\"");
    document.add(Paragraph{.text = scorecard.workspace->kpis.empty() ? std::move(none) : Text("Nothing matches.")});
    return document;
  }
  add_scorecard(document, scorecard);
  add_legend(document, {Sign::kpi, Sign::trend}, scorecard.workspace->settings.scoring);
  return document;
}

}  // namespace okr::reports
