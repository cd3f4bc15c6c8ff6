// SPDX-License-Identifier: MIT
// `okr tree` for programs.
#pragma once

#include "reports/objects.hpp"
#include "reports/tree/tree.hpp"

namespace okr::reports {

Records tree_records(const Tree& tree);
Json tree_json(const Tree& tree);

/// What schemas and help say of these.
std::vector<JsonObject> tree_objects();

}  // namespace okr::reports
