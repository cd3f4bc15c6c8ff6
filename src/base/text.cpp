// SPDX-License-Identifier: MIT
#include "okr/base/text.hpp"
