// SPDX-License-Identifier: MIT
#include "actions/records/edit_record.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/load.hpp"
#include "session/editor.hpp"

namespace okr::cli {

namespace {

/// Leaves only what is wrong in the file.
void keep_faults_of(Workspace& workspace, const std::string& file) {
  std::erase_if(workspace.diagnostics, [&](const Diagnostic& diagnostic) {
    return !diagnostic.place.known() || workspace.files[diagnostic.place.file] != file;
  });
}

}  // namespace

Result<int> edit_record(Context& context, const std::string& root, const RecordPlace& place) {
  const std::string path = root + "/" + place.file;
  if (context.globals().dry_run) {
    context.print(fmt::format("would open {}:{}\n", safe_for_terminal(path), place.line));
    return 0;
  }
  TRY(open_editor(context, path, place.line));
  store::Wanted wanted;
  wanted.cycles = store::Wanted::Cycles::all;
  wanted.as_of = context.today();
  TRY_ASSIGN(auto workspace, store::load(root, wanted));
  keep_faults_of(workspace, place.file);
  return report_faults(context, workspace);
}

}  // namespace okr::cli
