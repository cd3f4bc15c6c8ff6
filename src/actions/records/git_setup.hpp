// SPDX-License-Identifier: MIT
// What git has to know of a workspace: attributes beside the files, drivers in the clone, a hook. The program only asks
// git; nothing here changes a repository's content but .gitattributes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "okr/base/result.hpp"
#include "session/context.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// The text of .gitattributes with our lines: those that it does not hold yet are added at its end.
std::string with_attributes(const std::string& text);

/// Adds .gitattributes of the workspace to the transaction where lines are missing.
Status add_attributes(const std::string& root, Transaction& transaction);

/// Tells this clone our diff driver. The attribute merge=okr names a driver that no clone defines yet: git then merges as text. Error: environment, `folder` is in no repository.
Status configure_clone(const std::string& folder);

/// The settings of configure_clone: name and value.
std::vector<std::pair<std::string, std::string>> clone_settings();

/// The line of a pre-commit hook that checks the workspace; `workspace` is the way to it from the repository's root,
/// "." when it is the root.
std::string hook_line(const std::string& workspace);

struct Hook {
  std::string path;       ///< absolute
  bool is_there = false;  ///< a hook of the person's own: it stays as it is
  bool checks = false;    ///< and it runs our check already
  std::string line;
};

/// Where this clone's pre-commit hook is, and what is in it. Environment errors: no repository.
Result<Hook> find_hook(const std::string& root);

/// Writes the hook, executable; only when none is there.
Status write_hook(const Hook& hook);

}  // namespace okr::cli
