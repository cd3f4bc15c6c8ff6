// SPDX-License-Identifier: MIT
// What nearly every test includes, parsed once. No test relies on it: each includes what it uses.
#pragma once

#include "okr/compute/numbers.hpp"
#include "precompiled.hpp"
#include "print.hpp"
