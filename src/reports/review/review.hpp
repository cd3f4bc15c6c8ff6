// SPDX-License-Identifier: MIT
// What `okr review` says each week: the four squares (what was meant and done, what comes, what must stay healthy, what
// lies ahead), and what moved since the last time. Numbers of the board; nothing is computed twice. With
// what is due in a cycle, and what people meant to do: also of the other reviews.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/forecast.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/workspace.hpp"
#include "reports/calibration/calibration.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/log/journal.hpp"
#include "reports/score/scores.hpp"
#include "reports/status/board.hpp"

namespace okr::reports {

enum class ComingKind : std::uint8_t {
  step,          ///< of key result `id`, called `text`
  initiative,    ///< of key result or objective `id`, called `text`
  key_result,    ///< `id`'s own due date
  kpi_target,    ///< by then KPI `id` is meant to be at its target
  start,         ///< the cycle begins
  check_in,      ///< something falls due
  mid_review,    ///< half of the cycle has gone; `text` is the command
  final_review,  ///< the cycle ends; `text` is the command
  said           ///< `text`, by `by`; without a date of its own
};
OKR_WORDS(ComingKind, "step", "initiative", "key_result", "kpi_target", "start", "check_in", "mid_review",
          "final_review", "said")

struct Coming {
  ComingKind kind = ComingKind::said;
  std::optional<Date> date;  ///< empty for what was said
  RecordName name = {};
  std::string text = {}, by = {};
  bool ends_by_itself = false;  ///< nothing is left to be done on the day: what is judged by its periods
};

/// What comes from `as_of` to four weeks later, by date; what was said stands last. Nothing that is done, reached,
/// cancelled or deferred; nothing after the end of a cycle.
std::vector<Coming> coming_of(const Workspace& workspace, const CycleNumbers& numbers);

/// Steps, initiatives and key results whose date has passed undone, in a cycle that runs.
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
  std::vector<Priority> next;  ///< of the week that has begun, with what was done beside them since
};

/// A person's latest check-in with priorities says what this week is for, until a cadence has passed, together with
/// what was said less than half a cadence before; what is done since is ticked there. The week before is told in the
/// same way by those before. Check-ins of a day are one. Who has said nothing for four weeks is left out.
Priorities priorities_of(const Cycle& cycle, int cadence_days, Date as_of);

/// What everybody meant to do in the last week for which they said it, however long ago: done, or open.
std::vector<Priority> latest_priorities_of(const Cycle& cycle, int cadence_days, Date as_of);

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
  bool said = false;                         ///< a reading that counts came since
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
  std::map<std::string, int> bearers;  ///< how many objectives, key results and KPIs have a name of their own alike
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

// --- in the middle of a cycle ----------------------------------------------------------------------------------------

// What `okr review --mid` says: where every key result is heading, what is said and computed of it, and what there is
// to decide (method.md 6.4). Numbers of the outlook; nothing is computed twice.

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

/// The advice on a key result in the middle of its cycle. With a forecast from two readings and more that is not stale,
/// s = success_chance:
///   raise     aspirational, s >= 0.90 and the forecast's score above 0.80
///   keep      s >= 0.70 (likely)
///   decide    s < 0.30 (unlikely) and behind, at risk or without data; escalate where it is a promise
///   watch     else
/// Without one (bounds, steps, yes or no, grades, one reading, a stale one): keep for on track and better, watch for
/// behind, decide or escalate for at risk, no data and what cannot end met; raise for aspirational steps that are all
/// done with a tenth of their time left.
/// Nothing is raised that cannot aim higher (okr::can_aim_higher).
Advice advice_on(const ObjectiveNumbers& objective, const KeyResultForecast& key_result, bool can_aim_higher);

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

// --- at its end ------------------------------------------------------------------------------------------------------

// What `okr review --final` says of a cycle that ends or has ended: scores and verdicts, how sure people were on the
// way, what was missed, and what there is to learn (method.md 6.5). Scores of `okr score`; nothing is computed twice.

/// Top-level objectives that count, by how they ended. Colours are of aspirational ones, met and missed of promises;
/// missed only once it has ended.
struct Distribution {
  int objectives = 0, green = 0, yellow = 0, red = 0, met = 0, missed = 0;
};

/// What there is to reflect on; ids name what it is about, where the numbers know it.
enum class Reflection : std::uint8_t {
  contributed,  ///< to what succeeded
  obstacles,    ///< in the way of what did not
  rewrite,      ///< too safe, or far short
  learned       ///< that changes the next cycle
};
OKR_WORDS(Reflection, "contributed", "obstacles", "rewrite", "learned")

struct FinalQuestion {
  Reflection topic = Reflection::learned;
  std::vector<std::string> ids;
};

struct StatedOf {
  const KeyResultNumbers* numbers = nullptr;
  StatedPath path;
};

/// What was done, or is still to do, for an objective or a key result.
struct InitiativeOf {
  RecordName name;
  const Initiative* initiative = nullptr;
};

struct FinalReview {
  const Workspace* workspace = nullptr;
  std::unique_ptr<const Scores> scores;
  bool preliminary = true;       ///< it has not ended
  std::vector<StatedOf> stated;  ///< one a key result, in the order of the files
  Distribution aspirational, committed, all;
  Calibration calibration;  ///< of this cycle alone
  Date kpis_on{};           ///< the day on which KPIs are seen: that after the end, or today
  std::vector<KpiNumbers> kpis;
  KpiCounts kpi_counts;
  std::vector<const KpiNumbers*> signals;            ///< those with something to decide, and those that improved
  std::vector<const KeyResultNumbers*> postmortems;  ///< missed promises of which nothing was written
  std::vector<const KeyResultNumbers*> explained;    ///< those with a postmortem
  std::vector<InitiativeOf> initiatives;             ///< all of them, in the order of the files
  std::vector<KpiReview> kpi_reviews;                ///< on the same day as `kpis`
  std::vector<FinalQuestion> reflections;
  std::vector<Remark> wins,
      lessons_said;                  ///< of the check-ins of the whole cycle, oldest first; wins of `[result]` last
  std::vector<Obstacle> obstacles;   ///< all that was in the way, the oldest first
  std::vector<std::string> lessons;  ///< of `[result]`, with its note
  bool several_people = false;

  const StatedPath* path_of(const KeyResultNumbers& numbers) const;
};

/// `previous` may be null. The result points into itself and into the workspace, which has to outlive it.
std::unique_ptr<const FinalReview> final_review_of(const Workspace& workspace, const Cycle& cycle,
                                                   const Cycle* previous, Date as_of);

// --- outputs ---------------------------------------------------------------------------------------------------------

// `okr review` for people and for programs, a function a kind of review; the words that these have in common.

Document document_of(const Weekly& weekly);
Document document_of(const MidReview& review);
Document document_of(const FinalReview& review);

Records records_of(const Weekly& weekly);
Json json_of(const Weekly& weekly);

Records records_of(const MidReview& review);
Json json_of(const MidReview& review);

Records records_of(const FinalReview& review);
Json json_of(const FinalReview& review);

/// What the JSON of every review begins with; `kind` is the word behind `okr review --`. `forecast` may be null.
Json review_object(const Workspace& workspace, std::string_view kind, const CycleNumbers& numbers,
                   const CycleForecast* forecast);

/// What schemas and help say: of the report without what a plan adds, and of its parts.
JsonObject review_report();
/// "2026-Q3, mid-cycle review", with the day and how much of the time has gone at the right.
Heading review_heading(const CycleNumbers& numbers, std::string_view what);

/// "week 7 of 13", "before its start", "after its end".
std::string week_text(const CycleNumbers& numbers);

/// "It is over: okr review 2026-Q3 --final"
Paragraph over_line(const CycleNumbers& numbers);

/// "+19", "-3", "=": of the decimals that the value is shown with.
std::string signed_text(double change);

/// "+0.06", "-3" on a scale of 100, "=": of what is printed.
std::string score_change_text(double change, int scale);

/// The headline of a square or a list.
Heading section_heading(std::string_view title);

/// The line of an objective: id, title, type, score, and how it stands, which is called `last`.
std::vector<Column> objective_columns(const char* last);
void add_objective_line(Table& table, const ObjectiveNumbers& objective, Cell score);

/// "legal review (mira)"; the person only where there are several.
Text said_text(Text words, const std::string& by, bool several);

/// An item a remark: its day first.
List dated_list(const std::vector<Remark>& remarks, bool several, Date as_of);

/// A key result by its own name, as its row above says it, where nothing else is called so; pages say all of its id.
Text named_below(const Weekly& weekly, const std::string& id, const std::string& title);

/// "doctor: moved to September (ana), since 10 Aug": the person only where there are several.
Text obstacle_line(const Weekly& weekly, const Obstacle& obstacle);

/// Lines of the form "WIN  400 readers (mira)".
void add_remarks(KeyValues& lines, const char* key, const std::vector<Remark>& remarks, bool several, Date as_of);

/// "CHANGED  12 Aug  ship.signups  target 400 → 300: the launch slipped"
void add_changes(KeyValues& lines, const std::vector<JournalEvent>& changes, Date as_of);

/// "release: beta", "cycle ends"
std::string coming_text(const Coming& coming);
/// coming_text for people: on pages with titles and without commands.
Text coming_line(const Weekly& weekly, const Coming& coming);

/// "KPI  sleep 6.1 h, red; concern: under its natural limit 6.5; nobody works on it"; those that improved on one line.
void add_kpi_signals(KeyValues& lines, const std::vector<const KpiNumbers*>& signals);

/// "REVIEW  KPIs: savings (never), sleep (last 12 May 2026)": those that are to be looked at again.
void add_kpi_reviews(KeyValues& lines, const std::vector<KpiReview>& reviews);
Json kpi_reviews_list(const std::vector<KpiReview>& reviews);

/// "help, adjust or drop": what the word asks for.
std::string_view meaning_of(Advice advice);
Style style_of(Advice advice);

/// "raise"
std::string_view machine_word(Advice advice);

/// A whole sentence with the names of what it asks of.
std::string question_text(const MidQuestion& asked);
std::string question_text(const FinalQuestion& asked);

/// question_text for people: with titles on pages.
Text question_line(const MidReview& review, const MidQuestion& asked);
/// question_text for people: with titles on pages.
Text question_line(const FinalReview& review, const FinalQuestion& asked);

}  // namespace okr::reports
