// SPDX-License-Identifier: MIT
// A workspace as it was read: settings, cycles, KPIs, what is wrong; and how its records are found by name.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/kpi.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/settings.hpp"

namespace okr {

/// What a cycle's file says of whether it counts.
struct CycleStanding {
  CycleState state = CycleState::active;  ///< closed too when there is a `[result]`
  std::optional<Date> closed = {};
};

/// A cycle's folder that is there but need not be opened; its dates when its name says them.
struct KnownCycle {
  CycleId id;
  std::string folder;
  std::optional<Period> period;
  std::optional<CycleStanding> standing = {};  ///< where its cycle.toml was read as far as that
  std::string title = {};                      ///< likewise
};

/// A heading in a file that is no TOML: the record is there, and nothing more is known of it.
struct UnreadRecord {
  std::string id;  ///< "ship", "ship.users"
  Place fault;     ///< where reading the file ended; never the heading's own place
};

/// Everything that was read of a workspace. Records point to each other by id alone; its Places point into `files`.
struct Workspace {
  std::string root;                ///< absolute path of the folder that holds okr.toml
  std::vector<std::string> files;  ///< below the root; Place::file is an index into it

  /// The mark of each file's text when it was read (store::text_mark): who plans a change by what was read then can
  /// tell whether it is still so.
  std::map<std::string, std::size_t> text_marks;
  Settings settings;
  std::vector<KnownCycle> known_cycles;  ///< every cycle folder, by start, then name
  std::vector<Cycle> cycles;             ///< those that were opened, in the same order
  std::vector<Kpi> kpis;                 ///< by id
  Diagnostics diagnostics;
  std::vector<UnreadRecord> unread;  ///< what stands in files that could not be read

  /// The cycle of that id; null where it was not opened or is not there.
  const Cycle* cycle(const CycleId& id) const;
  const Kpi* kpi(std::string_view id) const;  ///< by its id, or by a name it once had
  /// The file that a place is in, below the root; empty for one that is in none.
  std::string_view file_of(const Place& place) const { return place.known() ? files[place.file] : std::string_view(); }
  /// When the workspace's years begin.
  FiscalYear fiscal_start() const { return settings.workspace.fiscal_year(); }
};

/// "2026-Q3/cycle.toml:19:1".
std::string to_string(const Place& place, const Workspace& workspace);

/// The objective of that id, or else one that once had it (`was`); null where there is none.
const Objective* find_objective(const Cycle& cycle, std::string_view id);
/// The key result of an id such as "ship.users", or one that once had it; null where there is none.
const KeyResult* find_key_result(const Cycle& cycle, std::string_view dotted_id);
/// The key result by the last part of its id, or of one it once had; null where there is none.
const KeyResult* find_key_result(const Objective& objective, std::string_view name);

/// What `[result]` kept of an objective, under its name or one it once had; null when nothing was kept.
const ObjectiveResult* find_result(const Cycle& cycle, const Objective& objective);
/// What `[result]` kept of a key result, under its name or one it once had; null when nothing was kept.
const KeyResultResult* find_result(const Cycle& cycle, const Objective& objective, const KeyResult& key_result);

/// One record of a workspace; exactly one of objective, key result and KPI is set, or only the cycle.
struct Found {
  const Cycle* cycle = nullptr;
  const Objective* objective = nullptr;  ///< set for a key result too
  const KeyResult* key_result = nullptr;
  const Kpi* kpi = nullptr;
};

/// The names of a workspace's files and folders (format.md, "The files").
inline constexpr std::string_view settings_file = "okr.toml";
inline constexpr std::string_view cycle_file = "cycle.toml";     ///< in the folder of a cycle
inline constexpr std::string_view checkins_folder = "checkins";  ///< in the folder of a cycle
inline constexpr std::string_view kpi_folder = "kpi";
inline constexpr std::string_view kpi_file = "kpi.toml";  ///< in the folder of a KPI
inline constexpr std::string_view toml_extension = ".toml";

/// In front of the id of a KPI where a name may be another record's too.
inline constexpr std::string_view kpi_prefix = "kpi/";

/// A reference from a file: "reach", "ship.users", "2026/reach", "2026-Q3/ship.users", "kpi/visits", in the cycle it
/// stands in. Names that were once borne (`was`) count. All fields empty when it names nothing that was opened.
Found resolve(const Workspace& workspace, const Cycle& home, std::string_view reference);

/// Among which cycles, and on which day, the name that a person types is looked for.
struct Scope {
  std::vector<const Cycle*> cycles;  ///< the one that is meant first
  std::optional<Date> day = {};      ///< without it `current`, `previous` and `next` are no words
};

/// The record that a person means: by a reference as in files, by a last part that is unique among the cycles of
/// `scope` ("users"), or by the id of a KPI or a cycle. A full id in several of them means the one that contains the
/// day, where it is one. Errors are usage errors: the cycle that has it and why it is not in force, the nearest match,
/// or the list of all that match. Data errors: it is in a file that could not be read, or may be.
Result<Found> look_up(const Workspace& workspace, const Scope& scope, std::string_view typed);
/// The record that a person means among these cycles, without a day, so that `current`, `previous` and `next` are no
/// words.
Result<Found> look_up(const Workspace& workspace, std::span<const Cycle* const> cycles, std::string_view typed);

/// Whether an id ("ship", "ship.users") is free of those whose headings stand in files of the cycle that cannot be
/// read. Error: data, where it is taken there.
Status check_not_in_unread(const Workspace& workspace, const Cycle& cycle, std::string_view id);

/// "2026-Q3/ship.users".
std::string full_id(const Cycle& cycle, const KeyResult& key_result);
/// "2026-Q3/ship".
std::string full_id(const Cycle& cycle, const Objective& objective);

/// "kpi/sleep"
std::string full_id(const KpiId& kpi);

/// The id of a KPI that is named with or without its prefix.
std::string_view without_kpi_prefix(std::string_view name);
/// A KPI by its id, or one it once had, with or without its prefix; null where there is none.
const Kpi* kpi_called(const Workspace& workspace, std::string_view name);

/// The main file of a cycle below the root, by the cycle's folder: "2026-Q3/cycle.toml".
std::string cycle_path(std::string_view folder);
/// A check-in's file below the root, by its cycle's folder and its name: "2026-Q3/checkins/2026-08-17-ana-x1.toml".
std::string checkin_path(std::string_view folder, std::string_view name);
/// The file of a KPI below the root: "kpi/sleep.toml".
std::string kpi_path(const KpiId& kpi);
/// The file of a KPI that several people fill, below the root: "kpi/sleep/kpi.toml".
std::string shared_kpi_path(const KpiId& kpi);

/// True for a file of any cycle's check-ins, also from further up than the root.
bool is_checkin_path(std::string_view path);

/// "2026-08-17-ana-x1": a check-in's file without its folder and its extension.
std::string checkin_name(const Workspace& workspace, const Checkin& checkin);

/// The cycle's cadence: its own, a month for cycles of more than 100 days, else the workspace's, else a week (method.md
/// 3.2, 0.40).
Rhythm cadence_of(const Settings& settings, const Cycle& cycle);

/// Days after the end on which readings still count: the cycle's, else the workspace's.
int grace_days_of(const Settings& settings, const Cycle& cycle);

/// Strategic for cycles longer than 183 days, else tactical, unless the objective says it.
Tier tier_of(const Cycle& cycle, const Objective& objective);

/// The owners of a key result: its own, its objective's, the workspace's; there may be none.
std::vector<std::string> owners_of(const Settings& settings, const Objective& objective, const KeyResult& key_result);
/// The owners of an objective: its own, else the workspace's; there may be none.
std::vector<std::string> owners_of(const Settings& settings, const Objective& objective);

/// The owners of a key result in one line: "mia, joe"; empty where there are none.
std::string owner_of(const Settings& settings, const Objective& objective, const KeyResult& key_result);

/// Who answers for a KPI's number: its owners, who reads it, the workspace's owner; there may be none.
std::vector<std::string> owners_of(const Settings& settings, const Kpi& kpi);

/// True for the id of a cycle that the workspace has, also where its files were not read.
bool knows_cycle(const Workspace& workspace, const CycleId& id);

/// Everybody who answers for something or contributes to it, the teams, and the tags: what --owner, --team and --tag
/// can name.
struct NamesToFilterBy {
  std::set<std::string> people, teams, tags;
};
NamesToFilterBy names_to_filter_by(const Workspace& workspace);

/// What all spellings of one person have in common: "Ana López" and ana-lopez. Empty for nobody.
std::string person_key(std::string_view name);

/// True for two spellings of one person. Nobody is nobody's double.
bool is_same_person(std::string_view one, std::string_view other);

/// Whether `person` is asked about what `owner` has: about their own, and about what is nobody's; everything where no
/// person is named.
bool is_asked_about(const std::vector<std::string>& owners, std::string_view person);

/// True for a cycle that is closed, or whose final numbers are kept: nothing may be added to it any more.
bool is_closed(const Cycle& cycle);

/// How much of a workspace is there to be checked; a reference to what was not opened is not called dangling.
struct Opened {
  bool kpis = true;
};

/// Notes every E101, E107, E110, E111, E112, E114, E115, E117 and E121 that shows between records, and marks the
/// records whose numbers cannot be trusted as faulty. Of E115 only readings of KPIs: which check-in of a day counts is
/// compute/readings'. Carets get their length from the line when it is shown.
void check_structure(Workspace& workspace, Opened opened);

// --- by their ids ----------------------------------------------------------------------------------------------------

// Records by their ids: what many references ask for is looked up in tables that are made once.

/// Gives the answers of resolve and find_objective for many names, from tables that are made once; for a workspace that
/// does not change meanwhile.
class IdIndex {
 public:
  explicit IdIndex(const Workspace& workspace) : workspace_(workspace) {}

  /// The record that a reference in a cycle's file names; all fields empty when it names nothing that was opened.
  Found resolve(const Cycle& home, std::string_view reference);

  /// The KPI of that id, or one that once had it; null where there is none.
  const Kpi* kpi(std::string_view name);

  /// The objective of that id in a cycle, or one that once had it; null where there is none.
  const Objective* objective(const Cycle& cycle, std::string_view id) { return objective_in(ids_of(cycle), id); }

 private:
  using Objectives = std::unordered_map<std::string_view, const Objective*>;
  using KeyResults = std::map<std::string, const KeyResult*, std::less<>>;

  /// By the names they have, and by those that they had (`was`), which count where nothing has them now.
  struct Ids {
    Objectives objectives, once_objectives;
    KeyResults key_results, once_key_results;  ///< "ship.users": below the id that the objective has
    KeyResults moved;                          ///< by whole names of the past
  };

  const Ids& ids_of(const Cycle& cycle);
  static void note(const Objective& objective, Ids& ids);
  static const Objective* objective_in(const Ids& ids, std::string_view name);
  static const KeyResult* key_result_in(const Ids& ids, std::string_view dotted);
  Found found_in(const Cycle& cycle, std::string_view name);

  const Workspace& workspace_;
  std::unordered_map<const Cycle*, Ids> ids_;
  std::unordered_map<std::string_view, const Kpi*> kpis_;
  bool are_kpis_noted_ = false;
};

/// Steps by what a check-in calls them: the title or the id. Lives no longer than the steps.
class StepIndex {
 public:
  explicit StepIndex(std::span<const Step> steps);

  /// Which steps the word names, the first one first; mostly one, or none.
  std::span<const std::size_t> named(std::string_view word) const;

 private:
  std::unordered_map<std::string_view, std::vector<std::size_t>> steps_;
};

}  // namespace okr
