// SPDX-License-Identifier: MIT
// The keys of `okr review --plan --json` within those of `okr review`; private to report_schema.
#pragma once

#include "reports/schema/report_schema.hpp"

namespace okr::reports {

inline constexpr JsonKey plan_next_keys[] = {{"id", "string", "2026-Q4"},
                                             {"title", "string?", "its title"},
                                             {"start", "date", "its first day"},
                                             {"end", "date", "its last day"},
                                             {"state", "string", "draft or active"},
                                             {"present", "boolean", "its folder is there"}};
inline constexpr JsonKey plan_carry_keys[] = {
    {"id", "string", "an objective of the cycle before"},
    {"carries", "boolean", "something of it is unfinished"},
    {"stays", "string?", "why it stays behind: done, cancelled or nothing_left"},
    {"carried", "boolean", "it is in the next cycle already"},
    {"key_results", "plan_carry_kr[]", "its key results"},
};
inline constexpr JsonKey plan_carry_kr_keys[] = {
    {"id", "string", "the key result"},
    {"carries", "boolean", "it is unfinished"},
    {"stays", "string?", "why not: reached, done or cancelled"},
    {"postmortem_due", "boolean", "committed, missed, and nobody said why"}};
inline constexpr JsonKey plan_draft_keys[] = {
    {"id", "string", "an objective of the next cycle that comes from no other"},
    {"triggered_by", "string?", "the KPI that calls for it"},
    {"present", "boolean", "in the files, not only proposed"},
    {"objective", "objective", "with its key results"}};
inline constexpr JsonKey plan_check_keys[] = {
    {"check", "string", "objectives, key_results, committed, confidence, counter, owner, baseline or source"},
    {"code", "string?", "of the rule about it, for okr explain: W202"},
    {"least", "integer?", "of each count"},
    {"most", "integer?", "of each count"},
    {"counts", "any", "integers, null where nothing is known"},
    {"good", "integer?", "so many keep it"},
    {"all", "integer?", "of so many"},
    {"holds", "boolean?", "null where a person has to say"},
};

}  // namespace okr::reports
