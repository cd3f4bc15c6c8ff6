// SPDX-License-Identifier: MIT
// Web pages: one for a cycle, or a folder with a page for each cycle, and nobody else's page overwritten.
#include "actions/export/exports.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "draw/html.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "reports/cycle_words.hpp"
#include "reports/page/page.hpp"
#include "session/session.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {
using namespace session;

namespace {

using reports::CyclePage;

constexpr std::size_t earlier_cycles_shown = 8;  // two years of quarters

constexpr std::string_view written_by = ", written by okr.";

std::string footer_of(const Session& session) {
  const std::string& title = session.workspace.settings.workspace.title;
  return fmt::format("{}{}{} Scores describe goals, not people.", title.empty() ? "" : title + ", as of ",
                     long_date(session.day), written_by);
}

draw::HtmlOptions options_of(const Context& context, const Session& session, std::string title) {
  return {.title = std::move(title), .digits = context.digits(), .links = {}, .footer = footer_of(session)};
}

std::string title_of(const Cycle& cycle) {
  return cycle.title.empty() ? cycle.id.text : fmt::format("{} {}", cycle.id.text, cycle.title);
}

std::string title_of(const Workspace& workspace) {
  const std::string& title = workspace.settings.workspace.title;
  return title.empty() ? std::string("Objectives and key results") : title;
}

/// The last cycle of its length before it that was opened; null where none was.
const Cycle* opened_behind(const Workspace& workspace, const Cycle& cycle) {
  for (const CycleId& id : cycles_before(workspace, cycle))
    if (const Cycle* earlier = workspace.cycle(id)) return earlier;
  return nullptr;
}

CyclePage page_of(const Session& session, const Cycle& cycle) {
  return reports::cycle_page_of(session.workspace, cycle, opened_behind(session.workspace, cycle), session.day);
}

// --- one page --------------------------------------------------------------------------------------------------------

/// Of a workspace that has no cycle yet.
std::string page_of_kpis(const Context& context, const Session& session) {
  draw::Document document;
  reports::add_unread_settings(document, session.workspace);
  reports::add_kpi_section(document, *reports::scorecard_of(session.workspace, {}, session.day));
  reports::add_page_legend(document, session.workspace.settings);
  return html_page(document, options_of(context, session, title_of(session.workspace)));
}

std::string single_page(const Context& context, const Session& session) {
  const Workspace& workspace = session.workspace;
  if (!session.cycle) return page_of_kpis(context, session);
  std::vector<CycleNumbers> history{numbers_of(workspace, *session.cycle, session.day)};
  for (const Cycle* cycle : earlier_cycles(session, earlier_cycles_shown))
    history.push_back(numbers_of(workspace, *cycle, session.day));
  draw::Document document = reports::cycle_page_document(page_of(session, *session.cycle));
  reports::add_kpi_section(document, *reports::scorecard_of(workspace, {}, session.day));
  reports::add_history_section(document, workspace, history, false);
  reports::add_page_legend(document, workspace.settings);
  return html_page(document, options_of(context, session, title_of(*session.cycle)));
}

Result<int> print_page(Context& context) {
  TRY_ASSIGN(auto session, open_with_earlier(context, {.kpis_alone = true}, earlier_cycles_shown));
  if (session.cycle) forget_faults_elsewhere(session, earlier_cycles(session, earlier_cycles_shown));
  context.set_notation(Notation::markup);
  context.print(single_page(context, session));
  return report_computed_faults(context, session.workspace);
}

// --- a folder --------------------------------------------------------------------------------------------------------

/// Those that began last first, and a quarter before its year; drafts are nobody's business yet.
std::vector<const Cycle*> cycles_of_site(const Session& session) {
  std::vector<const Cycle*> cycles;
  for (const Cycle& cycle : session.workspace.cycles)
    if (cycle.state != CycleState::draft) cycles.push_back(&cycle);
  std::ranges::stable_sort(cycles, [](const Cycle* a, const Cycle* b) {
    return a->period.first != b->period.first ? a->period.first > b->period.first : a->period.last < b->period.last;
  });
  return cycles;
}

std::vector<draw::PageLink> links_of(const std::vector<const Cycle*>& cycles, const std::string& here) {
  std::vector<draw::PageLink> links{{"Overview", "index.html", here == "index.html"}};
  for (const Cycle* cycle : cycles)
    links.push_back({cycle->id.text, reports::page_name(cycle->id), here == reports::page_name(cycle->id)});
  return links;
}

OutputFile index_page(const Context& context, const Session& session, const std::vector<const Cycle*>& cycles) {
  reports::Site site{&session.workspace, session.day, {}, {}, {}};
  for (const Cycle* cycle : session.current)
    if (cycle->state != CycleState::draft) site.current.push_back(page_of(session, *cycle));
  if (site.current.empty() && session.cycle) site.current.push_back(page_of(session, *session.cycle));
  site.scorecard = reports::scorecard_of(session.workspace, {}, session.day);
  for (const Cycle* cycle : cycles)
    if (!cycle->dated || cycle->period.first <= session.day)
      site.cycles.push_back(numbers_of(session.workspace, *cycle, session.day));
  draw::HtmlOptions options = options_of(context, session, title_of(session.workspace));
  options.links = links_of(cycles, "index.html");
  return {"index.html", html_page(reports::index_document(site), options)};
}

OutputFile cycle_page(const Context& context, const Session& session, const std::vector<const Cycle*>& cycles,
                      const Cycle& cycle) {
  draw::Document document = reports::cycle_page_document(page_of(session, cycle));
  reports::add_page_legend(document, session.workspace.settings);
  draw::HtmlOptions options = options_of(context, session, title_of(cycle));
  options.links = links_of(cycles, reports::page_name(cycle.id));
  return {reports::page_name(cycle.id), html_page(document, options)};
}

/// Error: a page of somebody else stands where one of these is to be written.
Status check_ours(const Context& context, const std::string& folder, const std::vector<OutputFile>& files) {
  for (const OutputFile& file : files) {
    const std::string path = context.path(folder) + (folder.ends_with('/') ? "" : "/") + file.name;
    if (store::is_absent(path)) continue;
    TRY_ASSIGN(const auto text, store::read_file(path));
    if (text.find(written_by) == std::string::npos)
      return usage_failure(fmt::format("{} was not written by okr", safe_for_terminal(path)),
                           "move it away, or name another folder with -o\nnothing was written");
  }
  return {};
}

Result<int> write_site(Context& context, const std::string& folder) {
  Needs needs;
  needs.cycles = store::Wanted::Cycles::all;
  needs.kpis_alone = true;
  TRY_ASSIGN(auto session, open_session_with_cycle(context, needs));
  const auto cycles = cycles_of_site(session);
  std::vector<OutputFile> files{index_page(context, session, cycles)};
  for (const Cycle* cycle : cycles) files.push_back(cycle_page(context, session, cycles, *cycle));
  TRY(check_ours(context, folder, files));
  TRY(write_folder(context, folder, files));
  return report_computed_faults(context, session.workspace);
}

bool is_folder_meant(const Context& context, const std::string& output) {
  return output != "-" && (output.ends_with('/') || store::is_folder(context.path(output)));
}

}  // namespace

Result<int> export_html(Context& context, const ExportRequest&) {
  const std::string output = context.globals().output.value_or("-");
  if (!is_folder_meant(context, output)) return print_page(context);
  return write_site(context, *context.take_output());
}

}  // namespace okr::actions
