// SPDX-License-Identifier: MIT
// What a person types for a field, as the TOML that goes into the file: by the field's declared shape.
#include "actions/records/typed_value.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/relative_change.hpp"
#include "okr/model/rule.hpp"
#include "okr/model/words.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"
#include "session/typed_number.hpp"

namespace okr::actions {
using namespace session;

namespace {

tl::unexpected<Error> refused(const TypedField& typed, std::string_view text, std::string hint) {
  return usage_failure(
      fmt::format("{}: '{}' is not {}", typed.label, safe_for_terminal(text), to_string(typed.field->shape)),
      std::move(hint));
}

Status in_domain(const TypedField& typed, double number) {
  const Domain& domain = typed.field->domain;
  if (domain.has(number)) return {};
  return usage_failure(fmt::format("{}: {} is out of range", typed.label, shortest(number)),
                       "use " + to_string(domain));
}

Result<std::string> number(const Context& context, const TypedField& typed, std::string_view text) {
  if (const auto doubt = session::grouping_doubt(text, context.digits()))
    return usage_failure(fmt::format("{}: {}", typed.label, doubt->what), doubt->hint);
  const auto value = parse_number(text);
  if (!value) return usage_failure(fmt::format("{}: {}", typed.label, value.error().what), value.error().hint);
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
  if (contains(typed.field->words, text)) return store::toml_string(text);
  const auto near = meant_word(text, typed.field->words);
  return usage_failure(fmt::format("{} cannot be '{}'", typed.label, safe_for_terminal(text)),
                       did_you_mean_first(near, "one of: " + join(typed.field->words, ", ")));
}

Result<std::string> line(const TypedField& typed, std::string_view text) {
  const bool several = text.find('\n') != std::string_view::npos;
  if (!is_valid_utf8(text)) return usage_failure(fmt::format("{}: the text is not UTF-8", typed.label));
  if (has_control_character(text))
    return usage_failure(fmt::format("{}: a control character cannot stand in a text", typed.label), "leave it out");
  if (several && typed.field->shape != Shape::long_text)
    return usage_failure(fmt::format("{} is one line", typed.label), "leave the line break out");
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
    return usage_failure(fmt::format("{}: '{}' is no rule", typed.label, safe_for_terminal(text)),
                         did_you_mean(near, "okr explain lists them"));
  if (rule(*code).severity == Severity::error)
    return usage_failure(fmt::format("{}: {} is an error, which cannot be allowed", typed.label, to_string(*code)),
                         "mend what it says");
  return store::toml_string(to_string(*code));
}

Result<std::string> element(const Context& context, const TypedField& typed, std::string_view text) {
  if (typed.field->shape == Shape::number_list) return number(context, typed, text);
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
      return usage_failure(fmt::format("{}: an element of the list is empty", typed.label),
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
    case Shape::integer: return number(context, typed, text);
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
  return usage_failure(
      fmt::format("{} cannot be set from the command line", typed.label),
      typed.field->shape == Shape::changes ? "--why writes an entry of it" : "`okr edit` opens the file");
}

std::string hint_for_field(const std::vector<FieldInfo>& fields, std::string_view typed) {
  std::vector<std::string_view> keys;
  for (const FieldInfo& field : fields) keys.push_back(field.key);
  return did_you_mean(nearest(typed, keys), "there are: " + join(keys, ", "));
}

}  // namespace okr::actions
