// SPDX-License-Identifier: MIT
// `okr kpi` for programs: rows for tables, and the KPIs' objects.
#include "okr/base/text.hpp"
#include "reports/kpi/words.hpp"
#include "reports/views.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

std::string_view word_of(Triage triage) {
  switch (triage) {
    case Triage::decide: return "decide";
    case Triage::watch: return "watch";
    case Triage::fine: return "fine";
  }
  return "";
}

Value field(const std::optional<double>& number) { return number ? Value(*number) : Value(); }
Value delta_field(const std::optional<Comparison>& comparison) {
  return comparison ? Value(comparison->delta) : Value();
}
Value percent_field(const std::optional<Comparison>& comparison) {
  return comparison ? field(comparison->percent) : Value();
}

Value workers_field(const std::vector<KpiWorker>& workers) {
  std::vector<std::string> names;
  for (const KpiWorker& worker : workers)
    names.push_back(worker.key_result ? full_id(*worker.cycle, *worker.key_result)
                                      : full_id(*worker.cycle, *worker.objective));
  return join(names, " ");
}

std::vector<Value> row_of(const Scorecard& scorecard, const ScorecardRow& row) {
  const KpiNumbers& numbers = row.numbers;
  const Kpi& kpi = *numbers.kpi;
  const KpiPeriod* last = numbers.last ? &numbers.periods[*numbers.last] : nullptr;
  const XmrLimits* limits = numbers.xmr.limits();
  const bool flagged = !numbers.xmr.points.empty() && numbers.xmr.points.back().signal.any();
  return {kpi.id.text,
          std::string(word_of(row.triage)),
          kpi.title,
          kpi.team,
          kpi.unit,
          last ? Value(period_name_of(*scorecard.workspace, numbers, *numbers.last)) : Value(),
          field(numbers.value()),
          last ? Value(static_cast<std::int64_t>(last->covered)) : Value(),
          last ? Value(static_cast<std::int64_t>(last->expected)) : Value(),
          field(numbers.last_bounds.target),
          field(numbers.last_bounds.min),
          field(numbers.last_bounds.max),
          machine_word(words_of(numbers.status)),
          delta_field(numbers.target),
          delta_field(numbers.previous),
          percent_field(numbers.previous),
          delta_field(numbers.year_ago),
          percent_field(numbers.year_ago),
          numbers.benchmarks.empty() ? Value() : Value(numbers.benchmarks.front().comparison.delta),
          machine_word(words_of(numbers.signal)),
          flagged ? Value(static_cast<std::int64_t>(numbers.xmr.points.back().signal.rule())) : Value(),
          limits ? Value(limits->lower) : Value(),
          limits ? Value(limits->upper) : Value(),
          limits ? Value(static_cast<std::int64_t>(limits->points)) : Value(),
          std::string(words_of(numbers.freshness)),
          numbers.age ? Value(static_cast<std::int64_t>(*numbers.age)) : Value(),
          workers_field(numbers.workers),
          row.proposal.has_value()};
}

JsonValue trail_array(const Scorecard& scorecard, const ScorecardRow& row) {
  return JsonValue::array_of(row.trail, [&](std::size_t index) {
    const KpiPeriod& period = row.numbers.periods[index];
    JsonValue json = JsonValue::object();
    json.set("period", period_name_of(*scorecard.workspace, row.numbers, index))
        .set("start", period.period.first)
        .set("end", period.period.last);
    json.set("value", JsonValue(period.value)).set("covered", period.covered).set("expected", period.expected);
    const KpiBounds& bounds = row.numbers.bounds[index];
    return json.set("target", JsonValue(bounds.target))
        .set("min", JsonValue(bounds.min))
        .set("max", JsonValue(bounds.max));
  });
}

JsonValue proposal_object(const Scorecard& scorecard, const ScorecardRow& row) {
  if (!row.proposal) return {};
  const Proposal& proposal = *row.proposal;
  JsonValue json = JsonValue::object();
  json.set("period", period_name_of(*scorecard.workspace, row.numbers, *row.numbers.last));
  json.set("baseline", proposal.baseline).set("target", proposal.target);
  json.set("counter", proposal.counter ? JsonValue(proposal.counter->kpi->id.text) : JsonValue());
  json.set("counter_min", proposal.counter ? JsonValue(proposal.counter->min) : JsonValue());
  return json.set("counter_max", proposal.counter ? JsonValue(proposal.counter->max) : JsonValue());
}

}  // namespace

Records scorecard_records(const Scorecard& scorecard) {
  Records records{{"id",        "group",          "title",    "team",           "unit",     "period",
                   "value",     "covered",        "expected", "target",         "min",      "max",
                   "status",    "against_target", "before",   "before_percent", "year_ago", "year_ago_percent",
                   "benchmark", "signal",         "rule",     "lower",          "upper",    "points",
                   "freshness", "age_days",       "workers",  "needs_objective"},
                  {}};
  for (const ScorecardRow& row : scorecard.rows) records.rows.push_back(row_of(scorecard, row));
  return records;
}

JsonValue scorecard_json(const Scorecard& scorecard) {
  JsonValue json = report_object("kpi", scorecard.as_of);
  json.set("by", scorecard.question.by ? JsonValue(to_string(*scorecard.question.by)) : JsonValue());
  json.set("since", scorecard.question.since ? JsonValue(*scorecard.question.since) : JsonValue());
  json.set("complete_to", scorecard.complete_to ? JsonValue(*scorecard.complete_to) : JsonValue());
  json.set("kpis", JsonValue::array_of(scorecard.rows, [&](const ScorecardRow& row) {
             JsonValue one = kpi_object(*scorecard.workspace, row.numbers);
             one.set("group", word_of(row.triage)).set("trail", trail_array(scorecard, row));
             return one.set("proposal", proposal_object(scorecard, row));
           }));
  json.set("kpi_health", health_object(scorecard.counts.statuses, scorecard.counts.moved));
  return json.set("diagnostics", diagnostics_array(*scorecard.workspace));
}

}  // namespace okr::reports
