// SPDX-License-Identifier: MIT
// What a person types for a field, as the TOML that goes into the file: by the field's declared shape.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/fields.hpp"
#include "session/context.hpp"

namespace okr::actions {

struct TypedField {
  std::string_view label;  ///< how messages call it: "ship.users.target", "--target"
  const FieldInfo* field = nullptr;
  FiscalYear fiscal_year = {};
};

/// TOML for the typed text: texts need no quotes, days are words such as eoq, lists are parted by commas; a value in
/// brackets is taken as TOML where the field is a list. Usage errors say what was expected.
Result<std::string> toml_of_typed(const session::Context& context, const TypedField& typed, std::string_view text);

/// For a name that is no field: "did you mean 'target'?", else all there are.
std::string hint_for_field(const std::vector<FieldInfo>& fields, std::string_view typed);

}  // namespace okr::actions
