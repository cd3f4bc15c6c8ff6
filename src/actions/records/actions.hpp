// SPDX-License-Identifier: MIT
// What commands do to the files of a workspace besides its records: they begin it, mend it, take a write back, tell
// editors.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/schema.hpp"
#include "session/context.hpp"
#include "session/past_writes.hpp"
#include "session/writing.hpp"

namespace okr::cli {

// --- okr init --------------------------------------------------------------------------------------------------------

/// What `okr init` starts.
struct Setup {
  std::string root;                        ///< of the workspace, which may not be there yet
  std::vector<FileChange> files = {};      ///< its first ones; none where only git is told
  std::vector<std::string> in_place = {};  ///< those that an earlier try wrote: --git-commit takes them in
  bool git = false;                        ///< attributes; the clone is told by configure_clone
  bool hook = false;                       ///< a pre-commit hook that checks
};

/// "PATH is there already", and that init overwrites nothing.
tl::unexpected<Error> there_already(const std::string& path);

/// All of its files: attributes for lines that are missing, a hook where none is there. Environment errors: git is to
/// be told, and there is no repository; usage: a file is in the way.
Result<Action> action_for_setup(const Setup& setup);

// --- okr check --fix -------------------------------------------------------------------------------------------------

/// Whether what a rule finds in a file (named from the root) is to be mended.
using IsAsked = std::function<bool(const std::string& file, Code code)>;

/// Writes everything asked for that has one right answer, and what comes to light only then; at a terminal after it was
/// shown and a person said yes. What was asked for and is left then, with -n and --json, where all has been said; else
/// nothing: look again. Errors: those of `write`, interruption.
Result<std::optional<Diagnostics>> write_repairs(Context& context, const std::string& root, const IsAsked& is_asked,
                                                 bool git_commit);

// --- okr undo --------------------------------------------------------------------------------------------------------

/// Why a write cannot be taken back: the first of its files that is not as the write left it, or has gone; nothing when
/// it can. Environment errors.
Result<std::optional<std::string>> obstacle(const PastWrite& past);

/// What an okr that died left half-written, else the last write; with `git_commit` also one that an earlier try took
/// back and could not commit. Errors: answer_no where there is nothing to take back, or something has changed since;
/// environment.
Result<Action> action_for_undo(const Context& context, const std::string& root, bool git_commit);

/// The rest of what an okr that died left half-written; nothing to write where there is none. Errors: environment.
Result<Action> action_for_finish(const Context& context, const std::string& root);

// --- okr schema ------------------------------------------------------------------------------------------------------

/// Files that a schema is for.
struct SchemaPlace {
  store::SchemaKind kind;
  std::string_view names;     ///< as people are told: "CYCLE/*.toml"
  std::string_view way;       ///< from there to the workspace's root
  std::string_view patterns;  ///< as the tools are told, in TOML; empty where another line covers them
};

/// Each of them; the first whose patterns fit is meant.
std::span<const SchemaPlace> schema_places();

/// ".okr/schema/kpi.json": below the root.
std::string schema_file(store::SchemaKind kind);

/// The schemas of these kinds of files, where editors find them; where all kinds are meant, what taplo and tombi are
/// told too, unless a file of that name is a person's own: then what is to be added is said. Environment errors: a link
/// on the way.
Result<Action> action_for_schemas(const std::string& root, const std::vector<store::SchemaKind>& kinds);

}  // namespace okr::cli
