// SPDX-License-Identifier: MIT
// Who writes: the person and the source that a check-in is filed under. Settings come from the environment, the
// person's own file and git, in this order; never from the workspace.
#pragma once

#include <optional>
#include <string>

#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

struct Author {
  std::string me;           ///< "ana"; empty when nobody said
  std::string source;       ///< "ana-x1": the last part of a check-in's file name; an id
  bool git_commit = false;  ///< commit what is written, also without --git-commit
};

/// OKR_ME, else `me` of the person's file, else git's user.name; the source is `typed` (--source), else OKR_SOURCE,
/// else `source` of the person's file, else person and host. A usage error for a source that cannot be part of a file
/// name.
Result<Author> author_of(Context& context, const std::string& root, const std::optional<std::string>& typed);

}  // namespace okr::cli
