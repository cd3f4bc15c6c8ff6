// SPDX-License-Identifier: MIT
// Check-ins: what a person or a script said of the key results on one day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/id.hpp"
#include "okr/model/place.hpp"

namespace okr {

/// As written: nothing (a judgement without a number), a number, yes or no, a zone of a rubric, steps newly done.
using EntryValue = std::variant<std::monostate, double, bool, std::string, std::vector<std::string>>;

/// What one check-in says of one key result.
struct Entry {
  Date date;
  std::optional<int> at;  ///< seconds since midnight
  EntryValue value;
  std::optional<int> confidence;  ///< 1 (never) to 10 (in the bag), read as a probability of n/10
  std::string note;
  Place place;  ///< the key
  Place value_place;
  std::uint32_t checkin = 0;  ///< index into Cycle::checkins

  bool has_value() const { return !std::holds_alternative<std::monostate>(value); }
};

/// One file below checkins/; its entries stand with their key results.
struct Checkin : Located {
  Date date;
  std::optional<int> at;  ///< seconds since midnight
  std::string by;
  std::string source;  ///< from the file's name: "ana-x1"
  std::string note;
  std::vector<std::string> wins, blockers, priorities, done, needs, ahead;
  std::vector<KeyResultId> about;  ///< the key results it speaks of, in file order
};

}  // namespace okr
