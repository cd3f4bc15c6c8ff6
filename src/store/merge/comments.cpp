// SPDX-License-Identifier: MIT
// Comments in a merge. They belong to the piece behind them, and when a piece is put in between, to that one: what was
// in front of one piece before is found again in front of others.
#include <algorithm>
#include <span>
#include <tuple>
#include <unordered_map>

#include "okr/base/text.hpp"
#include "store/merge/parts.hpp"

namespace okr::store {
namespace {

/// A piece and the comments in front of it, or those at the end of a text.
struct LedItem {
  std::string name;  ///< of the block, and of the key in it
  TextLines* lead = nullptr;
  const Piece* piece = nullptr;
  bool is_heading = false;
  bool is_end = false;
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
  items.push_back({std::string("\n\0", 2), &sheet.end, nullptr, false, true});
  return items;
}

/// Where each name stands.
using ItemsByName = std::unordered_map<std::string_view, std::size_t>;

ItemsByName by_name(std::span<const LedItem> items) {
  ItemsByName places;
  for (std::size_t at = 0; at < items.size(); ++at) places.emplace(items[at].name, at);
  return places;
}

/// The items of one text from behind one that all three have up to the next of these.
using Run = std::span<const LedItem>;

bool are_same(Run one, Run other) {
  return std::ranges::equal(one, other,
                            [](const LedItem& a, const LedItem& b) { return a.name == b.name && *a.lead == *b.lead; });
}

/// A line in front of an item of a run.
struct RunLine {
  std::string text;
  std::size_t item = 0;
  KnownLine known = {};                   ///< which one of the base
  std::optional<std::size_t> other = {};  ///< which one of the other side
  std::size_t from = 0, until = 0;        ///< new lines: the lines of the base that this side has not, here
  std::string_view home = {};             ///< the item in front of which it will stand; none: it goes
  bool is_new() const { return !known.place; }

  /// Where among the lines of both sides: in front of a line of the base, in its place, or that line itself.
  auto order() const {
    const bool is_itself = known.place && !known.is_moved;
    return std::tuple(is_itself ? *known.place : from, is_itself ? 2 : from < until ? 1 : 0);
  }
};

/// One text of a gap.
class RunLines {
 public:
  explicit RunLines(Run run) : run_(run), items_(by_name(run)) {
    for (std::size_t item = 0; item < run.size(); ++item)
      for (const std::string& line : *run[item].lead) lines_.push_back({line, item});
  }

  /// Says of each line which one of the base it is, and of each of these where it is.
  void know(const RunLines& base) {
    const auto known = known_lines(base.led(), led());
    places_.resize(base.lines_.size());
    std::size_t from = 0;
    for (std::size_t at = 0; at < lines_.size(); ++at) {
      lines_[at].known = known[at];
      if (known[at].place) places_[*known[at].place] = at;
      lines_[at].from = from;
      if (is_itself(at)) from = *known[at].place + 1;
    }
    std::size_t until = base.lines_.size();
    for (std::size_t at = lines_.size(); at-- > 0;) {
      lines_[at].until = until;
      if (is_itself(at)) until = *known[at].place;
    }
  }

  std::vector<RunLine>& lines() { return lines_; }
  const std::vector<RunLine>& lines() const { return lines_; }
  Run run() const { return run_; }
  bool has(std::string_view name) const { return items_.contains(name); }
  const LedItem& item_of(std::size_t line) const { return run_[lines_[line].item]; }

  /// Where a line of the base stands.
  std::optional<std::size_t> place_of(std::size_t base_line) const { return places_[base_line]; }

 private:
  bool is_itself(std::size_t at) const { return lines_[at].known.place && !lines_[at].known.is_moved; }

  LedLines led() const {
    LedLines all;
    for (const RunLine& line : lines_) all.push_back({line.text, run_[line.item].name});
    return all;
  }

  Run run_;
  ItemsByName items_;
  std::vector<RunLine> lines_;
  std::vector<std::optional<std::size_t>> places_;
};

/// One place of all three texts at which a side added or took away something. Each of its lines gets a home: the item
/// that it stands in front of, on its side or on the other one.
class Gap {
 public:
  Gap(Run base, Run ours, Run theirs, const DayOf& day_of)
      : base_(base), ours_(ours), theirs_(theirs), day_of_(day_of) {}

  void settle() {
    if (are_same(base_.run(), ours_.run()) || are_same(base_.run(), theirs_.run()) ||
        are_same(ours_.run(), theirs_.run()))
      return;
    ours_.know(base_);
    theirs_.know(base_);
    pair_known();
    pair_new();
    for (std::size_t at = 0; at < ours_.lines().size(); ++at) ours_.lines()[at].home = home_of(ours_, at, theirs_);
    for (std::size_t at = 0; at < theirs_.lines().size(); ++at) theirs_.lines()[at].home = home_of(theirs_, at, ours_);
    write();
  }

 private:
  // --- which lines are one ---

  void pair(std::size_t ours, std::size_t theirs) {
    ours_.lines()[ours].other = theirs;
    theirs_.lines()[theirs].other = ours;
  }

  void pair_known() {
    for (std::size_t line = 0; line < base_.lines().size(); ++line)
      if (const auto ours = ours_.place_of(line), theirs = theirs_.place_of(line); ours && theirs) pair(*ours, *theirs);
  }

  /// What both brought alike came from one text: lines with words, and the signs around these.
  void pair_new() {
    std::unordered_map<std::string_view, std::vector<std::size_t>> free;
    for (std::size_t at = ours_.lines().size(); at-- > 0;)
      if (const RunLine& line = ours_.lines()[at]; line.is_new() && !is_sign(line.text))
        free[trim(line.text)].push_back(at);
    for (std::size_t at = 0; at < theirs_.lines().size(); ++at) {
      const auto same = theirs_.lines()[at].is_new() ? free.find(trim(theirs_.lines()[at].text)) : free.end();
      if (same == free.end() || same->second.empty()) continue;
      pair(same->second.back(), at);
      same->second.pop_back();
    }
    for (std::size_t at = 0; at < theirs_.lines().size(); ++at)
      if (const RunLine& line = theirs_.lines()[at]; line.is_new() && line.other && !is_sign(line.text))
        for (const int step : {-1, 1}) pair_signs(*line.other, at, static_cast<std::size_t>(step));
  }

  void pair_signs(std::size_t ours, std::size_t theirs, std::size_t step) {
    const auto is_free_sign = [](const RunLines& side, std::size_t at, std::size_t before) {
      if (at >= side.lines().size() || side.lines()[at].item != side.lines()[before].item) return false;
      const RunLine& line = side.lines()[at];
      return line.is_new() && !line.other && is_sign(line.text);
    };
    for (;; ours += step, theirs += step) {
      if (!is_free_sign(ours_, ours + step, ours) || !is_free_sign(theirs_, theirs + step, theirs)) return;
      if (trim(ours_.lines()[ours + step].text) != trim(theirs_.lines()[theirs + step].text)) return;
      pair(ours + step, theirs + step);
    }
  }

  // --- where a line stands then ---

  /// Empty lines in front of what one side alone has are its own.
  std::string_view home_of(const RunLines& own, std::size_t at, const RunLines& other) const {
    const RunLine& line = own.lines()[at];
    if (!is_comment(line.text) && !other.has(own.item_of(at).name)) return own.item_of(at).name;
    if (!line.other) return line.is_new() ? home_of_new(own, at, other) : home_of_taken(own, at, other);
    const LedItem& item = own.item_of(at);
    const LedItem& there = other.item_of(*line.other);
    const bool is_ours = &own == &ours_;
    if (item.name == there.name) return is_ours ? std::string_view(item.name) : std::string_view();
    if (line.known.place) {
      const std::string& before = base_.item_of(*line.known.place).name;
      if (item.name == before) return {};
      if (there.name == before) return item.name;
    }
    const bool is_first = is_ours ? comes_first(item, there) : !comes_first(there, item);
    return is_first ? std::string_view(item.name) : std::string_view();
  }

  /// The other side took it away, perhaps with the piece, which the merge decides about with all that belongs to it.
  std::string_view home_of_taken(const RunLines& own, std::size_t at, const RunLines& other) const {
    const LedItem& item = own.item_of(at);
    const RunLine& line = own.lines()[at];
    const bool is_its_own = base_.item_of(*line.known.place).name == item.name;
    return is_its_own && !other.has(item.name) ? std::string_view(item.name) : std::string_view();
  }

  /// What is said in other words, or said on, goes where the other side put the words from before.
  std::string_view home_of_new(const RunLines& own, std::size_t at, const RunLines& other) const {
    const LedItem& item = own.item_of(at);
    if (!other.has(item.name) || !is_comment(own.lines()[at].text)) return item.name;
    for (std::size_t line = own.lines()[at].from; line < own.lines()[at].until; ++line)
      if (base_.item_of(line).name == item.name)
        if (const LedItem* between = put_between(line, own, other)) return between->name;
    const LedItem* between = is_detached(own, at) ? put_behind(own, at, other) : nullptr;
    return between == nullptr ? item.name : between->name;
  }

  /// The item that the other side alone has, and that it put behind this line of the base.
  const LedItem* put_between(std::size_t base_line, const RunLines& own, const RunLines& other) const {
    const auto place = other.place_of(base_line);
    if (!place) return nullptr;
    const LedItem& item = other.item_of(*place);
    return own.has(item.name) || base_.has(item.name) ? nullptr : &item;
  }

  static bool is_in_paragraph(const RunLines& side, std::size_t at, std::size_t line) {
    return at < side.lines().size() && side.lines()[at].item == side.lines()[line].item &&
           is_comment(side.lines()[at].text);
  }

  /// True where the paragraph does not touch what stands behind it.
  static bool is_detached(const RunLines& own, std::size_t line) {
    std::size_t at = line;
    while (is_in_paragraph(own, at, line)) ++at;
    return own.item_of(line).is_end || (at < own.lines().size() && own.lines()[at].item == own.lines()[line].item);
  }

  /// The item that the other side put behind the nearest line of the paragraph that was there before.
  const LedItem* put_behind(const RunLines& own, std::size_t line, const RunLines& other) const {
    for (const int step : {-1, 1})
      for (auto at = line + static_cast<std::size_t>(step); is_in_paragraph(own, at, line);
           at += static_cast<std::size_t>(step))
        if (const auto& known = own.lines()[at].known; known.place) return put_between(*known.place, own, other);
    return nullptr;
  }

  /// As the order of a merge has it: keys in front of headings, days in their order, else ours first.
  bool comes_first(const LedItem& ours, const LedItem& theirs) const {
    if (ours.piece == nullptr || theirs.piece == nullptr) return theirs.piece == nullptr;
    if (ours.is_heading != theirs.is_heading) return theirs.is_heading;
    const auto our_day = day_of_(ours.piece->name), their_day = day_of_(theirs.piece->name);
    return !our_day || !their_day || *our_day <= *their_day;
  }

  // --- what is written ---

  void write() const {
    std::unordered_map<std::string_view, std::vector<const RunLine*>> by_home;
    for (const RunLines* side : {&ours_, &theirs_})
      for (const RunLine& line : side->lines())
        if (!line.home.empty()) by_home[line.home].push_back(&line);
    for (auto& [home, lines] : by_home)
      std::ranges::stable_sort(lines, {}, [](const RunLine* line) { return line->order(); });
    for (const RunLines* side : {&ours_, &theirs_})
      for (const LedItem& item : side->run()) *item.lead = text_of(by_home[item.name], item.is_end);
  }

  /// Of empty lines between which one went, or that both sides brought, one stays; at the end of a text none.
  static TextLines text_of(const std::vector<const RunLine*>& lines, bool is_end) {
    TextLines text;
    const RunLine* last = nullptr;
    for (const RunLine* line : lines) {
      const bool is_second = last != nullptr && !is_comment(last->text) && !is_comment(line->text) && line != last + 1;
      if (!is_second) text.push_back(line->text);
      last = line;
    }
    return is_end && std::ranges::none_of(text, is_comment) ? TextLines() : text;
  }

  RunLines base_, ours_, theirs_;
  const DayOf& day_of_;
};

/// The three texts, item by item.
class Gaps {
 public:
  Gaps(Sheet& base, Sheet& ours, Sheet& theirs)
      : base_(items_of(base)), ours_(items_of(ours)), theirs_(items_of(theirs)) {}

  void settle(const DayOf& day_of) const {
    Stable from;
    for (const Stable& last : stable()) {
      Gap(run(base_, from.base, last.base), run(ours_, from.ours, last.ours), run(theirs_, from.theirs, last.theirs),
          day_of)
          .settle();
      from = {last.base + 1, last.ours + 1, last.theirs + 1};
    }
  }

 private:
  /// Where an item stands that all three have, in one order.
  struct Stable {
    std::size_t base = 0, ours = 0, theirs = 0;
  };

  static Run run(const std::vector<LedItem>& items, std::size_t from, std::size_t last) {
    return Run(items).subspan(from, last + 1 - from);
  }

  std::vector<Stable> stable() const {
    const ItemsByName in_base = by_name(base_), in_theirs = by_name(theirs_);
    std::vector<Stable> all;
    for (std::size_t at = 0; at < ours_.size(); ++at) {
      const auto base = in_base.find(ours_[at].name), theirs = in_theirs.find(ours_[at].name);
      if (base != in_base.end() && theirs != in_theirs.end()) all.push_back({base->second, at, theirs->second});
    }
    return in_order(in_order(all, &Stable::base), &Stable::theirs);
  }

  static std::vector<Stable> in_order(const std::vector<Stable>& all, std::size_t Stable::*place) {
    std::vector<std::size_t> places;
    for (const Stable& one : all) places.push_back(one.*place);
    std::vector<Stable> kept;
    for (const std::size_t at : rising(places)) kept.push_back(all[at]);
    return kept;
  }

  std::vector<LedItem> base_, ours_, theirs_;
};

// --- inside a value --------------------------------------------------------------------------------------------------

/// Without the comments that are marked, and without the lines on which they stood alone.
std::string without_comments(std::string text, const std::vector<bool>& is_gone) {
  const std::vector<Span> spans = comment_spans(text);
  for (std::size_t at = spans.size(); at-- > 0;) {
    if (!is_gone[at]) continue;
    std::size_t begin = spans[at].begin, end = spans[at].end;
    while (begin > 0 && is(blank, text[begin - 1])) --begin;
    if (begin > 0 && text[begin - 1] == '\n' && end < text.size()) ++end;
    text.erase(begin, end - begin);
  }
  return text;
}

/// For each line of `before` whether it still stands.
std::vector<bool> kept_lines(const TextLines& before, const TextLines& now) {
  std::vector<bool> held(before.size());
  for (const KnownLine& line : known_lines(before, now))
    if (line.place) held[*line.place] = true;
  return held;
}

}  // namespace

TextLines joined_lead(const TextLines& base, const TextLines& ours, const TextLines& theirs) {
  if (ours == theirs || ours == base) return theirs;
  if (theirs == base) return ours;
  TextLines before = base, joined = ours, other = theirs;
  const std::vector<LedItem> items{{"it", &before}, {"it", &joined}, {"it", &other}};
  const auto only = [&items](std::size_t at) { return Run(items).subspan(at, 1); };
  Gap(only(0), only(1), only(2), [](std::string_view) { return std::optional<Date>(); }).settle();
  return joined;
}

void settle_comments(Sheet& base, Sheet& ours, Sheet& theirs, const DayOf& day_of) {
  Gaps(base, ours, theirs).settle(day_of);
}

JoinedComments joined_comments(std::string text, const Sides<std::string>& sides) {
  const auto inside = [](const std::string* side) { return side == nullptr ? TextLines() : comments_in(*side); };
  const TextLines base = inside(sides.base), ours = inside(sides.ours), theirs = inside(sides.theirs);
  const TextLines there = comments_in(text);
  const auto in_ours = kept_lines(base, ours), in_theirs = kept_lines(base, theirs);
  std::vector<bool> is_gone;
  for (const KnownLine& line : known_lines(base, there))
    is_gone.push_back(line.place && !(in_ours[*line.place] && in_theirs[*line.place]));
  TextLines homeless;
  for (const TextLines* side : {&ours, &theirs}) {
    TextLines has = added_comments(base, there);
    for (const std::string& comment : added_comments(base, *side)) {
      const auto found = std::ranges::find(has, comment);
      if (found == has.end())
        homeless.push_back(comment);
      else
        has.erase(found);
    }
  }
  return {without_comments(std::move(text), is_gone), std::move(homeless)};
}

}  // namespace okr::store
