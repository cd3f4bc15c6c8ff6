// SPDX-License-Identifier: MIT
// A target said relative to its baseline: "+20%", "-2.5%".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace okr {

/// "+20%" is 0.2. Empty where there is no sign, no percent sign right behind the number, or a number beyond the limits.
std::optional<double> relative_change(std::string_view text);

/// True for a change that relative_change refuses for the size of its number alone.
bool is_change_beyond_limits(std::string_view text);

/// How a text that is no relative change is to be written: `write "+20%" or "-20%"`.
std::string advice_on_change(std::string_view text);

}  // namespace okr
