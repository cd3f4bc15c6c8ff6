// SPDX-License-Identifier: MIT
// The readings of a key result that count on a day, whatever they come from; and what is said of it beside them.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "okr/compute/absence.hpp"
#include "okr/compute/subject.hpp"

namespace okr {

/// A counted reading. `number`, `percent`, `measure`: the value; `hold`: the value, or the amount where its periods add
/// up, or fed by a KPI what a period amounts to; `sum`: the day's amount; `done`: 1 or 0; `graded`: 0 to 1;
/// `milestones`: the share of weight done by then.
struct Point {
  Date date;
  double value = 0;
  Place place;
};

/// All counted readings by date (method.md 0.3; fed by a KPI 0.22), one a day but for amounts of a hold. No readings is
/// an empty list; absent with E107, E108, E117 where one of them cannot be used. Of a day the last check-in counts
/// (method.md 0.30), of a sum all of them.
Computed<std::vector<Point>> points_of(const Subject& subject, const Definition& definition, Date as_of);

/// True when no single amount of a sum up to the day leads away from its target: what is in hand cannot be lost (several
/// amounts of a day are looked at one by one).
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

/// The last one stated on a counted day; empty when none was.
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
std::vector<TiedDay> tied_days(const Subject& subject, Date as_of);

/// A grade as a number: 0 to 1, or a zone's word (fail 0, commit 0.3, target 0.7, stretch 1); empty for others (E107).
std::optional<double> grade_of(const EntryValue& value);

}  // namespace okr
