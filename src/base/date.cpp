// SPDX-License-Identifier: MIT
#include "okr/base/date.hpp"
