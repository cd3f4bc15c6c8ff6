// SPDX-License-Identifier: MIT
// Workspaces looked through for `okr check`: as they lie in folders, as the next commit would hold them, as a commit
// held them; and what was found, named for the screen and for other programs.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"
#include "reports/check/findings.hpp"
#include "session/context.hpp"

namespace okr::session {

/// A workspace that was looked through: all that is wrong stands in its diagnostics.
struct Checked {
  Workspace workspace;
  std::optional<std::vector<std::uint32_t>> only = {};  ///< the files that are asked about; nothing: all
};

/// The workspace in a folder; of its history what came after `since`, a revision. Errors are those of store::load.
Result<Checked> checked_folder(const Context& context, const std::string& root,
                               const std::optional<std::string>& since);

/// The workspaces of the files that were typed, each file in its own, wherever we are. A file that was deleted speaks
/// through those that need it, so then nothing is left out. Usage errors: a file that its workspace does not read.
Result<std::vector<Checked>> checked_files(const Context& context, const std::vector<std::string>& typed,
                                           const std::optional<std::string>& since);

/// The workspaces that the next commit changes, as it would leave them. Error: environment, no repository.
Result<std::vector<Checked>> checked_staged(const Context& context);

/// What was found in all of them. With `since`, a revision, only what each workspace did not have then, told by rule,
/// record and message. Errors: usage, no such revision; environment, no repository.
Result<reports::Findings> findings_of(const Context& context, const std::vector<Checked>& all,
                                      const std::optional<std::string>& since);

/// What git's history shows of the cycles in force, and of the KPIs over the current cycle and the one before it; at
/// the value in today's files, without what is allowed there. Nothing where there is no repository, no git, or no
/// commit: there `changes` alone speak (lint_numbers). One W230 at okr.toml in a clone that holds only the newest
/// commits: nobody can tell. All cycles and KPIs must be loaded. With `since`, a revision, without what had gone into
/// it. Error: environment, where the machine kept git from being heard.
Result<Diagnostics> findings_of_history(const Workspace& workspace, Date as_of,
                                        const std::optional<std::string>& since = {});

// --- last read -------------------------------------------------------------------------------------------------------

// Definitions as they could be read last: a slip moves nothing, neither where it is made nor where it is mended.

// So does a record that a commit takes away and a later one puts back.

/// Follows the states of a workspace with one cycle, one behind the other.
class LastRead {
 public:
  /// What stands in `cycle` and its workspace today was not taken away for good.
  LastRead(const Workspace& today, const Cycle& cycle);

  /// Gives each objective, key result and KPI of which a value cannot be read the definition that could be read last,
  /// and a misspelt key its last value, and no longer calls that wrong; keeps those of all others. What was never read
  /// stays as it is. Puts in what commits took away for a while.
  void follow(Workspace& state);

  /// Mends, as the other `follow` does, the state that a commit made of `before`, its parents: one, or several of a
  /// merge.
  void follow(const std::vector<Workspace>& before, Workspace& state);

 private:
  void note_away(const Workspace& before, const Workspace& state);
  void mend(Workspace& state);
  void put_back(Workspace& state);

  std::optional<Cycle> cycle_;                   ///< without its objectives
  std::map<std::string, Objective> objectives_;  ///< by id, without their key results
  std::map<std::string, KeyResult> key_results_;
  std::map<std::string, Kpi> kpis_;
  std::set<std::pair<std::string, std::string>> never_read_;  ///< misspelt keys, by the record's id
  std::set<std::string> today_;                               ///< ids, also those that were borne once
  std::set<std::string> away_;                                ///< ids
};

}  // namespace okr::session
