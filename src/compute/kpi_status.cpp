// SPDX-License-Identifier: MIT
#include "okr/compute/kpi_status.hpp"

#include <algorithm>
#include <cmath>

#include "okr/base/number.hpp"

namespace okr {
namespace {

/// Better is greater once the sign of a KPI whose good is down is turned.
double turned(Good good, double value) { return good == Good::down ? -value : value; }

/// A bound from below is kept; from above with the signs turned.
bool keeps(bool strict, double value, double bound, double scale) {
  return strict ? above(value, bound, scale) : at_least(value, bound, scale);
}

Rag rag_of_range(bool strict, const KpiBounds& bounds, const ScaledValue& judged) {
  const double value = *judged.value;
  const bool keeps_low = !bounds.min || keeps(strict, value, *bounds.min, judged.scale);
  const bool keeps_high = !bounds.max || keeps(strict, -value, -*bounds.max, judged.scale);
  if (keeps_low && keeps_high) return Rag::green;
  if (!bounds.margin) return Rag::red;
  const bool is_near = keeps_low ? at_most(value, *bounds.max + *bounds.margin, judged.scale)
                                 : at_least(value, *bounds.min - *bounds.margin, judged.scale);
  return is_near ? Rag::amber : Rag::red;
}

Rag rag_of_side(const Kpi& kpi, const KpiBounds& bounds, const ScaledValue& judged) {
  const Good good = kpi.good_or_default();
  const double value = turned(good, *judged.value);
  if (keeps(kpi.strict, value, turned(good, *bounds.target), judged.scale)) return Rag::green;
  return bounds.warn && at_least(value, turned(good, *bounds.warn), judged.scale) ? Rag::amber : Rag::red;
}

Favour favour_of(Good good, const KpiBounds& bounds, double value, double reference) {
  const bool is_range = good == Good::range;
  const double now = is_range ? -distance_to_range(bounds, value) : turned(good, value);
  const double before = is_range ? -distance_to_range(bounds, reference) : turned(good, reference);
  const double scale = std::max(std::abs(value), std::abs(reference));
  if (is_range ? std::abs(now - before) <= tolerance * scale : equal(now, before)) return Favour::neutral;
  return now > before ? Favour::favourable : Favour::unfavourable;
}

bool is_away(const Workspace& workspace, const Period& period) {
  for (Date day = period.first; day <= period.last;) {
    const auto away = std::ranges::find_if(workspace.settings.workspace.away,
                                           [day](const Period& days) { return contains(days, day); });
    if (away == workspace.settings.workspace.away.end()) return false;
    day = add_days(away->last, 1);
  }
  return true;
}

void lay_over(KpiBounds& bounds, const KpiTarget& entry) {
  if (entry.target) bounds.target = entry.target;
  if (entry.warn) bounds.warn = entry.warn;
  if (entry.min) bounds.min = entry.min;
  if (entry.max) bounds.max = entry.max;
  if (entry.margin) bounds.margin = entry.margin;
}

}  // namespace

KpiBounds bounds_at(const Kpi& kpi, Date last_day, Date as_of) {
  KpiBounds bounds = kpi;
  for (const KpiTarget& entry : kpi.targets) {
    if (entry.first > std::min(last_day, as_of)) break;
    lay_over(bounds, entry);
  }
  return bounds;
}

double distance_to_range(const KpiBounds& bounds, double value) {
  if (bounds.min && below(value, *bounds.min)) return *bounds.min - value;
  if (bounds.max && above(value, *bounds.max)) return value - *bounds.max;
  return 0;
}

bool has_target(Good good, const KpiBounds& bounds) {
  return good == Good::range ? bounds.min || bounds.max : bounds.target.has_value();
}

bool thresholds_in_order(Good good, const KpiBounds& bounds) {
  if (bounds.min && bounds.max && *bounds.min > *bounds.max) return false;
  if (bounds.margin && *bounds.margin < 0) return false;
  if (good == Good::range || !bounds.warn || !bounds.target) return true;
  return turned(good, *bounds.warn) <= turned(good, *bounds.target);
}

Rag rag_of(const Kpi& kpi, const KpiBounds& bounds, const ScaledValue& judged) {
  const Good good = kpi.good_or_default();
  if (kpi.faulty || !thresholds_in_order(good, bounds)) return Rag::not_available;
  if (!judged.value) return Rag::no_data;
  if (!has_target(good, bounds)) return Rag::no_target;
  return good == Good::range ? rag_of_range(kpi.strict, bounds, judged) : rag_of_side(kpi, bounds, judged);
}

Comparison compared(const Kpi& kpi, const KpiBounds& bounds, double value, double reference) {
  Comparison result;
  result.reference = reference;
  result.delta = equal(value, reference) ? 0 : value - reference;
  if (reference != 0) result.percent = 100 * result.delta / std::abs(reference);
  result.favour = favour_of(kpi.good_or_default(), bounds, value, reference);
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
  return compared(kpi, series.bounds, *periods[index].value, *periods[index - 1].value);
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
      return compared(kpi, series.bounds, *periods[index].value, *earlier.value);
  }
  return std::nullopt;
}

bool is_waited_for(const Workspace& workspace, const Kpi& kpi, const KpiPeriod& period, Date as_of) {
  if (!period.awaited || is_away(workspace, period.period)) return false;
  const Date awaited_from = add_days(period.period.last, kpi.lag_days + 1);
  return awaited_from > as_of || !is_away(workspace, {awaited_from, as_of});
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
  if (periods.empty()) return Freshness::due;
  const std::size_t missing = missing_of(workspace, kpi, periods, as_of).size();
  if (missing == 0 || kpi.missing == Missing::zero) return Freshness::fresh;
  return missing == 1 ? Freshness::due : Freshness::stale;
}

std::vector<std::size_t> gaps_of(const Workspace& workspace, std::span<const KpiPeriod> periods) {
  std::vector<std::size_t> gaps;
  bool later_value = false;
  for (std::size_t i = periods.size(); i > 0; --i) {
    const KpiPeriod& period = periods[i - 1];
    if (period.value)
      later_value = true;
    else if (later_value && period.complete && !is_away(workspace, period.period))
      gaps.push_back(i - 1);
  }
  std::ranges::reverse(gaps);
  return gaps;
}

}  // namespace okr
