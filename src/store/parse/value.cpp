// SPDX-License-Identifier: MIT
// A TOML value as its key's declaration wants it, or what is wrong with it.
#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <utility>

#include "okr/base/date.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/model/relative_change.hpp"
#include "okr/store/toml_text.hpp"
#include "store/parse/record.hpp"

namespace okr::store {
namespace {

/// Products with a smaller weight lose the digits that their mean is made of.
constexpr double smallest_weight = 1e-15;

bool check_domain(Source& source, const Node& value, const FieldInfo& field, const Mention& name, double number) {
  const Domain& domain = field.domain;
  if (field.key == "weight" && number > 0 && number < smallest_weight) {
    source.report(Code::E109, value.value_span(), fmt::format("{} is too small to weigh anything", name),
                  "use 0, or weights such as 1 and 2");
    return false;
  }
  if (domain.has(number)) return true;
  const std::string wanted = to_string(domain);
  const bool is_hundredfold = domain.least == 0 && domain.greatest == 1 && number > 1 && number <= 100;
  const Code code = field.key == "weight" ? Code::E109 : Code::E107;
  source.report(code, value.value_span(),
                fmt::format("{} is {}, not {}", name, source.document().text(value.value_span()), wanted),
                is_hundredfold ? fmt::format("use {}: {}; `scale = 100` is for the screen alone", wanted,
                                             toml_number(number / 100))
                               : fmt::format("use {}", wanted));
  return false;
}

/// "70%" and "7/10" as what a key with a scale of its own wants, which no unit names: 7 of 1 to 10, 0.7 of 0 to 1; a
/// weight of "50%" is 50.
std::optional<double> on_own_scale(const FieldInfo& field, std::string_view text) {
  constexpr double longest_scale = 10;
  const bool is_percent = text.ends_with('%'), is_of_ten = text.ends_with("/10");
  const bool has_scale = field.domain.greatest <= longest_scale;
  if (!std::isfinite(field.domain.least) || field.key == "margin" || !(is_percent || (is_of_ten && has_scale)))
    return {};
  const auto number = parse_number(trim(text.substr(0, text.size() - (is_percent ? 1 : 3))));
  if (!number) return {};
  const double meant = has_scale ? *number * field.domain.greatest / (is_percent ? 100 : 10) : *number;
  const bool fits = field.domain.has(meant) && (field.shape != Shape::integer || std::floor(meant) == meant);
  return fits ? std::optional(meant) : std::nullopt;
}

std::optional<Datum> number_datum(Source& source, const Node& value, const FieldInfo& field, const Mention& name) {
  if (value.is(NodeKind::string))
    if (const auto meant = on_own_scale(field, trim(value.string())))
      return source.refuse(Code::E117, value, fmt::format("{} is a text, not a number", name),
                           fmt::format("write {}", toml_number(*meant)));
  const auto number = number_of(source, value, name);
  if (!number) return std::nullopt;
  if (field.shape == Shape::integer && std::floor(*number) != *number)
    return source.refuse(Code::E107, value, fmt::format("{} is {}, not a whole number", name, shortest(*number)),
                         fmt::format("use {}", to_string(field.domain)));
  if (!check_domain(source, value, field, name, *number)) return std::nullopt;
  Datum datum;
  datum.number = *number;
  return datum;
}

std::optional<Datum> word_datum(Source& source, const Node& value, const FieldInfo& field, const Mention& name) {
  const std::string known = "use one of " + quoted_words(field.words);
  if (!value.is(NodeKind::string)) return refuse_no_text(source, value, name, known);
  const auto text = text_of(source, value, name);
  if (!text) return std::nullopt;
  for (std::size_t i = 0; i < field.words.size(); ++i)
    if (field.words[i] == *text) {
      Datum datum;
      datum.text = field.words[i];
      datum.number = static_cast<double>(i + 1);  // a weekday's number
      return datum;
    }
  const auto near = meant_word(*text, field.words);
  Diagnostic& diagnostic =
      source.report(Code::E107, value.value_span(), fmt::format("{} cannot be \"{}\"", name, safe_for_terminal(*text)),
                    near ? fmt::format("did you mean \"{}\"?", *near) : known);
  diagnostic.repair = respelt(*text, field.words, Repair::What::value);
  return std::nullopt;
}

std::optional<Datum> rhythm_datum(Source& source, const Node& value, const Mention& name) {
  Datum datum;
  if (value.is(NodeKind::string)) {
    if (const auto rhythm = parse_rhythm(value.string())) {
      datum.rhythm = *rhythm;
      return datum;
    }
  } else if (value.is(NodeKind::integer) && value.integer() >= 1 && value.integer() <= longest_rhythm) {
    datum.rhythm = {static_cast<int>(value.integer()), std::nullopt};
    return datum;
  }
  const auto near = value.is(NodeKind::string) ? meant_word(value.string(), rhythm_words) : std::nullopt;
  Diagnostic& diagnostic = source.report(
      Code::E107, value.value_span(), fmt::format("{} is no rhythm", name),
      near ? fmt::format("did you mean \"{}\"?", *near) : fmt::format("use {}", to_string(Shape::rhythm)));
  if (near) diagnostic.repair = respelt(value.string(), rhythm_words, Repair::What::value);
  return std::nullopt;
}

/// Kept as text: the scoring core reads the number.
std::optional<Datum> relative_datum(Source& source, const Node& value, const Mention& name) {
  if (value.is_numeric())
    return refuse_no_text(source, value, name, advice_on_change(source.document().text(value.value_span())));
  const auto text = text_of(source, value, name);
  if (!text) return std::nullopt;
  if (is_change_beyond_limits(*text))
    return source.refuse(Code::E102, value, fmt::format("{} is beyond what a value may be", name),
                         parse_number(text->substr(1, text->size() - 2)).error().hint);
  if (!relative_change(*text))
    return source.refuse(Code::E107, value, fmt::format("{} is no relative change", name), advice_on_change(*text));
  Datum datum;
  datum.text = *text;
  return datum;
}

std::optional<Datum> reference_datum(Source& source, const Node& value, const FieldInfo& field, const Mention& name) {
  Datum datum;
  const auto add = [&](const Node& node) {
    const auto text = text_of(source, node, name);
    if (!text) return false;
    if (text->empty()) {
      source.report(Code::E107, node.value_span(), fmt::format("{} is empty", name),
                    "name a record, or leave the key out");
      return false;
    }
    datum.text = *text;
    datum.texts.emplace_back(*text);
    datum.places.push_back(source.value_place(node));
    return true;
  };
  if (!value.is_array() || field.shape == Shape::reference)
    return add(value) ? std::optional(std::move(datum)) : std::nullopt;
  for (const Node& child : source.document().children(value))
    if (!add(child)) return std::nullopt;
  return datum;
}

/// One name or several; an empty name is nobody's.
std::optional<Datum> names_datum(Source& source, const Node& value, const Mention& name) {
  Datum datum;
  const auto add = [&](const Node& node) {
    const auto text = text_of(source, node, name);
    if (text && !text->empty()) datum.texts.emplace_back(*text);
    return text.has_value();
  };
  if (!value.is_array()) return add(value) ? std::optional(std::move(datum)) : std::nullopt;
  for (const Node& child : source.document().children(value))
    if (!add(child)) return std::nullopt;
  return datum;
}

template <class T, class ReadOne>
std::optional<std::vector<T>> list_of(Source& source, const Node& value, const Mention& name, std::string_view expected,
                                      ReadOne one) {
  if (!value.is_array()) return refuse_type(source, value, name, expected);
  std::vector<T> list;
  for (const Node& child : source.document().children(value)) {
    const auto item = one(child);
    if (!item) return std::nullopt;
    list.push_back(T(*item));
  }
  return list;
}

std::optional<Datum> list_datum(Source& source, const Node& value, const FieldInfo& field, const Mention& name) {
  Datum datum;
  bool complete = true;
  const auto take = [&complete](auto& member, auto list) {
    complete = list.has_value();
    if (list) member = std::move(*list);
  };
  if (field.shape == Shape::text_list) {
    take(datum.texts, texts_of(source, value, name));
    for (const Node& node : source.document().children(value)) datum.places.push_back(source.value_place(node));
  } else if (field.shape == Shape::number_list) {
    take(datum.numbers, list_of<double>(source, value, name, to_string(field.shape),
                                        [&](const Node& node) { return number_of(source, node, name); }));
  } else {
    take(datum.dates, list_of<Date>(source, value, name, to_string(field.shape),
                                    [&](const Node& node) { return date_of(source, node, name); }));
  }
  return complete ? std::optional(std::move(datum)) : std::nullopt;
}

/// Nothing where the value was refused.
template <class T, class Read>
std::optional<Datum> datum_with(T Datum::*member, const std::optional<Read>& read) {
  if (!read) return std::nullopt;
  Datum datum;
  datum.*member = *read;
  return datum;
}

std::optional<Datum> truth_datum(Source& source, const Node& value, const Mention& name) {
  if (!value.is(NodeKind::boolean)) return refuse_type(source, value, name, to_string(Shape::boolean));
  Datum datum;
  datum.truth = value.boolean();
  return datum;
}

std::optional<Datum> time_datum(Source& source, const Node& value, const Mention& name) {
  if (!value.is(NodeKind::time)) return refuse_type(source, value, name, to_string(Shape::time));
  Datum datum;
  datum.number = value.second_of_day();
  return datum;
}

}  // namespace

std::optional<double> fine_number(const Node& value) {
  if (!value.is_numeric() || !is_storable(value.number())) return std::nullopt;
  return value.number() + 0.0;
}

std::optional<double> number_of(Source& source, const Node& value, const Mention& name) {
  if (const auto fine = fine_number(value)) return fine;
  if (!value.is_numeric()) return refuse_type(source, value, name, "a number");
  const double number = value.number();
  if (!std::isfinite(number))
    return source.refuse(Code::E102, value, fmt::format("{} is not a finite number", name),
                         "use a number, or leave the key out");
  return source.refuse(Code::E102, value, fmt::format("{} {}", name, value_fault(number)),
                       std::string(value_advice(number)));
}

std::optional<Date> date_of(Source& source, const Node& value, const Mention& name) {
  if (value.is(NodeKind::date)) return value.date();
  return refuse_type(source, value, name, to_string(Shape::date));
}

std::optional<std::string_view> text_of(Source& source, const Node& value, const Mention& name, bool one_line) {
  if (!value.is(NodeKind::string)) return refuse_type(source, value, name, to_string(Shape::text));
  const std::string_view text = value.string();
  if (one_line && has_control_character(text))
    return source.refuse(Code::E107, value, fmt::format("{} holds a control character", name),
                         "remove it: plain text is wanted");
  if (one_line && text.find('\n') != std::string_view::npos)
    return source.refuse(Code::E107, value, fmt::format("{} has several lines", name), "put it on one line");
  return text;
}

std::optional<std::string_view> title_of(Source& source, const Node& value, const Mention& name) {
  const auto text = text_of(source, value, name);
  if (!text || !check_says_something(source, value, name)) return std::nullopt;
  return text;
}

std::optional<std::vector<std::string>> texts_of(Source& source, const Node& value, const Mention& name) {
  return list_of<std::string>(source, value, name, to_string(Shape::text_list),
                              [&](const Node& node) { return text_of(source, node, name.item()); });
}

std::optional<EntryValue> entry_value(Source& source, const Node& node, const Mention& name) {
  switch (node.kind()) {
    case NodeKind::boolean: return node.boolean();
    case NodeKind::integer:
    case NodeKind::number:
      if (const auto number = number_of(source, node, name)) return *number;
      return std::nullopt;
    case NodeKind::string:
      if (const auto text = text_of(source, node, name)) return std::string(*text);
      return std::nullopt;
    case NodeKind::array:
      if (std::ranges::any_of(source.document().children(node), &Node::is_numeric))
        return source.refuse(Code::E117, node, fmt::format("{} is a list with a number in it", name),
                             "expected a number alone, or a list of texts");
      if (auto texts = texts_of(source, node, name)) return std::move(*texts);
      return std::nullopt;
    case NodeKind::table:
    case NodeKind::date:
    case NodeKind::time:
    case NodeKind::date_time:
      return refuse_type(source, node, name, "a number, a text, a list of texts, true or false");
  }
  return std::nullopt;
}

std::optional<Datum> datum_of(Source& source, const Node& value, const FieldInfo& field, const Mention& name) {
  switch (field.shape) {
    case Shape::text:
    case Shape::long_text: return datum_with(&Datum::text, text_of(source, value, name, field.shape == Shape::text));
    case Shape::number:
    case Shape::integer: return number_datum(source, value, field, name);
    case Shape::boolean: return truth_datum(source, value, name);
    case Shape::date: return datum_with(&Datum::date, date_of(source, value, name));
    case Shape::time: return time_datum(source, value, name);
    case Shape::word:
    case Shape::weekday: return word_datum(source, value, field, name);
    case Shape::reference:
    case Shape::references: return reference_datum(source, value, field, name);
    case Shape::names: return names_datum(source, value, name);
    case Shape::rhythm: return rhythm_datum(source, value, name);
    case Shape::relative: return relative_datum(source, value, name);
    case Shape::text_list:
    case Shape::number_list:
    case Shape::date_list: return list_datum(source, value, field, name);
    case Shape::amounts:
    case Shape::truth_list:
    case Shape::periods:
    case Shape::plan:
    case Shape::steps:
    case Shape::initiatives:
    case Shape::blockers:
    case Shape::changes:
    case Shape::benchmarks:
    case Shape::word_lists:
    case Shape::commands:
    case Shape::entries:
    case Shape::table: break;  // taken apart by the reader of the record
  }
  return Datum();
}

}  // namespace okr::store
