// SPDX-License-Identifier: MIT
// What a value that is imported is counted in, beside what the key result of the workspace counts: the same, a power of
// ten of it, or another thing.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/core.h>

#include "actions/import/draft_plan.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/written_number.hpp"
#include "okr/model/words.hpp"

namespace okr::actions {
using namespace session;

namespace {

constexpr int per_cent = 2;  // 70 % are 0.7

/// Names of one unit, in lower case; no two of them are ever converted.
constexpr auto names_of_units = std::to_array<std::string_view>({
    "%|percent|per cent|pct|prozent",
    "eur|\u20AC|euro|euros",
    "usd|$|us$|dollar|dollars",
    "gbp|\u00A3|pound|pounds",
    "jpy|\u00A5|yen",
    "inr|\u20B9",
    "h|hr|hrs|hour|hours|std|stunde|stunden",
    "min|mins|minute|minutes|minuten",
    "d|day|days|tag|tage",
    "s|sec|secs|second|seconds|sekunden",
});

struct Unit {
  std::string name;  ///< as names_of_units begins, else in lower case; may be empty
  int power = 0;     ///< of ten: 3 of "k EUR"

  bool is_said() const { return !name.empty() || power != 0; }
  bool is_per_cent() const { return is_same_unit(name, "%"); }
};

Unit unit_called(std::string_view text) {
  Unit unit;
  text = trim(text);
  if (const auto scale = scale_word(text)) {
    unit.power = scale->power;
    text = trim(text.substr(scale->length));
  }
  unit.name = to_lower_ascii(text);
  for (const std::string_view names : names_of_units)
    if (is_one_of(names, unit.name)) unit.name = names.substr(0, names.find('|'));
  return unit;
}

/// One name, or one in the plural.
bool is_same_name(const Unit& one, const Unit& other) {
  if (one.name.empty() || other.name.empty()) return one.name == other.name;
  return is_same_unit(one.name, other.name) || one.name + "s" == other.name || one.name == other.name + "s";
}

/// The keys of a key result whose numbers are in its unit; those of Ends first.
constexpr auto keys_in_unit =
    std::to_array<std::string_view>({"baseline", "target", "min", "max", "stretch", "floor", "ceil"});

/// Start, target and bounds.
using Ends = std::array<std::optional<double>, 4>;

/// How a key result is counted.
struct Counting {
  Kind kind = Kind::number;
  Unit unit = {};
  Ends ends = {};

  /// 0 where it says none.
  double greatest() const {
    double all = 0;
    for (const auto& end : ends) all = std::max(all, std::abs(end.value_or(0)));
    return all;
  }

  bool is_up_to_1() const { return greatest() > 0 && greatest() <= 1; }
};

Counting counting_of(Kind kind, std::string_view unit, Ends ends) {
  constexpr double all = 100;
  if (kind == Kind::percent) return {kind, {"%"}, {0, all}};
  if (kind == Kind::graded) return {kind, {}, {0, 1}};
  return {kind, unit_called(unit), ends};
}

Counting counting_of(const KeyResult& kr) {
  return counting_of(kr.kind, kr.unit, {kr.baseline, kr.target, kr.min, kr.max});
}

Counting counting_of(const DraftRecord& kr) {
  Ends ends;
  for (std::size_t i = 0; i < ends.size(); ++i)
    if (const auto end = parse_number(kr.field(keys_in_unit[i]))) ends[i] = *end;
  const Kind kind = parse_word<Kind>(plain_text(kr.field("kind"))).value_or(Kind::number);
  return counting_of(kind, plain_text(kr.field("unit")), ends);
}

/// Exact: 0.7 of 70, not 0.7000000000000001.
double with_power(double value, int power) {
  constexpr double ten = 10;
  return parse_number(fmt::format("{}e{}", shortest(value), power)).value_or(value * std::pow(ten, power));
}

/// Whether all ends that both say are the same by that power of ten, and one of them is not 0.
bool fits(const Counting& said, const Counting& there, int power) {
  bool is_proof = false;
  for (std::size_t i = 0; i < said.ends.size(); ++i) {
    if (!said.ends[i] || !there.ends[i]) continue;
    if (!equal(with_power(*said.ends[i], power), *there.ends[i])) return false;
    is_proof |= *there.ends[i] != 0;
  }
  return is_proof;
}

/// The first one by which they are the same.
std::optional<int> fitting_power(const Counting& said, const Counting& there, std::initializer_list<int> powers) {
  const auto found = std::ranges::find_if(powers, [&](int power) { return fits(said, there, power); });
  return found == powers.end() ? std::nullopt : std::optional(*found);
}

/// Of a value from 0 to 1, or into one.
std::optional<int> power_of_grade(const Counting& said, const Counting& there) {
  if (said.unit.is_per_cent()) return fitting_power(said, there, {-per_cent});
  if (there.unit.is_per_cent()) return fitting_power(said, there, {per_cent});
  if (said.unit.is_said() || there.unit.is_said()) return std::nullopt;
  return said.kind == Kind::graded && there.is_up_to_1() ? std::optional(0) : fitting_power(said, there, {0});
}

/// Of a bare number: it is counted as the key result is, unless what stands beside it says that it is not.
std::optional<int> power_of_bare(const Counting& said, const Counting& there, double value) {
  if (there.unit.power != 0) return fitting_power(said, there, {0, -there.unit.power});
  if (!there.unit.is_per_cent()) return 0;
  if (const auto power = fitting_power(said, there, {0, per_cent})) return power;
  const double greatest = std::max(said.greatest(), std::abs(value));
  const bool is_of_hundred = there.kind != Kind::percent || said.greatest() == 0;
  return is_of_hundred && (greatest > 1 || greatest == 0) ? std::optional(0) : std::nullopt;
}

/// The power of ten that makes one of the other; nothing where they are two things, or may be.
std::optional<int> power_between(const Counting& said, const Counting& there, double value) {
  if (said.kind == Kind::sum && there.kind != Kind::sum) return std::nullopt;
  if (said.kind == Kind::graded || there.kind == Kind::graded) return power_of_grade(said, there);
  if (!said.unit.is_said()) return power_of_bare(said, there, value);
  const int power = said.unit.power - there.unit.power;
  if (!there.unit.is_said() && there.greatest() == 0) return 0;
  if (!there.unit.is_said()) return fitting_power(said, there, {power, 0, said.unit.is_per_cent() ? -per_cent : 0});
  if (!is_same_name(said.unit, there.unit)) return std::nullopt;
  const bool is_said_of_way = said.kind == Kind::percent;
  const bool is_other_way = there.kind == Kind::percent && said.greatest() > 0;  // 25 % of 0 to 30 %
  return (is_said_of_way || is_other_way) && !fits(said, there, power) ? std::nullopt : std::optional(power);
}

std::string what_is_said(const DraftKeyResult& said, double value) {
  const Counting counting = counting_of(said);
  if (counting.kind == Kind::percent) return fmt::format("{} % is progress", shortest(value));
  if (counting.kind == Kind::graded) return fmt::format("{} is a score", shortest(value));
  if (counting.kind == Kind::sum) return fmt::format("{} is one of several amounts", shortest(value));
  if (!counting.unit.is_said()) return fmt::format("{} has no unit", shortest(value));
  return fmt::format("{} is in {}", shortest(value), plain_text(said.field("unit")));
}

}  // namespace

int power_of_unit(std::string_view unit) { return unit_called(unit).power; }

bool is_same_unit(std::string_view one, std::string_view other) {
  const auto with_words = [](std::string_view unit, std::string_view more) {
    return more.starts_with(unit) && !unit.empty() && more.substr(unit.size()).starts_with(' ');
  };
  return one == other || with_words(one, other) || with_words(other, one) ||
         (one.starts_with("% ") && other.starts_with("% "));
}

CellNumber counted_beside(CellNumber number, std::string_view unit) {
  const int power = number.is_scaled && number.unit.empty() ? power_of_unit(unit) : 0;
  if (power != 0) number = {with_power(number.value, -power), "", false};
  return number;
}

std::optional<double> value_as_counted(const KeyResult& there, const DraftKeyResult& said, double value) {
  const bool takes_no_number = there.kind == Kind::done || there.kind == Kind::milestones || !there.kpi.empty();
  if (takes_no_number) return value;  // which is told as it is of every check-in
  const auto power = power_between(counting_of(said), counting_of(there), value);
  return power ? std::optional(with_power(value, *power)) : std::nullopt;
}

void count_alike(DraftRecord& said, const KeyResult& there) {
  const Counting counting = counting_of(said), counting_there = counting_of(there);
  const int power = power_between(counting, counting_there, 0).value_or(0);
  const bool is_one_percent = (counting.kind == Kind::percent) != (counting_there.kind == Kind::percent);
  const bool has_number = counting.kind == Kind::number || counting_there.kind == Kind::number;
  if (is_one_percent && has_number && fits(counting, counting_there, power))
    std::erase_if(said.fields,
                  [](const DraftField& field) { return is_one_of("kind|baseline|target|unit", field.key); });
  if (power == 0) return;
  std::erase_if(said.fields, [](const DraftField& field) { return field.key == "unit"; });
  for (const std::string_view key : keys_in_unit)
    if (const auto number = parse_number(said.field(key)))
      set_field(said.fields, std::string(key), store::toml_number(with_power(*number, power)));
}

Error counted_otherwise(const KeyResultId& id, const KeyResult& there, const DraftKeyResult& said, double value) {
  const std::string unit = there.kind == Kind::percent ? "%" : there.unit, said_unit = plain_text(said.field("unit"));
  const Counting counting = counting_of(said);
  if (there.kind == Kind::percent && counting.kind != Kind::percent && counting.unit.is_per_cent())
    return {ErrorKind::usage,
            fmt::format("{} is in % between ends of its own, and {} is progress from 0 to 100 %", shortest(value),
                        to_string(id)),
            "write how far it has come of the whole way"};
  const std::string counted = there.kind == Kind::graded ? "is graded from 0 to 1"
                              : unit.empty()             ? "has no unit"
                                                         : fmt::format("is counted in {}", unit);
  std::string hint = fmt::format("write its value in {}, beside its target", unit);
  if (unit.empty()) hint = "write its value as the key result counts it, beside its target";
  const bool is_of_fractions = counting.unit.is_per_cent() && counting_of(there).is_up_to_1();
  if (unit.empty() && !said_unit.empty() && there.kind != Kind::graded && !is_of_fractions)
    hint = fmt::format("if that is its unit: okr set {}.unit={}", to_string(id), shell_word(said_unit));
  return {ErrorKind::usage, fmt::format("{}, and {} {}", what_is_said(said, value), to_string(id), counted), hint};
}

}  // namespace okr::actions
