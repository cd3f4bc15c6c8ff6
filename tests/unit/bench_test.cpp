// SPDX-License-Identifier: MIT
// The tools that judge the forecast (tests/bench): random numbers, least squares, scores, the replay of a closed cycle.
#include <cmath>
#include <cstdint>
#include <vector>

#include "candidates.hpp"
#include "folder.hpp"
#include "print.hpp"
#include "random.hpp"
#include "replay.hpp"
#include "tally.hpp"
#include "worlds.hpp"

namespace bench_test {

using namespace okr;
using namespace okr::bench;

namespace {

bool near(double value, double expected, double tolerance) { return std::abs(value - expected) <= tolerance; }

Answer said(double chance) { return {Probability(chance), {}, {}}; }

const std::vector<DatedValue> four = {{7, 6}, {14, 16}, {21, 19}, {28, 31}};

}  // namespace

TEST_CASE("bench: the generator gives the published first values of SplitMix64") {
  Random random(1234567);
  for (const std::uint64_t expected :
       {6457827717110365317u, 3203168211198807973u, 9817491932198370423u, 4593380528125082431u, 16408922859458223821u})
    CHECK(random.bits() == expected);
}

TEST_CASE("bench: draws have the mean and spread they promise") {
  Random random(7);
  constexpr int count = 20'000;
  double normal = 0, squares = 0, exponential = 0, even = 0;
  for (int i = 0; i < count; ++i) {
    const double drawn = random.normal(10, 3);
    normal += drawn / count;
    squares += (drawn - 10) * (drawn - 10) / count;
    exponential += random.exponential(4) / count;
    const int whole = random.whole_between(-2, 2);
    CHECK((whole >= -2 && whole <= 2));
    even += whole == 2 ? 1.0 / count : 0;
  }
  // Five standard errors each.
  CHECK(near(normal, 10, 5 * 3 / std::sqrt(count)));
  CHECK(near(squares, 9, 5 * 9 * std::sqrt(2.0 / count)));
  CHECK(near(exponential, 4, 5 * 4 / std::sqrt(count)));
  CHECK(near(even, 0.2, 5 * 0.4 / std::sqrt(count)));
}

TEST_CASE("bench: the logarithm agrees with the system's") {
  for (const double value : {1e-300, 1e-9, 0.01, 0.4999, 0.5, 0.7071, 0.99, 1.0, 1.0000001, 2.0, 3.0, 1e9}) {
    CAPTURE(value);
    CHECK(near(natural_logarithm(value), std::log(value), 1e-15 * std::max(1.0, std::abs(std::log(value)))));
  }
}

TEST_CASE("bench: least squares on the method's worked data gives 93.14 and P = 0.137") {
  const std::vector<DatedValue> readings = {{6, 4}, {13, 15}, {21, 19}, {34, 38}, {41, 41}};
  const Answer answer = least_squares({{0, 100, 89}, readings});
  CHECK(near(*answer.value, 93.14, 0.005));
  CHECK(near(answer.chance.value(), 0.137, 0.0005));
}

TEST_CASE("bench: a regression through points on a line has no scatter, and needs three of them") {
  const std::vector<DatedValue> line = {{0, 1}, {10, 21}, {30, 61}};
  const auto exact = regression_at(line, 50);
  REQUIRE(exact);
  CHECK(near(exact->value, 101, 1e-12));
  CHECK(near(exact->scale, 0, 1e-12));
  CHECK(exact->degrees == 1);
  CHECK_FALSE(regression_at(std::vector<DatedValue>{{0, 1}, {10, 21}}, 50));
  CHECK_FALSE(regression_at(std::vector<DatedValue>{{5, 1}, {5, 21}, {5, 3}}, 50));
}

TEST_CASE("bench: naive pace runs on from the start through the last reading, in both directions") {
  CHECK(naive_pace({{0, 100, 91}, four}).chance == Probability(0.99));  // 31 / 28 x 91 = 100.75
  CHECK(near(*naive_pace({{0, 100, 91}, four}).value, 100.75, 1e-9));
  CHECK(naive_pace({{0, 101, 91}, four}).chance == Probability(0.01));
  CHECK(naive_pace({{40, 0, 91}, four}).chance == Probability(0.01));  // 9 of 40 in 28 days: too slow
  CHECK(naive_pace({{100, 0, 91}, four}).chance == Probability(0.99));
}

TEST_CASE("bench: the scores of four forecasts by hand") {
  Tally tally;
  tally.add({Probability(0.8), 90, Interval{80, 110}}, {true, 110, 100});
  tally.add({Probability(0.8), 90, Interval{80, 100}}, {false, 50, 100});
  tally.add(said(0.3), {false, 0, 100});
  tally.add(said(1.0), {true, 0, 100});  // counts as the 99 % that is shown
  CHECK(tally.count() == 4);
  CHECK(near(tally.happened(), 0.5, 1e-12));
  CHECK(near(tally.brier(), (0.04 + 0.64 + 0.09 + 0.0001) / 4, 1e-12));
  CHECK(near(tally.log_loss(), -std::log(0.8 * 0.2 * 0.7 * 0.99) / 4, 1e-12));
  CHECK(near(tally.calibration_error(), (0.6 + 0.3 + 0.01) / 4, 1e-12));
  CHECK(near(*tally.root_mean_square(), std::sqrt((400.0 + 1600.0) / 2), 1e-9));
  CHECK(near(*tally.coverage(), 0.5, 1e-12));
}

TEST_CASE("bench: a forecast's weight counts in every score") {
  Tally tally;
  tally.add(said(0.5), {true, 0, 1}, 3);
  tally.add(said(0.9), {false, 0, 1}, 1);
  CHECK(near(tally.happened(), 0.75, 1e-12));
  CHECK(near(tally.brier(), (3 * 0.25 + 0.81) / 4, 1e-12));
  CHECK_FALSE(tally.root_mean_square());
  CHECK_FALSE(tally.coverage());
}

TEST_CASE("bench: check-ins come in order, inside the days asked about, about three of four weeks") {
  Random random(11);
  Values days(parameters.days + 1);
  for (int day = 0; day <= parameters.days; ++day) days[day] = day;
  int count = 0;
  for (int i = 0; i < 1000; ++i) {
    int last = 0;
    for (const DatedValue& reading : checkins(days, 70, random)) {
      CHECK((reading.day > last && reading.day <= 70 && reading.value == reading.day));
      last = reading.day;
      ++count;
    }
  }
  CHECK(near(count / 1000.0, 7.2, 0.3));  // nine weeks surely in time, the tenth in three of five cases
}

TEST_CASE("bench: each world starts at nothing and grows by the declared mean") {
  std::vector<World> all(worlds.begin(), worlds.end());
  all.insert(all.end(), sum_worlds.begin(), sum_worlds.end());
  for (const World& world : all) {
    CAPTURE(world.name);
    Random random(world.seed + 1);  // not the stream of the simulation
    double mean = 0;
    constexpr int count = 4000;
    for (int i = 0; i < count; ++i) {
      const Values values = world.values(random);
      REQUIRE(values.size() == static_cast<std::size_t>(parameters.days + 1));
      CHECK(values.front() == 0);
      mean += values.back() / count;
    }
    CHECK(near(mean, parameters.growth, 5));
  }
}

TEST_CASE("bench: a closed cycle is replayed on every Monday with two readings and an open end") {
  const okr_test::Folder folder(
      {{"okr.toml", ""},
       {"2026-Q1/cycle.toml",
        "[cycle]\nstate = \"closed\"\n[run]\ntitle = \"Run\"\n[run.km]\ntitle = \"Kilometres\"\n"
        "kind = \"sum\"\ntarget = 100\n[run.asked]\ntitle = \"Asked\"\nkind = \"done\"\n"
        "[result]\nclosed = 2026-04-02\n[result.kr]\n"
        "run.km = { value = 104, progress = 1.04, score = 1, weight = 1, state = \"done\", "
        "verdict = \"success\" }\n"},
       {"2026-Q1/checkins/2026-01-12.toml", "date = 2026-01-12\nrun.km = { value = 20 }\n"},
       {"2026-Q1/checkins/2026-03-04.toml", "date = 2026-03-04\nrun.km = { value = 50 }\n"},
       {"2026-Q1/checkins/2026-03-31.toml", "date = 2026-03-31\nrun.km = { value = 34 }\n"}});
  const Workspace workspace = okr_test::loaded(folder.path());
  CHECK(okr_test::reports_of(workspace) == "");
  Replay replay;
  add_replay(workspace, replay);
  CHECK(replay.cycles == 1);
  CHECK(replay.key_results == 1);
  REQUIRE(replay.moments.size() == 4);  // 9, 16, 23 and 30 March
  CHECK(replay.moments.front().asked == make_date(2026, 3, 9));
  CHECK(replay.moments.back().asked == make_date(2026, 3, 30));
  for (const Moment& moment : replay.moments) {
    CHECK(moment.outcome.reached);
    CHECK(moment.outcome.end == 104);
    CHECK(moment.answers[1].chance == Probability(0.5));
    CHECK(near(*moment.answers[2].value, 70.0 / 62 * 89, 1e-9));  // naive pace: 70 km by day 62 of 89
    CHECK(moment.answers[0].chance ==
          drift_with_prior({{0, 100, 89, prior_of_sums}, std::vector<DatedValue>{{11, 20}, {62, 70}}, Goal::total})
              .chance);
  }
  CHECK(near(tallies_of(replay)[1].brier(), 0.25, 1e-12));
  CHECK(part_of(replay, Goal::total).moments.size() == 4);
  CHECK(part_of(replay, Goal::total).key_results == 1);
  CHECK(part_of(replay, Goal::last).moments.empty());
}

TEST_CASE("bench: what is in hand is not lost, and the best of all readings is in hand") {
  const std::vector<DatedValue> fell = {{7, 60}, {14, 101}, {21, 40}};
  const Answer best = drift_with_prior({{0, 100, 91}, fell, Goal::best}), last = drift_with_prior({{0, 100, 91}, fell});
  CHECK(best.chance == Probability(1));
  CHECK(best.interval->low >= 101);
  CHECK(last.chance.value() < 1);
  CHECK(naive_pace({{0, 100, 91}, fell, Goal::best}).chance == Probability(0.99));
  const Answer sum = drift_with_prior({{0, 100, 91, prior_of_sums}, four, Goal::total});
  CHECK(sum.interval->low >= 31);
  CHECK(drift_with_prior({{0, 30, 91, prior_of_sums}, four, Goal::total}).chance == Probability(1));
}

}  // namespace bench_test
