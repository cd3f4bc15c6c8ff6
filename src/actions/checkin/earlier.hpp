// SPDX-License-Identifier: MIT
// What a source has said already: its check-ins of a day, what takes the place of what, and which time and file come
// behind them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
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

/// The check-in of the same second and a source of a later name that says a value or a confidence of what the updates say:
/// behind the last second of a day there is no other, and among equals the name decides. Nothing where none does.
std::optional<std::uint32_t> hidden_by(const Cycle& cycle, const Checkin& head, const std::string& source,
                                       std::span<const Update> updates);
/// What is said of that; `file` is the other's.
Error not_counted(const std::string& file);

/// The file of a new check-in, below the root: "2026-Q3/checkins/2026-08-10-ana-x1.toml", or the first name of that day
/// and source that no file has. A source that ends in a number has its first one numbered too ("...-web-2-1.toml"): no
/// name is that of two sources.
std::string free_checkin_path(const std::string& root, const std::string& folder, Date date, std::string_view source);

/// Whether a check-in, by its index, is of the source: "ana-x1", "ana-x1-2" of "ana-x1".
bool is_of_source(const Cycle& cycle, std::uint32_t checkin, std::string_view source);

/// Index of the last check-in of that day and source ("ana-x1", "ana-x1-2", ...); empty when there is none.
std::optional<std::uint32_t> last_of_source(const Cycle& cycle, Date date, std::string_view source);

/// Indices of the check-ins of that day and source, the last one first.
std::vector<std::uint32_t> of_source(const Cycle& cycle, Date date, std::string_view source);

/// What of an update, with its value, is to be said once more though its source said all of it before: the value, the
/// confidence and the note of which the latest of the check-ins behind that one, the last one first, says something else.
/// An amount is none of it. Empty where nothing is.
std::optional<Update> left_to_say(Update update, std::span<const std::uint32_t> later);

}  // namespace okr::actions
