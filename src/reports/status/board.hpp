// SPDX-License-Identifier: MIT
// What `okr status` says: what needs a person first, every key result against pace, KPI health: the numbers, their
// words and cells (the reviews show them too), the documents and the keys.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/compute/blockers.hpp"
#include "okr/compute/forecast.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/current.hpp"
#include "okr/model/workspace.hpp"
#include "reports/filter.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/objects.hpp"

namespace okr::reports {

/// Why something stands under LOOK HERE; from the most to the least pressing.
enum class Concern : std::uint8_t {
  cannot_end_met,  ///< a part of a committed objective ended missed
  blocked,         ///< a check-in said that something is in the way, and nobody that it is solved
  at_risk,
  no_miss_left,  ///< all misses are used, and the last period was one
  too_slow,      ///< has to go at least half as fast again
  too_sure,      ///< confidence 8 and more while at risk (W229)
  too_doubtful,  ///< confidence 3 and less while ahead (W229)
  no_data,
  stale,
  kpi_red,    ///< and no objective works on it
  kpi_signal  ///< beyond a natural limit on the bad side, and no objective works on it
};

OKR_WORDS(Concern, "cannot_end_met", "blocked", "at_risk", "no_miss_left", "too_slow", "too_sure", "too_doubtful",
          "no_data", "stale", "kpi_red", "kpi_signal")

struct Attention {
  Concern concern = Concern::at_risk;
  const ObjectiveNumbers* objective = nullptr;
  const KeyResultNumbers* key_result = nullptr;  ///< null for a KPI, and of what cannot end MET
  const KpiNumbers* kpi = nullptr;
  std::optional<Rates> rates;
  const Forecast* forecast = nullptr;
  const Obstacle* obstacle = nullptr;              ///< of what is blocked: what is in the way; nothing else is set then
  int age = 0;                                     ///< of the obstacle, in days
  std::vector<const KeyResultNumbers*> lost = {};  ///< of what cannot end MET: its key results that ended missed
};

struct KpiHealth {
  KpiCounts counts;
  std::vector<const KpiNumbers*> flagged;  ///< those with `health = true`
};

enum class Sorting : std::uint8_t { file, risk };

/// A key result or KPI that waits for a word.
struct DueItem {
  const Cycle* cycle = nullptr;
  const KeyResult* key_result = nullptr;
  const Kpi* kpi = nullptr;
  Freshness freshness = Freshness::due;
  std::optional<int> age;  ///< days since the last word
  int away = 0;            ///< how many of these were away
  bool ever = true;        ///< false where nothing was ever said of it: `age` counts from its start
  std::string owner = {};  ///< who answers for it: a name, or several with commas; empty where nobody does
  std::optional<double> value =
      {};  ///< what is known: of a key result as the board shows it, of a KPI its last reading
  std::string unit = {};
  std::optional<Date> due_since = {};  ///< of a key result the day from which a word is waited for
  std::string_view kind = "kpi";       ///< "number", "sum", ... of a key result
};

struct Board {
  const Workspace* workspace = nullptr;
  CycleNumbers numbers;
  CycleForecast forecast;
  std::vector<KeyResultNumbers> lost;  ///< why an objective cannot end MET, also where a filter leaves it out
  std::vector<KpiNumbers> kpis;
  std::vector<Obstacle> in_the_way;  ///< what is open, the oldest first; of what the filter lets through
  std::vector<Attention> look_here;  ///< the most pressing ones, in the order of the files
  int no_reading_yet = 0;            ///< key results without data, where they are too many for a line each
  int look_here_more = 0;            ///< concerns that are not in `look_here` nor counted above
  std::string more_command;          ///< what lists these too
  KpiHealth health;
  Grouping grouping = Grouping::none;
  std::vector<BoardGroup> groups;  ///< one without a name where nothing is grouped; only what the filter lets through
  std::vector<const KeyResultNumbers*> stale;
  std::vector<const KpiNumbers*> stale_kpis;  ///< none where a filter looks at some objectives
  std::optional<Date> last_checkin;
  int due_now =
      0;  ///< what waits for a word: key results of the board and, without a filter, KPIs and what is beside it
  int kpis_due = 0;               ///< how many of these are KPIs
  std::vector<DueItem> beside;    ///< these of the other cycles in force
  std::optional<Date> next_due;   ///< the first later day on which one falls due
  std::vector<EndedCycle> ended;  ///< over and not closed, as far as the workspace knows
  bool filtered = false;
};

/// The most lines under LOOK HERE, and the most key results that are named one by one for having no reading yet.
inline constexpr std::size_t most_concerns = 7, most_silent = 3;

struct BoardQuestion {
  CycleFilter filter;
  bool shown_alone = false;  ///< with a filter by owner, team, tag or level: without the numbers of the whole cycle
  bool with_others = false;  ///< what is due counts the other cycles in force; their check-ins have been read
  Grouping grouping = Grouping::none;
  Sorting sorting = Sorting::file;
  std::string command;  ///< what was typed, to which `--sort risk` is added to see more; empty: the board of the cycle
};

/// " 2026-H2", for a command about the cycle on a day on which it may speak of another one without that: the day lies
/// outside of the cycle, or a shorter cycle holds it or has been over for no more than half its length; else empty.
std::string cycle_argument(const Workspace& workspace, const Cycle& cycle, Date day);

/// The result points into itself and into the workspace, which has to outlive it.
std::unique_ptr<const Board> board_of(const Workspace& workspace, const Cycle& cycle, const BoardQuestion& question,
                                      Date as_of);

/// What waits for a word on the day, the longest waiting first; of a cycle that is over what it was waiting for on its
/// last day.
std::vector<DueItem> due_items(const Workspace& workspace, std::span<const Cycle* const> cycles, Date as_of);

/// Some of what is due. A KPI is let through by its own owner, team, tags and level; the ids of the filter are not
/// looked at.
struct DueQuestion {
  CycleFilter filter;
  std::vector<Found> named;  ///< cycles, objectives, key results and KPIs; empty for all
};
bool is_everything(const DueQuestion& question);
std::vector<DueItem> due_items(const Workspace& workspace, std::span<const Cycle* const> cycles,
                               const DueQuestion& question, Date as_of);

/// False for a cycle that waits to be closed where some of what is due was asked for, but not the cycle itself.
bool asks_for(const DueQuestion& question, const EndedCycle& ended);

/// "2026-Q3/ship.users", "kpi/sleep"
std::string due_id(const DueItem& item);
std::string due_title(const DueItem& item);

/// The values a sparkline shows: at most `most` last ones, as the value stood (a sum runs on).
std::vector<std::optional<double>> trail_of(const KeyResultNumbers& numbers, std::size_t most);

/// Says on pages which records are n/a and why: who reads one does not see what was printed when it was made.
void add_broken(Document& document, const Board& board);

/// "ship.users", "19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %".
KeyValue attention_line(const Attention& attention);

/// LOOK HERE with a line a concern, then how many key results have no reading yet and how many concerns more there are;
/// nothing where nothing needs a person.
void add_look_here(Document& document, const Board& board);

/// "must not suffer: enps (24 %, amber)"; empty where it names none, or none that is on the board.
Text counter_text(const Board& board, const KeyResultNumbers& kr);

/// What is on the board: objectives with their key results in a table a group; below them KPIs, what is stale and due.
void add_objectives(Document& document, const Board& board);
void add_footer(Document& document, const Board& board);

Document document_of(const Board& board);

/// What the signs of the board mean, for pages.
void add_board_legend(Document& document, const Board& board);

/// Cycles that are over and not closed, a line each: "2026-Q3 ended 2 days ago: okr close 2026-Q3 --carry-to 2026-Q4".
/// Without commands for what is read outside a terminal.
void add_ended(Document& document, const std::vector<EndedCycle>& ended, bool with_commands);
std::string close_command(const EndedCycle& ended);

/// `okr status --due`. Cycles in force that wait to be closed are due too; the others are named. In front of it stand
/// the files of `cycles` that could not be read, in which more may be.
Document due_document(std::span<const Cycle* const> cycles, const std::vector<DueItem>& items,
                      const std::vector<EndedCycle>& ended, bool with_commands);

Records records_of(const Board& board);
Json json_of(const Board& board);

/// Cycles in force that wait to be closed are due too.
Records due_records(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended, Date as_of);
/// `cycles` are those in which things were looked for.
Json due_json(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended,
              std::span<const Cycle* const> cycles, Date as_of);
Json due_list(const std::vector<DueItem>& items);

/// What is, or was, in the way, for programs; its age up to the day.
Json obstacles_list(const std::vector<Obstacle>& obstacles, Date as_of);

/// "fit.doctor: moved to September", "legal review".
std::string obstacle_text(const Obstacle& obstacle);
/// An obstacle for people: with its record's title on pages.
Text obstacle_words(const Obstacle& obstacle);

}  // namespace okr::reports
