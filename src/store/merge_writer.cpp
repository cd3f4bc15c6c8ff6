// SPDX-License-Identifier: MIT
// What a merge writes: lines that are settled, conflicts between markers, and what the text would be with every
// conflict settled for one side.
#include "store/merge_parts.hpp"

#include <algorithm>

namespace okr::store {

void MergeWriter::lines(std::string_view text) {
  close();
  marked_ += text;
  ours_ += text;
  theirs_ += text;
}

void MergeWriter::conflict(Conflict conflict) {
  if (open_ && open_->path == conflict.path) {
    open_->base += conflict.base;
    open_->ours += conflict.ours;
    open_->theirs += conflict.theirs;
    return;
  }
  close();
  open_ = std::move(conflict);
}

void MergeWriter::close() {
  if (!open_) return;
  const Conflict conflict = std::move(*open_);
  open_.reset();
  const auto line = static_cast<std::size_t>(std::ranges::count(marked_, '\n')) + 1;
  marked_ += marker('<', ours_label) + conflict.ours;
  if (style_.shows_base) marked_ += marker('|', base_label) + conflict.base;
  marked_ += marker('=', "") + conflict.theirs + marker('>', theirs_label);
  ours_ += conflict.ours;
  theirs_ += conflict.theirs;
  paths_.push_back(conflict.path);
  disagreements_.push_back({shown_path(conflict.path), line, conflict.our_value, conflict.their_value});
}

std::string MergeWriter::marker(char byte, std::string_view label) const {
  return std::string(style_.length, byte) + (label.empty() ? "" : " ") + std::string(label) + "\n";
}

}  // namespace okr::store
