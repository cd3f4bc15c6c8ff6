// SPDX-License-Identifier: MIT
// What a KPI is judged by on many days.
#pragma once

#include <cstddef>

#include "okr/base/date.hpp"
#include "okr/model/kpi.hpp"

namespace okr {

/// Gives the answers of bounds_at for many days, each no earlier than the one before; for a KPI that does not change
/// meanwhile.
class RisingBounds {
 public:
  explicit RisingBounds(const Kpi& kpi) : kpi_(kpi), bounds_(kpi) {}

  const KpiBounds& on(Date day);

 private:
  const Kpi& kpi_;
  KpiBounds bounds_;
  std::size_t next_ = 0;  ///< the first entry of [targets] that is not in them
};

}  // namespace okr
