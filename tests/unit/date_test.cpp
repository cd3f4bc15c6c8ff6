// SPDX-License-Identifier: MIT
// Days as text and back, days between them, months and weeks, and formats of other programs.
#include "okr/base/date.hpp"

#include <rapidcheck.h>

#include "print.hpp"

namespace date_test {

using namespace okr;

namespace {

Date some_day() { return add_days(make_date(1, 1, 1), *rc::gen::inRange(0, 3650000)); }

}  // namespace

TEST_CASE("a date is read only as YYYY-MM-DD") {
  CHECK(parse_date("2026-08-17") == make_date(2026, 8, 17));
  CHECK(parse_date("2024-02-29") == make_date(2024, 2, 29));
  CHECK(parse_date("0000-01-01") == make_date(0, 1, 1));
  CHECK(parse_date("9999-12-31") == make_date(9999, 12, 31));
  for (const char* text : {"", "2026", "2026-8-17", "2026-08-17 ", " 2026-08-17", "2026/08/17", "17.08.2026",
                           "2026-08-1a", "+026-08-17", "-026-08-17", "2026-+8-17", "2026-08-17T00:00", "20260817"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("a date that does not exist is none") {
  for (const char* text :
       {"2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("days between dates") {
  CHECK(days_between(make_date(2026, 7, 1), make_date(2026, 9, 30)) == 91);
  CHECK(days_between(make_date(2026, 7, 1), make_date(2026, 7, 1)) == 0);
  CHECK(days_between(make_date(2026, 7, 1), make_date(2026, 6, 30)) == -1);
  CHECK(days_between(make_date(2024, 1, 1), make_date(2025, 1, 1)) == 366);
}

TEST_CASE("a month later is the same day or the month's last one") {
  CHECK(add_months(make_date(2026, 1, 31), 1) == make_date(2026, 2, 28));
  CHECK(add_months(make_date(2024, 1, 31), 1) == make_date(2024, 2, 29));
  CHECK(add_months(make_date(2026, 3, 31), -1) == make_date(2026, 2, 28));
  CHECK(add_months(make_date(2026, 11, 30), 3) == make_date(2027, 2, 28));
  CHECK(add_months(make_date(2026, 1, 15), -13) == make_date(2024, 12, 15));
}

TEST_CASE("the week begins on Monday") {
  CHECK(iso_weekday(make_date(2026, 8, 17)) == 1);
  CHECK(iso_weekday(make_date(2026, 8, 23)) == 7);
  CHECK(weekday_name(1) == "Mon");
  CHECK(weekday_name(7) == "Sun");
  CHECK(weekday_name(0).empty());
  CHECK(weekday_name(8).empty());
}

TEST_CASE("dates as the screens show them") {
  CHECK(yearless_date(make_date(2026, 8, 17)) == "17 Aug");
  CHECK(yearless_date(make_date(2026, 1, 2)) == "2 Jan");
  CHECK(long_date(make_date(2026, 10, 2)) == "2 Oct 2026");
  CHECK(month_name(12) == "Dec");
  CHECK(month_name(0).empty());
  CHECK(month_name(13).empty());
}

TEST_CASE("a year outside four digits is still told apart") {
  CHECK(to_string(make_date(10000, 1, 1)) == "10000-01-01");
  CHECK(to_string(make_date(-1, 12, 31)) == "-0001-12-31");
  CHECK(to_string(make_date(7, 3, 4)) == "0007-03-04");
}

TEST_CASE("properties of dates") {
  CHECK(rc::check("what is written is read back", [] {
    const Date date = some_day();
    RC_ASSERT(parse_date(to_string(date)) == date);
  }));
  CHECK(rc::check("adding days and counting them are inverse", [] {
    const Date date = some_day();
    const int days = *rc::gen::inRange(-100000, 100000);
    RC_ASSERT(days_between(date, add_days(date, days)) == days);
    RC_ASSERT(add_days(add_days(date, days), -days) == date);
  }));
  CHECK(rc::check("seven days later is the same weekday, one day later the next", [] {
    const Date date = some_day();
    RC_ASSERT(iso_weekday(add_days(date, 7)) == iso_weekday(date));
    RC_ASSERT(iso_weekday(add_days(date, 1)) == iso_weekday(date) % 7 + 1);
  }));
  CHECK(rc::check("added months exist and move the month by that many", [] {
    const Date date = some_day();
    const int months = *rc::gen::inRange(-600, 600);
    const Date moved = add_months(date, months);
    const auto index = [](Date d) { return static_cast<int>(d.year()) * 12 + static_cast<int>(unsigned(d.month())); };
    RC_ASSERT(moved.ok());
    RC_ASSERT(moved.day() <= date.day());
    RC_ASSERT(index(moved) - index(date) == months);
  }));
}

TEST_CASE("date: a format of others is followed to the letter") {
  CHECK(parse_formatted_date("17.08.2026", "%d.%m.%Y") == make_date(2026, 8, 17));
  CHECK(parse_formatted_date("8/17/26", "%m/%d/%y") == make_date(2026, 8, 17));
  CHECK(parse_formatted_date("2026-08-17", "") == make_date(2026, 8, 17));
  CHECK(parse_formatted_date("8/17/2026 9:05 AM", "%m/%d/%Y %I:%M %p") == make_date(2026, 8, 17));
  CHECK(parse_formatted_date("8/17/2026 12:05:59\u202Fp.m.", "%m/%d/%Y %I:%M:%S %p") == make_date(2026, 8, 17));
  CHECK(!parse_formatted_date("8/17/2026 13:05 PM", "%m/%d/%Y %I:%M %p"));
  CHECK(!parse_formatted_date("8/17/2026 9:05", "%m/%d/%Y %I:%M %p"));
  CHECK(!parse_formatted_date("17.08.26", "%d.%m.%Y"));  // no year after Christ
  CHECK(!parse_formatted_date("17.08.2026", "%d.%m.%y"));
  CHECK(!parse_formatted_date("17.08.6", "%d.%m.%y"));
  CHECK(!parse_formatted_date("17.08.2026 ", "%d.%m.%Y"));
  CHECK(!parse_formatted_date("31.02.2026", "%d.%m.%Y"));
  CHECK(!parse_formatted_date("17-08-2026", "%d.%m.%Y"));
  CHECK(!parse_formatted_date("17.08.2026", "%d.%m.%q"));
}

}  // namespace date_test
