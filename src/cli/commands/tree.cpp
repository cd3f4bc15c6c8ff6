// SPDX-License-Identifier: MIT
// okr tree: alignment from the company down to a person, across cycles.
#include <optional>
#include <string>

#include "cli/commands/table.hpp"
#include "okr/base/try.hpp"
#include "reports/tree/tree.hpp"
#include "session/present.hpp"
#include "session/session.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct TreeOptions {
  std::optional<std::string> id;
  std::optional<Level> level;
  std::optional<int> depth;
};

void declare_tree(Syntax& syntax, TreeOptions& options) {
  syntax.argument(options.id, "ID", "only what hangs below this objective, key result, KPI or cycle")
      .completes(Completes::any_id);
  syntax.choice(options.level, "level", "down to this level: objectives below it are left out");
  syntax.value(options.depth, "depth", "N", "at most N steps down; 0 shows the roots alone");
}

Result<std::optional<Found>> start_of(const Session& session, const std::optional<std::string>& id) {
  if (!id) return std::optional<Found>();
  const auto scope = session.scope();
  TRY_ASSIGN(const auto found, look_up(session.workspace, scope, *id));
  return std::optional(found);
}

Result<int> run_tree(Context& context, const TreeOptions& options) {
  if (options.depth && *options.depth < 0) return usage_failure("--depth must be 0 or more");
  TRY_ASSIGN(auto session, open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::all}));
  const auto id = options.id ? options.id : context.globals().cycle;
  TRY_ASSIGN(const auto from, start_of(session, id));
  const auto tree = reports::tree_of(session.workspace, {from, options.level, options.depth}, context.today());
  if (has_fault(tree)) note_computed_faults(context, session.workspace);
  present(context, presentation("Goals and what they serve", tree));
  return report_faults(context, session.workspace);
}

constexpr Example tree_examples[] = {
    {"okr tree", "everything that runs, and what stands alone"},
    {"okr tree 2026/reach", "what is aligned to one objective of the year"},
    {"okr tree --level team --depth 2", "the upper part"},
    {"okr tree --format tsv", "an edge a line: id, parent, how they are bound"},
};

}  // namespace

constinit const Command tree_command{
    .name = "tree",
    .group = Group::look,
    .formats = Formats::all,
    .summary = "alignment: who contributes to what, KPI links, orphans",
    .examples = tree_examples,
    .prepare = prepared_with_at<TreeOptions, declare_tree, run_tree>,
};

}  // namespace okr::cli
