// SPDX-License-Identifier: MIT
// KPIs from files and folders, their readings, and readings in a CSV.
#include <cmath>

#include <fmt/core.h>

#include "folder.hpp"
#include "okr/store/load.hpp"
#include "print.hpp"

namespace load_kpi_test {

using namespace okr;
using namespace okr_test;

namespace {

Kpi kpi_of(const std::vector<File>& files) {
  Folder folder(files);
  folder.write("okr.toml", "[workspace]\nfiscal-year-start = 4\n");
  Workspace workspace = loaded(folder.path());
  CHECK(reports_of(workspace) == "");
  REQUIRE(workspace.kpis.size() == 1);
  return std::move(workspace.kpis[0]);
}

}  // namespace

TEST_CASE("KPI: readings by date and by period, a note, zero without a sign; sorted by date") {
  const Kpi kpi = kpi_of({{"kpi/hr.toml",
                           "title = \"a\"\nevery = \"week\"\naggregate = \"mean\"\ngood = \"down\"\nbenchmarks = [{ "
                           "name = \"n\", value = 5, date = 2026-01-01 }]\n"
                           "[readings]\n2026-W32 = 57\n2026-07-26 = { value = 63, note = \"cold\" }\n2026-Q1 = "
                           "-0.0\n2026-08 = { value = 5, final = true }\nx-a = 1\n"}});
  CHECK((kpi.every == PeriodUnit::week && kpi.aggregate == Aggregate::mean && kpi.good == Good::down &&
         kpi.readings_loaded && !kpi.faulty));
  REQUIRE(kpi.readings.size() == 4);
  CHECK((kpi.readings[0].date == make_date(2026, 6, 30) && kpi.readings[0].unit == PeriodUnit::quarter));  // fiscal
  CHECK((kpi.readings[0].value == 0 && !std::signbit(kpi.readings[0].value)));
  CHECK((kpi.readings[1].value == 63 && kpi.notes[static_cast<std::size_t>(kpi.readings[1].note)] == "cold" &&
         kpi.readings[1].place.line == 8));
  CHECK((kpi.readings[2].date == make_date(2026, 8, 9) && kpi.readings[2].unit == PeriodUnit::week));
  CHECK((kpi.readings[3].date == make_date(2026, 8, 31) && kpi.readings[3].final));
  CHECK((kpi.benchmarks.size() == 1 && kpi.benchmarks[0].date == make_date(2026, 1, 1)));
}

TEST_CASE("KPI: a folder of several writers is one KPI; notes stay with their readings") {
  const Kpi kpi =
      kpi_of({{"kpi/visits/kpi.toml", "title = \"a\"\n[readings]\n2026-01-05 = { value = 1, note = \"one\" }\n"},
              {"kpi/visits/2026-b.toml", "[readings]\n2026-01-03 = { value = 3, note = \"three\" }\n"},
              {"kpi/visits/2026-a.toml", "[readings]\n2026-01-04 = 2\n"}});
  CHECK((kpi.id.text == "visits" && kpi.readings.size() == 3));
  CHECK((kpi.readings[0].value == 3 && kpi.notes[static_cast<std::size_t>(kpi.readings[0].note)] == "three"));
  CHECK((kpi.readings[1].note == -1 && kpi.notes[static_cast<std::size_t>(kpi.readings[2].note)] == "one"));
}

TEST_CASE("KPI: a workspace as it would be where a file becomes a folder, and back") {
  const Folder one({{"okr.toml", ""}, {"kpi/a.toml", "title = \"a\"\n[readings]\n2026-01-05 = 1\n"}});
  const auto shared = store::load_with_changes(one.path(), {{"kpi/a.toml", std::nullopt},
                                                            {"kpi/a/kpi.toml", "title = \"a\"\n"},
                                                            {"kpi/a/2026-b.toml", "[readings]\n2026-01-05 = 1\n"}});
  REQUIRE(shared);
  CHECK(reports_of(*shared) == "");
  REQUIRE(shared->kpis.size() == 1);
  CHECK((shared->kpis[0].readings.size() == 1 && shared->files[shared->kpis[0].place.file] == "kpi/a/kpi.toml"));

  const Folder many(
      {{"okr.toml", ""}, {"kpi/a/kpi.toml", "title = \"a\"\n"}, {"kpi/a/2026-b.toml", "[readings]\n2026-01-05 = 1\n"}});
  const auto whole = store::load_with_changes(
      many.path(),
      {{"kpi/a.toml", "title = \"a\"\n"}, {"kpi/a/kpi.toml", std::nullopt}, {"kpi/a/2026-b.toml", std::nullopt}});
  REQUIRE(whole);
  CHECK(reports_of(*whole) == "");
  REQUIRE(whole->kpis.size() == 1);
  CHECK(whole->kpis[0].readings.empty());
}

TEST_CASE("KPI: the files of a shared one, by where its definition stands") {
  CHECK(folder_of_readings("kpi/visits/kpi.toml") == "kpi/visits");
  CHECK(folder_of_readings("kpi/kpi/kpi.toml") == "kpi/kpi");
  CHECK(folder_of_readings("kpi/kpi.toml").empty());
  CHECK(folder_of_readings("kpi/visits.toml").empty());
  CHECK(file_of_readings("kpi/visits", make_date(2026, 8, 17), "ana-x1") == "kpi/visits/2026-ana-x1.toml");
}

TEST_CASE("KPI: where only definitions are wanted, readings are not read, wherever their heading seems to stand") {
  const Folder folder(
      {{"okr.toml", ""},
       {"kpi/a.toml", "title = \"a\"\n[readings]\n2026-01-05 = nonsense\n"},
       {"kpi/b.toml",
        "title = \"b\"\nwhy = \"\"\"\nas in\n[readings]\n\"\"\"\nunit = \"u\"\n[readings]\n2026-01-05 = 1\n"},
       {"kpi/c/kpi.toml", "title = \"c\"\n"},
       {"kpi/c/2026.toml", "broken ="}});
  store::Wanted wanted;
  wanted.kpis = store::Wanted::Kpis::definitions;
  wanted.as_of = make_date(2026, 8, 17);
  const auto workspace = store::load(folder.path(), wanted);
  REQUIRE(workspace.has_value());
  CHECK(reports_of(*workspace) == "");
  REQUIRE(workspace->kpis.size() == 3);
  CHECK((workspace->kpis[1].unit == "u" && !workspace->kpis[1].readings_loaded && workspace->kpis[0].readings.empty()));
}

TEST_CASE("KPI: a CSV with its own columns, decimal comma and dates") {
  const Kpi kpi =
      kpi_of({{"kpi/calls.toml",
               "title = \"a\"\nvalues = \"../data/calls.csv\"\ndate-column = \"Datum\"\nvalue-column = "
               "\"Anzahl\"\ndecimal = \",\"\ndelimiter = \";\"\n"
               "date-format = \"%d.%m.%Y\"\n"},
              {"data/calls.csv",
               "\xEF\xBB\xBFWer;Datum;Anzahl\r\nana;17.08.2026;1,5\r\nben;3.8.2026; 2 \r\nana;18.08.2026;\r\n"}});
  REQUIRE(kpi.readings.size() == 2);
  CHECK((kpi.readings[0].date == make_date(2026, 8, 3) && kpi.readings[0].value == 2));
  CHECK((kpi.readings[1].value == 1.5 && kpi.readings[1].place.line == 2 && kpi.readings[1].place.column == 16));
}

TEST_CASE("KPI: a CSV of periods, by their names and by a format without days") {
  const Kpi named = kpi_of({{"kpi/a.toml", "title = \"a\"\nvalues = \"x.csv\"\n"},
                            {"kpi/x.csv", "date,value\n2026-W33,5\n2026-07,4\n2026-08-17,6\n"}});
  REQUIRE(named.readings.size() == 3);
  CHECK((named.readings[0].date == make_date(2026, 7, 31) && named.readings[0].unit == PeriodUnit::month));
  CHECK((named.readings[1].date == make_date(2026, 8, 16) && named.readings[1].unit == PeriodUnit::week));
  const Kpi formatted = kpi_of({{"kpi/a.toml", "title = \"a\"\nvalues = \"x.csv\"\ndate-format = \"%m.%Y\"\n"},
                                {"kpi/x.csv", "date,value\n06.2026,5\n"}});
  REQUIRE(formatted.readings.size() == 1);
  CHECK((formatted.readings[0].date == make_date(2026, 6, 30) && formatted.readings[0].unit == PeriodUnit::month));
}

TEST_CASE("KPI: a CSV row with more cells than its header, and a date format that names no date (E107)") {
  check_cases(
      {{"kpi/x.csv", "date,value\n2026-08-01,1,5\n2026-08-02,2,\n"}},
      {{"a decimal comma without quotes", "kpi/a.toml", "title = \"a\"\nvalues = \"x.csv\"\n",
        "E107 kpi/x.csv:2:14-14 this row has more columns than the 2 that the header names | a cell that holds the "
        "delimiter stands in quotes"},
       {"a format", "kpi/a.toml", "title = \"a\"\nvalues = \"x.csv\"\ndate-format = \"dd.mm\"\n",
        "E107 kpi/a.toml:3:15-21 'dd.mm' is no date format: it names no year | %d is the day, %m the month (%b its "
        "English name), %Y the "
        "year (%y its last two digits), %H:%M a time (%I:%M %p with AM or PM): %d.%m.%Y"}});
}

TEST_CASE("KPI: what is wrong with a CSV (E003, E107, E115)") {
  const char* const usual = "title = \"a\"\nvalues = \"x.csv\"\n";
  const auto csv = [](const char* text) { return std::vector<File>{{"kpi/x.csv", text}}; };
  const char* const name = "kpi/a.toml";
  check_cases(csv("day,value\n2026-08-01,5\n"),
              {{"no such column", name, usual,
                "E107 kpi/x.csv:1:1-3 no column 'date' in the CSV | its columns are 'day', 'value'; say which with "
                "date-column"},
               {"a misspelt one that was said", name, "title = \"a\"\nvalues = \"x.csv\"\ndate-column = \"dey\"\n",
                "E107 kpi/a.toml:3:15-19 no column 'dey' in the CSV | did you mean 'day'?"},
               {"an empty delimiter is a comma", name,
                "title = \"a\"\nvalues = \"x.csv\"\ndate-column = \"day\"\ndelimiter = \"\"\n", ""},
               {"a long delimiter", name, "title = \"a\"\nvalues = \"x.csv\"\ndelimiter = \"||\"\n",
                "E107 kpi/a.toml:3:13-16 'delimiter' is not one ASCII character | for example \";\" or \"\\t\""},
               {"a decimal mark", name, "title = \"a\"\nvalues = \"x.csv\"\ndecimal = \"_\"\n",
                "E107 kpi/a.toml:3:11-13 'decimal' is neither a point nor a comma | write \".\" or \",\""}});
  check_cases(
      csv("date,value\n17.08.2026,5\n2026-02-30,5\n2026-08-01,\"1,5\"\n2026-08-02,many\n2026-08-03\n2026-08-04,"
          "1e999\n"),
      {{"rows", name, usual,
        "E107 kpi/x.csv:2:1-10 '17.08.2026' is no date | say how dates are written: date-format = \"%d.%m.%Y\"\n"
        "E107 kpi/x.csv:3:1-10 '2026-02-30' is no date | dates are 2026-08-17 unless date-format says otherwise\n"
        "E107 kpi/x.csv:4:12-16 '1,5' is not a number with a decimal point | say decimal = \",\" if that is its "
        "decimal "
        "comma\n"
        "E107 kpi/x.csv:5:12-15 \"many\" is not a number | a number looks like 131, -2.5 or 1e3\n"
        "E107 kpi/x.csv:6:1-10 this row has too few columns | complete it\n"
        "E107 kpi/x.csv:7:12-16 \"1e999\" is larger than a value may be | at most 1000000000000000 in size; count in "
        "thousands or millions"}});
  check_cases(csv("date,value\n2026-08-01,5\n2026-08-01,6\n"),
              {{"a day twice", name, usual,
                "E115 kpi/x.csv:3:12-12 KPI 'a' has two readings for 2026-08-01 | the other is at kpi/x.csv:2:12"}});
  check_cases(
      csv("date,value\n2026-08-01,\"5\n"),
      {{"a quote that is not closed", name, usual,
        "E107 kpi/x.csv:2:12-13 the quote is never closed | close it, or write it twice when it belongs to the text"}});
  check_cases(csv(""),
              {{"empty", name, usual, "E107 kpi/x.csv:1:1-1 the CSV is empty | its first line names the columns"}});
  check_cases(csv("\xE4,value\n"), {{"not UTF-8", name, usual,
                                     "E107 kpi/x.csv:1:1-1 no column 'date' in the CSV | its columns are '�', 'value'; "
                                     "say which with date-column"}});
  check_cases(
      {}, {{"not there", name, usual,
            "E003 kpi/a.toml:2:10-16 cannot read kpi/x.csv: no such file or folder | the path begins in this file's "
            "folder"},
           {"out of the workspace", name, "title = \"a\"\nvalues = \"../../../etc/passwd\"\n",
            "E003 kpi/a.toml:2:10-30 cannot read kpi/../../../etc/passwd: it leads out of the workspace, to "
            "/etc/passwd | links are followed only inside it"},
           {"absolute", name, "title = \"a\"\nvalues = \"/etc/passwd\"\n",
            "E003 kpi/a.toml:2:10-22 'values' of KPI 'a' is an absolute path | write it from this file's folder on"},
           {"a folder", name, "title = \"a\"\nvalues = \".\"\n",
            "E003 kpi/a.toml:2:10-12 cannot read kpi/.: it is a folder | a file of that name is needed here"}});
}

TEST_CASE("KPI: a CSV of many bad rows shows the first, and says how many more") {
  std::string rows = "date,value\n";
  for (int i = 0; i < 1000; ++i) rows += "yesterday,5\n";
  const Folder folder({{"okr.toml", ""}, {"kpi/a.toml", "title = \"a\"\nvalues = \"x.csv\"\n"}, {"kpi/x.csv", rows}});
  const Workspace workspace = loaded(folder.path());
  REQUIRE(workspace.diagnostics.size() == 20);
  CHECK(workspace.diagnostics.back().help == "980 more rows of this file cannot be read");
  CHECK(workspace.kpis[0].faulty);
}

namespace {

/// What loading a KPI reports; the numbers' rules are not asked.
std::string faults_of(const std::vector<File>& files) {
  Folder folder(files);
  folder.write("okr.toml", "");
  const Workspace workspace = loaded(folder.path());
  return reports_of(workspace);
}

std::string with_head(std::string_view head, std::string_view rest) {
  return "title = \"a\"\n" + std::string(head) + "\n" + std::string(rest);
}

}  // namespace

TEST_CASE("KPI: several amounts of one day, bare or with a note (method 0.33)") {
  const Kpi kpi =
      kpi_of({{"kpi/km.toml", with_head("aggregate = \"sum\"",
                                        "[readings]\n2026-07-05 = [3.5, 3.5, 4]\n2026-07-06 = { value = [1, "
                                        "2], note = \"two\" }\n2026-07-07 = [9]\n")}});
  REQUIRE(kpi.readings.size() == 6);
  CHECK((kpi.readings[1].value == 3.5 && kpi.readings[2].value == 4 && kpi.readings[2].date == make_date(2026, 7, 5)));
  CHECK((kpi.note_of(kpi.readings[3]) == "two" && kpi.note_of(kpi.readings[4]) == "two"));
  CHECK(kpi.readings[1].place.column == 20);
}

TEST_CASE("KPI: one reading a day for last and first, as many as there are for the others") {
  for (const std::string aggregate : {"last", "first"}) {
    CAPTURE(aggregate);
    const std::string head = "aggregate = \"" + aggregate + "\"";
    CHECK(faults_of({{"kpi/a.toml", with_head(head, "[readings]\n2026-07-05 = [3, 4]\n")}}).find("E115") !=
          std::string::npos);
    CHECK(faults_of({{"kpi/a.toml", with_head(head, "[readings]\n2026-07-31 = 3\n2026-07 = 3\n")}}).find("E115") !=
          std::string::npos);
    CHECK(faults_of({{"kpi/a.toml", with_head(head + "\nvalues = \"a.csv\"", "")},
                     {"kpi/a.csv", "date,value\n2026-07-05,1\n2026-07-05,1\n"}})
              .find("E115") != std::string::npos);
  }
  for (const std::string aggregate : {"sum", "count", "mean", "min", "max", "median"}) {
    CAPTURE(aggregate);
    const std::string head = "aggregate = \"" + aggregate + "\"";
    CHECK(faults_of({{"kpi/a.toml",
                      with_head(head, "[readings]\n2026-07-05 = [3, 4]\n2026-07-31 = 3\n2026-07 = 3\n")}}) == "");
    CHECK(faults_of({{"kpi/a.toml", with_head(head + "\nvalues = \"a.csv\"", "")},
                     {"kpi/a.csv", "date,value\n2026-07-05,1\n2026-07-05,2\n"}}) == "");
  }
  CHECK(faults_of({{"kpi/a.toml", with_head("aggregate = \"sum\"", "[readings]\n2026-07-05 = []\n")}}).find("E117") !=
        std::string::npos);
  CHECK(faults_of({{"kpi/a.toml", with_head("aggregate = \"sum\"", "[readings]\n2026-07-05 = [3, \"4\"]\n")}})
            .find("E117") != std::string::npos);
}

TEST_CASE("KPI: of several sources on one day the later one by name counts, or all join (method 0.30)") {
  const auto files = [](std::string_view aggregate, std::string_view of_ben) {
    return std::vector<File>{{"kpi/v/kpi.toml", with_head(fmt::format("aggregate = \"{}\"", aggregate), "")},
                             {"kpi/v/2026-ana.toml", "[readings]\n2026-07-05 = 3\n2026-07-06 = 1\n"},
                             {"kpi/v/2026-ben.toml", fmt::format("[readings]\n2026-07-05 = {}\n", of_ben)}};
  };
  CHECK(faults_of(files("last", "4")).find("W251") != std::string::npos);
  CHECK(faults_of(files("last", "3")) == "");
  Folder folder(files("last", "4"));
  folder.write("okr.toml", "");
  const Workspace workspace = loaded(folder.path());
  REQUIRE(workspace.kpis.at(0).readings.size() == 2);
  CHECK(workspace.kpis[0].readings[0].value == 4);
  CHECK_FALSE(workspace.kpis[0].faulty);
  CHECK(kpi_of(files("sum", "4")).readings.size() == 3);
}

TEST_CASE("KPI: [targets] by day and by period, each in full or as a number (method 0.26)") {
  const Kpi kpi =
      kpi_of({{"kpi/a.toml", with_head("every = \"month\"\ntarget = 90",
                                       "[targets]\n2026-Q3 = 110\n2026-05-01 = { target = 100, warn = 95, why "
                                       "= \"plan\" }\n[readings]\n2026-07-05 = 3\n")}});
  REQUIRE(kpi.targets.size() == 2);
  CHECK((kpi.targets[0].first == make_date(2026, 5, 1) && kpi.targets[0].warn == 95.0 && kpi.targets[0].why == "plan"));
  CHECK((kpi.targets[1].first == make_date(2026, 10, 1) && kpi.targets[1].target == 110.0));  // fiscal year from April
  CHECK(kpi.targets[1].unit == PeriodUnit::quarter);
}

TEST_CASE("KPI: what cannot be a target over time is named at its entry") {
  const auto faults = [](std::string_view head, std::string_view targets) {
    return faults_of({{"kpi/a.toml", with_head(head, "[targets]\n" + std::string(targets))}});
  };
  CHECK(faults("every = \"month\"", "2026-W33 = 5\n").find("E117") != std::string::npos);
  CHECK(faults("every = \"month\"", "2026-07-15 = 5\n") == "");
  CHECK(faults("every = \"month\"", "2026-Q3 = 5\n2026-07-01 = 6\n").find("E115") != std::string::npos);
  CHECK(faults("good = \"range\"", "2026-Q3 = 5\n").find("E117") != std::string::npos);
  CHECK(faults("good = \"range\"", "2026-Q3 = { min = 1, max = 2, margin = 1 }\n") == "");
  CHECK(faults("", "soon = 5\n").find("E107") != std::string::npos);
  CHECK(faults("", "2026-Q3 = \"5\"\n").find("E117") != std::string::npos);
  CHECK(faults("", "2026-Q3 = { tagret = 5 }\n").find("E116") != std::string::npos);
  CHECK(faults("", "2026-Q3 = { margin = -1 }\n").find("E107") != std::string::npos);
}

TEST_CASE("KPI: targets that stand below the readings are known where only definitions are wanted") {
  const Folder folder(
      {{"okr.toml", ""}, {"kpi/a.toml", "title = \"a\"\n[readings]\n2026-01-05 = 1\n[targets]\n2026-Q3 = 5\n"}});
  store::Wanted wanted;
  wanted.kpis = store::Wanted::Kpis::definitions;
  const auto workspace = store::load(folder.path(), wanted);
  REQUIRE(workspace.has_value());
  CHECK(workspace->kpis.at(0).targets.size() == 1);
}

TEST_CASE("KPI: words where no reading is a number are W224, among numbers they are slips") {
  const auto faults = [](std::string_view readings, std::string_view head = "") {
    return faults_of({{"kpi/mood.toml", with_head(head, fmt::format("[readings]\n{}", readings))}});
  };
  CHECK(faults("2026-06 = \"good\"\n2026-07 = \"bad\"\n").find("W224") != std::string::npos);
  CHECK(faults("2026-06 = { value = \"good\", note = \"sun\" }\n").find("W224") != std::string::npos);
  CHECK(faults("2026-06 = \"good\"\n", "allow = [\"W224\"]") == "");
  CHECK(faults("2026-06 = \"good\"\n2026-07 = 4\n").find("E117") != std::string::npos);
  CHECK(faults("2026-06 = \"63\"\n").find("E117") != std::string::npos);
  CHECK(faults("") == "");
  const std::string mixed = faults_of({{"kpi/mood/kpi.toml", with_head("", "")},
                                       {"kpi/mood/2026-ana.toml", "[readings]\n2026-06 = \"good\"\n"},
                                       {"kpi/mood/2026-joe.toml", "[readings]\n2026-07 = 4\n"}});
  CHECK(
      (mixed.find("E117 kpi/mood/2026-ana.toml:2:11") != std::string::npos && mixed.find("W224") == std::string::npos));
}

}  // namespace load_kpi_test
