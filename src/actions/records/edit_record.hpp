// SPDX-License-Identifier: MIT
// A record in the person's editor, and what is wrong in its file afterwards; for `okr edit` and `okr new --edit`.
#pragma once

#include "session/records.hpp"

namespace okr::cli {

/// 0, or 3 when the file has errors afterwards. `root` is the workspace's.
Result<int> edit_record(Context& context, const std::string& root, const RecordPlace& place);

}  // namespace okr::cli
