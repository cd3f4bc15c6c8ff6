// SPDX-License-Identifier: MIT
#include "reports/status/counter.hpp"

#include <fmt/core.h>

#include "okr/compute/kpi.hpp"
#include "reports/kpi/words.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

std::string text_of(const KpiNumbers& numbers) {
  const std::string value = numbers.value() ? value_with_unit(numbers) + ", " : std::string();
  return fmt::format("must not suffer: {} ({}{})", numbers.kpi->id.text, value, word(numbers.status));
}

std::string text_of(const KeyResultNumbers& numbers) {
  return fmt::format("must not suffer: {} ({}, {})", to_string(numbers.id), now_text(numbers), word(numbers.status()));
}

}  // namespace

std::string counter_text(const Board& board, const KeyResultNumbers& kr) {
  if (!kr.key_result || kr.key_result->counter.empty() || kr.state != State::active) return {};
  const Found found = resolve(*board.workspace, *board.numbers.cycle, kr.key_result->counter.text);
  for (const KpiNumbers& numbers : board.kpis)
    if (found.kpi && numbers.kpi == found.kpi) return text_of(numbers);
  for (const ObjectiveNumbers& objective : board.numbers.objectives)
    for (const KeyResultNumbers& other : objective.key_results)
      if (found.key_result && other.key_result == found.key_result) return text_of(other);
  return {};
}

}  // namespace okr::reports
