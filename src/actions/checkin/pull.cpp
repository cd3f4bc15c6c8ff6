// SPDX-License-Identifier: MIT
// Values that a person's own commands print: which commands are run, and what their last line says.
#include "actions/checkin/write.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "actions/checkin/earlier.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/progress.hpp"
#include "okr/model/formula.hpp"
#include "okr/vcs/process.hpp"
#include "session/context.hpp"
#include "session/faults.hpp"
#include "session/session.hpp"
#include "session/settings.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {
using namespace session;

namespace {

constexpr std::string_view source_ending = "-pull";
constexpr int no_value_today = 77;  // as test harnesses say that something was skipped
constexpr std::size_t longest_shown = 200;

/// A command, and what it prints the value of. Points into the workspace and the settings.
struct Pull {
  const PullCommand* command = nullptr;
  Found about;

  /// "ship.users", "resting-hr"
  std::string name() const { return about.kpi ? about.kpi->id.text : to_string(about.key_result->id); }
  bool is_about(const Found& other) const { return about.kpi == other.kpi && about.key_result == other.key_result; }
};

// --- which of them ---------------------------------------------------------------------------------------------------

/// The record that the name means, which has values.
Result<Found> record_called(const Session& session, std::string_view name) {
  TRY_ASSIGN(const auto found, look_up(session.workspace, session.scope(), name));
  if (found.kpi || found.key_result) return found;
  return usage_failure(fmt::format("{} is no KPI and no key result", safe_for_terminal(name)),
                       "a command prints the value of one of those");
}

std::string config_file(const OwnCommands& own) {
  return own.file.empty() ? "config.toml (HOME is not set)" : safe_for_terminal(own.file);
}

/// How a command for it is configured. A name with a dot needs quotes.
std::string advice_on_config(const OwnCommands& own, std::string_view id) {
  const bool is_bare = id.find('.') == std::string_view::npos && id.find('/') == std::string_view::npos;
  return fmt::format("add to {}:\n[pull]\n{} = [\"program\", \"word\"]", config_file(own),
                     is_bare ? std::string(id) : fmt::format("\"{}\"", id));
}

/// Why no command can print its values: the KPI is computed or read from a CSV, or is what brings them.
std::optional<Error> unfit(const Workspace& workspace, const Found& found) {
  if (found.kpi) return place_fault(*found.kpi);
  const std::string& name = found.key_result->kpi.text;
  if (name.empty()) return std::nullopt;
  const Kpi* kpi = workspace.kpi(name);
  return usage_error(
      fmt::format("{} is fed by KPI {}", to_string(found.key_result->id), name),
      kpi && !is_recorded(*kpi) ? safe_for_terminal(way_to_record(*kpi, "VALUE")) : fmt::format("okr pull {}", name));
}

/// Chooses commands and finds what they are about.
class Selection {
 public:
  Selection(Context& context, const Session& session, const OwnCommands& own)
      : context_(context), session_(session), own_(own) {}

  /// Those of the ids, in the order of the ids; without ids all whose records exist here: the others are said.
  Result<std::vector<Pull>> of(const std::vector<std::string>& ids) {
    TRY(find_all(ids.empty()));
    if (ids.empty()) return std::move(known_);
    std::vector<Pull> chosen;
    for (const std::string& id : ids) {
      TRY_ASSIGN(const auto found, record_called(session_, id));
      if (std::ranges::any_of(chosen, [&](const Pull& pull) { return pull.is_about(found); })) continue;
      const auto pull = std::ranges::find_if(known_, [&](const Pull& one) { return one.is_about(found); });
      if (pull == known_.end())
        return usage_failure(fmt::format("no command is configured for {}", safe_for_terminal(id)),
                             advice_on_config(own_, id));
      chosen.push_back(*pull);
    }
    return chosen;
  }

 private:
  Status find_all(bool tells_of_others) {
    for (const PullCommand& command : own_.commands) {
      const auto found = record_called(session_, command.id);
      if (found) {
        TRY(add({&command, *found}));
        continue;
      }
      if (found.error().kind != ErrorKind::usage) return tl::unexpected<Error>(found.error());
      if (tells_of_others)
        context_.warn({ErrorKind::usage,
                       fmt::format("'{}' ({}) is left out: {}", safe_for_terminal(command.id), own_.place_of(command),
                                   found.error().what),
                       found.error().hint});
    }
    return {};
  }

  Status add(Pull pull) {
    for (const Pull& other : known_)
      if (other.is_about(pull.about))
        return usage_failure(fmt::format("{} has two commands: '{}' ({}) and '{}' ({})", pull.name(), other.command->id,
                                         own_.place_of(*other.command), pull.command->id, own_.place_of(*pull.command)),
                             "leave one of them out");
    known_.push_back(std::move(pull));
    return {};
  }

  Context& context_;
  const Session& session_;
  const OwnCommands& own_;
  std::vector<Pull> known_;
};

// --- what it prints --------------------------------------------------------------------------------------------------

/// The last line that says something, as far as it is shown.
std::string last_line(std::string_view text) {
  const std::vector<std::string_view> lines = split(text, '\n');
  for (auto line = lines.rbegin(); line != lines.rend(); ++line)
    if (!trim(*line).empty()) return std::string(trim(*line));
  return {};
}

/// The same for people.
std::string shown_line(std::string_view text) {
  const std::string line = last_line(text);
  const std::string safe = safe_for_terminal(line.substr(0, longest_shown));
  return line.size() > longest_shown ? safe + "..." : safe;
}

/// "exit 3, and it says: no such table"
std::string failure_text(const vcs::Finished& finished) {
  const std::string said = shown_line(finished.errors);
  const std::string text = finished.exit_code > 128 ? fmt::format("ended by signal {}", finished.exit_code - 128)
                                                    : fmt::format("exit {}", finished.exit_code);
  return said.empty() ? text : fmt::format("{}: {}", text, said);
}

/// What came of one command: a value, none today, or what is wrong.
struct Answer {
  std::optional<std::string> value;
  std::optional<Error> fault;
  std::string kept_file = {};  ///< where the value stands already; empty where it is new
};

Error fault(const Pull& pull, std::string what, std::string hint) {
  return {ErrorKind::answer_no, fmt::format("{}: {}", pull.name(), what), std::move(hint)};
}

class OwnCommandsRun {
 public:
  OwnCommandsRun(const Session& session, const OwnCommands& own, const CheckinRequest& request)
      : workspace_(session.workspace), own_(own), request_(request), scene_(scene_of(session, session.day, false)) {}

  /// Runs the command in the workspace's folder. Errors: interrupted; environment, where the machine is in the way.
  Result<Answer> answer_of(const Pull& pull) const {
    const auto ran = vcs::run_bounded(pull.command->run, workspace_.root, {.seconds = pull.command->seconds});
    if (!ran && ran.error().code != vcs::no_program) return tl::unexpected<Error>(ran.error());
    if (!ran) return Answer{{}, fault(pull, ran.error().what, where(pull))};
    if (auto wrong = what_is_wrong(pull, *ran)) return Answer{{}, std::move(wrong)};
    if (ran->exit_code == no_value_today) return Answer{};
    const std::string value = last_line(ran->output);
    Answer answer{value, {}};
    answer.fault = refused_value(pull, value, answer);
    return answer;
  }

  /// What a check-in is told.
  Update update_of(const Pull& pull, std::string value) const {
    Update update{.name = pull.about.kpi ? pull.about.kpi->id.text : pull.command->id, .typed = std::move(value)};
    if (pull.about.kpi) update.reading_day = ReadingDay{scene_.date, to_string(scene_.date)};
    return update;
  }

 private:
  std::string where(const Pull& pull) const {
    return fmt::format("the command stands at {}", own_.place_of(*pull.command));
  }

  std::optional<Error> what_is_wrong(const Pull& pull, const vcs::Bounded& ran) const {
    switch (ran.ending) {
      case vcs::Ending::timed_out:
        return fault(pull, fmt::format("no answer within {}: it was ended", counted(pull.command->seconds, "second")),
                     where(pull) + "; there `timeout` may say more");
      case vcs::Ending::said_too_much:
        return fault(pull, "it prints more than 64 KiB: it was ended", where(pull) + ": let it print the value alone");
      case vcs::Ending::by_itself: break;
    }
    if (ran.exit_code != 0 && ran.exit_code != no_value_today) return fault(pull, failure_text(ran), where(pull));
    return std::nullopt;
  }

  /// Asked for each by itself, so that all that is wrong is said at once.
  std::optional<Error> refused_value(const Pull& pull, const std::string& value, Answer& answer) const {
    if (value.empty())
      return fault(pull, "it prints nothing", where(pull) + "; exit 77 says that there is no value today");
    if (first_byte_not_utf8(value) || value.size() > longest_shown)
      return fault(pull, fmt::format("it prints '{}', no value", shown_line(value)), where(pull));
    auto refused = pull.about.kpi ? refused_reading(pull, value, answer) : refused_update(pull, value, answer);
    if (refused) refused->hint += (refused->hint.empty() ? "" : "\n") + where(pull);
    return refused;
  }

  std::optional<Error> refused_reading(const Pull& pull, const std::string& value, Answer& answer) const {
    const Update update = update_of(pull, value);
    const std::array words{fmt::format("{}={}", update.name, value)};
    const RecordPlan plan = plan_record(workspace_, words, record_options(workspace_, request_, update));
    if (!plan.errors.empty()) return plan.errors.front();
    if (!plan.conflicts.empty()) return plan.conflicts.front();
    if (!plan.readings.empty() && plan.readings.front().is_unchanged)
      answer.kept_file = workspace_.files[plan.readings.front().taken.front().place.file];
    return std::nullopt;
  }

  std::optional<Error> refused_update(const Pull& pull, const std::string& value, Answer& answer) const {
    const KeyResult& kr = *pull.about.key_result;
    const bool is_amount = takes_amounts(kr, definition_of(kr, day_of(pull)).kind);
    if (value.starts_with('+') && !is_amount)
      return fault(pull, fmt::format("it prints '{}', which adds to what was said last", safe_for_terminal(value)),
                   "let it print the value itself: asked again, it would be added again");
    CheckinInput one;
    one.updates.push_back(update_of(pull, value));
    const CheckinInput input = understood(scene_, std::move(one));
    if (!input.faults.empty()) return input.faults.front().error;
    if (input.updates.empty()) return std::nullopt;  // its record is in error, which is said where it is written
    const ValuedUpdates valued = with_values(scene_, *input.updates.front().about.cycle, input.updates);
    if (!valued.faults.empty()) return valued.faults.front().error;
    const EntryValue& meant = valued.updates.front().entry.value;
    if (is_amount) return twice(pull, value, meant, answer);
    const auto last = std::ranges::find_if(kr.entries.rbegin(), kr.entries.rend(), &Entry::has_value);
    const bool is_of_today = last != kr.entries.rend() && last->date == day_of(pull);
    if (is_of_today && (last->value == meant || are_done(pull, meant))) keep(*last, answer);
    return std::nullopt;
  }

  /// Whether steps are meant, and each of them is done already: a count of steps means those that are new.
  bool are_done(const Pull& pull, const EntryValue& meant) const {
    const auto* steps = std::get_if<std::vector<std::string>>(&meant);
    if (!steps) return false;
    const Found& about = pull.about;
    const KeyResult& kr = *about.key_result;
    const Date day = day_of(pull);
    const auto done = steps_done({workspace_, *about.cycle, *about.objective, kr}, definition_of(kr, day), day);
    for (std::size_t i = 0; i < kr.steps.size(); ++i)
      if (done[i] == 0 && contains(*steps, kr.steps[i].title)) return false;
    return true;
  }

  void keep(const Entry& entry, Answer& answer) const { answer.kept_file = workspace_.files[entry.place.file]; }

  Date day_of(const Pull& pull) const { return day_in(scene_, *pull.about.cycle); }

  /// An amount that this source said of the day counts once, however often it is asked.
  std::optional<Error> twice(const Pull& pull, const std::string& value, const EntryValue& meant,
                             Answer& answer) const {
    const KeyResult& kr = *pull.about.key_result;
    const Entry* there = nullptr;
    for (const Entry& entry : kr.entries) {
      if (!entry.has_value() || entry.date != day_of(pull)) continue;
      if (!is_of_source(*pull.about.cycle, entry.checkin, request_.author.source)) continue;
      if (entry.value == meant) keep(entry, answer);
      there = &entry;
    }
    if (!there || !answer.kept_file.empty() || value.starts_with('+')) return std::nullopt;
    const double* amount = std::get_if<double>(&there->value);
    return placed(fault(pull,
                        fmt::format("it prints '{}', and {} of that day is there already", safe_for_terminal(value),
                                    amount ? display_value(*amount) : "another amount"),
                        fmt::format("it stands at {}; +{} is one amount more",
                                    to_string(there->value_place, workspace_), safe_for_terminal(value))),
                  there->value_place, workspace_);
  }

  const Workspace& workspace_;
  const OwnCommands& own_;
  const CheckinRequest& request_;
  CheckinScene scene_;
};

// --- the whole -------------------------------------------------------------------------------------------------------

/// What the others printed: it is not written either.
std::string lost_text(const std::vector<Update>& updates) {
  std::vector<std::string> values;
  for (const Update& update : updates) values.push_back(fmt::format("{} {}", update.name, *update.typed));
  return values.empty() ? "" : safe_for_terminal(fmt::format("what the others print: {}", join(values, ", ")));
}

/// Runs all of them and puts what they print into the request's input. Errors: as there; answer_no when one failed.
Status ask_all(Context& context, const std::vector<Pull>& pulls, const OwnCommandsRun& asking,
               CheckinRequest& request) {
  bool has_failed = false;
  for (const Pull& pull : pulls) {
    TRY_ASSIGN(auto answer, asking.answer_of(pull));
    if (answer.fault) {
      has_failed = true;
      context.complain(*answer.fault);
    } else if (!answer.kept_file.empty()) {
      request.said_already.push_back(pull.name());
      request.kept_files.push_back(answer.kept_file);
    } else if (answer.value) {
      request.input.updates.push_back(asking.update_of(pull, std::move(*answer.value)));
    } else {
      context.warn({ErrorKind::answer_no, fmt::format("{} has no value today", pull.name()), ""});
    }
  }
  if (!has_failed) return {};
  return nothing_written(ErrorKind::answer_no, lost_text(request.input.updates));
}

}  // namespace

Result<int> pull_values(Context& context, const PullRequest& typed) {
  const OwnCommands own = own_commands(context.world());
  std::vector<std::string> names = typed.ids;
  for (const PullCommand& command : own.commands) names.push_back(command.id);
  TRY_ASSIGN(auto session, open_session_for(context, Needs{}, names));
  if (!own.usable()) {
    own.say_faults(context);
    return data_failure(fmt::format("{} is in error: nothing is run", config_file(own)), "mend what is named above");
  }
  CheckinRequest request;
  TRY_ASSIGN(request.author, author_of(context, session.workspace.root, typed.source));
  // Of this clone, as all that is said here, so that two never meet; apart from what the person said, who is still asked
  // how sure they are of it.
  if (!typed.source) request.author.source += source_ending;
  for (const std::string& id : typed.ids) {  // nobody is to name a command for a mistake
    TRY_ASSIGN(const auto found, record_called(session, id));
    if (auto fault = unfit(session.workspace, found)) return tl::unexpected<Error>(std::move(*fault));
  }
  if (own.commands.empty())
    return usage_failure("no command is configured that prints a value",
                         advice_on_config(own, typed.ids.empty() ? "users" : typed.ids.front()));
  request.readings_give_way = typed.replace;
  request.git_commit = typed.git_commit;
  TRY_ASSIGN(const auto pulls, Selection(context, session, own).of(typed.ids));
  TRY(ask_all(context, pulls, OwnCommandsRun(session, own, request), request));
  if (!request.input.updates.empty()) return check_in(context, std::move(session), request);
  context.print(left_out_text(context, request));
  Action nothing{Transaction::of(session.workspace), fmt::format("Pull {}", join(request.said_already, ", "))};
  nothing.transaction.in_place = request.kept_files;
  nothing.about = request.said_already;
  if (request.said_already.empty()) nothing.unchanged = "Nothing to write.\n";
  return write_and_exit(
      context, [&] { return nothing; }, request.git_commit);
}

}  // namespace okr::actions
