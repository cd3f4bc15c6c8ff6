// SPDX-License-Identifier: MIT
// Words that a shell may offer out of a workspace: ids, fields, and the values that they take. What can be read of a broken
// workspace; nothing where there is none; never an error.
#pragma once

#include <string_view>
#include <vector>

#include "cli/services.hpp"
#include "okr/model/fields.hpp"

namespace okr::cli {

/// As Services::completions.
std::vector<Completion> workspace_words(const Context& context, Completes kind, std::string_view word);

/// As Services::values.
std::vector<Completion> field_values(const Context& context, const FieldInfo& field);

}  // namespace okr::cli
