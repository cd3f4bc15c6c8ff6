// SPDX-License-Identifier: MIT
// okr show: one objective, key result, KPI or cycle.
#include <limits>
#include <string>

#include "cli/commands/table.hpp"
#include "okr/base/try.hpp"
#include "reports/show/detail.hpp"
#include "session/history/looking_back.hpp"
#include "session/present.hpp"
#include "session/session.hpp"

namespace okr::cli {
using namespace session;

namespace {

constexpr std::size_t lines_of_history = 10;

struct ShowOptions {
  std::string id;
  bool why = false;
  bool sentence = false;
  bool history = false;
};

void declare_show(Syntax& syntax, ShowOptions& options) {
  syntax.argument(options.id, "ID", "an objective, key result, KPI or cycle").completes(Completes::any_id);
  syntax.flag(options.why, "why", "how each number came about: formula, inputs with FILE:LINE, thresholds, method");
  syntax.flag(options.sentence, "sentence", "only \"I will ..., as measured by ...\"");
  syntax.flag(options.history, "history",
              "all of the history, not only the last ten, with the commit each line is from");
}

bool has_fault_in(const reports::Detail& detail) {
  if (detail.cycle) return has_fault(*detail.cycle);
  if (detail.kpi) return detail.kpi->status == Rag::not_available;
  if (detail.key_result)
    return is_fault(detail.key_result->progress.absence) || is_fault(detail.key_result->score.absence);
  return detail.objective && is_fault(detail.objective->score.absence);
}

Result<int> show_sentence(Context& context, const reports::Detail& detail) {
  if (reports::sentence_of(detail).empty())
    return usage_failure("--sentence is for objectives and key results",
                         "`okr show " + detail.id() + "` shows " + detail.id());
  present(context, {detail.id(), [&] { return reports::sentence_document(detail); },
                    [&] { return reports::sentence_records(detail); }, [&] { return reports::sentence_json(detail); }});
  return 0;
}

void print(Context& context, const reports::Detail& detail, const reports::DetailOptions& shown, bool why) {
  const auto json = [&] { return reports::detail_json(detail, shown); };
  if (why)
    present(context, {detail.id(), [&] { return reports::why_document(detail, shown); },
                      [&] { return reports::why_records(detail, shown); }, json});
  else
    present(context, {detail.id(), [&] { return reports::detail_document(detail, shown); },
                      [&] { return reports::detail_records(detail); }, json});
}

Result<int> run_show(Context& context, const ShowOptions& options) {
  if (options.why && options.sentence) return usage_failure("--why and --sentence exclude each other");
  TRY_ASSIGN(auto session, open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::all}));
  const auto scope = session.scope();
  TRY_ASSIGN(const auto found, look_up(session.workspace, scope, options.id));
  const auto detail = reports::detail_of(session.workspace, found, context.today());
  if (options.sentence) {
    const auto code = show_sentence(context, *detail);
    if (!code) return code;
    return report_faults(context, session.workspace);
  }
  reports::DetailOptions shown;
  shown.prefix = shown_path(context, session.workspace.root, "");
  shown.most = options.history ? std::numeric_limits<std::size_t>::max() : lines_of_history;
  if (options.history) TRY(join_commits(context, *detail));
  if (has_fault_in(*detail)) note_computed_faults(context, session.workspace);
  print(context, *detail, shown, options.why);
  return report_faults(context, session.workspace);
}

constexpr Example show_examples[] = {
    {"okr show ship.users", "a key result: what it is, where it stands, what was said of it"},
    {"okr show users --why", "how its progress, score, pace and status came about"},
    {"okr show sleep", "a KPI: its target, its past, its natural limits, who works on it"},
    {"okr show sleep --history", "every reading, and who committed it when"},
    {"okr show ship --sentence", "the objective as one sentence"},
    {"okr show 2026-Q2/money.rate --format tsv", "its history for a script"},
};

}  // namespace

constinit const Command show_command{
    .name = "show",
    .group = Group::look,
    .formats = Formats::all,
    .summary = "one objective, key result, KPI or cycle in full",
    .examples = show_examples,
    .prepare = prepared_with_at<ShowOptions, declare_show, run_show>,
};

}  // namespace okr::cli
