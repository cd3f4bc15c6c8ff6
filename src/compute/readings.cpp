// SPDX-License-Identifier: MIT
// The readings of a key result that count on a day: its own, or those of the KPI that feeds it.
#include <algorithm>
#include <cmath>
#include <iterator>

#include "compute/parts.hpp"
#include "okr/base/number.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/progress.hpp"
#include "okr/model/workspace.hpp"

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

/// A part of a period says nothing: fed by what adds up, but for a sum, which takes every amount, and a hold, which
/// looks at what a period has come to so far. A formula has no amounts of its own.
bool takes_whole_periods(const Subject& subject, const Definition& definition, const Kpi& kpi) {
  const bool takes_parts = definition.kind == Kind::sum || definition.kind == Kind::hold;
  return adds_up(subject.workspace, kpi) && !(takes_parts && kpi.formula.empty());
}

/// What becomes of a KPI's readings where a key result adds them up: every one as it came; of a count each is one.
std::vector<Point> kpi_amounts(const Kpi& kpi, const Period& days, Date last) {
  std::vector<Point> amounts;
  for (const Reading& reading : kpi.readings)
    if (contains(days, reading.date) && reading.date <= last)
      amounts.push_back({reading.date, kpi.aggregate == Aggregate::count ? 1.0 : reading.value, reading.place});
  return amounts;
}

/// The same with a 0 at the end of each period of which nothing came, where the KPI says that this is none.
std::vector<Point> kpi_amounts_with_zeros(const Workspace& workspace, const Kpi& kpi, const Period& days, Date last) {
  std::vector<Point> amounts = kpi_amounts(kpi, days, last);
  if (!counts_missing_as_zero(kpi)) return amounts;
  for (const KpiPeriod& period : kpi_periods(workspace, kpi, {kpi.every, days.first, days.last}, last))
    if (period.value && !period.last_reading) amounts.push_back({period.period.last, 0, period.place});
  std::ranges::stable_sort(amounts, {}, &Point::date);
  return amounts;
}

/// One point a KPI period, dated its last reading; of a sum every amount. What adds up counts by periods that are over
/// and wholly inside; only a hold looks at what a period has come to so far, or by the end of its days.
Computed<std::vector<Point>> kpi_points(const Subject& subject, const Definition& definition, Date as_of) {
  const Kpi& kpi = *kpi_of(subject, definition);
  const Period days = fed_days(subject, definition);
  const Date last = looked_at(definition, as_of);
  if (definition.kind == Kind::sum && kpi.formula.empty())
    return kpi_amounts_with_zeros(subject.workspace, kpi, days, last);
  const bool only_whole = takes_whole_periods(subject, definition, kpi);
  std::vector<Point> points;
  for (const KpiPeriod& period : kpi_periods(subject.workspace, kpi, {kpi.every, days.first, days.last}, last)) {
    if (!period.value) continue;
    if (only_whole && (!period.complete || !contains(days, period.period.first) || !contains(days, period.period.last)))
      continue;
    if (definition.kind == Kind::percent && *period.value < 0) return Absence::outside_domain;
    const Date end = std::min({period.period.last, days.last, last});
    points.push_back(
        {only_whole ? end : period.last_reading.value_or(end), *period.value, period.place, period.largest});
  }
  return points;
}

}  // namespace

Period fed_days(const Subject& subject, const Definition& definition) {
  Period days = window_of(subject, definition);
  if (definition.kind != Kind::hold) days.last = std::max(days.first, subject.cycle.period.last);
  return days;
}

std::optional<double> grade_of(const EntryValue& value) {
  if (const double* number = std::get_if<double>(&value))
    return *number >= 0 && *number <= 1 ? std::optional(*number) : std::nullopt;
  const std::string* text = std::get_if<std::string>(&value);
  const auto zone = text ? parse_word<Zone>(*text) : std::nullopt;
  return zone ? std::optional(score_of(*zone).value()) : std::nullopt;
}

Computed<std::vector<Point>> all_points_of(const Subject& subject, const Definition& definition, Date as_of) {
  if (const Absence fault = fault_of(subject); fault != Absence::none) return fault;
  if (kpi_of(subject, definition)) return kpi_points(subject, definition, as_of);
  const Entries entries = counted_entries(subject, definition, as_of);
  switch (definition.kind) {
    case Kind::sum: return amounts_of(entries);
    case Kind::hold:
      return takes_amounts(subject.key_result, Kind::hold) ? amounts_of(entries) : latest_of_days(entries, Kind::hold);
    case Kind::milestones: return step_points(entries, subject.key_result.steps);
    case Kind::number:
    case Kind::percent:
    case Kind::done:
    case Kind::graded:
    case Kind::measure: return latest_of_days(entries, definition.kind);
  }
  return Absence::kind_unknown;
}

Computed<std::vector<Point>> points_of(const Subject& subject, const Definition& definition, Date as_of) {
  const auto points = all_points_of(subject, definition, as_of);
  if (!points || definition.kind != Kind::sum) return points;
  return sums_of_days(*points);
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

std::vector<Point> readings_behind(const Workspace& workspace, const Kpi& kpi, const Point& point, const Period& days) {
  if (!joins_readings(kpi)) return {point};
  const Period period = period_containing(point.date, kpi.every, workspace.fiscal_start());
  const auto readings =
      kpi_amounts(kpi, {std::max(period.first, days.first), std::min(period.last, days.last)}, days.last);
  return readings.empty() ? std::vector{point} : readings;  // a zero that was filled in
}

std::vector<Point> cited_points(const Subject& subject, const Definition& definition, Date as_of) {
  const auto points = all_points_of(subject, definition, as_of);
  if (!points) return {};
  const bool only_last =
      definition.kind != Kind::sum && definition.kind != Kind::hold && subject.key_result.take == Take::last;
  const auto used = only_last && !points->empty() ? std::span(*points).last(1) : std::span(*points);
  const Kpi* kpi = kpi_of(subject, definition);
  if (!kpi || definition.kind == Kind::sum) return {used.begin(), used.end()};
  std::vector<Point> cited;
  Period days = fed_days(subject, definition);
  days.last = std::min(days.last, looked_at(definition, as_of));
  for (const Point& point : used)
    std::ranges::move(readings_behind(subject.workspace, *kpi, point, days), std::back_inserter(cited));
  return cited;
}

std::vector<double> steps_done(const Subject& subject, const Definition& definition, Date as_of) {
  const StepIndex index(subject.key_result.steps);
  std::vector<double> done(subject.key_result.steps.size(), 0.0);
  for (const Entry* entry : counted_entries(subject, definition, as_of)) mark_done(done, *entry, index);
  return done;
}

std::vector<const Entry*> stated_entries(const Subject& subject, Date as_of) {
  const Definition definition = definition_of(subject, as_of);
  const Period days = counted_days(subject, definition);
  const Date last = std::min(days.last, looked_at(definition, as_of));
  Entries entries;
  for (const Entry& entry : subject.key_result.entries) {
    if (!entry.confidence || entry.date < days.first || entry.date > last) continue;
    if (!entries.empty() && entries.back()->date == entry.date)
      entries.back() = &entry;
    else
      entries.push_back(&entry);
  }
  return entries;
}

std::optional<Confidence> confidence_of(const Subject& subject, Date as_of) {
  const Entries stated = stated_entries(subject, as_of);
  if (stated.empty()) return std::nullopt;
  const Entry& last = *stated.back();
  Confidence confidence{*last.confidence, {}, last.date, last.place, !last.note.empty()};
  if (stated.size() > 1) confidence.change = *last.confidence - *stated[stated.size() - 2]->confidence;
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
  const bool adds = definition.kind == Kind::milestones || takes_amounts(subject.key_result, definition.kind);
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

bool takes_amounts(const KeyResult& kr, Kind kind) {
  return kind == Kind::sum || (kind == Kind::hold && adds_up(kr.aggregate.value_or(Aggregate::last)));
}

bool adds_up(const Subject& subject, const Definition& definition) {
  if (const Kpi* kpi = kpi_of(subject, definition)) return adds_up(subject.workspace, *kpi);
  return adds_up(subject.key_result.aggregate.value_or(Aggregate::last));
}

std::optional<Date> whole_period_end(const Subject& subject, const Definition& definition, Date day) {
  const Kpi* kpi = kpi_of(subject, definition);
  const bool is_hold = definition.kind == Kind::hold;  // of which a period without an amount is due at its end
  if (!kpi || !adds_up(subject.workspace, *kpi)) return std::nullopt;
  if (!is_hold && !takes_whole_periods(subject, definition, *kpi)) return std::nullopt;
  const Period days = fed_days(subject, definition);
  const FiscalYear fiscal = subject.workspace.fiscal_start();
  Period period = period_containing(std::max(day, days.first), kpi->every, fiscal);
  if (period.first < days.first) period = next_period(period, kpi->every, fiscal);
  return period.last <= days.last ? std::optional(period.last) : std::nullopt;
}

}  // namespace okr
