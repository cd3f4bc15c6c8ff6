// SPDX-License-Identifier: MIT
// What `changes` says last must be what stands (E113): two answers to one question make every past report a guess.
#include <algorithm>

#include <fmt/core.h>

#include "model/structure_parts.hpp"
#include "okr/base/number.hpp"

namespace okr {
namespace {

using Value = ChangedField::Value;

template <class T>
Value value_of(const std::optional<T>& stands) {
  return stands ? Value(*stands) : Value();
}

Value standing(const KeyResult& kr, const ChangedField& field) {
  const std::string_view key = field.key;
  if (key == "baseline") return value_of(kr.baseline);
  if (key == "target") return value_of(kr.target);
  if (key == "commit") return value_of(kr.commit);
  if (key == "stretch") return value_of(kr.stretch);
  if (key == "min") return value_of(kr.min);
  if (key == "max") return value_of(kr.max);
  if (key == "misses") return static_cast<double>(kr.misses);
  if (key == "margin") return value_of(kr.margin);
  if (key == "strict") return std::string(kr.strict ? "true" : "false");
  if (key == "weight") return kr.weight_or_default();
  if (key == "start") return value_of(kr.start);
  if (key == "due") return value_of(kr.due);
  if (key == "kind") return kr.kind_known ? Value(std::string(word(kr.kind))) : field.after;
  if (key == "kpi") return kr.kpi.empty() ? Value() : Value(kr.kpi.text);
  return std::string(word(kr.state));
}

/// What else stands among an objective's changes is not its own and moves nothing.
Value standing(const Objective& objective, const ChangedField& field) {
  if (field.key == "weight") return objective.weight_or_default();
  return field.key == "state" ? Value(std::string(word(objective.state))) : field.after;
}

std::string in_words(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return shortest(*number);
  if (const auto* date = std::get_if<Date>(&value)) return to_string(*date);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return "nothing";
}

struct LastChange {
  const Change* change;
  const ChangedField* field;
};

/// The newest entry of each key; of one day the later in the file.
std::vector<LastChange> last_changes(const std::vector<Change>& changes) {
  std::vector<LastChange> last;
  for (const Change& change : changes)
    for (const ChangedField& field : change.fields) {
      const auto same_key = [&](const LastChange& known) { return known.field->key == field.key; };
      const auto known = std::ranges::find_if(last, same_key);
      if (known == last.end())
        last.push_back({&change, &field});
      else if (known->change->on <= change.on)
        *known = {&change, &field};
    }
  return last;
}

template <class Record>
void check_record(Findings& findings, Record& record, const std::string& name) {
  for (const auto& [change, field] : last_changes(record.changes)) {
    const Value stands = standing(record, *field);
    if (stands == field->after) continue;
    findings.note(
        Code::E113, change->place,
        fmt::format("the last change of '{}' says {} {}, but {} stands", name, field->key, in_words(field->after),
                    in_words(stands)),
        fmt::format("make the two the same, or add the change that came after {}; okr set {}.{}=VALUE --why TEXT "
                    "writes both",
                    to_string(change->on), name, field->key));
    record.faulty = true;
  }
}

}  // namespace

void check_changes(Findings& findings, Objective& objective) { check_record(findings, objective, objective.id.text); }

void check_changes(Findings& findings, KeyResult& key_result) {
  check_record(findings, key_result, to_string(key_result.id));
}

}  // namespace okr
