// SPDX-License-Identifier: MIT
#include "actions/records/new_record.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/core.h>

#include "actions/records/typed_value.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"

namespace okr::cli {

namespace {

/// A flag and the key it fills in each record; empty where the record does not take it.
struct FlagKey {
  std::string_view flag;
  std::optional<std::string> NewFlags::*typed;
  std::array<std::string_view, 4> keys;  ///< by NewKind
};

constexpr auto flag_keys = std::to_array<FlagKey>({
    {"title", &NewFlags::title, {"title", "title", "title", "title"}},
    {"type", &NewFlags::type, {"", "type", "", ""}},
    {"kind", &NewFlags::kind, {"", "", "kind", ""}},
    {"baseline", &NewFlags::baseline, {"", "", "baseline", ""}},
    {"commit", &NewFlags::commit, {"", "", "commit", ""}},
    {"target", &NewFlags::target, {"", "", "target", "target"}},
    {"stretch", &NewFlags::stretch, {"", "", "stretch", ""}},
    {"min", &NewFlags::min, {"", "", "min", "min"}},
    {"max", &NewFlags::max, {"", "", "max", "max"}},
    {"unit", &NewFlags::unit, {"", "", "unit", "unit"}},
    {"good", &NewFlags::good, {"", "", "good", "good"}},
    {"every", &NewFlags::every, {"", "", "", "every"}},
    {"start", &NewFlags::start, {"start", "", "start", ""}},
    {"end", &NewFlags::end, {"end", "", "due", ""}},
});

constexpr std::string_view record_names[] = {"cycle", "objective", "key result", "KPI"};

std::string_view key_of(const FlagKey& flag, NewKind kind) { return flag.keys[static_cast<std::size_t>(kind)]; }

tl::unexpected<Error> not_taken(std::string_view flag, NewKind kind) {
  std::string taken;
  for (const FlagKey& other : flag_keys)
    if (!key_of(other, kind).empty()) taken += fmt::format("{}--{}", taken.empty() ? "" : ", ", other.flag);
  return failure(ErrorKind::usage, fmt::format("{} takes no --{}", article_and_name(kind), flag),
                 fmt::format("it takes {}", taken));
}

/// A kind that needs a key which no flag fills gets it empty, with the way to fill it.
std::string lines_of_kind(const std::string& kind) {
  if (kind == "\"milestones\"") return "steps = []\n";
  if (kind == "\"graded\"") return "kind = \"graded\"\nrubric = \"\"\n";
  return "kind = " + kind + "\n";
}

/// good = "range" goes without saying where a KPI has both ends.
std::string implied(NewKind kind, const NewFlags& flags) {
  return kind == NewKind::kpi && !flags.good && flags.min && flags.max ? "good = \"range\"\n" : "";
}

}  // namespace

std::string_view article_and_name(NewKind kind) {
  switch (kind) {
    case NewKind::cycle: return "a cycle";
    case NewKind::objective: return "an objective";
    case NewKind::key_result: return "a key result";
    case NewKind::kpi: return "a KPI";
  }
  return "";
}

Result<std::string> lines_of(const Context& context, NewKind kind, const NewFlags& flags, FiscalYear fiscal_year) {
  if (flags.from && kind != NewKind::cycle) return not_taken("from", kind);
  const std::vector<FieldInfo> fields = fields_of(record_names[static_cast<std::size_t>(kind)]);
  std::string lines;
  for (const FlagKey& flag : flag_keys) {
    const std::optional<std::string>& typed = flags.*flag.typed;
    if (flag.flag == "good") lines += implied(kind, flags);
    if (!typed) continue;
    const std::string_view key = key_of(flag, kind);
    if (key.empty()) return not_taken(flag.flag, kind);
    const auto field = std::ranges::find(fields, key, &FieldInfo::key);
    if (trim(*typed).empty()) return failure(ErrorKind::usage, fmt::format("--{} is empty", flag.flag));
    const std::string label = fmt::format("--{}", flag.flag);
    const auto value = toml_of_typed(context, {label, &*field, fiscal_year}, trim(*typed));
    if (!value) return value;
    lines += flag.flag == "kind" ? lines_of_kind(*value) : fmt::format("{} = {}\n", key, *value);
  }
  return lines;
}

}  // namespace okr::cli
