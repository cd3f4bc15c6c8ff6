// SPDX-License-Identifier: MIT
// `okr plot` for programs.
#pragma once

#include "reports/objects.hpp"
#include "reports/plot/document.hpp"

namespace okr::reports {

Records plot_records(const std::vector<Plot>& plots);
Json plot_json(const Workspace& workspace, const std::vector<Plot>& plots, Date as_of);

/// What schemas and help say of these.
std::vector<JsonObject> plot_objects();

}  // namespace okr::reports
