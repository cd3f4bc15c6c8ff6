// SPDX-License-Identifier: MIT
// A KPI that one file holds becomes a folder in which each who records it has a file of their own, and back: what that
// does to the files. Reads files of the workspace, writes nothing.
#pragma once

#include <string>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"
#include "session/transaction.hpp"

namespace okr::cli {

/// True where the KPI has a folder.
bool is_shared(const Workspace& workspace, const Kpi& kpi);

struct Sharing {
  const Kpi* kpi = nullptr;
  bool shared = false;  ///< what it is to be; it is not so yet
  std::string source;   ///< whose files its readings go into
  Date today{};
};

/// Moves what the transaction leaves of its files. Usage errors: a KPI that is computed or reads a CSV file. Data errors,
/// with the place: readings that cannot be moved, a day that several files give and that does not join.
Status share(const Workspace& workspace, const Sharing& sharing, Transaction& transaction);

/// For one that is as it is to be: a commit may still lack its files, and that the others are gone.
void keep_shared(const Kpi& kpi, Transaction& transaction);

}  // namespace okr::cli
