// SPDX-License-Identifier: MIT
// How cycles were closed, as the history of the files knows it.
#pragma once

#include <vector>

#include "reports/score/at_close.hpp"
#include "session/context.hpp"
#include "session/session.hpp"

namespace okr::cli {

/// Of each cycle what it closed with: by the commit that wrote the day of its closing, and where no repository, or not as
/// much of one, tells that, by its [result]. Errors: environment, where git cannot read its history.
Result<std::vector<reports::AtClose>> closings_of(const Context& context, const Session& session,
                                                  const std::vector<const Cycle*>& cycles);

}  // namespace okr::cli
