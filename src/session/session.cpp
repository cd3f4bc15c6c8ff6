// SPDX-License-Identifier: MIT
#include "session/session.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/lint.hpp"
#include "okr/model/current.hpp"
#include "reports/check/findings.hpp"

namespace okr::cli {
namespace {

using Cycles = store::Wanted::Cycles;

/// The way from one absolute folder to another, ended by "/"; empty when they are the same.
std::string way_between(const std::string& from, const std::string& to) {
  const auto parts_of = [](const std::string& path) {
    std::vector<std::string_view> parts = split(path, '/');
    std::erase(parts, std::string_view());
    return parts;
  };
  const auto a = parts_of(from);
  const auto b = parts_of(to);
  std::size_t shared = 0;
  while (shared < a.size() && shared < b.size() && a[shared] == b[shared]) ++shared;
  if (shared == 0) return to + "/";
  std::string way;
  for (std::size_t i = shared; i < a.size(); ++i) way += "../";
  for (std::size_t i = shared; i < b.size(); ++i) way += std::string(b[i]) + "/";
  return way;
}

std::string prefix_of(const Context& context, const Workspace& workspace) {
  return safe_for_terminal(way_between(context.world().directory, workspace.root));
}

store::Wanted wanted_of(const Needs& needs, const std::optional<std::string>& cycle, Date as_of) {
  store::Wanted wanted;
  wanted.cycles = needs.cycles;
  wanted.kpis = needs.kpis;
  wanted.as_of = as_of;
  wanted.ended = needs.ended;
  if (cycle) {
    wanted.names = {CycleId(*cycle)};
    wanted.names.insert(wanted.names.end(), needs.also.begin(), needs.also.end());
    if (needs.cycles == Cycles::current) wanted.cycles = Cycles::named;
  }
  return wanted;
}

void say_stand_in(Context& context, const Cycle& cycle) {
  if (context.globals().quiet) return;
  const bool is_past = cycle.period.last < context.today();
  context.say(fmt::format("okr: no cycle is in force on {}; this is {}, which {} on {}\n", to_string(context.today()),
                          cycle.id.text, is_past ? "ended" : "starts",
                          to_string(is_past ? cycle.period.last : cycle.period.first)));
}

Status choose_cycle(Context& context, Session& session, const std::optional<std::string>& named, bool is_shown) {
  session.current = cycles_in_force(session.workspace, context.today());
  if (named) {
    TRY_ASSIGN(const auto called, cycle_called(session.workspace, *named, context.today()));
    session.cycle = session.workspace.cycle(called);
    session.is_named = true;
    return {};
  }
  const CurrentCycle chosen = current_cycle(session.workspace, context.today());
  session.cycle = chosen.cycle;
  if (is_shown && chosen.cycle && !chosen.in_force && chosen.cycle->dated) say_stand_in(context, *chosen.cycle);
  return {};
}

}  // namespace

Scope Session::scope() const {
  Scope scope{{}, day};
  if (cycle) scope.cycles.push_back(cycle);
  if (is_named) return scope;
  for (const Cycle* other : current)
    if (other != cycle) scope.cycles.push_back(other);
  return scope;
}

Result<Session> open_session(Context& context, const Needs& needs) {
  TRY_ASSIGN(const auto root, store::find_root(context.start_directory()));
  const std::optional<std::string> named = needs.cycle ? needs.cycle : context.globals().cycle;
  TRY_ASSIGN(auto workspace, store::load(root, wanted_of(needs, named, context.today())));
  Session session;
  session.workspace = std::move(workspace);
  session.day = context.today();
  context.set_digits(session.workspace.settings.workspace.digits);
  if (needs.cycles == Cycles::none) return session;
  TRY(choose_cycle(context, session, named, needs.cycles == Cycles::current));
  return session;
}

Result<Session> open_session_for(Context& context, Needs needs, std::span<const std::string> ids) {
  auto session = open_session(context, needs);
  if (!session || needs.cycles == Cycles::all) return session;
  const Scope scope = session->scope();
  const auto is_found = [&](const std::string& id) { return look_up(session->workspace, scope, id).has_value(); };
  if (std::ranges::all_of(ids, is_found)) return session;
  needs.cycles = Cycles::all;
  return open_session(context, needs);
}

Result<Session> with_cycle(Result<Session> session) {
  if (session && !session->cycle)
    return failure(ErrorKind::usage, "this workspace has no cycle yet", "`okr new cycle 2026-Q3` adds one");
  return session;
}

Result<Session> open_session_with_cycle(Context& context, const Needs& needs) {
  return with_cycle(open_session(context, needs));
}

int report_faults(Context& context, const Workspace& workspace) {
  Diagnostics shown = workspace.diagnostics;
  std::erase_if(shown, is_excused);  // for `okr check` and the draft's author, not for every report
  for (Diagnostic& diagnostic : shown) diagnostic.severity = reports::severity_in_reports(diagnostic);
  if (shown.empty()) return 0;
  reports::FindingsOptions options;
  options.prefix = prefix_of(context, workspace);
  options.width = context.screen().width;
  options.ascii = !context.screen().utf8;
  options.colour = context.screen().color_errors;
  context.say(reports::findings_text(shown, workspace.files, options));
  context.say(fmt::format("okr: {}; `okr check` looks at everything\n",
                          reports::findings_summary(shown, workspace.files.size())));
  return has_errors(shown) ? exit_code(ErrorKind::data) : 0;
}

void note_computed_faults(const Context& context, Workspace& workspace) {
  Diagnostics findings = lint_numbers(workspace, context.today());
  std::erase_if(findings, [](const Diagnostic& finding) { return finding.severity != Severity::error; });
  store::add_findings(workspace, std::move(findings));
}

int report_computed_faults(Context& context, Workspace& workspace) {
  note_computed_faults(context, workspace);
  return report_faults(context, workspace);
}

std::string shown_path(const Context& context, const Workspace& workspace, const std::string& file) {
  return prefix_of(context, workspace) + file;
}

}  // namespace okr::cli
