// SPDX-License-Identifier: MIT
// Imported readings against what the workspace holds: new, the same, another value; and the files they go into.
#pragma once

#include <string>
#include <vector>

#include "actions/readings/import_file.hpp"
#include "actions/readings/reading_files.hpp"

namespace okr::cli {

/// What becomes of the readings of one KPI.
struct ImportCount {
  std::string kpi;
  std::size_t added = 0, replaced = 0, unchanged = 0;
  std::string first = {}, last = {};  ///< keys of the readings that are written; empty when none is
};

struct ImportPlan {
  std::vector<ImportCount> counts;  ///< a target each
  std::vector<Error> conflicts;     ///< the first ones
  std::size_t conflict_count = 0;   ///< of all: days that are taken by another value
  ReadingFiles files;
};

struct ImportPlanOptions {
  std::string source;  ///< for the files of a KPI that has a folder
  bool replace = false;
};

/// Usage and data errors where a KPI is gone or in error by now.
Result<ImportPlan> plan_import(const Workspace& workspace, const ImportRequest& request, const ImportedFile& file,
                               const ImportPlanOptions& options);

}  // namespace okr::cli
