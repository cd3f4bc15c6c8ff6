// SPDX-License-Identifier: MIT
// The start of what is added to a cycle that runs already: it has missed nothing before it was there (method.md 0.25).
#pragma once

#include <optional>
#include <string>

#include "okr/base/date.hpp"
#include "okr/model/okr.hpp"

namespace okr::cli {

/// Today, where the cycle began earlier and still runs; nothing before it, on its first day, or once it is over.
std::optional<Date> late_start(const Cycle& cycle, Date today);

/// "2026-Q3/ship.users begins on 2026-08-17: 2026-Q3 has run since 2026-07-01"
std::string late_start_text(const std::string& name, const Cycle& cycle, Date start);

}  // namespace okr::cli
