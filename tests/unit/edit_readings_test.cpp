// SPDX-License-Identifier: MIT
// Many readings into one file: each at its place, every other byte as it was, and no more than was meant.
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/store/edit.hpp"
#include "print.hpp"

namespace edit_readings_test {

using namespace okr;
using namespace okr::store;

namespace {

using Edits = std::vector<ReadingEdit>;

std::string put(std::string_view text, const Edits& readings, unsigned fiscal_start = 1) {
  const auto done = put_readings(text, readings, fiscal_start);
  return done ? *done : "!" + done.error().what;
}

/// A day of 2026 with the value that belongs to it.
ReadingEdit reading_of(int day) { return {to_string(add_days(make_date(2026, 1, 1), day)), day / 4.0}; }

Edits any_readings() {
  auto days = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 365));
  std::ranges::sort(days);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  Edits edits;
  for (const int day : days) edits.push_back(reading_of(day));
  return edits;
}

/// A file as a person keeps it: some of the readings, comments, aligned or not.
std::string file_with(const Edits& readings, std::string_view gap, std::string_view ending) {
  std::string text = "title = \"A\"\n\n[readings]   # by hand\n";
  for (const ReadingEdit& edit : readings) {
    text += edit.key + std::string(gap) + "= " + shortest(edit.value);
    text += edit.value > 40 ? "   # high\n" : "\n";
    if (edit.value == 20) text += "\n# half way\n";
  }
  text += "\n[x-own]\nkey = 1\n";
  std::string written;
  for (const char byte : text) written += byte == '\n' ? std::string(ending) : std::string(1, byte);
  return written;
}

}  // namespace

TEST_CASE("readings: each goes behind the last earlier one, in one step") {
  const std::string text = "[readings]\n2026-01-05 = 1\n2026-03-05 = 3   # note\n";
  CHECK(put(text, {{"2026-04", 9}, {"2026-02-01", 2}, {"2026-01-01", 0}, {"2026-02-03", 2.5}}) ==
        "[readings]\n2026-01-01 = 0\n2026-01-05 = 1\n2026-02-01 = 2\n2026-02-03 = 2.5\n2026-03-05 = 3   # note\n"
        "2026-04 = 9\n");
}

TEST_CASE("readings: a missing last newline stays missing, a mark and line ends stay") {
  CHECK(put("[readings]\n2026-01-05 = 1", {{"2026-01-06", 2}, {"2026-01-07", 3}}) ==
        "[readings]\n2026-01-05 = 1\n2026-01-06 = 2\n2026-01-07 = 3");
  CHECK(
      put("\xEF\xBB\xBF[readings]\r\n2026-01-05 = 1\r\n", {{"2026-01-01", 2, "a\nb"}, {"2026-01-07", 3}}) ==
      "\xEF\xBB\xBF[readings]\r\n2026-01-01 = { value = 2, note = \"a\\nb\" }\r\n2026-01-05 = 1\r\n2026-01-07 = 3\r\n");
}

TEST_CASE("readings: a file without the table gets one, an empty one and one of braces are filled") {
  CHECK(put("", {{"2026-01-05", 1}, {"2026-01-04", 2}}) == "[readings]\n2026-01-04 = 2\n2026-01-05 = 1\n");
  CHECK(put("title = \"a\"\n", {{"2026-01-05", 1}}) == "title = \"a\"\n\n[readings]\n2026-01-05 = 1\n");
  CHECK(put("[readings]\n\n[x-a]\n", {{"2026-01-05", 1}, {"2026-01-06", 2}}) ==
        "[readings]\n2026-01-05 = 1\n2026-01-06 = 2\n\n[x-a]\n");
  CHECK(put("readings = { 2026-01-01 = 1 }\n", {{"2026-01-05", 1}, {"2026-01-06", 2}}) ==
        "readings = { 2026-01-01 = 1, 2026-01-05 = 1, 2026-01-06 = 2 }\n");
  CHECK(put("readings.2026-01-01 = 1\nreadings.2026-02-01 = 1\n", {{"2026-01-05", 5}}) ==
        "readings.2026-01-01 = 1\nreadings.2026-01-05 = 5\nreadings.2026-02-01 = 1\n");
}

TEST_CASE("readings: between braces each goes behind the last earlier one too") {
  const std::string lines = "readings = {\n  2026-08-01 = 5, # a\n  2026-08-20 = 7, # b\n}\n";
  CHECK(put(lines, {{"2026-08-17", 9}}) ==
        "readings = {\n  2026-08-01 = 5, # a\n  2026-08-17 = 9,\n  2026-08-20 = 7, # b\n}\n");
  CHECK(put(lines, {{"2026-07-01", 1}, {"2026-08-21", 8}, {"2026-08-22", 9}}) ==
        "readings = {\n  2026-07-01 = 1,\n  2026-08-01 = 5, # a\n  2026-08-20 = 7, # b\n  2026-08-21 = 8,\n"
        "  2026-08-22 = 9,\n}\n");
  CHECK(put("readings = { 2026-08-01 = 5, 2026-08-20 = 7 }\n", {{"2026-08-17", 9}}) ==
        "readings = { 2026-08-01 = 5, 2026-08-17 = 9, 2026-08-20 = 7 }\n");
}

TEST_CASE("readings: one that is there gets the value in its place, and keeps what else it says") {
  const std::string text =
      "[readings]\n2026-01-05 = 1 # one\n2026-W33 = { value = 57, final = true }\n2026-W34 = { note = \"n\", value = 5 "
      "}\n";
  CHECK(put(text, {{"2026-01-05", 2}, {"2026-W33", 58}, {"2026-W34", 6, "m"}}) ==
        "[readings]\n2026-01-05 = 2 # one\n2026-W33 = { value = 58, final = true }\n2026-W34 = { note = \"m\", value = "
        "6 }\n");
  CHECK(put(text, {{"2026-01-05", 2, "why"}, {"2026-W33", 58, "cold"}}) ==
        "[readings]\n2026-01-05 = { value = 2, note = \"why\" } # one\n"
        "2026-W33 = { value = 58, final = true, note = \"cold\" }\n2026-W34 = { note = \"n\", value = 5 }\n");
  CHECK(put("[readings.2026-07]\nvalue = 1\n", {{"2026-07", 3}}) == "[readings.2026-07]\nvalue = 3\n");
}

TEST_CASE("readings: one amount more makes a list on that line only, and the old value restores the file") {
  const auto more = [](std::string key, double value, std::string note = {}) {
    ReadingEdit edit{std::move(key), value, std::move(note)};
    edit.adds = true;
    return edit;
  };
  const std::string text =
      "title = \"a\"\n[readings]\n2026-01-05 = 3   # run\n2026-01-06   = [ 3.50, 4 ] # two\n"
      "2026-W03 = { value = 5.0, note = \"n\" }\n2026-01-20 = [\n  1,\n  2, # b\n]\n";
  const struct {
    ReadingEdit edit;
    std::string before, after;
  } rows[] = {
      {more("2026-01-05", 4), "= 3   #", "= [3, 4]   #"},
      {more("2026-01-06", 0.5), "[ 3.50, 4 ]", "[ 3.50, 4, 0.5 ]"},
      {more("2026-W03", 1), "value = 5.0,", "value = [5.0, 1],"},
      {more("2026-W03", 1, "m"), "value = 5.0, note = \"n\"", "value = [5.0, 1], note = \"m\""},
      {more("2026-01-20", 3), "  2, # b\n]", "  2, # b\n  3,\n]"},
      {more("2026-01-05", 4, "m"), "= 3   #", "= { value = [3, 4], note = \"m\" }   #"},
  };
  for (const auto& row : rows) {
    std::string wanted = text;
    wanted.replace(wanted.find(row.before), row.before.size(), row.after);
    const std::string done = put(text, {row.edit});
    CHECK(done == wanted);
    const KeyPath path{"readings", row.edit.key};
    CHECK(set_value(done, path, *value_text(text, path)).value() == text);
  }
  CHECK(put(text, {more("2026-02-01", 7)}) == text + "2026-02-01 = 7\n");
  CHECK(drop_last_of_array(put(text, {more("2026-01-06", 0.5)}), {"readings", "2026-01-06"}).value() == text);
}

TEST_CASE("readings: several amounts of one day are a list") {
  ReadingEdit edit{"2026-01-05", 3.5, "", {3.5, 4}};
  CHECK(put("[readings]\n", {edit}) == "[readings]\n2026-01-05 = [3.5, 3.5, 4]\n");
  CHECK(put("[readings]\n2026-01-05 = 1 # c\n", {edit}) == "[readings]\n2026-01-05 = [3.5, 3.5, 4] # c\n");
  edit.note = "runs";
  CHECK(put("[readings]\n2026-01-05 = [1]\n", {edit}) ==
        "[readings]\n2026-01-05 = { value = [3.5, 3.5, 4], note = \"runs\" }\n");
}

TEST_CASE("readings: what cannot be a reading, and a file that cannot hold one, are refused") {
  CHECK(put("", {{"soon", 1}}) == "!'soon' is no date and no period");
  CHECK(put("", {{"2026-01-05", 1}, {"2026-01-05", 2}}) == "!2026-01-05 is given twice");
  CHECK(put("readings = 5\n", {{"2026-01-05", 1}}) == "!readings is no table");
  CHECK(put("[[readings]]\n", {{"2026-01-05", 1}}) == "!readings is no table");
  CHECK(put("broken =", {{"2026-01-05", 1}}).front() == '!');
  CHECK(put("[readings.2026-07]\nvalue = 1\n", {{"2026-07", 3, "note"}}) ==
        "[readings.2026-07]\nvalue = 3\nnote = \"note\"\n");
}

TEST_CASE("readings: periods are placed by their last day, by the fiscal year too") {
  const std::string text = "[readings]\n2026-06-30 = 1\n2026-07-01 = 2\n";
  CHECK(put(text, {{"2026-Q1", 3}}, 4) == "[readings]\n2026-06-30 = 1\n2026-Q1 = 3\n2026-07-01 = 2\n");
}

TEST_CASE("readings property: all at once is as one by one, in any order, and only adds lines") {
  CHECK(rc::check("put_readings", [] {
    const Edits all = any_readings();
    const bool aligned = *rc::gen::arbitrary<bool>();
    const std::string ending = *rc::gen::element<std::string>("\n", "\r\n");
    Edits there, added;
    for (const ReadingEdit& edit : all) (*rc::gen::arbitrary<bool>() ? there : added).push_back(edit);
    const std::string text = file_with(there, aligned ? "   " : " ", ending);
    std::string one_by_one = text;
    for (const ReadingEdit& edit : added) one_by_one = put(one_by_one, {edit});
    std::ranges::reverse(added);
    const std::string at_once = put(text, added);
    RC_ASSERT(at_once == one_by_one);
    for (const ReadingEdit& edit : added) {
      const auto removed = remove_key(one_by_one, {"readings", edit.key});
      RC_ASSERT(removed.has_value());
      one_by_one = *removed;
    }
    RC_ASSERT(one_by_one == text);
    RC_ASSERT(put(at_once, added) == at_once);
  }));
}

}  // namespace edit_readings_test
