// SPDX-License-Identifier: MIT
// The keys of `okr review --json`; private to report_schema.
#pragma once

#include "reports/schema/report_schema.hpp"

namespace okr::reports {

inline constexpr JsonKey review_keys[] = {
    {"format_version", "string", "\"1.0\""},
    {"command", "string", "\"review\""},
    {"as_of", "date", "the day the numbers are seen from"},
    {"review", "string", "weekly, mid, final or plan"},
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
    {"blockers", "remark[]", "weekly: of each person's last check-in; final: of all of them"},
    {"needs", "remark[]", "weekly: the same"},
    {"wins", "remark[]", "weekly: since then; final: of the whole cycle"},
    {"notes", "remark[]", "weekly: of the check-ins since then"},
    {"changes", "event[]", "of definitions, oldest first"},
    {"due", "due[]", "weekly: what waits for a word"},
    {"expected_score", "number?", "mid: of the cycle, as forecast"},
    {"advice", "advice[]", "mid: one a key result"},
    {"lagging", "string[]", "mid: key results that have to go faster, the least likely first"},
    {"disagreements", "string[]", "mid: key results of which said and computed are far apart"},
    {"signals", "kpi_record[]", "mid and final: KPIs with something to decide, at a new level, or improved"},
    {"left_out", "left_out[]", "mid: cancelled or deferred, where `changes` does not say it; final: all of them"},
    {"questions", "question[]", "mid and final: that the numbers ask"},
    {"preliminary", "boolean", "final: it has not ended"},
    {"previous", "cycle?", "final: the cycle of the same length before it"},
    {"stated", "stated[]", "final: confidence on the way, one a key result"},
    {"distribution", "distribution[]", "final: aspirational, committed, all"},
    {"calibration", "judged?", "final: of this cycle; null when nothing was judged"},
    {"kpis_on", "date", "final: the day on which KPIs are seen"},
    {"kpi_health", "kpi_health", "final: how many KPIs are how"},
    {"postmortems_due", "string[]", "final: missed promises of which nothing was written"},
    {"lessons", "string[]", "final: as okr close kept them"},
    {"next", "plan_next", "plan: the cycle that is planned"},
    {"kpis", "kpi_record[]", "plan: what needs a person first"},
    {"carry", "plan_carry[]", "plan: the objectives of the cycle before"},
    {"drafts", "plan_draft[]", "plan: other objectives of the next cycle"},
    {"checks", "plan_check[]", "plan: what to look at before anybody commits"},
    {"annual", "cycle?", "plan: the longer cycle above"},
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
inline constexpr JsonKey priority_keys[] = {
    {"text", "string", "as it was said"}, {"by", "string?", "who said it"}, {"done", "boolean", "said done since"}};
inline constexpr JsonKey remark_keys[] = {
    {"date", "date", "of the check-in"}, {"by", "string?", "who said it"}, {"text", "string", "what was said"}};
inline constexpr JsonKey coming_keys[] = {
    {"what", "string", "step, key_result, kpi_target, start, check_in, mid_review, final_review or said"},
    {"date", "date?", "null for what was said"},
    {"id", "string?", "of the key result, KPI or cycle"},
    {"text", "string?", "a step's name, or what was said"},
    {"by", "string?", "who said it"}};
inline constexpr JsonKey advice_keys[] = {
    {"id", "string", "the key result"},
    {"advice", "string?", "keep, watch, raise, decide or escalate; null where there is nothing to decide"}};
inline constexpr JsonKey question_keys[] = {
    {"question", "string", "intent, holds_back, cannot_end_met, stop_for, aim_higher, ..."},
    {"text", "string", "as it is asked"},
    {"ids", "string[]", "of what it asks"}};
inline constexpr JsonKey stated_keys[] = {{"id", "string", "the key result"},
                                          {"first", "integer?", "1 to 10, the first time"},
                                          {"middle", "integer?", "the last one up to half of the cycle"},
                                          {"last", "integer?", "the last one"}};
inline constexpr JsonKey distribution_keys[] = {
    {"part", "string", "aspirational, committed or all"},
    {"objectives", "integer", "top-level ones that count"},
    {"mean", "number?", "of their scores"},
    {"green", "integer", "aspirational ones by colour"},
    {"yellow", "integer", "aspirational ones by colour"},
    {"red", "integer", "aspirational ones by colour"},
    {"met", "integer", "promises that are reached"},
    {"missed", "integer", "promises that are not, once it has ended"},
};
inline constexpr JsonKey judged_keys[] = {
    {"key_results", "integer", "that were judged"},
    {"tells", "boolean", "ten and more"},
    {"stated", "number", "mean of what was said"},
    {"happened", "number", "share that was reached"},
    {"bias", "number", "stated - happened"},
    {"brier", "number", "0 is perfect, 0.25 is always 5 of 10"},
    {"brier_where_forecast", "number?", "of the confidence where there was a forecast"},
    {"brier_forecast", "number?", "of the forecast"},
};
inline constexpr JsonKey due_keys[] = {{"id", "string", "in full: 2026-Q3/ship.users, kpi/sleep"},
                                       {"title", "string", "its title"},
                                       {"age_days", "integer?", "calendar days since the last word"},
                                       {"away_days", "integer", "how many of these were away"},
                                       {"freshness", "string", "due or stale"}};
inline constexpr JsonKey ended_keys[] = {
    {"id", "string", "the cycle"},
    {"title", "string?", "what it is called, where it was opened"},
    {"end", "date", "its last day"},
    {"days_ago", "integer", "since then"},
    {"in_force", "boolean", "it still is what is asked about; then it is due to be closed"},
    {"next", "string?", "what carries on by the calendar: --carry-to"},
};

}  // namespace okr::reports
