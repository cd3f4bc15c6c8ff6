// SPDX-License-Identifier: MIT
// What could not be read, as the rows of a comparison say it: n/a on that side, with its place as the cause.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/diff/causes.hpp"
#include "reports/diff/differences.hpp"
#include "reports/diff/unread.hpp"

namespace okr::reports {

/// Where on each side; empty where it was read.
struct UnreadPlaces {
  std::string before, after;

  /// Of what neither side tells nothing is said.
  bool on_one_side() const { return before.empty() != after.empty(); }
  bool anywhere() const { return !before.empty() || !after.empty(); }
};

/// Its numbers are n/a; it is there, though.
void blank(std::optional<DiffSide>& side, const std::string& id);

/// `field`: empty for the whole record, or its readings.
void add_unread(const UnreadPlaces& places, std::string_view field, RecordDifference& row);

/// A value that stands there and could not be read was not moved.
void take_out_unread(const std::function<UnreadPlaces(const std::string& field)>& places_of, RecordDifference& row);

/// Takes out what is said on one side alone because the other's file could not be read. Where that was.
std::string take_out_unread(const Unread& other, const std::vector<Fact>& there, std::vector<Fact>& facts);

}  // namespace okr::reports
