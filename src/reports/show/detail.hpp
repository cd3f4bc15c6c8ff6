// SPDX-License-Identifier: MIT
// What `okr show` says of one record: its numbers, its history, what it is linked with, and how the numbers came about.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/blockers.hpp"
#include "okr/compute/forecast.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/settings.hpp"
#include "okr/model/workspace.hpp"
#include "reports/plot/plot.hpp"
#include "reports/words.hpp"

namespace okr::reports {

/// The commit that a line of the files is from.
struct Recorded {
  std::string commit = {};  ///< short; empty where it is uncommitted, or this clone does not reach back so far
  std::string author = {};
  std::optional<Date> day = {};
  bool uncommitted = false;
};

/// What was said of a key result, or read of a KPI, on a day.
struct HistoryItem {
  Date date;
  const Entry* entry = nullptr;  ///< of a check-in; null for a reading of a KPI
  std::optional<double> value;   ///< as a number, where it is one; the sum so far for kind sum
  std::optional<double> amount;  ///< what the day added, for kind sum
  std::optional<int> confidence;
  std::string note;
  std::string by;  ///< who said it, or the source
  Place place;
  bool counted = true;                    ///< false: outside the days that count (W243), or not yet complete
  std::optional<Recorded> recorded = {};  ///< where git was asked
};

/// How a record is bound to another.
enum class Bond : std::uint8_t {
  parent,   ///< it is aligned to
  child,    ///< is aligned to it
  fed_by,   ///< the KPI its values come from
  feeds,    ///< the key result that takes its values from this KPI
  counter,  ///< must not suffer for it
  guards,   ///< it must not suffer for this
  depends_on,
  needed_by,
  triggered_by,  ///< the KPI that called for it
  triggers,
  supports,  ///< what a KPI is there for
  supported_by,
  driver,  ///< a part of its formula
  drives,  ///< a KPI whose formula it is part of
  carried_from
};
OKR_WORDS(Bond, "aligned to", "aligned to it", "fed by", "feeds", "counter", "guards", "depends on", "needed by",
          "triggered by", "triggers", "supports", "supported by", "driver", "drives", "carried from")

struct Link {
  Bond bond = Bond::parent;
  RecordName name;                   ///< where it was not found, as the reference has it
  std::optional<PaceStatus> status;  ///< of an objective or key result that runs
  std::optional<Verdict> verdict;    ///< of one that ended
  std::optional<Rag> rag;            ///< of a KPI
};

/// A part of a KPI's formula, with its value in the KPI's last complete period.
struct Driver {
  const Kpi* kpi = nullptr;
  std::optional<double> value;
};

struct Detail {
  const Workspace* workspace = nullptr;
  Found found;
  Date as_of{};
  std::optional<CycleNumbers> cycle;          ///< of a cycle
  std::optional<ObjectiveNumbers> objective;  ///< of an objective, and of a key result's objective
  const KeyResultNumbers* key_result = nullptr;
  std::optional<KeyResultForecast> forecast;  ///< of a key result
  std::optional<KpiNumbers> kpi;
  std::vector<Driver> drivers;           ///< of a KPI with a formula
  std::optional<KpiReview> review;       ///< of a KPI with a `review`
  std::vector<Obstacle> in_the_way;      ///< of an objective, its key results' too, and of a key result: what is open
  std::vector<HistoryItem> history;      ///< newest first, all of it
  std::vector<const Checkin*> checkins;  ///< of a cycle, newest first
  std::vector<Link> links;
  std::optional<Plot> plot;     ///< of a key result or KPI with three values or more: the last 60
  std::size_t not_plotted = 0;  ///< how many values before them
  Trace trace;

  /// "2026-Q3/ship.users", "kpi/sleep", "2026-Q3"
  std::string id() const { return id_of(found); }
};

/// Links to cycles that were not opened keep their name only. The result points into itself and into the workspace.
std::unique_ptr<Detail> detail_of(const Workspace& workspace, const Found& found, Date as_of);

/// True where git was asked of the history.
bool is_any_recorded(const Detail& detail);

/// The KPIs of the formula with their values in the KPI's last complete period; empty without formula.
std::vector<Driver> drivers_of(const Workspace& workspace, const KpiNumbers& numbers, Date as_of);

/// Adds what there is to say; nothing of an empty text.
void add(KeyValues& list, const char* key, Text value);

/// What was said as a number; of a sum the amount.
std::optional<double> number_of(const HistoryItem& item);

/// "131", "12" (the amount of a sum), "yes", "man pages"; empty for a judgement without a value.
std::string value_text(const HistoryItem& item);

/// "man pages, due 10 Aug, done"
std::string step_text(const KeyResultNumbers& numbers, std::size_t step);

/// "today", "1 day ago", "21 days ago, 14 of them away".
std::string ago_text(int days, int away);

/// A key result within a sentence, with its goal where the title holds no number.
std::string measure_text(const KeyResultNumbers& numbers);

/// A cycle with its objectives and at most `most` check-ins.
void add_cycle(Document& document, const Detail& detail, std::size_t most);

/// A KPI's definition and where it stands.
void add_kpi(Document& document, const Detail& detail);

/// `most` lines of history; the records have all of it.
struct DetailOptions {
  std::size_t most = 10;
  std::string prefix;  ///< in front of files of the workspace: the way from the current folder to its root
};
Document detail_document(const Detail& detail, const DetailOptions& options);

/// `okr show ID --why`: every step of the trace, nothing computed here.
Document why_document(const Detail& detail, const DetailOptions& options);
Records why_records(const Detail& detail, const DetailOptions& options);

/// "I will OBJECTIVE, as measured by KEY RESULTS."; empty for a KPI or a cycle.
std::string sentence_of(const Detail& detail);

/// `okr show ID --sentence`: it alone.
Document sentence_document(const Detail& detail);
Records sentence_records(const Detail& detail);
Json sentence_json(const Detail& detail);

Records detail_records(const Detail& detail);
Json detail_json(const Detail& detail, const DetailOptions& options);

// --- what people know behind it --------------------------------------------------------------------------------------

// What people know behind the numbers of a record: why it is there, whose it is, its steps, what is done for it, links,
// and what became of it meanwhile.

/// A line each, named once.
void add_lines(KeyValues& list, const char* name, const std::vector<std::string>& lines);

/// "two trade fairs (done, mia, due 31 Aug) https://example.org/fairs", a line each.
void add_initiatives(KeyValues& list, const std::vector<Initiative>& initiatives, Date as_of);

/// "cancelled: shops want a person on the phone"; empty of what is active.
std::string state_text(State state, const std::string& reason);

/// What was changed up to the day, a line each: "2026-08-12, target 400 → 300 (the launch slipped)".
void add_changes(KeyValues& list, const std::vector<Change>& changes, Date as_of);

/// Why, owners, initiatives, links, the state where it is not active, and what was changed; empty where nothing of it
/// is said.
KeyValues background_of(const Settings& settings, const ObjectiveNumbers& numbers, Date as_of);

/// Why a key result is there, its initiatives, links, steps, the state where it is not active, and what was changed;
/// its owners where they are not its objective's. Empty where nothing of it is said.
KeyValues background_of(const Settings& settings, const ObjectiveNumbers& above, const KeyResultNumbers& numbers,
                        Date as_of);

}  // namespace okr::reports
