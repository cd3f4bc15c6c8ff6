// SPDX-License-Identifier: MIT
// What a KPI's values mean: red, amber, green; compared with targets and the past; fresh or stale (method.md 5.2-5.6).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "okr/compute/freshness.hpp"
#include "okr/compute/kpi.hpp"

namespace okr {

enum class Rag : std::uint8_t { green, amber, red, no_target, no_data, not_available };

/// Method.md 5.2; `not_available` where thresholds stand on the wrong side (E114), `no_data` for no value.
Rag rag_of(const Kpi& kpi, std::optional<double> value);

/// False is E114: warn on the wrong side of target, min above max, a negative margin.
bool thresholds_in_order(const Kpi& kpi);

/// True when a target, or a bound of a range, is there to be judged by.
bool has_target(const Kpi& kpi);

enum class Favour : std::uint8_t { neutral, favourable, unfavourable };

/// A value against a reference (method.md 5.4).
struct Comparison {
  double reference = 0;
  double delta = 0;                  ///< value - reference; percent points ("pp") where `points`
  std::optional<double> percent;     ///< 100 x delta / |reference|; empty for a reference of 0
  Favour favour = Favour::neutral;
  bool points = false;               ///< the unit is %
};

Comparison compared(const Kpi& kpi, double value, double reference);

/// How far a value lies outside min..max; 0 inside.
double distance_to_range(const Kpi& kpi, double value);

/// Index of the last complete period with a value; empty when there is none. RAG and comparisons speak of it.
std::optional<std::size_t> last_complete(std::span<const KpiPeriod> periods);

/// Against the period just before; empty when either has no value.
std::optional<Comparison> against_previous(const Kpi& kpi, std::span<const KpiPeriod> periods, std::size_t index);

/// Against the period of the same name one year earlier; empty without partner or value. `periods` are of `unit`.
struct KpiSeries {
  PeriodUnit unit = PeriodUnit::month;
  std::span<const KpiPeriod> periods;
};
std::optional<Comparison> year_over_year(const Workspace& workspace, const Kpi& kpi, const KpiSeries& series,
                                         std::size_t index);

/// Method.md 5.6: awaited periods without value at the end: none fresh, one due, more stale; due when there never was
/// a reading. Periods that lie in `away` as a whole are not waited for.
Freshness freshness_of(const Workspace& workspace, std::span<const KpiPeriod> periods);

/// Indices of complete periods without value before the last one that has one: listed, not stale.
std::vector<std::size_t> gaps_of(std::span<const KpiPeriod> periods);

}  // namespace okr
