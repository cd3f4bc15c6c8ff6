// SPDX-License-Identifier: MIT
// The dialogue at a terminal: which day and cycle it is about, its drafts, and the loop from question to answer.
#include "actions/checkin/dialogue.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include <fmt/core.h>

#include "actions/checkin/write.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/disk.hpp"
#include "session/present.hpp"
#include "session/settings.hpp"

namespace okr::actions {
using namespace session;

namespace {

constexpr int longest_wait_for_finals = 92;  // days after a cycle's end in which its final values are asked for

// --- drafts

KeptDraft draft_of(const Context& context, std::string_view root) { return {context, root, "checkin"}; }

/// "ship.users 131 6": the first word, and the rest.
struct DraftWord {
  std::string_view word, rest;
};

DraftWord draft_word(std::string_view line) {
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos) return {line, {}};
  return {line.substr(0, blank), line.substr(blank + 1)};
}

// --- which day

/// What is asked: on which day, in which cycles.
struct Occasion {
  Date date;
  const Cycle* finished = nullptr;  ///< its final values are given
  const Cycle* put_off = nullptr;   ///< its final values were asked for and not wanted: it is left alone
  bool is_day_said = false;         ///< by --date, or for final values
  std::optional<CheckinDraft> draft = {};
  std::optional<KeptText> text = {};  ///< of the editor, that the person goes on with
};

std::string names_in_draft(const DialogueDraft& draft) {
  std::vector<std::string> names;
  for (const DraftLine& line : draft.lines)
    if (!line.typed.empty()) names.push_back(safe_for_terminal(line.id));
  if (!draft.journal.empty()) names.emplace_back("the journal");
  return join(names, ", ");
}

/// The draft that the person goes on with; one that is not wanted stays until another one is kept or written.
Result<std::optional<CheckinDraft>> chosen_draft(Context& context, const std::string& root,
                                                 std::optional<Date> wanted) {
  const KeptDraft kept = draft_of(context, root);
  const auto text = kept.text();
  auto draft = text ? read_draft(*text, root) : std::nullopt;
  if (!draft || draft->date > context.today() || (wanted && draft->date != *wanted))
    return std::optional<CheckinDraft>();
  const Date date = draft->date;
  TRY_ASSIGN(
      const auto goes_on,
      confirmed(context,
                fmt::format("A check-in for {} {} was begun: {}. Go on with it?", weekday_name(iso_weekday(date)),
                            short_date(date, context.today()), names_in_draft(draft->dialogue)),
                "y goes on where it was left; n begins a new one, and keeps it until that is written or kept."));
  if (goes_on) return draft;
  context.print("It stays until you write or begin another one.\n");
  return std::optional<CheckinDraft>();
}

/// True when somebody could still say what it came to: nothing was said on the cycle's last day.
bool waits_for_final_values(const Workspace& workspace, const Cycle& cycle, const Asking& asking) {
  const CheckinScene last_day{workspace, {&cycle}, cycle.period.last};
  const auto asked = key_results_asked_on(last_day, {asking.owner, true, false});
  return std::ranges::any_of(asked, [&](const AskedKeyResult& one) {
    const auto& last = one.numbers.recency.last;
    return !one.numbers.is_fed() && (!last || last->date < cycle.period.last);
  });
}

/// The cycle that ended last and was not closed; null when there is none whose final values are open.
const Cycle* cycle_to_finish(const Workspace& workspace, const Asking& asking, Date today) {
  const Cycle* chosen = nullptr;
  for (const Cycle& cycle : workspace.cycles) {
    if (!cycle.dated || cycle.faulty || is_closed(cycle) || cycle.state != CycleState::active) continue;
    const int days = days_between(cycle.period.last, today);
    if (days <= 0 || days > longest_wait_for_finals) continue;
    if (chosen && chosen->period.last >= cycle.period.last) continue;
    if (waits_for_final_values(workspace, cycle, asking)) chosen = &cycle;
  }
  return chosen;
}

/// A draft is offered first, then a text of the editor, then a cycle that has ended without final values; no draft and
/// no cycle where --date says another day.
/// Errors: usage (--date), interrupted.
Result<Occasion> chosen_occasion(Context& context, const Workspace& workspace, const CheckinRequest& request,
                                 const Asking& asking) {
  TRY_ASSIGN(const auto date, checkin_date(context, request.typed_date, workspace));
  TRY_ASSIGN(auto draft,
             chosen_draft(context, workspace.root, request.typed_date ? std::optional(date) : std::nullopt));
  Occasion occasion{.date = draft ? draft->date : date, .is_day_said = request.is_day_said, .draft = std::move(draft)};
  if (occasion.draft) return occasion;
  TRY_ASSIGN(occasion.text, wanted_text(context, workspace.root, false));
  if (occasion.text || request.typed_date || context.globals().cycle) return occasion;
  const Cycle* finished = cycle_to_finish(workspace, asking, context.today());
  if (!finished) return occasion;
  TRY_ASSIGN(
      const auto wanted,
      confirmed(context,
                fmt::format("{} ended on {} and is not closed. Give its final values, dated {}?", finished->id.text,
                            long_date(finished->period.last), short_date(finished->period.last, context.today())),
                "y asks for what each came to on that day; n leaves it alone and asks for today."));
  if (wanted) return Occasion{.date = finished->period.last, .finished = finished, .is_day_said = true};
  occasion.put_off = finished;
  return occasion;
}

// --- what is asked then

CheckinScene scene_on(const Session& session, const Occasion& occasion) {
  if (occasion.finished) return {session.workspace, {occasion.finished}, occasion.date, true};
  CheckinScene scene = scene_of(session, occasion.date, occasion.is_day_said);
  std::erase(scene.cycles, occasion.put_off);
  return scene;
}

/// Everything of a cycle that is finished; what a draft already speaks of is asked again.
DialogueScript script_on(const CheckinScene& scene, const Asking& asking, const Occasion& occasion,
                         const std::string& me) {
  Asking asked = asking;
  asked.finishes = occasion.finished != nullptr;
  if (occasion.draft)
    for (const DraftLine& line : occasion.draft->dialogue.lines)
      if (!line.is_confidence) asked.also.push_back(line.id);
  DialogueScript script = script_of(scene, asked);
  script.has_journal = !scene.cycles.empty() && !day_fault(scene, *scene.cycles.front());
  if (!script.has_journal) return script;
  script.last_week = open_priorities(scene, me);
  script.in_the_way = obstacles_on(scene);
  script.records = blockable_names(scene);
  return script;
}

/// Key results in the order of the files, readings of KPIs behind them.
std::vector<Update> in_file_order(const std::vector<Update>& updates, const CheckinScene& scene) {
  std::vector<Update> ordered;
  for (const Cycle* cycle : scene.cycles)
    for (const Objective& objective : cycle->objectives)
      for (const KeyResult& kr : objective.key_results) {
        const auto update = std::ranges::find(updates, full_id(*cycle, kr), &Update::name);
        if (update != updates.end()) ordered.push_back(*update);
      }
  for (const Update& update : updates)
    if (update.reading_day) ordered.push_back(update);
  return ordered;
}

// --- the dialogue

/// One check-in from the first question to the last.
class TerminalCheckin {
 public:
  TerminalCheckin(Context& context, Session session, CheckinRequest request, const Asking& asking)
      : context_(context), session_(std::move(session)), request_(std::move(request)), asking_(asking) {}

  Result<int> run(Occasion occasion) {
    occasion_ = std::move(occasion);
    request_.typed_date = to_string(occasion_.date);
    request_.is_day_said = occasion_.is_day_said;
    const CheckinScene scene = scene_on(session_, occasion_);
    // Where everything is one person's, last week's priorities are too, whatever they signed with.
    const bool is_all_mine = asking_.owner.empty() && !asking_.me.empty();
    DialogueScript script = script_on(scene, asking_, occasion_, is_all_mine ? std::string() : request_.author.me);
    if (script.questions.empty() && !occasion_.draft && !occasion_.text) {
      context_.print(nothing_due(scene, asking_));
      return has_unread(scene) ? report_faults(context_, session_.workspace) : 0;
    }
    const Screen& screen = context_.screen();
    Dialogue dialogue(std::move(script), {screen.width, screen.utf8, screen.plain});
    if (occasion_.draft) dialogue.restore(occasion_.draft->dialogue);
    Turn turn = occasion_.text ? Turn{"", Wish::edit} : dialogue.begin();
    while (true) {
      context_.print(turn.text);
      const auto next = step(turn.wish, dialogue);
      if (!next) return kept_after(next.error(), dialogue);
      if (const int* code = std::get_if<int>(&*next)) return *code;
      turn = std::get<Turn>(*next);
    }
  }

 private:
  using NextStep = std::variant<Turn, int>;  ///< what comes next, or the exit code

  Result<NextStep> step(Wish wish, Dialogue& dialogue) {
    switch (wish) {
      case Wish::answer: return next_turn(dialogue);
      case Wish::preview: take_answers(dialogue); return propose_or_write(dialogue, false);
      case Wish::edit: return edit(dialogue);
      case Wish::write: return propose_or_write(dialogue, true);
      case Wish::keep: return keep(dialogue, has_ended_ ? exit_code(ErrorKind::interrupted) : 0);
      case Wish::nothing:
        if (dialogue.draft().empty()) drop_taken_up();  // else it holds what nothing takes up
        return NextStep(0);
      case Wish::stop: return keep(dialogue, exit_code(ErrorKind::interrupted));
    }
    return NextStep(0);
  }

  NextStep next_turn(Dialogue& dialogue) {
    const Reply reply = context_.reply(dialogue.help());
    has_ended_ = reply.kind == Reply::Kind::end;
    if (reply.kind == Reply::Kind::interrupted) return dialogue.interrupt();
    if (has_ended_) return dialogue.take_end();
    return dialogue.take(reply.line);
  }

  void take_answers(const Dialogue& dialogue) {
    if (request_.from_editor) return;
    request_.input = {};
    request_.input.head = dialogue.journal();
    request_.input.updates = in_file_order(dialogue.updates(), scene_on(session_, occasion_));
  }

  // --- what would be written, and the writing

  /// What a yes is said to, as a person sees it.
  struct WriteProposal {
    std::string preview, files;
    bool operator==(const WriteProposal&) const = default;
  };

  WriteProposal proposal_of(const PreparedCheckin& prepared) const {
    std::vector<std::string> names;
    for (const FileChange& file : prepared.transaction.files)
      names.push_back(safe_for_terminal(shown_path(context_, prepared.scene.workspace.root, file.path)));
    return {drawn(context_, preview_of(prepared)) + said_lines(prepared), listed(names)};
  }

  /// What numbers do not show: notes, and the journal.
  std::string said_lines(const PreparedCheckin& prepared) const {
    std::string text;
    const auto add = [&](const std::string& what, std::string_view words) {
      const std::string said = on_one_line(words);
      if (said.empty()) return;
      const std::string line = safe_for_terminal(fmt::format("{}: {}", what, said));
      for (const std::string& part : wrap(line, context_.screen().width - 2)) text += fmt::format("  {}\n", part);
    };
    for (const CycleCheckin& checkin : prepared.checkins)
      if (!checkin.is_unchanged)
        for (const Update& update : checkin.updates) add(to_string(update.id()), update.entry.note);
    for (const Update& update : prepared.readings) add(update.reading->kpi->id.text, update.entry.note);
    add("said", request_.input.head.note);
    for (const JournalList& list : journal_for_people(request_.input.head))
      add(to_lower_ascii(told(list.part)), join(list.items, "; "));
    return text;
  }

  /// Shows what would be written to the files as they are now. A yes is to what was shown: where others wrote meanwhile
  /// it is shown again.
  Result<NextStep> propose_or_write(Dialogue& dialogue, bool has_yes) {
    NextStep next(0);
    std::optional<Transaction> transaction;
    std::string message;
    const auto may_write = [&](const PreparedCheckin& prepared, Action&) {
      transaction = prepared.transaction;
      message = commit_message(prepared);
      if (transaction->empty()) {
        say_nothing_new(prepared);
        return false;
      }
      if (context_.globals().dry_run) return true;
      WriteProposal now = proposal_of(prepared);
      if (has_yes && now == shown_) return true;
      if (has_yes) context_.print("\nSomebody wrote meanwhile. Now it is:\n");
      context_.print(now.preview);
      shown_ = std::move(now);
      next = dialogue.proposed(shown_.files);
      return false;
    };
    TRY_ASSIGN(auto session, reopened(context_, session_.workspace.root));
    const auto outcome = write_checkin(context_, std::move(session), request_, may_write);
    if (!outcome) {
      // A commit that failed comes behind the writing: the files are there, and no draft may say it again.
      is_written_ = transaction && is_in_place(*transaction);
      if (is_written_) {
        keep_uncommitted(context_, session_.workspace.root, {written_names(*transaction), message});
        done();
      }
      return tl::unexpected<Error>(outcome.error());
    }
    if (*outcome == CheckinOutcome::not_allowed) return next;
    if (*outcome == CheckinOutcome::written) return context_.globals().dry_run ? NextStep(0) : done();
    static_cast<void>(context_.flush());
    return NextStep(dialogue.refused());
  }

  void say_nothing_new(const PreparedCheckin& prepared) {
    context_.print(unchanged_files_text(context_, prepared));
    if (prepared.checkins.empty()) context_.print("Nothing changes: nothing is written.\n");
    drop_taken_up();
  }

  /// A draft that the person did not go on with outlives a check-in that writes nothing.
  void drop_taken_up() const {
    if (occasion_.draft) draft_of(context_, session_.workspace.root).drop();
  }

  NextStep done() {
    discard_edited(request_);
    draft_of(context_, session_.workspace.root).drop();
    return 0;
  }

  // --- the editor

  Result<NextStep> edit(Dialogue& dialogue) {
    take_answers(dialogue);
    const bool is_again = request_.from_editor;
    const auto kept = std::exchange(occasion_.text, std::nullopt);
    const auto goes_on = edit_checkin(context_, scene_on(session_, occasion_), asking_, request_, kept);
    if (!goes_on) {
      context_.complain(goes_on.error());
      static_cast<void>(context_.flush());
      return NextStep(kept ? dialogue.begin() : dialogue.edited_nothing());
    }
    if (!*goes_on && !is_again) return NextStep(dialogue.edited_nothing());
    dialogue.hand_over_to_editor();
    return NextStep(Turn{"", Wish::preview});
  }

  // --- what is kept

  NextStep keep(const Dialogue& dialogue, int code) {
    if (request_.from_editor) return keep_text(code);
    const DialogueDraft draft = dialogue.draft();
    if (draft.empty()) {
      context_.print("Nothing was written.\n");
      return code;
    }
    const std::string& root = session_.workspace.root;
    const auto kept = draft_of(context_, root).keep(draft_text({occasion_.date, draft}, root));
    if (!kept) {
      context_.complain(kept.error());
      return exit_code(kept.error().kind);
    }
    context_.print(on_lines(context_, "Nothing was written. What you typed is kept: the next okr checkin offers it."));
    return code;
  }

  int keep_text(int code) {
    context_.print(on_lines(context_, "Nothing was written. Your text is kept: the next okr checkin offers it."));
    for (const Update& update : request_.input.updates)
      if (update.reading_day)
        context_.print(fmt::format("Not recorded: {}\n", safe_for_terminal(recording(update, *update.reading_day))));
    return code;
  }

  /// The command that records of a KPI what was typed here: for the same day or period, with the same note.
  static std::string recording(const Update& update, const ReadingDay& day) {
    const bool has_value = update.typed.has_value();
    std::string text =
        fmt::format("okr record {}={} {} {}", update.name, has_value ? shell_word(*update.typed) : "VALUE",
                    parse_date(day.key) ? "--date" : "--for", day.key);
    if (!update.entry.note.empty()) text += " --note " + shell_word(on_one_line(update.entry.note));
    return text;
  }

  /// An error in the middle loses nothing that was typed.
  Result<int> kept_after(Error error, const Dialogue& dialogue) {
    if (!is_written_) static_cast<void>(keep(dialogue, 0));
    return tl::unexpected<Error>(std::move(error));
  }

  Context& context_;
  Session session_;
  CheckinRequest request_;
  Asking asking_;
  Occasion occasion_;
  WriteProposal shown_;
  bool has_ended_ = false;
  bool is_written_ = false;
};

}  // namespace

Result<int> check_in_at_terminal(Context& context, Session session, CheckinRequest request, const Asking& asking) {
  TRY(commit_kept(context, session.workspace, request.git_commit));
  auto occasion = chosen_occasion(context, session.workspace, request, asking);
  if (!occasion && occasion.error().kind == ErrorKind::interrupted) {
    context.say("okr: " + safe_for_terminal(occasion.error().what) + "\n");
    return exit_code(ErrorKind::interrupted);
  }
  if (!occasion) return tl::unexpected<Error>(occasion.error());
  return TerminalCheckin(context, std::move(session), std::move(request), asking).run(std::move(*occasion));
}

std::string draft_text(const CheckinDraft& draft, std::string_view root) {
  std::string text = fmt::format("# A check-in that was begun. The next `okr checkin` offers it.\nroot {}\ndate {}\n",
                                 root, to_string(draft.date));
  for (const DraftLine& line : draft.dialogue.lines)
    text += fmt::format("{} {} {}\n", line.is_confidence ? "confidence" : "answer", line.id, line.typed);
  if (!draft.dialogue.journal.empty()) text += fmt::format("journal {}\n", draft.dialogue.journal);
  return text;
}

std::optional<CheckinDraft> read_draft(std::string_view text, std::string_view root) {
  CheckinDraft draft;
  bool is_of_root = false, is_dated = false;
  for (const std::string_view line : split(text, '\n')) {
    const auto [word, rest] = draft_word(line);
    if (word == "root") is_of_root = rest == root;
    if (word == "journal") draft.dialogue.journal = std::string(rest);
    if (word == "date") {
      const auto date = parse_date(rest);
      is_dated = date.has_value();
      if (date) draft.date = *date;
    }
    if (word == "answer" || word == "confidence") {
      const auto [id, typed] = draft_word(rest);
      draft.dialogue.lines.push_back({std::string(id), std::string(typed), word == "confidence"});
    }
  }
  if (!is_of_root || !is_dated || draft.dialogue.empty()) return std::nullopt;
  return draft;
}

}  // namespace okr::actions
