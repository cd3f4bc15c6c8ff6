// SPDX-License-Identifier: MIT
// LOOK HERE in words: what needs a person first, each with its reason. Boards, reviews and pages show the same lines.
#include <fmt/core.h>
#include <algorithm>
#include <span>
#include <vector>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/pages.hpp"
#include "reports/status/board.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

constexpr std::size_t most_lost = 3;  // named behind the first

/// True where its line says where it will end: not of one reading alone, nor of readings that are old.
bool tells_end(const Attention& attention) {
  return attention.rates && attention.forecast && !attention.forecast->early && !attention.forecast->stale;
}

/// "19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %", "19.5 a week so far, 42.8 needed; no value for 17
/// days"
std::string pace_text(const Attention& attention) {
  const KeyResultNumbers& kr = *attention.key_result;
  const std::string text = rates_text(*attention.rates, kr.unit == "%");
  if (tells_end(attention)) return fmt::format("{}; {}", text, end_text(*attention.forecast, kr));
  if (!attention.forecast || !attention.forecast->stale) return text;
  return fmt::format("{}; no value for {}", text, age_words(kr.recency.value_age, kr.recency.value_away));
}

/// "week" where the periods are weeks, ...
std::string_view period_noun(const HoldTally& tally) {
  return !tally.unit || *tally.unit == PeriodUnit::half ? "period" : to_string(*tally.unit);
}

/// "above 58", "not over 7", "outside 15..30": beyond the bounds, with as many decimals as tell them from the value.
std::string miss_text(const Bounds& bounds, bool strict, std::optional<double> value) {
  const double first = bounds.min.value_or(bounds.max.value_or(0));
  const auto texts = display_together({first, bounds.max.value_or(first), value.value_or(first)});
  if (bounds.min && bounds.max)
    return fmt::format("{} {}", strict ? "not" : "outside", range_text(texts[0], texts[1], strict));
  if (bounds.max) return fmt::format("{} {}", strict ? "not under" : "above", texts[1]);
  return fmt::format("{} {}", strict ? "not over" : "below", texts[0]);
}

/// The same of all periods that were missed: a bound that was moved meanwhile is no one number (method.md 0.27).
std::string misses_of_all(const KeyResultNumbers& kr) {
  const Definition& definition = kr.standing.definition;
  if (has_moved_bounds(kr)) return "beyond the bound of its time";
  return miss_text({definition.min, definition.max}, definition.strict, {});
}

/// "above 58 in 4 of 7 weeks": of the periods that its row counts, the running one too where it is judged.
std::string misses_text(const KeyResultNumbers& kr) {
  const HoldTally& tally = *kr.standing.hold;
  const bool unreported = std::ranges::any_of(tally.periods, [](const HoldPeriod& period) {
    return period.over && !period.value && period.holding != Holding::ahead;
  });
  return fmt::format("{}{} in {} of {}", misses_of_all(kr), unreported ? " or not reported" : "", tally.missed,
                     counted(tally.due(), period_noun(tally)));
}

/// What an aligned objective makes impossible, and why; its own board says the rest.
std::string how_lost(const ChildNumbers& child) {
  if (child.ended) return " ended missed";
  if (child.part.state == State::done) return " is done, and was not reached";
  const bool is_committed = child.objective && child.objective->type() == ObjectiveType::committed;
  return is_committed ? " cannot end MET" : " cannot be reached any more";
}

/// A part that takes its objective with it, and what happened to it: " was above 58 in 4 of 7 weeks", " is done, at 60
/// %", " ended missed".
struct Loss {
  Text name;
  std::string how;
};

Loss loss_of(const KeyResultNumbers& kr) {
  const std::string how =
      kr.state == State::done
          ? " is done, " + (kr.progress ? "at " + percent_text(kr.progress->value()) : std::string("without a reading"))
          : fmt::format(" was {}", misses_text(kr));
  return {Text(kr.id.name) + title_behind(title_of(kr)), how};
}

std::vector<Loss> losses_of(const Attention& attention) {
  std::vector<Loss> losses;
  for (const KeyResultNumbers* kr : attention.lost) losses.push_back(loss_of(*kr));
  for (const ChildNumbers& child : attention.objective->children)
    if (child.part.lost && counts(child.part.state) && child.part.weight > 0)
      losses.push_back({Text(child.part.name) + title_behind(child.objective ? child.objective->title : std::string()),
                        how_lost(child)});
  return losses;
}

/// "cannot end MET: rest-hr was above 58 in 4 of 7 weeks", "... users is done, at 60 %; lost too: startup, release and
/// 2 more"
Text missed_text(const Attention& attention) {
  const Text lost("cannot end MET");
  if (attention.objective->state == State::done) return lost + Text(": it is done, and was not reached");
  const std::vector<Loss> losses = losses_of(attention);
  if (losses.empty()) return lost;
  const Text text = lost + Text(": ") + losses.front().name + Text(losses.front().how);
  std::vector<Text> others;
  for (const Loss& loss : std::span(losses).subspan(1)) others.push_back(loss.name);
  return others.empty() ? text : text + Text("; lost too: ") + listed_names(others, most_lost);
}

/// What the value was measured against, where it was none that moves along a pace.
std::string bound_reason(const KeyResultNumbers& kr) {
  if (kr.pace.misses && kr.pace.misses->lost()) return misses_text(kr);
  const HoldPeriod* last = kr.pace.misses ? kr.standing.hold->last_due() : nullptr;
  if (last && !last->value) return "the last period was not reported";
  const Definition& definition = kr.standing.definition;
  const Bounds bounds = last ? last->bounds : Bounds{definition.min, definition.max};
  const auto value = last ? last->value : kr.recency.last ? std::optional(kr.recency.last->value) : std::nullopt;
  if (!value) return "- is " + miss_text(bounds, definition.strict, {});
  const double first = bounds.min.value_or(bounds.max.value_or(*value));
  const auto shown = display_together({*value, first, bounds.max.value_or(first)}).front();
  std::string text = fmt::format("{} is {}", shown, miss_text(bounds, definition.strict, value));
  if (last && kr.value() != value)  // the row has that of a later one
    text += fmt::format(" in the {} to {}", period_noun(*kr.standing.hold), short_date(last->period.last, kr.as_of));
  return text;
}

/// Why it is at risk: "overdue 3 days", "above 58 in 4 of 7 weeks", "20 %, should be 45 %", "stated 3/10".
std::string risk_reason(const Attention& attention) {
  const KeyResultNumbers& kr = *attention.key_result;
  if (kr.pace.overdue_days > 0) return "overdue " + counted(kr.pace.overdue_days, "day");
  if (attention.rates) return pace_text(attention);
  if (kr.key_result && kr.standing.definition.kind == Kind::hold) return bound_reason(kr);
  if (kr.pace.expected && kr.progress)
    return fmt::format("{}, should be {}", percent_text(kr.progress->value()), percent_text(kr.pace.expected->value()));
  if (kr.key_result && !is_paced(kr.standing.definition.kind) && kr.confidence)
    return fmt::format("stated {}/10", kr.confidence->value);
  return now_text(kr);
}

/// "blocked for 7 days: moved to September"; where no record is named, that stands in front: "for 7 days: legal
/// review".
std::string blocked_text(const Attention& attention) {
  const std::string since = attention.age == 0 ? "since today" : "for " + counted(attention.age, "day");
  return fmt::format("{}{}: {}", attention.obstacle->id.empty() ? "" : "blocked ", since, attention.obstacle->text);
}

Text concern_text(const Attention& attention) {
  const KeyResultNumbers* kr = attention.key_result;
  switch (attention.concern) {
    case Concern::cannot_end_met: return missed_text(attention);
    case Concern::blocked: return blocked_text(attention);
    case Concern::at_risk: return "at risk: " + risk_reason(attention);
    case Concern::no_miss_left: return fmt::format("{}: one more is one too many", budget_text(*kr));
    case Concern::too_slow: return pace_text(attention);
    case Concern::too_sure:
      return fmt::format("stated {}/10, but at risk: {}", kr->confidence->value, risk_reason(attention));
    case Concern::too_doubtful: return fmt::format("stated {}/10, but ahead of its pace", kr->confidence->value);
    case Concern::no_data:
      if (kr->recency.last) return "its KPI has readings, and no whole period that is over has a value";
      return "no reading in " + age_words(kr->recency.value_age, kr->recency.value_away);
    case Concern::stale: return "stale: no value in " + age_words(kr->recency.value_age, kr->recency.value_away);
    case Concern::kpi_red: return "red; no objective works on it";
    case Concern::kpi_signal: return "beyond its natural limit; no objective works on it";
  }
  return {};
}

/// "6.1 h, under its natural limit 6.5; no objective works on it"
std::string kpi_concern_text(const KpiNumbers& numbers) {
  const std::string value = numbers.value() ? value_with_unit(numbers) : "no value";
  const bool is_trending = numbers.signal == SignalMeaning::trending && numbers.status != Rag::red;
  const bool is_concern = numbers.signal == SignalMeaning::concern && numbers.xmr.points.back().signal.outside;
  if (is_trending || is_concern)
    return fmt::format("{}, {}; no objective works on it", charted_text(numbers), broken_rule_text(numbers));
  return fmt::format("{}, red; no objective works on it", value);
}

/// "P(400): the chance of reaching 400", where a line says so.
std::string legend_of_chances(const Board& board) {
  const auto it = std::ranges::find_if(board.look_here, tells_end);
  if (it == board.look_here.end()) return {};
  return chance_legend(display_value(it->key_result->standing.anchors->target));
}

}  // namespace

KeyValue attention_line(const Attention& attention) {
  if (attention.kpi)
    return {named_key(attention.kpi->kpi->id.text, attention.kpi->kpi->title), Text(kpi_concern_text(*attention.kpi))};
  if (attention.obstacle) {
    const std::string& id = attention.obstacle->id;
    const Found& about = attention.obstacle->about;
    if (id.empty()) return {Text("blocked"), concern_text(attention)};
    const bool is_known = about.kpi || about.cycle;
    return {named_key(id, is_known ? title_of(about) : std::string()), concern_text(attention)};
  }
  const bool of_objective = attention.concern == Concern::cannot_end_met;
  Text key = of_objective ? named_key(attention.objective->id.text, title_of(*attention.objective))
                          : named_key(to_string(attention.key_result->id), title_of(*attention.key_result));
  return {std::move(key), concern_text(attention)};
}

void add_look_here(Document& document, const Board& board) {
  if (board.look_here.empty() && board.no_reading_yet == 0) return;
  document.add(
      Heading{.text = "LOOK HERE", .right = on_terminal(Text(legend_of_chances(board), Style::dim)), .alert = true});
  KeyValues lines;
  for (const Attention& attention : board.look_here) lines.items.push_back(attention_line(attention));
  if (!lines.items.empty()) document.add(std::move(lines));
  const auto add_line = [&](Text text) { document.add(Paragraph{.text = std::move(text), .indent = 2}); };
  if (board.no_reading_yet > 0) add_line(fmt::format("no data yet: {} key results", board.no_reading_yet));
  if (board.look_here_more > 0)
    add_line(Text(fmt::format("and {} more", board.look_here_more)) + on_terminal(": " + board.more_command));
  document.add(Space{});
}

Text obstacle_words(const Obstacle& obstacle) {
  const bool is_known = obstacle.about.kpi || obstacle.about.cycle;
  if (obstacle.id.empty() || !is_known) return obstacle_text(obstacle);
  return named(obstacle.id, title_of(obstacle.about)) + Text(": " + obstacle.text);
}

std::string obstacle_text(const Obstacle& obstacle) {
  return obstacle.id.empty() ? obstacle.text : obstacle.id + ": " + obstacle.text;
}

// --- what is n/a -----------------------------------------------------------------------------------------------------

namespace {

constexpr std::size_t most_broken = 5;

/// "ship.users (Weekly active users): its file has an error, 2026-Q3/growth.toml"
Text broken_text(const Board& board, const KeyResultNumbers& kr, Absence why) {
  Text text = named(to_string(kr.id), title_of(kr)) + Text(fmt::format(": {}", word(why)));
  const bool is_placed = kr.key_result && kr.key_result->place.known();
  return is_placed ? text + Text(", " + board.workspace->files[kr.key_result->place.file]) : text;
}

std::vector<Text> broken_texts(const Board& board) {
  std::vector<Text> broken;
  for (const ObjectiveNumbers& objective : board.numbers.objectives) {
    const std::size_t before = broken.size();
    for (const KeyResultNumbers& kr : objective.key_results) {
      const Absence why = is_fault(kr.progress.absence) ? kr.progress.absence : kr.score.absence;
      if (is_fault(why)) broken.push_back(broken_text(board, kr, why));
    }
    if (is_fault(objective.score.absence) && broken.size() == before)
      broken.push_back(named(objective.id.text, title_of(objective)) +
                       Text(fmt::format(": {}", word(objective.score.absence))));
  }
  return broken;
}

}  // namespace

void add_broken(Document& document, const Board& board) {
  const std::vector<Text> broken = broken_texts(board);
  if (broken.empty()) return;
  Text text("n/a here, with all that counts it: ");
  for (std::size_t i = 0; i < std::min(broken.size(), most_broken); ++i) text += Text(i > 0 ? "; " : "") + broken[i];
  if (broken.size() > most_broken) text += Text(fmt::format("; and {} more", broken.size() - most_broken));
  document.add(Note{.text = on_page(std::move(text)), .style = Style::bad});
}

}  // namespace okr::reports
