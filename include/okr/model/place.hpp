// SPDX-License-Identifier: MIT
// Where something stands in a person's files, kept beside everything that was read.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace okr {

/// A position in a file of the workspace; line and column count from 1, columns in characters.
struct Place {
  static constexpr std::uint32_t nowhere = 0xffffffff;

  std::uint32_t file = nowhere;  ///< index into Workspace::files
  std::uint32_t line = 0;
  std::uint32_t column = 0;

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

}  // namespace okr
