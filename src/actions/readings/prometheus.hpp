// SPDX-License-Identifier: MIT
// What Prometheus and its tools print, as readings of KPIs: the answer of /api/v1/query_range and /api/v1/query (JSON), the text of
// an exporter, and what `promtool query` prints. Pure but for the KPIs that it names.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/readings/import_file.hpp"

namespace okr::cli {

/// A name and labels, the name as the label __name__.
using Labels = std::map<std::string, std::string, std::less<>>;

/// 'http_requests_total{job="web"}', the way the tools write it; empty for any other text.
std::optional<Labels> parse_labels(std::string_view text);

struct Sample {
  Labels labels;
  std::optional<double> seconds;  ///< since 1970 in UTC; nothing where the text says no time
  std::string value;
  CsvPlace place;
};

struct Samples {
  std::vector<Sample> samples;
  std::vector<CsvFault> faults;  ///< lines that are none
};

/// Usage errors: no JSON, an answer that says it failed or holds no samples.
Result<Samples> parse_samples(const std::string& name, const std::string& text);

/// The readings of a day are those of its 24 hours in UTC; a sample without a time is of today. The column of a target is
/// a selector, all of whose labels must be there ("" takes everything); `kpi_column` is a label. Usage errors: those of
/// parse_samples; several series for one KPI, which are named; a selector that fits nothing.
Result<ImportedFile> read_prometheus(std::string text, const ImportRequest& request);

}  // namespace okr::cli
