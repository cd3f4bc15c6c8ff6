// SPDX-License-Identifier: MIT
// `okr show CYCLE`: its days, its scores, its objectives and its check-ins.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/listing.hpp"
#include "reports/show/document.hpp"
#include "reports/show/words.hpp"
#include "reports/status/words.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

void add(KeyValues& list, const char* key, std::string value) {
  if (!value.empty()) list.items.push_back({Text(key), Text(std::move(value))});
}

void add_checkins(Document& document, const Detail& detail, std::size_t most) {
  if (detail.checkins.empty()) return;
  Table table;
  table.columns = {{.name = "date", .heading = "CHECK-IN"},
                   {.name = "by", .heading = "BY"},
                   {.name = "about", .heading = "ABOUT", .align = Align::right},
                   {.name = "note", .heading = "NOTE", .min_width = 10, .shrink = 1}};
  const std::size_t count = std::min(most, detail.checkins.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Checkin& checkin = *detail.checkins[i];
    table.add_record(to_string(checkin.date),
                     {Cell(to_string(checkin.date)), Cell(checkin.by.empty() ? checkin.source : checkin.by),
                      Cell(fmt::format("{}", checkin.about.size())), Cell(first_line(checkin.note))});
  }
  document.add(Space{});
  document.add(std::move(table));
  if (count < detail.checkins.size())
    document.add(Paragraph{.text = Text(fmt::format("{} more: okr log", detail.checkins.size() - count), Style::dim)});
}

}  // namespace

void add_cycle(Document& document, const Detail& detail, std::size_t most) {
  const CycleNumbers& numbers = *detail.cycle;
  const Cycle& cycle = *numbers.cycle;
  const int scale = detail.workspace->settings.scoring.scale;
  add_unread(document, cycle);
  KeyValues list;
  add(list, "dates",
      fmt::format("{}, {}, {}", days_text(cycle.period), counted(numbers.days, "day"), counted(numbers.weeks, "week")));
  add(list, "state", std::string(word(cycle.state)));
  add(list, "above it", cycle.parent.text);
  add(list, "cadence", to_string(cadence_of(detail.workspace->settings, cycle)));
  if (const int grace = grace_days_of(detail.workspace->settings, cycle); grace > 0)
    add(list, "grace", counted(grace, "day"));
  add(list, "elapsed",
      numbers.day > 0 ? fmt::format("day {}, week {}, {}", numbers.day, numbers.week, percent_text(numbers.elapsed))
                      : std::string("not yet"));
  add(list, "score",
      numbers.score ? score_text(numbers.shown, scale) : fmt::format("n/a: {}", word(numbers.score.absence)));
  if (differs(numbers.score, numbers.as_planned))
    add(list, "as planned", score_text(shown_of(numbers.as_planned), scale));
  if (numbers.aspirational) add(list, "aspirational", score_text(shown_of(numbers.aspirational), scale));
  if (numbers.committed_count > 0)
    add(list, "committed", fmt::format("{} of {} met", numbers.committed_met, numbers.committed_count));
  document.add(std::move(list));
  Table table;
  table.columns = {{.name = "id", .heading = "OBJECTIVE"},
                   {.name = "title", .heading = "", .min_width = 12, .shrink = 1},
                   {.name = "type", .heading = "TYPE"},
                   {.name = "score", .heading = "SCORE", .align = Align::right},
                   {.name = "status", .heading = "STATUS"}};
  for (const ObjectiveNumbers& objective : numbers.objectives)
    table.add_record(
        objective.id.text,
        {Cell(objective.id.text, Style::id), Cell(objective.objective ? objective.objective->title : std::string()),
         Cell(std::string(word(objective.type))), Cell(score_text(objective.shown, scale)),
         Cell(standing_text(objective.status, objective.verdict))});
  document.add(Space{});
  document.add(std::move(table));
  add_checkins(document, detail, most);
}

}  // namespace okr::reports
