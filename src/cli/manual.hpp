// SPDX-License-Identifier: MIT
// okr(1), made from the commands' declarations; the page in man/ is its output (target `manual`).
#pragma once

#include <string>

#include "cli/command.hpp"

namespace okr::cli {

std::string manual_page(CommandTable table);

}  // namespace okr::cli
