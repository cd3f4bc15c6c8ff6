// SPDX-License-Identifier: MIT
// Names in a row, and how many there are, as a sentence says them.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace okr {

/// "a", "a and b", "a, b and c"; of more than `most` + 1 names the first `most`: "a, b and 3 more". Empty for none.
std::string listed(std::span<const std::string> names, std::size_t most = std::numeric_limits<std::size_t>::max());

/// "1 day", "2 days", "0 days"; "1 entry", "2 entries" with both words said.
std::string counted(long long count, std::string_view one);
std::string counted(long long count, std::string_view one, std::string_view many);

}  // namespace okr
