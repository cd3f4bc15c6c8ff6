// SPDX-License-Identifier: MIT
#include "okr/compute/definition.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

namespace okr {
namespace {

std::optional<double> number_in(const ChangedField::Value& value) {
  const double* number = std::get_if<double>(&value);
  return number ? std::optional(*number) : std::nullopt;
}

std::optional<Date> date_in(const ChangedField::Value& value) {
  const Date* date = std::get_if<Date>(&value);
  return date ? std::optional(*date) : std::nullopt;
}

State state_in(const ChangedField::Value& value) {
  const std::string* text = std::get_if<std::string>(&value);
  return text ? parse_word<State>(*text).value_or(State::active) : State::active;
}

std::optional<double> Definition::* number_named(std::string_view key) {
  if (key == "baseline") return &Definition::baseline;
  if (key == "target") return &Definition::target;
  if (key == "commit") return &Definition::commit;
  if (key == "stretch") return &Definition::stretch;
  if (key == "min") return &Definition::min;
  if (key == "max") return &Definition::max;
  if (key == "weight") return &Definition::weight;
  return nullptr;
}

void undo(Definition& definition, const ChangedField& field) {
  if (const auto member = number_named(field.key)) definition.*member = number_in(field.before);
  if (field.key == "due") definition.due = date_in(field.before);
  if (field.key == "state") definition.state = state_in(field.before);
}

bool is_final(State state) { return state != State::active && state != State::draft; }

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

/// Undoes what was changed after the day; everything without a day.
Definition undone(Definition definition, std::span<const Change> changes, std::optional<Date> as_of) {
  if (changes.empty()) return definition;
  const auto sorted = oldest_first(changes);
  for (auto change = sorted.rbegin(); change != sorted.rend(); ++change) {
    if (as_of && (*change)->on <= *as_of) break;
    for (auto field = (*change)->fields.rbegin(); field != (*change)->fields.rend(); ++field) undo(definition, *field);
  }
  if (is_final(definition.state)) definition.frozen = last_change_of_state(changes, as_of);
  return definition;
}

Definition as_written(const KeyResult& kr) {
  return {kr.baseline, kr.target, kr.commit, kr.stretch, kr.min, kr.max, kr.weight, kr.due, kr.state, std::nullopt};
}

Definition as_written(const Objective& objective) {
  Definition definition;
  definition.weight = objective.weight;
  definition.state = objective.state;
  return definition;
}

}  // namespace

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

}  // namespace okr
