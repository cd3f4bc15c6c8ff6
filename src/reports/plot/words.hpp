// SPDX-License-Identifier: MIT
// Words of `okr plot` that its drawing and its data share; private to the views.
#pragma once

#include <string_view>

#include "reports/plot/plot.hpp"

namespace okr::reports {

/// "target", "upper limit", ...
std::string_view words_of(PlotLine line);

/// "line", "xmr", "heat"
std::string_view words_of(PlotKind kind);

/// "beyond a limit", "3 of 4 near a limit", "8 on one side of the mean"; empty without a signal.
std::string_view words_of(const XmrSignal& signal);

}  // namespace okr::reports
