// SPDX-License-Identifier: MIT
// Three versions of a file into one, by records and keys instead of lines: text in, text and disagreements out, no
// disk. What only one side changed is taken from it; readings, targets and the entries of lists of both are joined;
// comments, order and layout of both stay. The result is read again and compared, key by key, with what it must hold.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"

namespace okr::store {

/// How a disagreement is written down.
struct MarkerStyle {
  std::size_t length = 7;   ///< of "<<<<<<<"
  bool shows_base = false;  ///< also what stood there before both, behind "|||||||"
};

/// What a merge knows of the place that the file has in its workspace.
struct MergePlace {
  std::optional<FiscalYear> years = {};  ///< nothing: which days a quarter, a half or a year has is not known
  std::string definition = {};           ///< of the KPI in whose folder it lies: the text of its kpi.toml
};

/// The names behind the markers, as git says them.
inline constexpr std::string_view ours_label = "ours";
inline constexpr std::string_view base_label = "base";
inline constexpr std::string_view theirs_label = "theirs";

/// What both sides changed, each to something else.
struct Disagreement {
  std::string what;                 ///< "ship.users.target"
  std::size_t line = 0;             ///< of its first marker in the result, from 1
  std::optional<std::string> ours;  ///< the value as it is written; nothing where that side took it away
  std::optional<std::string> theirs;
};

/// Two texts as one, with what could not be joined.
struct Merged {
  std::string text;
  std::vector<Disagreement> disagreements;  ///< none: all is joined
};

/// Joins what two sides made of one text. Base is what both sides began with; empty when each of them made the file.
/// Where the sides disagree, the lines of both stand between conflict markers. Errors of kind data: one of the texts is
/// no TOML, or they are written too differently to be joined by keys; a merge of lines is left then.
Result<Merged> merge_texts(std::string_view base, std::string_view ours, std::string_view theirs,
                           MarkerStyle style = {}, const MergePlace& place = {});

/// True when a text that was joined in another way, by lines, holds of every key what one side made of it, or what both
/// did, and nothing on which they disagree. False where one of the texts is no TOML.
bool is_join(std::string_view base, std::string_view ours, std::string_view theirs, std::string_view joined,
             const MergePlace& place);

}  // namespace okr::store
