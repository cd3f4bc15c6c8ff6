// SPDX-License-Identifier: MIT
// The parts of a merge around the sheets that are compared: what was renamed is followed, what comes out is written,
// and all of it is proven.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/store/merge.hpp"
#include "store/edit_source.hpp"
#include "store/merge_sheet.hpp"
#include "store/toml.hpp"

namespace okr::store {

/// Does to the other texts what each side renamed, so that the three speak of one record; outer names first. Errors of
/// kind data: no TOML, a base that cannot take the new name, one name for two records, or two names for one.
Status follow_renames(std::string& base, std::string& ours, std::string& theirs);

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
