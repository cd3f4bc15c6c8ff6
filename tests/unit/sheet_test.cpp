// SPDX-License-Identifier: MIT
// Cells, names of cycles, maps and rows of sheets of OKRs.
#include <string>
#include <vector>

#include "actions/import/cycle_names.hpp"
#include "actions/import/opening.hpp"
#include "actions/import/sheet/sheet.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"
#include "sound_diagnostic.hpp"

namespace sheet_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::session;

namespace {

CsvForm american() {
  CsvForm form;
  form.said_by_options = true;
  form.thousands = ',';
  return form;
}

CsvCell cell(std::string text) { return {std::move(text), {3, 5}, false}; }

std::string number(const std::string& text, const CsvForm& form = american()) {
  const auto found = cell_number(cell(text), form);
  if (!found) return "!" + found.error().what;
  return shortest(found->value) + (found->unit.empty() ? "" : " " + found->unit);
}

std::string cycle(std::string_view text, FiscalYear fiscal_year = {}) {
  const auto said = cycle_said(text, fiscal_year);
  return said ? said->id : "none";
}

/// Titles and fields of all records, one a line.
std::string told(const Draft& draft) {
  std::string text;
  const auto add = [&](const DraftRecord& record, const std::string& indent) {
    text += indent + (record.title.empty() ? record.id : record.title);
    for (const DraftField& field : record.fields) text += "; " + field.key + " " + field.toml;
    for (const std::string& comment : record.comments) text += "; # " + comment;
    text += "\n";
  };
  for (const DraftCycle& cycle : draft.cycles) {
    add(cycle, "");
    for (const DraftObjective& objective : cycle.objectives) {
      add(objective, " ");
      for (const DraftKeyResult& kr : objective.key_results) {
        add(kr, "  ");
        if (kr.unless_there) text += "   unless it is there: " + kr.unless_there->message + "\n";
        for (const DraftReading& reading : kr.readings) {
          const double* value = std::get_if<double>(&reading.value);
          text += "   " + (value ? shortest(*value) : std::get_if<bool>(&reading.value) ? "truth" : "none");
          if (reading.date) text += " on " + to_string(*reading.date);
          if (reading.confidence) text += " sure " + std::to_string(*reading.confidence);
          text += "\n";
        }
      }
    }
  }
  for (const DraftRemark& remark : draft.remarks)
    text +=
        "~ " + std::to_string(remark.place.line) + ":" + std::to_string(remark.place.column) + " " + remark.text + "\n";
  for (const Diagnostic& fault : draft.faults)
    text +=
        "! " + std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column) + " " + fault.message + "\n";
  return text;
}

std::string read(const std::string& map_text, const std::string& sheet, std::optional<std::string> cycle = "2026-Q3") {
  const auto map = read_sheet_map("my.toml", map_text);
  if (!map) return "!" + map.error().what;
  const CsvForm form = american();
  const auto table = table_of_csv("a.csv", sheet, {form});
  if (!table) return "!" + table.error().what;
  const Workspace workspace;
  Draft draft;
  draft.name = "a.csv";
  draft.text = LinedText(sheet);
  const auto made = draft_of_sheet({workspace, std::move(cycle)}, *map, form, *table, std::move(draft));
  return made ? told(*made) : "!" + made.error().what;
}

const std::string plain_map =
    "[columns]\ncycle = \"C\"\nobjective = \"O\"\nkey-result = \"K\"\nbaseline = \"From\"\ntarget = \"To\"\n"
    "value = \"Now\"\nprogress = \"%\"\ndate = \"On\"\nteam = \"Team\"\nkind = \"Kind\"\n";

}  // namespace

TEST_CASE("sheet cells: a number may have marks, a currency, a unit and a scale") {
  CHECK(number("1,200") == "1200");
  CHECK(number(" -2.5 ") == "-2.5");
  CHECK(number("45%") == "45 %");
  CHECK(number("$1.2M") == "1200000 $");
  CHECK(number("-$5") == "-5 $");
  CHECK(number("€ 3.5") == "3.5 €");
  CHECK(number("12k users") == "12000 users");
  for (const char* text : {"1.2M", "1.2 Mio", "1.2 Mio.", "1.2 million", "1.2million", "1.2 Millionen", "1200 thousand",
                           "1200 Tsd.", "1200 tausend", "0.0012 Mrd."})
    CHECK_MESSAGE(number(text) == "1200000", text);
  CHECK(number("1.2 million users") == "1200000 users");
  CHECK(number("350 Tsd. €") == "350000 €");
  CHECK(number("3 millionaires") == "3 millionaires");
  CHECK(number("1.15M") == "1150000");
  CHECK(number("CHF 3bn") == "3000000000 CHF");
  CHECK(number("31 h") == "31 h");
  CHECK(number("143km") == "143 km");
  CHECK(number("5 m") == "5 m");
  CHECK(number("5m") == "!'5m' may be millions, metres or minutes");
  CHECK(number("$5m") == "5000000 $");
  CHECK(number("12 of 20") == "!'12 of 20' is not one number");
  CHECK(number("lots") == "!'lots' is not a number");
  CHECK(number("1,20") == "!'1,20' is not grouped in threes");
  CsvForm german = american();
  german.decimal = ',';
  german.thousands = '.';
  CHECK(number("1.250.000,75 €", german) == "1250000.75 €");
  german.thousands = ' ';
  CHECK(number("1\u202F234 Stück", german) == "1234 Stück");
}

TEST_CASE("sheet: progress beside a target is told where it is no value, or another one") {
  CHECK(read(plain_map, "O,K,From,To,Now,%\nGrow,No value,,100,,50%\n") ==
        "2026-Q3\n Grow\n  No value; target 100; # Progress: 50%\n"
        "~ 2:21 'No value' has a target and no value: its progress, 50%, is kept as a comment\n");
  CHECK(read(plain_map, "O,K,From,To,Now,%\nGrow,Users,,100,20,80\n") ==
        "2026-Q3\n Grow\n  Users; target 100; # Progress: 80\n   20\n"
        "~ 2:20 'Users' is at 20 of 100, and its progress says 80: the value counts, progress is kept as a comment\n");
  CHECK(read(plain_map, "O,K,From,To,Now,%\nGrow,Users,30,10,20,50\n") ==
        "2026-Q3\n Grow\n  Users; baseline 30; target 10\n   20\n");
}

TEST_CASE("sheet: a value without a target is an amount, and progress beside it counts") {
  CHECK(read(plain_map, "O,K,To,Now,%\nGrow,Talks,,12,45%\n") ==
        "2026-Q3\n Grow\n  Talks; kind \"percent\"; # Value: 12\n   45\n"
        "~ 2:13 'Talks' has a value, 12, and no target: its progress counts, the value is kept as a comment\n");
  CHECK(read(plain_map, "O,K,Now,%,On\nGrow,Talks,12,45%,2026-08-03\nGrow,Talks,15,50%,2026-08-10\n") ==
        "2026-Q3\n Grow\n  Talks; kind \"percent\"; # Value: 12; # Value: 15\n"
        "   45 on 2026-08-03\n   50 on 2026-08-10\n"
        "~ 2:12 'Talks' has a value, 12, and no target: its progress counts, the value is kept as a comment\n"
        "~ 3:12 'Talks' has a value, 15, and no target: its progress counts, the value is kept as a comment\n");
  CHECK(read(plain_map, "O,K,Now,%\nGrow,Talks,45,45%\n") == "2026-Q3\n Grow\n  Talks; kind \"percent\"\n   45\n");
  CHECK(read(plain_map, "O,K,Kind,Now,%\nGrow,Talks,percent,60,45%\n") ==
        "2026-Q3\n Grow\n  Talks; kind \"percent\"; # Progress: 45%\n   60\n"
        "~ 2:23 'Talks' is at 60 of 100, and its progress says 45%: the value counts, progress is kept as a comment\n");
}

TEST_CASE("sheet: per cent and fractions of 1 are two units, in one row and in several of a key result") {
  CHECK(read(plain_map, "O,K,From,To,Now\nGrow,Share,0.10,0.25,15%\n") ==
        "2026-Q3\n Grow\n! 2:22 this is in %, and the rest in fractions of 1\n");
  CHECK(read(plain_map, "O,K,From,To,Now\nGrow,Share,,25%,0.15\n") ==
        "2026-Q3\n Grow\n! 2:13 this is in %, and the rest in fractions of 1\n");
  CHECK(read(plain_map, "O,K,To,Now\nGrow,Share,0.25,\nGrow,Share,,15%\n") ==
        "2026-Q3\n Grow\n  Share; target 0.25\n! 3:13 this is in %, and the rest in fractions of 1\n");
  const std::string in_per_cent = "2026-Q3\n Grow\n  Share; baseline 10; target 30; unit \"%\"\n   25\n";
  CHECK(read(plain_map, "O,K,From,To,Now\nGrow,Share,10%,30%,25%\nGrow,Share,,,0.2\n") ==
        in_per_cent + "! 3:14 this has no unit, and other rows are in %\n");
  CHECK(read(plain_map, "O,K,From,To,Now\nGrow,Share,10%,30%,25%\nGrow,Share,,,27\nGrow,Share,,,0\n") ==
        in_per_cent + "   27\n   0\n");
  CHECK(read(plain_map, "O,K,Now\nGrow,Share,0.2\nGrow,Share,25%\n") ==
        "2026-Q3\n Grow\n  Share\n   unless it is there: 'Share' has no target\n   0.2\n"
        "! 3:12 this is in %, and the rest in fractions of 1\n");
  CHECK(read(plain_map, "O,K,Now\nGrow,Share,25%\nGrow,Share,0.2\n") ==
        "2026-Q3\n Grow\n  Share; unit \"%\"\n   unless it is there: 'Share' has no target\n   25\n"
        "! 3:12 this has no unit, and other rows are in %\n");
  CHECK(read(plain_map, "O,K,To,Now\nGrow,Users,400,112\nGrow,Users,,28%\n") ==
        "2026-Q3\n Grow\n  Users; target 400\n   112\n! 3:13 this is in %, and the rest in no unit\n");
  CHECK(read(plain_map, "O,K,From,To,Now\nGrow,Share,0,25,15%\nGrow,Errors,1%,0.5%,0.7%\n") ==
        "2026-Q3\n Grow\n  Share; baseline 0; target 25; unit \"%\"\n   15\n"
        "  Errors; baseline 1; target 0.5; unit \"%\"\n   0.7\n");
}

TEST_CASE("sheet: a number alone is not lent the thousands of another row's unit, but those of a column") {
  const std::string of_cells = "2026-Q3\n Grow\n  Sales; target 2000; unit \"k€\"\n   500\n";
  CHECK(read(plain_map, "O,K,To,Now\nGrow,Sales,2000 k€,500\nGrow,Sales,,700000\n") ==
        of_cells + "! 3:13 this has no unit, and other rows are in k€\n");
  CHECK(read(plain_map, "O,K,To,Now\nGrow,Sales,2000 k€,500\nGrow,Sales,2000 k€,700\n") == of_cells + "   700\n");
  CHECK(read(plain_map, "O,K,Now\nGrow,Sales,700000\nGrow,Sales,0.8M€\n") ==
        "2026-Q3\n Grow\n  Sales\n   unless it is there: 'Sales' has no target\n   700000\n"
        "! 3:12 its thousands or millions are said otherwise than those of the rest\n");
  CHECK(read(plain_map + "unit = \"U\"\n", "O,K,U,To,Now\nGrow,Sales,k€,2000,500\nGrow,Sales,,,700\n") ==
        of_cells + "   700\n");
}

TEST_CASE("sheet: rows whose titles differ in capitals or the full stop are of one record, and that is told") {
  CHECK(read(plain_map,
             "O,K,To,Now,On\nGrow,Users,400,12,2026-07-06\nGrow,users,400,48,2026-07-20\n"
             "grow,Users.,400,70,2026-07-27\nGrow,Users?,9,,\n") ==
        "2026-Q3\n Grow\n  Users; target 400\n   12 on 2026-07-06\n   48 on 2026-07-20\n   70 on 2026-07-27\n"
        "  Users?; target 9\n"
        "~ 3:6 'users' is taken for 'Users' of line 2\n~ 4:1 'grow' is taken for 'Grow' of line 2\n"
        "~ 4:6 'Users.' is taken for 'Users' of line 2\n");
}

TEST_CASE("sheet: which days a fiscal year got is told of each way to call a cycle, whichever row is the first") {
  const std::string calendar = "Q3 2026,Grow,Users,400\n", fiscal = "FY26 Q3,Grow,Sales,9\n";
  for (const std::string& rows : {calendar + fiscal, fiscal + calendar, calendar + fiscal + fiscal}) {
    const std::string said = read(plain_map, "C,O,K,To\n" + rows);
    const auto first = said.find("'FY26 Q3' is read as 2026-Q3");
    CHECK_MESSAGE(first != std::string::npos, said);
    CHECK_MESSAGE(said.find("is read as", first + 20) == std::string::npos, said);
  }
}

TEST_CASE("sheet: a row below one of totals says what it lacks, and a change is no target") {
  CHECK(read(plain_map + "[rows]\nabove = true\n", "O,K,To\nGrow,A,400\nTotal,,\n,B,400\n") ==
        "2026-Q3\n Grow\n  A; target 400\n~ 3:1 'Total' is no record but counts others together: left out\n"
        "! 4:2 this row says no objective\n");
  CHECK(read(plain_map, "O,K,To\nGrow,A,+20%\n") ==
        "2026-Q3\n Grow\n! 2:8 '+20%' says a change, or has a sign too many\n");
}

TEST_CASE("sheet: points that may all group thousands have to be said where decimal commas are usual") {
  CsvForm german;
  german.said_by_options = true;
  german.delimiter = ';';
  const auto said = [&](const std::string& sheet) {
    const auto map = read_sheet_map("my.toml", plain_map);
    const auto table = table_of_csv("a.csv", sheet, {german});
    const Workspace workspace;
    Draft draft;
    draft.name = "a.csv";
    draft.text = LinedText(sheet);
    const auto made = draft_of_sheet({workspace, "2026-Q3"}, *map, german, *table, std::move(draft));
    return made ? told(*made) : "!" + made.error().what + ": " + made.error().hint;
  };
  const std::string rows = "O;K;From;To;Now\nGrow;A;1.000;12.500 €;3.250\n";
  CHECK(said(rows) ==
        "!a.csv:2:8: '1.000' may be 1000 or 1: say --decimal , --thousands . for 1000, --decimal . for 1");
  CHECK(said(rows + "Grow;B;0;1.5;\n").starts_with("2026-Q3\n Grow\n  A; baseline 1; target 12.5"));
  german.delimiter = ',';
  CHECK(said("sep=;\n" + rows).starts_with("!a.csv:3:8: '1.000' may be"));
  german.delimiter = ';';
  german.decimal_said = true;
  CHECK(said(rows).starts_with("2026-Q3\n Grow\n  A; baseline 1; target 12.5"));
}

TEST_CASE("sheet: a key result may have a part of its objective's cycle, and none beside it") {
  const std::string map =
      "[columns]\ntitle = \"T\"\nrow-type = \"Type\"\nparent = \"Up\"\ntarget = \"To\"\ncycle = \"C\"\ndue = \"Due\"\n"
      "[rows]\nobjective = \"goal\"\nkey-result = \"kr\"\n";
  const std::string head = "Type,T,Up,To,C,Due\nGoal,Grow,,,2026,\n";
  CHECK(read(map, head + "KR,Users,Grow,4,Q3 2026,\nKR,Shops,Grow,5,2026,\nKR,Talks,Grow,6,Q4 2026,2026-12-24\n") ==
        "2026\n Grow\n  Users; target 4; start 2026-07-01; due 2026-09-30\n  Shops; target 5\n"
        "  Talks; due 2026-12-24; target 6; start 2026-10-01\n");
  CHECK(read(map, head + "KR,Users,Grow,4,Q1 2027,\nKR,Shops,Grow,5,Someday,\n") ==
        "2026\n Grow\n! 3:17 2027-Q1 is no part of 2026, the cycle of its objective\n"
        "! 4:17 'Someday' names no cycle\n");
  CHECK(read(map, "Type,T,Up,To,C,Due\nGoal,Grow,,,Q3 2026,\nGoal,Grow,,,Q4 2026,\nKR,Users,Grow,4,Q4 2026,\n") ==
        "2026-Q3\n Grow\n2026-Q4\n Grow\n  Users; target 4\n");
  CHECK(read(plain_map + "[rows]\nabove = true\n", "C,O,K,To\nQ3 2026,Grow,Users,5\nQ4 2026,,Shops,6\n") ==
        "2026-Q3\n Grow\n  Users; target 5\n! 3:1 2026-Q4 is no part of 2026-Q3, the cycle of its objective\n");
}

TEST_CASE("sheet: rows that count others together are left out, and the rows below are not of the objective before") {
  const std::string map = plain_map + "[rows]\nabove = true\n";
  CHECK(read(map,
             "O,K,To,Now,%\nGrow,Users,4,2,\n,**Total**,4,2,50%\nReach,Average:,,,5%\n,Shops,5,,\nGESAMT,,,,50%\n") ==
        "2026-Q3\n Grow\n  Users; target 4\n   2\n Reach\n  Shops; target 5\n"
        "~ 3:2 '**Total**' is no record but counts others together: left out\n"
        "~ 4:7 'Average:' is no record but counts others together: left out\n"
        "~ 6:1 'GESAMT' is no record but counts others together: left out\n");
  CHECK(read(map, "O,K,To\nGrow,Users,4\nTotal,,\n,Shops,5\n") ==
        "2026-Q3\n Grow\n  Users; target 4\n~ 3:1 'Total' is no record but counts others together: left out\n"
        "! 4:2 this row says no objective\n");
  CHECK(read(plain_map, "O,K,To\nGrow,Total users,4\n") == "2026-Q3\n Grow\n  Total users; target 4\n");
  for (const char* title :
       {"Total", "sum", "AVERAGE", "Overall", "mean", "Totals", "Gesamt", "_Summe_", "Durchschnitt", "Ø", " ø : "})
    CHECK(is_title_of_total(title, true));
  for (const char* title : {"", "**", "Mean time to repair"}) CHECK_FALSE(is_title_of_total(title, false));
  CHECK(is_title_of_total("Score", false));
  CHECK_FALSE(is_title_of_total("Score", true));
}

TEST_CASE("sheet: what a row says of its record and the record has no place for is kept as a comment, and told") {
  const std::string columns =
      "[columns]\ncycle = \"C\"\nobjective = \"O\"\nkey-result = \"K{n}\"\nprogress = \"P{n}\"\nnote = \"Notes\"\ndue "
      "= "
      "\"End\"\nstart = \"Begin\"\nconfidence = \"Sure\"\nscore = \"Score\"\n";
  CHECK(read(columns,
             "C,O,K1,P1,Notes,Begin,End,Sure,Score\nQ3 2026,Grow,Users,40%,a loss,2026-07-01,2026-08-31,7,0.4\n") ==
        R"(2026-Q3
 Grow; # due: 2026-08-31; # confidence: 7; # a loss
  Users; kind "percent"
   40
~ 2:42 what is said of 'Grow' itself is kept as a comment: due: 2026-08-31
~ 2:53 what is said of 'Grow' itself is kept as a comment: confidence: 7
~ 2:24 what is said of 'Grow' itself is kept as a comment: a loss
)");
  CHECK(read(columns, "C,O,K1,P1,End\nQ3 2026,Grow,Users,40%,08/31/26\n") == "! 2:24 '08/31/26' is no date\n");
  const std::string rows =
      "[columns]\ncycle = \"C\"\nrow-id = \"N\"\nrow-type = \"T\"\ntitle = \"Title\"\nparent = \"P\"\nteam = \"Team\"\n"
      "target = \"To\"\n[rows]\nobjective = [\"o\"]\nkey-result = [\"k\"]\n";
  CHECK(read(rows,
             "C,N,T,Title,P,Team,To\nQ3 2026,1,o,Grow,,Acme,\nQ3 2026,9,o,Shine,1,Acme,\nQ3 2026,3,k,Users,\"1\n9\","
             "Sales,5\nQ3 2026,4,k,Shops,1,Acme,5\n") == R"(2026-Q3
 Grow; team "Acme"
  Users; target 5; # team: Sales; # Parent: 9
  Shops; target 5
 Shine; team "Acme"
~ 5:4 what is said of 'Users' itself is kept as a comment: team: Sales
~ 4:19 what is said of 'Users' itself is kept as a comment: Parent: 9
)");
}

TEST_CASE("sheet: how far an objective without key results is, is told as left out") {
  CHECK(read(plain_map, "O,K,To,%\nGrow,,,45%\nReach,,,30%\nReach,Users,4,\n") ==
        "2026-Q3\n Grow\n Reach\n  Users; target 4\n~ 2:8 'Grow' has no key result: its 45% is left out\n"
        "~ 3:9 how far objectives are follows from their key results: what 1 row says of it is left out\n");
}

TEST_CASE("sheet: marks in front of titles say what a record is, and are no part of them") {
  CHECK(read(plain_map + "[rows]\nabove = true\n",
             "O,K,To\nO1: Grow,KR1: Users,4\nGrow,KR2 - Shops,5\n,1. FC Bayern,6\n") ==
        "2026-Q3\n Grow\n  Users; target 4\n  Shops; target 5\n  1. FC Bayern; target 6\n");
  CHECK(read("[columns]\ntitle = \"T\"\nrow-type = \"Type\"\nparent = \"Up\"\ntarget = \"To\"\n[rows]\nobjective = "
             "\"o\"\nkey-result = \"k\"\n",
             "Type,T,Up,To\no,O1: Grow,,\nk,KR1: Users,Grow,4\nk,Shops,O1: Grow,5\n") ==
        "2026-Q3\n Grow\n  Users; target 4\n  Shops; target 5\n");
}

TEST_CASE("sheet: words that okr has itself need no map, and any other is a fault") {
  const std::string map = plain_map + "state = \"State\"\nlevel = \"Level\"\n";
  CHECK(read(map, "O,K,To,State,Kind,Level\nGrow,Users,4,Cancelled,,Team\nGrow,Shops,5,active,Sum,\n") ==
        "2026-Q3\n Grow; level \"team\"\n  Users; state \"cancelled\"; reason \"Cancelled\"; target 4\n"
        "  Shops; kind \"sum\"; target 5\n");
  CHECK(read(map, "O,K,To,State\nGrow,Users,4,on track\n") ==
        "2026-Q3\n Grow\n! 2:14 'on track' is no state that is known\n");
}

TEST_CASE("sheet: in a tree of goals one that is not measured is a draft, no refusal") {
  const std::string map =
      "[columns]\nrow-id = \"N\"\ntitle = \"T\"\nparent = \"Up\"\ntarget = \"To\"\nvalue = \"Now\"\nstate = \"State\"\n"
      "[rows]\nby-parent = true\nalone = true\n";
  CHECK(
      read(map,
           "N,T,Up,To,Now,State\n1,Alone,,,,\n2,Top,,,,\n3,Child,2,,,\n4,Given up,2,,,cancelled\n5,Measured,,4,1,\n") ==
      R"(2026-Q3
 Alone
 Top
  Child; state "draft"
  Given up; state "cancelled"; reason "cancelled"; kind "done"
 Measured
  Measured; target 4
   1
~ 4:3 'Child' says nothing of how it is measured: it is written as a draft
)");
  CHECK(read(map, "N,T,Up,To,Now,State\n1,Half,,,3,\n") ==
        "2026-Q3\n Half\n  Half\n   unless it is there: 'Half' has no target\n   3\n");
}

TEST_CASE("sheet: an empty line in front of everything is nothing") {
  CHECK(read(plain_map, "\n\nO,K,To\nGrow,Users,4\n,Shops,5\n", "2026-Q3") ==
        "2026-Q3\n Grow\n  Users; target 4\n! 5:2 this row says no objective\n");
}

TEST_CASE("sheet: a word for a number is no unit") {
  const std::string map = plain_map + "unit = \"U\"\n[units]\nnumber = \"\"\npercent = \"%\"\n";
  CHECK(read(map, "O,K,To,U\nGrow,Users,4,Number\nGrow,Share,5,percent\nGrow,Time,6,days\n") ==
        "2026-Q3\n Grow\n  Users; target 4\n  Share; target 5; unit \"%\"\n  Time; target 6; unit \"days\"\n");
}

TEST_CASE("sheet: from no, or nothing, to yes is done or not") {
  CHECK(read(plain_map, "O,K,From,To,Now\nShip,Live,No,Yes,no\nShip,Out,,yes,\nShip,Off,-,Yes,true\n") ==
        "2026-Q3\n Ship\n  Live; kind \"done\"\n   truth\n  Out; kind \"done\"\n  Off; kind \"done\"\n   truth\n");
  CHECK(read(plain_map, "O,K,From,To\nShip,Bugs,Yes,No\nShip,Docs,3,Yes\n") ==
        "2026-Q3\n Ship\n! 2:15 'No' is not a number\n! 3:13 'Yes' is not a number\n");
}

TEST_CASE("sheet: rows below an objective that cannot be used say so") {
  CHECK(read(plain_map + "[rows]\nabove = true\n", "O,K,To\nGrow,Users,4\n,Shops,5\n", std::nullopt) ==
        "! 2:1 this row says no cycle\n! 3:2 the objective above this row cannot be used\n");
}

TEST_CASE("sheet: what is no sheet of the map is told before that it holds no row") {
  CHECK(read(plain_map, "A,B\n").starts_with("!a.csv is no sheet of map 'my.toml': it has no column objective"));
  CHECK(read(plain_map, "O,K\n") == "!a.csv holds no row");
}

TEST_CASE("sheet: a fault of a cell of several lines is marked within the line that is shown") {
  const auto map = read_sheet_map("my.toml", plain_map);
  const std::string sheet = "C,O,K,To\n\"y\n4\",Grow,Users,4\n\"a \"\"b\"\"\",Grow,Shops,5\n";
  const auto table = table_of_csv("a.csv", sheet, {american()});
  const Workspace workspace;
  Draft draft;
  draft.text = LinedText(sheet);
  const auto made = draft_of_sheet({workspace, "2026-Q3"}, *map, american(), *table, std::move(draft));
  REQUIRE(made->faults.size() == 2);
  for (const Diagnostic& fault : made->faults) CHECK(okr_test::unsoundness_of(fault, 5) == "");
  CHECK(made->faults.front().length == 2);
}

TEST_CASE("sheet: where a word has several columns, the first that says something counts in each row") {
  const std::string map = "[columns]\nobjective = \"O\"\nkey-result = \"K\"\ntarget = \"To\"\nowner = [\"A\", \"B\"]\n";
  CHECK(read(map, "O,K,To,A,B\nGrow,Users,5,ana,\nGrow,Shops,5,,bo\n") ==
        "2026-Q3\n Grow\n  Users; owner \"ana\"; target 5\n  Shops; owner \"bo\"; target 5\n");
  CHECK(read(map, "O,K,To,A,B\nGrow,Users,5,ana,bo\n") ==
        "2026-Q3\n Grow\n  Users; owner \"ana\"; target 5\n~ 1:1 columns left out: 'B'\n");
}

TEST_CASE("sheet: without targets a key result is of progress, though it may have none yet") {
  const std::string map =
      "[columns]\nobjective = \"O\"\nkey-result = \"KR {n}\"\nprogress = \"KR {n} %\"\n[cells]\nempty = [\"tbd\"]\n";
  CHECK(read(map, "O,KR 1,KR 1 %,KR 2,KR 2 %\nGrow,Users,40,Shops,tbd\n") ==
        "2026-Q3\n Grow\n  Users; kind \"percent\"\n   40\n  Shops; kind \"percent\"\n");
}

TEST_CASE("sheet: a merged cell of a cycle is that of the rows below, whatever objective they begin") {
  const std::string map =
      "[columns]\ncycle = \"C\"\nobjective = \"O\"\nkey-result = \"K\"\ntarget = \"To\"\n[rows]\nabove = true\n";
  CHECK(read(map, "C,O,K,To\nQ2 2026,Grow,Users,5\n,,Shops,6\n,Learn,Talks,7\n", std::nullopt) ==
        "2026-Q2\n Grow\n  Users; target 5\n  Shops; target 6\n Learn\n  Talks; target 7\n");
}

TEST_CASE("sheet: people are objects, or a list of them") {
  const auto table =
      table_of_json("a.json", R"([{"owners": [{"id": "1", "name": "Ann"}, {"email": "bo@x.org"}]}])", "", "");
  REQUIRE(table.has_value());
  CHECK(table->rows.front().front().text == "Ann\nbo@x.org");
}

TEST_CASE("sheet cells: progress is a share of what the map says is all") {
  const auto progress = [](const std::string& text, double whole) {
    return *cell_progress(cell(text), american(), whole);
  };
  CHECK(progress("45%", 100) == 45);
  CHECK(progress("45", 100) == 45);
  CHECK(progress("0.07", 1) == 7);
  CHECK(progress("45%", 1) == 45);
  CHECK_FALSE(cell_progress(cell("45 users"), american(), 100).has_value());
}

TEST_CASE("sheet cells: names are parted by line ends and by what the map says") {
  CHECK(cell_names("ana\r\nJürgen Müller\nana", "") == std::vector<std::string>{"ana", "Jürgen Müller"});
  CHECK(cell_names("a; b,c", ";") == std::vector<std::string>{"a", "b,c"});
  CHECK(cell_names(" ", ";").empty());
}

TEST_CASE("sheet cells: people are parted by more than what the map says, and an address is one") {
  const auto people = [](std::string_view text, std::string_view marks = ",;") {
    return join(people_in(text, marks), "|");
  };
  for (const char* text : {"Tom & Lea", "Tom and Lea", "Tom und Lea", "Tom/Lea", "Tom, Lea", "Tom\nLea", "@Tom @Lea",
                           "@Tom, @Lea", "Tom; Tom\nLea"})
    CHECK_MESSAGE(people(text) == "Tom|Lea", text);
  CHECK(people("Müller, Tom", ";") == "Müller, Tom");
  CHECK(people("tom@example.org, lea@example.org") == "tom@example.org|lea@example.org");
  CHECK(people("Alexandra Sandberg") == "Alexandra Sandberg");
  CHECK(people(" @ ").empty());
}

TEST_CASE("cycle names: as people write them, the fiscal year by the workspace") {
  for (const char* text : {"2026-Q3", "Q3 2026", "2026 Q3", "Q3-2026", "Q3/2026", "q3 '26", "FY26 Q3", "Q3 FY2026",
                           "Quarter 3 2026", "Jul 1 - Sep 30, 2026", "1 July 2026 – 30 September 2026",
                           "Jul – Sep 2026", "2026-07-01 - 2026-09-30", "July 1st to Sept 30th, 2026"})
    CHECK(cycle(text) == "2026-Q3");
  CHECK(cycle("H2 2026") == "2026-H2");
  CHECK(cycle("FY26") == "2026");
  CHECK(cycle("2026") == "2026");
  CHECK(cycle("August 2026") == "2026-08");
  CHECK(cycle("KW 33 2026") == "2026-W33");
  CHECK(cycle("Nov 2025 - Jan 2026") == "2025-11-01-to-2026-01-31");
  CHECK(cycle("Nov 1 - Jan 31, 2026") == "2025-11-01-to-2026-01-31");
  CHECK(cycle("Jul 1 - Sep 30, 2026", {7, YearName::start}) == "2026-Q1");
  for (const char* text : {"", "Q5 2026", "Q3", "Summer push", "Q3 2026 and more", "Jul 26", "33", "2026-08-17",
                           "Q3 26", "Sep 30 - Jul 1, 2026 2026", "Année 2026"})
    CHECK(cycle(text) == "none");
}

TEST_CASE("sheet map: what it does not know is refused with the nearest") {
  CHECK(read_sheet_map("my.toml", "[columns]\ntargte = \"To\"\n").error().hint == "did you mean 'target'?");
  CHECK(read_sheet_map("my.toml", "[rows]\nabvoe = true\n").error().what == "my.toml:2:1: a map has no 'rows.abvoe'");
  CHECK(read_sheet_map("my.toml", "[cells]\nprogress = 10\n").error().what ==
        "my.toml:2:1: progress of all of it is 1 or 100, not 10");
  CHECK(read_sheet_map("my.toml", "title = \"x\"\n").error().what == "my.toml names no column");
  CHECK(read_sheet_map("my.toml", "[words.kind]\na = \"done\"\n[columns]\nkind = \"K\"\n")->words["kind"]["a"] ==
        "done");
  for (const std::string_view name : own_sheet_maps()) {
    CAPTURE(std::string(name));
    const auto map = read_sheet_map(std::string(name), *own_sheet_map(name));
    CHECK(map.has_value());
    CHECK_FALSE(map->title.empty());
    CHECK(csv_form({std::nullopt, map->decimal.empty() ? std::nullopt : std::optional(map->decimal),
                    map->thousands.empty() ? std::nullopt : std::optional(map->thousands),
                    map->date_format.empty() ? std::nullopt : std::optional(map->date_format)},
                   {}, "")
              .has_value());
  }
}

TEST_CASE("sheet: a row a key result, several rows of one are its values") {
  CHECK(read(plain_map,
             "O,K,From,To,Now,On\nGrow,Users,0,400,70,2026-08-03\nGrow,Users,,,96,2026-08-10\nGrow,Churn,5%,2%,,\n") ==
        "2026-Q3\n Grow\n  Users; baseline 0; target 400\n   70 on 2026-08-03\n   96 on 2026-08-10\n"
        "  Churn; baseline 5; target 2; unit \"%\"\n");
  CHECK(read(plain_map, "O,K,To,Now\nGrow,Users,400,1\nGrow,Users,500,2\n") ==
        "2026-Q3\n Grow\n  Users; target 400\n   1\n! 3:12 target of 'Users' is 500 here and 400 in line 2\n");
}

TEST_CASE("sheet: an objective of another team is another one, and of another cycle too") {
  CHECK(read(plain_map, "C,O,Team,K,To\n,Grow,a,X,1\n,Grow,b,X,1\nQ4 2026,Grow,a,X,1\n") ==
        "2026-Q3\n Grow; team \"a\"\n  X; target 1\n Grow; team \"b\"\n  X; target 1\n2026-Q4\n Grow; team \"a\"\n  X; "
        "target 1\n");
}

TEST_CASE("sheet: without a target a progress is per cent, and nothing is a fault") {
  CHECK(read(plain_map, "O,K,%\nGrow,Users,45%\n") == "2026-Q3\n Grow\n  Users; kind \"percent\"\n   45\n");
  CHECK(read(plain_map, "O,K,To\nGrow,Users,\n") ==
        "2026-Q3\n Grow\n  Users\n   unless it is there: 'Users' has no target\n");
  CHECK(read(plain_map, "O,K,To,Now\nGrow,Users,,3\nGrow,Users,4,3\n") ==
        "2026-Q3\n Grow\n  Users; target 4\n   3\n   3\n");
  CHECK(read(plain_map, "O,K,To\n,Users,4\n") == "! 2:2 this row says no objective\n");
  CHECK(read(plain_map + "[rows]\nabove = true\n", "O,K,To\nGrow,,\n,Users,4\n") ==
        "2026-Q3\n Grow\n  Users; target 4\n");
  CHECK(read(plain_map, "O,K,To\nGrow,Users,4\n", std::nullopt) == "! 2:1 this row says no cycle\n");
  CHECK(read(plain_map, "O,K,From,To,Now\nGrow,Cost,5 €,2 €,3 $\n") ==
        "2026-Q3\n Grow\n! 2:19 this is in $, and the rest in €\n");
}

TEST_CASE("sheet: words for nothing are said, and a column that stands there twice is refused") {
  CHECK(read(plain_map + "[cells]\nempty = [\"n/a\"]\n", "O,K,To,Now\nGrow,Users,4,N/A\n") ==
        "2026-Q3\n Grow\n  Users; target 4\n");
  CHECK(read(plain_map, "O,K,To,to \nGrow,Users,4,5\n") == "!two columns of a.csv are called 'To'");
}

TEST_CASE("sheet: kinds by the words of the map") {
  const std::string map = plain_map + "[words.kind]\n\"yes/no\" = \"done\"\nshare = \"percent\"\n";
  CHECK(read(map,
             "O,K,Kind,To,Now\nGrow,Launch,Yes/"
             "No,,done\nGrow,Split,share,100%,40%\nGrow,Half,share,60,40\nGrow,X,odd,1,1\n") ==
        "2026-Q3\n Grow\n  Launch; kind \"done\"\n   truth\n  Split; kind \"percent\"\n   40\n"
        "  Half; target 60; unit \"%\"\n   40\n! 5:8 'odd' is no kind that is known\n");
}

TEST_CASE("sheet: rows by type find their objective by number, title or order") {
  const std::string map =
      "[columns]\ntitle = \"T\"\nrow-type = \"Type\"\nrow-id = \"Id\"\nparent = \"Up\"\ntarget = \"To\"\n"
      "[rows]\nobjective = \"goal\"\nkey-result = \"kr\"\nleft-out = \"task\"\nabove = true\n";
  CHECK(read(map,
             "Id,Type,T,Up,To\n2,KR,Users,1,4\n1,Goal,Grow,,\n3,KR,Reach,Grow,5\n4,KR,Below,,6\n5,Task,Post,1,\n6,KR,"
             "Lost,9,1\n7,What,X,,\n") ==
        "2026-Q3\n Grow\n  Users; target 4\n  Reach; target 5\n  Below; target 6\n"
        "~ 1:1 1 row of type 'Task' left out\n"
        "! 8:3 'What' is no type of row that is known\n! 7:11 its parent '9' is no objective of this sheet\n");
}

TEST_CASE("sheet: rows that their map leaves out are left out where parents tell what is an objective, too") {
  const std::string map =
      "[columns]\ntitle = \"T\"\nrow-type = \"Do\"\nrow-id = \"Id\"\nparent = \"Up\"\ntarget = \"To\"\n"
      "[rows]\nby-parent = true\nalone = true\nleft-out = \"Delete\"\n";
  CHECK(read(map,
             "Id,Do,T,Up,To\n1,,Grow,,\n2,Update,Users,1,4\n3,delete,Shops,1,5\n4,Delete,Old,,6\n5,,New,,7\n"
             "6,Delete,Below,5,8\n") ==
        "2026-Q3\n Grow\n  Users; target 4\n New\n  New; target 7\n"
        "~ 1:1 2 rows of type 'Delete' left out\n~ 1:1 1 row of type 'delete' left out\n");
  CHECK(read(map, "Id,T,Up,To\n5,New,,7\n") == "2026-Q3\n New\n  New; target 7\n");
}

TEST_CASE("sheet: JSON is a table of the members of its objects, key results within them too") {
  const std::string text =
      "{\"d\": [\n{\"t\": \"Grow\", \"o\": {\"n\": \"ana\"}, \"k\": [\n{\"t\": \"Users\", \"to\": 4.5},\n{\"t\": "
      "\"X\"}]}]}";
  const auto table = table_of_json("a.json", text, "d", "k");
  REQUIRE(table.has_value());
  CHECK(column_names(table->header) == "'t', 'o.n', 'k.t', 'k.to'");
  REQUIRE(table->rows.size() == 3);
  CHECK(table->rows[1][3].text == "4.5");
  CHECK(table->rows[1][3].place == CsvPlace{3, 1});
  CHECK(table_of_json("a.json", "{\"d\": 1}", "d", "").error().what == "a.json has no list 'd'");
  CHECK(table_of_json("a.json", "{\"d\":\n [1,}", "d", "").error().what == "a.json:2:5: this is no JSON");
  CHECK(table_of_json("a.json", "{\"d\": [{\"a\": 1e400}]}", "d", "").error().what ==
        "a.json: a number in it is too large");
}

}  // namespace sheet_test
