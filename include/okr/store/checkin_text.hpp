// SPDX-License-Identifier: MIT
// A check-in as the text of its file, written and read. Where the file lies and what its key results are is not known
// here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "okr/model/checkin_sheet.hpp"
#include "okr/model/diagnostic.hpp"

namespace okr::store {

/// The file as format.md draws it: date, at, by, note, lists, an empty line, entries with their `=` below each other.
std::string checkin_text(const CheckinSheet& sheet);

/// What stands behind the `=` of an entry: the value alone, or { value, confidence, note } where more is said.
std::string entry_text(const Entry& entry);

/// A key of a check-in, with what stands behind its `=`.
struct CheckinValue {
  std::string key, toml;
};

/// Note and lists, as far as they hold something, in the order in which a new file has them.
std::vector<CheckinValue> journal_values(const Checkin& head);

/// All keys of the file in its order: date, at, by, the journal, then the entries ("ship.users").
std::vector<CheckinValue> checkin_values(const CheckinSheet& sheet);

/// A note in the form the files use: between """, on lines of its own.
std::string note_text(std::string_view note);

/// A check-in that somebody wrote by hand. `has_date` is false where its date is the one that was handed in.
struct CheckinReading {
  CheckinSheet sheet;  ///< entries in the order of the text, key results not looked up; Place::file is 0
  bool has_date = false;
  Diagnostics diagnostics;  ///< with their lines; with an error in them the sheet is not to be used
};

/// Reads the TOML of a check-in that lies in no folder yet; a missing date is `date`.
CheckinReading read_checkin_text(std::string text, Date date);

}  // namespace okr::store
