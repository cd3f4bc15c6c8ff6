// SPDX-License-Identifier: MIT
// What a person answers to a question of yes or no.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "okr/base/text.hpp"

namespace okr::cli {

/// y, n, or Enter for the default; nothing for other words.
inline std::optional<bool> yes_or_no(std::string_view line, bool by_default) {
  const std::string word = to_lower_ascii(trim(line));
  if (word.empty()) return by_default;
  if (word == "y" || word == "yes") return true;
  if (word == "n" || word == "no") return false;
  return std::nullopt;
}

}  // namespace okr::cli
