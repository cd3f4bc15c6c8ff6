// SPDX-License-Identifier: MIT
// --titles of the commands that show key results in rows.
#pragma once

#include "cli/syntax.hpp"

namespace okr::cli {

inline void titles_flag(Syntax& syntax, bool& titles) {
  syntax.flag(titles, "titles", "the title of each key result below its row; from 110 columns on it stands in it");
}

}  // namespace okr::cli
