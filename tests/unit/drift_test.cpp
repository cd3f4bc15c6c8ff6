// SPDX-License-Identifier: MIT
// The forecast on plain numbers: the rows FV01-FV15 of the method, its worked example step by step, a second
// computation from the page (in the value's own unit, by integration), and what holds for every path of readings.
#include "okr/compute/drift.hpp"

#include <rapidcheck.h>

#include <cmath>
#include <string>
#include <vector>

#include "print.hpp"

namespace drift_test {

using namespace okr;

namespace {

using Readings = std::vector<DatedValue>;

bool near(double value, double expected, double tolerance) { return std::abs(value - expected) <= tolerance; }

Course quarter(double start, double target, Prior prior = prior_of_levels) { return {start, target, 89, prior}; }

double at_share(const Course& course, double share) { return course.start + share * (course.target - course.start); }

double chance(const Course& course, const Drift& drift, double share) {
  return beyond(prediction_of(drift, drift.left), course, at_share(course, share)).value();
}

/// Half of the interval: q s.
double interval_reach(const Prediction& prediction) {
  return prediction.scale > 0 ? interval_quantile(prediction.degrees) * prediction.scale : 0;
}

// --- once more, from the page (4.2), in the value's own unit
// ----------------------------------------------------------

struct Page {
  double mu, ss, v0, x, v, w, b, tau2, m, s;
  int nu, h;
};

Page page_of(const Course& c, const Readings& readings) {
  const double a = c.prior.pull, f = c.prior.spread;
  std::vector<double> t{0}, y{c.start};
  for (const DatedValue& r : readings) {
    if (r.day == 0) {
      y[0] = r.value;
      continue;
    }
    t.push_back(r.day);
    y.push_back(r.value);
  }
  const double k = double(t.size()) - 1, S = t.back() - t.front(), C = c.days;
  Page p{};
  p.mu = (y.back() - y.front()) / S;
  for (std::size_t i = 1; i < t.size(); ++i)
    p.ss += std::pow((y[i] - y[i - 1]) - p.mu * (t[i] - t[i - 1]), 2) / (t[i] - t[i - 1]);
  const double s0 = f * std::abs(c.target - c.start), r = (c.target - c.start) / C, K = std::pow(0.75 * r, 2);
  p.v0 = (p.ss + s0 * s0 / C) / k;
  p.x = p.v0 * std::pow(p.mu - a * r, 2) / (K + p.v0 / S);
  p.nu = int(k) + 1;
  p.v = (p.ss + s0 * s0 / C + p.x) / p.nu;
  p.w = K * S / (K * S + p.v);
  p.b = (1 - p.w) * a * r + p.w * p.mu;
  p.tau2 = p.v * K / (K * S + p.v);
  p.h = std::max(0, c.days - int(t.back()));
  p.m = y.back() + p.b * p.h;
  p.s = std::sqrt(p.v * p.h + p.tau2 * p.h * p.h);
  return p;
}

/// Simpson's rule over an even number of parts.
template <class Function>
double integral(Function of, double from, double to, int parts = 4000) {
  const double step = (to - from) / parts;
  double sum = of(from) + of(to);
  for (int i = 1; i < parts; ++i) sum += (i % 2 == 1 ? 4 : 2) * of(from + i * step);
  return sum * step / 3;
}

double phi(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

/// First passage of a Brownian motion whose drift is normal: the known closed form for each drift, weighed by it.
double touched(const Page& p, double a, double direction) {
  const double b = direction * p.b, spread = std::sqrt(p.tau2), noise = std::sqrt(p.v * p.h);
  return integral(
      [&](double z) {
        const double mu = b + spread * z, weight = std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.0));
        return weight * (phi((mu * p.h - a) / noise) + std::exp(2 * mu * a / p.v) * phi((-a - mu * p.h) / noise));
      },
      -9, 9);
}

double student(double t, int nu) {
  const double log_scale = std::lgamma((nu + 1) / 2.0) - std::lgamma(nu / 2.0) - 0.5 * std::log(nu * std::acos(-1.0));
  const auto density = [&](double x) { return std::exp(log_scale - (nu + 1) / 2.0 * std::log1p(x * x / nu)); };
  return 0.5 + integral(density, 0, t);
}

// ---------------------------------------------------------------------------------------------------------------------

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

TEST_CASE("drift: the method's rows FV01-FV09, FV11, FV12, FV14") {
  const struct {
    std::string id;
    Course course;
    Readings readings;
    double mu, v;
    int nu;
    double w, b, m, s, target, at_70;
  } rows[] = {{"FV01",
               quarter(0, 100),
               {{0, 0}, {6, 4}, {13, 15}, {21, 19}, {34, 38}, {41, 41}},
               1.000000,
               4.875709,
               6,
               0.856560,
               0.937144,
               85.9829,
               21.6500,
               0.2707,
               0.7559},
              {"FV02",
               quarter(0, 100),
               {{0, 0}, {14, 20}},
               1.428571,
               12.375119,
               2,
               0.445486,
               0.947933,
               91.0950,
               56.0638,
               0.4442,
               0.6286},
              {"FV03",
               quarter(0, 100),
               {{0, 0}, {7, 10}, {14, 20}, {21, 30}, {28, 40}},
               1.428571,
               4.371158,
               5,
               0.819783,
               1.272364,
               117.6142,
               27.2553,
               0.7267,
               0.9295},
              {"FV04",
               quarter(0, 100),
               {{0, 0}, {7, 0}, {14, 0}, {21, 0}, {28, 0}},
               0.000000,
               3.921354,
               5,
               0.835273,
               0.092543,
               5.6451,
               25.9708,
               0.0075,
               0.0280},
              {"FV05",
               quarter(23, 15),
               {{0, 23}, {10, 22}, {31, 21.5}, {45, 19}, {59, 18.4}},
               -0.077966,
               0.071192,
               5,
               0.790204,
               -0.071038,
               16.2689,
               1.7303,
               0.2481,
               0.7289},
              {"FV06",
               quarter(0, 100),
               {{0, 0}, {7, 0}, {14, 0}, {21, 30}, {28, 30}, {35, 30}},
               0.857143,
               20.389959,
               6,
               0.549341,
               0.724043,
               69.0983,
               45.1028,
               0.2594,
               0.4923},
              {"FV07",
               quarter(0, 100),
               {{0, 0}, {7, -5}, {14, -8}, {21, -12}},
               -0.571429,
               6.520226,
               4,
               0.695787,
               -0.226687,
               -27.4147,
               37.9778,
               0.0142,
               0.0312},
              {"FV08",
               quarter(0, 100),
               {{0, 0}, {20, 45}, {40, 80}, {60, 110}},
               1.833333,
               9.760936,
               4,
               0.813613,
               1.596336,
               156.2937,
               19.8591,
               0.9764,
               0.9939},
              {"FV09",
               quarter(0, 100),
               {{0, 0}, {30, 30}, {60, 66}, {89, 97}},
               1.089888,
               5.203315,
               4,
               0.923934,
               1.049718,
               97.0000,
               0.0000,
               0.0000,
               1.0000},
              {"FV11",
               quarter(0, 100, prior_of_sums),
               {{0, 0}, {7, 9}, {14, 15}, {21, 26}, {28, 33}},
               1.178571,
               1.871031,
               5,
               0.913995,
               1.154516,
               103.4255,
               18.4769,
               0.5699,
               0.9349},
              {"FV12",
               quarter(0, 100),
               {{0, 0}, {7, 40}},
               5.714286,
               81.779792,
               2,
               0.057302,
               0.857044,
               110.2776,
               105.8645,
               0.5342,
               0.6299},
              {"FV14",
               quarter(0, 100),
               {{0, 5}, {14, 20}, {28, 30}},
               0.892857,
               6.619321,
               3,
               0.750244,
               0.810173,
               79.4206,
               32.6150,
               0.2864,
               0.6042}};
  for (const auto& row : rows) {
    CAPTURE(row.id);
    const auto drift = drift_of(row.course, row.readings);
    REQUIRE(drift);
    const double way = row.course.way();
    CHECK(near(drift->seen * way, row.mu, 5.1e-7));
    CHECK(near(drift->variance * way * way, row.v, 5.1e-7));
    CHECK(drift->degrees == row.nu);
    CHECK(near(drift->weight, row.w, 5.1e-7));
    CHECK(near(drift->believed * way, row.b, 5.1e-7));
    const Prediction end = prediction_of(*drift, drift->left);
    CHECK(near(end.value, row.m, 5.1e-5));
    CHECK(near(end.scale, row.s, 5.1e-5));
    CHECK(near(chance(row.course, *drift, 1), row.target, 5.1e-5));
    CHECK(near(chance(row.course, *drift, 0.7), row.at_70, 5.1e-5));
  }
}

TEST_CASE("drift: to touch the target once (FV13, FV15)") {
  const Readings raw{{0, 0}, {7, 12}, {14, 9}, {21, 22}, {28, 18}};
  const auto drift = drift_of(quarter(0, 40), raw);
  REQUIRE(drift);
  CHECK(near(drift->variance * 40 * 40, 8.659078, 5.1e-7));
  CHECK(near(drift->believed * 40, 0.337068, 5.1e-7));
  CHECK(near(drift->drift_variance * 40 * 40, 0.083093, 5.1e-7));
  CHECK(near(ever_beyond(*drift, quarter(0, 40), 40).value(), 0.627944, 5.1e-7));
  const Readings falling{{0, 23}, {10, 22}, {31, 21.5}, {45, 19}, {59, 18.4}};
  CHECK(near(ever_beyond(*drift_of(quarter(23, 15), falling), quarter(23, 15), 15).value(), 0.293030, 5.1e-7));
}

TEST_CASE("drift: without a reading behind the start there is none (FV10)") {
  CHECK(!drift_of(quarter(0, 100), Readings{}));
  CHECK(!drift_of(quarter(0, 100), Readings{{0, 5}}));
  CHECK(!drift_of(quarter(100, 100), Readings{{7, 5}}));
}

TEST_CASE("drift: a course without days is decided by its last reading") {
  const Course day{0, 100, 0};
  CHECK(!drift_of(day, Readings{}));
  for (const int when : {0, 3}) {
    const auto drift = drift_of(day, Readings{{when, 60}});
    REQUIRE(drift);
    CHECK(drift->decided());
    CHECK(prediction_of(*drift, drift->left).value == 60);
    CHECK(prediction_of(*drift, drift->left).scale == 0);
    CHECK(chance(day, *drift, 1) == 0);
    CHECK(chance(day, *drift, 0.5) == 1);
  }
}

TEST_CASE("drift: what is reached within a billionth is reached when nothing is open (0.35)") {
  const Course course = quarter(0, 0.8);
  double total = 0;
  for (int i = 0; i < 8; ++i) total += 0.1;
  REQUIRE(total < 0.8);
  CHECK(chance(course, *drift_of(course, Readings{{89, total}}), 1) == 1);
  CHECK(chance(course, *drift_of(course, Readings{{89, 0.8 * (1 - 3e-9)}}), 1) == 0);
}

TEST_CASE("drift: the worked example, step by step (4.3)") {
  const Readings readings{{6, 4}, {13, 15}, {21, 19}, {34, 38}, {41, 41}};
  const Course course = quarter(0, 100);
  const auto drift = drift_of(course, readings);
  REQUIRE(drift);
  CHECK(near(drift->squares * 1e4, 10.007326, 5.1e-7));
  CHECK(near(drift->required * 100, 1.123596, 5.1e-7));
  CHECK(near(drift->prior_variance * 1e4, 0.710138, 5.1e-7));
  CHECK(near(drift->surprise * 1e4, 1.269401, 5.1e-7));
  CHECK(drift->left == 48);
  const Prediction end = prediction_of(*drift, drift->left);
  CHECK(near((end.value - 100) / end.scale, -0.647439, 5.1e-7));
  CHECK(near(end.value - interval_reach(end), 54.81, 0.0051));
  CHECK(near(end.value + interval_reach(end), 117.15, 0.0051));
}

TEST_CASE("drift: a reading on the first day stands for the start value, and for nothing else (FV14)") {
  const auto drift = drift_of(quarter(0, 100), Readings{{0, 12}, {10, 22}});
  REQUIRE(drift);
  CHECK(near(drift->seen * 100, 1, 1e-12));
  CHECK(drift->steps == 1);
  CHECK(near(drift->required * 89, 1, 1e-12));
}

TEST_CASE("drift: touching the goal once is likelier than ending beyond it") {
  const Course course = quarter(0, 100);
  const Readings readings{{6, 4}, {13, 15}, {21, 19}, {34, 38}, {41, 41}};
  const auto drift = *drift_of(course, readings);
  CHECK(near(ever_beyond(drift, course, 100).value(), 0.2898884, 5.1e-8));
  CHECK(ever_beyond(drift, course, 42).value() > 0.9);
  CHECK(ever_beyond(drift, course, 41).value() == 1);
  const Course down = quarter(100, 0);
  const auto falling = *drift_of(down, Readings{{6, 96}, {13, 85}, {21, 81}, {34, 62}, {41, 59}});
  CHECK(near(ever_beyond(falling, down, 0).value(), ever_beyond(drift, course, 100).value(), 1e-12));
}

TEST_CASE("drift: agrees with a second computation from the page") {
  CHECK(rc::check(
      "drift, end and chances", [](const std::vector<signed char>& steps, bool falls, bool sums, signed char first) {
        RC_PRE(!steps.empty());
        Path path = path_from(steps);
        path.course = falls ? quarter(7, -23) : quarter(-3, 55);
        if (sums) path.course.prior = prior_of_sums;
        if (first > 0) path.readings.insert(path.readings.begin(), {0, first / 10.0});
        const Page page = page_of(path.course, path.readings);
        const Drift drift = *drift_of(path.course, path.readings);
        const double way = path.course.way(), direction = falls ? -1 : 1;
        const auto same = [](double a, double b) { return near(a, b, 1e-9 * std::max(1.0, std::abs(b))); };
        RC_ASSERT(same(drift.seen * way, page.mu));
        RC_ASSERT(same(drift.squares * way * way, page.ss));
        RC_ASSERT(same(drift.surprise * way * way, page.x));
        RC_ASSERT(same(drift.variance * way * way, page.v));
        RC_ASSERT(same(drift.weight, page.w));
        RC_ASSERT(same(drift.believed * way, page.b));
        RC_ASSERT(same(drift.drift_variance * way * way, page.tau2));
        const Prediction end = prediction_of(drift, drift.left);
        RC_ASSERT(same(end.value, page.m));
        RC_ASSERT(same(end.scale, page.s));
        const double target = path.course.target, t = direction * (page.m - target) / page.s;
        if (std::abs(t) < 50) RC_ASSERT(near(beyond(end, path.course, target).value(), student(t, page.nu), 1e-6));
        const double a = direction * (target - path.readings.back().value);
        if (a <= 0) return;
        const double expected = std::max(touched(page, a, direction), beyond(end, path.course, target).value());
        RC_ASSERT(near(ever_beyond(drift, path.course, target).value(), expected, 1e-6));
      }));
}

TEST_CASE("drift: a probability is between 0 and 1 and falls with the goal, however far off the values are") {
  const double sizes[] = {0, 1e-300, -1e-300, 1e-9, 1, -1, 1e9, 1e15, -1e15, 1e149, -1e149, 1e300, -1e300};
  for (const double start : sizes)
    for (const double target : sizes)
      for (const double value : sizes)
        for (const int days : {1, 89, 36500}) {
          const Course course{start, target, days};
          for (const Readings& readings : {Readings{{1, value}}, Readings{{1, start}, {2, value}, {3, value}}}) {
            const auto drift = drift_of(course, readings);
            if (!drift) continue;
            double ended = 1, ever = 1;
            for (const double share : {-1e9, -1.0, 0.0, 1e-12, 0.3, 0.7, 1.0, 1.5, 100.0, 1e12}) {
              const double goal = at_share(course, share);
              const double ends = beyond(prediction_of(*drift, drift->left), course, goal).value();
              const double touches = ever_beyond(*drift, course, goal).value();
              const bool fine = ends >= 0 && ends <= ended + 1e-12 &&
                                (drift->decided() || (touches >= ends && touches <= ever + 1e-12));
              if (!fine) {
                CAPTURE(start);
                CAPTURE(target);
                CAPTURE(value);
                CAPTURE(days);
                CAPTURE(share);
                CAPTURE(ends);
                CAPTURE(touches);
                CHECK(fine);
              }
              ended = ends;
              ever = drift->decided() ? ever : touches;
            }
            CHECK(std::isfinite(prediction_of(*drift, drift->left).value));
            CHECK(std::isfinite(interval_reach(prediction_of(*drift, drift->left))));
          }
        }
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
    RC_ASSERT(ever_beyond(drift, path.course, path.course.target) ==
              ever_beyond(other, mirror.course, mirror.course.target));
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

}  // namespace drift_test
