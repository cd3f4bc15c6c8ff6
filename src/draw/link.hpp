// SPDX-License-Identifier: MIT
// Which links of a document lead somewhere, and how their addresses are written in an attribute.
#pragma once

#include <string>
#include <string_view>

namespace okr::draw {

/// True for http, https and mailto; everything else (javascript:, file:) is not followed.
bool is_web_link(std::string_view link);

/// True for "#anchor".
bool is_anchor_link(std::string_view link);

/// The address with quotes, brackets, spaces, controls and bytes from 128 on percent-encoded.
std::string link_address(std::string_view link);

}  // namespace okr::draw
