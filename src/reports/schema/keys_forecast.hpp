// SPDX-License-Identifier: MIT
// The keys of `okr forecast --json` and `okr calibration --json`; private to report_schema.
#pragma once

#include "reports/schema/report_schema.hpp"

namespace okr::reports {

inline constexpr JsonKey forecast_keys[] = {
    {"format_version", "string", "\"1.0\""},
    {"command", "string", "\"forecast\""},
    {"as_of", "date", "the day the numbers are seen from"},
    {"cycle", "cycle", "the cycle"},
    {"expected_score", "number?", "of the cycle; null when a part of it was asked for"},
    {"objectives", "objective[]", "in the order of the files, with their key results and forecasts"},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read"},
};
inline constexpr JsonKey calibration_keys[] = {
    {"format_version", "string", "\"1.0\""},
    {"command", "string", "\"calibration\""},
    {"as_of", "date", "the day the numbers are seen from"},
    {"cycles", "string[]", "closed ones in which something was judged, oldest first"},
    {"key_results", "integer", "that were judged"},
    {"tells", "boolean", "ten and more"},
    {"brier", "number?", "0 is perfect, 0.25 is always 5 of 10"},
    {"reliability", "number?", "how far the levels lie off; brier = reliability - resolution + uncertainty"},
    {"resolution", "number?", "how well they tell apart"},
    {"uncertainty", "number?", "of what was judged"},
    {"skill", "number?", "1 - brier / uncertainty"},
    {"stated", "number?", "mean of what was said"},
    {"happened", "number?", "share that was reached"},
    {"bias", "number?", "stated - happened; positive is too sure"},
    {"levels", "level[]", "by confidence, 1 first"},
    {"ages", "age[]", "all, first, mid-cycle and last check-ins"},
};
inline constexpr JsonKey level_keys[] = {{"confidence", "integer", "1 to 10"},
                                         {"key_results", "integer", "of which it was said"},
                                         {"weight", "number", "the same, each parted among its check-ins"},
                                         {"happened", "number?", "share that was reached"},
                                         {"tells", "boolean", "five and more"}};
inline constexpr JsonKey age_keys[] = {{"when", "string", "all, first, middle or last check-ins"},
                                       {"key_results", "integer", "with a confidence"},
                                       {"brier", "number?", "of the confidence"},
                                       {"compared", "integer", "with a confidence and a forecast"},
                                       {"brier_where_forecast", "number?", "of the confidence in these"},
                                       {"brier_forecast", "number?", "of the forecast in these"}};

}  // namespace okr::reports
