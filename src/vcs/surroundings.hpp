// SPDX-License-Identifier: MIT
// What a program that okr starts finds in its environment.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace okr::vcs {

/// The variables for `program`, which is to run in `folder`, ended by a null as exec takes them: ours. Of git's own
/// only those that are meant for its work in that folder: none that says how names are read, and none that says where
/// another repository lies, as git tells its hooks.
std::vector<char*> surroundings_of(std::string_view program, const std::string& folder);

}  // namespace okr::vcs
