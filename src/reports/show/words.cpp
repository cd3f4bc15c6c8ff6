// SPDX-License-Identifier: MIT
#include "reports/show/words.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "400 users", "from 40 to 10 ms", "at most 58 bpm"; empty for kinds whose title says it all.
std::string spoken_goal(const KeyResultNumbers& numbers) {
  const auto& anchors = numbers.standing.anchors;
  if (numbers.key_result->kind == Kind::hold) return goal_text(numbers);
  if (!anchors) return {};
  const std::string target = with_unit(anchors->target, numbers.key_result->kind == Kind::percent ? "%" : numbers.unit);
  return anchors->baseline == 0 && anchors->target > 0
             ? target
             : fmt::format("from {} to {}", display_value(anchors->baseline), target);
}

}  // namespace

std::string value_text(const HistoryItem& item) {
  if (item.amount) return display_value(*item.amount);
  if (item.entry) return entry_text(item.entry->value);
  return item.value ? display_value(*item.value) : std::string();
}

std::string step_text(const KeyResultNumbers& numbers, std::size_t step) {
  const Step& one = numbers.key_result->steps[step];
  std::string text = one.title;
  if (one.weight != 1) text += fmt::format(", weight {}", shortest(one.weight));
  if (one.due) text += fmt::format(", due {}", short_date(*one.due));
  const auto& done = numbers.standing.steps_done;
  return text + (step < done.size() && done[step] >= 1 ? ", done" : ", open");
}

std::string ago_text(int days, int away) {
  if (days == 0) return "today";
  return counted(days, "day") + (away > 0 ? fmt::format(" ago, {} of them away", away) : std::string(" ago"));
}

std::string field_text(const ChangedField::Value& value) {
  if (const double* number = std::get_if<double>(&value)) return display_value(*number);
  if (const Date* date = std::get_if<Date>(&value)) return to_string(*date);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return "none";
}

std::string first_line(std::string_view text) {
  text = trim(text);
  const std::size_t end = text.find('\n');
  return std::string(trim(text.substr(0, end))) + (end == std::string_view::npos ? "" : " …");
}

void add_with_note(Table& table, const std::string& record, std::vector<Cell> cells, std::string_view note) {
  note = trim(note);
  const bool is_long = note.find('\n') != std::string_view::npos;
  cells.push_back(is_long ? Cell() : Cell(std::string(note)));
  table.add_record(record, std::move(cells));
  if (is_long) table.add_note(Text(std::string(note)));
}

std::string measure_text(const KeyResultNumbers& numbers) {
  const std::string title = in_a_sentence(numbers.key_result->title);
  const std::string goal = spoken_goal(numbers);
  return std::ranges::any_of(title, is_digit) || goal.empty() ? title : fmt::format("{} ({})", title, goal);
}

std::optional<Score> shown_of(const Computed<Score>& score) {
  return score ? std::optional(shown_score(*score)) : std::nullopt;
}

bool differs(const Computed<Score>& score, const Computed<Score>& as_planned) {
  return as_planned && shown_of(score) != shown_of(as_planned);
}

std::string days_text(const Period& period) {
  return fmt::format("{} to {}", to_string(period.first), to_string(period.last));
}

}  // namespace okr::reports
