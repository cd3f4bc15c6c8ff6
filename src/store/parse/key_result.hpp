// SPDX-License-Identifier: MIT
// A key result's table, with the lists it holds: steps, plan, changes.
#pragma once

#include "okr/model/okr.hpp"
#include "store/parse/source.hpp"

namespace okr::store {

/// The key result of `table`, whose key is its name; kind and applicability of keys are settled here (E116, E118).
KeyResult parse_key_result(Source& source, const Node& table, const ObjectiveId& objective);

/// `changes` of an objective or key result.
std::vector<Change> parse_changes(Source& source, const Node& list, std::string_view own_name);

}  // namespace okr::store
