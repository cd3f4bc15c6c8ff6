// SPDX-License-Identifier: MIT
// What the system says where it does not do as it is asked, in our words.
#pragma once

#include <string>
#include <string_view>

#include "okr/base/result.hpp"

namespace okr::store {

struct Reason {
  std::string what;
  std::string hint;
};

/// Of an errno; not strerror's words, which follow the locale.
Reason reason_of(int error_number);

/// "cannot read goals/okr.toml: permission denied", with a hint for the errors that have one.
tl::unexpected<Error> failed(std::string_view verb, const std::string& path, int reason);

}  // namespace okr::store
