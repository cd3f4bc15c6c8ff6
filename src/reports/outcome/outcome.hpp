// SPDX-License-Identifier: MIT
// What a program is told with --json that is no report: what a writing command did, and on stderr what went wrong.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "reports/keys.hpp"

namespace okr::reports {

/// One field of a record, before and after.
struct FieldChange {
  std::string cycle;  ///< empty for KPIs, settings and the journal of a check-in
  std::string id;     ///< "ship.users", "2026-Q3", "sleep"; empty where it belongs to no record
  std::string field;  ///< "target", "readings.2026-W33"
  Json from, to;      ///< null where there was none, or is none any more
};

struct Outcome {
  std::string command;
  Date as_of{};
  std::string root;                       ///< of the workspace
  bool dry_run = false;                   ///< nothing was written: `wrote` says what would be
  std::vector<std::string> wrote = {};    ///< files as they are called after it, below the root or absolute
  std::vector<std::string> removed = {};  ///< files
  std::vector<FieldChange> changes = {};
  std::vector<std::string> unchanged = {};  ///< ids that were named and stay as they were
  std::optional<std::string> diff = {};     ///< of a dry run
  bool committed = false;
};

Json outcome_json(const Outcome& outcome);

/// One write that `okr undo` could take back.
struct PastWriteRow {
  std::string when;     ///< "2026-08-17 12:00"
  std::string command;  ///< "checkin"
  std::string summary;
  std::vector<std::string> files;
};

/// `okr undo --list`, the latest first.
struct PastWriteList {
  Date as_of{};
  std::string root;
  std::vector<PastWriteRow> rows;
  std::string changed;  ///< the file for which the latest cannot be taken back; empty where it can, or there is none
};
Json past_writes_json(const PastWriteList& list);

/// What stands on stderr: the first error in the keys of the document itself, all of them, and the warnings.
struct Problems {
  int exit = 0;
  std::span<const Error> errors, warnings;
};
Json problems_json(const Problems& problems);

}  // namespace okr::reports
