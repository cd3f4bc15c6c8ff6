// SPDX-License-Identifier: MIT
#include "actions/checkin/preview.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/readings/reading_files.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "reports/words.hpp"

namespace okr::cli {
namespace {

constexpr std::string_view arrow = "→";
constexpr double percent = 100;
constexpr std::size_t widest_subject = 72;

// --- one key result
// ---------------------------------------------------------------------------------------------------

std::string count_of_steps(const KeyResult& kr, const Standing& standing) {
  const auto done = std::ranges::count_if(standing.steps_done, [](double share) { return share > 0; });
  return fmt::format("{}/{}", done, kr.steps.size());
}

double total_of(const Standing& standing) {
  double total = 0;
  if (standing.points)
    for (const Point& point : *standing.points) total += point.value;
  return total;
}

/// The number behind last_value, where there is one.
std::optional<double> last_number(const KeyResult& kr, const Standing& standing) {
  if (kr.kind == Kind::milestones || kr.kind == Kind::done) return std::nullopt;
  if (kr.kind == Kind::sum) return total_of(standing);
  return standing.points && !standing.points->empty() ? std::optional(standing.points->back().value) : std::nullopt;
}

std::string progress_in_words(const KeyResultNumbers& numbers) {
  return numbers.progress ? rounded(numbers.progress->value() * percent, 0) : std::string("n/a");
}

struct Side {
  KeyResultNumbers numbers;
  std::string value;
  std::optional<double> number;
};

Side side_of(const CheckinScene& scene, const Cycle& cycle, const KeyResultId& id) {
  const Objective* objective = find_objective(cycle, id.objective.text);
  const KeyResult* kr = find_key_result(cycle, to_string(id));
  Side side{numbers_of(Subject{scene.workspace, cycle, *objective, *kr}, day_in(scene, cycle)), {}, {}};
  side.value = last_value(*kr, side.numbers.standing);
  side.number = last_number(*kr, side.numbers.standing);
  return side;
}

/// "112" and "→ 131"; a value that stays stands alone.
std::pair<std::string, std::string> change_of(const std::string& before, const std::string& after) {
  if (before == after) return {after, {}};
  return {before.empty() ? "none" : before, fmt::format("{} {}", arrow, after)};
}

std::pair<std::string, std::string> change_of(const Side& before, const Side& after) {
  if (!before.number || !after.number) return change_of(before.value, draw::marked(after.value));
  const auto texts = draw::display_together({*before.number, *after.number});
  return change_of(texts[0], texts[1]);
}

std::string confidence_in_words(const KeyResultNumbers& before, const KeyResultNumbers& after) {
  if (!after.confidence) return {};
  const int now = after.confidence->value;
  if (!before.confidence || before.confidence->value == now) return fmt::format("confidence {}", now);
  return fmt::format("confidence {} {} {}", before.confidence->value, arrow, now);
}

std::vector<draw::Cell> cells_of(const Side& before, const Side& after, const std::string& name) {
  const auto [value, next_value] = change_of(before, after);
  const auto [share, next_share] = change_of(progress_in_words(before.numbers), progress_in_words(after.numbers));
  const bool is_share = after.numbers.progress.has_value();
  const std::string sign = is_share ? " %" : "";
  return {draw::Cell(name, draw::Style::id),
          draw::Cell(value),
          draw::Cell(next_value),
          draw::Cell(next_share.empty() ? share + sign : share),
          draw::Cell(next_share.empty() ? std::string() : next_share + sign),
          draw::Cell(std::string(to_string(after.numbers.status())), reports::style_of(after.numbers.status())),
          draw::Cell(confidence_in_words(before.numbers, after.numbers))};
}

draw::Table empty_table() {
  draw::Table table;
  table.header = false;
  table.indent = 2;
  table.columns = {{.name = "id"},
                   {.name = "value_before", .align = draw::Align::right},
                   {.name = "value", .gap = 1},
                   {.name = "progress_before", .align = draw::Align::right, .gap = 3},
                   {.name = "progress", .gap = 1},
                   {.name = "status"},
                   {.name = "note", .gap = 3}};
  table.record_name = "id";
  return table;
}

// --- for git
// ----------------------------------------------------------------------------------------------------------

std::string entry_in_words(const SheetEntry& said, const CycleCheckin& checkin, const CheckinScene& scene) {
  const std::string& name = said.id.name;
  const KeyResult* kr = find_key_result(checkin.after, to_string(said.id));
  if (!said.entry.has_value())
    return said.entry.confidence ? fmt::format("{} {}/10", name, *said.entry.confidence) : name;
  if (kr->kind != Kind::sum) return fmt::format("{} {}", name, side_of(scene, checkin.after, said.id).value);
  const double amount = std::get<double>(said.entry.value);
  return fmt::format("{} {}{}", name, amount < 0 ? "" : "+", display_value(amount));
}

/// "Check in 2026-Q3, week 7"; where only KPIs were read, "Record 2026-08-17".
std::string opening_of(const CommitWords& words) {
  for (const CycleCheckin& checkin : words.checkins) {
    if (checkin.is_unchanged) continue;
    const CycleNumbers numbers =
        numbers_of(words.scene.workspace, *checkin.before, day_in(words.scene, *checkin.before));
    return fmt::format("Check in {}, week {}", checkin.before->id.text, numbers.week);
  }
  return fmt::format("Record {}", to_string(words.scene.date));
}

bool is_in(std::span<const std::string> names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

/// What moved; where nothing did, what was said.
std::vector<std::string> parts_of(const CommitWords& words) {
  std::vector<std::string> moved, confirmed;
  for (const CycleCheckin& checkin : words.checkins)
    for (const SheetEntry& said : checkin.sheet.entries) {
      if (checkin.is_unchanged) continue;
      const bool stands = is_in(words.still_true, checkin.before->id.text + "/" + to_string(said.id));
      (stands ? confirmed : moved).push_back(entry_in_words(said, checkin, words.scene));
    }
  moved.insert(moved.end(), words.readings.begin(), words.readings.end());
  return moved.empty() ? confirmed : moved;
}

void add_list(std::string& text, std::string_view name, const std::vector<std::string>& items) {
  if (!items.empty()) text += fmt::format("\n{}: {}", name, join(items, "; "));
}

// --- a KPI
// ------------------------------------------------------------------------------------------------------------

/// The status with the reading in its place.
Rag status_after(const CheckinScene& scene, const PreparedReading& one) {
  Kpi kpi = *one.reading.kpi;
  if (!one.reading.adds) std::erase_if(kpi.readings, [&](const Reading& there) { return there.date == one.day.date; });
  Reading reading;
  reading.date = one.day.date;
  const auto named = parse_period(one.day.key, scene.workspace.fiscal_start());
  reading.unit = named ? named->unit : PeriodUnit::day;
  reading.value = one.reading.value;
  kpi.readings.insert(std::ranges::upper_bound(kpi.readings, reading.date, {}, &Reading::date), reading);
  return numbers_of(scene.workspace, kpi, scene.date).status;
}

std::vector<draw::Cell> cells_of(const CheckinScene& scene, const PreparedReading& one) {
  const Reading* last = last_reading(*one.reading.kpi, one.day.date);
  const Rag status = status_after(scene, one);
  const auto texts = draw::display_together({last ? last->value : one.reading.value, one.reading.value});
  return {draw::Cell(one.reading.kpi->id.text, draw::Style::id),
          draw::Cell(last ? texts[0] : std::string("none")),
          draw::Cell(fmt::format("{} {}", arrow, texts[1])),
          draw::Cell(std::string()),
          draw::Cell(std::string()),
          draw::Cell(std::string(reports::words_of(status)), reports::style_of(status)),
          draw::Cell("for " + one.day.key)};
}

}  // namespace

std::string last_value(const KeyResult& kr, const Standing& standing) {
  if (kr.kind == Kind::milestones) return count_of_steps(kr, standing);
  const auto number = last_number(kr, standing);
  if (number) return display_value(*number);
  if (kr.kind != Kind::done || !standing.points || standing.points->empty()) return {};
  return standing.points->back().value > 0 ? "yes" : "no";
}

draw::Document preview_of(const PreviewWords& words) {
  const CheckinScene& scene = words.scene;
  draw::Table table = empty_table();
  std::vector<std::string> confirmed;
  for (const CycleCheckin& checkin : words.checkins) {
    if (checkin.is_unchanged) continue;
    const bool is_meant = checkin.before == scene.cycles.front();
    for (const SheetEntry& said : checkin.sheet.entries) {
      const std::string full = checkin.before->id.text + "/" + to_string(said.id);
      const std::string name = is_meant ? to_string(said.id) : full;
      if (is_in(words.still_true, full))
        confirmed.push_back(name);
      else
        table.add_record(
            full, cells_of(side_of(scene, *checkin.before, said.id), side_of(scene, checkin.after, said.id), name));
    }
  }
  for (const PreparedReading& one : words.readings.readings)
    if (!one.reading.is_unchanged) table.add_record(one.reading.kpi->id.text, cells_of(scene, one));
  draw::Document document;
  if (!table.rows.empty()) document.add(std::move(table));
  if (!confirmed.empty())
    document.add(draw::Paragraph{.text = draw::Text("still true: " + join(confirmed, ", ")), .indent = 2});
  for (const CycleCheckin& checkin : words.checkins) {
    const Date day = day_in(scene, *checkin.before);
    if (checkin.is_unchanged || day == scene.date) continue;
    const std::string text = fmt::format("dated {}, the last day of {}", short_date(day), checkin.before->id.text);
    document.add(draw::Paragraph{.text = draw::Text(text), .indent = 2});
  }
  return document;
}

std::string summary_line(const CommitWords& words) {
  const std::vector<std::string> parts = parts_of(words);
  std::string line = opening_of(words);
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string next = (i == 0 ? ": " : ", ") + parts[i];
    if (left_out > 0 || line.size() + next.size() > widest_subject)
      ++left_out;
    else
      line += next;
  }
  return left_out == 0 ? line : fmt::format("{} and {} more", line, left_out);
}

std::string commit_message(const CommitWords& words) {
  std::string message = summary_line(words);
  for (const CycleCheckin& checkin : words.checkins) {
    if (checkin.is_unchanged) continue;
    const std::string_view note = trim(checkin.sheet.head.note);
    if (!note.empty()) message += fmt::format("\n\n{}", note);
    std::string lists;
    add_list(lists, "Done", checkin.sheet.head.done);
    add_list(lists, "Won", checkin.sheet.head.wins);
    add_list(lists, "Blocked", checkin.sheet.head.blockers);
    add_list(lists, "Next", checkin.sheet.head.priorities);
    if (!lists.empty()) message += "\n" + lists;
  }
  return message + "\n";
}

}  // namespace okr::cli
