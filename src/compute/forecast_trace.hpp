// SPDX-License-Identifier: MIT
// How a forecast came about, as `okr show --why` prints it; private to the compute layer.
#pragma once

#include "okr/compute/forecast.hpp"

namespace okr {

/// Drift, prediction and probabilities of a key result, step by step (method.md 4.2).
void trace_forecast(Trace* trace, const Basis& basis, const Forecast& forecast);

/// The expected score of what has `parts`, those with their forecast scores.
void trace_expected(Trace* trace, std::span<const Part> parts, const Computed<Score>& expected);

}  // namespace okr
