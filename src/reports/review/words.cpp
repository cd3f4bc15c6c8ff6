// SPDX-License-Identifier: MIT
#include "reports/review/words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "reports/kpi/words.hpp"
#include "reports/log/outputs.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

std::string right_of_heading(const CycleNumbers& numbers) {
  const std::string day = fmt::format("{} {}", weekday_name(iso_weekday(numbers.as_of)), long_date(numbers.as_of));
  if (numbers.is_final) return day + " · closed";
  if (numbers.ended) return fmt::format("{} · ended {}", day, short_date(numbers.cycle->period.last));
  if (numbers.day <= 0) return fmt::format("{} · starts {}", day, short_date(numbers.cycle->period.first));
  return fmt::format("{} · {}", day, percent_text(numbers.elapsed));
}

Text remark_text(const Remark& remark, bool several) {
  Text text(remark.text);
  if (several && !remark.by.empty()) text += Text(fmt::format(" ({})", remark.by), Style::dim);
  return text;
}

/// "sleep 6.1 h, red; concern: under its natural limit 6.5; nobody works on it"
Text kpi_signal_text(const KpiNumbers& numbers) {
  Text text(numbers.kpi->id.text, Style::id);
  text += Text(fmt::format(" {}, ", value_with_unit(numbers))) +
          Text(std::string(word(numbers.status)), style_of(numbers.status));
  if (is_signal(numbers.signal))
    text += Text("; ") + Text(std::string(word(numbers.signal)), style_of(numbers.signal)) +
            Text(": " + rule_text(numbers, numbers.xmr.points.size() - 1));
  if (numbers.xmr.growth == Growth::new_level)
    text +=
        Text(fmt::format("; at a new level: okr set {}.rebase=DAY where the reason is known", numbers.kpi->id.text));
  if (numbers.needs_objective()) text += Text("; nobody works on it");
  return text;
}

}  // namespace

Heading review_heading(const CycleNumbers& numbers, std::string_view what) {
  return {.level = 1,
          .text = Text(fmt::format("{}, {}", numbers.cycle->id.text, what)),
          .right = Text(right_of_heading(numbers))};
}

std::string week_text(const CycleNumbers& numbers) {
  if (numbers.ended) return "after its end";
  if (numbers.day <= 0) return "before its start";
  return fmt::format("week {} of {}", numbers.week, numbers.weeks);
}

Paragraph over_line(const CycleNumbers& numbers) {
  return {.text = Text(fmt::format("It is over: okr review {} --final", numbers.cycle->id.text))};
}

std::string signed_text(double change) {
  const std::string text = display_value(change);
  if (text == "0" || text == "-0") return "=";
  return change > 0 ? "+" + text : text;
}

std::string score_change_text(double change, int scale) {
  const int decimals = scale == 1 ? 2 : 0;
  if (rounded(std::abs(change) * scale, decimals) == "0") return "=";
  return (change > 0 ? "+" : "") + fixed(change * scale, decimals);
}

Heading section_heading(std::string_view title) { return {.level = 2, .text = Text(std::string(title))}; }

std::vector<Column> objective_columns(const char* last) {
  return {{.name = "id", .min_width = 4},
          {.name = "title", .min_width = 20, .shrink = 1, .grow = true, .spill = true},
          {.name = "type"},
          {.name = "score", .align = Align::right},
          {.name = last}};
}

void drop_if_empty(Table& table, std::string_view column) {
  const auto it = std::ranges::find(table.columns, column, &Column::name);
  const auto at = it - table.columns.begin();
  const auto has_cell = [at](const Row& row) {
    return row.kind == RowKind::record && static_cast<std::ptrdiff_t>(row.cells.size()) > at;
  };
  const auto is_used = [&](const Row& row) {
    return has_cell(row) && !row.cells[static_cast<std::size_t>(at)].empty();
  };
  if (it == table.columns.end() || std::ranges::any_of(table.rows, is_used)) return;
  table.columns.erase(it);
  for (Row& row : table.rows)
    if (has_cell(row)) row.cells.erase(row.cells.begin() + at);
}

List dated_list(const std::vector<Remark>& remarks, bool several) {
  List list;
  for (const Remark& remark : remarks)
    list.items.push_back(
        {Text(short_date(remark.date) + "  ", Style::dim) + remark_text(remark, several), Bullet::point});
  return list;
}

void add_remarks(KeyValues& lines, const char* key, const std::vector<Remark>& remarks, bool several) {
  for (const Remark& remark : remarks) lines.items.push_back({Text(key), remark_text(remark, several)});
}

void add_changes(KeyValues& lines, const std::vector<JournalEvent>& changes) {
  for (const JournalEvent& event : changes) {
    Text text = Text(short_date(event.date) + "  ") + changed_text(event);
    if (!event.change->why.empty()) text += Text(": " + event.change->why);
    lines.items.push_back({Text("CHANGED"), std::move(text)});
  }
}

std::string coming_text(const Coming& coming) {
  switch (coming.kind) {
    case ComingKind::step: return fmt::format("{}: {}", coming.id, coming.text);
    case ComingKind::key_result: return coming.id + " is due";
    case ComingKind::kpi_target: return coming.id + " at its target";
    case ComingKind::start: return "first day";
    case ComingKind::check_in: return "next check-in";
    case ComingKind::mid_review: return "half-way: okr review --mid";
    case ComingKind::final_review: return "last day: okr review --final";
    case ComingKind::said: return coming.text;
  }
  return {};
}

std::string names_text(const std::vector<std::string>& names) {
  constexpr std::size_t most = 5;
  return listed(names, most);
}

void add_kpi_signals(KeyValues& lines, const std::vector<const KpiNumbers*>& signals) {
  std::vector<std::string> improved;
  for (const KpiNumbers* numbers : signals) {
    const bool asks = numbers->needs_objective() || numbers->xmr.growth == Growth::new_level;
    if (numbers->signal == SignalMeaning::improvement && !asks)
      improved.push_back(numbers->kpi->id.text);
    else
      lines.items.push_back({Text("KPI"), kpi_signal_text(*numbers)});
  }
  if (!improved.empty())
    lines.items.push_back({Text("KPI"), Text("improved: ", Style::good) + Text(join(improved, ", "))});
}

}  // namespace okr::reports
