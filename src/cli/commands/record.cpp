// SPDX-License-Identifier: MIT
// okr record: readings of KPIs, several in one transaction.
#include <algorithm>

#include <fmt/core.h>

#include "actions/readings/reading_files.hpp"
#include "actions/readings/record_plan.hpp"
#include "cli/commands/table.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/joining.hpp"
#include "session/present.hpp"
#include "session/session.hpp"
#include "session/settings.hpp"
#include "session/writing.hpp"

namespace okr::cli {

namespace {

struct Options {
  std::vector<std::string> words;
  std::optional<std::string> note, date, period, source;
  bool replace = false, again = false, git_commit = false;
};

void declare(Syntax& syntax, Options& options) {
  syntax.argument(options.words, "KPI=VALUE", "a KPI and its reading: resting-hr=57; +VALUE adds")
      .completes(Completes::kpi)
      .assigns()
      .required();
  syntax.value(options.date, "date", "DATE", "the day it was read, today unless given").completes(Completes::date);
  syntax.value(options.period, "for", "PERIOD", "the period it stands for: last-week, last-month, 2026-W33, 2026-08");
  syntax.value(options.note, "note", "TEXT", "what is to be known of it");
  syntax.flag(options.replace, "replace", "change what stands there already");
  syntax.flag(options.again, "again", "an amount that stands there already is meant once more");
  syntax.value(options.source, "source", "NAME", "who or what reads it, for the files of a KPI that has a folder");
  syntax.flag(options.git_commit, "git-commit", "commit exactly what was written");
}

Result<ReadingDay> day_of(const Context& context, const Options& options, const Workspace& workspace) {
  if (options.period && options.date)
    return failure(ErrorKind::usage, "--date and --for contradict each other", "leave one of them out");
  if (options.period) return period_for(*options.period, workspace.fiscal_start(), context.today());
  if (!options.date) return ReadingDay{context.today(), to_string(context.today())};
  TRY_ASSIGN(const auto date, past_date(context, "--date", *options.date, workspace.fiscal_start()));
  return ReadingDay{date, to_string(date)};
}

/// A key result that was taken for a KPI is told where its values go. Looked for only then: it opens the cycles.
std::optional<Error> key_result_advice(Context& context, const Workspace& workspace, std::string_view id,
                                       std::string_view value) {
  store::Wanted wanted;
  wanted.as_of = context.today();
  const auto whole = store::load(workspace.root, wanted);
  if (!whole) return std::nullopt;
  std::vector<const Cycle*> cycles;
  for (const Cycle& cycle : whole->cycles) cycles.push_back(&cycle);
  const auto found = look_up(*whole, cycles, id);
  if (!found || !found->key_result) return std::nullopt;
  const std::string& kpi = found->key_result->kpi.text;
  const std::string advice = kpi.empty()
                                 ? fmt::format("okr checkin {}={}", id, value)
                                 : fmt::format("its values come from KPI {}: okr record {}={}", kpi, kpi, value);
  return Error{ErrorKind::usage, fmt::format("{} is a key result", to_string(found->key_result->id)),
               safe_for_terminal(advice)};
}

tl::unexpected<Error> refusal(Context& context, const Workspace& workspace, const RecordPlan& plan) {
  for (const std::string& word : plan.unknown) {
    const std::string_view id = std::string_view(word).substr(0, word.find('='));
    const auto advice = key_result_advice(context, workspace, id, std::string_view(word).substr(id.size() + 1));
    context.complain(advice ? *advice : unknown_kpi(workspace, id));
  }
  for (const Error& error : plan.errors) context.complain(error);
  for (const Error& error : plan.conflicts) context.complain(error);
  const bool is_taken = plan.errors.empty() && plan.unknown.empty();
  return failure(is_taken ? ErrorKind::answer_no : ErrorKind::usage, "nothing was written");
}

// --- what is said
// -----------------------------------------------------------------------------------------------------

/// True for one amount more of a day: on its line, or from another source.
bool goes_beside(const NewReading& reading, const Reading* last, const ReadingDay& day) {
  const bool is_another_source =
      reading.taken.empty() && last && last->date == day.date && joins(reading.kpi->aggregate);
  return reading.adds || is_another_source;
}

draw::Document preview_of(const RecordPlan& plan, const ReadingDay& day) {
  draw::Table table;
  table.header = false;
  table.indent = 2;
  table.record_name = "KPI";
  table.columns = {
      {.name = "id"}, {.name = "last", .align = draw::Align::right}, {.name = "value", .gap = 1}, {.name = "day"}};
  for (const NewReading& reading : plan.readings) {
    if (reading.is_unchanged) continue;
    const Reading* last = last_reading(*reading.kpi, day.date);
    const std::string unit = reading.kpi->unit.empty() ? "" : " " + reading.kpi->unit;
    const auto texts = draw::display_together({last ? last->value : reading.value, reading.value});
    table.add_record(reading.kpi->id.text,
                     {draw::Cell(reading.kpi->id.text, draw::Style::id),
                      draw::Cell(reading.adds ? amounts_text(*reading.kpi, reading.taken)
                                 : last       ? texts[0]
                                              : std::string("none")),
                      draw::Cell(fmt::format("{} {}{}", goes_beside(reading, last, day) ? "+" : "→", texts[1], unit)),
                      draw::Cell(day.key)});
  }
  draw::Document document;
  if (!table.rows.empty()) document.add(std::move(table));
  return document;
}

std::string message_of(const RecordPlan& plan, const ReadingDay& day) {
  std::string message = fmt::format("record {}", day.key);
  bool is_first = true;
  for (const NewReading& reading : plan.readings) {
    if (reading.is_unchanged) continue;
    message += fmt::format("{} {} {}", is_first ? ":" : ",", reading.kpi->id.text, display_value(reading.value));
    is_first = false;
  }
  return message;
}

/// What was to be recorded and stands there already.
std::string unchanged_text(const Context& context, const Workspace& workspace, const RecordPlan& plan,
                           const ReadingDay& day) {
  std::string text;
  for (const NewReading& reading : plan.readings)
    if (reading.is_unchanged)
      text += fmt::format("Unchanged: {} has {} for {} already, at {}{}\n", reading.kpi->id.text,
                          display_value(reading.value), day.key,
                          shown_path(context, workspace, to_string(reading.taken.front().place, workspace)),
                          reading.adds ? "; --again adds it once more" : "");
  return text;
}

Result<Action> prepare(Context& context, const Options& options) {
  TRY_ASSIGN(const auto session, open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::none}));
  const Workspace& workspace = session.workspace;
  TRY_ASSIGN(const auto author, author_of(context, workspace.root, options.source));
  TRY_ASSIGN(const auto day, day_of(context, options, workspace));
  const RecordOptions how{day, options.note.value_or(""), author.source, options.replace, options.again};
  const RecordPlan plan = plan_record(workspace, options.words, how);
  if (!plan.unknown.empty() || !plan.errors.empty() || !plan.conflicts.empty())
    return refusal(context, workspace, plan);
  if (!plan.broken.empty()) {
    report_faults(context, workspace);
    return failure(ErrorKind::data, fmt::format("{} is in error: nothing was written", join(plan.broken, ", ")),
                   "mend what is named above");
  }
  TRY_ASSIGN(auto transaction, record_files(workspace, plan, how));
  Action action{std::move(transaction), message_of(plan, day)};
  action.git_commit = options.git_commit || author.git_commit;
  if (options.note && !trim(*options.note).empty())
    action.message = fmt::format("{}\n\n{}", action.summary, trim(*options.note));
  action.first = drawn(context, preview_of(plan, day));
  action.last = action.unchanged = unchanged_text(context, workspace, plan, day);
  return action;
}

Result<int> run(Context& context, const Options& options) {
  TRY(write(context, [&] { return prepare(context, options); }));
  return 0;
}

constexpr Example examples[] = {
    {"okr record resting-hr=57", "read today"},
    {"okr record sleep=6.9 deep-work=9 --date yesterday", "two of them, read on another day"},
    {"okr record savings=19 --for last-month --note 'bonus paid'", "the value of a period"},
    {"okr record savings=20 --for 2026-07 --replace", "correct one"},
    {"okr record km=+8", "one run more of the day, where the km are a sum"},
};

}  // namespace

constinit const Command record_command{
    .name = "record",
    .group = Group::write,
    .summary = "write down readings of KPIs",
    .description =
        "Adds readings to KPIs, each at its place in the KPI's file; where the KPI has a folder, in the file of its "
        "year "
        "and source. All are checked first, and all are written or none.\n"
        "\n"
        "A day or period that has a reading is taken: the same value again is unchanged, another one is refused unless "
        "--replace is given. +VALUE adds one amount to the day's list of a sum or a count; an amount that is in it "
        "already is unchanged unless --again is given. For a KPI that takes its last reading +VALUE adds to that. "
        "Several readings of a day for a mean, a minimum, a maximum or a median: --again.\n"
        "\n"
        "A KPI with a formula is computed, and one that reads a CSV file is filled there.",
    .examples = examples,
    .exit_1 = "when a day or period has another value already",
    .prepare = prepared<Options, declare, run>,
};

}  // namespace okr::cli
