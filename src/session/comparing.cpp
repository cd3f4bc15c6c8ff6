// SPDX-License-Identifier: MIT
#include "session/comparing.hpp"

#include <fmt/core.h>

#include "okr/base/date.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "session/looking_back.hpp"

namespace okr::cli {
namespace {

/// What was typed, taken apart.
struct Range {
  std::string from = "HEAD";
  std::optional<std::string> to;  ///< nothing: the work tree
  bool since_fork = false;
};

std::string or_head(std::string_view rev) { return rev.empty() ? std::string("HEAD") : std::string(rev); }

Range range_of(const std::optional<std::string>& typed) {
  if (!typed) return {};
  const std::string_view text = *typed;
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return {*typed, std::nullopt, false};
  const bool since_fork = text.substr(dots).starts_with("...");
  return {or_head(text.substr(0, dots)), or_head(text.substr(dots + (since_fork ? 3 : 2))), since_fork};
}

std::string name_of(const std::string& rev, const vcs::Commit& commit) {
  const auto day = parse_date(commit.day);
  const std::string date = day ? long_date(*day) : commit.day;
  if (commit.hash.starts_with(rev)) return fmt::format("{} ({})", commit.short_hash, date);
  return fmt::format("{} ({}, {})", safe_for_terminal(rev), commit.short_hash, date);
}

Result<Workspace> workspace_in(const std::string& root, const vcs::Commit& commit, const store::Wanted& wanted) {
  TRY_ASSIGN(const auto texts, files_in(root, commit));
  if (texts.contains("okr.toml")) return store::load_texts(root, texts, wanted);
  Workspace empty;
  empty.root = root;
  return empty;
}

void say_errors(Context& context, const TwoStates& states) {
  if (!has_errors(states.before.diagnostics)) return;
  context.warn({ErrorKind::data,
                fmt::format("the files of {} have errors: what they say is missing there", states.from),
                {},
                "errors-before"});
}

}  // namespace

Result<TwoStates> open_two_states(Context& context, const std::optional<std::string>& typed) {
  TRY_ASSIGN(const auto root, store::find_root(context.start_directory()));
  const Range range = range_of(typed);
  store::Wanted wanted;
  wanted.cycles = store::Wanted::Cycles::all;
  wanted.as_of = context.today();
  TRY_ASSIGN(auto from, vcs::commit_of(root, range.from));
  TwoStates states;
  states.to = "the work tree";
  if (range.to) {
    TRY_ASSIGN(const auto to, vcs::commit_of(root, *range.to));
    if (range.since_fork) {
      TRY_ASSIGN(from, vcs::fork_of(root, from, to));
    }
    TRY_ASSIGN(states.after, workspace_in(root, to, wanted));
    states.to = name_of(*range.to, to);
  } else {
    TRY_ASSIGN(states.after, store::load(root, wanted));
  }
  TRY_ASSIGN(states.before, workspace_in(root, from, wanted));
  states.from = name_of(range.from, from);
  context.set_digits(states.after.settings.workspace.digits);
  say_errors(context, states);
  return states;
}

}  // namespace okr::cli
