// SPDX-License-Identifier: MIT
#include "okr/compute/kpi.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <utility>

#include "compute/formula_periods.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/compute/staleness.hpp"
#include "okr/model/formula.hpp"
#include "okr/model/workspace.hpp"

namespace okr {
namespace {

using PeriodsById = std::map<std::string, std::vector<KpiPeriod>>;

const KpiPeriod* period_at(const std::vector<KpiPeriod>& periods, Date first) {
  const auto it = std::ranges::lower_bound(periods, first, {}, [](const KpiPeriod& p) { return p.period.first; });
  return it != periods.end() && it->period.first == first ? &*it : nullptr;
}

/// What a part says of a period beside others. One of which nothing came while everybody was away is 0 where it counts
/// as 0 and others did come: a week with a sale has a value without a refund.
std::optional<Formula::Amount> amount_beside(const Kpi& part, const KpiPeriod& period, bool others_came) {
  if (period.value) return Formula::Amount{*period.value, std::max(period.largest, std::abs(*period.value))};
  const bool is_zero = others_came && period.excused && period.awaited && counts_missing_as_zero(part);
  return is_zero ? std::optional(Formula::Amount()) : std::nullopt;
}

/// What the parts say of a period, together: complete, awaited, excused and covered when all of them are.
KpiPeriod joined(const Workspace& workspace, const Formula& formula, const PeriodsById& parts, const Period& period) {
  KpiPeriod result;
  result.period = period;
  result.complete = result.awaited = result.excused = true;
  result.expected = 0;
  for (const auto& [id, periods] : parts) {
    const KpiPeriod* part = period_at(periods, period.first);
    result.complete = result.complete && part && part->complete;
    result.awaited = result.awaited && part && part->awaited;
    result.excused = result.excused && part && part->excused;
    if (!part) continue;
    result.covered += part->covered;
    result.expected += part->expected;
    if (part->last_reading && (!result.last_reading || *part->last_reading > *result.last_reading))
      result.last_reading = part->last_reading;
  }
  const auto amount = formula.amount([&](const std::string& id) -> std::optional<Formula::Amount> {
    const KpiPeriod* part = period_at(parts.at(id), period.first);
    return part ? amount_beside(*workspace.kpi(id), *part, !result.excused) : std::nullopt;
  });
  if (!amount) return result;
  result.value = amount->value;
  result.largest = amount->size;
  return result;
}

/// Periods that any part has; the parts' lists end together, at as_of.
std::vector<Period> spanned(const PeriodsById& parts) {
  std::vector<Period> longest;
  for (const auto& [id, periods] : parts) {
    if (periods.size() <= longest.size()) continue;
    longest.clear();
    for (const KpiPeriod& part : periods) longest.push_back(part.period);
  }
  return longest;
}

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

std::vector<KpiPeriod> formula_periods(const Workspace& workspace, const Kpi& kpi, const PeriodQuery& query,
                                       Date as_of) {
  return FormulaPeriods(workspace, query, as_of).of(kpi);
}

using Readings = std::span<const Reading>;

/// What gathering needs to know of a KPI.
struct Gathering {
  const Kpi& kpi;
  const PeriodQuery& query;
  FiscalYear fiscal;
  std::span<const Period> away;
  Date as_of;

  PeriodUnit unit() const { return query.unit; }
  /// The days of a period that are looked at.
  Period days_of(const Period& period) const {
    return {std::max(period.first, query.since.value_or(period.first)),
            std::min(period.last, query.until.value_or(period.last))};
  }
  /// Where nobody was there on any day of it nothing is expected of a period (method.md 0.40).
  bool expects(const Period& period) const { return !is_away(away, period); }
  /// Nor of a part that lies across the first of the days, where its reading came before them.
  bool expects(const Period& part, const Period& days) const;
};

/// Readings from one day to another, both included. One for a whole period is dated that period's last day.
Readings readings_within(const Kpi& kpi, Date first, Date last) {
  const auto from = std::ranges::lower_bound(kpi.readings, first, {}, &Reading::date);
  const auto to = std::ranges::upper_bound(kpi.readings, last, {}, &Reading::date);
  return from < to ? Readings(from, to) : Readings();
}

bool Gathering::expects(const Period& part, const Period& days) const {
  const bool was_read = part.first < days.first && !readings_within(kpi, part.first, add_days(days.first, -1)).empty();
  return !was_read && expects(part);
}

/// How many parts of some days are over, and their readings awaited; without those of which nothing is expected.
int count_parts(const Period& days, PeriodUnit part, const Gathering& how) {
  const Date until = std::min(days.last, add_days(how.as_of, -1 - how.kpi.lag_days));
  if (until < days.first) return 0;
  if (part == PeriodUnit::day)
    return days_between(days.first, until) + 1 - away_days(add_days(days.first, -1), how.away, until);
  int parts = 0;
  for (Period p = period_containing(days.first, part, how.fiscal); p.last <= until;
       p = next_period(p, part, how.fiscal))
    parts += how.expects(p, days) ? 1 : 0;
  return parts;
}

/// How many of the parts that are expected of some days have a reading.
int count_covered(Readings readings, const Period& days, PeriodUnit part, const Gathering& how) {
  int covered = 0;
  std::optional<Period> current;
  for (const Reading& reading : readings) {
    if (current && contains(*current, reading.date)) continue;
    current = part == PeriodUnit::day ? Period{reading.date, reading.date}
                                      : period_containing(reading.date, part, how.fiscal);
    covered += how.expects(*current, days) ? 1 : 0;
  }
  return covered;
}

/// The value of one period; missing parts are zero only where the KPI says so. A period of which nothing came is only
/// where all of it is looked at, and over, and awaited (method.md 0.16, 0.40).
std::optional<double> value_of(std::vector<double> values, const KpiPeriod& period, const Gathering& how) {
  if (!counts_missing_as_zero(how.kpi)) return aggregated(std::move(values), how.kpi.aggregate);
  const bool is_whole = how.days_of(period.period) == period.period;
  if (values.empty()) return is_whole && period.awaited && !period.excused ? std::optional(0.0) : std::nullopt;
  if (how.kpi.aggregate != Aggregate::count)
    for (int missing = period.covered; missing < period.expected; ++missing) values.push_back(0);
  return aggregated(std::move(values), how.kpi.aggregate);
}

/// `final` closes the KPI's own period; a longer one only where the reading stands for all of it.
bool closes(const Reading& reading, const Gathering& how) {
  return reading.final && (how.unit() <= how.kpi.every || reading.unit >= how.unit());
}

KpiPeriod gathered(const Period& period, Readings readings, const Gathering& how) {
  KpiPeriod result;
  result.period = period;
  const bool is_final = std::ranges::any_of(readings, [&how](const Reading& reading) { return closes(reading, how); });
  result.complete = period.last < how.as_of || is_final;
  result.awaited = add_days(period.last, how.kpi.lag_days) < how.as_of;
  const PeriodUnit part = how.kpi.expect.value_or(how.kpi.every);
  const bool whole = part >= how.unit();
  result.excused = readings.empty() && !how.expects(period);
  result.covered = whole ? !readings.empty() : count_covered(readings, how.days_of(period), part, how);
  result.expected = whole ? result.complete && (result.covered > 0 || (result.awaited && !result.excused))
                          : count_parts(how.days_of(period), part, how);
  if (is_final) result.expected = std::min(result.expected, result.covered);
  if (!readings.empty()) {
    result.last_reading = readings.back().date;
    result.place = readings.back().place;
  }
  std::vector<double> values;
  values.reserve(readings.size());
  for (const Reading& reading : readings) values.push_back(reading.value);
  result.largest = largest_amount(values, how.kpi.aggregate);
  result.value = value_of(std::move(values), result, how);
  result.covered = std::min(result.covered, result.expected);
  return result;
}

/// The days that are looked at: the query's, as far as they are known; without a first one from the first reading on.
std::optional<Period> days_of(const Kpi& kpi, const PeriodQuery& query, Date as_of) {
  if (kpi.readings.empty()) return std::nullopt;
  const Date first = std::max(query.since.value_or(kpi.readings.front().date), kpi.readings.front().date);
  const Date last = std::min(query.until.value_or(as_of), as_of);
  return last < first ? std::nullopt : std::optional(Period{first, last});
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

const std::vector<KpiPeriod>& FormulaPeriods::of(const Kpi& kpi) {
  if (const auto it = known_.find(&kpi); it != known_.end()) return it->second;
  if (!kpi.formula.empty()) new_.push_back(&kpi);
  auto periods = kpi.formula.empty() ? kpi_periods(workspace_, kpi, query_, as_of_) : computed(kpi);
  return known_.emplace(&kpi, std::move(periods)).first->second;
}

FormulaPeriods::Known FormulaPeriods::known() && {
  if (is_loop_)
    for (const Kpi* kpi : new_) known_.erase(kpi);
  return std::move(known_);
}

std::vector<KpiPeriod> FormulaPeriods::computed(const Kpi& kpi) {
  const auto formula = Formula::parse(kpi.formula);
  if (!formula) return {};
  path_.push_back(&kpi);
  PeriodsById parts;
  bool is_whole = true;
  for (const std::string& id : formula->parts()) {
    const Kpi* part = workspace_.kpi(id);
    const bool is_loop = part && contains(path_, part);
    is_loop_ = is_loop_ || is_loop;
    is_whole = part && !is_loop;
    if (!is_whole) break;
    parts[id] = of(*part);
  }
  path_.pop_back();
  std::vector<KpiPeriod> periods;
  if (!is_whole) return periods;
  for (const Period& period : spanned(parts)) {
    periods.push_back(joined(workspace_, *formula, parts, period));
    periods.back().place = kpi.place_of("formula");
  }
  return periods;
}

std::vector<KpiPeriod> kpi_periods(const Workspace& workspace, const Kpi& kpi, const PeriodQuery& query, Date as_of) {
  if (!kpi.periods_known) return {};
  if (!kpi.formula.empty()) return formula_periods(workspace, kpi, query, as_of);
  std::vector<KpiPeriod> periods;
  const auto days = days_of(kpi, query, as_of);
  if (!days) return periods;
  const Gathering how{kpi, query, workspace.fiscal_start(), workspace.settings.workspace.away, as_of};
  const Readings readings = readings_within(kpi, days->first, days->last);
  std::size_t next = 0;
  for (Period period = period_containing(days->first, query.unit, how.fiscal); period.first <= days->last;
       period = next_period(period, query.unit, how.fiscal)) {
    const std::size_t from = next;
    while (next < readings.size() && readings[next].date <= period.last) ++next;
    periods.push_back(gathered(period, readings.subspan(from, next - from), how));
  }
  return periods;
}

std::vector<KpiPeriod> kpi_periods(const Workspace& workspace, const Kpi& kpi, Date as_of) {
  return kpi_periods(workspace, kpi, PeriodQuery{kpi.every, std::nullopt}, as_of);
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
