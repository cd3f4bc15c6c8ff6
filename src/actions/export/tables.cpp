// SPDX-License-Identifier: MIT
#include "actions/export/exports.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "reports/tables/tables.hpp"
#include "session/session.hpp"
#include "session/writing.hpp"

namespace okr::cli {
namespace {

Result<std::vector<Session>> open_all(Context& context) {
  std::vector<Session> sessions;
  for (const std::string& folder : context.start_directories()) {
    TRY_ASSIGN(auto session, open_session(context, {.cycles = store::Wanted::Cycles::all, .folder = folder}));
    sessions.push_back(std::move(session));
  }
  return sessions;
}

/// By their names; an error where two have one: their rows could not be told apart.
Result<std::vector<reports::TableSource>> sources_of(const std::vector<Session>& sessions) {
  std::vector<reports::TableSource> sources;
  for (const Session& session : sessions) {
    const std::string name = workspace_name(session.workspace);
    const auto same = std::ranges::find(sources, name, &reports::TableSource::name);
    if (same != sources.end())
      return failure(
          ErrorKind::usage,
          fmt::format("two workspaces are called \"{}\": {} and {}", safe_for_terminal(name),
                      safe_for_terminal(same->workspace->root), safe_for_terminal(session.workspace.root)),
          "their rows could not be told apart; give one another title in okr.toml: okr set workspace.title=...");
    sources.push_back({name, &session.workspace});
  }
  std::ranges::sort(sources, {}, &reports::TableSource::name);
  return sources;
}

}  // namespace

Result<int> export_tables(Context& context, const ExportRequest&) {
  const auto folder = context.take_output();
  if (!folder || *folder == "-")
    return failure(ErrorKind::usage, "export tables needs -o DIR: it is several files",
                   "okr export tables -o warehouse");
  TRY_ASSIGN(auto sessions, open_all(context));
  TRY_ASSIGN(const auto sources, sources_of(sessions));
  const std::vector<reports::DataTable> tables = reports::tables_of(sources, context.today());
  std::vector<OutputFile> files;
  for (const reports::DataTable& table : tables)
    files.push_back({std::string(table.name) + ".csv", reports::table_csv(table)});
  files.push_back({"schema.sql", reports::schema_sql(tables)});
  files.push_back({"load.sqlite.sql", reports::sqlite_script(tables)});
  files.push_back({"datapackage.json", draw::json_text(reports::data_package(tables, context.today()))});
  TRY(write_folder(context, *folder, files));
  int broken = 0;
  for (Session& session : sessions) broken = std::max(broken, report_computed_faults(context, session.workspace));
  return broken;
}

}  // namespace okr::cli
