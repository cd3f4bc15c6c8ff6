// SPDX-License-Identifier: MIT
#include "actions/export/exports.hpp"

#include <algorithm>
#include <memory>
#include <variant>

#include <fmt/core.h>

#include "draw/markdown.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/review/outputs.hpp"
#include "reports/review/weekly.hpp"
#include "reports/score/scores.hpp"
#include "reports/status/board.hpp"
#include "session/session.hpp"
#include "session/utf8.hpp"
#include "session/writing.hpp"

namespace okr::cli {
namespace {

draw::Document status_report(const Session& session) {
  const auto board = reports::board_of(session.workspace, *session.cycle, {}, session.day);
  draw::Document document = reports::document_of(*board);
  reports::add_board_legend(document, *board);
  return document;
}

draw::Document score_report(const Session& session) {
  const auto earlier = earlier_cycles(session, 1);
  const auto scores =
      reports::scores_of(session.workspace, {session.cycle, earlier.empty() ? nullptr : earlier.front()}, session.day);
  return reports::document_of(*scores);
}

draw::Document review_report(const Session& session) {
  const Date since = reports::default_since(session.workspace.settings, *session.cycle, session.day);
  const auto weekly = reports::weekly_of(session.workspace, *session.cycle, since, session.day);
  return reports::document_of(*weekly);
}

draw::Document kpi_report(const Session& session) {
  return reports::document_of(*reports::scorecard_of(session.workspace, {}, session.day));
}

struct ReportWord {
  std::string_view word;
  draw::Document (*make)(const Session&);
};

constexpr ReportWord report_words[] = {
    {"status", status_report}, {"score", score_report}, {"review", review_report}, {"kpi", kpi_report}};

constexpr int deepest_level = 6;

/// A report below a heading has deeper ones.
void deepen(draw::Document& document, int by) {
  for (draw::Block& block : document.blocks) {
    if (auto* heading = std::get_if<draw::Heading>(&block))
      heading->level = std::min(deepest_level, heading->level + by);
    if (auto* beside = std::get_if<draw::Beside>(&block))
      for (draw::Document& part : beside->parts) deepen(part, by);
  }
}

/// A name below the root that is to be written, and that root: the workspace's, else the file's own folder.
struct Target {
  std::string root, name;
  bool is_in_workspace = false;
};

Result<Target> target_of(const Context& context, const Session& session, const std::string& typed) {
  TRY_ASSIGN(const auto path, store::real_path(context.path(typed)));
  TRY_ASSIGN(const auto root, store::real_path(session.workspace.root));
  const std::string place = store::real_path(store::folder_of(context.path(typed))).value_or("") + "/";
  if (place.starts_with(root + "/")) TRY(store::check_inside(root, context.path(typed)));
  if (path.starts_with(root + "/")) return Target{root, path.substr(root.size() + 1), true};
  const std::string folder = store::folder_of(path);
  return Target{folder, path.substr(folder.size() + 1)};
}

Result<Action> prepare(Context& context, const std::string& typed) {
  TRY_ASSIGN(auto session, with_cycle(open_session(context, {.cycles = store::Wanted::Cycles::all})));
  TRY_ASSIGN(const auto target, target_of(context, session, typed));
  TRY_ASSIGN(auto before, store::read_file(target.root + "/" + target.name));
  TRY(check_utf8(typed, before));
  const CycleNumbers numbers = numbers_of(session.workspace, *session.cycle, context.today());
  if (has_fault(numbers))
    return failure(ErrorKind::data, "a record of " + session.cycle->id.text + " is in error: nothing was written",
                   "okr check shows it");
  std::vector<std::string_view> words;
  for (const ReportWord& report : report_words) words.push_back(report.word);
  TRY_ASSIGN(
      auto after,
      with_reports(before, safe_for_terminal(typed), words, [&](const ReportPlace& place) -> Result<std::string> {
        const auto* report = std::ranges::find(report_words, place.word, &ReportWord::word);
        draw::Document document = report->make(session);
        deepen(document, place.level);
        return draw::markdown_text(document, context.digits());
      }));
  Action action{{target.root}, "Renew the reports in " + target.name};
  action.can_be_undone = target.is_in_workspace;
  action.unchanged = fmt::format("Unchanged: {}\n", safe_for_terminal(typed));
  action.changes.emplace();  // these are no records
  action.transaction.replace(target.name, std::move(before), std::move(after));
  return action;
}

}  // namespace

Result<int> export_into(Context& context, const ExportRequest& request) {
  return write_and_exit(
      context, [&] { return prepare(context, *request.into); }, request.git_commit);
}

}  // namespace okr::cli
