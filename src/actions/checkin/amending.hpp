// SPDX-License-Identifier: MIT
// A check-in that is there, changed in place: what is said now comes in, everything else in its file stays, and so do the
// keys of a person's own (x-...), also of a text that a check-in is written from.
#pragma once

#include <string>
#include <vector>

#include "actions/checkin/write.hpp"

namespace okr::cli {

/// What is said now over what was said.
void merge(const CheckinSheet& now, CheckinSheet& sheet);

/// True for `km=` alone: with --amend the value goes.
bool takes_value_out(const Update& update);

/// The value of an entry away, and the entry too where it says nothing more; false where it gives none.
bool drop_value(const KeyResultId& id, CheckinSheet& sheet);

/// The file with what is said now. `given` is the text that it was read from, may be empty. Errors: data.
Result<std::string> amended_text(std::string text, const CycleCheckin& checkin, const std::string& given);

/// The text of a check-in with the x- keys that stand in `given` (TOML, else there are none): those of the entries of
/// `updates`, and those at the top where `with_top`.
Result<std::string> with_own_keys(std::string text, const std::string& given, const std::vector<Update>& updates,
                                  bool with_top);

}  // namespace okr::cli
