// SPDX-License-Identifier: MIT
// The names people give to their objectives, key results, KPIs and cycles; one type a kind, so that none is mixed up.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace okr {

/// The name of a record; `Kind` only keeps names of different kinds of records apart. Any text is held: is_valid_id
/// checks it.
template <class Kind>
struct Id {
  std::string text;

  Id() = default;
  explicit Id(std::string name) : text(std::move(name)) {}
  explicit Id(std::string_view name) : text(name) {}
  explicit Id(const char* name) : text(name) {}

  bool empty() const { return text.empty(); }
  friend bool operator==(const Id&, const Id&) = default;
  friend auto operator<=>(const Id&, const Id&) = default;
};

using CycleId = Id<struct CycleKind>;          ///< "2026-Q3"
using ObjectiveId = Id<struct ObjectiveKind>;  ///< "ship"
using KpiId = Id<struct KpiKind>;              ///< "resting-hr"

/// A key result within its cycle: "ship.users".
struct KeyResultId {
  ObjectiveId objective;
  std::string name;  ///< the last part: "users"

  friend bool operator==(const KeyResultId&, const KeyResultId&) = default;
  friend auto operator<=>(const KeyResultId&, const KeyResultId&) = default;
};

/// "ship.users".
inline std::string to_string(const KeyResultId& id) { return id.objective.text + "." + id.name; }

/// The most characters of an id.
inline constexpr std::size_t longest_id = 64;

/// True for [a-z0-9][a-z0-9-]*, at most 64 characters (format.md, "A heading is an id").
bool is_valid_id(std::string_view text);

/// True for the id of a cycle: like is_valid_id, capitals allowed: "2026-Q3".
bool is_valid_cycle_id(std::string_view text);

/// The nearest valid id to a title or a bad id: lower case, accents dropped, one hyphen for each run of everything
/// else, cut at 64; empty when no letter or digit of ASCII is left.
std::string slug(std::string_view text);

/// The id with the first of -1, -2, ... behind it that is not taken, cut in front of the number where it would be too
/// long.
std::string free_id(std::string_view id, const std::function<bool(const std::string&)>& is_taken);

}  // namespace okr
