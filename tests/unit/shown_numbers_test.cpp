// SPDX-License-Identifier: MIT
// How numbers look on every screen: grouped where people read, bare where machines do, never alike when they differ,
// and never the words that a computer has for what it cannot compute.
#include <rapidcheck.h>

#include <algorithm>
#include <cctype>

#include "draw/numbers.hpp"
#include "okr/base/number.hpp"
#include "writing_fixture.hpp"

namespace shown_numbers_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;
using namespace okr::cli::test;

namespace {

const std::vector<std::vector<std::string>> reports = {{"status"},
                                                       {"status", "--due"},
                                                       {"show", "a"},
                                                       {"show", "a.k"},
                                                       {"show", "a.k", "--why"},
                                                       {"show", "kpi/x"},
                                                       {"kpi"},
                                                       {"score"},
                                                       {"score", "--forecast"},
                                                       {"forecast"},
                                                       {"review"},
                                                       {"review", "--mid"},
                                                       {"review", "--final"},
                                                       {"tree"},
                                                       {"plot", "a.k"},
                                                       {"plot", "x"},
                                                       {"next"},
                                                       {"log"},
                                                       {"calibration"},
                                                       {"show", "2026-Q3"},
                                                       {"check"}};
const std::vector<std::string> formats = {"table", "tsv", "csv", "json", "md", "html"};

/// The words of a text, in small letters: "inf" of "-inf", not of "information".
bool has_word(const std::string& text, std::string_view word) {
  std::string current;
  for (const char c : text + " ") {
    if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
      current += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      continue;
    }
    if (current == word) return true;
    current.clear();
  }
  return false;
}

/// Every report, in one format or in all.
void check_reports(const Workplace& place, const std::optional<std::string>& one_format = {}) {
  for (const auto& report : reports)
    for (const std::string& format : formats) {
      if (one_format && format != *one_format) continue;
      std::vector<std::string> words = report;
      words.insert(words.end(), {"--format", format});
      const Ran ran = place.run(words);
      CAPTURE(words[0] + " " + (report.size() > 1 ? report[1] : "") + " " + format);
      CAPTURE(ran.output);
      CHECK(ran.code != 70);
      for (const char* word : {"nan", "inf", "infinity"}) CHECK_FALSE(has_word(ran.output, word));
      for (const std::string_view mark : {draw::group_mark, draw::point_mark}) {
        CHECK_FALSE(has(ran.output, mark));
        CHECK_FALSE(has(ran.errors, mark));
      }
    }
}

void write_big_numbers(const Workplace& place, const std::string& settings) {
  place.folder.write("okr.toml", "format = 1\n" + settings);
  place.folder.write("2026-Q3/cycle.toml",
                     "[a]\ntitle = \"A\"\n"
                     "[a.arr]\ntitle = \"Revenue\"\nbaseline = 12500000\ntarget = 15000000\nunit = \"EUR\"\n"
                     "[a.big]\ntitle = \"Bytes\"\nbaseline = 1e14\ntarget = 2e14\nunit = \"B\"\n"
                     "[a.share]\ntitle = \"Share of failed requests\"\nbaseline = 0.0008\ntarget = 0.00035\n"
                     "[a.up]\ntitle = \"Uptime\"\nbaseline = 99.9\ntarget = 99.99\nunit = \"%\"\n");
  place.folder.write("2026-Q3/checkins/2026-07-20-ana-x1.toml", "date = 2026-07-20\na.up = 99.91\na.share = 0.0007\n");
  place.folder.write(
      "2026-Q3/checkins/2026-08-10-ana-x1.toml",
      "date = 2026-08-10\na.arr = 13749999.99\na.big = 123456789012345\na.up = 99.915\na.share = 0.00068\n");
  place.folder.write(
      "kpi/visits.toml",
      "title = \"Visits\"\ntarget = 100000\nunit = \"users\"\n\n[readings]\n2026-06 = 80000\n2026-07 = 1234567.5\n");
}

}  // namespace

TEST_CASE("digits are marked for whoever shows them, from 10000 on") {
  using draw::bare, draw::page_signs, draw::with_signs;
  const auto shown = [](double value, std::optional<DigitStyle> style) {
    return with_signs(draw::display_value(value), page_signs(style));
  };
  CHECK(shown(1234.5, DigitStyle::comma_and_point) == "1234.5");
  CHECK(shown(12345.5, DigitStyle::comma_and_point) == "12,345.5");
  CHECK(shown(-1234567, DigitStyle::comma_and_point) == "-1,234,567");
  CHECK(shown(-1234567.25, DigitStyle::point_and_comma) == "-1.234.567,25");
  CHECK(shown(0.5, DigitStyle::point_and_comma) == "0,5");
  CHECK(shown(12345, std::nullopt) == "12\u202F345");
  CHECK(shown(1e30, DigitStyle::comma_and_point) == "1e+30");
  CHECK(bare(draw::display_value(12345.5)) == "12345.5");
  CHECK(with_signs("Łódź \uFDD2 1", {",", "."}) == "Łódź \uFDD2 1");
}

TEST_CASE(
    "thousands are grouped on pages always, on a terminal when the workspace asks, never for machines (method.md 0, "
    "31)") {
  const Workplace place;
  const auto has_in = [&](const char* format, std::string_view part) {
    return has(place.run({"status", "--utf8", "--width", "120", "--format", format}).output, part);
  };
  write_big_numbers(place, "");
  CHECK(has_in("table", "12500000 → 13749999.99 → 15000000 EUR"));
  CHECK(has_in("table", "100000000000000 → 123456789012345 → 200000000000000 B"));
  CHECK(has_in("md", "12\u202F500\u202F000 → 13\u202F749\u202F999.99 → 15\u202F000\u202F000 EUR"));
  CHECK(has_in("html",
               "<span class=\"whole\">12\u202F500\u202F000</span> → "
               "<span class=\"whole\">13\u202F749\u202F999.99</span> → "));
  CHECK(has_in("tsv", "13749999.99\t12500000\t15000000\tEUR"));
  CHECK(has_in("json", "13749999.99"));
  CHECK(has(place.run({"kpi", "--format", "md"}).output, "1\u202F234\u202F567.5 users"));
  write_big_numbers(place, "[workspace]\ndigits = \"1 234.5\"\n");
  CHECK(has_in("table", "12 500 000 → 13 749 999.99 → 15 000 000 EUR"));
  CHECK(has_in("tsv", "13749999.99\t12500000\t15000000\tEUR"));
  CHECK(has_in("json", "13749999.99"));
  write_big_numbers(place, "[workspace]\ndigits = \"1.234,5\"\n");
  CHECK(has_in("table", "12.500.000 → 13.749.999,99 → 15.000.000 EUR"));
  CHECK(has_in("md", "12.500.000 → 13.749.999,99 → 15.000.000 EUR"));
  CHECK(has(place.run({"score"}).output, "0,"));
  write_big_numbers(place, "[workspace]\ndigits = \"1,234.5\"\n");
  CHECK(has_in("table", "12,500,000 → 13,749,999.99 → 15,000,000 EUR"));
  CHECK(has(place.run({"record", "visits=1500000", "--date", "2026-08-17"}).output, "1,500,000 users"));
  CHECK(has(place.folder.read("kpi/visits.toml"), "= 1500000"));
  CHECK(place.run({"status", "--cycle", "2026-Q3", "--plain"}).code == 0);
  write_big_numbers(place, "[workspace]\ndigits = \"1'234.5\"\n");
  CHECK(has(place.run({"check"}).output, "E107"));
}

TEST_CASE("small rates and ends keep their digits") {
  const Workplace place;
  write_big_numbers(place, "");
  const std::string forecast = place.run({"forecast", "--utf8", "--width", "160"}).output;
  CAPTURE(forecast);
  CHECK(has(forecast, "0.0008 → 0.00068 → 0.00035"));
  CHECK(has(forecast, "0.00263"));
  const std::string board = place.run({"status", "--width", "160"}).output;
  CAPTURE(board);
  CHECK_FALSE(has(board, " 0 points a week"));
  CHECK_FALSE(has(board, " 0 needed"));
  CHECK_FALSE(has(board, "e+"));
  CHECK_FALSE(has(forecast, "e+"));
}

TEST_CASE("no report in any format has a number that is none") {
  CHECK(rc::check("values near the ends of what a file may hold", [] {
    const auto value = [] {
      return *rc::gen::element<std::string>("0", "1e15", "-1e15", "1e-100", "-1e-100", "0.1", "999999999999999", "3");
    };
    const auto weight = [] { return *rc::gen::element<std::string>("1", "1e-15", "0", "1e15"); };
    const Workplace place;
    place.folder.write("2026-Q3/cycle.toml",
                       "[a]\ntitle = \"A\"\nweight = " + weight() + "\n[a.k]\ntitle = \"K\"\nbaseline = " + value() +
                           "\ntarget = " + value() + "\nweight = " + weight() +
                           "\n[a.s]\ntitle = \"S\"\nkind = \"sum\"\ntarget = " + value() + "\nweight = " + weight() +
                           "\n[a.h]\ntitle = \"H\"\nmax = " + value() +
                           "\naggregate = \"sum\"\n[a.c]\ntitle = \"C\"\nbaseline = " + value() + "\nchange = \"+" +
                           *rc::gen::element<std::string>("1e15", "20", "1e-100") +
                           "%\"\n[a.f]\ntitle = \"F\"\nkpi = \"f\"\ntarget = " + value() +
                           "\n[b]\ntitle = \"B\"\nweight = " + weight() +
                           "\n[b.p]\ntitle = \"P\"\nkind = \"percent\"\nplan = [[2026-08-01, " + value() + "]]\n");
    for (const char* day : {"2026-07-06", "2026-07-20", "2026-08-03", "2026-08-10"})
      place.folder.write(std::string("2026-Q3/checkins/") + day + "-ana-x1.toml",
                         std::string("date = ") + day + "\na.k = " + value() + "\na.s = " + value() +
                             "\na.h = " + value() + "\na.c = " + value() + "\n");
    place.folder.write("kpi/x.toml", "title = \"X\"\nevery = \"week\"\naggregate = \"sum\"\ntarget = " + value() +
                                         "\n[readings]\n2026-W27 = " + value() + "\n2026-W28 = " + value() +
                                         "\n2026-W29 = " + value() + "\n2026-W30 = " + value() + "\n2026-W31 = " +
                                         value() + "\n2026-W32 = " + value() + "\n2026-W33 = " + value() + "\n");
    place.folder.write("kpi/y.toml", "title = \"Y\"\nevery = \"week\"\naggregate = \"mean\"\n[readings]\n2026-W31 = " +
                                         value() + "\n2026-W32 = " + value() + "\n2026-W33 = " + value() + "\n");
    place.folder.write("kpi/f.toml",
                       "title = \"F\"\nevery = \"week\"\nformula = \"" +
                           *rc::gen::element<std::string>(
                               "x * y", "x / y",
                               "x * x * x * x * x * x * x * x * x * x * x * x * x * x * x * x * x * x * x * x * x * x",
                               "x / y / y", "x - y") +
                           "\"\n");
    check_reports(place, *rc::gen::elementOf(formats));
  }));
}

TEST_CASE("a number beyond 1e15 is E102 wherever it is written or typed") {
  const Workplace place;
  const auto refused = [&](std::vector<std::string> words) {
    const Ran ran = place.run(words);
    CAPTURE(words[0] + " " + words[1]);
    CAPTURE(ran.errors);
    CHECK(ran.code == 2);
    CHECK(has(ran.errors, "than a value may be"));
  };
  refused({"checkin", "ship.users=1e300"});
  refused({"checkin", "ship.users=1000000000000001"});
  refused({"checkin", "ship.users=1e-300"});
  CHECK(place.run({"checkin", "ship.users=1e15"}).code == 0);
  refused({"checkin", "ship.users=+1e15", "--again"});
  refused({"record", "visits=1e308"});
  refused({"set", "ship.users.target=1e16"});
  refused({"set", "ship.users.weight=1e308"});
  refused({"new", "kr", "ship.big", "--title", "T", "--target", "1e16"});
  const auto e102 = [&](const std::string& name, const std::string& text) {
    const std::string before = place.folder.read(name);
    place.folder.write(name, text);
    const Ran ran = place.run({"check"});
    CAPTURE(text);
    CAPTURE(ran.output);
    CHECK(has(ran.output, "E102"));
    check_reports(place, "table");
    place.folder.write(name, before);
  };
  const std::string key_result = "[a]\ntitle = \"A\"\n[a.k]\ntitle = \"K\"\n";
  for (const char* number : {"1e308", "inf", "-inf", "nan", "1e16", "-1000000000000001", "1e-300", "-5e-324"}) {
    e102("2026-Q3/cycle.toml", key_result + "target = " + number + "\n");
    e102("2026-Q3/cycle.toml", key_result + "target = 3\nweight = " + number + "\n");
    e102("2026-Q3/cycle.toml", key_result + "target = 3\nplan = [[2026-08-01, " + number + "]]\n");
    e102("kpi/visits.toml", std::string("title = \"V\"\n[readings]\n2026-07 = ") + number + "\n");
  }
  e102("2026-Q3/cycle.toml", key_result + "baseline = 5\nchange = \"+1e300%\"\n");
}

}  // namespace shown_numbers_test
