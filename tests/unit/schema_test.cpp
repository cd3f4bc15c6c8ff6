// SPDX-License-Identifier: MIT
// The JSON Schemas of the files hold every declared key with its bounds, and no other.
#include "okr/store/schema.hpp"

#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "okr/model/fields.hpp"
#include "print.hpp"

namespace schema_test {

using namespace okr;
using okr::store::SchemaKind;
using Json = nlohmann::json;

namespace {

Json schema_of(SchemaKind kind) { return Json::parse(store::schema_text(kind)); }

SchemaKind schema_kind_of(FileKind kind) {
  switch (kind) {
    case FileKind::cycle: return SchemaKind::cycle;
    case FileKind::checkin: return SchemaKind::checkin;
    case FileKind::kpi: return SchemaKind::kpi;
    case FileKind::settings:
    case FileKind::user: return SchemaKind::config;
  }
  return SchemaKind::config;
}

/// The table that holds a record's keys: a definition, or the top of the file.
Json table_of(const RecordInfo& record) {
  const Json schema = schema_of(schema_kind_of(record.file));
  std::string name(record.name);
  for (char& c : name) c = c == ' ' ? '-' : c;
  const bool at_top = record.heading == "(top of the file)";
  return at_top ? schema : schema.at("definitions").at(name);
}

template <class Visit>
void visit_references(const Json& node, Visit visit) {
  if (node.is_object() && node.contains("$ref") && node.at("$ref").is_string())
    visit(node.at("$ref").get<std::string>());
  if (!node.is_structured()) return;
  for (const Json& child : node) visit_references(child, visit);
}

}  // namespace

TEST_CASE("schema: each declared key is there with its sentence, and no other key") {
  for (const RecordInfo& record : records()) {
    if (record.file == FileKind::user) continue;  // no schema: it is nobody's but the person's
    const Json table = table_of(record);
    std::set<std::string> keys;
    for (const FieldInfo& field : record.fields) {
      CAPTURE(std::string(record.name));
      CAPTURE(std::string(field.key));
      keys.insert(std::string(field.key));
      REQUIRE(table.at("properties").contains(std::string(field.key)));
      const Json& property = table.at("properties").at(std::string(field.key));
      CHECK(property.at("description").get<std::string>().starts_with(field.doc));
    }
    for (const auto& [key, property] : table.at("properties").items()) {
      const bool is_heading = property.contains("$ref") || key == "readings" || key == "targets";
      CHECK((is_heading || keys.contains(key)));
    }
  }
}

TEST_CASE("schema: words, bounds and required keys are those of the declaration") {
  for (const RecordInfo& record : records()) {
    if (record.file == FileKind::user) continue;
    const Json table = table_of(record);
    for (const FieldInfo& field : record.fields) {
      CAPTURE(std::string(field.key));
      const Json& declared = table.at("properties").at(std::string(field.key));
      // A key of an objective, or a key result that bears its name.
      const bool is_either = record.name == "objective" && field.key != "title";
      const Json& property = is_either ? declared.at("anyOf").at(0) : declared;
      if (is_either) CHECK(declared.at("anyOf").at(1).at("$ref") == "#/definitions/key-result");
      if (!field.words.empty()) CHECK(property.at("enum").size() == field.words.size());
      if (field.domain.only_ends)
        CHECK(property.at("enum") == Json::array({field.domain.least, field.domain.greatest}));
      const bool is_bounded =
          (field.shape == Shape::number || field.shape == Shape::integer) && !field.domain.only_ends;
      if (is_bounded && field.domain.least > -1e300) CHECK(property.at("minimum").get<double>() == field.domain.least);
      if (is_bounded && field.domain.greatest < 1e300)
        CHECK(property.at("maximum").get<double>() == field.domain.greatest);
      const Json required =
          table.value("required", table.contains("anyOf") ? table["anyOf"][0]["required"] : Json::array());
      const bool is_required = std::find(required.begin(), required.end(), std::string(field.key)) != required.end();
      CHECK(is_required == field.required);
    }
  }
}

TEST_CASE("schema: draft-07 in one document: every reference leads somewhere, nothing conditional") {
  for (const SchemaKind kind : store::schema_kinds()) {
    const std::string text = store::schema_text(kind);
    const Json schema = Json::parse(text);
    CHECK(schema.at("$schema") == "http://json-schema.org/draft-07/schema#");
    CHECK(schema.at("$id").get<std::string>().starts_with("urn:okr:1:"));
    CHECK(text.ends_with("}\n"));
    for (const char* keyword : {"\"if\"", "\"then\"", "\"oneOf\"", "\"unevaluatedProperties\""})
      CHECK(text.find(keyword) == std::string::npos);
    std::set<std::string> used;
    visit_references(schema, [&](const std::string& reference) {
      CAPTURE(reference);
      REQUIRE(reference.starts_with("#/definitions/"));
      used.insert(reference.substr(14));
      CHECK(schema.at("definitions").contains(reference.substr(14)));
    });
    CHECK(used.size() == schema.value("definitions", Json::object()).size());
  }
}

TEST_CASE("schema: the rhythms are exactly those that the reader takes") {
  for (const std::string_view word : rhythm_words) {
    const auto rhythm = parse_rhythm(word);
    REQUIRE(rhythm);
    CHECK(to_string(*rhythm) == word);
  }
  const Json cadence = schema_of(SchemaKind::config).at("definitions").at("workspace").at("properties").at("cadence");
  CHECK(cadence.at("anyOf").at(0).at("enum").size() == rhythm_words.size());
  const Json review = schema_of(SchemaKind::kpi).at("properties").at("review");
  CHECK(review.at("enum").size() == rhythm_words.size());
}

TEST_CASE("schema: a key of two numbers takes nothing between them") {
  const Json scale = schema_of(SchemaKind::config).at("definitions").at("scoring").at("properties").at("scale");
  CHECK(scale.at("enum") == Json::array({1, 100}));
}

TEST_CASE("schema: kinds have names that read back") {
  for (const SchemaKind kind : store::schema_kinds()) CHECK(okr::parse_word<SchemaKind>(okr::word(kind)) == kind);
}

}  // namespace schema_test
