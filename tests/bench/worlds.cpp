// SPDX-License-Identifier: MIT
// Each draw is a statement of its own: the order of two in one expression would be the compiler's choice.
#include "worlds.hpp"

#include <algorithm>
#include <cmath>

#include "okr/compute/drift.hpp"

namespace okr::bench {
namespace {

constexpr Parameters p = parameters;

double drawn_growth(Random& random) { return random.normal(p.growth, p.growth_spread); }

double logistic(double x) {
  const double upper = 1 / (1 + exponential_of_minus(std::abs(x)));
  return x >= 0 ? upper : 1 - upper;
}

/// A day's amount, of so many expected by the day; mostly none.
double drawn_amount(double growth_a_day, double chance, Random& random) {
  const bool any = random.happens(chance);
  const double size = random.between(p.amount_size);
  return any ? growth_a_day / chance * size : 0;
}

Values nothing() { return Values(p.days + 1, 0.0); }

}  // namespace

Values random_walk(Random& random) {
  const double growth = drawn_growth(random);
  const double step = random.between(p.walk_spread) / std::sqrt(p.days);
  Values values = nothing();
  for (int day = 1; day <= p.days; ++day) values[day] = values[day - 1] + random.normal(growth / p.days, step);
  return values;
}

Values line_and_noise(Random& random) {
  const double growth = drawn_growth(random);
  const double noise = random.between(p.line_noise);
  Values values = nothing();
  for (int day = 1; day <= p.days; ++day) values[day] = random.normal(growth * day / p.days, noise);
  return values;
}

Values jumps(Random& random) {
  const double growth = std::max(p.least_jump_growth, drawn_growth(random));
  const double expected = random.between(p.jumps);
  Values values = nothing();
  double time = random.exponential(p.days / expected);
  while (time < p.days) {
    const double size = random.exponential(growth / expected);
    for (int day = static_cast<int>(time) + 1; day <= p.days; ++day) values[day] += size;
    time += random.exponential(p.days / expected);
  }
  return values;
}

Values s_curve(Random& random) {
  const double growth = drawn_growth(random);
  const double middle = random.between(p.curve_middle);
  const double width = random.between(p.curve_width);
  const double noise = random.between(p.curve_noise);
  const double first = logistic(-middle / width), last = logistic((p.days - middle) / width);
  Values values = nothing();
  for (int day = 1; day <= p.days; ++day) {
    const double done = (logistic((day - middle) / width) - first) / (last - first);
    values[day] = random.normal(growth * done, noise);
  }
  return values;
}

Values regime_switch(Random& random) {
  const double before = drawn_growth(random);
  const double after = drawn_growth(random);
  const double turn = random.between(p.turn);
  const double step = random.between(p.turn_spread) / std::sqrt(p.days);
  Values values = nothing();
  for (int day = 1; day <= p.days; ++day)
    values[day] = values[day - 1] + random.normal((day <= turn ? before : after) / p.days, step);
  return values;
}

Values steady_amounts(Random& random) {
  const double growth = std::max(p.least_amount_growth, drawn_growth(random));
  const double chance = random.between(p.amount_days);
  Values values = nothing();
  for (int day = 1; day <= p.days; ++day) values[day] = values[day - 1] + drawn_amount(growth / p.days, chance, random);
  return values;
}

Values turning_amounts(Random& random) {
  const double before = std::max(p.least_amount_growth, drawn_growth(random));
  const double after = std::max(p.least_amount_growth, drawn_growth(random));
  const double turn = random.between(p.turn);
  const double chance = random.between(p.amount_days);
  Values values = nothing();
  for (int day = 1; day <= p.days; ++day)
    values[day] = values[day - 1] + drawn_amount((day <= turn ? before : after) / p.days, chance, random);
  return values;
}

std::vector<DatedValue> checkins(const Values& values, int up_to, Random& random) {
  std::vector<DatedValue> readings;
  for (int planned = p.cadence; planned - p.jitter <= up_to; planned += p.cadence) {
    const int day = planned + random.whole_between(-p.jitter, p.jitter);
    const bool missed = random.happens(p.missing);
    if (!missed && day <= up_to) readings.push_back({day, values[day]});
  }
  return readings;
}

}  // namespace okr::bench
