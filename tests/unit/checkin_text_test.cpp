// SPDX-License-Identifier: MIT
// A check-in as text: exactly what is written, and that it is read back as what it was.
#include <string>

#include <rapidcheck.h>

#include "okr/store/checkin_text.hpp"
#include "print.hpp"

namespace checkin_text_test {

using namespace okr;
using namespace okr::store;

namespace {

constexpr Date monday = make_date(2026, 8, 17);

SheetEntry said(const char* objective, const char* name, EntryValue value) {
  SheetEntry entry{{ObjectiveId(objective), name}, {}};
  entry.entry.value = std::move(value);
  return entry;
}

CheckinSheet whole_sheet() {
  CheckinSheet sheet;
  sheet.head.date = monday;
  sheet.head.at = (18 * 60 + 40) * 60 + 5;
  sheet.head.by = "ana";
  sheet.head.note = "Cut the \"beta\".\nTwo outages.";
  sheet.head.wins = {"400 readers"};
  sheet.head.done = {"a", "b"};
  sheet.entries = {said("ship", "users", 131.0),
                   said("ship", "release", std::vector<std::string>{"man pages"}),
                   said("fit", "km", 12.5),
                   said("fit", "doctor", false),
                   said("fit", "talk", std::string("target")),
                   said("fit", "mood", std::monostate())};
  sheet.entries[0].entry.confidence = 6;
  sheet.entries[0].entry.note = "second post";
  sheet.entries[5].entry.confidence = 4;
  return sheet;
}

CheckinSheet read_back(const CheckinSheet& sheet) {
  const CheckinReading reading = read_checkin_text(checkin_text(sheet), make_date(2000, 1, 1));
  REQUIRE(reading.diagnostics.empty());
  return reading.sheet;
}

}  // namespace

TEST_CASE("the text is the one format.md draws") {
  CHECK(checkin_text(whole_sheet()) == R"(date = 2026-08-17
at = 18:40:05
by = "ana"
note = """
Cut the \"beta\".
Two outages.
"""
wins = ["400 readers"]
done = ["a", "b"]

ship.users   = { value = 131, confidence = 6, note = "second post" }
ship.release = ["man pages"]
fit.km       = 12.5
fit.doctor   = false
fit.talk     = "target"
fit.mood     = { confidence = 4 }
)");
}

TEST_CASE("an empty check-in is its date") {
  CheckinSheet sheet;
  sheet.head.date = monday;
  CHECK(checkin_text(sheet) == "date = 2026-08-17\n");
  CHECK(sheet.is_empty());
  CHECK_FALSE(whole_sheet().is_empty());
}

TEST_CASE("what is written is read back") {
  const CheckinSheet sheet = whole_sheet();
  const CheckinSheet back = read_back(sheet);
  CHECK(same_content(sheet, back));
  CHECK(back.head.date == monday);
  CHECK(back.head.at == sheet.head.at);
  CHECK(back.head.by == "ana");
}

TEST_CASE("notes of any text survive") {
  CHECK(rc::check("note", [](std::string note) {
    for (char& byte : note)
      if (static_cast<unsigned char>(byte) >= 0x80) byte = '?';
    CheckinSheet sheet = whole_sheet();
    sheet.head.note = note;
    sheet.entries[1].entry.note = note;
    const CheckinReading reading = read_checkin_text(checkin_text(sheet), monday);
    RC_ASSERT(reading.diagnostics.empty());
    RC_ASSERT(same_content(sheet, reading.sheet));
  }));
}

TEST_CASE("a text without a date gets the one that is handed in") {
  const CheckinReading reading = read_checkin_text("ship.users = 1\n", monday);
  CHECK(reading.diagnostics.empty());
  CHECK_FALSE(reading.has_date);
  CHECK(reading.sheet.head.date == monday);
  REQUIRE(reading.sheet.entries.size() == 1);
  CHECK(to_string(reading.sheet.entries[0].id) == "ship.users");
}

TEST_CASE("what is wrong has its line") {
  const CheckinReading reading =
      read_checkin_text("date = 2026-08-17\nnoet = \"x\"\nship.users = { confidence = 11 }\n", monday);
  REQUIRE(reading.diagnostics.size() == 2);
  CHECK(reading.diagnostics[0].place.line == 2);
  CHECK(reading.diagnostics[0].line_text == "noet = \"x\"");
  CHECK(reading.diagnostics[1].place.line == 3);
  const CheckinReading broken = read_checkin_text("ship.users = = 1\n", monday);
  REQUIRE(broken.diagnostics.size() == 1);
  CHECK(broken.diagnostics[0].code == Code::E001);
}

TEST_CASE("the same content is the same, in any order and at any time of day") {
  const CheckinSheet a = whole_sheet();
  CheckinSheet b = whole_sheet();
  std::swap(b.entries[0], b.entries[3]);
  b.head.at = 0;
  b.head.note += "\n\n";
  CHECK(same_content(a, b));
  b.entries[3].entry.confidence = 7;
  CHECK_FALSE(same_content(a, b));
  b = whole_sheet();
  b.entries.pop_back();
  CHECK_FALSE(same_content(a, b));
  CHECK_FALSE(same_content(b, a));
  b = whole_sheet();
  b.head.wins.clear();
  CHECK_FALSE(same_content(a, b));
}

TEST_CASE("a check-in is put into its cycle and taken out again") {
  Cycle cycle;
  Objective ship;
  ship.id = ObjectiveId("ship");
  KeyResult users;
  users.id = {ship.id, "users"};
  ship.key_results.push_back(users);
  cycle.objectives.push_back(ship);
  CheckinSheet first;
  first.head.date = monday;
  first.entries = {said("ship", "users", 1.0), said("fit", "km", 2.0)};
  put_in(cycle, first);
  CheckinSheet earlier = first;
  earlier.head.date = add_days(monday, -7);
  earlier.entries = {said("ship", "users", 0.0)};
  put_in(cycle, earlier);
  const auto& entries = cycle.objectives[0].key_results[0].entries;
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].date == earlier.head.date);
  CHECK(entries[1].checkin == 0);
  CHECK(sheet_of(cycle, 1).entries.size() == 1);
  take_out(cycle, 0);
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].checkin == 1);
}

}  // namespace checkin_text_test
