// SPDX-License-Identifier: MIT
// The readings of a key result that count on a day, and the periods of a bound to hold that they make.
#include <algorithm>
#include <cmath>

#include "okr/base/number.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/progress.hpp"
#include "okr/compute/staleness.hpp"
#include "okr/model/ids.hpp"

namespace okr {
namespace {

using Day = std::span<const Entry* const>;  // entries of one date
using Entries = std::vector<const Entry*>;

/// The number an entry stands for; absent when it does not suit the kind.
Computed<double> number_of(const Entry& entry, Kind kind) {
  if (kind == Kind::graded) {
    const bool suits = std::holds_alternative<double>(entry.value) || std::holds_alternative<std::string>(entry.value);
    if (!suits) return Absence::wrong_type;
    const auto grade = grade_of(entry.value);
    return grade ? Computed<double>(*grade) : Absence::outside_domain;
  }
  if (kind == Kind::done) {
    const bool* truth = std::get_if<bool>(&entry.value);
    return truth ? Computed<double>(*truth ? 1.0 : 0.0) : Absence::wrong_type;
  }
  const double* number = std::get_if<double>(&entry.value);
  if (!number) return Absence::wrong_type;
  if (kind == Kind::percent && *number < 0) return Absence::outside_domain;
  return *number;
}

/// What was said while it was of another kind, and does not suit this one, says nothing of it any more.
bool is_of_earlier_kind(const Subject& subject, const Definition& definition, const Entry& entry) {
  if (subject.key_result.changes.empty() || definition_of(subject.key_result, entry.date).kind == definition.kind)
    return false;
  if (definition.kind == Kind::milestones) return !std::holds_alternative<std::vector<std::string>>(entry.value);
  return number_of(entry, definition.kind).absence == Absence::wrong_type;
}

Entries counted_entries(const Subject& subject, const Definition& definition, Date as_of) {
  const Period days = counted_days(subject, definition);
  const Date last = std::min(days.last, looked_at(definition, as_of));
  Entries entries;
  for (const Entry& entry : subject.key_result.entries)
    if (entry.has_value() && days.first <= entry.date && entry.date <= last &&
        !is_of_earlier_kind(subject, definition, entry))
      entries.push_back(&entry);
  return entries;
}

std::vector<Day> by_day(const Entries& entries) {
  std::vector<Day> days;
  for (std::size_t first = 0; first < entries.size();) {
    std::size_t next = first + 1;
    while (next < entries.size() && entries[next]->date == entries[first]->date) ++next;
    days.push_back(Day(entries).subspan(first, next - first));
    first = next;
  }
  return days;
}

Computed<Point> point_of(const Entry& entry, Kind kind) {
  const auto number = number_of(entry, kind);
  if (!number) return number.absence;
  return Point{entry.date, *number, entry.value_place};
}

/// Entries stand in the order of their time of day, then of their sources: of a day the last one counts.
Computed<std::vector<Point>> latest_of_days(const Entries& entries, Kind kind) {
  std::vector<Point> points;
  for (const Day day : by_day(entries)) {
    const auto point = point_of(*day.back(), kind);
    if (!point) return point.absence;
    points.push_back(*point);
  }
  return points;
}

Computed<std::vector<Point>> amounts_of(const Entries& entries) {
  std::vector<Point> points;
  for (const Entry* entry : entries) {
    const auto point = point_of(*entry, Kind::sum);
    if (!point) return point.absence;
    points.push_back(*point);
  }
  return points;
}

/// One point a day with all that came on it.
std::vector<Point> sums_of_days(std::span<const Point> amounts) {
  std::vector<Point> days;
  for (const Point& amount : amounts) {
    if (days.empty() || days.back().date != amount.date) days.push_back({amount.date, 0, {}});
    days.back().value += amount.value;
    days.back().place = amount.place;
  }
  return days;
}

// --- steps -----------------------------------------------------------------------------------------------------------

void mark_done(std::vector<double>& done, const Entry& entry, const StepIndex& steps) {
  const auto mark = [&](const std::string& word) {
    for (const std::size_t step : steps.named(word)) done[step] = 1;
  };
  if (const auto* word = std::get_if<std::string>(&entry.value)) mark(*word);
  if (const auto* words = std::get_if<std::vector<std::string>>(&entry.value)) std::ranges::for_each(*words, mark);
}

double total_weight(std::span<const Step> steps) {
  double total = 0;
  for (const Step& step : steps) total += step.weight;
  return total;
}

Computed<std::vector<Point>> step_points(const Entries& entries, std::span<const Step> steps) {
  const double total = total_weight(steps);
  if (!(total > 0)) return Absence::no_steps;
  std::vector<Point> points;
  const StepIndex index(steps);
  std::vector<double> done(steps.size(), 0.0);
  for (const Day day : by_day(entries)) {
    for (const Entry* entry : day) mark_done(done, *entry, index);
    double weight = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) weight += steps[i].weight * done[i];
    points.push_back({day.back()->date, weight / total, day.back()->value_place});
  }
  return points;
}

// --- from a KPI ------------------------------------------------------------------------------------------------------

/// Its days: a number's and a sum's go to the cycle's end whatever is due, a hold's end with it (method.md 0.22).
Period fed_days(const Subject& subject, const Definition& definition) {
  Period days = window_of(subject, definition);
  if (definition.kind != Kind::hold) days.last = std::max(days.first, subject.cycle.period.last);
  return days;
}

/// What becomes of a KPI's readings where a key result adds them up: every one as it came; of a count each is one.
std::vector<Point> kpi_amounts(const Kpi& kpi, const Period& days, Date last) {
  std::vector<Point> amounts;
  for (const Reading& reading : kpi.readings)
    if (contains(days, reading.date) && reading.date <= last)
      amounts.push_back({reading.date, kpi.aggregate == Aggregate::count ? 1.0 : reading.value, reading.place});
  return amounts;
}

/// One point a KPI period, dated its last reading. What adds up counts by periods that are over and wholly inside; only
/// a hold looks at what a period has come to so far, or by the end of its days.
Computed<std::vector<Point>> kpi_points(const Subject& subject, const Definition& definition, Date as_of) {
  const Kpi& kpi = *kpi_of(subject, definition);
  const Period days = fed_days(subject, definition);
  const Date last = looked_at(definition, as_of);
  if (definition.kind == Kind::sum && kpi.formula.empty()) return sums_of_days(kpi_amounts(kpi, days, last));
  const bool adds = adds_up(subject.workspace, kpi);
  const bool only_whole = adds && !(definition.kind == Kind::hold && kpi.formula.empty());
  std::vector<Point> points;
  for (const KpiPeriod& period : kpi_periods(subject.workspace, kpi, {kpi.every, days.first, days.last}, last)) {
    if (!period.value) continue;
    if (only_whole && (!period.complete || !contains(days, period.period.first) || !contains(days, period.period.last)))
      continue;
    if (definition.kind == Kind::percent && *period.value < 0) return Absence::outside_domain;
    const Date end = std::min({period.period.last, days.last, last});
    points.push_back({only_whole ? end : period.last_reading.value_or(end), *period.value, period.place});
  }
  return points;
}

/// How values compare with the bounds: whether these themselves are a miss, and what is large beside a bound of 0.
struct Measure {
  bool strict = false;
  double scale = 0;
};

bool meets(const Bounds& bounds, double value, const Measure& by) {
  const auto keeps_min = by.strict ? above : at_least;
  const auto keeps_max = by.strict ? below : at_most;
  return (!bounds.min || keeps_min(value, *bounds.min, by.scale)) &&
         (!bounds.max || keeps_max(value, *bounds.max, by.scale));
}

/// Within `margin` of the bound, or up to the KPI's warning limit.
bool is_near(const Subject& subject, const Definition& definition, const Bounds& bounds, double value) {
  const Kpi* kpi = kpi_of(subject, definition);
  const auto margin = definition.margin ? definition.margin : kpi ? kpi->margin : std::nullopt;
  if (margin)
    return (!bounds.min || at_least(value, *bounds.min - *margin)) &&
           (!bounds.max || at_most(value, *bounds.max + *margin));
  if (!kpi || !kpi->warn) return false;
  if (bounds.max && !bounds.min) return at_most(value, *kpi->warn);
  return bounds.min && !bounds.max && at_least(value, *kpi->warn);
}

/// Blocks of `days` days in a window: max(1, floor(N / length + 0.5)) of N days, the last ends with the window (0.1).
std::vector<Period> blocks_of(const Period& window, int days) {
  const int length = std::max(1, days);
  const int count = std::max(1, (2 * length_in_days(window) + length) / (2 * length));
  std::vector<Period> blocks;
  for (int i = 0; i < count; ++i) {
    const Date first = add_days(window.first, i * length);
    blocks.push_back({first, i + 1 == count ? window.last : add_days(first, length - 1)});
  }
  return blocks;
}

std::vector<HoldPeriod> calendar_periods(const Period& window, PeriodUnit unit, const Workspace& workspace) {
  std::vector<HoldPeriod> periods;
  const auto fiscal = workspace.fiscal_start();
  for (Period p = period_containing(window.first, unit, fiscal); p.first <= window.last;
       p = next_period(p, unit, fiscal)) {
    HoldPeriod part;
    part.period = {std::max(p.first, window.first), std::min(p.last, window.last)};
    part.clipped = part.period != p;
    periods.push_back(part);
  }
  return periods;
}

Rhythm rhythm_of(const Subject& subject) {
  return subject.key_result.period.value_or(cadence_of(subject.workspace.settings, subject.cycle));
}

/// A day and a week follow the calendar as months do; other numbers of days are blocks.
std::optional<PeriodUnit> unit_of(const Rhythm& rhythm) {
  if (rhythm.days == 1) return PeriodUnit::day;
  if (rhythm.days == 7) return PeriodUnit::week;
  return rhythm.calendar;
}

/// What the periods of a hold are: its KPI's, else of its `period`, else of the cycle's cadence; empty for blocks.
std::optional<PeriodUnit> hold_unit(const Subject& subject, const Definition& definition) {
  if (const Kpi* kpi = kpi_of(subject, definition)) return kpi->every;
  return unit_of(rhythm_of(subject));
}

/// Days, ISO weeks, months, quarters, halves or years of the calendar that overlap the key result's window, each cut to
/// it; blocks from its start where its `period`, else the cycle's cadence, is another number of days. Fed by a KPI: the
/// periods of the KPI (method.md 0.16).
std::vector<HoldPeriod> hold_periods(const Subject& subject, const Definition& definition) {
  const Period window = window_of(subject, definition);
  if (const auto unit = hold_unit(subject, definition)) return calendar_periods(window, *unit, subject.workspace);
  std::vector<HoldPeriod> periods;
  for (const Period& block : blocks_of(window, rhythm_of(subject).days)) periods.emplace_back().period = block;
  return periods;
}

/// How the values of a period become one, how long a period without a value is waited for, and until when behind the
/// last period readings still belong to it.
struct Judging {
  Aggregate aggregate = Aggregate::last;
  bool adds = false;           ///< a period is judged by its total
  bool only_grows = false;     ///< no amount is negative: a total that passed `max` stays beyond it
  bool waits_for_end = false;  ///< a formula of sums says nothing of a running period
  int lag_days = 0;
  int grace_days = 0;
  Date as_of{};
};

Judging judging_of(const Subject& subject, const Definition& definition, std::span<const Point> points, Date as_of) {
  Judging how;
  how.adds = adds_up(subject, definition);
  how.as_of = as_of;
  const auto is_gain = [](const auto& amount) { return amount.value >= 0; };
  if (const Kpi* kpi = kpi_of(subject, definition)) {
    how.lag_days = kpi->lag_days;
    how.waits_for_end = how.adds && !kpi->formula.empty();
    how.only_grows = std::ranges::all_of(
        kpi->readings, [&](const Reading& reading) { return as_of < reading.date || is_gain(reading); });
    return how;
  }
  how.aggregate = subject.key_result.aggregate.value_or(Aggregate::last);
  how.grace_days = grace_days_of(subject.workspace.settings, subject.cycle);
  how.only_grows = std::ranges::all_of(points, is_gain);
  return how;
}

bool has_passed(const Bounds& bounds, double total, const Measure& by) {
  return bounds.max && !meets({std::nullopt, bounds.max}, total, by);
}

/// The least is there, and nothing says that it may become too much.
bool has_arrived(const Bounds& bounds, double total, const Measure& by) {
  return bounds.min && !bounds.max && meets({bounds.min, std::nullopt}, total, by);
}

/// A total is judged before its period is over where no later amount can change what it says; a clipped one only where
/// the days outside could not either.
bool is_total_due(HoldPeriod& period, const Judging& how, const Measure& by) {
  const bool settled = has_passed(period.bounds, *period.value, by) || has_arrived(period.bounds, *period.value, by);
  if (how.only_grows && !how.waits_for_end && settled) period.over = true;
  return period.over && (settled || !period.clipped);
}

bool is_due(const Subject& subject, HoldPeriod& period, const Judging& how, const Measure& by) {
  if (period.value && how.adds) return is_total_due(period, how, by);
  if (period.value) return true;
  return !period.clipped && add_days(period.period.last, how.lag_days) < how.as_of &&
         !is_away(subject.workspace.settings.workspace.away, period.period);
}

void count(HoldTally& tally, const HoldPeriod& period) {
  if (period.holding == Holding::ahead) return;
  if (period.holding == Holding::met) {
    ++tally.met;
    return;
  }
  ++tally.missed;
  if (period.over) ++tally.missed_for_good;
}

/// Readings of a key result's own go to the period of their day; late ones to the last, within grace.
void add_own_values(std::span<const Point> points, const Judging& how, std::vector<HoldPeriod>& periods) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const Date until = add_days(periods[i].period.last, i + 1 == periods.size() ? how.grace_days : 0);
    std::vector<double> values;
    for (; next < points.size() && points[next].date <= until; ++next) {
      values.push_back(points[next].value);
      periods[i].largest = std::max(periods[i].largest, std::abs(points[next].value));
    }
    periods[i].value = aggregated(std::move(values), how.aggregate);
    periods[i].over = periods[i].period.last < how.as_of;
  }
}

void add_kpi_values(const Subject& subject, const Kpi& kpi, const Judging& how, std::vector<HoldPeriod>& periods) {
  const PeriodQuery query{kpi.every, periods.front().period.first, periods.back().period.last};
  const auto known = kpi_periods(subject.workspace, kpi, query, how.as_of);
  std::size_t next = 0;
  for (HoldPeriod& period : periods) {
    period.over = period.period.last < how.as_of;
    while (next < known.size() && known[next].period.last < period.period.first) ++next;
    if (next == known.size() || known[next].period.first > period.period.last) continue;
    if (how.waits_for_end && (!known[next].complete || period.clipped)) continue;
    period.value = known[next].value;
    period.over = period.over || known[next].complete;
    for (const Reading& reading : kpi.readings)
      if (contains(period.period, reading.date)) period.largest = std::max(period.largest, std::abs(reading.value));
  }
}

}  // namespace

std::optional<double> grade_of(const EntryValue& value) {
  if (const double* number = std::get_if<double>(&value))
    return *number >= 0 && *number <= 1 ? std::optional(*number) : std::nullopt;
  const std::string* text = std::get_if<std::string>(&value);
  const auto zone = text ? parse_word<Zone>(*text) : std::nullopt;
  return zone ? std::optional(score_of(*zone).value()) : std::nullopt;
}

Computed<std::vector<Point>> points_of(const Subject& subject, const Definition& definition, Date as_of) {
  if (const Absence fault = fault_of(subject); fault != Absence::none) return fault;
  if (kpi_of(subject, definition)) return kpi_points(subject, definition, as_of);
  const Entries entries = counted_entries(subject, definition, as_of);
  switch (definition.kind) {
    case Kind::sum: {
      const auto amounts = amounts_of(entries);
      if (!amounts) return amounts.absence;
      return sums_of_days(*amounts);
    }
    case Kind::hold:
      return takes_amounts(subject.key_result) ? amounts_of(entries) : latest_of_days(entries, Kind::hold);
    case Kind::milestones: return step_points(entries, subject.key_result.steps);
    case Kind::number:
    case Kind::percent:
    case Kind::done:
    case Kind::graded:
    case Kind::measure: return latest_of_days(entries, definition.kind);
  }
  return Absence::kind_unknown;
}

bool has_only_gains(const Subject& subject, const Definition& definition, bool rises, Date as_of) {
  const auto is_gain = [rises](const Point& amount) { return rises ? amount.value >= 0 : amount.value <= 0; };
  if (const Kpi* kpi = kpi_of(subject, definition); kpi && kpi->formula.empty())
    return std::ranges::all_of(kpi_amounts(*kpi, fed_days(subject, definition), looked_at(definition, as_of)), is_gain);
  if (kpi_of(subject, definition)) {
    const auto points = kpi_points(subject, definition, as_of);
    return points && std::ranges::all_of(*points, is_gain);
  }
  const auto amounts = amounts_of(counted_entries(subject, definition, as_of));
  return amounts && std::ranges::all_of(*amounts, is_gain);
}

std::vector<double> steps_done(const Subject& subject, const Definition& definition, Date as_of) {
  const StepIndex index(subject.key_result.steps);
  std::vector<double> done(subject.key_result.steps.size(), 0.0);
  for (const Entry* entry : counted_entries(subject, definition, as_of)) mark_done(done, *entry, index);
  return done;
}

std::optional<Confidence> confidence_of(const Subject& subject, Date as_of) {
  const Period days = counted_days(subject, definition_of(subject.key_result, as_of));
  const Entry* last = nullptr;
  const Entry* before = nullptr;
  for (const Entry& entry : subject.key_result.entries) {
    if (!entry.confidence || entry.date < days.first || entry.date > std::min(days.last, as_of)) continue;
    if (last && last->date != entry.date) before = last;
    last = &entry;
  }
  if (!last) return std::nullopt;
  Confidence confidence{*last->confidence, {}, last->date, last->place, !last->note.empty()};
  if (before) confidence.change = *last->confidence - *before->confidence;
  return confidence;
}

std::vector<const Entry*> uncounted_entries(const Subject& subject, Date as_of) {
  const Period days = counted_days(subject, definition_of(subject.key_result, as_of));
  Entries entries;
  for (const Entry& entry : subject.key_result.entries)
    if (entry.date < days.first || entry.date > std::min(days.last, as_of)) entries.push_back(&entry);
  return entries;
}

std::vector<TiedDay> tied_days(const Subject& subject, Date as_of) {
  std::vector<TiedDay> tied;
  const Definition definition = definition_of(subject.key_result, as_of);
  const bool adds = definition.kind == Kind::milestones || takes_amounts(subject.key_result);
  if (adds || !definition.kpi.empty()) return tied;
  const Entries entries = counted_entries(subject, definition, as_of);
  for (const Day day : by_day(entries)) {
    const Entry* counts = day.back();
    const auto differs = [counts](const Entry* entry) {
      return entry->at == counts->at && entry->value != counts->value;
    };
    if (const auto other = std::ranges::find_if(day, differs); other != day.end()) tied.push_back({*other, counts});
  }
  return tied;
}

const HoldPeriod* HoldTally::last_due() const {
  const HoldPeriod* last = nullptr;
  for (const HoldPeriod& period : periods)
    if (period.holding != Holding::ahead) last = &period;
  return last;
}

const HoldPeriod* HoldTally::last_known() const {
  const HoldPeriod* last = nullptr;
  for (const HoldPeriod& period : periods)
    if (period.value) last = &period;
  return last;
}

Holding held(const Subject& subject, const Definition& definition, double value) {
  const Bounds bounds{definition.min, definition.max};
  if (meets(bounds, value, {definition.strict, std::abs(value)})) return Holding::met;
  return is_near(subject, definition, bounds, value) ? Holding::near : Holding::missed;
}

bool takes_amounts(const KeyResult& kr) {
  return kr.kind == Kind::sum || (kr.kind == Kind::hold && adds_up(kr.aggregate.value_or(Aggregate::last)));
}

bool adds_up(const Subject& subject, const Definition& definition) {
  if (const Kpi* kpi = kpi_of(subject, definition)) return adds_up(subject.workspace, *kpi);
  return adds_up(subject.key_result.aggregate.value_or(Aggregate::last));
}

HoldTally hold_tally(const Subject& subject, const Definition& definition, std::span<const Point> points, Date as_of) {
  const Judging how = judging_of(subject, definition, points, looked_at(definition, as_of));
  HoldTally tally;
  tally.allowed = definition.misses;
  tally.periods = hold_periods(subject, definition);
  tally.unit = hold_unit(subject, definition);
  if (const Kpi* kpi = kpi_of(subject, definition))
    add_kpi_values(subject, *kpi, how, tally.periods);
  else
    add_own_values(points, how, tally.periods);
  for (HoldPeriod& period : tally.periods) {
    const Measure measure{definition.strict, period.largest};
    period.bounds = definition.bounds_on(period.period.last);
    if (is_due(subject, period, how, measure)) {
      const bool met = period.value && meets(period.bounds, *period.value, measure);
      const bool near = period.value && is_near(subject, definition, period.bounds, *period.value);
      period.holding = met ? Holding::met : near ? Holding::near : Holding::missed;
    }
    count(tally, period);
  }
  return tally;
}

}  // namespace okr
