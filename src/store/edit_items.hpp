// SPDX-License-Identifier: MIT
// The pieces that edits are made of: items between brackets or braces with their commas right, new lines that look like
// their neighbours, values that are checked alone before they go anywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/edit_source.hpp"
#include "store/toml.hpp"

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

/// "key = value" with the indentation and alignment of a sibling and those before it, without a line ending.
std::string line_like(const EditSource& source, std::uint32_t sibling, std::string_view key, std::string_view value);

/// The line put behind the one that holds `offset`; a missing last newline stays missing.
Splice line_behind(const EditSource& source, std::uint32_t offset, std::string_view line);

/// The line put in front of the one that holds `offset`.
Splice line_before(const EditSource& source, std::uint32_t offset, std::string_view line);

/// The removal of all lines from the one that holds `first` to the one that holds `last`.
Splice without_lines(const EditSource& source, std::uint32_t first, std::uint32_t last);

/// The first key at the top of a file that has none there.
Splice first_line(const EditSource& source, std::string_view line);

/// A value read on its own, for the proof.
struct ReadValue {
  Document document;
  const Node& node() const { return document.children(document.root()).front(); }
};

/// The value, when the text is one TOML value and nothing more; else an error of kind usage.
Result<ReadValue> read_value(std::string_view value);

/// Error of kind data: "there is no ship.users in the file".
tl::unexpected<Error> not_there(const KeyPath& path);

/// The same splices with the file's line endings in what they insert.
std::vector<Splice> with_endings(const EditSource& source, std::vector<Splice> splices);

}  // namespace okr::store
