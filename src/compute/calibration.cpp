// SPDX-License-Identifier: MIT
#include "okr/compute/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"

namespace okr {
namespace {

/// How many there are of each key result.
template <class Items>
std::map<std::size_t, int> counts_of(const Items& items) {
  std::map<std::size_t, int> counts;
  for (const auto& item : items) ++counts[item.key_result];
  return counts;
}

ConfidenceLevel& level_of(Reliability& result, int confidence) {
  return result.levels[static_cast<std::size_t>(std::clamp(confidence, 1, 10) - 1)];
}

/// The share of key results that were reached; exact where all ended alike.
double share_reached(std::span<const Judged> judged, const std::map<std::size_t, int>& counts) {
  std::map<std::size_t, int> reached;
  for (const Judged& one : judged) reached[one.key_result] += one.happened ? 1 : 0;
  double sum = 0;
  for (const auto& [key_result, times] : reached) sum += static_cast<double>(times) / counts.at(key_result);
  return sum / static_cast<double>(counts.size());
}

/// Weight and share of each level.
void fill_levels(std::span<const Judged> judged, const std::map<std::size_t, int>& counts, Reliability& result) {
  std::array<std::vector<std::size_t>, 10> seen;
  for (std::size_t i = 0; i < result.levels.size(); ++i) result.levels[i].confidence = static_cast<int>(i) + 1;
  for (const Judged& one : judged) {
    ConfidenceLevel& level = level_of(result, one.confidence);
    const double weight = 1.0 / counts.at(one.key_result);
    level.weight += weight;
    level.happened += one.happened ? weight : 0;
    auto& known = seen[static_cast<std::size_t>(level.confidence - 1)];
    if (!contains(known, one.key_result)) known.push_back(one.key_result);
    level.key_results = static_cast<int>(known.size());
  }
  for (ConfidenceLevel& level : result.levels)
    if (level.weight > 0) level.happened /= level.weight;
}

}  // namespace

std::optional<double> Reliability::skill() const {
  return uncertainty > 0 ? std::optional(1 - brier / uncertainty) : std::nullopt;
}

bool Reliability::bias_shows() const {
  const double error = std::sqrt(stated * (1 - stated) / std::max(1, key_results));
  return std::abs(bias()) > 2 * error;
}

std::optional<Reliability> reliability_of(std::span<const Judged> judged) {
  if (judged.empty()) return std::nullopt;
  const auto counts = counts_of(judged);
  Reliability result;
  result.key_results = static_cast<int>(counts.size());
  fill_levels(judged, counts, result);
  const double whole = result.key_results;
  result.happened = share_reached(judged, counts);
  for (const ConfidenceLevel& level : result.levels) result.stated += level.weight * level.confidence / 10 / whole;
  for (const ConfidenceLevel& level : result.levels) {
    const double said = stated_probability(level.confidence).value();
    const double off = level.happened * square(said - 1) + (1 - level.happened) * square(said);
    result.brier += level.weight * off / whole;
    result.reliability += level.weight * square(said - level.happened) / whole;
    result.resolution += level.weight * square(level.happened - result.happened) / whole;
  }
  result.uncertainty = result.happened * (1 - result.happened);
  return result;
}

std::optional<double> brier_of(std::span<const Judgement> judgements) {
  if (judgements.empty()) return std::nullopt;
  const auto counts = counts_of(judgements);
  double total = 0;
  for (const Judgement& one : judgements)
    total += square(one.said.value() - (one.happened ? 1 : 0)) / counts.at(one.key_result);
  return total / static_cast<double>(counts.size());
}

}  // namespace okr
