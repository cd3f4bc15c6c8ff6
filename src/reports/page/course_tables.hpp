// SPDX-License-Identifier: MIT
// What stands beside the pictures of a page: each value with what was said of it, by whom and when.
#pragma once

#include "okr/compute/numbers.hpp"
#include "reports/plot/plot.hpp"

namespace okr::reports {

/// A line a day on which something counts or was said; of a bound a line a period, with all that was said in it. The
/// latest first, a quarter of weeks at most. `chart` is that of the plot.
Table key_result_table(const Plot& plot, const Chart& chart, const KeyResultNumbers& kr);

/// A line a period that has a value, with the notes of its readings; as many.
Table kpi_table(const Plot& plot, const Chart& chart);

/// "and 34 earlier", where a table shows only the latest of `all`.
void tell_earlier(Table& table, std::size_t all);

}  // namespace okr::reports
