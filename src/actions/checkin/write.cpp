// SPDX-License-Identifier: MIT
#include "actions/checkin/write.hpp"

#include <fmt/core.h>

#include "actions/checkin/prepare.hpp"
#include "actions/checkin/preview.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/store/load.hpp"
#include "session/present.hpp"
#include "session/shell_word.hpp"
#include "session/writing.hpp"

namespace okr::cli {
namespace {

/// The day a text is about: its own, which must not contradict --date nor lie in the future.
Result<Date> settled_date(const Context& context, const CheckinRequest& request, Date date) {
  const CheckinInput& input = request.input;
  if (!input.date || *input.date == date) return date;
  if (request.typed_date && !request.from_editor)
    return failure(ErrorKind::usage,
                   fmt::format("{} is dated {}, and --date is {}", input.name, to_string(*input.date), to_string(date)),
                   "leave one of them out");
  if (*input.date > context.today())
    return failure(ErrorKind::usage, fmt::format("{}: {} lies in the future", input.name, to_string(*input.date)),
                   "today is " + to_string(context.today()));
  return *input.date;
}

// --- what is said
// -----------------------------------------------------------------------------------------------------

void refuse(Context& context, const CheckinRequest& request, const CheckinInput& input) {
  complain_of(context, input);
  context.say("okr: nothing was written\n");
  if (request.from_editor)
    context.say(fmt::format("  your text is kept; mend it, then: okr checkin --from {}\n",
                            shell_word(request.from_editor->path)));
}

tl::unexpected<Error> refusal_of_broken(Context& context, const Workspace& workspace, const Understood& understood) {
  report_faults(context, workspace);
  return failure(ErrorKind::data, fmt::format("{} is in error: nothing was written", join(understood.broken, ", ")),
                 "mend what is named above, then check in again");
}

// --- writing
// ----------------------------------------------------------------------------------------------------------

CheckinStyle style_of(const Context& context, const CheckinRequest& request) {
  CheckinStyle style{request.author.source, context.now(), request.again, request.amend};
  if (request.from_editor && request.amend) style.amended_text = request.from_editor->text;
  return style;
}

/// A journal alone names no key result whose cycle would be looked at.
void check_journal_day(const CheckinScene& scene, const Understood& understood, CheckinInput& input) {
  if (!input.is_usable() || !understood.meant.empty() || !understood.broken.empty()) return;
  auto error = scene_fault(scene, *scene.cycles.front());
  if (error) input.faults.push_back({Code::E112, std::move(*error), {}});
}

/// Another writer took the name or changed the file between our reading and our writing.
bool was_overtaken(const Transaction& transaction, const Error& error) {
  if (error.kind != ErrorKind::environment || is_in_place(transaction)) return false;
  const auto stale = stale_file(transaction);
  return stale && stale->has_value();
}

/// The journal's or a key result's; readings of KPIs alone need no file of a check-in.
bool speaks_of_cycles(const CheckinRequest& request) {
  const CheckinSheet sheet{request.input.head, {}};
  return !request.input.remarks.empty() || request.readings.empty() || !sheet.is_empty();
}

Result<std::vector<CycleCheckin>> files_of(const CheckinScene& scene, const CheckinRequest& request,
                                           CheckinInput& input, const std::pair<Understood*, CheckinStyle>& how) {
  if (!speaks_of_cycles(request)) return std::vector<CycleCheckin>();
  return checkins_of(scene, input, *how.first, how.second);
}

Result<std::optional<PreparedCheckin>> put_together(const Context& context, const CheckinRequest& request,
                                                    PreparedCheckin prepared) {
  TRY_ASSIGN(auto transaction, transaction_of(prepared.scene, prepared.checkins, style_of(context, request)));
  prepared.transaction = std::move(transaction);
  for (FileChange& file : prepared.readings.transaction.files) prepared.transaction.files.push_back(std::move(file));
  const CommitWords words{prepared.scene, prepared.checkins, readings_in_words(prepared.readings), prepared.still_true};
  prepared.summary = summary_line(words);
  prepared.message = commit_message(words);
  return std::optional(std::move(prepared));
}

}  // namespace

Result<Date> checkin_date(const Context& context, const std::optional<std::string>& typed, const Workspace& workspace) {
  if (!typed) return context.today();
  return past_date(context, "--date", *typed, workspace.fiscal_start());
}

CheckinScene scene_of(const Session& session, Date date, bool is_day_said) {
  const Cycle* named = session.is_named ? session.cycle : nullptr;
  const bool stands_in = !named && cycles_in_force(session.workspace, date).empty();
  return {session.workspace, cycles_on(session.workspace, named, date), date, is_day_said, stands_in};
}

Result<std::optional<PreparedCheckin>> prepare_checkin(Context& context, const Session& session,
                                                       const CheckinRequest& request) {
  TRY_ASSIGN(const auto given, checkin_date(context, request.typed_date, session.workspace));
  TRY_ASSIGN(const auto date, settled_date(context, request, given));
  const bool is_day_said = request.is_day_said || date != given;
  PreparedCheckin prepared{scene_of(session, date, is_day_said), {}, {}, request.still_true, {}, {}, {}};
  const CheckinScene& scene = prepared.scene;
  if (scene.cycles.empty() && speaks_of_cycles(request))
    return failure(ErrorKind::usage, fmt::format("there is no cycle on {}", to_string(date)),
                   "`okr new cycle` adds one");
  CheckinInput input = request.input;
  if (input.head.by.empty()) input.head.by = request.author.me;
  Understood understood = understand(scene, input);
  if (speaks_of_cycles(request)) check_journal_day(scene, understood, input);
  auto checkins = files_of(scene, request, input, {&understood, style_of(context, request)});
  auto readings = prepared_readings(session.workspace, request.readings, request.author.source);
  if (readings)
    for (const Error& error : readings->faults) input.faults.push_back({Code::E117, error, {}});
  if (!input.is_usable()) {
    refuse(context, request, input);
    return std::optional<PreparedCheckin>();
  }
  if (!understood.broken.empty()) return refusal_of_broken(context, session.workspace, understood);
  if (!checkins) return tl::unexpected<Error>(checkins.error());
  if (!readings) return tl::unexpected<Error>(readings.error());
  prepared.checkins = std::move(*checkins);
  prepared.readings = std::move(*readings);
  return put_together(context, request, std::move(prepared));
}

draw::Document preview_of(const PreparedCheckin& prepared) {
  return preview_of(PreviewWords{prepared.scene, prepared.checkins, prepared.readings, prepared.still_true});
}

void print_preview(Context& context, const PreparedCheckin& prepared) {
  if (!context.globals().quiet && !context.globals().dry_run) context.print(drawn(context, preview_of(prepared)));
}

void say_unchanged(Context& context, const PreparedCheckin& prepared) {
  if (context.globals().quiet) return;
  for (const CycleCheckin& checkin : prepared.checkins)
    if (checkin.is_unchanged)
      context.print(fmt::format("Unchanged: {} says this already (--again writes it once more)\n",
                                shown_path(context, prepared.scene.workspace, checkin.path)));
}

Result<bool> write_checkin(Context& context, const PreparedCheckin& prepared, const CheckinRequest& request) {
  const bool commits = request.git_commit || request.author.git_commit;
  const auto outcome =
      carry_out(context, prepared.transaction, {commits ? prepared.message : prepared.summary, commits});
  if (outcome) return true;
  if (was_overtaken(prepared.transaction, outcome.error())) return false;
  return tl::unexpected<Error>(outcome.error());
}

Result<Session> reopened(const Context& context, const std::string& root) {
  store::Wanted wanted;
  wanted.cycles = store::Wanted::Cycles::all;
  wanted.as_of = context.today();
  TRY_ASSIGN(auto workspace, store::load(root, wanted));
  Session session;
  session.workspace = std::move(workspace);
  session.day = context.today();
  if (!context.globals().cycle) return session;
  TRY_ASSIGN(const auto called, cycle_called(session.workspace, *context.globals().cycle, context.today()));
  session.cycle = session.workspace.cycle(called);
  session.is_named = true;
  return session;
}

Result<int> settle(Context& context, Session session, const CheckinRequest& request) {
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    if (attempt > 0) {
      TRY_ASSIGN(auto again, reopened(context, session.workspace.root));
      session = std::move(again);
    }
    TRY_ASSIGN(const auto prepared, prepare_checkin(context, session, request));
    if (!prepared) return exit_code(ErrorKind::usage);
    TRY_ASSIGN(const auto written, write_checkin(context, *prepared, request));
    if (!written) continue;
    const std::string names = context.take_printed();
    print_preview(context, *prepared);
    context.print(names);
    say_unchanged(context, *prepared);
    return 0;
  }
  return failure(ErrorKind::environment, "other programs write check-ins all the time",
                 "nothing was written; try again");
}

}  // namespace okr::cli
