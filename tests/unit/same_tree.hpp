// SPDX-License-Identifier: MIT
// A text with a series read both ways: around it, and as a whole by the parser alone.
#pragma once

#include <fmt/core.h>

#include <cmath>
#include <string>
#include <string_view>

#include "store/toml.hpp"

namespace okr_test {

inline bool is_same_value(const okr::store::Node& one, const okr::store::Node& other) {
  using okr::store::NodeKind;
  if (one.is(NodeKind::integer)) return one.integer() == other.integer();
  if (!one.is(NodeKind::number)) return true;
  const bool both_nan = std::isnan(one.number()) && std::isnan(other.number());
  return both_nan || (one.number() == other.number() && std::signbit(one.number()) == std::signbit(other.number()));
}

inline bool is_same_node(const okr::store::Node& one, const okr::store::Node& other) {
  return one.kind() == other.kind() && one.key() == other.key() && one.key_span() == other.key_span() &&
         one.value_span() == other.value_span() && one.child_count() == other.child_count() &&
         one.form() == other.form() && is_same_value(one, other);
}

/// The key of the first node below `one` that is not the same below `other`; empty where all are.
inline std::string difference_below(const okr::store::Tree& one, const okr::store::Node& here,
                                    const okr::store::Tree& other, const okr::store::Node& there) {
  if (!is_same_node(here, there)) return fmt::format("'{}' and '{}'", here.key(), there.key());
  const auto mine = one.children(here);
  const auto theirs = other.children(there);
  for (std::size_t i = 0; i < mine.size(); ++i)
    if (auto difference = difference_below(one, mine[i], other, theirs[i]); !difference.empty()) return difference;
  return {};
}

/// What the two readings do not agree on; empty where they agree, or where the text holds no series.
inline std::string difference_of_trees(std::string_view text) {
  using namespace okr::store;
  auto series = find_series(text);
  if (!series) return {};
  const LineIndex lines(text);
  const auto whole_fault = scan(text, nullptr);
  const auto fault = scan(text, nullptr, series->text);
  if (whole_fault.has_value() != fault.has_value()) return "one walk finds a fault, the other none";
  if (fault) return whole_fault->span == fault->span ? "" : "the walks find faults at two places";
  Tree around;
  Tree whole;
  const auto complaint = build_tree(text, lines, &*series, around);
  const auto whole_complaint = build_tree(text, lines, nullptr, whole);
  if (complaint.has_value() != whole_complaint.has_value()) return "one reading complains, the other does not";
  if (complaint) return complaint->description == whole_complaint->description ? "" : "they complain of two things";
  return difference_below(around, around.nodes.front(), whole, whole.nodes.front());
}

}  // namespace okr_test
