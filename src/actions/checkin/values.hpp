// SPDX-License-Identifier: MIT
// What a person types behind ID= (commands.md, "Values"): 131, +19, 42 min, yes, 2/4, step names, zones. Pure; which key result
// is meant, and what is done with the value, is not known here.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "okr/base/result.hpp"
#include "okr/model/okr.hpp"

namespace okr::cli {

/// What a typed value starts from: the key result as it stands without it.
struct ValueSoFar {
  std::optional<double> last;          ///< number, percent, hold, measure: the last reading
  std::span<const double> steps_done;  ///< milestones: 0 or 1 a step
};

/// A usage error.
inline tl::unexpected<Error> refusal(std::string what, std::string hint = {}) {
  return failure(ErrorKind::usage, std::move(what), std::move(hint));
}

/// The value in the kind's own type. Errors (usage): not of the kind, outside its domain, nothing to add to, a step
/// that is not there or cannot be taken back; `what` speaks of the value alone, without the key result's name.
Result<EntryValue> typed_value(const KeyResult& key_result, std::string_view text, const ValueSoFar& so_far);

/// The same checks for a value that came from TOML.
Status fitting(const KeyResult& key_result, const EntryValue& value);

/// Of its values, as it may stand behind one; % for percent where no other is said; may be empty.
std::string_view unit_of(const KeyResult& key_result);

/// 1 (never) to 10 (in the bag); 7/10 and 70% too.
Result<int> typed_confidence(std::string_view text);

/// "a number, the value now": what the kind wants, for messages.
std::string_view wanted_value(const KeyResult& kr);

}  // namespace okr::cli
