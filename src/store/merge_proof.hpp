// SPDX-License-Identifier: MIT
// The proof behind a merge, by another way than the merge itself: it walks the trees of all versions and of the result.
#pragma once

#include <vector>

#include "store/merge_sheet.hpp"
#include "store/toml.hpp"

namespace okr::store {

enum class Side { ours, theirs };

/// What a merge says it did.
struct MergeClaim {
  Sides<Document> sides;             ///< all three there
  const Document* result = nullptr;  ///< with every disagreement settled for `preferred`
  std::vector<KeyPath> disagreements;
  Side preferred = Side::ours;
};

/// True when the result holds of every key what one side made of it, or what both did, and nothing else; below a
/// disagreement what the preferred side has.
bool proves(const MergeClaim& claim);

}  // namespace okr::store
