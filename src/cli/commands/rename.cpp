// SPDX-License-Identifier: MIT
// okr rename: another id for a record, which keeps its past: `was` holds the old one, and references still find it.
#include "actions/records/actions.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "session/writing/writing.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct RenameOptions {
  std::string id;
  std::string new_id;
  bool git_commit = false;
};

void declare_rename(Syntax& syntax, RenameOptions& options) {
  syntax.argument(options.id, "ID", "an objective, a key result or a KPI").completes(Completes::record);
  syntax.argument(options.new_id, "NEW", "its new id; of a key result only the last part");
  git_commit_flag(syntax, options.git_commit);
}

Result<int> run_rename(Context& context, const RenameOptions& options) {
  return write_and_exit(
      context, [&] { return actions::action_for_rename(context, options.id, options.new_id); }, options.git_commit);
}

constexpr Example rename_examples[] = {
    {"okr rename ship.wau users", "the key result is ship.users from now on; check-ins of ship.wau still count"},
    {"okr rename ship launch", "an objective, with the headings of its key results"},
    {"okr rename kpi/visits sessions", "a KPI and its file"},
};

}  // namespace

constinit const Command rename_command{
    .name = "rename",
    .group = Group::write,
    .formats = Formats::json,
    .summary = "give a record another id, keeping its past",
    .examples = rename_examples,
    .prepare = prepared<RenameOptions, declare_rename, run_rename>,
};

}  // namespace okr::cli
