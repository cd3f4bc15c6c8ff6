// SPDX-License-Identifier: MIT
// What check-ins say of a key result must fit its kind (E117, E110 for steps) and its source (E121).
#include <algorithm>

#include <fmt/core.h>

#include "model/structure_parts.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr {
namespace {

std::string type_name(const EntryValue& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  constexpr std::string_view names[] = {"nothing", "a number", "true or false", "a text", "a list of texts"};
  return std::string(names[value.index()]);
}

/// What an entry of this kind is, in words; the first word of the hint.
std::string_view wanted(Kind kind) {
  switch (kind) {
    case Kind::number:
    case Kind::hold:
    case Kind::measure: return "a number, the value now";
    case Kind::sum: return "a number, the amount that is added";
    case Kind::percent: return "a number from 0 to 100";
    case Kind::milestones: return "the steps newly done, as a list of texts";
    case Kind::done: return "true or false";
    case Kind::graded: return "a number from 0 to 1, or \"fail\", \"commit\", \"target\", \"stretch\"";
  }
  return "";
}

bool fits(Kind kind, const EntryValue& value) {
  switch (kind) {
    case Kind::number:
    case Kind::sum:
    case Kind::hold:
    case Kind::percent:
    case Kind::measure: return std::holds_alternative<double>(value);
    case Kind::milestones: return std::holds_alternative<std::vector<std::string>>(value);
    case Kind::done: return std::holds_alternative<bool>(value);
    case Kind::graded: {
      const auto* zone = std::get_if<std::string>(&value);
      return std::holds_alternative<double>(value) || (zone && parse_word<Zone>(*zone));
    }
  }
  return false;
}

void check_steps(Findings& findings, KeyResult& kr, const Entry& entry) {
  for (const std::string& name : std::get<std::vector<std::string>>(entry.value)) {
    const auto is_it = [&name](const Step& step) { return !name.empty() && (step.title == name || step.id == name); };
    if (std::ranges::any_of(kr.steps, is_it)) continue;
    std::vector<std::string_view> titles;
    for (const Step& step : kr.steps) titles.push_back(step.title);
    const auto near = nearest(name, titles);
    findings.note(Code::E110, entry.value_place, fmt::format("'{}' has no step \"{}\"", to_string(kr.id), name),
                  near ? fmt::format("did you mean \"{}\"?", *near) : "name a step by its title or id");
    kr.faulty = true;
  }
}

/// A percent is not negative (above 100 is W248), a grade lies in 0 to 1.
void check_domain(Findings& findings, KeyResult& kr, const Entry& entry) {
  const auto* number = std::get_if<double>(&entry.value);
  if (!number || (kr.kind != Kind::percent && kr.kind != Kind::graded)) return;
  if (*number >= 0 && (kr.kind == Kind::percent || *number <= 1)) return;
  findings.note(Code::E107, entry.value_place,
                fmt::format("the value of '{}' is {}", to_string(kr.id), shortest(*number)),
                fmt::format("expected {}", wanted(kr.kind)));
  kr.faulty = true;
}

/// Said while it was of another kind, or fed otherwise, by what `changes` say: it need not suit what stands.
bool is_of_earlier_sort(const KeyResult& kr, const Entry& entry) {
  return std::ranges::any_of(kr.changes, [&](const Change& change) {
    return entry.date < change.on && std::ranges::any_of(change.fields, [](const ChangedField& field) {
             return field.key == "kind" || field.key == "kpi";
           });
  });
}

void check_entry(Findings& findings, KeyResult& kr, const Entry& entry) {
  if (!entry.has_value() || !kr.kind_known || is_of_earlier_sort(kr, entry)) return;
  if (!kr.kpi.empty()) {
    findings.note(Code::E121, entry.value_place, fmt::format("'{}' is fed by KPI '{}'", to_string(kr.id), kr.kpi.text),
                  fmt::format("record it there: okr record {}=VALUE", kr.kpi.text));
    kr.faulty = true;
    return;
  }
  if (!fits(kr.kind, entry.value)) {
    const auto* text = std::get_if<std::string>(&entry.value);
    findings.note(Code::E117, entry.value_place,
                  fmt::format("the value of '{}' is {}", to_string(kr.id),
                              text ? fmt::format("\"{}\"", *text) : type_name(entry.value)),
                  text && is_number(*text) ? "write it without quotes" : fmt::format("expected {}", wanted(kr.kind)));
    kr.faulty = true;
    return;
  }
  if (kr.kind == Kind::milestones) return check_steps(findings, kr, entry);
  check_domain(findings, kr, entry);
}

}  // namespace

void check_entries(Findings& findings, KeyResult& kr) {
  for (const Entry& entry : kr.entries) check_entry(findings, kr, entry);
}

}  // namespace okr
