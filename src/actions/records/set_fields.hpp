// SPDX-License-Identifier: MIT
// Fields of records changed in place, for `okr set`: which record and field, what it becomes, and the trace that is left
// of what moves in a running cycle.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/writing.hpp"

namespace okr::cli {

struct SetRequest {
  std::vector<std::string> words;  ///< ID.FIELD=VALUE
  std::optional<std::string> why;  ///< why a definition moves
  bool git_commit = false;
};

/// All of it as one action. Usage errors: an unknown record or field (with the nearest), a value that does not fit, a
/// reason that is missing.
Result<Action> action_for_set(Context& context, const SetRequest& request);

}  // namespace okr::cli
