// SPDX-License-Identifier: MIT
// The readings of a key result that count on a day, one a date, whatever they come from; and what is said of it beside
// them.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "okr/compute/absence.hpp"
#include "okr/compute/subject.hpp"

namespace okr {

/// A counted reading. `number`, `percent`, `hold`, `measure`: the value; `sum`: the day's amount; `done`: 1 or 0;
/// `graded`: 0 to 1; `milestones`: the share of weight done by then.
struct Point {
  Date date;
  double value = 0;
  Place place;
};

/// All counted readings by date (method.md 0.3; KPI-fed ones by format.md, "A key result fed by a KPI"). No readings is
/// an empty list; absent with E107, E108, E115, E117 where one of them cannot be used.
Computed<std::vector<Point>> points_of(const Subject& subject, const Definition& definition, Date as_of);

/// How much of each step is done (0 or 1) by the check-ins that count.
std::vector<double> steps_done(const Subject& subject, const Definition& definition, Date as_of);

/// A confidence as it was stated.
struct Confidence {
  int value = 0;                ///< 1..10
  std::optional<int> change;    ///< against the one stated on an earlier day
  Date date;
  Place place;
  bool explained = false;       ///< the check-in's entry has a note
};

/// The last one stated on a counted day; empty when none was.
std::optional<Confidence> confidence_of(const Subject& subject, Date as_of);

/// Check-ins that say something of it on days that do not count: before its start, after the end and grace, or after
/// `as_of` (W243).
std::vector<const Entry*> uncounted_entries(const Subject& subject, Date as_of);

/// Two check-ins of a day of which nothing tells the later one (E115).
struct AmbiguousDay {
  const Entry* first = nullptr;
  const Entry* second = nullptr;
};
std::vector<AmbiguousDay> ambiguous_days(const Subject& subject, Date as_of);

/// A grade as a number: 0 to 1, or a zone's word (fail 0, commit 0.3, target 0.7, stretch 1); empty for others (E107).
std::optional<double> grade_of(const EntryValue& value);

}  // namespace okr
