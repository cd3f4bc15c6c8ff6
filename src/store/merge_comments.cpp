// SPDX-License-Identifier: MIT
// Comments in a merge. They belong to the piece behind them, and when a piece is put in between, to that one: what was
// in front of one piece before is found again in front of others.
#include <algorithm>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "okr/base/text.hpp"
#include "store/merge_parts.hpp"
#include "store/toml.hpp"

namespace okr::store {

TextLines comments_in(std::string_view text) {
  TextLines comments;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"' || text[at] == '\'') {
      at = end_of_string(text, at);
    } else if (text[at] == '#') {
      const auto end = std::min(text.find('\n', at), text.size());
      comments.emplace_back(trim(text.substr(at, end - at)));
      at = end;
    } else {
      ++at;
    }
  }
  return comments;
}

TextLines new_comments(const TextLines& from, const TextLines& known, const TextLines& also_known) {
  TextLines found;
  const auto has = [](const TextLines& lines, std::string_view comment) {
    return std::ranges::any_of(lines, [comment](const std::string& line) { return trim(line) == comment; });
  };
  for (const std::string& line : from) {
    const std::string_view comment = trim(line);
    if (!comment.empty() && !has(known, comment) && !has(also_known, comment)) found.push_back(line);
  }
  return found;
}

namespace {

/// Lines in front of a piece are comments or empty.
bool is_comment(const std::string& line) { return !trim(line).empty(); }

bool is_in(const TextLines& lines, const std::string& line) { return std::ranges::find(lines, line) != lines.end(); }

}  // namespace

TextLines joined_lead(const TextLines& base, const TextLines& ours, const TextLines& theirs) {
  if (ours == theirs || ours == base) return theirs;
  if (theirs == base) return ours;
  const TextLines taken = new_comments(base, theirs), brought = new_comments(theirs, base, ours);
  TextLines joined = ours;
  auto at = std::ranges::find_if(joined, [&](const std::string& line) { return is_in(taken, line); }) - joined.begin();
  for (const std::string& line : theirs) {
    if (is_in(brought, line)) {
      joined.insert(joined.begin() + at++, line);
      continue;
    }
    const auto known = is_comment(line) ? std::ranges::find(joined, line) : joined.end();
    if (known == joined.end()) continue;
    at = known - joined.begin() + 1;
    while (at < std::ssize(joined) && is_comment(joined[at]) && !is_in(theirs, joined[at]) && !is_in(taken, joined[at]))
      ++at;  // what only ours has there
  }
  std::erase_if(joined, [&](const std::string& line) { return is_in(taken, line); });
  return joined;
}

// --- what was in front of other pieces before ------------------------------------------------------------------------

namespace {

/// A piece and the comments in front of it, or those at the end of a text.
struct LedItem {
  std::string name;  ///< of the block, and of the key in it
  TextLines* lead = nullptr;
  const Piece* piece = nullptr;  ///< null at the end
  bool is_heading = false;
};

std::vector<LedItem> items_of(Sheet& sheet) {
  std::vector<LedItem> items;
  const std::string behind_block(1, '\n');
  for (Block& block : sheet.blocks) {
    if (&block != &sheet.blocks.front())
      items.push_back({block.heading.name, &block.heading.lead, &block.heading, true});
    for (Piece& piece : block.pieces)
      items.push_back({block.heading.name + behind_block + piece.name, &piece.lead, &piece});
  }
  items.push_back({std::string("\n\0", 2), &sheet.end});
  return items;
}

/// Where each name stands.
using ItemsByName = std::unordered_map<std::string_view, std::size_t>;

ItemsByName by_name(const std::vector<LedItem>& items) {
  ItemsByName places;
  for (std::size_t at = 0; at < items.size(); ++at) places.emplace(items[at].name, at);
  return places;
}

/// The items of one text from behind one that both sides have up to the next of these.
using Run = std::span<const LedItem>;

/// A line of a run, which one of the base's it is known by.
struct KnownLine {
  const LedItem* item = nullptr;
  std::size_t line = 0;
};

TextLines comments_of(Run run) {
  TextLines comments;
  for (const LedItem& item : run)
    for (const std::string& line : *item.lead)
      if (is_comment(line)) comments.emplace_back(trim(line));
  return comments;
}

/// For each of the comments where it stands in the run, in their order.
std::vector<KnownLine> found_in(Run run, const TextLines& comments) {
  std::unordered_map<std::string_view, std::vector<std::size_t>> places;
  for (std::size_t at = 0; at < comments.size(); ++at) places[comments[at]].push_back(at);
  std::vector<KnownLine> found(comments.size());
  std::size_t next = 0;
  for (const LedItem& item : run)
    for (std::size_t line = 0; line < item.lead->size(); ++line) {
      const auto same = places.find(trim((*item.lead)[line]));
      if (same == places.end()) continue;
      const auto at = std::ranges::lower_bound(same->second, next);
      if (at == same->second.end()) continue;
      found[*at] = {&item, line};
      next = *at + 1;
    }
  return found;
}

/// Between two pieces that both sides have.
struct Runs {
  Run base;  ///< empty where not both pieces are in it, with nothing else that both sides have between them
  Run ours, theirs;
  TextLines* before = nullptr;  ///< in front of the second piece in the base; null where it is not there
};

/// One place of all three texts at which a side added or took away something.
class Gap {
 public:
  /// `known`: what is in the base.
  Gap(const Runs& runs, const ItemsByName& known) : runs_(runs), known_(known) {}

  void settle() {
    if (runs_.ours.size() == 1 && runs_.theirs.size() == 1 && runs_.base.size() <= 1) return;
    if (runs_.base.size() == 1) {
      rewrite(runs_.ours, runs_.theirs);
      rewrite(runs_.theirs, runs_.ours);
    }
    // Without a base what both have, in one order, came from one text.
    const TextLines comments = comments_of(is_in_base() ? runs_.base : runs_.ours);
    const auto before = found_in(runs_.base, comments), ours = found_in(runs_.ours, comments),
               theirs = found_in(runs_.theirs, comments);
    for (std::size_t at = 0; at < comments.size(); ++at) settle(before[at], ours[at], theirs[at]);
    take_out();
  }

 private:
  bool is_in_base() const { return !runs_.base.empty(); }

  /// True where it stands in front of something else than before.
  bool is_moved(const KnownLine& before, const KnownLine& now) const {
    if (now.item == nullptr) return false;
    return before.item == nullptr ? !known_.contains(now.item->name) : now.item->name != before.item->name;
  }

  /// Other words of a side that adds nothing here go where the other side has the old ones.
  void rewrite(Run adding, Run other) {
    if (adding.size() == 1 || other.size() != 1) return;
    const TextLines taken = new_comments(*runs_.before, *other.back().lead);
    for (const LedItem& item : adding.first(adding.size() - 1)) {
      const bool holds_old =
          std::ranges::any_of(*item.lead, [&](const std::string& line) { return is_in(taken, line); });
      if (known_.contains(item.name) || !holds_old) continue;
      *item.lead = joined_lead(*runs_.before, *item.lead, *other.back().lead);
      *other.back().lead = *runs_.before = *adding.back().lead;
      return;
    }
  }

  void settle(const KnownLine& before, const KnownLine& ours, const KnownLine& theirs) {
    const bool ours_moved = is_moved(before, ours), theirs_moved = is_moved(before, theirs);
    if (!ours_moved && !theirs_moved) return;
    if (ours.item == nullptr || theirs.item == nullptr) {  // one side took it away
      if (is_in_base()) gone_.push_back(ours_moved ? ours : theirs);
    } else if (ours_moved && theirs_moved) {
      if (ours.item->name != theirs.item->name) gone_.push_back(comes_first(*ours.item, *theirs.item) ? theirs : ours);
    } else {
      const KnownLine& kept = ours_moved ? theirs : ours;
      const bool is_last = kept.item == &runs_.ours.back() || kept.item == &runs_.theirs.back();
      const bool is_joined = runs_.before != nullptr && is_in(*runs_.before, (*kept.item->lead)[kept.line]);
      if (is_last && !is_joined) gone_.push_back(kept);
    }
  }

  /// As the order of a merge has it: keys in front of headings, days in their order, else ours first.
  static bool comes_first(const LedItem& ours, const LedItem& theirs) {
    if (ours.piece == nullptr || theirs.piece == nullptr) return theirs.piece == nullptr;
    if (ours.is_heading != theirs.is_heading) return theirs.is_heading;
    const auto our_day = day_of_period(ours.piece->name), their_day = day_of_period(theirs.piece->name);
    return !our_day || !their_day || *our_day <= *their_day;
  }

  void take_out() {
    std::unordered_map<const LedItem*, std::unordered_set<std::size_t>> gone;
    for (const KnownLine& one : gone_) gone[one.item].insert(one.line);
    for (const auto& [item, lines] : gone) *item->lead = without(lines, *item->lead, item->piece == nullptr);
  }

  /// Of the empty lines around what goes one stays; at the end of a text none.
  static TextLines without(const std::unordered_set<std::size_t>& gone, const TextLines& lead, bool is_end) {
    TextLines left;
    bool is_cut = false;
    for (std::size_t line = 0; line < lead.size(); ++line) {
      const bool is_second = is_cut && !is_comment(lead[line]) && !left.empty() && !is_comment(left.back());
      const bool goes = gone.contains(line);
      if (!goes && !is_second) left.push_back(lead[line]);
      is_cut = goes || (is_cut && !is_comment(lead[line]));
    }
    return is_end && std::ranges::none_of(left, is_comment) ? TextLines() : left;
  }

  const Runs& runs_;
  const ItemsByName& known_;
  std::vector<KnownLine> gone_;
};

/// The three texts, item by item.
class Gaps {
 public:
  Gaps(Sheet& base, Sheet& ours, Sheet& theirs)
      : base_(items_of(base)),
        ours_(items_of(ours)),
        theirs_(items_of(theirs)),
        in_base_(by_name(base_)),
        in_ours_(by_name(ours_)),
        in_theirs_(by_name(theirs_)) {}

  void settle() const {
    std::size_t our_begin = 0, their_begin = 0;
    for (std::size_t at = 0; at < ours_.size(); ++at) {
      const auto there = in_theirs_.find(ours_[at].name);
      if (there == in_theirs_.end()) continue;
      if (are_apart(theirs_, their_begin, there->second)) {
        const auto base = base_run(our_begin, ours_[at].name);
        const auto last = in_base_.find(ours_[at].name);
        Gap({base, run(ours_, our_begin, at), run(theirs_, their_begin, there->second),
             last == in_base_.end() ? nullptr : base_[last->second].lead},
            in_base_)
            .settle();
      }
      our_begin = at + 1;
      their_begin = there->second + 1;
    }
  }

 private:
  static Run run(const std::vector<LedItem>& items, std::size_t begin, std::size_t last) {
    return Run(items).subspan(begin, last + 1 - begin);
  }

  /// True where no item between the two is one that both sides have.
  bool are_apart(const std::vector<LedItem>& items, std::size_t begin, std::size_t last) const {
    for (std::size_t at = begin; at < last; ++at)
      if (in_ours_.contains(items[at].name) && in_theirs_.contains(items[at].name)) return false;
    return begin <= last;
  }

  /// From behind the item in front of ours at `our_begin` up to the one with that name.
  Run base_run(std::size_t our_begin, const std::string& name) const {
    const bool is_blank = base_.size() == 1 && std::ranges::none_of(*base_.front().lead, is_comment);
    const auto last = in_base_.find(name);
    if (is_blank || last == in_base_.end()) return {};
    std::size_t begin = 0;
    if (our_begin > 0) {
      const auto before = in_base_.find(ours_[our_begin - 1].name);
      if (before == in_base_.end()) return {};
      begin = before->second + 1;
    }
    return are_apart(base_, begin, last->second) ? run(base_, begin, last->second) : Run{};
  }

  std::vector<LedItem> base_, ours_, theirs_;
  ItemsByName in_base_, in_ours_, in_theirs_;
};

}  // namespace

void settle_comments(Sheet& base, Sheet& ours, Sheet& theirs) { Gaps(base, ours, theirs).settle(); }

}  // namespace okr::store
