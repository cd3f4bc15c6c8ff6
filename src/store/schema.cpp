// SPDX-License-Identifier: MIT
// From the declared fields to JSON Schema draft-07. Two validators read it in editors (taplo and tombi); what either of
// them ignores or explains badly is not used: no `if`, no `oneOf`, no look-ahead in patterns.
#include "okr/store/schema.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <nlohmann/json.hpp>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/rule.hpp"
#include "okr/model/words.hpp"

namespace okr::store {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<SchemaKind, 4> kinds{SchemaKind::cycle, SchemaKind::checkin, SchemaKind::kpi, SchemaKind::config};

// Names of people's own keys and of records. `propertyNames` sees both, `patternProperties` only the former, since an
// id may equal no declared key and `additionalProperties` is what the two leave over.
constexpr const char* own_key_pattern = "^x-";
constexpr const char* id_pattern = "^(x-.*|[a-z0-9][a-z0-9-]{0,63})$";
constexpr const char* dated_key_pattern =
    "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-W(0[1-9]|[1-4][0-9]|5[0-3])|-Q[1-4]|-H[12])?$";
constexpr const char* relative_pattern = "^[+-][0-9.][0-9.eE+-]*%$";

// --- values ----------------------------------------------------------------------------------------------------------

Json typed(const char* type) { return Json::object({{"type", type}}); }

Json text() { return typed("string"); }

Json date() { return Json::object({{"type", "string"}, {"format", "date"}}); }

Json list_of(Json item) { return Json::object({{"type", "array"}, {"items", std::move(item)}}); }

Json list_of(Json item, int least, int most) {
  Json list = list_of(std::move(item));
  list["minItems"] = least;
  list["maxItems"] = most;
  return list;
}

Json any_of(Json one, Json other) { return Json::object({{"anyOf", Json::array({std::move(one), std::move(other)})}}); }

Json words(std::span<const std::string_view> all) {
  Json schema = text();
  schema["enum"] = Json::array();
  for (const std::string_view word : all) schema["enum"].push_back(std::string(word));
  return schema;
}

/// Whole bounds without a decimal point.
Json bound(double value) { return std::floor(value) == value ? Json(static_cast<std::int64_t>(value)) : Json(value); }

Json number(const char* type, const Domain& domain) {
  Json schema = typed(type);
  if (domain.only_ends) {
    schema["enum"] = Json::array({bound(domain.least), bound(domain.greatest)});
    return schema;
  }
  if (std::isfinite(domain.least)) schema["minimum"] = bound(domain.least);
  if (std::isfinite(domain.greatest)) schema["maximum"] = bound(domain.greatest);
  return schema;
}

Json rhythm() { return any_of(words(rhythm_words), number("integer", {1, longest_rhythm})); }

Json relative() {
  Json schema = text();
  schema["pattern"] = relative_pattern;
  return schema;
}

/// A value of a check-in or a result: what it has to be follows from the kind, which a schema cannot see.
Json entry_value() {
  return Json::object({{"type", Json::array({"number", "boolean", "string", "array"})}, {"items", text()}});
}

// --- records ---------------------------------------------------------------------------------------------------------

std::string definition_name(std::string_view record) {
  std::string name(record);
  std::ranges::replace(name, ' ', '-');
  return name;
}

Json record_reference(std::string_view record) {
  return Json::object({{"$ref", "#/definitions/" + definition_name(record)}});
}

/// tombi takes no notice of a pattern whose schema says nothing, so it is all types by name.
Json anything() {
  return Json::object(
      {{"type", Json::array({"string", "number", "boolean", "array", "object"})}, {"additionalProperties", true}});
}

/// A table whose keys are declared one by one; keys of people's own are welcome.
Json closed_table() {
  return Json::object({{"type", "object"},
                       {"properties", Json::object()},
                       {"patternProperties", Json::object({{own_key_pattern, anything()}})},
                       {"additionalProperties", false}});
}

/// Makes every other key of the table the id of a record.
void open_for_ids(Json& table, Json record) {
  table["additionalProperties"] = std::move(record);
  table["propertyNames"] = Json::object({{"pattern", id_pattern}});
}

Json table_of_ids(Json record) {
  Json table = closed_table();
  open_for_ids(table, std::move(record));
  return table;
}

/// The three tables whose keys are ids, and the value of an entry.
Json entries(const FieldInfo& field) {
  if (field.key == "objective") return table_of_ids(record_reference("objective result"));
  if (field.key == "kr") return table_of_ids(table_of_ids(record_reference("key result result")));
  return entry_value();
}

Json word_lists() {
  Json table = Json::object({{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}});
  for (const Code code : rules_of_words) {
    Json words = list_of(text());
    words["description"] = std::string(rule(code).title) + ".";
    table["properties"][std::string(to_string(code))] = std::move(words);
  }
  return table;
}

Json schema_of(const FieldInfo& field) {
  switch (field.shape) {
    case Shape::text:
    case Shape::long_text:
    case Shape::reference: return text();
    case Shape::number: return number("number", field.domain);
    case Shape::integer: return number("integer", field.domain);
    case Shape::boolean: return typed("boolean");
    case Shape::date: return date();
    case Shape::time: return Json::object({{"type", "string"}, {"format", "partial-time"}});
    case Shape::word:
    case Shape::weekday: return words(field.words);
    case Shape::text_list: return list_of(text());
    case Shape::references:
    case Shape::names: return any_of(text(), list_of(text()));
    case Shape::rhythm: return rhythm();
    case Shape::relative: return relative();
    case Shape::number_list: return list_of(typed("number"));
    case Shape::amounts: return any_of(typed("number"), list_of(typed("number")));
    case Shape::date_list: return list_of(date());
    case Shape::truth_list: return list_of(typed("boolean"));
    case Shape::periods: return list_of(list_of(date(), 2, 2));
    case Shape::plan: return list_of(list_of(any_of(date(), typed("number")), 2, 2));
    case Shape::steps: return list_of(any_of(text(), record_reference("step")));
    case Shape::initiatives: return list_of(any_of(text(), record_reference("initiative")));
    case Shape::blockers: return list_of(any_of(text(), record_reference("blocker")));
    case Shape::changes: return list_of(record_reference("change"));
    case Shape::benchmarks: return list_of(record_reference("benchmark"));
    case Shape::word_lists: return word_lists();
    case Shape::entries: return entries(field);
    case Shape::commands:
    case Shape::table: return typed("object");
  }
  return Json::object();
}

std::string description_of(const FieldInfo& field) {
  std::string description = std::string(field.doc) + ".";
  if (field.kinds == every_kind) return description;
  return description + " Only for kind: " + join(words_of_kinds(field.kinds), ", ") + ".";
}

Json property(const FieldInfo& field, std::string_view record) {
  Json schema = schema_of(field);
  if (field.key == "scale") schema["enum"] = Json::array({1, 100});
  if (field.key == "bands") schema = list_of(number("number", {0, 1}), 2, 2);
  schema["description"] = description_of(field);
  const bool is_pair = record == "change" && schema.contains("items");  // [old, new]; [new] where there was none
  if (is_pair) schema["minItems"] = 1;
  if (is_pair) schema["maxItems"] = 2;
  return schema;
}

/// A key of an objective may be the id of one of its key results instead, all but the title.
void allow_key_results(Json& objective) {
  for (auto& [key, schema] : objective["properties"].items()) {
    if (is_reserved_key_result_id(key)) continue;
    Json described = Json::object({{"description", schema["description"]}});
    schema.erase("description");
    described.update(any_of(std::move(schema), record_reference("key result")));
    schema = std::move(described);
  }
}

/// Puts the fields of a record into a table's schema: those of `only`, or all when it is empty.
void add_fields(Json& table, const RecordInfo& record, std::span<const std::string_view> only = {}) {
  Json required = Json::array();
  for (const FieldInfo& field : record.fields) {
    if (!only.empty() && !contains(only, field.key)) continue;
    table["properties"][std::string(field.key)] = property(field, record.name);
    if (field.required && only.empty()) required.push_back(std::string(field.key));
  }
  if (!required.empty()) table["required"] = std::move(required);
}

Json described(Json table, std::string_view title, std::string_view doc) {
  Json schema = Json::object({{"title", std::string(title)}, {"description", std::string(doc) + "."}});
  schema.update(table);
  return schema;
}

Json record_schema(const RecordInfo& record) {
  Json table = described(closed_table(), record.name, record.doc);
  add_fields(table, record);
  return table;
}

/// What is said of a key result on one day: a bare value, or a table with it.
Json entry_schema(const RecordInfo& entry) {
  Json schema = record_schema(entry);
  schema["type"] = Json::array({"number", "boolean", "string", "array", "object"});
  schema["items"] = text();
  return schema;
}

/// A reading: a bare number, a list of a day's amounts, or a table with them.
Json reading_schema(const RecordInfo& reading) {
  Json schema = record_schema(reading);
  schema["type"] = Json::array({"number", "array", "object"});
  schema["items"] = typed("number");
  schema["minItems"] = 1;
  return schema;
}

/// A target over time: a bare number, or a table.
Json target_schema(const RecordInfo& target) {
  Json schema = record_schema(target);
  schema["type"] = Json::array({"number", "object"});
  return schema;
}

/// A table whose keys are days and periods.
Json dated_table(const char* name, const RecordInfo& record) {
  Json table = described(closed_table(), name, record.doc);
  table["patternProperties"][dated_key_pattern] = record_reference(record.name);
  return table;
}

// --- files -----------------------------------------------------------------------------------------------------------

/// The records of one kind of file by name; all of them are declared, or the program has a bug that tests find.
class Records {
 public:
  const RecordInfo& operator[](std::string_view name) const {
    return *std::ranges::find(all_, name, &RecordInfo::name);
  }

 private:
  std::vector<RecordInfo> all_ = records();
};

struct File {
  Json schema;
  Json definitions = Json::object();

  void define(const RecordInfo& record) { define(record, record_schema(record)); }
  void define(const RecordInfo& record, Json schema_of_it) {
    definitions[definition_name(record.name)] = std::move(schema_of_it);
  }
  void refer(const char* heading, std::string_view record) { schema["properties"][heading] = record_reference(record); }
};

File cycle_file(const Records& records) {
  File file{described(closed_table(), "okr: cycle", "A cycle with its objectives and key results")};
  for (const char* name :
       {"cycle", "result", "objective result", "key result result", "key result", "step", "initiative", "change"})
    file.define(records[name]);
  Json objective = record_schema(records["objective"]);
  open_for_ids(objective, record_reference("key result"));
  allow_key_results(objective);
  file.define(records["objective"], std::move(objective));
  Json defaults = described(closed_table(), "defaults", "What holds for every objective of this file");
  add_fields(defaults, records["objective"], default_keys());
  file.refer("cycle", "cycle");
  file.refer("result", "result");
  file.schema["properties"]["defaults"] = std::move(defaults);
  open_for_ids(file.schema, record_reference("objective"));
  return file;
}

File checkin_file(const Records& records) {
  File file{described(closed_table(), "okr: check-in", records["check-in"].doc)};
  add_fields(file.schema, records["check-in"]);
  file.define(records["blocker"]);
  file.define(records["entry"], entry_schema(records["entry"]));
  file.definitions["entries"] =
      described(table_of_ids(record_reference("entry")), "entries", "What is said of an objective's key results");
  open_for_ids(file.schema, record_reference("entries"));
  return file;
}

File kpi_file(const Records& records) {
  File file{described(closed_table(), "okr: KPI", "The definition of a metric, its readings, or both")};
  add_fields(file.schema, records["KPI"]);
  file.define(records["benchmark"]);
  file.define(records["reading"], reading_schema(records["reading"]));
  file.define(records["target"], target_schema(records["target"]));
  file.schema["properties"]["readings"] = dated_table("readings", records["reading"]);
  file.schema["properties"]["targets"] = dated_table("targets", records["target"]);
  // A file of readings beside a kpi.toml has no definition, so no title.
  file.schema["anyOf"] = Json::array({Json::object({{"required", std::move(file.schema["required"])}}),
                                      Json::object({{"required", Json::array({"readings"})}})});
  file.schema.erase("required");
  return file;
}

File config_file(const Records& records) {
  File file{described(closed_table(), "okr: okr.toml", "Settings of a workspace; marks its root")};
  file.schema["properties"]["format"] = Json::object({{"type", "integer"},
                                                      {"enum", Json::array({known_format})},
                                                      {"description", "Format of all files of the workspace."}});
  for (const char* name : {"workspace", "scoring", "check"}) {
    file.define(records[name]);
    file.refer(name, name);
  }
  return file;
}

File file_of(SchemaKind kind) {
  const Records records;
  switch (kind) {
    case SchemaKind::cycle: return cycle_file(records);
    case SchemaKind::checkin: return checkin_file(records);
    case SchemaKind::kpi: return kpi_file(records);
    case SchemaKind::config: return config_file(records);
  }
  return {};
}

}  // namespace

std::span<const SchemaKind> schema_kinds() { return kinds; }

std::string schema_text(SchemaKind kind) {
  File file = file_of(kind);
  Json schema = Json::object({{"$schema", "http://json-schema.org/draft-07/schema#"},
                              {"$id", "urn:okr:" + std::to_string(known_format) + ":" + std::string(word(kind))}});
  schema.update(file.schema);
  if (!file.definitions.empty()) schema["definitions"] = std::move(file.definitions);
  return schema.dump(2) + "\n";
}

}  // namespace okr::store
