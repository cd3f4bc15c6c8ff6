// SPDX-License-Identifier: MIT
#include "reports/schema/report_schema.hpp"

#include <algorithm>
#include <string>

#include "reports/schema/keys_cycle.hpp"
#include "reports/schema/keys_forecast.hpp"
#include "reports/schema/keys_journal.hpp"
#include "reports/schema/keys_kpi.hpp"
#include "reports/schema/keys_plan.hpp"
#include "reports/schema/keys_plot.hpp"
#include "reports/schema/keys_review.hpp"

namespace okr::reports {
namespace {

constexpr JsonKey status_keys[] = {
    {"format_version", "string", "\"1.0\""},
    {"command", "string", "\"status\""},
    {"as_of", "date", "the day the numbers are seen from"},
    {"cycle", "cycle", "the cycle"},
    {"objectives", "objective[]", "in the order of the files, with their key results"},
    {"kpi_health", "kpi_health", "how many KPIs are how"},
    {"last_checkin", "date?", "the last check-in of the cycle"},
    {"next_due", "date?", "the first day on which something falls due"},
    {"ended", "ended[]", "cycles that are over and not closed, the last of each length"},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read"},
};
constexpr JsonKey score_keys[] = {
    {"format_version", "string", "\"1.0\""},
    {"command", "string", "\"score\""},
    {"as_of", "date", "the day the numbers are seen from"},
    {"cycle", "cycle", "the cycle"},
    {"scale", "integer", "1 or 100: how people see scores; numbers here are always 0 to 1"},
    {"previous", "cycle?", "the cycle of the same length before it"},
    {"objectives", "objective[]", "as in status; `previous` is the score shown of the objective before"},
    {"groups", "group[]?", "with --by"},
    {"missed", "missed[]", "committed objectives that were not met"},
    {"left_out", "left_out[]", "what was cancelled or deferred"},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read"},
};
constexpr JsonKey show_keys[] = {
    {"format_version", "string", "\"1.0\""},
    {"command", "string", "\"show\""},
    {"as_of", "date", "the day the numbers are seen from"},
    {"record", "string", "objective, key_result, kpi or cycle"},
    {"id", "string", "in full: 2026-Q3/ship.users, kpi/sleep"},
    {"sentence", "string?", "I will ..., as measured by ..."},
    {"links", "link[]", "what it is bound to"},
    {"trace", "step[]", "how each number came about, in the order of computing"},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read"},
};
constexpr JsonKey show_optional[] = {
    {"cycle", "cycle", "of a cycle"},
    {"objectives", "objective[]", "of a cycle"},
    {"checkins", "any", "of a cycle, newest first: date, by, source, note, about"},
    {"objective", "objective", "of an objective, or the one of a key result, without its key results"},
    {"key_result", "key_result", "of a key result"},
    {"kpi", "kpi_record", "of a KPI"},
    {"history", "history[]", "newest first; not of a cycle"},
};
constexpr JsonKey health_keys[] = {
    {"green", "integer", "KPIs at their target"},
    {"amber", "integer", "within the warning limit"},
    {"red", "integer", "off their target"},
    {"no_target", "integer", "without target"},
    {"no_data", "integer", "without a value, or in error"},
    {"signals", "integer", "that moved more than chance"},
};
constexpr JsonKey group_keys[] = {
    {"name", "string?", "the team, owner, level or tag; null for those that name none"},
    {"score", "number?", "mean over all of the group"},
    {"as_planned", "number?", "the same as planned"},
    {"aspirational", "number?", "mean over aspirational and learning objectives"},
    {"aspirational_shown", "number?", "as printed"},
    {"aspirational_as_planned", "number?", "the same as planned"},
    {"aspirational_previous", "number?", "shown of the group of that name in the cycle before"},
    {"status", "string", "by the mean gap"},
    {"verdict", "string?", "of the mean, once the cycle has ended"},
    {"committed", "number?", "mean over committed objectives"},
    {"committed_met", "integer", "that are reached"},
    {"committed_count", "integer", "that count"},
    {"aspirational_count", "integer", "that count"},
};
constexpr JsonKey missed_keys[] = {{"id", "string", "of the objective"},
                                   {"score", "number?", "its score"},
                                   {"key_results", "string[]", "those that were not reached"}};
constexpr JsonKey left_out_keys[] = {{"id", "string", "of the objective or key result"},
                                     {"title", "string", "its title"},
                                     {"state", "string", "cancelled or deferred"},
                                     {"on", "date?", "since when, where `changes` says it"},
                                     {"reason", "string?", "why"}};
constexpr JsonKey history_keys[] = {
    {"date", "date", "the day"},
    {"value", "any", "as it was said: a number, true or false, a word, a list of steps, null"},
    {"sum", "number?", "of kind sum: the total by then"},
    {"confidence", "integer?", "1 to 10"},
    {"note", "string?", "what was said beside it"},
    {"by", "string?", "who said it, or the KPI it comes from"},
    {"counted", "boolean", "false on days that do not count"},
    {"file", "string?", "where it stands"},
    {"line", "integer?", "where it stands"},
};
constexpr JsonKey link_keys[] = {
    {"bond", "string", "aligned_to, aligned_to_it, fed_by, feeds, counter, depends_on, driver, ..."},
    {"id", "string", "of the other record"},
    {"title", "string?", "null when it was not found"},
    {"status", "string?", "of the other record"}};
constexpr JsonKey step_keys[] = {
    {"what", "string", "progress, score, expected, gap, status, ..."},
    {"result", "any", "a number, a date, a word, or null"},
    {"absent", "string?", "why there is none"},
    {"formula", "string", "in the words of the method"},
    {"section", "string", "of the method"},
    {"inputs", "input[]", "what went into it"},
};
constexpr JsonKey input_keys[] = {
    {"name", "string", "as the formula says it"},
    {"of", "string?", "whose, where there are several: a record, a day, a step"},
    {"value", "any", "a number, a date, a word, or null"},
    {"threshold", "boolean", "a setting, or a default when there is no file"},
    {"file", "string?", "where it stands; null for what was computed"},
    {"line", "integer?", "where it stands"},
};
constexpr JsonKey diagnostic_keys[] = {
    {"code", "string", "E101, W229, ..."},  {"severity", "string", "error, warning or info"},
    {"file", "string?", "below the root"},  {"line", "integer", "from 1"},
    {"column", "integer", "in characters"}, {"length", "integer", "in characters"},
    {"message", "string", "what is wrong"}, {"mend", "string?", "how to mend it"},
    {"help", "string?", "more about it"},
};

constexpr JsonObject objects[] = {
    {"status", "okr status --json", status_keys},
    {"score", "okr score --json", score_keys},
    {"forecast", "okr forecast --json", forecast_keys},
    {"calibration", "okr calibration --json", calibration_keys},
    {"show", "okr show ID --json", show_keys, show_optional},
    {"kpi", "okr kpi --json", kpi_keys},
    {"plot", "okr plot ID --json", plot_report_keys},
    {"log", "okr log --json", log_keys},
    {"review", "okr review --json", review_keys, review_optional},
    {"plotted", "What is plotted of a record", plot_keys},
    {"plot_point", "A value of a plot", plot_point_keys},
    {"plot_line", "A line of a plot", plot_line_keys},
    {"plot_spot", "A point of a line", plot_spot_keys},
    {"plot_day", "The forecast of a day", plot_day_keys},
    {"cycle", "A cycle", cycle_keys},
    {"objective", "An objective", objective_keys, objective_optional},
    {"key_result", "A key result", key_result_keys, key_result_optional},
    {"kpi_record", "A KPI", kpi_record_keys, kpi_record_optional},
    {"running", "A period that is not complete", running_keys},
    {"comparison", "A value beside a reference", comparison_keys, comparison_optional},
    {"flagged", "A point that is more than chance", flagged_keys},
    {"kpi_target", "A target over time", kpi_target_keys},
    {"natural_limits", "What routine variation stays within", limits_keys},
    {"trail", "A period of a KPI", trail_keys},
    {"proposal", "The objective that a KPI calls for", proposal_keys},
    {"kpi_health", "KPIs by status", health_keys},
    {"group", "Objectives that share something", group_keys},
    {"missed", "A promise that was not kept", missed_keys},
    {"left_out", "What left the score", left_out_keys},
    {"history", "What was said on a day", history_keys},
    {"level", "What happened at a level of confidence", level_keys},
    {"age", "Brier scores of statements of an age", age_keys},
    {"event", "A check-in, a change or a reading, as `event` says", event_keys, event_optional},
    {"said", "What a check-in said of a key result", said_keys},
    {"changed", "A key before and after a change", changed_keys},
    {"movement", "A key result then and now", movement_keys},
    {"priority", "What somebody means to do", priority_keys},
    {"remark", "Words of a check-in", remark_keys},
    {"coming", "What lies ahead", coming_keys},
    {"due", "What waits for a word", due_keys},
    {"ended", "A cycle that is over and not closed", ended_keys},
    {"advice", "What a mid-cycle review recommends", advice_keys},
    {"question", "A question of a review", question_keys},
    {"stated", "How sure people were of a key result", stated_keys},
    {"distribution", "How objectives ended", distribution_keys},
    {"judged", "How good the confidences of a cycle were", judged_keys},
    {"plan_next", "The cycle that is planned", plan_next_keys},
    {"plan_carry", "An objective that may go on", plan_carry_keys},
    {"plan_carry_kr", "A key result that may go on", plan_carry_kr_keys},
    {"plan_draft", "An objective drafted for the next cycle", plan_draft_keys},
    {"plan_check", "What to look at before committing", plan_check_keys},
    {"link", "A bond to another record", link_keys},
    {"step", "One formula with its inputs and its result", step_keys},
    {"input", "One thing a formula was given", input_keys},
    {"diagnostic", "What is wrong in a file", diagnostic_keys},
};

/// Drops `mark` from the end; true when it was there.
bool taken_off(std::string_view& type, std::string_view mark) {
  if (!type.ends_with(mark)) return false;
  type.remove_suffix(mark.size());
  return true;
}

JsonValue simple_schema(std::string_view type, bool may_be_null) {
  JsonValue json = JsonValue::object();
  if (type == "any") return json;
  if (json_object(type)) {
    const std::string way = "#/$defs/" + std::string(type);
    if (!may_be_null) return json.set("$ref", way);
    JsonValue other = JsonValue::object(), null = JsonValue::object();
    JsonValue both = JsonValue::array();
    both.push(other.set("$ref", way)).push(null.set("type", "null"));
    return json.set("anyOf", both);
  }
  const std::string_view word = type == "date" ? "string" : type;
  if (type == "date") json.set("format", "date");
  if (!may_be_null) return json.set("type", word);
  JsonValue words = JsonValue::array();
  words.push(word).push("null");
  return json.set("type", words);
}

JsonValue schema_of(std::string_view type) {
  const bool may_be_null = taken_off(type, "?");
  if (!taken_off(type, "[]")) return simple_schema(type, may_be_null);
  JsonValue json = JsonValue::object(), types = JsonValue::array();
  types.push("array");
  if (may_be_null) types.push("null");
  return json.set("type", types).set("items", simple_schema(type, false));
}

void add_keys(JsonValue& properties, std::span<const JsonKey> keys) {
  for (const JsonKey& key : keys) {
    JsonValue schema = schema_of(key.type);
    properties.set(key.key, schema.set("description", key.doc));
  }
}

JsonValue schema_of(const JsonObject& object) {
  JsonValue properties = JsonValue::object();
  add_keys(properties, object.keys);
  add_keys(properties, object.optional);
  JsonValue json = JsonValue::object();
  json.set("type", "object").set("description", object.doc).set("properties", properties);
  return json.set("required", JsonValue::array_of(object.keys, [](const JsonKey& key) { return JsonValue(key.key); }));
}

}  // namespace

std::span<const JsonObject> json_objects() { return objects; }

bool is_report(const JsonObject& object) {
  return std::ranges::find(object.keys, std::string_view("format_version"), &JsonKey::key) != object.keys.end();
}

const JsonObject* json_object(std::string_view name) {
  const auto* it = std::ranges::find(objects, name, &JsonObject::name);
  return it == std::end(objects) ? nullptr : it;
}

JsonValue report_schema(const JsonObject& report) {
  JsonValue json = JsonValue::object();
  json.set("$schema", "https://json-schema.org/draft/2020-12/schema").set("title", report.doc);
  const JsonValue body = schema_of(report);
  const auto& members = std::get<JsonValue::Object>(body.content());
  for (std::size_t i = 0; i < members.keys.size(); ++i) json.set(members.keys[i], members.values[i]);
  JsonValue definitions = JsonValue::object();
  for (const JsonObject& object : objects) definitions.set(object.name, schema_of(object));
  return json.set("$defs", definitions);
}

}  // namespace okr::reports
