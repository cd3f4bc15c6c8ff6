// SPDX-License-Identifier: MIT
// A word as a person would type it for a shell; for hints and hooks. Nothing is run here.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace okr::cli {

/// The word in single quotes where a shell would take it for something else.
inline std::string shell_word(std::string_view word) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_./=+:,@%").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::ranges::all_of(word, is_plain)) return std::string(word);
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace okr::cli
