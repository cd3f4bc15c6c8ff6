// SPDX-License-Identifier: MIT
// Any bytes as a KPI's formula: it is refused with words, or its value is finite.
#include "okr/model/formula.hpp"

#include <cmath>
#include <cstdlib>

#include "ensure.hpp"
#include "okr/base/id.hpp"
#include "okr/base/number.hpp"
#include "targets.hpp"

using namespace okr;

namespace {

/// Values as large, as small and as absent as those of files.
std::optional<Formula::Amount> amount_of(const std::string& id) {
  constexpr double values[] = {0, 1, -2.5, largest_value, -largest_value, 1e-12};
  if (id.size() % 7 == 6) return std::nullopt;
  const double value = values[id.size() % 7];
  return Formula::Amount{value, std::abs(value)};
}

}  // namespace

void okr_fuzz::formula(std::string_view bytes) {
  const auto read = Formula::parse(bytes);
  if (!read) {
    ensure(!read.error().what.empty(), "an error has words", bytes);
    return;
  }
  for (const std::string& part : read->parts()) ensure(!part.empty(), "a part has a name", bytes);
  const auto amount = read->amount(amount_of);
  ensure(!amount || std::isfinite(amount->value), "a value is finite", bytes);
  ensure(!amount || amount->size >= 0, "a size is one", bytes);
}
