// SPDX-License-Identifier: MIT
// A plain text read both ways: by the quick reader, and by the walk and the parser.
#pragma once

#include <fmt/core.h>

#include <cmath>
#include <string>
#include <string_view>

#include "store/toml.hpp"

namespace okr_test {

inline bool is_same_number(double one, double other) {
  const bool both_nan = std::isnan(one) && std::isnan(other);
  return both_nan || (one == other && std::signbit(one) == std::signbit(other));
}

/// Of two nodes of one kind.
inline bool is_same_value(const okr::store::Node& one, const okr::store::Node& other) {
  using okr::store::NodeKind;
  switch (one.kind()) {
    case NodeKind::table:
    case NodeKind::array: return one.is_array_of_headers() == other.is_array_of_headers();
    case NodeKind::string: return one.string() == other.string();
    case NodeKind::integer: return one.integer() == other.integer();
    case NodeKind::number: return is_same_number(one.number(), other.number());
    case NodeKind::boolean: return one.boolean() == other.boolean();
    case NodeKind::date: return one.date() == other.date();
    case NodeKind::time: return one.second_of_day() == other.second_of_day();
    case NodeKind::date_time: return one.date() == other.date() && one.second_of_day() == other.second_of_day();
  }
  return false;
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

/// What the two readings do not agree on; empty where they agree, or where the text is not plain. It is UTF-8 without a
/// zero byte.
inline std::string difference_of_trees(std::string_view text) {
  using namespace okr::store;
  const auto plain = read_plain(text);
  if (!plain) return {};
  if (const auto fault = scan(text, nullptr)) return "the walk objects: " + fault->message;
  if (const auto fault = conflict_in_texts(text)) return "a merge's markers: " + fault->message;
  Tree whole;
  const LineIndex lines(text);
  if (const auto complaint = build_tree(text, lines, whole)) return "the parser objects: " + complaint->description;
  return difference_below(*plain, plain->nodes.front(), whole, whole.nodes.front());
}

}  // namespace okr_test
