// SPDX-License-Identifier: MIT
// What a person types as a value or a confidence, read against the kind, the bounds and the last value of a key result.
#include "actions/checkin/understand.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/progress.hpp"

namespace okr::actions {
namespace {

constexpr double whole_percent = 100;
constexpr int least_confidence = 1, greatest_confidence = 10;
constexpr int most_decimals = 15;

std::string in_quotes(std::string_view text) { return fmt::format("\"{}\"", safe_for_terminal(text)); }

// --- numbers

int decimals_of(std::string_view number) {
  const auto point = number.find('.');
  if (point == std::string_view::npos || number.find_first_of("eE") != std::string_view::npos) return 0;
  return static_cast<int>(std::min<std::size_t>(number.size() - point - 1, most_decimals));
}

/// 0.1 and 0.2 make 0.3: no more decimals than the two have.
double added(double last, double amount) {
  const double total = last + amount;
  if (std::abs(total) >= largest_exact_integer) return total;
  const std::string a = shortest(last), b = shortest(amount);
  if (a.find('e') != std::string::npos || b.find('e') != std::string::npos) return total;
  return parse_number(rounded(total, std::max(decimals_of(a), decimals_of(b)))).value_or(total);
}

Status inside(const KeyResult& kr, Kind kind, double value) {
  if (!is_storable(value))
    return refusal(fmt::format("{} {}", shortest(value), value_fault(value)), std::string(value_advice(value)));
  if (kind == Kind::percent && (value < 0 || value > whole_percent))
    return refusal(fmt::format("{} is no percentage", shortest(value)), "use 0 to 100");
  if (kind == Kind::graded && (value < 0 || value > 1))
    return refusal(fmt::format("{} is no grade", shortest(value)), "use 0 to 1, or fail, commit, target, stretch");
  const bool is_level = !takes_amounts(kr, kind) && kind != Kind::graded;
  if (is_level && kr.floor && value < *kr.floor)
    return refusal(fmt::format("{} lies below its floor, {}", shortest(value), shortest(*kr.floor)),
                   "what it cannot pass is `floor` in its definition");
  if (is_level && kr.ceil && value > *kr.ceil)
    return refusal(fmt::format("{} lies above its ceil, {}", shortest(value), shortest(*kr.ceil)),
                   "what it cannot pass is `ceil` in its definition");
  return {};
}

Result<EntryValue> checked(const KeyResult& kr, Kind kind, double value) {
  TRY(inside(kr, kind, value));
  return EntryValue(value);
}

Result<EntryValue> typed_number(const KeyResult& kr, Kind kind, std::string_view text, const ValueSoFar& so_far) {
  const bool adds = !text.empty() && text.front() == '+';
  TRY_ASSIGN(const auto number, parse_measure(adds ? text.substr(1) : text, unit_of(kr, kind)));
  if (!adds || takes_amounts(kr, kind)) return checked(kr, kind, number);
  if (!so_far.last)
    return refusal(fmt::format("there is no value yet to which {} could be added", shortest(number)),
                   so_far.start ? fmt::format("give the value itself, without +: {} from its baseline, {}",
                                              shortest(added(*so_far.start, number)), shortest(*so_far.start))
                                : "give the value itself, without +");
  return checked(kr, kind, added(*so_far.last, number));
}

// --- steps

const Step* step_named(const KeyResult& kr, std::string_view name) {
  for (const Step& step : kr.steps)
    if (step.title == name || (!step.id.empty() && step.id == name)) return &step;
  const std::string lower = to_lower_ascii(name);
  for (const Step& step : kr.steps)
    if (to_lower_ascii(step.title) == lower) return &step;
  return nullptr;
}

std::optional<int> count_in(std::string_view text) {
  return text.starts_with('-') ? std::nullopt : whole_number<int>(text);
}

int done_count(const KeyResult& kr, std::span<const double> done) {
  int count = 0;
  for (std::size_t i = 0; i < kr.steps.size(); ++i) count += i < done.size() && done[i] > 0;
  return count;
}

/// The first `count` steps that are still open, by title.
std::vector<std::string> next_steps(const KeyResult& kr, std::span<const double> done, int count) {
  std::vector<std::string> next;
  for (std::size_t i = 0; i < kr.steps.size() && static_cast<int>(next.size()) < count; ++i)
    if (i >= done.size() || done[i] == 0) next.push_back(kr.steps[i].title);
  return next;
}

Result<EntryValue> more_steps(const KeyResult& kr, std::string_view text, std::span<const double> done) {
  const auto count = count_in(text);
  if (!count) return refusal(fmt::format("{} is no number of steps", in_quotes(text)), "+1 marks the next step");
  const int open = static_cast<int>(kr.steps.size()) - done_count(kr, done);
  if (*count > open)
    return refusal(
        fmt::format("{} more steps, but {} of {} {} open", *count, open, kr.steps.size(), open == 1 ? "is" : "are"),
        "name the steps, or give how many are done: 2/4");
  return EntryValue(next_steps(kr, done, *count));
}

Result<EntryValue> steps_so_far(const KeyResult& kr, std::string_view text, std::span<const double> done) {
  const auto slash = text.find('/');
  const auto so_far = count_in(text.substr(0, slash));
  const auto all = count_in(text.substr(slash + 1));
  const int total = static_cast<int>(kr.steps.size());
  if (!so_far || !all || *all != total || *so_far > total)
    return refusal(fmt::format("{} is not a count of its {}", in_quotes(text), counted(total, "step")),
                   fmt::format("0/{0} to {0}/{0}, or the names of steps", total));
  const int before = done_count(kr, done);
  if (*so_far < before)
    return refusal(fmt::format("{} of {} {} done already", before, counted(total, "step"), before == 1 ? "is" : "are"),
                   "a step is taken back in the check-in that named it: okr log ID finds it");
  return EntryValue(next_steps(kr, done, *so_far - before));
}

tl::unexpected<Error> unknown_step(const KeyResult& kr, std::string_view name) {
  if (kr.steps.empty())
    return refusal(fmt::format("no step {}: {} has none yet", in_quotes(name), to_string(kr.id)),
                   fmt::format("okr set {}.steps=first,second,third", to_string(kr.id)));
  std::vector<std::string_view> titles;
  for (const Step& step : kr.steps) titles.push_back(step.title);
  const auto near = nearest(name, titles);
  const std::string all = "its steps: " + safe_for_terminal(join(titles, ", "));
  return refusal(fmt::format("no step {}", in_quotes(name)),
                 near ? fmt::format("did you mean {}?", in_quotes(*near)) : all);
}

Result<EntryValue> named_steps(const KeyResult& kr, std::string_view text) {
  std::vector<std::string> steps;
  for (const std::string_view part : split(text, ',')) {
    const Step* step = step_named(kr, trim(part));
    if (!step) return unknown_step(kr, trim(part));
    if (!contains(steps, step->title)) steps.push_back(step->title);
  }
  return EntryValue(std::move(steps));
}

Result<EntryValue> typed_steps(const KeyResult& kr, std::string_view text, std::span<const double> done) {
  if (const Step* step = step_named(kr, text)) return EntryValue(std::vector<std::string>{step->title});
  if (text.starts_with('+')) return more_steps(kr, text.substr(1), done);
  const auto slash = text.find('/');
  if (slash != std::string_view::npos && count_in(text.substr(0, slash))) return steps_so_far(kr, text, done);
  return named_steps(kr, text);
}

// --- yes, no and grades

Result<EntryValue> typed_truth(std::string_view text) {
  const std::string lower = to_lower_ascii(text);
  if (lower == "yes" || lower == "true") return EntryValue(true);
  if (lower == "no" || lower == "false") return EntryValue(false);
  return refusal(fmt::format("{} is neither yes nor no", in_quotes(text)), "use yes, no, true or false");
}

Result<EntryValue> typed_grade(const KeyResult& kr, std::string_view text) {
  if (const auto zone = parse_word<Zone>(to_lower_ascii(text))) return EntryValue(std::string(word(*zone)));
  const auto number = parse_number(text);
  if (number) return checked(kr, Kind::graded, *number);
  return refusal(fmt::format("{} is no grade", in_quotes(text)), "use 0 to 1, or fail, commit, target, stretch");
}

Status fitting_steps(const KeyResult& kr, const std::vector<std::string>& names) {
  for (const std::string& name : names)
    if (const Step* step = step_named(kr, name); !step || (step->title != name && step->id != name))
      return unknown_step(kr, name);
  return {};
}

}  // namespace

Result<EntryValue> typed_value(const KeyResult& kr, Kind kind, std::string_view text, const ValueSoFar& so_far) {
  if (trim(text).empty()) return refusal("the value is missing", fmt::format("expected {}", wanted_value(kr, kind)));
  switch (kind) {
    case Kind::number:
    case Kind::sum:
    case Kind::hold:
    case Kind::percent:
    case Kind::measure: return typed_number(kr, kind, text, so_far);
    case Kind::milestones: return typed_steps(kr, text, so_far.steps_done);
    case Kind::done: return typed_truth(text);
    case Kind::graded: return typed_grade(kr, text);
  }
  return refusal("its kind is not known");
}

Status fitting(const KeyResult& kr, Kind kind, const EntryValue& value) {
  if (std::holds_alternative<std::monostate>(value)) return {};
  if (!fits(kind, value))
    return refusal(fmt::format("the value is {}", type_name(value)),
                   fmt::format("expected {}", wanted_in_toml(kr, kind)));
  if (const auto* steps = std::get_if<std::vector<std::string>>(&value)) return fitting_steps(kr, *steps);
  if (const double* number = std::get_if<double>(&value)) return inside(kr, kind, *number);
  return {};
}

std::string_view unit_of(const KeyResult& kr, Kind kind) {
  return kind == Kind::percent && kr.unit.empty() ? std::string_view("%") : kr.unit;
}

Result<int> typed_confidence(std::string_view said) {
  std::string text(said);
  if (text.ends_with(" %")) text.erase(text.size() - 2, 1);
  const bool is_of_ten = text.ends_with("/10"), is_of_hundred = text.ends_with("0%");
  const auto count = count_in(std::string_view(text).substr(0, text.size() - (is_of_ten ? 3 : is_of_hundred ? 2 : 0)));
  if (count && *count >= least_confidence && *count <= greatest_confidence) return *count;
  return refusal(fmt::format("{} is no confidence", in_quotes(said)),
                 "a whole number from 1 (never) to 10 (in the bag)");
}

std::string_view wanted_value(const KeyResult& kr, Kind kind) {
  if (takes_amounts(kr, kind)) return value_wanted(Kind::sum);
  switch (kind) {
    case Kind::number:
    case Kind::hold:
    case Kind::sum:
    case Kind::measure: return "a number, the value now, or +N to add to the last one";
    case Kind::percent: return value_wanted(kind);
    case Kind::milestones: return "steps by name, +1 for the next one, or a count such as 2/4";
    case Kind::done: return "yes or no";
    case Kind::graded: return "a grade from 0 to 1, or fail, commit, target, stretch";
  }
  return "";
}

std::string_view wanted_in_toml(const KeyResult& kr, Kind kind) {
  return value_wanted(takes_amounts(kr, kind) ? Kind::sum : kind);
}

}  // namespace okr::actions
