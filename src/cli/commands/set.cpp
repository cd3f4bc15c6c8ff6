// SPDX-License-Identifier: MIT
// okr set: one field of a record, or several in one transaction; what moves in a running cycle leaves its trace.
#include "actions/records/set_fields.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "session/writing/writing.hpp"

namespace okr::cli {
using namespace session;

namespace {

void declare_set(Syntax& syntax, actions::SetRequest& request) {
  syntax.argument(request.words, "ID.FIELD=VALUE", "the field and what it becomes; ID.FIELD= takes it away")
      .required()
      .completes(Completes::field)
      .assigns();
  syntax.value(request.why, "why", "TEXT",
               "why a definition moves: kept beside it, with the day, the old and the new value");
  git_commit_flag(syntax, request.git_commit);
}

Result<int> run_set(Context& context, const actions::SetRequest& request) {
  return write_and_exit(
      context, [&] { return actions::action_for_set(context, request); }, request.git_commit);
}

constexpr Example set_examples[] = {
    {"okr set ship.users.target=300 --why 'the launch slipped'", "a target of the running cycle, with its reason"},
    {"okr set fit.doctor.owner=ben fit.km.owner=ben", "two fields in one transaction"},
    {"okr set visits.target=5000 --why 'plan of the second half'", "a KPI's target, from today on"},
    {"okr set visits.target=", "takes the field away"},
    {"okr set visits.shared=true", "a folder, where each who records the KPI has a file of their own"},
    {"okr set ship.users.tags=launch,web -n", "a list; shows the difference and writes nothing"},
};

}  // namespace

constinit const Command set_command{
    .name = "set",
    .group = Group::write,
    .formats = Formats::json,
    .summary = "change one field of a record, or several",
    .examples = set_examples,
    .prepare = prepared<actions::SetRequest, declare_set, run_set>,
};

}  // namespace okr::cli
