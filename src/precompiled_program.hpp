// SPDX-License-Identifier: MIT
// The same for the floors above the library.
#pragma once

#include "draw/document.hpp"
#include "draw/json.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/store/load.hpp"
#include "session/context.hpp"
