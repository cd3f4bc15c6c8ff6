// SPDX-License-Identifier: MIT
// How a number came about, recorded by the functions that compute it: `okr show --why` prints it and cannot disagree.
// Nothing is recorded, and nothing is spent, where no trace is passed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/compute/quantities.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

/// What a formula was given or gave; monostate for nothing.
using TraceValue = std::variant<std::monostate, double, Date, std::string>;

/// One thing a formula was given.
struct TraceInput {
  std::string_view name;  ///< as the formula says it: "baseline", "now"
  TraceValue value;
  Place place = {};        ///< where it stands in the files; unknown for a default and for what was computed
  bool threshold = false;  ///< a setting (its default when the place is unknown), not data
  std::string of = {};     ///< whose it is where several stand in one formula: "ship.users", "2026-07-12"
};

/// One formula with its inputs and its result.
struct TraceStep {
  std::string_view what;     ///< "progress", "status", ...
  std::string_view formula;  ///< "(now - baseline) / (target - baseline)"
  std::string_view section;  ///< of the method: "2.3"
  TraceValue result = {};    ///< monostate when there is none
  std::vector<TraceInput> inputs = {};
  Absence absence = Absence::none;
};

/// How numbers came about: every formula that was computed, with what went into it.
struct Trace {
  std::vector<TraceStep> steps;  ///< in the order of computing
};

/// Records the step that `make` returns; does not call it without a trace.
template <class MakeStep>
void record(Trace* trace, MakeStep make) {
  if (trace) trace->steps.push_back(make());
}

/// A computed quantity as a trace shows it.
template <class Q>
TraceValue traced(const std::optional<Q>& quantity) {
  if (!quantity) return {};
  if constexpr (requires { quantity->value(); }) {
    return quantity->value();
  } else {
    return *quantity;
  }
}

/// How all numbers of a record came about on a day, in the order of computing; empty for nothing found.
Trace why(const Workspace& workspace, const Found& found, Date as_of);

}  // namespace okr
