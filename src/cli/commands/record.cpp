// SPDX-License-Identifier: MIT
// okr record: readings of KPIs, several in one transaction.
#include "actions/readings/reading_files.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "session/writing/writing.hpp"

namespace okr::cli {
using namespace session;

namespace {

void declare_record(Syntax& syntax, actions::RecordRequest& request) {
  syntax.argument(request.words, "KPI=VALUE", "a KPI and its reading: resting-hr=57; +VALUE adds")
      .completes(Completes::recorded_kpi)
      .assigns()
      .required();
  syntax.value(request.date, "date", "DATE", "the day it was read, today unless given").completes(Completes::date);
  syntax.value(request.period, "for", "PERIOD", "the period it stands for: last-week, last-month, 2026-W33, 2026-08");
  syntax.value(request.note, "note", "TEXT", "what is to be known of it");
  syntax.flag(request.replace, "replace", "change what stands there already");
  syntax.flag(request.again, "again", "an amount that stands there already is meant once more");
  syntax.value(request.source, "source", "NAME", "who or what reads it, for the files of a KPI that has a folder");
  git_commit_flag(syntax, request.git_commit);
}

Result<int> run_record(Context& context, const actions::RecordRequest& request) {
  return write_and_exit(
      context, [&] { return actions::action_for_readings(context, request); }, request.git_commit);
}

constexpr Example record_examples[] = {
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
    .formats = Formats::json,
    .summary = "write down readings of KPIs",
    .examples = record_examples,
    .exit_1 = "when a day or period has another value already",
    .prepare = prepared<actions::RecordRequest, declare_record, run_record>,
};

}  // namespace okr::cli
