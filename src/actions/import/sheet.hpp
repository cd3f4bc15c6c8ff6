// SPDX-License-Identifier: MIT
// A sheet of OKRs, read by its map: which cycle, objective and key result each row speaks of, and what it says of them.
// What no cell says is no value; what is needed and not said is a fault of its row.
#pragma once

#include <optional>
#include <string>

#include "actions/import/draft.hpp"
#include "actions/import/sheet_map.hpp"
#include "actions/import/table.hpp"
#include "okr/model/workspace.hpp"

namespace okr::cli {

struct SheetScene {
  const Workspace& workspace;        ///< whose cycles may be named, all of them known
  std::optional<std::string> cycle;  ///< the id of the cycle of rows that name none
};

/// Usage errors: a column that is needed and not there. Everything else that is wrong is a fault of the draft.
Result<Draft> draft_of_sheet(const SheetScene& scene, const SheetMap& map, const CsvForm& form, const SheetTable& table,
                             Draft draft);

}  // namespace okr::cli
