// SPDX-License-Identifier: MIT
#include "store/edit_values.hpp"

#include <fmt/core.h>

namespace okr::store {

Result<ReadValue> read_value(std::string_view value) {
  auto document = Document::parse("v = " + std::string(value) + "\n");
  const bool alone = document && document->root().child_count() == 1 &&
                     document->text(document->children(document->root()).front().value_span()) == value;
  if (!alone) {
    return failure(ErrorKind::usage, fmt::format("'{}' is no TOML value", value),
                   "a text stands in double quotes, a date is 2026-08-17, a list is [1, 2]");
  }
  return ReadValue{std::move(*document)};
}

tl::unexpected<Error> not_there(const KeyPath& path) {
  return failure(ErrorKind::data, fmt::format("there is no {} in the file", shown_path(path)));
}

std::vector<Splice> with_endings(const EditSource& source, std::vector<Splice> splices) {
  for (auto& splice : splices) splice.text = source.with_file_endings(splice.text);
  return splices;
}

}  // namespace okr::store
