// SPDX-License-Identifier: MIT
// Which cycle is meant when none is named, and what `current`, `previous` and `next` name (commands.md, "Which cycle").
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/model/workspace.hpp"

namespace okr {

/// True for a cycle that counts on the day: no draft, and not from the day on which it was closed.
bool is_active(const Cycle& cycle, Date as_of);
/// True where a cycle that its file says this of counts on the day.
bool is_active(const CycleStanding& standing, Date as_of);

/// A cycle as far as choosing one needs it: its days, the kind of its id, and what its file says where that was read.
struct CycleSpan {
  CycleId id;
  Period period;
  std::optional<PeriodUnit> kind;  ///< of ids such as 2026-Q3
  std::optional<CycleStanding> standing;

  /// True where its file was read and says that it is a draft.
  bool is_draft() const { return standing && standing->state == CycleState::draft; }
};

/// One for each cycle with dates, opened or not.
std::vector<CycleSpan> spans_of(const Workspace& workspace);

/// True for two cycles whose ids are of one calendar kind, else where the longer has at most 1.2 times the days of the
/// shorter.
bool are_of_one_length(const CycleSpan& a, const CycleSpan& b);

/// True for a cycle that is over, as long as no more than half its own length (whole days) has passed since its last
/// day and none of its length runs; whether it was closed is not asked.
bool may_linger(const CycleSpan& span, const std::vector<CycleSpan>& all, Date as_of);

/// The cycles that are over, each the last of its length, the latest first; drafts left out.
std::vector<CycleSpan> last_ended(const std::vector<CycleSpan>& all, Date as_of);

/// The opened cycles that are in force: active, and they contain the day (grace days not counted), or are over and
/// linger. The shortest first, then the one that starts later, then by id.
std::vector<const Cycle*> cycles_in_force(const Workspace& workspace, Date as_of);

/// The cycle that is meant where none is named.
struct CurrentCycle {
  const Cycle* cycle = nullptr;  ///< null when the workspace has none
  bool in_force = true;          ///< false: the latest that has started, or else the next
};

/// The first of the cycles in force; where there is none, the one that started last (drafts left out), else the next.
CurrentCycle current_cycle(const Workspace& workspace, Date as_of);

/// The cycles of one length with `cycle` that ended before it began, the latest first. By the dates of their names, or
/// their own where they were opened; what is known to be a draft, and what has no dates, is left out.
std::vector<CycleId> cycles_before(const Workspace& workspace, const Cycle& cycle);
/// The same where the spans of the workspace are known.
std::vector<CycleId> cycles_before(const std::vector<CycleSpan>& all, const Workspace& workspace, const Cycle& cycle);

/// Two cycles of one length, the earlier one over.
struct LastTwo {
  const Cycle* last = nullptr;
  const Cycle* before = nullptr;
};
/// The cycle that is meant on the day, and the last one of its length before it; null where one is not there, is not
/// opened, or has not begun.
LastTwo last_two(const Workspace& workspace, Date as_of);

/// A cycle that is over and was not closed.
struct EndedCycle {
  CycleId id;
  std::string title;
  Date last_day;
  int days_ago = 0;  ///< since its last day, at least 1
  bool in_force = false;
  std::optional<CycleId> follower;  ///< what carries on by the calendar and is not over; none for other ids
};

/// The cycles of last_ended that are not closed; a cycle whose file was not read is not among them.
std::vector<EndedCycle> unclosed_cycles(const Workspace& workspace, Date as_of);

/// The drafts whose days hold this one, where no other cycle of their length runs: until they are active no screen
/// counts them, and no check-in finds them.
std::vector<CycleSpan> begun_drafts(const Workspace& workspace, Date as_of);

/// "2026-Q4 has begun and is a draft: okr set 2026-Q4.state=active".
std::string begun_draft_text(const CycleId& id);

/// "okr close 2026-Q3"; before its last day is over with --early.
std::string closing_command(const Cycle& cycle, Date as_of);

/// How a cycle that only says it is closed gets its numbers: "okr set 2026-Q3.state=active, then okr close 2026-Q3".
std::string closing_hint(const Cycle& cycle, Date as_of);

/// The id behind one of a calendar kind: 2026-Q4 behind 2026-Q3.
std::optional<CycleId> follower_of(const Workspace& workspace, const CycleId& id);

/// "current", "previous" and "next": words for cycles, and never ids.
std::span<const std::string_view> cycle_words();
/// True for one of the cycle_words.
bool is_cycle_word(std::string_view text);

/// The word or the cycle's id that is spelled nearly so; empty when none is.
std::optional<std::string> nearest_cycle(const Workspace& workspace, std::string_view typed);

/// A usage error where there is no such cycle, with the one that is spelled nearly so.
Status check_cycle_known(const Workspace& workspace, const CycleId& id);

/// "`okr new cycle 2026-Q3` adds one": the quarter of the day, in the workspace's own year.
std::string cycle_to_add(const Workspace& workspace, Date as_of);

/// The usage error of a workspace without a cycle, with cycle_to_add as its hint.
tl::unexpected<Error> no_cycle_yet(const Workspace& workspace, Date as_of);

/// The cycle that a word names, any other text as it is. `current`: current_cycle. `previous`: what ended last, closed
/// or not, the shortest of several; no draft. `next`: what begins first after the day (where the current one is over,
/// after its end), a draft too; of several the one as long as the current one, else the shortest. A usage error with
/// what there is.
Result<CycleId> cycle_called(const Workspace& workspace, std::string_view text, Date as_of);

/// What comes after `from`, seen from there: a cycle of its length that is there, a draft too, else the id behind it by
/// the calendar, which need not be. A usage error where neither is.
Result<CycleId> cycle_behind(const Workspace& workspace, const Cycle& from);

/// Why a cycle is not in force: "which was closed on 2 Jul", "which is a draft". Without a year where it is the day's.
std::string why_not_in_force(const Workspace& workspace, const Cycle& cycle, Date as_of);

}  // namespace okr
