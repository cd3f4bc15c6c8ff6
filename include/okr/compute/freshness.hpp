// SPDX-License-Identifier: MIT
// How old what is known is, in the three words every screen uses.
#pragma once

#include <cstdint>

namespace okr {

enum class Freshness : std::uint8_t {
  not_asked,  ///< nothing is expected: achieved for good, done, cancelled, not begun, or over
  fresh,
  due,
  stale
};

}  // namespace okr
