// SPDX-License-Identifier: MIT
#include "tally.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "random.hpp"

namespace okr::bench {
namespace {

constexpr double least_shown = 0.01, most_shown = 0.99;

double square(double value) { return value * value; }

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

std::string cell(std::optional<double> value, int decimals) {
  return value ? fmt::format("{:.{}f}", *value, decimals) : "-";
}

}  // namespace

void Tally::add(const Answer& answer, const Outcome& outcome, double weight) {
  const double said = std::clamp(answer.chance.value(), least_shown, most_shown);
  const double happened = outcome.reached ? 1 : 0;
  ++count_;
  weight_ += weight;
  happened_ += weight * happened;
  squares_ += weight * square(said - happened);
  logarithms_ -= weight * natural_logarithm(outcome.reached ? said : 1 - said);
  Bin& bin = bins_[std::min(bins_.size() - 1, static_cast<std::size_t>(said * static_cast<double>(bins_.size())))];
  bin.said += weight * said;
  bin.happened += weight * happened;
  if (answer.value) {
    errors_ += weight * square(100 * (*answer.value - outcome.end) / outcome.way);
    valued_ += weight;
  }
  if (answer.interval) {
    const bool inside = answer.interval->low <= outcome.end && outcome.end <= answer.interval->high;
    covered_ += inside ? weight : 0;
    with_interval_ += weight;
  }
}

double Tally::happened() const { return share(happened_, weight_); }
double Tally::brier() const { return share(squares_, weight_); }
double Tally::log_loss() const { return share(logarithms_, weight_); }

double Tally::calibration_error() const {
  double off = 0;
  for (const Bin& bin : bins_) off += std::abs(bin.said - bin.happened);
  return share(off, weight_);
}

std::optional<double> Tally::root_mean_square() const {
  return valued_ > 0 ? std::optional(std::sqrt(errors_ / valued_)) : std::nullopt;
}

std::optional<double> Tally::coverage() const {
  return with_interval_ > 0 ? std::optional(covered_ / with_interval_) : std::nullopt;
}

std::string table_of(const Tallies& tallies) {
  std::string text = fmt::format("  {:<26}{:>9}{:>9}{:>10}{:>13}{:>8}{:>10}\n", "", "forecasts", "Brier", "log loss",
                                 "calibration", "RMSE", "coverage");
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    const Tally& tally = tallies[i];
    text += fmt::format("  {:<26}{:>9}{:>9}{:>10}{:>13}{:>8}{:>10}\n", candidates[i].name, tally.count(),
                        cell(tally.brier(), 4), cell(tally.log_loss(), 3), cell(tally.calibration_error(), 3),
                        cell(tally.root_mean_square(), 1), cell(tally.coverage(), 3));
  }
  return text;
}

}  // namespace okr::bench
