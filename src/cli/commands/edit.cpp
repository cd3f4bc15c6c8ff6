// SPDX-License-Identifier: MIT
// okr edit: the editor at a record's line, then what is wrong in the file.
#include <string>

#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/try.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/disk.hpp"
#include "session/writing/editor.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct EditOptions {
  std::string id;
  bool git_commit = false;
};

void declare_edit(Syntax& syntax, EditOptions& options) {
  syntax.argument(options.id, "ID", "an objective, key result, KPI or cycle; or a file of the workspace")
      .completes(Completes::editable);
  git_commit_flag(syntax, options.git_commit);
}

/// A file that is so broken that no id of it is known can still be opened by its name.
std::optional<RecordPlace> file_place(const std::string& root, const std::string& typed) {
  const bool is_name = typed.ends_with(toml_extension) && typed.front() != '/' && typed.find("..") == std::string::npos;
  if (!is_name || !store::is_file(root + "/" + typed)) return std::nullopt;
  RecordPlace place;
  place.name = typed;
  place.file = typed;
  return place;
}

/// Where reading the file ended, when it cannot be read: that is the line to mend.
RecordPlace at_fault(const Workspace& workspace, RecordPlace place) {
  for (const Diagnostic& diagnostic : workspace.diagnostics)
    if (is_unreadable(diagnostic.code) && diagnostic.place.line > 0 &&
        workspace.file_of(diagnostic.place) == place.file)
      place.line = diagnostic.place.line;
  return place;
}

Result<RecordPlace> place_to_edit(const Session& session, const std::string& typed) {
  if (auto file = file_place(session.workspace.root, typed)) return *file;
  if (auto settings = settings_place(typed)) return *settings;
  TRY_ASSIGN(const auto found, find_record(session, typed));
  return place_of(session.workspace, found);
}

Result<int> run_edit(Context& context, const EditOptions& options) {
  TRY_ASSIGN(const auto session, open_for_change(context));
  TRY_ASSIGN(const auto place, place_to_edit(session, options.id));
  if (context.globals().no_input)
    return usage_failure("okr edit asks a person, and --no-input forbids it",
                         "`okr set ID.FIELD=VALUE` changes a field without one");
  return edit_record(context, session.workspace.root, at_fault(session.workspace, place), options.git_commit);
}

constexpr Example edit_examples[] = {
    {"okr edit ship.users", "the editor at the key result's heading"},
    {"okr edit kpi/visits", "the file of a KPI"},
    {"okr edit 2026-Q3/cycle.toml", "a file by its name, below the workspace"},
};

}  // namespace

constinit const Command edit_command{
    .name = "edit",
    .group = Group::write,
    .formats = Formats::json,
    .summary = "open a record in your editor, then check it",
    .examples = edit_examples,
    .prepare = prepared<EditOptions, declare_edit, run_edit>,
};

}  // namespace okr::cli
