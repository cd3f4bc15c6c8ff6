// SPDX-License-Identifier: MIT
// Which key results and KPIs a check-in asks about on a day, where each of them stands, and how what is due is listed.
// Asks nobody anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actions/checkin/understand.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"

namespace okr::actions {

/// Whom and what a check-in asks (commands.md, "Check-in").
struct Asking {
  std::string owner;                   ///< "" asks about everybody's; else this person's and nobody's
  bool all = false;                    ///< also what is not due
  bool finishes = false;               ///< a cycle that is over: all values that it ends with, and no confidence
  std::vector<std::string> also = {};  ///< ids asked about in any case: a draft speaks of them
  std::string me = {};                 ///< who asks, where no other owner was named; may be empty
  std::string source = {};             ///< what they write from: "ana-x1"

  bool names(const std::string& id) const;
};

/// Whose a check-in asks about: of --owner as typed ("all" is everybody), else of `me`; everybody's where all records
/// of these cycles and all KPIs have one and the same owner, whatever that person is called here.
Asking asking_for(const CheckinScene& scene, const std::optional<std::string>& owner, const std::string& me);

/// A key result that is asked about, with its numbers on the day.
struct AskedKeyResult {
  const Cycle* cycle = nullptr;
  const Objective* objective = nullptr;
  const KeyResult* key_result = nullptr;
  KeyResultNumbers numbers;
  bool only_confidence = false;  ///< the value waits for nothing, or is a KPI's: only how sure a person is
};

/// A KPI that is asked about, with the day or period a reading would be for.
struct AskedKpi {
  const Kpi* kpi = nullptr;
  KpiNumbers numbers;
  ReadingDay day;
  std::string feeds = {};        ///< the first key result that it feeds and that can be judged now, by its full id
  bool asks_confidence = false;  ///< with its reading: that of the key result which it feeds

  /// True where amounts add up, and those of a whole period did: its goal judges that total, and no amount by itself.
  bool has_total() const;
};

/// The key results that are asked about on the day, in file order. Due: half its cadence has passed, or the check-in
/// day has come. The confidence is asked for by its own age (asks_for_confidence), where another source brought the
/// value: who gave it could have said one then. Never: what is over, achieved, a draft, in error.
std::vector<AskedKeyResult> key_results_asked_on(const CheckinScene& scene, const Asking& asking);

/// The KPIs that are asked about on the day, in the order of the files. Due: a whole period has no value, or half its
/// rhythm has passed (`expect`, else `every`; with a check-in day from that day on; never within a period that one
/// reading sums up). Never: what is computed, read from a CSV, or in error. Its person is `owner`, else `who`, else the
/// workspace's owner.
std::vector<AskedKpi> kpis_asked_on(const CheckinScene& scene, const Asking& asking);

/// All that is asked about on the day, each once: a key result whose KPI is asked too says its confidence with that.
struct Asked {
  std::vector<AskedKeyResult> key_results;
  std::vector<AskedKpi> kpis;

  std::size_t size() const { return key_results.size() + kpis.size(); }
};
Asked asked_on(const CheckinScene& scene, const Asking& asking);

/// The day a reading of a KPI is for: in the first half of a period, the period that has just ended where neither has a
/// reading; where one reading sums a period up, the one that has ended without; else the day itself.
ReadingDay reading_day(const Workspace& workspace, const Kpi& kpi, Date day);

/// True where another cycle of the check-in has a key result of this id, too: only with its cycle it names one.
bool needs_its_cycle(const CheckinScene& scene, const Cycle& cycle, const KeyResult& key_result);

/// A key result's last value as people read it: "131", "2/4", "yes"; empty when it has none.
std::string last_value(const KeyResult& key_result, const Standing& standing);

/// The number behind last_value, where there is one; a sum's total.
std::optional<double> last_number(const Standing& standing);

/// "112 of 400 users, behind, last 10 Aug", as they say it on the day.
std::string standing_in_words(const AskedKeyResult& asked, Date day);

/// True where a file of these cycles could not be read: more may be due than is known.
bool has_unread(const CheckinScene& scene);

/// "Nothing is due; ...", or whose is: said where there is nothing to ask.
std::string nothing_due(const CheckinScene& scene, const Asking& asking);

/// What is due, one line each, and how values are given: for `okr checkin` without any.
std::string due_text(const CheckinScene& scene, const Asking& asking);

}  // namespace okr::actions
