// SPDX-License-Identifier: MIT
// `okr export badge`: the score of a cycle, for the top of a README.
#pragma once

#include "actions/export/request.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// The JSON that shields.io reads (its "endpoint badge"), or the picture itself.
Result<int> export_badge(Context& context, const ExportRequest& request);

}  // namespace okr::cli
