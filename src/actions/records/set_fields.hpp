// SPDX-License-Identifier: MIT
// One ID.FIELD=VALUE of `okr set`: which record, which field, and what the field has to become.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "okr/model/fields.hpp"
#include "session/records.hpp"

namespace okr::cli {

struct Assignment {
  RecordPlace place;
  FieldInfo field;
  std::string label;                 ///< "ship.users.target"
  std::optional<std::string> value;  ///< TOML; nothing: the field goes away
  const Cycle* cycle = nullptr;      ///< whose definition it is; null for KPIs and settings
  const Kpi* kpi = nullptr;          ///< whose definition it is

  /// The field's own path in the file.
  store::KeyPath path() const;
};

/// Usage errors: no value, an unknown record or field (with the nearest), a value that does not fit.
Result<Assignment> read_assignment(const Context& context, const Session& session, std::string_view word);

/// True for the fields that `changes` can hold: they define a key result, and moving one in a running cycle is told.
bool is_definition(const Assignment& assignment);

/// True when the cycle is no draft and its first day has come.
bool has_started(const Cycle& cycle, Date today);

}  // namespace okr::cli
