// SPDX-License-Identifier: MIT
// What is wrong in a file: where, what, and how to mend it. A list of these, never an exception. And places: where
// something stands in a person's files, kept beside everything that was read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "okr/model/rule.hpp"

namespace okr {

/// A position in a file of the workspace; line and column count from 1, columns in characters.
struct Place {
  static constexpr std::uint32_t nowhere = 0xffffffff;

  std::uint32_t file = nowhere;  ///< index into Workspace::files
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  /// False where the place is in no file.
  bool known() const { return file != nowhere; }
  friend bool operator==(const Place&, const Place&) = default;
};

/// One key of a record: where the key stands and where its value does.
struct KeyPlace {
  std::string_view key;  ///< as declared in model/fields; lives as long as the program
  Place at;
  Place value;
};

/// What every record knows of where it was read.
struct Located {
  Place place;                 ///< its heading, or its key where it is an inline table
  std::vector<KeyPlace> keys;  ///< the keys that were given, in file order
  bool faulty = false;         ///< an error in the file concerns it: its numbers are n/a

  /// True where the record's file has the key.
  bool gives(std::string_view key) const {
    for (const KeyPlace& given : keys)
      if (given.key == key) return true;
    return false;
  }
  /// The value's place; the record's own when the key was not given.
  Place place_of(std::string_view key) const {
    for (const KeyPlace& given : keys)
      if (given.key == key) return given.value;
    return place;
  }
};

/// What to write where a finding has one right answer (`okr check --fix`); the finding's place says where.
struct Repair {
  enum class What : std::uint8_t {
    nothing,
    key,    ///< another name for the key that stands there: `text`
    value,  ///< another value: `text`, as TOML
    day,    ///< a day counted from today, as it was typed ("+3d"), that becomes a date
    field   ///< one key more in the record whose heading stands there (1:1: the file's top): `key`, `text` as TOML
  };
  What what = What::nothing;
  std::string text = {};
  std::string_view key = {};  ///< as declared in model/fields

  /// False where there is no one right answer.
  bool is_known() const { return what != What::nothing; }
};

/// Something that is wrong, or could be better, in a person's files: what, where, and how to mend it.
struct Diagnostic {
  Code code = Code::E001;
  Severity severity = Severity::error;
  Place place;
  std::uint32_t length = 1;  ///< characters under the caret, on this line
  std::string message;       ///< one line: what is wrong, with the record's name
  std::string mend;          ///< beside the caret: "did you mean 'target'?"; may be empty
  std::string help;          ///< a line of its own below; may be empty
  std::string line_text;     ///< the line it stands on; empty when there is none to show
  Repair repair = {};        ///< where there is one right answer
  bool is_needed = false;    ///< of an unknown key: it was most likely meant to be one without which the record is n/a
};

using Diagnostics = std::vector<Diagnostic>;

/// A diagnostic with the severity of its code; its caret gets a length from the line when it is shown.
Diagnostic diagnostic_at(Code code, Place place, std::string message, std::string mend = {}, std::string help = {});

/// True for what is no error because it is said of a draft, which may be unfinished: a warning of an error's code.
bool is_excused(const Diagnostic& diagnostic);

/// True for an unknown key that breaks nothing, may be a newer program's: reports warn of it.
bool is_harmless(const Diagnostic& diagnostic);

/// True for what keeps a whole file from being read: no TOML, a conflict, no access (E001, E002, E003).
bool is_unreadable(Code code);

/// True for what keeps a single value from being read: another type, no number that can be, outside its domain.
bool is_unread_value(Code code);

/// True where one of them is an error, not a warning or a hint.
bool has_errors(const Diagnostics& diagnostics);

/// Puts diagnostics in order by file, line, column and code; equal ones (same code, place and message) are left once.
void sort_and_unify(Diagnostics& diagnostics);

}  // namespace okr
