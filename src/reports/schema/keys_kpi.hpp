// SPDX-License-Identifier: MIT
// The keys of what JSON reports say about KPIs; part of report_schema.
#pragma once

#include "reports/schema/report_schema.hpp"

namespace okr::reports {

inline constexpr JsonKey kpi_keys[] = {
    {"format_version", "string", "\"1.0\""},
    {"command", "string", "\"kpi\""},
    {"as_of", "date", "the day the numbers are seen from"},
    {"by", "string?", "the period of --by"},
    {"since", "date?", "the day of --since: where `trail` begins"},
    {"complete_to", "date?", "last day of the latest period that is shown"},
    {"kpis", "kpi_record[]", "what needs a person first"},
    {"kpi_health", "kpi_health", "how many of them are how"},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read"},
};
inline constexpr JsonKey kpi_record_keys[] = {
    {"id", "string", "sleep"},
    {"title", "string", "its title"},
    {"what", "string?", "what is measured"},
    {"why", "string?", "why it matters"},
    {"how", "string?", "how it is measured"},
    {"who", "string?", "who leads it"},
    {"review", "string?", "how often the definition is reviewed"},
    {"team", "string?", "its team"},
    {"level", "string?", "individual, team, department or company"},
    {"health", "boolean", "shown in every status"},
    {"counter", "string?", "what must not suffer from it"},
    {"unit", "string?", "of the values"},
    {"every", "string", "its period: day, week, month, quarter, half or year"},
    {"aggregate", "string", "how readings become a period's value"},
    {"good", "string", "up, down or range"},
    {"target", "number?", "green from there on; of the time of `period`, as warn, min, max and margin"},
    {"warn", "number?", "amber up to there"},
    {"strict", "boolean", "the target itself is a miss"},
    {"min", "number?", "lower end of a range"},
    {"max", "number?", "upper end of a range"},
    {"margin", "number?", "amber as far beyond"},
    {"targets", "kpi_target[]", "entries of [targets] that had begun, oldest first"},
    {"formula", "string?", "of other KPIs"},
    {"value", "number?", "of the last complete period with a value"},
    {"period_unit", "string", "of the periods here: `every`, or that of --by"},
    {"period", "string?", "2026-W33"},
    {"covered", "integer?", "parts of the period that have a reading"},
    {"expected", "integer?", "parts that are over"},
    {"running", "running?", "the period that is not complete"},
    {"status", "string", "green, amber, red, no_target, no_data or not_available"},
    {"red_in_a_row", "integer", "complete periods at the end that are red"},
    {"against_target", "comparison?", "not of a range"},
    {"against_previous", "comparison?", "the period just before"},
    {"against_year_ago", "comparison?", "the period of the same name one year earlier"},
    {"benchmarks", "comparison[]", "with their names"},
    {"signal", "string",
     "of the last point: need_6_points, no_variation, routine, improvement, concern, change or trending"},
    {"flagged", "flagged[]", "all points that a rule flagged, oldest first"},
    {"growth", "string?",
     "trending_up, trending_down, new_level_up or new_level_down, where its level left its old limits for good"},
    {"signal_of", "string", "what is told from chance: level, or change from period to period"},
    {"natural_limits", "natural_limits?", "those that judge the last point"},
    {"assurance", "string?", "consistently_meets_the_target, hit_or_miss or consistently_fails_the_target"},
    {"age_days", "integer?", "calendar days since the last reading"},
    {"freshness", "string?", "fresh, due or stale"},
    {"gaps", "string[]", "periods without value before the last one that has one"},
    {"breached", "boolean",
     "red for breach-periods, or beyond a natural limit on the bad side in two of three periods"},
    {"workers", "string[]", "active objectives and key results that work on it"},
    {"drafts", "string[]", "those that are drafts, or in a draft cycle"},
};
inline constexpr JsonKey kpi_record_optional[] = {
    {"group", "string", "in kpi: decide, watch or fine"},
    {"trail", "trail[]", "in kpi: the last periods, oldest first"},
    {"proposal", "proposal?", "in kpi: what --write would write"},
};
inline constexpr JsonKey running_keys[] = {{"period", "string", "2026-08"},
                                           {"value", "number?", "so far"},
                                           {"covered", "integer", "parts that have a reading"},
                                           {"expected", "integer", "parts that are over"}};
inline constexpr JsonKey comparison_keys[] = {{"reference", "number", "what the value is compared with"},
                                              {"delta", "number", "value - reference"},
                                              {"percent", "number?", "of the reference; null for a reference of 0"},
                                              {"favour", "string", "favourable, unfavourable or neutral"}};
inline constexpr JsonKey comparison_optional[] = {{"name", "string", "of a benchmark"},
                                                  {"source", "string?", "of a benchmark"}};
inline constexpr JsonKey flagged_keys[] = {
    {"period", "string", "2026-W33"},
    {"value", "number", "its value"},
    {"rule", "integer", "1 beyond a limit, 2 three of four near one, 3 eight on one side of the mean"},
    {"meaning", "string", "improvement, concern or change"}};
inline constexpr JsonKey limits_keys[] = {{"lower", "number", "cut at the KPI's floor"},
                                          {"upper", "number", "cut at its ceil"},
                                          {"mean", "number", "of the points the limits come from"},
                                          {"mean_range", "number", "mean distance of one point to the next"},
                                          {"points", "integer", "from which they were computed, at most limit-points"},
                                          {"trial", "boolean", "fewer than limit-points"},
                                          {"alike", "boolean", "neighbours resemble each other: wider limits"}};
inline constexpr JsonKey kpi_target_keys[] = {{"from", "date", "the day from which it holds"},
                                              {"target", "number?", "null: as before it, as all below"},
                                              {"warn", "number?", "amber up to there"},
                                              {"min", "number?", "lower end of a range"},
                                              {"max", "number?", "upper end of a range"},
                                              {"margin", "number?", "amber as far beyond"},
                                              {"why", "string?", "what changed"}};
inline constexpr JsonKey trail_keys[] = {{"period", "string", "2026-W33"},
                                         {"start", "date", "its first day"},
                                         {"end", "date", "its last day"},
                                         {"value", "number?", "null where nothing was read"},
                                         {"covered", "integer", "parts that have a reading"},
                                         {"expected", "integer", "parts that are over"},
                                         {"target", "number?", "of its time"},
                                         {"min", "number?", "of its time"},
                                         {"max", "number?", "of its time"}};
inline constexpr JsonKey proposal_keys[] = {{"period", "string", "whose value calls for it"},
                                            {"baseline", "number", "where the key result starts"},
                                            {"target", "number", "where it goes"},
                                            {"counter", "string?", "the KPI that is held meanwhile"},
                                            {"counter_min", "number?", "its lower bound"},
                                            {"counter_max", "number?", "its upper bound"}};

}  // namespace okr::reports
