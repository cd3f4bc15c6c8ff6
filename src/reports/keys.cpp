// SPDX-License-Identifier: MIT
#include "reports/keys.hpp"

#include <algorithm>
#include <string>

#include "okr/base/text.hpp"
#include "reports/words.hpp"

namespace okr::reports {

Json json_of_word(std::string_view word) { return json_or_null(machine_word(word)); }

std::vector<std::string> machine_words(const ValueType& type) {
  std::vector<std::string> words;
  for (const std::string_view word : type.words)
    if (!word.empty()) words.push_back(machine_word(word));
  return words;
}

std::string described(const std::vector<std::string>& words, std::string_view doc) {
  std::string text(doc);
  for (std::size_t i = words.size(); i-- > 0;)
    text.insert(0, words[i] + (i + 1 < words.size() ? i + 2 < words.size() ? ", " : " or " : text.empty() ? "" : "; "));
  return text;
}

void JsonObject::add(JsonKey key) {
  key.doc = described(key.words, key.doc);
  const auto known = std::ranges::find(keys, key.name, &JsonKey::name);
  if (known != keys.end()) {
    if (known->doc.find(key.doc) == std::string::npos) known->doc += "; " + key.doc;
    if (known->words != key.words) known->words.clear();
    return;
  }
  const auto optional = std::ranges::find(keys, false, &JsonKey::is_always);
  keys.insert(key.is_always ? optional : keys.end(), std::move(key));
}

JsonObject report(std::string_view command, std::string_view as_of) {
  JsonObject object{command, {}, {}, true};
  object.add({"format_version", "string", "\"1.0\""});
  object.add({"command", "string", "\"" + std::string(command) + "\""});
  object.add({"as_of", "date", std::string(as_of)});
  return object;
}

JsonObject variant(std::string_view name, std::string_view command, std::string_view line) {
  JsonObject object = report(command);
  object.name = name;
  object.doc = line;
  return object;
}

JsonObject row_object() { return JsonObject{"row", "What every line of tsv and csv begins with"}.holds(row_keys); }

namespace {

std::vector<JsonObject> all_objects() {
  std::vector<JsonObject> all;
  for (const auto objects_of_screen :
       {status_objects, score_objects, at_close_objects, forecast_objects, next_objects, calibration_objects,
        show_objects, kpi_objects, tree_objects, plot_objects, log_objects, diff_objects, goalposts_objects,
        plan_objects, review_objects, check_objects, outcome_objects, shared_objects})
    for (JsonObject& object : objects_of_screen()) all.push_back(std::move(object));
  std::stable_partition(all.begin(), all.end(), [](const JsonObject& object) { return object.is_report; });
  return all;
}

/// Drops `mark` from the end; true when it was there.
bool taken_off(std::string_view& type, std::string_view mark) {
  if (!type.ends_with(mark)) return false;
  type.remove_suffix(mark.size());
  return true;
}

Json one_or_null(std::string_view type, bool may_be_null) {
  return may_be_null ? Json::array({std::string(type), "null"}) : Json(type);
}

Json schema_of_one(std::string_view type, bool may_be_null) {
  if (type == "any") return Json::object();
  if (json_object(type)) {
    const Json reference = {{"$ref", "#/$defs/" + std::string(type)}};
    return may_be_null ? Json{{"anyOf", Json::array({reference, Json{{"type", "null"}}})}} : reference;
  }
  if (type == "date") return {{"format", "date"}, {"type", one_or_null("string", may_be_null)}};
  return {{"type", one_or_null(type, may_be_null)}};
}

Json schema_of(std::string_view type) {
  const bool may_be_null = taken_off(type, "?");
  if (!taken_off(type, "[]")) return schema_of_one(type, may_be_null);
  return {{"type", one_or_null("array", may_be_null)}, {"items", schema_of_one(type, false)}};
}

Json enum_of(const JsonKey& key) {
  Json words = json_list(key.words);
  if (key.type.ends_with('?')) words.push_back(nullptr);
  return words;
}

Json schema_of(const JsonObject& object) {
  Json properties = Json::object(), required = Json::array();
  for (const JsonKey& key : object.keys) {
    Json& property = properties[std::string(key.name)] = schema_of(key.type);
    property["description"] = key.doc;
    if (!key.words.empty()) property["enum"] = enum_of(key);
    if (key.is_always) required.push_back(key.name);
  }
  return {{"type", "object"},
          {"description", description_of(object)},
          {"properties", std::move(properties)},
          {"required", std::move(required)}};
}

}  // namespace

std::string description_of(const JsonObject& object) {
  return object.is_report && object.doc.empty() ? "okr " + std::string(object.name) + " --json"
                                                : std::string(object.doc);
}

const std::vector<JsonObject>& json_objects() {
  static const std::vector<JsonObject> all = all_objects();
  return all;
}

const JsonObject* json_object(std::string_view name) {
  const auto it = std::ranges::find(json_objects(), name, &JsonObject::name);
  return it == json_objects().end() ? nullptr : &*it;
}

Json report_schema(const JsonObject& report) {
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", description_of(report)}};
  draw::add_members(schema, schema_of(report));
  Json& definitions = schema["$defs"] = Json::object();
  for (const JsonObject& object : json_objects()) definitions[std::string(object.name)] = schema_of(object);
  return schema;
}

}  // namespace okr::reports
