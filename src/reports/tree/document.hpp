// SPDX-License-Identifier: MIT
// `okr tree` as a document.
#pragma once

#include "reports/drawing.hpp"
#include "reports/tree/tree.hpp"

namespace okr::reports {

Document tree_document(const Tree& tree);

/// Of a node, as the document and the keys say it: its title ("not found"), and its status or verdict.
std::string title_of(const TreeNode& node);
Text status_of(const TreeNode& node);

}  // namespace okr::reports
