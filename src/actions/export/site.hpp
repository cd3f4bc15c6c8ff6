// SPDX-License-Identifier: MIT
// `okr export html`: what people read who have no okr, as one page or as a folder of pages.
#pragma once

#include "actions/export/request.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// One page of the cycle at hand with its KPIs and the cycles before it, for stdout or the file of -o. Where -o is a folder
/// (it ends with a slash, or is there): index.html and a page a cycle.
Result<int> export_html(Context& context, const ExportRequest& request);

}  // namespace okr::cli
