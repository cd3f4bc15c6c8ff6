// SPDX-License-Identifier: MIT
// The layout of a heat map: which cell lies in which row and column, and how dark it is. Shared by all canvases.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draw/chart.hpp"

namespace okr::draw {

inline constexpr int heat_levels = 4;

/// How dark: 0 nothing, 1 to heat_levels; empty where there is no cell.
struct HeatSquare {
  const HeatCell* cell = nullptr;
  int level = 0;
};

struct HeatGrid {
  std::vector<std::string> row_names = {};               ///< "Mon", or "2026"
  std::vector<std::vector<HeatSquare>> rows = {};        ///< each as long as `columns`
  std::vector<std::optional<std::string>> columns = {};  ///< a name where a month begins ("Jul"), or a week's number
};

/// Days: seven rows from Monday on, a column a week. Weeks: a row a year, a column a week of it.
HeatGrid heat_grid(const HeatMap& map);

/// What a level stands for: "6.1 to 6.4", "2"; empty where no cell can have it.
std::vector<std::string> level_names(const HeatMap& map);

}  // namespace okr::draw
