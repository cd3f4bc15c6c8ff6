// SPDX-License-Identifier: MIT
// What `okr kpi` says: every KPI with its last complete period, grouped by what it asks of a person; and what its gates
// look at. Numbers and enums; how it reads and looks is render's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/model/workspace.hpp"
#include "reports/kpi/proposal.hpp"

namespace okr::reports {

struct KpiCounts {
  int green = 0, amber = 0, red = 0, no_target = 0, no_data = 0, in_error = 0;

  void add(Rag status) {
    switch (status) {
      case Rag::green: ++green; break;
      case Rag::amber: ++amber; break;
      case Rag::red: ++red; break;
      case Rag::no_target: ++no_target; break;
      case Rag::no_data: ++no_data; break;
      case Rag::not_available: ++in_error; break;
    }
  }
};

/// What a KPI asks for; the most pressing first.
enum class Triage : std::uint8_t {
  decide,  ///< red (for `breach-periods`) or a signal on the bad side, and no active objective works on it
  watch,   ///< red or a bad signal that is worked on, or not red for long enough; amber; stale; a change of a range;
           ///< nothing to judge it by or with
  fine     ///< green, without a bad signal, not stale
};
OKR_WORDS(Triage, "decide", "watch", "fine")

Triage triage_of(const KpiNumbers& numbers);

/// What a review names: a KPI with something to decide, whether or not its new level is the one to go by, or one that
/// improved. The others are counted.
bool is_worth_a_line(const KpiNumbers& numbers);

/// What to leave out; empty leaves nothing out. `ids` are those of KPIs, without "kpi/".
struct ScorecardFilter {
  std::vector<std::string> ids;
  std::string team;
  std::optional<Level> level;
};

struct ScorecardQuestion {
  ScorecardFilter filter;
  std::optional<PeriodUnit> by;  ///< values of other periods than the KPI's own
  std::optional<Date> since;     ///< the trend begins there; limits and comparisons do not move
};

struct ScorecardRow {
  KpiNumbers numbers;
  Triage triage = Triage::fine;
  std::vector<std::size_t>
      trail;  ///< indices of complete periods, oldest first, without holes; the last is numbers.last
  std::optional<Proposal> proposal;   ///< only in the KPI's own periods
  std::optional<KpiNumbers> counter;  ///< the KPI that must not suffer from it
};

/// Of the rows: how many are how.
struct ScorecardCounts {
  KpiCounts statuses;
  int judged = 0;                               ///< with natural limits
  int moved = 0;                                ///< of those, with a signal either way
  int too_few = 0;                              ///< with values, but fewer than 6
  int alike = 0;                                ///< with wider limits, since neighbours are alike
  int trial = 0;                                ///< limits from fewer than `limit-points`
  std::size_t trial_least = 0, trial_most = 0;  ///< points of those
};

struct Scorecard {
  const Workspace* workspace = nullptr;
  Date as_of{};
  ScorecardQuestion question;
  std::vector<ScorecardRow> rows;  ///< by triage, then the worst first, then by id
  ScorecardCounts counts;
  std::optional<Date> complete_to;  ///< last day of the latest period that is shown
};

/// The most periods a trail holds when `since` does not say where it begins.
inline constexpr std::size_t trail_length = 13;

/// The result points into the workspace, which has to outlive it.
std::unique_ptr<const Scorecard> scorecard_of(const Workspace& workspace, const ScorecardQuestion& question,
                                              Date as_of);

/// What a gate can fail on.
enum class KpiGate : std::uint8_t {
  red,
  signal,  ///< more than chance on the bad side; for a range on either side
  stale    ///< two or more complete periods are missing
};

/// Ids of the rows that make the gate fail, in their order; empty when it holds.
std::vector<std::string> failing(const Scorecard& scorecard, KpiGate gate);

}  // namespace okr::reports
