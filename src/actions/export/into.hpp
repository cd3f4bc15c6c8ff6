// SPDX-License-Identifier: MIT
// `okr export md --into FILE`: the reports that a page of Markdown has places for.
#pragma once

#include <string>

#include "actions/export/request.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// Renews the reports in the file, or shows the difference (-n). Errors: data, where its marks are wrong (markers.hpp), or
/// a number is in error: nothing is written then.
Result<int> export_into(Context& context, const ExportRequest& request);

}  // namespace okr::cli
