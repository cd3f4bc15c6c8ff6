// SPDX-License-Identifier: MIT
// What the framework asks of workspaces and of other programs: words to complete, and the pager.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/services.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// Ids, cycles, KPIs and field paths of the workspace, as far as it can be read; nothing where there is none.
std::vector<Completion> workspace_completions(const Context& context, Completes kind, std::string_view word);

/// Shows the text in OKR_PAGER, PAGER or less; false when none of them can be started.
bool show_in_pager(const Context& context, std::string_view text);

}  // namespace okr::cli
