// SPDX-License-Identifier: MIT
// Where what is wrong stands and what is said of it: keys that are unknown or missing, values of a wrong type.
#include "store/parse/record.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <utility>

#include "okr/base/date.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
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

void Source::mark_needed(const Node& key) {
  const Place there = key_place(key);
  const auto is_it = [&](const Diagnostic& one) { return one.code == Code::E116 && one.place == there; };
  const auto it = std::find_if(diagnostics_.rbegin(), diagnostics_.rend(), is_it);  // it is among the latest
  if (it != diagnostics_.rend()) it->is_needed = true;
}

std::string Mention::text() const {
  const std::string_view front = is_item_ ? "an item of " : "";
  return key_.empty() ? fmt::format("{}{}", front, name_) : fmt::format("{}'{}' of {}", front, key_, name_);
}

namespace {

/// How it is written; the message has said what it is.
std::string way_to_write(std::string_view expected) {
  if (expected == "a number") return "for example 12";
  if (expected == "a text") return "for example \"...\"";
  if (expected == "true or false") return "for example true";
  return fmt::format("{} {}", expected.find(" such as") == std::string_view::npos ? "write" : "expected", expected);
}

}  // namespace

void report_type(Source& source, const Node& value, const Mention& name, std::string_view expected) {
  Slip slip = slip_of(value, source.document().text(value.value_span()), expected);
  if (slip.mend.empty()) slip.mend = way_to_write(expected);
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

std::nullopt_t refuse_no_text(Source& source, const Node& value, const Mention& name, std::string mend) {
  return source.refuse(Code::E117, value,
                       fmt::format("{} is {}, not {}", name, words_for(value), to_string(Shape::text)),
                       std::move(mend));
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

namespace {

/// The unknown key that was most likely meant to be this one; null where none was.
const Node* misspelt(const Source& source, const Node& table, std::string_view key,
                     const std::vector<std::string_view>& known) {
  constexpr std::uint32_t most_searched = 1000;  // a series of readings is no misspelt title
  if (table.child_count() > most_searched) return nullptr;
  for (const Node& node : source.document().children(table)) {
    if (is_own_key(node.key()) || contains(known, node.key())) continue;
    if (nearest(node.key(), known) == key) return &node;
  }
  return nullptr;
}

}  // namespace

bool is_misspelt(const Source& source, const Node& table, std::string_view key,
                 const std::vector<std::string_view>& known) {
  return misspelt(source, table, key, known) != nullptr;
}

bool is_needed_misspelt(Source& source, const Node& table, std::string_view key,
                        const std::vector<std::string_view>& known) {
  const Node* node = misspelt(source, table, key, known);
  if (node) source.mark_needed(*node);
  return node != nullptr;
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
