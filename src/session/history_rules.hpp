// SPDX-License-Identifier: MIT
// The rules that ask git's history (method.md 0.14): a goalpost that was moved by hand (W230), and a KPI that is
// redefined again and again (W223).
#pragma once

#include <optional>
#include <string>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"

namespace okr::cli {

/// What git's history shows of the cycles in force, and of the KPIs over the current cycle and
/// the one before it; at the value in today's files, without what is allowed there. Nothing where there is no
/// repository, no git, or no commit: there `changes` alone speak (lint_numbers). One W230 at okr.toml in a clone that
/// holds only the newest commits: nobody can tell. All cycles and KPIs must be loaded. With `since`, a revision, without what
/// had gone into it. Error: environment, where the machine kept git from being heard.
Result<Diagnostics> findings_of_history(const Workspace& workspace, Date as_of,
                                        const std::optional<std::string>& since = {});

}  // namespace okr::cli
