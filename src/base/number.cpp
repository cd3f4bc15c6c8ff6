// SPDX-License-Identifier: MIT
#include "okr/base/number.hpp"
