// SPDX-License-Identifier: MIT
// Git's merge driver: three files into one, by records and keys where they can be read, else by lines as git does it
// itself.
#pragma once

#include <string>
#include <vector>

#include "okr/base/result.hpp"

namespace okr::actions {

struct MergeRequest {
  std::string base, ours, theirs;  ///< absolute paths; a base that is not there is an empty text
  std::string name;                ///< of the file that they are versions of, fit for a terminal
  std::string place;               ///< where that file stands, absolute
  std::size_t marker_length = 7;
};

struct FileMerge {
  std::string before;              ///< what `ours` held
  std::string text;                ///< what it will hold
  bool is_clean = true;            ///< false: a person has to look at it
  std::vector<std::string> notes;  ///< what disagrees, a line each, and why the files were not joined by records
};

/// Never loses a line of either side. Errors: environment, when ours or theirs cannot be read.
Result<FileMerge> merge_files(const MergeRequest& request);

}  // namespace okr::actions
