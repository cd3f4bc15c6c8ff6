// SPDX-License-Identifier: MIT
#include "actions/checkin/occasion.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {
namespace {

constexpr int longest_wait_for_finals = 92;  // days after a cycle's end in which its final values are asked for

tl::unexpected<Error> interruption() { return failure(ErrorKind::interrupted, "interrupted: nothing was written"); }

/// y or n; Enter is yes. An interruption, or the end of the input, is an error.
Result<bool> confirmed(Context& context, std::string_view question) {
  const std::string asked = std::string(question) + " [Y/n]";
  context.print(join(wrap(asked, context.screen().width), "\n") + " ");
  while (true) {
    const Reply reply = context.reply();
    if (reply.kind != Reply::Kind::line) {
      context.print("\n");
      return interruption();
    }
    if (const auto is_yes = yes_or_no(reply.line, true)) return *is_yes;
    context.print("  y or n? ");
  }
}

// --- which day
// --------------------------------------------------------------------------------------------------------

std::string names_in(const CheckinDraft& draft) {
  std::string names;
  for (const auto& [id, line] : draft.dialogue.lines)
    if (!line.empty()) names += fmt::format("{}{}", names.empty() ? "" : ", ", safe_for_terminal(id));
  if (!draft.dialogue.journal.empty()) names += names.empty() ? "the journal" : ", the journal";
  return names;
}

/// The draft that the person goes on with; one that is not wanted is dropped.
Result<std::optional<CheckinDraft>> chosen_draft(Context& context, const Session& session,
                                                 const CheckinRequest& request, Date date) {
  auto draft = kept_draft(context, session.workspace.root);
  const bool fits = draft && draft->date <= context.today() && (!request.typed_date || draft->date == date);
  if (!fits) return std::optional<CheckinDraft>();
  TRY_ASSIGN(const auto goes_on,
             confirmed(context, fmt::format("A check-in for {} was begun: {}. Go on with it?",
                                            fmt::format("{} {}", weekday_name(iso_weekday(draft->date)),
                                                        short_date(draft->date)),
                                            names_in(*draft))));
  if (goes_on) return draft;
  drop_draft(context, session.workspace.root);
  return std::optional<CheckinDraft>();
}

/// True when somebody could still say what it came to: nothing was said on the cycle's last day.
bool waits_for_final_values(const Workspace& workspace, const Cycle& cycle, const Asking& asking) {
  const CheckinScene last_day{workspace, {&cycle}, cycle.period.last};
  const std::vector<Asked> asked = asked_on(last_day, {asking.owner, true, false});
  return std::ranges::any_of(asked, [&](const Asked& one) {
    const auto& last = one.numbers.recency.last;
    return one.key_result->kpi.empty() && (!last || last->date < cycle.period.last);
  });
}

/// The cycle that ended last and was not closed; null when there is none whose final values are open.
const Cycle* cycle_to_finish(const Session& session, const Asking& asking, Date today) {
  const Cycle* chosen = nullptr;
  for (const Cycle& cycle : session.workspace.cycles) {
    if (!cycle.dated || cycle.faulty || is_closed(cycle) || cycle.state != CycleState::active) continue;
    const int days = days_between(cycle.period.last, today);
    if (days <= 0 || days > longest_wait_for_finals) continue;
    if (chosen && chosen->period.last >= cycle.period.last) continue;
    if (waits_for_final_values(session.workspace, cycle, asking)) chosen = &cycle;
  }
  return chosen;
}

}  // namespace

Result<Occasion> chosen_occasion(Context& context, const Session& session, const CheckinRequest& request,
                                 const Asking& asking) {
  TRY_ASSIGN(const auto date, checkin_date(context, request.typed_date, session.workspace));
  TRY_ASSIGN(auto draft, chosen_draft(context, session, request, date));
  Occasion occasion{.date = draft ? draft->date : date, .is_day_said = request.is_day_said, .draft = std::move(draft)};
  if (occasion.draft || request.typed_date || context.globals().cycle) return occasion;
  const Cycle* finished = cycle_to_finish(session, asking, context.today());
  if (!finished) return occasion;
  TRY_ASSIGN(const auto wanted,
             confirmed(context, fmt::format("{} ended on {} and is not closed. Give its final values, dated {}?",
                                            finished->id.text, long_date(finished->period.last),
                                            short_date(finished->period.last))));
  if (wanted) return Occasion{.date = finished->period.last, .finished = finished, .is_day_said = true};
  occasion.put_off = finished;
  return occasion;
}

CheckinScene scene_on(const Session& session, const Occasion& occasion) {
  if (occasion.finished) return {session.workspace, {occasion.finished}, occasion.date, true};
  CheckinScene scene = scene_of(session, occasion.date, occasion.is_day_said);
  std::erase(scene.cycles, occasion.put_off);
  return scene;
}

DialogueScript script_on(const CheckinScene& scene, const Asking& asking, const Occasion& occasion,
                         const std::string& me) {
  const bool is_draft_of_past = occasion.draft.has_value();
  DialogueScript script =
      script_of(scene, {asking.owner, asking.all || is_draft_of_past, occasion.finished != nullptr});
  if (is_draft_of_past && !asking.all) {
    // What was asked then is asked again, and nothing else that is not due.
    const DialogueScript due = script_of(scene, asking);
    std::erase_if(script.questions, [&](const Question& question) {
      const bool is_due = std::ranges::find(due.questions, question.id, &Question::id) != due.questions.end();
      const auto& lines = occasion.draft->dialogue.lines;
      return !is_due && std::ranges::none_of(lines, [&](const auto& line) { return line.first == question.id; });
    });
  }
  const bool can_write = !scene.cycles.empty() && !scene_fault(scene, *scene.cycles.front());
  script.has_journal = can_write;
  if (can_write) script.last_week = open_priorities(scene, me);
  return script;
}

}  // namespace okr::cli
