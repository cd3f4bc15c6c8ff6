// SPDX-License-Identifier: MIT
// The one place where the framework is connected with files and workspaces.
#include "okr/cli/services.hpp"

namespace okr::cli {

const Services& services() {
  static constexpr Services connected{};
  return connected;
}

}  // namespace okr::cli
