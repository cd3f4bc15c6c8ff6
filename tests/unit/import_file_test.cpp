// SPDX-License-Identifier: MIT
// What is read of a CSV: every row is looked at, nothing depends on their order, and what is wrong has its place.
#include "actions/import/readings/import.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "print.hpp"

namespace import_file_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::session;

namespace {

Kpi kpi(std::string id) {
  Kpi made;
  made.id = KpiId(id);
  made.floor = 0;
  return made;
}

const Kpi weight = kpi("weight");
const Kpi sleep_hours = kpi("sleep");

const Kpi share = [] {
  Kpi made = kpi("share");
  made.unit = "%";
  return made;
}();

ImportRequest request() {
  ImportRequest made;
  made.name = "a.csv";
  made.date_column = "day";
  made.note_column = "note";
  made.targets = {{"kg", &weight}, {"h", &sleep_hours}};
  made.today = make_date(2026, 8, 24);
  made.form.said_by_options = true;
  return made;
}

Result<ImportedFile> read(const std::string& text, const ImportRequest& how = request()) {
  bool is_given = false;
  CsvStream stream(
      [&]() -> Result<std::string> {
        if (is_given) return std::string();
        is_given = true;
        return text;
      },
      how.form.delimiter);
  return read_import(stream, how);
}

/// "kg 2026-08-01=5 n" lines, then "LINE:COLUMN CODE what".
std::string shown(const std::string& text, const ImportRequest& how = request()) {
  const auto file = read(text, how);
  if (!file) return "!" + file.error().what;
  std::string all;
  for (std::size_t target = 0; target < file->readings.size(); ++target)
    for (const ImportedReading& reading : file->readings[target])
      all += how.targets[target].column + " " + to_string(reading.date) + "=" +
             std::to_string(reading.value).substr(0, 4) + (reading.note < 0 ? "" : " " + file->note_of(reading)) + "\n";
  for (const Diagnostic& fault : file->faults)
    all += std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column) + " " + fault.message + "\n";
  return all;
}

}  // namespace

TEST_CASE("import: columns of several KPIs, with notes; an empty cell is no reading") {
  CHECK(shown("h,day,kg,note\n7,2026-08-01,81.5,tired\n,2026-08-02,80.2,\n6.5,2026-W31,,\n,,,\n") ==
        "kg 2026-08-01=81.5 tired\nkg 2026-08-02=80.2\nh 2026-08-01=7.00 tired\nh 2026-08-02=6.50\n");
}

TEST_CASE("import: every bad row is named, also behind a bad one, and good ones are read") {
  CHECK(
      shown("day,kg,h,note\nsoon,1,1,\n2026-08-25,1,1,\n2026-08,1,,\n2026-08-01,x,7,\n2026-08-02,-1,7,\n2026-08-03,1\n"
            "2026-08-04,1,5,x,y\n2026-08-05,1,1,\xE4\n2026-08-06,\xE4,1,\n2026-08-07,5,,\n") ==
      "kg 2026-08-07=5.00\nh 2026-08-01=7.00\nh 2026-08-02=7.00\nh 2026-08-06=1.00\n"
      "2:1 'soon' is no date\n3:1 2026-08-25 lies in the future\n4:1 2026-08 has not ended, it ends on 2026-08-31\n"
      "5:12 \"x\" is not a number\n6:12 weight: -1 lies below its floor, 0\n7:1 this row has too few columns\n"
      "8:18 this row has more columns than the 4 that the header names\n9:16 this cell is not UTF-8\n"
      "10:12 this cell is not UTF-8\n");
}

TEST_CASE("import: a day twice is one reading when both say the same, else none, and each row is told") {
  CHECK(shown("day,kg,h,note\n2026-08-01,5,,\n2026-08-01,5,,x\n2026-08-01,5,7,\n") ==
        "kg 2026-08-01=5.00 x\nh 2026-08-01=7.00\n");
  CHECK(shown("day,kg,h,note\n2026-08-01,5,,\n2026-08-02,6,,\n2026-08-01,5.5,,\n2026-08-01,5,,\n") ==
        "kg 2026-08-02=6.00\n2:12 2026-08-01 is 5 here and 5.5 in line 4\n4:12 2026-08-01 is 5.5 here and 5 in line 2\n"
        "5:12 2026-08-01 is said here and in line 2, and in a third one otherwise\n");
  CHECK(shown("day,kg,h,note\n2026-08-01,5,,a\n2026-08-01,5,,b\n") ==
        "2:12 2026-08-01 has another note here than in line 3\n3:12 2026-08-01 has another note here than in line 2\n");
  CHECK(shown("day,kg,h,note\n2026-W33,5,,\n2026-08-16,5,,\n") ==
        "2:10 2026-W33 and 2026-08-16 are one day\n3:12 2026-08-16 and 2026-W33 are one day\n");
}

TEST_CASE(
    "import: beside cells in % a share of 1 is no per cent; where no cell has the sign all are in the KPI's unit") {
  ImportRequest how = request();
  how.targets = {{"p", &share}};
  how.note_column.clear();
  const std::string sign = "day,p\n2026-08-01,12%\n", alone = "day,p\n2026-08-01,12\n";
  const std::string first = "p 2026-08-01=12.0\n";
  CHECK(shown(sign + "2026-08-02,0.12\n2026-08-03,13\n2026-08-04,0\n", how) ==
        first + "p 2026-08-03=13.0\np 2026-08-04=0.00\n3:12 0.12 has no unit, and other cells are in %\n");
  CHECK(shown("day,p\n2026-08-02,0.12\n2026-08-01,12 %\n", how) ==
        first + "2:12 0.12 has no unit, and other cells are in %\n");
  CHECK(shown(sign + "2026-08-02,0.5%\n", how) == first + "p 2026-08-02=0.50\n");
  CHECK(shown(alone + "2026-08-02,0.12\n", how) == first + "p 2026-08-02=0.12\n");
}

TEST_CASE("import: points that may all group thousands have to be said where decimal commas are usual") {
  ImportRequest how = request();
  how.targets = {{"p", &share}};
  how.note_column.clear();
  how.form.delimiter = ';';
  const std::string rows = "day;p\n2026-08-01;1.234\n2026-08-02;12\n";
  CHECK(shown(rows, how) == "p 2026-08-02=12.0\n2:12 '1.234' may be 1234 or 1.234\n");
  CHECK(shown(rows + "2026-08-03;1.5\n", how) == "p 2026-08-01=1.23\np 2026-08-02=12.0\np 2026-08-03=1.50\n");
  how.form.decimal_said = true;
  CHECK(shown(rows, how) == "p 2026-08-01=1.23\np 2026-08-02=12.0\n");
}

TEST_CASE("import: the header is found, or the file is refused with its columns") {
  CHECK(shown("") == "!a.csv is empty");
  CHECK(shown("day,kg,note\n") == "!--value: no column 'h' in a.csv");
  CHECK(shown("\xFF\xFE"
              "d\0a\0y\0,") == "!a.csv is no text in UTF-8: it looks like UTF-16");
  CHECK(shown("day,kg,h,note,Gr\xF6\xDF"
              "e\n") == "!a.csv is not UTF-8: its column 5 is 'Gr\uFFFD\uFFFDe'");
  CHECK(shown("\xC3\xAF\xC2\xBB\xC2\xBF"
              "day,kg,h,note\n") == "!a.csv begins with the mark of UTF-8");
  CHECK(shown("\xEF\xBB\xBF"
              "day,kg,h,note\r\n2026-08-01,5,,\r\n") == "kg 2026-08-01=5.00\n");
}

TEST_CASE("import: of many faults the first are kept, all are counted; what is no CSV ends the reading") {
  std::string text = "day,kg,h,note\n";
  for (int row = 0; row < 1000; ++row) text += "soon,1,1,\n";
  const auto file = read(text);
  REQUIRE(file.has_value());
  CHECK(file->faults.size() == 20);
  CHECK(file->fault_count == 1000);
  CHECK(file->rows == 1000);
  const auto broken = read("day,kg,h,note\n2026-08-01,5,\"7\n");
  REQUIRE(broken.has_value());
  CHECK_FALSE(broken->is_whole);
}

TEST_CASE("import property: the order of the rows does not matter") {
  CHECK(rc::check("any rows, shuffled", [] {
    std::vector<std::string> rows;
    for (const int day : *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 20))) {
      const int value = *rc::gen::inRange(0, 3);
      rows.push_back((day < 10 ? "2026-08-0" : "2026-08-") + std::to_string(day) + "," + std::to_string(value) +
                     ",,\n");
    }
    const auto readings = [&] {
      std::string text = "day,kg,h,note\n";
      for (const std::string& row : rows) text += row;
      std::string all;
      const auto file = read(text);
      for (const ImportedReading& reading : file->readings[0])
        all += to_string(reading.date) + "=" + std::to_string(reading.value) + "\n";
      return all;
    };
    const std::string before = readings();
    std::ranges::sort(rows, std::greater<>());
    RC_ASSERT(readings() == before);
    std::rotate(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2), rows.end());
    RC_ASSERT(readings() == before);
  }));
}

}  // namespace import_file_test
