// SPDX-License-Identifier: MIT
// The keys of `okr log --json`; private to report_schema.
#pragma once

#include "reports/schema/report_schema.hpp"

namespace okr::reports {

inline constexpr JsonKey log_keys[] = {
    {"format_version", "string", "\"1.0\""},
    {"command", "string", "\"log\""},
    {"as_of", "date", "nothing later is told"},
    {"id", "string", "what it is about: 2026-Q3, 2026-Q3/ship.users, kpi/sleep"},
    {"events", "event[]", "newest first"},
    {"left_out", "integer", "older ones that --limit cut off"},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read"},
};
inline constexpr JsonKey event_keys[] = {
    {"date", "date", "the day"},
    {"event", "string", "checkin, change or reading"},
};
inline constexpr JsonKey event_optional[] = {
    {"by", "string?", "of a check-in: who said it"},
    {"source", "string?", "of a check-in or a reading: from where"},
    {"note", "string?", "of a check-in or a reading"},
    {"entries", "said[]", "of a check-in: by key result"},
    {"wins", "string[]", "of a check-in"},
    {"blockers", "string[]", "of a check-in"},
    {"needs", "string[]", "of a check-in"},
    {"done", "string[]", "of a check-in: of last week's priorities"},
    {"priorities", "string[]", "of a check-in: the week to come"},
    {"ahead", "string[]", "of a check-in"},
    {"id", "string", "of a change or a reading: whose"},
    {"why", "string?", "of a change"},
    {"fields", "changed[]", "of a change"},
    {"value", "number", "of a reading"},
    {"before", "number?", "of a reading: the one before it"},
};
inline constexpr JsonKey said_keys[] = {
    {"id", "string", "the key result"},
    {"value", "any", "as it was said: a number, true or false, a word, a list of steps, null"},
    {"before", "any", "the same, the last time"},
    {"confidence", "integer?", "1 to 10"},
    {"confidence_before", "integer?", "the last one before"},
    {"note", "string?", "what was said beside it"},
};
inline constexpr JsonKey changed_keys[] = {{"key", "string", "target, due, state, ..."},
                                           {"before", "string", "as written; \"none\" when it was not given"},
                                           {"after", "string", "the same"}};

}  // namespace okr::reports
