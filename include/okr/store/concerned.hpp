// SPDX-License-Identifier: MIT
// Two states of a workspace of which most files are the same: what of it has to be loaded so that every number that may
// be another is computed, on both sides alike.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/model/okr.hpp"

namespace okr::store {

/// What tells a file from another of the same name, by the names of the files below the root.
using FileMarks = std::map<std::string, std::string>;

/// Names below the root that load reads as parts of cycles and KPIs, and okr.toml: those of the disk, sorted. CSV files
/// of KPIs are not among them. Errors: environment, as reading folders has them.
Result<std::vector<std::string>> files_of_workspace(const std::string& root);

/// True for a name that is, by its place, one of those.
bool is_file_of_workspace(const std::string& name);

/// One state: its files, and how they are read.
struct StateFiles {
  FileMarks marks;
  std::function<Result<std::string>(const std::string& name)> text;
};

struct Concerned {
  std::set<std::string> cycles, kpis;  ///< their folders, their ids

  /// Those of the cycles that a state has.
  std::vector<CycleId> cycles_in(const StateFiles& state) const;
};

/// The cycles and KPIs whose files differ, those whose numbers may lean on them (a key result on a KPI, a formula on its
/// parts, an objective on those aligned to it), and what these lean on in turn: more rather than less. Nothing where all
/// has to be loaded: the settings differ, or it cannot be told.
std::optional<Concerned> concerned_by(const StateFiles& before, const StateFiles& after);

}  // namespace okr::store
