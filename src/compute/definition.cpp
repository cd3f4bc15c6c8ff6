// SPDX-License-Identifier: MIT
#include "okr/compute/definition.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "compute/parts.hpp"
#include "okr/compute/kpi.hpp"

namespace okr {
namespace {

/// The number, day or text that was given; nothing where another was, or none.
template <class T>
std::optional<T> given(const ChangedField::Value& value) {
  const T* one = std::get_if<T>(&value);
  return one ? std::optional(*one) : std::nullopt;
}

/// Of a key that is a word; what stands without it where the word was not given.
template <class E>
E word_in(const ChangedField::Value& value, E otherwise) {
  return parse_word<E>(given<std::string>(value).value_or("")).value_or(otherwise);
}

void undo(Definition& definition, const ChangedField& field) {
  const std::string_view key = field.key;
  if (const auto member = movable_number(key)) definition.*member = given<double>(field.before);
  if (key == "misses") definition.misses = static_cast<int>(given<double>(field.before).value_or(0));
  if (key == "strict") definition.strict = given<std::string>(field.before) == "true";
  if (key == "start") definition.start = given<Date>(field.before);
  if (key == "due") definition.due = given<Date>(field.before);
  if (key == "kind") definition.kind = word_in(field.before, definition.kind);
  if (key == "kpi") definition.kpi.text = given<std::string>(field.before).value_or("");
  if (key == "state") definition.state = word_in(field.before, State::active);
}

bool moves_bounds(const Change& change) {
  return std::ranges::any_of(change.fields,
                             [](const ChangedField& field) { return field.key == "min" || field.key == "max"; });
}

std::vector<const Change*> oldest_first(std::span<const Change> changes) {
  std::vector<const Change*> sorted;
  for (const Change& change : changes) sorted.push_back(&change);
  std::ranges::stable_sort(sorted, {}, &Change::on);
  return sorted;
}

/// The day of the last change up to `as_of` that set the state.
std::optional<Date> last_change_of_state(std::span<const Change> changes, std::optional<Date> as_of) {
  std::optional<Date> day;
  for (const Change* change : oldest_first(changes))
    for (const ChangedField& field : change->fields)
      if (field.key == "state" && as_of && change->on <= *as_of) day = change->on;
  return day;
}

bool takes_up(const Change& change) {
  return std::ranges::any_of(change.fields, [](const ChangedField& field) {
    return field.key == "state" && given<std::string>(field.before) == word(State::draft);
  });
}

/// Undoes what was changed after the day; everything without a day.
Definition undone(Definition definition, std::span<const Change> changes, std::optional<Date> as_of) {
  if (changes.empty()) return definition;
  const auto sorted = oldest_first(changes);
  const auto undo_all = [](Definition& moved, const Change& change) {
    for (auto field = change.fields.rbegin(); field != change.fields.rend(); ++field) undo(moved, *field);
  };
  auto change = sorted.rbegin();
  for (; change != sorted.rend() && (!as_of || (*change)->on > *as_of); ++change) undo_all(definition, **change);
  Definition earlier = definition;
  for (; change != sorted.rend(); ++change) {
    undo_all(earlier, **change);
    if (takes_up(**change) && !definition.taken_up) definition.taken_up = (*change)->on;
    if (moves_bounds(**change))
      definition.earlier_bounds.insert(definition.earlier_bounds.begin(), {(*change)->on, {earlier.min, earlier.max}});
  }
  if (is_final_state(definition.state)) definition.frozen = last_change_of_state(changes, as_of);
  return definition;
}

Definition as_written(const KeyResult& key_result) { return {key_result, {}, {}, {}}; }

Definition as_written(const Objective& objective) {
  Definition definition;
  definition.weight = objective.weight;
  definition.state = objective.state;
  return definition;
}

}  // namespace

Bounds Definition::bounds_on(Date day) const {
  for (const MovedBounds& earlier : earlier_bounds)
    if (day < earlier.until) return earlier.bounds;
  return {min, max};
}

Definition definition_of(const KeyResult& key_result, Date as_of) {
  return undone(as_written(key_result), key_result.changes, as_of);
}

Definition definition_of(const Objective& objective, Date as_of) {
  return undone(as_written(objective), objective.changes, as_of);
}

Definition first_definition(const KeyResult& key_result) {
  return undone(as_written(key_result), key_result.changes, std::nullopt);
}

Definition first_definition(const Objective& objective) {
  return undone(as_written(objective), objective.changes, std::nullopt);
}

Place place_of_value(const KeyResult& key_result, std::string_view key, Date as_of) {
  for (const Change* change : oldest_first(key_result.changes))
    for (const ChangedField& field : change->fields)
      if (change->on > as_of && field.key == key) return change->place;
  const auto given = std::ranges::find(key_result.keys, key, &KeyPlace::key);
  return given == key_result.keys.end() ? Place{} : given->value;
}

Definition definition_of(const Subject& subject, Date as_of) {
  Definition definition = definition_of(subject.key_result, as_of);
  const auto above = definition_of(subject.objective, as_of).frozen;
  if (above) definition.frozen = std::min(definition.frozen.value_or(*above), *above);
  definition.state = state_as_kept(subject, definition.state, as_of);
  return definition;
}

Period window_of(const Subject& subject, const Definition& definition) {
  const Date first = definition.start.value_or(subject.cycle.period.first);
  return {first, std::max(first, definition.due.value_or(subject.cycle.period.last))};
}

Date asked_from(const Subject& subject, const Definition& definition, Date as_of) {
  const Date start = window_of(subject, definition).first;
  const auto above = definition_of(subject.objective, as_of).taken_up;
  return std::max({start, definition.taken_up.value_or(start), above.value_or(start)});
}

Period counted_days(const Subject& subject, const Definition& definition) {
  const int grace = grace_days_of(subject.workspace.settings, subject.cycle);
  const Date cycle_end = subject.cycle.period.last;
  const bool by_periods = definition.kind == Kind::hold && subject.key_result.judge == Judge::periods;
  const bool has_own_end = by_periods && definition.due && *definition.due < cycle_end;
  const Date last = add_days(has_own_end ? *definition.due : cycle_end, grace);
  const auto& result = subject.cycle.result;
  const bool is_cut = result && result->closed && *result->closed < last;  // what comes later moves nothing
  return {definition.start.value_or(subject.cycle.period.first), is_cut ? *result->closed : last};
}

Date looked_at(const Definition& definition, Date as_of) {
  return definition.frozen ? std::min(*definition.frozen, as_of) : as_of;
}

const Kpi* kpi_of(const Subject& subject, const Definition& definition) {
  return definition.kpi.empty() ? nullptr : kpi_named(subject.workspace, definition.kpi);
}

Absence fault_of(const Subject& subject) {
  const KeyResult& kr = subject.key_result;
  if (!subject.cycle.dated || kr.faulty) return Absence::record_in_error;
  if (!kr.kind_known) return Absence::kind_unknown;
  if (kr.kpi.empty()) return Absence::none;
  const Kpi* kpi = kpi_named(subject.workspace, kr.kpi);
  if (!kpi) return Absence::unknown_kpi;
  return kpi->faulty ? Absence::record_in_error : Absence::none;
}

}  // namespace okr
