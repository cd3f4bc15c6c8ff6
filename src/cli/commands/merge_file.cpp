// SPDX-License-Identifier: MIT
// okr merge-file: git's merge driver. The result takes the place of the second file, as git wants it.
#include <optional>
#include <string>

#include <fmt/core.h>

#include "actions/git/merging.hpp"
#include "cli/commands/table.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "session/writing/writing.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct MergeFileOptions {
  std::string base, ours, theirs;
  std::optional<std::string> length, name;
};

void declare_merge_file(Syntax& syntax, MergeFileOptions& options) {
  syntax.argument(options.base, "BASE", "what both sides began with (%O)").completes(Completes::file);
  syntax.argument(options.ours, "OURS", "our version; the result takes its place (%A)").completes(Completes::file);
  syntax.argument(options.theirs, "THEIRS", "their version (%B)").completes(Completes::file);
  syntax.argument(options.length, "LENGTH", "of a conflict marker; 7 unless given (%L)");
  syntax.argument(options.name, "NAME", "of the file, for messages and its workspace (%P)");
}

Result<std::size_t> marker_length(const std::optional<std::string>& typed) {
  constexpr std::size_t usual = 7, most = 1000;
  if (!typed) return usual;
  const auto length = whole_number<std::size_t>(*typed);
  if (length && *length > 0 && *length <= most) return *length;
  return usage_failure(fmt::format("LENGTH: '{}' is no length of a marker", *typed), "git says 7 or more");
}

Result<actions::MergeRequest> request_of(const Context& context, const MergeFileOptions& options) {
  const std::string name = options.name.value_or(options.ours);
  actions::MergeRequest request{context.path(options.base), context.path(options.ours), context.path(options.theirs),
                                safe_for_terminal(name), context.path(name)};
  TRY_ASSIGN(request.marker_length, marker_length(options.length));
  return request;
}

/// The file of git's own, not of a workspace: nobody else writes it.
Action action_for(const actions::MergeRequest& request, const actions::FileMerge& merged) {
  const auto slash = request.ours.rfind('/');
  Action action{{request.ours.substr(0, slash)}};
  action.is_silent = true;
  action.transaction.in_workspace = false;
  action.transaction.files.push_back({request.ours.substr(slash + 1), merged.before, merged.text});
  return action;
}

Result<int> run_merge_file(Context& context, const MergeFileOptions& options) {
  TRY_ASSIGN(const auto request, request_of(context, options));
  actions::FileMerge merged;
  TRY(write_only(context, [&]() -> Result<Action> {
    TRY_ASSIGN(merged, actions::merge_files(request));
    return action_for(request, merged);
  }));
  if (!context.globals().quiet)
    for (const std::string& note : merged.notes) context.warn({ErrorKind::data, note, {}, "disagreement"});
  return merged.is_clean ? 0 : 1;
}

constexpr Example merge_file_examples[] = {
    {"okr merge-file base.toml ours.toml theirs.toml", "into ours.toml; what disagrees on stderr"},
    {"okr merge-file -n base.toml ours.toml theirs.toml", "only what it would change"},
};

}  // namespace

constinit const Command merge_file_command{
    .name = "merge-file",
    .group = Group::plumbing,
    .summary = "git's merge driver: three versions of a file into one",
    .examples = merge_file_examples,
    .exit_1 = "when the sides disagree, and conflict markers stand in the file",
    .prepare = prepared<MergeFileOptions, declare_merge_file, run_merge_file>,
};

}  // namespace okr::cli
