// SPDX-License-Identifier: MIT
// `okr show ID` for people: what it is, where it stands, what was said of it, what it is linked with.
#include <fmt/core.h>
#include <algorithm>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/course.hpp"
#include "reports/cycle_words.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/pages.hpp"
#include "reports/plot/plot.hpp"
#include "reports/show/detail.hpp"
#include "reports/status/board.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// ": okr log", for who can type it.
Text command_text(const std::string& command) { return on_terminal(Text(": " + command, Style::dim)); }

void add_section(Document& document, const char* heading, KeyValues list) {
  if (list.items.empty()) return;
  document.add(Space{}).add(Heading{.text = heading});
  document.add(std::move(list));
}

// --- key result ------------------------------------------------------------------------------------------------------

void add_kind_of(KeyValues& list, const KeyResultNumbers& numbers) {
  const KeyResult& kr = *numbers.key_result;
  const Kind kind = numbers.kind();
  const int misses = numbers.standing.definition.misses;
  std::string text(kr.kind_known ? word(kind) : "not known");
  if (kind == Kind::number && kr.take != Take::last)
    text += fmt::format(", the {} reading counts", kr.take == Take::best ? "best" : "mean");
  if (kind == Kind::hold && kr.judge == Judge::latest) text += ", judged by the latest value";
  if (kind == Kind::hold && misses > 0) text += fmt::format(", {} may miss", counted(misses, "period"));
  add(list, "kind", std::move(text));
}

/// "moved to September, since 10 Aug"; of an objective its key results' with their ids.
void add_obstacles(KeyValues& list, const Detail& detail) {
  for (const Obstacle& obstacle : detail.in_the_way) {
    const Text text = detail.found.key_result ? Text(obstacle.text) : obstacle_words(obstacle);
    add(list, "blocked", text + Text(", since " + short_date(obstacle.since, detail.as_of)));
  }
}

KeyValues definition_of_key_result(const Detail& detail) {
  const KeyResult& kr = *detail.found.key_result;
  const Objective& objective = *detail.found.objective;
  KeyValues list;
  add(list, "why", kr.why);
  add(list, "goal", goal_text(*detail.key_result));
  add_kind_of(list, *detail.key_result);
  for (std::size_t i = 0; i < kr.steps.size(); ++i) add(list, "step", step_text(*detail.key_result, i));
  add(list, "rubric", kr.rubric);
  add(list, "objective",
      fmt::format("{}, {}, {}", full_id(*detail.found.cycle, objective), objective.title, word(objective.type())));
  add(list, "owner", owner_of(detail.workspace->settings, objective, kr));
  add(list, "dates", to_string(detail.key_result->window));
  if (detail.key_result->weight != 1) add(list, "weight", shortest(detail.key_result->weight));
  if (kr.indicator) add(list, "indicator", std::string(word(*kr.indicator)));
  add(list, "source", kr.source);
  add_initiatives(list, kr.initiatives, detail.as_of);
  add_lines(list, "links", kr.links);
  add(list, "tags", join(kr.tags, ", "));
  add(list, "state", state_text(detail.key_result->state, reason_of_state(kr, detail.as_of)));
  add_obstacles(list, detail);
  add_changes(list, kr.changes, detail.as_of);
  add(list, "postmortem", kr.postmortem);
  return list;
}

std::string number_with_absence(const std::optional<std::string>& text, Absence absence) {
  if (text) return *text;
  return is_fault(absence) ? fmt::format("n/a: {}", word(absence)) : std::string(word(absence));
}

/// "0.34", "n/a: no reading yet"; of what is not counted the word that says why: "n/a: draft".
template <class Numbers>
std::string score_or_why_none(const Numbers& numbers, int scale, std::string_view resting) {
  if (numbers.score) return score_text(numbers.shown, scale);
  const bool rests = numbers.score.absence == Absence::not_counted && !resting.empty();
  return fmt::format("n/a: {}", rests ? resting : word(numbers.score.absence));
}

std::string pace_text(const KeyResultNumbers& kr) {
  if (!kr.pace.expected || is_settled(kr.status())) return {};
  std::string text = percent_text(kr.pace.expected->value());
  if (kr.pace.gap) text += fmt::format(", gap {}", fixed(*kr.pace.gap, 2));
  return text;
}

/// As it was stated, one behind the other; of a closed cycle up to the one that was kept.
std::string confidence_text(const Detail& detail) {
  const KeyResultNumbers& kr = *detail.key_result;
  std::vector<std::string> stated;
  for (auto item = detail.history.rbegin(); item != detail.history.rend(); ++item)
    if (item->confidence && item->counted) stated.push_back(std::to_string(*item->confidence));
  if (kr.is_final && kr.confidence)
    while (!stated.empty() && stated.back() != std::to_string(kr.confidence->value)) stated.pop_back();
  return stated.empty() ? std::string() : join(stated, " → ") + " of 10";
}

std::string hold_periods_text(const KeyResultNumbers& kr) {
  if (!kr.standing.hold || !kr.pace.misses) return {};
  const HoldTally& tally = *kr.standing.hold;
  std::string text = fmt::format("{} of {} due kept, {} in all", tally.met, tally.due(), tally.count());
  if (const std::string budget = budget_text(kr); !budget.empty()) text += "; " + budget;
  if (kr.pace.cannot_end_met && kr.status() != PaceStatus::ended) text += "; cannot end MET any more";
  return text;
}

std::string speed_text(const Detail& detail) {
  if (!detail.forecast || !detail.forecast->rates || detail.key_result->status() == PaceStatus::ended) return {};
  return rates_text(*detail.forecast->rates);
}

/// "near 252, 171 to 333 in four of five"; "at its floor"
std::string where_text(const Forecast& forecast) {
  if (forecast.edge != Edge::none) return ends_text(forecast);
  return fmt::format("near {}, {} to {} in four of five", value_text(forecast.value, forecast.interval),
                     value_text(forecast.interval.low, forecast.interval),
                     value_text(forecast.interval.high, forecast.interval));
}

bool shows_chance(const Detail& detail) {
  return detail.forecast && detail.forecast->forecast && !detail.forecast->forecast->decided;
}

void add_chance_legend(Document& document, const Detail& detail) {
  if (!shows_chance(detail)) return;
  std::string text = chance_legend(display_value(detail.key_result->standing.anchors->target));
  if (detail.forecast->forecast->at_70) text += fmt::format("; P(0.7): {}", chance_of_70);
  document.add(Paragraph{.text = on_terminal(Text(text + ".", Style::dim))});
}

/// "near 252, 171 to 333 in four of five; P(400) 27 %, P(0.7) 76 %, likely"
Text forecast_text(const Detail& detail) {
  if (!shows_chance(detail)) return {};
  const Forecast& forecast = *detail.forecast->forecast;
  std::string text =
      fmt::format("{}; P({}) {}, ", where_text(forecast), display_value(detail.key_result->standing.anchors->target),
                  chance_text(forecast.target, false));
  if (forecast.at_70) text += fmt::format("P(0.7) {}, ", chance_text(*forecast.at_70, false));
  return Text(std::move(text)) + likelihood_text(forecast, *detail.key_result);
}

Text status_line(const KeyResultNumbers& kr) {
  Text text = standing_text(kr.status(), kr.verdict);
  if (kr.recency.freshness == Freshness::stale) text += Text(", ") + Text("stale", Style::warn);
  return text;
}

KeyValues standing_of_key_result(const Detail& detail) {
  const KeyResultNumbers& kr = *detail.key_result;
  const int scale = detail.workspace->settings.scoring.scale;
  KeyValues list;
  add(list, "now", now_text(kr));
  add(list, "progress",
      kr.progress.absence == Absence::not_counted
          ? Text(word(kr.status()))
          : number_with_absence(kr.progress ? std::optional(percent_text(kr.progress)) : std::nullopt,
                                kr.progress.absence));
  add(list, "check-ins", after_close_text(kr));
  add(list, "should be", pace_text(kr));
  add(list, "periods", hold_periods_text(kr));
  add(list, "status", status_line(kr));
  if (kr.score && is_scored(*detail.objective, kr)) add(list, "score", score_text(kr.shown, scale));
  if (differs(kr.score, kr.as_planned)) add(list, "as planned", score_text(shown_of(kr.as_planned), scale));
  add(list, "confidence", confidence_text(detail));
  add(list, "speed", speed_text(detail));
  add(list, "ends", forecast_text(detail));
  if (detail.forecast && detail.forecast->forecast && kr.key_result)
    add(list, "straight on", pull_text(*detail.forecast->forecast, kr.kind()));
  if (kr.slows_down && kr.state == State::active && kr.status() != PaceStatus::ended)
    add(list, "trend", std::string("the last three steps shrink"));
  if (kr.recency.last && kr.recency.freshness != Freshness::not_asked)
    add(list, "last reading",
        fmt::format("{}, {}, {}", to_string(kr.recency.last->date),
                    ago_text(kr.recency.value_age, kr.recency.value_away), word(kr.recency.freshness)));
  return list;
}

/// "1a2b3c4 ana, 17 Aug"
std::string recorded_text(const std::optional<Recorded>& recorded, Date as_of) {
  if (!recorded) return {};
  if (recorded->uncommitted) return "uncommitted";
  if (recorded->commit.empty()) return "before this clone";
  return fmt::format("{} {}{}", recorded->commit, recorded->author,
                     recorded->day ? ", " + short_date(*recorded->day, as_of) : std::string());
}

/// In digits that tell it from what it is judged by (method.md 0.31).
std::string number_beside(const Detail& detail, double value) {
  if (detail.kpi) return judged_text(value, detail.kpi->last_bounds);
  if (!detail.key_result) return display_value(value);
  return values_beside(detail.key_result->standing.definition, {value}).front();
}

std::string value_beside(const Detail& detail, const HistoryItem& item) {
  const auto number = number_of(item);
  return number ? number_beside(detail, *number) : value_text(item);
}

void add_history(Document& document, const Detail& detail, const DetailOptions& options) {
  if (detail.history.empty()) return;
  const bool sums = detail.key_result && detail.key_result->kind() == Kind::sum;
  Table table;
  table.columns = {{.name = "date", .heading = "HISTORY"},
                   {.name = "value", .heading = "VALUE", .align = Align::right},
                   {.name = "sum", .heading = sums ? "SUM" : "", .align = Align::right, .drop = 3},
                   {.name = "confidence", .heading = detail.found.kpi ? "" : "CONF", .align = Align::right, .drop = 2},
                   {.name = "by", .heading = "", .drop = 1},
                   {.name = "commit", .heading = is_any_recorded(detail) ? "COMMIT" : "", .drop = 4},
                   {.name = "note", .heading = "NOTE", .min_width = 10, .shrink = 1}};
  table.note_column = table.columns.size() - 1;
  const std::size_t count = std::min(options.most, detail.history.size());
  for (std::size_t i = 0; i < count; ++i) {
    const HistoryItem& item = detail.history[i];
    std::string note = item.note;
    if (!item.counted) note = note.empty() ? "(does not count)" : "(does not count) " + note;
    add_with_note(table, to_string(item.date),
                  {to_string(item.date), value_beside(detail, item),
                   sums && item.value ? Cell(number_beside(detail, *item.value)) : Cell(),
                   item.confidence ? Cell(fmt::format("{}/10", *item.confidence)) : Cell(), Cell(item.by, Style::dim),
                   Cell(recorded_text(item.recorded, detail.as_of), Style::dim)},
                  note);
  }
  document.add(Space{}).add(std::move(table));
  if (count < detail.history.size())
    document.add(Paragraph{.text = Text(fmt::format("{} more", detail.history.size() - count), Style::dim) +
                                   command_text(fmt::format("okr show {} --history", detail.id()))});
}

// --- objective -------------------------------------------------------------------------------------------------------

KeyValues definition_of_objective(const Detail& detail) {
  const Objective& objective = *detail.found.objective;
  KeyValues list;
  add(list, "why", objective.why);
  add(list, "type", std::string(word(objective.type())));
  add(list, "owner", join(owners_of(detail.workspace->settings, objective), ", "));
  add(list, "contributors", join(objective.contributors, ", "));
  add(list, "team", objective.team);
  if (objective.level) add(list, "level", std::string(word(*objective.level)));
  add(list, "tier", std::string(word(tier_of(*detail.found.cycle, objective))));
  add(list, "cycle", fmt::format("{}, {}", detail.found.cycle->id.text, to_string(detail.found.cycle->period)));
  if (detail.objective->weight != 1) add(list, "weight", shortest(detail.objective->weight));
  if (objective.roll_up != RollUp::krs)
    add(list, "scored from",
        std::string(objective.roll_up == RollUp::children ? "aligned objectives"
                                                          : "key results and aligned objectives"));
  add_initiatives(list, objective.initiatives, detail.as_of);
  add_lines(list, "links", objective.links);
  add(list, "tags", join(objective.tags, ", "));
  add(list, "state", state_text(detail.objective->state, reason_of_state(objective, detail.as_of)));
  add_obstacles(list, detail);
  add_changes(list, objective.changes, detail.as_of);
  return list;
}

KeyValues standing_of_objective(const Detail& detail) {
  const ObjectiveNumbers& numbers = *detail.objective;
  const int scale = detail.workspace->settings.scoring.scale;
  const bool has_status = numbers.status != PaceStatus::not_available;
  KeyValues list;
  add(list, "score", score_or_why_none(numbers, scale, has_status ? word(numbers.status) : std::string_view()));
  if (differs(numbers.score, numbers.as_planned))
    add(list, "as planned", score_text(shown_of(numbers.as_planned), scale));
  if (numbers.gap && !is_settled(numbers.status)) add(list, "gap", fixed(*numbers.gap, 2));
  add(list, "status", standing_text(numbers.status, numbers.verdict));
  if (numbers.cannot_end_met && numbers.status != PaceStatus::ended)
    add(list, "promise", std::string("cannot end MET any more"));
  return list;
}

void add_key_results(Document& document, const ObjectiveNumbers& numbers, int scale) {
  if (numbers.key_results.empty()) return;
  Table table;
  table.columns = {{.name = "id", .heading = "KEY RESULT"},
                   title_column(),
                   {.name = "now", .heading = "NOW", .min_width = 12},
                   {.name = "weight", .heading = "WEIGHT", .align = Align::right, .drop = 1},
                   {.name = "progress", .heading = "DONE", .align = Align::right},
                   {.name = "score", .heading = "SCORE", .align = Align::right},
                   {.name = "status", .heading = "STATUS"}};
  for (const KeyResultNumbers& kr : numbers.key_results)
    table.add_record(to_string(kr.id),
                     {Cell(kr.id.name, Style::id), title_of(kr), now_cell(kr), shortest(kr.weight),
                      percent_text(kr.progress), kr.score && is_scored(numbers, kr) ? score_text(kr.shown, scale) : "-",
                      standing_text(kr.status(), kr.verdict)});
  document.add(Space{}).add(std::move(table));
}

// --- links -----------------------------------------------------------------------------------------------------------

void add_links(Document& document, const Detail& detail) {
  KeyValues list;
  for (const Link& link : detail.links) {
    Text text(link.name.full_id, Style::id);
    if (!link.name.title.empty()) text += "  " + link.name.title;
    if (link.status) text += Text("  ") + standing_text(*link.status, link.verdict);
    if (link.rag) text += Text("  ") + Text(word(*link.rag), style_of(*link.rag));
    list.items.push_back({Text(word(link.bond)), std::move(text)});
  }
  add_section(document, "LINKS", std::move(list));
}

constexpr int rows_of_plot = 8;

void add_plot(Document& document, const Detail& detail) {
  if (!detail.plot) return;
  document.add(Space{}).add(Heading{.text = "CHART"});
  document.add(chart_of(*detail.plot, rows_of_plot));
  if (detail.not_plotted > 0)
    document.add(Paragraph{.text = Text(fmt::format("{} values before", detail.not_plotted), Style::dim) +
                                   command_text("okr plot " + detail.id())});
}

/// What the signs and words mean of what is shown, for pages.
void add_detail_legend(Document& document, const Detail& detail) {
  const Scoring& scoring = detail.workspace->settings.scoring;
  if (detail.found.kpi) return add_legend(document, {Sign::kpi}, scoring);
  if (detail.key_result)
    return add_legend(document, {Sign::status, Sign::score, Sign::planned, Sign::confidence, Sign::ends}, scoring);
  add_legend(document, {Sign::status, Sign::score, Sign::planned, Sign::kinds}, scoring);
}

Text id_and_title(const Detail& detail) {
  const std::string& title = reports::title_of(detail.found);
  return Text(detail.id() + (title.empty() ? "" : "  " + title));
}

// `okr show CYCLE`: its days, its scores, its objectives and its check-ins.

void add_checkins(Document& document, const Detail& detail, std::size_t most) {
  if (detail.checkins.empty()) return;
  Table table;
  table.columns = {{.name = "date", .heading = "CHECK-IN"},
                   {.name = "by", .heading = "BY"},
                   {.name = "about", .heading = "ABOUT", .align = Align::right},
                   {.name = "note", .heading = "NOTE", .min_width = 10, .shrink = 1}};
  const std::size_t count = std::min(most, detail.checkins.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Checkin& checkin = *detail.checkins[i];
    table.add_record(to_string(checkin.date),
                     {to_string(checkin.date), checkin.by.empty() ? checkin.source : checkin.by,
                      fmt::format("{}", checkin.about.size()),
                      on_terminal(first_line(checkin.note)) + on_page(Text(trim(checkin.note)))});
  }
  document.add(Space{}).add(std::move(table));
  if (count < detail.checkins.size())
    document.add(Paragraph{
        .text = Text(fmt::format("{} more", detail.checkins.size() - count), Style::dim) +
                command_text("okr log" + cycle_argument(*detail.workspace, *detail.found.cycle, detail.as_of))});
}

/// "400 users", "from 40 to 10 ms", "at most 58 bpm"; empty for kinds whose title says it all.
std::string spoken_goal(const KeyResultNumbers& numbers) {
  const auto& anchors = numbers.standing.anchors;
  if (numbers.kind() == Kind::hold) return goal_text(numbers);
  if (!anchors) return {};
  const std::string target = with_unit(anchors->target, numbers.kind() == Kind::percent ? "%" : numbers.unit);
  return anchors->baseline == 0 && anchors->target > 0
             ? target
             : fmt::format("from {} to {}", display_value(anchors->baseline), target);
}

}  // namespace

Document detail_document(const Detail& detail, const DetailOptions& options) {
  Document document;
  document.add(Heading{.level = 1, .text = id_and_title(detail), .right = day_text(detail.as_of)});
  add_unread(document, *detail.workspace, detail.found);
  if (detail.found.kpi) {
    add_kpi(document, detail);
  } else if (detail.key_result) {
    document.add(definition_of_key_result(detail));
    add_section(document, "WHERE IT STANDS", standing_of_key_result(detail));
  } else if (detail.objective) {
    document.add(definition_of_objective(detail));
    add_section(document, "WHERE IT STANDS", standing_of_objective(detail));
    add_key_results(document, *detail.objective, detail.workspace->settings.scoring.scale);
  } else {
    add_cycle(document, detail, options.most);
  }
  add_plot(document, detail);
  add_history(document, detail, options);
  add_links(document, detail);
  document.add(Space{});
  add_chance_legend(document, detail);
  document.add(Paragraph{.text = on_terminal(Text(
                             fmt::format("How each number came about: okr show {} --why", detail.id()), Style::dim))});
  add_detail_legend(document, detail);
  return document;
}

std::string sentence_of(const Detail& detail) {
  if (!detail.objective) return {};
  std::vector<std::string> measures;
  for (const KeyResultNumbers& kr : detail.objective->key_results)
    if (kr.key_result && counts(kr.state) && (!detail.key_result || detail.key_result == &kr))
      measures.push_back(measure_text(kr));
  std::string text = "I will " + in_a_sentence(detail.found.objective->title);
  if (!measures.empty()) text += ", as measured by " + listed(measures);
  return text + ".";
}

Document sentence_document(const Detail& detail) { return Document().add(Paragraph{.text = sentence_of(detail)}); }

void add_cycle(Document& document, const Detail& detail, std::size_t most) {
  const CycleNumbers& numbers = *detail.cycle;
  const Cycle& cycle = *numbers.cycle;
  const int scale = detail.workspace->settings.scoring.scale;
  KeyValues list;
  add(list, "dates",
      cycle.dated ? fmt::format("{}, {}, {}", to_string(cycle.period), counted(numbers.days, "day"),
                                counted(numbers.weeks, "week"))
                  : std::string("no days are said"));
  if (!cycle.incomplete) add(list, "state", std::string(word(state_on(cycle, numbers.as_of))));
  add(list, "above it", cycle.parent.text);
  add(list, "cadence", to_string(cadence_of(detail.workspace->settings, cycle)));
  if (const int grace = grace_days_of(detail.workspace->settings, cycle); grace > 0)
    add(list, "grace", counted(grace, "day"));
  add(list, "elapsed",
      numbers.day > 0 ? fmt::format("day {}, week {}, {}", numbers.day, numbers.week, percent_text(numbers.elapsed))
                      : std::string("not yet"));
  const bool is_drafted = is_draft(cycle);
  add(list, "score", score_or_why_none(numbers, scale, is_drafted ? word(PaceStatus::draft) : std::string_view()));
  if (differs(numbers.score, numbers.as_planned))
    add(list, "as planned", score_text(shown_of(numbers.as_planned), scale));
  if (numbers.aspirational) add(list, "aspirational", score_text(shown_of(numbers.aspirational), scale));
  if (numbers.committed_count > 0)
    add(list, "committed", fmt::format("{} of {} met", numbers.committed_met, numbers.committed_count));
  document.add(std::move(list));
  Table table;
  table.columns = {{.name = "id", .heading = "OBJECTIVE"},
                   {.name = "title", .heading = "", .min_width = 12, .shrink = 1},
                   {.name = "type", .heading = "TYPE"},
                   {.name = "score", .heading = "SCORE", .align = Align::right},
                   {.name = "status", .heading = "STATUS"}};
  for (const ObjectiveNumbers& objective : numbers.objectives)
    table.add_record(objective.id.text,
                     {Cell(objective.id.text, Style::id), title_of(objective), word(objective.type),
                      score_or_none(objective.score, scale), standing_text(objective.status, objective.verdict)});
  document.add(Space{}).add(std::move(table));
  add_checkins(document, detail, most);
}

void add(KeyValues& list, const char* key, Text value) {
  if (!value.empty()) list.add(key, std::move(value));
}

std::optional<double> number_of(const HistoryItem& item) {
  if (item.entry && !std::holds_alternative<double>(item.entry->value)) return std::nullopt;
  return item.amount ? item.amount : item.value;
}

std::string value_text(const HistoryItem& item) {
  if (const auto number = number_of(item)) return display_value(*number);
  return item.entry ? entry_text(item.entry->value) : std::string();
}

std::string ago_text(int days, int away) {
  if (days == 0) return "today";
  return counted(days, "day") + (away > 0 ? fmt::format(" ago, {} of them away", away) : std::string(" ago"));
}

std::string measure_text(const KeyResultNumbers& numbers) {
  const std::string title = in_a_sentence(numbers.key_result->title);
  const std::string goal = spoken_goal(numbers);
  return std::ranges::any_of(title, is_digit) || goal.empty() ? title : fmt::format("{} ({})", title, goal);
}

}  // namespace okr::reports
