// SPDX-License-Identifier: MIT
// What one rule of good practice finds in a workspace that was built in code.
#pragma once

#include <string>
#include <vector>

#include "compute_fixture.hpp"
#include "okr/compute/lint.hpp"

namespace okr::test {

/// Its messages, in order, where all rules are on.
inline std::vector<std::string> found(Code code, Workspace w, Date as_of) {
  w.settings.check.profile = Profile::team;
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : lint_practice(w, as_of, {}))
    if (diagnostic.code == code) messages.push_back(diagnostic.message);
  return messages;
}

inline bool says(Code code, const Workspace& w, Date as_of) { return !found(code, w, as_of).empty(); }

}  // namespace okr::test
