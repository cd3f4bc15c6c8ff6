// SPDX-License-Identifier: MIT
#include "actions/records/kpi_target.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/compute/kpi_status.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::cli {
namespace {

constexpr std::string_view table = "targets";
constexpr std::string_view readings_heading = "[readings]";

std::string entry_of(const NewTarget& target) {
  const bool is_bare = !target.why && target.bounds.size() == 1 && target.bounds.front().first == "target";
  if (is_bare) return target.bounds.front().second;
  std::string items;
  for (const auto& [key, value] : target.bounds)
    items += fmt::format("{}{} = {}", items.empty() ? "" : ", ", key, value);
  if (target.why) items += fmt::format(", why = {}", store::toml_string(*target.why));
  return "{ " + items + " }";
}

/// [targets] in front of [readings], where an empty line parts that from what stands above; else at the end.
Result<std::string> with_table(const std::string& text, const std::string& line) {
  const std::string ending = text.find("\r\n") == std::string::npos ? "\n" : "\r\n";
  const auto at = text.find(ending + ending + std::string(readings_heading));
  if (at != std::string::npos) {
    std::string made = text;
    made.insert(at + 2 * ending.size(), fmt::format("[{}]{}{}{}{}", table, ending, line, ending, ending));
    const auto undone = store::remove_table(made, {std::string(table)});
    if (undone && *undone == text) return made;
  }
  return store::add_table(text, {std::string(table)}, line);
}

/// More of an entry that is there, which may be a number alone.
Result<std::string> with_more(std::string text, const NewTarget& target, const store::KeyPath& path) {
  const auto there = store::value_text(text, path);
  const bool is_bare = there && !there->starts_with('{') && !there->starts_with('[');
  NewTarget whole = target;
  if (is_bare) {
    if (std::ranges::find(whole.bounds, "target", &std::pair<std::string, std::string>::first) == whole.bounds.end())
      whole.bounds.insert(whole.bounds.begin(), {"target", *there});
    return store::set_value(text, path, entry_of(whole));
  }
  if (whole.why) whole.bounds.emplace_back("why", store::toml_string(*whole.why));
  for (const auto& [key, value] : whole.bounds) {
    store::KeyPath to = path;
    to.push_back(key);
    auto written = store::put_value(text, to, value);
    if (!written) return written;
    text = std::move(*written);
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

Result<std::string> with_target(const std::string& text, const NewTarget& target) {
  const std::string key = to_string(target.first);
  const store::KeyPath path{std::string(table), key};
  if (store::value_text(text, path)) return with_more(text, target, path);
  const std::string entry = entry_of(target);
  if (store::value_text(text, {std::string(table)}) || text.find(fmt::format("[{}", table)) != std::string::npos)
    if (auto added = store::add_key(text, {std::string(table)}, key, entry)) return added;
  return with_table(text, fmt::format("{} = {}", key, entry));
}

}  // namespace okr::cli
