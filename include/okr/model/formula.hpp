// SPDX-License-Identifier: MIT
// The formula of a KPI made of others, taken apart (format.md, "A KPI"); evaluated per period in kpi.cpp. And what is
// recorded, of one that is made of others and of one that is not.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/model/kpi.hpp"

namespace okr {

/// What a KPI is computed from: numbers, ids, + - * / ( ), min(...), max(...). An id is the longest run of [a-z0-9-],
/// so minus needs spaces.
class Formula {
 public:
  enum class Op : unsigned char { number, id, negate, add, subtract, multiply, divide, min, max };

  /// Operations in the order of computing: operands before what joins them.
  struct Node {
    Op op = Op::number;
    double number = 0;
    std::string id;
    std::size_t operands = 0;  ///< how many values it takes from the stack
  };

  /// Reads a formula. Errors (kind data) say what was expected and at which character.
  static Result<Formula> parse(std::string_view text);

  /// The KPIs it is made of, each once, in the order of the text: its drivers.
  std::vector<std::string> parts() const;

  /// A value, and how large the amounts are that were added or subtracted on the way to it: what its rounding is small
  /// against.
  struct Amount {
    double value = 0, size = 0;
  };

  /// What a part comes to by its id; empty where it has no value.
  using PartAmount = std::function<std::optional<Amount>(const std::string&)>;
  /// What the formula comes to. Empty when a part is, or where it divides by zero.
  std::optional<Amount> amount(const PartAmount& part) const;

 private:
  std::vector<Node> nodes_;
};

/// The parts of a KPI's formula; none where it has none, or one that cannot be read.
std::vector<std::string> parts_of_formula(const Kpi& kpi);

/// True where people record its readings: it is not computed, and no CSV holds them.
bool is_recorded(const Kpi& kpi);

/// Where the values of one that nobody records come from: "is computed: a / b", "takes its readings from calls.csv".
std::string origin_of_values(const Kpi& kpi);

/// What gives it a value then: "record what it is made of", "add the line to that file".
std::string_view way_to_values(const Kpi& kpi);

/// How it gets a value: "okr record sleep=7", or why nobody records one and what to do instead.
std::string way_to_record(const Kpi& kpi, std::string_view value);

}  // namespace okr
