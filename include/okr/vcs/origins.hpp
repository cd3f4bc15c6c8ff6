// SPDX-License-Identifier: MIT
// Which commit a line of a file is from, of many lines in one walk over the history.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/vcs/git.hpp"

namespace okr::vcs {

/// A line as it stands in a file, by its path from the folder on; without its end.
struct SoughtLine {
  std::string path;
  std::string text;
};

/// Where lines are looked for.
struct OriginQuery {
  std::string rev = "HEAD";        ///< and what is reachable from it
  std::vector<std::string> paths;  ///< files and folders, from the folder on; also those they had before
  std::vector<SoughtLine> lines;
};

/// Of each line the newest commit that added it, through renames among `paths`; nothing where none did: it is uncommitted.
/// In a shallow clone the oldest commits seem to add all they hold; they follow none. Error: environment, no repository.
Result<std::vector<std::optional<HistoricCommit>>> origins_of(const std::string& folder, const OriginQuery& query);

}  // namespace okr::vcs
