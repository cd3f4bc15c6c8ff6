// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "okr/model/rule.hpp"

namespace okr {

/// The words that a rule looks for in titles.
struct RuleWords {
  Code code = Code::W206;
  std::vector<std::string> words;  ///< whole words in any case of letters, or several with a blank; # is a number
};

}  // namespace okr
