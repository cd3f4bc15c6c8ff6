// SPDX-License-Identifier: MIT
// Names in a row, as a sentence says them.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>

namespace okr {

/// "a", "a and b", "a, b and c"; of more than `most` + 1 names the first `most`: "a, b and 3 more". Empty for none.
std::string listed(std::span<const std::string> names, std::size_t most = std::numeric_limits<std::size_t>::max());

}  // namespace okr
