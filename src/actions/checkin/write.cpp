// SPDX-License-Identifier: MIT
#include "actions/checkin/write.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/checkin/earlier.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/checkin_text.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/load.hpp"
#include "okr/store/toml_text.hpp"
#include "session/present.hpp"
#include "session/records.hpp"
#include "session/writing/changes.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {
using namespace session;

namespace {

bool is_reading(const Update& update) { return update.reading_day.has_value(); }

bool is_about(const Update& update, const Cycle& cycle) {
  return !is_reading(update) && update.about.cycle->id == cycle.id;
}

/// Of key results, or of the journal; readings of KPIs alone need no file of a check-in.
bool speaks_of_cycles(const CheckinInput& input) {
  const bool has_only_readings = !input.updates.empty() && std::ranges::all_of(input.updates, is_reading);
  return !has_only_readings || !CheckinSheet{input.head, {}}.is_empty();
}

/// "2026-Q3/ship.users": which cycle is meant is said.
bool names_its_cycles(const CheckinInput& input) {
  return !input.updates.empty() && std::ranges::all_of(input.updates, [](const Update& update) {
    return is_reading(update) || update.name.find('/') != std::string::npos;
  });
}

class Preparation {
 public:
  Preparation(Context& context, const CheckinRequest& request, CheckinScene scene)
      : context_(context), request_(request), prepared_{std::move(scene), {}, {}, {}}, scene_(prepared_.scene) {}

  Result<std::optional<PreparedCheckin>> whole() {
    const bool has_checkin = speaks_of_cycles(request_.input);
    if (scene_.cycles.empty() && has_checkin)
      return usage_failure(fmt::format("there is no cycle on {}", to_string(scene_.date)), "`okr new cycle` adds one");
    input_ = understood(scene_, request_.input);
    if (input_.head.by.empty()) input_.head.by = request_.author.me;
    if (has_checkin) check_journal_day();
    if (has_checkin) settle_blockers(scene_, input_);
    const Status checkins = has_checkin ? add_checkins() : Status();
    const Status readings = add_readings();
    if (!input_.is_usable()) {
      const auto unread =
          std::ranges::find(input_.faults, ErrorKind::data, [](const Fault& one) { return one.error.kind; });
      if (unread != input_.faults.end()) return refusal_of_unread(*unread);
      refuse();
      return std::optional<PreparedCheckin>();
    }
    if (!input_.broken.empty()) return refusal_of_broken();
    TRY(checkins);
    TRY(readings);
    TRY(put_together());
    return std::optional(std::move(prepared_));
  }

 private:
  // --- what is refused

  /// A journal alone names no key result whose cycle would be looked at.
  void check_journal_day() {
    const bool names_any = !input_.broken.empty() || !std::ranges::all_of(input_.updates, is_reading);
    if (!input_.is_usable() || names_any) return;
    if (auto error = day_fault(scene_, *scene_.cycles.front()))
      input_.faults.push_back({Code::E112, std::move(*error), {}});
  }

  void refuse() {
    complain_of(context_, input_);
    if (!context_.speaks_json()) context_.say("okr: nothing was written\n");
    if (request_.from_editor)
      context_.say(fmt::format("  your text is kept; mend it, then: {}\n", command_to_use(context_, request_)));
  }

  /// What is named stands in a file that cannot be read: no slip of the command.
  tl::unexpected<Error> refusal_of_unread(const Fault& unread) {
    Error error = unread.error;
    error.hint += "\nnothing was written";
    std::erase_if(input_.faults, [](const Fault& fault) { return fault.error.kind == ErrorKind::data; });
    complain_of(context_, input_);
    return tl::unexpected<Error>(std::move(error));
  }

  tl::unexpected<Error> refusal_of_broken() {
    report_faults(context_, scene_.workspace);
    return data_failure(fmt::format("{} is in error: nothing was written", join(input_.broken, ", ")),
                        "mend what is named above, then check in again");
  }

  // --- check-ins

  /// Cycles that are spoken of, in the order in which names are looked for; the first one for a journal alone, and for
  /// one that says what is in the way: there the next check-in looks for it.
  std::vector<const Cycle*> touched_cycles() const {
    std::vector<const Cycle*> spoken_of, touched;
    for (const Update& update : input_.updates)
      if (!is_reading(update) && !contains(spoken_of, update.about.cycle)) spoken_of.push_back(update.about.cycle);
    for (const Cycle* cycle : scene_.cycles)
      if (std::erase(spoken_of, cycle) > 0) touched.push_back(cycle);
    touched.insert(touched.end(), spoken_of.begin(), spoken_of.end());
    const bool is_of_first = !input_.head.blockers.empty() || !input_.head.solved.empty() || edited_cycle();
    if (touched.empty() || (is_of_first && touched.front() != scene_.cycles.front())) {
      std::erase(touched, scene_.cycles.front());
      touched.insert(touched.begin(), scene_.cycles.front());
    }
    return touched;
  }

  /// Whose file the editor held, all of it; null where none was edited.
  const Cycle* edited_cycle() const {
    if (!request_.amend || !request_.from_editor || scene_.cycles.empty()) return nullptr;
    const Cycle* first = scene_.cycles.front();
    return last_of_source(*first, day_in(scene_, *first), request_.author.source) ? first : nullptr;
  }

  Status add_checkins() {
    for (const Cycle* cycle : touched_cycles()) {
      CycleCheckin checkin;
      checkin.before = cycle;
      checkin.after = *cycle;
      if (prepared_.checkins.empty()) checkin.head = input_.head;
      checkin.head.by = input_.head.by;
      if (!edited_cycle()) checkin.head.at = input_.head.at;  // of a file that was edited it is its own
      checkin.head.date = day_in(scene_, *cycle);
      if (request_.amend)
        TRY(amend(checkin));
      else
        create(checkin);
      prepared_.checkins.push_back(std::move(checkin));
    }
    return {};
  }

  std::vector<Update> updates_in(const Cycle& cycle) {
    ValuedUpdates valued = with_values(scene_, cycle, input_.updates);
    for (Fault& fault : valued.faults) input_.faults.push_back(std::move(fault));
    return std::move(valued.updates);
  }

  void create(CycleCheckin& checkin) {
    if (!request_.again && repeats_one(checkin)) return;
    checkin.updates = updates_in(*checkin.before);
    const bool says_time = checkin.head.at.has_value();
    if (!says_time) checkin.head.at = time_behind(*checkin.before, checkin.head.date, context_.now());
    checkin.path =
        free_checkin_path(scene_.workspace.root, checkin.before->folder, checkin.head.date, request_.author.source);
    if (!says_time) note_hidden(checkin);
    checkin.says = sheet_of(checkin.head, checkin.updates);
    put_in(checkin.after, checkin.says);
  }

  void note_hidden(const CycleCheckin& checkin) {
    const auto other = hidden_by(*checkin.before, checkin.head, request_.author.source, checkin.updates);
    if (!other) return;
    const std::string& file = file_of(checkin.before->checkins[*other]);
    input_.faults.push_back({Code::E117, not_counted(shown_path(context_, scene_.workspace.root, file)), {}});
  }

  /// Whether a check-in of the same day and source says the same, and that source said nothing else since. Where it did,
  /// only that is left to be said. A `+19` that is tried again means the same amount: it is added to what stood when it
  /// was said first.
  bool repeats_one(CycleCheckin& checkin) {
    const Cycle& cycle = *checkin.before;
    std::vector<std::uint32_t> later;
    for (const std::uint32_t index : of_source(cycle, checkin.head.date, request_.author.source)) {
      Cycle then = cycle;
      take_out_since(then, index);
      ValuedUpdates now = with_values(scene_, then, input_.updates);
      const bool is_of_that_time = !checkin.head.at || checkin.head.at == cycle.checkins[index].at;
      if (is_of_that_time && now.faults.empty() &&
          same_content(sheet_of(cycle, index), sheet_of(checkin.head, now.updates))) {
        if (keep_what_changed(checkin, now.updates, later)) return false;
        checkin.is_unchanged = true;
        checkin.path = file_of(cycle.checkins[index]);
        checkin.updates = std::move(now.updates);
        return true;
      }
      later.push_back(index);
    }
    return false;
  }

  /// Leaves of a check-in that repeats one what `later` ones of its source say otherwise; false where that is nothing.
  bool keep_what_changed(CycleCheckin& checkin, const std::vector<Update>& all, std::span<const std::uint32_t> later) {
    std::vector<Update> kept;
    std::vector<std::string> said_already;
    for (const Update& update : all) {
      auto left = left_to_say(update, later);
      if (update.says_value() && !(left && left->says_value())) said_already.push_back(update.name);
      if (left) kept.push_back(*std::move(left));
    }
    if (kept.empty()) return false;
    checkin.said_already = std::move(said_already);
    Checkin bare;
    bare.date = checkin.head.date;
    bare.at = checkin.head.at;
    bare.by = checkin.head.by;
    checkin.head = std::move(bare);
    std::erase_if(input_.updates, [&](const Update& one) { return is_about(one, *checkin.before); });
    std::ranges::move(kept, std::back_inserter(input_.updates));
    return true;
  }

  Status amend(CycleCheckin& checkin) {
    const std::string& source = request_.author.source;
    const auto index = last_of_source(*checkin.before, checkin.head.date, source);
    if (!index)
      return usage_failure(fmt::format("{} has no check-in of {} on {} to amend", checkin.before->id.text, source,
                                       to_string(checkin.head.date)),
                           "without --amend it is written; --date and --source name another one");
    CheckinSheet merged = sheet_of(*checkin.before, *index);
    checkin.path = file_of(merged.head);
    checkin.said_before = merged;
    take_out(checkin.after, *index);
    take_values_out(checkin, merged);
    checkin.updates = updates_in(checkin.after);
    const CheckinSheet now = sheet_of(checkin.head, checkin.updates);
    if (checkin.before == edited_cycle())
      merged = now;
    else
      merge(now, merged);
    if (merged.is_empty())
      return usage_failure(fmt::format("nothing would be left of {}", checkin.path),
                           fmt::format("`okr undo` takes back what was written last; to be rid of it: rm {}",
                                       shell_word(shown_path(context_, scene_.workspace.root, checkin.path))));
    merged.head.date = checkin.head.date;
    if (!merged.head.at) merged.head.at = checkin.before->checkins[*index].at;
    put_in(checkin.after, merged);
    checkin.says = std::move(merged);
    return {};
  }

  /// `km=` takes the value away that the check-in gives; said once more it finds none.
  void take_values_out(CycleCheckin& checkin, CheckinSheet& merged) {
    std::vector<Update> kept;
    for (Update& update : input_.updates) {
      if (!is_about(update, *checkin.before) || !takes_value_out(update)) {
        kept.push_back(std::move(update));
        continue;
      }
      if (drop_value(update.id(), merged)) checkin.taken_out.push_back(update.id());
    }
    input_.updates = std::move(kept);
  }

  const std::string& file_of(const Checkin& checkin) const { return scene_.workspace.files[checkin.place.file]; }

  // --- readings of KPIs

  Status add_readings() {
    for (const Update& update : input_.updates)
      if (is_reading(update)) TRY(add_reading(update));
    return {};
  }

  /// By the same rules as `okr record`.
  Status add_reading(Update update) {
    const Workspace& workspace = scene_.workspace;
    const RecordOptions how = record_options(workspace, request_, update);
    const std::string word = fmt::format("{}={}", update.name, update.typed.value_or(""));
    RecordPlan plan = plan_record(workspace, {&word, 1}, how);
    if (!plan.unknown.empty()) plan.errors.push_back(unknown_kpi(workspace, update.name));
    for (const std::string& broken : plan.broken)
      plan.errors.push_back({ErrorKind::usage, fmt::format("{} is in error", broken), "`okr check` says where"});
    std::ranges::move(plan.conflicts, std::back_inserter(plan.errors));
    for (Error& error : plan.errors) input_.faults.push_back({Code::E117, std::move(error), {}});
    if (!input_.faults.empty()) return {};
    TRY_ASSIGN(auto files, record_files(workspace, plan, how));
    std::ranges::move(files.files, std::back_inserter(readings_.files));
    std::ranges::move(files.in_place, std::back_inserter(readings_.in_place));
    update.reading = plan.readings.front();
    prepared_.readings.push_back(std::move(update));
    return {};
  }

  // --- the transaction

  Status put_together() {
    Transaction& transaction = prepared_.transaction;
    transaction = Transaction::of(scene_.workspace);
    for (CycleCheckin& checkin : prepared_.checkins) {
      transaction.grounds.push_back(checkin.before->folder);
      if (checkin.is_unchanged) {
        transaction.in_place.push_back(checkin.path);
        continue;
      }
      const bool is_first = &checkin == &prepared_.checkins.front();
      if (!request_.amend) {
        TRY_ASSIGN(auto text, with_own_keys(store::checkin_text(sheet_of(checkin.head, checkin.updates)), input_.text,
                                            checkin.updates, is_first));
        transaction.create(checkin.path, std::move(text));
        continue;
      }
      TRY_ASSIGN(auto text, store::read_file_inside(transaction.root, transaction.root + "/" + checkin.path));
      TRY_ASSIGN(auto after, checkin.before == edited_cycle() ? edited_text(input_.text, checkin, input_.updates)
                                                              : amended_text(text, checkin, input_.text, is_first));
      checkin.is_unchanged = checkin.is_amended = text == after;
      if (checkin.is_unchanged)
        transaction.in_place.push_back(checkin.path);
      else
        transaction.replace(checkin.path, std::move(text), std::move(after));
    }
    std::ranges::move(readings_.files, std::back_inserter(transaction.files));
    std::ranges::move(readings_.in_place, std::back_inserter(transaction.in_place));
    std::ranges::copy(request_.kept_files, std::back_inserter(transaction.in_place));
    return {};
  }

  Context& context_;
  const CheckinRequest& request_;
  PreparedCheckin prepared_;
  const CheckinScene& scene_;
  CheckinInput input_;
  Transaction readings_;  ///< of KPIs: only their files
};

/// The day a text is about: its own, which must not contradict --date nor lie in the future.
Result<Date> day_of(const Context& context, const CheckinRequest& request, Date date) {
  const CheckinInput& input = request.input;
  if (!input.date || *input.date == date) return date;
  if (request.typed_date && !request.from_editor)
    return usage_failure(
        fmt::format("{} is dated {}, and --date is {}", input.name, to_string(*input.date), to_string(date)),
        "leave one of them out");
  if (*input.date > context.today())
    return usage_failure(fmt::format("{}: {} lies in the future", input.name, to_string(*input.date)),
                         "today is " + to_string(context.today()));
  return *input.date;
}

/// Nothing came from a failed command in front of a pipe, or a note was given that is empty.
Status check_something_is_said(const CheckinInput& input) {
  if (is_anything_said(input)) return {};
  return usage_failure(input.name.empty() ? "nothing is said" : fmt::format("{} says nothing", input.name),
                       "a value, a confidence or a note makes a check-in; nothing was written");
}

/// What is said stands by itself; what it is compared with may lack something.
void warn_of_unread(Context& context, const PreparedCheckin& prepared) {
  if (context.globals().quiet) return;
  for (const CycleCheckin& checkin : prepared.checkins)
    for (const UnreadFile& unread : checkin.before->unread)
      context.say(fmt::format("okr: {} cannot be read: what it says does not count; `okr check` says where\n",
                              safe_for_terminal(shown_path(context, prepared.scene.workspace.root, unread.name))));
}

/// What is kept and counts nowhere, and days whose year is a slip, most often.
std::string doubts_of(const PreparedCheckin& prepared, Date today) {
  std::string text = uncounted_text(prepared);
  for (const CycleCheckin& checkin : prepared.checkins)
    for (const Update& update : checkin.updates)
      if (!checkin.is_unchanged && update.is_amount())
        text += counted_once_text(to_string(update.id()), update.about.key_result->aggregate.value_or(Aggregate::last),
                                  update.typed.value_or(""));
  for (const Update& update : prepared.readings)
    if (!update.reading->is_unchanged) text += far_away_text(*update.reading->kpi, *update.reading_day, today);
  return text;
}

/// Checks everything. Nothing where something was refused: that has been said, and the program ends with 2. Errors:
/// usage (the day, nothing to amend), data (a record in error, a file that cannot be amended), environment.
Result<std::optional<PreparedCheckin>> prepare_checkin(Context& context, const Session& session,
                                                       const CheckinRequest& request) {
  TRY(check_something_is_said(request.input));
  if (speaks_of_cycles(request.input) && !names_its_cycles(request.input)) TRY(check_choice(session));
  TRY_ASSIGN(const auto given, checkin_date(context, request.typed_date, session.workspace));
  TRY_ASSIGN(const auto date, day_of(context, request, given));
  return Preparation(context, request, scene_of(session, date, request.is_day_said || date != given)).whole();
}

}  // namespace

bool is_anything_said(const CheckinInput& input) {
  return !input.is_usable() || !input.updates.empty() || !CheckinSheet{input.head, {}}.is_empty();
}

Result<CheckinOutcome> write_checkin(Context& context, Session session, const CheckinRequest& request,
                                     const MayWrite& may_write) {
  CheckinOutcome outcome = CheckinOutcome::written;
  bool is_first = true;
  bool has_warned = false;
  TRY(write_only(
      context,
      [&]() -> Result<Action> {
        if (!std::exchange(is_first, false)) {
          TRY_ASSIGN(session, reopened(context, session.workspace.root));
        }
        TRY_ASSIGN(const auto prepared, prepare_checkin(context, session, request));
        Action action;
        outcome = !prepared                       ? CheckinOutcome::refused
                  : !may_write(*prepared, action) ? CheckinOutcome::not_allowed
                                                  : CheckinOutcome::written;
        if (outcome != CheckinOutcome::written) return Action{};
        if (!std::exchange(has_warned, true)) warn_of_unread(context, *prepared);
        action.transaction = prepared->transaction;
        action.summary = summary_line(*prepared);
        action.message = commit_message(*prepared);
        action.is_again = request.again;
        action.changes = changes_of(*prepared);
        action.about = names_in(*prepared);
        if (!context.globals().quiet) action.remark = doubts_of(*prepared, context.today());
        if (!request.from_editor) action.remark += comments_gone_text(action.transaction);
        std::ranges::copy(request.said_already, std::back_inserter(action.about));
        return action;
      },
      request.git_commit));
  return outcome;
}

Result<int> check_in(Context& context, Session session, const CheckinRequest& request) {
  std::string beside;  // of a difference
  auto outcome =
      write_checkin(context, std::move(session), request, [&](const PreparedCheckin& prepared, Action& action) {
        if (context.globals().dry_run) {
          beside = unchanged_files_text(context, prepared);
        } else if (context.tells()) {
          const std::string left_out = left_out_text(context, request);
          action.first = drawn(context, preview_of(prepared)) + left_out;
          action.last = unchanged_files_text(context, prepared);
          action.unchanged = action.last + left_out;
        }
        return true;
      });
  const bool is_done =
      outcome ? *outcome == CheckinOutcome::written : context.has_written();  // or only the commit failed
  if (is_done) discard_edited(request);
  if (!outcome && !is_done && request.from_editor)
    outcome.error().hint += fmt::format("\nyour text is kept in {}", request.input.name);
  TRY_ASSIGN(const auto written, std::move(outcome));
  if (written == CheckinOutcome::refused) return exit_code(ErrorKind::usage);
  context.tell(beside);
  return 0;
}

std::string command_to_use(const Context& context, const CheckinRequest& request) {
  std::string line = fmt::format("okr checkin --from {}", shell_word(request.input.name));
  if (request.amend) line += " --amend";
  if (request.amend || request.is_source_said) line += " --source " + shell_word(request.author.source);
  if (request.typed_date && !request.input.date) line += " --date " + shell_word(*request.typed_date);
  if (context.globals().cycle) line += " --cycle " + shell_word(*context.globals().cycle);
  return request.git_commit ? line + " --git-commit" : line;
}

RecordOptions record_options(const Workspace& workspace, const CheckinRequest& request, const Update& reading) {
  const Kpi* kpi = workspace.kpi(reading.name);
  const bool adds = reading.typed && reading.typed->starts_with('+') && kpi && adds_up(kpi->aggregate);
  return {.day = *reading.reading_day,
          .note = reading.entry.note,
          .source = request.author.source,
          .replace = request.readings_give_way && !adds,
          .again = request.readings_give_way && adds};
}

Result<Session> reopened(const Context& context, const std::string& root) {
  TRY_ASSIGN(auto workspace, store::load(root, store::Wanted::everything(context.today())));
  Session session;
  session.workspace = std::move(workspace);
  session.day = context.today();
  if (!context.globals().cycle) return session;
  TRY_ASSIGN(const auto called, cycle_called(session.workspace, *context.globals().cycle, context.today()));
  session.cycle = session.workspace.cycle(called);
  session.is_named = true;
  return session;
}

CheckinSheet sheet_of(const Checkin& head, std::vector<Update> updates) {
  CheckinSheet sheet{head, {}};
  for (Update& update : updates) sheet.entries.push_back({update.id(), std::move(update.entry)});
  return sheet;
}

}  // namespace okr::actions
