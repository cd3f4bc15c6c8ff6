// SPDX-License-Identifier: MIT
// Items between brackets or braces, on one line or one a line: appending and removing with the commas right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "store/edit_source.hpp"

namespace okr::store {

struct ItemList {
  Span brackets;            ///< both included
  std::vector<Span> items;  ///< without their commas
};

/// The keys with their values between the braces whose statement is `container`.
ItemList items_in_braces(const EditSource& source, std::uint32_t container);

/// One more item at the end, laid out as the last one.
std::vector<Splice> with_item(const EditSource& source, const ItemList& list, const std::string& item);

/// The list without one of its items.
std::vector<Splice> without_item(const EditSource& source, const ItemList& list, std::size_t index);

}  // namespace okr::store
