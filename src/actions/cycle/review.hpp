// SPDX-License-Identifier: MIT
// `okr review --plan NEXT`: the page from which the next cycle is planned, and (--write) its draft: what carries, and
// the objectives that KPIs call for.
#pragma once

#include <optional>
#include <string>

#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

struct PlanRequest {
  std::optional<std::string> from;  ///< the cycle before; without it the current one, or the one before `next`
  std::string next;                 ///< "2026-Q4", or `next`
  bool write = false;               ///< make the draft instead of showing the page
};

/// The value is the exit code. Errors: usage (no such cycle, a next one that is closed or does not come after), data.
Result<int> plan_next(Context& context, const PlanRequest& request);

}  // namespace okr::cli
