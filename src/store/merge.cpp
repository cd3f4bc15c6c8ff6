// SPDX-License-Identifier: MIT
#include "okr/store/merge.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/kpi.hpp"
#include "okr/model/words.hpp"
#include "store/merge_parts.hpp"
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

class Merge {
 public:
  Merge(const Sides<Sheet>& sides, MarkerStyle style) : sides_(sides), writer_(style) {}

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
    return failure(ErrorKind::data, fmt::format("{} is written in another way", shown_path(block.heading.path)));
  }

  /// Lists that are written with headings are taken whole.
  static bool is_joined_list(const Sides<Piece>& sides) {
    const std::string& ours = sides.ours->value;
    const std::string& theirs = sides.theirs->value;
    if (ours == theirs) return true;
    return sides.base != nullptr && (sides.base->value == ours || sides.base->value == theirs);
  }

  void add_pieces(const Sides<Block>& sides) {
    const KeyPath& path = sides.ours->heading.path;
    const auto all = collated<Piece>(pieces(sides), name_of_piece, has_dated_keys(path) ? day_of_period : nullptr);
    const Twins twins = has_dated_keys(path) ? twins_in(path[0], all) : Twins();
    for (const Sides<Piece>& piece : all) {
      const auto twin = twins.find(piece.ours != nullptr ? piece.ours : piece.theirs);
      if (twin == twins.end())
        add_piece(piece);
      else if (piece.ours != nullptr)
        add_twins(*piece.ours, *twin->second);
    }
  }

  // --- a day of which each side says something under a name of its own: 2026-W33 and 2026-08-16 ---

  using Twins = std::unordered_map<const Piece*, const Piece*>;  ///< both ways

  /// Only what both sides added. Amounts of one day are added up, or looked at together.
  Twins twins_in(std::string_view table, const std::vector<Sides<Piece>>& all) const {
    const bool is_reading = table == "readings";
    if (is_reading && (joins_readings(*sides_.ours) || joins_readings(*sides_.theirs))) return {};
    const auto day_of = [is_reading](const Piece& piece) {
      const auto named = parse_period(piece.name, FiscalYear{});
      return named ? std::optional(is_reading ? named->period.last : named->period.first) : std::nullopt;
    };
    std::map<Date, const Piece*> ours;
    for (const Sides<Piece>& piece : all)
      if (piece.base == nullptr && piece.theirs == nullptr)
        if (const auto day = day_of(*piece.ours)) ours.emplace(*day, piece.ours);
    Twins twins;
    for (const Sides<Piece>& piece : all) {
      const auto day = piece.base == nullptr && piece.ours == nullptr ? day_of(*piece.theirs) : std::nullopt;
      const auto twin = day ? ours.find(*day) : ours.end();
      if (twin == ours.end() || !twins.emplace(twin->second, piece.theirs).second) continue;
      twins.emplace(piece.theirs, twin->second);
    }
    return twins;
  }

  static bool joins_readings(const Sheet& sheet) {
    const Node* said = sheet.source.document().find(KeyPath{"aggregate"});
    const auto aggregate =
        said != nullptr && said->is(NodeKind::string) ? parse_word<Aggregate>(said->string()) : std::nullopt;
    return aggregate && joins(*aggregate);
  }

  void add_twins(const Piece& ours, const Piece& theirs) {
    lead(joined_lead({}, ours.lead, theirs.lead));
    writer_.conflict({ours.path, {}, ours.text() + "\n", theirs.text() + "\n", ours.value, theirs.value, theirs.path});
  }

  void add_heading(const Sides<Piece>& sides) {
    const Piece none;
    const Piece& base = sides.base == nullptr ? none : *sides.base;
    add_joined(sides, changed_one(base.value, sides.ours->value, sides.theirs->value));
  }

  // --- a block that one side has ---

  /// The table above or at the path, or the list at it, that this side has and the other took away.
  const Node* taken_away(const KeyPath& path, Side side, KeyPath& at) const {
    const Document& other = (side == Side::ours ? sides_.theirs : sides_.ours)->source.document();
    for (const std::string& part : path) {
      at.push_back(part);
      const Node* before = sides_.base->source.document().find(at);
      if (before != nullptr && (before->is_table() || before->is_array()) && other.find(at) == nullptr) return before;
    }
    return nullptr;
  }

  Status add_lone_block(const Sides<Block>& sides, const Block& block, Side side) {
    KeyPath at;
    const Node* before = taken_away(block.heading.path, side, at);
    if (before == nullptr && sides.base != nullptr) return written_otherwise(block);
    if (before == nullptr) {
      write(block);
      return {};
    }
    const Document& own = (side == Side::ours ? sides_.ours : sides_.theirs)->source.document();
    const Node* now = own.find(at);
    if (now != nullptr && same_value(sides_.base->source.document(), *before, own, *now))
      drop(sides, block);
    else
      contest(at, sides, block, side);
    return {};
  }

  void write(const Block& block) {
    lead(block.heading.lead);
    writer_.lines(block.heading.text() + "\n");
    for (const Piece& piece : block.pieces) write(piece);
  }

  void write(const Piece& piece) {
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

  static std::string whole(const Block* block) {
    if (block == nullptr) return {};
    std::string text = text_of(block->heading.lead) + block->heading.text() + "\n";
    for (const Piece& piece : block->pieces) text += text_of(piece.lead) + piece.text() + "\n";
    return text;
  }

  void contest(const KeyPath& at, const Sides<Block>& sides, const Block& block, Side side) {
    Conflict conflict{at, whole(sides.base), {}, {}, {}, {}};
    (side == Side::ours ? conflict.ours : conflict.theirs) = text_of(std::exchange(kept_, {})) + whole(&block);
    (side == Side::ours ? conflict.our_value : conflict.their_value) = "changed";
    writer_.conflict(std::move(conflict));
  }

  // --- a key ---

  static const std::string* value_of(const Piece* piece) { return piece == nullptr ? nullptr : &piece->value; }

  void add_piece(const Sides<Piece>& sides) {
    const Piece& any = sides.ours != nullptr ? *sides.ours : *sides.theirs;
    const Decision decision = decided(any.path, sides.map(value_of));
    const bool is_lone = sides.ours == nullptr || sides.theirs == nullptr;
    if (!decision.agrees) return add_conflict(sides);
    if (!decision.value) return keep_from(*sides.base, any);
    if (is_lone) return write(any);
    add_joined(sides, *decision.value);
  }

  void add_joined(const Sides<Piece>& sides, const std::string& value) {
    const Piece none;
    const Piece& base = sides.base == nullptr ? none : *sides.base;
    const Piece& ours = *sides.ours;
    const Piece& theirs = *sides.theirs;
    lead(joined_lead(base.lead, ours.lead, theirs.lead));
    const std::string& tail = changed_one(base.tail, ours.tail, theirs.tail);
    TextLines there = comments_in(value + tail);
    const TextLines before = comments_in(base.value + base.tail);
    for (const Piece* side : {&ours, &theirs}) keep(new_comments(comments_in(side->value + side->tail), before, there));
    lead({});
    writer_.lines(changed_one(base.head, ours.head, theirs.head) + value + tail + "\n");
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
    keep(new_comments(gone.lead, before.lead));
    keep(new_comments(comments_in(gone.value + gone.tail), comments_in(before.value + before.tail)));
  }

  void lead(const TextLines& lines) {
    const std::string text = text_of(std::exchange(kept_, {})) + text_of(lines);
    if (!text.empty()) writer_.lines(text);
  }

  const Sides<Sheet>& sides_;
  MergeWriter writer_;
  TextLines kept_;
};

// --- the whole -------------------------------------------------------------------------------------------------------

/// Settled for one side the text is TOML, and holds what it must.
bool is_proven(const Merge& merge, const Sides<Sheet>& sheets, Side side) {
  const auto result = Document::parse(merge.writer().text_of(side));
  if (!result) return false;
  return proves({{&sheets.base->source.document(), &sheets.ours->source.document(), &sheets.theirs->source.document()},
                 &*result,
                 merge.writer().paths(),
                 side});
}

/// Says which of the three cannot be read.
Status check_readable(const Plain& version, std::string_view label) {
  const auto read = Document::parse(version.text);
  if (read) return {};
  return failure(ErrorKind::data,
                 fmt::format("line {} of {}: {}", read.error().place.line, label, read.error().message));
}

}  // namespace

Result<Merged> merge_texts(std::string_view base, std::string_view ours, std::string_view theirs, MarkerStyle style) {
  Plain before = plain(base), mine = plain(ours), other = plain(theirs);
  TRY(check_readable(before, base_label));
  TRY(check_readable(mine, ours_label));
  TRY(check_readable(other, theirs_label));
  TRY(follow_renames(before.text, mine.text, other.text));
  TRY_ASSIGN(auto base_sheet, sheet_of(before.text));
  TRY_ASSIGN(auto our_sheet, sheet_of(mine.text));
  TRY_ASSIGN(auto their_sheet, sheet_of(other.text));
  settle_comments(base_sheet, our_sheet, their_sheet);
  const Sides<Sheet> sheets{&base_sheet, &our_sheet, &their_sheet};
  Merge merge(sheets, style);
  TRY(merge.run());
  if (!is_proven(merge, sheets, Side::ours) || !is_proven(merge, sheets, Side::theirs))
    return failure(ErrorKind::data, "the versions cannot be joined by keys");
  const MergeWriter& writer = merge.writer();
  std::string text = dressed(writer.marked(), {&before, &mine, &other});
  const bool ends_in_line = changed_one(before.ends_in_line, mine.ends_in_line, other.ends_in_line);
  const bool ends_with_marker = !writer.disagreements().empty() && writer.marked().ends_with(" theirs\n");
  if (ends_in_line && !ends_with_marker) text = without_last_end(std::move(text));
  return Merged{std::move(text), writer.disagreements()};
}

}  // namespace okr::store
