// SPDX-License-Identifier: MIT
// Where a key result and an objective end, and how sure that is (method.md 4.2, 4.4, 0.12): the drift of its readings,
// its goals and its bounds. Deterministic to the last digit.
#pragma once

#include <optional>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/drift.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/compute/xmr.hpp"

namespace okr {

/// What rates and forecasts of a key result are made from: the way it is on, and where it stood on each day (method.md
/// 4.2).
struct Basis {
  Course course;
  std::vector<DatedValue> readings;  ///< the totals of a sum, else the readings as they came
  /// What cannot be lost again: the best reading (`take = "best"`), the total of a sum that only ever grew towards its
  /// target; empty where a value can turn back.
  std::optional<double> in_hand;
  bool best_counts = false;  ///< `take = "best"`: to touch a goal once is enough
};

/// What rates and forecasts of a key result are made from; its anchors and its points have to be there.
Basis basis_of(const KeyResultNumbers& numbers);

/// How fast a key result moved and has to move, in units of the value a week; negative where the value falls.
struct Rates {
  double so_far = 0;  ///< mu of 4.2: from the start to the last reading
  double needed = 0;  ///< from the day of the report to the due date
  /// How many times as fast it has to go; empty where nothing moved yet, or it moved away from the target.
  std::optional<double> factor() const;
};

/// Why there is no forecast.
enum class NoForecast : std::uint8_t {
  none,           ///< there is one
  no_reading,     ///< none at all
  only_at_start,  ///< none behind the first day: how fast it goes is not known yet
  held,           ///< a bound to hold: see the assurance
  by_confidence,  ///< done, graded, milestones, measure: only a person can say
  met_before,     ///< a target that its KPI had met before the start: met or not, there is no way to it
  mean_of_all,    ///< `take = "mean"` has no end value of its own
  not_running,    ///< draft, cancelled, deferred, or not yet started
  closed,         ///< `[result]` has decided
  fault           ///< the record is in error
};
OKR_WORDS(NoForecast, "", "no reading yet", "no reading after the first day yet", "held or not", "by confidence",
          "met before it began", "a mean has no end value", "not running", "closed", "n/a")

/// An interval of values, the lower one first.
struct Interval {
  double low = 0, high = 0;
};

/// What the interval lies wholly beyond, and cannot pass.
enum class Edge : std::uint8_t { none, floor, ceiling };

/// Where a key result ends, and how likely it reaches its goals (method.md 4.2). Values are in the key result's unit,
/// clipped at `floor`, `ceil` and at what cannot be lost again.
struct Forecast {
  Drift drift;
  Date of;             ///< the last reading's day
  bool stale = false;  ///< nothing came for so long that it is a forecast of that day, not of today
  double value = 0;    ///< m
  Interval interval;   ///< 80 %
  Edge edge = Edge::none;
  bool decided = false;              ///< nothing is open: the last day has come
  bool early = false;                ///< one reading alone: most of the variance is assumed
  Probability target;                ///< that it ends at or beyond the target
  std::optional<Probability> at_70;  ///< 0.7 of the way: aspirational, without stretch
  std::optional<Probability> commit;
  std::optional<Probability> stretch;
  Score score;  ///< of the value m, by the key result's anchors
  /// The day on which the target is met at the drift believed; empty when it is met or decided, when the drift leads
  /// away or further than ten years, and when that day is past or the forecast is stale.
  std::optional<Date> arrival;

  /// The value where it would end at the speed seen alone, without what few or noisy readings are pulled towards
  /// (method.md 4.2).
  double straight_on() const { return drift.last.value + drift.seen * drift.way * drift.left; }

  /// Value and interval on the course from the last reading to the end; for the fan of a chart.
  struct Day {
    Date date;
    double value = 0;
    Interval interval;
  };
};

/// The chance that counts as success: of the target for promises and beside a stretch, else of 0.7 of the way.
Probability success_chance(const Forecast& forecast);

/// A key result's forecast, or why there is none, with what is shown beside it.
struct KeyResultForecast {
  const KeyResultNumbers* numbers = nullptr;
  std::optional<Forecast> forecast;
  NoForecast absence = NoForecast::none;
  std::optional<Rates> rates;                ///< so far and needed, a week; only beside a forecast
  Assurance assurance = Assurance::unknown;  ///< of a hold with six and more periods
  std::optional<Probability> stated;         ///< the confidence, read as n/10
};

/// What the value cannot pass: the key result's own `floor` and `ceil`, else its KPI's, else the ends of a percentage, or
/// 0 of a count of what there should be none of.
Clip ends_of(const Subject& subject, const Standing& standing);

/// `numbers` are those of the subject on the day and have to outlive the result. A trace in the subject records how it
/// came about.
KeyResultForecast forecast_of(const Subject& subject, const KeyResultNumbers& numbers, Date as_of);

/// The fan: value and interval on each day from the last reading to the end, both included; empty when decided.
std::vector<Forecast::Day> fan_of(const Subject& subject, const KeyResultForecast& forecast);

/// The chance of the least likely part to reach its target; decided where nothing of that part is open any more.
struct LeastChance {
  Probability target;
  bool decided = false;
};

/// What is forecast of an objective through its key results (method.md 4.4).
struct ObjectiveForecast {
  const ObjectiveNumbers* numbers = nullptr;
  std::vector<KeyResultForecast> key_results;  ///< in the order of the file
  Computed<Score> expected;          ///< weighted mean of the forecast scores; today's score where there is no forecast
  int forecast = 0;                  ///< parts that are forecast
  int counted = 0;                   ///< of so many
  std::optional<LeastChance> least;  ///< the smallest P(target): what a committed objective hangs on
};

/// The forecast of an objective; `numbers` are those of the subject on the day and have to outlive it. Probabilities
/// are never multiplied: key results hang together (4.4).
ObjectiveForecast forecast_of(const ObjectiveSubject& subject, const ObjectiveNumbers& numbers, Date as_of);

/// What is forecast of a cycle through its objectives (method.md 4.4).
struct CycleForecast {
  const CycleNumbers* numbers = nullptr;
  std::vector<ObjectiveForecast> objectives;  ///< in the order of the files
  Computed<Score> expected;                   ///< over the top-level objectives; none while nothing of it is forecast
  int forecast = 0;                           ///< parts of them that are forecast
  int counted = 0;                            ///< of so many
};

/// The forecast of a cycle; `numbers` are those of the subject on the day and have to outlive it.
CycleForecast forecast_of(const CycleSubject& subject, const CycleNumbers& numbers, Date as_of);

/// The forecast of what somebody asked for of a cycle, `part` of `whole`: what is forecast of an objective, or of the
/// cycle, is what is forecast of all its parts. `part` has to outlive the result.
CycleForecast forecast_of(const CycleSubject& subject, const CycleNumbers& whole, const CycleNumbers& part, Date as_of);

/// A probability as a word: from 0.70 on "likely", below 0.30 "unlikely" (method.md 4.2).
enum class Likelihood : std::uint8_t { unlikely, toss_up, likely };
OKR_WORDS(Likelihood, "unlikely", "toss-up", "likely")
inline constexpr double likely_from = 0.70, unlikely_below = 0.30;
/// The word of a probability, whatever it is of.
Likelihood likelihood_of(Probability probability);
/// The word for success_chance; empty where a word would say more than is known: decided, stale, or one reading alone.
std::optional<Likelihood> likelihood_of(const Forecast& forecast);
}  // namespace okr
