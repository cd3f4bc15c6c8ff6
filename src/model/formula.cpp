// SPDX-License-Identifier: MIT
#include "okr/model/formula.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr {
namespace {

constexpr int deepest_nesting = 64;  // parentheses; a formula longer than that is a mistake, not a KPI

bool in_id(char c) { return is_lower(c) || is_digit(c) || c == '-'; }
bool in_number(char c) { return is_digit(c) || c == '.'; }

/// Recursive descent: sum, product, factor; writes operands before the operation that joins them.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<std::vector<Formula::Node>> run() {
    TRY(sum());
    skip_blanks();
    if (at_ < text_.size()) return expected("an operator");
    return std::move(nodes_);
  }

 private:
  using Op = Formula::Op;

  tl::unexpected<Error> expected(std::string_view what) const {
    const std::size_t place = count_characters(text_.substr(0, at_)) + 1;
    const std::string found = at_ < text_.size() ? fmt::format("'{}'", character_at(text_, at_)) : "the end";
    return data_failure(fmt::format("{} expected at character {}, found {}", what, place, found),
                        "a formula is made of KPI ids, numbers, + - * / ( ), min and max; minus needs spaces");
  }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  bool take(char c) {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void emit(Op op, std::size_t operands) { nodes_.push_back({op, 0, {}, operands}); }

  Status sum() {
    TRY(product());
    while (true) {
      const Op op = take('+') ? Op::add : take('-') ? Op::subtract : Op::number;
      if (op == Op::number) return {};
      TRY(product());
      emit(op, 2);
    }
  }

  Status product() {
    TRY(factor());
    while (true) {
      const Op op = take('*') ? Op::multiply : take('/') ? Op::divide : Op::number;
      if (op == Op::number) return {};
      TRY(factor());
      emit(op, 2);
    }
  }

  Status factor() {
    if (depth_ >= deepest_nesting) return expected("less nesting");
    ++depth_;
    auto result = plain_factor();
    --depth_;
    return result;
  }

  Status plain_factor() {
    if (take('-')) {
      TRY(factor());
      emit(Op::negate, 1);
      return {};
    }
    if (take('(')) {
      TRY(sum());
      if (!take(')')) return expected("')'");
      return {};
    }
    return word();
  }

  Status word() {
    skip_blanks();
    const std::size_t start = at_;
    while (at_ < text_.size() && in_number(text_[at_])) ++at_;
    const bool is_number = at_ > start && (at_ == text_.size() || !in_id(text_[at_]));
    if (is_number) return number(text_.substr(start, at_ - start));
    at_ = start;
    while (at_ < text_.size() && in_id(text_[at_])) ++at_;
    if (at_ == start) return expected("a KPI id or a number");
    const std::string name(text_.substr(start, at_ - start));
    if (name == "min" && take('(')) return call(Op::min);
    if (name == "max" && take('(')) return call(Op::max);
    nodes_.push_back({Op::id, 0, name, 0});
    return {};
  }

  Status number(std::string_view text) {
    TRY_ASSIGN(const auto value, parse_number(text));
    nodes_.push_back({Op::number, value, {}, 0});
    return {};
  }

  Status call(Op op) {
    std::size_t operands = 0;
    do {
      TRY(sum());
      ++operands;
    } while (take(','));
    if (!take(')')) return expected("',' or ')'");
    emit(op, operands);
    return {};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::vector<Formula::Node> nodes_;
};

/// The operation on its operands; empty for a division by zero.
std::optional<double> applied(Formula::Op op, const double* operands, std::size_t count) {
  using Op = Formula::Op;
  switch (op) {
    case Op::number:
    case Op::id: return std::nullopt;
    case Op::negate: return -operands[0];
    case Op::add: return operands[0] + operands[1];
    case Op::subtract: return operands[0] - operands[1];
    case Op::multiply: return operands[0] * operands[1];
    case Op::divide: return operands[1] == 0 ? std::nullopt : std::optional(operands[0] / operands[1]);
    case Op::min: return *std::min_element(operands, operands + count);
    case Op::max: return *std::max_element(operands, operands + count);
  }
  return std::nullopt;
}

/// The size of a result from the sizes of its operands; a quotient is as large as its dividend over the divisor.
double size_of(Formula::Op op, const double* sizes, const double* values, std::size_t count) {
  using Op = Formula::Op;
  switch (op) {
    case Op::add:
    case Op::subtract: return sizes[0] + sizes[1];
    case Op::multiply: return sizes[0] * sizes[1];
    case Op::divide: return sizes[0] / std::abs(values[1]);
    case Op::number:
    case Op::id:
    case Op::negate:
    case Op::min:
    case Op::max: break;
  }
  return *std::max_element(sizes, sizes + count);
}

/// What one stands for that takes no operands.
std::optional<Formula::Amount> operand(const Formula::Node& node, const Formula::PartAmount& part) {
  return node.op == Formula::Op::id ? part(node.id) : Formula::Amount{node.number, std::abs(node.number)};
}

}  // namespace

Result<Formula> Formula::parse(std::string_view text) {
  TRY_ASSIGN(auto nodes, Parser(text).run());
  Formula formula;
  formula.nodes_ = std::move(nodes);
  return formula;
}

std::vector<std::string> Formula::parts() const {
  std::vector<std::string> ids;
  for (const Node& node : nodes_)
    if (node.op == Op::id && !contains(ids, node.id)) ids.push_back(node.id);
  return ids;
}

std::optional<Formula::Amount> Formula::amount(const PartAmount& part) const {
  std::vector<double> values, sizes;
  for (const Node& node : nodes_) {
    const std::size_t first = values.size() - node.operands;
    std::optional<Amount> result;
    if (node.operands == 0)
      result = operand(node, part);
    else if (const auto value = applied(node.op, values.data() + first, node.operands))
      result = Amount{*value, size_of(node.op, sizes.data() + first, values.data() + first, node.operands)};
    if (!result || !std::isfinite(result->value)) return std::nullopt;
    values.resize(first);
    sizes.resize(first);
    values.push_back(result->value);
    sizes.push_back(result->size);
  }
  // Beyond what a file may hold a result is a missing period (method.md 0, 40).
  return !values.empty() && is_storable(values.back()) ? std::optional(Amount{values.back(), sizes.back()})
                                                       : std::nullopt;
}

std::vector<std::string> parts_of_formula(const Kpi& kpi) {
  if (kpi.formula.empty()) return {};
  const auto formula = Formula::parse(kpi.formula);
  return formula ? formula->parts() : std::vector<std::string>();
}

bool is_recorded(const Kpi& kpi) { return kpi.formula.empty() && kpi.values.path.empty(); }

std::string origin_of_values(const Kpi& kpi) {
  return kpi.formula.empty() ? "takes its readings from " + kpi.values.path : "is computed: " + kpi.formula;
}

std::string_view way_to_values(const Kpi& kpi) {
  return kpi.formula.empty() ? "add the line to that file" : "record what it is made of";
}

std::string way_to_record(const Kpi& kpi, std::string_view value) {
  if (is_recorded(kpi)) return fmt::format("okr record {}={}", kpi.id.text, value);
  return fmt::format("{} {}; {}", kpi.id.text, origin_of_values(kpi), way_to_values(kpi));
}

}  // namespace okr
