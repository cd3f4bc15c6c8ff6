// SPDX-License-Identifier: MIT
// okr checkin: what happened to the key results, from arguments, an editor or a file, in one transaction.
#include <algorithm>

#include <fmt/core.h>

#include "actions/checkin/dialogue.hpp"
#include "actions/checkin/due.hpp"
#include "actions/checkin/write.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct CheckinOptions {
  std::vector<std::string> words;
  std::optional<std::string> note, date, source, from, owner;
  std::vector<std::string> confidences;
  bool all = false, amend = false, again = false, edit = false, git_commit = false;
};

void declare_checkin(Syntax& syntax, CheckinOptions& options) {
  syntax.argument(options.words, "ID=VALUE", "a key result and its value: users=131, km=+12, release=2/4, doctor=yes")
      .completes(Completes::value)
      .assigns();
  syntax.value(options.note, "note", "TEXT", "what happened, for the journal; counts before the note of --from");
  syntax.value(options.confidences, "confidence", "ID=N", "1 (never) to 10 (in the bag); N alone where one id is given")
      .completes(Completes::judged)
      .assigns();
  syntax.value(options.date, "date", "DATE", "the day it is about, today unless given").completes(Completes::date);
  syntax.value(options.source, "source", "NAME",
               "who or what says it, for the file's name; person and host unless given");
  syntax
      .value(options.from, "from", "FILE",
             "read the TOML of a check-in, CSV with id,value,confidence,note,date, or JSON lines; - is stdin")
      .completes(Completes::file);
  syntax.flag(options.edit, "edit", "fill it in with your editor: what is due stands there").letter('e');
  syntax.flag(options.all, "all", "ask about what is not due too");
  syntax.value(options.owner, "owner", "NAME", "ask about what is this person's; all for everybody's")
      .completes(Completes::person);
  syntax.flag(options.amend, "amend", "change the last check-in of that day and source instead of adding one");
  syntax.flag(options.again, "again", "write it also when the same was said already");
  git_commit_flag(syntax, options.git_commit);
}

bool says_something(const CheckinOptions& options) {
  return !options.words.empty() || !options.confidences.empty() || options.note || options.from;
}

/// Nothing was said, and there is somebody to ask.
bool is_dialogue(const Context& context, const CheckinOptions& options) {
  return context.screen().interactive && !says_something(options) && !options.edit;
}

// --- the workspace

/// Other days and qualified names may belong to cycles that are not current.
bool may_need_other_cycles(const Context& context, const CheckinOptions& options) {
  const auto is_qualified = [](const std::string& word) {
    return word.substr(0, word.find('=')).find('/') != std::string::npos;
  };
  return is_dialogue(context, options) || options.date || options.from || options.edit ||
         std::ranges::any_of(options.words, is_qualified) || std::ranges::any_of(options.confidences, is_qualified);
}

/// What of the words names records.
std::vector<std::string> ids_in(const CheckinOptions& options) {
  std::vector<std::string> ids;
  for (const std::string& word : options.words) ids.push_back(word.substr(0, word.find('=')));
  for (const std::string& word : options.confidences)
    if (const auto equals = word.find('='); equals != std::string::npos) ids.push_back(word.substr(0, equals));
  return ids;
}

Result<Session> open(Context& context, const CheckinOptions& options) {
  Needs needs;
  if (may_need_other_cycles(context, options)) needs.cycles = store::Wanted::Cycles::all;
  const std::vector<std::string> ids = ids_in(options);
  TRY_ASSIGN(auto session, open_session_for(context, needs, ids));
  if (!session.cycle)  // a workspace of KPIs alone
    for (const std::string& word : options.words) {
      const auto equals = word.find('=');
      const Kpi* kpi = kpi_called(session.workspace, word.substr(0, equals));
      if (!kpi) continue;
      const std::string value = equals == std::string::npos ? "VALUE" : safe_for_terminal(word.substr(equals + 1));
      return tl::unexpected<Error>(actions::kpi_refused(*kpi, value));
    }
  return with_cycle(std::move(session));
}

actions::Asking asking_of(const CheckinOptions& options, const Author& author, const actions::CheckinScene& scene) {
  actions::Asking asking = actions::asking_for(scene, options.owner, author.me);
  asking.all = options.all;
  asking.source = author.source;
  return asking;
}

void warn_of_mistakes(Context& context, const Workspace& workspace, const actions::Asking& asking) {
  reports::CycleFilter filter;
  if (asking.me.empty()) filter.owner = asking.owner;
  for (Error& mistake : reports::unknown_names(workspace, filter)) context.warn(std::move(mistake));
}

// --- what was given

Result<actions::CheckinInput> input_from_file(Context& context, const std::string& typed, Date date) {
  if (typed != "-") {
    TRY_ASSIGN(auto text, store::read_named_file(context.path(typed)));
    return actions::read_given_text(typed, std::move(text), date);
  }
  TRY_ASSIGN(auto text, context.world().read_input ? context.world().read_input() : Result<std::string>());
  return actions::read_given_text("stdin", std::move(text), date);
}

/// What is typed counts; a note that it takes the place of is not dropped in silence.
void take_note(Context& context, const std::string& typed, actions::CheckinInput& input) {
  const std::string_view replaced = trim(input.head.note);
  if (!replaced.empty() && replaced != trim(typed))
    context.warn({ErrorKind::usage,
                  fmt::format("the note of {} is left out: --note takes its place", safe_for_terminal(input.name)),
                  "without --note it is kept"});
  input.head.note = typed;
}

Result<actions::CheckinInput> input_of(Context& context, const CheckinOptions& options, Date date) {
  actions::CheckinInput input;
  if (options.amend && options.note && trim(*options.note).empty())
    return usage_failure("--note is empty: it takes no note out",
                         "`okr checkin -e --amend` opens the check-in in your editor");
  if (options.from) {
    TRY_ASSIGN(input, input_from_file(context, *options.from, date));
  }
  actions::read_arguments(options.words, options.confidences, input);
  if (options.note) take_note(context, *options.note, input);
  return input;
}

// --- the whole

actions::CheckinRequest request_of(const CheckinOptions& options, const Author& author) {
  actions::CheckinRequest request;
  request.author = author;
  request.typed_date = options.date;
  request.is_day_said = options.date.has_value();
  request.again = options.again;
  request.amend = options.amend;
  request.git_commit = options.git_commit;
  request.is_source_said = options.source.has_value();
  return request;
}

Result<int> run_checkin(Context& context, const CheckinOptions& options) {
  TRY_ASSIGN(auto session, open(context, options));
  TRY_ASSIGN(const auto author, author_of(context, session.workspace.root, options.source));
  TRY_ASSIGN(const auto date, actions::checkin_date(context, options.date, session.workspace));
  const bool is_day_said = options.date.has_value();
  const actions::Asking asking = asking_of(options, author, actions::scene_of(session, date, is_day_said));
  warn_of_mistakes(context, session.workspace, asking);
  actions::CheckinRequest request = request_of(options, author);
  if (is_dialogue(context, options))
    return actions::check_in_at_terminal(context, std::move(session), std::move(request), asking);
  if (!says_something(options) && !options.edit) {
    if (context.speaks_json())
      return usage_failure("no values were given", "`okr status --due --json` lists what is due");
    const actions::CheckinScene scene = actions::scene_of(session, date, is_day_said);
    context.say("okr: no values were given\n" + actions::due_text(scene, asking) + actions::obstacles_text(scene));
    return actions::has_unread(scene) ? report_faults(context, session.workspace) : exit_code(ErrorKind::usage);
  }
  TRY_ASSIGN(request.input, input_of(context, options, date));
  if (options.edit) {
    if (options.amend && actions::is_anything_said(request.input))
      return usage_failure("-e --amend opens the check-in as it was written: what the line says is not in it",
                           "say it there, or leave -e out");
    std::optional<actions::KeptText> kept;
    if (!request.amend) {
      TRY_ASSIGN(kept, actions::wanted_text(context, session.workspace.root, actions::is_anything_said(request.input)));
    }
    TRY_ASSIGN(const auto goes_on,
               actions::edit_checkin(context, actions::scene_of(session, date, is_day_said), asking, request, kept));
    if (!goes_on) {
      context.say("okr: the text was left as it was: nothing was written\n");
      return 0;
    }
    if (!actions::is_anything_said(request.input)) {  // how people call off what they began in an editor
      actions::discard_edited(request);
      context.say("okr: nothing was said: nothing was written\n");
      return 0;
    }
  }
  return actions::check_in(context, std::move(session), request);
}

constexpr Example checkin_examples[] = {
    {"okr checkin", "what is due, a line each, and the week's journal"},
    {"okr checkin users=131 km=12 --confidence users=6 --note 'Second post helped.'", "two values and the journal"},
    {"okr checkin startup=+1 release='man pages' doctor=yes", "one more than last time, a step done, done"},
    {"okr checkin users=352 --date 2026-09-30", "a day in the past"},
    {"okr checkin -e", "what is due, in your editor"},
    {"okr checkin --from week.csv --source cron", "from a file with the columns id,value,confidence,note"},
    {"okr checkin users=132 --amend", "correct the last one of today"},
};

}  // namespace

constinit const Command checkin_command{
    .name = "checkin",
    .alias = "ci",
    .group = Group::write,
    .formats = Formats::json,
    .summary = "say what happened to the key results",
    .examples = checkin_examples,
    .prepare = prepared<CheckinOptions, declare_checkin, run_checkin>,
};

}  // namespace okr::cli
