// SPDX-License-Identifier: MIT
// All records with their fields, for schemas, manual and completion; the tables are in fields_*.cpp.
#include "okr/model/fields.hpp"

#include <algorithm>
#include <array>

namespace okr {
namespace {

template <class Record>
RecordInfo record(std::string_view name, std::string_view heading, FileKind file, std::string_view doc) {
  RecordInfo info{name, heading, file, doc, {}};
  for (const Field<Record>& field : fields<Record>()) info.fields.push_back(field);
  return info;
}

/// Tables of a cycle's files, and the keys at the top of a check-in as format.md has them, those to come too.
constexpr auto reserved_names =
    std::to_array<std::string_view>({"cycle", "defaults", "result", "date", "at", "by", "note", "wins", "blockers",
                                     "priorities", "done", "needs", "ahead", "lessons", "solved"});
constexpr std::string_view own_prefix = "x-";

constexpr auto defaults = std::to_array<std::string_view>({"team", "owner", "type", "level", "tags"});

}  // namespace

std::vector<RecordInfo> records() {
  using enum FileKind;
  return {
      record<WorkspaceSettings>("workspace", "[workspace]", settings, "Settings of the whole workspace"),
      record<Scoring>("scoring", "[scoring]", settings, "Thresholds of scores and status; all optional"),
      record<CheckSettings>("check", "[check]", settings, "Which rules are reported"),
      record<Cycle>("cycle", "[cycle]", cycle, "The cycle itself; only in cycle.toml"),
      record<Objective>("objective", "[OBJECTIVE]", cycle, "An objective; the heading is its id"),
      record<KeyResult>("key result", "[OBJECTIVE.KEY-RESULT]", cycle,
                        "A key result of the objective; the heading is its id"),
      record<Step>("step", "steps = [{ ... }]", cycle, "A milestone of a key result"),
      record<Initiative>("initiative", "initiatives = [{ ... }]", cycle, "What is being done; never scored"),
      record<Change>("change", "changes = [{ ... }]", cycle, "A definition that was moved in a running cycle"),
      record<CycleResult>("result", "[result]", cycle, "The final numbers, written by okr close; only in cycle.toml"),
      record<ObjectiveResult>("objective result", "[result.objective]", cycle, "OBJECTIVE = { ... }"),
      record<KeyResultResult>("key result result", "[result.kr]", cycle, "OBJECTIVE.KEY-RESULT = { ... }"),
      record<Checkin>("check-in", "(top of the file)", checkin, "What was said on one day"),
      record<Entry>("entry", "OBJECTIVE.KEY-RESULT = { ... }", checkin,
                    "What was said of one key result; a bare value is its value"),
      record<Kpi>("KPI", "(top of the file)", kpi, "The definition of a metric; the file's name is its id"),
      record<Reading>("reading", "[readings]", kpi,
                      "DATE = VALUE, a list of several, or { ... }; the key is a day or a period"),
      record<KpiTarget>("target", "[targets]", kpi,
                        "DATE = TARGET or DATE = { ... }; the key is the day from which it holds, or a period"),
      record<Benchmark>("benchmark", "benchmarks = [{ ... }]", kpi, "A value of others to compare with"),
      record<UserSettings>("user settings", "(top of the file)", user, "What runs or dresses your terminal"),
  };
}

std::vector<FieldInfo> fields_of(std::string_view name) {
  for (RecordInfo& info : records())
    if (info.name == name) return std::move(info.fields);
  return {};
}

std::span<const std::string_view> default_keys() { return defaults; }

bool is_reserved_objective_id(std::string_view id) {
  if (id.starts_with(own_prefix)) return true;
  return std::ranges::find(reserved_names, id) != reserved_names.end();
}

std::string reserved_objective_ids() {
  std::string text;
  for (const std::string_view name : reserved_names) text += std::string(name) + ", ";
  return text + std::string(own_prefix) + "...";
}

bool is_reserved_key_result_id(std::string_view id) { return id == "title" || id.starts_with(own_prefix); }

bool is_objective_key(std::string_view name) {
  return std::ranges::any_of(fields<Objective>(), [name](const FieldInfo& field) { return field.key == name; });
}

std::optional<Kind> kind_from_keys(const KeyResult& key_result) {
  if (key_result.kind_stated) return key_result.kind_stated;
  if (key_result.has_bound()) return Kind::hold;
  if (key_result.gives("steps")) return Kind::milestones;
  if (key_result.gives("rubric")) return Kind::graded;
  if (key_result.target || !key_result.change.empty()) return Kind::number;
  return std::nullopt;
}

std::string_view to_string(Shape shape) {
  switch (shape) {
    case Shape::text: return "a text";
    case Shape::long_text: return "a text";
    case Shape::number: return "a number";
    case Shape::integer: return "a whole number";
    case Shape::boolean: return "true or false";
    case Shape::date: return "a date such as 2026-08-17, without quotes";
    case Shape::time: return "a time such as 18:40:00";
    case Shape::word: return "one of a few words";
    case Shape::text_list: return "a list of texts";
    case Shape::reference: return "the name of a record, as a text";
    case Shape::references: return "the name of a record, or a list of them";
    case Shape::names: return "a name, or a list of them";
    case Shape::rhythm: return "\"day\", \"week\", \"2 weeks\", \"month\", \"quarter\", or a number of days";
    case Shape::relative: return "a text such as \"+20%\"";
    case Shape::weekday: return "a weekday such as \"mon\"";
    case Shape::number_list: return "a list of numbers";
    case Shape::amounts: return "a number, or a list of them";
    case Shape::date_list: return "a list of dates";
    case Shape::truth_list: return "a list of true or false";
    case Shape::periods: return "a list of [first day, last day]";
    case Shape::plan: return "a list of [date, value]";
    case Shape::steps: return "a list of texts or { title, id, weight, due }";
    case Shape::initiatives: return "a list of texts or { title, done, owner, due, link }";
    case Shape::changes: return "a list of { on, why, target = [old, new] }";
    case Shape::benchmarks: return "a list of { name, value, source, date }";
    case Shape::entries: return "a value";
    case Shape::table: return "a table";
  }
  return "";
}

}  // namespace okr
