// SPDX-License-Identifier: MIT
// The difference of two texts as `diff -u` and `git diff` show it: what --dry-run prints. No disk, no colour.
#pragma once

#include <string>
#include <string_view>

namespace okr::store {

/// A unified diff with three lines of context that `git apply` and `patch -p1` take; empty when the texts are equal.
/// An empty `old_text` with `is_new` is a file that did not exist (/dev/null).
std::string unified_diff(std::string_view path, std::string_view old_text, std::string_view new_text,
                         bool is_new = false);

/// The unified diff of a file that goes.
std::string removal_diff(std::string_view path, std::string_view text);

}  // namespace okr::store
