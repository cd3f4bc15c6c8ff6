// SPDX-License-Identifier: MIT
// `okr plot` for people and for programs.
#pragma once

#include "reports/drawing.hpp"
#include "reports/objects.hpp"
#include "reports/plot/plot.hpp"

namespace okr::reports {

/// `height` rows each at most.
struct PlotOptions {
  int height = 12;
};
Document plot_document(const std::vector<Plot>& plots, const PlotOptions& options);
std::string plot_svg(const std::vector<Plot>& plots, const PlotOptions& options);

/// The chart of a plot that is no calendar, and the calendar of one that is.
Chart chart_of(const Plot& plot, const PlotOptions& options);
HeatMap heat_map_of(const Plot& plot);

Records plot_records(const std::vector<Plot>& plots);
Json plot_json(const Workspace& workspace, const std::vector<Plot>& plots, Date as_of);

/// What schemas and help say of these.
std::vector<JsonObject> plot_objects();

}  // namespace okr::reports
