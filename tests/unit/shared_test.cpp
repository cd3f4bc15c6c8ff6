// SPDX-License-Identifier: MIT
// A KPI's file taken apart and put together: every line and comment goes with its reading, and nothing is lost.
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "okr/base/text.hpp"
#include "okr/store/shared.hpp"
#include "okr/store/toml_text.hpp"
#include "print.hpp"

namespace shared_test {

using namespace okr;
using namespace okr::store;

namespace {

constexpr int this_year = 2026;

SharedTexts apart(std::string_view text) {
  auto taken = take_apart({"kpi/v.toml", std::string(text)}, 1, this_year);
  REQUIRE_MESSAGE(taken.has_value(), (taken ? std::string() : taken.error().what));
  return std::move(*taken);
}

std::string together(const std::vector<NamedText>& files, SameDay same_day = SameDay::joins) {
  const auto text = put_together(files, same_day, 1);
  return text ? *text : "!" + text.error().what + "\n" + text.error().hint;
}

/// Its files, as the source `ana` has them.
std::vector<NamedText> files_of(const SharedTexts& texts) {
  std::vector<NamedText> files{{"kpi/v/kpi.toml", texts.definition}};
  for (const auto& [year, text] : texts.years) files.push_back({"kpi/v/" + std::to_string(year) + "-ana.toml", text});
  return files;
}

constexpr std::string_view by_hand =
    "# What we count.\n"
    "title = \"Visits\"   # of people\n"
    "every = \"month\"\n"
    "aggregate = \"sum\"\n"
    "\n"
    "# One line a reading.\n"
    "[readings]   # from the log\n"
    "2025-11 = 700\n"
    "# The fair.\n"
    "2025-12   = { value = 900, note = \"fair # two\" }   # a guess\n"
    "\n"
    "# A new year.\n"
    "2026-01 = [3.50,\n"
    "  4]\n"
    "# All until here.\n";

}  // namespace

TEST_CASE("shared: a file a year, each line with its comments") {
  const SharedTexts texts = apart(by_hand);
  CHECK(texts.definition ==
        "# What we count.\ntitle = \"Visits\"   # of people\nevery = \"month\"\naggregate = \"sum\"\n");
  REQUIRE(texts.years.size() == 2);
  CHECK(texts.years.at(2025) ==
        "# One line a reading.\n[readings]   # from the log\n2025-11 = 700\n# The fair.\n"
        "2025-12   = { value = 900, note = \"fair # two\" }   # a guess\n");
  CHECK(texts.years.at(2026) == "[readings]\n\n# A new year.\n2026-01 = [3.50,\n  4]\n# All until here.\n");
  CHECK(together(files_of(texts)) == by_hand);
}

TEST_CASE("shared: a week of two years goes where its last day is") {
  const SharedTexts texts = apart("title = \"V\"\n[readings]\n2026-W53 = 1\n");
  REQUIRE(texts.years.size() == 1);
  CHECK(texts.years.begin()->first == 2027);
}

TEST_CASE("shared: what stands around the readings stays in the definition") {
  const SharedTexts texts = apart(
      "title = \"V\"\n\n[readings]\n2026-01 = 1\n# last\n\n# The plan.\n[targets]\n2026-Q1 = 5\n\n[readings.2026-02]\n"
      "value = 2   # two\nnote = \"x\"\n");
  CHECK(texts.definition == "title = \"V\"\n\n# The plan.\n[targets]\n2026-Q1 = 5\n");
  CHECK(texts.years.at(2026) ==
        "[readings]\n2026-01 = 1\n# last\n[readings.2026-02]\nvalue = 2   # two\nnote = \"x\"\n");
}

TEST_CASE("shared: keys at the top, Windows lines, no last line end, no reading, no table") {
  CHECK(apart("title = \"V\"\n# old\nreadings.2025-01 = 1 # a\nreadings.2026-01 = 2\nevery = \"month\"\n")
            .years.at(2025) == "[readings]\n# old\n2025-01 = 1 # a\n");
  const SharedTexts windows = apart("title = \"V\"\r\n\r\n[readings]\r\n2025-01 = 1\r\n2026-01 = 2");
  CHECK(windows.definition == "title = \"V\"\r\n");
  CHECK(windows.years.at(2026) == "[readings]\r\n2026-01 = 2\r\n");
  const SharedTexts fresh = apart("title = \"V\"\n\n# One line a reading.\n[readings]\n");
  CHECK(fresh.definition == "title = \"V\"\n");
  CHECK(fresh.years.at(this_year) == "# One line a reading.\n[readings]\n");
  CHECK(apart("title = \"V\"\n\n[readings]\n").years.empty());
  const SharedTexts none = apart("title = \"V\"\n\n# The end.\n");
  CHECK(none.definition == "title = \"V\"\n\n# The end.\n");
  CHECK(none.years.empty());
}

TEST_CASE("shared: readings between braces become lines") {
  const SharedTexts one =
      apart("title = \"V\"\n# a\nreadings = { 2025-12 = 1, 2026-01 = { value = 2 } } # b\nunit = \"h\"\n");
  CHECK(one.definition == "title = \"V\"\nunit = \"h\"\n");
  CHECK(one.years.at(2025) == "# a\n# b\n[readings]\n2025-12 = 1\n");
  CHECK(one.years.at(2026) == "[readings]\n2026-01 = { value = 2 }\n");
}

TEST_CASE("shared: readings that no line can take are refused with theirs") {
  const auto refused = [](const std::string& readings) {
    const auto braces = take_apart({"kpi/v.toml", "title = \"V\"\n" + readings}, 1, this_year);
    return braces || braces.error().kind != ErrorKind::usage ? std::string() : braces.error().what;
  };
  CHECK(refused("readings = {\n  2026-01 = 1,  # late\n}\n") ==
        "kpi/v.toml:2: comments stand between the braces of these readings");
  CHECK(refused("readings = { 2026-01.value = 1 }\n") == "kpi/v.toml:2: this reading is spread over its braces");
}

TEST_CASE("shared: several sources become one table by day") {
  const std::vector<NamedText> files{
      {"kpi/v/kpi.toml", "title = \"V\"\n"},
      {"kpi/v/2026-ana.toml", "# Hers.\n[readings]\n2026-01 = 1\n2026-03 = 3\n"},
      {"kpi/v/2026-ben.toml", "# His.\n[readings] # typed in\n2026-02 = 2   # late\n# done\n"},
  };
  CHECK(together(files) ==
        "title = \"V\"\n\n[readings]\n# Hers.\n2026-01 = 1\n# His.\n# typed in\n2026-02 = 2   # late\n# done\n"
        "2026-03 = 3\n");
}

TEST_CASE("shared: amounts of one key are listed, with both notes and comments") {
  const std::vector<NamedText> files{
      {"kpi/v/kpi.toml", "title = \"V\"\n"},
      {"kpi/v/2026-ana.toml", "[readings]\n2026-01 = 1.50   # hers\n2026-02 = { value = 2, note = \"a\" }\n"},
      {"kpi/v/2026-ben.toml", "[readings]\n# his\n2026-01 = [4, 5]   # typed\n2026-02 = { value = 3, note = \"b\" }\n"},
  };
  CHECK(together(files) ==
        "title = \"V\"\n\n[readings]\n# his\n# typed\n2026-01 = [1.50, 4, 5]   # hers\n"
        "2026-02 = { value = [2, 3], note = \"a; b\" }\n");
}

TEST_CASE("shared: what comes together ends its lines as the definition does, without byte order marks") {
  const std::string mark = "\xEF\xBB\xBF";
  const auto whole = together({{"kpi/v/kpi.toml", mark + "title = \"V\"\r\n"},
                               {"kpi/v/2026-ana.toml", mark + "[readings]\n2026-01 = 1\n"},
                               {"kpi/v/2026-bob.toml", mark + "# Bob's\n[readings]\r\n2026-02 = 2\r\n"}});
  CHECK(whole == mark + "title = \"V\"\r\n\r\n# Bob's\r\n[readings]\r\n2026-01 = 1\r\n2026-02 = 2\r\n");
  CHECK(together({{"kpi/v/kpi.toml", "title = \"V\"\n"}, {"kpi/v/2026-ana.toml", "[readings]\r\n2026-01 = 1"}}) ==
        "title = \"V\"\n\n[readings]\n2026-01 = 1\n");
}

TEST_CASE("shared: what one table cannot say is refused with both places") {
  const std::string first = "title = \"V\"\n\n[readings]\n2026-01 = 1\n";
  const auto with = [&](std::string other) {
    return std::vector<NamedText>{{"kpi/v/kpi.toml", first}, {"kpi/v/2026-ben.toml", std::move(other)}};
  };
  const std::string same_day = together(with("[readings]\n\n2026-01-31 = 2\n"), SameDay::refused);
  CHECK(same_day.starts_with("!two files have a reading of 2026-01: kpi/v/kpi.toml:4 and kpi/v/2026-ben.toml:3\n"));
  CHECK(together(with("[readings]\n2026-01-31 = 2\n")) == first + "2026-01-31 = 2\n");
  CHECK(together(with("[readings]\n2026-01 = { value = 2, final = true }\n")).starts_with("!two files have"));
  CHECK(together(with("x-mine = 1\n[readings]\n2026-02 = 2\n"))
            .starts_with("!kpi/v/2026-ben.toml:1: this is no reading"));
  CHECK(together(with("[readings\n")).starts_with("!kpi/v/2026-ben.toml: "));
}

TEST_CASE("shared: apart and together again is the same text, whatever the readings") {
  CHECK(rc::check("round trip", [] {
    auto days = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 900));
    std::ranges::sort(days);
    days.erase(std::unique(days.begin(), days.end()), days.end());
    std::string text = "title = \"V\"\naggregate = \"sum\"\n\n# Of the log.\n[readings]\n";
    for (const int day : days) {
      if (day % 3 == 0) text += "\n# above " + std::to_string(day) + "\n";
      text += to_string(add_days(make_date(2025, 1, 1), day)) + " = " + std::to_string(day) + (day % 5 ? "" : "  # b") +
              "\n";
    }
    const auto taken = take_apart({"kpi/v.toml", std::string(text)}, 1, this_year);
    RC_ASSERT(taken.has_value());
    RC_ASSERT(together(files_of(*taken)) == text);
  }));
}

}  // namespace shared_test
