// SPDX-License-Identifier: MIT
// The keys of `okr review --json`; private to report_schema.
#pragma once

#include "okr/render/report_schema.hpp"

namespace okr::render {

inline constexpr JsonKey review_keys[] = {
    {"format_version", "string", "\"1.0\""},
    {"command", "string", "\"review\""},
    {"as_of", "date", "the day the numbers are seen from"},
    {"review", "string", "weekly or mid"},
    {"cycle", "cycle", "the cycle"},
    {"objectives", "objective[]", "in the order of the files, with their key results"},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read"},
};
inline constexpr JsonKey review_optional[] = {
    {"since", "date", "weekly: the day that is compared with"},
    {"score_before", "number?", "weekly: of the cycle, as printed on that day"},
    {"movements", "movement[]", "weekly: one a key result"},
    {"last_week", "priority[]", "weekly: what was meant, and done"},
    {"this_week", "priority[]", "weekly: what comes next"},
    {"health", "kpi_record[]", "weekly: KPIs to protect"},
    {"coming", "coming[]", "weekly: the next four weeks"},
    {"late", "coming[]", "weekly: what should have been done by now"},
    {"blockers", "remark[]", "weekly: of each person's last check-in"},
    {"needs", "remark[]", "weekly: the same"},
    {"wins", "remark[]", "since then"},
    {"notes", "remark[]", "weekly: of the check-ins since then"},
    {"changes", "event[]", "of definitions, oldest first"},
    {"due", "due[]", "weekly: what waits for a word"},
    {"expected_score", "number?", "mid: of the cycle, as forecast"},
    {"advice", "advice[]", "mid: one a key result"},
    {"lagging", "string[]", "mid: key results that have to go faster, the least likely first"},
    {"disagreements", "string[]", "mid: key results of which said and computed are far apart"},
    {"signals", "kpi_record[]", "mid: KPIs that moved more than chance, or call for an objective"},
    {"left_out", "left_out[]", "mid: cancelled or deferred, where `changes` does not say it"},
    {"questions", "question[]", "mid: that the numbers ask"},
};
inline constexpr JsonKey movement_keys[] = {
    {"id", "string", "the key result"},
    {"said", "boolean", "a reading came since"},
    {"value_before", "number?", "on the day that is compared with"},
    {"change", "number?", "of the value since; from the baseline where there was none"},
    {"steps", "integer", "done since"},
    {"met", "integer", "periods of a bound met since"},
    {"missed", "integer", "periods of a bound missed since"},
    {"score_before", "number?", "as printed on that day"},
    {"status_before", "string?", "on that day"},
    {"confidence_change", "integer?", "where both days have one"},
    {"note", "string?", "the last one since"},
};
inline constexpr JsonKey priority_keys[] = {{"text", "string", "as it was said"},
                                            {"by", "string?", "who said it"},
                                            {"done", "boolean", "said done since"}};
inline constexpr JsonKey remark_keys[] = {{"date", "date", "of the check-in"},
                                          {"by", "string?", "who said it"},
                                          {"text", "string", "what was said"}};
inline constexpr JsonKey coming_keys[] = {{"what", "string", "step, key_result, kpi_target, check_in, mid_review, final_review or said"},
                                          {"date", "date?", "null for what was said"},
                                          {"id", "string?", "of the key result, KPI or cycle"},
                                          {"text", "string?", "a step's name, or what was said"},
                                          {"by", "string?", "who said it"}};
inline constexpr JsonKey advice_keys[] = {{"id", "string", "the key result"},
                                          {"advice", "string?", "keep, watch, raise, decide or escalate; null where there is nothing to decide"}};
inline constexpr JsonKey question_keys[] = {{"question", "string", "intent, holds_back, cannot_end_met, stop_for, aim_higher, ..."},
                                            {"text", "string", "as it is asked"},
                                            {"ids", "string[]", "of what it asks"}};
inline constexpr JsonKey due_keys[] = {{"id", "string", "in full: 2026-Q3/ship.users, kpi/sleep"},
                                       {"title", "string", "its title"},
                                       {"age_days", "integer?", "since the last word"},
                                       {"freshness", "string", "due or stale"}};

}  // namespace okr::render
