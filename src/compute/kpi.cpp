// SPDX-License-Identifier: MIT
#include "okr/compute/kpi.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <span>

#include "compute/formula_periods.hpp"
#include "okr/base/number.hpp"
#include "okr/compute/staleness.hpp"
#include "okr/model/formula.hpp"
#include "okr/model/workspace.hpp"

namespace okr {
namespace {

/// `seen`: what has none, or is looked through already.
bool has_sum(const Workspace& workspace, const Kpi& kpi, std::set<const Kpi*>& seen) {
  return std::ranges::any_of(parts_of_formula(kpi), [&](const std::string& id) {
    const Kpi* part = workspace.kpi(id);
    if (!part || !seen.insert(part).second) return false;
    return part->formula.empty() ? adds_up(part->aggregate) : has_sum(workspace, *part, seen);
  });
}

bool formula_adds_up(const Workspace& workspace, const Kpi& kpi) {
  std::set<const Kpi*> seen{&kpi};
  return has_sum(workspace, kpi, seen);
}

/// Better is greater once the sign of a KPI whose good is down is turned.
double turned(Good good, double value) { return good == Good::down ? -value : value; }

/// A bound from below is kept; from above with the signs turned.
bool keeps(bool strict, double value, double bound) { return strict ? above(value, bound) : at_least(value, bound); }

Rag rag_of_range(bool strict, const KpiBounds& bounds, double value) {
  const bool keeps_low = !bounds.min || keeps(strict, value, *bounds.min);
  const bool keeps_high = !bounds.max || keeps(strict, -value, -*bounds.max);
  if (keeps_low && keeps_high) return Rag::green;
  if (!bounds.margin) return Rag::red;
  const bool is_near =
      keeps_low ? at_most(value, *bounds.max + *bounds.margin) : at_least(value, *bounds.min - *bounds.margin);
  return is_near ? Rag::amber : Rag::red;
}

Rag rag_of_side(const Kpi& kpi, const KpiBounds& bounds, double judged) {
  const Good good = kpi.good_or_default();
  const double value = turned(good, judged);
  if (keeps(kpi.strict, value, turned(good, *bounds.target))) return Rag::green;
  return bounds.warn && at_least(value, turned(good, *bounds.warn)) ? Rag::amber : Rag::red;
}

/// How far a value lies outside min..max; 0 inside.
double distance_to_range(const KpiBounds& bounds, double value) {
  if (bounds.min && below(value, *bounds.min)) return *bounds.min - value;
  if (bounds.max && above(value, *bounds.max)) return value - *bounds.max;
  return 0;
}

Favour favour_of(Good good, const KpiBounds& bounds, double value, double reference) {
  const bool is_range = good == Good::range;
  const double now = is_range ? -distance_to_range(bounds, value) : turned(good, value);
  const double before = is_range ? -distance_to_range(bounds, reference) : turned(good, reference);
  const double scale = std::max(std::abs(value), std::abs(reference));
  if (is_range ? std::abs(now - before) <= tolerance * scale : equal(now, before)) return Favour::neutral;
  return now > before ? Favour::favourable : Favour::unfavourable;
}

/// A period is not waited for while every day of it, or every day since it was awaited, is `away`.
bool is_waited_for(const Workspace& workspace, const Kpi& kpi, const KpiPeriod& period, Date as_of) {
  if (!period.awaited || is_away(workspace.settings.workspace.away, period.period)) return false;
  const Date awaited_from = add_days(period.period.last, kpi.lag_days + 1);
  return awaited_from > as_of || !is_away(workspace.settings.workspace.away, {awaited_from, as_of});
}

}  // namespace

int count_periods(std::span<const KpiPeriod> periods, std::span<const std::size_t> indices) {
  return std::accumulate(indices.begin(), indices.end(), 0,
                         [&](int count, std::size_t index) { return count + periods[index].times; });
}

bool are_far_apart(const Kpi& kpi, Date one, Date other) {
  constexpr int years = 10, periods = 100, months_of_year = 12;
  const auto [first, last] = std::minmax(one, other);
  if (last <= add_months(first, years * months_of_year)) return false;
  const Period period = period_containing(first, kpi.every, {});
  return days_between(first, last) > periods * length_in_days(period);
}

std::optional<double> aggregated(std::vector<double> values, Aggregate aggregate) {
  if (values.empty()) return std::nullopt;
  const auto total = [&values] { return std::accumulate(values.begin(), values.end(), 0.0); };
  switch (aggregate) {
    case Aggregate::last: return values.back();
    case Aggregate::first: return values.front();
    case Aggregate::sum: return total();
    case Aggregate::mean: return total() / static_cast<double>(values.size());
    case Aggregate::min: return std::ranges::min(values);
    case Aggregate::max: return std::ranges::max(values);
    case Aggregate::count: return static_cast<double>(values.size());
    case Aggregate::median: {
      std::ranges::sort(values);
      const std::size_t half = values.size() / 2;
      return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
  }
  return std::nullopt;
}

double largest_amount(std::span<const double> values, Aggregate aggregate) {
  if (aggregate == Aggregate::count) return values.empty() ? 0 : 1;
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  return largest;
}

double without_dust(const ScaledValue& scaled) { return equal(*scaled.value, 0, scaled.scale) ? 0 : *scaled.value; }

bool counts_missing_as_zero(const Kpi& kpi) {
  return kpi.missing == Missing::zero &&
         (kpi.aggregate == Aggregate::sum || kpi.aggregate == Aggregate::count || kpi.aggregate == Aggregate::mean);
}

bool adds_up(const Workspace& workspace, const Kpi& kpi) {
  return kpi.formula.empty() ? adds_up(kpi.aggregate) : formula_adds_up(workspace, kpi);
}

const Kpi* kpi_named(const Workspace& workspace, const Reference& reference) {
  std::string_view name = reference.text;
  name = without_kpi_prefix(name);
  return workspace.kpi(name);
}

bool has_target(Good good, const KpiBounds& bounds) {
  return good == Good::range ? bounds.min || bounds.max : bounds.target.has_value();
}

Rag rag_of(const Kpi& kpi, const KpiBounds& bounds, const ScaledValue& judged) {
  const Good good = kpi.good_or_default();
  if (kpi.faulty || !thresholds_in_order(good, bounds)) return Rag::not_available;
  if (!judged.value) return Rag::no_data;
  if (!has_target(good, bounds)) return Rag::no_target;
  const double value = without_dust(judged);
  return good == Good::range ? rag_of_range(kpi.strict, bounds, value) : rag_of_side(kpi, bounds, value);
}

Comparison compared(const Kpi& kpi, const KpiBounds& bounds, const ScaledValue& judged, const ScaledValue& reference) {
  const double value = without_dust(judged), other = without_dust(reference);
  Comparison result;
  result.reference = *reference.value;
  result.delta = equal(value, other) ? 0 : *judged.value - *reference.value;
  if (other != 0) result.percent = 100 * result.delta / std::abs(other);
  result.favour = favour_of(kpi.good_or_default(), bounds, value, other);
  result.points = kpi.unit == "%";
  return result;
}

std::optional<std::size_t> last_complete(std::span<const KpiPeriod> periods) {
  for (std::size_t i = periods.size(); i > 0; --i)
    if (periods[i - 1].complete && periods[i - 1].value) return i - 1;
  return std::nullopt;
}

std::optional<Comparison> against_previous(const Kpi& kpi, const KpiSeries& series, std::size_t index) {
  const auto periods = series.periods;
  if (index == 0 || !periods[index].value || !periods[index - 1].value) return std::nullopt;
  return compared(kpi, series.bounds, periods[index].scaled(), periods[index - 1].scaled());
}

std::optional<Comparison> year_over_year(const Workspace& workspace, const Kpi& kpi, const KpiSeries& series,
                                         std::size_t index) {
  const auto periods = series.periods;
  const auto partner = year_before(periods[index].period, series.unit, workspace.fiscal_start());
  if (!partner || !periods[index].value) return std::nullopt;
  for (std::size_t i = index; i > 0; --i) {
    const KpiPeriod& earlier = periods[i - 1];
    if (earlier.period.first < partner->first) break;
    if (earlier.period == *partner && earlier.value)
      return compared(kpi, series.bounds, periods[index].scaled(), earlier.scaled());
  }
  return std::nullopt;
}

std::vector<std::size_t> missing_of(const Workspace& workspace, const Kpi& kpi, std::span<const KpiPeriod> periods,
                                    Date as_of) {
  std::vector<std::size_t> missing;
  for (std::size_t i = periods.size(); i > 0 && !periods[i - 1].value; --i)
    if (is_waited_for(workspace, kpi, periods[i - 1], as_of)) missing.push_back(i - 1);
  std::ranges::reverse(missing);
  return missing;
}

Freshness freshness_of(const Workspace& workspace, const Kpi& kpi, std::span<const KpiPeriod> periods, Date as_of) {
  if (kpi.faulty) return Freshness::not_asked;  // its readings may be in what is wrong
  if (periods.empty()) return Freshness::due;
  const std::size_t missing = missing_of(workspace, kpi, periods, as_of).size();
  if (missing == 0 || kpi.missing == Missing::zero) return Freshness::fresh;
  return missing == 1 ? Freshness::due : Freshness::stale;
}

std::optional<KpiReview> review_of(const Kpi& kpi, Date as_of) {
  const auto rhythm = parse_rhythm(kpi.review);
  if (!rhythm) return std::nullopt;
  KpiReview review{&kpi, {}, {}, false};
  std::optional<Date> since;
  for (const Reading& reading : kpi.readings) {
    if (reading.date > as_of) break;
    if (!since) since = reading.date;
    if (reading.note >= 0) review.last = reading.date;
  }
  if (review.last) since = review.last;
  if (since) review.from = add_days(*since, rhythm->days + 1);
  review.due = review.from && *review.from <= as_of;
  return review;
}

std::vector<KpiReview> reviews_due(const Workspace& workspace, Date as_of) {
  std::vector<KpiReview> due;
  for (const Kpi& kpi : workspace.kpis)
    if (const auto review = review_of(kpi, as_of); review && review->due) due.push_back(*review);
  std::ranges::stable_sort(due, {}, [](const KpiReview& review) { return *review.from; });
  return due;
}

std::vector<std::size_t> gaps_of(const Workspace& workspace, std::span<const KpiPeriod> periods) {
  std::vector<std::size_t> gaps;
  bool later_value = false;
  for (std::size_t i = periods.size(); i > 0; --i) {
    const KpiPeriod& period = periods[i - 1];
    if (period.value)
      later_value = true;
    else if (later_value && period.complete && !is_away(workspace.settings.workspace.away, period.period))
      gaps.push_back(i - 1);
  }
  std::ranges::reverse(gaps);
  return gaps;
}

}  // namespace okr
