// SPDX-License-Identifier: MIT
// The parts of a merge around the sheets that are compared: what was renamed is followed, what comes out is written,
// and all of it is proven.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/store/merge.hpp"
#include "store/edit/comment_lines.hpp"
#include "store/edit/proof.hpp"
#include "store/toml.hpp"

namespace okr::store {

// --- a text taken apart ----------------------------------------------------------------------------------------------

// A text taken apart for a merge: headings and the keys under them, each with the comments in front of it, so that
// every byte belongs to one piece. And which order the pieces of two texts have together.

/// One of the three versions, or none of them.
template <class T>
struct Sides {
  const T* base = nullptr;
  const T* ours = nullptr;
  const T* theirs = nullptr;

  /// What `inside` points to in each.
  template <class Inside>
  auto map(Inside inside) const {
    using To = std::remove_pointer_t<std::invoke_result_t<Inside, const T*>>;
    return Sides<std::remove_const_t<To>>{inside(base), inside(ours), inside(theirs)};
  }
};

/// A heading or a key with its value.
struct Piece {
  KeyPath path;       ///< in full, decoded
  std::string name;   ///< the part of the path that its neighbours do not share
  TextLines lead;     ///< comments and empty lines in front
  std::string head;   ///< up to the value: indentation, key, equals sign
  std::string value;  ///< a heading: its brackets
  std::string tail;   ///< behind the value: blanks, a comment

  std::string text() const { return head + value + tail; }
};

/// A heading and what stands under it; the first block of a text has none. A list that is written with headings
/// ([[...]]) is one block, whose heading's value is all of its text.
struct Block {
  Piece heading;
  std::vector<Piece> pieces = {};
  bool is_list = false;
};

struct Sheet {
  EditSource source;
  std::vector<Block> blocks;  ///< the one without a heading first, always there
  TextLines end;              ///< behind the last piece
};

/// The text must end with a line feed or be empty. Errors of kind data: no TOML, or a list whose headings stand apart.
Result<Sheet> sheet_of(const std::string& text);

/// Names by the day they stand for; nothing for names that are none.
using DayOf = std::function<std::optional<Date>(std::string_view name)>;

/// The last day of a reading's key, or of a target's. Without years quarters, halves and years stand for no day.
DayOf last_days(std::optional<FiscalYear> years);

/// All names of ours and theirs, each once: in the order of ours, or of theirs where only they moved something; what is
/// new goes behind the name in front of it, ours first; with `day_of` behind the last earlier day.
std::vector<std::string> joined_order(const std::vector<std::string>& base, const std::vector<std::string>& ours,
                                      const std::vector<std::string>& theirs, const DayOf& day_of = nullptr);

// --- comments --------------------------------------------------------------------------------------------------------

/// A value with its comments, and what it has no room for.
struct JoinedComments {
  std::string text;
  TextLines homeless;
};

/// Of a text made of the sides': without the comments that a side took away, and what a side added that is not in it.
JoinedComments joined_comments(std::string text, const Sides<std::string>& sides);

/// What one side changed of the comments in front of a piece; where both did, without what either took away, and with
/// what both brought, each where they put it.
TextLines joined_lead(const TextLines& base, const TextLines& ours, const TextLines& theirs);

/// A comment stands in front of the next piece, so that one at the end of a file or of a table comes to stand in front
/// of what a side adds there. Takes care that what both sides have of it is written once, and what one side took away
/// or rewrote is gone, however much was put behind it. `day_of`: of the keys of readings and targets.
void settle_comments(Sheet& base, Sheet& ours, Sheet& theirs, const DayOf& day_of);

// --- two names of one day --------------------------------------------------------------------------------------------

/// A day of which each side says something under a name of its own: readings.2026-W33 and readings.2026-08-16.
struct Twins {
  KeyPath ours, theirs;
  std::string our_value, their_value;
};

/// Of what both sides added. None where the readings of a day join.
std::vector<Twins> twins_of(const Sides<Document>& sides, const MergePlace& place);

/// Whether readings of one day are added up, or looked at together: as the file says, or the definition beside it.
bool joins_readings(const Sides<Document>& sides, const MergePlace& place);

// --- the parts of a merge --------------------------------------------------------------------------------------------

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
  std::optional<KeyPath> their_path = {};  ///< where it is another one
};

class MergeWriter {
 public:
  explicit MergeWriter(MarkerStyle style) : style_(style) {}

  void lines(std::string_view text);

  /// Goes on with the one before where both are about the same.
  void conflict(Conflict conflict);

  /// True where the last thing written was a conflict about it.
  bool is_open(const KeyPath& path) const { return open_ && open_->path == path; }

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

// --- three versions of one value -------------------------------------------------------------------------------------

// Three versions of one value into one: a value that one side changed, inline tables key by key, lists entry by entry.
// Values are TOML as it stands in a file.

/// True where two values hold the same; 28 and 28.0 are one number.
bool same_value(const Document& a, const Node& left, const Document& b, const Node& right);
bool same_value(const std::string& left, const std::string& right);

/// What becomes of a key that up to three versions have.
struct Decision {
  bool agrees = true;
  std::optional<std::string> value;  ///< nothing: it goes
};

/// Where a value stands.
struct ValuePlace {
  KeyPath path;
  bool joins_readings = false;  ///< the first reading of a day on each side is one amount of two
};

Decision decided(const ValuePlace& place, const Sides<std::string>& sides);

/// What an entry of a list is known by while its other parts change: a text by itself, a table by its id, title, name
/// or text, a list by its first element; everything else by how it is written.
std::string name_of_entry(const Document& document, const Node& entry);

/// True where both sides speak of the amounts of a day: a list beside one, or beside the number that was the only one;
/// or a number each where there was none.
bool are_amounts(const KeyPath& path, const Sides<Node>& nodes);

/// True where a list is one value and not a set of entries: numbers such as [400, 300], except in the readings of a
/// day.
bool is_one_value(const Document& document, const Node& list, const KeyPath& path);

/// The time a check-in was written at, which is a stamp and not a statement: the later one stands.
bool is_stamp(const KeyPath& path, const Node& ours, const Node& theirs);

/// The table that a bare value stands for beside one with a `value`: 14 is { value = 14 }.
bool is_table_with_value(const Document& document, const Node& node);

}  // namespace okr::store
