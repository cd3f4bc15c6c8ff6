// SPDX-License-Identifier: MIT
// Key results that move as real ones do, each another way (method.md 4.1): the worlds of the simulation. Five of values
// that the last day decides, three of sums of amounts, and three of which the best reading counts.
// Parameters and seeds were written down before the first run and were not touched since; whoever changes one says why
// in the commit and records the figures before and after.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "candidates.hpp"
#include "okr/compute/drift.hpp"
#include "random.hpp"

namespace okr::bench {

/// Values are in percent of the way from start (0) to target (100), days count from the start.
struct Parameters {
  int days = 91;                           ///< of the course; the reading of this day decides
  int ask_from = 20, ask_to = 82;          ///< the day of the forecast, evenly, both inclusive
  int cadence = 7, jitter = 2;             ///< a check-in every week, up to so many days early or late
  double missing = 0.25;                   ///< of the check-ins
  int forecasts = 10'000;                  ///< a world
  double growth = 85, growth_spread = 40;  ///< over the whole course, normal; in every world
  Range walk_spread{10, 60};               ///< standard deviation of the wandering, over the whole course
  Range line_noise{2, 15};                 ///< standard deviation of a reading, the last one too
  Range jumps{2, 12};                      ///< expected number over the course
  double least_jump_growth = 5;            ///< what comes in jumps does not shrink
  Range curve_middle{30, 75};              ///< the day of the fastest growth
  Range curve_width{5, 15};                ///< days; the logistic function's scale
  Range curve_noise{1, 8};                 ///< standard deviation of a reading
  Range turn{20, 75};                      ///< the day on which the drift changes
  Range turn_spread{5, 40};                ///< of the wandering beside it
  double least_amount_growth = 5;          ///< what is summed does not shrink
  Range amount_days{0.15, 0.9};            ///< the chance that a day has an amount
  Range amount_size{0.4, 1.6};             ///< of the mean amount
};

inline constexpr Parameters parameters;

/// What a reading would say on each day, 0 to `parameters.days`.
using Values = std::vector<double>;

struct World {
  const char* name;
  std::uint64_t seed;
  Values (*values)(Random&);
  Goal goal = Goal::last;
};

Values random_walk(Random& random);
Values line_and_noise(Random& random);
Values jumps(Random& random);
Values s_curve(Random& random);
Values regime_switch(Random& random);
Values steady_amounts(Random& random);  ///< the running total
Values turning_amounts(Random& random);

inline constexpr std::array<World, 5> worlds = {{{"random walk with drift", 20260101, random_walk},
                                                 {"line and noise", 20260202, line_and_noise},
                                                 {"compound Poisson jumps", 20260303, jumps},
                                                 {"S-curve", 20260404, s_curve},
                                                 {"regime switch", 20260505, regime_switch}}};

inline constexpr std::array<World, 3> sum_worlds = {
    {{"sum of rare amounts", 20260606, jumps, Goal::total},
     {"sum of steady amounts", 20260707, steady_amounts, Goal::total},
     {"sum whose pace changes", 20260808, turning_amounts, Goal::total}}};

inline constexpr std::array<World, 3> best_worlds = {
    {{"best of a random walk", 20260909, random_walk, Goal::best},
     {"best of line and noise", 20261010, line_and_noise, Goal::best},
     {"best of a regime switch", 20261111, regime_switch, Goal::best}}};

/// The check-ins up to a day: every week but for the missing ones, not always on the same weekday.
std::vector<DatedValue> checkins(const Values& values, int up_to, Random& random);

}  // namespace okr::bench
