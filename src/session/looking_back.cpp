// SPDX-License-Identifier: MIT
#include "session/looking_back.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {

Result<store::FileTexts> files_in(const std::string& root, const vcs::Commit& commit) {
  return vcs::committed_texts(root, commit, {".toml", ".csv"});
}

Status look_back(Context& context, const std::string& rev) {
  TRY_ASSIGN(const auto root, store::find_root(context.start_directory()));
  TRY_ASSIGN(const auto commit, vcs::commit_of(root, rev));
  TRY_ASSIGN(auto texts, files_in(root, commit));
  if (!texts.contains("okr.toml"))
    return failure(ErrorKind::usage, fmt::format("there is no okr.toml in {}", commit.short_hash),
                   "the workspace was begun later, or lay in another folder");
  const auto day = parse_date(commit.day);
  context.look_back({commit.short_hash, day.value_or(context.today()), std::move(texts)});
  if (context.tells())
    context.say(
        fmt::format("okr: as of {} of {}: {}\n", commit.short_hash, commit.day, safe_for_terminal(commit.subject)));
  return {};
}

}  // namespace okr::cli
