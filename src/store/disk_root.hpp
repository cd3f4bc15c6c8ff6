// SPDX-License-Identifier: MIT
// The folder of a workspace, opened once for the many files below it.
#pragma once

#include <string>
#include <vector>

#include "okr/store/disk.hpp"

namespace okr::store {

/// Names are those below the root: "2026-Q3/cycle.toml". Links are followed only where they stay inside it. The system
/// is asked to see to that in the call that opens; where it cannot (Linux before 5.6), each path is looked at instead.
class RootFolder {
 public:
  explicit RootFolder(std::string root);

  /// The content of a file by its name below the root, as read_file_inside gives it.
  Result<std::string> read(const std::string& name) const;

  /// The entries of a folder by its name below the root, as list_folder gives them; nothing below a name that is not
  /// there. A folder outside of the root is an error.
  Result<std::vector<FolderEntry>> list(const std::string& name) const;

 private:
  /// Not open where that failed, for whatever reason.
  Descriptor open(const std::string& name, int flags) const;
  std::string path_of(const std::string& name) const { return root_ + "/" + name; }

  std::string root_;
  Descriptor folder_;
};

}  // namespace okr::store
