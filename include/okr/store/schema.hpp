// SPDX-License-Identifier: MIT
// JSON Schemas of the files, for editors: made from model/fields alone. What a schema cannot say (kinds of key result,
// references, sums of weights) stays with `okr check`.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "okr/base/enum_words.hpp"

namespace okr::store {

/// The files that have a schema: a cycle's files, a check-in, a KPI (definition or readings), okr.toml.
enum class SchemaKind : std::uint8_t { cycle, checkin, kpi, config };
OKR_WORDS(SchemaKind, "cycle", "checkin", "kpi", "config")

/// All kinds of schema, in the order of the manual.
std::span<const SchemaKind> schema_kinds();

/// The schema as JSON (draft-07, no `if`, everything within one document), indented by two, ended by a newline. Each
/// file that `okr check` accepts is accepted by it.
std::string schema_text(SchemaKind kind);

}  // namespace okr::store
