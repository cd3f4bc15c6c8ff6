// SPDX-License-Identifier: MIT
// Days as people type them: relative to today, by weekday, to come, and by the end of a period.
#include <rapidcheck.h>

#include "okr/base/date.hpp"
#include "print.hpp"

namespace typed_date_test {

using namespace okr;

namespace {

const Date monday = make_date(2026, 8, 17);

std::string typed(std::string_view text, Date today = monday, unsigned fiscal_start_month = 1) {
  const auto date = parse_typed_date(text, today, fiscal_start_month);
  return date ? to_string(*date) : "none";
}

}  // namespace

TEST_CASE("a typed date may be relative to today") {
  CHECK(typed("2026-02-28") == "2026-02-28");
  CHECK(typed("today") == "2026-08-17");
  CHECK(typed("Yesterday") == "2026-08-16");
  CHECK(typed("-3d") == "2026-08-14");
  CHECK(typed("-2w") == "2026-08-03");
  CHECK(typed("-0d") == "2026-08-17");
  CHECK(typed("-48d") == "2026-06-30");
}

TEST_CASE("a weekday is the last one before or on today") {
  CHECK(typed("mon") == "2026-08-17");
  CHECK(typed("sun") == "2026-08-16");
  CHECK(typed("Tue") == "2026-08-11");
}

TEST_CASE("what is to come: weekdays are the coming ones, offsets go both ways") {
  const auto ahead = [](std::string_view text) {
    const auto date = parse_typed_date(text, monday, 1, Looking::ahead);
    return date ? to_string(*date) : std::string("none");
  };
  CHECK(ahead("fri") == "2026-08-21");
  CHECK(ahead("sun") == "2026-08-23");
  CHECK(ahead("mon") == "2026-08-17");
  CHECK(ahead("tomorrow") == "2026-08-18");
  CHECK(ahead("+2w") == "2026-08-31");
  CHECK(ahead("+3d") == "2026-08-20");
  CHECK(ahead("-3d") == "2026-08-14");
  CHECK(ahead("eom") == "2026-08-31");
}

TEST_CASE("a week as a deadline is its Sunday") {
  CHECK(typed("2026-W33") == "2026-08-16");
  CHECK(typed("2026-w53") == "2027-01-03");
  CHECK(typed("2025-W53") == "none");
}

TEST_CASE("the end of the running week, month, quarter, year") {
  CHECK(typed("eow") == "2026-08-23");
  CHECK(typed("eom") == "2026-08-31");
  CHECK(typed("eoq") == "2026-09-30");
  CHECK(typed("eoy") == "2026-12-31");
  CHECK(typed("eoq", monday, 2) == "2026-10-31");
  CHECK(typed("eoy", monday, 4) == "2027-03-31");
  CHECK(typed("eom", make_date(2024, 2, 1)) == "2024-02-29");
}

TEST_CASE("everything else is no typed date") {
  for (const char* text :
       {"",        "-",   "d",      "-d",  "-w", "3d",  "+3",      "--3d",     "-3",       "-3m",     "-3 d",
        "-99999d", "tod", "monday", "eod", "eo", "eo0", "2026-Q3", "2026-W00", "2026-W60", "2026-08", "2026-02-30"}) {
    CAPTURE(text);
    CHECK(typed(text) == "none");
  }
}

TEST_CASE("a typed date that no file could hold is none") {
  CHECK(typed("9999-12-31") == "9999-12-31");
  CHECK(typed("9999-w52") == "none");
  CHECK(typed("tomorrow", make_date(9999, 12, 31)) == "none");
  CHECK(typed("eow", make_date(9999, 12, 31)) == "none");
  CHECK(typed("-1w", make_date(0, 1, 3)) == "none");
}

TEST_CASE("properties of typed dates") {
  CHECK(rc::check("a weekday lies within the last seven days and is that weekday", [] {
    const Date today = add_days(monday, *rc::gen::inRange(-5000, 5000));
    const int weekday = *rc::gen::inRange(1, 8);
    const auto date = parse_typed_date(weekday_name(weekday), today, 1);
    RC_ASSERT(date.has_value());
    RC_ASSERT(iso_weekday(*date) == weekday);
    RC_ASSERT(*date <= today && days_between(*date, today) < 7);
  }));
}

}  // namespace typed_date_test
