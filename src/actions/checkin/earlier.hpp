// SPDX-License-Identifier: MIT
// What a source has said already: its check-ins of a day, what takes the place of what, and which time and file come
// behind them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/checkin/understand.hpp"
#include "okr/base/date.hpp"
#include "okr/model/okr.hpp"

namespace okr::actions {

/// A time of day (seconds since midnight) behind everything that was said that day, so that it is what counts; `now`
/// where that is later.
int time_behind(const Cycle& cycle, Date date, int now);

/// The file of a new check-in, below the root: "2026-Q3/checkins/2026-08-10-ana-x1.toml", or the first name of that day
/// and source that no file has.
std::string free_checkin_path(const std::string& root, const std::string& folder, Date date, std::string_view source);

/// True for "ana-x1", "ana-x1-2" of the source "ana-x1".
bool is_of_source(std::string_view name, std::string_view source);

/// Index of the last check-in of that day and source ("ana-x1", "ana-x1-2", ...); empty when there is none.
std::optional<std::uint32_t> last_of_source(const Cycle& cycle, Date date, std::string_view source);

/// Indices of the check-ins of that day and source, the last one first.
std::vector<std::uint32_t> of_source(const Cycle& cycle, Date date, std::string_view source);

/// True where a check-in of the cycle takes the place of something that `updates`, of this cycle, say.
bool gives_anew(std::uint32_t checkin, const std::vector<Update>& updates);

}  // namespace okr::actions
