// SPDX-License-Identifier: MIT
// Student's t, the incomplete beta function and the normal distribution against values of 17 digits, and the tables of
// the method (4.3).
#include "okr/compute/drift.hpp"

#include <rapidcheck.h>

#include <cmath>

#include "print.hpp"

namespace distributions_test {

using namespace okr;

namespace {

/// Relative where the value is small, so that a tail has to keep its digits too.
bool agrees(double value, double exact) { return std::abs(value - exact) <= 1e-12 * std::abs(exact); }

}  // namespace

TEST_CASE("Student's t: the method's table (4.3)") {
  const struct {
    double t;
    int degrees;
    double below;
  } rows[] = {{0, 3, 0.500000}, {1, 1, 0.750000},     {1, 2, 0.788675},   {1, 3, 0.804499},    {-1, 3, 0.195501},
              {2, 5, 0.949030}, {-1.5, 10, 0.082254}, {0.5, 6, 0.682560}, {-0.3, 7, 0.386445}, {3, 2, 0.952267}};
  for (const auto& row : rows) {
    CAPTURE(row.t);
    CAPTURE(row.degrees);
    CHECK(std::abs(student_t_below(row.t, row.degrees) - row.below) < 5.1e-7);
  }
}

TEST_CASE("Student's t: quantiles of the method (4.3)") {
  const struct {
    int degrees;
    double t;
  } rows[] = {{2, 1.8856}, {3, 1.6377}, {4, 1.5332},  {5, 1.4759}, {6, 1.4398},
              {7, 1.4149}, {8, 1.3968}, {10, 1.3722}, {14, 1.3450}};
  for (const auto& row : rows) CHECK(std::abs(student_t_quantile(0.90, row.degrees) - row.t) < 5.1e-5);
}

TEST_CASE("Student's t: 17 digits, far tails and many degrees") {
  const struct {
    double t;
    int degrees;
    double below;
  } rows[] = {{1, 2, 0.78867513459481288},       {-0.3, 7, 0.38644502520106714},  {3, 2, 0.95226701686664543},
              {-1.5, 10, 0.08225366322272009},   {2, 5, 0.94903026058507082},     {-0.641555, 6, 0.27243777779543771},
              {-12, 4, 0.00013821427425148648},  {0.001, 9, 0.50038803483701337}, {8, 40, 0.99999999960474579},
              {-2.5, 151, 0.0067440430288396715}};
  for (const auto& row : rows) {
    CAPTURE(row.t);
    CHECK(agrees(student_t_below(row.t, row.degrees), row.below));
  }
  CHECK(agrees(student_t_quantile(0.9, 1), 3.0776835371752534));
  CHECK(agrees(student_t_quantile(0.9, 100), 1.290074761346516));
  CHECK(agrees(student_t_quantile(0.1, 3), -1.6377443536962101));
}

TEST_CASE("incomplete beta: 17 digits") {
  const struct {
    double x;
    int a, b;
    double share;
  } rows[] = {{0.5, 1, 1, 0.5},
              {0.3, 3, 1, 0.077274289987545608},
              {0.9, 7, 1, 0.40708382206558896},
              {0.999, 5, 1, 0.94634234530818645},
              {0.001, 9, 1, 8.1838428490447182e-15},
              {0.75, 100, 1, 8.7696940918669201e-8},
              {0.2, 3, 5, 0.25102826441671424},
              {0.6, 8, 3, 0.22903670645094912},
              {0.01, 1, 1, 0.063768560858519848},
              {0.97, 301, 1, 0.0024830476879746667}};
  for (const auto& row : rows) {
    CAPTURE(row.x);
    CAPTURE(row.a);
    CHECK(agrees(incomplete_beta(row.x, HalfInteger{row.a}, HalfInteger{row.b}), row.share));
  }
  CHECK(incomplete_beta(0, HalfInteger{3}, HalfInteger{1}) == 0);
  CHECK(incomplete_beta(1, HalfInteger{3}, HalfInteger{1}) == 1);
}

TEST_CASE("normal distribution: 17 digits, far tails") {
  const struct {
    double z, below;
  } rows[] = {{-37, 5.7255712225245768e-300}, {-20, 2.7536241186062337e-89}, {-8.5, 9.4795348222033184e-18},
              {-3, 0.0013498980316300945},    {-1, 0.15865525393145705},     {-0.1, 0.46017216272297102},
              {0.5, 0.6914624612740131},      {2, 0.97724986805182079},      {5, 0.99999971334842812}};
  for (const auto& row : rows) {
    CAPTURE(row.z);
    CHECK(agrees(normal_below(row.z), row.below));
  }
  CHECK(normal_below(-100) == 0);
  CHECK(normal_below(100) == 1);
}

TEST_CASE("distributions: what holds for every argument") {
  CHECK(rc::check("both halves of Student's t mirror each other", [](int raw, unsigned char more) {
    const double t = raw / 1e8;
    const int degrees = 1 + more;
    RC_ASSERT(std::abs(student_t_below(t, degrees) + student_t_below(-t, degrees) - 1) < 1e-14);
  }));
  CHECK(rc::check("a greater t has more below it", [](int raw, unsigned char more) {
    const double t = raw / 1e8;
    RC_ASSERT(student_t_below(t, 1 + more) <= student_t_below(t + 0.01, 1 + more));
  }));
  CHECK(rc::check("the quantile is the inverse", [](unsigned short raw, unsigned char more) {
    const double below = (raw + 1.0) / 65537.0;
    RC_ASSERT(std::abs(student_t_below(student_t_quantile(below, 1 + more), 1 + more) - below) < 1e-12);
  }));
}

}  // namespace distributions_test
