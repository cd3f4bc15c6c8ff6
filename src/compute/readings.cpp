// SPDX-License-Identifier: MIT
#include "okr/compute/readings.hpp"

#include <algorithm>

#include "okr/compute/kpi.hpp"

namespace okr {
namespace {

using Day = std::span<const Entry* const>;  // entries of one date
using Entries = std::vector<const Entry*>;

Entries counted_entries(const Subject& subject, const Definition& definition, Date as_of) {
  const Period days = counted_days(subject);
  const Date last = std::min(days.last, looked_at(definition, as_of));
  Entries entries;
  for (const Entry& entry : subject.key_result.entries)
    if (entry.has_value() && days.first <= entry.date && entry.date <= last) entries.push_back(&entry);
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

/// The entry that is certainly the latest of its day; null when `at` does not tell.
const Entry* latest(Day day) {
  if (day.size() == 1) return day.front();
  const auto timed = [](const Entry* entry) { return entry->at.has_value(); };
  if (!std::ranges::all_of(day, timed)) return nullptr;
  const Entry* last = *std::ranges::max_element(day, {}, &Entry::at);
  return std::ranges::count(day, last->at, &Entry::at) == 1 ? last : nullptr;
}

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

Computed<std::vector<Point>> latest_of_days(const Entries& entries, Kind kind) {
  std::vector<Point> points;
  for (const Day day : by_day(entries)) {
    const Entry* entry = latest(day);
    if (!entry) return Absence::ambiguous_readings;
    const auto number = number_of(*entry, kind);
    if (!number) return number.absence;
    points.push_back({entry->date, *number, entry->value_place});
  }
  return points;
}

Computed<std::vector<Point>> sums_of_days(const Entries& entries) {
  std::vector<Point> points;
  for (const Day day : by_day(entries)) {
    double total = 0;
    for (const Entry* entry : day) {
      const auto number = number_of(*entry, Kind::sum);
      if (!number) return number.absence;
      total += *number;
    }
    points.push_back({day.back()->date, total, day.back()->value_place});
  }
  return points;
}

// --- steps
// ------------------------------------------------------------------------------------------------------------

bool names(const std::string& word, const Step& step) {
  return word == step.title || (!step.id.empty() && word == step.id);
}

void mark_done(std::vector<double>& done, const Entry& entry, std::span<const Step> steps) {
  const auto mark = [&](const std::string& word) {
    for (std::size_t i = 0; i < steps.size(); ++i)
      if (names(word, steps[i])) done[i] = 1;
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
  std::vector<double> done(steps.size(), 0.0);
  for (const Day day : by_day(entries)) {
    for (const Entry* entry : day) mark_done(done, *entry, steps);
    double weight = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) weight += steps[i].weight * done[i];
    points.push_back({day.back()->date, weight / total, day.back()->value_place});
  }
  return points;
}

// --- from a KPI
// -------------------------------------------------------------------------------------------------------

/// One point a KPI period; the running one counts unless its aggregate adds up.
Computed<std::vector<Point>> kpi_points(const Subject& subject, const Definition& definition, Date as_of) {
  const Kpi& kpi = *kpi_of(subject);
  const Period days{counted_days(subject).first, subject.cycle.period.last};
  const Date last = looked_at(definition, as_of);
  const Period first_period = period_containing(days.first, kpi.every, subject.workspace.fiscal_start());
  std::vector<Point> points;
  for (const KpiPeriod& period : kpi_periods(subject.workspace, kpi, {kpi.every, first_period.first}, last)) {
    if (!period.value || !contains(days, period.period.last)) continue;
    if (!period.complete && adds_up(kpi.aggregate)) continue;
    if (subject.key_result.kind == Kind::percent && *period.value < 0) return Absence::outside_domain;
    points.push_back({std::min(period.period.last, last), *period.value, period.place});
  }
  return points;
}

}  // namespace

std::optional<double> grade_of(const EntryValue& value) {
  if (const double* number = std::get_if<double>(&value))
    return *number >= 0 && *number <= 1 ? std::optional(*number) : std::nullopt;
  const std::string* text = std::get_if<std::string>(&value);
  const auto zone = text ? parse_word<Zone>(*text) : std::nullopt;
  if (!zone) return std::nullopt;
  switch (*zone) {
    case Zone::fail: return 0.0;
    case Zone::commit: return 0.3;
    case Zone::target: return 0.7;
    case Zone::stretch: return 1.0;
  }
  return std::nullopt;
}

Computed<std::vector<Point>> points_of(const Subject& subject, const Definition& definition, Date as_of) {
  if (const Absence fault = fault_of(subject); fault != Absence::none) return fault;
  if (kpi_of(subject)) return kpi_points(subject, definition, as_of);
  const Entries entries = counted_entries(subject, definition, as_of);
  switch (subject.key_result.kind) {
    case Kind::sum: return sums_of_days(entries);
    case Kind::milestones: return step_points(entries, subject.key_result.steps);
    case Kind::number:
    case Kind::hold:
    case Kind::percent:
    case Kind::done:
    case Kind::graded:
    case Kind::measure: return latest_of_days(entries, subject.key_result.kind);
  }
  return Absence::kind_unknown;
}

std::vector<double> steps_done(const Subject& subject, const Definition& definition, Date as_of) {
  std::vector<double> done(subject.key_result.steps.size(), 0.0);
  for (const Entry* entry : counted_entries(subject, definition, as_of))
    mark_done(done, *entry, subject.key_result.steps);
  return done;
}

std::optional<Confidence> confidence_of(const Subject& subject, Date as_of) {
  const Period days = counted_days(subject);
  const Entry* last = nullptr;
  const Entry* before = nullptr;
  for (const Entry& entry : subject.key_result.entries) {
    if (!entry.confidence || entry.date < days.first || entry.date > std::min(days.last, as_of)) continue;
    if (last && last->date == entry.date && entry.at < last->at) continue;  // no time of day sorts first
    if (last && last->date != entry.date) before = last;
    last = &entry;
  }
  if (!last) return std::nullopt;
  Confidence confidence{*last->confidence, {}, last->date, last->place, !last->note.empty()};
  if (before) confidence.change = *last->confidence - *before->confidence;
  return confidence;
}

std::vector<const Entry*> uncounted_entries(const Subject& subject, Date as_of) {
  const Period days = counted_days(subject);
  Entries entries;
  for (const Entry& entry : subject.key_result.entries)
    if (entry.date < days.first || entry.date > std::min(days.last, as_of)) entries.push_back(&entry);
  return entries;
}

std::vector<AmbiguousDay> ambiguous_days(const Subject& subject, Date as_of) {
  std::vector<AmbiguousDay> ambiguous;
  const Kind kind = subject.key_result.kind;
  if (kind == Kind::sum || kind == Kind::milestones || !subject.key_result.kpi.empty()) return ambiguous;
  const Entries entries = counted_entries(subject, definition_of(subject.key_result, as_of), as_of);
  for (const Day day : by_day(entries))
    if (!latest(day)) ambiguous.push_back({day[0], day[1]});
  return ambiguous;
}

}  // namespace okr
