// SPDX-License-Identifier: MIT
// `okr status` for programs, and the objects that every JSON report shares.
#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "reports/check/findings.hpp"
#include "reports/forecast/words.hpp"
#include "reports/kpi/words.hpp"
#include "reports/score/words.hpp"
#include "reports/views.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

template <class Q>
JsonValue number(const std::optional<Q>& quantity) {
  return quantity ? JsonValue(quantity->value()) : JsonValue();
}
template <class Q>
JsonValue number(const Computed<Q>& quantity) {
  return number(quantity.value);
}

template <class Q>
Value field(const std::optional<Q>& quantity) {
  return quantity ? Value(quantity->value()) : Value();
}

JsonValue text_or_null(std::string_view text) { return text.empty() ? JsonValue() : JsonValue(text); }

JsonValue why_absent(Absence absence) { return absence == Absence::none ? JsonValue() : JsonValue(words_of(absence)); }

JsonValue verdict_word(const std::optional<Verdict>& verdict) {
  return verdict ? JsonValue(machine_word(to_string(*verdict))) : JsonValue();
}

JsonValue band_word(const std::optional<Band>& band) {
  if (!band) return {};
  return *band == Band::red ? "red" : *band == Band::yellow ? "yellow" : "green";
}

JsonValue counts_object(const StatusCounts& counts) {
  JsonValue json = JsonValue::object();
  for (int i = 0; i <= static_cast<int>(PaceStatus::ended); ++i) {
    const auto status = static_cast<PaceStatus>(i);
    json.set(machine_word(words_of(status)), counts[status]);
  }
  return json;
}

Value number_field(const std::optional<double>& value) { return value ? Value(*value) : Value(); }

std::optional<double> baseline_of(const Standing& standing) {
  if (standing.kept) return standing.kept->baseline;
  return standing.anchors ? std::optional(standing.anchors->baseline) : std::nullopt;
}

std::optional<double> target_of(const Standing& standing) {
  if (standing.kept) return standing.kept->target;
  return standing.anchors ? std::optional(standing.anchors->target) : std::nullopt;
}

void set_anchors(JsonValue& json, const Standing& standing) {
  const auto& anchors = standing.anchors;
  json.set("baseline", JsonValue(baseline_of(standing))).set("target", JsonValue(target_of(standing)));
  json.set("commit", anchors ? JsonValue(anchors->commit) : JsonValue());
  json.set("stretch", anchors ? JsonValue(anchors->stretch) : JsonValue());
  json.set("min", JsonValue(standing.definition.min)).set("max", JsonValue(standing.definition.max));
}

void set_hold(JsonValue& json, const KeyResultNumbers& kr) {
  const Standing& standing = kr.standing;
  if (!standing.hold || !kr.pace.misses) return;
  JsonValue hold = JsonValue::object();
  hold.set("met", standing.hold->met).set("missed", standing.hold->missed).set("due", standing.hold->due());
  hold.set("misses_allowed", standing.hold->allowed).set("cannot_be_met", standing.hold->cannot_be_met());
  json.set("periods", std::move(hold));
}

/// The budget of a bound that is judged by its periods.
void set_misses(JsonValue& json, const Pace& pace) {
  if (!pace.misses) return;
  json.set("misses_used", pace.misses->used).set("misses_allowed", pace.misses->allowed);
  json.set("misses_empty_on", pace.misses->empty_on ? JsonValue(*pace.misses->empty_on) : JsonValue());
}

JsonValue unread_array(const Cycle& cycle) {
  return JsonValue::array_of(cycle.unread, [](const UnreadFile& file) {
    JsonValue json = JsonValue::object();
    return json.set("file", file.name).set("code", to_string(file.code));
  });
}

Value age_of(const KeyResultNumbers& kr) {
  return kr.recency.freshness == Freshness::not_asked ? Value()
                                                      : Value(static_cast<std::int64_t>(kr.recency.value_age));
}

std::vector<Value> record_of(const Workspace& workspace, const ObjectiveNumbers& objective,
                             const KeyResultNumbers& kr) {
  const KeyResult* definition = kr.key_result;
  const bool known = definition && objective.objective;
  return {
      to_string(kr.id),
      definition ? Value(definition->title) : Value(),
      definition && definition->kind_known ? Value(std::string(word(definition->kind))) : Value(),
      std::string(word(objective.type)),
      known ? Value(std::string(owner_of(workspace.settings, *objective.objective, *definition))) : Value(),
      kr.value() ? Value(*kr.value()) : Value(),
      number_field(baseline_of(kr.standing)),
      number_field(target_of(kr.standing)),
      kr.unit,
      field(kr.progress.value),
      field(kr.pace.expected),
      field(kr.score.value),
      std::string(machine_word(words_of(kr.status()))),
      kr.confidence ? Value(static_cast<std::int64_t>(kr.confidence->value)) : Value(),
      kr.recency.last ? Value(kr.recency.last->date) : Value(),
      age_of(kr),
      std::string(words_of(kr.recency.freshness)),
      kr.recency.freshness == Freshness::not_asked ? Value() : Value(static_cast<std::int64_t>(kr.recency.value_away)),
      static_cast<std::int64_t>(kr.pace.overdue_days),
      kr.pace.misses ? Value(static_cast<std::int64_t>(kr.pace.misses->used)) : Value(),
      kr.pace.misses ? Value(static_cast<std::int64_t>(kr.pace.misses->allowed)) : Value()};
}

}  // namespace

JsonValue cycle_object(const CycleNumbers& numbers) {
  JsonValue json = JsonValue::object();
  json.set("id", numbers.cycle->id.text).set("title", text_or_null(numbers.cycle->title));
  json.set("start", numbers.cycle->period.first)
      .set("end", numbers.cycle->period.last)
      .set("state", word(numbers.cycle->state));
  json.set("elapsed", numbers.elapsed).set("day", numbers.day).set("days", numbers.days);
  json.set("week", numbers.week).set("weeks", numbers.weeks).set("ended", numbers.ended).set("final", numbers.is_final);
  json.set("score", number(numbers.score))
      .set("score_shown", number(numbers.shown))
      .set("score_absent", why_absent(numbers.score.absence));
  json.set("as_planned", number(numbers.as_planned));
  json.set("aspirational", number(numbers.aspirational)).set("committed", number(numbers.committed));
  json.set("committed_met", numbers.committed_met).set("committed_count", numbers.committed_count);
  return json.set("counts", counts_object(numbers.counts)).set("unread", unread_array(*numbers.cycle));
}

JsonValue key_result_object(const Workspace& workspace, const ObjectiveNumbers& objective, const KeyResultNumbers& kr,
                            const KeyResultForecast* forecast) {
  JsonValue json = JsonValue::object();
  const KeyResult* definition = kr.key_result;
  json.set("id", to_string(kr.id)).set("title", definition ? JsonValue(definition->title) : JsonValue());
  json.set("kind", definition && definition->kind_known ? JsonValue(word(definition->kind)) : JsonValue());
  json.set("owner", definition && objective.objective
                        ? text_or_null(owner_of(workspace.settings, *objective.objective, *definition))
                        : JsonValue());
  json.set("unit", text_or_null(kr.unit));
  json.set("kpi", definition ? text_or_null(definition->kpi.text) : JsonValue());
  json.set("state", word(kr.state)).set("weight", kr.weight).set("start", kr.window.first).set("due", kr.window.last);
  set_anchors(json, kr.standing);
  json.set("value", JsonValue(kr.value()))
      .set("progress", number(kr.progress))
      .set("progress_absent", why_absent(kr.progress.absence));
  set_hold(json, kr);
  set_misses(json, kr.pace);
  json.set("expected", number(kr.pace.expected)).set("gap", JsonValue(kr.pace.gap)).set("elapsed", kr.pace.elapsed);
  json.set("status", machine_word(words_of(kr.status()))).set("cannot_end_met", kr.pace.cannot_end_met);
  json.set("score", number(kr.score)).set("score_shown", number(kr.shown)).set("band", band_word(kr.band));
  json.set("as_planned", number(kr.as_planned)).set("verdict", verdict_word(kr.verdict)).set("final", kr.is_final);
  json.set("confidence", kr.confidence ? JsonValue(kr.confidence->value) : JsonValue());
  json.set("confidence_change", kr.confidence ? JsonValue(kr.confidence->change) : JsonValue());
  json.set("last", kr.recency.last ? JsonValue(kr.recency.last->date) : JsonValue());
  json.set("age_days", kr.recency.freshness == Freshness::not_asked ? JsonValue() : JsonValue(kr.recency.value_age));
  json.set("away_days", kr.recency.freshness == Freshness::not_asked ? JsonValue() : JsonValue(kr.recency.value_away));
  json.set("overdue_days", kr.pace.overdue_days);
  json.set("freshness", text_or_null(words_of(kr.recency.freshness)));
  if (forecast) set_forecast(json, *forecast);
  return json;
}

JsonValue objective_object(const Workspace& workspace, const ObjectiveNumbers& objective, bool with_key_results,
                           const CycleForecast* forecast) {
  JsonValue json = JsonValue::object();
  const Objective* definition = objective.objective;
  json.set("id", objective.id.text).set("title", definition ? JsonValue(definition->title) : JsonValue());
  json.set("type", word(objective.type)).set("state", word(objective.state)).set("weight", objective.weight);
  json.set("team", definition ? text_or_null(definition->team) : JsonValue());
  json.set("owner", definition ? text_or_null(definition->owner) : JsonValue());
  json.set("level", definition && definition->level ? JsonValue(word(*definition->level)) : JsonValue());
  json.set("score", number(objective.score))
      .set("score_shown", number(objective.shown))
      .set("score_absent", why_absent(objective.score.absence));
  json.set("band", band_word(objective.band)).set("as_planned", number(objective.as_planned));
  json.set("expected", number(objective.expected)).set("gap", JsonValue(objective.gap));
  json.set("status", machine_word(words_of(objective.status))).set("verdict", verdict_word(objective.verdict));
  json.set("cannot_end_met", objective.cannot_end_met).set("freshness", text_or_null(words_of(objective.freshness)));
  json.set("counts", counts_object(objective.counts)).set("final", objective.is_final);
  if (with_key_results)
    json.set("key_results", JsonValue::array_of(objective.key_results, [&](const KeyResultNumbers& kr) {
               return key_result_object(workspace, objective, kr, forecast ? reports::find(*forecast, kr) : nullptr);
             }));
  const ObjectiveForecast* ahead = forecast ? reports::find(*forecast, objective) : nullptr;
  if (ahead) set_forecast(json, *ahead);
  return json;
}

JsonValue diagnostics_array(const Workspace& workspace) {
  return JsonValue::array_of(workspace.diagnostics, [&](const Diagnostic& diagnostic) {
    JsonValue json = JsonValue::object();
    json.set("code", to_string(diagnostic.code)).set("severity", to_string(severity_in_reports(diagnostic)));
    json.set("file", diagnostic.place.known() ? JsonValue(workspace.files[diagnostic.place.file]) : JsonValue());
    json.set("line", static_cast<std::int64_t>(diagnostic.place.line))
        .set("column", static_cast<std::int64_t>(diagnostic.place.column));
    json.set("length", static_cast<std::int64_t>(diagnostic.length)).set("message", diagnostic.message);
    return json.set("mend", text_or_null(diagnostic.mend)).set("help", text_or_null(diagnostic.help));
  });
}

Records board_records(const Board& board) {
  Records records{{"id",     "title",    "kind",      "type",      "owner",        "value",       "baseline",
                   "target", "unit",     "progress",  "expected",  "score",        "status",      "confidence",
                   "last",   "age_days", "freshness", "away_days", "overdue_days", "misses_used", "misses_allowed"},
                  {}};
  for (const ObjectiveNumbers& objective : board.numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results)
      records.rows.push_back(record_of(*board.workspace, objective, kr));
  if (is_bare_score(board.numbers)) records.rows.push_back(record_of(board.numbers, records.names));
  return records;
}

JsonValue board_json(const Board& board) {
  JsonValue json = report_object("status", board.numbers.as_of);
  json.set("cycle", cycle_object(board.numbers));
  json.set("objectives", JsonValue::array_of(board.numbers.objectives, [&](const ObjectiveNumbers& objective) {
             return objective_object(*board.workspace, objective, true, &board.forecast);
           }));
  json.set("kpi_health", health_object(board.health.counts, board.health.signals));
  json.set("last_checkin", board.last_checkin ? JsonValue(*board.last_checkin) : JsonValue());
  json.set("next_due", board.next_due ? JsonValue(*board.next_due) : JsonValue());
  json.set("ended", JsonValue::array_of(board.ended, ended_object));
  return json.set("diagnostics", diagnostics_array(*board.workspace));
}

}  // namespace okr::reports
