// SPDX-License-Identifier: MIT
// `okr show` for people and for programs.
#pragma once

#include "reports/drawing.hpp"
#include "reports/objects.hpp"
#include "reports/show/detail.hpp"

namespace okr::reports {

/// `most` lines of history; the records have all of it.
struct DetailOptions {
  std::size_t most = 10;
  std::string prefix;  ///< in front of files of the workspace: the way from the current folder to its root
};
Document detail_document(const Detail& detail, const DetailOptions& options);

/// `okr show ID --why`: every step of the trace, nothing computed here.
Document why_document(const Detail& detail, const DetailOptions& options);
Records why_records(const Detail& detail, const DetailOptions& options);

/// "I will OBJECTIVE, as measured by KEY RESULTS."; empty for a KPI or a cycle.
std::string sentence_of(const Detail& detail);

Records detail_records(const Detail& detail);
Json detail_json(const Detail& detail, const DetailOptions& options);

Json trace_list(const Workspace& workspace, const Trace& trace, const DetailOptions& options);

/// What schemas and help say of these.
std::vector<JsonObject> show_objects();

}  // namespace okr::reports
