// SPDX-License-Identifier: MIT
#include "okr/compute/rollup.hpp"

#include <algorithm>
#include <cmath>

namespace okr {
namespace {

bool is_left_out(Absence absence) {
  return absence == Absence::nothing_due || absence == Absence::not_counted || absence == Absence::nothing_below ||
         absence == Absence::not_loaded;
}

bool is_usable(double weight) { return std::isfinite(weight) && weight >= 0; }

/// Sums in units of the greatest weight, so that weights near the ends of the range neither vanish nor overflow.
class Mean {
 public:
  explicit Mean(double unit) : unit_(unit) {}
  void add(double value, double weight) {
    total_ += weight / unit_ * value;
    weight_ += weight / unit_;
  }
  double value() const { return total_ / weight_; }

 private:
  double unit_, total_ = 0, weight_ = 0;
};

template <class Chosen>
double greatest_weight(std::span<const Part> parts, Chosen is_chosen) {
  double greatest = 0;
  for (const Part& part : parts)
    if (is_chosen(part)) greatest = std::max(greatest, part.weight);
  return greatest;
}

/// Why nothing is left to average: all zero weights are a fault only when no part merely waits.
Absence why_nothing(std::span<const Part> parts, bool any_counted) {
  Absence reason = any_counted ? Absence::bad_weights : Absence::nothing_below;
  for (const Part& part : parts) {
    if (!any_counted && is_left_out(part.score.absence)) reason = part.score.absence;
    if (part.weight > 0 && part.score.absence == Absence::nothing_due) reason = Absence::nothing_due;
  }
  return reason;
}

Computed<Score> mean_of(const std::vector<Part>& chosen) {
  for (const Part& part : chosen) {
    if (!is_usable(part.weight)) return Absence::bad_weights;
    if (is_fault(part.score.absence) || part.score.absence == Absence::not_kept) return part.score.absence;
  }
  const auto is_averaged = [](const Part& part) { return !is_left_out(part.score.absence); };
  const double greatest = greatest_weight(chosen, is_averaged);
  if (!(greatest > 0)) return why_nothing(chosen, std::ranges::any_of(chosen, is_averaged));
  Mean mean(greatest);
  for (const Part& part : chosen)
    if (is_averaged(part)) mean.add(part.score ? part.score->value() : 0, part.weight);
  return capped(Progress(mean.value()));
}

bool decides(const Part& part) { return counts(part.state) && part.weight > 0; }

bool is_judged(const Part& part) { return decides(part) && part.shortfall.has_value(); }

}  // namespace

Computed<Score> rolled_up(std::span<const Part> parts) {
  std::vector<Part> chosen;
  for (const Part& part : parts)
    if (counts(part.state)) chosen.push_back(part);
  if (chosen.empty() && !parts.empty()) return Absence::not_counted;
  return mean_of(chosen);
}

Computed<Score> rolled_up_as_planned(std::span<const Part> parts) {
  std::vector<Part> chosen;
  for (const Part& part : parts)
    if (counts_as_planned(part.state)) chosen.push_back(part);
  if (chosen.empty() && !parts.empty()) return Absence::not_counted;
  return mean_of(chosen);
}

std::optional<double> mean_gap(std::span<const Part> parts) {
  const double greatest = greatest_weight(parts, is_judged);
  if (!(greatest > 0)) return std::nullopt;
  Mean mean(greatest);
  for (const Part& part : parts)
    if (is_judged(part)) mean.add(*part.shortfall, part.weight);
  return std::round(mean.value() * 1e4) / 1e4;
}

std::optional<Progress> mean_expected(std::span<const Part> parts) {
  const auto is_expected = [](const Part& part) { return is_judged(part) && part.expected.has_value(); };
  const double greatest = greatest_weight(parts, is_expected);
  if (!(greatest > 0)) return std::nullopt;
  Mean mean(greatest);
  for (const Part& part : parts)
    if (is_expected(part)) mean.add(part.expected->value(), part.weight);
  return Progress(mean.value());
}

std::optional<PaceStatus> worst_status(std::span<const Part> parts) {
  std::optional<PaceStatus> worst;
  for (const Part& part : parts)
    if (decides(part)) worst = worst ? worse(*worst, part.status) : part.status;
  return worst;
}

bool any_lost(std::span<const Part> parts) {
  return std::ranges::any_of(parts, [](const Part& part) { return decides(part) && part.lost; });
}

bool all_reached(std::span<const Part> parts) {
  bool any = false;
  for (const Part& part : parts) {
    if (!decides(part) || is_left_out(part.score.absence)) continue;
    if (!part.reached) return false;
    any = true;
  }
  return any;
}

std::optional<State> common_end(std::span<const Part> parts) {
  std::optional<State> common;
  for (const Part& part : parts) {
    if (part.state == State::draft) continue;
    if (counts(part.state)) return std::nullopt;
    if (!common || part.state == State::deferred) common = part.state;
  }
  return common;
}

}  // namespace okr
