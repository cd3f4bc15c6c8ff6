// SPDX-License-Identifier: MIT
// New lines that look like their neighbours: indentation, alignment of the equals signs, line endings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "store/edit_source.hpp"

namespace okr::store {

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

}  // namespace okr::store
