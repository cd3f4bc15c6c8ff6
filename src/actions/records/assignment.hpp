// SPDX-License-Identifier: MIT
// One ID.FIELD=VALUE of `okr set` as it is understood: whose field it is, and what it becomes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/look_up.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"
#include "session/context.hpp"
#include "session/records.hpp"
#include "session/session.hpp"

namespace okr::actions {

struct Assignment {
  session::RecordPlace place;
  FieldInfo field;
  std::string label;                 ///< "ship.users.target"
  std::optional<std::string> value;  ///< TOML; nothing: the field goes away
  const Cycle* cycle = nullptr;      ///< whose definition it is; null for KPIs and settings
  const Kpi* kpi = nullptr;          ///< whose definition it is

  /// Not a key of the file: where the KPI's readings stand.
  bool is_sharing() const { return kpi && field.key == shared_key; }

  /// The field's own path in the file.
  store::KeyPath path() const {
    store::KeyPath path = place.path;
    path.emplace_back(field.key);
    return path;
  }
};

/// Usage errors: no value, an unknown record or field (with the nearest), a value that does not fit.
Result<Assignment> read_assignment(const session::Context& context, const session::Session& session, LookUp& names,
                                   std::string_view word);

/// True when the cycle is no draft and its first day has come.
bool has_started(const Cycle& cycle, Date today);

/// The word that says whether a cycle runs.
bool is_state_of_cycle(const Assignment& assignment);

/// True for the fields that `changes` can hold.
bool is_definition(const Assignment& assignment);

/// The same and what else a record is judged by, steps for example: an entry of `changes` can say why that moved.
bool can_be_explained(const Assignment& assignment);

}  // namespace okr::actions
