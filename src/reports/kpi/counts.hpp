// SPDX-License-Identifier: MIT
// How many KPIs have each status.
#pragma once

#include "okr/compute/kpi_status.hpp"

namespace okr::reports {

struct KpiCounts {
  int green = 0, amber = 0, red = 0, no_target = 0, no_data = 0, in_error = 0;

  void add(Rag status) {
    switch (status) {
      case Rag::green: ++green; break;
      case Rag::amber: ++amber; break;
      case Rag::red: ++red; break;
      case Rag::no_target: ++no_target; break;
      case Rag::no_data: ++no_data; break;
      case Rag::not_available: ++in_error; break;
    }
  }
};

}  // namespace okr::reports
