// SPDX-License-Identifier: MIT
// `okr tree` for people and for programs.
#pragma once

#include "reports/drawing.hpp"
#include "reports/objects.hpp"
#include "reports/tree/tree.hpp"

namespace okr::reports {

Document tree_document(const Tree& tree);

/// Of a node, as the document and the keys say it: its title ("not found"), and its status or verdict.
std::string title_of(const TreeNode& node);
Text status_of(const TreeNode& node);

Records tree_records(const Tree& tree);
Json tree_json(const Tree& tree);

/// What schemas and help say of these.
std::vector<JsonObject> tree_objects();

}  // namespace okr::reports
