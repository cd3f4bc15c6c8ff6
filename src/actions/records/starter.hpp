// SPDX-License-Identifier: MIT
// The texts a workspace begins with: settings and a cycle whose comments say what may stand there.
#pragma once

#include <string>
#include <string_view>

namespace okr::cli {

/// okr.toml: the format, and every other key as a comment.
std::string starter_settings();

/// A cycle.toml. `keys` are the lines below [cycle] (TOML, each with its line end; may be empty); without objectives of
/// its own (`objectives`, whole tables) comments show one.
std::string starter_cycle(std::string_view keys, std::string_view objectives);

/// kpi/ID.toml from the lines of its definition; comments say what else there is. Without readings of its own it is made
/// of others, or read from a CSV.
std::string starter_kpi(std::string_view id, std::string_view lines, bool has_readings = true);

}  // namespace okr::cli
