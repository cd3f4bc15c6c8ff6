// SPDX-License-Identifier: MIT
// A workspace in a temporary folder for tests that load real files, and what loading it reported as plain text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "okr/model/workspace.hpp"

namespace okr_test {

struct File {
  std::string name;  ///< below the folder; the folders above it are made
  std::string text;
};

/// A fresh folder with these files, removed with everything in it, unless a check failed meanwhile: then it stays and
/// its path is printed.
class Folder {
 public:
  explicit Folder(const std::vector<File>& files = {});
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

  /// A file of it with this text; the folders above it are made.
  void write(const std::string& name, std::string_view text) const;
  /// The file's text; "(none)" when it is not there.
  std::string read(const std::string& name) const;
  bool has(const std::string& name) const;

 private:
  std::string path_;
  int failures_before_;
};

/// All cycles and KPIs of the folder; a failed check when there is no workspace at all.
okr::Workspace loaded(const std::string& root);

/// A line each: "E116 2026-Q3/cycle.toml:5:1-6 what is wrong | how to mend it", columns from the caret's first to its
/// last; without line and columns where the file as a whole is meant.
std::string reports_of(const okr::Workspace& workspace);

/// A text of one file beside others, and the reports it must give, one a line; none for a right one.
struct Case {
  const char* title;
  const char* name;
  const char* text;
  const char* expected;
};

/// Loads each case in a folder of `others` and compares its reports. An okr.toml is added where none is given.
void check_cases(const std::vector<File>& others, const std::vector<Case>& cases);

}  // namespace okr_test
