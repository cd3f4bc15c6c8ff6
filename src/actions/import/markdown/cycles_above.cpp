// SPDX-License-Identifier: MIT
// Cycles in cycles: what "Q3" or "July" is below the heading of a longer one.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "actions/import/markdown/words.hpp"

namespace okr::actions {
namespace {

constexpr std::size_t digits_of_year = 4;

bool is_within(const Period& whole, const Period& part) { return whole.first <= part.first && part.last <= whole.last; }

/// "July" of "2026-Q3", in whichever year it lies there: a fiscal one has days of two.
std::optional<CycleHeading> part_of(const SaidCycle& cycle, std::string_view text, FiscalYear fiscal_year) {
  const auto year_of = [](Date date) { return fmt::format("{:04}", static_cast<int>(date.year())); };
  for (const std::string& year :
       {cycle.id.substr(0, digits_of_year), year_of(cycle.period.first), year_of(cycle.period.last)})
    if (auto part = cycle_heading(text, fiscal_year, year); part && is_within(cycle.period, part->cycle.period))
      return part;
  return std::nullopt;
}

}  // namespace

void CyclesAbove::end(int level) {
  std::erase_if(above_, [&](const Above& above) { return above.level >= level; });
}

void CyclesAbove::add(int level, const SaidCycle& said) {
  end(level);
  above_.push_back({level, said});
}

void CyclesAbove::add_given(const std::string& id) {
  if (const auto said = cycle_said(id, fiscal_year_)) add(0, *said);
}

std::optional<CyclesAbove::Above> CyclesAbove::around(int level) const {
  const auto above = std::find_if(above_.rbegin(), above_.rend(),
                                  [&](const Above& one) { return one.level > 0 && one.level < level; });
  return above == above_.rend() ? std::nullopt : std::optional(*above);
}

std::optional<CycleHeading> CyclesAbove::part(std::string_view text, bool may_be_short) const {
  for (std::size_t i = above_.size(); i-- > 0;) {
    const SaidCycle& cycle = above_[i].cycle;
    const bool is_year = cycle.id.size() == digits_of_year;
    auto part = is_year || may_be_short ? part_of(cycle, text, fiscal_year_) : std::nullopt;
    const bool is_week = part && part->cycle.id.find('W') != std::string::npos && part->cycle.period != cycle.period;
    if (part && (is_year || !is_week)) return part;
    if (i > 0 && !is_within(above_[i - 1].cycle.period, cycle.period)) break;  // it says another time
  }
  return std::nullopt;
}

}  // namespace okr::actions
