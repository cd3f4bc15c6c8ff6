// SPDX-License-Identifier: MIT
// What a merge writes: lines that are settled, conflicts between markers, and what the text would be with every conflict
// settled for one side.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/store/merge.hpp"
#include "store/edit_source.hpp"
#include "store/merge_proof.hpp"

namespace okr::store {

/// Lines that differ, each side's with their ends.
struct Conflict {
  KeyPath path;
  std::string base, ours, theirs;
  std::optional<std::string> our_value, their_value;
};

class MergeWriter {
 public:
  explicit MergeWriter(MarkerStyle style) : style_(style) {}

  void lines(std::string_view text);

  /// Goes on with the one before where both are about the same.
  void conflict(Conflict conflict);

  /// Behind the last line.
  void close();

  const std::string& marked() const { return marked_; }
  const std::string& text_of(Side side) const { return side == Side::ours ? ours_ : theirs_; }
  const std::vector<KeyPath>& paths() const { return paths_; }
  const std::vector<Disagreement>& disagreements() const { return disagreements_; }

 private:
  std::string marker(char byte, std::string_view label) const;

  MarkerStyle style_;
  std::string marked_, ours_, theirs_;
  std::optional<Conflict> open_;
  std::vector<KeyPath> paths_;
  std::vector<Disagreement> disagreements_;
};

}  // namespace okr::store
