// SPDX-License-Identifier: MIT
// `okr score`: stretch goals and promises apart, a line each; a line a group or a cycle where that was asked for.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "reports/cycle_words.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/pages.hpp"
#include "reports/score/scores.hpp"
#include "reports/words.hpp"

namespace okr::reports {

Text mean_verdict(const CycleNumbers& numbers, const Scoring& scoring) {
  if (!numbers.aspirational) return {};
  if (!numbers.ended) return standing_text(numbers.totals.aspirational_status, {});
  const Score shown = shown_score(*numbers.aspirational);
  const bool reached = numbers.totals.aspirational_reached && !says_not_reached(shown);  // [result] may say less
  return standing_text(PaceStatus::ended, verdict_of(ObjectiveType::aspirational, reached, shown, scoring));
}

Text promises_text(const Computed<Score>& mean, int met, int count, bool ended) {
  if (count == 0) return is_fault(mean.absence) ? Text("n/a", Style::bad) : Text("none", Style::dim);
  const Style style = met == count ? Style::good : ended ? Style::bad : Style::normal;
  return Text(fmt::format("{} of {} met", met, count), style);
}

namespace {

constexpr std::size_t bar_cells = 10;

/// "final, 2 Jul 2026", "ended 30 Sep 2026, not closed", "so far, day 48 of 92"
std::string right_of_heading(const CycleNumbers& numbers) {
  const Cycle& cycle = *numbers.cycle;
  if (numbers.is_final && cycle.result->closed) return "final, " + long_date(*cycle.result->closed);
  if (numbers.is_final) return "final";
  if (numbers.ended) return left_open_text(numbers);
  if (numbers.day <= 0) return start_text(cycle);
  return fmt::format("so far, day {} of {}", numbers.day, numbers.days);
}

/// Ten cells with the mark of success between two of them; nothing where there is no score.
Cell bar_of(const std::optional<Score>& shown, const Scoring& scoring, bool marked) {
  if (!shown) return {};
  Bar bar;
  bar.share = shown->value();
  bar.cells = bar_cells;
  bar.place = MarkerPlace::between;
  bar.marker = marked ? scoring.aspirational_target : 1.0;
  return bar;
}

std::string previous_name(const Scores& scores) {
  return scores.previous ? scores.previous->cycle->id.text : std::string();
}

// --- a line an objective and a key result ----------------------------------------------------------------------------

Table empty_table(const Scores& scores) {
  Table table;
  table.record_name = "objective";
  table.group_name = "part";
  table.caption = "scores";
  table.columns = {
      {.name = "id", .heading = "", .min_width = 10},
      title_column(),
      {.name = "what", .heading = "", .min_width = 14, .shrink = 1},
      {.name = "score", .heading = "SCORE", .align = Align::right},
      {.name = "bar", .heading = "", .gap = 1, .min_width = 11, .drop = 1, .needed = true},
      standing_column(scores.numbers.ended),
      {.name = "as_planned", .heading = "PLANNED", .align = Align::right, .drop = 3, .needed = true},
      {.name = "previous", .heading = previous_name(scores), .align = Align::right, .drop = 2, .needed = true}};
  table.columns[1].spill = true;  // an objective's title, over what its key results are at
  if (scores.forecast) table.columns.back() = {.name = "end", .heading = "END", .align = Align::right};
  table.group_columns = {{.name = "part"}};
  return table;
}

Cell previous_cell(const Scores& scores, const ObjectiveNumbers& objective, int scale) {
  const ObjectiveNumbers* before = scores.before(objective);
  return before && before->shown ? Cell(score_text(before->shown, scale)) : Cell();
}

/// The score it is expected to end with; nothing where that was not asked for.
Cell end_cell(const Scores& scores, const ObjectiveNumbers& objective, int scale) {
  const ObjectiveForecast* ahead = scores.forecast ? reports::find(*scores.forecast, objective) : nullptr;
  const bool is_known = ahead && ahead->expected && (ahead->forecast > 0 || scores.numbers.ended);
  return is_known ? Cell(score_text(shown_of(ahead->expected), scale)) : Cell();
}

Cell end_cell(const Scores& scores, const ObjectiveNumbers& objective, const KeyResultNumbers& kr, int scale) {
  const KeyResultForecast* ahead = scores.forecast ? reports::find(*scores.forecast, objective, kr) : nullptr;
  return ahead && ahead->forecast ? Cell(score_text(shown_score(ahead->forecast->score), scale)) : Cell();
}

void add_objective(Table& table, const Scores& scores, const ObjectiveNumbers& objective, int scale) {
  const Scoring& scoring = scores.workspace->settings.scoring;
  const bool stretches = objective.type != ObjectiveType::committed;
  table.add_record(
      objective.id.text,
      {Cell(objective.id.text, Style::id), Text(title_of(objective), Style::strong), Cell(),
       score_cell(objective, scale), counts(objective.state) ? bar_of(objective.shown, scoring, stretches) : Cell(),
       standing_text(objective.status, objective.verdict),
       objective.as_planned ? score_text(shown_of(objective.as_planned), scale) : std::string(),
       scores.forecast ? end_cell(scores, objective, scale) : previous_cell(scores, objective, scale)});
  for (const KeyResultNumbers& kr : objective.key_results) {
    const bool counted = is_scored(objective, kr);
    const bool rests = counts(kr.state) ? !counted && kr.as_planned : counts_as_planned(kr.planned_state);
    const bool planned = rests || differs(kr.score, kr.as_planned);
    const std::string weight = kr.weight == 1 ? std::string() : fmt::format(", weight {}", shortest(kr.weight));
    Cell what = Cell(now_text(kr) + weight).briefly(Text(now_text(kr, Length::brief) + weight));
    table.add_record(
        to_string(kr.id),
        {"  " + kr.id.name, title_of(kr), std::move(what), score_cell(objective, kr, scale),
         counted ? bar_of(kr.shown, scoring, stretches) : Cell(),
         counted ? standing_text(kr.status(), kr.verdict) : resting_text(objective, kr),
         planned ? Cell(score_or_none(kr.as_planned, scale)) : Cell(), end_cell(scores, objective, kr, scale)});
    table.rows.back().record_name = "key_result";
    add_last_word(table, kr, scores.numbers.as_of);
  }
}

void add_part(Table& table, const Scores& scores, bool committed, int scale) {
  std::vector<const ObjectiveNumbers*> objectives;
  for (const ObjectiveNumbers& objective : scores.numbers.objectives)
    if ((objective.type == ObjectiveType::committed) == committed) objectives.push_back(&objective);
  if (objectives.empty()) return;
  const double target = scores.workspace->settings.scoring.aspirational_target;
  const std::string headline = committed ? "COMMITTED, met when all of it is reached"
                                         : fmt::format("ASPIRATIONAL, success is {}", score_text(Score(target), scale));
  table.add_group("", {Cell(headline, Style::heading)});
  for (const ObjectiveNumbers* objective : objectives) add_objective(table, scores, *objective, scale);
}

std::string count_text(int count, std::string_view what) { return counted(count, what); }

std::string counted_text(const CycleNumbers& numbers) {
  if (numbers.objectives.empty()) return {};
  return count_text(numbers.totals.aspirational_count + numbers.committed_count, "objective");
}

/// A past quarter may be nothing but its result.
bool has_totals(const CycleNumbers& numbers) { return !numbers.objectives.empty() || is_bare_result(numbers); }

void add_totals(Table& table, const Scores& scores, int scale) {
  const CycleNumbers& numbers = scores.numbers;
  const Scoring& scoring = scores.workspace->settings.scoring;
  const auto text = [&](const Computed<Score>& score) {
    return score ? score_text(shown_of(score), scale) : std::string();
  };
  const bool had = scores.previous && !scores.forecast;
  const int stretching = numbers.totals.aspirational_count;
  if (stretching > 0 || numbers.aspirational)
    table.add_total({"aspirational", Cell(), stretching > 0 ? count_text(stretching, "objective") : std::string(),
                     score_cell(numbers.aspirational, scale), bar_of(shown_of(numbers.aspirational), scoring, true),
                     mean_verdict(numbers, scoring), text(numbers.totals.aspirational_as_planned),
                     had ? text(scores.previous->aspirational) : ""});
  if (numbers.committed_count > 0)
    table.add_total({"committed", Cell(), count_text(numbers.committed_count, "objective"),
                     score_cell(numbers.committed, scale), Cell(),
                     promises_text(numbers.committed, numbers.committed_met, numbers.committed_count, numbers.ended),
                     Cell(), had ? text(scores.previous->committed) : ""});
  if (is_bare_result(numbers) && !numbers.score && !numbers.as_planned) return;
  table.add_total({"all", Cell(), counted_text(numbers), score_cell(numbers.score, scale), Cell(), Cell(),
                   text(numbers.as_planned),
                   scores.forecast ? text(scores.forecast->expected)
                   : had           ? text(scores.previous->score)
                                   : ""});
}

// --- a line a group --------------------------------------------------------------------------------------------------

std::string_view name_of(Grouping grouping) {
  switch (grouping) {
    case Grouping::none: return "";
    case Grouping::team: return "TEAM";
    case Grouping::owner: return "OWNER";
    case Grouping::level: return "LEVEL";
    case Grouping::tag: return "TAG";
  }
  return "";
}

Table group_table(const Scores& scores, int scale) {
  const double target = scores.workspace->settings.scoring.aspirational_target;
  Table table;
  table.record_name = "group";
  table.columns = {
      {.name = "id", .heading = std::string(name_of(scores.grouping)), .min_width = 8, .shrink = 1},
      {.name = "score", .heading = "ASPIRATIONAL", .align = Align::right},
      {.name = "bar", .heading = "", .gap = 1, .drop = 1},  // it repeats the score
      {.name = "status", .heading = fmt::format("SUCCESS {}", score_text(Score(target), scale)), .min_width = 9},
      {.name = "as_planned", .heading = "PLANNED", .align = Align::right, .drop = 3},
      {.name = "previous", .heading = previous_name(scores), .align = Align::right, .drop = 2},
      {.name = "committed", .heading = "COMMITTED"}};
  return table;
}

Text group_promises(const ScoreGroup& group, bool ended) {
  Text text = promises_text(group.totals.committed, group.totals.committed_met, group.totals.committed_count, ended);
  if (group.missed.empty()) return text;
  return Text(fmt::format("{} of {}  ", group.totals.committed_met, group.totals.committed_count)) +
         Text("MISSED", Style::bad);
}

Text group_verdict(const ScoreGroup& group) {
  if (!group.shown) return {};
  return standing_text(group.totals.aspirational_status, group.verdict);
}

Document grouped_document(const Scores& scores, int scale) {
  const CycleNumbers& numbers = scores.numbers;
  const Scoring& scoring = scores.workspace->settings.scoring;
  Table table = group_table(scores, scale);
  const auto text = [&](const std::optional<Score>& shown) { return shown ? score_text(shown, scale) : std::string(); };
  for (const ScoreGroup& group : scores.groups)
    table.add_record(
        group.name.empty() ? "(none)" : group.name,
        {Cell(group.name.empty() ? "(none)" : group.name, Style::id),
         group.totals.aspirational_count > 0 ? score_cell(group.totals.aspirational, scale) : Cell("-", Style::dim),
         bar_of(group.shown, scoring, true), group_verdict(group), text(group.shown_as_planned), text(group.previous),
         group_promises(group, numbers.ended)});
  table.add_total({count_text(numbers.totals.aspirational_count + numbers.committed_count, "goal"),
                   score_cell(numbers.aspirational, scale), bar_of(shown_of(numbers.aspirational), scoring, true),
                   mean_verdict(numbers, scoring), text(shown_of(numbers.totals.aspirational_as_planned)),
                   scores.previous ? text(shown_of(scores.previous->aspirational)) : "",
                   promises_text(numbers.committed, numbers.committed_met, numbers.committed_count, numbers.ended)});
  Document document;
  add_report_heading(document, *numbers.cycle, right_of_heading(numbers));
  document.add(std::move(table));
  document.add(Paragraph{.text = fmt::format("Mean over all of them, committed ones too: {}",
                                             numbers.score ? score_text(numbers.shown, scale) : "n/a")});
  return document;
}

// --- below -----------------------------------------------------------------------------------------------------------

void add_missed(KeyValues& lines, const MissedPromise& promise, int scale) {
  Text text = named(promise.objective->id.text, title_of(*promise.objective));
  text += " " + score_text(promise.objective->shown, scale);
  std::string why;
  for (const KeyResultNumbers* kr : promise.key_results) {
    const std::string title = kr->key_result ? kr->key_result->title : kr->id.name;
    why += fmt::format("{}\"{}\" ended {}", why.empty() ? ": " : ", ", title,
                       kr->shown ? "at " + score_text(kr->shown, scale) : "without a reading");
  }
  text += why;
  lines.items.push_back({Text("MISSED", Style::bad), std::move(text)});
}

void add_absent(KeyValues& lines, const CycleNumbers& numbers) {
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    bool explained = false;
    for (const KeyResultNumbers& kr : objective.key_results) {
      if (!counts(kr.state) || !is_fault(kr.score.absence)) continue;
      explained = true;
      lines.items.push_back({Text("N/A", Style::bad), named(to_string(kr.id), title_of(kr)) +
                                                          Text(fmt::format(": {}", word(kr.score.absence)))});
    }
    if (!explained && is_fault(objective.score.absence))
      lines.items.push_back({Text("N/A", Style::bad), Text(objective.id.text, Style::id) +
                                                          Text(fmt::format(": {}", word(objective.score.absence)))});
  }
}

/// The END of what nobody speaks of any more is that of its last reading: "STALE  ship.users: END is as of 7 Sep".
void add_stale_ends(KeyValues& lines, const Scores& scores) {
  if (!scores.forecast) return;
  for (const ObjectiveForecast& objective : scores.forecast->objectives)
    for (const KeyResultForecast& kr : objective.key_results)
      if (kr.forecast && kr.forecast->stale)
        lines.items.push_back(
            {Text("STALE", Style::warn),
             named(to_string(kr.numbers->id), title_of(*kr.numbers)) +
                 Text(fmt::format(": END is as of {}", short_date(kr.forecast->of, kr.numbers->as_of)))});
}

}  // namespace

Text left_out_text(const LeftOut& left, Date as_of) {
  std::string text = fmt::format(": \"{}\" {}", left.name.title, word(left.state));
  if (left.on) text += " " + short_date(*left.on, as_of);
  if (!left.reason.empty()) text += fmt::format(" (\"{}\")", left.reason);
  return Text(left.name.id, Style::id) + Text(std::move(text));
}

Cell score_cell(const Computed<Score>& score, int scale) {
  const Style style = score ? Style::normal : is_fault(score.absence) ? Style::bad : Style::dim;
  return Cell(score_or_none(score, scale), style);
}

Cell score_cell(const ObjectiveNumbers& objective, int scale) {
  return counts(objective.state) ? score_cell(objective.score, scale) : Cell("-", Style::dim);
}

Cell score_cell(const ObjectiveNumbers& objective, const KeyResultNumbers& kr, int scale) {
  return is_scored(objective, kr) ? score_cell(kr.score, scale) : Cell("-", Style::dim);
}

void add_below_scores(Document& document, const Scores& scores, int scale) {
  KeyValues lines;
  lines.indent = 0;
  for (const MissedPromise& promise : scores.missed) add_missed(lines, promise, scale);
  for (const LeftOut& left : scores.left_out) lines.add("PLANNED", left_out_text(left, scores.numbers.as_of));
  add_absent(lines, scores.numbers);
  add_stale_ends(lines, scores);
  if (lines.items.empty()) return;
  document.add(Space{}).add(std::move(lines));
}

Table scores_table(const Scores& scores, int scale) {
  Table table = empty_table(scores);
  add_part(table, scores, false, scale);
  add_part(table, scores, true, scale);
  add_totals(table, scores, scale);
  return table;
}

Document document_of(const Scores& scores) {
  const int scale = scores.workspace->settings.scoring.scale;
  Document document;
  if (scores.grouping != Grouping::none && !scores.numbers.objectives.empty()) {
    document = grouped_document(scores, scale);
  } else {
    add_report_heading(document, *scores.numbers.cycle, right_of_heading(scores.numbers));
    if (has_totals(scores.numbers)) {
      document.add(scores_table(scores, scale));
    } else {
      add_no_objective(document, scores.numbers, scale);
    }
  }
  add_below_scores(document, scores, scale);
  add_on_top(document, scores.numbers);
  if (has_totals(scores.numbers))
    add_legend(document, {Sign::score, Sign::kinds, Sign::planned, Sign::status}, scores.workspace->settings.scoring);
  return document;
}

Document score_history_document(const std::vector<CycleNumbers>& cycles, const Scoring& scoring, int scale) {
  Document document = score_history(cycles, scoring, scale);
  add_legend(document, {Sign::score, Sign::kinds, Sign::planned, Sign::status}, scoring);
  return document;
}

Document score_history(const std::vector<CycleNumbers>& cycles, const Scoring& scoring, int scale) {
  Table table;
  table.record_name = "cycle";
  table.columns = {{.name = "id", .heading = "CYCLE"},
                   {.name = "title", .heading = "", .min_width = 8, .shrink = 1, .drop = 1},
                   {.name = "aspirational", .heading = "ASPIRATIONAL", .align = Align::right},
                   {.name = "bar", .heading = "", .gap = 1},
                   {.name = "status",
                    .heading = fmt::format("SUCCESS {}", score_text(Score(scoring.aspirational_target), scale)),
                    .min_width = 9},
                   {.name = "as_planned", .heading = "PLANNED", .align = Align::right, .drop = 2},
                   {.name = "committed", .heading = "COMMITTED"},
                   {.name = "score", .heading = "ALL", .align = Align::right}};
  for (const CycleNumbers& numbers : cycles) {
    const auto planned = shown_of(numbers.totals.aspirational_as_planned);
    const bool is_silent = is_bare_result(numbers) && numbers.committed_count == 0;  // nobody knows of promises
    table.add_record(
        numbers.cycle->id.text,
        {Cell(numbers.cycle->id.text, Style::id), numbers.cycle->title, score_cell(numbers.aspirational, scale),
         bar_of(shown_of(numbers.aspirational), scoring, true), mean_verdict(numbers, scoring),
         planned ? score_text(planned, scale) : std::string(),
         is_silent ? Text()
                   : promises_text(numbers.committed, numbers.committed_met, numbers.committed_count, numbers.ended),
         score_cell(numbers.score, scale)});
  }
  Document document;
  for (const CycleNumbers& numbers : cycles) add_unread(document, *numbers.cycle);
  document.add(std::move(table));
  return document;
}

Document total_document(const CycleNumbers& numbers, int scale) {
  return Document().add(Paragraph{.text = score_text(numbers.shown, scale)});
}

}  // namespace okr::reports
