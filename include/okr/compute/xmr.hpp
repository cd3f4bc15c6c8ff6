// SPDX-License-Identifier: MIT
// Signal or noise: the XmR chart with natural process limits and three rules (method.md 5.5).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/kpi.hpp"

namespace okr {

inline constexpr std::size_t xmr_least = 6;      ///< points before there are limits
inline constexpr std::size_t xmr_baseline = 20;  ///< points that fix them, unless `limit-points` says another number

/// Natural limits of one segment.
struct XmrLimits {
  double mean = 0;
  double mean_range = 0;              ///< average moving range of the points the limits come from
  double lower = 0;                   ///< LNPL = mean - 2.66 mean_range, cut at the floor
  double upper = 0;                   ///< UNPL, cut at the ceiling
  double range_upper = 0;             ///< 3.268 mean_range
  std::size_t points = 0;             ///< from which they were computed
  std::size_t wanted = xmr_baseline;  ///< that would fix them
  bool trial = false;                 ///< fewer than wanted
  bool alike = false;  ///< neighbours resemble each other: wider limits, and rules 2 and 3 are silent (0.37)
  std::optional<double> correlation, deviation;  ///< lag-one, and standard; of points that are alike

  /// True where all points the limits come from are the same.
  bool no_variation() const { return mean_range == 0; }
};

/// The rules of the chart, by their numbers.
enum class XmrRule : std::uint8_t {
  none,
  limit,          ///< beyond a limit
  three_of_four,  ///< 3 of 4 beyond half the way to the same limit
  run             ///< 8 in a row on one side of the mean
};

/// A point that completes a pattern.
struct XmrSignal {
  bool outside = false;  ///< XmrRule::limit
  bool near = false;     ///< XmrRule::three_of_four
  bool run = false;      ///< XmrRule::run
  bool above = false;    ///< on which side

  /// True where any rule fired.
  bool any() const { return outside || near || run; }
  /// The one that counts where several do: a limit before a run, and that before three of four.
  XmrRule rule() const {
    return outside ? XmrRule::limit : run ? XmrRule::run : near ? XmrRule::three_of_four : XmrRule::none;
  }
  /// Its number: 1 to 3; 0 without any.
  int rule_number() const { return static_cast<int>(rule()); }
};

/// What a metric cannot pass.
struct Clip {
  std::optional<double> floor, ceil;
};

/// Limits from the first `baseline` points of a segment, by their moving range; empty for fewer than 6 points.
std::optional<XmrLimits> xmr_limits(std::span<const double> values, std::size_t baseline, const Clip& clip);

/// Limits as xmr_limits has them, but at least three standard deviations wide where neighbours are alike (lag-one
/// correlation above 0.25 of 12 points or more).
std::optional<XmrLimits> natural_limits(std::span<const double> values, std::size_t baseline, const Clip& clip);

/// True when the value lies further above or below all earlier ones than three natural limits, each 2.66 times their
/// average moving range. False for fewer than 6, and where they do not vary.
bool is_far_from(std::span<const double> earlier, double value);

/// The signals of all points of a segment, one entry a point; all quiet where there is no variation.
std::vector<XmrSignal> xmr_signals(std::span<const double> values, const XmrLimits& limits);

/// Points between two rebase dates, with their own limits.
struct XmrSegment {
  std::size_t first = 0, count = 0;  ///< into Xmr::points
  std::optional<XmrLimits> limits;   ///< empty: "need 6"
};

/// A point of a chart.
struct XmrPoint {
  std::size_t period = 0;  ///< index into the periods it was made from
  double value = 0;        ///< of the period; for `signal = "change"` what it added to the one before
  XmrSignal signal;
};

/// What a level that left its old limits for good does (method.md 0.28).
enum class Growth : std::uint8_t { none, trending, new_level };

/// What tells whether a level left its old limits for good.
struct LevelShift {
  XmrLimits limits;                ///< of the first 8 points of the segment
  std::size_t beyond = 0;          ///< how many of the last 12 left them on one side, by rule 1 or 3
  double recent = 0, earlier = 0;  ///< means of the last 4 points, and of the 4 before
};

/// A KPI's chart with its natural limits: what of its movement is more than chance (method.md 5.5).
struct Xmr {
  std::vector<XmrPoint> points;  ///< complete periods with a value
  std::vector<XmrSegment> segments;
  std::size_t skipped = 0;               ///< complete periods without value between the points
  bool changes = false;                  ///< the points are differences of successive periods
  Growth growth = Growth::none;          ///< of the last segment; never of changes
  bool grows = false;                    ///< upwards
  std::optional<LevelShift> shift = {};  ///< where there is growth

  /// Limits that judge the last point; null when there are none.
  const XmrLimits* limits() const {
    return segments.empty() || !segments.back().limits ? nullptr : &*segments.back().limits;
  }
};

/// A KPI's chart, with limits from the first `limit_points` points of each segment. A period belongs to the segment of
/// the last rebase date on or before its last day; a change belongs to the later of its two periods, and there is none
/// across a gap or a rebase.
Xmr xmr_of(const Kpi& kpi, std::span<const KpiPeriod> periods, std::size_t limit_points = xmr_baseline);

/// What the last points of a chart say. `trending`: the level goes on growing or falling, so that its limits say
/// nothing.
enum class SignalMeaning : std::uint8_t { too_few, no_variation, routine, improvement, concern, change, trending };
OKR_WORDS(SignalMeaning, "need 6 points", "no variation", "routine", "improvement", "concern", "change", "trending")

/// True for what is more than chance, whichever way.
constexpr bool is_signal(SignalMeaning meaning) {
  return meaning == SignalMeaning::concern || meaning == SignalMeaning::improvement || meaning == SignalMeaning::change;
}

/// What the signal at a point says; without a signal "routine variation".
SignalMeaning meaning_of(const Kpi& kpi, const Xmr& xmr, std::size_t point);

/// Whether a target is kept by a process as it runs now (method.md 5.5).
enum class Assurance : std::uint8_t { unknown, consistently_meets, hit_or_miss, consistently_fails };
OKR_WORDS(Assurance, "", "consistently meets the target", "hit or miss", "consistently fails the target")

/// True where rule 1 fired on the bad side at the last point and at one of the two before it: what calls for an
/// objective (0.37).
bool is_lasting_concern(const Kpi& kpi, const Xmr& xmr);

/// What the natural limits say of the target or the range: met when everything between the limits keeps it, failed when
/// nothing does; unknown without limits or target, and where one of the values left limits without variation.
Assurance assurance_of(const Kpi& kpi, const KpiBounds& bounds, const XmrLimits* limits,
                       std::span<const double> values = {});

}  // namespace okr
