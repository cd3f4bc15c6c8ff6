// SPDX-License-Identifier: MIT
// `okr calibration`: one sentence, what happened at each level of confidence, and Brier scores beside the forecast's.
#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "reports/calibration/calibration.hpp"
#include "reports/cycle_words.hpp"
#include "reports/pages.hpp"

namespace okr::reports {
namespace {

constexpr double about_right = 0.05;  // a bias that rounding could make
constexpr std::size_t bar_cells = 10;

std::string_view age_word(Age age) {
  switch (age) {
    case Age::all: return "all check-ins";
    case Age::first: return "first check-in";
    case Age::middle: return "mid-cycle";
    case Age::last: return "last check-in";
  }
  return {};
}

std::string of_ten(double share) { return rounded(share * 10, 1) + " of 10"; }

std::string bias_words(const Reliability& stated) {
  if (std::abs(stated.bias()) <= about_right) return "about right";
  const std::string word = stated.bias() > 0 ? "too sure" : "too careful";
  return stated.bias_shows() ? word
                             : word + fmt::format(", but with {} key results that can be chance", stated.key_results);
}

/// The one sentence a person should take home.
Text verdict_text(const Reliability& stated) {
  Text text(fmt::format("Said {} on average, happened {}: ", of_ten(stated.stated), of_ten(stated.happened)));
  if (!stated.tells())
    return text +
           Text(fmt::format("too few to judge by, {} of {} key results", stated.key_results, least_key_results),
                Style::dim) +
           Text(".");
  const bool right = std::abs(stated.bias()) <= about_right;
  const Style style = right ? Style::good : stated.bias_shows() ? Style::warn : Style::normal;
  return text + Text(bias_words(stated), style) + Text(".");
}

Table levels_table(const Reliability& stated) {
  Table table;
  table.record_name = "level";
  table.caption = "what happened at each level of confidence";
  table.columns = {{.name = "stated", .heading = "SAID", .align = Align::right},
                   {.name = "bar", .heading = ""},
                   {.name = "happened", .heading = "HAPPENED"},
                   {.name = "key_results", .heading = "KEY RESULTS", .align = Align::right},
                   {.name = "remark", .heading = ""}};
  for (auto level = stated.levels.rbegin(); level != stated.levels.rend(); ++level) {
    if (level->key_results == 0) continue;
    Bar bar;
    bar.share = level->happened;
    bar.marker = level->confidence / 10.0;
    bar.cells = bar_cells;
    bar.place = MarkerPlace::between;
    const std::string said = fmt::format("{}/10", level->confidence);
    table.add_record(said, {said, bar, of_ten(level->happened), std::to_string(level->key_results),
                            level->tells() ? Cell() : Cell("too few", Style::dim)});
  }
  return table;
}

Cell brier_cell(const std::optional<double>& brier) { return brier ? Cell(fixed(*brier, 3)) : Cell("-", Style::dim); }

Table brier_table(const Calibration& calibration) {
  Table table;
  table.record_name = "when";
  table.caption = "Brier scores";
  table.columns = {{.name = "when", .heading = "BRIER SCORE"},
                   {.name = "key_results", .heading = "KEY RESULTS", .align = Align::right},
                   {.name = "stated", .heading = "SAID", .align = Align::right},
                   {.name = "compared", .heading = "COMPARED", .align = Align::right},
                   {.name = "stated_where_forecast", .heading = "SAID", .align = Align::right},
                   {.name = "forecast", .heading = "FORECAST", .align = Align::right}};
  for (const AtAge& at : calibration.at)
    table.add_record(std::string(age_word(at.age)),
                     {age_word(at.age), std::to_string(at.key_results), brier_cell(at.stated),
                      std::to_string(at.compared), brier_cell(at.stated_where_forecast), brier_cell(at.forecast)});
  return table;
}

std::string parts_text(const Reliability& stated) {
  std::string text =
      fmt::format("{} = {} levels off - {} told apart + {} in the outcomes", fixed(stated.brier, 3),
                  fixed(stated.reliability, 3), fixed(stated.resolution, 3), fixed(stated.uncertainty, 3));
  const auto skill = stated.skill();
  if (skill) return text + (stated.tells() ? fmt::format("; skill {}.", fixed(*skill, 2)) : ".");
  return text + fmt::format("; skill n/a: {} reached.", stated.happened > 0 ? "all were" : "none was");
}

std::string heading_text(const Calibration& calibration) {
  const std::size_t count = calibration.cycles.size();
  if (count == 1) return "Calibration over " + calibration.cycles.front()->id.text;
  return fmt::format("Calibration over {} closed cycles, {} to {}", count, calibration.cycles.front()->id.text,
                     calibration.cycles.back()->id.text);
}

}  // namespace

Text calibration_text(const Calibration& calibration) {
  if (!calibration.stated) return {};
  const Reliability& stated = *calibration.stated;
  const AtAge& all = calibration.at.front();
  std::string text = fmt::format("{}: said {}, it happened {}, ", counted(stated.key_results, "key result"),
                                 of_ten(stated.stated), of_ten(stated.happened));
  text += stated.tells() ? bias_words(stated) : "too few to judge by";
  text += "; Brier " + fixed(stated.brier, 2);
  if (all.forecast)
    text += fmt::format(" (where there is a forecast {}, its own {})", fixed(*all.stated_where_forecast, 2),
                        fixed(*all.forecast, 2));
  return Text(std::move(text));
}

Document document_of(const Calibration& calibration) {
  Document document;
  add_unread_settings(document, *calibration.workspace);
  const std::vector<Cycle>& cycles = calibration.workspace->cycles;
  for (const Cycle& cycle : cycles)
    if (cycle.incomplete) add_unread(document, cycle);
  if (!calibration.stated) {
    const char* read = std::ranges::any_of(cycles, &Cycle::incomplete) ? " that can be read" : "";
    const std::string since =
        calibration.since ? fmt::format(" that ended on {} or later", long_date(*calibration.since)) : std::string();
    document.add(Paragraph{
        .text = fmt::format("Nothing to judge by yet: no closed cycle{}{} has key results with a stated confidence.",
                            read, since)});
    return document.add(Paragraph{.text = Text("A check-in states one") +
                                          on_terminal(" (users=131 --confidence users=7), okr close ends a cycle.") +
                                          on_page("; a cycle counts once it is closed.")});
  }
  const Reliability& stated = *calibration.stated;
  document.add(Heading{.level = 1, .text = heading_text(calibration)}).add(Space{});
  document.add(Paragraph{.text = verdict_text(stated)}).add(Space{});
  document.add(levels_table(stated)).add(Space{});
  document.add(brier_table(calibration)).add(Space{});
  document.add(Paragraph{.text = "0 is perfect, always saying 5 of 10 gets 0.25. " + parts_text(stated)});
  add_legend(document, {Sign::stated_and_true});
  return document;
}

}  // namespace okr::reports
