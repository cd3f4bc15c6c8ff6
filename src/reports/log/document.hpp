// SPDX-License-Identifier: MIT
// `okr log` as a document.
#pragma once

#include "reports/drawing.hpp"
#include "reports/log/journal.hpp"

namespace okr::reports {

Document journal_document(const Journal& journal);

}  // namespace okr::reports
