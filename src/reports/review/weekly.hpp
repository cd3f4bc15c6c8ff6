// SPDX-License-Identifier: MIT
// What `okr review` says each week: the four squares (what was meant and done, what comes, what must stay healthy, what
// lies ahead), and what moved since the last time. Numbers of the board; nothing is computed twice. With
// what is due in a cycle, and what people meant to do: also of the other reviews.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/workspace.hpp"
#include "reports/log/journal.hpp"
#include "reports/status/board.hpp"

namespace okr::reports {

enum class ComingKind : std::uint8_t {
  step,          ///< of key result `id`, called `text`
  key_result,    ///< `id`'s own due date
  kpi_target,    ///< by then KPI `id` is meant to be at its target
  start,         ///< the cycle begins
  check_in,      ///< something falls due
  mid_review,    ///< half of the cycle has gone
  final_review,  ///< the cycle ends
  said           ///< `text`, by `by`; without a date of its own
};
OKR_WORDS(ComingKind, "step", "key_result", "kpi_target", "start", "check_in", "mid_review", "final_review", "said")

struct Coming {
  ComingKind kind = ComingKind::said;
  std::optional<Date> date;  ///< empty for what was said
  RecordName name = {};
  std::string text = {}, by = {};
  bool ends_by_itself = false;  ///< nothing is left to be done on the day: what is judged by its periods
};

/// Of the days from `as_of` to four weeks later, by date; what was said stands last. Nothing that is done, reached,
/// cancelled or deferred; nothing after the end of a cycle.
std::vector<Coming> coming_of(const Workspace& workspace, const CycleNumbers& numbers);

/// Steps and key results whose date has passed undone, in a cycle that runs.
std::vector<Coming> late_of(const CycleNumbers& numbers);

/// The day on which half of a cycle has gone.
Date middle_of(const Period& period);

struct Priority {
  std::string text;
  std::string by;     ///< who meant to, as check-ins name the person; may be empty
  bool done = false;  ///< said done since, in the same words
  Date said{};        ///< the day of the check-in that meant it
};

struct Priorities {
  std::vector<Priority> last;  ///< of the week before, with what was done beside them
  std::vector<Priority> next;  ///< of the week that has begun
};

/// A person's latest check-in that speaks of priorities, or of what is done, says what comes next, until a cadence has
/// passed; that person's one before it with priorities is what it is measured by, and after a cadence it is itself of the
/// week before. Check-ins of a day are one. Who has said nothing for four weeks is left out.
Priorities priorities_of(const Cycle& cycle, int cadence_days, Date as_of);

/// The person behind a check-in: `by`, else its source.
const std::string& author_of(const Checkin& checkin);

struct Remark {
  Date date{};
  std::string by;    ///< who said it; may be empty
  std::string text;  ///< on one line
};

/// Adds a check-in's list, such as &Checkin::wins.
void add_remarks(const Checkin& checkin, std::vector<std::string> Checkin::*words, std::vector<Remark>& remarks);

/// True when more than one person has checked in by the day.
bool has_several_people(const Cycle& cycle, Date as_of);

/// A key result now, and as it stood on the day that it is compared with.
struct Movement {
  const KeyResultNumbers* now = nullptr;
  const KeyResultNumbers* before = nullptr;  ///< null where it was not there
  bool said = false;                         ///< a reading came since
  std::optional<double> by;                  ///< of the value; from the baseline where there was none before
  int steps = 0;                             ///< done since
  int met = 0, missed = 0;                   ///< periods of a bound judged since
  std::optional<int> confidence;             ///< its change, where both days have one
  std::string note;                          ///< the last one said of it since
  bool status_moved = false;                 ///< another word than before, of a record that had begun
};

struct Weekly {
  const Workspace* workspace = nullptr;
  Date since{};  ///< the day that is compared with
  std::unique_ptr<const Board> board;
  CycleNumbers before;                 ///< on that day
  std::optional<double> score_change;  ///< of the scores as printed
  std::vector<Movement> movements;     ///< one a key result, in the board's order
  Priorities priorities;
  std::vector<const KpiNumbers*>
      health;  ///< with `health = true`; where none is marked, those that guard or feed this cycle
  std::vector<Coming> coming, late;
  std::vector<Remark> needs;                 ///< of each person's latest check-in, for four weeks
  std::vector<Remark> wins, lessons, notes;  ///< said since
  std::vector<JournalEvent> changes;         ///< of definitions, since; oldest first
  std::vector<KpiReview> kpi_reviews;        ///< that are due
  std::vector<DueItem> due;                  ///< what waits for a word, stale ones too
  int cadence_days = days_of_week;           ///< of the cycle
  bool several_people = false;               ///< more than one checks in
  bool silent = false;                       ///< nobody has checked in since
  std::optional<Date> silent_from;           ///< and that is to be said: their last day, else the first if one was due

  const Movement* movement_of(const KeyResultNumbers& numbers) const;
  const ObjectiveNumbers* before_of(const ObjectiveNumbers& numbers) const;  ///< null where it was not there
};

/// A cadence of the cycle before the day, at least a week.
Date default_since(const Settings& settings, const Cycle& cycle, Date as_of);

/// The result points into itself and into the workspace, which has to outlive it.
std::unique_ptr<const Weekly> weekly_of(const Workspace& workspace, const Cycle& cycle, Date since, Date as_of);

}  // namespace okr::reports
