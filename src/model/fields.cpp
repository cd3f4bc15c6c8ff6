// SPDX-License-Identifier: MIT
// All records with their fields, for schemas, manual and completion; the tables are in fields_records.cpp.
#include "okr/model/fields.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"

namespace okr {
namespace {

template <class Record>
RecordInfo record(std::string_view name, std::string_view heading, FileKind file, std::string_view doc) {
  RecordInfo info{name, heading, file, doc, {}};
  for (const Field<Record>& field : fields<Record>()) info.fields.push_back(field);
  return info;
}

/// Tables of a cycle's files, and the keys at the top of a check-in.
std::vector<std::string_view> reserved_names() {
  std::vector<std::string_view> names{"cycle", "defaults", "result"};
  for (const FieldInfo& field : fields<Checkin>()) names.push_back(field.key);
  return names;
}

constexpr auto defaults = std::to_array<std::string_view>({"team", "owner", "type", "level", "tags", "allow"});

// The first that is given counts.
constexpr KindKey keys_of_kinds[] = {{"min", Kind::hold},      {"max", Kind::hold},      {"steps", Kind::milestones},
                                     {"rubric", Kind::graded}, {"target", Kind::number}, {"change", Kind::number}};

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
      record<Blocker>("blocker", "blockers = [{ ... }]", checkin, "What is in the way of a record"),
      record<Entry>("entry", "OBJECTIVE.KEY-RESULT = { ... }", checkin,
                    "What was said of one key result; a bare value is its value"),
      record<Kpi>("KPI", "(top of the file)", kpi, "The definition of a metric; the file's name is its id"),
      record<Reading>("reading", "[readings]", kpi,
                      "DATE = VALUE, a list of several, or { ... }; the key is a day or a period"),
      record<KpiTarget>("target", "[targets]", kpi,
                        "DATE = TARGET or DATE = { ... }; the key is the day from which it holds, or a period"),
      record<Benchmark>("benchmark", "benchmarks = [{ ... }]", kpi, "A value of others to compare with"),
      record<UserSettings>("user settings", "(top of the file)", user, "What runs or dresses your terminal"),
      record<PullCommand>("pull command", "[pull]", user,
                          "ID = [\"program\", \"word\", ...] or ID = { ... }; quotes around an ID with a dot"),
  };
}

std::vector<FieldInfo> fields_of(std::string_view name) {
  static const std::vector<RecordInfo> all = records();
  const auto info = std::ranges::find(all, name, &RecordInfo::name);
  return info == all.end() ? std::vector<FieldInfo>() : info->fields;
}

std::vector<FieldInfo> typed_fields_of(std::string_view record) {
  static_assert(words_of<CycleState>().back() == word(CycleState::closed));
  std::vector<FieldInfo> fields = fields_of(record);
  if (record == "cycle") {
    const auto state = std::ranges::find(fields, "state", &FieldInfo::key);
    state->words = state->words.first(state->words.size() - 1);
  }
  if (record == "KPI")
    fields.push_back({.key = shared_key,
                      .shape = Shape::boolean,
                      .doc = "Whether it has a folder, with a file of readings a year and source"});
  return fields;
}

bool Domain::has(double number) const {
  return only_ends ? number == least || number == greatest : number >= least && number <= greatest;
}

std::string to_string(const Domain& domain) {
  if (std::isinf(domain.greatest)) return fmt::format("{} or more", shortest(domain.least));
  return fmt::format("{} {} {}", shortest(domain.least), domain.only_ends ? "or" : "to", shortest(domain.greatest));
}

std::span<const std::string_view> default_keys() { return defaults; }

bool is_definition_key(std::string_view key) {
  return std::ranges::any_of(fields<Change>(),
                             [key](const Field<Change>& field) { return !field.assign && field.key == key; });
}

std::string_view without_own_prefix(std::string_view id) {
  while (id.starts_with(own_prefix)) id.remove_prefix(own_prefix.size());
  return id;
}

bool is_reserved_objective_id(std::string_view id) {
  if (id.starts_with(own_prefix)) return true;
  const auto names = reserved_names();
  return contains(names, id);
}

std::string reserved_objective_ids() {
  std::string text;
  for (const std::string_view name : reserved_names()) text += std::string(name) + ", ";
  return text + std::string(own_prefix) + "...";
}

bool is_reserved_key_result_id(std::string_view id) { return id == "title" || id.starts_with(own_prefix); }

bool is_objective_key(std::string_view name) {
  return std::ranges::any_of(fields<Objective>(), [name](const FieldInfo& field) { return field.key == name; });
}

std::vector<std::string_view> words_of_kinds(KindSet kinds) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < words_of<Kind>().size(); ++i)
    if ((kinds & kind_bit(static_cast<Kind>(i))) != 0) words.push_back(words_of<Kind>()[i]);
  return words;
}

std::span<const KindKey> kind_keys() { return keys_of_kinds; }

std::optional<Kind> kind_from_keys(const KeyResult& key_result) {
  if (key_result.kind_stated || key_result.gives("kind")) return key_result.kind_stated;
  const auto* const found =
      std::ranges::find_if(keys_of_kinds, [&](const KindKey& one) { return key_result.gives(one.key); });
  return found == std::end(keys_of_kinds) ? std::nullopt : std::optional(found->kind);
}

}  // namespace okr
