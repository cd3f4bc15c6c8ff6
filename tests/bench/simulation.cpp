// SPDX-License-Identifier: MIT
// How good the forecast is where it is known how values move: each candidate is asked about the same simulated key
// results. usage: okr_bench_simulation [--check] [--forecasts N]; --check ends with 1 when a goal is missed.
#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/number.hpp"
#include "tally.hpp"
#include "worlds.hpp"

namespace okr::bench {
namespace {

constexpr Range coverage_goal{0.70, 0.90};  // of the 80 % interval, on all worlds together

struct Options {
  int forecasts = parameters.forecasts;  // a world
  bool check = false;
};

/// One key result from its start to its end, seen on one day; redrawn while there are too few check-ins to ask about.
void add_forecast(const World& world, Random& random, Tallies& here, Tallies& everywhere) {
  const Course course{0, 100, parameters.days};
  while (true) {
    const Values values = world.values(random);
    const int asked = random.whole_between(parameters.ask_from, parameters.ask_to);
    const std::vector<DatedValue> readings = checkins(values, asked, random);
    if (readings.size() < least_readings) continue;
    const Outcome outcome{values.back() >= course.target, values.back(), course.target - course.start};
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const Answer answer = candidates[i].answer({course, readings});
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

Tallies simulated(int forecasts) {
  Tallies everywhere;
  for (const World& world : worlds) {
    Tallies here;
    Random random(world.seed);
    for (int i = 0; i < forecasts; ++i) add_forecast(world, random, here, everywhere);
    print(world.name, here);
  }
  print("all together", everywhere);
  return everywhere;
}

/// A line a goal; true when all are met.
bool judge(const Tallies& tallies) {
  const Tally& ours = tallies.front();
  const double coverage = ours.coverage().value_or(0);
  bool met = coverage >= coverage_goal.low && coverage <= coverage_goal.high;
  std::string text = fmt::format("{}: coverage {:.3f}, goal {:.2f} to {:.2f}\n", met ? "met" : "MISSED", coverage,
                                 coverage_goal.low, coverage_goal.high);
  for (std::size_t i = 1; i < tallies.size(); ++i) {
    const bool better = ours.brier() < tallies[i].brier();
    met = met && better;
    text += fmt::format("{}: Brier {:.4f}, goal below {:.4f} ({})\n", better ? "met" : "MISSED", ours.brier(),
                        tallies[i].brier(), candidates[i].name);
  }
  std::fputs(text.c_str(), stdout);
  return met;
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
  const bool met = okr::bench::judge(okr::bench::simulated(options.forecasts));
  return met || !options.check ? 0 : 1;
}
