// SPDX-License-Identifier: MIT
// What a KPI is judged by on a day, and whether it can be: E114 is of what stands in its file, and shows on reading.
#include "okr/model/kpi_bounds.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "model/structure_parts.hpp"
#include "okr/base/number.hpp"

namespace okr {
namespace {

void lay_over(KpiBounds& bounds, const KpiTarget& entry) {
  if (entry.target) bounds.target = entry.target;
  if (entry.warn) bounds.warn = entry.warn;
  if (entry.min) bounds.min = entry.min;
  if (entry.max) bounds.max = entry.max;
  if (entry.margin) bounds.margin = entry.margin;
}

bool is_range_in_order(const KpiBounds& bounds) { return !bounds.min || !bounds.max || *bounds.min <= *bounds.max; }

/// "target is 7 and more is better: warn must be below 7"; `is_inherited`: the key stands before the entry.
std::string way_into_order(Good good, const KpiBounds& bounds, bool is_inherited) {
  if (!is_range_in_order(bounds))
    return fmt::format("min is {} and max {}: min must be below max{}", shortest(*bounds.min), shortest(*bounds.max),
                       is_inherited ? "; give min here too" : "");
  const bool less = good == Good::down;
  const std::string target = shortest(*bounds.target);
  const std::string_view side = less ? "above" : "below";
  if (is_inherited)
    return fmt::format("it stays {} as before, and must be {} {}: give warn here too", shortest(*bounds.warn), side,
                       target);
  return fmt::format("target is {} and {} is better: warn must be {} {}", target, less ? "less" : "more", side, target);
}

/// `where`: the definition, or the entry of [targets] from which on these bounds hold.
void check_order(StructureFindings& findings, const Kpi& kpi, const KpiBounds& bounds, const Located& where) {
  if (thresholds_in_order(kpi.good_or_default(), bounds)) return;
  const std::string_view key = is_range_in_order(bounds) ? "warn" : "min";  // a margin below 0 is E107, and faulty
  const bool is_inherited = !where.gives(key) && &where != &kpi;
  findings.note(Code::E114, where.place_of(key),
                fmt::format("{} of '{}' is on the wrong side{}", key, kpi.id.text, is_inherited ? " from here on" : ""),
                way_into_order(kpi.good_or_default(), bounds, is_inherited));
}

}  // namespace

KpiBounds bounds_at(const Kpi& kpi, Date last_day, Date as_of) {
  return RisingBounds(kpi).on(std::min(last_day, as_of));
}

const KpiBounds& RisingBounds::on(Date day) {
  for (; next_ < kpi_.targets.size() && kpi_.targets[next_].first <= day; ++next_)
    lay_over(bounds_, kpi_.targets[next_]);
  return bounds_;
}

bool thresholds_in_order(Good good, const KpiBounds& bounds) {
  if (!is_range_in_order(bounds) || (bounds.margin && *bounds.margin < 0)) return false;
  if (good == Good::range || !bounds.warn || !bounds.target) return true;
  return good == Good::down ? *bounds.warn >= *bounds.target : *bounds.warn <= *bounds.target;
}

void check_thresholds(StructureFindings& findings, const Kpi& kpi) {
  if (kpi.faulty) return;
  check_order(findings, kpi, kpi, kpi);
  RisingBounds bounds(kpi);
  for (const KpiTarget& entry : kpi.targets) check_order(findings, kpi, bounds.on(entry.first), entry);
}

}  // namespace okr
