// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <vector>

#include "okr/model/rule.hpp"

namespace okr {

/// The words that a rule looks for in titles.
struct RuleWords {
  Code code = Code::W206;
  std::vector<std::string> words;  ///< whole words in any case of letters, or several with a blank; # is a number
};

/// "W206: draft, sketch"
std::string to_string(const RuleWords& words);

/// The rules that read titles word by word.
inline constexpr std::array rules_of_words = {Code::W206, Code::W207, Code::W208, Code::W210,
                                              Code::W225, Code::W226, Code::W235};

}  // namespace okr
