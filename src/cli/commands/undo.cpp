// SPDX-License-Identifier: MIT
// okr undo: takes back what the last okr command wrote.
#include <algorithm>
#include <string>

#include <fmt/core.h>

#include "actions/records/actions.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "draw/json.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/load.hpp"
#include "reports/outcome/outcome.hpp"
#include "session/past_writes.hpp"
#include "session/session.hpp"
#include "session/unfinished.hpp"
#include "session/writing/writing.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct UndoOptions {
  bool list = false;
  bool finish = false;
  bool git_commit = false;
};

void declare_undo(Syntax& syntax, UndoOptions& options) {
  syntax.flag(options.finish, "finish", "write the rest of what was cut off half-way, instead of taking it back");
  syntax.flag(options.list, "list", "say what could be taken back, the latest first");
  git_commit_flag(syntax, options.git_commit);
}

constexpr std::size_t files_shown = 5;  // `init --example` writes dozens

Result<reports::PastWriteList> list_of(Context& context, const std::string& root) {
  reports::PastWriteList list{context.today(), root, {}, {}};
  const bool is_half_written = say_unfinished(context, root);
  TRY_ASSIGN(const auto known, past_writes(context, root));
  for (const PastWrite& past : known) {
    if (past.taken_back) continue;
    if (list.rows.empty() && !is_half_written) {
      const auto obstacle = actions::obstacle(past);
      std::string changed = obstacle ? obstacle->value_or("") : obstacle.error().what;
      if (past.is_output && !changed.empty()) continue;
      list.changed = std::move(changed);
    }
    list.rows.push_back({past.when, past.command, past.summary, touched_names(past.transaction)});
  }
  return list;
}

void print_row(Context& context, const reports::PastWriteRow& row) {
  const std::string what = safe_for_terminal(row.summary.empty() ? row.command : row.summary);
  context.print(fmt::format("{}  {}\n", row.when, what));
  const std::size_t shown = std::min(row.files.size(), files_shown);
  for (std::size_t i = 0; i < shown; ++i) context.print(fmt::format("  {}\n", safe_for_terminal(row.files[i])));
  if (row.files.size() > shown) context.print(fmt::format("  and {} more\n", row.files.size() - shown));
}

void print_list(Context& context, const reports::PastWriteList& list) {
  if (list.rows.empty()) context.print("Nothing that okr could take back.\n");
  for (const reports::PastWriteRow& row : list.rows) print_row(context, row);
  if (!list.changed.empty())
    context.say(
        fmt::format("The latest cannot be taken back: {} has changed since\n", safe_for_terminal(list.changed)));
}

Result<int> run_undo(Context& context, const UndoOptions& options) {
  if (options.list && options.finish)
    return usage_failure("--list and --finish contradict each other", "--list writes nothing");
  TRY_ASSIGN(const auto root, store::find_root(context.start_directory()));
  TRY(check_cycle_named(context, root));
  if (options.list) {
    TRY_ASSIGN(const reports::PastWriteList list, list_of(context, root));
    if (const Status kept = check_keeps_writes(context); !kept) context.warn(kept.error());
    if (context.speaks_json())
      context.print(draw::json_text(reports::past_writes_json(list)));
    else
      print_list(context, list);
    return 0;
  }
  const auto prepare = [&] {
    return options.finish ? actions::action_for_finish(context, root)
                          : actions::action_for_undo(context, root, options.git_commit);
  };
  return write_and_exit(context, prepare, options.git_commit);
}

constexpr Example undo_examples[] = {
    {"okr undo", "the files are as they were before the last okr command that wrote"},
    {"okr undo -n", "what it would change"},
    {"okr undo --finish", "what a machine that went down left half-written is whole"},
    {"okr undo --list", "what could be taken back, step by step"},
};

}  // namespace

constinit const Command undo_command{
    .name = "undo",
    .group = Group::write,
    .formats = Formats::json,
    .summary = "take back what the last command wrote",
    .examples = undo_examples,
    .exit_1 = "when nothing was taken back: a file has changed since, or okr has written nothing here",
    .prepare = prepared<UndoOptions, declare_undo, run_undo>,
};

}  // namespace okr::cli
