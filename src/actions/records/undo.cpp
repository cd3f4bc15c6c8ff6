// SPDX-License-Identifier: MIT
#include "actions/records/undo.hpp"

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {

Result<std::optional<std::string>> obstacle(const PastWrite& past) { return stale_file(inverse(past.transaction)); }

Result<Action> action_for_undo(const Context& context, const std::string& root) {
  const std::vector<PastWrite> known = past_writes(context, root);
  if (known.empty())
    return failure(ErrorKind::answer_no, "okr has written nothing here that it could take back",
                   "it remembers what this person wrote on this machine; git knows more: git log");
  const PastWrite& last = known.front();
  const std::string what = safe_for_terminal(last.summary.empty() ? last.command : last.summary);
  TRY_ASSIGN(const auto changed, obstacle(last));
  if (changed)
    return failure(
        ErrorKind::answer_no,
        fmt::format("{} is not as \"{}\" left it: nothing was taken back", safe_for_terminal(*changed), what),
        "another program or a person has changed it since; `git diff` or `git log -p` shows how");
  Action action{inverse(last.transaction), fmt::format("Take back \"{}\"", what)};
  action.takes_back = last.file;
  action.first = fmt::format("Took back \"{}\" of {}\n", what, last.when);
  return action;
}

}  // namespace okr::cli
