// SPDX-License-Identifier: MIT
// How good the forecast is where it is known how values move: each candidate is asked about the same simulated key
// results. usage: okr_bench_simulation [--check] [--forecasts N]; --check ends with 1 when a goal is missed.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/number.hpp"
#include "tally.hpp"
#include "worlds.hpp"

namespace okr::bench {
namespace {

constexpr Range coverage_goal{0.77, 0.86};  // of the 80 % interval, on the five worlds together
constexpr double brier_goal = 0.140;        // likewise

struct Options {
  int forecasts = parameters.forecasts;  // a world
  bool check = false;
};

/// What is seen by the day of the question, and what it comes to.
struct Seen {
  std::vector<DatedValue> readings;
  double end = 0;
};

/// The best of all check-ins, of those after the question too, and of the last day.
Seen latched(const Values& values, int asked, Random& random) {
  const std::vector<DatedValue> all = checkins(values, parameters.days, random);
  Seen seen{{}, values.back()};
  for (const DatedValue& reading : all) {
    if (reading.day <= asked) seen.readings.push_back(reading);
    seen.end = std::max(seen.end, reading.value);
  }
  return seen;
}

Seen seen_of(const World& world, const Values& values, int asked, Random& random) {
  if (world.goal == Goal::best) return latched(values, asked, random);
  return {checkins(values, asked, random), values.back()};
}

/// One key result from its start to its end, seen on one day; redrawn while there are too few check-ins to ask about.
void add_forecast(const World& world, Random& random, Tallies& here, Tallies& everywhere) {
  const Course course{0, 100, parameters.days, world.goal == Goal::total ? prior_of_sums : prior_of_levels};
  while (true) {
    const Values values = world.values(random);
    const int asked = random.whole_between(parameters.ask_from, parameters.ask_to);
    const Seen seen = seen_of(world, values, asked, random);
    if (seen.readings.size() < least_readings) continue;
    const Outcome outcome{seen.end >= course.target, seen.end, course.way()};
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const Answer answer = candidates[i].answer({course, seen.readings, world.goal});
      here[i].add(answer, outcome);
      everywhere[i].add(answer, outcome);
    }
    return;
  }
}

void print(std::string_view title, const Tallies& tallies) {
  const std::string text =
      fmt::format("{}: {:.0f} % reach the target\n{}\n", title, 100 * tallies.front().happened(), table_of(tallies));
  std::fputs(text.c_str(), stdout);
}

Tallies simulated(std::string_view together, std::span<const World> some, int forecasts) {
  Tallies everywhere;
  for (const World& world : some) {
    Tallies here;
    Random random(world.seed);
    for (int i = 0; i < forecasts; ++i) add_forecast(world, random, here, everywhere);
    print(world.name, here);
  }
  print(together, everywhere);
  return everywhere;
}

bool print_goal(bool met, const std::string& text) {
  std::fputs(fmt::format("{}: {}\n", met ? "met" : "MISSED", text).c_str(), stdout);
  return met;
}

/// A line a candidate; true when ours is better than each.
bool judge_others(std::string_view of, const Tallies& tallies) {
  const double ours = tallies.front().brier();
  bool met = true;
  for (std::size_t i = 1; i < tallies.size(); ++i)
    met = print_goal(ours < tallies[i].brier(), fmt::format("{}: Brier {:.4f}, goal below {:.4f} ({})", of, ours,
                                                            tallies[i].brier(), candidates[i].name)) &&
          met;
  return met;
}

bool judge_absolutely(std::string_view of, const Tally& ours) {
  const double coverage = ours.coverage().value_or(0);
  const bool covers = print_goal(
      coverage >= coverage_goal.low && coverage <= coverage_goal.high,
      fmt::format("{}: coverage {:.3f}, goal {:.2f} to {:.2f}", of, coverage, coverage_goal.low, coverage_goal.high));
  return print_goal(ours.brier() <= brier_goal,
                    fmt::format("{}: Brier {:.4f}, goal at most {:.3f}", of, ours.brier(), brier_goal)) &&
         covers;
}

/// All worlds; true when the goals are met.
bool simulate(int forecasts) {
  constexpr std::string_view of_levels = "the five worlds together", of_sums = "sums together",
                             of_best = "best readings together";
  const Tallies levels = simulated(of_levels, worlds, forecasts);
  const Tallies sums = simulated(of_sums, sum_worlds, forecasts);
  const Tallies best = simulated(of_best, best_worlds, forecasts);
  const bool absolutely = judge_absolutely(of_levels, levels.front());
  const bool better[] = {judge_others(of_levels, levels), judge_others(of_sums, sums), judge_others(of_best, best)};
  return absolutely && better[0] && better[1] && better[2];
}

/// False when the words make no sense.
bool read_options(int count, char** words, Options& options) {
  for (int at = 1; at < count; ++at) {
    const std::string_view word = words[at];
    if (word == "--check") {
      options.check = true;
    } else if (word == "--forecasts" && at + 1 < count) {
      const auto number = parse_number(words[++at]);
      if (!number || *number < 1 || *number > 10'000'000) return false;
      options.forecasts = static_cast<int>(*number);
      if (options.forecasts != *number) return false;
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace
}  // namespace okr::bench

int main(int count, char** words) {
  okr::bench::Options options;
  if (!okr::bench::read_options(count, words, options)) {
    std::fputs("usage: okr_bench_simulation [--check] [--forecasts N]   (N a world, 1 to 10000000)\n", stderr);
    return 2;
  }
  const bool met = okr::bench::simulate(options.forecasts);
  return met || !options.check ? 0 : 1;
}
