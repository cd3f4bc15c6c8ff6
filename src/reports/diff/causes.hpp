// SPDX-License-Identifier: MIT
// Field by field and reading by reading: why one record is another than it was.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/diff/differences.hpp"

namespace okr::reports {

/// A key of the files that is compared, and what a change of it is.
struct ComparedKey {
  std::string_view key;
  Cause cause;
};
std::vector<ComparedKey> compared_keys(DiffRecord record);

// Fields, in the order of the files' manual. `running`: the record counted already, so that a moved definition wants a
// reason.
std::vector<DifferenceCause> field_causes(const KeyResult& before, const KeyResult& after, bool running);
std::vector<DifferenceCause> field_causes(const Objective& before, const Objective& after, bool running);
std::vector<DifferenceCause> field_causes(const Cycle& before, const Cycle& after);
std::vector<DifferenceCause> field_causes(const Kpi& before, const Kpi& after, bool running);
std::vector<DifferenceCause> field_causes(const Settings& before, const Settings& after);

/// A value as JSON says it; null where there is none.
Json json_of(const ChangedField::Value& value);

/// What a cause says of an entry of [targets]: "targets.2026-10-01".
std::string target_field(Date first);

/// One fact of a check-in, or a reading of a KPI, as it is told apart from others.
struct Fact {
  Date date{};
  std::string from;  ///< the file of a check-in; of a KPI the period's word
  ChangedField::Value value;
};

/// What was said of a key result with a value; readings of a KPI, those of one day in their order.
std::vector<Fact> facts_of(const Workspace& workspace, const Cycle& cycle, const KeyResult& kr);
std::vector<Fact> facts_of(const Kpi& kpi);

/// New ones together, then each that was corrected, then together those that are gone.
std::vector<DifferenceCause> fact_causes(std::vector<Fact> before, std::vector<Fact> after);

/// The confidence that was stated last, where it is another.
std::vector<DifferenceCause> confidence_causes(const KeyResult& before, const KeyResult& after);

}  // namespace okr::reports
