// SPDX-License-Identifier: MIT
// The quick way through a long table of numbers: days or periods in rising order, a plain number each. A file of readings is
// little else, and a general parser takes ten times as long for it. What is written in any other way is left to the parser.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "store/toml.hpp"

namespace okr::store {

/// A heading of one bare word, [readings], and the lines below it as far as the next heading or the end.
struct Series {
  Span heading;                  ///< brackets included
  Span text;                     ///< its lines: from the first byte behind the heading's line end
  std::uint32_t line_count = 0;  ///< of `text`, blank lines and comments included
  std::vector<Node> nodes;  ///< room for the root, then a line each; keys strictly rising, so that none is there twice
};

/// The first series that is long enough to be worth it; nothing where there is none. Whether its heading is one, or stands
/// within a text of several lines, is not known here. Its nodes are views of `text`.
std::optional<Series> find_series(std::string_view text);

}  // namespace okr::store
