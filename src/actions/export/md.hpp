// SPDX-License-Identifier: MIT
// `okr export md`: goals as a page of Markdown, for people and for `okr import`.
#pragma once

#include "actions/export/request.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// A cycle is a heading, its objectives headings below it, their key results items; then the KPIs. Behind each stands a
/// note (note.hpp) with its definition and its readings, so that an import makes the same again. With `into` the reports of
/// a page instead (into.hpp).
Result<int> export_md(Context& context, const ExportRequest& request);

}  // namespace okr::cli
