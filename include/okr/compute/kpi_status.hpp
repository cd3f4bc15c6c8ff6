// SPDX-License-Identifier: MIT
// What a KPI's values mean: red, amber, green; compared with targets and the past; fresh or stale (method.md 5.2-5.6).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "okr/base/enum_words.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/staleness.hpp"

namespace okr {

enum class Rag : std::uint8_t { green, amber, red, no_target, no_data, not_available };
OKR_WORDS(Rag, "green", "amber", "red", "no target", "no data", "n/a")

/// What a period that ends on `last_day` is judged by: the entry of [targets] with the latest first day on or before
/// that day, over what held before it. Entries that begin after `as_of` are not known (method.md 0.26).
KpiBounds bounds_at(const Kpi& kpi, Date last_day, Date as_of);

/// What is judged, and the largest amount that went into it: the scale of equality at a bound of 0 (method.md 0.35).
struct ScaledValue {
  std::optional<double> value;
  double scale = 0;
};

/// Method.md 5.2; `not_available` where thresholds stand on the wrong side (E114), `no_data` for no value.
Rag rag_of(const Kpi& kpi, const KpiBounds& bounds, const ScaledValue& judged);

/// By the definition alone.
inline Rag rag_of(const Kpi& kpi, std::optional<double> value) { return rag_of(kpi, kpi, {value}); }

/// False is E114: warn on the wrong side of target, min above max, a negative margin.
bool thresholds_in_order(Good good, const KpiBounds& bounds);

/// True when a target, or a bound of a range, is there to be judged by.
bool has_target(Good good, const KpiBounds& bounds);

enum class Favour : std::uint8_t { neutral, favourable, unfavourable };
OKR_WORDS(Favour, "neutral", "favourable", "unfavourable")

/// A value against a reference (method.md 5.4).
struct Comparison {
  double reference = 0;
  double delta = 0;               ///< value - reference; percent points ("pp") where `points`
  std::optional<double> percent;  ///< 100 x delta / |reference|; empty for a reference of 0
  Favour favour = Favour::neutral;
  bool points = false;  ///< the unit is %
};

/// For a range, nearer to `bounds` is better.
Comparison compared(const Kpi& kpi, const KpiBounds& bounds, double value, double reference);

/// How far a value lies outside min..max; 0 inside.
double distance_to_range(const KpiBounds& bounds, double value);

/// Index of the last complete period with a value; empty when there is none. RAG and comparisons speak of it.
std::optional<std::size_t> last_complete(std::span<const KpiPeriod> periods);

/// A KPI's periods of one unit, and what the compared one is judged by.
struct KpiSeries {
  PeriodUnit unit = PeriodUnit::month;
  std::span<const KpiPeriod> periods;
  KpiBounds bounds;
};

/// Against the period just before; empty when either has no value.
std::optional<Comparison> against_previous(const Kpi& kpi, const KpiSeries& series, std::size_t index);

/// Against the period of the same name one year earlier; empty without partner or value.
std::optional<Comparison> year_over_year(const Workspace& workspace, const Kpi& kpi, const KpiSeries& series,
                                         std::size_t index);

/// A period is not waited for while every day of it, or every day since it was awaited, is `away`.
bool is_waited_for(const Workspace& workspace, const Kpi& kpi, const KpiPeriod& period, Date as_of);

/// Method.md 5.6: indices of the periods at the end that are waited for and have no value, oldest first.
std::vector<std::size_t> missing_of(const Workspace& workspace, const Kpi& kpi, std::span<const KpiPeriod> periods,
                                    Date as_of);

/// None missing is fresh, one due, more stale; due when there never was a reading. Never stale where a missing reading
/// is 0.
Freshness freshness_of(const Workspace& workspace, const Kpi& kpi, std::span<const KpiPeriod> periods, Date as_of);

/// Indices of complete periods without value before the last one that has one: listed, not stale. Periods away as a
/// whole are none.
std::vector<std::size_t> gaps_of(const Workspace& workspace, std::span<const KpiPeriod> periods);

}  // namespace okr
