// SPDX-License-Identifier: MIT
#include "okr/compute/kpi_status.hpp"

#include <algorithm>
#include <cmath>

namespace okr {
namespace {

/// Better is greater once the sign of a KPI whose good is down is turned.
double turned(Good good, double value) { return good == Good::down ? -value : value; }

Rag rag_of_range(const Kpi& kpi, double value) {
  const double distance = distance_to_range(kpi, value);
  const bool on_bound = (kpi.min && value == *kpi.min) || (kpi.max && value == *kpi.max);
  if (distance == 0 && !(kpi.strict && on_bound)) return Rag::green;
  if (!kpi.margin) return Rag::red;
  const bool near_low = kpi.min && value >= *kpi.min - *kpi.margin;
  const bool near_high = kpi.max && value <= *kpi.max + *kpi.margin;
  const bool low_side = kpi.min && value <= *kpi.min;
  return (low_side ? near_low : near_high) ? Rag::amber : Rag::red;
}

Rag rag_of_side(const Kpi& kpi, double value) {
  const Good good = kpi.good_or_default();
  const double v = turned(good, value);
  const double target = turned(good, *kpi.target);
  if (kpi.strict ? v > target : v >= target) return Rag::green;
  return kpi.warn && v >= turned(good, *kpi.warn) ? Rag::amber : Rag::red;
}

Favour favour_of(const Kpi& kpi, double value, double reference) {
  const Good good = kpi.good_or_default();
  const double better = good == Good::range ? distance_to_range(kpi, reference) - distance_to_range(kpi, value)
                                            : turned(good, value) - turned(good, reference);
  if (better == 0) return Favour::neutral;
  return better > 0 ? Favour::favourable : Favour::unfavourable;
}

bool is_away(const Workspace& workspace, const Period& period) {
  return std::ranges::any_of(workspace.settings.workspace.away, [&period](const Period& away) {
    return away.first <= period.first && period.last <= away.last;
  });
}

}  // namespace

double distance_to_range(const Kpi& kpi, double value) {
  if (kpi.min && value < *kpi.min) return *kpi.min - value;
  if (kpi.max && value > *kpi.max) return value - *kpi.max;
  return 0;
}

bool has_target(const Kpi& kpi) {
  return kpi.good_or_default() == Good::range ? kpi.min || kpi.max : kpi.target.has_value();
}

bool thresholds_in_order(const Kpi& kpi) {
  if (kpi.min && kpi.max && *kpi.min > *kpi.max) return false;
  if (kpi.margin && *kpi.margin < 0) return false;
  const Good good = kpi.good_or_default();
  if (good == Good::range || !kpi.warn || !kpi.target) return true;
  return turned(good, *kpi.warn) <= turned(good, *kpi.target);
}

Rag rag_of(const Kpi& kpi, std::optional<double> value) {
  if (kpi.faulty || !thresholds_in_order(kpi)) return Rag::not_available;
  if (!value) return Rag::no_data;
  if (!has_target(kpi)) return Rag::no_target;
  return kpi.good_or_default() == Good::range ? rag_of_range(kpi, *value) : rag_of_side(kpi, *value);
}

Comparison compared(const Kpi& kpi, double value, double reference) {
  Comparison result;
  result.reference = reference;
  result.delta = value - reference;
  if (reference != 0) result.percent = 100 * result.delta / std::abs(reference);
  result.favour = favour_of(kpi, value, reference);
  result.points = kpi.unit == "%";
  return result;
}

std::optional<std::size_t> last_complete(std::span<const KpiPeriod> periods) {
  for (std::size_t i = periods.size(); i > 0; --i)
    if (periods[i - 1].complete && periods[i - 1].value) return i - 1;
  return std::nullopt;
}

std::optional<Comparison> against_previous(const Kpi& kpi, std::span<const KpiPeriod> periods, std::size_t index) {
  if (index == 0 || !periods[index].value || !periods[index - 1].value) return std::nullopt;
  return compared(kpi, *periods[index].value, *periods[index - 1].value);
}

std::optional<Comparison> year_over_year(const Workspace& workspace, const Kpi& kpi, const KpiSeries& series,
                                         std::size_t index) {
  const auto periods = series.periods;
  const auto partner = year_before(periods[index].period, series.unit, workspace.fiscal_start());
  if (!partner || !periods[index].value) return std::nullopt;
  for (std::size_t i = index; i > 0; --i) {
    const KpiPeriod& earlier = periods[i - 1];
    if (earlier.period.first < partner->first) break;
    if (earlier.period == *partner && earlier.value) return compared(kpi, *periods[index].value, *earlier.value);
  }
  return std::nullopt;
}

Freshness freshness_of(const Workspace& workspace, std::span<const KpiPeriod> periods) {
  if (periods.empty()) return Freshness::due;
  int missing = 0;
  for (std::size_t i = periods.size(); i > 0; --i) {
    const KpiPeriod& period = periods[i - 1];
    if (period.value) break;
    if (period.awaited && !is_away(workspace, period.period)) ++missing;
  }
  if (missing == 0) return Freshness::fresh;
  return missing == 1 ? Freshness::due : Freshness::stale;
}

std::vector<std::size_t> gaps_of(std::span<const KpiPeriod> periods) {
  std::vector<std::size_t> gaps;
  bool later_value = false;
  for (std::size_t i = periods.size(); i > 0; --i) {
    if (periods[i - 1].value) later_value = true;
    else if (later_value && periods[i - 1].complete) gaps.push_back(i - 1);
  }
  std::ranges::reverse(gaps);
  return gaps;
}

}  // namespace okr
