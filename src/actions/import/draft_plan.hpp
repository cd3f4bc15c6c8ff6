// SPDX-License-Identifier: MIT
// What of a draft is missing in a workspace, and the files that would hold it then: new texts, spliced texts, check-ins,
// readings of KPIs. Reads files of the workspace, writes nothing.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "actions/import/draft.hpp"
#include "okr/model/workspace.hpp"
#include "session/settings.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// How many there are of each.
struct DraftCounts {
  std::size_t cycles = 0, objectives = 0, key_results = 0, checkins = 0, readings = 0, kpis = 0, kpi_readings = 0,
              results = 0;

  /// What is or comes into a cycle's files.
  std::size_t of_cycles() const { return cycles + objectives + key_results + checkins + readings + results; }
  bool is_zero() const { return of_cycles() + kpis + kpi_readings == 0; }
};

/// What is left out because it cannot be used, by where it stood.
using LeftOut = std::set<CsvPlace>;

struct DraftPlan {
  Transaction transaction;
  DraftCounts added, unchanged;
  Diagnostics faults;                      ///< their places are those of the draft's text
  std::vector<Error> conflicts;            ///< of kind answer_no: days that have another value
  std::vector<DraftRemark> remarks;        ///< beside those of the draft
  std::vector<std::string> about;          ///< full ids of what is written
  std::map<std::string, CsvPlace> places;  ///< of every record and, by "FILE:ID", of every value that is written
};

/// What one attempt needs to know.
struct DraftScene {
  const Workspace& workspace;  ///< all of it is open
  const DraftOptions& options;
  Author author;
  Date today;
  int now = 0;  ///< seconds since midnight
};

/// Everything that is not left out. Errors: environment, data (a file that cannot be changed).
Result<DraftPlan> plan_draft(const DraftScene& scene, const Draft& draft, const LeftOut& left_out);

}  // namespace okr::cli
