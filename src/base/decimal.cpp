// SPDX-License-Identifier: MIT
// Numbers in files of others, by a decimal mark that is said.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"

namespace okr {

Result<double> parse_decimal(std::string_view text, char mark) {
  const char other = mark == ',' ? '.' : ',';
  if (text.find(other) != std::string_view::npos)
    return failure(ErrorKind::data, fmt::format("'{}' holds a '{}', but the decimal mark is '{}'", text, other, mark),
                   "say the decimal mark of this file, or remove grouping");
  std::string plain(text);
  std::ranges::replace(plain, mark, '.');
  auto number = parse_number(plain);
  if (!number) number.error().kind = ErrorKind::data;
  return number;
}

}  // namespace okr
