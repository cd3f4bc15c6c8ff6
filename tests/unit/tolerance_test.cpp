// SPDX-License-Identifier: MIT
// When two numbers count as equal, and strict bounds beside inclusive ones (method.md 0, 2 and 35).
#include "okr/base/number.hpp"

#include <numeric>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace okr {
namespace {

double total(const std::vector<double>& amounts) { return std::accumulate(amounts.begin(), amounts.end(), 0.0); }

}  // namespace

TEST_CASE("tolerance: what sums and means lose in binary is no difference") {
  const double mean = total(std::vector(7, 99.9)) / 7;
  REQUIRE(mean < 99.9);
  CHECK(equal(mean, 99.9));
  CHECK(at_least(mean, 99.9));
  CHECK_FALSE(below(mean, 99.9));
  const double eighths = total(std::vector(8, 0.1));
  REQUIRE(eighths < 0.8);
  CHECK(at_least(eighths, 0.8));
  CHECK_FALSE(above(0.1 + 0.2, 0.3));
  CHECK(at_most(0.1 + 0.2, 0.3));
}

TEST_CASE("tolerance: it is a share of the amounts, so units do not matter") {
  CHECK_FALSE(equal(1e-12, 2e-12));
  CHECK_FALSE(equal(100, 100.000001));
  CHECK(equal(1e12, 1e12 + 1));
  CHECK_FALSE(equal(-5, 5));
  CHECK(equal(-5, -5 * (1 + 1e-10)));
}

TEST_CASE("tolerance: next to 0 the largest amount is the measure") {
  const double rest = 0.3 - 0.1 - 0.2;
  REQUIRE(rest != 0);
  CHECK_FALSE(equal(rest, 0));
  CHECK(equal(rest, 0, 0.3));
  CHECK(at_most(-rest, 0, 0.3));
  CHECK_FALSE(equal(0.001, 0, 0.3));
  CHECK(equal(0, 0));
  CHECK_FALSE(equal(5, 4, 1e12));  // only next to 0
}

TEST_CASE("tolerance: a strict bound and an inclusive one are each other's opposite") {
  CHECK(rc::check("above, below and equal part all pairs", [] {
    const double a = *rc::gen::inRange(-1000, 1000) / 7.0;
    const double b = *rc::gen::inRange(-1000, 1000) / 7.0;
    const double scale = *rc::gen::inRange(0, 100);
    RC_ASSERT(int{above(a, b, scale)} + int{below(a, b, scale)} + int{equal(a, b, scale)} == 1);
    RC_ASSERT(equal(a, b, scale) == equal(b, a, scale));
    RC_ASSERT(above(a, b, scale) == below(b, a, scale));
    RC_ASSERT(at_least(a, b, scale) != below(a, b, scale));
  }));
}

}  // namespace okr
