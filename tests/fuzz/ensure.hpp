// SPDX-License-Identifier: MIT
// How a fuzz target says that something does not hold.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace okr_fuzz {

/// Ends the program with these words, so that libFuzzer keeps the bytes that led here.
[[noreturn]] inline void give_up(std::string_view what, std::string_view shown) {
  const std::string text = "does not hold: " + std::string(what) + "\n" + std::string(shown) + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::abort();
}

/// `shown` is what one wants to see when it does not hold.
inline void ensure(bool holds, std::string_view what, std::string_view shown = {}) {
  if (!holds) give_up(what, shown);
}

}  // namespace okr_fuzz
