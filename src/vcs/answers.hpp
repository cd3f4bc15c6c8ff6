// SPDX-License-Identifier: MIT
// How git is asked about files, and its answers are read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/vcs/git.hpp"

namespace okr::vcs {

/// The words of a question about these files, whose names are no patterns. Said of each: --literal-pathspecs would be
/// handed on to the hooks of a commit, in which patterns would be names then.
std::vector<std::string> with_paths(std::vector<std::string> words, const std::vector<std::string>& paths);

/// An environment error, with git's own words, where git could not do what `doing` says.
Status checked(const Result<Finished>& finished, std::string_view doing);

/// The first line of what git said; empty where it failed, or said nothing.
std::optional<std::string> first_line(const Result<Finished>& finished);

/// What ends with a zero byte each, as git writes it with -z.
std::vector<std::string> zero_ended(std::string_view text);

/// A commit with its parents, as a line of `git log` tells it.
inline constexpr const char* historic_format = "--format=%H%x00%P%x00%h%x00%cs%x00%an%x00%s";

/// Nothing where the line is another.
std::optional<HistoricCommit> historic_commit(std::string_view line);

}  // namespace okr::vcs
