// SPDX-License-Identifier: MIT
// The slips behind values of a wrong type: what was meant, and how to write it.
#pragma once

#include <string>
#include <string_view>

#include "okr/model/diagnostic.hpp"
#include "store/toml.hpp"

namespace okr::store {

struct Slip {
  std::string mend = {};  ///< the way out; empty where none is likely
  Repair repair = {};     ///< the value that was meant, where the way out leaves no choice
};

/// `written` is the value as it stands in the file, `expected` what its key wants, as to_string(Shape) says it.
Slip slip_of(const Node& value, std::string_view written, std::string_view expected);

}  // namespace okr::store
