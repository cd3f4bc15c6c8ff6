// SPDX-License-Identifier: MIT
// Three versions of a file into one: which is read how, and the markers where people have to decide.
#include "okr/store/merge.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "store/merge/parts.hpp"
#include "store/toml.hpp"

namespace okr::store {
namespace {

/// What was changed by one side, or alike by both; ours where they differ.
template <class T>
const T& changed_one(const T& base, const T& ours, const T& theirs) {
  return ours == base ? theirs : ours;
}

// --- what a text is like as a whole ----------------------------------------------------------------------------------

/// A text whose lines all end with a line feed, and what it was like before.
struct Plain {
  std::string text;
  bool has_mark = false;
  bool has_crlf = false;
  bool ends_in_line = false;  ///< no last line end
};

Plain plain(std::string_view text) {
  Plain made;
  made.has_mark = mark_length(text) > 0;
  text.remove_prefix(mark_length(text));
  made.ends_in_line = !text.empty() && text.back() != '\n';
  const auto feeds = std::ranges::count(text, '\n');
  std::ptrdiff_t pairs = 0;
  for (auto at = text.find("\r\n"); at != std::string_view::npos; at = text.find("\r\n", at + 2)) ++pairs;
  made.has_crlf = feeds > 0 && feeds == pairs;
  made.text.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool goes = made.has_crlf && text[at] == '\r' && text.substr(at + 1, 1) == "\n";
    if (!goes) made.text += text[at];
  }
  if (made.ends_in_line) made.text += '\n';
  return made;
}

/// The text as the sides had theirs.
std::string dressed(const std::string& text, const Sides<Plain>& sides) {
  const auto& [base, ours, theirs] = sides;
  std::string written(changed_one(base->has_mark, ours->has_mark, theirs->has_mark) ? byte_order_mark : "");
  const bool crlf = changed_one(base->has_crlf, ours->has_crlf, theirs->has_crlf);
  for (const char byte : text) {
    if (byte == '\n' && crlf && !written.ends_with('\r')) written += '\r';
    written += byte;
  }
  return written;
}

std::string without_last_end(std::string text) {
  if (text.ends_with("\r\n")) text.pop_back(), text.back() = '\n';
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

std::string text_of(const TextLines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// --- the merge -------------------------------------------------------------------------------------------------------

using Index = std::unordered_map<std::string_view, std::size_t>;

/// The pieces of one block, or the blocks of a sheet, by name.
template <class T, class NameOf>
class Named {
 public:
  Named(const std::vector<T>* all, NameOf name_of) : all_(all) {
    if (all == nullptr) return;
    for (std::size_t at = 0; at < all->size(); ++at) {
      names_.emplace_back(name_of((*all)[at]));
      index_.emplace(name_of((*all)[at]), at);
    }
  }

  const std::vector<std::string>& names() const { return names_; }
  const T* find(std::string_view name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? nullptr : &(*all_)[found->second];
  }

 private:
  const std::vector<T>* all_;
  std::vector<std::string> names_;
  Index index_;
};

/// Up to three lists of the same sort, entry by entry in the order they have together.
template <class T, class NameOf>
std::vector<Sides<T>> collated(const Sides<std::vector<T>>& sides, NameOf name_of, DayOf day_of = nullptr) {
  const Named<T, NameOf> base(sides.base, name_of), ours(sides.ours, name_of), theirs(sides.theirs, name_of);
  std::vector<Sides<T>> all;
  for (const std::string& name : joined_order(base.names(), ours.names(), theirs.names(), day_of))
    all.push_back({base.find(name), ours.find(name), theirs.find(name)});
  return all;
}

std::string_view name_of_piece(const Piece& piece) { return piece.name; }
std::string_view name_of_block(const Block& block) { return block.heading.name; }

Sides<Piece> headings(const Sides<Block>& sides) {
  return sides.map([](const Block* block) { return block == nullptr ? nullptr : &block->heading; });
}

Sides<std::vector<Piece>> pieces(const Sides<Block>& sides) {
  return sides.map([](const Block* block) { return block == nullptr ? nullptr : &block->pieces; });
}

bool has_dated_keys(const KeyPath& path) { return path.size() == 1 && (path[0] == "readings" || path[0] == "targets"); }

Sides<Document> documents(const Sides<Sheet>& sides) {
  return sides.map([](const Sheet* sheet) { return &sheet->source.document(); });
}

class Merge {
 public:
  Merge(const Sides<Sheet>& sides, MarkerStyle style, const MergePlace& place)
      : sides_(sides),
        day_of_(last_days(place.years)),
        joins_readings_(store::joins_readings(documents(sides), place)),
        twins_(twins_of(documents(sides), place)),
        writer_(style) {}

  Status run() {
    const auto blocks =
        collated<Block>({&sides_.base->blocks, &sides_.ours->blocks, &sides_.theirs->blocks}, name_of_block);
    for (const Sides<Block>& block : blocks) TRY(add_block(block));
    lead(joined_lead(sides_.base->end, sides_.ours->end, sides_.theirs->end));
    writer_.close();
    return {};
  }

  const MergeWriter& writer() const { return writer_; }

 private:
  Status add_block(const Sides<Block>& sides) {
    if (sides.ours != nullptr && sides.theirs != nullptr) {
      if (sides.ours->is_list != sides.theirs->is_list) return written_otherwise(*sides.ours);
      if (sides.ours->is_list && !is_joined_list(headings(sides))) {
        add_conflict(headings(sides));
        return {};
      }
      if (!sides.ours->heading.path.empty()) add_heading(headings(sides));
      add_pieces(sides);
      return {};
    }
    return sides.ours != nullptr ? add_lone_block(sides, *sides.ours, Side::ours)
                                 : add_lone_block(sides, *sides.theirs, Side::theirs);
  }

  static tl::unexpected<Error> written_otherwise(const Block& block) {
    return data_failure(fmt::format("{} is written in another way", shown_path(block.heading.path)));
  }

  /// Lists that are written with headings are taken whole.
  static bool is_joined_list(const Sides<Piece>& sides) {
    const std::string& ours = sides.ours->value;
    const std::string& theirs = sides.theirs->value;
    if (ours == theirs) return true;
    return sides.base != nullptr && (sides.base->value == ours || sides.base->value == theirs);
  }

  void add_pieces(const Sides<Block>& sides) {
    const bool is_dated = has_dated_keys(sides.ours->heading.path);
    for (const Sides<Piece>& piece : collated<Piece>(pieces(sides), name_of_piece, is_dated ? day_of_ : nullptr))
      add_piece(piece);
  }

  // --- a day of which each side says something under a name of its own: 2026-W33 and 2026-08-16 ---

  const Twins* twins_at(const KeyPath& path) const {
    const auto found = std::ranges::find_if(
        twins_, [&path](const Twins& twins) { return has_prefix(path, twins.ours) || has_prefix(path, twins.theirs); });
    return found == twins_.end() ? nullptr : &*found;
  }

  /// True for a table in braces that would hold both.
  bool holds_twins(const KeyPath& path) const {
    return std::ranges::any_of(twins_, [&path](const Twins& twins) { return has_prefix(twins.ours, path); });
  }

  /// One side's part of the conflict; the comments of the first part stand in front of it.
  void add_twin(const Twins& twins, const TextLines& comments, std::string text, Side side) {
    if (writer_.is_open(twins.ours))
      text.insert(0, text_of(comments));
    else
      lead(comments);
    Conflict conflict{twins.ours, {}, {}, {}, twins.our_value, twins.their_value, twins.theirs};
    (side == Side::ours ? conflict.ours : conflict.theirs) = std::move(text);
    writer_.conflict(std::move(conflict));
  }

  void add_heading(const Sides<Piece>& sides) {
    const Piece none;
    const Piece& base = sides.base == nullptr ? none : *sides.base;
    add_joined(sides, changed_one(base.value, sides.ours->value, sides.theirs->value));
  }

  // --- what one side has ---

  template <class T>
  static Side side_of(const Sides<T>& sides) {
    return sides.ours != nullptr ? Side::ours : Side::theirs;
  }

  const Document& document_of(Side side) const {
    return (side == Side::ours ? sides_.ours : sides_.theirs)->source.document();
  }

  /// The table above or at the path, or the list at it, that this side has and the other took away: its path, or
  /// nothing.
  KeyPath taken_away(const KeyPath& path, Side side) const {
    const Document& other = document_of(side == Side::ours ? Side::theirs : Side::ours);
    KeyPath at;
    for (const std::string& part : path) {
      at.push_back(part);
      const Node* before = sides_.base->source.document().find(at);
      if (before != nullptr && (before->is_table() || before->is_array()) && other.find(at) == nullptr) return at;
    }
    return {};
  }

  /// True where this side left what stands there as it was.
  bool is_unchanged(const KeyPath& at, Side side) const {
    const Document& base = sides_.base->source.document();
    const Node* now = document_of(side).find(at);
    return now != nullptr && same_value(base, *base.find(at), document_of(side), *now);
  }

  static bool has_same_keys(const Block& one, const Block& other) {
    return std::ranges::equal(one.pieces, other.pieces,
                              [](const Piece& a, const Piece& b) { return a.name == b.name && a.value == b.value; });
  }

  /// Its keys may stand elsewhere now, or be gone without what is below them.
  Status add_lone_block(const Sides<Block>& sides, const Block& block, Side side) {
    const KeyPath at = taken_away(block.heading.path, side);
    if (at.empty() && sides.base != nullptr && !has_same_keys(*sides.base, block)) return written_otherwise(block);
    if (at.empty() && sides.base == nullptr)
      write(block, side);
    else if (at.empty() || is_unchanged(at, side))
      drop(sides, block);
    else
      contest(at, whole(sides.base), whole(&block), side);
    return {};
  }

  /// False where it is no part of a table that the other side took away.
  bool add_part_of_taken(const Sides<Piece>& sides, const Piece& piece) {
    const Side side = side_of(sides);
    const KeyPath at = taken_away({piece.path.begin(), piece.path.end() - 1}, side);
    if (at.empty()) return false;
    if (is_unchanged(at, side))
      keep_from(sides.base == nullptr ? Piece() : *sides.base, piece);
    else
      contest(at, whole(sides.base), whole(&piece), side);
    return true;
  }

  void write(const Block& block, Side side) {
    if (const Twins* twins = twins_at(block.heading.path)) {
      std::string text = block.heading.text() + "\n";
      for (const Piece& piece : block.pieces) text += whole(&piece);
      return add_twin(*twins, block.heading.lead, std::move(text), side);
    }
    lead(block.heading.lead);
    writer_.lines(block.heading.text() + "\n");
    for (const Piece& piece : block.pieces) write(piece, side);
  }

  void write(const Piece& piece, Side side) {
    if (const Twins* twins = twins_at(piece.path)) return add_twin(*twins, piece.lead, piece.text() + "\n", side);
    lead(piece.lead);
    writer_.lines(piece.text() + "\n");
  }

  void drop(const Sides<Block>& sides, const Block& block) {
    const Piece none;
    keep_from(sides.base == nullptr ? none : sides.base->heading, block.heading);
    const Named<Piece, decltype(&name_of_piece)> before(sides.base ? &sides.base->pieces : nullptr, name_of_piece);
    for (const Piece& piece : block.pieces) {
      const Piece* known = before.find(piece.name);
      keep_from(known == nullptr ? none : *known, piece);
    }
  }

  static std::string whole(const Piece* piece) {
    return piece == nullptr ? std::string() : text_of(piece->lead) + piece->text() + "\n";
  }

  static std::string whole(const Block* block) {
    if (block == nullptr) return {};
    std::string text = whole(&block->heading);
    for (const Piece& piece : block->pieces) text += whole(&piece);
    return text;
  }

  void contest(const KeyPath& at, std::string base, const std::string& text, Side side) {
    Conflict conflict{at, std::move(base), {}, {}, {}, {}};
    (side == Side::ours ? conflict.ours : conflict.theirs) = text_of(std::exchange(kept_, {})) + text;
    (side == Side::ours ? conflict.our_value : conflict.their_value) = "changed";
    writer_.conflict(std::move(conflict));
  }

  // --- a key ---

  static const std::string* value_of(const Piece* piece) { return piece == nullptr ? nullptr : &piece->value; }

  void add_piece(const Sides<Piece>& sides) {
    const Piece& any = sides.ours != nullptr ? *sides.ours : *sides.theirs;
    const bool is_lone = sides.ours == nullptr || sides.theirs == nullptr;
    if (is_lone && add_part_of_taken(sides, any)) return;
    const Decision decision = decided({any.path, joins_readings_}, sides.map(value_of));
    if (!decision.agrees || (!is_lone && holds_twins(any.path))) return add_conflict(sides);
    if (!decision.value) return keep_from(*sides.base, any);
    if (is_lone) return write(any, side_of(sides));
    add_joined(sides, *decision.value);
  }

  void add_joined(const Sides<Piece>& sides, const std::string& value) {
    const Piece none;
    const Piece& base = sides.base == nullptr ? none : *sides.base;
    const Piece& ours = *sides.ours;
    const Piece& theirs = *sides.theirs;
    lead(joined_lead(base.lead, ours.lead, theirs.lead));
    const std::string before = base.value + base.tail, mine = ours.value + ours.tail,
                      other = theirs.value + theirs.tail;
    auto joined = joined_comments(value + changed_one(base.tail, ours.tail, theirs.tail), {&before, &mine, &other});
    keep(joined.homeless);
    lead({});
    writer_.lines(changed_one(base.head, ours.head, theirs.head) + joined.text + "\n");
  }

  void add_conflict(const Sides<Piece>& sides) {
    const auto lines = [](const Piece* piece) { return piece == nullptr ? std::string() : piece->text() + "\n"; };
    const auto value = [](const Piece* piece) {
      return piece == nullptr ? std::nullopt : std::optional<std::string>(piece->value);
    };
    const Piece none;
    const auto lead_of = [&](const Piece* piece) { return piece == nullptr ? none.lead : piece->lead; };
    const Piece& any = sides.ours != nullptr ? *sides.ours : *sides.theirs;
    const bool is_lone = sides.ours == nullptr || sides.theirs == nullptr;
    lead(is_lone ? any.lead : joined_lead(lead_of(sides.base), any.lead, sides.theirs->lead));
    writer_.conflict(
        {any.path, lines(sides.base), lines(sides.ours), lines(sides.theirs), value(sides.ours), value(sides.theirs)});
  }

  // --- comments ---

  /// Comments whose line is gone, or has no room for a second one; they go in front of what is written next.
  void keep(const TextLines& comments) { kept_.insert(kept_.end(), comments.begin(), comments.end()); }

  void keep_from(const Piece& before, const Piece& gone) {
    keep(added_comments(before.lead, gone.lead));
    keep(added_comments(comments_in(before.value + before.tail), comments_in(gone.value + gone.tail)));
  }

  void lead(const TextLines& lines) {
    const std::string text = text_of(std::exchange(kept_, {})) + text_of(lines);
    if (!text.empty()) writer_.lines(text);
  }

  const Sides<Sheet>& sides_;
  DayOf day_of_;
  bool joins_readings_;
  std::vector<Twins> twins_;
  MergeWriter writer_;
  TextLines kept_;
};

// --- the whole -------------------------------------------------------------------------------------------------------

/// Settled for one side the text is TOML, and holds what it must.
bool is_proven(const Merge& merge, const Sides<Sheet>& sheets, Side side) {
  const auto result = Document::parse(merge.writer().text_of(side));
  return result && proves({documents(sheets), &*result, merge.writer().paths(), side});
}

/// Says which of the three cannot be read.
Status check_readable(const Plain& version, std::string_view label) {
  const auto read = Document::parse(version.text);
  if (read) return {};
  return data_failure(fmt::format("line {} of {}: {}", read.error().place.line, label, read.error().message));
}

}  // namespace

Result<Merged> merge_texts(std::string_view base, std::string_view ours, std::string_view theirs, MarkerStyle style,
                           const MergePlace& place) {
  Plain before = plain(base), mine = plain(ours), other = plain(theirs);
  TRY(check_readable(before, base_label));
  TRY(check_readable(mine, ours_label));
  TRY(check_readable(other, theirs_label));
  TRY(follow_renames(before.text, mine.text, other.text));
  TRY_ASSIGN(auto base_sheet, sheet_of(before.text));
  TRY_ASSIGN(auto our_sheet, sheet_of(mine.text));
  TRY_ASSIGN(auto their_sheet, sheet_of(other.text));
  settle_comments(base_sheet, our_sheet, their_sheet, last_days(place.years));
  const Sides<Sheet> sheets{&base_sheet, &our_sheet, &their_sheet};
  Merge merge(sheets, style, place);
  TRY(merge.run());
  if (!is_proven(merge, sheets, Side::ours) || !is_proven(merge, sheets, Side::theirs))
    return data_failure("the versions cannot be joined by keys");
  const MergeWriter& writer = merge.writer();
  std::string text = dressed(writer.marked(), {&before, &mine, &other});
  const bool ends_in_line = changed_one(before.ends_in_line, mine.ends_in_line, other.ends_in_line);
  const bool ends_with_marker = !writer.disagreements().empty() && writer.marked().ends_with(" theirs\n");
  if (ends_in_line && !ends_with_marker) text = without_last_end(std::move(text));
  return Merged{std::move(text), writer.disagreements()};
}

bool is_join(std::string_view base, std::string_view ours, std::string_view theirs, std::string_view joined,
             const MergePlace& place) {
  Plain before = plain(base), mine = plain(ours), other = plain(theirs);
  if (!follow_renames(before.text, mine.text, other.text)) return false;
  const auto in_base = Document::parse(before.text), in_ours = Document::parse(mine.text),
             in_theirs = Document::parse(other.text), result = Document::parse(plain(joined).text);
  if (!in_base || !in_ours || !in_theirs || !result) return false;
  const Sides<Document> sides{&*in_base, &*in_ours, &*in_theirs};
  return twins_of(sides, place).empty() && proves({sides, &*result, {}, Side::ours});
}

}  // namespace okr::store
