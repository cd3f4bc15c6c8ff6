// SPDX-License-Identifier: MIT
// A KPI's readings gathered into periods (method.md 5.3), and what their values mean: red, amber, green; compared with
// targets and the past; fresh or stale (5.2-5.6). Signal and noise are in xmr.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/enum_words.hpp"
#include "okr/compute/staleness.hpp"
#include "okr/model/kpi.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

/// What is judged, and the largest amount that went into it: the scale of equality at a bound of 0 (method.md 0.35).
struct ScaledValue {
  std::optional<double> value;
  double scale = 0;
};

/// A value that is there, without what a subtraction leaves of equal amounts: 0 where it is nothing beside the largest
/// that went into it (method.md 0.35).
double without_dust(const ScaledValue& scaled);

/// One period of a KPI.
struct KpiPeriod {
  Period period;
  std::optional<double> value;  ///< by the KPI's aggregate; empty when nothing was read, or a formula divides by zero
  double largest = 0;           ///< amount that went into the value; of a formula what its parts are added up from
  bool complete = false;        ///< its last day is past, or a reading said `final`; else it is partial, shown with "*"
  bool awaited = false;         ///< its last day and `lag-days` are past: a missing value is missing, not late
  bool excused = false;         ///< nothing was read, and every day of it is away: nothing is expected (method.md 0.40)
  int covered = 0;              ///< parts (`expect`, else `every`) that have a reading: the 2 of "2 of 3"
  int expected = 1;             ///< parts that are over and awaited; more than `covered` flags a sum
  int times = 1;                ///< periods that stand here as one, alike and without a reading: see kpi_periods
  std::optional<Date> last_reading;
  Place place;  ///< of the last reading

  /// True where parts that were waited for lack in what the value was made from.
  bool partly_missing() const { return value && covered < expected; }
  /// Its value, and what that is small against.
  ScaledValue scaled() const { return {value, largest}; }
};

/// In which periods, and of which days: a period that lies across one of the two is judged by its days between them.
struct PeriodQuery {
  PeriodUnit unit = PeriodUnit::month;
  std::optional<Date> since = {};  ///< readings before it are left out
  std::optional<Date> until = {};  ///< readings behind it are left out
};

/// Every period from the first reading (or `since`, where there was one before) to the one that holds `as_of`, without
/// holes, oldest first; empty when there is no reading. Of a silence of 1 800 periods and more those in its middle are
/// one item, from the first day of the first to the last of the last. A reading keyed by a period is known from that
/// period's last day on (method.md 0.21). A formula is computed from its parts' aggregates over the same days. One
/// pass: 100 000 readings take about a millisecond.
std::vector<KpiPeriod> kpi_periods(const Workspace& workspace, const Kpi& kpi, const PeriodQuery& query, Date as_of);

/// Every period of a KPI by its own `every`, with all its readings.
std::vector<KpiPeriod> kpi_periods(const Workspace& workspace, const Kpi& kpi, Date as_of);

/// How many periods those at these indices stand for.
int count_periods(std::span<const KpiPeriod> periods, std::span<const std::size_t> indices);

/// Aggregates values in their order; empty for no values. Median: the mean of the middle two for an even count.
std::optional<double> aggregated(std::vector<double> values, Aggregate aggregate);

/// The size of the largest of the amounts that are aggregated, 1 of a count; 0 for none: what their value is small
/// against.
double largest_amount(std::span<const double> values, Aggregate aggregate);

/// True for sum and count, of which a part says nothing about the whole.
constexpr bool adds_up(Aggregate aggregate) { return aggregate == Aggregate::sum || aggregate == Aggregate::count; }

/// True for a KPI of which a part of a period says nothing about the whole: by its aggregate, or of a formula as soon
/// as one of its parts adds up. It is then judged by whole periods only (method.md 0.22, 0.36).
bool adds_up(const Workspace& workspace, const Kpi& kpi);

/// True where a reading that did not come counts as 0: missing = "zero" of what adds up, and of a mean.
bool counts_missing_as_zero(const Kpi& kpi);

/// The KPI a key result names, with or without "kpi/"; null when there is none of that name.
const Kpi* kpi_named(const Workspace& workspace, const Reference& reference);

/// The traffic light of a KPI's period, or why it has none (method.md 5.2).
enum class Rag : std::uint8_t { green, amber, red, no_target, no_data, not_available };
OKR_WORDS(Rag, "green", "amber", "red", "no target", "no data", "n/a")

/// The status of a value by its bounds (method.md 5.2); `not_available` where thresholds stand on the wrong side
/// (E114), `no_data` for no value.
Rag rag_of(const Kpi& kpi, const KpiBounds& bounds, const ScaledValue& judged);

/// The status of a value by the bounds of the definition alone, whatever [targets] says.
inline Rag rag_of(const Kpi& kpi, std::optional<double> value) { return rag_of(kpi, kpi, {value}); }

/// True when a target, or a bound of a range, is there to be judged by.
bool has_target(Good good, const KpiBounds& bounds);

/// Whether a value is better than what it is compared with; neutral where neither is, or it is the same.
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

/// A value compared with a reference, both there (method.md 5.4). For a range, nearer to `bounds` is better.
Comparison compared(const Kpi& kpi, const KpiBounds& bounds, const ScaledValue& judged, const ScaledValue& reference);

/// Index of the last complete period with a value; empty when there is none. RAG and comparisons speak of it.
std::optional<std::size_t> last_complete(std::span<const KpiPeriod> periods);

/// A KPI's periods of one unit, and what the compared one is judged by.
struct KpiSeries {
  PeriodUnit unit = PeriodUnit::month;
  std::span<const KpiPeriod> periods;
  KpiBounds bounds;
};

/// True of two days of a KPI that lie more than ten years and a hundred of its periods apart: where no reading lies
/// between them one of the two is a slip of the year, most often.
bool are_far_apart(const Kpi& kpi, Date one, Date other);

/// The comparison of a period with the one just before; empty when either has no value.
std::optional<Comparison> against_previous(const Kpi& kpi, const KpiSeries& series, std::size_t index);

/// The comparison of a period with the one of the same name one year earlier (method.md 5.4); empty without partner or
/// value.
std::optional<Comparison> year_over_year(const Workspace& workspace, const Kpi& kpi, const KpiSeries& series,
                                         std::size_t index);

/// The indices of the periods at the end that are waited for and have no value, oldest first (method.md 5.6).
std::vector<std::size_t> missing_of(const Workspace& workspace, const Kpi& kpi, std::span<const KpiPeriod> periods,
                                    Date as_of);

/// How old what is known of a KPI is (method.md 5.6): with none missing fresh, with one due, with more stale; due when
/// there never was a reading, and not asked where it may stand in what is wrong. Never stale where a missing reading is
/// 0.
Freshness freshness_of(const Workspace& workspace, const Kpi& kpi, std::span<const KpiPeriod> periods, Date as_of);

/// When a KPI was last looked at as a whole, by the notes of its readings (method.md 5.6).
struct KpiReview {
  const Kpi* kpi = nullptr;
  std::optional<Date> last;  ///< the last note
  std::optional<Date> from;  ///< the first day on which it is time again, by the last note or else the first reading
  bool due = false;          ///< that day has come
};

/// When a KPI whose `review` names a rhythm is to be looked at again; empty for any other.
std::optional<KpiReview> review_of(const Kpi& kpi, Date as_of);

/// The reviews of a workspace's KPIs whose time has come, the longest waiting first.
std::vector<KpiReview> reviews_due(const Workspace& workspace, Date as_of);

/// Indices of complete periods without value before the last one that has one: listed, not stale. Periods away as a
/// whole are none.
std::vector<std::size_t> gaps_of(const Workspace& workspace, std::span<const KpiPeriod> periods);

}  // namespace okr
