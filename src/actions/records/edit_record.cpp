// SPDX-License-Identifier: MIT
#include "actions/records/edit_record.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "session/editor.hpp"
#include "okr/base/text.hpp"
#include "okr/store/load.hpp"

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
  if (auto opened = open_editor(context, path, place.line); !opened) return tl::unexpected(opened.error());
  store::Wanted wanted;
  wanted.cycles = store::Wanted::Cycles::all;
  wanted.as_of = context.today();
  auto workspace = store::load(root, wanted);
  if (!workspace) return tl::unexpected(workspace.error());
  keep_faults_of(*workspace, place.file);
  return report_faults(context, *workspace);
}

}  // namespace okr::cli
