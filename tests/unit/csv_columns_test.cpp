// SPDX-License-Identifier: MIT
// Columns by name, cells as days and numbers: what is said holds, what is not said is never guessed.
#include "okr/base/csv.hpp"

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/written_number.hpp"
#include "print.hpp"

namespace csv_columns_test {

using namespace okr;

namespace {

CsvCell cell(std::string text) { return {std::move(text), {1, 1}, false}; }

CsvForm form(std::string date_format = {}, char decimal = '.', unsigned fiscal_start = 1) {
  return {',', decimal, std::move(date_format), fiscal_start, true};
}

std::string day(const std::string& text, const CsvForm& how = form()) {
  const auto found = csv_day(cell(text), how);
  return found ? to_string(found->date) + " " + std::string(to_string(found->unit)) : "!" + found.error().hint;
}

std::string number(const std::string& text, char decimal) {
  const auto found = csv_number(cell(text), form({}, decimal));
  return found ? shortest(*found) : "!" + found.error().hint;
}

std::string column(const std::vector<std::string>& names, std::string_view wanted) {
  std::vector<CsvCell> header;
  for (const std::string& name : names) header.push_back(cell(name));
  const auto found = column_named(header, wanted, form());
  return found ? std::to_string(*found) : found.error().what + " | " + found.error().hint;
}

}  // namespace

TEST_CASE("csv: a day is ISO 8601, or a period, unless a format is said") {
  CHECK(day(" 2026-08-17 ") == "2026-08-17 day");
  CHECK(day("2026-W33") == "2026-08-16 week");
  CHECK(day("2026-07") == "2026-07-31 month");
  CHECK(day("2026-Q1", form({}, '.', 4)) == "2026-06-30 quarter");
  CHECK(day("17.8.2026", form("%d.%m.%Y")) == "2026-08-17 day");
  CHECK(day("07.2026", form("%m.%Y")) == "2026-07-31 month");
  CHECK(day("2026", form("%Y")) == "2026-12-31 year");
  CHECK(day("2026", form("%Y", '.', 4)) == "2026-03-31 year");
}

TEST_CASE("csv: a year has the digits that the format says") {
  CHECK(day("07/08/26", form("%d/%m/%Y")) ==
        "!--date-format %d/%m/%Y was said; it would be --date-format %d/%m/%y or --date-format %m/%d/%y");
  CHECK(day("07/08/2026", form("%d/%m/%y")) ==
        "!--date-format %d/%m/%y was said; it would be --date-format %d/%m/%Y or --date-format %m/%d/%Y");
}

TEST_CASE("csv: what is no number is quoted as it stands in the cell") {
  CsvForm german = form({}, ',');
  german.thousands = '.';
  const auto found = csv_number(cell("1.234,56 km"), german);
  REQUIRE(!found);
  CHECK(found.error().what == "'1.234,56 km' is not a number");
  CHECK(found.error().hint == "the number alone, without its unit");
  CHECK(csv_number(cell("1,5 Mio"), form({}, ',')).error().hint == "write all its digits, and no unit");
  CHECK(csv_number(cell("1,5 km"), form({}, ',')).error().what == "'1,5 km' is not a number");
  CHECK(csv_number(cell("1,5,5"), german).error().hint == "write it with digits and one decimal mark");
  CHECK(csv_number(cell("1e300"), german).error().what == "\"1e300\" is larger than a value may be");
}

TEST_CASE("csv: a byte order mark in front of a name is named") {
  CHECK(column({"v", std::string(byte_order_mark) + "date"}, "date") ==
        "no column 'date' | a byte order mark stands in front of its column 'date', and not in front of the file: take "
        "it away");
}

TEST_CASE("csv: a time of day is read and dropped, the day is the one that is written") {
  for (const char* text : {"2026-08-17T23:30:00Z", "2026-08-17 23:30", "2026-08-17T23:30:00.123+02:00",
                           "2026-08-17T23:30-0500", "2026-08-17t00:00z"})
    CHECK(day(text) == "2026-08-17 day");
  for (const char* text : {"2026-08-17T", "2026-08-17T24:00", "2026-08-17 23:30 Uhr", "2026-08-17T23:30+",
                           "2026-08-17x23:30", "2026-02-30T10:00"})
    CHECK(day(text).front() == '!');
  CHECK(day("17.8.2026 9:05", form("%d.%m.%Y %H:%M")) == "2026-08-17 day");
  CHECK(day("17.8.2026 09:05:59", form("%d.%m.%Y %H:%M:%S")) == "2026-08-17 day");
  CHECK(day("17.8.2026 09:65", form("%d.%m.%Y %H:%M")).front() == '!');
  CHECK(day("July 1, 2026", form("%b %d, %Y")) == "2026-07-01 day");
  CHECK(day("1 sep 2026", form("%d %b %Y")) == "2026-09-01 day");
  CHECK(day("May 2026", form("%b %Y")) == "2026-05-31 month");
  CHECK(day("Mai 2026", form("%b %Y")).front() == '!');
}

TEST_CASE("csv: a day in another form is refused, and the formats that would read it are named") {
  CHECK(day("17.08.2026") == "!say how dates are written: --date-format %d.%m.%Y");
  CHECK(day("3/8/2026") == "!say how dates are written: --date-format %d/%m/%Y or --date-format %m/%d/%Y");
  CHECK(day("2026-08-17", form("%d.%m.%Y")) == "!--date-format %d.%m.%Y was said");
  CHECK(day("17/08/2026", form("%m/%d/%Y")) == "!--date-format %m/%d/%Y was said; it would be --date-format %d/%m/%Y");
  CHECK(day("2026-08-17T25:00") == "!a time of day is 23:30 or 23:30:00, with a zone or without");
  CHECK(day("17.08.2026 23:30") == "!say how dates are written: --date-format '%d.%m.%Y %H:%M'");
  CHECK(day("Jul 1, 2026") == "!say how dates are written: --date-format '%b %d, %Y'");
  CHECK(day("soon") == "!dates are 2026-08-17 unless --date-format says otherwise");
  CHECK(day("") == "!fill it in, or leave the row out");
  CHECK(day("2026-02-30").front() == '!');
}

TEST_CASE("csv: a date format says one day or one period, once") {
  for (const char* good : {"", "%d.%m.%Y", "%m/%d/%y", "%Y%m%d", "%m.%Y", "%Y", "%b %d, %Y", "%d.%m.%Y %H:%M:%S"})
    CHECK(check_date_format(good).has_value());
  for (const char* bad :
       {"%d.%m", "%d.%Y", "%H:%M", "%m.%Y %H", "%d.%m.%b.%Y", "%d.%m.%Y %d", "%Y-%y", "%", "dd.mm.yyyy"})
    CHECK_FALSE(check_date_format(bad).has_value());
}

TEST_CASE("csv: the decimal mark is said; the other one and grouping are refused with the way out") {
  CHECK(number("1.5", '.') == "1.5");
  CHECK(number("1,5", ',') == "1.5");
  CHECK(number("-1e3", ',') == "-1000");
  CHECK(number("81,4", '.') == "!say --decimal , if that is its decimal comma");
  CHECK(number("1.234", ',') == "!say --decimal . if that is its decimal point, else --thousands . (or write 1234)");
  CHECK(number("1.234,5", '.') == "!say --thousands . and --decimal ,; else write 1234,5, and say --decimal ,");
  CHECK(number("1.234,5", ',') == "!say --thousands .; else write 1234,5");
  CHECK(number("1,234.5", '.') == "!say --thousands ,; else write 1234.5");
  CHECK(number("1,234,567", ',') == "!say --thousands ,; else write 1234567");
  CHECK(number("1.234.567", '.') == "!say --thousands .; else write 1234567");
  CHECK(number("a.b,c", '.') == "!write it with digits and one decimal mark");
  CHECK(number("n/a", '.') == "!a number looks like 131, -2.5 or 1e3");
  CHECK(number("12 kg", '.') == "!the number alone: 12");
}

TEST_CASE("csv: a number in another unit is converted by its writer, and never by leaving the unit out") {
  const auto hint = [](const char* text, const char* unit) {
    const CsvForm plain = form({}, '.');
    return unit_fault(cell(text), unit, plain, csv_number(cell(text), plain).error()).hint;
  };
  CHECK(hint("82 lb", "kg") == "convert it: a number alone is in kg");
  CHECK(hint("82 Kg", "kg") == "its unit is kg: 82 kg, or 82 alone");
  CHECK(hint("12k", "k€") == "convert it: a number alone is in k€");
  CHECK(hint("12K€", "k€") == "its unit is k€: 12 k€, or 12 alone");
  CHECK(hint("12k", "users") == "use 12000");
  CHECK(hint("3 Mio.", "users") == "use 3000000");
  CHECK(hint("1h30", "min") == "write all its digits, and no unit");
  CHECK(hint("12K€", "") == "the number alone: 12000");
}

TEST_CASE("csv: a point between three digits and up to three may group thousands where commas are decimal marks") {
  CHECK(point_form("12.500") == PointForm::grouped_or_decimal);
  CHECK(point_form("-1.000") == PointForm::grouped_or_decimal);
  for (const char* text : {"12.5", "0.500", "1234.500", "12.5000"})
    CHECK_MESSAGE(point_form(text) == PointForm::decimal, text);
  for (const char* text : {"12500", "", "n/a"}) CHECK_MESSAGE(point_form(text) == PointForm::none, text);
  CsvForm form;
  CHECK(!may_have_decimal_commas(form));
  form.delimiter = ';';
  CHECK(may_have_decimal_commas(form));
  form.decimal_said = true;
  CHECK(!may_have_decimal_commas(form));
  CsvForm dated;
  dated.date_format = "%d.%m.%Y";
  CHECK(may_have_decimal_commas(dated));
  dated.thousands = '.';
  CHECK(!may_have_decimal_commas(dated));
}

TEST_CASE("csv: thousands are grouped in threes by what is said, and by nothing else") {
  CHECK(without_thousands("1,234,567.5", ',', '.') == "1234567.5");
  CHECK(without_thousands("-1.234,56", '.', ',') == "-1234,56");
  CHECK(without_thousands("1 234", ' ', ',') == "1234");
  CHECK(without_thousands("1\u202F234\u00A0567", ' ', ',') == "1234567");
  CHECK(without_thousands("1\u2019234", '\'', '.') == "1234");
  CHECK(without_thousands("12", ',', '.') == "12");
  CHECK(without_thousands("1234.5", ',', '.') == "1234.5");
  for (const char* text : {"1,23", "1,2345", "1,234,56", ",234", "1234,567", "1,,234", "1,23.4", "0,125", "-0,500",
                           "00,125", "012,345", "0,500,000"})
    CHECK_FALSE(without_thousands(text, ',', '.').has_value());
  CsvForm grouped = form();
  grouped.thousands = ',';
  CHECK(csv_number(cell("1,200"), grouped) == 1200);
  CHECK(csv_number(cell("10,200"), grouped) == 10200);
  CHECK(csv_number(cell("1,20"), grouped).error().what == "'1,20' is not grouped in threes");
  CHECK(csv_number(cell("0,125"), grouped).error().what == "'0,125' groups thousands behind a 0");
  CHECK(csv_number(cell("0,125"), grouped).error().hint ==
        "--thousands , was said: if that is its decimal comma, say --decimal , instead");
  CHECK(csv_number(cell("0,500,000"), grouped).error().hint == "--thousands , was said");
  CsvForm german = form({}, ',');
  german.thousands = '.';
  CHECK(csv_number(cell("-0.500"), german).error().hint ==
        "--thousands . was said: if that is its decimal point, say --decimal . instead");
}

TEST_CASE("csv property: a number is read with its own mark only, and exactly") {
  CHECK(rc::check("shortest(x) with either mark", [] {
    const double value = static_cast<double>(*rc::gen::inRange(-1000000, 1000000)) / 8.0;
    std::string text = shortest(value);
    RC_ASSERT(number(text, '.') == text);
    const bool whole = text.find('.') == std::string::npos;
    RC_ASSERT(whole == (number(text, ',') == text));
    for (char& byte : text) byte = byte == '.' ? ',' : byte;
    RC_ASSERT(number(text, ',') == shortest(value));
  }));
}

TEST_CASE("csv: a column is found by its name, once, or the nearest is named") {
  CHECK(column({"Datum", " kg "}, "kg") == "1");
  CHECK(column({"Datum", "kg"}, "datum") == "no column 'datum' | did you mean 'Datum'?");
  CHECK(column({"Datum", "kg"}, "weight") == "no column 'weight' | its columns are 'Datum', 'kg'");
  CHECK(column({"kg", "a", "kg"}, "kg") == "two columns are called 'kg' | give one of them another name in the file");
  CHECK(column({"Datum;kg"}, "kg") == "no column 'kg' | is --delimiter ';' what parts them?");
  CHECK(column({"Datum\tkg"}, "kg") == "no column 'kg' | is --delimiter tab what parts them?");
}

TEST_CASE("csv: a row has the header's columns; empty ones behind them are nothing") {
  const auto fault = [](const std::vector<std::string>& texts) {
    std::vector<CsvCell> row;
    for (const std::string& text : texts) row.push_back(cell(text));
    return csv_row_fault(row, 3, 2, form()).what;
  };
  CHECK(fault({"a", "b", "c"}) == "");
  CHECK(fault({"a", "b"}) == "");
  CHECK(fault({"a"}) == "this row has too few columns");
  CHECK(fault({"a", "b", "c", " ", ""}) == "");
  CHECK(fault({"\xEF\xBB\xBF"
               "a",
               "b"}) == "a byte order mark stands here, in the middle of the file");
  CHECK(fault({"a", "b", "c", "", "d"}) == "this row has more columns than the 3 that the header names");
}

}  // namespace csv_columns_test
