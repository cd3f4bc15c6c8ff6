// SPDX-License-Identifier: MIT
#include "okr/base/period.hpp"
