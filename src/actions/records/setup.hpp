// SPDX-License-Identifier: MIT
// What stands beside the records of a workspace: its first files, what git has to know of them (attributes, drivers in the
// clone, a hook), and the schemas for editors. The program only asks git.
#pragma once

#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/store/schema.hpp"
#include "session/context.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// The text of .gitattributes with our lines: those that it does not hold yet are added at its end.
std::string with_attributes(const std::string& text);

/// What `okr init` starts.
struct Setup {
  std::string root;                        ///< of the workspace, which may not be there yet
  std::vector<FileChange> files = {};      ///< its first ones; none where only git is told
  std::vector<std::string> in_place = {};  ///< those that an earlier try wrote: --git-commit takes them in
  bool git = false;                        ///< attributes, and the diff driver of this clone
  bool hook = false;                       ///< a pre-commit hook that checks
};

/// "PATH is there already", and that init overwrites nothing.
tl::unexpected<Error> there_already(const std::string& path);

/// All of its files: attributes for lines that are missing, a hook where none is there. Environment errors: git is to be
/// told, and there is no repository; usage: a file is in the way.
Result<Action> action_for_setup(const Setup& setup);

/// Tells this clone our diff driver. The attribute merge=okr names a driver that no clone defines yet: git then merges as
/// text. Environment errors.
Status configure_clone(Context& context, const std::string& root);

/// ".okr/schema/kpi.json": below the root.
std::string schema_file(store::SchemaKind kind);

/// The schemas of these kinds of files, where editors find them. Environment errors: a link on the way.
Result<Action> action_for_schemas(const std::string& root, const std::vector<store::SchemaKind>& kinds);

}  // namespace okr::cli
