// SPDX-License-Identifier: MIT
// Another target of a KPI that has a past: an entry of [targets] from a day on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/kpi.hpp"

namespace okr::cli {

struct TargetBound {
  std::string key;
  std::string value;  ///< a TOML number
};

/// An entry on its way into the KPI's file.
struct NewTarget {
  Date first;
  std::vector<TargetBound> bounds;
  std::optional<std::string> why;
};

/// True for what an entry of [targets] can say of a value: target, warn, min, max, margin.
bool is_bound(std::string_view key);

/// True where another target would judge what was read before: there are readings, parts that have some, or entries.
bool has_past(const Kpi& kpi);

/// What holds on the day; empty when it is not given.
std::optional<double> bound_in_force(const Kpi& kpi, std::string_view key, Date day);

/// The file's text with the entry: in [targets], which is made in front of [readings] when it is not there. What an
/// entry of that day says already, and is not said anew, stays. Errors of kind data.
Result<std::string> with_target(const std::string& text, const NewTarget& target, FiscalYear fiscal_year);

}  // namespace okr::cli
