// SPDX-License-Identifier: MIT
// okr plot: values over time, a KPI's natural limits, calendars; drawn with characters, or as SVG.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "cli/commands/table.hpp"
#include "okr/base/try.hpp"
#include "okr/model/look_up.hpp"
#include "reports/plot/plot.hpp"
#include "session/present.hpp"
#include "session/session.hpp"

namespace okr::cli {
using namespace session;

namespace {

using reports::Plot;
using reports::PlotKind;

constexpr EnumChoice<PlotKind> plot_kinds[] = {{"line", PlotKind::line, "values over time with target and pace"},
                                               {"xmr", PlotKind::xmr, "a KPI with its natural limits and signals"},
                                               {"heat", PlotKind::heat, "a calendar of check-ins or of a KPI"}};

constexpr EnumChoice<Format> plot_formats[] = {{"table", Format::table, "for people (the default)"},
                                               {"tsv", Format::tsv, "a line a point"},
                                               {"csv", Format::csv, "for spreadsheets"},
                                               {"json", Format::json, "for programs"},
                                               {"md", Format::md, "Markdown"},
                                               {"html", Format::html, "one page, without scripts"},
                                               {"svg", Format::svg, "a picture for pages and READMEs"}};

constexpr int least_height = 3, most_height = 100;

struct PlotOptions {
  std::vector<std::string> ids;
  int height = 12;
  std::optional<std::string> since;
  std::optional<PlotKind> kind;
  std::optional<Format> format;
};

void declare_plot(Syntax& syntax, PlotOptions& options) {
  syntax.argument(options.ids, "ID", "key results, KPIs, objectives (each of their key results) or cycles")
      .completes(Completes::any_id)
      .required();
  syntax.choice(options.kind, "kind", plot_kinds,
                "what is drawn; else line for a key result, xmr for a KPI, heat for a cycle");
  syntax.value(options.height, "height", "N", "rows of the plot at most, 12 unless given");
  syntax.value(options.since, "since", "DATE", "nothing before DATE").completes(Completes::date);
  syntax.choice(options.format, "format", plot_formats, "how the result is written").replaces_global().last_counts();
}

Result<std::vector<Plot>> plots_of(const Session& session, const PlotOptions& options, const reports::PlotQuery& query,
                                   Date as_of) {
  const auto scope = session.scope();
  std::vector<Plot> plots;
  LookUp names(session.workspace);
  for (const std::string& id : options.ids) {
    TRY_ASSIGN(const auto found, names.of(scope, id));
    TRY_ASSIGN(const auto records, reports::records_to_plot(found, query.kind, as_of));
    for (const Found& record : records) plots.push_back(reports::plot_of(session.workspace, record, query, as_of));
  }
  return plots;
}

void print(Context& context, const Session& session, const std::vector<Plot>& plots, int height) {
  const std::string title = plots.size() == 1 ? plots.front().id() : "Over time";
  present(context, context.format(),
          {.title = title,
           .document = [&] { return reports::plot_document(plots, height); },
           .records = [&] { return reports::plot_records(plots, context.today()); },
           .json = [&] { return reports::plot_json(session.workspace, plots, context.today()); },
           .picture = [&] { return reports::plot_svg(plots, height); }});
}

Status check_plot(const PlotOptions& options) {
  if (options.height < least_height || options.height > most_height)
    return usage_failure(fmt::format("--height must lie between {} and {}", least_height, most_height));
  return {};
}

Result<int> run_plot(Context& context, const PlotOptions& options) {
  TRY(check_plot(options));
  TRY(take_format(context, options.format));
  TRY_ASSIGN(auto session, open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::all}));
  reports::PlotQuery query{options.kind, {}};
  TRY_ASSIGN(query.since, since_day(context, options.since, session.workspace.fiscal_start()));
  TRY_ASSIGN(const auto plots, plots_of(session, options, query, context.today()));
  const bool faulty = std::ranges::any_of(plots, [](const Plot& plot) { return plot.fault != Absence::none; });
  if (faulty) note_computed_faults(context, session.workspace);
  print(context, session, plots, options.height);
  return report_faults(context, session.workspace);
}

constexpr Example plot_examples[] = {
    {"okr plot ship.users", "a key result against its pace and its target"},
    {"okr plot sleep deep-work --height 8", "two KPIs with their natural limits"},
    {"okr plot fit --since 2026-08-01", "every key result of an objective, this month"},
    {"okr plot 2026-Q3 --kind heat", "the days on which somebody checked in"},
    {"okr plot ship.users --format svg -o users.svg", "a picture for a README"},
    {"okr plot sleep --format tsv", "its points and lines, a line each"},
};

}  // namespace

constinit const Command plot_command{
    .name = "plot",
    .group = Group::look,
    .formats = Formats::all,
    .summary = "burn-up with pace, KPI with natural limits, calendars",
    .examples = plot_examples,
    .prepare = prepared_with_at<PlotOptions, declare_plot, run_plot>,
};

}  // namespace okr::cli
