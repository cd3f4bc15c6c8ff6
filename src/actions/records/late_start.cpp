// SPDX-License-Identifier: MIT
#include "actions/records/late_start.hpp"

#include <fmt/core.h>

namespace okr::cli {

std::optional<Date> late_start(const Cycle& cycle, Date today) {
  const bool runs_already = cycle.dated && cycle.period.first < today && today <= cycle.period.last;
  return runs_already ? std::optional(today) : std::nullopt;
}

std::string late_start_text(const std::string& name, const Cycle& cycle, Date start) {
  return fmt::format("{} begins on {}: {} has run since {}", name, to_string(start), cycle.id.text,
                     to_string(cycle.period.first));
}

}  // namespace okr::cli
