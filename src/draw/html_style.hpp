// SPDX-License-Identifier: MIT
// The style sheet of an HTML page: light and dark, phone and print.
#pragma once

#include <string_view>

namespace okr::draw {

std::string_view html_style();

}  // namespace okr::draw
