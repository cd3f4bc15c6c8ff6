// SPDX-License-Identifier: MIT
// okr pull: values from the commands that a person's own file names.
#include "actions/checkin/write.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"

namespace okr::cli {

namespace {

void declare_pull(Syntax& syntax, actions::PullRequest& request) {
  syntax.argument(request.ids, "ID", "a KPI or key result that has a command; all of them unless given")
      .completes(Completes::pulled);
  syntax.flag(request.replace, "replace", "change what a KPI has for today already");
  syntax.value(request.source, "source", "NAME",
               "who or what says it, for the files' names; your own source and -pull unless given");
  git_commit_flag(syntax, request.git_commit);
}

constexpr Example pull_examples[] = {
    {"okr pull", "all values that your commands print"},
    {"okr pull users resting-hr -n", "two of them; only show the change"},
    {"okr pull --git-commit -q", "from a timer, committed; silent unless something is wrong"},
};

}  // namespace

constinit const Command pull_command{
    .name = "pull",
    .group = Group::write,
    .formats = Formats::json,
    .summary = "values from commands of your own",
    .examples = pull_examples,
    .exit_1 = "when a command failed or printed no value: nothing is written then",
    .prepare = prepared<actions::PullRequest, declare_pull, actions::pull_values>,
};

}  // namespace okr::cli
