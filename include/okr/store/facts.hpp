// SPDX-License-Identifier: MIT
// A TOML text as facts, a line each, for differences that people read: "ship.users.target = 400".
#pragma once

#include <optional>
#include <string>

namespace okr::store {

/// A TOML text as a line for each fact, so that git compares what is said and not how it is laid out. Headings and
/// comments stay, in the order of the text; every value stands on its own line behind its whole key, written in one way
/// whatever its layout: entries of lists and lines of long texts one a line, a reading with its note on one. Where a
/// merge is not resolved the sides' facts stand between their markers. Nothing where the text is no TOML.
std::optional<std::string> facts_of(std::string text);

}  // namespace okr::store
