// SPDX-License-Identifier: MIT
// How rules are named on the command line.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/model/rule.hpp"

namespace okr::cli {

/// "E103", or "e103". Usage errors name the nearest code.
Result<Code> typed_code(const std::string& typed);

/// Lists of codes separated by commas; the words error, warning, info and all stand for all rules of that severity.
/// Errors: usage, as of typed_code.
Result<std::set<Code>> typed_rules(const std::vector<std::string>& lists);

}  // namespace okr::cli
