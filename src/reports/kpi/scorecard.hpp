// SPDX-License-Identifier: MIT
// What `okr kpi` says: every KPI with its last complete period, grouped by what it asks of a person; what its gates
// look at, the objective that one calls for; the words of a KPI, the document and the keys.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/model/workspace.hpp"
#include "reports/keys.hpp"

namespace okr::reports {

/// How many KPIs are how.
struct KpiCounts {
  int green = 0, amber = 0, red = 0, no_target = 0, no_data = 0, in_error = 0;
  int signals = 0;  ///< that moved more than chance

  void add(const KpiNumbers& numbers) {
    if (is_signal(numbers.signal)) ++signals;
    switch (numbers.status) {
      case Rag::green: ++green; break;
      case Rag::amber: ++amber; break;
      case Rag::red: ++red; break;
      case Rag::no_target: ++no_target; break;
      case Rag::no_data: ++no_data; break;
      case Rag::not_available: ++in_error; break;
    }
  }
};

/// A KPI's bounds that must hold: of a counter KPI what it keeps today.
struct ProposedBound {
  const Kpi* kpi = nullptr;
  std::optional<double> min, max;
  bool strict = false;
};

struct Proposal {
  const Kpi* kpi = nullptr;
  Period period;          ///< whose value calls for it
  double baseline = 0;    ///< the value of the last complete period
  KpiAim aim;             ///< by what the KPI is judged today
  KpiBounds bounds = {};  ///< what the period was judged by
  std::optional<ProposedBound> counter = {};
};

/// Empty unless the KPI is breached, no active objective works on it (drafts do not), and there is a way to go.
std::optional<Proposal> proposal_of(const Workspace& workspace, const KpiNumbers& numbers, Date as_of);

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

/// How many rows of a scorecard are how.
struct ScorecardCounts {
  KpiCounts statuses;
  int judged = 0;                               ///< with natural limits
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
OKR_WORDS(KpiGate, "red", "signal", "stale")

/// Ids of the rows that make the gate fail, in their order; empty when it holds.
std::vector<std::string> failing(const Scorecard& scorecard, KpiGate gate);

/// A value of a KPI, never shown alike with a bound of its time that it does not equal (method.md 0.31).
std::string judged_text(double value, const KpiBounds& bounds);

/// The value of the last complete period, without its unit; "-" where there is none.
std::string value_text(const KpiNumbers& numbers);

/// The value of a KPI with its unit: "6.1 h".
std::string value_with_unit(const KpiNumbers& numbers);

/// What it wants to be, by the bounds of its last complete period, without unit: ">= 7"; told from the value beside it.
std::string goal_text(const KpiNumbers& numbers);

/// What a value is compared with, told from that value.
std::string reference_text(const Comparison& comparison);

/// "-0.9", "+2.0 pp", "0"
std::string delta_text(const Comparison& comparison);

/// "-12.9 %", "+0.0467 %".
std::string percent_change_text(double percent);

/// A natural limit with as many decimals as the variation deserves, and enough that it does not seem to lie on the
/// other side of `value`.
std::string limit_text(double limit, double value, const XmrLimits& limits);

/// "W33", "Jul", "Q2", "16 Aug", "2025"; with the year where it is long ago.
std::string period_label(const Workspace& workspace, const KpiNumbers& numbers, std::size_t period, Date as_of);

/// "2026-W33", as files and commands name it.
std::string period_name_of(const Workspace& workspace, const KpiNumbers& numbers, std::size_t period);

/// "concern: < 6.5", "improved: run of 8", "trending up", "concern: new level", "routine"; empty where there is no
/// value.
Text signal_text(const KpiNumbers& numbers);

/// True where the level left its old limits for good, and the last value signals on the other side of them: what is
/// said of the one is not said of the other.
bool leaves_new_level(const KpiNumbers& numbers);
/// "its level had moved up before"
std::string left_level_text(const KpiNumbers& numbers);

/// What a rule saw at a point: "under its natural limit 6.5", "3 of 4 near its upper natural limit", "8 in a row above
/// its mean"; empty for no signal.
std::string rule_text(const KpiNumbers& numbers, std::size_t point);
/// What the last point breaks: its rule; "trending down: under its natural limit 118.9" of a level that keeps going.
std::string broken_rule_text(const KpiNumbers& numbers);

/// "fit.rest-hr", with its cycle where that does not contain the day, or one `beside` it is called alike.
std::string worker_name(const KpiWorker& worker, Date as_of, std::span<const KpiWorker> beside = {});
/// worker_name with the worker's title on pages.
Text worker_named(const KpiWorker& worker, Date as_of, std::span<const KpiWorker> beside = {});
Text workers_text(const std::vector<KpiWorker>& workers, Date as_of);

/// "who works on it is not known: 2026-Q3/team.toml could not be read (E001): ..." of one that may need an objective.
std::string unknown_work_text(const KpiNumbers& numbers);

/// "2026-W30, 2026-W31 and 3 more": periods by their names, the first `most`.
std::string periods_text(const Workspace& workspace, const KpiNumbers& numbers,
                         const std::vector<std::size_t>& periods);

/// What the rules looked at: the value, or for `signal = "change"` "+120 EUR from the month before".
std::string charted_text(const KpiNumbers& numbers);

/// The running period's value, where it has one: "21 %*".
std::string running_text(const KpiNumbers& numbers);

/// "2 green, 1 amber"; what there is none of is not named.
std::string counts_text(const KpiCounts& counts);

/// "2 of 3 readings": of the last complete period, where some are missing.
std::string coverage_text(const KpiNumbers& numbers);

/// A line a KPI, what needs a person first, and below it how many are how; it must have rows.
void add_scorecard(Document& document, const Scorecard& scorecard);

Document document_of(const Scorecard& scorecard);

/// A KPI in a report; `row` is null where there is no scorecard.
struct KpiRecord {
  const Workspace& workspace;
  const KpiNumbers& numbers;
  const ScorecardRow* row = nullptr;

  std::string period_name(std::size_t period) const { return period_name_of(workspace, numbers, period); }
  const KpiPeriod* last() const { return numbers.last ? &numbers.periods[*numbers.last] : nullptr; }
};

struct PeriodRecord {
  const KpiRecord& of;
  std::size_t index;

  const KpiPeriod& period() const { return of.numbers.periods[index]; }
  const KpiBounds& bounds() const { return of.numbers.bounds[index]; }
};

/// The keys of their JSON objects, from which the columns of tables come too.
std::span<const Key<KpiRecord>> keys_of_kpis();
std::span<const Key<PeriodRecord>> keys_of_periods();
std::span<const Key<KpiTarget>> keys_of_targets();

Json health_object(const KpiCounts& counts);

Records records_of(const Scorecard& scorecard);
Json json_of(const Scorecard& scorecard);

Json kpi_object(const Workspace& workspace, const KpiNumbers& numbers);

}  // namespace okr::reports
