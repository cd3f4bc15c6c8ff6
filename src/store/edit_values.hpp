// SPDX-License-Identifier: MIT
// What the editing functions share: values checked alone before they go anywhere, and errors about paths.
#pragma once

#include <string>
#include <string_view>

#include "store/edit_source.hpp"
#include "store/toml.hpp"

namespace okr::store {

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
