// SPDX-License-Identifier: MIT
#include "cli/checkin_write.hpp"

#include <fmt/core.h>

#include "cli/checkin_files.hpp"
#include "cli/checkin_preview.hpp"
#include "cli/shell_word.hpp"
#include "okr/base/text.hpp"
#include "okr/render/terminal.hpp"

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

int refuse(Context& context, const CheckinRequest& request, const CheckinInput& input) {
  complain_of(context, input);
  context.say("okr: nothing was written\n");
  if (request.from_editor)
    context.say(fmt::format("  your text is kept; mend it, then: okr checkin --from {}\n",
                            shell_word(request.from_editor->path)));
  return exit_code(ErrorKind::usage);
}

tl::unexpected<Error> refusal_of_broken(Context& context, const Workspace& workspace, const Understood& understood) {
  report_faults(context, workspace);
  return failure(ErrorKind::data, fmt::format("{} is in error: nothing was written", join(understood.broken, ", ")),
                 "mend what is named above, then check in again");
}

/// The preview stands in front of the names of the files.
void print_preview(Context& context, const CheckinScene& scene, const std::vector<CycleCheckin>& checkins) {
  const std::string written = context.take_printed();
  const Screen& screen = context.screen();
  if (!context.globals().quiet && !context.globals().dry_run)
    context.print(
        render::terminal_text(preview_of(scene, checkins), {screen.width, !screen.utf8, screen.color, screen.plain}));
  context.print(written);
}

void say_unchanged(Context& context, const CheckinScene& scene, const std::vector<CycleCheckin>& checkins) {
  if (context.globals().quiet) return;
  for (const CycleCheckin& checkin : checkins)
    if (checkin.is_unchanged)
      context.print(fmt::format("Unchanged: {} says this already (--again writes it once more)\n",
                                shown_path(context, scene.workspace, checkin.path)));
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
  auto error = day_fault(scene.workspace, *scene.cycles.front(), scene.date);
  if (error) input.faults.push_back({Code::E112, std::move(*error), {}});
}

/// Another writer took the name or changed the file between our reading and our writing.
bool was_overtaken(const Transaction& transaction, const Error& error) {
  if (error.kind != ErrorKind::environment) return false;
  const auto stale = stale_file(transaction);
  return stale && stale->has_value();
}

Result<std::optional<int>> write(Context& context, const CheckinScene& scene, const CheckinRequest& request,
                                 const std::vector<CycleCheckin>& checkins) {
  const auto transaction = transaction_of(scene, checkins, style_of(context, request));
  if (!transaction) return tl::unexpected<Error>(transaction.error());
  const bool commits = request.git_commit || request.author.git_commit;
  const std::string summary = commits ? commit_message(scene, checkins) : summary_line(scene, checkins);
  const auto outcome = carry_out(context, *transaction, {summary, commits});
  if (!outcome && was_overtaken(*transaction, outcome.error())) return std::optional<int>();
  if (!outcome) return tl::unexpected<Error>(outcome.error());
  print_preview(context, scene, checkins);
  say_unchanged(context, scene, checkins);
  return 0;
}

}  // namespace

Result<Date> checkin_date(const Context& context, const std::optional<std::string>& typed, const Workspace& workspace) {
  if (!typed) return context.today();
  return past_date(context, "--date", *typed, workspace.fiscal_start());
}

CheckinScene scene_of(const Context& context, const Session& session, Date date) {
  const Cycle* named = context.globals().cycle ? session.cycle : nullptr;
  return {session.workspace, cycles_on(session.workspace, named, date), date};
}

Result<std::optional<int>> settle(Context& context, const Session& session, const CheckinRequest& request) {
  const auto given = checkin_date(context, request.typed_date, session.workspace);
  if (!given) return tl::unexpected<Error>(given.error());
  const auto date = settled_date(context, request, *given);
  if (!date) return tl::unexpected<Error>(date.error());
  const CheckinScene scene = scene_of(context, session, *date);
  if (scene.cycles.empty())
    return failure(ErrorKind::usage, fmt::format("there is no cycle on {}", to_string(*date)),
                   "`okr new cycle` adds one");
  CheckinInput input = request.input;
  if (input.head.by.empty()) input.head.by = request.author.me;
  const Understood understood = understand(scene, input);
  check_journal_day(scene, understood, input);
  const auto checkins = checkins_of(scene, input, understood, style_of(context, request));
  if (!input.is_usable()) return refuse(context, request, input);
  if (!understood.broken.empty()) return refusal_of_broken(context, session.workspace, understood);
  if (!checkins) return tl::unexpected<Error>(checkins.error());
  return write(context, scene, request, *checkins);
}

}  // namespace okr::cli
