// SPDX-License-Identifier: MIT
// Parts of `okr forecast` that the mid-cycle review shows too; private to the views.
#pragma once

#include "okr/render/document.hpp"
#include "okr/report/outlook.hpp"

namespace okr::render {

/// What lags: its rate so far, the one that is needed, how many times as fast, and when it arrives otherwise.
Table rates_table(const report::Outlook& outlook);

}  // namespace okr::render
