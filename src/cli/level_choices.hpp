// SPDX-License-Identifier: MIT
// The words of --level, for every command that has it.
#pragma once

#include "cli/syntax.hpp"
#include "okr/model/words.hpp"

namespace okr::cli {

inline constexpr EnumChoice<Level> level_choices[] = {{"individual", Level::individual},
                                                      {"team", Level::team},
                                                      {"department", Level::department},
                                                      {"company", Level::company}};

}  // namespace okr::cli
