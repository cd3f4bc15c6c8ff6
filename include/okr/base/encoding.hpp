// SPDX-License-Identifier: MIT
// Text of others made UTF-8, by the encoding that is said. Nothing here guesses one.
#pragma once

#include <string>
#include <string_view>

namespace okr {

enum class Encoding {
  utf8,
  latin1,       ///< ISO 8859-1
  windows_1252  ///< Latin-1 with letters and signs (the euro) in the place of its control characters
};

/// The same text in UTF-8; UTF-8 is handed back as it is, valid or not. The five bytes that Windows-1252 leaves open
/// become U+FFFD. Every byte is a character, so a text may be converted piece by piece.
std::string to_utf8(std::string bytes, Encoding encoding);

}  // namespace okr
