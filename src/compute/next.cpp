// SPDX-License-Identifier: MIT
#include "okr/compute/next.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "okr/compute/kpi.hpp"

namespace okr {
namespace {

/// Progress so far: 0 where nothing was said yet; empty in error.
std::optional<Progress> progress_so_far(const KeyResultNumbers& numbers) {
  if (numbers.progress) return *numbers.progress;
  return is_fault(numbers.progress.absence) ? std::nullopt : std::optional(Progress(0));
}

class Pacer {
 public:
  Pacer(const Subject& subject, const KeyResultNumbers& numbers, Date as_of)
      : subject_(subject), numbers_(numbers), as_of_(as_of), progress_(progress_so_far(numbers)) {}

  bool is_paced() const { return progress_ && expected_on(as_of_); }

  /// Its cycle runs on behind its own last day, from which on what is not reached is at risk (method.md 0.29).
  bool will_be_overdue() const {
    return may_be_overdue(numbers_.standing.definition.kind) && !numbers_.reached &&
           numbers_.window.last < subject_.cycle.period.last;
  }

  std::optional<Progress> expected_on(Date day) const { return expected_progress(subject_, numbers_.standing, day); }

  /// Nothing is missing on the day: its gap is 0, or it is ahead.
  bool is_enough_on(Date day) const {
    const auto expected = expected_on(day);
    return expected && gap_between(*expected, *progress_) <= 0;
  }

  /// The last day, from the first one of the key result on, up to which the gap stays within on-track-gap; where it
  /// does not on the day itself, the last earlier one on which it did.
  std::optional<int> safe_days() const {
    if (is_safe(as_of_)) {
      Date day = as_of_;
      while (day < numbers_.window.last && is_safe(add_days(day, 1))) day = add_days(day, 1);
      return days_between(as_of_, day);
    }
    for (Date day = add_days(as_of_, -1); day >= numbers_.window.first; day = add_days(day, -1))
      if (is_safe(day)) return days_between(as_of_, day);
    return std::nullopt;
  }

 private:
  bool is_safe(Date day) const {
    if (day > numbers_.window.last && will_be_overdue()) return false;
    const auto expected = expected_on(day);
    return expected && gap_between(*expected, *progress_) <= subject_.workspace.settings.scoring.on_track_gap;
  }

  const Subject& subject_;
  const KeyResultNumbers& numbers_;
  Date as_of_;
  std::optional<Progress> progress_;
};

/// The day itself while it is ahead, else the next check-in day, by what was said last; never after its last day, which
/// may have passed.
Date by_or_next_check_in(const Subject& subject, const KeyResultNumbers& numbers, Date day, Date as_of) {
  const Settings& settings = subject.workspace.settings;
  const auto& due = numbers.recency.due_from;
  if (day < as_of)
    day = due && as_of < *due ? *due : due_from(as_of, settings.workspace, cadence_of(settings, subject.cycle));
  return std::min(day, numbers.window.last);
}

const Step* next_step(const KeyResult& key_result, const std::vector<double>& done) {
  const Step* next = nullptr;
  for (std::size_t i = 0; i < key_result.steps.size(); ++i) {
    const Step& step = key_result.steps[i];
    if (i < done.size() && done[i] >= 1) continue;
    if (!next || (step.due && (!next->due || *step.due < *next->due))) next = &step;
  }
  return next;
}

/// What the period that ends on the day holds so far: a total begins at 0.
double total_so_far(const Subject& subject, const Kpi& kpi, Date end, Date as_of) {
  const Date first = period_containing(end, kpi.every, subject.workspace.fiscal_start()).first;
  for (const KpiPeriod& period : kpi_periods(subject.workspace, kpi, {kpi.every, first, end}, as_of))
    if (contains(period.period, end)) return period.value.value_or(0);
  return 0;
}

/// What is missing to get to the value. Empty where no amount brings it about: a mean, a best, a total that has to
/// fall.
std::optional<double> amount_to(const Subject& subject, const Anchors& anchors, double value, NextMove& move,
                                Date as_of) {
  if (subject.key_result.take != Take::last) return std::nullopt;
  const Kpi* kpi = move.numbers->kind() == Kind::sum ? nullptr : kpi_of(subject, move.numbers->standing.definition);
  const bool is_total = kpi && kpi->formula.empty() && adds_up(subject.workspace, *kpi);
  if (!is_total) return value - move.numbers->standing.now.value_or(anchors.baseline);
  move.counts_readings = kpi->aggregate == Aggregate::count;
  if (!anchors.rises()) return std::nullopt;
  return std::max(0.0, value - total_so_far(subject, *kpi, *move.by, as_of));
}

/// What the value has to be on the day, and what is missing; nothing where it is already there.
void add_amount(const Subject& subject, Progress expected, Date as_of, NextMove& move) {
  const Anchors& anchors = *move.numbers->standing.anchors;
  const double value = anchors.baseline + expected.value() * (anchors.target - anchors.baseline);
  const Standing& standing = move.numbers->standing;
  const double now = standing.now.value_or(anchors.baseline);
  if (anchors.rises() ? value <= now : value >= now) return;
  move.value = value;
  move.amount = amount_to(subject, anchors, value, move, as_of);
}

/// The end of the last period, not over yet, of which a total is said by then; of the first one where none ends so soon.
/// Empty where no whole periods are waited for.
std::optional<Date> total_is_said_on(const Subject& subject, const Definition& definition, Date by, Date as_of) {
  auto said_on = whole_period_end(subject, definition, std::min(by, as_of));
  while (said_on && *said_on < by) {
    const auto next = whole_period_end(subject, definition, add_days(*said_on, 1));
    if (!next || *next > by) break;
    said_on = next;
  }
  return said_on;
}

void plan_by_pace(const Subject& subject, const Pacer& pacer, Date as_of, NextMove& move) {
  const KeyResultNumbers& numbers = *move.numbers;
  move.safe_days = pacer.safe_days();
  move.safe_to_end = move.safe_days && pacer.is_enough_on(numbers.window.last) && !pacer.will_be_overdue() &&
                     add_days(as_of, *move.safe_days) >= std::max(as_of, numbers.window.last);
  const bool is_due = move.step && move.step->due;
  if (move.safe_to_end && !is_due) return;
  const Date safe = move.safe_days ? add_days(as_of, *move.safe_days) : add_days(as_of, -1);
  move.by = by_or_next_check_in(subject, numbers, is_due ? *move.step->due : safe, as_of);
  if (const auto over = total_is_said_on(subject, numbers.standing.definition, *move.by, as_of))
    move.by = std::min(*over, numbers.window.last);
  if (numbers.standing.anchors) add_amount(subject, *pacer.expected_on(*move.by), as_of, move);
}

/// The holds of a key result: what its periods hold, and what they ask for.
class HoldPlan {
 public:
  HoldPlan(const Subject& subject, const Standing& standing, Date as_of)
      : subject_(subject), standing_(standing), kpi_(kpi_of(subject, standing.definition)), as_of_(as_of) {
    has_amounts_ = standing.adds_up && !(kpi_ && !kpi_->formula.empty());
  }

  void fill(NextMove& move) const {
    const KeyResult& own = subject_.key_result;
    move.counts_readings = has_amounts_ && (kpi_ ? kpi_->aggregate : own.aggregate) == Aggregate::count;
    if (const HoldPeriod* period = running()) add_running(*period, move);
    const bool is_computed = kpi_ && !kpi_->formula.empty();  // nobody records a value of it
    if (move.by || (move.running && is_computed)) return;
    for (const HoldPeriod& period : standing_.hold->periods) {
      if (period.period.last < as_of_ || !asks(period)) continue;
      if (!contains(period.period, as_of_)) move.room.reset();
      return ask(period, move);
    }
  }

 private:
  const HoldPeriod* running() const {
    for (const HoldPeriod& period : standing_.hold->periods)
      if (contains(period.period, as_of_)) return period.over ? nullptr : &period;
    return nullptr;
  }

  /// What a period holds so far: of a formula what its parts come to; where a reading that does not come counts as 0,
  /// nothing said is 0.
  std::optional<double> so_far(const HoldPeriod& period) const {
    if (period.value || !kpi_) return period.value;
    if (counts_missing_as_zero(*kpi_)) return 0.0;
    if (kpi_->formula.empty() || period.clipped) return std::nullopt;
    const PeriodQuery query{kpi_->every, period.period.first, period.period.last};
    const auto known = kpi_periods(subject_.workspace, *kpi_, query, as_of_);
    return known.empty() ? std::nullopt : known.front().value;
  }

  Measure measure(const HoldPeriod& period) const { return {standing_.definition.strict, period.largest}; }

  /// Whether it still lacks something: a value at all, or of amounts that add up what takes them to `min`.
  bool lacks(const HoldPeriod& period) const {
    const auto value = so_far(period);
    if (!value) return true;
    if (period.value && !has_amounts_) return false;
    return period.holding != Holding::met && !meets({period.bounds.min, std::nullopt}, *value, measure(period));
  }

  /// Nobody needs a value of days of which every one is away, nor of a part of a period (method.md 0.16).
  bool asks(const HoldPeriod& period) const {
    const bool is_excused = !period.value && is_away(subject_.workspace.settings.workspace.away, period.period);
    return !period.clipped && !is_excused && lacks(period);
  }

  /// How much may still come under a cap on what adds up; negative where some of it has to go again. What is equal to
  /// the cap within the tolerance leaves nothing.
  std::optional<double> room_in(const HoldPeriod& period) const {
    if (!has_amounts_ || !period.bounds.max) return std::nullopt;
    const double value = period.value.value_or(0);
    const bool keeps = meets({std::nullopt, period.bounds.max}, value, {false, period.largest});
    return keeps ? std::max(0.0, *period.bounds.max - value) : *period.bounds.max - value;
  }

  void add_running(const HoldPeriod& period, NextMove& move) const {
    const auto value = so_far(period);
    move.room = room_in(period);
    const bool is_beyond = move.room && !meets({std::nullopt, period.bounds.max}, value.value_or(0), measure(period));
    if (is_beyond) {
      move.by = period.period.last;
      move.value = period.bounds.max;
      move.amount = std::exchange(move.room, std::nullopt);
    } else if (!asks(period)) {
      move.running = period.period;
      move.running_is_empty = !value;
      const bool is_judged = !period.clipped || !standing_.adds_up;
      move.misses_now = value && is_judged && !meets(period.bounds, *value, measure(period));
      if (move.room || move.misses_now) move.by = period.period.last;
    }
  }

  void ask(const HoldPeriod& period, NextMove& move) const {
    move.by = period.period.last;
    if (!has_amounts_ || !period.bounds.min) return;
    move.value = period.bounds.min;
    move.amount = std::max(0.0, *period.bounds.min - period.value.value_or(0));
  }

  const Subject& subject_;
  const Standing& standing_;
  const Kpi* kpi_;
  Date as_of_;
  bool has_amounts_ = false;
};

void plan_hold(const Subject& subject, const Standing& standing, Date as_of, NextMove& move) {
  if (!standing.hold) return;
  move.misses_left = std::max(0, standing.hold->allowed - standing.hold->missed);
  if (move.numbers->pace.lost) return;  // a running period can still be kept, however many were missed
  HoldPlan(subject, standing, as_of).fill(move);
}

}  // namespace

NextMove next_move_of(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  NextMove move;
  move.numbers = &numbers;
  const bool runs = numbers.state == State::active && !has_ended(subject.cycle, as_of) && !is_draft(subject, as_of);
  if (!runs || !numbers.key_result || is_fault(numbers.progress.absence)) return move;
  const Standing& standing = numbers.standing;
  switch (standing.definition.kind) {
    case Kind::hold: plan_hold(subject, standing, as_of, move); return move;
    case Kind::milestones: move.step = next_step(*numbers.key_result, standing.steps_done); break;
    case Kind::number:
    case Kind::sum:
    case Kind::percent:
    case Kind::done:
    case Kind::graded:
    case Kind::measure: break;
  }
  const Pacer pacer(subject, numbers, as_of);
  if (pacer.is_paced()) {
    plan_by_pace(subject, pacer, as_of, move);
  } else if (!numbers.reached) {
    move.by = by_or_next_check_in(subject, numbers, numbers.window.last, as_of);
    if (standing.kept) move.value = standing.kept->target;
  }
  return move;
}

bool is_less_safe(const NextMove& a, const NextMove& b) {
  const auto key = [](const NextMove& move) {
    const PaceStatus status = std::min(move.numbers->status(), PaceStatus::on_track);
    return std::tuple(status, !move.by, move.by.value_or(Date{}));
  };
  return key(a) < key(b);
}

}  // namespace okr
