// SPDX-License-Identifier: MIT

#include "store/parse/record.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <utility>

#include "okr/base/date.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/model/relative_change.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::store {
namespace {

constexpr std::size_t longest_excerpt = 4096;  // bytes; nobody reads more

/// What stands there, in words; true and false as themselves.
std::string_view words_for(const Node& value) {
  if (value.is(NodeKind::boolean)) return value.boolean() ? "true" : "false";
  return word(value.kind());
}

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
  const Code code = field.key == "weight" ? Code::E109 : Code::E107;
  source.report(code, value.value_span(),
                fmt::format("{} is {}, not {}", name, source.document().text(value.value_span()), wanted),
                fmt::format("use {}", wanted));
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

/// Quotes around what stands there would not mend it.
std::nullopt_t refuse_no_text(Source& source, const Node& value, const Mention& name, std::string mend) {
  return source.refuse(Code::E117, value,
                       fmt::format("{} is {}, not {}", name, words_for(value), to_string(Shape::text)),
                       std::move(mend));
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

std::string first_keys(const std::vector<std::string_view>& known) {
  std::string text;
  for (const std::string_view key : known) {
    if (text.size() > 60) return text + ", ... (man 5 okr)";
    if (!text.empty()) text += ", ";
    text += key;
  }
  return text;
}

/// What can be typed as it stands there.
std::string addition_of(const FieldInfo& field) {
  const bool is_number = field.shape == Shape::number || field.shape == Shape::integer || field.shape == Shape::amounts;
  return is_number ? fmt::format("add {0} and a number, as in {0} = 12", field.key)
                   : fmt::format("add {} = {}", field.key, info_of(field.shape).pattern);
}

}  // namespace

std::string_view excerpt_of(std::string_view line) {
  if (line.size() <= longest_excerpt) return line;
  std::size_t end = longest_excerpt;
  while (end > 0 && is_continuation(line[end])) --end;
  return line.substr(0, end);
}

Place Source::place(Span span) const {
  const auto position = document_.place(span.begin, last_line_);
  last_line_ = position.line;
  return {file_, position.line, position.column};
}

Diagnostic& Source::report(Code code, Span span, std::string message, std::string mend) {
  Diagnostic diagnostic = diagnostic_at(code, place(span), std::move(message), std::move(mend));
  const std::string_view covered = excerpt_of(document_.text(span));
  const auto length = count_characters(covered.substr(0, covered.find_first_of("\r\n")));
  diagnostic.length = static_cast<std::uint32_t>(std::max<std::size_t>(length, 1));
  diagnostic.line_text = std::string(excerpt_of(document_.line_text(diagnostic.place.line)));
  diagnostics_.push_back(std::move(diagnostic));
  return diagnostics_.back();
}

std::string Mention::text() const {
  const std::string_view front = is_item_ ? "an item of " : "";
  return key_.empty() ? fmt::format("{}{}", front, name_) : fmt::format("{}'{}' of {}", front, key_, name_);
}

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
    default: return Datum();  // taken apart by the reader of the record
  }
}

void report_type(Source& source, const Node& value, const Mention& name, std::string_view expected) {
  Slip slip = slip_of(value, source.document().text(value.value_span()), expected);
  if (slip.mend.empty()) slip.mend = fmt::format("expected {}", expected);
  expected = expected.substr(0, expected.find(" such as"));
  source
      .report(Code::E117, value.value_span(), fmt::format("{} is {}, not {}", name, words_for(value), expected),
              std::move(slip.mend))
      .repair = std::move(slip.repair);
}

std::nullopt_t refuse_type(Source& source, const Node& value, const Mention& name, std::string_view expected) {
  report_type(source, value, name, expected);
  return std::nullopt;
}

Span head_of(const Source& source, const Node& table) {
  if (&table == &source.document().root()) return {0, 0};
  return table.key().empty() ? table.value_span() : table.key_span();
}

std::string_view home_of_table(std::string_view name) {
  if (name == "workspace" || name == "scoring" || name == "check") return settings_file;
  if (name == "cycle" || name == "result") return "the cycle.toml of a cycle's folder";
  if (name == "defaults") return "a file of a cycle's folder";
  if (name == "readings" || name == "targets") return "a KPI's file";
  return {};
}

void report_wrong_file(Source& source, const Node& node, std::string_view home) {
  source.report(Code::E122, node.key_span(), fmt::format("[{}] does not belong here", node.key()),
                fmt::format("it stands in {}", home));
}

Repair respelt(std::string_view typed, std::span<const std::string_view> known, Repair::What what) {
  const auto near = nearest(typed, known);
  if (!near) return {};
  const std::size_t distance = edit_distance(typed, *near);
  for (const std::string_view other : known)
    if (other != *near && edit_distance(typed, other) <= distance) return {};
  return {what, what == Repair::What::key ? *near : toml_string(*near)};
}

void report_unknown_key(Source& source, const Node& node, std::string_view own_name,
                        const std::vector<std::string_view>& known) {
  const auto near = nearest(node.key(), known);
  Diagnostic& diagnostic = source.report(Code::E116, node.key_span(),
                                         fmt::format("unknown key '{}' in {}", safe_for_terminal(node.key()), own_name),
                                         did_you_mean(near, "keys of your own begin with x-"));
  if (!near) diagnostic.help = fmt::format("known keys: {}", first_keys(known));
  diagnostic.repair = respelt(node.key(), known, Repair::What::key);
}

bool is_misspelt(const Source& source, const Node& table, std::string_view key,
                 const std::vector<std::string_view>& known) {
  constexpr std::uint32_t most_searched = 1000;  // a series of readings is no misspelt title
  if (table.child_count() > most_searched) return false;
  for (const Node& node : source.document().children(table)) {
    if (is_own_key(node.key()) || std::ranges::find(known, node.key()) != known.end()) continue;
    if (nearest(node.key(), known) == key) return true;
  }
  return false;
}

void report_missing_key(Source& source, const Node& table, std::string_view own_name, const FieldInfo& field) {
  source.report(Code::E118, head_of(source, table), fmt::format("{} has no '{}'", own_name, field.key),
                addition_of(field));
}

bool check_says_something(Source& source, const Node& value, const Mention& name) {
  if (!value.is(NodeKind::string)) return true;
  if (trim(value.string()).empty()) {
    source.report(Code::E118, value.value_span(), fmt::format("{} is empty", name), "say it in a line");
    return false;
  }
  if (value.string().find('\t') == std::string_view::npos) return true;
  source.report(Code::E107, value.value_span(), fmt::format("{} holds a tab", name), "put a blank in its place");
  return false;
}

void report_key_of_other_kind(Source& source, const Node& node, std::string_view own_name, const FieldInfo& field,
                              Kind kind) {
  source.report(Code::E116, node.key_span(),
                fmt::format("'{}' is no key of {}, whose kind is {}", node.key(), own_name, word(kind)),
                "only for: " + join(words_of_kinds(field.kinds), ", "));
}

// --- the slips behind values of a wrong type: what was meant, and how to write it ------------------------------------

namespace {

/// A number in quotes, perhaps with a unit or a decimal comma.
std::string way_out_of_text(std::string_view text) {
  const auto number = parse_number(text);
  if (number) return "write it without quotes";
  if (text.ends_with('%') && is_number(trim(text.substr(0, text.size() - 1))))
    return fmt::format("write {} and say unit = \"%\"", trim(text.substr(0, text.size() - 1)));
  return text.starts_with('-') || (!text.empty() && text.front() >= '0' && text.front() <= '9') ? number.error().hint
                                                                                                : std::string();
}

/// "+3d", "-2w": a day that only somebody who knows today can write down.
bool is_counted_day(std::string_view text) {
  if (text.size() < 3 || (text.front() != '+' && text.front() != '-')) return false;
  constexpr Date any_day = make_date(2026, 1, 1);
  return parse_typed_date(text, any_day, {}).has_value();
}

/// A number or a date in quotes, or one text where a list is wanted.
Slip slip_of_text(std::string_view text, std::string_view expected) {
  const Repair unquoted{Repair::What::value, std::string(text)};
  if (expected.starts_with("a number")) return {way_out_of_text(text), parse_number(text) ? unquoted : Repair()};
  if (expected.starts_with("a list")) return {"put it into brackets: [\"...\"]"};
  const bool is_date = expected.starts_with("a date") && parse_date(text);
  const bool is_truth = expected.starts_with("true") && (text == "true" || text == "false");
  if (is_date || is_truth) return {"write it without quotes", unquoted};
  if (expected.starts_with("a date") && is_counted_day(text))
    return {"write the date itself: okr check --fix counts from today", {Repair::What::day, std::string(text)}};
  return {};
}

}  // namespace

Slip slip_of(const Node& value, std::string_view written, std::string_view expected) {
  if (expected == "a table") return {"write it as a heading, with its keys below"};
  if (value.is(NodeKind::string)) return slip_of_text(value.string(), expected);
  if (value.is(NodeKind::date_time) && expected.starts_with("a date"))
    return {"leave the time of day out", {Repair::What::value, to_string(value.date())}};
  if (expected == "a text" && value.is_numeric())
    return {"put it between double quotes", {Repair::What::value, toml_string(written)}};
  return {};
}

}  // namespace okr::store
