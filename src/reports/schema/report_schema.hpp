// SPDX-License-Identifier: MIT
// What the JSON of a report holds, declared once: from it come the JSON Schemas and the tables of `okr help formats`.
#pragma once

#include <span>
#include <string_view>

#include "reports/drawing.hpp"

namespace okr::reports {

/// A member of an object. `type` is "string", "number", "integer", "boolean", "date", "any", the name of another object,
/// or one of these with [] (a list); with ? it may be null.
struct JsonKey {
  std::string_view key;
  std::string_view type;
  std::string_view doc;
};

/// An object that occurs in reports: "cycle", "objective", "key_result", ...; or a whole report: "status", "score", "show".
/// Every key but those of `optional` is always there.
struct JsonObject {
  std::string_view name;
  std::string_view doc;
  std::span<const JsonKey> keys;
  std::span<const JsonKey> optional = {};
};

/// The reports first.
std::span<const JsonObject> json_objects();

/// True for what a command prints as a whole; the others stand within.
bool is_report(const JsonObject& object);

/// Null when there is none of that name.
const JsonObject* json_object(std::string_view name);

/// JSON Schema (2020-12) of a report. Further keys are allowed: a minor version may add some.
JsonValue report_schema(const JsonObject& report);

}  // namespace okr::reports
