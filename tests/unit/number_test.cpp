// SPDX-License-Identifier: MIT
// Numbers as people type them, rounded, fixed, in per cent, and refused with a hint.
#include "okr/base/number.hpp"

#include <rapidcheck.h>

#include <cmath>
#include <limits>

#include "print.hpp"

namespace number_test {

using namespace okr;

namespace {

std::string hint(std::string_view text) {
  const auto number = parse_number(text);
  REQUIRE_FALSE(number);
  CHECK(number.error().kind == ErrorKind::usage);
  return number.error().hint;
}

double some_number() {
  const double mantissa = static_cast<double>(*rc::gen::inRange<std::int64_t>(-1000000000, 1000000000));
  return mantissa * std::pow(10.0, *rc::gen::inRange(-15, 15));
}

}  // namespace

TEST_CASE("decimal numbers with a point are numbers") {
  CHECK(parse_number("131").value() == 131);
  CHECK(parse_number("-2.5").value() == -2.5);
  CHECK(parse_number("1e3").value() == 1000);
  CHECK(parse_number("1E-3").value() == 0.001);
  CHECK(parse_number(".5").value() == 0.5);
  CHECK(parse_number("007").value() == 7);
  CHECK_FALSE(std::signbit(parse_number("-0").value()));
}

TEST_CASE("a decimal comma is refused with the way out") {
  CHECK(hint("1,5") == "use 1.5");
  CHECK(hint("-0,25") == "use -0.25");
  CHECK(hint("1.234,5") == "use 1234.5");
  CHECK(hint("1,234.5") == "use 1234.5");
  CHECK(hint("1.234.567") == "use 1234567");
  CHECK(hint("1,234") == "use 1234 or 1.234");
  CHECK(hint("1,200") == "use 1200 or 1.2");
}

TEST_CASE("usual slips have a hint of their own") {
  CHECK(hint("\u22125") == "the minus is not the one of the keyboard: use -5");
  CHECK(hint("\u20132.5") == "the minus is not the one of the keyboard: use -2.5");
  CHECK(hint("1O") == "letter O? use 10");
  CHECK(hint("l2") == "letter l or I? use 12");
  CHECK(hint("+19") == "use 19");
  CHECK(hint("1 000") == "use 1000");
  CHECK(hint("1_000") == "use 1000");
  CHECK(hint("1\u202F000") == "use 1000");
  CHECK(hint("1 234 567.5") == "use 1234567.5");
  CHECK(hint("-12 500") == "use -12500");
  CHECK(hint("150 7") == "the number alone: 150");
  CHECK(hint("7 6") == "the number alone: 7");
  CHECK(hint(" 5") == "use 5");
  CHECK(hint("5%") == "the number alone: 5");
  CHECK(hint("-12 ms") == "the number alone: -12");
  CHECK(hint("1.2k") == "use 1200");
  CHECK(hint("3M") == "use 3000000");
  CHECK(hint("3 Mio.") == "use 3000000");
  CHECK(hint("12 Tsd.") == "use 12000");
  CHECK(hint("5bn") == "use 5000000000");
  CHECK(hint("12K€") == "the number alone: 12000");
  CHECK(hint("12M EUR") == "the number alone: 12000000");
  CHECK(hint("12 kg") == "the number alone: 12");
  for (const char* text : {"1h30", "1 h 30 min", "5m", "5B", "12 k 5"})
    CHECK_MESSAGE(hint(text) == "write all its digits, and no unit", text);
  CHECK(hint("0x10") == "use 16");
  CHECK(hint("0b1_01") == "use 5");
}

TEST_CASE("the own unit may stand behind a number, any other is refused by the name of the own one") {
  CHECK(parse_measure("25%", "%") == 25);
  CHECK(parse_measure("400km", "km") == 400);
  CHECK(parse_measure("42 min", "min") == 42);
  CHECK(parse_measure("-1.5 m/s", "m/s") == -1.5);
  CHECK(parse_measure("131", "km") == 131);
  CHECK(parse_measure("5k", "k") == 5);
  const auto hint = [](std::string_view text, std::string_view unit) { return parse_measure(text, unit).error().hint; };
  CHECK(parse_measure("42 h", "min").error().what == "\"42 h\" is in another unit");
  CHECK(hint("42 h", "min") == "convert it: a number alone is in min");
  CHECK(hint("82lb", "kg") == "convert it: a number alone is in kg");
  CHECK(hint("1h30", "min") == "convert it: a number alone is in min");
  CHECK(hint("1 h 30 min", "min") == "write all its digits, and no unit");
  CHECK(hint("12M€", "k€") == "convert it: a number alone is in k€");
  CHECK(hint("12K€", "k€") == "its unit is k€: 12 k€, or 12 alone");
  CHECK(hint("5 mW", "MW") == "convert it: a number alone is in MW");
  CHECK(hint("42KM", "km") == "its unit is km: 42 km, or 42 alone");
  CHECK(hint("42 km", "") == "the number alone: 42");
  CHECK(hint("1.2k", "ms") == "use 1200");
  CHECK(hint("3 Mio.", "users") == "use 3000000");
  CHECK(hint("1.2k", "km") == "use 1200, or 1.2 if k is km");
  for (const char* unit : {"k€", "Mio. EUR"})
    CHECK_MESSAGE(hint("12k", unit) == std::string("convert it: a number alone is in ") + unit, unit);
  CHECK(hint("1O", "km") == "letter O? use 10");
  CHECK(hint("0x10", "km") == "use 16");
  CHECK(hint("1,5 km", "km") == "use 1.5");
  CHECK(parse_measure("131", "1") == 131);
  CHECK(hint("km", "km") == "a number looks like 131, -2.5 or 1e3");
}

TEST_CASE("what is no number says how one looks") {
  for (const char* text : {"", "nan", "NaN", "inf", "-inf", "infinity", "abc", "-", ".", "--5", "1e", "e5", ",", "O"}) {
    CAPTURE(text);
    CHECK_FALSE(is_number(text));
    CHECK_FALSE(hint(text).empty());
  }
  CHECK_FALSE(parse_number("0x10"));
  CHECK(parse_number("").error().what == "a number is missing");
  CHECK(parse_number("1\x1b[2J").error().what == "\"1\u241B[2J\" is not a number");
}

TEST_CASE("a number beyond 1e15 in size is refused, not changed (E102)") {
  CHECK(parse_number("1000000000000000").value() == largest_value);
  CHECK(parse_number("-1e15").value() == -largest_value);
  CHECK(parse_number("1e-100").value() == 1e-100);
  CHECK(parse_number("0").value() == 0);
  for (const char* text : {"1000000000000001", "-1000000000000001", "9007199254740993", "99999999999999999999999",
                           "1e400", "-1e400", "1e300"}) {
    CAPTURE(text);
    CHECK(is_beyond_limits(text));
    CHECK_FALSE(is_number(text));
    CHECK(hint(text) == "at most 1000000000000000 in size; count in thousands or millions");
  }
  for (const char* text : {"1e-101", "-1e-300", "5e-324", "1e-400"}) {
    CAPTURE(text);
    CHECK(is_beyond_limits(text));
    CHECK(hint(text) == "0, or at least 1e-100 in size; use a smaller unit");
  }
  CHECK_FALSE(is_beyond_limits("1,5"));
  CHECK_FALSE(is_beyond_limits("nan"));
}

TEST_CASE("the shortest text, without exponent where people read it") {
  CHECK(shortest(131) == "131");
  CHECK(shortest(0.4) == "0.4");
  CHECK(shortest(-2.5) == "-2.5");
  CHECK(shortest(-0.0) == "0");
  CHECK(shortest(1350000) == "1350000");
  CHECK(shortest(0.1 + 0.2) == "0.30000000000000004");
  CHECK(shortest(1e-6) == "0.000001");
  CHECK(shortest(123456789012345.0) == "123456789012345");
  CHECK(shortest(1e15) == "1000000000000000");
  CHECK(shortest(1e16) == "1e+16");
  CHECK(shortest(1e-7) == "1e-07");
}

TEST_CASE("rounding goes away from zero on the decimal that is meant (method.md 2.3)") {
  CHECK(rounded(22.75, 1) == "22.8");
  CHECK(rounded(-22.75, 1) == "-22.8");
  CHECK(rounded(0.145, 2) == "0.15");
  CHECK(rounded(1.005, 2) == "1.01");
  CHECK(rounded(1350000.145, 2) == "1350000.15");
  CHECK(rounded(0.1449, 2) == "0.14");
  CHECK(rounded(0.30000000000000004, 2) == "0.3");
  CHECK(rounded(2.5, 0) == "3");
  CHECK(rounded(-0.004, 2) == "0");
  CHECK(rounded(100, 2) == "100");
  CHECK(rounded(1e300, 2) == "1e+300");
  CHECK(rounded(123456789012345.5, 4) == "123456789012345.5");
}

TEST_CASE("fixed keeps its zeros") {
  CHECK(fixed(0.7, 2) == "0.70");
  CHECK(fixed(0.285, 2) == "0.29");
  CHECK(fixed(-0.001, 2) == "0.00");
  CHECK(fixed(1, 0) == "1");
  CHECK(fixed(0.05, 1) == "0.1");
  CHECK(fixed(12345.678, 2) == "12345.68");
  CHECK(fixed(999999999999999.0, 3) == "999999999999999.000");
}

TEST_CASE("a share in percent goes half up, and is 100 only when it is reached (method.md 6.2)") {
  CHECK(percent_text(0.49) == "49 %");
  CHECK(percent_text(0.495) == "50 %");
  CHECK(percent_text(0.9999) == "99 %");
  CHECK(percent_text(1) == "100 %");
  CHECK(percent_text(1.254) == "125 %");
  CHECK(percent_text(std::nan("")) == "n/a");
}

TEST_CASE("a whole number is digits and nothing else") {
  CHECK(whole_number<int>("63") == 63);
  CHECK(whole_number<int>("-3") == -3);
  for (const char* text : {"", "-", "+3", " 3", "3 ", "3.0", "99999999999"}) CHECK_FALSE(whole_number<int>(text));
  CHECK_FALSE(whole_number<unsigned>("-3"));
}

TEST_CASE("measured values as they were typed") {
  CHECK(display_value(1350000) == "1350000");
  CHECK(display_value(4.25) == "4.25");
  CHECK(display_value(57) == "57");
  CHECK(display_value(3.14159265) == "3.14");
  CHECK(display_value(0.0123456) == "0.0123");
  CHECK(display_value(0.01235) == "0.01235");
  CHECK(display_value(5.375) == "5.375");
  CHECK(display_value(100.0 * 26 / 218) == "11.93");
  CHECK(display_value(0.1 + 0.2) == "0.3");
  CHECK(display_value(0) == "0");
  CHECK(display_value(-0.0) == "0");
  CHECK(display_value(5e-9) == "5e-09");
  CHECK(display_value(0.000001) == "0.000001");
}

TEST_CASE("large values are spelled out, and never with digits that a double does not have") {
  CHECK(display_value(1e15) == "1000000000000000");
  CHECK(display_value(1234567890123456) == "1234567890123456");
  CHECK(display_value(-2e15) == "-2000000000000000");
  CHECK(display_value(3.5e18) == "3500000000000000000");
  CHECK(display_value(1e30) == "1e+30");
  CHECK(display_value(13749999.99) == "13749999.99");
  CHECK(display_value(123456789012345.5) == "123456789012346");
  CHECK(display_value(99999999999.123) == "99999999999.123");
}

TEST_CASE("computed values have three significant digits (method.md 0, 31)") {
  struct Row {
    double value;
    const char* text;
  };
  for (const Row& row : std::initializer_list<Row>{{0, "0"},
                                                   {19.5, "19.5"},
                                                   {42.8283, "42.8"},
                                                   {2.5731, "2.57"},
                                                   {2, "2"},
                                                   {0.0026249, "0.00262"},
                                                   {0.00001, "0.00001"},
                                                   {-0.0467123, "-0.0467"},
                                                   {0.0467123, "0.0467"},
                                                   {128.6667, "128.7"},
                                                   {999.94, "999.9"},
                                                   {1000.4, "1000"},
                                                   {41049380771604.8, "41049380771605"},
                                                   {2.1176600907384515e15, "2117660090738452"},
                                                   {3e-9, "3e-09"}}) {
    CAPTURE(row.value);
    CHECK(display_computed(row.value) == row.text);
  }
}

TEST_CASE("numbers of one row that differ are shown differently (method.md 0, 31)") {
  using Texts = std::vector<std::string>;
  const auto together = [](std::vector<double> values) { return display_together(values); };
  CHECK(together({99.9, 99.915, 99.99}) == Texts{"99.9", "99.915", "99.99"});
  CHECK(together({0.0008, 0.00068, 0.00035}) == Texts{"0.0008", "0.00068", "0.00035"});
  CHECK(together({399.99999, 400}) == Texts{"399.99999", "400"});
  CHECK(together({0.123456, 0.123457}) == Texts{"0.123456", "0.123457"});
  CHECK(together({0.1 + 0.2, 0.3}) == Texts{"0.3", "0.3"});
  CHECK(together({12500000, 13749999.99, 15000000}) == Texts{"12500000", "13749999.99", "15000000"});
  CHECK(together({}).empty());
  const auto computed = [](std::vector<double> values) { return display_computed_together(values); };
  CHECK(computed({99.9002, 99.9481}) == Texts{"99.9", "99.95"});
  CHECK(computed({1000.2, 1000.4}) == Texts{"1000.2", "1000.4"});
  CHECK(computed({0.00262, 0.0026204}) == Texts{"0.00262", "0.0026204"});
}

TEST_CASE("properties of numbers") {
  CHECK(rc::check("the shortest text reads back as the same number", [] {
    const double value = some_number();
    RC_PRE(is_storable(value));
    const auto read = parse_number(shortest(value));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == value);
  }));
  CHECK(rc::check("a rounded number is within half a unit of its last decimal", [] {
    const double value = static_cast<double>(*rc::gen::inRange(-2000000000, 2000000000)) / 30011.0;
    const int decimals = *rc::gen::inRange(0, 5);
    const double half = 0.5 * std::pow(10.0, -decimals);
    RC_ASSERT(std::fabs(parse_number(rounded(value, decimals)).value() - value) <= half * (1 + 1e-6));
    const std::string mirrored = rounded(-value, decimals);
    RC_ASSERT(mirrored == "0" || parse_number(mirrored).value() == -parse_number(rounded(value, decimals)).value());
  }));
  CHECK(rc::check("typed decimals at a half always go up", [] {
    const int hundredths = *rc::gen::inRange(0, 1000000);
    const std::string text = fixed(hundredths / 100.0, 2) + "5";
    const std::string up = fixed((hundredths + 1) / 100.0, 2);
    RC_ASSERT(fixed(parse_number(text).value(), 2) == up);
    RC_ASSERT(fixed(-parse_number(text).value(), 2) == "-" + up);
  }));
  CHECK(rc::check("numbers that differ never read alike beside each other, and no value is shown as 0", [] {
    const double a = some_number(), b = *rc::gen::element(a * (1 + 1e-7), a + 1e-5, a / 3, -a);
    RC_PRE(is_storable(a) && is_storable(b) && a != 0 &&
           std::fabs(a - b) > 2e-9 * std::max(std::fabs(a), std::fabs(b)));
    for (const auto& texts : {display_together(std::vector{a, b}), display_computed_together(std::vector{a, b})}) {
      RC_ASSERT(texts[0] != texts[1]);
      RC_ASSERT(texts[0] != "0" && texts[0].find("inf") == std::string::npos);
    }
  }));
  CHECK(rc::check("is_number and parse_number agree and no text is a trap",
                  [](const std::string& text) { RC_ASSERT(is_number(text) == parse_number(text).has_value()); }));
}

TEST_CASE("number: the decimal mark is said, never guessed") {
  CHECK(parse_decimal("1,5", ',') == 1.5);
  CHECK(parse_decimal("1.5", '.') == 1.5);
  CHECK(!parse_decimal("1.234,5", ','));
  CHECK(!parse_decimal("1.234,5", '.'));
  CHECK(!parse_decimal("1,5", '.'));
}

TEST_CASE("decimals for so many significant digits") {
  CHECK(decimals_for(81, 2, 4) == 0);
  CHECK(decimals_for(10, 2, 4) == 0);
  CHECK(decimals_for(9.99, 2, 4) == 1);
  CHECK(decimals_for(-2.5, 2, 4) == 1);
  CHECK(decimals_for(0.031, 2, 4) == 3);
  CHECK(decimals_for(0.00031, 2, 4) == 4);
  CHECK(decimals_for(123.4, 3, 8) == 0);
  CHECK(decimals_for(99.9, 3, 8) == 1);
  CHECK(decimals_for(0, 2, 4) == 4);
}

}  // namespace number_test
