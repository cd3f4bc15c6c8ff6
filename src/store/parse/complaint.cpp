// SPDX-License-Identifier: MIT
// What is said of a value that does not suit its key, with the slip that is most likely behind it.
#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "store/parse/datum.hpp"

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

/// The slip behind a wrong type, where one is likely: a number or date in quotes, or a text without.
std::string way_out(const Node& value, std::string_view expected) {
  if (value.is(NodeKind::string)) {
    if (expected.starts_with("a number")) return way_out_of_text(value.string());
    if (expected.starts_with("a date") && parse_date(value.string())) return "write it without quotes";
    if (expected.starts_with("true") && (value.string() == "true" || value.string() == "false"))
      return "write it without quotes";
  }
  if (value.is(NodeKind::date_time) && expected.starts_with("a date")) return "leave the time of day out";
  if (expected == "a text" && value.is_numeric()) return "put it between double quotes";
  if (expected == "a table") return "write it as a heading, with its keys below";
  if (expected.starts_with("a list") && value.is(NodeKind::string)) return "put it into brackets: [\"...\"]";
  return {};
}

/// What stands there, in words; true and false as themselves.
std::string_view words_for(const Node& value) {
  if (value.is(NodeKind::boolean)) return value.boolean() ? "true" : "false";
  return kind_name(value.kind());
}

}  // namespace

void report_type(Source& source, const Node& value, std::string_view name, std::string_view expected) {
  std::string mend = way_out(value, expected);
  if (mend.empty()) mend = fmt::format("expected {}", expected);
  expected = expected.substr(0, expected.find(" such as"));
  source.report(Code::E117, value.value_span(), fmt::format("{} is {}, not {}", name, words_for(value), expected),
                std::move(mend));
}

void report_bad_line(Source& source, const Node& value, std::string_view name) {
  if (has_control_character(value.string())) {
    source.report(Code::E107, value.value_span(), fmt::format("{} holds a control character", name),
                  "remove it: plain text is wanted");
  } else {
    source.report(Code::E107, value.value_span(), fmt::format("{} has several lines", name), "put it on one line");
  }
}

}  // namespace okr::store
