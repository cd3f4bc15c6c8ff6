// SPDX-License-Identifier: MIT
// Another target of a KPI that has a past: an entry of [targets] from a day on.

#include "actions/records/set_fields.hpp"

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/try.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::actions {
using namespace session;

namespace {

constexpr std::string_view targets_table = "targets";
constexpr std::string_view readings_heading = "[readings]";

std::string entry_of(const NewTarget& target) {
  const bool is_bare = !target.why && target.bounds.size() == 1 && target.bounds.front().key == "target";
  if (is_bare) return target.bounds.front().value;
  store::InlineTable items;
  for (const auto& [key, value] : target.bounds) items.add(key, value);
  if (target.why) items.add("why", store::toml_string(*target.why));
  return items.text();
}

/// [targets] in front of [readings], where an empty line parts that from what stands above; else at the end.
Result<std::string> with_table(const std::string& text, const std::string& line) {
  const std::string ending = text.find("\r\n") == std::string::npos ? "\n" : "\r\n";
  const auto at = text.find(ending + ending + std::string(readings_heading));
  if (at != std::string::npos) {
    std::string made = text;
    made.insert(at + 2 * ending.size(), fmt::format("[{}]{}{}{}{}", targets_table, ending, line, ending, ending));
    const auto undone = store::remove_table(made, {std::string(targets_table)});
    if (undone && *undone == text) return made;
  }
  return store::add_table(text, {std::string(targets_table)}, line);
}

/// More of an entry that is there, which may be a number alone.
Result<std::string> with_more(std::string text, const NewTarget& target, const store::KeyPath& path) {
  const auto there = store::value_text(text, path);
  const bool is_bare = there && !there->starts_with('{') && !there->starts_with('[');
  NewTarget whole = target;
  if (is_bare) {
    if (!contains(whole.bounds, "target", &TargetBound::key))
      whole.bounds.insert(whole.bounds.begin(), {"target", *there});
    return store::set_value(text, path, entry_of(whole));
  }
  if (whole.why) whole.bounds.push_back({"why", store::toml_string(*whole.why)});
  for (const auto& [key, value] : whole.bounds) {
    store::KeyPath to = path;
    to.push_back(key);
    TRY_ASSIGN(text, store::put_value(text, to, value));
  }
  return text;
}

}  // namespace

bool is_bound(std::string_view key) {
  return key == "target" || key == "warn" || key == "min" || key == "max" || key == "margin";
}

bool has_past(const Kpi& kpi) { return !kpi.readings.empty() || !kpi.formula.empty() || !kpi.targets.empty(); }

std::optional<double> bound_in_force(const Kpi& kpi, std::string_view key, Date day) {
  const KpiBounds bounds = bounds_at(kpi, day, day);
  if (key == "target") return bounds.target;
  if (key == "warn") return bounds.warn;
  if (key == "min") return bounds.min;
  return key == "max" ? bounds.max : bounds.margin;
}

Result<std::string> with_target(const std::string& text, const NewTarget& target, FiscalYear fiscal_year) {
  const std::string key = to_string(target.first);
  const store::KeyPath path{std::string(targets_table), key};
  if (store::is_there(text, path)) return with_more(text, target, path);
  const std::string entry = entry_of(target);
  if (store::is_there(text, {std::string(targets_table)}))
    return store::add_dated_key(text, targets_table, key, entry, fiscal_year);
  return with_table(text, fmt::format("{} = {}", key, entry));
}

}  // namespace okr::actions
