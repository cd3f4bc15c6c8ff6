// SPDX-License-Identifier: MIT
// What the parser objects to, in words a person can act on: keys given twice, dates that do not exist, escapes.
#pragma once

#include <string_view>

#include "store/toml.hpp"

namespace okr::store {

/// The parser's complaint about the text at `at`; the text passes scan(). `place` and `source_line` are not filled in.
SyntaxFault plain_words(std::string_view text, std::uint32_t at, std::string_view description);

}  // namespace okr::store
