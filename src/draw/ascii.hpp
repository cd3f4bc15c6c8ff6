// SPDX-License-Identifier: MIT
// Text for screens that show ASCII alone: our own signs by stand-ins, Latin letters without their accents.
#pragma once

#include <string>
#include <string_view>

namespace okr::draw {

/// Only bytes below 128: `→` is `->`, `│` is `|`, `é` is `e`; what has no stand-in is one `?` a column, since bytes
/// from 128 on may be control codes to a terminal that does not read UTF-8. The text is valid UTF-8.
std::string ascii_text(std::string_view text);

}  // namespace okr::draw
