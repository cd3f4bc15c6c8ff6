// SPDX-License-Identifier: MIT
// `okr show` for programs.
#pragma once

#include "reports/objects.hpp"
#include "reports/show/document.hpp"

namespace okr::reports {

Records detail_records(const Detail& detail);
Json detail_json(const Detail& detail, const DetailOptions& options);

Json trace_list(const Workspace& workspace, const Trace& trace, const DetailOptions& options);

/// What schemas and help say of these.
std::vector<JsonObject> show_objects();

}  // namespace okr::reports
