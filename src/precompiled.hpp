// SPDX-License-Identifier: MIT
// What nearly every source includes, parsed once. No source relies on it: each includes what it uses.
#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "okr/model/workspace.hpp"
