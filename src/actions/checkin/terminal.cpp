// SPDX-License-Identifier: MIT
#include "actions/checkin/terminal.hpp"

#include <variant>

#include <fmt/core.h>

#include "actions/checkin/answers.hpp"
#include "actions/checkin/draft.hpp"
#include "actions/checkin/occasion.hpp"
#include "actions/checkin/sheet.hpp"
#include "okr/base/listing.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "session/present.hpp"
#include "session/shell_word.hpp"
#include "session/writing.hpp"

namespace okr::cli {
namespace {

DialogueStyle style_of(const Screen& screen) { return {screen.width, screen.utf8, screen.plain}; }

/// One check-in from the first question to the last.
class Holding {
 public:
  Holding(Context& context, Session session, CheckinRequest request, Occasion occasion)
      : context_(context), session_(std::move(session)), request_(std::move(request)), occasion_(std::move(occasion)) {
    request_.typed_date = to_string(occasion_.date);
    request_.is_day_said = occasion_.is_day_said;
  }

  Result<int> hold(const Asking& asking) {
    asking_ = asking;
    const CheckinScene scene = scene_on(session_, occasion_);
    DialogueScript script = script_on(scene, asking, occasion_, request_.author.me);
    if (script.questions.empty() && !occasion_.draft) {
      context_.print(nothing_due(asking));
      return 0;
    }
    Dialogue dialogue(std::move(script), style_of(context_.screen()));
    if (occasion_.draft) dialogue.restore(occasion_.draft->dialogue);
    Turn turn = dialogue.begin();
    while (true) {
      context_.print(turn.text);
      const auto next = step(turn.wish, dialogue);
      if (!next) return kept_after(next.error(), dialogue);
      if (const int* code = std::get_if<int>(&*next)) return *code;
      turn = std::get<Turn>(*next);
    }
  }

 private:
  using Step = std::variant<Turn, int>;  ///< what comes next, or the exit code

  Result<Step> step(Wish wish, Dialogue& dialogue) {
    switch (wish) {
      case Wish::answer: return next_turn(dialogue);
      case Wish::preview: return preview(dialogue);
      case Wish::edit: return edit(dialogue);
      case Wish::write: return write(dialogue);
      case Wish::keep: return keep(dialogue, has_ended_ ? exit_code(ErrorKind::interrupted) : 0);
      case Wish::nothing: drop_draft(context_, session_.workspace.root); return Step(0);
      case Wish::stop: return keep(dialogue, exit_code(ErrorKind::interrupted));
    }
    return Step(0);
  }

  Step next_turn(Dialogue& dialogue) {
    const Reply reply = context_.reply();
    has_ended_ = reply.kind == Reply::Kind::end;
    if (reply.kind == Reply::Kind::interrupted) return dialogue.interrupt();
    if (has_ended_) return dialogue.take_end();
    return dialogue.take(reply.line);
  }

  void take_answers(const Dialogue& dialogue) {
    if (request_.from_editor) return;
    request_.input = input_of(dialogue, scene_on(session_, occasion_));
    request_.readings = readings_of(dialogue);
    request_.still_true = still_true_in(dialogue);
  }

  // --- what would be written

  /// The preview and the files' names as a person sees them: what a yes is said to.
  std::pair<std::string, std::string> shown(const PreparedCheckin& prepared) {
    const std::string text = drawn(context_, preview_of(prepared));
    std::vector<std::string> names;
    for (const FileChange& file : prepared.transaction.files)
      names.push_back(safe_for_terminal(shown_path(context_, prepared.scene.workspace, file.path)));
    return {text + journal_lines(), listed(names)};
  }

  std::string journal_lines() const {
    const Checkin& head = request_.input.head;
    std::string text;
    const auto add = [&](std::string_view name, const std::vector<std::string>& items) {
      if (items.empty()) return;
      const std::string line = fmt::format("{}: {}", name, safe_for_terminal(join(items, "; ")));
      for (const std::string& part : wrap(line, context_.screen().width - 2)) text += fmt::format("  {}\n", part);
    };
    add("done", head.done);
    add("wins", head.wins);
    add("blocked", head.blockers);
    add("next", head.priorities);
    return text;
  }

  /// What would be written to the files as they are now; nothing where it is refused, which has been said.
  Result<std::optional<PreparedCheckin>> prepared_now() {
    TRY_ASSIGN(auto now, reopened(context_, session_.workspace.root));
    prepared_from_ = std::move(now);
    auto prepared = prepare_checkin(context_, prepared_from_, request_);
    if (prepared && !*prepared) static_cast<void>(context_.flush());
    return prepared;
  }

  Result<Step> preview(Dialogue& dialogue) {
    take_answers(dialogue);
    TRY_ASSIGN(const auto prepared, prepared_now());
    if (!prepared) return Step(dialogue.refused());
    if (prepared->transaction.empty()) return nothing_new(*prepared);
    if (context_.globals().dry_run) return written(*prepared);
    return Step(ask_to_write(dialogue, *prepared));
  }

  Turn ask_to_write(Dialogue& dialogue, const PreparedCheckin& prepared) {
    shown_ = shown(prepared);
    context_.print(shown_.first);
    return dialogue.proposed(shown_.second);
  }

  Step nothing_new(const PreparedCheckin& prepared) {
    say_unchanged(context_, prepared);
    if (prepared.checkins.empty()) context_.print("Nothing changes: nothing is written.\n");
    drop_draft(context_, session_.workspace.root);
    return 0;
  }

  // --- writing

  /// A yes is to what was shown: where others wrote meanwhile it is shown again.
  Result<Step> write(Dialogue& dialogue) {
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
      TRY_ASSIGN(const auto prepared, prepared_now());
      if (!prepared) return Step(dialogue.refused());
      if (prepared->transaction.empty()) return nothing_new(*prepared);
      if (shown(*prepared) != shown_) {
        context_.print("\nSomebody wrote meanwhile. Now it is:\n");
        return Step(ask_to_write(dialogue, *prepared));
      }
      const auto outcome = write_checkin(context_, *prepared, request_);
      if (!outcome) return failed(*prepared, outcome.error());
      if (*outcome) return done();
    }
    return failure(ErrorKind::environment, "other programs write check-ins all the time", "try again");
  }

  Result<Step> written(const PreparedCheckin& prepared) {
    TRY(write_checkin(context_, prepared, request_));
    return Step(0);
  }

  Step done() {
    if (request_.from_editor) discard(*request_.from_editor);
    drop_draft(context_, session_.workspace.root);
    return 0;
  }

  /// A commit that failed comes behind the writing: the files are there, and no draft may say it again.
  Result<Step> failed(const PreparedCheckin& prepared, const Error& error) {
    is_written_ = is_in_place(prepared.transaction);
    if (is_written_) static_cast<void>(done());
    return tl::unexpected<Error>(error);
  }

  // --- the editor

  Result<Step> edit(Dialogue& dialogue) {
    take_answers(dialogue);
    const CheckinScene scene = scene_on(session_, occasion_);
    const auto goes_on = request_.from_editor ? edit_again(context_, occasion_.date, request_)
                                              : edit_checkin(context_, scene, asking_, request_);
    if (!goes_on) {
      context_.complain(goes_on.error());
      static_cast<void>(context_.flush());
      return Step(dialogue.edited_nothing());
    }
    if (!*goes_on && !request_.from_editor) return Step(dialogue.edited_nothing());
    request_.still_true.clear();
    dialogue.hand_over_to_editor();
    return Step(Turn{"", Wish::preview});
  }

  // --- drafts

  Step keep(const Dialogue& dialogue, int code) {
    if (request_.from_editor) {
      context_.print(fmt::format("Nothing was written. Your text is kept; to go on with it: okr checkin --from {}\n",
                                 shell_word(request_.from_editor->path)));
      for (const SaidReading& reading : request_.readings)
        context_.print(fmt::format("Not recorded: okr record {}={}\n", reading.kpi, safe_for_terminal(reading.value)));
      return code;
    }
    const DialogueDraft draft = dialogue.draft();
    if (draft.empty()) {
      context_.print("Nothing was written.\n");
      return code;
    }
    const auto kept = keep_draft(context_, session_.workspace.root, {occasion_.date, draft});
    if (!kept) {
      context_.complain(kept.error());
      return exit_code(kept.error().kind);
    }
    context_.print("Nothing was written. What you typed is kept: the next okr checkin offers it.\n");
    return code;
  }

  /// An error in the middle loses nothing that was typed.
  Result<int> kept_after(Error error, const Dialogue& dialogue) {
    if (!is_written_) static_cast<void>(keep(dialogue, 0));
    return tl::unexpected<Error>(std::move(error));
  }

  Context& context_;
  Session session_;
  Session prepared_from_;  ///< the last prepared check-in points into it
  CheckinRequest request_;
  Occasion occasion_;
  Asking asking_;
  std::pair<std::string, std::string> shown_;
  bool has_ended_ = false;
  bool is_written_ = false;
};

}  // namespace

Result<int> hold_checkin(Context& context, Session session, CheckinRequest request, Asking asking) {
  auto occasion = chosen_occasion(context, session, request, asking);
  if (!occasion && occasion.error().kind == ErrorKind::interrupted) {
    context.say("okr: " + safe_for_terminal(occasion.error().what) + "\n");
    return exit_code(ErrorKind::interrupted);
  }
  if (!occasion) return tl::unexpected<Error>(occasion.error());
  return Holding(context, std::move(session), std::move(request), std::move(*occasion)).hold(asking);
}

}  // namespace okr::cli
