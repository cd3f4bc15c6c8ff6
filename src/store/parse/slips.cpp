// SPDX-License-Identifier: MIT
// The slips behind values of a wrong type: what was meant, and how to write it.
#include "store/parse/record.hpp"

#include <fmt/core.h>

#include "okr/base/date.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::store {
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
