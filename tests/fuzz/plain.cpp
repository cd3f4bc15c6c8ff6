// SPDX-License-Identifier: MIT
// A TOML: where the quick reader takes it, the walk and the parser have nothing against it and make the same tree.
#include "ensure.hpp"
#include "same_tree.hpp"
#include "targets.hpp"

void okr_fuzz::plain(std::string_view bytes) {
  if (bytes.find('\0') != std::string_view::npos) return;  // refused before either reading
  if (!okr::is_valid_utf8(bytes)) return;
  const std::string difference = okr_test::difference_of_trees(bytes);
  ensure(difference.empty(), difference, bytes);
}
