// SPDX-License-Identifier: MIT
#include "actions/records/given_fields.hpp"

#include <array>

#include <fmt/core.h>

#include "actions/records/typed_value.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::actions {
using namespace session;

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
    {"owner", &NewFlags::owner, {"", "owner", "owner", "owner"}},
    {"kind", &NewFlags::kind, {"", "", "kind", ""}},
    {"baseline", &NewFlags::baseline, {"", "", "baseline", ""}},
    {"target", &NewFlags::target, {"", "", "target", "target"}},
    {"change", &NewFlags::change, {"", "", "change", ""}},
    {"commit", &NewFlags::commit, {"", "", "commit", ""}},
    {"stretch", &NewFlags::stretch, {"", "", "stretch", ""}},
    {"min", &NewFlags::min, {"", "", "min", "min"}},
    {"max", &NewFlags::max, {"", "", "max", "max"}},
    {"misses", &NewFlags::misses, {"", "", "misses", ""}},
    {"steps", &NewFlags::steps, {"", "", "steps", ""}},
    {"unit", &NewFlags::unit, {"", "", "unit", "unit"}},
    {"kpi", &NewFlags::kpi, {"", "", "kpi", ""}},
    {"good", &NewFlags::good, {"", "", "good", "good"}},
    {"every", &NewFlags::every, {"", "", "", "every"}},
    {"start", &NewFlags::start, {"start", "", "start", ""}},
    {"end", &NewFlags::end, {"end", "", "due", ""}},
    {"due", &NewFlags::due, {"", "", "due", ""}},
});

constexpr std::string_view record_names[] = {"cycle", "objective", "key result", "KPI"};

std::string_view key_of(const FlagKey& flag, NewKind kind) { return flag.keys[static_cast<std::size_t>(kind)]; }

tl::unexpected<Error> not_taken(std::string_view flag, NewKind kind) {
  std::vector<std::string> taken;
  for (const FlagKey& other : flag_keys)
    if (!key_of(other, kind).empty()) taken.push_back("--" + std::string(other.flag));
  if (kind == NewKind::kpi) taken.push_back("--" + std::string(shared_key));
  return usage_failure(fmt::format("{} takes no --{}", article_and_name(kind), flag),
                       fmt::format("it takes {}\nand each of its fields as FIELD=VALUE", join(taken, ", ")));
}

}  // namespace

std::vector<FieldInfo> fields_of(NewKind kind) { return typed_fields_of(record_names[static_cast<std::size_t>(kind)]); }

Status GivenFields::add(std::string label, std::string_view key, std::string_view text) {
  const auto field = std::ranges::find(fields_, key, &FieldInfo::key);
  if (field == fields_.end())
    return usage_failure(fmt::format("{} has no field '{}'", article_and_name(kind_), safe_for_terminal(key)),
                         hint_for_field(fields_, key));
  if (find(key)) return usage_failure(fmt::format("{} is given twice", key));
  if (trim(text).empty()) return usage_failure(fmt::format("{} is empty", label));
  given_.push_back({std::move(label), field->key, std::string(trim(text))});
  return {};
}

Status GivenFields::add_flags(const NewFlags& flags) {
  if (flags.from && kind_ != NewKind::cycle) return not_taken("from", kind_);
  for (const FlagKey& flag : flag_keys) {
    const std::optional<std::string>& typed = flags.*flag.typed;
    if (!typed) continue;
    const std::string_view key = key_of(flag, kind_);
    if (key.empty()) return not_taken(flag.flag, kind_);
    TRY(add(fmt::format("--{}", flag.flag), key, *typed));
  }
  if (!flags.shared) return {};
  if (kind_ != NewKind::kpi) return not_taken(shared_key, kind_);
  return add(fmt::format("--{}", shared_key), shared_key, "true");
}

Status GivenFields::add_words(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    const auto equals = word.find('=');
    if (equals == std::string::npos)
      return usage_failure(fmt::format("'{}' says no field", safe_for_terminal(word)),
                           "write FIELD=VALUE, such as title='What it is called'");
    TRY(add(word.substr(0, equals), std::string_view(word).substr(0, equals), word.substr(equals + 1)));
  }
  return {};
}

Result<std::string> GivenFields::lines(const Context& context, FiscalYear fiscal_year) const {
  // Of a KPI with ends and no target the good side goes without saying.
  const bool is_range = kind_ == NewKind::kpi && (find("min") || find("max")) && !find("target") && !find("good");
  std::string lines;
  for (const FieldInfo& field : fields_) {
    if (field.key == "good" && is_range) lines += "good = \"range\"\n";
    const auto given = std::ranges::find(given_, field.key, &Given::key);
    if (given == given_.end() || field.key == shared_key) continue;
    TRY_ASSIGN(const auto value, toml_of_typed(context, {given->label, &field, fiscal_year}, given->text));
    lines += fmt::format("{} = {}\n", field.key, value);
  }
  return lines;
}

Result<GivenFields> given_fields(const NewRecord& record) {
  GivenFields given(record.kind);
  TRY(given.add_flags(record.flags));
  TRY(given.add_words(record.words));
  return given;
}

Status check_fields(const NewRecord& record) {
  return given_fields(record).map([](const GivenFields&) {});
}

bool says_title(const NewRecord& record) {
  return record.flags.title ||
         std::ranges::any_of(record.words, [](const std::string& word) { return word.starts_with("title="); });
}

std::string_view article_and_name(NewKind kind) {
  switch (kind) {
    case NewKind::cycle: return "a cycle";
    case NewKind::objective: return "an objective";
    case NewKind::key_result: return "a key result";
    case NewKind::kpi: return "a KPI";
  }
  return "";
}

}  // namespace okr::actions
