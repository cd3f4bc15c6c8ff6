// SPDX-License-Identifier: MIT
// What editors read of a workspace: the schemas of its files, and for taplo and tombi which schema is whose.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/store/schema.hpp"
#include "session/writing.hpp"

namespace okr::cli {

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

/// The schemas of these kinds of files, where editors find them; where all kinds are meant, what taplo and tombi are told
/// too, unless a file of that name is a person's own: then what is to be added is said. Environment errors: a link on the
/// way.
Result<Action> action_for_schemas(const std::string& root, const std::vector<store::SchemaKind>& kinds);

}  // namespace okr::cli
