// SPDX-License-Identifier: MIT
// The table of all keys: documented, unique, leading to the right member, and telling the kind of a key result.
#include "okr/model/fields.hpp"

#include <set>
#include <string>

#include "okr/base/id.hpp"
#include "print.hpp"

namespace fields_test {

using namespace okr;

TEST_CASE("fields: every key is documented, kebab-case and declared once a record") {
  for (const RecordInfo& record : records()) {
    std::set<std::string> seen;
    CHECK(!record.fields.empty());
    for (const FieldInfo& field : record.fields) {
      CAPTURE(std::string(record.name));
      CAPTURE(std::string(field.key));
      CHECK(is_valid_id(field.key));
      CHECK(seen.insert(std::string(field.key)).second);
      CHECK(!field.doc.empty());
      CHECK(field.doc.back() != '.');
      CHECK((field.shape == Shape::word) == (!field.words.empty() && field.shape != Shape::weekday));
    }
  }
}

TEST_CASE("fields: a datum reaches the member its key stands for") {
  const auto assign = [](KeyResult& kr, std::string_view key, const Datum& datum) {
    for (const auto& field : fields<KeyResult>())
      if (field.key == key) field.assign(kr, datum);
  };
  KeyResult kr;
  Datum datum;
  datum.number = 400;
  assign(kr, "target", datum);
  assign(kr, "misses", datum);
  datum.text = "best";
  assign(kr, "take", datum);
  datum.date = make_date(2026, 8, 31);
  assign(kr, "due", datum);
  CHECK(kr.target == 400.0);
  CHECK(kr.misses == 400);
  CHECK(kr.take == Take::best);
  CHECK(kr.due == make_date(2026, 8, 31));
}

TEST_CASE("fields: the kind follows from the keys, and E118 where it cannot") {
  KeyResult kr;
  CHECK(!kind_from_keys(kr));
  kr.keys.push_back({"target", {}, {}});
  CHECK(kind_from_keys(kr) == Kind::number);
  kr.keys.push_back({"max", {}, {}});
  CHECK(kind_from_keys(kr) == Kind::hold);
  kr.kind_stated = Kind::sum;
  CHECK(kind_from_keys(kr) == Kind::sum);
  kr.kind_stated.reset();
  kr.keys.push_back({"kind", {}, {}});
  CHECK_MESSAGE(!kind_from_keys(kr), "a kind that was refused is not guessed");
}

TEST_CASE("fields: words of the files cannot be ids of objectives, an objective's keys not of its key results") {
  CHECK(is_reserved_objective_id("result"));
  CHECK(is_reserved_objective_id("blockers"));
  CHECK(is_reserved_objective_id("solved"));
  CHECK(is_reserved_objective_id("x-ship"));
  for (const FieldInfo& field : fields_of("check-in")) CHECK(is_reserved_objective_id(field.key));
  for (const char* free : {"ship", "target", "health", "team", "review", "level", "readings", "workspace", "kpi"})
    CHECK(!is_reserved_objective_id(free));
  CHECK(reserved_objective_ids() ==
        "cycle, defaults, result, date, at, by, note, wins, blockers, priorities, done, needs, ahead, lessons, solved, "
        "x-...");
  CHECK(is_reserved_key_result_id("title"));
  CHECK(!is_reserved_key_result_id("weight"));
  CHECK(is_objective_key("weight"));
  CHECK(!is_objective_key("users"));
}

TEST_CASE("fields: a change may hold what defines a record, and own names come off however often they stand there") {
  for (const char* key : {"baseline", "target", "stretch", "commit", "min", "max", "margin", "weight", "start", "due"})
    CHECK_MESSAGE(is_definition_key(key), key);
  for (const char* key : {"title", "owner", "on", "why", "note", ""}) CHECK_FALSE_MESSAGE(is_definition_key(key), key);
  CHECK(without_own_prefix("x-x-ship") == "ship");
  CHECK(without_own_prefix("ship-x-") == "ship-x-");
}

}  // namespace fields_test
