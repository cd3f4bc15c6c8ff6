// SPDX-License-Identifier: MIT
// What a key result or a KPI is at, and what it wants, in words: each kind in its own.
#include "reports/words.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/compute/kpi.hpp"

namespace okr::reports {
namespace {

std::string due_suffix(const KeyResultNumbers& numbers) {
  if (numbers.pace.overdue_days > 0) return ", overdue " + counted(numbers.pace.overdue_days, "day");
  const auto& due = numbers.standing.definition.due;
  return due ? fmt::format(", due {}", short_date(*due, numbers.as_of)) : std::string();
}

std::string unit_suffix(const KeyResultNumbers& numbers) {
  return numbers.unit.empty() ? std::string() : " " + numbers.unit;
}

/// Nothing where something is said briefly: the title mostly says the unit.
std::string unit_suffix(const KeyResultNumbers& numbers, Length length) {
  return length == Length::brief ? std::string() : unit_suffix(numbers);
}

/// "at most", "over"; briefly the signs that KPIs have.
std::string_view limit_words(bool is_upper, bool strict, Length length) {
  if (length == Length::brief) return is_upper ? (strict ? "<" : "<=") : (strict ? ">" : ">=");
  return is_upper ? (strict ? "under" : "at most") : (strict ? "over" : "at least");
}

std::string sign_and_limit(bool is_upper, bool strict, std::string_view limit) {
  return fmt::format("{} {}", limit_words(is_upper, strict, Length::brief), limit);
}

/// "at most 77": a target that was met before the start is kept or not; in digits that tell it from the value beside
/// it.
std::string kept_goal(const KeptTarget& kept, double beside, Length length = Length::full) {
  return fmt::format("{} {}", limit_words(kept.good == Good::down, false, length),
                     display_together({kept.target, beside})[0]);
}

/// "best ", "mean " where it is not the last reading that counts.
std::string take_words(const KeyResultNumbers& numbers, Length length) {
  const Take take = numbers.key_result->take;
  const bool says = length == Length::full && numbers.kind() == Kind::number && take != Take::last;
  return says ? fmt::format("{} ", word(take)) : std::string();
}

std::string linear_text(const KeyResultNumbers& numbers, Length length) {
  const auto& anchors = numbers.standing.anchors;
  const std::string unit = unit_suffix(numbers, length);
  if (const auto& kept = numbers.standing.kept)
    return fmt::format("{}, {}{}", numbers.value() ? display_together({*numbers.value(), kept->target})[0] : "-",
                       kept_goal(*kept, numbers.value().value_or(kept->target), length), unit);
  if (!anchors) return (numbers.value() ? display_value(*numbers.value()) : "-") + unit;
  const auto texts = display_together({anchors->baseline, anchors->target, numbers.value().value_or(anchors->target)});
  const std::string now = numbers.value() ? take_words(numbers, length) + texts[2] : "-";
  if (anchors->baseline == 0 && anchors->target > 0) return fmt::format("{} of {}{}", now, texts[1], unit);
  return fmt::format("{} → {} → {}{}", texts[0], now, texts[1], unit);
}

std::string linear_goal(const KeyResultNumbers& numbers) {
  const auto& anchors = numbers.standing.anchors;
  if (const auto& kept = numbers.standing.kept)
    return kept_goal(*kept, numbers.value().value_or(kept->target)) + unit_suffix(numbers);
  if (!anchors) return {};
  const std::string unit = numbers.kind() == Kind::percent ? " %" : unit_suffix(numbers);
  const double target = anchors->target;
  const auto texts = display_together(
      {anchors->baseline, target, anchors->commit.value_or(target), anchors->stretch.value_or(target)});
  std::string text =
      anchors->baseline == 0 && target > 0 ? texts[1] + unit : fmt::format("{} → {}{}", texts[0], texts[1], unit);
  if (anchors->commit) text += ", commit " + texts[2];
  if (anchors->stretch) text += ", stretch " + texts[3];
  return text;
}

/// The bounds, in digits that tell them from the value beside them: "at most 58", "50 to 60"; briefly "<= 58",
/// "50..60".
std::string bound_text(const KeyResultNumbers& numbers, double beside, Length length = Length::full) {
  const Definition& definition = numbers.standing.definition;
  const bool strict = definition.strict;
  const auto texts = display_together({definition.min.value_or(beside), definition.max.value_or(beside), beside});
  if (definition.min && definition.max) return range_text(texts[0], texts[1], strict, length);
  if (definition.max) return fmt::format("{} {}", limit_words(true, strict, length), texts[1]);
  if (definition.min) return fmt::format("{} {}", limit_words(false, strict, length), texts[0]);
  return {};
}

/// What was last said; of a closed cycle what it kept.
std::optional<double> last_value(const KeyResultNumbers& numbers) {
  if (numbers.is_final && numbers.value()) return numbers.value();
  return numbers.recency.last ? std::optional(numbers.recency.last->value) : std::nullopt;
}

double some_bound(const Definition& definition) { return definition.max.value_or(definition.min.value_or(0)); }

/// "mean ", "median " where it is not the last reading of a period that is judged; a total says itself.
std::string aggregate_words(const KeyResultNumbers& numbers, Length length) {
  const Aggregate aggregate = aggregate_of_hold(*numbers.key_result, numbers.standing);
  const bool says = length == Length::full && aggregate != Aggregate::last && !numbers.standing.adds_up;
  return says ? fmt::format("{} ", word(aggregate)) : std::string();
}

std::string hold_text(const KeyResultNumbers& numbers, Length length) {
  const Definition& definition = numbers.standing.definition;
  const auto value = numbers.value();
  const double now = value.value_or(some_bound(definition));
  const auto texts = display_together({now, definition.min.value_or(now), definition.max.value_or(now)});
  const std::string said = value ? aggregate_words(numbers, length) + texts[0] : "-";
  return fmt::format("{}, {}{}", said, bound_text(numbers, now, length), unit_suffix(numbers, length));
}

/// How many were done when the cycle was closed, whatever was said later.
std::optional<double> steps_kept(const KeyResultNumbers& numbers) {
  const Objective* objective = numbers.is_final ? find_objective(*numbers.cycle, numbers.id.objective.text) : nullptr;
  const auto* result = objective ? find_result(*numbers.cycle, *objective, *numbers.key_result) : nullptr;
  const auto* count = result ? std::get_if<double>(&result->value) : nullptr;
  return count ? std::optional(*count) : std::nullopt;
}

std::string steps_done(const KeyResultNumbers& numbers) {
  if (const auto kept = steps_kept(numbers)) return display_value(*kept);
  return std::to_string(numbers.standing.count_steps_done());
}

std::string steps_text(const KeyResultNumbers& numbers, Length length) {
  if (length == Length::brief)
    return fmt::format("{} of {}{}", steps_done(numbers), numbers.key_result->steps.size(), due_suffix(numbers));
  return fmt::format("{} of {}{}", steps_done(numbers), counted(std::ssize(numbers.key_result->steps), "step"),
                     due_suffix(numbers));
}

std::string done_text(const KeyResultNumbers& numbers) {
  return numbers.reached ? std::string("yes") : "no" + due_suffix(numbers);
}

std::string grade_text(const KeyResultNumbers& numbers) {
  const auto last = last_value(numbers);
  if (!last) return "no grade" + due_suffix(numbers);
  return "graded " + display_value(*last) + (numbers.pace.overdue_days > 0 ? due_suffix(numbers) : std::string());
}

std::string measure_text(const KeyResultNumbers& numbers) {
  const auto last = last_value(numbers);
  return last ? display_value(*last) + unit_suffix(numbers) : "not measured" + due_suffix(numbers);
}

/// A closed cycle kept a score and no more, or nothing at all, and the files hold no reading of anything. Where others
/// have some, nothing was said of it, before the closing as after it.
bool is_value_unknown(const KeyResultNumbers& numbers) {
  if (!numbers.is_final || last_value(numbers) || !numbers.cycle->checkins.empty()) return false;
  return numbers.score || numbers.score.absence == Absence::not_kept;
}

}  // namespace

std::optional<bool> is_step_done(const KeyResultNumbers& numbers, std::size_t step) {
  if (!numbers.is_final || !numbers.cycle->checkins.empty()) return numbers.standing.is_step_done(step);
  if (numbers.progress && is_reached(*numbers.progress)) return true;
  return numbers.progress && numbers.progress->value() == 0 ? std::optional(false) : std::nullopt;
}

std::string value_in_words(const KeyResultNumbers& numbers) {
  if (!numbers.key_result || is_value_unknown(numbers)) return {};
  if (numbers.kind() == Kind::done) return numbers.reached ? "yes" : "no";
  if (numbers.kind() != Kind::milestones) return {};
  return fmt::format("{}/{}", steps_done(numbers), numbers.key_result->steps.size());
}

std::string now_text(const KeyResultNumbers& numbers, Length length) {
  if (!numbers.key_result) return numbers.value() ? display_value(*numbers.value()) : "-";
  if (is_value_unknown(numbers)) return "no value kept";
  switch (numbers.kind()) {
    case Kind::number:
    case Kind::sum: return linear_text(numbers, length);
    case Kind::percent:
      return fmt::format("{} %{}", numbers.value() ? display_value(*numbers.value()) : "-", due_suffix(numbers));
    case Kind::hold: return hold_text(numbers, length);
    case Kind::milestones: return steps_text(numbers, length);
    case Kind::done: return done_text(numbers);
    case Kind::graded: return grade_text(numbers);
    case Kind::measure: return measure_text(numbers);
  }
  return {};
}

bool has_moved_bounds(const KeyResultNumbers& numbers) {
  const Definition& definition = numbers.standing.definition;
  return numbers.standing.hold && std::ranges::any_of(numbers.standing.hold->periods, [&](const HoldPeriod& period) {
           return period.holding != Holding::ahead && period.bounds != Bounds{definition.min, definition.max};
         });
}

std::string missed_at_text(const KeyResultNumbers& numbers) {
  const auto& hold = numbers.standing.hold;
  if (!hold || !numbers.pace.misses || hold->due() == 0) return now_text(numbers);
  const bool is_named = hold->unit && *hold->unit != PeriodUnit::half;
  return fmt::format("{}, {}kept in {} of {}", goal_text(numbers),
                     has_moved_bounds(numbers) ? "the bound of its time " : "", hold->met,
                     counted(hold->due(), is_named ? to_string(*hold->unit) : std::string_view("period")));
}

Cell now_cell(const KeyResultNumbers& numbers) {
  return Cell(now_text(numbers)).briefly(Text(now_text(numbers, Length::brief)));
}

std::string goal_text(const KeyResultNumbers& numbers) {
  if (!numbers.key_result) return {};
  switch (numbers.kind()) {
    case Kind::number:
    case Kind::sum:
    case Kind::percent: return linear_goal(numbers);
    case Kind::hold: return bound_text(numbers, some_bound(numbers.standing.definition)) + unit_suffix(numbers);
    case Kind::milestones: return counted(std::ssize(numbers.key_result->steps), "step");
    case Kind::done: return "done";
    case Kind::graded: return "by its rubric";
    case Kind::measure: return "a first value";
  }
  return {};
}

std::string range_text(std::string_view low, std::string_view high, bool strict, Length length) {
  const bool brief = length == Length::brief;
  if (!strict) return fmt::format("{}{}{}", low, brief ? ".." : " to ", high);
  return fmt::format("{} {}{}{} {}", limit_words(false, true, length), low, brief ? ", " : " and ",
                     limit_words(true, true, length), high);
}

JudgedTexts judged_texts(std::optional<double> value, const KpiBounds& bounds) {
  const double some = value.value_or(bounds.target.value_or(bounds.min.value_or(bounds.max.value_or(0))));
  const auto texts = display_together({some, bounds.target.value_or(some), bounds.warn.value_or(some),
                                       bounds.min.value_or(some), bounds.max.value_or(some)});
  return {texts[0], texts[1], texts[2], texts[3], texts[4]};
}

std::string brief_bounds_text(const KpiBounds& bounds, bool strict, std::optional<double> beside) {
  const JudgedTexts texts = judged_texts(beside, bounds);
  if (bounds.min && bounds.max) return range_text(texts.min, texts.max, strict, Length::brief);
  if (bounds.min) return sign_and_limit(false, strict, texts.min);
  return bounds.max ? sign_and_limit(true, strict, texts.max) : std::string();
}

std::string kpi_bounds_text(const Kpi& kpi, const KpiBounds& bounds, std::optional<double> beside) {
  const Good good = kpi.good_or_default();
  if (good == Good::range) return brief_bounds_text(bounds, kpi.strict, beside);
  if (!bounds.target) return {};
  return sign_and_limit(good == Good::down, kpi.strict, judged_texts(beside, bounds).target);
}

std::string kpi_goal_text(const Kpi& kpi, const KpiBounds& bounds, std::optional<double> beside) {
  const std::string text = kpi_bounds_text(kpi, bounds, beside);
  return text.empty() ? text : with_unit(text, kpi.unit);
}

std::string field_text(const ChangedField::Value& value, std::string (*number_text)(double)) {
  if (const double* number = std::get_if<double>(&value)) return number_text(*number);
  if (const Date* date = std::get_if<Date>(&value)) return to_string(*date);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return "none";
}

std::string field_change_text(const ChangedField::Value& before, const ChangedField::Value& after) {
  const double* from = std::get_if<double>(&before);
  const double* to = std::get_if<double>(&after);
  const auto texts = from && to ? display_together({*from, *to}) : std::vector{field_text(before), field_text(after)};
  return fmt::format("{} → {}", texts[0], texts[1]);
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
  if (is_long) table.add_note(std::string(note));
}

const std::string& author_of(const Checkin& checkin) { return checkin.by.empty() ? checkin.source : checkin.by; }

}  // namespace okr::reports
