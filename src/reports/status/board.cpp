// SPDX-License-Identifier: MIT
#include "reports/status/board.hpp"

#include <algorithm>
#include <utility>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/staleness.hpp"
#include "okr/model/formula.hpp"

namespace okr::reports {
namespace {

constexpr double much_faster = 1.5;  // a key result that has to speed up by half will not do so unnoticed

// --- order -----------------------------------------------------------------------------------------------------------

void sort_by_risk(CycleNumbers& numbers) {
  const auto riskier = [](const auto& a, const auto& b) { return a.status < b.status; };
  std::ranges::stable_sort(numbers.objectives, riskier);
  for (ObjectiveNumbers& objective : numbers.objectives)
    std::ranges::stable_sort(objective.key_results, [](const KeyResultNumbers& a, const KeyResultNumbers& b) {
      return std::pair(a.status(), -a.pace.gap.value_or(0)) < std::pair(b.status(), -b.pace.gap.value_or(0));
    });
}

// --- LOOK HERE -------------------------------------------------------------------------------------------------------

bool has_to_hurry(const std::optional<Rates>& rates, PaceStatus status) {
  if (!rates || status == PaceStatus::ahead || status == PaceStatus::on_track) return false;
  const auto factor = rates->factor();
  return !factor || *factor >= much_faster;
}

/// The one most pressing concern of a key result.
std::optional<Concern> concern_of(const KeyResultNumbers& kr, const std::optional<Rates>& rates) {
  if (kr.status() == PaceStatus::at_risk && kr.contradiction == Contradiction::none) return Concern::at_risk;
  if (kr.contradiction == Contradiction::too_sure && !kr.confidence->explained) return Concern::too_sure;
  if (kr.contradiction == Contradiction::too_doubtful && !kr.confidence->explained) return Concern::too_doubtful;
  if (kr.status() == PaceStatus::at_risk) return Concern::at_risk;
  if (kr.status() == PaceStatus::no_data) return Concern::no_data;
  if (kr.status() == PaceStatus::behind && kr.pace.misses && kr.pace.misses->is_empty()) return Concern::no_miss_left;
  if (kr.status() == PaceStatus::behind && has_to_hurry(rates, kr.status())) return Concern::too_slow;
  if (kr.recency.freshness == Freshness::stale) return Concern::stale;
  return std::nullopt;
}

bool is_lost_for_all(const KeyResultNumbers& kr) { return kr.pace.cannot_end_met && kr.weight > 0; }

std::vector<KeyResultNumbers> lost_ones(const CycleNumbers& numbers) {
  std::vector<KeyResultNumbers> lost;
  for (const ObjectiveNumbers& objective : numbers.objectives)
    std::ranges::copy_if(objective.key_results, std::back_inserter(lost), is_lost_for_all);
  return lost;
}

/// The ones that a filter left out too: the objective is lost with each of them.
std::vector<const KeyResultNumbers*> lost_parts_of(const Board& board, const ObjectiveNumbers& objective) {
  std::vector<const KeyResultNumbers*> lost;
  for (const KeyResultNumbers& kr : board.lost)
    if (kr.id.objective == objective.id) lost.push_back(&kr);
  return lost;
}

void add_concerns(const Board& board, const ObjectiveNumbers& objective, std::vector<Attention>& look_here) {
  const bool is_active = objective.state == State::active;
  if (!is_active && !objective.cannot_end_met) return;
  const auto lost = lost_parts_of(board, objective);
  bool is_said = false;
  const auto say_lost = [&] {
    if (std::exchange(is_said, true)) return;
    look_here.push_back({.concern = Concern::cannot_end_met, .objective = &objective, .rates = {}});
    look_here.back().lost = lost;
  };
  const auto is_shown = [&](const KeyResultNumbers* kr) {
    return contains(objective.key_results, kr->id, &KeyResultNumbers::id);
  };
  if (!is_active || !std::ranges::all_of(lost, is_shown)) say_lost();
  if (!is_active) return;
  for (const KeyResultNumbers& kr : objective.key_results) {
    if (is_lost_for_all(kr)) say_lost();
    if (is_lost_for_all(kr) || kr.state != State::active) continue;
    const KeyResultForecast* ahead = find(board.forecast, objective, kr);
    const auto rates = ahead ? ahead->rates : std::nullopt;
    const Forecast* forecast = ahead && ahead->forecast ? &*ahead->forecast : nullptr;
    if (const auto concern = concern_of(kr, rates))
      look_here.push_back({*concern, &objective, &kr, nullptr, rates, forecast});
  }
  if (objective.cannot_end_met) say_lost();
}

/// True when the filter lets it through: what it holds up is on the board. What names no record passes where nothing is
/// filtered, and so does a KPI.
bool is_on(const Board& board, const Obstacle& obstacle) {
  if (!board.filtered) return true;
  return std::ranges::any_of(board.numbers.objectives, [&](const ObjectiveNumbers& objective) {
    if (!obstacle.about.objective || objective.objective != obstacle.about.objective) return false;
    return !obstacle.about.key_result || std::ranges::any_of(objective.key_results, [&](const KeyResultNumbers& kr) {
      return kr.key_result == obstacle.about.key_result;
    });
  });
}

bool is_due_to_close(const std::vector<EndedCycle>& ended, const Cycle& cycle) {
  return std::ranges::any_of(ended, [&](const EndedCycle& one) { return one.in_force && one.id == cycle.id; });
}

/// Over, and not what people look at while they wait to close it.
bool is_past(const Board& board) { return board.numbers.ended && !is_due_to_close(board.ended, *board.numbers.cycle); }

std::vector<Attention> concerns_of(const Board& board) {
  std::vector<Attention> look_here;
  if (is_past(board)) return look_here;  // what KPIs say today is no matter of a cycle that was closed
  if (!board.numbers.ended)
    for (const ObjectiveNumbers& objective : board.numbers.objectives) add_concerns(board, objective, look_here);
  for (const Obstacle& obstacle : board.in_the_way) {
    look_here.push_back({.concern = Concern::blocked, .rates = {}});
    look_here.back().obstacle = &obstacle;
    look_here.back().age = calendar_age(obstacle.since, board.numbers.as_of);
  }
  if (board.filtered) return look_here;
  for (const KpiNumbers& kpi : board.kpis) {
    if (!kpi.needs_objective()) continue;
    const bool is_red = kpi.status == Rag::red && kpi.signal != SignalMeaning::concern;
    look_here.push_back({is_red ? Concern::kpi_red : Concern::kpi_signal, nullptr, nullptr, &kpi, {}, nullptr});
  }
  return look_here;
}

bool is_silent(const Attention& attention) {
  return attention.concern == Concern::no_data && !attention.key_result->recency.last;
}

/// Sixty key results that nobody has spoken of are one thing to say, not sixty.
void count_silent(Board& board) {
  const auto silent = std::ranges::count_if(board.look_here, is_silent);
  if (silent <= static_cast<std::ptrdiff_t>(most_silent)) return;
  board.no_reading_yet = static_cast<int>(silent);
  std::erase_if(board.look_here, is_silent);
}

/// The most pressing ones stay, in the order in which they stood.
void keep_most_pressing(Board& board) {
  const std::size_t most = most_concerns - (board.no_reading_yet > 0 ? 1 : 0);
  if (board.look_here.size() <= most) return;
  std::vector<Concern> concerns;
  for (const Attention& attention : board.look_here) concerns.push_back(attention.concern);
  std::ranges::sort(concerns);
  const Concern last_kept = concerns[most - 1];
  auto room =
      static_cast<std::ptrdiff_t>(most) - std::ranges::count_if(concerns, [&](Concern one) { return one < last_kept; });
  board.look_here_more = static_cast<int>(board.look_here.size() - most);
  std::erase_if(board.look_here, [&](const Attention& attention) {
    return attention.concern > last_kept || (attention.concern == last_kept && room-- <= 0);
  });
}

// --- the lines below -------------------------------------------------------------------------------------------------

void add_dates(Board& board, Date as_of) {
  for (const Checkin& checkin : board.numbers.cycle->checkins)
    if (checkin.date <= as_of) board.last_checkin = checkin.date;
  for (const ObjectiveNumbers& objective : board.numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results) {
      if (kr.recency.freshness == Freshness::stale) board.stale.push_back(&kr);
      const auto due = kr.recency.due_from;
      if (due && as_of < *due && (!board.next_due || *due < *board.next_due)) board.next_due = due;
    }
}

// --- due -------------------------------------------------------------------------------------------------------------

/// Days go on behind the end of a cycle, with which its numbers stop: what was due then still is, and nothing is called
/// stale any more (method.md 3.2).
DueItem due_item(const Workspace& workspace, const CycleNumbers& numbers, const Objective& objective,
                 const KeyResultNumbers& kr, Date as_of) {
  const Date since = add_days(numbers.as_of, -kr.recency.value_age);
  return {numbers.cycle,
          kr.key_result,
          nullptr,
          numbers.as_of < as_of ? Freshness::due : kr.recency.freshness,
          calendar_age(since, as_of),
          away_days(since, workspace.settings.workspace.away, as_of),
          kr.recency.last.has_value(),
          join(owners_of(workspace.settings, objective, *kr.key_result), ", "),
          kr.value(),
          kr.unit,
          kr.recency.due_from,
          word(kr.kind())};
}

void add_due_key_results(const Workspace& workspace, const CycleNumbers& numbers, Date as_of,
                         std::vector<DueItem>& items) {
  for (const ObjectiveNumbers& objective : numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results)
      if (objective.objective && kr.key_result && !kr.is_fed() && waits(kr.recency.freshness) &&
          !was_said_later(*kr.key_result, numbers.as_of, as_of))
        items.push_back(due_item(workspace, numbers, *objective.objective, kr, as_of));
}

/// Of a cycle that is over: what was due on its last day and still is.
void add_due_key_results(const Workspace& workspace, const Cycle& cycle, Date as_of, std::vector<DueItem>& items) {
  const Date day = cycle.dated ? std::min(as_of, cycle.period.last) : as_of;
  add_due_key_results(workspace, numbers_of(workspace, cycle, day), as_of, items);
}

std::optional<double> last_reading_of(const Kpi& kpi, Date as_of) {
  const Reading* last = nullptr;
  for (const Reading& reading : kpi.readings)
    if (reading.date <= as_of && (!last || last->date <= reading.date)) last = &reading;
  return last ? std::optional(last->value) : std::nullopt;
}

bool is_on(const Board& board, const KeyResult& kr) {
  return std::ranges::any_of(board.numbers.objectives, [&](const ObjectiveNumbers& objective) {
    return contains(objective.key_results, &kr, &KeyResultNumbers::key_result);
  });
}

void add_due_kpi(const Workspace& workspace, const KpiNumbers& numbers, Date as_of, std::vector<DueItem>& items) {
  const Kpi& kpi = *numbers.kpi;
  if (!is_recorded(kpi) || !waits(numbers.freshness)) return;
  items.push_back({nullptr, nullptr, &kpi, numbers.freshness, numbers.age, numbers.age_away, numbers.age.has_value(),
                   join(owners_of(workspace.settings, kpi), ", "), last_reading_of(kpi, as_of), kpi.unit});
}

/// Of the other cycles, where this one is in force itself.
void add_due_beside(Board& board, const Cycle& cycle, Date as_of) {
  const std::vector<const Cycle*> in_force = cycles_in_force(*board.workspace, as_of);
  if (!contains(in_force, &cycle)) return;
  for (const Cycle* other : in_force)
    if (other != &cycle) add_due_key_results(*board.workspace, *other, as_of, board.beside);
}

/// Of a cycle that is over what was left unsaid when it ended, as long as it waits to be closed.
void add_due(Board& board, const Cycle& cycle, Date as_of) {
  if (is_past(board)) return;
  std::vector<DueItem> items;
  if (board.numbers.ended)
    add_due_key_results(*board.workspace, cycle, as_of, items);
  else
    add_due_key_results(*board.workspace, board.numbers, as_of, items);
  if (board.filtered) {
    board.due_now =
        static_cast<int>(std::ranges::count_if(items, [&](auto& item) { return is_on(board, *item.key_result); }));
    return;
  }
  const std::size_t key_results = items.size();
  for (const KpiNumbers& kpi : board.kpis) {
    add_due_kpi(*board.workspace, kpi, as_of, items);
    if (kpi.freshness == Freshness::stale) board.stale_kpis.push_back(&kpi);
  }
  board.due_now = static_cast<int>(items.size() + board.beside.size());
  board.kpis_due = static_cast<int>(items.size() - key_results);
}

bool feeds_one_of(const Board& board, const KpiNumbers& kpi) {
  const auto is_fed = [&](const KeyResultNumbers& kr) {
    return kr.is_fed() && kpi_named(*board.workspace, kr.standing.definition.kpi) == kpi.kpi;
  };
  return std::ranges::any_of(board.numbers.objectives, [&](const ObjectiveNumbers& objective) {
    return std::ranges::any_of(objective.key_results, is_fed);
  });
}

/// Of the KPIs that the filter lets through by what they say themselves; where ids are named, of those that feed them.
KpiHealth health_of(const Board& board, const CycleFilter& filter) {
  KpiHealth health;
  for (const KpiNumbers& kpi : board.kpis) {
    if (!passes(filter, board.workspace->settings, *kpi.kpi)) continue;
    if (!filter.ids.empty() && !feeds_one_of(board, kpi)) continue;
    health.counts.add(kpi);
    if (kpi.kpi->health) health.flagged.push_back(&kpi);
  }
  return health;
}

/// The record itself, or what it is part of.
bool holds(const Found& named, const DueItem& item) {
  if (named.kpi || item.kpi) return named.kpi == item.kpi;
  if (named.key_result) return named.key_result == item.key_result;
  if (named.objective) return find_key_result(*named.objective, item.key_result->id.name) == item.key_result;
  return named.cycle == item.cycle;
}

bool passes(const DueQuestion& question, const Settings& settings, const DueItem& item) {
  const auto is_named = [&](const Found& named) { return holds(named, item); };
  if (!question.named.empty() && std::ranges::none_of(question.named, is_named)) return false;
  if (item.kpi) return passes(question.filter, settings, *item.kpi);
  const Objective* objective = find_objective(*item.cycle, item.key_result->id.objective.text);
  return objective && passes(question.filter, *objective) &&
         passes(question.filter, settings, *objective, *item.key_result);
}

CycleNumbers numbers_for(const Workspace& workspace, const Cycle& cycle, const BoardQuestion& question, Date as_of) {
  if (!question.shown_alone) return numbers_of(workspace, cycle, as_of);
  const auto is_shown = [&](const Objective& objective) {
    return may_show(question.filter, workspace.settings, objective);
  };
  return numbers_of(CycleSubject{workspace, cycle, nullptr}, is_shown, as_of);
}

std::string more_command_of(const Workspace& workspace, const Cycle& cycle, const BoardQuestion& question, Date as_of) {
  const std::string typed =
      question.command.empty() ? "okr status" + cycle_argument(workspace, cycle, as_of) : question.command;
  return typed + " --sort risk";
}

}  // namespace

std::string cycle_argument(const Workspace& workspace, const Cycle& cycle, Date day) {
  const auto may_be_meant = [&](const KnownCycle& other) {
    if (!other.period || other.id == cycle.id || day < other.period->first) return false;
    const int days = length_in_days(*other.period);
    return days < length_in_days(cycle.period) && days_between(other.period->last, day) <= days / 2;
  };
  const bool is_clear = contains(cycle.period, day) && std::ranges::none_of(workspace.known_cycles, may_be_meant);
  return is_clear ? std::string() : " " + cycle.id.text;
}

std::unique_ptr<const Board> board_of(const Workspace& workspace, const Cycle& cycle, const BoardQuestion& question,
                                      Date as_of) {
  auto board = std::make_unique<Board>();
  board->workspace = &workspace;
  board->numbers = numbers_for(workspace, cycle, question, as_of);
  KpiBook book(workspace, as_of);
  for (const Kpi& kpi : workspace.kpis) board->kpis.push_back(book.numbers(kpi));
  board->filtered = !is_everything(question.filter);
  board->lost = lost_ones(board->numbers);
  if (question.sorting == Sorting::risk) sort_by_risk(board->numbers);
  board->forecast = narrowed_forecast({workspace, cycle, nullptr}, question.filter, board->numbers, as_of);
  board->grouping = question.grouping;
  board->groups = groups_of(board->numbers, question.grouping, workspace.settings);
  board->in_the_way = open_obstacles(workspace, cycle, as_of);
  std::erase_if(board->in_the_way, [&](const Obstacle& obstacle) { return !is_on(*board, obstacle); });
  board->ended = unclosed_cycles(workspace, as_of);
  board->look_here = concerns_of(*board);
  count_silent(*board);
  if (question.sorting != Sorting::risk) keep_most_pressing(*board);
  board->more_command = more_command_of(workspace, cycle, question, as_of);
  board->health = health_of(*board, question.filter);
  add_dates(*board, as_of);
  if (question.with_others) add_due_beside(*board, cycle, as_of);
  add_due(*board, cycle, as_of);
  return board;
}

std::vector<DueItem> due_items(const Workspace& workspace, std::span<const Cycle* const> cycles, Date as_of) {
  std::vector<DueItem> items;
  for (const Cycle* cycle : cycles) add_due_key_results(workspace, *cycle, as_of, items);
  KpiBook book(workspace, as_of);
  for (const Kpi& kpi : workspace.kpis)
    if (is_recorded(kpi)) add_due_kpi(workspace, book.numbers(kpi), as_of, items);
  std::ranges::stable_sort(
      items, [](const DueItem& a, const DueItem& b) { return a.age.value_or(1 << 20) > b.age.value_or(1 << 20); });
  return items;
}

std::vector<DueItem> due_items(const Workspace& workspace, std::span<const Cycle* const> cycles,
                               const DueQuestion& question, Date as_of) {
  std::vector<DueItem> items = due_items(workspace, cycles, as_of);
  std::erase_if(items, [&](const DueItem& item) { return !passes(question, workspace.settings, item); });
  return items;
}

bool is_everything(const DueQuestion& question) { return question.named.empty() && is_everything(question.filter); }

bool asks_for(const DueQuestion& question, const EndedCycle& ended) {
  if (is_everything(question)) return true;
  return std::ranges::any_of(question.named, [&](const Found& named) {
    return named.cycle && !named.objective && named.cycle->id == ended.id;
  });
}

std::vector<std::optional<double>> trail_of(const KeyResultNumbers& numbers, std::size_t most) {
  std::vector<std::optional<double>> trail;
  if (!numbers.standing.points) return trail;
  const bool runs_on = numbers.key_result && numbers.kind() == Kind::sum;
  double total = runs_on && numbers.standing.anchors ? numbers.standing.anchors->baseline : 0;
  for (const Point& point : *numbers.standing.points) trail.push_back(runs_on ? total += point.value : point.value);
  if (trail.size() > most) trail.erase(trail.begin(), trail.end() - static_cast<std::ptrdiff_t>(most));
  return trail;
}

}  // namespace okr::reports
