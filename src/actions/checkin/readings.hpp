// SPDX-License-Identifier: MIT
// Readings of KPIs that are said together with a check-in: checked, put into their files' texts, told in words. Nothing
// is written here; a value given for a day that has one takes its place.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "actions/readings/record_plan.hpp"

namespace okr::cli {

/// A reading as it was said.
struct SaidReading {
  std::string kpi;    ///< its id
  std::string value;  ///< as typed
  std::string note;
  ReadingDay day;
};

/// One that can be used. Points into the workspace it was prepared with.
struct PreparedReading {
  NewReading reading;
  ReadingDay day;
};

struct PreparedReadings {
  std::vector<PreparedReading> readings;
  Transaction transaction;    ///< their files
  std::vector<Error> faults;  ///< what cannot be used; the rest then means nothing
};

/// Errors: environment, data (a file that cannot hold it). `source` names the files of a KPI that has a folder.
Result<PreparedReadings> prepared_readings(const Workspace& workspace, std::span<const SaidReading> said,
                                           const std::string& source);

/// "resting-hr 57", one each; those that change nothing are left out.
std::vector<std::string> readings_in_words(const PreparedReadings& readings);

}  // namespace okr::cli
