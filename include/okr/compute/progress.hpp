// SPDX-License-Identifier: MIT
// Where a key result stands (method.md 2.3): its anchors with defaults, relative targets and the KPI's value at the
// start; the readings that count on a day; the periods of a bound to hold; and from these the value now, progress and
// score, for every kind.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "okr/compute/definition.hpp"
#include "okr/compute/quantities.hpp"

namespace okr {

/// Where the baseline of a key result comes from: its own key, its KPI, or nowhere, so that it is 0.
enum class BaselineFrom : std::uint8_t { given, kpi, assumed_zero };

/// A target that a KPI had reached before the key result began: there is no way to it, it is met or it is not
/// (method.md 0.39).
struct KeptTarget {
  double baseline = 0;
  double target = 0;
  Good good = Good::up;

  /// True where the value keeps the target, in the direction that is better; at a target of 0 beside `scale`, the
  /// largest amount that went into it (method.md 0.35).
  bool is_met_by(double value, double scale) const;
};

/// The values progress is measured between. Percent runs from 0 to 100; other kinds have none.
struct Anchors {
  double baseline = 0;
  double target = 0;
  std::optional<double> commit, stretch;
  BaselineFrom from = BaselineFrom::given;

  /// True where the target lies above the baseline.
  bool rises() const { return target > baseline; }
};

/// The anchors of a key result of kind number, sum or percent (method.md 2.3 with 0.2, 0.4 and 0.5). Absent with E102
/// (differences overflow), E103, E104, E105, E106, E113, without target, or where the target was met before it began
/// (kept_target_of). `definition` says as of when; `as_of` which readings of a KPI are known.
Computed<Anchors> anchors_of(const Subject& subject, const Definition& definition, Date as_of);

/// A counted reading. `number`, `percent`, `measure`: the value; `hold`: the value, or the amount where its periods add
/// up, or fed by a KPI what a period amounts to; `sum`: the day's amount; `done`: 1 or 0; `graded`: 0 to 1;
/// `milestones`: the share of weight done by then.
struct Point {
  Date date;
  double value = 0;
  Place place;
  double largest = 0;  ///< amount that went into the value of a KPI's period; 0 of what was said as it is
};

/// What stood in the KPI right before the start of a key result (method.md 0.22): of what adds up the last whole period
/// before it; else what the running period had come to by then, or the last complete period. Empty without readings.
std::optional<Point> kpi_baseline(const Subject& subject, const Definition& definition, Date as_of);

/// All counted readings by date (method.md 0.3; fed by a KPI 0.22), one a day but for amounts of a hold. No readings is
/// an empty list; absent with E107, E108, E117 where one of them cannot be used. Of a day the last check-in counts
/// (method.md 0.30), of a sum all of them.
Computed<std::vector<Point>> points_of(const Subject& subject, const Definition& definition, Date as_of);

/// The same with every amount of a sum for itself, several of one day too.
Computed<std::vector<Point>> all_points_of(const Subject& subject, const Definition& definition, Date as_of);

/// True when no single amount of a sum up to the day leads away from its target: what is in hand cannot be lost
/// (several amounts of a day are looked at one by one).
bool has_only_gains(const Subject& subject, const Definition& definition, bool rises, Date as_of);

/// How much of each step is done (0 or 1) by the check-ins that count.
std::vector<double> steps_done(const Subject& subject, const Definition& definition, Date as_of);

/// A confidence as it was stated.
struct Confidence {
  int value = 0;              ///< 1..10
  std::optional<int> change;  ///< against the one stated on an earlier day
  Date date;
  Place place;
  bool explained = false;  ///< the check-in's entry has a note
};

/// The entries that state a confidence on counted days up to `as_of`, or to the day on which the record was done,
/// cancelled or deferred (method.md 0.40), by date, the last of each day.
std::vector<const Entry*> stated_entries(const Subject& subject, Date as_of);

/// The last confidence that was stated so; empty when none was.
std::optional<Confidence> confidence_of(const Subject& subject, Date as_of);

/// Check-ins that say something of it on days that do not count: before its start, after the end and grace, or after
/// `as_of` (W243).
std::vector<const Entry*> uncounted_entries(const Subject& subject, Date as_of);

/// Two check-ins of one day and the same time, or without one, whose values differ: the later source name counts
/// (W251).
struct TiedDay {
  const Entry* passed_over = nullptr;
  const Entry* counts = nullptr;
};
/// The ties of a key result's check-ins up to the day, in the order of the days.
std::vector<TiedDay> tied_days(const Subject& subject, Date as_of);

/// A grade as a number: 0 to 1, or a zone's word (fail 0, commit 0.3, target 0.7, stretch 1); empty for others (E107).
std::optional<double> grade_of(const EntryValue& value);

/// How a period of a hold stands.
enum class Holding : std::uint8_t { ahead, met, near, missed };  ///< ahead: not due yet; near: missed within the margin

/// A period of a hold, with what its readings come to and how that is judged (method.md 0.16, 0.17).
struct HoldPeriod {
  Period period;                ///< its days in the key result's window
  bool clipped = false;         ///< the calendar's period is longer: it reaches out of the window
  Bounds bounds;                ///< in force on its last day
  std::optional<double> value;  ///< what its readings, or its amounts so far, come to
  double largest = 0;           ///< amount that went into the value: what is small beside a bound of 0
  Holding holding = Holding::ahead;
  bool over = false;  ///< nothing that is still to come can change it
  int times = 1;      ///< periods that stand here as one, alike and without a value, as in kpi_periods
};

/// How values compare with bounds: whether these themselves are a miss, and what is large beside a bound of 0.
struct Measure {
  bool strict = false;
  double scale = 0;
};

/// True where a value keeps the bounds; what is equal to one within the tolerance is that bound (method.md 0.35).
bool meets(const Bounds& bounds, double value, const Measure& by);

/// All periods of a hold in order, and the count of those that are due.
struct HoldTally {
  std::vector<HoldPeriod> periods;  ///< the middle of a long silence is one
  std::optional<PeriodUnit> unit;   ///< of the calendar; empty where they are blocks of days
  int met = 0;
  int missed = 0;           ///< due and not met, those without a value included
  int missed_for_good = 0;  ///< of these, the ones that are over
  int allowed = 0;          ///< `misses`

  /// Periods that are judged.
  int due() const { return met + missed; }
  /// All of them, and those of which a later word may still change what they say.
  int count() const;
  int open() const;
  /// True where more periods are missed for good than may be.
  bool cannot_be_met() const { return missed_for_good > allowed; }
  /// The last due period; null when none is due.
  const HoldPeriod* last_due() const;
  /// The last period that has a value: the one that is shown; null when none has.
  const HoldPeriod* last_known() const;
};

/// The periods of a hold judged on a day. A period with a value is due at once, or where amounts add up as soon as
/// nothing can change it; one without is due when its last day is past (for a KPI: with its lag), unless it is clipped
/// or all of it lies in `away` (method.md 0.16, 0.17, 0.27).
HoldTally hold_tally(const Subject& subject, const Definition& definition, std::span<const Point> points, Date as_of);

/// How a point keeps the bounds of a hold. The bound itself is met unless `strict`; `near` within `margin`, or up to
/// the KPI's `warn`. Equal within a relative 1e-9 is equal (method.md 0.35).
Holding held(const Subject& subject, const Definition& definition, const Point& point);

/// For a key result fed by what adds up, which counts by whole periods that are over: the last day of the first such
/// period of the KPI that contains `day` or comes behind it, before which no reading says anything (method.md 0.22,
/// 0.36). Empty for all others, and where no period is left.
std::optional<Date> whole_period_end(const Subject& subject, const Definition& definition, Date day);

/// True where a hold's amounts add up within a period: aggregate sum or count, its own or its KPI's.
bool adds_up(const Subject& subject, const Definition& definition);

/// True where each value that is said is an amount of its own, added to the others (0.17): of a sum, and of a hold
/// whose periods are summed or counted. `kind` is that of the day.
bool takes_amounts(const KeyResult& kr, Kind kind);

/// The share of the way that is made, (now - baseline) / (target - baseline), for both directions; raw (method.md 2.3).
/// Absent (E102) where the difference overflows.
Computed<Progress> linear_progress(const Anchors& anchors, double now);

/// The share of the steps that is done, by weight (method.md 2.3): sum of weight x done over sum of weight; `done` 0 to
/// 1 a step. Absent (E108) without steps or without weight.
Computed<Progress> step_progress(std::span<const Step> steps, std::span<const double> done);

/// The share of the due periods that were kept, min(1, (met + min(allowed, missed)) / due) (method.md 0.18); absent
/// while nothing is due.
Computed<Progress> hold_progress(const HoldTally& tally);

/// The score of a value by its anchors (method.md 2.3): piecewise linear through (baseline, 0), (commit, 0.3), (target,
/// 0.7), (stretch, 1) where there is a stretch; capped progress otherwise.
Score score_between(const Anchors& anchors, double now, Progress progress);

/// Where a key result stands: all that one definition and the readings of a day say.
struct Standing {
  Definition definition;
  Computed<Anchors> anchors;       ///< kinds number, sum and percent
  std::optional<KeptTarget> kept;  ///< instead of anchors where a KPI had met the target before the start
  Computed<std::vector<Point>> points;
  std::optional<double> now;       ///< the value progress is measured by: last, best, mean or total
  std::optional<HoldTally> hold;   ///< kind hold, judged by its periods
  std::optional<Holding> latest;   ///< kind hold, judge "latest": by the last value, or the last total that is judged
  bool adds_up = false;            ///< a hold judged by the totals of its periods
  bool only_gains = false;         ///< kind sum: no amount led away from the target
  std::vector<double> steps_done;  ///< kind milestones, 0 or 1 a step
  Computed<Progress> progress;
  Computed<Score> score;

  /// True for a step, by its index from 0, of which all is done.
  bool is_step_done(std::size_t step) const { return step < steps_done.size() && steps_done[step] >= 1; }
  int count_steps_done() const {
    return static_cast<int>(std::ranges::count_if(steps_done, [](double share) { return share >= 1; }));
  }
  /// True where there is a reading that counts.
  bool has_points() const { return points && !points->empty(); }
};

/// How the readings of a period become the value that is judged, of a hold with readings of its own that is judged by
/// its periods; `last` for all others. A KPI's periods come with their value.
Aggregate aggregate_of_hold(const KeyResult& kr, const Standing& standing);

/// Where a key result stands by the readings up to `as_of`, judged by one definition.
Standing standing_of(const Subject& subject, const Definition& definition, Date as_of);

}  // namespace okr
