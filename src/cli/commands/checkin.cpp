// SPDX-License-Identifier: MIT
// okr checkin: what happened to the key results, from arguments, an editor or a file, in one transaction.
#include <algorithm>

#include <fmt/core.h>

#include "cli/author.hpp"
#include "cli/checkin_due.hpp"
#include "cli/checkin_editor.hpp"
#include "cli/checkin_files.hpp"
#include "cli/checkin_input.hpp"
#include "cli/checkin_plan.hpp"
#include "cli/checkin_preview.hpp"
#include "cli/commands/table.hpp"
#include "okr/base/text.hpp"
#include "okr/cli/session.hpp"
#include "okr/render/terminal.hpp"
#include "okr/store/disk.hpp"

namespace okr::cli {

namespace {

constexpr int most_attempts = 50;
constexpr std::size_t most_listed = 12;

struct Options {
  std::vector<std::string> words;
  std::optional<std::string> note, date, source, from, owner;
  std::vector<std::string> confidences;
  bool all = false, amend = false, again = false, edit = false, git_commit = false;
};

void declare(Syntax& syntax, Options& options) {
  syntax.argument(options.words, "ID=VALUE", "a key result and its value: users=131, km=+12, release=2/4, doctor=yes")
      .completes(Completes::objective)
      .assigns();
  syntax.value(options.note, "note", "TEXT", "what happened, for the journal");
  syntax.value(options.confidences, "confidence", "ID=N", "1 (never) to 10 (in the bag); N alone where one id is given")
      .completes(Completes::objective)
      .assigns();
  syntax.value(options.date, "date", "DATE", "the day it is about, today unless given").completes(Completes::date);
  syntax.value(options.source, "source", "NAME", "who or what says it, for the file's name; person and host unless given");
  syntax.value(options.from, "from", "FILE", "read the TOML of a check-in, or CSV with id,value,confidence,note; - is stdin")
      .completes(Completes::file);
  syntax.flag(options.edit, "edit", "fill it in with your editor: what is due stands there").letter('e');
  syntax.flag(options.all, "all", "ask about what is not due too");
  syntax.value(options.owner, "owner", "NAME", "ask about this person's key results; all for everybody's");
  syntax.flag(options.amend, "amend", "change the last check-in of that day and source instead of adding one");
  syntax.flag(options.again, "again", "write it also when the same was said already");
  syntax.flag(options.git_commit, "git-commit", "commit exactly what was written");
}

bool says_something(const Options& options) {
  return !options.words.empty() || !options.confidences.empty() || options.note || options.from;
}

/// All that one run was told, and what is asked again when another writer was faster.
struct Request {
  const Options& options;
  Author author;
  CheckinInput input = {};
  std::optional<EditedText> from_editor = {};
};

// --- the workspace ----------------------------------------------------------------------------------------------------

/// Other days and qualified names may belong to cycles that are not current.
bool may_need_other_cycles(const Options& options) {
  const auto is_qualified = [](const std::string& word) { return word.substr(0, word.find('=')).find('/') != std::string::npos; };
  return options.date || options.from || options.edit || std::ranges::any_of(options.words, is_qualified) ||
         std::ranges::any_of(options.confidences, is_qualified);
}

Result<Session> open(Context& context, const Options& options) {
  Needs needs;
  if (may_need_other_cycles(options)) needs.cycles = store::Wanted::Cycles::all;
  return open_session_with_cycle(context, needs);
}

Result<Date> date_of(const Context& context, const Options& options, const Workspace& workspace) {
  if (!options.date) return context.today();
  return past_date(context, "--date", *options.date, workspace.fiscal_start());
}

CheckinScene scene_of(const Context& context, const Session& session, Date date) {
  const Cycle* named = context.globals().cycle ? session.cycle : nullptr;
  return {session.workspace, cycles_on(session.workspace, named, date), date};
}

Asking asking_of(const Options& options, const Author& author) {
  const std::string owner = options.owner.value_or(author.me);
  return {owner == "all" ? "" : owner, options.all};
}

// --- what was given ---------------------------------------------------------------------------------------------------

Result<CheckinInput> input_from_file(Context& context, const std::string& typed, Date date) {
  if (typed != "-") {
    auto text = store::read_file(context.path(typed));
    if (!text) return tl::unexpected(text.error());
    return read_given_text(typed, std::move(*text), date);
  }
  auto text = context.world().read_input ? context.world().read_input() : Result<std::string>();
  if (!text) return tl::unexpected(text.error());
  return read_given_text("stdin", std::move(*text), date);
}

Result<CheckinInput> input_of(Context& context, const Options& options, Date date) {
  CheckinInput input;
  if (options.from) {
    auto read = input_from_file(context, *options.from, date);
    if (!read) return read;
    input = std::move(*read);
  }
  read_arguments(options.words, options.confidences, input);
  if (options.note) input.head.note = *options.note;
  return input;
}

/// The day a text is about: its own, which must not contradict --date nor lie in the future.
Result<Date> settled_date(const Context& context, const Options& options, const CheckinInput& input, Date date) {
  if (!input.date || *input.date == date) return date;
  if (options.date && !options.edit)
    return failure(ErrorKind::usage, fmt::format("{} is dated {}, and --date is {}", input.name, to_string(*input.date), to_string(date)),
                   "leave one of them out");
  if (*input.date > context.today())
    return failure(ErrorKind::usage, fmt::format("{}: {} lies in the future", input.name, to_string(*input.date)), "today is " + to_string(context.today()));
  return *input.date;
}

// --- the editor -------------------------------------------------------------------------------------------------------

/// What was typed as arguments, for the lines that stand in the editor without #.
CheckinSheet sheet_given(const CheckinScene& scene, CheckinInput& input, const Understood& understood) {
  CheckinSheet sheet;
  sheet.head = input.head;
  sheet.head.date = scene.date;
  for (const Cycle* cycle : scene.cycles)
    for (SheetEntry& said : entries_of(scene, *cycle, understood.meant, input.faults)) sheet.entries.push_back(std::move(said));
  return sheet;
}

Result<std::string> text_to_edit(const CheckinScene& scene, Request& request) {
  if (request.options.amend && !scene.cycles.empty()) {
    const Cycle& cycle = *scene.cycles.front();
    if (const auto last = last_of_source(cycle, scene.date, request.author.source))
      return store::read_file_inside(scene.workspace.root, scene.workspace.root + "/" + scene.workspace.files[cycle.checkins[*last].place.file]);
  }
  const Understood understood = understand(scene, request.input);
  const CheckinSheet given = sheet_given(scene, request.input, understood);
  return prepared_text(scene, asked_on(scene, asking_of(request.options, request.author)), given);
}

/// True when there is something to go on with; what was typed replaces the input.
Result<bool> edit(Context& context, const CheckinScene& scene, Request& request) {
  const auto text = text_to_edit(scene, request);
  if (!text) return tl::unexpected(text.error());
  if (!request.input.is_usable()) return true;
  auto typed = edited(context, "checkin-" + to_string(scene.date), *text);
  if (!typed) return tl::unexpected(typed.error());
  if (!*typed) return false;
  request.from_editor = std::move(**typed);
  request.input = read_given_text(request.from_editor->path, request.from_editor->text, scene.date);
  return true;
}

// --- writing ----------------------------------------------------------------------------------------------------------

int refuse(Context& context, const Request& request, const CheckinInput& input) {
  complain_of(context, input);
  context.say("okr: nothing was written\n");
  if (request.from_editor)
    context.say(fmt::format("  your text is kept in {}; mend it there, then: okr checkin --from {}\n", request.from_editor->path, request.from_editor->path));
  return exit_code(ErrorKind::usage);
}

Result<int> refuse_broken(Context& context, const Workspace& workspace, const Understood& understood) {
  report_faults(context, workspace);
  return failure(ErrorKind::data, fmt::format("{} is in error: nothing was written", join(understood.broken, ", ")),
                 "mend what is named above, then check in again");
}

void print_preview(Context& context, const CheckinScene& scene, const std::vector<CycleCheckin>& checkins) {
  const std::string written = context.take_printed();
  if (!context.globals().quiet && !context.globals().dry_run) {
    const Screen& screen = context.screen();
    context.print(render::terminal_text(preview_of(scene, checkins), {screen.width, !screen.utf8, screen.color, screen.plain}));
  }
  context.print(written);
}

void say_unchanged(Context& context, const CheckinScene& scene, const std::vector<CycleCheckin>& checkins) {
  if (context.globals().quiet) return;
  for (const CycleCheckin& checkin : checkins)
    if (checkin.is_unchanged)
      context.print(fmt::format("Unchanged: {} says this already (--again writes it once more)\n", shown_path(context, scene.workspace, checkin.path)));
}

/// Another writer took the name or changed the file between our reading and our writing.
bool was_overtaken(const Transaction& transaction, const Error& error) {
  if (error.kind != ErrorKind::environment) return false;
  const auto stale = stale_file(transaction);
  return stale && stale->has_value();
}

/// One attempt; nothing where another writer was faster, and the workspace has to be read again.
Result<std::optional<int>> settle(Context& context, const Session& session, const Request& request) {
  CheckinInput input = request.input;
  const auto given_date = date_of(context, request.options, session.workspace);
  if (!given_date) return tl::unexpected(given_date.error());
  const auto date = settled_date(context, request.options, input, *given_date);
  if (!date) return tl::unexpected(date.error());
  if (!input.is_usable()) return refuse(context, request, input);
  const CheckinScene scene = scene_of(context, session, *date);
  const Understood understood = understand(scene, input);
  CheckinStyle style{request.author.source, context.now(), request.options.again, request.options.amend};
  if (request.from_editor && request.options.amend) style.amended_text = request.from_editor->text;
  if (input.head.by.empty()) input.head.by = request.author.me;
  if (input.is_usable() && understood.meant.empty() && understood.broken.empty())
    if (auto error = day_fault(scene.workspace, *scene.cycles.front(), scene.date)) input.faults.push_back({Code::E112, std::move(*error), {}});
  auto checkins = checkins_of(scene, input, understood, style);
  if (!input.is_usable()) return refuse(context, request, input);
  if (!understood.broken.empty()) return refuse_broken(context, session.workspace, understood);
  if (!checkins) return tl::unexpected(checkins.error());
  const auto transaction = transaction_of(scene, *checkins, style);
  if (!transaction) return tl::unexpected(transaction.error());
  const bool commits = request.options.git_commit || request.author.git_commit;
  const WriteOptions how{commits ? commit_message(scene, *checkins) : summary_line(scene, *checkins), commits};
  const auto outcome = carry_out(context, *transaction, how);
  if (!outcome && was_overtaken(*transaction, outcome.error())) return std::optional<int>();
  if (!outcome) return tl::unexpected(outcome.error());
  print_preview(context, scene, *checkins);
  say_unchanged(context, scene, *checkins);
  return 0;
}

// --- nothing given ----------------------------------------------------------------------------------------------------

std::string due_lines(const std::vector<Asked>& asked) {
  std::size_t widest = 0;
  for (const Asked& one : asked) widest = std::max(widest, to_string(one.key_result->id).size());
  std::string lines;
  for (std::size_t i = 0; i < asked.size() && i < most_listed; ++i)
    lines += fmt::format("  {:<{}}  {}\n", to_string(asked[i].key_result->id), widest, safe_for_terminal(standing_in_words(asked[i])));
  if (asked.size() > most_listed) lines += fmt::format("  and {} more\n", asked.size() - most_listed);
  return lines;
}

Result<int> say_what_is_due(Context& context, const CheckinScene& scene, const Asking& asking) {
  const std::vector<Asked> asked = asked_on(scene, asking);
  std::string text = "okr: no values were given\n";
  if (!asked.empty()) text += fmt::format("{} due:\n{}", asked.size() == 1 ? "One key result is" : fmt::format("{} key results are", asked.size()), due_lines(asked));
  else text += asking.all ? "There is nothing to ask about.\n" : "Nothing is due; --all and --owner all ask about more.\n";
  const std::string example = asked.empty() ? std::string("ID") : to_string(asked.front().key_result->id);
  text += fmt::format("Give them as okr checkin {}=VALUE ..., in your editor with -e, or from a file with --from FILE.\n", example);
  context.say(text);
  return exit_code(ErrorKind::usage);
}

Result<int> write_it(Context& context, Session session, Request request) {
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    if (attempt > 0) {
      auto again = open(context, request.options);
      if (!again) return tl::unexpected(again.error());
      session = std::move(*again);
    }
    auto settled = settle(context, session, request);
    if (!settled) {
      if (request.from_editor) settled.error().hint += fmt::format("\nyour text is kept in {}", request.from_editor->path);
      return tl::unexpected(settled.error());
    }
    if (!*settled) continue;
    if (**settled == 0 && request.from_editor) discard(*request.from_editor);
    return **settled;
  }
  return failure(ErrorKind::environment, "other programs write check-ins all the time", "nothing was written; try again");
}

Result<int> run(Context& context, const Options& options) {
  auto session = open(context, options);
  if (!session) return tl::unexpected(session.error());
  const auto author = author_of(context, session->workspace.root, options.source);
  if (!author) return tl::unexpected(author.error());
  const auto date = date_of(context, options, session->workspace);
  if (!date) return tl::unexpected(date.error());
  const CheckinScene scene = scene_of(context, *session, *date);
  if (!says_something(options) && !options.edit) return say_what_is_due(context, scene, asking_of(options, *author));
  Request request{options, *author};
  auto input = input_of(context, options, *date);
  if (!input) return tl::unexpected(input.error());
  request.input = std::move(*input);
  if (options.edit) {
    const auto goes_on = edit(context, scene, request);
    if (!goes_on) return tl::unexpected(goes_on.error());
    if (!*goes_on) {
      context.say("okr: the text was left as it was: nothing was written\n");
      return 0;
    }
  }
  return write_it(context, std::move(*session), std::move(request));
}

constexpr Example examples[] = {
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
    .summary = "say what happened to the key results",
    .description =
        "Writes what the key results have come to, one new file for each cycle it speaks of. All values are checked "
        "first: with one that cannot be used nothing is written, and every one of them is named.\n"
        "\n"
        "A value is 131, or +19 to add to the last one; for a sum it is the amount that is added. Steps are named, "
        "counted (2/4), or marked one by one (+1); what is done or not is yes or no; a grade is a number from 0 to 1, or "
        "fail, commit, target, stretch. -5 is a value. An id is ship.users, or users where no other key result is called so, or "
        "2026/reach.visits for another cycle's. What is fed by a KPI is recorded there, with okr record.\n"
        "\n"
        "The same said again by the same source on the same day is unchanged, so that a script may be retried.",
    .examples = examples,
    .prepare = prepared<Options, declare, run>,
};

}  // namespace okr::cli
