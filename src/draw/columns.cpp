// SPDX-License-Identifier: MIT
#include "draw/columns.hpp"

#include <algorithm>

namespace okr::draw {
namespace {

std::size_t wanted_width(const ColumnNeed& need) { return std::max(need.content, need.min_width); }

// A column that is never cut gives up at most the spaces that min_width adds.
std::size_t least_width(const ColumnNeed& need) {
  if (need.shrink == 0) return need.content;
  return std::min(wanted_width(need), std::max<std::size_t>(need.min_width, 1));
}

/// The state of fitting: which columns are still in, and how wide.
class Fit {
 public:
  Fit(const std::vector<ColumnNeed>& needs, std::size_t width) : needs_(needs), width_(width), slots_(needs.size()) {
    restore();
  }

  bool fits() const { return total() <= width_; }

  // Takes away what is too much, from the columns of the smallest `shrink` first.
  void shrink() {
    take_from(0);
    for (int rank = next_rank(0); rank > 0 && !fits(); rank = next_rank(rank)) take_from(rank);
  }

  // Leaves out the column with the smallest `drop` (only of those that never shrink, when `extras`); false when none
  // may be.
  bool drop_one(bool extras) {
    std::size_t best = needs_.size();
    for (std::size_t i = 0; i < needs_.size(); ++i) {
      if (!slots_[i].is_shown || needs_[i].drop == 0 || (extras && needs_[i].shrink != 0)) continue;
      if (best == needs_.size() || needs_[i].drop < needs_[best].drop) best = i;
    }
    if (best == needs_.size()) return false;
    slots_[best].is_shown = false;
    restore();
    return true;
  }

  // Gives every column its place. Where a row takes several lines, there is room again for what was shrunk.
  std::vector<Slot> placed(std::size_t fold_indent) {
    const bool folds = !fits();
    std::size_t at = 0;
    std::size_t line = 0;
    bool first = true;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      Slot& slot = slots_[i];
      if (!slot.is_shown) continue;
      slot.start = first ? 0 : at + needs_[i].gap;
      if (folds) slot.width = least_width(needs_[i]);
      if (folds && !first && slot.start + slot.width > width_) {
        ++line;
        slot.start = fold_indent;
      }
      if (folds) widen(slot, wanted_width(needs_[i]), needs_[i].shrink != 0);
      slot.line = line;
      at = slot.start + slot.width;
      first = false;
    }
    return slots_;
  }

 private:
  void widen(Slot& slot, std::size_t wanted, bool shrinks) const {
    const std::size_t room = width_ - std::min(width_, slot.start);
    if (shrinks) slot.width = std::max(slot.width, std::min(wanted, room));
  }

  void restore() {
    for (std::size_t i = 0; i < slots_.size(); ++i) slots_[i].width = wanted_width(needs_[i]);
  }

  std::size_t total() const {
    std::size_t sum = 0;
    bool first = true;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (!slots_[i].is_shown) continue;
      sum += slots_[i].width + (first ? 0 : needs_[i].gap);
      first = false;
    }
    return sum;
  }

  void take_from(int rank) {
    for (std::size_t i = 0; i < slots_.size() && !fits(); ++i) {
      if (!slots_[i].is_shown || needs_[i].shrink != rank) continue;
      const std::size_t spare = slots_[i].width - least_width(needs_[i]);
      slots_[i].width -= std::min(spare, total() - width_);
    }
  }

  int next_rank(int above) const {
    int next = 0;
    for (const ColumnNeed& need : needs_) {
      if (need.shrink > above && (next == 0 || need.shrink < next)) next = need.shrink;
    }
    return next;
  }

  const std::vector<ColumnNeed>& needs_;
  std::size_t width_;
  std::vector<Slot> slots_;
};

}  // namespace

std::vector<Slot> fitted_columns(const std::vector<ColumnNeed>& needs, std::size_t width, std::size_t fold_indent) {
  Fit fit(needs, width);
  while (!fit.fits() && fit.drop_one(true)) {
  }
  fit.shrink();
  while (!fit.fits() && fit.drop_one(false)) fit.shrink();
  return fit.placed(fold_indent);
}

std::size_t end_of(const std::vector<Slot>& slots) {
  std::size_t end = 0;
  for (const Slot& slot : slots) {
    if (slot.is_shown && slot.line == 0) end = std::max(end, slot.start + slot.width);
  }
  return end;
}

}  // namespace okr::draw
