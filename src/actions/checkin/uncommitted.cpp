// SPDX-License-Identifier: MIT
// What a dialogue wrote and git did not take: nothing is asked of it again, so the next dialogue commits it first.
#include <algorithm>

#include <fmt/core.h>

#include "actions/checkin/dialogue.hpp"
#include "okr/base/try.hpp"
#include "session/settings.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {
using namespace session;

namespace {

KeptDraft draft_of_commit(const Context& context, std::string_view root) { return {context, root, "commit"}; }

/// As a file holds them, and back; empty where the text is of another workspace.
std::string uncommitted_text(const UncommittedFiles& files, std::string_view root) {
  std::string text = fmt::format("# Written, and not committed. The next `okr checkin` does it.\nroot {}\n", root);
  for (const std::string& path : files.paths) text += fmt::format("file {}\n", path);
  return text + "message\n" + files.message;
}

UncommittedFiles read_uncommitted(std::string_view text, std::string_view root) {
  UncommittedFiles files;
  bool is_of_root = false;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line == "message") {
      files.message = std::string(rest);
      break;
    }
    if (line.starts_with("root ")) is_of_root = line.substr(5) == root;
    if (line.starts_with("file ")) files.paths.emplace_back(line.substr(5));
  }
  return is_of_root ? files : UncommittedFiles();
}

}  // namespace

void keep_uncommitted(const Context& context, const std::string& root, const UncommittedFiles& files) {
  static_cast<void>(draft_of_commit(context, root).keep(uncommitted_text(files, root)));
}

Status commit_kept(Context& context, const Workspace& workspace, bool git_commit) {
  if (context.globals().dry_run) return {};
  TRY_ASSIGN(const bool by_setting, git_commit ? Result<bool>(true) : commits_by_setting(context));
  if (!by_setting) return {};
  const KeptDraft draft = draft_of_commit(context, workspace.root);
  const auto text = draft.text();
  const UncommittedFiles kept = text ? read_uncommitted(*text, workspace.root) : UncommittedFiles();
  if (kept.paths.empty()) return {};
  TRY(write_only(
      context,
      [&]() -> Result<Action> {
        Action action{Transaction::of(workspace)};
        action.transaction.in_place = kept.paths;
        action.message = kept.message;
        action.summary = kept.message.substr(0, kept.message.find('\n'));
        return action;
      },
      git_commit));
  draft.drop();
  return {};
}

}  // namespace okr::actions
