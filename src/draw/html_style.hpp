// SPDX-License-Identifier: MIT
// The style sheet of an HTML page: light and dark, phone and print.
#pragma once

#include <string_view>

namespace okr::render {

std::string_view html_style();

}  // namespace okr::render
