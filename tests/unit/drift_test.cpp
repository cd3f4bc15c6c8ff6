// SPDX-License-Identifier: MIT
// The forecast on plain numbers: the rows FV01-FV10 of the method, its worked example step by step, and what holds for
// every path of readings.
#include "okr/compute/drift.hpp"

#include <rapidcheck.h>

#include <cmath>
#include <string>
#include <vector>

#include "print.hpp"

using namespace okr;

namespace {

using Readings = std::vector<DatedValue>;

bool near(double value, double expected, double tolerance) { return std::abs(value - expected) <= tolerance; }

Course quarter(double start, double target) { return {start, target, 89}; }

double chance(const Course& course, const Drift& drift, double share) {
  const double goal = course.start + share * (course.target - course.start);
  return beyond(prediction_of(drift, drift.left), goal, course.rises()).value();
}

/// A path of 2 to 12 readings inside the quarter, in tenths.
struct Path {
  Course course;
  Readings readings;
};

Path path_from(const std::vector<signed char>& steps) {
  Path path{quarter(0, 100), {}};
  double value = 0;
  for (std::size_t i = 0; i < steps.size() && i < 12; ++i) {
    value += steps[i] / 10.0;
    path.readings.push_back({static_cast<int>(7 * (i + 1)), value});
  }
  return path;
}

}  // namespace

TEST_CASE("drift: the method's rows FV01-FV09") {
  const struct {
    std::string id;
    Course course;
    Readings readings;
    double mu, v;
    int nu;
    double w, b, m, s, target, at_70;
  } rows[] = {
      {"FV01", quarter(0, 100), {{0, 0}, {6, 4}, {13, 15}, {21, 19}, {34, 38}, {41, 41}},
       1.0, 5.038674, 6, 0.852473, 0.935353, 85.8970, 21.9826, 0.2724, 0.7516},
      {"FV02", quarter(0, 100), {{0, 0}, {14, 20}},
       1.428571, 10.112360, 2, 0.495751, 0.991501, 94.3626, 52.6561, 0.4623, 0.6555},
      {"FV03", quarter(0, 100), {{0, 0}, {7, 10}, {14, 20}, {21, 30}, {28, 40}},
       1.428571, 4.044944, 5, 0.830959, 1.282051, 118.2051, 26.3328, 0.7399, 0.9367},
      {"FV04", quarter(0, 100), {{0, 0}, {7, 0}, {14, 0}, {21, 0}, {28, 0}},
       0.0, 4.044944, 5, 0.830959, 0.094967, 5.7930, 26.3328, 0.0080, 0.0294},
      {"FV05", quarter(23, 15), {{0, 23}, {10, 22}, {31, 21.5}, {45, 19}, {59, 18.4}},
       -0.077966, 0.070968, 5, 0.790726, -0.071055, 16.2683, 1.7277, 0.2479, 0.7293},
      {"FV06", quarter(0, 100), {{0, 0}, {7, 0}, {14, 0}, {21, 30}, {28, 30}, {35, 30}},
       0.857143, 20.513644, 6, 0.547844, 0.723601, 69.0744, 45.2111, 0.2597, 0.4922},
      {"FV07", quarter(0, 100), {{0, 0}, {7, -5}, {14, -8}, {21, -12}},
       -0.571429, 5.127608, 4, 0.744138, -0.281479, -31.1405, 34.4797, 0.0095, 0.0213},
      {"FV08", quarter(0, 100), {{0, 0}, {20, 45}, {40, 80}, {60, 110}},
       1.833333, 6.514513, 4, 0.867383, 1.664706, 158.2765, 16.3745, 0.9882, 0.9971},
      {"FV09", quarter(0, 100), {{0, 0}, {30, 30}, {60, 66}, {89, 97}},
       1.089888, 5.210887, 4, 0.923832, 1.049664, 97.0, 0.0, 0.0, 1.0}};
  for (const auto& row : rows) {
    CAPTURE(row.id);
    const auto drift = drift_of(row.course, row.readings);
    REQUIRE(drift);
    CHECK(near(drift->seen, row.mu, 5.1e-7));
    CHECK(near(drift->variance, row.v, 5.1e-7));
    CHECK(drift->degrees == row.nu);
    CHECK(near(drift->weight, row.w, 5.1e-7));
    CHECK(near(drift->believed, row.b, 5.1e-7));
    const Prediction end = prediction_of(*drift, drift->left);
    CHECK(near(end.value, row.m, 5.1e-5));
    CHECK(near(end.scale, row.s, 5.1e-5));
    CHECK(near(chance(row.course, *drift, 1), row.target, 5.1e-5));
    CHECK(near(chance(row.course, *drift, 0.7), row.at_70, 5.1e-5));
  }
}

TEST_CASE("drift: without a reading behind the start there is none (FV10)") {
  CHECK(!drift_of(quarter(0, 100), Readings{}));
  CHECK(!drift_of(quarter(0, 100), Readings{{0, 5}}));
  CHECK(!drift_of({0, 100, 0}, Readings{{3, 5}}));
}

TEST_CASE("drift: the worked example, step by step (4.3)") {
  const Readings readings{{6, 4}, {13, 15}, {21, 19}, {34, 38}, {41, 41}};
  const auto drift = drift_of(quarter(0, 100), readings);
  REQUIRE(drift);
  CHECK(near(drift->squares, 10.007326, 5.1e-7));
  CHECK(near(drift->required, 1.123596, 5.1e-7));
  CHECK(near(drift->prior_variance, 0.7101376, 5.1e-8));  // the page cuts the last digit: 0.710137
  CHECK(drift->left == 48);
  const Prediction end = prediction_of(*drift, drift->left);
  CHECK(near(end.value - interval_reach(end), 54.25, 0.0051));
  CHECK(near(end.value + interval_reach(end), 117.55, 0.0051));
  CHECK(near(ever_beyond(*drift, 41, 100, true).value(), 0.2210, 5.1e-5));
}

TEST_CASE("drift: a reading on the first day stands for the start value") {
  const auto drift = drift_of(quarter(0, 100), Readings{{0, 12}, {10, 22}});
  REQUIRE(drift);
  CHECK(drift->seen == 1);
  CHECK(drift->steps == 1);
}

TEST_CASE("drift: touching the goal once is likelier than ending beyond it, and certain when it was touched") {
  const Readings readings{{6, 4}, {13, 15}, {21, 19}, {34, 38}, {41, 41}};
  const auto drift = *drift_of(quarter(0, 100), readings);
  CHECK(ever_beyond(drift, 100, 100, true).value() == 1);
  CHECK(ever_beyond(drift, 41, 42, true).value() > 0.95);
  const auto falling = *drift_of(quarter(100, 0), Readings{{6, 96}, {13, 85}, {21, 81}, {34, 62}, {41, 59}});
  CHECK(near(ever_beyond(falling, 59, 0, false).value(), ever_beyond(drift, 41, 100, true).value(), 1e-12));
  // A drift that leads far away: no overflow, nearly nothing.
  const auto away = *drift_of(quarter(0, 100), Readings{{7, -2000}, {14, -4000}, {21, -6000}});
  CHECK(ever_beyond(away, 0, 100, true).value() >= 0);
  CHECK(ever_beyond(away, 0, 100, true).value() < 0.2);
}

TEST_CASE("drift: what holds for every path") {
  CHECK(rc::check("a higher last reading, a higher end", [](const std::vector<signed char>& steps) {
    RC_PRE(!steps.empty());
    Path path = path_from(steps);
    const double before = prediction_of(*drift_of(path.course, path.readings), 10).value;
    path.readings.back().value += 1;
    RC_ASSERT(prediction_of(*drift_of(path.course, path.readings), 10).value > before);
  }));
  CHECK(rc::check("the interval widens with the days ahead", [](const std::vector<signed char>& steps) {
    RC_PRE(!steps.empty());
    const Path path = path_from(steps);
    const Drift drift = *drift_of(path.course, path.readings);
    for (int days = 0; days < 60; ++days)
      RC_ASSERT(interval_reach(prediction_of(drift, days)) < interval_reach(prediction_of(drift, days + 1)));
  }));
  CHECK(rc::check("mirrored readings, a mirrored forecast", [](const std::vector<signed char>& steps) {
    RC_PRE(!steps.empty());
    const Path path = path_from(steps);
    Path mirror = path;
    mirror.course.target = -path.course.target;
    for (DatedValue& reading : mirror.readings) reading.value = -reading.value;
    const Drift drift = *drift_of(path.course, path.readings), other = *drift_of(mirror.course, mirror.readings);
    RC_ASSERT(prediction_of(drift, drift.left).value == -prediction_of(other, other.left).value);
    RC_ASSERT(chance(path.course, drift, 1) == chance(mirror.course, other, 1));
  }));
  CHECK(rc::check("another unit changes nothing", [](const std::vector<signed char>& steps) {
    RC_PRE(!steps.empty());
    constexpr double factor = 1024;  // a power of two: to the last digit
    const Path path = path_from(steps);
    Path scaled = path;
    scaled.course.target *= factor;
    for (DatedValue& reading : scaled.readings) reading.value *= factor;
    const Drift drift = *drift_of(path.course, path.readings), other = *drift_of(scaled.course, scaled.readings);
    RC_ASSERT(chance(path.course, drift, 0.7) == chance(scaled.course, other, 0.7));
  }));
}
