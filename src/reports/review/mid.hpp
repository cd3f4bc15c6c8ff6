// SPDX-License-Identifier: MIT
// What `okr review --mid` says: where every key result is heading, what is said and computed of it, and what there is
// to decide (method.md 6.4). Numbers of the outlook; nothing is computed twice.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/forecast.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/log/journal.hpp"
#include "reports/score/scores.hpp"

namespace okr::reports {

enum class Advice : std::uint8_t {
  none,     ///< nothing to decide: not begun, over, a draft, cancelled, deferred, in error
  keep,     ///< likely to succeed: go on
  watch,    ///< could go either way: ask again in a week
  raise,    ///< aspirational and too safe: aim higher, or give its time to another
  decide,   ///< aspirational and unlikely: help, adjust or drop
  escalate  ///< a promise that is unlikely to be kept: who was promised has to know
};
OKR_WORDS(Advice, "", "keep", "watch", "raise?", "decide", "escalate")

/// From this chance of success on, with a forecast score above `too_safe_above` (0.80), an aspirational key result is
/// too safe.
inline constexpr double too_safe_from = 0.90;

/// With a forecast from two readings and more that is not stale, s = success_chance:
///   raise     aspirational, s >= 0.90 and the forecast's score above 0.80
///   keep      s >= 0.70 (likely)
///   decide    s < 0.30 (unlikely) and behind, at risk or without data; escalate where it is a promise
///   watch     else
/// Without one (bounds, steps, yes or no, grades, one reading, a stale one): keep for on track and better, watch for
/// behind, decide or escalate for at risk, no data and what cannot end met; raise for aspirational steps that are all
/// done with a tenth of their time left.
Advice advice_on(const ObjectiveNumbers& objective, const KeyResultForecast& key_result);

struct MidRow {
  const ObjectiveNumbers* objective = nullptr;
  const KeyResultForecast* key_result = nullptr;
  Advice advice = Advice::none;
};

/// A stated confidence and the chance of the target lie this far apart, or more.
inline constexpr double far_apart = 0.25;

/// A question that the numbers ask; what it asks of is named by ids.
enum class MidTopic : std::uint8_t {
  intent,          ///< of each objective; always asked
  holds_back,      ///< what is to be decided or escalated
  cannot_end_met,  ///< promises that cannot be kept any more
  stop_for,        ///< promises that are behind: what is stopped for them
  aim_higher,      ///< what is too safe
  who_knows,       ///< said and computed are far apart
  silent,          ///< stale, or never a reading
  nobody_works,    ///< KPIs that call for an objective
  moved_target,    ///< definitions that were moved since the start
  take_over        ///< by the next cycle; always asked
};
OKR_WORDS(MidTopic, "intent", "holds_back", "cannot_end_met", "stop_for", "aim_higher", "who_knows", "silent",
          "nobody_works", "moved_target", "take_over")

struct MidQuestion {
  MidTopic topic = MidTopic::intent;
  std::vector<std::string> ids;
};

struct MidReview {
  const Workspace* workspace = nullptr;
  std::unique_ptr<const Outlook> outlook;
  std::vector<MidRow> rows;                                              ///< in the order of the files
  std::unordered_map<const KeyResultNumbers*, std::size_t> row_numbers;  ///< of a key result's row
  std::vector<const KeyResultForecast*> lagging;        ///< of the outlook's, those to watch, decide or escalate
  std::vector<const KeyResultForecast*> disagreements;  ///< stated against computed, the widest first
  std::vector<KpiNumbers> signals;                      ///< KPIs with something to decide, and those that improved
  std::vector<KpiReview> kpi_reviews;                   ///< that are due
  std::vector<JournalEvent> changes;                    ///< of definitions, since the start
  std::vector<LeftOut> left_out;                        ///< cancelled or deferred, where no change says so
  std::vector<MidQuestion> questions;

  const MidRow* row_of(const KeyResultNumbers& numbers) const;
};

/// The result points into itself and into the workspace, which has to outlive it.
std::unique_ptr<const MidReview> mid_review_of(const Workspace& workspace, const Cycle& cycle, Date as_of);

}  // namespace okr::reports
