// SPDX-License-Identifier: MIT
// Another target of a KPI that has a past: an entry of [targets] from a day on.

#include "actions/records/set_fields.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/model/relative_change.hpp"
#include "okr/model/rule.hpp"
#include "okr/model/words.hpp"
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
    if (std::ranges::find(whole.bounds, "target", &TargetBound::key) == whole.bounds.end())
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

// --- a typed value as TOML -------------------------------------------------------------------------------------------

namespace {

tl::unexpected<Error> refused(const TypedField& typed, std::string_view text, std::string hint) {
  return failure(ErrorKind::usage,
                 fmt::format("{}: '{}' is not {}", typed.label, safe_for_terminal(text), to_string(typed.field->shape)),
                 std::move(hint));
}

Status in_domain(const TypedField& typed, double number) {
  const Domain& domain = typed.field->domain;
  if (domain.has(number)) return {};
  return failure(ErrorKind::usage, fmt::format("{}: {} is out of range", typed.label, shortest(number)),
                 "use " + to_string(domain));
}

Result<std::string> number(const TypedField& typed, std::string_view text) {
  const auto value = parse_number(text);
  if (!value)
    return failure(ErrorKind::usage, fmt::format("{}: {}", typed.label, value.error().what), value.error().hint);
  if (typed.field->shape == Shape::integer && std::trunc(*value) != *value) return refused(typed, text, {});
  TRY(in_domain(typed, *value));
  return store::toml_number(*value);
}

Result<std::string> truth(const TypedField& typed, std::string_view text) {
  const std::string word = to_lower_ascii(text);
  if (word == "true" || word == "yes") return store::toml_boolean(true);
  if (word == "false" || word == "no") return store::toml_boolean(false);
  return refused(typed, text, "yes, no, true and false are understood");
}

Result<std::string> date(const Context& context, const TypedField& typed, std::string_view text) {
  TRY_ASSIGN(const auto day, any_date(context, typed.label, text, typed.fiscal_year));
  return store::toml_date(day);
}

Result<std::string> typed_word(const TypedField& typed, std::string_view text) {
  if (std::ranges::find(typed.field->words, text) != typed.field->words.end()) return store::toml_string(text);
  const auto near = meant_word(text, typed.field->words);
  return failure(ErrorKind::usage, fmt::format("{} cannot be '{}'", typed.label, safe_for_terminal(text)),
                 did_you_mean_first(near, "one of: " + join(typed.field->words, ", ")));
}

Result<std::string> line(const TypedField& typed, std::string_view text) {
  const bool several = text.find('\n') != std::string_view::npos;
  if (!is_valid_utf8(text)) return failure(ErrorKind::usage, fmt::format("{}: the text is not UTF-8", typed.label));
  if (has_control_character(text))
    return failure(ErrorKind::usage, fmt::format("{}: a control character cannot stand in a text", typed.label),
                   "leave it out");
  if (several && typed.field->shape != Shape::long_text)
    return failure(ErrorKind::usage, fmt::format("{} is one line", typed.label), "leave the line break out");
  return store::toml_string(text);
}

Result<std::string> relative(const TypedField& typed, std::string_view text) {
  if (!is_valid_utf8(text) || !relative_change(text)) return refused(typed, text, advice_on_change(text));
  return store::toml_string(text);
}

Result<std::string> rhythm(const TypedField& typed, std::string_view text) {
  const auto days = parse_number(text);
  if (days && std::trunc(*days) == *days && *days >= 1) return store::toml_number(*days);
  if (!parse_rhythm(text)) return refused(typed, text, {});
  return store::toml_string(text);
}

/// A code of a rule that may be allowed.
Result<std::string> allowed_code(const TypedField& typed, std::string_view text) {
  const auto code = parse_code(to_upper_ascii(text));
  const auto near = nearest_code(text);
  if (!code)
    return failure(ErrorKind::usage, fmt::format("{}: '{}' is no rule", typed.label, safe_for_terminal(text)),
                   did_you_mean(near, "okr explain lists them"));
  if (rule(*code).severity == Severity::error)
    return failure(ErrorKind::usage,
                   fmt::format("{}: {} is an error, which cannot be allowed", typed.label, to_string(*code)),
                   "mend what it says");
  return store::toml_string(to_string(*code));
}

Result<std::string> element(const Context& context, const TypedField& typed, std::string_view text) {
  if (typed.field->shape == Shape::number_list) return number(typed, text);
  if (typed.field->shape == Shape::date_list) return date(context, typed, text);
  if (typed.field->key == "allow") return allowed_code(typed, text);
  return line(typed, text);
}

bool is_toml_list(std::string_view text) { return text.starts_with('[') && text.ends_with(']'); }

Result<std::string> list(const Context& context, const TypedField& typed, std::string_view text) {
  if (is_toml_list(text)) return std::string(text);
  if (text.starts_with('[')) return refused(typed, text, "a list that begins with [ ends with ]");
  std::vector<std::string> elements;
  for (const std::string_view part : split(text, ',')) {
    if (trim(part).empty())
      return failure(ErrorKind::usage, fmt::format("{}: an element of the list is empty", typed.label),
                     "write a,b or, with commas inside, [\"a, b\", \"c\"]");
    TRY_ASSIGN(auto one, element(context, typed, trim(part)));
    elements.push_back(std::move(one));
  }
  return store::toml_list(elements);
}

Result<std::string> word_lists(const TypedField& typed, std::string_view text) {
  if (text.starts_with('{') && text.ends_with('}')) return std::string(text);
  return refused(typed, text, "write it as in the file, { W206 = [\"draft\"] }, or use `okr edit`");
}

Result<std::string> only_as_toml(const TypedField& typed, std::string_view text) {
  if (is_toml_list(text)) return std::string(text);
  return refused(typed, text, "write it as in the file, in brackets, or use `okr edit`");
}

}  // namespace

Result<std::string> toml_of_typed(const Context& context, const TypedField& typed, std::string_view text) {
  switch (typed.field->shape) {
    case Shape::text:
    case Shape::long_text:
    case Shape::reference: return line(typed, text);
    case Shape::relative: return relative(typed, text);
    case Shape::number:
    case Shape::integer: return number(typed, text);
    case Shape::boolean: return truth(typed, text);
    case Shape::date: return date(context, typed, text);
    case Shape::word:
    case Shape::weekday: return typed_word(typed, text);
    case Shape::rhythm: return rhythm(typed, text);
    case Shape::references:
    case Shape::names:
      if (!is_toml_list(text) && text.find(',') == std::string_view::npos) return line(typed, text);
      return list(context, typed, text);
    case Shape::text_list:
    case Shape::number_list:
    case Shape::date_list:
    case Shape::truth_list:
    case Shape::steps:
    case Shape::initiatives:
    case Shape::blockers: return list(context, typed, text);
    case Shape::periods:
    case Shape::plan:
    case Shape::commands:
    case Shape::benchmarks: return only_as_toml(typed, text);
    case Shape::word_lists: return word_lists(typed, text);
    case Shape::time:
    case Shape::amounts:
    case Shape::changes:
    case Shape::entries:
    case Shape::table: break;
  }
  return failure(ErrorKind::usage, fmt::format("{} cannot be set from the command line", typed.label),
                 typed.field->shape == Shape::changes ? "--why writes an entry of it" : "`okr edit` opens the file");
}

std::string hint_for_field(const std::vector<FieldInfo>& fields, std::string_view typed) {
  std::vector<std::string_view> keys;
  for (const FieldInfo& field : fields) keys.push_back(field.key);
  return did_you_mean(nearest(typed, keys), "there are: " + join(keys, ", "));
}

}  // namespace okr::actions
