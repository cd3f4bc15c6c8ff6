// SPDX-License-Identifier: MIT
#include "session/session.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/lint.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/current.hpp"
#include "okr/model/look_up.hpp"
#include "okr/store/disk.hpp"
#include "reports/objects.hpp"
#include "session/faults.hpp"
#include "session/unfinished.hpp"

namespace okr::session {

namespace {

using Cycles = store::Wanted::Cycles;

/// The way from one absolute folder to another, ended by "/"; empty when they are the same.
std::string way_between(const std::string& from, const std::string& to) {
  const auto parts_of = [](const std::string& path) {
    std::vector<std::string_view> parts = split(path, '/');
    std::erase_if(parts, [](std::string_view part) { return part.empty() || part == "."; });
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

std::string prefix_of(const Context& context, const std::string& root) {
  return safe_for_terminal(way_between(context.world().directory, root));
}

Result<std::string> root_of(const Context& context, const Needs& needs) {
  if (const PastFiles* past = context.past()) return past->root;
  return store::find_root(needs.folder.value_or(context.start_directory()));
}

store::Wanted wanted_of(const Needs& needs, const std::optional<std::string>& cycle, Date as_of) {
  store::Wanted wanted;
  wanted.cycles = needs.cycles;
  wanted.kpis = needs.kpis;
  wanted.as_of = as_of;
  wanted.running = needs.running;
  wanted.ended = needs.ended;
  wanted.focus = needs.focus;
  wanted.due = needs.due;
  wanted.shows = needs.shows;
  if (cycle) {
    wanted.names = {CycleId(*cycle)};
    wanted.names.insert(wanted.names.end(), needs.also.begin(), needs.also.end());
    if (needs.cycles == Cycles::current) wanted.cycles = Cycles::named;
  }
  return wanted;
}

void say_stand_in(Context& context, const Cycle& cycle, const Needs& needs) {
  if (context.globals().quiet && !needs.is_gate) return;
  const bool is_past = cycle.period.last < context.today();
  const bool is_to_come = context.today() < cycle.period.first;
  const bool is_begun_draft = cycle.state == CycleState::draft && contains(cycle.period, context.today());
  const std::string what = is_begun_draft ? fmt::format("a draft: okr set {}.state=active", cycle.id.text)
                           : cycle.state == CycleState::draft ? std::string("a draft")
                           : is_past                          ? "which ended on " + to_string(cycle.period.last)
                           : is_to_come                       ? "which starts on " + to_string(cycle.period.first)
                           : cycle.result                     ? "which was closed early"
                                                              : "which says that it is closed";
  context.say(fmt::format("okr: no cycle is in force on {}; this is {}, {}\n", to_string(context.today()),
                          cycle.id.text, what));
}

/// `standing_in` has been named.
void say_drafts(Context& context, const Workspace& workspace, const Cycle* standing_in) {
  if (context.globals().quiet) return;
  for (const CycleSpan& draft : begun_drafts(workspace, context.today()))
    if (!standing_in || standing_in->id != draft.id) context.say(fmt::format("okr: {}\n", begun_draft_text(draft.id)));
}

Status choose_cycle(Context& context, Session& session, const std::optional<std::string>& named, const Needs& needs) {
  session.current = cycles_in_force(session.workspace, context.today());
  if (named) {
    TRY_ASSIGN(const auto called, cycle_called(session.workspace, *named, context.today()));
    session.cycle = session.workspace.cycle(called);
    session.is_named = true;
    return {};
  }
  const CurrentCycle chosen = current_cycle(session.workspace, context.today());
  session.cycle = chosen.cycle;
  const bool stands_in = chosen.cycle && !chosen.in_force && chosen.cycle->dated;
  if (needs.cycles != Cycles::current) return {};
  if (stands_in) say_stand_in(context, *chosen.cycle, needs);
  say_drafts(context, session.workspace, stands_in ? chosen.cycle : nullptr);
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

Status check_directory(const Context& context) {
  const std::vector<std::string>& typed = context.globals().directories;
  const std::vector<std::string> folders = context.start_directories();
  for (std::size_t i = 0; i < typed.size(); ++i)
    if (!store::is_folder(folders[i]))
      return environment_failure(fmt::format("-C: there is no folder {}", safe_for_terminal(typed[i])),
                                 "nothing was read or written");
  return {};
}

Result<Session> open_session(Context& context, const Needs& needs) {
  TRY_ASSIGN(const auto root, root_of(context, needs));
  if (!context.past()) say_unfinished(context, root);
  const std::optional<std::string> named = needs.cycle ? needs.cycle : context.globals().cycle;
  const store::Wanted wanted = wanted_of(needs, named, context.today());
  const PastFiles* past = context.past();
  TRY_ASSIGN(auto workspace, past ? store::load_texts(root, past->texts, wanted) : store::load(root, wanted));
  Session session;
  session.workspace = std::move(workspace);
  session.day = context.today();
  context.set_digits(session.workspace.settings.workspace.digits);
  if (needs.cycles == Cycles::none) return session;
  TRY(choose_cycle(context, session, named, needs));
  return session;
}

Result<Session> open_session_for(Context& context, Needs needs, std::span<const std::string> ids) {
  auto session = open_session(context, needs);
  if (!session || needs.cycles == Cycles::all) return session;
  const Scope scope = session->scope();
  LookUp names(session->workspace);
  const auto is_found = [&](const std::string& id) { return names.of(scope, id).has_value(); };
  if (std::ranges::all_of(ids, is_found)) return session;
  needs.cycles = Cycles::all;
  return open_session(context, needs);
}

namespace {

bool has_kpis_alone(const Workspace& workspace) { return workspace.known_cycles.empty() && !workspace.kpis.empty(); }

}  // namespace

Result<Session> with_cycle(Result<Session> session, bool kpis_alone) {
  if (session && !session->cycle && !(kpis_alone && has_kpis_alone(session->workspace)))
    return no_cycle_yet(session->workspace, session->day);
  return session;
}

Status check_cycle_named(const Context& context, const std::string& root) {
  const auto& typed = context.globals().cycle;
  if (!typed || is_cycle_word(*typed)) return {};
  const store::Wanted wanted{.cycles = Cycles::none, .kpis = store::Wanted::Kpis::none, .as_of = context.today()};
  const auto workspace = store::load(root, wanted);
  return workspace ? check_cycle_known(*workspace, CycleId(*typed)) : Status();
}

Result<Session> open_session_with_cycle(Context& context, const Needs& needs) {
  return with_cycle(open_session(context, needs), needs.kpis_alone);
}

int report_faults(Context& context, const Workspace& workspace) {
  Diagnostics shown = workspace.diagnostics;
  std::erase_if(shown, is_excused);  // for `okr check` and the draft's author, not for every report
  for (Diagnostic& diagnostic : shown) diagnostic.severity = reports::severity_in_reports(diagnostic);
  if (shown.empty()) return 0;
  say_findings(context, shown, workspace.files, prefix_of(context, workspace.root));
  if (!context.speaks_json())
    context.say(fmt::format("okr: {}; `okr check` looks at everything\n",
                            reports::findings_summary(shown, workspace.files.size())));
  return has_errors(shown) ? exit_code(ErrorKind::data) : 0;
}

void note_computed_faults(const Context& context, Workspace& workspace) {
  Diagnostics findings = lint_numbers(workspace, context.today());
  std::erase_if(findings, [](const Diagnostic& finding) { return finding.severity != Severity::error; });
  const store::FileTexts* past = context.past() ? &context.past()->texts : nullptr;
  // Where a line cannot be read again its fault is said without it: the report ends with 3 all the same.
  static_cast<void>(store::add_findings(workspace, std::move(findings), {.texts = past}));
}

int report_computed_faults(Context& context, Workspace& workspace) {
  note_computed_faults(context, workspace);
  return report_faults(context, workspace);
}

std::string shown_path(const Context& context, const std::string& root, const std::string& file) {
  return prefix_of(context, root) + file;
}

namespace {

struct Words {
  std::optional<std::string> cycle;     ///< as typed
  std::span<const std::string> others;  ///< objectives and key results
};

bool is_cycle(const Workspace& workspace, std::string_view word) {
  return is_cycle_word(word) || knows_cycle(workspace, CycleId(word));
}

/// The first word may be a cycle, or an id that names its own: "2026-Q2/ship". Shows without opening one.
Result<Words> parted(Context& context, std::span<const std::string> words) {
  if (words.empty()) return Words{};
  TRY_ASSIGN(const auto session, open_session(context, Needs::glance()));
  const std::string& first = words.front();
  if (is_cycle(session.workspace, first)) return Words{first, words.subspan(1)};
  const std::string home = first.substr(0, first.find('/'));
  if (home != first && is_cycle(session.workspace, home)) return Words{home, words};
  return Words{{}, words};
}

/// The cycle of the first id: the one that is meant where it has it, else the one in force that has it.
Status choose_home(Session& session, std::span<const std::string> words) {
  if (words.empty() || look_up(session.workspace, Scope{{session.cycle}, session.day}, words.front())) return {};
  TRY_ASSIGN(const auto found, look_up(session.workspace, session.scope(), words.front()));
  if (found.objective) session.cycle = found.cycle;
  return {};
}

/// As typed, to those of the cycle.
Result<std::vector<std::string>> ids_of(const Session& session, std::span<const std::string> words) {
  std::vector<std::string> ids;
  const Scope scope{{session.cycle}, session.day};
  LookUp names(session.workspace);
  for (const std::string& word : words) {
    TRY_ASSIGN(const auto found, names.of(scope, word));
    if (!found.objective || found.cycle != session.cycle)
      return usage_failure("'" + word + "' is no objective or key result of " + session.cycle->id.text,
                           "`okr show " + word + "` shows it");
    ids.push_back(found.key_result ? to_string(found.key_result->id) : found.objective->id.text);
  }
  return ids;
}

}  // namespace

Result<CycleChoice> open_cycle_choice(Context& context, std::span<const std::string> words, Needs needs) {
  TRY_ASSIGN(const auto typed, parted(context, words));
  const std::optional<std::string>& other = context.globals().cycle;
  if (typed.cycle && other && *typed.cycle != *other)
    return usage_failure(
        fmt::format("{} and --cycle {} are two cycles", safe_for_terminal(*typed.cycle), safe_for_terminal(*other)),
        "name one of them");
  needs.cycle = typed.cycle;
  needs.focus = typed.others.empty();
  const bool kpis_alone = needs.kpis_alone && typed.others.empty();
  TRY_ASSIGN(auto session, with_cycle(open_session_for(context, std::move(needs), typed.others), kpis_alone));
  TRY(choose_home(session, typed.others));
  TRY_ASSIGN(auto ids, ids_of(session, typed.others));
  return CycleChoice{std::move(session), std::move(ids)};
}

Result<Session> open_with_earlier(Context& context, Needs needs, std::size_t count) {
  needs.is_gate = true;
  auto session = open_session_with_cycle(context, needs);
  if (!session || !session->cycle) return session;
  std::vector<CycleId> also = cycles_before(session->workspace, *session->cycle);
  if (also.size() > count) also.resize(count);
  for (const KnownCycle& known : session->workspace.known_cycles)
    if (!known.period && !session->workspace.cycle(known.id)) also.push_back(known.id);
  std::erase_if(also, [&](const CycleId& id) { return session->workspace.cycle(id) != nullptr; });
  if (also.empty()) return session;
  return open_session_with_cycle(context,
                                 {.cycle = session->cycle->id.text, .also = std::move(also), .running = needs.running});
}

void forget_faults_elsewhere(Session& session, std::vector<const Cycle*> wanted) {
  Workspace& workspace = session.workspace;
  wanted.push_back(session.cycle);
  wanted.insert(wanted.end(), session.current.begin(), session.current.end());
  std::erase_if(workspace.diagnostics, [&](const Diagnostic& finding) {
    if (!finding.place.known()) return false;
    const std::string& file = workspace.files[finding.place.file];
    const auto lies_in = [&](const Cycle& cycle) { return file.starts_with(cycle.folder + "/"); };
    return std::ranges::any_of(workspace.cycles, [&](const Cycle& cycle) {
      return cycle.dated && lies_in(cycle) && !contains(wanted, &cycle);
    });
  });
}

std::vector<const Cycle*> earlier_cycles(const Session& session, std::size_t count) {
  std::vector<const Cycle*> cycles;
  for (const CycleId& id : cycles_before(session.workspace, *session.cycle)) {
    const Cycle* cycle = session.workspace.cycle(id);
    if (cycle && cycles.size() < count) cycles.push_back(cycle);
  }
  return cycles;
}

}  // namespace okr::session
