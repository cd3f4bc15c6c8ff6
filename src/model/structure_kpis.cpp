// SPDX-License-Identifier: MIT
// A KPI's readings and targets by their days: which of two of one day counts (E115, W251), what holds from when on.
#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "model/structure_parts.hpp"
#include "okr/base/number.hpp"
#include "okr/model/joining.hpp"

namespace okr {
namespace {

constexpr std::size_t year_and_hyphen = 5;  // "2026-ana.toml"

/// Readings of one day of a KPI that takes one of them.
class OneDay {
 public:
  OneDay(Findings& findings, const Kpi& kpi, std::span<const Reading> readings)
      : findings_(findings), kpi_(kpi), readings_(readings) {}

  /// E115 for two of one file; true when there are such.
  bool note_twins() {
    bool any = false;
    for (std::size_t i = 1; i < readings_.size(); ++i) {
      const auto before = readings_.first(i);
      const auto twin =
          std::ranges::find(before, readings_[i].place.file, [](const Reading& r) { return r.place.file; });
      if (twin == before.end()) continue;
      any = true;
      findings_.note(Code::E115, readings_[i].place,
                     fmt::format("KPI '{}' has two readings for {}", kpi_.id.text, to_string(twin->date)),
                     fmt::format("the other is at {}", findings_.where(twin->place)));
    }
    return any;
  }

  /// The later source's, with W251 where another one says another value.
  const Reading& counting() {
    const auto key = [this](const Reading& reading) {
      const std::string& file = findings_.workspace().files[reading.place.file];
      return std::pair(source_of_readings(file), std::string_view(file));
    };
    const Reading& last = *std::ranges::max_element(readings_, {}, key);
    for (const Reading& reading : readings_)
      if (reading.value != last.value)
        findings_.note(Code::W251, reading.place,
                       fmt::format("KPI '{}' has {} here for {}, and {} from a later source", kpi_.id.text,
                                   shortest(reading.value), to_string(reading.date), shortest(last.value)),
                       fmt::format("the one at {} counts", findings_.where(last.place)));
    return last;
  }

 private:
  Findings& findings_;
  const Kpi& kpi_;
  std::span<const Reading> readings_;
};

std::string key_of(const Findings& findings, const KpiTarget& target) {
  if (target.unit == PeriodUnit::day) return to_string(target.first);
  const FiscalYear start = findings.workspace().fiscal_start();
  return period_name(period_containing(target.first, target.unit, start), target.unit, start);
}

}  // namespace

std::string_view source_of_readings(std::string_view file) {
  file.remove_prefix(file.rfind('/') == std::string_view::npos ? 0 : file.rfind('/') + 1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool is_dated =
      file.size() > year_and_hyphen && std::ranges::all_of(file.substr(0, 4), is_digit) && file[4] == '-';
  if (!is_dated) return {};
  file.remove_prefix(year_and_hyphen);
  return file.substr(0, file.find_last_of('.'));
}

void check_readings(Findings& findings, Kpi& kpi) {
  if (joins(kpi.aggregate)) return;
  const auto same_day = [](const Reading& a, const Reading& b) { return a.date == b.date; };
  if (std::ranges::adjacent_find(kpi.readings, same_day) == kpi.readings.end()) return;
  std::vector<Reading> kept;
  kept.reserve(kpi.readings.size());
  bool has_twins = false;
  for (std::size_t from = 0, until = 0; from < kpi.readings.size(); from = until) {
    while (until < kpi.readings.size() && kpi.readings[until].date == kpi.readings[from].date) ++until;
    OneDay day(findings, kpi, std::span(kpi.readings).subspan(from, until - from));
    if (until - from > 1 && day.note_twins())
      has_twins = true;
    else
      kept.push_back(until - from > 1 ? day.counting() : kpi.readings[from]);
  }
  if (has_twins)
    kpi.faulty = true;
  else
    kpi.readings = std::move(kept);
}

void check_targets(Findings& findings, Kpi& kpi) {
  const auto refuse = [&](Code code, const KpiTarget& target, std::string message, std::string mend) {
    findings.note(code, target.place, std::move(message), std::move(mend));
    kpi.faulty = true;
  };
  for (std::size_t i = 0; i < kpi.targets.size(); ++i) {
    const KpiTarget& target = kpi.targets[i];
    const std::string name = fmt::format("target {} of KPI '{}'", key_of(findings, target), kpi.id.text);
    if (target.unit != PeriodUnit::day && target.unit < kpi.every)
      refuse(Code::E117, target,
             fmt::format("{} is for a {}, shorter than its {}", name, to_string(target.unit), to_string(kpi.every)),
             "name a longer period, or the day from which it holds");
    if (target.bare && !target.faulty && kpi.good_or_default() == Good::range)
      refuse(Code::E117, target, fmt::format("{} is a number, but the KPI has a range", name),
             "write { min = 15, max = 30 }");
    if (i > 0 && kpi.targets[i - 1].first == target.first)
      refuse(Code::E115, target,
             fmt::format("KPI '{}' has two targets from {} on", kpi.id.text, to_string(target.first)),
             fmt::format("the other is at {}", findings.where(kpi.targets[i - 1].place)));
  }
}

}  // namespace okr
