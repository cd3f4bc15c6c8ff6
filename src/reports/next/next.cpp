// SPDX-License-Identifier: MIT
#include "reports/next/next.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "reports/cycle_words.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/pages.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

std::vector<NextItem> items_of(const Workspace& workspace, const CycleNumbers& numbers, Date as_of) {
  std::vector<NextItem> items;
  if (numbers.ended || is_draft(*numbers.cycle)) return items;
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    if (objective.state != State::active || !objective.objective) continue;
    for (const KeyResultNumbers& kr : objective.key_results) {
      if (kr.state != State::active || !kr.key_result) continue;
      const Subject subject{workspace, *numbers.cycle, *objective.objective, *kr.key_result};
      items.push_back({&objective, next_move_of(subject, kr, as_of), forecast_of(subject, kr, as_of)});
    }
  }
  std::ranges::stable_sort(items, [](const NextItem& a, const NextItem& b) { return is_less_safe(a.move, b.move); });
  return items;
}

// --- in words --------------------------------------------------------------------------------------------------------

bool is_whole(double value) { return std::round(value) == value; }

/// "12 users"; a difference of percentages is in points. Of what counts its readings "3 readings", "3 more readings".
std::string difference_text(double amount, const NextMove& move, std::string_view more = "") {
  const KeyResultNumbers& numbers = *move.numbers;
  const std::string text = display_computed(amount);
  if (move.counts_readings) return fmt::format("{}{} {}", text, more, amount == 1 ? "reading" : "readings");
  if (numbers.unit.empty()) return text;
  return numbers.unit == "%" ? points_text(text) : with_unit(text, numbers.unit);
}

/// Rounded towards the target where everything about it is whole, since nobody finds a third of a user.
double in_whole_ones(const NextMove& move, double value) {
  const auto& anchors = move.numbers->standing.anchors;
  const bool counts_whole = anchors && is_whole(anchors->baseline) && is_whole(anchors->target) &&
                            is_whole(move.numbers->value().value_or(anchors->baseline));
  if (!counts_whole || std::abs(value) >= 1e15) return value;
  return anchors->rises() ? std::ceil(value - 1e-9) : std::floor(value + 1e-9);
}

bool is_strict_hold(const NextMove& move) {
  const Definition& definition = move.numbers->standing.definition;
  return definition.kind == Kind::hold && definition.strict;
}

/// "+35 users", "more than 10" over a bound that is itself a miss
std::string amount_text(const NextMove& move) {
  const double amount = in_whole_ones(move, *move.amount);
  if (is_strict_hold(move))
    return (move.value == move.numbers->standing.definition.max ? "less than " : "more than ") +
           difference_text(amount, move);
  const std::string text = difference_text(amount, move, amount > 0 ? " more" : "");
  return amount > 0 && !move.counts_readings ? "+" + text : text;
}

/// "400 EUR", what may still come; "less than 1 left" under a bound that is itself a miss, "at most 14" beside what has
/// to.
std::string room_text(const NextMove& move, bool beside) {
  const std::string amount = difference_text(*move.room, move);
  if (is_strict_hold(move)) return "less than " + amount + (beside ? "" : " left");
  return beside ? "at most " + amount : amount + " left";
}

std::string misses_text(const NextMove& move) {
  const MissBudget& misses = *move.numbers->pace.misses;
  if (misses.allowed == 0 && !move.numbers->pace.lost) return "none may be missed";
  return fmt::format("{} left, {} used", counted(*move.misses_left, "miss", "misses"), misses.used);
}

/// "400 EUR left until Wed 30 Sep", "kept so far, until Wed 30 Sep", "missed so far, ..."; where the last value counts,
/// what it has to be: "missed so far: at most 58 bpm by Wed 30 Sep".
std::string running_text(const NextMove& move) {
  const KeyResultNumbers& numbers = *move.numbers;
  const std::string last = day_text(move.running->last, numbers.as_of), until = "until " + last;
  const bool last_counts = aggregate_of_hold(*numbers.key_result, numbers.standing) == Aggregate::last;
  if (move.misses_now && last_counts) return fmt::format("missed so far: {} by {}", goal_text(numbers), last);
  if (!move.room && move.running_is_empty) return "nothing has to come " + until;
  if (!move.room) return (move.misses_now ? "missed so far, " : "kept so far, ") + until;
  return room_text(move, false) + " " + until;
}

std::string hold_text(const NextMove& move) {
  const KeyResultNumbers& numbers = *move.numbers;
  if (!move.misses_left) return goal_text(numbers) + ", judged by its latest value";
  if (numbers.pace.cannot_end_met) return misses_text(move) + ": cannot end MET";
  if (numbers.pace.lost) return misses_text(move) + ": missed too often";
  if (move.running && (move.room || move.misses_now)) return running_text(move) + "; " + misses_text(move);
  if (!move.by) return (move.running ? running_text(move) : "nothing is left to come") + "; " + misses_text(move);
  return fmt::format("{} by {}{}; {}", move.amount ? amount_text(move) : "a value",
                     day_text(*move.by, move.numbers->as_of), move.room ? ", " + room_text(move, true) : "",
                     misses_text(move));
}

bool is_overdue(const NextMove& move) { return move.numbers->window.last < move.numbers->as_of; }

/// "was due 31 Aug, 28 days ago"
std::string overdue_text(Date due, Date as_of) {
  return fmt::format("was due {}, {} ago", short_date(due, as_of), counted(days_between(due, as_of), "day"));
}

/// The same of its own last day.
std::string overdue_text(const KeyResultNumbers& numbers) { return overdue_text(numbers.window.last, numbers.as_of); }

/// "by Mon 24 Aug", "was due 31 Aug, 28 days ago"
std::string when_text(const NextMove& move) {
  return is_overdue(move) ? overdue_text(*move.numbers) : "by " + day_text(*move.by, move.numbers->as_of);
}

std::string step_text(const NextMove& move, Date as_of) {
  const Step& step = *move.step;
  if (!step.due || is_overdue(move)) return fmt::format("\"{}\" {}", step.title, when_text(move));
  const bool is_late = *step.due < as_of;
  return fmt::format("\"{}\" {}", step.title,
                     is_late ? overdue_text(*step.due, as_of) : "by " + short_date(*step.due, as_of));
}

/// done, graded, measure, and what was not reached by then: its own last day.
std::string due_text(const NextMove& move) {
  return is_overdue(move) ? overdue_text(*move.numbers)
                          : "due " + short_date(move.numbers->window.last, move.numbers->as_of);
}

bool is_slow(PaceStatus status) { return status == PaceStatus::behind || status == PaceStatus::at_risk; }

/// "37 ms"
std::string level_text(const NextMove& move) {
  return with_unit(display_computed(in_whole_ones(move, *move.value)), move.numbers->unit);
}

/// "a mean of 7.2 h", "a best of 12 km", "a total of 30" that has to fall: what no amount brings about.
std::string value_text(const NextMove& move) {
  const Take take = move.numbers->key_result->take;
  const double value = take == Take::best ? in_whole_ones(move, *move.value) : *move.value;
  return fmt::format("a {} of {}", take == Take::last ? "total" : word(take),
                     with_unit(display_computed(value), move.numbers->unit));
}

/// "+35 users by Mon 24 Aug", "+35 users was due 31 Aug, 28 days ago", "on pace until Tue 29 Dec"
std::string amount_by_day(const NextMove& move) {
  const bool is_on_pace = move.numbers->standing.anchors && !move.value && !is_overdue(move);
  if (is_on_pace) return "on pace until " + day_text(*move.by, move.numbers->as_of);
  const bool is_enough = move.amount && *move.amount == 0;
  const std::string what = is_enough ? "nothing more"
                           : move.amount && *move.amount < 0
                               ? "down to " + level_text(move)  // "-3" is typed as a value
                           : move.amount ? amount_text(move)
                           : move.value  ? value_text(move)
                                         : "a value";
  return what + " " + when_text(move);
}

std::string paced_text(const NextItem& item) {
  const PaceStatus status = item.move.numbers->status();
  if (!is_slow(status)) return amount_by_day(item.move);
  if (is_overdue(item.move)) return fmt::format("{}: {}", word(status), amount_by_day(item.move));
  std::string text = fmt::format("{}: {} to be on pace", word(status), amount_by_day(item.move));
  if (item.forecast.rates) text += fmt::format("; {} a week to arrive", rate_texts(*item.forecast.rates).needed);
  return text;
}

/// What is reached and cannot fall back is asked for no more (method.md 0, 19): nothing about it has to be kept.
bool cannot_fall_back(const KeyResultNumbers& numbers) {
  return numbers.status() == PaceStatus::achieved && numbers.recency.freshness == Freshness::not_asked;
}

/// What says it all, where it does not go by pace; empty where it does.
std::string text_beside_pace(const NextMove& move, Date as_of) {
  const KeyResultNumbers& numbers = *move.numbers;
  if (is_fault(numbers.progress.absence)) return "n/a: its numbers are in error";
  if (as_of < numbers.window.first) return "starts " + short_date(numbers.window.first, as_of);
  if (numbers.standing.definition.kind == Kind::hold) return hold_text(move);
  if (!move.by && cannot_fall_back(numbers)) return "reached";
  if (!move.by) return move.safe_to_end ? "safe until the end" : "reached so far";
  if (move.step) return step_text(move, as_of);
  if (numbers.standing.kept) return goal_text(numbers) + " " + when_text(move);
  return move.safe_days || move.value ? std::string() : due_text(move);
}

// --- the page --------------------------------------------------------------------------------------------------------

std::string nothing_text(const NextMoves& moves) {
  if (moves.numbers.ended) return fmt::format("{} is over: nothing is open.", moves.numbers.cycle->id.text);
  if (is_draft(*moves.numbers.cycle))
    return fmt::format("{} is a draft: nothing runs yet.", moves.numbers.cycle->id.text);
  return moves.filtered ? "Nothing of it runs." : "No key result runs.";
}

Style style_of(const NextMove& move) {
  if (move.numbers->pace.lost) return Style::bad;
  return is_slow(move.numbers->status()) ? Style::warn : Style::normal;
}

}  // namespace

std::unique_ptr<const NextMoves> next_moves_of(const Workspace& workspace, const Cycle& cycle,
                                               const CycleFilter& filter, std::optional<int> limit, Date as_of) {
  auto moves = std::make_unique<NextMoves>();
  moves->workspace = &workspace;
  moves->numbers = numbers_of(workspace, cycle, as_of);
  moves->filtered = !is_everything(filter);
  if (moves->filtered) narrow(filter, workspace.settings, moves->numbers);
  moves->items = items_of(workspace, moves->numbers, as_of);
  const std::size_t most = limit ? static_cast<std::size_t>(*limit) : moves->items.size();
  if (moves->items.size() > most) {
    moves->more = moves->items.size() - most;
    moves->items.resize(most);
  }
  return moves;
}

std::string next_text(const NextItem& item, Date as_of) {
  const std::string text = text_beside_pace(item.move, as_of);
  return text.empty() ? paced_text(item) : text;
}

std::string first_move_text(const NextMoves& moves) {
  const auto first = std::ranges::find_if(moves.items, [](const NextItem& item) { return item.move.by.has_value(); });
  if (first == moves.items.end()) return {};
  const std::string text = text_beside_pace(first->move, moves.numbers.as_of);
  return to_string(first->move.numbers->id) + " " + (text.empty() ? amount_by_day(first->move) : text);
}

Document document_of(const NextMoves& moves) {
  Document document;
  add_report_heading(document, *moves.numbers.cycle, day_text(moves.numbers.as_of));
  if (moves.items.empty() && !moves.numbers.cycle->incomplete)
    document.add(Paragraph{.text = Text(nothing_text(moves))});
  KeyValues lines{.items = {}, .indent = 0, .gap = 2};
  for (const NextItem& item : moves.items)
    lines.items.push_back({named_key(to_string(item.move.numbers->id), title_of(*item.move.numbers)),
                           Text(next_text(item, moves.numbers.as_of), style_of(item.move))});
  if (!lines.items.empty()) document.add(std::move(lines));
  if (moves.more > 0) document.add(Paragraph{.text = Text(fmt::format("and {} more", moves.more), Style::dim)});
  if (!moves.items.empty()) add_legend(document, {Sign::next, Sign::status}, moves.workspace->settings.scoring);
  return document;
}

}  // namespace okr::reports
