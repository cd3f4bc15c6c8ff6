// SPDX-License-Identifier: MIT
#include "okr/base/id.hpp"
