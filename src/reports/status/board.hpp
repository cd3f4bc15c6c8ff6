// SPDX-License-Identifier: MIT
// What `okr status` says: what needs a person first, every key result against pace, KPI health. Numbers and enums; how it
// reads and looks is render's.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "okr/compute/forecast.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/current.hpp"
#include "okr/model/workspace.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/status/filter.hpp"

namespace okr::reports {

/// Why something stands under LOOK HERE; from the most to the least pressing.
enum class Concern : std::uint8_t {
  cannot_end_met,  ///< a part of a committed objective ended missed
  at_risk,
  too_slow,      ///< has to go at least half as fast again
  too_sure,      ///< confidence 8 and more while at risk (W229)
  too_doubtful,  ///< confidence 3 and less while ahead (W229)
  no_data,
  stale,
  kpi_red,    ///< and no objective works on it
  kpi_signal  ///< beyond a natural limit on the bad side, and no objective works on it
};

struct Attention {
  Concern concern = Concern::at_risk;
  const ObjectiveNumbers* objective = nullptr;
  const KeyResultNumbers* key_result = nullptr;  ///< null for a KPI, and where an aligned objective ended missed
  const KpiNumbers* kpi = nullptr;
  std::optional<Rates> rates;
  const Forecast* forecast = nullptr;
};

struct KpiHealth {
  KpiCounts counts;
  int signals = 0;
  std::vector<const KpiNumbers*> flagged;  ///< those with `health = true`
};

enum class Grouping : std::uint8_t { none, team, owner, level, tag };
enum class Sorting : std::uint8_t { file, risk };

/// A name that objectives share (a team, an owner, ...), with those that bear it; in the order of the files.
struct BoardGroup {
  std::string name;  ///< empty for those that name none
  std::vector<const ObjectiveNumbers*> objectives;
};

struct Board {
  const Workspace* workspace = nullptr;
  CycleNumbers numbers;
  CycleForecast forecast;
  std::vector<KpiNumbers> kpis;
  std::vector<Attention> look_here;  ///< the most pressing ones, in the order of the files
  int no_reading_yet = 0;            ///< key results without data, where they are too many for a line each
  int look_here_more = 0;            ///< concerns that are not in `look_here` nor counted above
  KpiHealth health;
  Grouping grouping = Grouping::none;
  std::vector<BoardGroup> groups;  ///< one without a name where nothing is grouped; only what the filter lets through
  std::vector<const KeyResultNumbers*> stale;
  std::optional<Date> last_checkin;
  int due_now = 0;                ///< key results that wait for a word
  std::optional<Date> next_due;   ///< the first later day on which one falls due
  std::vector<EndedCycle> ended;  ///< over and not closed, as far as the workspace knows
  bool filtered = false;
};

/// The most lines under LOOK HERE, and the most key results that are named one by one for having no reading yet.
inline constexpr std::size_t most_concerns = 7, most_silent = 3;

struct BoardQuestion {
  CycleFilter filter;
  Grouping grouping = Grouping::none;
  Sorting sorting = Sorting::file;
};

/// The result points into itself and into the workspace, which has to outlive it.
std::unique_ptr<const Board> board_of(const Workspace& workspace, const Cycle& cycle, const BoardQuestion& question,
                                      Date as_of);

/// The objectives of a cycle by what they share, those that name nothing last; one group without a name for `none`.
std::vector<BoardGroup> groups_of(const CycleNumbers& numbers, Grouping grouping, const Settings& settings);

/// The key results and KPIs that wait for a word on the day, the longest waiting first; of a cycle that is over what it
/// was waiting for on its last day.
struct DueItem {
  const Cycle* cycle = nullptr;
  const KeyResult* key_result = nullptr;
  const Kpi* kpi = nullptr;
  Freshness freshness = Freshness::due;
  std::optional<int> age;  ///< days since the last word
  int away = 0;            ///< how many of these were away
  bool ever = true;        ///< false where nothing was ever said of it: `age` counts from its start
};
std::vector<DueItem> due_items(const Workspace& workspace, std::span<const Cycle* const> cycles, Date as_of);

/// The values a sparkline shows: at most `most` last ones, as the value stood (a sum runs on).
std::vector<std::optional<double>> trail_of(const KeyResultNumbers& numbers, std::size_t most);

}  // namespace okr::reports
