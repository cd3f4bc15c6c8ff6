// SPDX-License-Identifier: MIT
// What of a state of the files could not be read, and where: it is neither gone nor another, nobody knows.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "okr/model/workspace.hpp"

namespace okr::reports {

/// Each answer is a place, "2026-Q3/cycle.toml:60:6", and empty for what was read or is not there at all.
class Unread {
 public:
  using Places = std::map<std::string, std::string>;  ///< by file

  /// `values`: not only files, but single values too.
  Unread(const Workspace& workspace, bool values);

  /// Where reading a file ended.
  std::string file(const std::string& name) const { return place_in(files_, name); }

  /// The same, or the first value in it that could not be read.
  std::string any_in(const std::string& name) const;

  /// Of an objective or a key result that stands in `file` on the other side: there, or where its heading is now.
  std::string record(const std::string& file, const std::string& folder, const std::string& id) const;

  /// Of a value of a record, by its key.
  std::string value(const Located& record, std::string_view key) const;

  /// Of a KPI's readings: in its own file, in one of its folder, in its CSV.
  std::string readings(const Kpi& kpi) const;

  /// Where reading files ended, of all of them.
  const Places& files() const { return files_; }

 private:
  static std::string place_in(const Places& places, const std::string& name);

  const Workspace& workspace_;
  Places files_;
  Places values_;
  std::map<std::pair<std::string, std::uint32_t>, std::string> lines_;  ///< of values, by file and line
  Places tables_;                                                       ///< CSV files, by their KPI
};

}  // namespace okr::reports
