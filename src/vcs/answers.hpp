// SPDX-License-Identifier: MIT
// How answers of the git program are read.
#pragma once

#include <optional>
#include <string_view>

#include "okr/vcs/git.hpp"

namespace okr::vcs {

/// An environment error, with git's own words, where git could not do what `doing` says.
Status checked(const Result<Finished>& finished, std::string_view doing);

/// A commit with its parents, as a line of `git log` tells it.
inline constexpr const char* historic_format = "--format=%H%x00%P%x00%h%x00%cs%x00%an%x00%s";

/// Nothing where the line is another.
std::optional<HistoricCommit> historic_commit(std::string_view line);

}  // namespace okr::vcs
