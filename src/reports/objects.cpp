// SPDX-License-Identifier: MIT
#include "reports/objects.hpp"

#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

Json counts_object(const StatusCounts& counts) {
  Json object = Json::object();
  const auto words = okr::words_of<PaceStatus>();
  for (std::size_t i = 0; i < words.size(); ++i) object[machine_word(words[i])] = counts.of[i];
  return object;
}

constexpr Key<CycleNumbers> cycle_keys[] = {
    {"start", "date?", "its first day; null where nothing says it",
     [](auto& c) { return c.cycle->dated ? json(c.cycle->period.first) : Json(); }},
    {"end", "date?", "its last day", [](auto& c) { return c.cycle->dated ? json(c.cycle->period.last) : Json(); }},
    {"state", one_of<CycleState>, "before the day of its close active",
     [](auto& c) { return state_on(*c.cycle, c.as_of); }},
    {"elapsed", "number", "0 on the first day, 1 on the last", [](auto& c) { return c.elapsed; }},
    {"day", "integer", "1 on the first day; 0 before", [](auto& c) { return c.day; }},
    {"days", "integer", "both ends counted", [](auto& c) { return c.days; }},
    {"week", "integer", "of `weeks`", [](auto& c) { return c.week; }},
    {"weeks", "integer", "the last one ends with the cycle", [](auto& c) { return c.weeks; }},
    {"ended", "boolean", "past its last day, or closed", [](auto& c) { return c.ended; }},
    {"final", "boolean", "the numbers are those written by okr close", [](auto& c) { return c.is_final; }},
    {"score", "number?", "weighted mean over all top-level objectives", [](auto& c) { return c.score; }},
    {"score_shown", "number?", "as printed, two decimals: what gates compare", [](auto& c) { return c.shown; }},
    {"score_absent", "string?", "why there is no score", [](auto& c) { return why_absent(c.score.absence); }},
    {"as_planned", "number?", "by the first values, with what was cancelled or deferred",
     [](auto& c) { return c.as_planned; }},
    {"aspirational", "number?", "mean over aspirational and learning objectives",
     [](auto& c) { return c.aspirational; }},
    {"committed", "number?", "mean over committed objectives", [](auto& c) { return c.committed; }},
    {"committed_met", "integer", "committed objectives that are reached", [](auto& c) { return c.committed_met; }},
    {"committed_count", "integer", "committed objectives that count", [](auto& c) { return c.committed_count; }},
    {"counts", "any", "key results by status", [](auto& c) { return counts_object(c.counts); }},
    {"unread", "any", "files of it, of cycles below it, and okr.toml, that could not be read: file and code of each",
     [](auto& c) { return unread_list(all_unread(*c.cycle)); }},
    {"status", "", "", [](auto&) { return PaceStatus::ended; }, In::column},
};

// --- forecasts -------------------------------------------------------------------------------------------------------

constexpr Key<KeyResultForecast> forecast_keys[] = {
    {"forecast", "number?", "the value it ends near", [](auto& f) { return null_or(f.forecast, &Forecast::value); }},
    {"forecast_low", "number?", "four of five ends lie above",
     [](auto& f) { return null_or(f.forecast, [](auto& m) { return m.interval.low; }); }},
    {"forecast_high", "number?", "and below",
     [](auto& f) { return null_or(f.forecast, [](auto& m) { return m.interval.high; }); }},
    {"forecast_score", "number?", "the score of that value",
     [](auto& f) { return null_or(f.forecast, &Forecast::score); }},
    {"forecast_absent", "string?", "why there is no forecast",
     [](auto& f) { return f.forecast ? Json() : json(word(f.absence)); }},
    {"forecast_as_of", "date?", "the last reading's day: what the forecast is of",
     [](auto& f) { return null_or(f.forecast, &Forecast::of); }},
    {"forecast_stale", "boolean", "nothing came since for more than twice the cadence: no word, no arrival",
     [](auto& f) { return f.forecast && f.forecast->stale; }},
    {"p_target", "number?", "the chance that it ends at or beyond the target",
     [](auto& f) { return null_or(f.forecast, &Forecast::target); }},
    {"p_70", "number?", "the same for 0.7 of the way: aspirational, without stretch",
     [](auto& f) { return null_or(f.forecast, &Forecast::at_70); }},
    {"p_commit", "number?", "the same for commit", [](auto& f) { return null_or(f.forecast, &Forecast::commit); }},
    {"p_stretch", "number?", "the same for stretch", [](auto& f) { return null_or(f.forecast, &Forecast::stretch); }},
    {"likelihood", or_null(one_of<Likelihood>),
     "p_70 where there is one, else p_target; null when decided, early or stale",
     [](auto& f) { return f.forecast ? likelihood_of(*f.forecast) : std::nullopt; }},
    {"p_stated", "number?", "the confidence as a chance", [](auto& f) { return f.stated; }},
    {"arrival", "date?", "when the target is met at the drift believed; never a day that is past",
     [](auto& f) { return null_or(f.forecast, &Forecast::arrival); }},
    {"decided", "boolean", "nothing is open any more", [](auto& f) { return f.forecast && f.forecast->decided; }},
    {"early", "boolean", "one reading alone", [](auto& f) { return f.forecast && f.forecast->early; }},
    {"rate_week", "number?", "a week so far, also of what is reached; null when decided",
     [](auto& f) { return f.forecast && !f.forecast->decided ? json(f.forecast->drift.seen_a_week()) : Json(); }},
    {"needed_rate_week", "number?", "a week from the day of the report on",
     [](auto& f) { return null_or(f.rates, &Rates::needed); }},
    {"factor", "number?", "needed over so far", [](auto& f) { return null_or(f.rates, &Rates::factor); }},
    {"stated", "", "", [](auto& f) { return f.stated; }, In::column},
    {"reason", "", "", [](auto& f) { return word(f.absence); }, In::column},
};

constexpr Key<ObjectiveForecast> objective_forecast_keys[] = {
    {"expected_score", "number?", "with forecasts: the mean of its key results' scores at the end",
     [](auto& f) { return f.expected; }},
    {"forecast_parts", "integer", "with forecasts: parts that are forecast", [](auto& f) { return f.forecast; }},
    {"parts", "integer", "with forecasts: of so many", [](auto& f) { return f.counted; }},
    {"p_least", "number?", "with forecasts: the smallest p_target",
     [](auto& f) { return null_or(f.least, &LeastChance::target); }},
};

// --- key results -----------------------------------------------------------------------------------------------------

std::optional<double> baseline_of(const Standing& standing) {
  if (standing.kept) return standing.kept->baseline;
  return standing.anchors ? std::optional(standing.anchors->baseline) : std::nullopt;
}

std::optional<double> target_of(const Standing& standing) {
  if (standing.kept) return standing.kept->target;
  return standing.anchors ? std::optional(standing.anchors->target) : std::nullopt;
}

Json owner_word(const KeyResultRecord& record) {
  const KeyResult* definition = record.numbers.key_result;
  if (!definition || !record.objective.objective) return {};
  return json_or_null(owner_of(record.workspace.settings, *record.objective.objective, *definition));
}

Json periods_object(const KeyResultNumbers& kr) {
  const auto& hold = kr.standing.hold;
  if (!hold || !kr.pace.misses) return left_out();
  return draw::json_object({{"met", json(hold->met)},
                            {"missed", json(hold->missed)},
                            {"due", json(hold->due())},
                            {"misses_allowed", json(hold->allowed)},
                            {"cannot_be_met", json(hold->cannot_be_met())}});
}

/// Of what is asked for a value.
Json if_asked(const KeyResultNumbers& kr, int days) {
  return kr.recency.freshness == Freshness::not_asked ? Json() : json(days);
}

struct StepRecord {
  const Step& step;
  std::optional<bool> done;
};

constexpr Key<StepRecord> step_keys[] = {
    {"title", "string", "what is done", [](auto& s) { return s.step.title; }},
    {"id", "string?", "its short name", [](auto& s) { return json_or_null(s.step.id); }},
    {"due", "date?", "its day", [](auto& s) { return s.step.due; }},
    {"weight", "number", "1 unless given", [](auto& s) { return s.step.weight; }},
    {"done", "boolean?", "it is; null where a past quarter kept no word of it",
     [](auto& s) { return s.done ? Json(*s.done) : Json(); }},
};

Json steps_list(const KeyResultRecord& record) {
  if (!record.numbers.key_result || record.numbers.key_result->steps.empty()) return left_out();
  const auto& steps = record.numbers.key_result->steps;
  Json list = Json::array();
  for (std::size_t i = 0; i < steps.size(); ++i)
    list.push_back(object_of(step_keys, StepRecord{steps[i], is_step_done(record.numbers, i)}));
  return list;
}

bool has_days(const KeyResultNumbers& numbers) { return !numbers.cycle || numbers.cycle->dated; }

constexpr Key<KeyResultRecord> key_result_keys[] = {
    {"kind", or_null(one_of<Kind>), "",
     [](auto& k) {
       const KeyResult* definition = k.numbers.key_result;
       return definition && definition->kind_known ? json(k.numbers.kind()) : Json();
     }},
    {"owner", "string?", "its own, its objective's or the workspace's", owner_word},
    {"unit", "string?", "its own, else its KPI's", [](auto& k) { return json_or_null(k.numbers.unit); }},
    {"kpi", "string?", "the KPI that feeds it",
     [](auto& k) { return json_or_null(k.numbers.standing.definition.kpi.text); }},
    {"state", one_of<State>, "", [](auto& k) { return k.numbers.state; }},
    {"weight", "number", "1 unless given", [](auto& k) { return k.numbers.weight; }},
    {"start", "date?", "its first day; null where its cycle says none",
     [](auto& k) { return has_days(k.numbers) ? json(k.numbers.window.first) : Json(); }},
    {"due", "date?", "its last day",
     [](auto& k) { return has_days(k.numbers) ? json(k.numbers.window.last) : Json(); }},
    {"baseline", "number?", "where it started", [](auto& k) { return baseline_of(k.numbers.standing); }},
    {"target", "number?", "where it wants to be", [](auto& k) { return target_of(k.numbers.standing); }},
    {"commit", "number?", "scores 0.3", [](auto& k) { return null_or(k.numbers.standing.anchors, &Anchors::commit); }},
    {"stretch", "number?", "scores 1.0; then the target scores 0.7",
     [](auto& k) { return null_or(k.numbers.standing.anchors, &Anchors::stretch); }},
    {"min", "number?", "a bound to hold", [](auto& k) { return k.numbers.standing.definition.min; }},
    {"max", "number?", "a bound to hold", [](auto& k) { return k.numbers.standing.definition.max; }},
    {"value", "number?", "what progress is measured by: last, best, mean or total",
     [](auto& k) { return k.numbers.value(); }},
    {"progress", "number?", "raw: below 0 after a regress, above 1 beyond the target",
     [](auto& k) { return k.numbers.progress; }},
    {"progress_absent", "string?", "why there is no progress",
     [](auto& k) { return why_absent(k.numbers.progress.absence); }},
    {"steps", "milestone[]", "of a key result that has some", steps_list, In::sometimes},
    {"periods", "any", "of a bound: met, missed, due, misses_allowed, cannot_be_met",
     [](auto& k) { return periods_object(k.numbers); }, In::sometimes},
    {"misses_used", "integer", "of a bound: periods that were missed so far",
     [](auto& k) { return k.numbers.pace.misses ? json(k.numbers.pace.misses->used) : left_out(); }, In::sometimes},
    {"misses_allowed", "integer", "of a bound: how many may be",
     [](auto& k) { return k.numbers.pace.misses ? json(k.numbers.pace.misses->allowed) : left_out(); }, In::sometimes},
    {"misses_empty_on", "date?", "of a bound: when the last one will be used, if they go on faster than time passes",
     [](auto& k) { return k.numbers.pace.misses ? json(k.numbers.pace.misses->empty_on) : left_out(); }, In::sometimes},
    {"expected", "number?", "where it should be by now", [](auto& k) { return k.numbers.pace.expected; }},
    {"gap", "number?", "expected - progress, four decimals; positive is behind",
     [](auto& k) { return k.numbers.pace.gap; }},
    {"elapsed", "number", "of its own days", [](auto& k) { return k.numbers.pace.elapsed; }},
    {"status", one_of<PaceStatus>, "", [](auto& k) { return k.numbers.status(); }},
    {"cannot_end_met", "boolean", "of a committed objective, and nothing can make it reached any more",
     [](auto& k) { return k.numbers.pace.cannot_end_met; }},
    {"score", "number?",
     "0 to 1, unrounded; null of what is not scored (drafted, cancelled or deferred), and of what has no data, which "
     "counts 0 in its objective",
     [](auto& k) { return counted_score(k.objective, k.numbers); }},
    {"score_shown", "number?", "as printed",
     [](auto& k) { return is_scored(k.objective, k.numbers) ? k.numbers.shown : std::nullopt; }},
    {"band", or_null(one_of<Band>), "of score_shown",
     [](auto& k) { return is_scored(k.objective, k.numbers) ? k.numbers.band : std::nullopt; }},
    {"as_planned", "number?", "by the first values of `changes`; null of a draft",
     [](auto& k) { return k.numbers.as_planned; }},
    {"verdict", or_null(one_of<Verdict>), "once the cycle has ended", [](auto& k) { return k.numbers.verdict; }},
    {"final", "boolean", "as written by okr close", [](auto& k) { return k.numbers.is_final; }},
    {"confidence", "integer?", "1 to 10, as last stated",
     [](auto& k) { return null_or(k.numbers.confidence, &Confidence::value); }},
    {"confidence_change", "integer?", "against the one stated on an earlier day",
     [](auto& k) { return null_or(k.numbers.confidence, &Confidence::change); }},
    {"last", "date?", "of the last counted reading",
     [](auto& k) { return null_or(k.numbers.recency.last, &Point::date); }},
    {"age_days", "integer?", "calendar days since then, or since its start; null when nothing is asked",
     [](auto& k) { return if_asked(k.numbers, k.numbers.recency.value_age); }},
    {"away_days", "integer?", "how many of these were away",
     [](auto& k) { return if_asked(k.numbers, k.numbers.recency.value_away); }},
    {"overdue_days", "integer", "past its own due date and not reached: done, graded, measure, steps; else 0",
     [](auto& k) { return k.numbers.pace.overdue_days; }},
    {"freshness", or_null(one_of<Freshness>), "", [](auto& k) { return k.numbers.recency.freshness; }},
    {"type", "", "", [](auto& k) { return k.objective.type; }, In::column},
    {"team", "", "", [](auto& k) { return null_or(k.objective.objective, &Objective::team); }, In::column},
};

// --- objectives ------------------------------------------------------------------------------------------------------

Json key_results_list(const ObjectiveRecord& record) {
  if (!record.with_key_results) return left_out();
  return json_list(record.numbers.key_results, [&](const KeyResultNumbers& kr) {
    const KeyResultForecast* forecast = record.forecast ? reports::find(*record.forecast, record.numbers, kr) : nullptr;
    return key_result_object({*record.workspace, record.numbers, kr, forecast});
  });
}

constexpr Key<ObjectiveRecord> objective_keys[] = {
    {"type", one_of<ObjectiveType>, "", [](auto& o) { return o.numbers.type; }},
    {"state", one_of<State>, "", [](auto& o) { return o.numbers.state; }},
    {"weight", "number", "1 unless given", [](auto& o) { return o.numbers.weight; }},
    {"team", "string?", "its team",
     [](auto& o) { return null_or(o.numbers.objective, [](auto& d) { return json_or_null(d.team); }); }},
    {"owner", "string?", "its owner",
     [](auto& o) { return null_or(o.numbers.objective, [](auto& d) { return json_or_null(join(d.owners, ", ")); }); }},
    {"level", or_null(one_of<Level>), "", [](auto& o) { return null_or(o.numbers.objective, &Objective::level); }},
    {"score", "number?",
     "0 to 1, unrounded: of its key results, one without data counting 0, or as its roll-up says of the objectives "
     "that "
     "are aligned to it",
     [](auto& o) { return o.numbers.score; }},
    {"score_shown", "number?", "as printed", [](auto& o) { return o.numbers.shown; }},
    {"score_absent", "string?", "why there is no score", [](auto& o) { return why_absent(o.numbers.score.absence); }},
    {"band", or_null(one_of<Band>), "of score_shown", [](auto& o) { return o.numbers.band; }},
    {"as_planned", "number?", "by the first values, with what was cancelled or deferred",
     [](auto& o) { return o.numbers.as_planned; }},
    {"expected", "number?", "what the paced key results should have by now",
     [](auto& o) { return o.numbers.expected; }},
    {"gap", "number?", "mean of expected - progress, four decimals; positive is behind",
     [](auto& o) { return o.numbers.gap; }},
    {"status", one_of<PaceStatus>, "", [](auto& o) { return o.numbers.status; }},
    {"verdict", or_null(one_of<Verdict>), "once the cycle has ended", [](auto& o) { return o.numbers.verdict; }},
    {"cannot_end_met", "boolean", "committed, and a part of it cannot be reached any more",
     [](auto& o) { return o.numbers.cannot_end_met; }},
    {"freshness", or_null(one_of<Freshness>), "the worst of its key results",
     [](auto& o) { return o.numbers.freshness; }},
    {"counts", "any", "key results by status", [](auto& o) { return counts_object(o.numbers.counts); }},
    {"final", "boolean", "as written by okr close", [](auto& o) { return o.numbers.is_final; }},
    {"key_results", "key_result[]", "in the order of the files", key_results_list, In::sometimes},
};

constexpr Key<std::optional<Score>> previous_keys[] = {
    {"previous", "number?", "in score: shown in the cycle before",
     [](const std::optional<Score>& previous) { return json(previous); }},
};

// --- diagnostics -----------------------------------------------------------------------------------------------------

struct DiagnosticRecord {
  const std::vector<std::string>& files;
  const Diagnostic& diagnostic;
};

constexpr Key<DiagnosticRecord> diagnostic_keys[] = {
    {"code", "string", "E101, W229, ...", [](auto& d) { return to_string(d.diagnostic.code); }},
    {"severity", one_of<Severity>, "", [](auto& d) { return d.diagnostic.severity; }},
    {"file", "string?", "below the root",
     [](auto& d) { return d.diagnostic.place.known() ? json(d.files[d.diagnostic.place.file]) : Json(); }},
    {"line", "integer?", "from 1", [](auto& d) { return json_or_null(d.diagnostic.place.line); }},
    {"column", "integer?", "from 1, in characters", [](auto& d) { return json_or_null(d.diagnostic.place.column); }},
    {"length", "integer", "in characters", [](auto& d) { return d.diagnostic.length; }},
    {"message", "string", "what is wrong", [](auto& d) { return d.diagnostic.message; }},
    {"mend", "string?", "how to mend it", [](auto& d) { return json_or_null(d.diagnostic.mend); }},
    {"help", "string?", "more about it", [](auto& d) { return json_or_null(d.diagnostic.help); }},
};

RecordName name_within(const Cycle* cycle, const std::string& id, const std::string& title) {
  return cycle ? RecordName{id, cycle->id.text, cycle->id.text + "/" + id, title} : RecordName{id, {}, id, title};
}

}  // namespace

std::span<const Key<CycleNumbers>> keys_of_cycles() { return cycle_keys; }
std::span<const Key<ObjectiveRecord>> keys_of_objectives() { return objective_keys; }
std::span<const Key<KeyResultRecord>> keys_of_key_results() { return key_result_keys; }
std::span<const Key<KeyResultForecast>> keys_of_forecasts() { return forecast_keys; }

RecordName record_name(const Cycle& cycle) { return {cycle.id.text, cycle.id.text, cycle.id.text, cycle.title}; }

RecordName record_name(const ObjectiveNumbers& numbers) {
  return name_within(numbers.cycle, numbers.id.text, numbers.objective ? numbers.objective->title : std::string());
}

RecordName record_name(const KeyResultNumbers& numbers) {
  return name_within(numbers.cycle, to_string(numbers.id),
                     numbers.key_result ? numbers.key_result->title : std::string());
}

RecordName record_name(const Kpi& kpi) { return {kpi.id.text, {}, full_id(kpi.id), kpi.title}; }

RecordName record_name(const Found& found) {
  if (found.kpi) return record_name(*found.kpi);
  if (found.key_result) return name_within(found.cycle, to_string(found.key_result->id), found.key_result->title);
  if (found.objective) return name_within(found.cycle, found.objective->id.text, found.objective->title);
  return found.cycle ? record_name(*found.cycle) : RecordName();
}

Json cycle_object(const CycleNumbers& numbers) {
  return numbers.cycle ? named_object(record_name(*numbers.cycle), cycle_keys, numbers) : Json();
}

Json objective_object(const Workspace& workspace, const ObjectiveNumbers& numbers, bool with_key_results,
                      const CycleForecast* forecast) {
  Json object = named_object(record_name(numbers), objective_keys,
                             ObjectiveRecord{&workspace, numbers, with_key_results, forecast});
  const ObjectiveForecast* ahead = forecast ? reports::find(*forecast, numbers) : nullptr;
  if (ahead) add_keys(object, objective_forecast_keys, *ahead);
  return object;
}

void add_previous(Json& objective, const std::optional<Score>& previous) {
  add_keys(objective, previous_keys, previous);
}

Json key_result_object(const KeyResultRecord& record) {
  Json object = named_object(record_name(record.numbers), key_result_keys, record);
  if (record.forecast) add_keys(object, forecast_keys, *record.forecast);
  return object;
}

Json objectives_list(const Workspace& workspace, const std::vector<ObjectiveNumbers>& objectives,
                     const CycleForecast* forecast) {
  return json_list(objectives, [&](const ObjectiveNumbers& objective) {
    return objective_object(workspace, objective, true, forecast);
  });
}

Json diagnostics_list(const Workspace& workspace) {
  Diagnostics reported = workspace.diagnostics;
  for (Diagnostic& diagnostic : reported) diagnostic.severity = severity_in_reports(diagnostic);
  return diagnostics_list(reported, workspace.files);
}

Json diagnostics_list(const Diagnostics& diagnostics, const std::vector<std::string>& files) {
  return json_list(diagnostics, [&](const Diagnostic& diagnostic) {
    return object_of(diagnostic_keys, DiagnosticRecord{files, diagnostic});
  });
}

Json unread_list(const std::vector<UnreadFile>& unread) {
  return json_list(unread, [](const UnreadFile& file) {
    return draw::json_object({{"file", json(file.name)}, {"code", json(to_string(file.code))}});
  });
}

Json why_absent(Absence absence) { return absence == Absence::none ? Json() : json(word(absence)); }

Json file_of(const Workspace& workspace, const Place& place, std::string_view prefix) {
  return place.known() ? json(std::string(prefix) + workspace.files[place.file]) : Json();
}

Json line_of(const Place& place) { return place.known() ? json(place.line) : Json(); }

void fill_cycle(std::vector<Json>& row, const std::vector<std::string>& columns, const CycleNumbers& numbers) {
  fill_row(row, columns, cycle_keys, numbers);
}

void add_objective_row(Rows& rows, const ObjectiveNumbers& numbers, const std::optional<Score>& previous) {
  rows.add(record_name(numbers), objective_keys, ObjectiveRecord{nullptr, numbers}, previous_keys, previous);
}

void fill_key_result(std::vector<Json>& row, const std::vector<std::string>& columns, const KeyResultRecord& record) {
  fill_row(row, columns, key_result_keys, record);
  if (record.forecast) fill_row(row, columns, forecast_keys, *record.forecast);
}

std::vector<JsonObject> shared_objects() {
  return {
      JsonObject{"cycle", "A cycle"}.holds(name_keys).holds(cycle_keys),
      JsonObject{"objective", "An objective"}
          .holds(name_keys)
          .holds(objective_keys)
          .holds(previous_keys, false)
          .holds(objective_forecast_keys, false),
      JsonObject{"key_result", "A key result"}.holds(name_keys).holds(key_result_keys).holds(forecast_keys, false),
      JsonObject{"milestone", "A step of a key result"}.holds(step_keys),
      JsonObject{"diagnostic", "What is wrong in a file"}.holds(diagnostic_keys),
  };
}

// --- looked up -------------------------------------------------------------------------------------------------------

namespace {

/// What was made of one of `all`, in whose order `made` is; some of them it may leave out, so it stands there or in
/// front.
template <class Made, class Numbers>
const Made* made_of(const std::vector<Made>& made, const std::vector<Numbers>& all, const Numbers& one) {
  const bool is_among = !std::less<>{}(&one, all.data()) && std::less<>{}(&one, all.data() + all.size());
  if (!is_among) return nullptr;
  std::size_t end = std::min(made.size(), static_cast<std::size_t>(&one - all.data()) + 1);
  while (end > 0 && &one < made[end - 1].numbers) --end;
  return end > 0 && made[end - 1].numbers == &one ? &made[end - 1] : nullptr;
}

}  // namespace

const KeyResultForecast* find(const CycleForecast& forecast, const ObjectiveNumbers& objective,
                              const KeyResultNumbers& numbers) {
  const ObjectiveForecast* made = find(forecast, objective);
  return made ? made_of(made->key_results, objective.key_results, numbers) : nullptr;
}

const ObjectiveForecast* find(const CycleForecast& forecast, const ObjectiveNumbers& numbers) {
  return forecast.numbers ? made_of(forecast.objectives, forecast.numbers->objectives, numbers) : nullptr;
}

Severity severity_in_reports(const Diagnostic& diagnostic) {
  return is_harmless(diagnostic) ? Severity::warning : diagnostic.severity;
}

}  // namespace okr::reports
