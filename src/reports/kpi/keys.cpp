// SPDX-License-Identifier: MIT
// `okr kpi` for programs, and the KPI's object that other reports hold too.
#include "reports/kpi/scorecard.hpp"

#include "reports/objects.hpp"

namespace okr::reports {
namespace {

constexpr Key<Comparison> comparison_keys[] = {
    {"reference", "number", "what the value is compared with", [](auto& c) { return c.reference; }},
    {"delta", "number", "value - reference", [](auto& c) { return c.delta; }},
    {"percent", "number?", "of the reference; null for a reference of 0", [](auto& c) { return c.percent; }},
    {"favour", one_of<Favour>, "", [](auto& c) { return c.favour; }},
};

constexpr Key<Benchmark> benchmark_keys[] = {
    {"name", "string", "of a benchmark", [](auto& b) { return b.name; }},
    {"source", "string?", "of a benchmark", [](auto& b) { return json_or_null(b.source); }},
};

Json comparison_object(const std::optional<Comparison>& comparison) {
  return comparison ? object_of(comparison_keys, *comparison) : Json();
}

Json benchmark_object(const BenchmarkComparison& benchmark) {
  Json object = comparison_object(benchmark.comparison);
  add_keys(object, benchmark_keys, *benchmark.benchmark);
  return object;
}

constexpr Key<XmrLimits> limits_keys[] = {
    {"lower", "number", "cut at the KPI's floor", [](auto& l) { return l.lower; }},
    {"upper", "number", "cut at its ceil", [](auto& l) { return l.upper; }},
    {"mean", "number", "of the points the limits come from", [](auto& l) { return l.mean; }},
    {"mean_range", "number", "mean distance of one point to the next", [](auto& l) { return l.mean_range; }},
    {"points", "integer", "from which they were computed, at most limit-points", [](auto& l) { return l.points; }},
    {"trial", "boolean", "fewer than limit-points", [](auto& l) { return l.trial; }},
    {"alike", "boolean", "neighbours resemble each other: wider limits", [](auto& l) { return l.alike; }},
};

constexpr Key<KpiTarget> target_keys[] = {
    {"from", "date", "the day from which it holds", [](auto& t) { return t.first; }},
    {"target", "number?", "null: as before it, as all below", [](auto& t) { return t.target; }},
    {"warn", "number?", "amber up to there", [](auto& t) { return t.warn; }},
    {"min", "number?", "lower end of a range", [](auto& t) { return t.min; }},
    {"max", "number?", "upper end of a range", [](auto& t) { return t.max; }},
    {"margin", "number?", "amber as far beyond", [](auto& t) { return t.margin; }},
    {"why", "string?", "what changed", [](auto& t) { return json_or_null(t.why); }},
};

// --- its periods -----------------------------------------------------------------------------------------------------

using P = PeriodRecord;
constexpr Key<P> running_keys[] = {
    {"period", "string", "2026-08", [](auto& p) { return p.of.period_name(p.index); }},
    {"value", "number?", "so far", [](auto& p) { return p.period().value; }},
    {"covered", "integer", "parts that have a reading", [](auto& p) { return p.period().covered; }},
    {"expected", "integer", "parts that are over", [](auto& p) { return p.period().expected; }},
};

constexpr Key<P> trail_keys[] = {
    {"period", "string", "2026-W33", [](auto& p) { return p.of.period_name(p.index); }},
    {"start", "date", "its first day", [](auto& p) { return p.period().period.first; }},
    {"end", "date", "its last day", [](auto& p) { return p.period().period.last; }},
    {"value", "number?", "null where nothing was read", [](auto& p) { return p.period().value; }},
    {"covered", "integer", "parts that have a reading", [](auto& p) { return p.period().covered; }},
    {"expected", "integer", "parts that are over", [](auto& p) { return p.period().expected; }},
    {"target", "number?", "of its time", [](auto& p) { return p.bounds().target; }},
    {"min", "number?", "of its time", [](auto& p) { return p.bounds().min; }},
    {"max", "number?", "of its time", [](auto& p) { return p.bounds().max; }},
};

/// A point that a rule flagged; `index` counts the points.
constexpr Key<P> flagged_keys[] = {
    {"period", "string", "2026-W33", [](auto& p) { return p.of.period_name(p.of.numbers.xmr.points[p.index].period); }},
    {"value", "number", "its value", [](auto& p) { return p.of.numbers.xmr.points[p.index].value; }},
    {"rule", "integer", "1 beyond a limit, 2 three of four near one, 3 eight on one side of the mean",
     [](auto& p) { return p.of.numbers.xmr.points[p.index].signal.rule_number(); }},
    {"meaning", some_of<SignalMeaning::improvement, SignalMeaning::concern, SignalMeaning::change>, "",
     [](auto& p) { return meaning_of(*p.of.numbers.kpi, p.of.numbers.xmr, p.index); }},
};

Json flagged_list(const KpiRecord& kpi) {
  Json list = Json::array();
  for (std::size_t i = 0; i < kpi.numbers.xmr.points.size(); ++i)
    if (kpi.numbers.xmr.points[i].signal.any()) list.push_back(object_of(flagged_keys, P{kpi, i}));
  return list;
}

/// The period that still runs, where it has a value.
Json running_object(const KpiRecord& kpi) {
  if (running_text(kpi.numbers).empty()) return {};
  return object_of(running_keys, P{kpi, kpi.numbers.periods.size() - 1});
}

Json trail_list(const KpiRecord& kpi) {
  if (!kpi.row) return left_out();
  return json_list(kpi.row->trail, [&](std::size_t index) { return object_of(trail_keys, P{kpi, index}); });
}

using R = KpiRecord;
constexpr Key<R> proposal_keys[] = {
    {"period", "string", "whose value calls for it", [](auto& r) { return r.period_name(*r.numbers.last); }},
    {"baseline", "number", "where the key result starts", [](auto& r) { return r.row->proposal->baseline; }},
    {"target", "number?", "where it goes; null where a strict bound is to be held",
     [](auto& r) { return r.row->proposal->aim.target; }},
    {"min", "number?", "the lower bound that is to be held", [](auto& r) { return r.row->proposal->aim.min; }},
    {"max", "number?", "the upper bound that is to be held", [](auto& r) { return r.row->proposal->aim.max; }},
    {"counter", "string?", "the KPI that is held meanwhile",
     [](auto& r) {
       const auto& counter = r.row->proposal->counter;
       return counter ? json(counter->kpi->id.text) : Json();
     }},
    {"counter_min", "number?", "its lower bound",
     [](auto& r) { return null_or(r.row->proposal->counter, &ProposedBound::min); }},
    {"counter_max", "number?", "its upper bound",
     [](auto& r) { return null_or(r.row->proposal->counter, &ProposedBound::max); }},
};

Json proposal_object(const R& r) {
  if (!r.row) return left_out();
  return r.row->proposal ? object_of(proposal_keys, r) : Json();
}

// --- the KPI ---------------------------------------------------------------------------------------------------------

Json growth_word(const Xmr& xmr) {
  switch (xmr.growth) {
    case Growth::none: return {};
    case Growth::trending: return xmr.grows ? "trending_up" : "trending_down";
    case Growth::new_level: return xmr.grows ? "new_level_up" : "new_level_down";
  }
  return {};
}

Json ids_of(const std::vector<KpiWorker>& workers) {
  return json_list(workers, [](const KpiWorker& worker) {
    return worker.key_result ? full_id(*worker.cycle, *worker.key_result) : full_id(*worker.cycle, *worker.objective);
  });
}

constexpr Key<R> kpi_keys[] = {
    {"what", "string?", "what is measured", [](auto& r) { return json_or_null(r.numbers.kpi->what); }},
    {"why", "string?", "why it matters", [](auto& r) { return json_or_null(r.numbers.kpi->why); }},
    {"how", "string?", "how it is measured", [](auto& r) { return json_or_null(r.numbers.kpi->how); }},
    {"who", "string?", "who leads it", [](auto& r) { return json_or_null(r.numbers.kpi->who); }},
    {"review", "string?", "how often the definition is reviewed",
     [](auto& r) { return json_or_null(r.numbers.kpi->review); }},
    {"team", "string?", "its team", [](auto& r) { return json_or_null(r.numbers.kpi->team); }},
    {"level", or_null(one_of<Level>), "", [](auto& r) { return r.numbers.kpi->level; }},
    {"health", "boolean", "shown in every status", [](auto& r) { return r.numbers.kpi->health; }},
    {"counter", "string?", "what must not suffer from it",
     [](auto& r) { return json_or_null(r.numbers.kpi->counter.text); }},
    {"unit", "string?", "of the values", [](auto& r) { return json_or_null(r.numbers.kpi->unit); }},
    {"every", one_of<PeriodUnit>, "its period", [](auto& r) { return r.numbers.kpi->every; }},
    {"aggregate", one_of<Aggregate>, "how readings become a period's value",
     [](auto& r) { return r.numbers.kpi->aggregate; }},
    {"good", or_null(one_of<Good>), "which way is better; null where it could not be read",
     [](auto& r) {
       const Kpi& kpi = *r.numbers.kpi;
       return kpi.has_direction() ? std::optional(kpi.good_or_default()) : std::nullopt;
     }},
    {"target", "number?", "green from there on; of the time of the value, as warn, min, max and margin",
     [](auto& r) { return r.numbers.last_bounds.target; }},
    {"warn", "number?", "amber up to there", [](auto& r) { return r.numbers.last_bounds.warn; }},
    {"strict", "boolean", "the target itself is a miss", [](auto& r) { return r.numbers.kpi->strict; }},
    {"min", "number?", "lower end of a range", [](auto& r) { return r.numbers.last_bounds.min; }},
    {"max", "number?", "upper end of a range", [](auto& r) { return r.numbers.last_bounds.max; }},
    {"margin", "number?", "amber as far beyond", [](auto& r) { return r.numbers.last_bounds.margin; }},
    {"targets", "kpi_target[]", "entries of [targets] that had begun, oldest first",
     [](auto& r) { return objects_of(target_keys, std::span(r.numbers.kpi->targets).first(r.numbers.known_targets)); }},
    {"formula", "string?", "of other KPIs", [](auto& r) { return json_or_null(r.numbers.kpi->formula); }},
    {"value", "number?", "of the last complete period with a value", [](auto& r) { return r.numbers.value(); }},
    {"period_unit", one_of<PeriodUnit>, "of the periods here: `every`, or that of --by",
     [](auto& r) { return r.numbers.unit; }},
    {"period", "string?", "2026-W33", [](auto& r) { return r.last() ? json(r.period_name(*r.numbers.last)) : Json(); }},
    {"covered", "integer?", "parts of the period that have a reading",
     [](auto& r) { return r.last() ? json(r.last()->covered) : Json(); }},
    {"expected", "integer?", "parts that are over",
     [](auto& r) { return r.last() ? json(r.last()->expected) : Json(); }},
    {"running", "running?", "the period that is not complete", running_object},
    {"status", one_of<Rag>, "", [](auto& r) { return r.numbers.status; }},
    {"red_in_a_row", "integer", "complete periods at the end that are red",
     [](auto& r) { return r.numbers.red_in_a_row; }},
    {"against_target", "comparison?", "not of a range", [](auto& r) { return comparison_object(r.numbers.target); }},
    {"against_previous", "comparison?", "the period just before",
     [](auto& r) { return comparison_object(r.numbers.previous); }},
    {"against_year_ago", "comparison?", "the period of the same name one year earlier",
     [](auto& r) { return comparison_object(r.numbers.year_ago); }},
    {"benchmarks", "comparison[]", "with their names",
     [](auto& r) { return json_list(r.numbers.benchmarks, benchmark_object); }},
    {"signal", one_of<SignalMeaning>, "of the last point", [](auto& r) { return r.numbers.signal; }},
    {"flagged", "flagged[]", "all points that a rule flagged, oldest first", flagged_list},
    {"growth", "string?",
     "trending_up, trending_down, new_level_up or new_level_down, where its level left its old limits for good",
     [](auto& r) { return growth_word(r.numbers.xmr); }},
    {"signal_of", one_of<Signal>, "what is told from chance: the level, or the change from period to period",
     [](auto& r) { return r.numbers.kpi->signal; }},
    {"natural_limits", "natural_limits?", "those that judge the last point",
     [](auto& r) {
       const XmrLimits* limits = r.numbers.xmr.limits();
       return limits ? object_of(limits_keys, *limits) : Json();
     }},
    {"assurance", or_null(one_of<Assurance>), "", [](auto& r) { return r.numbers.assurance; }},
    {"age_days", "integer?", "calendar days since the last reading", [](auto& r) { return r.numbers.age; }},
    {"freshness", or_null(one_of<Freshness>), "", [](auto& r) { return r.numbers.freshness; }},
    {"gaps", "string[]", "periods without value before the last one that has one",
     [](auto& r) { return json_list(r.numbers.gaps, [&](std::size_t gap) { return r.period_name(gap); }); }},
    {"breached", "boolean", "red for breach-periods, or beyond a natural limit on the bad side in two of three periods",
     [](auto& r) { return r.numbers.breached; }},
    {"workers", "string[]?",
     "active objectives and key results that work on it; null where files that may say so could not be read",
     [](auto& r) { return r.numbers.workers.empty() && r.numbers.unread ? Json() : ids_of(r.numbers.workers); }},
    {"drafts", "string[]", "those that are drafts, or in a draft cycle",
     [](auto& r) { return ids_of(r.numbers.drafts); }},
    {"group", one_of<Triage>, "in kpi: what it asks for",
     [](auto& r) { return r.row ? json(r.row->triage) : left_out(); }, In::sometimes},
    {"trail", "trail[]", "in kpi: the last periods, oldest first", trail_list, In::sometimes},
    {"proposal", "proposal?", "in kpi: what --write would write", proposal_object, In::sometimes},
    {"against_target", "", "", [](auto& r) { return null_or(r.numbers.target, &Comparison::delta); }, In::column},
    {"before", "", "", [](auto& r) { return null_or(r.numbers.previous, &Comparison::delta); }, In::column},
    {"before_percent", "", "", [](auto& r) { return null_or(r.numbers.previous, &Comparison::percent); }, In::column},
    {"year_ago", "", "", [](auto& r) { return null_or(r.numbers.year_ago, &Comparison::delta); }, In::column},
    {"year_ago_percent", "", "", [](auto& r) { return null_or(r.numbers.year_ago, &Comparison::percent); }, In::column},
    {"benchmark", "", "",
     [](auto& r) {
       return r.numbers.benchmarks.empty() ? Json() : json(r.numbers.benchmarks.front().comparison.delta);
     },
     In::column},
    {"rule", "", "",
     [](auto& r) {
       const auto& points = r.numbers.xmr.points;
       return points.empty() || !points.back().signal.any() ? Json() : json(points.back().signal.rule_number());
     },
     In::column},
    {"needs_objective", "", "", [](auto& r) { return r.row && r.row->proposal.has_value(); }, In::column},
};

Json kpi_record_object(const R& record) { return named_object(record_name(*record.numbers.kpi), kpi_keys, record); }

constexpr Key<KpiCounts> health_keys[] = {
    {"green", "integer", "KPIs at their target", [](auto& h) { return h.green; }},
    {"amber", "integer", "within the warning limit", [](auto& h) { return h.amber; }},
    {"red", "integer", "off their target", [](auto& h) { return h.red; }},
    {"no_target", "integer", "without target", [](auto& h) { return h.no_target; }},
    {"no_data", "integer", "without a value, or in error", [](auto& h) { return h.no_data + h.in_error; }},
    {"signals", "integer", "that moved more than chance", [](auto& h) { return h.signals; }},
};

constexpr Key<Scorecard> scorecard_keys[] = {
    {"by", or_null(one_of<PeriodUnit>), "the period of --by", [](auto& s) { return s.question.by; }},
    {"since", "date?", "the day of --since: where `trail` begins", [](auto& s) { return s.question.since; }},
    {"complete_to", "date?", "last day of the latest period that is shown", [](auto& s) { return s.complete_to; }},
    {"kpis", "kpi_record[]", "what needs a person first",
     [](auto& s) {
       return json_list(s.rows, [&](const ScorecardRow& row) {
         return kpi_record_object(R{*s.workspace, row.numbers, &row});
       });
     }},
    {"kpi_health", "kpi_health", "how many of them are how", [](auto& s) { return health_object(s.counts.statuses); }},
    diagnostics_key<Scorecard>(),
};

}  // namespace

std::span<const Key<KpiRecord>> keys_of_kpis() { return kpi_keys; }
std::span<const Key<PeriodRecord>> keys_of_periods() { return trail_keys; }
std::span<const Key<KpiTarget>> keys_of_targets() { return target_keys; }

Json kpi_object(const Workspace& workspace, const KpiNumbers& numbers) {
  return kpi_record_object(R{workspace, numbers});
}

Json health_object(const KpiCounts& counts) { return object_of(health_keys, counts); }

Records records_of(const Scorecard& scorecard) {
  Rows rows(scorecard.as_of, {"group",     "team",
                              "unit",      "period",
                              "value",     "covered",
                              "expected",  "target",
                              "min",       "max",
                              "status",    "against_target",
                              "before",    "before_percent",
                              "year_ago",  "year_ago_percent",
                              "benchmark", "signal",
                              "rule",      "lower",
                              "upper",     "points",
                              "freshness", "age_days",
                              "workers",   "needs_objective"});
  for (const ScorecardRow& row : scorecard.rows) {
    const R record{*scorecard.workspace, row.numbers, &row};
    const RecordName name = record_name(*row.numbers.kpi);
    if (const XmrLimits* limits = row.numbers.xmr.limits())
      rows.add(name, kpi_keys, record, limits_keys, *limits);
    else
      rows.add(name, kpi_keys, record);
  }
  return std::move(rows).records();
}

Json json_of(const Scorecard& scorecard) { return report_of("kpi", scorecard.as_of, scorecard_keys, scorecard); }

std::vector<JsonObject> kpi_objects() {
  return {
      report("kpi").holds(scorecard_keys),
      JsonObject{"kpi_record", "A KPI"}.holds(name_keys).holds(kpi_keys),
      JsonObject{"running", "A period that is not complete"}.holds(running_keys),
      JsonObject{"comparison", "A value beside a reference"}.holds(comparison_keys).holds(benchmark_keys, false),
      JsonObject{"flagged", "A point that is more than chance"}.holds(flagged_keys),
      JsonObject{"kpi_target", "A target over time"}.holds(target_keys),
      JsonObject{"natural_limits", "What routine variation stays within"}.holds(limits_keys),
      JsonObject{"trail", "A period of a KPI"}.holds(trail_keys),
      JsonObject{"proposal", "The objective that a KPI calls for"}.holds(proposal_keys),
      JsonObject{"kpi_health", "KPIs by status"}.holds(health_keys),
  };
}

}  // namespace okr::reports
