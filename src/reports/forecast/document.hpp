// SPDX-License-Identifier: MIT
// `okr forecast` as a document.
#pragma once

#include "reports/forecast/outlook.hpp"
#include "reports/score/document.hpp"

namespace okr::reports {

Document outlook_document(const Outlook& outlook, const ScoreOptions& options);

}  // namespace okr::reports
