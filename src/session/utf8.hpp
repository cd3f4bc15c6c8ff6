// SPDX-License-Identifier: MIT
// What comes from outside is UTF-8 before it can reach a file: files of okr are, and one byte that is not makes a file that
// cannot be read again.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "okr/base/result.hpp"

namespace okr::cli {

/// Where the first byte stands that is no UTF-8, counted from 0; nothing where all are.
std::optional<std::size_t> first_byte_not_utf8(std::string_view text);

/// A usage error that names the byte: "--note: byte 3 (0xfc) is no UTF-8".
Status check_utf8(std::string_view what, std::string_view text);

}  // namespace okr::cli
