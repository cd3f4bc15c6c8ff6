// SPDX-License-Identifier: MIT
#include "okr/compute/anchors.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "okr/base/number.hpp"
#include "okr/compute/kpi.hpp"

namespace okr {
namespace {

constexpr double same_value = 1e-12;  // relative: scales with the unit (method.md 0.2)

bool same(double a, double b) { return std::abs(a - b) <= same_value * std::max(std::abs(a), std::abs(b)); }

/// The direction that was said: by `good`, by the two values, by the sign of `change`, by the KPI; up otherwise.
Good direction_of(const Subject& subject, const Definition& definition) {
  const KeyResult& kr = subject.key_result;
  if (kr.good && *kr.good != Good::range) return *kr.good;
  if (definition.baseline && definition.target)
    return *definition.target < *definition.baseline ? Good::down : Good::up;
  if (!kr.change.empty()) return kr.change.front() == '-' ? Good::down : Good::up;
  const Kpi* kpi = kpi_of(subject, definition);
  return kpi && kpi->good && *kpi->good != Good::range ? *kpi->good : Good::up;
}

struct Baseline {
  double value = 0;
  BaselineFrom from = BaselineFrom::given;
};

Computed<Baseline> baseline_of(const Subject& subject, const Definition& definition, Date as_of) {
  if (definition.baseline) return Baseline{*definition.baseline, BaselineFrom::given};
  if (!definition.kpi.empty() && definition.kind != Kind::sum) {
    const auto value = kpi_baseline(subject, definition, as_of);
    if (!value) return Absence::no_baseline;
    return Baseline{*value, BaselineFrom::kpi};
  }
  const bool relative = !definition.target && !subject.key_result.change.empty();
  if (relative || direction_of(subject, definition) == Good::down) return Absence::no_baseline;
  return Baseline{0, BaselineFrom::assumed_zero};
}

Computed<double> target_of(const Subject& subject, const Definition& definition, double baseline) {
  if (definition.target) return *definition.target;
  const auto change = relative_change(subject.key_result.change);
  if (!change) return Absence::no_target;
  if (baseline == 0) return Absence::relative_to_zero;
  return baseline * (1 + *change);
}

/// Baseline, commit, target and stretch one behind the other, and commit only beside a stretch.
bool in_order(const Anchors& anchors) {
  if (anchors.commit && !anchors.stretch) return false;
  std::vector<double> way{anchors.baseline};
  if (anchors.commit) way.push_back(*anchors.commit);
  way.push_back(anchors.target);
  if (anchors.stretch) way.push_back(*anchors.stretch);
  if (!anchors.rises()) std::ranges::reverse(way);
  return std::ranges::adjacent_find(way, std::greater_equal<>{}) == way.end();
}

/// At the target or beyond it, in the direction that is better.
bool is_met_before_start(const Subject& subject, const Definition& definition, const Anchors& anchors) {
  if (definition.kind != Kind::number || !kpi_of(subject, definition)) return false;
  const bool up = direction_of(subject, definition) == Good::up;
  return same(anchors.baseline, anchors.target) || anchors.rises() != up;
}

Absence fault_in(const Anchors& anchors, Good direction) {
  const double furthest = anchors.stretch.value_or(anchors.target);
  if (!std::isfinite(anchors.target) || !std::isfinite(furthest - anchors.baseline)) return Absence::beyond_range;
  if (same(anchors.baseline, anchors.target)) return Absence::target_is_baseline;
  if (anchors.rises() != (direction == Good::up)) return Absence::direction_contradicts;
  return in_order(anchors) ? Absence::none : Absence::anchors_disordered;
}

TraceInput input(const Subject& subject, std::string_view key, const std::optional<double>& value, Date as_of) {
  return {key, traced(value), value ? place_of_value(subject.key_result, key, as_of) : Place{}, false};
}

std::string_view baseline_formula(const Computed<Baseline>& baseline) {
  if (!baseline) return "needs a baseline";
  switch (baseline->from) {
    case BaselineFrom::given: return "as given";
    case BaselineFrom::kpi: return "what the KPI had right before the start";
    case BaselineFrom::assumed_zero: return "none given and higher is better: 0";
  }
  return {};
}

void trace_baseline(const Subject& subject, const Definition& definition, const Computed<Baseline>& baseline,
                    Date as_of) {
  record(subject.trace, [&] {
    TraceStep step{"baseline", baseline_formula(baseline), "2.3", {}, {}, baseline.absence};
    step.inputs.push_back(input(subject, "baseline", definition.baseline, as_of));
    if (!definition.kpi.empty()) step.inputs.push_back({"kpi", definition.kpi.text, definition.kpi.place, false});
    if (baseline) step.result = baseline->value;
    return step;
  });
}

void trace_target(const Subject& subject, const Definition& definition, const Computed<double>& target, Date as_of) {
  record(subject.trace, [&] {
    const bool relative = !definition.target && !subject.key_result.change.empty();
    TraceStep step{"target",      relative ? "baseline x (1 + change)" : "as given", "2.3", {}, traced(target.value),
                   target.absence};
    if (relative)
      step.inputs.push_back(
          {"change", subject.key_result.change, place_of_value(subject.key_result, "change", as_of), false});
    else
      step.inputs.push_back(input(subject, "target", definition.target, as_of));
    return step;
  });
}

}  // namespace

Computed<Anchors> anchors_of(const Subject& subject, const Definition& definition, Date as_of) {
  if (const Absence fault = fault_of(subject); fault != Absence::none) return fault;
  if (definition.kind == Kind::percent) return Anchors{0, 100, {}, {}, BaselineFrom::given};
  const auto baseline = baseline_of(subject, definition, as_of);
  trace_baseline(subject, definition, baseline, as_of);
  if (!baseline) return baseline.absence;
  const auto target = target_of(subject, definition, baseline->value);
  trace_target(subject, definition, target, as_of);
  if (!target) return target.absence;
  const Anchors anchors{baseline->value, *target, definition.commit, definition.stretch, baseline->from};
  const Absence fault = fault_in(anchors, direction_of(subject, definition));
  if (fault != Absence::none && fault != Absence::beyond_range && is_met_before_start(subject, definition, anchors))
    return Absence::met_before_start;
  if (fault != Absence::none) return fault;
  return anchors;
}

bool KeptTarget::is_met_by(double value) const {
  return good == Good::up ? at_least(value, target, baseline) : at_most(value, target, baseline);
}

std::optional<KeptTarget> kept_target_of(const Subject& subject, const Definition& definition, Date as_of) {
  const auto baseline = baseline_of(subject, definition, as_of);
  if (!baseline) return std::nullopt;
  const auto target = target_of(subject, definition, baseline->value);
  if (!target) return std::nullopt;
  const Anchors anchors{baseline->value, *target, {}, {}, baseline->from};
  if (!is_met_before_start(subject, definition, anchors)) return std::nullopt;
  return KeptTarget{baseline->value, *target, direction_of(subject, definition)};
}

std::optional<double> kpi_baseline(const Subject& subject, const Definition& definition, Date as_of) {
  const Kpi* kpi = kpi_of(subject, definition);
  if (!kpi) return std::nullopt;
  const Date start = definition.start.value_or(subject.cycle.period.first);
  const PeriodQuery before{kpi->every, std::nullopt, add_days(start, -1)};
  const bool only_whole = adds_up(subject.workspace, *kpi);
  const auto periods = kpi_periods(subject.workspace, *kpi, before, as_of);
  for (std::size_t i = periods.size(); i > 0; --i) {
    const KpiPeriod& period = periods[i - 1];
    const bool counts = only_whole ? period.period.last < start && period.complete : true;
    if (counts && period.value) return period.value;
  }
  return std::nullopt;
}

std::optional<double> relative_change(std::string_view text) {
  if (text.size() < 3 || (text.front() != '+' && text.front() != '-') || text.back() != '%') return std::nullopt;
  const auto number = parse_number(text.substr(1, text.size() - 2));
  if (!number || *number < 0) return std::nullopt;
  return (text.front() == '-' ? -1 : 1) * *number / 100;
}

}  // namespace okr
