// SPDX-License-Identifier: MIT
// The keys of `okr plot --json`; private to report_schema.
#pragma once

#include "reports/schema/report_schema.hpp"

namespace okr::reports {

inline constexpr JsonKey plot_report_keys[] = {
    {"format_version", "string", "\"1.0\""},
    {"command", "string", "\"plot\""},
    {"as_of", "date", "the day the numbers are seen from"},
    {"plots", "plotted[]", "in the order of the command line"},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read"},
};
inline constexpr JsonKey plot_keys[] = {
    {"id", "string", "in full: 2026-Q3/ship.users, kpi/sleep"},
    {"record", "string", "objective, key_result, kpi or cycle"},
    {"title", "string?", "its title"},
    {"kind", "string", "line, xmr or heat"},
    {"unit", "string?", "of the values; % for steps, check-ins for counts"},
    {"by", "string?", "of a heat map: day or week"},
    {"absent", "string?", "why a key result cannot be plotted"},
    {"words", "string", "what the plot shows, as --plain says it"},
    {"points", "plot_point[]", "by date; of a heat map one a day or week"},
    {"fan", "plot_day[]", "the forecast, a day at a time; empty where there is none"},
    {"lines", "plot_line[]", "what the values are seen against"},
};
inline constexpr JsonKey plot_point_keys[] = {
    {"date", "date", "the day, or the last day of the period"},
    {"value", "number?", "of kind sum the total by then; null is a gap"},
    {"complete", "boolean", "false while its period runs"},
    {"signal", "string?", "of xmr: improvement, concern or change"},
    {"rule", "integer?", "of xmr: 1 beyond a limit, 2 three of four near one, 3 eight on one side of the mean"},
    {"missed", "boolean", "a period of a bound that was not met"},
};
inline constexpr JsonKey plot_line_keys[] = {
    {"line", "string", "pace, target, stretch, commit, warn, min, max, mean, lower_limit or upper_limit"},
    {"level", "number?", "the same on every day"},
    {"spots", "plot_spot[]", "where it bends, when it is no level"},
};
inline constexpr JsonKey plot_day_keys[] = {{"date", "date", "the day"},
                                            {"value", "number", "what is forecast"},
                                            {"low", "number", "four of five lie above"},
                                            {"high", "number", "and below"}};
inline constexpr JsonKey plot_spot_keys[] = {{"date", "date", "the day"}, {"value", "number", "the value on it"}};

}  // namespace okr::reports
