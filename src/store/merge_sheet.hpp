// SPDX-License-Identifier: MIT
// A text taken apart for a merge: headings and the keys under them, each with the comments in front of it, so that every
// byte belongs to one piece. And which order the pieces of two texts have together.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "okr/base/date.hpp"
#include "store/edit_source.hpp"

namespace okr::store {

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

using TextLines = std::vector<std::string>;  ///< without their ends

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

/// A heading and what stands under it; the first block of a text has none. A list that is written with headings ([[...]])
/// is one block, whose heading's value is all of its text.
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
using DayOf = std::optional<Date> (*)(std::string_view name);

/// The day of a reading's key, or of a target's.
std::optional<Date> day_of_period(std::string_view name);

/// All names of ours and theirs, each once: in the order of ours, or of theirs where only they moved something; what is new
/// goes behind the name in front of it, ours first; with `day_of` behind the last earlier day.
std::vector<std::string> joined_order(const std::vector<std::string>& base, const std::vector<std::string>& ours,
                                      const std::vector<std::string>& theirs, DayOf day_of = nullptr);

/// The comments of a text, "#" included.
TextLines comments_in(std::string_view text);

/// The lines of `from` that are comments and stand in none of the other two.
TextLines new_comments(const TextLines& from, const TextLines& known, const TextLines& also_known = {});

}  // namespace okr::store
