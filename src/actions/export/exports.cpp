// SPDX-License-Identifier: MIT
// What a workspace is called where several stand beside each other.

#include "actions/export/exports.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "reports/badge/badge.hpp"
#include "reports/calendar/calendar.hpp"
#include "reports/metrics/metrics.hpp"
#include "reports/tables/tables.hpp"
#include "session/session.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {
using namespace session;

std::string workspace_name(const Workspace& workspace) {
  if (!workspace.settings.workspace.title.empty()) return workspace.settings.workspace.title;
  std::vector<std::string_view> parts = split(workspace.root, '/');
  std::erase(parts, std::string_view());
  const bool is_usual = parts.size() > 1 && (parts.back() == "okr" || parts.back() == "goals") &&
                        !store::is_absent(store::folder_of(workspace.root) + "/.git");
  if (is_usual) parts.pop_back();
  return parts.empty() ? "okr" : std::string(parts.back());
}

// --- a badge ---------------------------------------------------------------------------------------------------------

Result<int> export_badge(Context& context, const ExportRequest& request) {
  TRY_ASSIGN(auto session, open_session_with_cycle(context, {.kpis_alone = true}));
  const auto print = [&](const reports::Badge& badge) {
    context.set_notation(request.svg ? Notation::markup : Notation::json);
    context.print(request.svg ? reports::badge_svg(badge) : draw::json_text(reports::badge_json(badge)));
  };
  if (!session.cycle) {
    print({"OKR", "no cycle yet"});
    return report_faults(context, session.workspace);
  }
  const CycleNumbers numbers = numbers_of(session.workspace, *session.cycle, context.today());
  print(reports::badge_of(numbers, session.workspace.settings.scoring));
  return has_fault(numbers) ? report_computed_faults(context, session.workspace)
                            : report_faults(context, session.workspace);
}

// --- which cycles are exported: all, the one that is named, or those in force ----------------------------------------

Result<Session> open_for_export(Context& context, bool all) {
  using Cycles = store::Wanted::Cycles;
  return open_session(context, {.cycles = all ? Cycles::all : Cycles::current});
}

std::vector<const Cycle*> exported_cycles(const Session& session, bool all) {
  std::vector<const Cycle*> cycles;
  for (const Cycle& cycle : session.workspace.cycles) {
    const bool is_current = contains(session.current, &cycle);
    if (all || &cycle == session.cycle || (is_current && !session.is_named)) cycles.push_back(&cycle);
  }
  return cycles;
}

// --- a calendar ------------------------------------------------------------------------------------------------------

Result<int> export_ics(Context& context, const ExportRequest& request) {
  TRY_ASSIGN(auto session, open_for_export(context, request.all));
  context.set_notation(Notation::data);
  context.print(reports::calendar_text(session.workspace, exported_cycles(session, request.all),
                                       workspace_name(session.workspace), context.today()));
  return report_faults(context, session.workspace);
}

// --- OpenMetrics -----------------------------------------------------------------------------------------------------

Result<int> export_openmetrics(Context& context, const ExportRequest& request) {
  if (request.all && request.no_timestamps)
    return usage_failure("--all and --no-timestamps exclude each other",
                         "--all writes the past, and only its timestamps tell the days apart");
  TRY_ASSIGN(auto session, open_for_export(context, request.all));
  const reports::MetricsQuestion question{exported_cycles(session, request.all), !request.no_timestamps, request.all};
  context.set_notation(Notation::data);
  context.print(reports::metrics_text(session.workspace, question, context.today()));
  return report_computed_faults(context, session.workspace);
}

// --- tables ----------------------------------------------------------------------------------------------------------

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
      return usage_failure(
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
    return usage_failure("export tables needs -o DIR: it is several files", "okr export tables -o warehouse");
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

}  // namespace okr::actions
