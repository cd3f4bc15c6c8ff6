// SPDX-License-Identifier: MIT
// Between the document and the one unit that sees toml++: the tree that unit fills, and nothing of toml++ itself.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/lines.hpp"
#include "store/toml.hpp"

namespace okr::store {

struct Tree {
  std::vector<Node> nodes;          ///< the root first; the children of a node stand together
  std::deque<std::string> decoded;  ///< keys and texts that differ from how they are written
};

/// What the parser objects to: its own words, and where.
struct ParserComplaint {
  LineColumn place;
  std::string description;
};

/// Parses a text that scan() has nothing against. `text` and `lines` must outlive the tree.
std::optional<ParserComplaint> build_tree(std::string_view text, const LineIndex& lines, Tree& tree);

}  // namespace okr::store
